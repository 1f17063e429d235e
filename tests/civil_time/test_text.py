import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time import (
    FIRST_DAY,
    LAST_DAY,
    DateError,
    DateOutOfRange,
    format_date,
    format_time,
    parse_date,
    parse_time,
)


@given(st.integers(FIRST_DAY, LAST_DAY))
def test_a_formatted_date_reads_back(day):
    assert parse_date(format_date(day)) == day


@given(st.integers(0, 86_399))
def test_a_formatted_time_reads_back(second):
    assert parse_time(format_time(second)) == second


@given(st.text())
def test_any_text_is_a_date_or_a_date_error(text):
    try:
        day = parse_date(text)
    except DateError as error:
        day, said = None, (error.message, error.help)
    assert format_date(day) == text if day else all(said)


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("2022-02-30", "there is no day 30 in February 2022", "February 2022 has 28 days"),
        ("2024-02-30", "there is no day 30 in February 2024", "February 2024 has 29 days"),
        ("2022-13-01", "there is no month 13", "01 to 12"),
        ("0000-01-01", "there is no year 0000", "0001 to 9999"),
        ("2022/3/8", "'2022/3/8' is not a date", "write 2022-03-08"),
        ("2022年3月8日", "is not a date", "write 2022-03-08"),
        ("20220308", "is not a date", "write 2022-03-08"),
        ("2022-3-8", "is not a date", "write 2022-03-08"),
        ("２０２２-03-08", "is not a date", "YYYY-MM-DD"),
        ("tomorrow", "is not a date", "YYYY-MM-DD"),
        ("2022-02-30 ", "is not a date", "YYYY-MM-DD"),
        ("2022-03-28\n", "is not a date", ""),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_what_is_right(text, message, help):
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert message in caught.value.message
    assert help in caught.value.help


@pytest.mark.parametrize("text", ["24:00", "25:00", "12:60", "12:00:60", "9:30", "noon", "12.30"])
def test_a_wrong_time_is_refused(text):
    with pytest.raises(DateError) as caught:
        parse_time(text)
    assert caught.value.help


def test_times_are_seconds_of_the_day():
    assert parse_time("17:30") == 63_000
    assert parse_time("00:00:01") == 1
    assert format_time(86_400) == "24:00"


def test_dates_in_both_languages():
    day = parse_date("2022-03-28")
    assert format_date(day) == "2022-03-28"
    assert format_date(day, weekday=True) == "2022-03-28 (Monday)"
    assert format_date(day, "zh") == "2022年3月28日"
    assert format_date(day, "zh", weekday=True) == "2022年3月28日 星期一"


def test_formatting_a_day_out_of_range_is_refused():
    with pytest.raises(DateOutOfRange):
        format_date(0)
