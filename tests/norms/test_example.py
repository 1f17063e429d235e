"""The worked example of the language reference compiles whole, to the norms that it describes."""

from __future__ import annotations

import pytest

from ruledsl.norms.expressions import (
    Compare,
    Constraint,
    DoerOf,
    EventPattern,
    FieldOf,
    Happened,
    Lapsed,
    Literal,
    Party,
    Var,
)
from ruledsl.norms.model import (
    Amount,
    ArisingMoment,
    EventMoment,
    Form,
    Layer,
    Limit,
    LimitForm,
    Ruleset,
    Strength,
    Subject,
    Window,
)
from ruledsl.world.vocabulary import EventPath, Label, Type
from tests.norms.compiling import compile_text

EXAMPLE = """
vocabulary government
    role mayor "mayor" / "市长"
    role vice_mayor "vice mayor" / "副市长"
    role executive_vice_mayor is vice_mayor "executive vice mayor" / "常务副市长"
    office general_office "general office" / "市政府办公室"
    kind department is office "department" / "部门"
        head : person "head" / "主要负责人"
    state away of party "away" / "外出"
    kind meeting "meeting" / "会议"  opens when created, closes held or cancelled
        event convened(by), held, cancelled
    kind executive_meeting is meeting "executive meeting" / "常务会议"
        event delegated(by, to)
    kind agenda_item "agenda item" / "议题"  opens when created, closes meeting.held or withdrawn
        meeting : meeting
        leader_in_charge : party
        special_circumstances : judgement "special circumstances" / "特殊情况"
        event filed(to, by), approved(by), withdrawn
    kind document "document" / "公文"  opens drafted, closes issued
        event drafted(by), issued
    kind request is document "request" / "请示"  opens submitted, closes answered
        matters : whole number
        principal : party "principal" / "主要负责人"
        signer : by signed
        event submitted(by), signed(by), answered
    kind cosign "co-signing" / "会签"  opens sent, closes document.issued
        document : document
        especially_complex : judgement default no
        no_objection : yes/no default no
        event sent(by), replied(by)

ruleset taian "泰安市人民政府工作规则"
    uses government
    calendar china

chapter 8 "Meetings"
article 51 "Agenda material"
    filing:   agenda_item requires filed(to = general_office) at least 5 workdays before meeting.held
              unless special_circumstances
    sign_off: agenda_item requires approved(by = leader_in_charge) before meeting.held

chapter 9 "Documents"
article 59 "Requests"
    signer:   request requires signer = principal within 3 workdays
    single:   request requires matters = 1
article 64 "Co-signing"
    reply:    cosign normally requires replied within 3 workdays of sent, or 1 week if especially_complex
    silence:  cosign deems no_objection = yes when reply lapsed

scenario "material filed four workdays ahead of a Saturday that is a working day"
    executive_meeting m1
    agenda_item i1 with meeting = m1, special_circumstances = no
    2022-03-29 i1 filed(to = general_office)
    2022-04-02 m1 held
    as of 2022-04-02
    expect 51.filing violated for i1 due 2022-03-28
"""

SELF = Var("self")


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return compile_text(EXAMPLE)


def test_the_ruleset_has_its_name_its_outline_and_its_norms(ruleset: Ruleset) -> None:
    assert (ruleset.name, ruleset.label) == ("taian", Label("taian", "泰安市人民政府工作规则"))
    assert [norm.id for norm in ruleset.norms] == [
        "taian:51.filing",
        "taian:51.sign_off",
        "taian:59.signer",
        "taian:59.single",
        "taian:64.reply",
        "taian:64.silence",
    ]
    assert [(a.number, a.chapter, a.title.en) for a in ruleset.articles] == [
        ("51", "8", "Agenda material"),
        ("59", "9", "Requests"),
        ("64", "9", "Co-signing"),
    ]
    assert ruleset.vocabulary.modules == ("government",)
    assert ruleset.deeming_strata == (("taian:64.silence",),)


def test_the_vocabulary_has_its_kinds_roles_and_states(ruleset: Ruleset) -> None:
    vocabulary = ruleset.vocabulary
    assert vocabulary.roles["executive_vice_mayor"].parents == ("vice_mayor",)
    assert vocabulary.kinds["department"].is_party
    assert vocabulary.kinds["cosign"].opens == EventPath((), "sent")
    assert vocabulary.kinds["cosign"].closes == (EventPath(("document",), "issued"),)
    assert vocabulary.kinds["agenda_item"].closes == (EventPath(("meeting",), "held"), EventPath((), "withdrawn"))
    assert vocabulary.life("executive_meeting").name == "meeting"
    assert vocabulary.states["away"].of == "party"
    signer = vocabulary.field("request", "signer")
    assert signer is not None
    assert (signer.type, signer.by_events) == (Type("party"), ("signed",))


def test_the_filing_is_five_workdays_before_the_meeting_unless_circumstances_are_special(ruleset: Ruleset) -> None:
    norm = ruleset.norm("51.filing")
    assert norm is not None
    assert norm.form is Form.OBLIGATION
    assert norm.subject == Subject(kind="agenda_item", text="agenda_item")
    assert norm.content == Happened(
        EventPattern(SELF, "agenda_item", "filed", (Constraint("to", "=", Party("general_office"), party=True),))
    )
    held = EventMoment(EventPattern(FieldOf(SELF, "meeting"), "meeting", "held"))
    limit = Limit(LimitForm.AT_LEAST_BEFORE, Amount(5, "workday"), anchors=(held,))
    assert norm.window == Window((Layer("base", limit),))
    assert norm.unless == FieldOf(SELF, "special_circumstances")
    assert norm.text == (
        "agenda_item requires filed(to = general_office) at least 5 workdays before meeting.held "
        "unless special_circumstances"
    )


def test_the_signer_is_compared_as_a_doer_within_a_limit_from_the_arising(ruleset: Ruleset) -> None:
    norm = ruleset.norm("59.signer")
    assert norm is not None
    assert norm.content == Compare("=", DoerOf(SELF, ("signed",)), FieldOf(SELF, "principal"), party=True, acting=True)
    assert norm.window is not None
    assert norm.window.layers[0].limit == Limit(LimitForm.WITHIN, Amount(3, "workday"), anchors=(ArisingMoment(),))


def test_a_layer_without_an_anchor_takes_the_first_limits_form_and_anchor(ruleset: Ruleset) -> None:
    norm = ruleset.norm("64.reply")
    assert norm is not None
    assert norm.strength is Strength.DEFAULT
    assert norm.window is not None
    sent = EventMoment(EventPattern(SELF, "cosign", "sent"))
    first, second = norm.window.layers
    assert first.limit == Limit(LimitForm.WITHIN, Amount(3, "workday"), anchors=(sent,))
    assert second.limit == Limit(LimitForm.WITHIN, Amount(1, "week"), anchors=(sent,))
    assert second.condition == FieldOf(SELF, "especially_complex")


def test_silence_is_deemed_to_be_no_objection_when_the_reply_has_lapsed(ruleset: Ruleset) -> None:
    norm = ruleset.norm("64.silence")
    assert norm is not None
    assert norm.deems == ("no_objection", None, Literal(True))
    assert norm.when == Lapsed("taian:64.reply", SELF)
