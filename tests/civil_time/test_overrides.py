import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time import (
    NO_CALENDAR,
    Override,
    parse_counted_days,
    parse_date,
    parse_overrides,
    with_overrides,
)

from .walks import SMALL_START, gappy_codes, small_calendar

FILE = """\
# the office's own days
2022-04-02 rest "flood" / "洪水"   -- not a make-up day here
2022-04-05 working "duty day"

2022-09-01 to 2022-09-03 rest
year 2027 complete
2027-01-01 rest "New Year # 1 -- off"
"""


def test_a_file_of_overrides():
    parsed = parse_overrides(FILE)
    assert parsed.problems == ()
    assert parsed.overrides == (
        Override(parse_date("2022-04-02"), parse_date("2022-04-02"), "rest", "flood", "洪水"),
        Override(parse_date("2022-04-05"), parse_date("2022-04-05"), "working", "duty day", "duty day"),
        Override(parse_date("2022-09-01"), parse_date("2022-09-03"), "rest"),
        Override(parse_date("2027-01-01"), parse_date("2027-12-31"), "complete"),
        Override(
            parse_date("2027-01-01"), parse_date("2027-01-01"), "rest", "New Year # 1 -- off", "New Year # 1 -- off"
        ),
    )


def test_overrides_win_over_the_calendar(china):
    calendar = with_overrides(china, parse_overrides(FILE).overrides)
    status = calendar.status(parse_date("2022-04-02"))
    assert (status.working, status.kind, status.name_en, status.name_zh) == (False, "override", "flood", "洪水")
    assert calendar.is_workday(parse_date("2022-04-05")) is True
    assert [calendar.is_workday(parse_date(f"2022-09-0{day}")) for day in range(1, 5)] == [False, False, False, False]
    assert calendar.is_workday(parse_date("2022-09-05")) is True
    assert calendar.status(parse_date("2022-04-03")) == china.status(parse_date("2022-04-03"))


def test_a_complete_year_is_published(china):
    calendar = with_overrides(china, parse_overrides(FILE).overrides)
    assert calendar.last == parse_date("2027-12-31")
    assert calendar.status(parse_date("2027-01-01")).kind == "override"
    assert calendar.status(parse_date("2027-01-02")).kind == "weekend"
    assert calendar.status(parse_date("2027-01-04")).kind == "ordinary"
    assert calendar.add_workdays(parse_date("2026-12-30"), 5).day == parse_date("2027-01-07")


def test_a_complete_year_leaves_published_days_and_ends_projections(china, projected_china):
    assert with_overrides(china, parse_overrides("year 2022 complete").overrides) == china
    calendar = with_overrides(projected_china, parse_overrides("year 2027 complete").overrides)
    assert calendar.status(parse_date("2027-10-01")).kind == "ordinary"
    assert calendar.status(parse_date("2027-10-01")).name_en == ""
    assert not calendar.add_workdays(parse_date("2026-12-30"), 5).provisional
    assert calendar.status(parse_date("2028-10-02")).kind == "projected"


def test_an_override_past_the_published_years_leaves_a_gap(china):
    calendar = with_overrides(china, parse_overrides("2029-01-01 working").overrides)
    assert calendar.is_workday(parse_date("2028-06-01")) is None
    assert calendar.add_workdays(china.last, 1).latest == parse_date("2029-01-01")
    assert calendar.add_workdays(china.last, 1).unpublished_years == (2027, 2028)


def test_overrides_of_no_calendar():
    calendar = with_overrides(NO_CALENDAR, parse_overrides("2022-04-05 rest").overrides)
    assert calendar.add_workdays(parse_date("2022-04-04"), 1).day == parse_date("2022-04-06")


def test_no_overrides_change_nothing(china):
    assert with_overrides(china, ()) is china


@given(gappy_codes, st.integers(0, 70), st.integers(0, 5), st.sampled_from(["working", "rest"]))
def test_only_the_days_named_change(codes, offset, length, kind):
    calendar = small_calendar(codes)
    entry = Override(SMALL_START + offset, SMALL_START + offset + length, kind)
    changed = with_overrides(calendar, [entry])
    for day in range(SMALL_START - 2, SMALL_START + 90):
        if entry.first <= day <= entry.last:
            assert changed.is_workday(day) is (kind == "working")
        else:
            assert changed.status(day) == calendar.status(day)


@pytest.mark.parametrize(
    ("line", "columns", "message"),
    [
        ("2022-02-30 rest", (1, 11), "there is no day 30 in February 2022"),
        ("  2022/03/01 rest", (3, 13), "'2022/03/01' is not a date"),
        ("2022-03-01", (1, 11), "does not say what the day is"),
        ("2022-03-01 holiday", (12, 19), "'holiday' is neither working nor rest"),
        ('2022-03-01 rest "flood', (17, 23), "no closing quotation mark"),
        ("2022-03-01 rest flood", (17, 22), "not a reason"),
        ('2022-03-01 rest "a" "b"', (17, 24), "not a reason"),
        ("2022-03-01 to rest", (15, 19), "'rest' is not a date"),
        ("2022-03-01 to", (12, 14), "no last day"),
        ("2022-03-05 to 2022-03-01 rest", (1, 25), "ends before it begins"),
        ("year 27 complete", (6, 8), "four digits"),
        ("year", (1, 5), "four digits"),
        ("year 2027", (1, 10), "not complete"),
        ("year 3027 complete", (6, 10), "out of range"),
        ("1022-03-01 rest", (1, 11), "out of range"),
        ('"2022-03-01" rest', (1, 13), "a date was expected"),
    ],
)
def test_a_wrong_line_is_a_problem_with_its_place(line, columns, message):
    parsed = parse_overrides(f"# first\n{line}\n2022-05-01 rest\n")
    assert len(parsed.overrides) == 1
    (problem,) = parsed.problems
    assert problem.line == 2
    assert (problem.column_start, problem.column_end) == columns
    assert message in problem.message
    assert problem.help


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("2022-05-01 rest\n2022-05-01 working", "2022-05-01"),
        ("2022-05-01 rest\n2022-04-30 to 2022-05-02 rest", "2022-05-01"),
        ("2022-04-30 to 2022-05-02 rest\n2022-05-02 to 2022-05-09 rest", "2022-05-02"),
        ("2022-05-01 rest\n2022-04-20 rest\n2022-04-20 to 2022-05-02 rest", "2022-04-20"),
        ("2022-04-30 to 2022-05-09 rest\n2022-04-28 to 2022-05-02 rest", "2022-04-30"),
        ("year 2027 complete\nyear 2027 complete", "the year 2027"),
    ],
)
def test_what_is_said_twice_is_a_problem(text, what):
    (problem,) = parse_overrides(text).problems
    assert problem.line == len(text.splitlines())
    assert problem.message == f"{what} is already listed on line {problem.line - 1}"


@pytest.mark.parametrize("lines", [1, -1])
def test_a_day_that_is_named_wins_over_a_complete_year_wherever_it_stands(china, lines):
    text = "\n".join(["year 2027 complete", '2027-01-04 rest "flood"', "2027-01-02 working"][::lines])
    calendar = with_overrides(china, parse_overrides(text).overrides)
    assert [calendar.is_workday(parse_date(f"2027-01-0{day}")) for day in range(1, 6)] == [
        True,
        True,
        False,
        False,
        True,
    ]
    assert calendar.status(parse_date("2027-01-04")).name_en == "flood"


@given(st.text(st.sampled_from('2017-03 tores"/year#\n\r\tcmplwkign洪\x00'), max_size=80) | st.text(max_size=60))
def test_any_text_gives_data_never_an_exception(text):
    for parsed in (parse_overrides(text), parse_counted_days(text, "school_day")):
        for problem in parsed.problems:
            assert problem.message
            assert problem.help
            assert 1 <= problem.column_start < problem.column_end


def test_words_are_told_apart_by_blanks_quotation_marks_and_comments():
    plain = parse_overrides('2022-05-01 rest "a" / "b"')
    for line in ('2022-05-01\trest  "a"/"b"#c', '2022-05-01 rest"a" / "b"-- c', ' 2022-05-01 rest "a" /"b"  '):
        assert parse_overrides(line) == plain
    assert parse_overrides('2022-05-01 rest ""').overrides[0].reason_en == ""
    (problem,) = parse_overrides("2022-05-01 rest -5").problems
    assert (problem.column_start, problem.column_end) == (17, 19)


def test_windows_line_ends_and_a_byte_order_mark_are_accepted():
    parsed = parse_overrides("\ufeff2022-05-01 rest\r\n2022-05-02 rest\r\n")
    assert len(parsed.overrides) == 2
    assert parsed.problems == ()


def test_a_file_of_counted_days():
    parsed = parse_counted_days("-- autumn term\n2022-09-01 to 2022-09-03\n2022-09-06 # a Tuesday\n", "school_day")
    assert parsed.problems == ()
    assert parsed.days.name == "school_day"
    assert parsed.days.add(parse_date("2022-09-01"), 3).day == parse_date("2022-09-06")
    assert parsed.days.add(parse_date("2022-09-01"), 4).latest is None


def test_a_wrong_line_of_counted_days_is_a_problem():
    parsed = parse_counted_days("2022-09-01 rest\n2022-09-02\n2022-09-02\nsoon\n")
    assert [(problem.line, problem.column_start) for problem in parsed.problems] == [(1, 12), (3, 1), (4, 1)]
    assert parsed.problems[1].message == "2022-09-02 is already listed on line 2"
    assert parsed.days.last == parse_date("2022-09-02")
