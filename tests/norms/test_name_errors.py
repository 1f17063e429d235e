"""A name that means nothing where it stands is an error at that place, with the nearest name that was meant."""

from __future__ import annotations

import pytest

from tests.norms.compiling import clause_error

UNKNOWN_NAMES = [
    (
        "agenda_item requires ⟦fild⟧ before meeting.held",
        "RD220",
        "agenda_item has nothing called 'fild', and there is no role, office, value or kind of that name",
        "did you mean 'filed'?",
    ),
    (
        "agenda_item requires filed(⟦too⟧ = general_office) before meeting.held",
        "RD223",
        "the event filed of agenda_item has no parameter 'too'",
        "did you mean 'to'?",
    ),
    (
        "agenda_item requires filed(to = ⟦genral_office⟧) before meeting.held",
        "RD220",
        "agenda_item has nothing called 'genral_office', and there is no role, office, value or kind of that name",
        "did you mean 'general_office'?",
    ),
    (
        "agenda_item requires filed before ⟦meting⟧.held",
        "RD220",
        "agenda_item has nothing called 'meting', and there is no role, office, value or kind of that name",
        "did you mean 'meeting'?",
    ),
    (
        "agenda_item requires filed before ⟦held⟧",
        "RD220",
        "agenda_item has nothing called 'held', and there is no role, office, value or kind of that name",
        "",
    ),
    (
        "agenda_item requires ⟦urgent⟧",
        "RD220",
        "agenda_item has nothing called 'urgent', and there is no role, office, value or kind of that name",
        "it is in the list class: compare it with a field of that type",
    ),
    (
        "agenda_item requires class = ⟦urgnt⟧",
        "RD226",
        "'urgnt' is not in the list class",
        "did you mean 'urgent'?",
    ),
    (
        "agenda_item requires class in (urgent, ⟦secrt⟧)",
        "RD226",
        "'secrt' is not in the list class",
        "did you mean 'secret'?",
    ),
    (
        "agenda_item requires filed(⟦general_office⟧) before meeting.held",
        "RD223",
        "in brackets stands what is asked of a parameter of filed",
        "write filed(to = …)",
    ),
    (
        "agenda_item requires filed(⟦to is enterprise⟧) before meeting.held",
        "RD223",
        "in brackets stands what is asked of a parameter of filed",
        "write filed(to = …)",
    ),
    (
        "agenda_item requires filed(to = mayor as ⟦leader⟧) before meeting.held",
        "RD234",
        "`as` names a capacity in a log's entry; a clause asks for the role itself",
        "",
    ),
    (
        "request requires answered before issued when ⟦by⟧ = mayor",
        "RD220",
        "request has nothing called 'by', and there is no role, office, value or kind of that name",
        "for the parameter of issued, write issued.by",
    ),
    (
        "meeting requires ⟦delegated⟧ before held",
        "RD220",
        "meeting has nothing called 'delegated', and there is no role, office, value or kind of that name",
        "",
    ),
    (
        "meeting requires members.⟦away⟧ before held",
        "RD227",
        "members is a set of persons; 'away' can be asked of one at a time",
        "write `every x in members has x.away`, or `some x in …`",
    ),
    (
        "meeting requires topics.⟦size⟧ = 1",
        "RD221",
        "topics is a whole number: it has no fields or events",
        "",
    ),
    (
        "meeting requires every m in members has not ⟦away⟧ before held",
        "RD220",
        "away is a state of party; it does not say whose",
        "write away(…)",
    ),
    (
        "cosign requires document.⟦signer⟧ = mayor within 3 days",
        "RD221",
        "document has no field, event or state 'signer'",
        "only request has it, which document need not be",
    ),
    (
        "cosign requires ⟦request⟧.answered within 3 days",
        "RD222",
        "'request.answered' would speak of any request, not of this record's own",
        "go through its field (`document.…`); for any of them write `some x in request has …`",
    ),
    (
        "cosign requires request.⟦pages⟧ = 1",
        "RD222",
        "there are many request records; of which one is pages meant?",
        "go through its field (`document.…`); for any of them write `some x in request has …`",
    ),
    (
        "permit requires cosign.replied.⟦by⟧ = mayor at all times",
        "RD222",
        "cosign.replied may have happened to many records, so 'by' could be any one's",
        "say whose, through a field",
    ),
    (
        "cosign requires document.⟦cooperates⟧",
        "RD230",
        "cooperates of document is asked of something",
        "write cooperates(unit)",
    ),
    (
        "cosign requires document.⟦cooperates⟧.x",
        "RD230",
        "cooperates of document is asked of something",
        "write cooperates(unit)",
    ),
    (
        "cosign requires document.⟦pages⟧(mayor) = 1",
        "RD230",
        "'pages' takes nothing in brackets",
        "",
    ),
    (
        "cosign requires ⟦nothing⟧(mayor) = 1",
        "RD220",
        "cosign has nothing called 'nothing', and there is no role, office, value or kind of that name",
        "",
    ),
    (
        "cosign requires ⟦document.cooperates⟧(mayor, vice_mayor)",
        "RD230",
        "document.cooperates takes one thing in brackets",
        "",
    ),
    (
        "cosign requires document.cooperates(⟦3⟧)",
        "RD231",
        "cooperates is asked of a party, and this is a whole number",
        "",
    ),
    (
        "cosign requires document.restraint(⟦month⟧)",
        "RD305",
        "a period is wanted here",
        "known here: year",
    ),
    (
        "request permits signed when by != general_office.⟦parent⟧",
        "RD221",
        "office has no field, event or state 'parent'",
        "only department has it, which general_office need not be",
    ),
    (
        "request requires answered within 3 days upon submitted when ⟦to⟧ = mayor",
        "RD220",
        "request has nothing called 'to', and there is no role, office, value or kind of that name",
        "",
    ),
    (
        "request requires count(⟦signd⟧ of request) = 1",
        "RD221",
        "request has no event 'signd'",
        "did you mean 'signed'?",
    ),
    (
        "request requires every x in department has every ⟦x⟧ in department has yes",
        "RD210",
        "'x' is in use as a variable here already",
        "take another name",
    ),
]

UNFITTING_TYPES = [
    (
        "agenda_item requires ⟦meeting⟧ before meeting.held",
        "RD224",
        "a condition is wanted here, and this is a meeting",
        "compare it with something (`= …`), or write `… is set`",
    ),
    (
        "agenda_item requires ⟦class = special⟧",
        "RD225",
        "one of the list class cannot be compared with a judgement (yes or no)",
        "",
    ),
    (
        "agenda_item requires ⟦class > urgent⟧",
        "RD225",
        "one of the list class is neither more nor less than anything",
        "only numbers, dates and durations have an order",
    ),
    (
        "request requires ⟦matters⟧",
        "RD224",
        "a condition is wanted here, and this is a whole number",
        "compare it with something (`= …`), or write `… is set`",
    ),
    (
        "request requires ⟦matters = yes⟧",
        "RD225",
        "a whole number cannot be compared with a yes or no",
        "",
    ),
    (
        "request requires matters = ⟦1/0⟧",
        "RD130",
        "1/0 divides by zero",
        "the number below the line is 1 or more",
    ),
    (
        "request requires ⟦pages = 3 days⟧",
        "RD225",
        "a whole number cannot be compared with a duration in days and hours",
        "write the number with its unit, such as `3 days`",
    ),
    (
        "request requires ⟦submitted - signed <= 3⟧",
        "RD225",
        "a duration in days and hours cannot be compared with a whole number",
        "write the number with its unit, such as `3 days`",
    ),
    (
        "request requires ⟦signed - submitted <= 3 months⟧",
        "RD228",
        "durations in days and hours and in months cannot be compared",
        "durations compare only within months, quarters and years, or within hours, days and weeks",
    ),
    (
        "request requires ⟦respite + 3⟧ = 4",
        "RD232",
        "a whole number cannot be added to a duration",
        "",
    ),
    (
        "request requires ⟦respite + 3 days - 2 months⟧ = 4 days",
        "RD228",
        "durations in days and hours and in months cannot be compared",
        "durations compare only within months, quarters and years, or within hours, days and weeks",
    ),
    (
        "request requires ⟦deadline + 3 workdays⟧ = deadline",
        "RD232",
        "workdays cannot be added to a date",
        "use a window (`within …`), which knows the calendar",
    ),
    (
        "request requires ⟦signed + submitted⟧ = 3",
        "RD232",
        "a date cannot be added to a date",
        "",
    ),
    (
        "request requires ⟦signed = yes⟧",
        "RD225",
        "a date cannot be compared with a yes or no",
        "an event is so or not so by itself: write just its name, or `not` before it",
    ),
    (
        "request requires ⟦signed(by = mayor)⟧ = 2022-01-01",
        "RD230",
        "as a date, signed is written without brackets",
        "",
    ),
    (
        "request requires ⟦title = 3⟧",
        "RD225",
        "a text cannot be compared with a whole number",
        "",
    ),
    (
        'request requires ⟦title > "a"⟧',
        "RD225",
        "a text is neither more nor less than anything",
        "only numbers, dates and durations have an order",
    ),
    (
        "request requires matters in ⟦1⟧",
        "RD227",
        "a set is wanted here, and this is a whole number",
        "write it in brackets",
    ),
    (
        'request requires matters in ⟦("a", 1)⟧',
        "RD225",
        "the members of a set are of one type",
        "",
    ),
    (
        "request requires principal in ⟦leader⟧",
        "RD227",
        "a set is wanted here, and this is whoever holds the role leader",
        "write `= leader`, or holders(leader) for the persons who hold it",
    ),
    (
        "request requires ⟦(1, 2) in (1, 2)⟧",
        "RD227",
        "a set of whole numbers cannot be one of a set",
        "write `SET among SET`",
    ),
    (
        "request requires (1, ⟦(1, 2)⟧) contains 1",
        "RD227",
        "a set cannot be a member of a set",
        "",
    ),
    (
        "meeting requires members = ⟦mayor⟧ at held",
        "RD227",
        "a set is wanted here, and this is whoever holds the role mayor",
        "write `= mayor`, or holders(mayor) for the persons who hold it",
    ),
    (
        "meeting requires ⟦members contains general_office⟧ at held",
        "RD229",
        "an office is never a person, so this can never hold",
        "",
    ),
    (
        "meeting requires ⟦chair = 3⟧ at held",
        "RD225",
        "a party cannot be compared with a whole number",
        "",
    ),
    (
        "meeting requires members among (general_office, mayor) and ⟦members among (1, 2)⟧ at held",
        "RD225",
        "a person cannot be compared with a whole number",
        "",
    ),
    (
        "meeting requires ⟦chair = topics in person⟧ at held",
        "RD225",
        "a party cannot be compared with a whole number",
        "",
    ),
    (
        "request requires pages = 1 ⟦in person⟧",
        "RD230",
        "`in person` is said of whoever did something",
        "compare `by` or a doer with a party",
    ),
    (
        "request requires principal = mayor ⟦in person⟧",
        "RD230",
        "`in person` is said of whoever did something",
        "compare `by` or a doer with a party",
    ),
    (
        "meeting requires away(⟦topics⟧) before held",
        "RD231",
        "away is a state of party, and this is a whole number",
        "",
    ),
    (
        "meeting requires on_leave(⟦general_office⟧) before held",
        "RD231",
        "on_leave is a state of person, and this is an office",
        "",
    ),
    (
        "meeting requires holders(⟦general_office⟧) among members before held",
        "RD231",
        "holders takes a role, and this is an office",
        "",
    ),
    (
        "meeting requires ⟦self is agenda_item⟧ before held",
        "RD229",
        "a meeting is never an agenda_item",
        "",
    ),
    (
        "meeting requires ⟦members is person⟧ before held",
        "RD227",
        "a set of persons has no kind; its members have",
        "write `every x in … has x is person`",
    ),
    (
        "meeting requires chair is ⟦departmnt⟧ before held",
        "RD212",
        "there is no kind, role or office 'departmnt'",
        "did you mean 'department'?",
    ),
    (
        "agenda_item requires class is ⟦urgent⟧",
        "RD212",
        "there is no kind, role or office 'urgent'",
        "write `= urgent`",
    ),
    (
        "agenda_item requires special is ⟦yes_or_no⟧",
        "RD212",
        "there is no kind, role or office 'yes_or_no'",
        "write it by itself, or `= yes`",
    ),
    (
        "meeting requires chair is ⟦away⟧ before held",
        "RD212",
        "there is no kind, role or office 'away'",
        "away is a state: write away(…)",
    ),
    (
        "agenda_item requires ⟦filed⟧ is set before meeting.held",
        "RD230",
        "an event is not set; it has happened or not",
        "write just the event's name",
    ),
    (
        "agenda_item requires ⟦meeting.topics + 1⟧ is set before meeting.held",
        "RD230",
        "`is set` is said of a field, a parameter or a named value",
        "",
    ),
    (
        "request requires ⟦department⟧",
        "RD224",
        "department is a kind: by itself it is neither so nor not so",
        "write `some x in department has …`, or count(department) > 0",
    ),
    (
        "request requires principal = ⟦department⟧",
        "RD227",
        "department is all open department records; one value is wanted here",
        "",
    ),
    (
        "request requires meeting of ⟦department⟧ = ()",
        "RD227",
        "department is all open department records; one value is wanted here",
        "",
    ),
    (
        "request requires count(⟦document of mayor⟧) = 1",
        "RD235",
        "no field of document can point at whoever holds the role mayor",
        "",
    ),
    (
        "request requires count(cosign of self) ⟦in this year⟧ = 1",
        "RD305",
        "`in this` counts events; a set has no period",
        "",
    ),
    (
        "request requires count(distinct x.complex for x in cosign) ⟦in this year⟧ = 1",
        "RD305",
        "`in this` counts events; a set has no period",
        "",
    ),
    (
        "request requires count(signed) in this ⟦fortnight⟧ = 1",
        "RD305",
        "'fortnight' is not a period",
        "known here: month, quarter, ten_days, week, year",
    ),
    (
        "request requires sum(⟦x.title⟧ for x in document) = 1",
        "RD232",
        "only numbers and durations can be added up, not a text",
        "",
    ),
    (
        "request requires ⟦1/2 of title⟧ = 1",
        "RD232",
        "a part is taken of a number, not of a text",
        "",
    ),
    (
        "request requires answered within the last ⟦0 days⟧",
        "RD304",
        "the number is at least 1",
        "",
    ),
    (
        "request requires answered within the last ⟦3 clear days⟧",
        "RD304",
        "`within the last` takes a number and a unit",
        "such as 30 days",
    ),
    (
        "request requires answered within the last ⟦respite_time⟧",
        "RD304",
        "`within the last` takes a number and a unit",
        "such as 30 days",
    ),
    (
        "request requires ⟦pages⟧ within the last 3 days",
        "RD405",
        "`within the last` is said of one event, and this is none",
        "write the event, such as filed(to = …)",
    ),
    (
        "request requires ⟦1.a⟧",
        "RD230",
        "a clause is no value",
        "write `… lapsed` or `… broken` after it",
    ),
    (
        "request requires ⟦due of a⟧ = 2022-01-01",
        "RD230",
        "a due date is an anchor, not a value",
        "such as `within 3 days of due of ID`",
    ),
    (
        "request requires every x in ⟦3⟧ has yes",
        "RD227",
        "a set is wanted here, and this is a whole number",
        "write it in brackets",
    ),
    (
        "request requires signer is set and ⟦signer = 3⟧",
        "RD225",
        "a party cannot be compared with a whole number",
        "",
    ),
]


@pytest.mark.parametrize(("clause", "code", "message", "help"), UNKNOWN_NAMES)
def test_a_name_without_a_meaning_is_an_error_at_its_place(clause: str, code: str, message: str, help: str) -> None:
    assert clause_error(clause) == (code, message, help)


@pytest.mark.parametrize(("clause", "code", "message", "help"), UNFITTING_TYPES)
def test_what_does_not_fit_by_its_type_is_an_error_at_its_place(
    clause: str, code: str, message: str, help: str
) -> None:
    assert clause_error(clause) == (code, message, help)
