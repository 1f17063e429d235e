"""Articles against clauses: what accounts for what, with and without the document."""

from __future__ import annotations

from collections import Counter

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import ruledsl
from ruledsl.analysis.gathering import unit_of_text
from ruledsl.analysis.headings import Document, read_document
from ruledsl.analysis.lint.missing_article import RULE as MISSING
from ruledsl.analysis.lint.unaccounted_article import RULE as UNACCOUNTED
from ruledsl.analysis.tracing import Account, Difference, Trace, missing_chapters, numbered_paragraphs, trace
from ruledsl.norms.model import Ruleset
from ruledsl.source import Source

HEAD = """\
vocabulary own
    kind request "request" / "请示"  opens submitted, closes answered
        event submitted(by) "submitted" / "报送", signed(by) "signed" / "签发", answered(by) "answered" / "答复"
ruleset town "Town" / "镇"
    calendar china
"""
RULES = """\
chapter 1 "General" / "总则"
article 1 "Aims" / "目标"
    states "requests are dealt with quickly"
article 2 "Requests" / "请示"
    paragraph 1
        answer: request requires answered within 20 days of submitted
            otherwise explain: request requires signed within 3 days
    paragraph 2
        order: request requires signed before answered
article 3 "Empty" / "空"
"""
TEXT = """\
第一章 总则
第一条 尽快办理。
第二条 收到后二十日内答复。
签发后答复。
第三条 另行规定。
"""


def ruleset(clauses: str, head: str = HEAD) -> Ruleset:
    unit, faults = unit_of_text(head + clauses, "town.rules")
    assert not faults.errors, [(error.message, error.help) for error in faults.errors]
    assert unit.ruleset is not None
    return unit.ruleset


def document(text: str) -> Document:
    return read_document(Source("text.txt", text))


def traced(clauses: str = RULES, text: str | None = None) -> Trace:
    return trace(ruleset(clauses), None if text is None else document(text))


def accounts(found: Trace) -> dict[str, Account]:
    return {article.number: article.account for article in found.articles}


def test_an_article_is_accounted_for_by_norms_by_statements_or_by_nothing() -> None:
    assert accounts(traced()) == {"1": Account.STATED, "2": Account.NORMS, "3": Account.EMPTY}


def test_with_the_document_an_article_without_a_heading_is_absent() -> None:
    found = traced(text=TEXT + "第四条 本规则自发布之日起施行。\n")
    assert accounts(found)["4"] is Account.ABSENT
    assert [article.number for article in found.unaccounted] == ["3", "4"]
    assert not found.complete


def test_an_article_that_the_document_has_not_is_foreign_and_a_difference() -> None:
    found = traced(
        RULES + "    x: request requires signed\n" + 'article 9 "More"\n    y: request requires signed\n', TEXT
    )
    assert accounts(found)["9"] is Account.FOREIGN
    assert [(each.difference, each.article, each.clause) for each in found.differences] == [
        (Difference.NO_SUCH_ARTICLE, "9", "9.y")
    ]


def test_a_whole_ruleset_is_complete() -> None:
    rules = RULES + '    states "more is said elsewhere"\n'
    assert traced(rules).complete
    assert traced(rules, TEXT).complete


def test_without_the_document_numbers_missing_between_others_are_absent() -> None:
    found = traced('article 1 "A"\n    states "a"\narticle 4 "B"\n    states "b"\n')
    assert accounts(found) == {"1": Account.STATED, "2": Account.ABSENT, "3": Account.ABSENT, "4": Account.STATED}


def test_chapters_passed_over_are_named() -> None:
    rules = 'chapter 2 "B"\narticle 5 "A"\n    states "a"\nchapter 5 "E"\narticle 9 "B"\n    states "b"\n'
    found = traced(rules)
    assert found.missing_chapters == (("1", "1"), ("3", "4"))
    assert not found.complete
    assert traced(rules, "第二章 B\n第五条 甲。\n第五章 E\n第九条 乙。\n").missing_chapters == ()


def test_what_follows_from_a_breach_stands_under_its_clause() -> None:
    article = traced().articles[1]
    assert [clause.id for clause in article.clauses] == ["2.answer", "2.order"]
    assert [clause.id for clause in article.clauses[0].consequences] == ["2.explain"]
    assert len(article.norms) == 3


def test_norms_of_one_clause_are_one_clause() -> None:
    rules = (
        'article 1 "A"\n    who: request requires signed only by office before answered\n'
        "    steps: request requires submitted, signed in order before answered\n"
    )
    head = HEAD.replace("    kind request", '    office office "office" / "办公室"\n    kind request')
    (article,) = trace(ruleset(rules, head)).articles
    assert [(clause.id, len(clause.norms)) for clause in article.clauses] == [("1.who", 2), ("1.steps", 2)]


def test_two_versions_of_a_clause_are_two() -> None:
    rules = (
        'article 1 "A"\n    a: request requires answered within 3 days of submitted\n'
        "        in force from 2020-01-01 to 2020-12-31\n"
        "    a: request requires answered within 5 days of submitted\n        in force from 2021-01-01\n"
    )
    (article,) = traced(rules).articles
    assert [clause.id for clause in article.clauses] == ["1.a", "1.a"]


def test_paragraphs_that_no_clause_stands_under_are_told() -> None:
    found = traced(text=TEXT.replace("签发后答复。\n", "签发后答复。\n归档备查。\n"))
    (article,) = found.partly_accounted
    assert (article.number, article.unaccounted_paragraphs) == ("2", (3,))


def test_a_clause_that_names_no_paragraph_may_speak_of_any() -> None:
    rules = RULES.replace("    paragraph 2\n        order", "article 2\n").replace("article 2\n", "")
    rules = 'article 2 "R"\n    a: request requires signed\n    paragraph 1\n        b: request requires answered\n'
    assert traced(rules, "第二条 甲。\n乙。\n").partly_accounted == ()


def test_a_paragraph_that_the_document_has_not_is_a_difference() -> None:
    found = traced(text=TEXT.replace("签发后答复。\n", ""))
    assert [
        (each.difference, each.article, each.ruleset, each.document, each.clause) for each in found.differences
    ] == [(Difference.NO_SUCH_PARAGRAPH, "2", "2", "1", "2.order")]


def test_the_items_of_a_list_are_no_paragraphs() -> None:
    (article,) = document("第一条 任务是：\n（一）甲；\n(2) 乙；\n（三）丙。\n另有规定的除外。\n").articles
    assert [(number, len(texts)) for number, texts in numbered_paragraphs(article)] == [(1, 4), (2, 1)]


def test_another_chapter_or_title_is_a_difference() -> None:
    found = traced(text=TEXT.replace("总则", "总 纲").replace("第三条", "第二章 其他\n第三条"))
    assert {
        (each.difference, each.chapter or each.article, each.ruleset, each.document) for each in found.differences
    } == {
        (Difference.OTHER_TITLE, "1", "总则", "总纲"),
        (Difference.OTHER_CHAPTER, "3", "1", "2"),
    }


def test_a_chapter_that_the_document_has_not_is_a_difference() -> None:
    found = traced(RULES + 'chapter 7 "X"\narticle 4 "Y"\n    states "y"\n', TEXT + "第四条 乙。\n")
    assert (Difference.NO_SUCH_CHAPTER, "7") in {(each.difference, each.chapter) for each in found.differences}


def test_headings_out_of_order_are_a_difference() -> None:
    rules = 'article 2 "B"\n    states "b"\narticle 1 "A"\n    states "a"\n'
    found = traced(rules, "第一条 甲。\n第二条 乙。\n")
    assert [(each.difference, each.article) for each in found.differences] == [(Difference.OUT_OF_ORDER, "1")]


def test_a_document_without_chapters_is_compared_by_articles_alone() -> None:
    assert traced(text=TEXT.replace("第一章 总则\n", "")).differences == ()


def test_numbers_are_the_same_however_they_are_written() -> None:
    rules = 'article 51 "A"\n    states "a"\narticle 51a "B"\n    states "b"\n'
    found = traced(rules, "第五十一条 甲。\n第五十一条之一 乙。\n")
    assert found.complete
    assert traced(rules, "Article 51\nOne.\nArticle 51A\nTwo.\n").complete


def test_odd_numbers_of_the_document_are_findings() -> None:
    assert not traced(RULES + '    states "x"\n', TEXT + "第三条 又一次。\n").complete


def test_clauses_under_no_article_are_told() -> None:
    rules = ruleset(RULES)
    stray = evolve(rules.norms[0], id="town:9.stray", article="9", label="stray", otherwise_of=None)
    found = trace(evolve(rules, norms=(*rules.norms, stray)))
    assert [clause.id for clause in found.uncited] == ["9.stray"]
    assert not found.complete


@given(st.lists(st.sampled_from(["clause", "statement", "nothing", "absent"]), min_size=1, max_size=8))
def test_the_linter_and_the_trace_mean_the_same(kinds: list[str]) -> None:
    bodies = {"clause": "    a: request requires signed\n", "statement": '    states "x"\n', "nothing": ""}
    rules = "".join(f'article {n} "T"\n{bodies[kind]}' for n, kind in enumerate(kinds, 1) if kind in bodies)
    unit, _ = unit_of_text(HEAD + rules, "town.rules")
    assert unit.ruleset is not None
    found = trace(unit.ruleset)
    empty = [each for each in found.unaccounted if each.account is Account.EMPTY]
    assert [finding.span for finding in UNACCOUNTED.find(unit)] == [each.given.span for each in empty if each.given]
    assert bool(list(MISSING.find(unit))) == any(each.account is Account.ABSENT for each in found.articles)


@given(st.data())
def test_every_norm_and_every_article_is_in_the_trace_once(data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.integers(1, 6), min_size=1))
    told = data.draw(st.sets(st.integers(1, 6), min_size=1))
    rules = ruleset("".join(f'article {n} "T"\n    a: request requires signed\n' for n in sorted(kept)))
    found = trace(rules, document("".join(f"第{n}条 甲。\n" for n in sorted(told))))
    assert Counter(int(each.number) for each in found.articles) == Counter(kept | told)
    assert [norm for each in found.articles for norm in each.norms] == list(rules.norms)
    assert {int(each.number) for each in found.unaccounted} == told - kept
    assert {int(each.number) for each in found.articles if each.account is Account.FOREIGN} == kept - told


def test_every_norm_of_the_bundled_ruleset_is_in_its_trace() -> None:
    rules = ruledsl.load("taian").compiled
    found = trace(rules)
    assert Counter(norm.id for each in found.articles for norm in each.norms) == Counter(
        norm.id for norm in rules.norms
    )
    assert found.unaccounted == ()
    assert found.uncited == ()
    assert found.missing_chapters == missing_chapters(rules)


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_an_article_keeps_the_words_of_the_document(number: str) -> None:
    found = {each.number: each for each in traced(text=TEXT).articles}
    written = found[number].written
    assert written is not None
    assert all(paragraph in TEXT for paragraph in written.paragraphs)
