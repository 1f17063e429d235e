"""The one layout: a function of the tree, the comments and the blank lines; it keeps all three."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.loader import load
from ruledsl.source import Source, Span
from ruledsl.syntax import File, Line, formatter
from ruledsl.syntax.breaking import WIDTH, width
from ruledsl.syntax.formatter import format_source, same_tree
from tests.syntax.reading_trees import identity_lines, lines_of, parse_text, sound

RULESETS = Path(__file__).parents[2] / "rulesets"
CORPUS = sorted(path for path in RULESETS.rglob("*") if path.suffix in (".rules", ".scenario"))
NAMES = [str(path.relative_to(RULESETS)) for path in CORPUS]


def formatted(text: str) -> str:
    diagnostics = Diagnostics()
    found = format_source(Source("t.rules", text), diagnostics)
    assert [each.message for each in diagnostics.errors] == []
    assert found is not None
    return found


@cache
def corpus(name: str) -> tuple[str, str]:
    """A bundled file, and its layout."""
    text = (RULESETS / name).read_text(encoding="utf-8")
    return text, formatted(text)


def comments_of(file: File) -> list[str]:
    def of(lines: tuple[Line, ...]) -> Iterator[str]:
        for line in lines_of(lines):
            yield from (comment.text for comment in (*line.comments_before, *line.comments_inside))
            if line.comment_after is not None:
                yield line.comment_after.text

    return [*of(file.lines), *(comment.text for comment in file.trailing_comments)]


# ------------------------------------------------------------------------------------ laws over the bundled files

_BLANK = re.compile(r'"(?:[^"\\\n]|\\.)*"|--.*|[ ]+')


def wide(text: str, chance: random.Random) -> str:
    """A text with other blanks between its words; those in quotes and comments stay."""
    return _BLANK.sub(lambda match: match[0] if match[0].strip() else " " * chance.randint(1, 4), text)


def ragged(text: str, chance: random.Random) -> str:
    """A text with each level of indentation as deep as chance has it, other blanks and line ends, and trailing ones."""
    step = chance.choice([1, 2, 3, 7])
    tabs = step == 7
    rows = []
    for row in text.split("\n"):
        body = row.lstrip(" ")
        depth = len(row) - len(body)
        lead = "\t" * (depth // 4) if tabs else " " * (depth // 4 * step)
        rows.append(lead + wide(body, chance) + " " * chance.randint(0, 2) if body else " " * chance.randint(0, 3))
        if not body:
            rows += [""] * chance.randint(0, 2)
    return chance.choice(["\n", "\r\n"]).join(rows)


@pytest.mark.parametrize("name", NAMES)
def test_formatting_twice_changes_nothing_more(name: str) -> None:
    _, layout = corpus(name)
    assert formatted(layout) == layout


@pytest.mark.parametrize("name", NAMES)
def test_tree_and_comments_stay(name: str) -> None:
    text, layout = corpus(name)
    before, after = sound(text), sound(layout)
    assert same_tree(before, after)
    assert comments_of(before) == comments_of(after)


@pytest.mark.parametrize("name", NAMES)
def test_white_space_in_the_text_is_forgotten(name: str) -> None:
    _, layout = corpus(name)
    assert formatted(ragged(layout, random.Random(name))) == layout


@pytest.mark.parametrize("name", NAMES)
def test_only_texts_comments_and_names_are_longer_than_a_line(name: str) -> None:
    for row in corpus(name)[1].splitlines():
        assert width(row) <= WIDTH or '"' in row or "--" in row, row


def _plain(value: object) -> object:
    """Compiled data without places."""
    match value:
        case Span():
            return None
        case dict():
            return [(_plain(key), _plain(each)) for key, each in value.items()]
        case list() | tuple():
            return [_plain(each) for each in value]
        case _ if attrs.has(type(value)):
            return type(value).__name__, [
                (name, _plain(getattr(value, name))) for name in attrs.fields_dict(type(value))
            ]  # fmt: skip
        case _:
            return value


def test_compiled_norms_depend_on_the_tree_alone(tmp_path: Path) -> None:
    shutil.copytree(RULESETS, tmp_path / "rulesets")
    norms = _plain(load(tmp_path / "rulesets" / "taian", use_cache=False))
    chance = random.Random(8)
    for way in (lambda text: ragged(text, chance), formatted):
        for path in (tmp_path / "rulesets").rglob("*.rules"):
            path.write_text(way(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
        assert _plain(load(tmp_path / "rulesets" / "taian", use_cache=False)) == norms


# ------------------------------------------------------------------------------------ laws over any lines

HEADINGS = ("vocabulary ", "ruleset ", "scenario ", "chapter ", "article ", "paragraph ")
BODIES = {
    section: [text for where, text in identity_lines() if where == section and not text.startswith(HEADINGS)]
    for section in ("vocabulary", "ruleset", "scenario")
}
LEADS = {"vocabulary": "vocabulary v\nkind k\n", "ruleset": "ruleset r\narticle 1\n", "scenario": 'scenario "s"\n'}
OUTER = re.compile(r"(uses|role|office|list|kind)\s+[^\s:(]")


@st.composite
def files(draw: st.DrawFn) -> str:
    """Lines of the fixture with comments and blank lines among them and line ends at any blank within them.

    Some cannot be read: a line end before `event` makes two lines.
    """
    section = draw(st.sampled_from(sorted(BODIES)))
    rows = [LEADS[section]]
    for number, body in enumerate(draw(st.lists(st.sampled_from(BODIES[section]), min_size=1, max_size=4))):
        depth = 2 if section == "vocabulary" and OUTER.match(body) is None else 1
        depth = draw(st.sampled_from([depth, depth, 1])) if section != "vocabulary" else depth
        rows += draw(st.lists(st.sampled_from(["", "-- own line\n", "    -- indented\n", "\n"]), max_size=2))
        blanks = [match.start() for match in _BLANK.finditer(body) if not match[0].strip()]
        at = set(draw(st.lists(st.sampled_from(blanks), max_size=3))) if blanks else set()
        text = ""
        for index, character in enumerate(body):
            if index in at:
                comment = draw(st.sampled_from(["", "", f" -- ends {number}.{index}", f"\n-- stands {number}.{index}"]))
                text += f"{comment}\n{' ' * draw(st.integers(9, 14))}"
            else:
                text += character
        rows.append("    " * depth + text + draw(st.sampled_from(["", "", " -- after"])) + "\n")
        if section == "ruleset" and re.match(r"\w+:", body) and draw(st.booleans()):
            rows.append('        note "of it"\n')
    rows += draw(st.lists(st.sampled_from(["-- last\n", "\n", "    -- deep last\n"]), max_size=3))
    return "".join(rows)


@given(files())
def test_what_can_be_read_is_laid_out_once_and_for_all(text: str) -> None:
    file, diagnostics = parse_text(text)
    layout = format_source(Source("t.rules", text), Diagnostics())
    if diagnostics.errors:
        assert layout is None
        return
    assert layout is not None
    again = sound(layout)
    assert same_tree(file, again)
    assert comments_of(again) == comments_of(file)
    assert formatted(layout) == layout
    assert "\n\n\n" not in layout
    assert all(row == row.rstrip() for row in layout.splitlines())


@given(st.sampled_from(sorted(LEADS)), st.data())
def test_a_long_line_of_any_kind_is_broken_and_read_again_as_itself(section: str, data: st.DataObject) -> None:
    body = data.draw(st.sampled_from(BODIES[section]))
    more = "_" * data.draw(st.integers(0, 60))
    long = re.sub(r'"[^"]*"|\b([xyzabcdw])\b', lambda match: match[0] + (more if match[1] else ""), body)
    indent = "        " if section == "vocabulary" and OUTER.match(body) is None else "    "
    text = f"{LEADS[section]}{indent}{long}\n"
    if parse_text(text)[1].errors:
        return
    layout = formatted(text)
    assert same_tree(sound(text), sound(layout))
    assert formatted(layout) == layout


# ------------------------------------------------------------------------------------ what it looks like

LOOKS = {
    "what fits stands on one line": (
        "ruleset   r\n article 1\n  a :x   requires y(by=z)\n          within 3 days after z -- why\n",
        "ruleset r\n\narticle 1\n    a: x requires y(by = z) within 3 days of z  -- why\n",
    ),
    "a paragraph is indented under its article, its clauses under it, their notes under them": (
        'ruleset r\nchapter 1\narticle 1\nparagraph 1\na: x requires y\n  note "n"\nparagraph 2\nb: x requires z\n',
        "ruleset r\n\nchapter 1\n\narticle 1\n    paragraph 1\n        a: x requires y\n            note \"n\"\n\n"
        "    paragraph 2\n        b: x requires z\n",
    ),
    "modifiers go to the next line together if they fit": (
        f"ruleset r\n\narticle 1\n    a: {'x' * 60} requires {'y' * 30} when c unless d duty of e\n",
        f"ruleset r\n\narticle 1\n    a: {'x' * 60} requires {'y' * 30}\n            when c unless d duty of e\n",
    ),
    "else each has a line of its own, and a chain within it too": (
        f"ruleset r\n\narticle 1\n    a: x requires y when {'c' * 40} and {'d' * 40} or {'z' * 30} "
        f"duty of {'e' * 50}\n",
        f"ruleset r\n\narticle 1\n    a: x requires y\n            when {'c' * 40} and {'d' * 40}\n"
        f"                or {'z' * 30}\n            duty of {'e' * 50}\n",
    ),
    "a window is broken before its layers": (
        f"ruleset r\n\narticle 1\n    a: x requires y within 3 days, or 9 days if {'c' * 40}, "
        f"or 1 year if {'d' * 40}\n",
        "ruleset r\n\narticle 1\n    a: x requires y\n            within 3 days,\n"
        f"                or 9 days if {'c' * 40},\n                or 1 year if {'d' * 40}\n",
    ),
    "a set is filled": (
        f"ruleset r\n\narticle 1\n    a: x requires y in ({', '.join(['name_of_it'] * 12)})\n",
        f"ruleset r\n\narticle 1\n    a: x requires y in ({', '.join(['name_of_it'] * 7)},\n"
        f"            {', '.join(['name_of_it'] * 5)})\n",
    ),
    "a long list of labelled names has a line for each": (
        f'vocabulary v\nlist l = a "{"A" * 40}" / "甲", b "{"B" * 40}" / "乙"\n',
        f'vocabulary v\n    list l =\n            a "{"A" * 40}" / "甲",\n            b "{"B" * 40}" / "乙"\n',
    ),
    "a Chinese character counts as two columns": (
        f'vocabulary v\n    role r is s "{"字" * 45}" / "x"\n',
        f'vocabulary v\n    role r is s\n            "{"字" * 45}" / "x"\n',
    ),
    "comments between the words stay there": (
        "ruleset r\narticle 1\n a: x requires y(by -- who\n   = z) -- first\n   -- second\n   when c\n",
        "ruleset r\n\narticle 1\n    a: x requires y(by  -- who\n                = z)  -- first\n"
        "            -- second\n            when c\n",
    ),
    "a comment does not part what would then begin a line of its own": (
        'scenario "s"\n    meeting m -- first\n        from\n        2022-01-01 09:30\n',
        'scenario "s"\n    meeting m from  -- first\n            2022-01-01 09:30\n',
    ),
    "nor does it part a clause's id": (
        'scenario "s"\n    expect -- first\n        town:51.filing violated\n',
        'scenario "s"\n    expect town:51.filing  -- first\n            violated\n',
    ),
    "a comment close under a line and apart from the next stays with it": (
        "ruleset r\narticle 1\n  a: x requires y\n  -- b is to come\n\n\n-- article 2 says more\narticle 2\n"
        "  c: x requires z\n",
        "ruleset r\n\narticle 1\n    a: x requires y\n    -- b is to come\n\n-- article 2 says more\narticle 2\n"
        "    c: x requires z\n",
    ),
    "one blank line is kept between clauses, none under a heading": (
        "ruleset r\narticle 1\n\n  a: x requires y\n\n\n\n  b: x requires y\n  c: x requires y\n\n\n",
        "ruleset r\n\narticle 1\n    a: x requires y\n\n    b: x requires y\n    c: x requires y\n",
    ),
    "a scenario's statements stand side by side": (
        'scenario "s"\n  meeting m\n  as of 2022-04-02\n    expect no breach\n-- end\nscenario "t"\n  meeting m\n',
        'scenario "s"\n    meeting m\n    as of 2022-04-02\n    expect no breach\n\n-- end\nscenario "t"\n'
        "    meeting m\n",
    ),
    "a record's fields are filled": (
        f'scenario "s"\n    meeting m with {", ".join(["topic = none"] * 9)}\n',
        f'scenario "s"\n    meeting m with {", ".join(["topic = none"] * 6)},\n'
        f"            {', '.join(['topic = none'] * 3)}\n",
    ),
    "trailing comments stay at the end": (
        "vocabulary v\n  role r\n\n\n    -- one\n -- two",
        "vocabulary v\n    role r\n\n-- one\n-- two\n",
    ),
    "comments alone are a file": ("   -- one\n\n\n-- two", "-- one\n\n-- two\n"),
    "a text is never touched": (
        'ruleset r\n\narticle 1\n    note "two  blanks, ' + "long " * 30 + 'and \\" -- no comment"\n',
        'ruleset r\n\narticle 1\n    note "two  blanks, ' + "long " * 30 + 'and \\" -- no comment"\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LOOKS)
def test_layout(what: str) -> None:
    text, layout = LOOKS[what]
    assert formatted(text) == layout
    assert formatted(layout) == layout


def test_synonyms_and_spare_commas_take_the_canonical_spelling() -> None:
    text = (
        "vocabulary v\n    kind k opens a closes b\nruleset r\narticle 1\n    a: x act for y\n"
        "    b: x requires y within 3 days after z, not counting days while w\n"
    )
    assert formatted(text) == (
        "vocabulary v\n    kind k opens a, closes b\n\nruleset r\n\narticle 1\n    a: x acts for y\n"
        "    b: x requires y within 3 days of z not counting days while w\n"
    )


def test_line_ends_become_lf_and_the_last_line_has_one() -> None:
    assert formatted("vocabulary v\r\n\r\n  role r -- c \r\n  role s") == (
        "vocabulary v\n    role r  -- c\n    role s\n"
    )


def test_a_text_with_errors_has_no_layout() -> None:
    diagnostics = Diagnostics()
    assert format_source(Source("t.rules", "ruleset r\narticle 1\n a: x requires y z\n"), diagnostics) is None
    assert diagnostics.errors


def test_what_would_not_be_read_as_the_same_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatter, "broken", lambda *_: ["    role other"])
    diagnostics = Diagnostics()
    assert format_source(Source("t.rules", "vocabulary v\n    role r\n"), diagnostics) is None
    assert [each.code for each in diagnostics.errors] == ["RD015"]


def test_a_long_line_is_laid_out_in_time_in_proportion() -> None:
    members = ", ".join(f"f(a{i}, b)" for i in range(1_000))
    started = time.perf_counter()
    layout = formatted(f"ruleset r\narticle 1\n a: x requires y in ({members})\n")
    assert len(layout.splitlines()) > 100
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    "line",
    [
        "a: x requires y when " + " and ".join(f"condition_{i}" for i in range(140)),
        "a: x requires y when " + "(b or " * 45 + "c" + ")" * 45,
        "a: x requires y" + " when c otherwise x requires y" * 45,
    ],
)
def test_what_nests_deep_is_laid_out(line: str) -> None:
    assert len(formatted(f"ruleset r\narticle 1\n {line}\n").splitlines()) > 8
