"""`ruledsl schema`: the JSON Schema of a ruleset's scenarios."""

from __future__ import annotations

import click

from ruledsl.cli.options import ruleset_argument


@click.command()
@ruleset_argument
def schema(ruleset: str) -> int:
    """Print the JSON Schema of a ruleset's scenarios in JSON. Editors can complete and check with it.

    \b
    Example:
      ruledsl schema taian > taian.scenario.schema.json
    """
    from ruledsl.cli.loading import open_ruleset
    from ruledsl.cli.output import write
    from ruledsl.report.json_report import dumps

    write(dumps(open_ruleset(ruleset).scenario_schema()))
    return 0
