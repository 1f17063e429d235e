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
        ("2022-13-01", "there is no month 13", "2022-01-13"),
        ("2022-31-12", "there is no month 31", "the month stands before the day: 2022-12-31?"),
        ("2022-32-12", "there is no month 32", "months run from 01 to 12"),
        ("2022-13-13", "there is no month 13", "months run from 01 to 12"),
        ("2022-13-00", "there is no month 13", "months run from 01 to 12"),
        ("2022-31-02", "there is no month 31", "months run from 01 to 12"),
        ("2022-28-02", "there is no month 28", "the month stands before the day: 2022-02-28?"),
        ("2022-00-01", "there is no month 00", "months run from 01 to 12"),
        ("2022-12-00", "there is no day 0 in December 2022", "its last day is 2022-12-31"),
        ("0000-01-01", "there is no year 0000", "0001 to 9999"),
        ("2022/12/31", "is not a date", "write 2022-12-31"),
        ("2022/13/1", "is not a date", "YYYY-MM-DD, such as"),
        ("2022/0/1", "is not a date", "YYYY-MM-DD, such as"),
        ("2022/1/0", "is not a date", "YYYY-MM-DD, such as"),
        ("2022/2/29", "is not a date", "YYYY-MM-DD, such as"),
        ("0000/2/1", "is not a date", "YYYY-MM-DD, such as"),
        ("0001/1/1", "is not a date", "write 0001-01-01"),
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


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("24:00", "24:00 is not a time of day here"),
        ("24:00:00", "24:00 is not a time of day here"),
        ("24:00:01", "there is no hour 24"),
        ("25:00", "there is no hour 25"),
        ("12:60", "there is no minute 60"),
        ("12:00:60", "there is no second 60"),
        ("9:30", "'9:30' is not a time of day"),
        ("noon", "'noon' is not a time of day"),
        ("12.30", "'12.30' is not a time of day"),
    ],
)
def test_a_wrong_time_is_refused(text, message):
    with pytest.raises(DateError) as caught:
        parse_time(text)
    assert caught.value.message == message
    assert caught.value.help


def test_the_first_and_the_last_of_all_times_are_read():
    assert parse_time("00:00") == 0
    assert parse_time("23:59:59") == 86_399
    assert parse_date("0001-01-01") == FIRST_DAY
    assert parse_date("9999-12-31") == LAST_DAY


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
