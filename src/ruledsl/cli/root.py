"""The command `ruledsl` itself: the table of its subcommands, each imported only when it is called or described."""

from __future__ import annotations

import difflib
from importlib import import_module
from typing import Final

import click

from ruledsl._version import __version__

COMMANDS: Final[dict[str, str]] = {
    "init": "ruledsl.cli.init:init",
    "check": "ruledsl.cli.check:check",
    "explain": "ruledsl.cli.explain:explain",
    "test": "ruledsl.cli.test:test",
    "mutate": "ruledsl.cli.mutate:mutate",
    "fmt": "ruledsl.cli.fmt:fmt",
    "lint": "ruledsl.cli.lint:lint",
    "rule": "ruledsl.cli.rule:rule",
    "trace": "ruledsl.cli.trace:trace",
    "export": "ruledsl.cli.export:export",
    "schema": "ruledsl.cli.schema:schema",
    "calendar": "ruledsl.cli.calendar:calendar",
    "rulesets": "ruledsl.cli.rulesets:rulesets",
    "completion": "ruledsl.cli.completion:completion",
}
"""The subcommands in the order in which the help lists them, and where each is."""

HELP: Final = """Check cases against offices' rules, and see the reasons.

A ruleset says what is required of whom by when; a scenario says what happened. RULESET is a folder that holds a
ruleset, or the name of a bundled one (see `ruledsl rulesets`).

\b
Examples:
  ruledsl init office
  ruledsl check taian case.scenario --as-of 2022-04-02
  ruledsl explain taian case.scenario 51.filing --lang zh
  ruledsl test rulesets
  ruledsl lint rulesets
  ruledsl calendar add 2022-04-02 5 workdays --back

Exit status: 0 nothing is broken, 1 a breach (for `test`: an expectation not met; for `lint`: a finding), 2 the input
is at fault.
"""


class LazyGroup(click.Group):
    """A group whose commands stand in a table `name: module:attribute` and are imported on demand."""

    def __init__(self, *args: object, table: dict[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = self.table.get(cmd_name)
        if place is None:
            return None
        module, _, attribute = place.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        # While a command line is being completed nothing may be said of it.
        if args and args[0] not in self.table and not args[0].startswith("-") and not ctx.resilient_parsing:
            near = difflib.get_close_matches(args[0], self.table, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else f" Commands: {', '.join(self.table)}."
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)


root = LazyGroup(
    name="ruledsl",
    table=COMMANDS,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
root = click.version_option(__version__, "--version", "-V", message="%(prog)s %(version)s")(root)
