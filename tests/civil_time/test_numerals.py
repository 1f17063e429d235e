import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time.numerals import (
    amount_in_chinese,
    chinese_number,
    english_month,
    month_name,
    number_in_words,
)

DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below a thousand as it is written in full."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones or not number else "")


@given(st.integers(0, 999))
def test_chinese_numbers_are_read_as_they_are_written(number):
    assert chinese_number(written(number)) == number
    assert chinese_number(str(number)) == number
    assert chinese_number("".join(DIGITS[int(digit)] for digit in str(number))) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("百", 100),
        ("两百零五", 205),
        ("二〇二二", 2022),
        ("", None),
        ("十a", None),
    ],
)
def test_chinese_numbers_short_and_by_digits(text, number):
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("a", 1), ("An", 1), ("Twelve", 12), ("nineteen", 19), ("twenty", 20), ("ninety", 90)]
)
def test_english_number_words(text, number):
    assert number_in_words(text) == number


def test_other_words_are_no_numbers():
    assert number_in_words("二十") == 20
    assert number_in_words("some") is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("两周", "2 weeks"),
        ("1个月", "1 month"),
        ("十五个工作日", "15 workdays"),
        ("三时", "3 hours"),
        ("三", None),
        ("三里", None),
        ("周", None),
    ],
)
def test_chinese_amounts_are_told_in_the_units_of_the_language(text, amount):
    assert amount_in_chinese(text) == amount


@pytest.mark.parametrize("number", range(1, 13))
def test_months_are_known_by_name_and_by_their_first_letters(number):
    name = month_name(number)
    assert name == name.capitalize()
    assert {english_month(each) for each in (name, name.upper(), name[:3], f"{name[:3]}.", name[:4])} == {number}


@pytest.mark.parametrize("text", ["", "Ju", "Mayor", "Juni"])
def test_other_words_are_no_months(text):
    assert english_month(text) is None
