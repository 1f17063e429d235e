"""`ruledsl lint`: what can be said against rules before any case is known."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ruledsl.cli import completing

if TYPE_CHECKING:
    from ruledsl.diagnostics import Diagnostics

_FORMS: Final = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")
_SEVERITIES: Final = ("error", "warning", "info")


@contextmanager
def _without_collector() -> Iterator[None]:
    """What is read lives until the end, so looking for what can be thrown away would only take time: a tenth of it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=completing.files)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    shell_complete=completing.lint_codes,
    help="Only these rules: codes or beginnings, or ALL.",
)
@click.option(
    "--extend-select", multiple=True, metavar="CODES", shell_complete=completing.lint_codes, help="These rules as well."
)
@click.option(
    "--ignore", multiple=True, metavar="CODES", shell_complete=completing.lint_codes, help="Without these rules."
)
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", show_default=True, help="Output form.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing any norm.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also what may change a norm; with --fix or --diff.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--baseline", type=click.Path(), metavar="FILE", help="Leave out the findings that FILE lists.")
@click.option("--write-baseline", type=click.Path(), metavar="FILE", help="Write all findings to FILE, and end.")
@click.option(
    "--fail-on",
    type=click.Choice(_SEVERITIES),
    default="info",
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
@_without_collector()
def lint(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    statistics: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    baseline: str | None,
    write_baseline: str | None,
    fail_on: str,
) -> int:
    """Look for what is likely to be wrong in rulesets, vocabularies and scenarios.

    PATH is a file or a folder; by default the current folder. `ruledsl rule CODE` explains a finding. A finding is
    taken back by a comment on its line or the line before, with a reason:

    \b
        -- ruledsl: ignore RD630 because the source repeats itself here

    What is selected and ignored can be set in `[tool.ruledsl]` of pyproject.toml, or in ruledsl.toml.

    \b
    Examples:
      ruledsl lint rulesets
      ruledsl lint rulesets/taian --select RD63,RD67 --format sarif
      ruledsl lint . --diff --unsafe-fixes

    Exit status: 0 nothing was found, 1 something was, 2 the input is at fault.
    """
    from ruledsl.analysis.baseline import baseline_text, fingerprints, known_findings
    from ruledsl.analysis.catalogue import chosen
    from ruledsl.analysis.fixing import mend
    from ruledsl.analysis.gathering import gather
    from ruledsl.analysis.linting import keep
    from ruledsl.analysis.linting import lint as run
    from ruledsl.analysis.settings import find_settings
    from ruledsl.cli import output
    from ruledsl.diagnostics import Diagnostics
    from ruledsl.report import lint_text
    from ruledsl.report.lint_outputs import OUTPUTS

    faults = Diagnostics()
    places = paths or (".",)
    settings = find_settings(Path(places[0]) if Path(places[0]).is_dir() else Path(places[0]).parent, faults)
    known = known_findings(Path(baseline), faults) if baseline is not None else None
    faults.raise_if_errors()
    rules = chosen(
        _names(select) or settings.select,
        (*_names(ignore), *settings.ignore),
        (*_names(extend_select), *settings.extend_select),
    )
    gathered = gather(places)
    if not gathered.asked and not gathered.unfound:
        raise click.UsageError("No .rules or .scenario file was found.")
    findings = run(gathered, rules, settings)
    at_fault = bool(gathered.diagnostics.errors)
    if diff:
        _show_fixes(findings, unsafe_fixes)
        return output.EXIT_INPUT if at_fault else output.EXIT_KEPT
    if fix:
        mended = mend(gathered, places, lambda read: run(read, rules, settings), unsafe=unsafe_fixes)
        output.talk(f"{mended.count} mended\n")
        for file in mended.taken_back:
            output.talk(f"in {file} something is left as it is: mending it would break the file or change a norm\n")
        gathered = mended.gathered
        findings = run(gathered, rules, settings)
    if write_baseline is not None:
        Path(write_baseline).write_text(baseline_text(findings.items, findings.sources), encoding="utf-8")
        output.talk(f"{write_baseline}: {len(findings.items)} findings\n")
        return output.EXIT_INPUT if at_fault else output.EXIT_KEPT
    if known is not None:
        marks = fingerprints(findings.items, findings.sources)
        findings = keep(findings, [item for item, mark in zip(findings.items, marks, strict=True) if mark not in known])
    page = output.stdout_page()
    output.write(lint_text.statistics(findings, page) if statistics else OUTPUTS[form](findings, page))
    if at_fault:
        return output.EXIT_INPUT
    counted = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    return output.EXIT_BROKEN if any(str(item.severity) in counted for item in findings.items) else output.EXIT_KEPT


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of an option that may be given several times, with commas. Raises a usage error for unknown ones."""
    from ruledsl.analysis.catalogue import is_known, rules
    from ruledsl.diagnostics import did_you_mean

    names = tuple(name.strip() for text in given for name in text.split(",") if name.strip())
    for name in names:
        if not is_known(name):
            hint = did_you_mean(name, [rule.slug for rule in rules()])
            raise click.UsageError(f"No lint rule's code begins with '{name}'; {hint or '`ruledsl rule` lists them'}.")
    return names


def _show_fixes(findings: Diagnostics, unsafe: bool) -> None:
    """What the fixes would change, as a unified diff."""
    import difflib

    from ruledsl.analysis.fixing import fixed_texts
    from ruledsl.cli import output

    for file, text in fixed_texts(findings.items, findings.sources, unsafe=unsafe).items():
        old = findings.sources[file].text
        lines = difflib.unified_diff(old.splitlines(True), text.splitlines(True), file, file)
        output.write("".join(lines))
