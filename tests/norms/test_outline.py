"""Headings, statements, versions and the days on which norms are in force."""

from __future__ import annotations

from datetime import date

from ruledsl.norms.model import Chapter, Statement
from ruledsl.source import NOWHERE
from ruledsl.world.vocabulary import Label
from tests.norms.compiling import compile_text, compiled, marked_error

WORLD = """
vocabulary v
    kind request opens when created, closes answered
        event answered(by)
"""


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_articles_know_their_chapter_their_statements_and_their_notes() -> None:
    ruleset = compile_text(
        WORLD
        + """
ruleset r "Rules" / "规则"
chapter 1 "One"
article 1 "Aims" / "目的"
    note "of the article"
    states "The rules serve the people."
    paragraph 2
    a: request requires answered within 3 days
    b: restates a, 2.a
    c: states "Nothing to break."
chapter 2
article 2
    a: request requires answered within 4 days
"""
    )
    first, second = ruleset.articles
    statements = [(s.label, s.text, s.restates, s.paragraph) for s in first.statements]
    assert statements == [
        (None, "The rules serve the people.", (), None),
        ("b", "", ("r:1.a", "r:2.a"), "2"),
        ("c", "Nothing to break.", (), "2"),
    ]
    assert (first.number, first.title, first.chapter, first.notes) == (
        "1",
        Label("Aims", "目的"),
        "1",
        ("of the article",),
    )
    assert (second.number, second.chapter) == ("2", "2")
    assert [Chapter(c.number, c.title) for c in ruleset.chapters] == [
        Chapter("1", Label("One", "1")),
        Chapter("2", Label("2", "2")),
    ]
    assert [norm.paragraph for norm in ruleset.norms] == ["2", None]
    assert Statement(None) == Statement(None, span=NOWHERE)


def test_a_norm_is_in_force_on_the_days_that_all_headings_above_it_leave() -> None:
    ruleset = compile_text(
        WORLD
        + """
ruleset r
    in force from 2020-01-01 to 2030-12-31
article 1
    in force from 2021-01-01
    a: request requires answered within 3 days
    b: request requires answered within 3 days
        in force from 2022-01-01 to 2023-12-31
    paragraph 1
        in force from 2024-01-01
    c: request requires answered within 3 days
article 2
    a: request requires answered within 3 days
"""
    )
    days = {norm.local_id: (norm.first_day, norm.last_day) for norm in ruleset.norms}
    assert (ruleset.first_day, ruleset.last_day) == (day("2020-01-01"), day("2030-12-31"))
    assert days == {
        "1.a": (day("2021-01-01"), day("2030-12-31")),
        "1.b": (day("2022-01-01"), day("2023-12-31")),
        "1.c": (day("2024-01-01"), day("2030-12-31")),
        "2.a": (day("2020-01-01"), day("2030-12-31")),
    }


def test_versions_of_a_norm_share_its_id() -> None:
    ruleset = compile_text(
        WORLD
        + """
ruleset r
article 1
    a: request requires answered within 3 days
        in force from 2020-01-01 to 2020-12-31
    a: request requires answered within 4 days
        in force from 2021-01-01
    b: request requires answered within 9 days overrides a
"""
    )
    assert [norm.id for norm in ruleset.norms] == ["r:1.a", "r:1.a", "r:1.b"]
    assert ruleset.norms[2].overrides == ("r:1.a",)


def test_versions_in_force_on_the_same_day_are_an_error() -> None:
    error = marked_error(
        WORLD
        + """
ruleset r
article 1
    a: request requires answered within 3 days
        in force from 2020-01-01 to 2021-01-01
    ⟦a: request requires answered within 4 days⟧
        in force from 2021-01-01
"""
    )
    assert (error.code, error.message) == ("RD401", "two versions of 1.a are in force on the same days")
    assert error.related[0][1].line == 8


def test_a_norm_in_force_on_no_day_is_an_error() -> None:
    error = marked_error(
        WORLD
        + """
ruleset r
    in force from 2020-01-01
article 1
    a: request requires answered within 3 days
        ⟦in force from 2010-01-01 to 2011-01-01⟧
"""
    )
    assert (error.code, error.message) == ("RD422", "this is in force on no day")


def test_a_stretch_that_ends_before_it_begins_is_an_error() -> None:
    error = marked_error(WORLD + "ruleset r\n    ⟦in force from 2011-01-01 to 2010-01-01⟧\n")
    assert (error.code, error.message) == ("RD313", "the last day comes before the first")


def test_an_article_is_there_once_or_in_versions() -> None:
    error = marked_error(WORLD + 'ruleset r\narticle 1\n    states "x"\n⟦article 1 "again"⟧\n    states "y"\n')
    assert (error.code, error.message) == ("RD420", "article 1 is there already")
    compile_text(
        WORLD
        + """
ruleset r
article 1
    in force from 2020-01-01 to 2020-12-31
    a: request requires answered within 3 days
article 1
    in force from 2021-01-01
    a: request requires answered within 3 days
"""
    )


def test_a_text_without_a_ruleset_and_one_with_two_are_errors() -> None:
    first, rest = WORLD.strip().split("\n", 1)
    assert marked_error(f"⟦{first}⟧\n{rest}").code == "RD200"
    error = marked_error("ruleset a\nruleset ⟦b⟧\n")
    assert (error.code, error.message) == ("RD202", "a second ruleset opens here, 'b'")


def test_precedence_lines_become_orders_and_circles_in_them_are_errors() -> None:
    text = (
        WORLD
        + """
ruleset r
article 1
    precedence 2.a, b
    ⟦b: request requires answered within 3 days⟧
article 2
    a: request requires answered within 4 days overrides 1.b
"""
    )
    ruleset = compile_text(text.replace("⟦", "").replace("⟧", ""))
    assert ruleset.precedence == (("r:2.a", "r:1.b"),)
    error = marked_error(text.replace("overrides 1.b", "").replace("3 days", "3 days overrides 2.a"))
    assert (error.code, error.message) == (
        "RD408",
        "these clauses override each other: 1.b overrides 2.a overrides 1.b",
    )


def test_a_line_that_cannot_be_read_is_not_blamed_on_those_that_speak_of_it() -> None:
    _, diagnostics = compiled(
        WORLD
        + """
ruleset r
article 1
    a: request demands answered within 3 days
    b: request requires answered within 3 days overrides a
"""
    )
    assert [d.span.line for d in diagnostics] == [8]


def test_what_the_vocabulary_lacks_by_an_error_is_not_blamed_on_clauses() -> None:
    _, diagnostics = compiled(
        """
vocabulary v
    kind request opens when created, closes answered
        signer : bye signed
        event answered(by), signed(by)
ruleset r
article 1
    a: request requires signer = x within 3 days
"""
    )
    assert [d.span.line for d in diagnostics] == [4]
