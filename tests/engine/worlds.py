"""Worlds for the engine's tests: a small government's vocabulary, a log written line by line, and a case made of both.

Dates are ISO texts, with a time after a blank where one is known; parties given to party parameters become doers.
"""

from __future__ import annotations

from datetime import date

from ruledsl.civil_time import NO_CALENDAR, Convention
from ruledsl.engine.case import Case, Env
from ruledsl.engine.point import Point, end_of, start_of
from ruledsl.norms.expressions import (
    ActParam,
    Constraint,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holds,
    Literal,
    Party,
    Var,
)
from ruledsl.norms.model import Form, NamedValue, Norm, Ruleset, Subject, TimeSettings
from ruledsl.world.scenario import (
    Argument,
    DatedValue,
    Event,
    Holding,
    Judgement,
    Record,
    Scenario,
    StateInterval,
    When,
)
from ruledsl.world.values import Doer, Ref, Value
from ruledsl.world.vocabulary import (
    EventDecl,
    EventPath,
    FieldDecl,
    KindDecl,
    Label,
    OfficeDecl,
    Parameter,
    RoleDecl,
    StateDecl,
    Type,
    Vocabulary,
)

CONVENTION = Convention(NO_CALENDAR)
SELF = Var("self")

PARTY = Type("party")
YES_NO = Type("yes_no")
JUDGEMENT = Type("judgement")
WHOLE = Type("whole_number")


def label(name: str) -> Label:
    return Label(name, name)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def when(text: str) -> When:
    date_text, _, time = text.partition(" ")
    if not time:
        return When(day(date_text))
    hour, minute = time.split(":")
    return When(day(date_text), int(hour) * 3600 + int(minute) * 60)


def start(text: str) -> Point:
    return start_of(day(text))


def end(text: str) -> Point:
    return end_of(day(text))


# ------------------------------------------------------------------------------------------------ vocabulary


def _field(kind: str, name: str, type: Type, default: Value | None = None, **more: object) -> FieldDecl:
    return FieldDecl(name, kind, type, label(name), default=default, has_default=default is not None, **more)  # type: ignore[arg-type]


def _event(kind: str, text: str) -> EventDecl:
    name, _, parameters = text.partition(":")
    return EventDecl(name, kind, tuple(Parameter(p, PARTY) for p in parameters.split()), label(name))


def _kind(
    name: str, *parents: str, events: tuple[str, ...] = (), fields: tuple[FieldDecl, ...] = (), **more: object
) -> KindDecl:
    declared = tuple(_event(name, text) for text in events)
    return KindDecl(name, parents, label(name), fields=fields, events=declared, **more)  # type: ignore[arg-type]


def path(text: str) -> EventPath:
    *steps, event = text.split(".")
    return EventPath(tuple(steps), event)


def government(*more: KindDecl) -> Vocabulary:
    kinds = [
        _kind("party", is_party=True),
        _kind("person", "party", is_party=True),
        _kind("role", "party", is_party=True),
        _kind("office", "party", is_party=True),
        _kind("department", "office", is_party=True, fields=(
            _field("department", "head", Type("person")), _field("department", "parent", PARTY),
        )),
        _kind("meeting", events=("created", "convened:by", "held", "cancelled", "attended:by"),
              closes=(path("held"),), void_by=(path("cancelled"),), declares_life=True,
              fields=(_field("meeting", "attendees", Type("party", many=True)),)),
        _kind("executive_meeting", "meeting", events=("delegated:by to", "revoked:by")),
        _kind("agenda_item", events=("filed:to by", "approved:by", "withdrawn", "noted:by to"),
              closes=(path("meeting.held"), path("withdrawn")), declares_life=True, fields=(
                  _field("agenda_item", "meeting", Type("kind", "meeting")),
                  _field("agenda_item", "leader_in_charge", PARTY),
                  _field("agenda_item", "special_circumstances", JUDGEMENT),
                  _field("agenda_item", "urgent", JUDGEMENT, False),
                  _field("agenda_item", "matters", WHOLE),
                  _field("agenda_item", "pages", WHOLE),
                  _field("agenda_item", "public", YES_NO, False),
                  _field("agenda_item", "approver", PARTY, by_events=("approved",)),
                  _field("agenda_item", "deadline", Type("date")),
                  _field("agenda_item", "reviewers", Type("party", many=True)),
                  FieldDecl("cooperates", "agenda_item", JUDGEMENT, label("cooperates"),
                            parameter=Parameter("unit", PARTY)),
                  FieldDecl("quota", "agenda_item", WHOLE, label("quota"),
                            parameter=Parameter("year", Type("period"))),
              )),
        _kind("document", events=("drafted:by", "issued:by", "fee_asked", "fee_paid"), opens=path("drafted"),
              closes=(path("issued"),), declares_life=True),
        _kind("cosign", events=("sent:by", "replied:by"), opens=path("sent"), closes=(path("document.issued"),),
              declares_life=True, fields=(
                  _field("cosign", "document", Type("kind", "document")),
                  _field("cosign", "no_objection", YES_NO, False),
                  _field("cosign", "colour", Type("text")),
              )),
        *more,
    ]  # fmt: skip
    roles = [
        RoleDecl("mayor", label("mayor")),
        RoleDecl("vice_mayor", label("vice_mayor")),
        RoleDecl("executive_vice_mayor", label("executive_vice_mayor"), parents=("vice_mayor",)),
        RoleDecl("secretary", label("secretary")),
        RoleDecl("leader", label("leader"), union=("mayor", "vice_mayor")),
        RoleDecl("department_head", label("department_head"), from_field=("head", "department")),
    ]
    offices = [
        OfficeDecl("general_office", label("general_office")),
        OfficeDecl("finance", label("finance"), "department"),
    ]
    states = [
        StateDecl("away", "party", label("away")),
        StateDecl("fee_due", "document", label("fee_due"), path("fee_asked"), path("fee_paid")),
    ]
    return Vocabulary(
        {kind.name: kind for kind in kinds},
        {role.name: role for role in roles},
        {office.name: office for office in offices},
        states={state.name: state for state in states},
    )


GOVERNMENT = government()


# ------------------------------------------------------------------------------------------------ logs


class Log:
    """A scenario, written line by line; each line has the next number in the log."""

    def __init__(self, first_day: str | None = None) -> None:
        self.first_day = None if first_day is None else day(first_day)
        self.records: dict[str, Record] = {}
        self.persons: dict[str, Label] = {}
        self.holdings: list[Holding] = []
        self.events: list[Event] = []
        self.values: list[DatedValue] = []
        self.judgements: list[Judgement] = []
        self.states: list[StateInterval] = []
        self.settings: dict[str, Value] = {}
        self.lines = 0

    def record(self, name: str, kind: str, created: str | None = None, **fields: Value) -> Log:
        held: dict[tuple[str, Value | None], Value] = {(field, None): value for field, value in fields.items()}
        self.records[name] = Record(name, kind, label(name), None if created is None else when(created), held)
        return self

    def person(self, name: str, role: str | None = None, first: str | None = None, last: str | None = None) -> Log:
        self.persons[name] = label(name)
        if role is not None:
            ends = (None if first is None else day(first), None if last is None else day(last))
            self.holdings.append(Holding(name, role, *ends))
        return self

    def event(self, at: str, record: str, event: str, *, planned: bool = False, **arguments: object) -> Log:
        self.lines += 1
        given = {name: _argument(value) for name, value in arguments.items()}
        self.events.append(Event(self.lines, when(at), record, event, given, planned))
        return self

    def planned(self, at: str, record: str, event: str, **arguments: object) -> Log:
        return self.event(at, record, event, planned=True, **arguments)

    def value(self, at: str, record: str, field: str, value: Value, argument: Value | None = None) -> Log:
        self.lines += 1
        self.values.append(DatedValue(self.lines, when(at), record, field, value, argument))
        return self

    def judged(self, at: str, record: str, field: str, value: bool, argument: Value | None = None) -> Log:
        self.lines += 1
        self.judgements.append(Judgement(self.lines, when(at), record, field, value, argument=argument))
        return self

    def state(self, first: str, last: str | None, subject: str, state: str, *, known: bool = True) -> Log:
        self.states.append(StateInterval(subject, state, day(first), None if last is None else day(last), known))
        return self

    def setting(self, name: str, value: Value) -> Log:
        self.settings[name] = value
        return self

    def scenario(self) -> Scenario:
        return Scenario(
            "", self.persons, tuple(self.holdings), self.records, tuple(self.events), tuple(self.values),
            tuple(self.judgements), tuple(self.states), self.settings, self.first_day,
        )  # fmt: skip


def _argument(value: object) -> Argument:
    match value:
        case str(name):
            capacity = name.split(" as ")
            return (Doer(*capacity),)
        case tuple(names):
            return tuple(Doer(*str(name).split(" as ")) for name in names)
        case _:
            return value  # type: ignore[return-value]


# ------------------------------------------------------------------------------------------------ cases and norms


def ruleset(*norms: Norm, vocabulary: Vocabulary | None = None, **more: object) -> Ruleset:
    return Ruleset("test", label("test"), vocabulary or GOVERNMENT, TimeSettings(), norms=norms, **more)  # type: ignore[arg-type]


def case(log: Log, now: str, *norms: Norm, **more: object) -> Case:
    """The case of a log at the end of a day, under a ruleset of these norms."""
    return Case(ruleset(*norms, **more), log.scenario(), day(now), CONVENTION)  # type: ignore[arg-type]


def norm(name: str, form: Form, **more: object) -> Norm:
    kind = more.pop("kind", None)
    return Norm(f"test:1.{name}", "test", "1", name, form, Subject(kind), **more)  # type: ignore[arg-type]


def substitution(
    name: str, substitutes: str, principal: str | Expr, condition: Expr | None = None, **more: object
) -> Norm:
    """`P1, then P2 acts for Q while C`; the substitutes' names with blanks between."""
    parties = tuple(Party(p) for p in substitutes.split())
    target = Party(principal) if isinstance(principal, str) else principal
    return norm(name, Form.SUBSTITUTION, stands_in=parties, stands_for=target, while_=condition, **more)


def named_value(name: str, type: Type, value: Value | None = None) -> NamedValue:
    return NamedValue(name, type, label(name), value)


# ------------------------------------------------------------------------------------------------ expressions


def env(record: str) -> Env:
    return Env.of(record)


def ref(name: str) -> Literal:
    return Literal(Ref(name))


def own(name: str, argument: Expr | None = None) -> FieldOf:
    return FieldOf(SELF, name, argument)


def away(party: str) -> Holds:
    return Holds("away", Party(party))


def pattern(kind: str, event: str, object: Expr | None = SELF, **constraints: Expr) -> EventPattern:
    """An event of the record itself, its party parameters equal to these."""
    asked = tuple(Constraint(name, "=", value, party=True) for name, value in constraints.items())
    return EventPattern(object, kind, event, asked)


def happened(kind: str, event: str, object: Expr | None = SELF, **constraints: Expr) -> Happened:
    return Happened(pattern(kind, event, object, **constraints))


def act_parameter(event: str, parameter: str) -> ActParam:
    return ActParam("act", event, parameter)
