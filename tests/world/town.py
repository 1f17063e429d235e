"""A small town: one vocabulary with every type of field and every sort of life, and the norms that may be named."""

from __future__ import annotations

from ruledsl.diagnostics import Diagnostic, Diagnostics
from ruledsl.source import Span
from ruledsl.world.builder import ScenarioBuilder
from ruledsl.world.norm_names import NormName
from ruledsl.world.values import Duration, Symbol
from ruledsl.world.vocabulary import (
    EventDecl,
    EventPath,
    FieldDecl,
    KindDecl,
    Label,
    ListDecl,
    OfficeDecl,
    Parameter,
    RoleDecl,
    StateDecl,
    Type,
    Vocabulary,
)

PARTY = Type("party")
BY = Parameter("by", PARTY)


def label(name: str) -> Label:
    return Label(name, name)


def field(kind: str, name: str, of: Type, parameter: Parameter | None = None, **more: object) -> FieldDecl:
    return FieldDecl(name, kind, of, label(name), parameter, **more)  # type: ignore[arg-type]


def event(kind: str, name: str, *parameters: Parameter) -> EventDecl:
    return EventDecl(name, kind, parameters, label(name))


MEETING = KindDecl(
    "meeting",
    (),
    Label("meeting", "会议"),
    closes=(EventPath((), "held"),),
    void_by=(EventPath((), "cancelled"),),
    fields=(
        field("meeting", "chair", PARTY),
        field("meeting", "topics", Type("text", many=True)),
        field("meeting", "invited", Type("party", many=True)),
    ),
    events=(
        event("meeting", "convened", BY),
        event("meeting", "held"),
        event("meeting", "cancelled"),
    ),
    declares_life=True,
)

REQUEST = KindDecl(
    "request",
    (),
    Label("request", "请示"),
    opens=EventPath((), "submitted"),
    closes=(EventPath((), "answered"),),
    void_by=(EventPath((), "withdrawn"),),
    fields=(
        field("request", "matters", Type("whole_number")),
        field("request", "share", Type("decimal")),
        field("request", "title", Type("text")),
        field("request", "due_day", Type("date")),
        field("request", "extension", Type("duration")),
        field("request", "colour", Type("list", "colour")),
        field("request", "public", Type("yes_no")),
        field("request", "meeting", Type("kind", "meeting")),
        field("request", "about", Type("record")),
        field("request", "leader", Type("role", "vice_mayor")),
        field("request", "author", Type("person")),
        field("request", "unit", Type("kind", "department")),
        field("request", "urgent", Type("judgement")),
        field("request", "complex", Type("judgement"), default=False, has_default=True),
        field("request", "cooperates", Type("yes_no"), Parameter("unit", Type("kind", "department"))),
        field("request", "restraint", Type("judgement"), Parameter("year", Type("period", "year"))),
        field("request", "signer", PARTY, by_events=("signed",)),
    ),
    events=(
        event("request", "submitted", BY, Parameter("to", Type("kind", "department"))),
        event("request", "signed", BY),
        event(
            "request",
            "answered",
            BY,
            Parameter("pages", Type("whole_number")),
            Parameter("tone", Type("list", "colour")),
        ),
        event("request", "withdrawn"),
        event("request", "joined", Parameter("other", Type("kind", "request"))),
    ),
    declares_life=True,
)

REPLY = KindDecl(
    "reply",
    (),
    label("reply"),
    opens=EventPath(("request",), "answered"),
    fields=(field("reply", "request", Type("kind", "request")),),
    events=(event("reply", "sent", BY),),
    declares_life=True,
)

TOWN = Vocabulary(
    kinds={
        "party": KindDecl("party", (), label("party"), is_party=True),
        "person": KindDecl(
            "person",
            ("party",),
            label("person"),
            is_party=True,
            fields=(field("person", "rank", Type("whole_number")),),
        ),
        "role": KindDecl("role", ("party",), label("role"), is_party=True),
        "office": KindDecl("office", ("party",), label("office"), is_party=True),
        "department": KindDecl(
            "department",
            ("office",),
            Label("department", "部门"),
            is_party=True,
            fields=(
                field("department", "head", Type("person")),
                field("department", "above", Type("kind", "department")),
            ),
            events=(event("department", "founded"),),
        ),
        "official": KindDecl("official", ("person",), label("official"), is_party=True),
        "meeting": MEETING,
        "executive_meeting": KindDecl("executive_meeting", ("meeting",), label("executive_meeting")),
        "request": REQUEST,
        "reply": REPLY,
        "file": KindDecl("file", (), label("file")),
    },
    roles={
        "mayor": RoleDecl("mayor", Label("mayor", "市长")),
        "vice_mayor": RoleDecl("vice_mayor", label("vice_mayor")),
        "executive_vice_mayor": RoleDecl(
            "executive_vice_mayor", label("executive_vice_mayor"), parents=("vice_mayor",)
        ),
        "department_head": RoleDecl("department_head", label("department_head"), from_field=("head", "department")),
    },
    offices={
        "finance": OfficeDecl("finance", Label("finance", "财政局"), "department"),
        "general_office": OfficeDecl("general_office", label("general_office")),
    },
    lists={"colour": ListDecl("colour", {"red": label("red"), "green": label("green"), "blue": label("blue")})},
    states={
        "away": StateDecl("away", "party", label("away")),
        "ill": StateDecl("ill", "person", label("ill")),
        "suspended": StateDecl("suspended", "request", label("suspended")),
        "pending_answer": StateDecl(
            "pending_answer", "request", label("pending_answer"), EventPath((), "submitted"), EventPath((), "answered")
        ),
    },
)

NORMS = (
    NormName("town:51.filing", judged=False, kind="request"),
    NormName("town:51.sign_off", judged=False, kind="request"),
    NormName("town:47.form.1", ("submitted",), False, "request"),
    NormName("town:47.form.2", ("signed",), False, "request"),
    NormName("town:10.prompt", judged=True, kind="request"),
    NormName("town:59.sign.duty", judged=False, kind="request"),
    NormName("town:59.sign.power", judged=False, kind="request"),
    NormName("town:60.filing", judged=False, kind="meeting"),
)

VALUES = {
    "quorum": Type("whole_number"),
    "limit": Type("duration"),
    "interval": Type("period"),
    "favourite": Type("list", "colour"),
}

TERMS: dict[str, object] = {
    "norm_ids": NORMS,
    "value_types": VALUES,
    "units": ("school_day",),
    "periods": {"school_year": (9, 1)},
}

RED = Symbol("colour", "red")
FIVE_DAYS = Duration(5, "workday")


def place(number: int) -> Span:
    """The place of a made-up line, so that tests can say which line is blamed."""
    return Span("town.scenario", number * 100, number * 100 + 10, number, 1)


def building() -> tuple[ScenarioBuilder, Diagnostics]:
    diagnostics = Diagnostics()
    builder = ScenarioBuilder(TOWN, **TERMS, diagnostics=diagnostics)  # type: ignore[arg-type]
    return builder.title("a case"), diagnostics


def told(diagnostics: Diagnostics) -> list[tuple[str, int, str]]:
    """Code, line and message of every diagnostic."""
    return [(d.code, d.span.line, d.message) for d in diagnostics]


def only(diagnostics: Diagnostics) -> Diagnostic:
    assert len(diagnostics) == 1, told(diagnostics)
    return diagnostics.items[0]
