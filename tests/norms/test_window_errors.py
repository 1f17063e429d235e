"""Windows, triggers and periods that cannot be meant are errors at their place."""

from __future__ import annotations

import pytest

from tests.norms.compiling import clause_error

WINDOWS = [
    (
        "request requires answered within ⟦0⟧ days",
        "RD304",
        "the number is at least 1",
        "for the day itself, write `same day as …`; for never, `forbids …`",
    ),
    (
        "request requires answered within ⟦9999999⟧ days",
        "RD304",
        "9999999 is more than can be counted",
        "",
    ),
    (
        "request requires answered within 3 ⟦school_days⟧",
        "RD303",
        "'school_days' is not a unit of time",
        "known here: days, hours, months, quarters, weeks, workdays, years",
    ),
    (
        "request requires answered within ⟦quotta⟧ workdays",
        "RD309",
        "there is no named value 'quotta'",
        "did you mean 'quota'?",
    ),
    (
        "request requires answered within ⟦rhythm⟧ days",
        "RD309",
        "the value rhythm is a period (year, quarter, month, ten_days or week); a whole number is wanted here",
        "",
    ),
    (
        "request requires answered within ⟦quota⟧",
        "RD309",
        "the value quota is a whole number; a duration is wanted here",
        "",
    ),
    (
        "request requires answered within 3 ⟦clear⟧ hours",
        "RD303",
        "hours are elapsed hours; only days can be clear",
        "",
    ),
    (
        "request requires answered within 3 days of ⟦sgned⟧",
        "RD220",
        "request has nothing called 'sgned', and there is no role, office, value or kind of that name",
        "did you mean 'signed'?",
    ),
    (
        "request requires answered within 3 days of ⟦deadline⟧",
        "RD310",
        "'deadline' is a date field; windows count from events",
        "write `by deadline` for a limit on that day, or record an event",
    ),
    (
        "request requires answered within 3 days of ⟦extended⟧",
        "RD310",
        "'extended' is a condition, not an event",
        "write `extended begins`",
    ),
    (
        "request requires answered within 3 days of ⟦general_office⟧",
        "RD310",
        "'general_office' is not an event",
        "events of request: submitted, signed, answered, returned, drafted, issued",
    ),
    (
        "request requires answered within 3 days of ⟦matters⟧ begins",
        "RD224",
        "a condition is wanted here, and this is a whole number",
        "compare it with something (`= …`), or write `… is set`",
    ),
    (
        "request requires answered within 3 days of ⟦extended ends⟧",
        "RD310",
        "'extended' is not a period that ends",
        "periods are year, quarter, month, ten_days, week; for a condition write `(not …) begins`",
    ),
    (
        "request requires answered within 3 days of ⟦a lapses⟧",
        "RD310",
        "a lapse or breach triggers norms; a window counts from an instant of the record",
        "write `upon ID lapses`, or count from `due of ID`",
    ),
    (
        "request requires answered within 3 days of ⟦a breaks⟧",
        "RD310",
        "a lapse or breach triggers norms; a window counts from an instant of the record",
        "write `upon ID lapses`, or count from `due of ID`",
    ),
    (
        "request requires answered within 3 days of next ⟦year begins⟧",
        "RD310",
        "`next` is said of an event",
        "",
    ),
    (
        "request requires answered within 3 days of next ⟦(extended) begins⟧",
        "RD310",
        "`next` is said of an event",
        "",
    ),
    (
        "request requires answered by ⟦signed⟧",
        "RD306",
        "signed is an event, and `by` takes a date field",
        "write `before signed`",
    ),
    (
        "request requires answered by ⟦title⟧",
        "RD306",
        "`by` takes a date field, and 'title' is none",
        "write `within …`, `before …` or `by 30 June`",
    ),
    (
        "request requires answered by ⟦nothing⟧",
        "RD220",
        "request has nothing called 'nothing', and there is no role, office, value or kind of that name",
        "",
    ),
    (
        "request requires answered by ⟦31 June⟧",
        "RD302",
        "there is no 31 June",
        "the last day of the month is 30 June",
    ),
    (
        "request requires answered by ⟦30 February⟧",
        "RD302",
        "there is no 30 February",
        "the last day of the month is 29 February",
    ),
    (
        "request requires answered by 3 ⟦Juny⟧",
        "RD302",
        "'Juny' is not a month",
        "did you mean 'June'?",
    ),
    (
        "request requires answered from ⟦5⟧ to 3 days after signed",
        "RD304",
        "from 5 to 3 is no stretch of time",
        "put the smaller first",
    ),
    (
        "request requires answered in window ⟦fast⟧",
        "RD308",
        "there is no window 'fast'",
        "declare it above the articles: `window fast = within …`",
    ),
    (
        "request requires answered the earlier of ⟦promptly⟧ and before issued",
        "RD306",
        "the earlier or later of two windows is asked of windows that end",
        "",
    ),
    (
        "request requires answered the later of ⟦at all times⟧ and before issued",
        "RD306",
        "the earlier or later of two windows is asked of windows that end",
        "",
    ),
    (
        "request requires answered before issued, or ⟦3 days⟧ if extended",
        "RD307",
        "the first limit counts nothing, so an amount alone says too little",
        "write the whole limit, such as `or within 5 days of …`",
    ),
    (
        "request requires answered before issued, and ⟦3 further days⟧ if extended",
        "RD307",
        "further time is given after a limit that is counted forwards or is a date",
        "put a limit such as `within 3 days of …` before it",
    ),
    (
        "request requires answered within 3 days, or 1 week if ⟦pages⟧",
        "RD224",
        "a condition is wanted here, and this is a whole number",
        "compare it with something (`= …`), or write `… is set`",
    ),
    (
        "request requires answered within 3 months, not counting days while ⟦away(principal)⟧",
        "RD307",
        "only limits in hours, days, workdays or weeks can leave days out",
        "",
    ),
    (
        "request requires answered before issued, not counting days while ⟦away(principal)⟧",
        "RD307",
        "only limits in hours, days, workdays or weeks can leave days out",
        "",
    ),
    (
        "request requires answered within 3 days not counting days while ⟦pages⟧",
        "RD224",
        "a condition is wanted here, and this is a whole number",
        "compare it with something (`= …`), or write `… is set`",
    ),
    (
        "request forbids answered ⟦at all times⟧",
        "RD306",
        "`at all times` does not go with a prohibition",
        "",
    ),
    (
        "request forbids answered ⟦promptly⟧",
        "RD306",
        "`promptly` does not go with a prohibition",
        "",
    ),
    (
        "request forbids answered until ⟦extended⟧",
        "RD310",
        "'extended' is a condition, not an event",
        "",
    ),
    (
        "⟦a: permit requires granted⟧",
        "RD311",
        "nothing says by when: permit never closes",
        "give a time (`within …`, `before …`), write `at all times`, or give the kind a horizon",
    ),
    (
        "⟦a: mayor requires not away⟧",
        "RD311",
        "nothing says by when: mayor never closes",
        "give a time (`within …`, `before …`), write `at all times`, or give the kind a horizon",
    ),
    (
        "⟦a: permit requires class = urgent when granted⟧",
        "RD311",
        "nothing says by when: permit never closes",
        "give a time (`within …`, `before …`), write `at all times`, or give the kind a horizon",
    ),
    (
        """
        ⟦a: cosign requires complex within 3 days of due of b⟧
        b: cosign requires replied
        """,
        "RD410",
        "1.b has no limit, so it has no due date",
        "give 1.b a limit, or ask whether it is `broken`",
    ),
    (
        "⟦a: request requires returned upon answered⟧",
        "RD312",
        "this arises when the request closes, and nothing says by when it is to be done",
        "give a time, such as `within 3 days`",
    ),
    (
        "request requires answered otherwise ⟦request requires returned⟧",
        "RD312",
        "this arises when the request closes, and nothing says by when it is to be done",
        "give a time, such as `within 3 days`",
    ),
    (
        "request requires submitted within 3 days of answered otherwise ⟦request requires returned⟧",
        "RD312",
        "this arises when the request closes, and nothing says by when it is to be done",
        "give a time, such as `within 3 days`",
    ),
    (
        "request requires answered within 3 days upon ⟦2024-01-01⟧",
        "RD310",
        "a date is no trigger",
        "write `in force from` under the clause, or `within … of` the date",
    ),
    (
        """
        a: request requires answered within 3 days upon ⟦due of b⟧
        b: request requires signed within 3 days
        """,
        "RD310",
        "a due date is no trigger",
        "write `upon ID lapses`, or count from it: `within … of due of ID`",
    ),
    (
        "request requires answered within 3 days upon ⟦article 1⟧ lapses",
        "RD403",
        "one clause is wanted here, not a whole article",
        "",
    ),
    (
        "meeting requires at most 3 held per ⟦fortnight⟧",
        "RD305",
        "'fortnight' is not a period",
        "known here: month, quarter, record, rhythm, ten_days, week, year",
    ),
    (
        "meeting requires at most 3 held ⟦in any 3 clear days⟧",
        "RD304",
        "a rolling window has no clear days",
        "",
    ),
    (
        "meeting requires at most 3 held ⟦in any 5 hours⟧",
        "RD304",
        "a rolling window is counted in days or longer",
        "write `in any 1 day`",
    ),
    (
        "meeting requires at most ⟦rhythm⟧ held per month",
        "RD309",
        "the value rhythm is a period (year, quarter, month, ten_days or week); a whole number is wanted here",
        "",
    ),
]


@pytest.mark.parametrize(("clause", "code", "message", "help"), WINDOWS)
def test_a_window_that_cannot_be_meant_is_an_error_at_its_place(
    clause: str, code: str, message: str, help: str
) -> None:
    assert clause_error(clause) == (code, message, help)
