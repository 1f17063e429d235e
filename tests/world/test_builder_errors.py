"""Every mistake that a scenario can hold is a diagnostic with its code, its place, its words and, often, the remedy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from ruledsl.codes import CODES
from ruledsl.diagnostics import Diagnostics
from ruledsl.world.builder import ScenarioBuilder
from ruledsl.world.given import Acting, Name, Place, Placed, Text
from ruledsl.world.vocabulary import Vocabulary

from .town import building, only, place, told

Tell = Callable[[ScenarioBuilder], object]


def with_request(b: ScenarioBuilder) -> ScenarioBuilder:
    """A request r1 that opened on 1 March 2022, and who is who."""
    b.person("li", place=place(1)).person("wang", place=place(2))
    b.record("request", "r1", place=place(3)).record("meeting", "m1", place=place(4))
    return b.event("2022-03-01", "r1", "submitted", place=place(5))


def diagnosed(tell: Tell) -> tuple[str, int, str, str]:
    b, diagnostics = building()
    tell(with_request(b))
    assert b.finish() is None
    found = only(diagnostics)
    assert found.code in CODES
    return found.code, found.span.line, found.message, found.help


HERE = place(9)

UNKNOWN_NAMES: dict[str, tuple[Tell, str, str, str]] = {
    "kind": (
        lambda b: b.record("metting", "m2", place=HERE),
        "RD501",
        "there is no kind 'metting'",
        "did you mean 'meeting'?",
    ),
    "no name of a kind": (
        lambda b: b.record(3, "m2", place=HERE),
        "RD501",
        "the number 3 is not the name of a kind",
        "",
    ),
    "no name of a record": (
        lambda b: b.event("2022-03-02", None, "signed", place=HERE),
        "RD502",
        "an event belongs to a record or party, but none was given",
        "",
    ),
    "no name of a field": (
        lambda b: b.field("r1", 3, 1, place=HERE),
        "RD503",
        "the number 3 is not the name of a field",
        "",
    ),
    "no name of an event": (
        lambda b: b.event("2022-03-02", "r1", None, place=HERE),
        "RD504",
        "none is not the name of an event",
        "",
    ),
    "no name of a role": (
        lambda b: b.holding("li", 3, place=HERE),
        "RD507",
        "the number 3 is not the name of a role",
        "",
    ),
    "built-in kind": (
        lambda b: b.record("person", "zhao", place=HERE),
        "RD501",
        "a record cannot be of the built-in kind 'person'",
        "write: person zhao",
    ),
    "record of an event": (
        lambda b: b.event("2022-03-02", "r2", "signed", place=HERE),
        "RD502",
        "nothing here is called 'r2'",
        "declare it with: KIND r2",
    ),
    "party": (
        lambda b: b.event("2022-03-02", "r1", "signed", {"by": "vice_mayr"}, place=HERE),
        "RD502",
        "nothing here is called 'vice_mayr'; the parameter 'by' of 'signed' takes a party (a person, role or office)",
        "did you mean 'vice_mayor'?",
    ),
    "record as a field's value": (
        lambda b: b.field("r1", "meeting", "x", place=HERE),
        "RD502",
        "nothing here is called 'x'; the field 'meeting' takes a record of kind 'meeting'",
        "known here: m1; declare it with: meeting x",
    ),
    "capacity": (
        lambda b: b.event("2022-03-02", "r1", "signed", {"by": Acting("li", "mayr")}, place=HERE),
        "RD502",
        "nothing here is called 'mayr'; the capacity of an act takes a party (a person, role or office)",
        "did you mean 'mayor'?",
    ),
    "field": (
        lambda b: b.field("r1", "maters", 1, place=HERE),
        "RD503",
        "a record of kind 'request' has no field 'maters'",
        "did you mean 'matters'?",
    ),
    "field that is an event": (
        lambda b: b.value("2022-03-02", "r1", "signed", True, place=HERE),
        "RD503",
        "a record of kind 'request' has no field 'signed'",
        "'signed' is an event; write it without '='",
    ),
    "judgement": (
        lambda b: b.judge("2022-03-02", "r1", "urgnt", True, place=HERE),
        "RD503",
        "a record of kind 'request' has no judgement 'urgnt'",
        "did you mean 'urgent'?",
    ),
    "event": (
        lambda b: b.event("2022-03-02", "r1", "singed", place=HERE),
        "RD504",
        "a record of kind 'request' has no event 'singed'",
        "did you mean 'signed'?",
    ),
    "event of a person": (
        lambda b: b.event("2022-03-02", "li", "signed", place=HERE),
        "RD504",
        "a person has no event 'signed'",
        "'signed' is an event of request",
    ),
    "event that is a field": (
        lambda b: b.event("2022-03-02", "r1", "title", place=HERE),
        "RD504",
        "a record of kind 'request' has no event 'title'",
        "'title' is a field; write title = …",
    ),
    "event that is a judgement": (
        lambda b: b.event("2022-03-02", "r1", "urgent", place=HERE),
        "RD504",
        "a record of kind 'request' has no event 'urgent'",
        "'urgent' is a judgement; write urgent judged yes",
    ),
    "event that is a state": (
        lambda b: b.event("2022-03-02", "r1", "suspended", place=HERE),
        "RD504",
        "a record of kind 'request' has no event 'suspended'",
        "'suspended' is a state; write: FIRST-DAY to LAST-DAY r1 suspended",
    ),
    "parameter": (
        lambda b: b.event("2022-03-02", "r1", "answered", {"page": 3}, place=HERE),
        "RD505",
        "the event 'answered' has no parameter 'page'",
        "did you mean 'pages'?",
    ),
    "parameter of an event without any": (
        lambda b: b.event("2022-03-02", "m1", "held", {"by": "li"}, place=HERE),
        "RD505",
        "the event 'held' has no parameter 'by'",
        "'held' has no parameters",
    ),
    "state": (
        lambda b: b.state("mayor", "awya", "2022-03-01", place=HERE),
        "RD506",
        "there is no state 'awya'",
        "did you mean 'away'?",
    ),
    "role": (
        lambda b: b.holding("li", "major", place=HERE),
        "RD507",
        "there is no role 'major'",
        "did you mean 'mayor'?",
    ),
    "office as a role": (
        lambda b: b.holding("li", "finance", place=HERE),
        "RD507",
        "'finance' is an office, not a role that a person can hold",
        "",
    ),
    "symbol": (
        lambda b: b.field("r1", "colour", "gren", place=HERE),
        "RD508",
        "'gren' is not one of the list 'colour', which the field 'colour' takes",
        "did you mean 'green'?",
    ),
    "unit of time": (
        lambda b: b.field("r1", "extension", "5 workdasy", place=HERE),
        "RD508",
        "'workdasy' is not a unit of time",
        "did you mean 'workday'?",
    ),
    "period": (
        lambda b: b.setting("interval", "monht", place=HERE),
        "RD508",
        "'monht' is not a kind of period",
        "did you mean 'month'?",
    ),
    "named value": (
        lambda b: b.setting("qorum", 3, place=HERE),
        "RD509",
        "the ruleset has no named value 'qorum'",
        "did you mean 'quorum'?",
    ),
    "norm": (
        lambda b: b.judge_norm("2022-03-02", "r1", "10.promt", "late", place=HERE),
        "RD510",
        "no norm is called '10.promt'",
        "did you mean '10.prompt'?",
    ),
}

WRONG_TYPES: dict[str, tuple[Tell, str, str]] = {
    "text for a whole number": (
        lambda b: b.field("r1", "matters", Text("three"), place=HERE),
        "the field 'matters' takes a whole number, but the text \"three\" was given",
        "",
    ),
    "quoted number": (
        lambda b: b.field("r1", "matters", Text("3"), place=HERE),
        "the field 'matters' takes a whole number, but the text \"3\" was given",
        "write the number without quotes",
    ),
    "decimal for a whole number": (
        lambda b: b.field("r1", "matters", Fraction(3, 2), place=HERE),
        "the field 'matters' takes a whole number, but the number 1.5 was given",
        "",
    ),
    "yes for a number": (
        lambda b: b.field("r1", "matters", True, place=HERE),
        "the field 'matters' takes a whole number, but yes was given",
        "",
    ),
    "number for yes or no": (
        lambda b: b.field("r1", "public", 1, place=HERE),
        "the field 'public' takes yes or no, but the number 1 was given",
        "write 'yes'",
    ),
    "quoted yes": (
        lambda b: b.field("r1", "public", "yes", place=HERE),
        "the field 'public' takes yes or no, but the text \"yes\" was given",
        "write yes or no without quotes (in JSON: true or false)",
    ),
    "float": (
        lambda b: b.field("r1", "share", 0.1, place=HERE),
        "the field 'share' takes a number, but the inexact number 0.1 was given",
        'give an exact number: a Decimal, or a text such as "0.1"',
    ),
    "endless decimal": (
        lambda b: b.field("r1", "share", Decimal("NaN"), place=HERE),
        "the field 'share' takes a number, but the number NaN was given",
        "",
    ),
    "name for a text": (
        lambda b: b.field("r1", "title", Name("budget"), place=HERE),
        "the field 'title' takes a text, but the name 'budget' was given",
        'put a text in quotes: "budget"',
    ),
    "number for a date": (
        lambda b: b.field("r1", "due_day", 3, place=HERE),
        "the field 'due_day' takes a date such as 2022-03-28, but the number 3 was given",
        "",
    ),
    "time for a date": (
        lambda b: b.field("r1", "due_day", datetime(2022, 3, 1, 9, 0), place=HERE),
        "the field 'due_day' takes a date such as 2022-03-28, but the date 2022-03-01 was given",
        "a date has no time of day here",
    ),
    "number for a length of time": (
        lambda b: b.field("r1", "extension", 5, place=HERE),
        "the field 'extension' takes a length of time such as 5 workdays, but the number 5 was given",
        "say of which unit, such as days or workdays",
    ),
    "number for a symbol": (
        lambda b: b.field("r1", "colour", 5, place=HERE),
        "the field 'colour' takes one of red, green, blue, but the number 5 was given",
        "",
    ),
    "quoted symbol": (
        lambda b: b.field("r1", "colour", Text("red"), place=HERE),
        "the field 'colour' takes one of red, green, blue, but the text \"red\" was given",
        "write the name without quotes",
    ),
    "quoted party": (
        lambda b: b.field("m1", "chair", Text("mayor"), place=HERE),
        "the field 'chair' takes a party (a person, role or office), but the text \"mayor\" was given",
        "write the name without quotes",
    ),
    "record for a party": (
        lambda b: b.field("m1", "chair", "r1", place=HERE),
        "the field 'chair' takes a party (a person, role or office), but 'r1' is a record of kind 'request'",
        "",
    ),
    "record of another kind": (
        lambda b: b.field("r1", "meeting", "r1", place=HERE),
        "the field 'meeting' takes a record of kind 'meeting', but 'r1' is a record of kind 'request'",
        "",
    ),
    "role for a person": (
        lambda b: b.field("r1", "author", "mayor", place=HERE),
        "the field 'author' takes a person, but 'mayor' is a role",
        "",
    ),
    "other role": (
        lambda b: b.field("r1", "leader", "mayor", place=HERE),
        "the field 'leader' takes the role 'vice_mayor' or a person who holds it, but 'mayor' is a role",
        "",
    ),
    "office of another kind": (
        lambda b: b.field("r1", "unit", "general_office", place=HERE),
        "the field 'unit' takes a record of kind 'department', but 'general_office' is an office",
        "",
    ),
    "person for a record": (
        lambda b: b.field("r1", "about", "li", place=HERE),
        "the field 'about' takes a record, but 'li' is a person",
        "",
    ),
    "none for a number": (
        lambda b: b.field("r1", "matters", None, place=HERE),
        "the field 'matters' takes a whole number, but none was given",
        "only a field that names a record or party can be none",
    ),
    "one value for a set": (
        lambda b: b.field("m1", "invited", "li", place=HERE),
        "the field 'invited' takes a set, each member a party (a person, role or office), "
        'but the text "li" was given',
        "write a set in round brackets, also of one member: (a)",
    ),
    "set for one value": (
        lambda b: b.field("r1", "author", ["li", "wang"], place=HERE),
        "the field 'author' takes a person, but a set was given",
        "",
    ),
    "none in a set": (
        lambda b: b.field("m1", "invited", ["li", None], place=HERE),
        "each member of the field 'invited' takes a party (a person, role or office), but none was given",
        "leave it out; a set without members is ()",
    ),
    "none for a doer": (
        lambda b: b.event("2022-03-02", "r1", "signed", {"by": None}, place=HERE),
        "the parameter 'by' of 'signed' takes a party (a person, role or office), but none was given",
        "leave it out if it is not known",
    ),
    "no doer": (
        lambda b: b.event("2022-03-02", "r1", "signed", {"by": []}, place=HERE),
        "the parameter 'by' of 'signed' takes a party (a person, role or office), but none was given",
        "name at least one",
    ),
    "parameter": (
        lambda b: b.event("2022-03-02", "r1", "answered", {"pages": "many"}, place=HERE),
        "the parameter 'pages' of 'answered' takes a whole number, but the text \"many\" was given",
        "",
    ),
    "record parameter": (
        lambda b: b.event("2022-03-02", "r1", "joined", {"other": "m1"}, place=HERE),
        "the parameter 'other' of 'joined' takes a record of kind 'request', but 'm1' is a record of kind 'meeting'",
        "",
    ),
    "named value": (
        lambda b: b.setting("quorum", "many", place=HERE),
        "the value 'quorum' takes a whole number, but the text \"many\" was given",
        "",
    ),
    "named value of nothing": (
        lambda b: b.setting("limit", "0 days", place=HERE),
        "the value 'limit' must be at least 1 day",
        "",
    ),
    "kind of period": (
        lambda b: b.setting("interval", 3, place=HERE),
        "the value 'interval' takes a kind of period, but the number 3 was given",
        "",
    ),
    "another period than a year": (
        lambda b: b.judge("2022-03-02", "r1", "restraint", True, argument="2022-03", place=HERE),
        "'restraint(…)' takes a year, but '2022-03' is a month",
        "",
    ),
    "another year than the calendar's": (
        lambda b: b.judge("2022-03-02", "r1", "restraint", True, argument="2022 school_year", place=HERE),
        "'restraint(…)' takes a year, but 'year from 2022-09-01' is an office's own year",
        "",
    ),
    "judge": (
        lambda b: b.judge("2022-03-02", "r1", "urgent", True, by="m1", place=HERE),
        "'judged … by' takes a party (a person, role or office), but 'm1' is a record of kind 'meeting'",
        "",
    ),
    "judged something": (
        lambda b: b.judge("2022-03-02", "r1", "urgent", "late", place=HERE),
        "the judgement 'urgent' takes yes or no, but the text \"late\" was given",
        "write yes or no",
    ),
    "holder of a role": (
        lambda b: b.holding("m1", "mayor", place=HERE),
        "a role-holding takes a person, but 'm1' is a record of kind 'meeting'",
        "",
    ),
    "label": (
        lambda b: b.person("zhao", 3, place=HERE),
        "the label of 'zhao' takes a text, but the number 3 was given",
        "",
    ),
    "title": (
        lambda b: b.title(3, place=HERE),
        "the title takes a text, but the number 3 was given",
        "",
    ),
}

WRONG_DATES: dict[str, tuple[Tell, str, str]] = {
    "day of the month": (
        lambda b: b.event("2022-02-30", "r1", "signed", place=HERE),
        "there is no day 30 in February 2022",
        "February 2022 has 28 days; its last day is 2022-02-28",
    ),
    "month": (
        lambda b: b.state("mayor", "away", "2022-13-01", place=HERE),
        "there is no month 13",
        "the month stands before the day: 2022-01-13?",
    ),
    "form": (
        lambda b: b.first_day("1.3.2022", place=HERE),
        "'1.3.2022' is not a date",
        "write the date as YYYY-MM-DD, such as 2022-03-28",
    ),
    "hour": (
        lambda b: b.event("2022-03-02 25:00", "r1", "signed", place=HERE),
        "there is no hour 25",
        "hours run from 00 to 23",
    ),
    "field's date": (
        lambda b: b.field("r1", "due_day", "2022-02-30", place=HERE),
        "there is no day 30 in February 2022",
        "February 2022 has 28 days; its last day is 2022-02-28",
    ),
    "no date at all": (
        lambda b: b.as_of(3.5, place=HERE),
        "the inexact number 3.5 is not a date",
        "write YYYY-MM-DD, such as 2022-03-28",
    ),
    "zone": (
        lambda b: b.event(datetime(2022, 3, 2, tzinfo=UTC), "r1", "signed", place=HERE),
        "a time is given in whole seconds of the ruleset's own time zone",
        "give a datetime without a zone and without microseconds",
    ),
    "period": (
        lambda b: b.judge("2022-03-02", "r1", "restraint", True, argument="in spring", place=HERE),
        "'in spring' is not a period",
        "write 2022, 2022 Q1, 2022-03, 2022-03 I (the 1st to the 10th), week of 2022-03-07 or year from 2022-09-01",
    ),
    "year that never ends": (
        lambda b: b.judge("2022-03-02", "r1", "restraint", True, argument="9999 school_year", place=HERE),
        "'9999 school_year' is not a period",
        "the date lies outside the years 1 to 9999",
    ),
    "missing first day": (
        lambda b: b.state("mayor", "away", None, place=HERE),
        "the first day of 'away' is missing",
        "",
    ),
}

WRONG_ENTRIES: dict[str, tuple[Tell, str, str, str]] = {
    "person twice": (
        lambda b: b.person("li", place=HERE),
        "RD514",
        "the person 'li' is declared twice",
        "",
    ),
    "record twice": (
        lambda b: b.record("file", "r1", place=HERE),
        "RD514",
        "the record 'r1' is declared twice",
        "",
    ),
    "name of a role": (
        lambda b: b.person("mayor", place=HERE),
        "RD515",
        "'mayor' is already the name of a role and cannot name a person",
        "give it a name of its own",
    ),
    "name of a kind": (
        lambda b: b.record("meeting", "meeting", place=HERE),
        "RD515",
        "'meeting' is already the name of a kind and cannot name a record",
        "give it a name of its own",
    ),
    "name of an office": (
        lambda b: b.person("finance", place=HERE),
        "RD515",
        "'finance' is already the name of an office and cannot name a person",
        "give it a name of its own",
    ),
    "name of a state": (
        lambda b: b.record("meeting", "away", place=HERE),
        "RD515",
        "'away' is already the name of a state and cannot name a record",
        "give it a name of its own",
    ),
    "name of a list": (
        lambda b: b.record("meeting", "colour", place=HERE),
        "RD515",
        "'colour' is already the name of a list and cannot name a record",
        "give it a name of its own",
    ),
    "office of another kind": (
        lambda b: b.record("meeting", "finance", place=HERE),
        "RD515",
        "'finance' is an office of kind 'department', and cannot be a record of kind 'meeting'",
        "give the record a name of its own",
    ),
    "name of a person": (
        lambda b: b.record("meeting", "li", place=HERE),
        "RD515",
        "'li' is already the name of a person and cannot name a record of kind 'meeting'",
        "give it a name of its own",
    ),
    "before its record opens": (
        lambda b: b.event("2022-02-28", "r1", "signed", place=HERE),
        "RD516",
        "'signed' happens to 'r1' before it opens by 'submitted' on 2022-03-01",
        "is one of the two dates wrong?",
    ),
    "before its record was created": (
        lambda b: b.record("meeting", "m2", created="2022-03-05").event("2022-03-04", "m2", "held", place=HERE),
        "RD516",
        "'held' happens to 'm2' before it opens on 2022-03-05",
        "is one of the two dates wrong?",
    ),
    "of a record that never opened": (
        lambda b: b.record("request", "r2").event("2022-03-04", "r2", "signed", place=HERE),
        "RD516",
        "'signed' happens to 'r2', which has never opened: it opens by 'submitted'",
        "enter 'submitted' on the day on which it happened",
    ),
    "of a record that opens by another's event": (
        lambda b: b.record("reply", "p1", fields={"request": "r1"}).event("2022-03-04", "p1", "sent", place=HERE),
        "RD516",
        "'sent' happens to 'p1', which has never opened: it opens by 'request.answered'",
        "enter 'request.answered' on the day on which it happened",
    ),
    "after a void closing": (
        lambda b: b.event("2022-03-02", "r1", "withdrawn").event("2022-03-03", "r1", "signed", place=HERE),
        "RD517",
        "'signed' happens to 'r1' after 'withdrawn' on 2022-03-02 made it void",
        "is one of the two dates wrong?",
    ),
    "event after the last as of": (
        lambda b: b.as_of("2022-03-03").event("2022-03-04", "r1", "signed", place=HERE),
        "RD518",
        "'signed' lies after the scenario's last 'as of', 2022-03-03",
        "if it is planned, write 'planned' before its date",
    ),
    "value after the last as of": (
        lambda b: b.as_of("2022-03-03").value("2022-03-04", "r1", "matters", 1, place=HERE),
        "RD518",
        "the value of 'matters' lies after the scenario's last 'as of', 2022-03-03",
        "is one of the two dates wrong?",
    ),
    "judgement after the last as of": (
        lambda b: b.as_of("2022-03-03").judge("2022-03-04", "r1", "urgent", True, place=HERE),
        "RD518",
        "the judgement 'urgent' lies after the scenario's last 'as of', 2022-03-03",
        "is one of the two dates wrong?",
    ),
    "plan twice": (
        lambda b: b.event("2022-03-04", "m1", "held", planned=True).event(
            "2022-03-05", "m1", "held", planned=True, place=HERE
        ),
        "RD519",
        "'held' of 'm1' is planned twice, first for 2022-03-04",
        "keep the plan that holds; the event itself replaces it when it happens",
    ),
    "judged though a field": (
        lambda b: b.judge("2022-03-02", "r1", "public", True, place=HERE),
        "RD520",
        "'public' is not a judgement; it is yes or no",
        "write: public = …",
    ),
    "judgement as a dated value": (
        lambda b: b.value("2022-03-02", "r1", "urgent", True, place=HERE),
        "RD520",
        "'urgent' is a judgement, and a dated one says who judged",
        "write: urgent judged yes (or no) by …",
    ),
    "norm judged yes": (
        lambda b: b.judge_norm("2022-03-02", "r1", "10.prompt", True, place=HERE),
        "RD520",
        "a norm is judged late or in time, not yes",
        "write: judged late, or: judged in time",
    ),
    "judgement judged late": (
        lambda b: b.judge_norm("2022-03-02", "r1", "urgent", "late", place=HERE),
        "RD520",
        "'urgent' is judged yes or no",
        "write: urgent judged yes (or no)",
    ),
    "norm without promptly": (
        lambda b: b.judge_norm("2022-03-02", "r1", "51.filing", "late", place=HERE),
        "RD520",
        "nothing in 'town:51.filing' is to be judged late",
        "only 'promptly' is judged",
    ),
    "norm of another kind of record": (
        lambda b: b.judge_norm("2022-03-02", "m1", "10.prompt", "late", place=HERE),
        "RD526",
        "'town:10.prompt' speaks of records of kind 'request', but 'm1' is a record of kind 'meeting'",
        "",
    ),
    "several norms judged": (
        lambda b: b.judge_norm("2022-03-02", "r1", "47.form", "late", place=HERE),
        "RD511",
        "'47.form' stands for several norms: town:47.form.1, town:47.form.2",
        "write the whole id of one of them",
    ),
    "ambiguous label": (
        lambda b: b.judge_norm("2022-03-02", "r1", "filing", "late", place=HERE),
        "RD511",
        "'filing' may be any of town:51.filing, town:60.filing",
        "write the whole id",
    ),
    "field without its parameter": (
        lambda b: b.field("r1", "cooperates", True, place=HERE),
        "RD521",
        "'cooperates' is asked of a record of kind 'department', and none was given",
        "write cooperates(UNIT)",
    ),
    "parameter of a field without one": (
        lambda b: b.field("r1", "matters", 1, "finance", place=HERE),
        "RD521",
        "'matters' takes nothing in brackets, but the text \"finance\" was given",
        "",
    ),
    "state that ends before it starts": (
        lambda b: b.state("mayor", "away", "2022-03-05", "2022-03-01", place=HERE),
        "RD522",
        "the last day lies before the first",
        "both days are included",
    ),
    "holding that ends before it starts": (
        lambda b: b.holding("li", "mayor", "2022-03-05", "2022-03-01", place=HERE),
        "RD522",
        "the last day lies before the first",
        "both days are included",
    ),
    "state known and unknown": (
        lambda b: b.state("mayor", "away", "2022-03-01", "2022-03-05").state(
            "mayor", "away", "2022-03-05", known=False, place=HERE
        ),
        "RD523",
        "'away' of 'mayor' is both recorded and said to be unknown on 2022-03-05",
        "let the two intervals not overlap",
    ),
    "value for the whole life and from a date": (
        lambda b: b.field("r1", "matters", 1).value("2022-03-05", "r1", "matters", 2, place=HERE),
        "RD523",
        "'matters' of 'r1' is given without a date, for its whole life, and again from a date",
        "give the first one a date as well",
    ),
    "judgement for the whole life and made": (
        lambda b: b.field("r1", "complex", True).judge("2022-03-05", "r1", "complex", False, place=HERE),
        "RD523",
        "'complex' of 'r1' is given without a date, for its whole life, and again from a date",
        "give the first one a date as well",
    ),
    "two judgements": (
        lambda b: b.judge("2022-03-02", "r1", "urgent", True).judge("2022-03-05", "r1", "urgent", False, place=HERE),
        "RD523",
        "'urgent' of 'r1' was judged yes on 2022-03-02, and a judgement without a default holds for the record's "
        "whole life",
        "keep one of the two",
    ),
    "field twice": (
        lambda b: b.field("r1", "matters", 1).field("r1", "matters", 1, place=HERE),
        "RD525",
        "the field 'matters' of 'r1' is given twice",
        "",
    ),
    "parameter twice": (
        lambda b: b.event("2022-03-02", "r1", "signed", [("by", "li"), ("by", "wang")], place=HERE),
        "RD525",
        "the parameter 'by' of 'signed' is given twice",
        "several doers stand in brackets: by = (a, b)",
    ),
    "named value twice": (
        lambda b: b.setting("quorum", 3).setting("quorum", 3, place=HERE),
        "RD525",
        "the value 'quorum' is given twice",
        "",
    ),
    "first day twice": (
        lambda b: b.first_day("2022-01-01").first_day("2022-01-01", place=HERE),
        "RD525",
        "the log's first day is given twice",
        "",
    ),
    "state of something else": (
        lambda b: b.state("m1", "suspended", "2022-03-01", place=HERE),
        "RD526",
        "'suspended' is a state of a record of kind 'request', but 'm1' is a record of kind 'meeting'",
        "",
    ),
    "state of persons said of an office": (
        lambda b: b.state("finance", "ill", "2022-03-01", place=HERE),
        "RD526",
        "'ill' is a state of a person, but 'finance' is a record of kind 'department'",
        "",
    ),
    "role from a field": (
        lambda b: b.holding("li", "department_head", place=HERE),
        "RD527",
        "the role 'department_head' is held by whoever the field 'head' of a 'department' names",
        "give that record its 'head' instead",
    ),
    "doer given by itself": (
        lambda b: b.field("r1", "signer", "li", place=HERE),
        "RD527",
        "'signer' is whoever did 'signed', and cannot be given by itself",
        "enter the event 'signed' with by = …",
    ),
    "state between events": (
        lambda b: b.state("r1", "pending_answer", "2022-03-01", place=HERE),
        "RD527",
        "the state 'pending_answer' runs from 'submitted' to 'answered', and cannot be given by itself",
        "enter these events instead",
    ),
    "opening date of a record that opens by an event": (
        lambda b: b.record("request", "r2", created="2022-03-01", place=HERE),
        "RD528",
        "'r2' opens by 'submitted' and takes no date of its own",
        "enter the event 'submitted' on that day instead",
    ),
    "opening date of a party": (
        lambda b: b.record("department", "roads", created="2022-03-01", place=HERE),
        "RD528",
        "'roads' is a party and takes no date: a party is there as long as the ruleset is in force",
        "leave the date out",
    ),
    "empty name": (
        lambda b: b.person("", place=HERE),
        "RD536",
        "an empty text cannot name a person",
        "give a name without spaces around it",
    ),
    "name that cannot be shown": (
        lambda b: b.record("meeting", "m\n2", place=HERE),
        "RD536",
        "'m\\n2' cannot name a record",
        "give a name without spaces around it",
    ),
    "number as a name": (
        lambda b: b.person(3, place=HERE),
        "RD536",
        "the number 3 cannot name a person",
        "give a name",
    ),
}

WRONG_EXPECTATIONS: dict[str, tuple[Tell, str, str, str]] = {
    "norm": (
        lambda b: b.expect("verdict", norms=["51.filng"], verdict="violated", place=HERE),
        "RD510",
        "no norm is called '51.filng'",
        "did you mean '51.filing'?",
    ),
    "ambiguous norm": (
        lambda b: b.expect("verdict", norms=["filing"], verdict="violated", place=HERE),
        "RD511",
        "'filing' may be any of town:51.filing, town:60.filing",
        "write the whole id",
    ),
    "article": (
        lambda b: b.expect("verdict", norms=["article 5"], verdict="violated", place=HERE),
        "RD510",
        "no norm stands in an article 5",
        "did you mean '59'?",
    ),
    "no norm": (
        lambda b: b.expect("verdict", verdict="violated", place=HERE),
        "RD529",
        "the expectation names no norm",
        "",
    ),
    "verdict": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="broken", place=HERE),
        "RD529",
        'the text "broken" is not a verdict',
        "known here: excused, not_applicable, pending, satisfied, undetermined, violated",
    ),
    "mark": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="violated", marks=["brech"], place=HERE),
        "RD529",
        'the text "brech" is not a mark of a verdict',
        "did you mean 'breach'?",
    ),
    "mark of another verdict": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="satisfied", marks=["breach"], place=HERE),
        "RD529",
        "'satisfied' is never 'breach'",
        "'breach' goes with violated",
    ),
    "mark twice": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="violated", marks=["breach", "breach"], place=HERE),
        "RD529",
        "'breach' stands twice",
        "",
    ),
    "breach and deviation": (
        lambda b: b.expect(
            "verdict", norms=["51.filing"], verdict="violated", marks=["breach", "deviation"], place=HERE
        ),
        "RD529",
        "a violation is either a breach or a deviation",
        "keep one of the two",
    ),
    "due date of what does not apply": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="not_applicable", due="2022-03-01", place=HERE),
        "RD529",
        "'not_applicable' has no due date",
        "",
    ),
    "fact missing from a decided verdict": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="violated", missing="r1.urgent", place=HERE),
        "RD529",
        "'violated' misses no fact",
        "'missing' goes with undetermined",
    ),
    "record": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="violated", address=["r2"], place=HERE),
        "RD502",
        "nothing here is called 'r2'",
        "",
    ),
    "period": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="violated", period="2022 Q5", place=HERE),
        "RD513",
        "'2022 Q5' is not a period",
        "write 2022, 2022 Q1, 2022-03, 2022-03 I (the 1st to the 10th), week of 2022-03-07 or year from 2022-09-01",
    ),
    "due date": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="violated", due="2022-02-30", place=HERE),
        "RD513",
        "there is no day 30 in February 2022",
        "February 2022 has 28 days; its last day is 2022-02-28",
    ),
    "occurrence": (
        lambda b: b.expect("verdict", norms=["51.filing"], verdict="violated", number=0, place=HERE),
        "RD529",
        "the number 0 numbers no occurrence",
        "occurrences are numbered from 1",
    ),
    "form": (
        lambda b: b.expect("vrdict", place=HERE),
        "RD529",
        "there is no expectation 'vrdict'",
        "did you mean 'verdict'?",
    ),
    "event that may be": (
        lambda b: b.expect("may", party="li", event="singed", address=["r1"], place=HERE),
        "RD504",
        "nothing called 'singed' can happen to 'r1'",
        "did you mean 'signed'?",
    ),
    "event of another record": (
        lambda b: b.expect("may", party="li", event="meeting.signed", address=["r1"], place=HERE),
        "RD504",
        "nothing called 'meeting.signed' can happen to 'r1'",
        "did you mean 'signed'?",
    ),
    "party that may": (
        lambda b: b.expect("may", party="m1", event="signed", address=["r1"], place=HERE),
        "RD512",
        "'may' takes a party (a person, role or office), but 'm1' is a record of kind 'meeting'",
        "",
    ),
    "parameter of an event that may be": (
        lambda b: b.expect("may", party="li", event="signed", address=["r1"], arguments={"to": "li"}, place=HERE),
        "RD505",
        "the event 'signed' has no parameter 'to'",
        "known here: by",
    ),
    "no record": (
        lambda b: b.expect("may", party="li", event="signed", place=HERE),
        "RD529",
        "this expectation speaks of one record",
        "name one record",
    ),
    "symbol as a record": (
        lambda b: b.expect("may", party="li", event="signed", address=["red"], place=HERE),
        "RD502",
        "'red' is not a record or party",
        "",
    ),
    "field": (
        lambda b: b.expect("value", field="maters", address=["r1"], value=1, place=HERE),
        "RD503",
        "a record of kind 'request' has no field 'maters'",
        "did you mean 'matters'?",
    ),
    "path of fields": (
        lambda b: b.expect("value", field="title.chair", address=["r1"], value="li", place=HERE),
        "RD503",
        "'title' is not a field of 'request' that names a record",
        "known here: meeting, unit",
    ),
    "value": (
        lambda b: b.expect("value", field="meeting.chair", address=["r1"], value="m1", place=HERE),
        "RD512",
        "the field 'chair' takes a party (a person, role or office), but 'm1' is a record of kind 'meeting'",
        "",
    ),
    "no value": (
        lambda b: b.expect("value", field="title", address=["r1"], place=HERE),
        "RD529",
        "the expectation gives no value",
        "",
    ),
    "comparison": (
        lambda b: b.expect("value", field="matters", address=["r1"], comparator="≥", value=1, place=HERE),
        "RD529",
        'the text "≥" is not a comparison',
        "write =, !=, <, <=, >, >=",
    ),
    "order of what has none": (
        lambda b: b.expect("value", field="title", address=["r1"], comparator="<", value="a", place=HERE),
        "RD529",
        "'title' has no order; it is compared by = or !=",
        "",
    ),
    "field with a parameter": (
        lambda b: b.expect("value", field="cooperates", address=["r1"], value=True, place=HERE),
        "RD521",
        "'cooperates' takes a parameter, which an expectation cannot give",
        "expect the verdicts that hang on it",
    ),
}


@pytest.mark.parametrize("case", UNKNOWN_NAMES)
def test_an_unknown_name_is_told_with_the_nearest(case: str) -> None:
    tell, code, message, help = UNKNOWN_NAMES[case]
    assert diagnosed(tell) == (code, 9, message, help)


@pytest.mark.parametrize("case", WRONG_TYPES)
def test_a_value_of_the_wrong_type_is_told_with_what_was_wanted_and_found(case: str) -> None:
    tell, message, help = WRONG_TYPES[case]
    assert diagnosed(tell) == ("RD512", 9, message, help)


@pytest.mark.parametrize("case", WRONG_DATES)
def test_an_impossible_date_is_told_with_what_would_be_possible(case: str) -> None:
    tell, message, help = WRONG_DATES[case]
    assert diagnosed(tell) == ("RD513", 9, message, help)


@pytest.mark.parametrize("case", WRONG_ENTRIES)
def test_an_entry_that_cannot_be_so_is_told(case: str) -> None:
    tell, code, message, help = WRONG_ENTRIES[case]
    assert diagnosed(tell) == (code, 9, message, help)


@pytest.mark.parametrize("case", WRONG_EXPECTATIONS)
def test_an_expectation_that_nothing_could_meet_is_told(case: str) -> None:
    tell, code, message, help = WRONG_EXPECTATIONS[case]
    assert diagnosed(lambda b: tell(b.as_of("2022-04-01"))) == (code, 9, message, help)


def test_an_expectation_needs_a_day() -> None:
    tell: Tell = lambda b: b.expect("no_breach", place=HERE)  # noqa: E731
    assert diagnosed(tell) == (
        "RD524",
        9,
        "no day is given for this expectation",
        "write a line 'as of DATE' before it",
    )


def test_all_errors_are_reported_at_once_in_the_order_of_the_text() -> None:
    b, diagnostics = building()
    with_request(b)
    b.as_of("2022-13-01", place=place(9))
    b.setting("qorum", 3, place=place(8))
    b.event("2022-03-02", "r1", "singed", place=place(7))
    b.record("metting", "m2", place=place(6))
    assert b.finish() is None
    assert [(d.code, d.span.line) for d in diagnostics] == [("RD501", 6), ("RD504", 7), ("RD509", 8), ("RD513", 9)]


def test_a_faulty_line_is_reported_once_and_not_again_by_those_that_hang_on_it() -> None:
    b, diagnostics = building()
    b.record("requst", "r1", place=place(1), fields={"maters": 1})
    b.event("2022-03-01", "r1", "submitted", place=place(2)).event("2022-02-01", "r1", "signed", place=place(3))
    b.record("reply", "p1", fields={"request": "r1"}, place=place(4)).event("2022-03-01", "p1", "sent")
    b.state("r1", "suspended", "2022-03-01").as_of("2022-04-01").expect("may", party="mayor", event="x", address=["r1"])
    assert b.finish() is None
    assert told(diagnostics) == [("RD501", 1, "there is no kind 'requst'")]


@pytest.mark.parametrize("name", ["finance", "li", "r2"])
def test_an_unknown_kind_is_reported_once_whatever_the_name(name: str) -> None:
    tell: Tell = lambda b: b.record("departmnt", name, fields={"head": "li"}, place=HERE)  # noqa: E731
    assert diagnosed(tell)[:2] == ("RD501", 9)


def test_an_argument_is_blamed_at_its_own_place() -> None:
    b, diagnostics = building()
    with_request(b)
    inner = Placed("mayr", Place(place(8), "events[1].arguments.by"))
    b.event("2022-03-02", "r1", "signed", {"by": inner}, place=place(7))
    b.finish()
    found = only(diagnostics)
    assert (found.span.line, found.pointer) == (8, "events[1].arguments.by")


def test_without_a_place_an_entry_is_named_by_its_number() -> None:
    b, diagnostics = building()
    b.record("file", "f1").event(date(2022, 3, 1), "f1", "opened").event("2022-03-01", "f1", "closed")
    b.finish()
    assert [d.pointer for d in diagnostics] == ["log[0]", "log[1]"]


def test_a_second_declaration_points_back_to_the_first() -> None:
    b, diagnostics = building()
    with_request(b).record("request", "r1", place=HERE)
    b.finish()
    assert only(diagnostics).related == (("the first stands here", place(3)),)


def test_an_empty_vocabulary_knows_no_names_and_raises_nothing() -> None:
    diagnostics = Diagnostics()
    b = ScenarioBuilder(Vocabulary(), diagnostics=diagnostics)
    b.record("meeting", "m").event("2022-03-01", "m", "held").state("x", "away", "2022-01-01").setting("n", 1)
    b.as_of("2022-03-01").expect("verdict", norms=["51.filing"], verdict="violated")
    assert b.finish() is None
    assert {d.code for d in diagnostics} == {"RD501", "RD502", "RD506", "RD509", "RD510"}
