"""Settings: a ruleset's conventions of time, its named values and its files."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.model import CalendarSpec, Ruleset
from ruledsl.source import Source, Span
from ruledsl.world.values import Day, Duration
from tests.norms.compiling import compiled, marked_error

FILES = {
    "days.txt": '2022-04-02 working "make-up day"\n',
    "bad.txt": "2022-04-02 workin\n",
    "school.txt": "2022-09-01 to 2022-09-30\n",
}


class Beside:
    """Files beside the ruleset, as texts."""

    def text(self, name: str, span: Span, diagnostics: Diagnostics) -> Source | None:
        if name in FILES:
            return diagnostics.add_source(Source(name, FILES[name]))
        diagnostics.error("RD205", f"there is no file '{name}' beside the ruleset", span)
        return None


def with_settings(lines: str) -> tuple[Ruleset | None, Diagnostics]:
    return compiled(f"ruleset r\n{lines}\n", beside=Beside())


def settled(lines: str) -> Ruleset:
    ruleset, diagnostics = with_settings(lines)
    assert not list(diagnostics), [(d.code, d.message) for d in diagnostics]
    assert ruleset is not None
    return ruleset


def test_what_is_not_set_is_as_in_the_civil_code() -> None:
    time = settled("").time
    assert (time.calendar, time.zone, time.roll_over, time.business_close) == (None, "Asia/Shanghai", True, None)


def test_conventions_are_set_by_one_line_each() -> None:
    time = settled(
        """
    calendar none
    time zone "Europe/London"
    roll-over off
    business hours until 17:30
    horizon 3 months
    period school_year from 1 September
    unit school_day from "school.txt"
"""
    ).time
    assert time.calendar == CalendarSpec("none", "none")
    assert (time.zone, time.roll_over, time.business_close) == ("Europe/London", False, 63_000)
    assert time.horizon == Duration(3, "month")
    assert time.years == {"school_year": (9, 1)}
    assert time.units == {"school_day": FILES["school.txt"]}


@pytest.mark.parametrize(
    ("lines", "calendar"),
    [
        ("    calendar china", CalendarSpec("china", "china")),
        ("    calendar FR", CalendarSpec("FR", "FR")),
        ('    calendar china with "days.txt"', CalendarSpec("china", "china", FILES["days.txt"])),
        ('    calendar ours = china with "days.txt"', CalendarSpec("ours", "china", FILES["days.txt"])),
        (
            "    calendar both = working in all of (england, ours)\n    calendar ours = scotland\n    calendar both",
            CalendarSpec("both", joined=(CalendarSpec("england", "england"), CalendarSpec("ours", "scotland"))),
        ),
        (
            '    calendar a = china with "days.txt"\n    calendar b = a\n    calendar b',
            CalendarSpec("b", joined=(CalendarSpec("a", "china", FILES["days.txt"]),)),
        ),
    ],
)
def test_a_calendar_is_official_corrected_or_joined(lines: str, calendar: CalendarSpec) -> None:
    assert settled(lines).time.calendar == calendar


def test_named_values_are_set_or_left_to_be_set() -> None:
    values = settled(
        """
    period term from 1 March
    value quota : whole number = 5
    value share : decimal = 1/3
    value rhythm : period = term
    value wait : duration = 3 workdays
    value start : date = 2024-05-05
    value open_one : whole number "open" / "未定"
"""
    ).values
    assert {name: value.value for name, value in values.items()} == {
        "quota": 5,
        "share": Fraction(1, 3),
        "rhythm": "term",
        "wait": Duration(3, "workday"),
        "start": Day(739_011),
        "open_one": None,
    }
    assert values["open_one"].label.zh == "未定"


@pytest.mark.parametrize(
    ("lines", "code", "message"),
    [
        ("    calendar ⟦chian⟧", "RD300", "there is no calendar 'chian'"),
        ("    calendar ⟦QQ⟧", "RD300", "there is no official calendar called 'QQ'"),
        ("    calendar a = working in all of (england, ⟦scotlnd⟧)", "RD300", "there is no calendar 'scotlnd'"),
        (
            "    calendar a = b\n    calendar b = ⟦a⟧\n    calendar a",
            "RD300",
            "these calendars are made from each other: a is made from b is made from a",
        ),
        ("    calendar a = china\n    ⟦calendar b = china⟧", "RD300", "which of the calendars counts: a, b?"),
        (
            "    calendar a = china\n    calendar ⟦a⟧ = china\n    calendar a",
            "RD210",
            "the calendar 'a' is declared twice",
        ),
        ("    calendar china\n    ⟦calendar none⟧", "RD314", "the calendar is set twice"),
        ('    calendar china with ⟦"../days.txt"⟧', "RD205", "there is no file '../days.txt' beside this text"),
        ('    time zone ⟦"Mars/Base"⟧', "RD301", "there is no time zone 'Mars/Base'"),
        ("    period y from ⟦31 June⟧", "RD302", "no year can begin on 31 June"),
        ("    period y from 1 ⟦Juno⟧", "RD302", "'Juno' is not a month"),
        ("    period ⟦month⟧ from 1 June", "RD211", "'month' is a word of the language and cannot be a name"),
        ('    unit ⟦day⟧ from "school.txt"', "RD211", "'day' is a word of the language and cannot be a name"),
        ("    horizon ⟦quota days⟧", "RD304", "a horizon is a number, at least 1, and a unit"),
        ("    horizon 3 ⟦school_days⟧", "RD303", "'school_days' is not a unit of time"),
        ("    value a : ⟦foo⟧", "RD309", "'foo' is no type of a named value"),
        ("    value a : ⟦judgement⟧", "RD309", "'judgement' is no type of a named value"),
        ('    value a : whole number = ⟦"x"⟧', "RD216", "a whole number is wanted here"),
        ("    value a : period = ⟦fortnight⟧", "RD216", "'fortnight' is not a period"),
        ("    value a : text\n    value ⟦a⟧ : text", "RD210", "'a' is declared twice"),
        ("    value ⟦party⟧ : text", "RD210", "'party' is a name of the vocabulary already"),
        ("    window w = within 3 days\n    window ⟦w⟧ = within 4 days", "RD210", "the window 'w' is declared twice"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_an_error_at_its_place(lines: str, code: str, message: str) -> None:
    error = marked_error(f"ruleset r\n{lines}\n")
    assert (error.code, error.message) == (code, message)


def test_a_wrong_line_of_a_file_beside_is_an_error_in_that_file() -> None:
    _, diagnostics = with_settings('    calendar china with "bad.txt"')
    (error,) = diagnostics
    assert (error.code, error.message) == ("RD206", "'workin' is neither working nor rest")
    assert (error.span.file, error.span.line, error.span.column) == ("bad.txt", 1, 12)
    assert error.span.file in diagnostics.sources


def test_workdays_need_a_calendar() -> None:
    error = marked_error(
        """vocabulary v
    kind request opens when created, closes answered
        event answered(by)
ruleset r
article 1
    ⟦a: request requires answered within 3 workdays⟧
"""
    )
    assert (error.code, error.message) == (
        "RD315",
        "workdays are counted here, and no calendar says which days they are",
    )


def test_a_named_window_is_read_in_each_clause_that_uses_it_and_blamed_once() -> None:
    world = """vocabulary v
    kind request opens when created, closes answered
        event answered(by), sent(by)
ruleset r
"""
    text = f"{world}    window quick = within 3 days of {{}}, or 1 week if yes\narticle 1\n" + "".join(
        f"    {label}: request requires answered in window quick\n" for label in "ab"
    )
    ruleset, diagnostics = compiled(text.format("sent"))
    assert not list(diagnostics)
    assert ruleset is not None
    assert [len(norm.window.layers) for norm in ruleset.norms if norm.window is not None] == [2, 2]
    _, diagnostics = compiled(text.format("snt"))
    assert [(d.code, d.span.line) for d in diagnostics] == [("RD220", 5)]


@pytest.mark.parametrize(
    ("windows", "code", "message"),
    [
        (
            "    window w = in window v\n    window v = in window ⟦w⟧\n",
            "RD308",
            "these windows are made of each other: w is v is w",
        ),
        (
            "    window w = within 3 days, or 1 week if yes\n"
            "    window v = the earlier of ⟦in window w⟧ and before answered\n",
            "RD307",
            "a window of several layers cannot stand here",
        ),
        (
            "    window v = in window w, not counting days while ⟦yes⟧\n"
            "    window w = within 3 days, not counting days while yes\n",
            "RD307",
            "this window leaves days out already",
        ),
    ],
)
def test_windows_that_cannot_be_joined_are_errors(windows: str, code: str, message: str) -> None:
    use = "w" if "window w = in" in windows else "v"
    error = marked_error(
        f"""vocabulary v
    kind request opens when created, closes answered
        event answered(by)
ruleset r
{windows}article 1
    a: request requires answered in window {use}
"""
    )
    assert (error.code, error.message) == (code, message)
