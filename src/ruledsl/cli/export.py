"""`ruledsl export`: the compiled ruleset as JSON."""

from __future__ import annotations

import click

from ruledsl.cli.options import ruleset_argument


@click.command()
@ruleset_argument
def export(ruleset: str) -> int:
    """Print a ruleset's articles and norms as JSON. The form is that of schema ruledsl/ruleset/1.

    \b
    Example:
      ruledsl export taian > taian.json
    """
    from ruledsl.cli.loading import open_ruleset
    from ruledsl.cli.output import write
    from ruledsl.report.json_report import dumps

    write(dumps(open_ruleset(ruleset).to_dict()))
    return 0
