"""The page of a lint rule: for `ruledsl rule CODE` as text, for docs/lint.md as Markdown."""

from __future__ import annotations

from ruledsl.analysis.examples import is_scenario
from ruledsl.analysis.rule import Rule
from ruledsl.report.layout import Page, wrap


def rule_text(rule: Rule, page: Page) -> str:
    """A rule's page for the terminal."""
    lines = [f"{page.paint(rule.code, 'bold')} {page.paint(rule.slug, 'bold', 'cyan')}", ""]
    lines += [f"{rule.severity}, {rule.group}{_extras(rule)}", ""]
    lines += [*wrap(rule.what, page.columns), "", *wrap(rule.why, page.columns), ""]
    lines += [page.paint("Avoid", "bold", "red"), "", *(f"    {line}" for line in rule.avoid.rstrip().splitlines()), ""]
    lines += [page.paint("Prefer", "bold", "green"), ""]
    lines += [*(f"    {line}" for line in rule.prefer.rstrip().splitlines()), ""]
    if rule.configuration:
        lines += [page.paint("Configuration", "bold"), "", *wrap(rule.configuration, page.columns), ""]
    return "\n".join(lines)


def rule_markdown(rule: Rule) -> str:
    """A rule's section of the page on all rules."""
    language = "scenario" if is_scenario(rule.avoid) else "rules"
    parts = [
        f"### {rule.code}: {rule.slug}",
        f"*{rule.severity}{_extras(rule)}*",
        f"{rule.what} {rule.why}",
        f"Avoid:\n\n```{language}-lint\n{rule.avoid.rstrip()}\n```",
        f"Prefer:\n\n```{language}-lint\n{rule.prefer.rstrip()}\n```",
    ]
    if rule.configuration:
        parts.append(f"Configuration: {rule.configuration}")
    return "\n\n".join(parts)


def _extras(rule: Rule) -> str:
    mended = ", mended by `--fix`" if rule.fixable else ""
    mended += ", mended by `--fix --unsafe-fixes`" if rule.unsafely_fixable else ""
    return mended + ("" if rule.default else ", off by default")
