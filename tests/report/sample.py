"""A ruleset, a scenario and verdicts made by hand: what reports are tried on without an engine."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ruledsl.engine.verdicts import (
    Consulted,
    CountedDay,
    Explanation,
    FactUsed,
    LimitCount,
    Remedy,
    StandIn,
    Status,
    Verdict,
)
from ruledsl.norms.model import Article, Form, Norm, Ruleset, Strength, Subject, TimeSettings
from ruledsl.report.result import Report
from ruledsl.source import Span
from ruledsl.world.scenario import Record, Scenario
from ruledsl.world.values import NOTHING, Day, Doer, Duration, Ref, Symbol
from ruledsl.world.vocabulary import (
    EventDecl,
    FieldDecl,
    KindDecl,
    Label,
    ListDecl,
    OfficeDecl,
    RoleDecl,
    StateDecl,
    Type,
    Vocabulary,
)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def place(line: int, file: str = "material.scenario") -> Span:
    return Span(file, 0, 0, line, 1)


FILING = (
    "filing: agenda_item requires filed(to = general_office) at least 5 workdays before meeting.held\n"
    "    unless special_circumstances"
)

VOCABULARY = Vocabulary(
    kinds={
        "meeting": KindDecl(
            "meeting", (), Label("meeting", "会议"), events=(EventDecl("held", "meeting", (), Label("held", "召开")),)
        ),
        "agenda_item": KindDecl(
            "agenda_item",
            (),
            Label("agenda item", "议题"),
            fields=(
                FieldDecl(
                    "special_circumstances",
                    "agenda_item",
                    Type("judgement"),
                    Label("special circumstances", "特殊情况"),
                ),
            ),
            events=(
                EventDecl("filed", "agenda_item", (), Label("filed", "报送")),
                EventDecl("signed", "agenda_item", (), Label("signed", "签批")),
            ),
        ),
    },
    roles={
        "mayor": RoleDecl("mayor", Label("mayor", "市长")),
        "vice_mayor": RoleDecl("vice_mayor", Label("vice mayor", "副市长")),
    },
    offices={"general_office": OfficeDecl("general_office", Label("general office", "市政府办公室"))},
    lists={"colour": ListDecl("colour", {"red": Label("red", "红")})},
    states={"away": StateDecl("away", "party", Label("away", "外出"))},
)

RULESET = Ruleset(
    "taian",
    Label("Tai'an Municipal Government: rules of work", "泰安市人民政府工作规则"),
    VOCABULARY,
    TimeSettings(),
    articles=(
        Article("51", Label("Agenda material", "议题材料"), "8"),
        Article("59", Label("Requests", "请示"), "9"),
    ),
    norms=(
        Norm(
            "taian:51.filing", "taian", "51", "filing", Form.OBLIGATION, Subject("agenda_item"), text=FILING,
            note="会前5个工作日",
        ),
        Norm("taian:51.sign_off", "taian", "51", "sign_off", Form.OBLIGATION, Subject("agenda_item")),
        Norm(
            "taian:59.brief", "taian", "59", "brief", Form.FREQUENCY, Subject("meeting"), strength=Strength.DEFAULT
        ),
    ),
)  # fmt: skip

SCENARIO = Scenario(
    "material filed four workdays ahead of a Saturday that is a working day",
    persons={"wang": Label("Wang", "王")},
    records={
        "m1": Record("m1", "meeting", Label("m1", "m1")),
        "i1": Record("i1", "agenda_item", Label("Budget", "预算")),
    },
    span=place(1),
)

HELD = FactUsed("event", "m1", "held", None, None, day("2022-04-02"), span=place(6))
FILED = FactUsed(
    "event", "i1", "filed", (("to", (Doer("general_office"),)), ("by", (Doer("wang", "mayor"),))), None,
    day("2022-03-29"), span=place(5),
)  # fmt: skip
NOT_SPECIAL = FactUsed("judgement", "i1", "special_circumstances", False, None, None, span=place(4))

STEPS = (
    CountedDay(day("2022-04-02"), 0, "anchor", "make-up workday for 2022-04-04", "调休上班（换 2022-04-04）"),
    CountedDay(day("2022-04-01"), 1, "counted"),
    CountedDay(day("2022-03-31"), 2, "counted"),
    CountedDay(day("2022-03-30"), 3, "counted"),
    CountedDay(day("2022-03-29"), 4, "counted"),
    CountedDay(day("2022-03-28"), 5, "counted"),
)

COUNT = LimitCount(
    "at_least_before",
    "5 workdays",
    HELD,
    day("2022-04-02"),
    day("2022-03-28"),
    day("2022-03-28"),
    steps=STEPS,
)

VIOLATED = Verdict(
    "taian:51.filing",
    "51",
    Status.VIOLATED,
    Explanation(
        "done_late",
        "taian:51.filing",
        "51",
        FILING,
        facts=(HELD, FILED),
        counts=(COUNT,),
        consulted=(Consulted("unless", False, None, (NOT_SPECIAL,)),),
        remedies=(Remedy("do_by", "i1", "filed", {"to": Ref("general_office")}, day("2022-03-28")),),
    ),
    record="i1",
    severity="breach",
    due=day("2022-03-28"),
    at=day("2022-03-29"),
    late_days=1,
)  # fmt: skip

UNDETERMINED = Verdict(
    "taian:51.filing",
    "51",
    Status.UNDETERMINED,
    Explanation(
        "unknown_fact",
        "taian:51.filing",
        "51",
        FILING,
        facts=(FactUsed("no_judgement", "i1", "special_circumstances"),),
        remedies=(Remedy("judge", "i1", "special_circumstances", True, possible=True),),
    ),
    record="i1",
    missing=(
        "special_circumstances of i1",
        "by of filed of i1",
        "calendar of 2027",
        "away of mayor",
        "verdict of taian:51.sign_off",
        "log before 2022-01-01",
        "limit_x",
    ),
    possible=(Status.VIOLATED, Status.EXCUSED),
)

PENDING = Verdict(
    "taian:51.sign_off",
    "51",
    Status.PENDING,
    Explanation(
        "waiting",
        "taian:51.sign_off",
        "51",
        remedies=(
            Remedy("do_by", "i1", "signed", None, day("2022-04-06"), parties=("mayor", "vice_mayor"), possible=True),
        ),
        stand_ins=(StandIn("vice_mayor", "mayor", "taian:48.stand_in"),),
    ),
    record="i1",
    due=day("2022-04-06"),
    days_left=4,
    marks=frozenset({"late_on_plan", "provisional"}),
)

EXCUSED = Verdict(
    "taian:51.sign_off",
    "51",
    Status.EXCUSED,
    Explanation(
        "overridden",
        "taian:51.sign_off",
        "51",
        consulted=(Consulted("overridden_by", True, "taian:52.urgent", (HELD,)),),
    ),
    record="i1",
    key=("general_office",),
    so_far=True,
)

TOO_MANY = Verdict(
    "taian:59.brief",
    "59",
    Status.VIOLATED,
    Explanation("too_many", "taian:59.brief", "59", count=3, bound=2),
    period="2022 Q1",
    severity="deviation",
    marks=frozenset({"answered"}),
)

SATISFIED = Verdict(
    "taian:51.sign_off",
    "51",
    Status.SATISFIED,
    Explanation("done_in_time", "taian:51.sign_off", "51"),
    record="i1",
    occurrence=2,
    occurrence_day=day("2022-03-30"),
)

VALUES = (
    True,
    3,
    "text",
    Day(day("2022-03-28")),
    Duration(2, "workday"),
    Symbol("colour", "red"),
    Ref("mayor"),
    NOTHING,
    Fraction(1, 3),
    Fraction(5, 2),
    frozenset({Ref("mayor"), Ref("wang")}),
    (Doer("wang", "mayor"),),
    {"to": Ref("general_office")},
)

REPORT = Report(RULESET, SCENARIO, day("2022-04-02"), (VIOLATED, UNDETERMINED, PENDING, EXCUSED, TOO_MANY, SATISFIED))
