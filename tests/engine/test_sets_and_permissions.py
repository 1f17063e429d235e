"""Sets of parties that are the same, what holds of every member in a window, what undated facts decide at once, what
permissions cover, and caps that are seldom written. Each verdict was worked out by hand from the language reference."""

from __future__ import annotations

from tests.laws.cases import Case, by_sentence, holds

PEOPLE = """
person wang is mayor
person li is vice_mayor
person zhao is secretary_general
"""
FILE = f"""{PEOPLE}
file f with pages = 5
2022-03-01 f opened
"""
SENT = "2022-03-04 f sent\n"
END = "as of 2022-03-05\n"
HELD = "2022-03-04 m held\n" + END
_SAME = "a: meeting requires members = guests before held\nb: meeting requires members != guests before held"
_PARTS = f"{FILE}part p with file = f, weight = 3\npart q with file = f, weight = 4\n"


def meeting(sets: str) -> str:
    """A meeting with these sets, held."""
    return f"{PEOPLE}special_meeting m with {sets}\n{HELD}"


@by_sentence(
    Case(
        "an equation of parties may be written either way round",
        "a: file requires mayor = owner before sent\nb: file requires vice_mayor != owner before sent\n"
        "c: file requires mayor != owner before sent",
        FILE.replace("pages = 5", "owner = wang")
        + SENT
        + END
        + "expect a satisfied for f\nexpect b satisfied for f\nexpect c violated for f",
    ),
    Case(
        "two sets of parties are the same in whatever order they are written",
        _SAME,
        meeting("members = (wang, li), guests = (li, wang)") + "expect a satisfied for m\nexpect b violated for m",
    ),
    Case(
        "two sets of parties that share one member are not the same",
        _SAME,
        meeting("members = (wang, li), guests = (wang, zhao)") + "expect a violated for m\nexpect b satisfied for m",
    ),
    Case(
        "a set of parties is not the same as a part of it",
        _SAME,
        meeting("members = (wang, li), guests = (wang)") + "expect a violated for m\nexpect b satisfied for m",
    ),
    Case(
        "two empty sets of parties are the same",
        _SAME,
        meeting("members = (), guests = ()") + "expect a satisfied for m\nexpect b violated for m",
    ),
    Case(
        "an empty set of parties is not the same as another",
        _SAME,
        meeting("members = (), guests = (wang)") + "expect a violated for m\nexpect b satisfied for m",
    ),
    Case(
        "whether a set of parties is the same as one not given is unknown",
        _SAME,
        meeting("members = (wang)") + "expect a undetermined for m\nexpect b undetermined for m",
    ),
    Case(
        "the holders of roles are the same set as the roles",
        "a: meeting requires members = (mayor, vice_mayor) before held\n"
        "b: meeting requires (mayor, vice_mayor) = members before held",
        meeting("members = (wang, li)") + "expect a satisfied for m\nexpect b satisfied for m",
    ),
    Case(
        "a holder of neither role makes it another set",
        "a: meeting requires members = (mayor, vice_mayor) before held",
        meeting("members = (wang, li, zhao)") + "expect a violated for m",
    ),
    Case(
        "a role that no member holds makes it another set",
        "a: meeting requires members = (mayor, vice_mayor) before held",
        meeting("members = (wang)") + "expect a violated for m",
    ),
    Case(
        "holders that are not all known",
        "a: meeting requires holders(department_head) = members before held",
        meeting("members = (wang)") + "expect a undetermined for m",
    ),
    Case(
        "every part must be handed in within the window: all are",
        "a: file requires every x in part of self has x.handed_in within 3 days of opened",
        _PARTS + "2022-03-02 p handed_in\n2022-03-03 q handed_in\n" + END + "expect a satisfied for f",
    ),
    Case(
        "every part must be handed in within the window: one is late",
        "a: file requires every x in part of self has x.handed_in within 3 days of opened",
        _PARTS + "2022-03-02 p handed_in\n2022-03-05 q handed_in\n" + END + "expect a violated for f",
    ),
    Case(
        "some part must be handed in within the window",
        "a: file requires some x in part of self has x.handed_in within 3 days of opened",
        _PARTS + "2022-03-02 p handed_in\n2022-03-05 q handed_in\n" + END + "expect a satisfied for f",
    ),
    Case(
        "one of several signs within the window",
        "a: file requires signer in (mayor, vice_mayor) within 3 days of opened",
        FILE + "2022-03-02 f signed(by = li)\n" + END + "expect a satisfied for f",
    ),
    Case(
        "another signs within the window",
        "a: file requires signer in (mayor, vice_mayor) within 3 days of opened",
        FILE + "2022-03-02 f signed(by = zhao)\n" + END + "expect a violated for f",
    ),
    Case(
        "someone outside signs within the window",
        "a: file requires signer not in (mayor, vice_mayor) within 3 days of opened",
        FILE + "2022-03-02 f signed(by = zhao)\n" + END + "expect a satisfied for f",
    ),
    Case(
        "a name for the doer on the right of an equation in a window",
        "a: file requires mayor = signer within 3 days of opened",
        FILE + "2022-03-02 f signed(by = wang)\n" + END + "expect a satisfied for f",
    ),
    Case(
        "undated facts decide at once, in every combination",
        """
        both: file requires pages = 5 and not pages = 6
        either: file requires pages = 6 or not pages > 4
        given: file requires pages is set and (price is set or pages > 4)
        parts: file requires every x in part of self has x.weight > 2
        heavy: file requires some x in part of self has x.weight > 3
        none: file requires no x in part of self has x.weight > 3
        """,
        _PARTS + END + "expect both satisfied for f\nexpect either violated for f\n"
        "expect given satisfied so far for f\nexpect parts satisfied for f\nexpect heavy satisfied for f\n"
        "expect none violated for f",
    ),
    Case(
        "a permission whose condition does not hold lifts nothing",
        "a: file forbids sent\np: file permits sent despite a when urgent",
        FILE + "2022-03-03 f urgent judged no by mayor\n" + SENT + END + "expect a violated for f",
    ),
    Case(
        "a permission not in force yet lifts nothing",
        "a: file forbids sent\np: file permits sent despite a\n    in force from 2023-01-01",
        FILE + SENT + END + "expect a violated for f",
    ),
    Case(
        "a permission covers the narrower kind alone",
        "a: file forbids sent\np: memo permits sent despite a",
        FILE
        + "memo n\n2022-03-01 n opened\n2022-03-04 n sent\n"
        + SENT
        + END
        + "expect a violated for f\nexpect a excused so far for n",
    ),
    Case(
        "a permission for members of a set covers the acts that name one of them",
        "a: file forbids sent\np: file permits sent(to = x) despite a for each x in team",
        FILE + "2022-03-01 f team = (wang, li)\n2022-03-04 f sent(to = li)\n" + END + "expect a excused so far for f",
    ),
    Case(
        "a permission for members of a set covers no act for another",
        "a: file forbids sent\np: file permits sent(to = x) despite a for each x in team",
        FILE + "2022-03-01 f team = (wang, li)\n2022-03-04 f sent(to = zhao)\n" + END + "expect a violated for f",
    ),
    Case(
        "a void record has fallen short of nothing",
        "a: file requires at least 2 reviewed per record",
        FILE + "2022-03-02 f voided\n" + END + "expect a not_applicable for f",
    ),
    Case(
        "a closed record has fallen short",
        "a: file requires at least 2 reviewed per record",
        FILE + "2022-03-02 f reviewed\n2022-03-02 f closed\n" + END + "expect a violated for f",
    ),
    Case(
        "a cap that is not in force yet says nothing",
        "a: file requires at most 1 reviewed per month\n    in force from 2023-01-01",
        FILE + "2022-03-02 f reviewed\n2022-03-03 f reviewed\n" + END + "expect a not_applicable",
    ),
    Case(
        "a rolling window whose length is a named value",
        "value span : duration = 2 days\na: register requires at most 1 updated in any span",
        "from 2022-03-01\nregister r\n2022-03-01 r updated\n2022-03-02 r updated\n" + END + "expect a violated",
    ),
    Case(
        "a rolling window whose length is a named value, far enough apart",
        "value span : duration = 2 days\na: register requires at most 1 updated in any span",
        "from 2022-03-01\nregister r\n2022-03-01 r updated\n2022-03-04 r updated\n" + END + "expect a satisfied so far",
    ),
    Case(
        "no rolling window is made of the hours of a named value",
        "value span : duration = 5 hours\na: register requires at most 1 updated in any span",
        "from 2022-03-01\nregister r\n2022-03-01 r updated\n" + END + "expect a undetermined",
    ),
    Case(
        "a rolling window of workdays in years without a calendar",
        "a: register requires at most 1 updated in any 3 workdays",
        "from 2041-03-01\nregister r\n2041-03-01 r updated\n2041-03-06 r updated\nas of 2041-03-07\n"
        "expect a undetermined",
        settings="calendar china",
    ),
    Case(
        "the last period there is ends with the calendar",
        "a: register requires at most 1 updated per year",
        "from 9999-03-01\nregister r\n9999-03-01 r updated\n9999-03-04 r updated\nas of 9999-03-05\nexpect a violated",
    ),
    Case(
        "a cap broken is broken for the record of the event too many",
        "a: file requires at most 1 reviewed per month\nb: file requires not a broken before sent",
        FILE
        + "file g\n2022-03-01 g opened\n2022-03-02 f reviewed\n2022-03-03 g reviewed\n2022-03-04 g sent\n"
        + SENT
        + END
        + "expect b satisfied for f\nexpect b violated for g",
    ),
    Case(
        "a shortfall over all records is one for each of them",
        "a: file requires at least 1 reviewed per month\nb: file requires a broken before sent",
        "from 2022-02-01\n" + FILE + SENT + END + "expect b satisfied for f",
    ),
    Case(
        "a cap on each record is broken for that record",
        "a: file requires at most 1 reviewed per record\nb: file requires not a broken before sent",
        FILE
        + "file g\n2022-03-01 g opened\n2022-03-02 f reviewed\n2022-03-03 f reviewed\n2022-03-04 g sent\n"
        + SENT
        + END
        + "expect b violated for f\nexpect b satisfied for g",
    ),
    Case(
        "a cap on each owner is broken for the record of the event too many",
        "a: file requires at most 1 reviewed per month for each owner\nb: file requires not a broken before sent",
        FILE + "file g with owner = wang\n2022-03-01 g opened\n2022-03-02 g reviewed\n2022-03-03 g reviewed\n"
        "2022-03-04 g sent\n" + SENT + END + "expect b satisfied for f\nexpect b violated for g",
    ),
)
def test_sets_windows_permissions_and_caps(case):
    holds(case)
