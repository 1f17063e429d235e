"""`ruledsl rule`: what a lint rule is about."""

from __future__ import annotations

import click

from ruledsl.cli import completing


@click.command()
@click.argument("code", metavar="[CODE]", required=False, shell_complete=completing.lint_rules)
def rule(code: str | None) -> int:
    """Explain a lint rule: what it finds, why that is bad, and what to write instead.

    CODE is a rule's code or name; without it, all rules are listed. The code of an error in a file works too.

    \b
    Examples:
      ruledsl rule
      ruledsl rule RD630
      ruledsl rule duplicate-clause
    """
    from ruledsl.analysis.catalogue import rule_named, rules
    from ruledsl.cli.output import stdout_page, write
    from ruledsl.codes import CODES
    from ruledsl.diagnostics import did_you_mean
    from ruledsl.report.lint_text import rule_list
    from ruledsl.report.rule_text import rule_text

    page = stdout_page()
    if code is None:
        write(rule_list(page))
        return 0
    found = rule_named(code)
    if found is not None:
        write(rule_text(found, page))
        return 0
    row = CODES.get(code.upper())
    if row is not None:
        write(f"{row.code} {row.title}\n\n{row.explanation}\n")
        return 0
    known = [name for each in rules() for name in (each.code, each.slug)]
    hint = did_you_mean(code.upper() if code.upper().startswith("RD") else code, known)
    raise click.UsageError(f"There is no rule '{code}'; {hint or '`ruledsl rule` lists them'}.")
