"""Dates and times as scenarios give them, at the edges: other zones, leap seconds, the first and the last year. Each is
read exactly or refused with a reason; and limits at the ends of time give verdicts, not errors.
"""

from __future__ import annotations

import datetime
import json

import pytest

from ruledsl import InputError, api
from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.scenario_reader import read_scenario_text
from tests.fuzz.readers import office

RULES = """\
vocabulary desk
    kind request opens submitted, closes answered
        event submitted(by), signed(by), answered(by)
ruleset office
    uses desk
    time zone "{zone}"
    {calendar}
    article 1
        days: request requires signed within 30 days of submitted
        hours: request requires signed within 48 hours of submitted
        months: request requires signed within 99 years of submitted
        ahead: request requires signed at least 99 years before answered
"""


def ruleset(zone: str = "Asia/Shanghai", calendar: str = "calendar china") -> api.Ruleset:
    from ruledsl.analysis.gathering import unit_of_text

    unit, diagnostics = unit_of_text(RULES.format(zone=zone, calendar=calendar), "t.rules")
    assert unit.ruleset is not None, list(diagnostics)
    return api.Ruleset(unit.ruleset)


def document(date: object, time: object = None) -> str:
    event = {"date": date, "record": "r", "event": "submitted", **({} if time is None else {"time": time})}
    return json.dumps(
        {
            "title": "s",
            "records": [{"kind": "request", "name": "r"}],
            "events": [event],
            "as_of": [{"date": "9999-12-31"}],
        }
    )


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2022-03-10T10:30:00Z", None),
        ("2022-03-10T10:30:00+08:00", None),
        ("2022-03-10Z", None),
        ("2022-03-10+08:00", None),
        ("2022-03-10", "10:30Z"),
        ("2022-03-10", "10:30:00+08:00"),
        ("2022-03-10", "10:30:00.000"),
        ("2022-06-30", "23:59:60"),
        ("2022-03-10", "24:00"),
        ("2022-03-10", "24:00:00"),
        ("2022-03-10", "10.30"),
        ("2022-03-10", "１０:30"),
        ("2022-03-10", 38_000.5),
        ("0000-12-31", None),
        ("-001-12-31", None),
        ("10000-01-01", None),
        ("+2022-03-10", None),
        ("2022-W10-4", None),
        ("2022-069", None),
        ("２０２２-03-10", None),
        ("1582-10-32", None),
        ("1900-02-29", None),
        ("2100-02-29", None),
        ("10/03/2022", None),
        (1_646_870_400, None),
    ],
)
def test_an_instant_of_another_form_zone_or_length_is_refused(date: object, time: object) -> None:
    with pytest.raises(InputError) as caught:
        api.Scenario.from_json(document(date, time), ruleset())
    assert {found.code for found in caught.value.diagnostics} <= {"RD513", "RD531", "RD533"}
    assert all(found.pointer.startswith("events[0]") for found in caught.value.diagnostics)


@pytest.mark.parametrize(
    "line",
    [
        "2022-03-10T10:30 r submitted", "2022-03-10 10:30Z r submitted", "2022-03-10 10:30+08:00 r submitted",
        "2022-06-30 23:59:60 r submitted", "2022-03-10 24:00 r submitted", "2022-03-10 25:00 r submitted",
        "0000-01-01 r submitted", "10000-01-01 r submitted", "2022-02-29 r submitted", "1900-02-29 r submitted",
    ],
)  # fmt: skip
def test_a_line_with_such_an_instant_is_one_error(line: str) -> None:
    diagnostics = Diagnostics()
    read_scenario_text(f'scenario "s"\n    request r\n    {line}\n    as of 2022-12-31\n', office(), diagnostics)
    assert len(diagnostics.errors) == 1
    assert diagnostics.errors[0].span.line == 3


def test_a_python_instant_with_a_zone_is_refused() -> None:
    rules = ruleset()
    for moment in (
        datetime.datetime(2022, 3, 10, 10, 30, tzinfo=datetime.UTC),
        datetime.datetime(2022, 3, 10, 10, 30, 0, 1),
    ):
        builder = api.Scenario.builder(rules, "s")
        builder.record("request", "r")
        builder.event(moment, "r", "submitted")
        builder.as_of("2022-12-31")
        with pytest.raises(InputError, match="time zone"):
            builder.build()


@pytest.mark.parametrize(
    ("zone", "calendar"),
    [
        ("Asia/Shanghai", "calendar china"),
        ("Pacific/Niue", "calendar none"),
        ("Pacific/Kiritimati", "calendar england"),
    ],
)
@pytest.mark.parametrize("first", ["0001-01-01", "9999-12-29", "9999-12-31"])
@pytest.mark.parametrize("time", [None, "00:00", "23:59:59"])
def test_limits_at_the_ends_of_time_give_verdicts(zone: str, calendar: str, first: str, time: str | None) -> None:
    rules = ruleset(zone, calendar)
    scenario = api.Scenario.from_json(document(first, time), rules)
    for as_of in (first, "9999-12-31"):
        for project in (False, True):
            report = rules.evaluate(scenario, as_of, project_calendar=project)
            assert {verdict.norm.partition(".")[2] for verdict in report.verdicts} >= {
                "days",
                "hours",
                "months",
                "ahead",
            }
