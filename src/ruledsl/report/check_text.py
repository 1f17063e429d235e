"""The report of `ruledsl check` as text: what is violated first and in full, then what is open, then what is in order.

Handed a `Report` and a `Page`, it hands on the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.report.layout import Page, hanging, harmless
from ruledsl.report.names import Names
from ruledsl.report.result import ORDER, Report
from ruledsl.report.verdict_text import STATUS_STYLE, Writer, repeated_places
from ruledsl.report.wording import STATUS, STATUS_COUNT, date_words, listed, phrase


def render(report: Report, page: Page, *, everything: bool = False) -> str:
    """The whole report: what is violated in full, what is open in lists. With `everything`, what is open comes with
    due dates and remedies, and what is satisfied and not applicable is listed too."""
    writer = writer_of(report, page)
    lines = heading(report, page)
    for status in ORDER:
        verdicts = report.pending if status is Status.PENDING else report.of(status)
        match status:
            case Status.VIOLATED:
                lines += _apart(writer.full(verdict) for verdict in verdicts)
            case Status.UNDETERMINED | Status.PENDING | Status.EXCUSED:
                if everything:
                    lines += _apart(writer.brief(verdict) for verdict in verdicts)
                elif verdicts:
                    lines += ["", _heading(status, len(verdicts), page)]
                    lines += writer.listing(verdicts)
            case Status.SATISFIED | Status.NOT_APPLICABLE:
                if everything and verdicts:
                    lines += ["", *(line for verdict in verdicts for line in writer.line(verdict))]
    lines += ["", *summary(report, page)]
    if everything and (never := report.never_applied()):
        norms = listed((writer.names.clause(norm) for norm in never), page.lang)
        lines += ["", *hanging("", phrase("never_applied", page.lang, norms=norms), page.columns, 2)]
    return "\n".join(lines) + "\n"


def explain(report: Report, page: Page, verdicts: Sequence[Verdict], norms: Iterable[str] = ()) -> str:
    """The given verdicts, each with its whole explanation; and of `norms` that have none here, what they are and
    which verdicts used them."""
    writer = writer_of(report, page)
    lines = heading(report, page)
    for verdict in verdicts:
        lines += ["", *writer.full(verdict)]
    decided = {verdict.norm for verdict in verdicts}
    for norm in norms:
        if norm not in decided:
            lines += ["", *writer.without_verdict(norm, [v for v in report if norm in v.used])]
    return "\n".join(lines) + "\n"


def writer_of(report: Report, page: Page) -> Writer:
    """Who writes this report's verdicts on that page."""
    names = Names(report.ruleset, report.scenario, page.lang)
    return Writer(names, page, report.as_of, repeated_places(report))


def heading(report: Report, page: Page) -> list[str]:
    """Ruleset, scenario and date."""
    names = Names(report.ruleset, report.scenario, page.lang)
    titles = [harmless(title) for title in (names.ruleset_title(), report.scenario.title) if title]
    lines = [page.paint(line, "bold") for title in titles for line in hanging("", title, page.columns, 2)]
    return [*lines, *hanging("", phrase("as_of", page.lang, day=date_words(report.as_of, page.lang)), page.columns)]


def summary(report: Report, page: Page) -> list[str]:
    """How many of each, in one sentence."""
    parts = []
    for status in ORDER:
        n = len(report.of(status))
        if not n:
            continue
        text = STATUS_COUNT[status.value](page.lang, n=n)
        if status is Status.VIOLATED:
            text += phrase("open_bracket", page.lang) + severities(report, page) + phrase("close_bracket", page.lang)
        parts.append(text)
    text = listed(parts, page.lang, "comma") or phrase("summary_none", page.lang)
    return hanging("", text + phrase("sentence_end", page.lang), page.columns, 2)


def severities(report: Report, page: Page) -> str:
    """`2 breaches, 1 deviation`."""
    parts = []
    for n, one, many in (
        (len(report.breaches), "breach_one", "breaches"),
        (len(report.deviations), "deviation_one", "deviations"),
    ):
        if n:
            parts.append(phrase(one, page.lang) if n == 1 else phrase(many, page.lang, n=n))
    return listed(parts, page.lang, "comma")


def _heading(status: Status, n: int, page: Page) -> str:
    """`PENDING (20)`."""
    count = phrase("open_bracket", page.lang) + str(n) + phrase("close_bracket", page.lang)
    return page.paint(STATUS[status.value](page.lang), *STATUS_STYLE[status]) + count


def _apart(blocks: Iterable[Sequence[str]]) -> list[str]:
    """The blocks with a blank line before each."""
    return [line for block in blocks for line in ("", *block)]
