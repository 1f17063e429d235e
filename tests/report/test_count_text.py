"""The day-by-day count as a table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time import Amount, Calendar, Convention, DayCode, Direction, count_days
from ruledsl.civil_time.calendar import plain_week_code
from ruledsl.engine.verdicts import CountedDay
from ruledsl.report.count_text import MANY_ROWS, count_table
from tests.report.sample import day

START = day("2022-01-01")


def steps(start: str, n: int, **special: DayCode) -> list[CountedDay]:
    codes = bytearray(plain_week_code(START + offset) for offset in range(800))
    for text, code in special.items():
        codes[day(text.strip("d").replace("_", "-")) - START] = code
    convention = Convention(Calendar.of_codes("test", START, bytes(codes)))
    found = count_days(day(start), Amount(n, "workday"), convention, Direction.AFTER)
    return [CountedDay(s.day, s.number, s.reason, s.name_en, s.name_zh) for s in found]


def test_each_run_of_days_alike_is_one_line() -> None:
    assert count_table(steps("2022-03-03", 3), "en", 80) == [
        "0    Thu  3 Mar               day 0",
        "1    Fri  4 Mar",
        "–    Sat  5 Mar – Sun  6 Mar  not counted: weekend",
        "2–3  Mon  7 Mar – Tue  8 Mar",
    ]


def test_holidays_and_make_up_days_stand_by_themselves() -> None:
    special = {"d2022_03_04": DayCode.HOLIDAY, "d2022_03_05": DayCode.MAKEUP}
    assert count_table(steps("2022-03-03", 2, **special), "en", 80) == [
        "0  Thu  3 Mar  day 0",
        "–  Fri  4 Mar  not counted: holiday",
        "1  Sat  5 Mar  counted: make-up workday",
        "–  Sun  6 Mar  not counted: weekend",
        "2  Mon  7 Mar",
    ]


def test_a_long_count_draws_its_weekends_in() -> None:
    lines = count_table(steps("2022-03-03", 40, d2022_04_12=DayCode.HOLIDAY), "en", 80)
    assert len(lines) <= MANY_ROWS
    assert "1–27   Fri  4 Mar – Mon 11 Apr  weekends not counted" in lines
    assert "–      Tue 12 Apr               not counted: holiday" in lines


@given(st.integers(1, 60), st.integers(0, 300))
def test_every_day_of_a_count_stands_in_some_line(n: int, offset: int) -> None:
    found = steps(f"2022-{1 + offset % 12:02d}-{1 + offset % 28:02d}", n)
    lines = count_table(found, "en", 80)
    last = max(step.number or 0 for step in found)
    assert any(line.split()[0].rpartition("–")[2] == str(last) for line in lines)


def test_years_are_written_where_the_count_passes_into_another() -> None:
    lines = count_table(steps("2022-12-30", 2), "en", 80)
    assert lines[0].startswith("0    Fri 30 Dec 2022")
