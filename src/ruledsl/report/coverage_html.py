"""Coverage as one page of HTML: a table of the clauses by article, with the scenarios that show each.

Handed the coverage of rulesets and a language, it hands on a page that needs nothing else: no script, no other file,
no network. It prints as it is seen; whatever the input holds is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from ruledsl.civil_time.units import Language
from ruledsl.report.coverage_text import article_title, outcome, percent, scenarios, title
from ruledsl.report.layout import harmless
from ruledsl.report.wording import COVERAGE, FORMS, listed, phrase
from ruledsl.trials.coverage import BOTH, ArticleCoverage, ClauseCoverage, Coverage, Group, Shown, Tally

_GROUPS: Final = tuple(Group)

_STYLE: Final = """\
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto;
  max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: .2rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .25rem .5rem; text-align: right; vertical-align: top; }
th:first-child, td:first-child { text-align: left; }
td:first-child { overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid #888; white-space: nowrap; }
code { font-family: ui-monospace, monospace; }
.text { color: #767676; font-size: .85rem; }
.shown { background: #2a92; }
.bare { background: #c902; font-style: italic; }
.none { background: #d332; font-weight: bold; }
.bar { background: #d334; height: .6rem; margin: .4rem 0; }
.bar div { background: #2a9; height: 100%; }
details { font-size: .85rem; }
details ul { margin: .2rem 0 .4rem; padding-left: 1.2rem; }
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; }
  tr, h2 { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; }
  .bar, .bar div, td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def page(coverages: Iterable[Coverage], lang: Language) -> str:
    """The page."""
    coverages = tuple(coverages)
    heading = listed((COVERAGE["title"](lang, ruleset=title(c.ruleset, lang)) for c in coverages), lang)
    body = "\n".join(line for coverage in coverages for line in _ruleset(coverage, lang))
    return f"""\
<!DOCTYPE html>
<html lang="{"zh-Hans" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_said(heading)}</title>
<style>
{_STYLE}</style>
</head>
<body>
{body}
<p class="text">{_said(COVERAGE["legend"](lang))}</p>
</body>
</html>
"""


def _ruleset(coverage: Coverage, lang: Language) -> Iterator[str]:
    counts = coverage.tally
    yield f"<h1>{_said(COVERAGE['title'](lang, ruleset=title(coverage.ruleset, lang)))}</h1>"
    yield f"<p>{_said(scenarios(coverage.scenarios, lang))}{_said(phrase('semicolon', lang))}"
    yield f"{_said(outcome(counts, lang))}</p>"
    yield _bar(counts)
    yield "<table>"
    heads = [COVERAGE[name](lang) for name in ("article", "clauses", "kept", "broken", "both")]
    yield _head(heads)
    yield "<tbody>"
    for article in coverage.articles:
        link = f'<a href="#{_anchor(coverage, article)}">{_article(article, lang)}</a>'
        yield _row([link, *map(str, _numbers(article.tally))])
    yield _row([f"<b>{_said(COVERAGE['total'](lang))}</b>", *(f"<b>{number}</b>" for number in _numbers(counts))])
    yield "</tbody></table>"
    for article in coverage.articles:
        yield f'<h2 id="{_anchor(coverage, article)}">{_article(article, lang)}</h2>'
        yield "<table>"
        yield _head([COVERAGE["clause"](lang), *(COVERAGE[group.value](lang) for group in _GROUPS)])
        yield "<tbody>"
        for clause in article.clauses:
            yield _clause(clause, lang)
        yield "</tbody></table>"


def _clause(clause: ClauseCoverage, lang: Language) -> str:
    about = f"<code>{_said(clause.local_id)}</code>"
    if not clause.breakable:
        used = COVERAGE["used" if clause.used else "unused"](lang)
        about += f" {_said(FORMS[clause.form.value](lang))}"
        cells = f'<td colspan="{len(_GROUPS)}">{_said(used)}</td>'
    else:
        cells = "".join(_cell(clause, group) for group in _GROUPS)
    text = f'<div class="text">{_said(clause.text)}</div>' if clause.text else ""
    return f"<tr><td>{about}{text}{_shown(clause, lang)}</td>{cells}</tr>"


def _cell(clause: ClauseCoverage, group: Group) -> str:
    """How many scenarios; with a star if no line expects it."""
    n = len(clause.reached.get(group, ()))
    if n and group in clause.expected:
        return f'<td class="shown">{n}</td>'
    if n:
        return f'<td class="bare">{n}*</td>'
    return f'<td class="none">{n}</td>' if group in BOTH else "<td>0</td>"


def _shown(clause: ClauseCoverage, lang: Language) -> str:
    """The scenarios by what they show, folded."""
    items = []
    for group in _GROUPS:
        places = "".join(f"<li>{_said(_place(shown))}</li>" for shown in clause.reached.get(group, ()))
        if places:
            items.append(f"<li>{_said(COVERAGE[group.value](lang))}<ul>{places}</ul></li>")
    if not items:
        return ""
    label = _said(COVERAGE["scenarios_label"](lang))
    return f"<details><summary>{label}</summary><ul>{''.join(items)}</ul></details>"


def _place(shown: Shown) -> str:
    return f"{shown.title} ({shown.span.file}:{shown.span.line})" if shown.span.line else shown.title


def _numbers(counts: Tally) -> Sequence[int]:
    return counts.breakable, counts.reached[Group.KEPT], counts.reached[Group.BROKEN], counts.covered


def _bar(counts: Tally) -> str:
    return f'<div class="bar"><div style="width: {percent(counts.percent)}%"></div></div>'


def _head(names: Iterable[str]) -> str:
    return f"<thead><tr>{''.join(f'<th>{_said(name)}</th>' for name in names)}</tr></thead>"


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _article(article: ArticleCoverage, lang: Language) -> str:
    return _said(article_title(article.number, article.title, lang))


def _anchor(coverage: Coverage, article: ArticleCoverage) -> str:
    return _said(f"{coverage.ruleset.name}-{article.number}")


def _said(text: str) -> str:
    return escape(harmless(text))
