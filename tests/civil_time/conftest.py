"""The calendars that the tests share: building China's takes a tenth of a second, so it is built once."""

import pytest

from ruledsl.civil_time import Calendar, Convention, official_calendar


@pytest.fixture(scope="session")
def china() -> Calendar:
    return official_calendar("china")


@pytest.fixture(scope="session")
def projected_china() -> Calendar:
    return official_calendar("china", project=True)


@pytest.fixture(scope="session")
def chinese(china: Calendar) -> Convention:
    return Convention(china)
