"""`ruledsl calendar`: counts that anyone can check by hand."""

from __future__ import annotations

import pytest

from tests.cli.running import run


def test_counting_back_shows_each_day_and_the_make_up_saturday() -> None:
    done = run(["calendar", "add", "2022-04-02", "5", "workdays", "--back"])
    assert done.status == 0
    assert done.out.splitlines() == [
        "at least 5 workdays before 2022-04-02 (Sat): 2022-03-28 (Mon)",
        "  0    Sat  2 Apr               day 0 (make-up workday for 2022-04-04 (Tomb-Sweeping Day))",
        "  1–5  Fri  1 Apr – Mon 28 Mar",
    ]


def test_a_month_from_the_31st_ends_on_the_months_last_day() -> None:
    assert "2022-02-28 (Mon)" in run(["calendar", "add", "2022-01-31", "1", "month"]).out


def test_a_limit_in_days_rolls_over_to_the_next_workday_unless_told_not_to() -> None:
    assert run(["calendar", "add", "2022-03-02", "3", "days"]).out.startswith(
        "within 3 days of 2022-03-02 (Wed): 2022-03-07 (Mon)"
    )
    assert run(["calendar", "add", "2022-03-02", "3", "days", "--no-roll-over"]).out.startswith(
        "within 3 days of 2022-03-02 (Wed): 2022-03-05 (Sat)"
    )


def test_clear_days_leave_both_ends_out() -> None:
    out = run(["calendar", "add", "2022-03-28", "3", "days", "--clear", "--calendar", "none"]).out
    assert out.startswith("within 3 clear days of 2022-03-28 (Mon): 2022-04-01 (Fri)")


def test_past_the_published_years_the_end_is_open_or_projected() -> None:
    assert "not before" in run(["calendar", "add", "2030-01-01", "3", "workdays"]).out
    projected = run(["calendar", "add", "2030-01-01", "3", "workdays", "--project-calendar"]).out
    assert "projected" in projected


def test_counting_between_two_dates_adds_up() -> None:
    done = run(["calendar", "count", "2022-03-28", "2022-04-06"])
    assert "9 days, of them 6 workdays" in " ".join(done.out.split())


def test_a_month_is_shown_with_holidays_and_make_up_days_marked() -> None:
    lines = run(["calendar", "show", "2022-10"]).out.splitlines()
    assert lines[:4] == [
        "2022-10  calendar china",
        " Mon  Tue  Wed  Thu  Fri  Sat  Sun",
        "                           1*   2*",
        "  3*   4*   5*   6*   7*   8+   9+",
    ]


def test_a_year_is_twelve_months() -> None:
    out = run(["calendar", "show", "2022", "--lang", "zh"]).out
    assert all(f"2022年{month}月  日历 china" in out for month in range(1, 13))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["add", "2022-02-30", "3", "days"], "there is no day 30 in February 2022"),
        (["add", "2022-02-20", "3", "weks"], "did you mean 'week'?"),
        (["add", "2022-02-20", "3", "hours"], "hours are counted from an instant"),
        (["add", "2022-02-20", "-3", "days"], "-3"),
        (["add", "9999-12-30", "3", "days"], "outside the years 1 to 9999"),
        (["show", "2022-13"], "is not a year or month"),
        (["show"], "Say which year or month"),
        (["show", "2022", "--calendar", "chna"], "did you mean 'china'?"),
    ],
)
def test_a_fault_of_the_arguments_is_said_on_stderr(args: list[str], said: str) -> None:
    done = run(["calendar", *args])
    assert done.status == 2
    assert said in done.err
    assert done.out == ""


def test_unpublished_years_that_follow_one_another_are_said_as_a_span() -> None:
    assert "1–2005, 2027–2400" in run(["calendar", "count", "0001-01-01", "2400-12-31"]).out
    assert "2027至2028年" in "".join(run(["calendar", "count", "2027-01-01", "2028-12-31", "--lang", "zh"]).out.split())
