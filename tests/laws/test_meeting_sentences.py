"""Where sentences of the language meet, as docs/semantics.md settles them; each case is called by the words it checks.

Each of these was once answered otherwise by the engine or by the reference evaluator, and found by comparing the two.
"""

from __future__ import annotations

import pytest

from ruledsl.civil_time import format_date
from ruledsl.engine.verdicts import Status

from .cases import Case, by_sentence, holds, verdict, verdicts


@by_sentence(
    Case(
        "the entry that opens a record comes before all else that happens to it that day",
        "a: file requires sent(by = mayor) within 5 days of opened\nb: file forbids asked\n"
        "c: file permits noted only by mayor",
        """
        person wang is mayor
        file f
        2022-03-01 f opened
        2022-03-01 f sent(by = wang)
        2022-03-01 f asked
        2022-03-01 f noted
        as of 2022-03-02
        expect a satisfied for f
        expect b violated for f
        expect c undetermined for f missing by
        """,
    ),
    Case(
        "a value recorded on the opening day may be one that it had from the opening on",
        "a: file requires sent within 5 days when flag",
        """
        file f
        2022-03-01 f opened
        2022-03-01 f flag = yes
        as of 2022-03-02
        expect a pending for f due 2022-03-06
        """,
    ),
    Case(
        "of an anchor and a closing of one day in an unknown order the order that keeps the norm is taken",
        "a: file requires sent within 2 days of reviewed\nb: file requires sent within 2 days when reviewed",
        """
        file f
        2022-03-01 f opened
        2022-03-03 f reviewed
        2022-03-03 f closed
        as of 2022-03-08
        expect a not_applicable for f
        expect b not_applicable for f
        """,
    ),
    Case(
        "an anchor that comes after the closing, of a norm with `when`, leaves no instant at which it could arise",
        "a: file requires sent within 2 days of reviewed when flag\nb: file requires sent within 2 days of reviewed",
        """
        file f with flag = yes
        2022-03-01 f opened
        2022-03-03 f closed
        2022-03-04 f reviewed
        as of 2022-03-08
        expect a not_applicable for f
        expect b not_applicable for f
        """,
    ),
    Case(
        "the closing is the last instant of the life: `when` may come to hold at it",
        "a: file requires sent within 3 days when closed\nb: file requires sent within 3 days when voided",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-10 f closed
        2022-03-10 g voided
        as of 2022-03-11
        expect a pending for f due 2022-03-13
        expect b not_applicable for g
        """,
    ),
    Case(
        "`when` that holds at a trigger in one order of its day only",
        "a: file requires sent within 2 days upon reviewed when public",
        """
        file f
        2022-03-01 f opened
        2022-03-03 f public = yes
        2022-03-03 f reviewed
        as of 2022-03-08
        expect a not_applicable for f
        """,
    ),
    Case(
        "a condition rests on undated facts only if every part of it does, in whichever order they stand",
        "a: file requires (noted and flag)\nb: file requires (flag and noted)\nc: file requires flag",
        """
        file f with flag = no
        2022-03-01 f opened
        as of 2022-03-02
        expect a pending for f
        expect b pending for f
        expect c violated for f
        2022-03-03 f closed
        as of 2022-03-03
        expect a violated for f
        expect b violated for f
        """,
    ),
    Case(
        "a prohibition whose `when` is false by undated facts alone is not applicable, whatever its other parts say",
        "a: file forbids sent when (noted and flag)\nb: file forbids sent when (flag and noted)\n"
        "c: file forbids sent when noted",
        """
        file f with flag = no
        2022-03-01 f opened
        as of 2022-03-02
        expect a not_applicable for f
        expect b not_applicable for f
        expect c satisfied so far for f
        """,
    ),
    Case(
        "only an obligation without a window is decided at once: with one, its window decides",
        "a: file requires flag within 3 days of reviewed\nb: file requires flag before sent\n"
        "c: file requires flag within 3 days",
        """
        file f with flag = no
        2022-03-01 f opened
        as of 2022-03-02
        expect a pending for f
        expect b pending for f
        expect c pending for f due 2022-03-04
        2022-03-03 f closed
        as of 2022-03-06
        expect a not_applicable for f
        expect b not_applicable for f
        expect c violated for f due 2022-03-04
        """,
    ),
    Case(
        "what must hold at all times needs no excuse while it holds",
        "a: file requires not public at all times\nb: file forbids sent when reviewed overrides a",
        """
        file f
        2022-03-01 f opened
        2022-03-03 f reviewed
        as of 2022-03-04
        expect a satisfied so far for f
        2022-03-05 f public = yes
        as of 2022-03-05
        expect a excused so far for f
        """,
    ),
    Case(
        "what may have been broken before a void closing stays open",
        "a: file permits sent only by mayor",
        """
        person wang is mayor
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        2022-03-03 f voided
        as of 2022-03-04
        expect a undetermined for f
        """,
    ),
    Case(
        "so far ends with the window: `before E` with E",
        "a: file forbids sent before reviewed",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f reviewed
        as of 2022-03-02
        expect a satisfied for f
        """,
    ),
    Case(
        "`by` a date field is read at each instant: given late, it breaks at the instant at which it is given",
        "a: file requires sent by deadline unless paused",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 to 2022-03-04 f paused
        2022-03-06 f deadline = 2022-03-02
        2022-03-06 g deadline = 2022-03-02
        as of 2022-03-05
        expect a undetermined for g
        as of 2022-03-07
        expect a excused for f
        expect a violated for g due 2022-03-02
        """,
    ),
    Case(
        "what comes into force with the day after a limit's last comes too late",
        "a: file requires sent within 2 days of reviewed, or 9 days if paused",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f reviewed
        2022-03-05 to 2022-03-07 f paused
        as of 2022-03-06
        expect a violated for f due 2022-03-04
        """,
    ),
    Case(
        "closed before its E: if the content was kept, the order of questions goes on",
        "a: file requires noted before sent\nb: file forbids reviewed when flag overrides a",
        """
        file f with flag = yes
        file g with flag = no
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f noted
        2022-03-02 g noted
        2022-03-03 f closed
        2022-03-03 g closed
        as of 2022-03-04
        expect a excused for f
        expect a satisfied for g
        """,
    ),
    Case(
        "of several signatures the latest names the signer",
        "a: file requires signer = mayor before sent\nb: file requires signer = mayor\n"
        "c: file requires signer = mayor within 9 days",
        """
        person wang is mayor
        file f
        2022-03-01 f opened
        2022-03-02 f signed(by = wang)
        2022-03-03 f signed(by = vice_mayor)
        2022-03-04 f sent
        2022-03-04 f closed
        as of 2022-03-04
        expect a violated for f
        expect b violated for f
        expect c satisfied for f
        """,
    ),
    Case(
        "an event is counted in the order of its day that keeps the norm",
        "a: file requires 1 to 2 sent per month when reviewed\nb: file requires at most 1 sent per month when reviewed",
        """
        from 2022-03-01
        file f
        2022-03-01 f opened
        2022-03-07 f sent
        2022-03-07 f sent
        2022-03-07 f reviewed
        as of 2022-03-07
        expect a satisfied so far in 2022-03
        expect b satisfied so far in 2022-03
        """,
    ),
    Case(
        "what `for each` splits by may be spoken of in `when` and in the event",
        "a: file requires at most 1 sent per month for each owner when owner in (mayor, archive)\n"
        "b: file requires at most 1 sent(by = owner) per month for each owner",
        """
        from 2022-03-01
        file f with owner = mayor
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent(by = mayor)
        2022-03-03 f sent(by = mayor)
        2022-03-03 g sent(by = archive)
        as of 2022-03-07
        expect a violated for mayor in 2022-03
        expect b violated for mayor in 2022-03
        """,
    ),
    Case(
        "an `expect` without an address speaks of the instances that have arisen",
        "a: file requires sent within 5 days of reviewed",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-02 f reviewed
        2022-03-03 f sent
        as of 2022-03-04
        expect a satisfied
        expect a not_applicable for g
        """,
    ),
)
def test_where_sentences_meet(case: Case) -> None:
    holds(case)


@pytest.mark.parametrize(
    ("clause", "log", "possible"),
    [
        ("requires sent within 5 days", "", {Status.PENDING}),
        ("requires flag within 5 days", "", {Status.PENDING, Status.SATISFIED}),
        ("requires sent by deadline", "", {Status.PENDING, Status.VIOLATED}),
        ("requires sent by deadline", "2022-03-02 f sent", {Status.SATISFIED, Status.VIOLATED}),
        ("requires sent by deadline", "2022-03-02 f voided", {Status.NOT_APPLICABLE, Status.VIOLATED}),
        ("requires sent within 2 days when flag", "", {Status.NOT_APPLICABLE, Status.PENDING, Status.VIOLATED}),
        ("requires sent within 2 days when grave", "", {Status.NOT_APPLICABLE, Status.VIOLATED}),
        ("requires flag", "", {Status.PENDING, Status.SATISFIED, Status.VIOLATED}),
        ("requires flag", "2022-03-02 f public = yes\n2022-03-03 f flag = yes", {Status.SATISFIED}),
    ],
)
def test_what_is_possible_is_what_the_facts_leave_open(clause: str, log: str, possible: set[Status]) -> None:
    """'`undetermined`: the verdicts still possible': none that no fact could bring about, and all that some could."""
    found = verdict(f"a: file {clause}", f"file f\n2022-03-01 08:00 f opened\n{log}\nas of 2022-03-05")
    assert set(found.possible or (found.status,)) == possible


def test_a_limit_beyond_the_calendar_has_no_wrong_day() -> None:
    """A limit that ends after the year 9999 is pending without a due date; one before the year 1 has passed."""
    clauses = "\n".join(
        f"{label}: file requires sent {window}"
        for label, window in (
            ("a", "within 3 workdays of opened"),
            ("b", "within 100 hours of opened"),
            ("c", "within 2 months of opened"),
            ("d", "within 1 day of opened, and 3 further workdays if yes"),
            ("e", "earlier than 5 days after opened"),
        )
    )
    found = verdicts(clauses, "from 9999-12-01\nfile f\n9999-12-30 f opened\nas of 9999-12-30")
    assert {(each.status, each.due) for each in found} == {(Status.PENDING, None)}
    early = "from 0001-01-01\nfile f\n0001-01-01 f opened\n0001-01-01 f noted\n0001-01-03 f sent\nas of 0001-01-04"
    late = verdict("a: file requires noted at least 5 workdays before sent", early)
    assert (late.status, late.due) == (Status.VIOLATED, None)
    edge = verdict("a: file requires sent within 1 day", "file f\n9999-12-30 f opened\nas of 9999-12-30")
    assert edge.due is not None
    assert format_date(edge.due) == "9999-12-31"
