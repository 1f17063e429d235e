"""The trace as text, as JSON and as a page: complete, valid, and harmless whatever the input holds."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time.units import Language
from ruledsl.report import trace_html, trace_text
from ruledsl.report.layout import Page, width
from ruledsl.report.trace_html import text as escaped
from ruledsl.report.trace_json import trace_data, trace_schema
from ruledsl.report.trace_words import TraceWords
from ruledsl.world.vocabulary import Label
from tests.report.tracing import TEXT, sample_ruleset, sample_trace

VOID = frozenset({"meta", "br", "img", "link", "input", "hr"})
LANGUAGES: tuple[Language, ...] = ("en", "zh")


class Outline(HTMLParser):
    """A page's elements: checks that they nest, and keeps ids, links, headings and every text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id") is not None:
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given.get("href")))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.text += data


# ------------------------------------------------------------------------------------------------ text


def test_the_text_names_what_is_open_and_how_much_there_is() -> None:
    said = trace_text.render(sample_trace(), Page())
    assert "  4  Empty: only a heading\n" in said
    assert "  5  not accounted for\n" in said
    assert "Not accounted for (2)\n  articles 4, 5 (Chapter 2 Requests)\n" in said
    assert said.endswith("3 of 5 articles accounted for: 12 clauses (15 norms), 2 statements.\n")


def test_the_gaps_alone_leave_out_what_is_accounted_for() -> None:
    said = trace_text.render(sample_trace(), Page(), only_gaps=True)
    assert "Answers" not in said
    assert "  5  not accounted for\n" in said


def test_a_complete_trace_says_so() -> None:
    said = trace_text.render(sample_trace(TEXT.replace("第五条", "第四条之一")), Page())
    assert "Every article" not in said
    rules = sample_ruleset()
    kept = evolve(rules, articles=rules.articles[:3])
    from ruledsl.analysis.headings import read_document
    from ruledsl.analysis.tracing import trace
    from ruledsl.source import Source

    whole = trace(kept, read_document(Source("text.txt", TEXT.partition("第四条")[0])))
    assert whole.complete
    assert trace_text.render(whole, Page()).endswith("Every article is accounted for, and nothing differs.\n")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("columns", [40, 72, 100])
def test_lines_fit_the_page(lang: Language, columns: int) -> None:
    for line in trace_text.render(sample_trace(), Page(columns, False, lang)).splitlines():
        assert width(line) <= columns


def test_a_plain_page_gets_no_escape_sequences() -> None:
    assert "\x1b" not in trace_text.render(sample_trace(), Page())
    assert "\x1b[31m" in trace_text.render(sample_trace(), Page(colour=True))


def test_chinese_text_holds_no_english_but_names() -> None:
    said = trace_text.render(sample_trace(), Page(lang="zh")).replace("text<b>.txt", "")
    assert not re.search(r"[A-Za-z]", said)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [(["1", "2", "3"], "1 to 3"), (["1", "2", "4"], "1, 2, 4"), (["1", "1a", "2"], "1, 1a, 2"), (["7"], "7")],
)
def test_runs_of_numbers_are_drawn_together(numbers: list[str], said: str) -> None:
    assert TraceWords(sample_trace()).runs(numbers) == said


# ------------------------------------------------------------------------------------------------ JSON


@pytest.mark.parametrize(
    "text", [None, TEXT, TEXT + "第二条 又一次。\n附件\n", "目录\n第一章 总则\n第二章 请示\n" + TEXT[5:]]
)
def test_the_json_fits_its_schema(text: str | None) -> None:
    data = trace_data(sample_trace(text))
    jsonschema.Draft202012Validator.check_schema(trace_schema())
    jsonschema.Draft202012Validator(trace_schema()).validate(json.loads(json.dumps(data)))


def test_the_json_says_what_the_text_says() -> None:
    data = trace_data(sample_trace())
    assert data["unaccounted"] == ["4", "5"]
    assert data["summary"] == {"articles": 5, "accounted": 3, "clauses": 12, "norms": 15, "statements": 2}
    assert [norm["id"] for article in data["articles"] for norm in _norms(article["clauses"])] != []
    told = {norm["id"] for article in data["articles"] for norm in _norms(article["clauses"])}
    assert told == {norm.id for norm in sample_ruleset().norms}


def _norms(clauses: list[dict]) -> list[dict]:  # type: ignore[type-arg]
    return [norm for clause in clauses for norm in (*clause["norms"], *_norms(clause["consequences"]))]


# ------------------------------------------------------------------------------------------------ the page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", [None, TEXT])
@pytest.mark.parametrize("only_gaps", [False, True])
def test_a_page_nests_and_its_links_lead_somewhere(lang: Language, text: str | None, only_gaps: bool) -> None:
    page = Outline(trace_html.render(sample_trace(text), lang, only_gaps=only_gaps))
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    named = [value for _, given in page.tags for value in [given.get("aria-labelledby")] if value is not None]
    assert set(named) <= set(page.ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_go_down_one_level_at_a_time(lang: Language) -> None:
    levels = [
        int(tag[1]) for tag, _ in Outline(trace_html.render(sample_trace(), lang)).tags if re.fullmatch(r"h\d", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


def test_a_page_runs_nothing_and_fetches_nothing() -> None:
    page = trace_html.render(sample_trace())
    tags = Outline(page).tags
    assert not {tag for tag, _ in tags} & {"script", "img", "link", "iframe", "object", "embed", "base", "form"}
    assert not [name for _, given in tags for name in given if name.startswith("on") or name in ("src", "style")]
    assert "url(" not in page
    assert "@import" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_page_is_in_its_language_and_marks_what_is_in_another() -> None:
    chinese, english = (trace_html.render(sample_trace(), lang) for lang in ("zh", "en"))
    assert '<html lang="zh-Hans">' in chinese
    assert '<html lang="en">' in english
    assert '<p lang="zh-Hans">收到请示后答复。</p>' in english
    assert "<p>收到请示后答复。</p>" in chinese
    assert '<span lang="en">the note' in chinese


def test_the_document_stands_beside_the_clauses_paragraph_by_paragraph() -> None:
    text = Outline(trace_html.render(sample_trace())).text
    first, second = text.index("收到请示后答复"), text.index("由登记处签发")
    assert first < text.index("2.answer") < second < text.index("2.who")
    assert "Nothing in the rules accounts for this article." in text


def test_everything_a_reviewer_needs_of_a_clause_is_there() -> None:
    text = Outline(trace_html.render(sample_trace())).text
    for wanted in (
        "strict: breaking it is a breach",
        "As a rule must",
        "If it is broken",
        "How it was read: the reading",
        "Note: the note",
        "Who answers for it",
        "within 20 days of submitted; but within 5 workdays of submitted if urgent",
        "request requires answered within 20 days",
        "Stated (no case could break it): requests are dealt with quickly",
        "Repeats: 2.answer",
        "Step 2",
    ):
        assert wanted in text


def test_every_norm_and_every_paragraph_of_the_document_is_on_the_page() -> None:
    found = sample_trace()
    text = Outline(trace_html.render(found)).text
    assert all(clause.id in text for article in found.articles for clause in article.clauses)
    assert found.document is not None
    assert all(paragraph in text for article in found.document.articles for paragraph in article.paragraphs)


@given(st.text())
def test_any_text_comes_out_as_it_went_in_and_opens_nothing(text: str) -> None:
    shown = escaped(text)
    assert not re.search(r"[<>\"']", shown)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x08]", shown)


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_any_titles_and_notes_leave_the_page_whole(title: str, note: str) -> None:
    found = sample_trace()
    rules = evolve(
        found.ruleset,
        label=Label(title, title),
        articles=tuple(evolve(each, title=Label(title, title), notes=(note,)) for each in found.ruleset.articles),
        norms=tuple(evolve(each, note=note, reading=note, text=note) for each in found.ruleset.norms),
    )
    from ruledsl.analysis.tracing import trace

    tags = [tag for tag, _ in Outline(trace_html.render(trace(rules, found.document))).tags]
    assert "script" not in tags
    assert tags.count("article") == 5


def test_contrast_is_enough_for_reading() -> None:
    from ruledsl.report.page_style import PAGE_STYLE

    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", PAGE_STYLE))
    for ink in ("ink", "quiet", "strong"):
        for ground in ("ground", "panel"):
            # WCAG 2.2, 1.4.3: 4.5 to 1 for text of ordinary size.
            assert _contrast(colours[ink], colours[ground]) >= 4.5


def _contrast(first: str, second: str) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
