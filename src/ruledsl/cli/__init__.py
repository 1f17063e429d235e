"""The command line: argument parsing and wiring, one file a command. `main` is what `ruledsl` and
`python -m ruledsl` run; it turns every way in which a command can end into an exit status.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line (by default that of the process) and give the exit status: 0 nothing is broken, 1 a
    breach, 2 the input is at fault, 74 the output cannot be written, 130 interrupted, 141 nobody reads the output any
    more."""
    from ruledsl.cli import output

    output.use_utf8()
    try:
        return _status(args)
    except BrokenPipeError:
        return output.stop_quietly()
    except OSError as error:
        if error.errno not in output.WRITING_FAULTS:
            raise
        return output.stop_unwritten(error)


def _status(args: Sequence[str] | None) -> int:
    import io
    import sys

    import click

    from ruledsl.cli import output
    from ruledsl.cli.root import root
    from ruledsl.diagnostics import InputError

    try:
        result = root.main(args=args, prog_name="ruledsl", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except InputError as error:
        output.show_diagnostics(error.diagnostics)
        return output.EXIT_INPUT
    except click.ClickException as error:
        # The message may repeat what was given.
        said = io.StringIO()
        error.show(file=said)
        output.talk(said.getvalue())
        return output.EXIT_INPUT
    except (click.Abort, KeyboardInterrupt):
        return output.EXIT_INTERRUPTED
    return result if isinstance(result, int) else output.EXIT_KEPT
