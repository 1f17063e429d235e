"""Forms, modifiers, references and orders of norms that cannot be meant are errors at their place."""

from __future__ import annotations

import pytest

from tests.norms.compiling import clause_error

FORMS = [
    (
        "agenda_item requires ⟦filed, approved in order⟧",
        "RD417",
        "steps in order come before something",
        "write `in order before E`",
    ),
    (
        "agenda_item requires ⟦filed in order before meeting.held⟧",
        "RD417",
        "an order takes two steps or more",
        "write `requires A before E`",
    ),
    (
        "agenda_item requires filed, ⟦special⟧ in order before meeting.held",
        "RD405",
        "a step is one event, and this is none",
        "write the event, such as filed(to = …)",
    ),
    (
        "agenda_item requires filed, approved in order ⟦within 3 days⟧",
        "RD417",
        "steps in order come before something",
        "write `in order before E`",
    ),
    (
        "⟦agenda_item requires filed, approved in order before withdrawn otherwise agenda_item requires filed⟧",
        "RD418",
        "a chain is several norms, each with a breach of its own",
        "write a clause `… upon a.STEP breaks`, STEP being the event of the step that matters",
    ),
    (
        "agenda_item requires ⟦filed and approved⟧ only by general_office before meeting.held",
        "RD405",
        "`only by` is said of one event, and this is none",
        "write a clause for each event",
    ),
    (
        "agenda_item requires ⟦withdrawn⟧ only by general_office before meeting.held",
        "RD406",
        "the event withdrawn of agenda_item does not say by whom it is done",
        "declare it as `event withdrawn(by)`",
    ),
    (
        "agenda_item permits filed only by ⟦class⟧",
        "RD231",
        "a party is wanted here, and this is one of the list class",
        "",
    ),
    (
        """
        a: request permits signed only by principal ⟦despite b⟧
        b: request forbids issued
        """,
        "RD409",
        "what is permitted to some only lifts nothing",
        "write the permission with `despite` as a clause of its own",
    ),
    (
        "request permits ⟦signed and submitted⟧",
        "RD405",
        "a permission speaks of one event, and this is none",
        "write a clause for each event",
    ),
    (
        "request forbids ⟦pages = 3⟧",
        "RD405",
        "a prohibition speaks of one event, and this is none",
        "what must not be so is written `requires not …`, or `requires … != …`",
    ),
    (
        "request ⟦normally⟧ permits signed",
        "RD404",
        "`normally` does not go with a permission",
        "a permission is never broken, so it needs no `normally`",
    ),
    (
        "request permits signed ⟦unless extended⟧",
        "RD404",
        "`unless` does not go with a permission",
        "write `when not …`",
    ),
    (
        "request permits signed ⟦otherwise request requires signed within 3 days⟧",
        "RD404",
        "`otherwise` does not go with a permission",
        "a permission is never broken, so nothing follows from its breach",
    ),
    (
        "request permits signed ⟦upon submitted⟧",
        "RD404",
        "`upon` does not go with a permission",
        "write `when …`",
    ),
    (
        "request permits signed only by mayor ⟦upon submitted⟧",
        "RD404",
        "`upon` does not go with an exclusive power",
        "write `when …`, which is asked at the act",
    ),
    (
        "meeting requires at most 2 held per month ⟦upon convened⟧",
        "RD404",
        "`upon` does not go with a frequency",
        "write `when …`, which selects the events that count",
    ),
    (
        "request permits signed ⟦duty of mayor⟧",
        "RD404",
        "`duty of` does not go with a permission",
        "",
    ),
    (
        "request requires answered within 3 days duty of ⟦pages⟧",
        "RD231",
        "a party is wanted here, and this is a whole number",
        "",
    ),
    (
        "meeting requires ⟦3 to 2 held per month⟧",
        "RD421",
        "3 to 2 leaves no number",
        "put the smaller first",
    ),
    (
        "meeting requires at most 2 ⟦held⟧ at any time",
        "RD421",
        "`at any time` counts open records",
        "write `at most N open at any time`",
    ),
    (
        "⟦mayor requires at most 2 open at any time⟧",
        "RD421",
        "`at any time` counts the open records of a kind",
        "",
    ),
    (
        "meeting requires at most 2 ⟦topics⟧ per month",
        "RD405",
        "a frequency counts one event, and this is none",
        "write the event, such as filed(to = …)",
    ),
    (
        "meeting requires at most 2 convened per month for each ⟦foo⟧",
        "RD220",
        "'foo' is neither a field of the counted record nor a parameter of the event",
        "",
    ),
    (
        "meeting requires at most 2 convened per month for each ⟦members⟧",
        "RD227",
        "members is a set of persons; one value splits",
        "",
    ),
    (
        "meeting requires at least 1 convened per month ⟦for each by in (meeting of mayor)⟧",
        "RD225",
        "by is a party, and the roster is a set of meeting records",
        "",
    ),
    (
        "meeting requires at least 1 convened per month ⟦for each chair in agenda_item⟧",
        "RD225",
        "chair is a party, and the roster is a set of agenda_item records",
        "",
    ),
    (
        "agenda_item requires approved(by = u) before meeting.held ⟦for each u⟧",
        "RD404",
        "`for each u` needs a set here",
        "write `for each u in SET`; without a set it splits what a frequency counts",
    ),
    (
        "agenda_item requires approved before meeting.held for each u in ⟦(1, 2)⟧",
        "RD404",
        "a verdict is given for each party or record, not for a set of whole numbers",
        "",
    ),
    (
        "agenda_item requires approved before meeting.held for each u in ⟦class⟧",
        "RD227",
        "a set is wanted here, and this is one of the list class",
        "write it in brackets",
    ),
    (
        "⟦mayorr⟧ requires away at all times",
        "RD407",
        "there is no kind, role or office 'mayorr' for this clause to speak of",
        "did you mean 'mayor'?",
    ),
    (
        "⟦request.pages⟧ requires signed within 3 days",
        "RD407",
        "request.pages is a whole number; a clause speaks of a record or a party",
        "",
    ),
    (
        "⟦request.signed⟧ requires signed within 3 days",
        "RD407",
        "request.signed is an event; a clause speaks of a record or a party",
        "",
    ),
    (
        "⟦meeting.members⟧ requires held within 3 days",
        "RD407",
        "meeting.members is a set of persons; a clause speaks of a record or a party",
        "",
    ),
    (
        "cosign deems no_objection = ⟦maybe⟧ when sent",
        "RD220",
        "cosign has nothing called 'maybe', and there is no role, office, value or kind of that name",
        "did you mean 'mayor'?",
    ),
    (
        "cosign deems no_objection = ⟦3⟧ when sent",
        "RD225",
        "no_objection is a yes or no, and this is a whole number",
        "",
    ),
    (
        "cosign deems ⟦no_objection⟧ when sent",
        "RD411",
        "a deeming gives a field its value",
        "write `deems FIELD = VALUE when …`",
    ),
    (
        "cosign deems ⟦no_objection != yes⟧ when sent",
        "RD411",
        "a deeming gives a field its value",
        "write `deems FIELD = VALUE when …`",
    ),
    (
        "⟦cosign deems no_objection = yes⟧",
        "RD411",
        "a deeming says when",
        "end it with `when …`",
    ),
    (
        "cosign deems ⟦document.pages⟧ = 3 when sent",
        "RD411",
        "only a field of the clause's own subject can be deemed",
        "",
    ),
    (
        "request deems ⟦signer⟧ = mayor when submitted",
        "RD411",
        "signer is whoever did signed; it cannot be deemed",
        "",
    ),
    (
        "request deems ⟦foo⟧ = yes when submitted",
        "RD221",
        "request has no field 'foo'",
        "",
    ),
    (
        "request deems ⟦cooperates⟧ = yes when submitted",
        "RD230",
        "cooperates of document is asked of something",
        "write cooperates(unit)",
    ),
    (
        "request deems pages = 3 ⟦upon submitted⟧ when signed",
        "RD404",
        "`upon` does not go with a deeming",
        "write `when …`: a deeming holds from the instant at which that comes to hold",
    ),
    (
        "⟦mayor⟧ acts for mayor while yes",
        "RD416",
        "mayor cannot act for itself",
        "",
    ),
    (
        "⟦mayor acts for vice_mayor⟧",
        "RD404",
        "an acting-for clause says while",
        "write `while …`, or `while yes` for always",
    ),
    (
        "⟦mayor may act for vice_mayor⟧",
        "RD404",
        "an authorisation says when",
        "end it with `when …`",
    ),
    (
        "mayor may act for vice_mayor until ⟦x⟧ when away(vice_mayor)",
        "RD220",
        "there is nothing called 'x' here",
        "",
    ),
    (
        "mayor acts for ⟦pages⟧ while yes",
        "RD220",
        "there is nothing called 'pages' here",
        "'pages' is a field of document",
    ),
    (
        "mayor acts for ⟦holders⟧ while yes",
        "RD220",
        "there is nothing called 'holders' here",
        "did you mean 'leader'?",
    ),
    (
        "mayor acts for vice_mayor in ⟦meeting.held⟧ while yes",
        "RD406",
        "the event held of meeting does not say by whom it is done, so nobody can act in it",
        "declare it as `event held(by)`",
    ),
    (
        "mayor acts for vice_mayor in ⟦convened⟧ while yes",
        "RD405",
        "an act is named by its kind and its event",
        "write meeting.convened",
    ),
    (
        "mayor acts for vice_mayor in meeting.⟦conven⟧ while yes",
        "RD221",
        "meeting has no event 'conven'",
        "did you mean 'convened'?",
    ),
    (
        "mayor acts for vice_mayor for ⟦x⟧ while yes",
        "RD402",
        "there is no clause 'x'",
        "known here: 1.a, a",
    ),
    (
        "⟦leader_in_charge⟧ acts for mayor in agenda_item.approved, meeting.convened while yes",
        "RD220",
        "meeting has nothing called 'leader_in_charge', and there is no role, office, value or kind of that name",
        "'leader_in_charge' is a field of agenda_item",
    ),
    (
        "⟦executive_vice_mayor acts for mayor in agenda_item.approved, meeting.convened while agenda_item.filed⟧",
        "RD405",
        "this would mean something else for each of agenda_item, meeting",
        "write a clause for each kind of act",
    ),
    (
        "mayor acts for vice_mayor while yes ⟦unless yes⟧",
        "RD404",
        "`unless` does not go with an acting-for clause",
        "put `and not …` into its `while`",
    ),
    (
        "request requires answered within 3 days otherwise ⟦meeting⟧ requires held within 2 days",
        "RD418",
        "what follows the breach speaks of the same record, not of any meeting",
        "begin with request, or with the party that has to act",
    ),
    (
        "request requires answered within 3 days otherwise ⟦mayor acts for vice_mayor while yes⟧",
        "RD418",
        "what follows a breach cannot be an acting-for clause",
        "write it as a clause of its own, with `when ID broken`",
    ),
    (
        'request requires answered within 3 days otherwise ⟦states "x"⟧',
        "RD418",
        "what follows a breach is a norm",
        "",
    ),
    (
        "request requires answered within 3 days otherwise ⟦pages⟧ requires returned within 3 days",
        "RD407",
        "pages is a whole number; a clause speaks of a record or a party",
        "",
    ),
]

AMONG_CLAUSES = [
    (
        """
        ⟦a: request requires answered within 3 days overrides b⟧
        b: request requires answered within 4 days overrides a
        """,
        "RD408",
        "these clauses override each other: 1.a overrides 1.b overrides 1.a",
        "take one of them out",
    ),
    (
        "⟦a: request requires answered within 3 days when a lapsed⟧",
        "RD412",
        "1.a rests on itself",
        "a deeming, lapse or substitution cannot depend on its own outcome",
    ),
    (
        """
        ⟦a: request requires answered within 3 days when b lapsed⟧
        b: request requires answered within 4 days when a lapsed
        """,
        "RD412",
        "this clause rests on itself: 1.a, which rests on 1.b, which rests on 1.a",
        "a deeming, lapse or substitution cannot depend on its own outcome",
    ),
    (
        """
        a: request requires answered at all times
        ⟦b: request requires signed within 3 days when a lapsed⟧
        """,
        "RD410",
        "1.a has no limit, so it cannot lapse",
        "give 1.a a limit, or ask whether it is `broken`",
    ),
    (
        """
        a: request forbids issued
        ⟦b: request requires signed within 3 days upon a lapses⟧
        """,
        "RD410",
        "1.a has no limit, so it cannot lapse",
        "give 1.a a limit, or ask whether it is `broken`",
    ),
    (
        """
        a: request requires answered promptly
        ⟦b: request requires signed within 3 days of due of a⟧
        """,
        "RD410",
        "1.a has no limit, so it has no due date",
        "give 1.a a limit, or ask whether it is `broken`",
    ),
    (
        """
        ⟦a: request permits signed despite b⟧
        b: request permits issued
        """,
        "RD409",
        "1.b cannot be broken, so there is nothing in it to lift",
        "name the clause that stands in the way",
    ),
    (
        """
        a: request requires answered within 3 days
        b: meeting requires held within 3 days when ⟦a⟧ lapsed
        """,
        "RD403",
        "1.a speaks of a request; it does not say which one is meant",
        "put the field that leads to it before the label: `FIELD.a`",
    ),
    (
        "a: request requires answered within 3 days when ⟦x⟧ lapsed",
        "RD402",
        "there is no clause 'x'",
        "known here: 1.a, a",
    ),
    (
        "a: request requires answered within 3 days when ⟦2.x⟧ broken",
        "RD402",
        "there is no clause '2.x'",
        "known here: 1.a",
    ),
    (
        "a: request requires answered within 3 days when ⟦nothing⟧.x broken",
        "RD220",
        "request has nothing called 'nothing', and there is no role, office, value or kind of that name",
        "",
    ),
    (
        "a: request requires answered within 3 days when ⟦signed⟧ lapsed",
        "RD402",
        "there is no clause 'signed'",
        "known here: 1.a, a",
    ),
    (
        """
        a: request requires answered within 3 days overrides c
        c: agenda_item requires filed, approved in order before meeting.held
        d: agenda_item requires withdrawn within 3 days when ⟦c⟧ lapsed
        """,
        "RD403",
        "one norm is wanted here, and this stands for 1.c.1, 1.c.2",
        "name one of them",
    ),
    (
        "a: request requires answered within 3 days overrides ⟦article 7⟧",
        "RD402",
        "there is no article 7",
        "known here: 1",
    ),
    (
        "a: request requires answered within 3 days overrides ⟦other:1.a⟧",
        "RD402",
        "there is no clause 'other:1.a'",
        "did you mean '1.a'?",
    ),
    (
        """
        a: request requires answered within 3 days
        ⟦a: request requires answered within 4 days⟧
        """,
        "RD400",
        "1.a is the id of two norms",
        "give one of them another label",
    ),
    (
        """
        a: request requires answered within 3 days
        ⟦b: request requires answered within 4 days otherwise a: request requires signed within 3 days⟧
        """,
        "RD400",
        "1.a is the id of two norms",
        "give one of them another label",
    ),
    (
        """
        ⟦a: cosign deems no_objection = yes when reply lapsed⟧
        reply: cosign requires replied within 3 days when not no_objection
        """,
        "RD412",
        "this clause rests on itself: 1.a, which rests on 1.reply, which rests on 1.a",
        "a deeming, lapse or substitution cannot depend on its own outcome",
    ),
    (
        """
        ⟦a: cosign deems no_objection = yes when not complex⟧
        b: cosign deems complex = yes when no_objection
        """,
        "RD412",
        "this clause rests on itself: 1.a, which rests on 1.b, which rests on 1.a",
        "a deeming, lapse or substitution cannot depend on its own outcome",
    ),
    (
        """
        ⟦a: request deems extended = yes when signer = mayor⟧
        b: vice_mayor acts for mayor in request.signed while extended
        """,
        "RD412",
        "this clause rests on itself: 1.a, which rests on 1.b, which rests on 1.a",
        "a deeming, lapse or substitution cannot depend on its own outcome",
    ),
    (
        """
        a: request requires signed
        ⟦b: request forbids signed⟧
        """,
        "RD413",
        "1.b forbids what 1.a requires",
        "say which prevails: `overrides 1.a`, or give one of them a narrower `when`",
    ),
    (
        """
        a: request requires signed when extended
        b: document forbids issued when extended
        c: request forbids signed(by = mayor) when extended
        ⟦d: request forbids signed when extended and pages > 3⟧
        """,
        "RD413",
        "1.d forbids what 1.a requires",
        "say which prevails: `overrides 1.a`, or give one of them a narrower `when`",
    ),
    (
        """
        a: request permits signed only by mayor
        ⟦b: request permits signed only by vice_mayor⟧
        c: request permits signed only by leader
        """,
        "RD414",
        "1.a and 1.b give signed to different parties only",
        "say which prevails: `overrides 1.a`, or give one of them a narrower `when`",
    ),
    (
        """
        a: request requires pages = 1
        ⟦b: request requires pages = 2⟧
        """,
        "RD413",
        "1.a and 1.b cannot both be kept",
        "say which prevails: `overrides 1.a`, or give one of them a narrower `when`",
    ),
    (
        """
        a: request requires extended
        ⟦b: request requires not extended⟧
        """,
        "RD413",
        "1.a and 1.b cannot both be kept",
        "say which prevails: `overrides 1.a`, or give one of them a narrower `when`",
    ),
    (
        """
        a: request deems pages = 1 when signed
        ⟦b: request deems pages = 2 when signed⟧
        """,
        "RD415",
        "1.a and 1.b give pages two values",
        "say which prevails: `overrides 1.a`, or give one of them a narrower `when`",
    ),
]


@pytest.mark.parametrize(("clause", "code", "message", "help"), FORMS)
def test_a_form_that_cannot_be_meant_is_an_error_at_its_place(clause: str, code: str, message: str, help: str) -> None:
    assert clause_error(clause) == (code, message, help)


@pytest.mark.parametrize(("clauses", "code", "message", "help"), AMONG_CLAUSES)
def test_clauses_that_do_not_go_together_are_an_error_at_the_later_one(
    clauses: str, code: str, message: str, help: str
) -> None:
    assert clause_error(clauses) == (code, message, help)
