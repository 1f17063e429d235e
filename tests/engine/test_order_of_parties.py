"""Order between clauses that speak of different subjects, and acting for another until it ends: each verdict was worked
out by hand from the language reference."""

from __future__ import annotations

from tests.laws.cases import Case, by_sentence, holds

PEOPLE = """
person wang is mayor
person li is vice_mayor
person zhao is secretary_general
"""
FILE = f"""{PEOPLE}
file f
2022-03-01 f opened
"""
END = "as of 2022-03-05\n"
_MEETING = f"{PEOPLE}\nspecial_meeting m\n"
_UNTIL = (
    "a: meeting permits convened only by mayor\n"
    "s: delegated.to may act for delegated.by in meeting.convened until revoked when delegated"
)
_THEN = (
    "a: meeting permits convened only by mayor\ns: vice_mayor, then secretary_general acts for mayor while mayor.away"
)
_BOTH_POWERS = "a: file permits sent only by mayor when urgent\nb: file permits sent only by {} when flag"
_BOTH_HOLD = "2022-03-01 f urgent judged yes by mayor\n2022-03-01 f flag = yes\n"
_OPEN = "expect a undetermined for f\nexpect b undetermined for f"
_KEPT = "expect a satisfied so far for f\nexpect b satisfied so far for f"


@by_sentence(
    Case(
        "a clause on a file's part stands over one on the file",
        "a: file requires sent within 3 days of opened\nb: part requires handed_in within 9 days overrides a",
        FILE + "part p with file = f\n" + END + "expect a excused for f\nexpect b pending for p",
    ),
    Case(
        "a clause on a file stands over one on its parts",
        "a: part requires handed_in within 3 days of file.opened\n"
        "b: file requires reviewed within 9 days of opened overrides a",
        FILE + "part p with file = f\n" + END + "expect a excused for p\nexpect b pending for f",
    ),
    Case(
        "a clause on a part of another file stands over nothing here",
        "a: file requires sent within 3 days of opened\nb: part requires handed_in within 9 days overrides a",
        FILE
        + "file g\n2022-03-01 g opened\npart p with file = g\n"
        + END
        + "expect a violated for f\nexpect a excused for g",
    ),
    Case(
        "an order over a cap reaches all that is counted",
        "a: file requires at most 1 reviewed per month\nb: part requires handed_in within 9 days overrides a",
        FILE + "part p with file = f\n2022-03-02 f reviewed\n2022-03-03 f reviewed\n" + END + "expect a excused so far",
    ),
    Case(
        "a duty upon an event stands over another once the event has come",
        "a: file requires sent within 3 days of opened\nb: file requires reviewed within 9 days upon asked overrides a",
        FILE + "2022-03-02 f asked\n" + END + "expect a excused for f",
    ),
    Case(
        "a duty upon an event stands over nothing before the event",
        "a: file requires sent within 3 days of opened\nb: file requires reviewed within 9 days upon asked overrides a",
        FILE + END + "expect a violated for f",
    ),
    Case(
        "a prohibition upon an event stands over a duty once the event has come",
        "a: file requires sent within 3 days of opened\nb: file forbids sent upon asked overrides a",
        FILE + "2022-03-02 f asked\n" + END + "expect a excused for f\nexpect b satisfied so far for f",
    ),
    Case(
        "a prohibition upon an event stands over nothing before the event",
        "a: file requires sent within 3 days of opened\nb: file forbids sent upon asked overrides a",
        FILE + END + "expect a violated for f",
    ),
    Case(
        "a clause out of force stands over nothing",
        "a: file requires sent within 3 days of opened\n"
        "b: file forbids sent when yes overrides a\n    in force from 2023-01-01",
        FILE + END + "expect a violated for f",
    ),
    Case(
        "a clause with an exception of its own stands over nothing",
        "a: file requires sent within 3 days of opened\nb: file forbids sent unless urgent overrides a",
        FILE + "2022-03-01 f urgent judged yes by mayor\n" + END + "expect a violated for f",
    ),
    Case(
        "a clause on a role stands over one on a file",
        "a: file requires sent within 3 days of opened\nb: mayor requires mayor.away at all times overrides a",
        FILE + "2022-03-01 to 2022-03-05 wang away\n" + END + "expect a excused for f",
    ),
    Case(
        "of two powers that no one has together, both are open",
        _BOTH_POWERS.format("vice_mayor"),
        FILE + _BOTH_HOLD + END + _OPEN,
    ),
    Case(
        "one who has both powers keeps both",
        _BOTH_POWERS.format("vice_mayor"),
        FILE + "person wu is mayor, vice_mayor\n" + _BOTH_HOLD + END + _KEPT,
    ),
    Case(
        "a wider power takes nothing from the narrower",
        _BOTH_POWERS.format("leader"),
        FILE + _BOTH_HOLD + END + _KEPT,
    ),
    Case(
        "one who acts for the other keeps both powers",
        _BOTH_POWERS.format("general_office") + "\nc: mayor acts for general_office while yes",
        FILE + _BOTH_HOLD + END + _KEPT,
    ),
    Case(
        "a power of someone who is not known is in no sure conflict",
        _BOTH_POWERS.format("owner"),
        FILE + _BOTH_HOLD + END + _KEPT,
    ),
    Case(
        "a power of any of several with that of one outside",
        "a: file permits sent only by (mayor, vice_mayor) when urgent\nb: file permits sent only by archive when flag",
        FILE + _BOTH_HOLD + END + _OPEN,
    ),
    Case(
        "a power of any of several with that of one among them",
        "a: file permits sent only by (mayor, vice_mayor) when urgent\n"
        "b: file permits sent only by vice_mayor when flag",
        FILE + _BOTH_HOLD + END + _KEPT,
    ),
    Case(
        "a duty and a prohibition that ends by itself are in no conflict",
        "a: file requires sent within 9 days of opened when flag\nb: file forbids sent until reviewed when urgent",
        FILE + _BOTH_HOLD + END + "expect a pending for f\nexpect b satisfied so far for f",
    ),
    Case(
        "a duty and a prohibition while a state lasts are in no conflict",
        "a: file requires sent within 9 days of opened when flag\nb: file forbids sent while fee_due when urgent",
        FILE + _BOTH_HOLD + END + "expect a pending for f\nexpect b satisfied so far for f",
    ),
    Case(
        "a duty and a prohibition in a window of its own are in no conflict",
        "a: file requires sent within 9 days of opened when flag\n"
        "b: file forbids sent earlier than 4 days after opened when urgent",
        FILE + _BOTH_HOLD + END + "expect a pending for f",
    ),
    Case(
        "a duty and the prohibition of its act in the same window",
        "a: file requires sent within 9 days of opened when flag\n"
        "b: file forbids sent within 9 days of opened when urgent",
        FILE + _BOTH_HOLD + END + _OPEN,
    ),
    Case(
        "a duty and a prohibition of that act by one party: another may still do it",
        "a: file requires sent within 9 days of opened when flag\nb: file forbids sent(by = mayor) when urgent",
        FILE + _BOTH_HOLD + END + "expect a pending for f\nexpect b satisfied so far for f",
    ),
    Case(
        "what was done before the two conflict stays decided",
        "a: file requires sent within 9 days of opened when flag\nb: file forbids sent when urgent",
        FILE
        + "2022-03-01 f flag = yes\n2022-03-02 f sent\n2022-03-03 f urgent judged yes by mayor\n"
        + END
        + "expect a satisfied for f",
    ),
    Case(
        "an authorisation stands until it is revoked",
        _UNTIL,
        _MEETING + "2022-03-02 m delegated(by = wang, to = li)\n2022-03-03 m convened(by = li)\n"
        "2022-03-04 m revoked\n" + END + "expect a satisfied so far for m",
    ),
    Case(
        "an authorisation revoked gives nothing any more",
        _UNTIL,
        _MEETING
        + "2022-03-02 m delegated(by = wang, to = li)\n2022-03-03 m revoked\n2022-03-04 m convened(by = li)\n"
        + END
        + "expect a violated for m",
    ),
    Case(
        "a revocation before ends no authorisation after it",
        _UNTIL,
        _MEETING
        + "2022-03-02 m revoked\n2022-03-03 m delegated(by = wang, to = li)\n2022-03-04 m convened(by = li)\n"
        + END
        + "expect a satisfied so far for m",
    ),
    Case(
        "a revocation of the same day may have come before or after",
        _UNTIL,
        _MEETING
        + "2022-03-03 m revoked, delegated(by = wang, to = li)\n2022-03-04 m convened(by = li)\n"
        + END
        + "expect a undetermined for m",
    ),
    Case(
        "each delegation has its own end: one given anew stands",
        _UNTIL,
        _MEETING + "2022-03-01 m delegated(by = wang, to = li)\n2022-03-02 m revoked\n"
        "2022-03-03 m delegated(by = wang, to = li)\n2022-03-04 m convened(by = li)\n"
        + END
        + "expect a satisfied so far for m",
    ),
    Case(
        "a delegation by another gives what the other has, which is not the power",
        _UNTIL,
        _MEETING
        + "2022-03-02 m delegated(by = zhao, to = li)\n2022-03-03 m convened(by = li)\n"
        + END
        + "expect a violated for m",
    ),
    Case(
        "of a delegation that does not say to whom, it is open who was meant",
        _UNTIL,
        _MEETING
        + "2022-03-02 m delegated(by = wang)\n2022-03-03 m convened(by = li)\n"
        + END
        + "expect a undetermined for m",
    ),
    Case(
        "of a delegation that does not say by whom, it is open for whom",
        _UNTIL,
        _MEETING
        + "2022-03-02 m delegated(to = li)\n2022-03-03 m convened(by = li)\n"
        + END
        + "expect a undetermined for m",
    ),
    Case(
        "a substitute of whom it is not known whether he is away",
        _THEN,
        _MEETING + "2022-03-03 to 2022-03-04 wang away\n2022-03-03 to 2022-03-04 vice_mayor away unknown\n"
        "2022-03-03 m convened(by = zhao)\n" + END + "expect a undetermined for m",
    ),
    Case(
        "the second substitute stands in when the first is away too",
        _THEN,
        _MEETING + "2022-03-03 to 2022-03-04 wang away\n2022-03-03 to 2022-03-04 li away\n"
        "2022-03-03 m convened(by = zhao)\n" + END + "expect a satisfied so far for m",
    ),
    Case(
        "two substitutes with no order are in conflict, also for each of them",
        "a: meeting permits convened only by mayor\ns: vice_mayor acts for mayor while yes\n"
        "t: secretary_general acts for mayor while yes",
        _MEETING + "2022-03-03 m convened(by = zhao)\n" + END + "expect a undetermined for m",
    ),
    Case(
        "of two substitutes the one that an order puts first stands in",
        "a: meeting permits convened only by mayor\ns: vice_mayor acts for mayor while yes overrides t\n"
        "t: secretary_general acts for mayor while yes",
        _MEETING + "2022-03-03 m convened(by = zhao)\n" + END + "expect a violated for m",
    ),
)
def test_order_of_subjects_and_the_end_of_authority(case):
    holds(case)
