"""Physical lines to logical lines, comments kept, sections opened and closed."""

from __future__ import annotations

import pytest

from ruledsl.syntax import unparse
from tests.syntax.reading_trees import lines_of, outline, parse_text, shape, sound

EXAMPLE = """
-- the world
vocabulary government
    role mayor "mayor" / "市长"
    kind meeting "meeting" / "会议"
            opens when created,
            closes held or cancelled
        event convened(by),
              held, cancelled
        state away of party
        head(unit) : person
            default none

ruleset taian "工作规则"
    uses government
chapter 8
article 64 "Co-signing"
    in force from 2022-01-01
    reply: cosign normally requires replied within 3 workdays of sent, -- the rule
             -- and its exception
        or 1 week if especially_complex -- 特别复杂
        note "hello"
        in force from 2023-01-01
    silence: cosign deems no_objection = yes when reply lapsed
  paragraph 2
    other: cosign requires sent
article 65
scenario "one"
    cosign c1
    2022-03-29 c1 sent
    as of 2022-04-02
        expect 64.reply pending
        expect no breach
-- bye
"""


def codes(text: str) -> list[tuple[str, int]]:
    return [(found.code, found.span.line) for found in parse_text(text)[1]]


def test_headings_open_sections_until_the_next_of_the_same_or_higher_rank() -> None:
    assert outline(sound(EXAMPLE).lines) == [
        "vocabulary_heading",
        ["role_plain", "kind", ["event_line", "state", "field_typed"]],
        "ruleset_heading",
        [
            "uses",
            "chapter",
            [
                "article",
                ["set_in_force", "clause", ["note", "set_in_force"], "clause", "paragraph", ["clause"]],
                "article",
            ],
        ],
        "scenario_heading",
        ["record", "entry", "as_of", "expect_verdict", "expect_no_breach"],
    ]


def test_indentation_of_headings_and_of_what_they_open_does_not_matter() -> None:
    unindented = "\n".join(
        line.lstrip() if line.lstrip().startswith(("chapter", "article", "paragraph", "scenario")) else line
        for line in EXAMPLE.splitlines()
    )
    indented = "\n".join("      " + line if line.strip() else line for line in EXAMPLE.splitlines())
    assert outline(sound(unindented).lines) == outline(sound(indented).lines) == outline(sound(EXAMPLE).lines)


def test_each_comment_is_kept_once_and_where_it_stands() -> None:
    file = sound(EXAMPLE)
    lines = {line.span.line: line for line in lines_of(file.lines)}
    assert [word.text for word in lines[3].comments_before] == ["-- the world"]
    reply = lines[19]
    assert [word.text for word in reply.comments_inside] == ["-- the rule", "-- and its exception"]
    assert reply.comment_after is not None
    assert reply.comment_after.text == "-- 特别复杂"
    assert [word.text for word in file.trailing_comments] == ["-- bye"]
    kept = [
        word
        for line in lines.values()
        for word in (*line.comments_before, *line.comments_inside, line.comment_after)
        if word is not None
    ]
    assert len(kept) + len(file.trailing_comments) == EXAMPLE.count("--")
    assert all(EXAMPLE[word.span.start : word.span.end] == word.text for word in kept)


def test_line_ends_of_windows_change_nothing_but_offsets() -> None:
    dos = sound(EXAMPLE.replace("\n", "\r\n"))
    unix = sound(EXAMPLE)
    pairs = list(zip(lines_of(dos.lines), lines_of(unix.lines), strict=True))
    assert all(shape(a.node) == shape(b.node) for a, b in pairs)
    assert all((a.span.line, a.span.column) == (b.span.line, b.span.column) for a, b in pairs)
    assert all("\r" not in word.text for a, _ in pairs for word in a.comments_inside)


def test_tabs_reach_to_the_next_multiple_of_four() -> None:
    file = sound("vocabulary g\n\tkind k\n\t\tevent held,\n\t\t\tclosed\n")
    kind = file.lines[0].children[0]
    assert kind.indent == 4
    assert kind.children[0].indent == 8
    assert unparse(kind.children[0].node) == "event held, closed"


def test_spaces_and_tabs_are_not_mixed() -> None:
    assert codes("vocabulary g\n\tkind k\n    kind l\n\tkind m\n") == [("RD118", 3)]
    assert codes("vocabulary g\n \tkind k\n") == [("RD118", 2)]
    assert codes("vocabulary g\n\u3000kind k\n") == [("RD118", 2)]


def test_two_hyphens_in_a_text_are_no_comment() -> None:
    file = sound('ruleset t\narticle 1\na: x requires y = "a -- b" -- c\n')
    (clause,) = file.lines[0].children[0].children
    assert unparse(clause.node) == 'a: x requires y = "a -- b"'
    assert clause.comment_after is not None
    assert clause.comment_after.text == "-- c"


def test_a_closing_bracket_may_stand_under_the_line_that_it_closes() -> None:
    file = sound("ruleset t\narticle 1\n  a: x requires y in (\n    b,\n    c\n  ) when d\n  e: x requires f\n")
    assert [unparse(line.node) for line in file.lines[0].children[0].children] == [
        "a: x requires y in (b, c) when d",
        "e: x requires f",
    ]


def test_an_open_bracket_does_not_swallow_the_next_line() -> None:
    file, diagnostics = parse_text("ruleset t\narticle 1\n  a: x requires y(by = z\n  e: x requires f\narticle 2\n")
    assert outline(file.lines) == ["ruleset_heading", ["article", ["error", "clause"], "article"]]
    assert [found.code for found in diagnostics] == ["RD103"]


def test_keywords_of_several_words_may_be_broken_by_line_ends_and_comments() -> None:
    broken = "ruleset t\narticle 1\n  a: x requires y no -- one\n   later -- two\n   -- three\n   than 3 days after z\n"
    (clause,) = sound(broken).lines[0].children[0].children
    assert unparse(clause.node) == "a: x requires y no later than 3 days after z"


@pytest.mark.parametrize(
    "continued",
    [
        "a: x requires y overrides\n      article 5",
        "a: x requires y within 3 days otherwise\n      late: x requires z",
        "a: x requires y in (\n      note, b)",
        "a: x requires\n      y\n      when\n      z",
    ],
)
def test_a_line_left_open_is_continued_by_whatever_is_deeper(continued: str) -> None:
    assert outline(sound(f"ruleset t\narticle 1\n  {continued}\n").lines) == [
        "ruleset_heading",
        ["article", ["clause"]],
    ]


def test_a_deeper_statement_of_a_scenario_is_its_own_unless_the_line_above_is_left_open() -> None:
    text = (
        'scenario "s"\n  meeting m1\n    2022-01-01 m1 held\n      as of 2022-01-02\n        expect no breach\n'
        "  meeting m2 with\n    a = 2022-01-01,\n    b =\n      2022-01-03\n  2022-01-01 to\n    2022-01-02 m1 away\n"
    )
    assert outline(sound(text).lines) == [
        "scenario_heading",
        ["record", "entry", "as_of", "expect_no_breach", "record", "interval_closed"],
    ]


def test_words_of_headings_may_be_names() -> None:
    sound("vocabulary g\nkind article\n  chapter : text\n  event paragraph, scenario\n")
    sound("ruleset t\narticle 1\n  article: article.chapter requires paragraph(by = x)\n")
    assert outline(sound('scenario "s"\n  article a1\n  paragraph p with article = a1\n').lines) == [
        "scenario_heading",
        ["record", "record"],
    ]


def test_a_file_may_begin_with_a_chapter_or_an_article() -> None:
    assert outline(sound("chapter 8\narticle 5\na: x requires y\n").lines) == ["chapter", ["article", ["clause"]]]
    assert outline(sound("article 5\na: x requires y\n").lines) == ["article", ["clause"]]


@pytest.mark.parametrize("text", ["", "\n", "   \n\t\n", "-- only a comment"])
def test_no_lines_are_no_error(text: str) -> None:
    assert sound(text).lines == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ruleset t\na: x requires y\n", [("RD115", 2)]),
        ('ruleset t\nchapter 1\nstates "x"\n', [("RD115", 3)]),
        ("ruleset t\nchapter 1\nparagraph 2\n", [("RD115", 3)]),
        ("vocabulary g\nhead : person\n", [("RD123", 2)]),
        ("vocabulary g\nkind k\nevent held\n", [("RD123", 3)]),
        ("ruleset t\narticle 1\n  a: x requires y\n    b: x requires z\n", [("RD124", 4)]),
        ("ruleset t\n  uses g\n    calendar china\n", [("RD124", 3)]),
        ("vocabulary g\n  role a\n    role b\n", [("RD124", 3)]),
        ("uses g\n", [("RD120", 1)]),
        ("kind k\n  event held\nkind l\n", [("RD120", 1)]),
        ("2022-01-01 x held\n2022-01-02 x held\n", [("RD120", 1)]),
        ('scenario "s"\narticle 5\na: x requires y\n', [("RD119", 2)]),
        ("vocabulary g\nchapter 5\narticle 6\na: x requires y\n", [("RD119", 2)]),
    ],
)
def test_a_line_out_of_place_is_an_error_and_what_follows_is_read(text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(text) == expected
