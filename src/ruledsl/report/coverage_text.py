"""Coverage as text: a table by article, then the clauses that no scenario shows both kept and broken.

Handed a `Coverage` and a `Page`, it hands on the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from ruledsl.civil_time.units import Language
from ruledsl.norms.model import Ruleset
from ruledsl.report.layout import Page, hanging, harmless, pad, width
from ruledsl.report.wording import COVERAGE, FORMS, listed, phrase
from ruledsl.trials.coverage import ClauseCoverage, Coverage, Group, Tally
from ruledsl.world.vocabulary import Label

_COLUMNS: Final = ("clauses", "kept", "broken", "both", "pending", "excused", "undetermined")

_FEWER: Final = 4
"""Of the columns those that a narrow page has room for."""

_NARROW: Final = 80


def render(coverage: Coverage, page: Page) -> str:
    """The whole text."""
    head = COVERAGE["title"](page.lang, ruleset=harmless(title(coverage.ruleset, page.lang)))
    head += phrase("comma", page.lang) + scenarios(coverage.scenarios, page.lang)
    lines = [page.paint(line, "bold") for line in hanging("", head, page.columns, 2)]
    lines += ["", *_table(coverage, page)]
    missing = [clause for clause in coverage.clauses if clause.missing]
    if missing:
        lines += ["", page.paint(COVERAGE["missing"](page.lang), "bold") + _count(len(missing), page.lang)]
        for clause in missing:
            lines += _remark(clause, never(clause, page.lang), page)
    lines += _ids("unexpected", [c for c in coverage.clauses if c.covered and not c.proved], page)
    lines += _others(coverage, page)
    return "\n".join([*lines, "", outcome(coverage.tally, page.lang)]) + "\n"


def outcome(tally: Tally, lang: Language) -> str:
    """`320 of 322 clauses that can be broken are shown both kept and broken: 99%`."""
    if not tally.breakable:
        return COVERAGE["nothing"](lang)
    covered, breakable = tally.covered, tally.breakable
    return COVERAGE["outcome"](lang, covered=covered, breakable=breakable, percent=percent(tally.percent))


def percent(share: Fraction) -> str:
    """A percentage with at most two decimals, cut off and never rounded up: 100 says that nothing is missing."""
    whole, rest = divmod(int(share * 100), 100)
    return f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)


def never(clause: ClauseCoverage, lang: Language) -> str:
    """What of kept and broken the clause never is."""
    match clause.missing:
        case (Group.KEPT, Group.BROKEN):
            return COVERAGE["never_either"](lang)
        case (group,):
            return COVERAGE[f"never_{group.value}"](lang)
        case _:
            return ""


def scenarios(n: int, lang: Language) -> str:
    """`12 scenarios`."""
    return COVERAGE["scenario_one"](lang) if n == 1 else COVERAGE["scenarios"](lang, n=n)


def title(ruleset: Ruleset, lang: Language) -> str:
    """The ruleset's title."""
    return picked(ruleset.label, lang) or ruleset.name


def article_title(number: str, label: Label, lang: Language) -> str:
    """`article 51 (Agenda material)`."""
    named = picked(label, lang)
    if not named or named == number:
        return phrase("article", lang, number=number)
    return phrase("article_named", lang, number=number, title=named)


def picked(label: Label, lang: Language) -> str:
    """A label in one language."""
    return label.zh if lang == "zh" else label.en


def _table(coverage: Coverage, page: Page) -> list[str]:
    shown = len(_COLUMNS) if page.columns >= _NARROW else _FEWER
    heads = [COVERAGE[name](page.lang) for name in _COLUMNS[:shown]]
    rows = [
        (harmless(article_title(article.number, article.title, page.lang)), _numbers(article.tally)[:shown])
        for article in coverage.articles
        if article.tally.breakable
    ]
    rows.append((COVERAGE["total"](page.lang), _numbers(coverage.tally)[:shown]))
    room = page.columns - sum(width(head) + 2 for head in heads)
    first = max(min(max(width(name) for name, _ in rows), room), 12)
    lines = [_line(COVERAGE["article"](page.lang), heads, heads, first)]
    for name, numbers in rows:
        names = [name] if width(name) <= first else hanging("", name, first, 2)
        lines += [*(line.rstrip() for line in names[:-1]), _line(names[-1], numbers, heads, first)]
    lines[0] = page.paint(lines[0], "dim")
    lines[-1] = page.paint(lines[-1], "bold")
    return lines


def _numbers(tally: Tally) -> list[str]:
    reached = tally.reached
    numbers = [tally.breakable, reached[Group.KEPT], reached[Group.BROKEN], tally.covered]
    numbers += [reached[group] for group in (Group.PENDING, Group.EXCUSED, Group.UNDETERMINED)]
    return [str(number) for number in numbers]


def _line(name: str, cells: Sequence[str], heads: Sequence[str], first: int) -> str:
    right = (
        "  " + " " * (width(head) - width(cell)) + cell for head, cell in zip(heads, cells, strict=True)
    )  # fmt: skip
    return pad(name, first) + "".join(right)


def _others(coverage: Coverage, page: Page) -> list[str]:
    """The permissions, substitutions, authorisations and deemings, and which of them nothing rests on."""
    others = [clause for clause in coverage.clauses if not clause.breakable]
    if not others:
        return []
    tally = coverage.tally
    text = COVERAGE["others_used"](page.lang, used=tally.used, n=tally.others)
    lines = ["", page.paint(COVERAGE["others"](page.lang), "bold") + phrase("colon", page.lang) + text]
    for clause in others:
        if not clause.used:
            what = listed([FORMS[clause.form.value](page.lang), COVERAGE["unused"](page.lang)], page.lang, "comma")
            lines += _remark(clause, what, page)
    return lines


def _remark(clause: ClauseCoverage, text: str, page: Page) -> list[str]:
    """A clause and what is to be said of it, on the next line where the place is long."""
    first = f"  {_place(clause)}  "
    if width(first) + width(text) <= page.columns:
        return [first + text]
    return [first.rstrip(), *hanging("      ", text, page.columns)]


def _ids(key: str, clauses: Iterable[ClauseCoverage], page: Page) -> list[str]:
    ids = [harmless(clause.local_id) for clause in clauses]
    if not ids:
        return []
    head = page.paint(COVERAGE[key](page.lang), "bold") + _count(len(ids), page.lang)
    return ["", head, *hanging("  ", listed(ids, page.lang, "and"), page.columns, 2)]


def _place(clause: ClauseCoverage) -> str:
    at = f"{clause.span.file}:{clause.span.line}" if clause.span.line else ""
    return harmless(f"{clause.local_id}  {at}".rstrip())


def _count(n: int, lang: Language) -> str:
    return phrase("open_bracket", lang) + str(n) + phrase("close_bracket", lang)
