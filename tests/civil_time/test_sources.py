import subprocess
import sys
from datetime import date

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time import (
    NO_CALENDAR,
    DayCode,
    Override,
    UnknownCalendar,
    format_date,
    joined,
    official_calendar,
    parse_date,
    with_overrides,
)
from ruledsl.civil_time.sources import _exchange_names

from .walks import SMALL_START, gappy_codes, small_calendar


def test_china_agrees_with_both_libraries_on_every_published_day(china):
    library = holidays.country_holidays("CN", years=range(2006, 2027))
    for day in range(china.first, china.last + 1):
        moment = date.fromordinal(day)
        assert china.is_workday(day) == library.is_working_day(moment) == chinese_calendar.is_workday(moment), moment


def test_make_up_days_are_the_weekend_days_worked(china):
    makeup = {date.fromordinal(day) for day in range(china.first, china.last + 1) if china.status(day).kind == "makeup"}
    inside = {day for day in chinese_calendar.workdays if 2006 <= day.year <= 2026}
    assert makeup == inside


def test_every_holiday_and_make_up_day_is_named_in_both_languages(china):
    for day in range(china.first, china.last + 1):
        status = china.status(day)
        named = status.kind in ("holiday", "makeup")
        assert bool(status.name_en) == bool(status.name_zh) == named, format_date(day)
        assert status.name_en.isascii(), format_date(day)
        assert not status.name_zh.isascii() or not named, format_date(day)


def test_china_is_published_from_2006_to_the_last_notice(china):
    assert format_date(china.first) == "2006-01-01"
    last = int(format_date(china.last)[:4])
    assert format_date(china.last) == f"{last}-12-31"
    assert last == max(holidays.country_holidays("CN").special_public_holidays)
    assert last >= 2026
    assert china.unpublished_years(china.first - 1, china.last) == ()
    assert china.is_workday(china.last + 1) is None
    assert china.is_workday(china.first - 1) is None


@pytest.mark.parametrize(
    ("day", "working", "kind", "name_zh"),
    [
        ("2024-02-09", True, "ordinary", ""),
        ("2022-04-02", True, "makeup", "调休上班（换 2022-04-04 清明节）"),
        ("2022-04-03", False, "weekend", ""),
        ("2022-04-04", False, "holiday", "清明节调休（换 2022-04-02）"),
        ("2022-04-05", False, "holiday", "清明节"),
        ("2020-01-31", False, "holiday", "春节延长假期"),
        ("2018-12-29", True, "makeup", "调休上班（换 2018-12-31 元旦）"),
        ("2027-01-01", None, "unpublished", ""),
    ],
)
def test_known_days(china, day, working, kind, name_zh):
    status = china.status(parse_date(day))
    assert (status.working, status.kind, status.name_zh) == (working, kind, name_zh)


def test_a_projection_decides_and_says_that_it_is_one(china, projected_china):
    start = parse_date("2026-12-30")
    reach = projected_china.add_workdays(start, 5)
    assert reach.decided
    assert reach.provisional
    assert projected_china.add_workdays(parse_date("2027-01-08"), -5).provisional
    assert projected_china.roll_forward(parse_date("2027-01-02")).provisional
    assert projected_china.roll_backward(parse_date("2027-01-02")).provisional
    assert not projected_china.add_workdays(parse_date("2026-12-20"), 5).provisional
    assert not projected_china.add_workdays(parse_date("2026-12-31"), -5).provisional
    assert not projected_china.roll_forward(parse_date("2026-12-31")).provisional
    assert projected_china.status(parse_date("2027-10-01")).kind == "projected"
    assert projected_china.status(parse_date("2027-10-01")).name_zh == "国庆节"
    assert projected_china.status(parse_date("2027-10-01")).provisional
    for day in range(china.first, china.last + 1):
        assert projected_china.status(day) == china.status(day)


def test_a_projection_ends_after_ten_years(china, projected_china):
    assert format_date(projected_china.last) == f"{int(format_date(china.last)[:4]) + 10}-12-31"
    assert projected_china.add_workdays(projected_china.last, 1).latest is None


@pytest.mark.parametrize(
    ("name", "code", "subdivision"), [("DE-BY", "DE", "BY"), ("fr", "FR", None), ("wales", "GB", "WLS")]
)
def test_computed_calendars_agree_with_the_library_on_every_day(name, code, subdivision):
    calendar = official_calendar(name)
    library = holidays.country_holidays(code, subdiv=subdivision, years=range(1990, 2036))
    assert (format_date(calendar.first), format_date(calendar.last)) == ("1990-01-01", "2035-12-31")
    for day in range(calendar.first, calendar.last + 1):
        assert calendar.is_workday(day) == library.is_working_day(date.fromordinal(day))


def test_the_uk_works_where_all_of_its_parts_work():
    parts = [official_calendar(name) for name in ("england", "scotland", "wales", "northern_ireland")]
    uk = official_calendar("uk")
    for day in range(parse_date("2020-01-01"), parse_date("2025-12-31")):
        assert uk.is_workday(day) == all(part.is_workday(day) for part in parts)
    assert uk.is_workday(parse_date("2024-01-02")) is False
    assert official_calendar("england").is_workday(parse_date("2024-01-02")) is True


def test_countries_with_notices_end_with_their_last_notice():
    hungary = official_calendar("HU")
    notices = holidays.country_holidays("HU").special_public_holidays
    assert format_date(hungary.first) == f"{min(notices)}-01-01"
    assert format_date(hungary.last) == f"{max(notices)}-12-31"


def test_years_with_estimated_holidays_are_not_published():
    assert official_calendar("SA").last < parse_date("2026-01-01")
    assert official_calendar("SA", project=True).status(parse_date("2026-03-22")).kind == "projected"


@pytest.mark.parametrize("name", ["chna", "XX", "DE-QQ", "", "北京", "china; drop", "Engl and"])
def test_an_unknown_calendar_is_refused_with_help(name):
    with pytest.raises(UnknownCalendar) as caught:
        official_calendar(name)
    assert caught.value.help


def test_the_nearest_name_is_offered():
    with pytest.raises(UnknownCalendar) as caught:
        official_calendar("chna")
    assert caught.value.help == "did you mean 'china'?"


def test_none_is_a_calendar_without_rest_days():
    assert official_calendar("none") is NO_CALENDAR


@given(gappy_codes, gappy_codes, st.integers(-20, 80))
def test_a_joined_day_is_the_conjunction_of_its_parts(first, second, offset):
    parts = [small_calendar(first), small_calendar(second)]
    answers = [part.is_workday(SMALL_START + offset) for part in parts]
    expected = False if False in answers else None if None in answers else True
    assert joined("both", parts).is_workday(SMALL_START + offset) is expected
    assert joined("both", parts[::-1]).is_workday(SMALL_START + offset) is expected


@given(gappy_codes)
def test_joining_a_calendar_with_itself_or_with_none_changes_nothing(codes):
    calendar = small_calendar(codes)
    assert joined("small", [calendar, calendar]) == calendar
    assert joined("small", [calendar, NO_CALENDAR]) == calendar
    assert joined("none", [NO_CALENDAR]) == NO_CALENDAR


def test_a_join_speaks_of_all_days_that_a_part_speaks_of_and_of_no_others():
    early = with_overrides(NO_CALENDAR, [Override(SMALL_START, SMALL_START, "rest", "flood", "洪水")])
    late = with_overrides(NO_CALENDAR, [Override(SMALL_START + 9, SMALL_START + 9, "rest", "storm", "")])
    both = joined("both", [early, late])
    rest = [day - SMALL_START for day in range(SMALL_START - 3, SMALL_START + 40) if not both.is_workday(day)]
    assert rest == [0, 9]
    assert both.is_workday(SMALL_START + 10_000) is True
    assert (both.status(SMALL_START).name_en, both.status(SMALL_START).name_zh) == ("flood", "洪水")
    assert both == joined("both", [late, early])
    assert [day for day, _, _ in both.names] == [SMALL_START, SMALL_START + 9]


def test_a_join_of_no_calendars_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        joined("nothing", [])


def test_a_join_with_a_projection_is_provisional(projected_china):
    both = joined("both", [projected_china, NO_CALENDAR])
    assert both.add_workdays(parse_date("2026-12-30"), 5).provisional


def test_an_exchanged_day_without_a_holiday_near_it_is_told_by_its_date_alone():
    class Observed(dict):
        substituted_label = "Day off (substituted from %s)"

        def tr(self, text: str) -> str:
            return text

    off, worked = date(2022, 6, 20), date(2022, 6, 25)
    far = Observed({date(2022, 6, 3): "Dragon Boat Festival", off: "Day off (substituted from 06/25/2022)"})
    assert _exchange_names(DayCode.HOLIDAY, off, worked, far, far) == (
        "day off in exchange for 2022-06-25",
        "调休（换 2022-06-25）",
    )
    assert _exchange_names(DayCode.MAKEUP, worked, off, far, far) == (
        "make-up workday for 2022-06-20",
        "调休上班（换 2022-06-20）",
    )
    near = Observed({**far, date(2022, 6, 10): "Festival"})
    assert (
        _exchange_names(DayCode.HOLIDAY, off, worked, near, near)[0] == "Festival, day off in exchange for 2022-06-25"
    )


def test_importing_the_package_imports_no_calendar_library():
    program = (
        "import sys, ruledsl.civil_time; "
        "print(sorted({'holidays', 'rich', 'lark', 'click', 'zoneinfo'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
