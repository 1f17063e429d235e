"""Drawn dates: where limits go wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import find, given

from ruledsl.civil_time.calendar import DayCode
from ruledsl.engine.calendar_cache import kept_calendar
from ruledsl.norms.model import CalendarSpec
from ruledsl.testing import dates

CHINA = kept_calendar(CalendarSpec("china"))


@given(dates(first=date(2023, 2, 1), last=date(2023, 2, 28)))
def test_dates_lie_between_their_bounds(day: date) -> None:
    assert date(2023, 2, 1) <= day <= date(2023, 2, 28)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda day: (day.month, day.day) == (2, 29),
        lambda day: date.fromordinal(day.toordinal() + 1).day == 1,
        lambda day: CHINA.code(day.toordinal()) == DayCode.MAKEUP,
        lambda day: CHINA.code(day.toordinal()) == DayCode.HOLIDAY and day.month in (1, 2),
        lambda day: CHINA.code(day.toordinal()) == DayCode.WEEKEND,
    ],
    ids=["leap day", "month end", "make-up workday", "Spring Festival", "weekend"],
)
def test_each_sort_of_day_on_which_limits_go_wrong_is_drawn(wanted: object) -> None:
    assert find(dates(), wanted)  # type: ignore[arg-type]


def test_a_date_shrinks_to_an_ordinary_monday() -> None:
    assert find(dates(), lambda day: True) == date(2022, 3, 14)


def test_bounds_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="before the first"):
        dates(first=date(2023, 1, 2), last=date(2023, 1, 1))
