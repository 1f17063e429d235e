"""Findings of the linter for people: with the lines they speak of, or one line each, and counted by rule."""

from __future__ import annotations

from collections import Counter

from ruledsl.analysis.baseline import file_name
from ruledsl.analysis.catalogue import rule_named
from ruledsl.analysis.fixing import is_safe
from ruledsl.diagnostics import Diagnostics
from ruledsl.report.diagnostics_text import diagnostic_lines, summary
from ruledsl.report.layout import Page, harmless, wrap


def render(findings: Diagnostics, page: Page) -> str:
    """Each finding with its snippet, a line that counts them, and one that says how many can be mended."""
    if not findings.items:
        return "Nothing was found.\n"
    blocks = ["\n".join(diagnostic_lines(item, findings.sources, page)) for item in findings.items]
    last = summary(findings.items)
    return "\n\n".join([*blocks, "\n".join([last, *_remedies(findings)])]) + "\n"


def _remedies(findings: Diagnostics) -> list[str]:
    """Which of the findings the program can mend."""
    safe = sum(map(is_safe, findings.items))
    more = sum(item.fix is not None for item in findings.items) - safe
    if not more:
        return [f"--fix mends {safe} of them"] if safe else []
    if not safe:
        return [f"--fix --unsafe-fixes mends {more} of them; look at what it changes"]
    return [f"--fix mends {safe} of them, and with --unsafe-fixes {more} more; look at what they change"]


def concise(findings: Diagnostics, page: Page) -> str:
    """`FILE:LINE:COLUMN: CODE message`, one line a finding."""
    lines = []
    for item in findings.items:
        place = harmless(file_name(item.span.file))
        if item.span.line:
            place += f":{item.span.line}:{item.span.column}"
        lines.append(f"{place}: {item.severity} {item.code} {harmless(item.message)}")
    return "".join(f"{line}\n" for line in [*lines, *([summary(findings.items)] if lines else [])])


def statistics(findings: Diagnostics, page: Page) -> str:
    """How often each rule found something, the most frequent first."""
    counts = Counter((item.code, str(item.severity)) for item in findings.items)
    if not counts:
        return "Nothing was found.\n"
    lines = []
    for (code, severity), n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        rule = rule_named(code)
        name = f"  {rule.slug}" if rule is not None else ""
        lines.append(f"{n:>5}  {code}  {severity:<7}{name}".rstrip())
    return "\n".join([*lines, summary(findings.items)]) + "\n"


def rule_list(page: Page) -> str:
    """All rules, by group: code, severity, name, what they find."""
    from ruledsl.analysis.catalogue import rules

    lines: list[str] = []
    group = None
    for rule in rules():
        if rule.group is not group:
            group = rule.group
            lines += [*([""] if lines else []), page.paint(group.value.capitalize(), "bold")]
        off = "" if rule.default else " (off by default)"
        first, *rest = wrap(f"{rule.what}{off}", page.columns - 9)
        lines += [f"  {rule.code}  {page.paint(rule.slug, 'cyan')} ({rule.severity})", f"         {first}"]
        lines += [f"         {line}" for line in rest]
    return "\n".join(lines) + "\n"
