"""Norm data as words: conditions, moments and windows in the language's own English form. Handed data of a compiled
ruleset, `Words` hands on the text that a clause would say it by; explanations and exports show it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from ruledsl.civil_time.text import format_date
from ruledsl.norms.expressions import (
    ActParam,
    Among,
    And,
    Arithmetic,
    Broken,
    Compare,
    Constraint,
    Count,
    CountEvents,
    DoerOf,
    EventDay,
    EventParam,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holders,
    Holds,
    IsKind,
    IsSet,
    Lapsed,
    Literal,
    Member,
    Not,
    OpenRecords,
    Or,
    Party,
    Pointing,
    Portion,
    Quantified,
    SetOf,
    Sum,
    ValueName,
    Var,
)
from ruledsl.norms.model import (
    Amount,
    ArisingMoment,
    BeginsMoment,
    BreaksMoment,
    DateMoment,
    DueMoment,
    EventMoment,
    ForEach,
    Form,
    Frequency,
    LapsesMoment,
    Layer,
    Limit,
    LimitForm,
    Moment,
    Norm,
    PeriodMoment,
    Strength,
    Window,
)
from ruledsl.norms.time_words import MONTHS, UNITS
from ruledsl.world.values import Day, Duration, Nothing, Ref, Symbol, Value
from ruledsl.world.vocabulary import Vocabulary

_OR, _AND, _NOT, _COMPARISON, _SUM, _TERM = range(6)
"""How tightly an expression binds, from the loosest."""

_BEFORE_ANCHOR: Final = {
    LimitForm.NO_LATER_THAN: ("no later than", "after"),
    LimitForm.AT_LEAST_BEFORE: ("at least", "before"),
    LimitForm.NOT_BEFORE: ("not before", "after"),
    LimitForm.IN_THE_LAST: ("in the last", "before"),
    LimitForm.EARLIER_THAN: ("earlier than", "after"),
    LimitForm.LATER_THAN: ("later than", "after"),
}


@frozen
class Words:
    """Says norm data in the language's words. `vocabulary` gives fields that name doers their names; `counted` is
    the variable of the count that is being said."""

    vocabulary: Vocabulary
    counted: str = ""

    # -------------------------------------------------------------------------------- conditions

    def expression(self, expr: Expr) -> str:
        """A condition or value as a clause would write it."""
        return self._at(expr, _OR)

    def _at(self, expr: Expr, level: int) -> str:
        text, own = self._said(expr)
        return f"({text})" if own < level else text

    def _said(self, expr: Expr) -> tuple[str, int]:
        """The text of an expression, and how tightly it binds."""
        match expr:
            case Or(items=items):
                return " or ".join(self._at(item, _AND) for item in items), _OR
            case And(items=items):
                return " and ".join(self._at(item, _NOT) for item in items), _AND
            case Not(item=IsSet(item=item)):
                return f"{self._at(item, _SUM)} is not set", _COMPARISON
            case Not(item=IsKind(item=item, kind=kind)):
                return f"{self._at(item, _SUM)} is not {kind}", _COMPARISON
            case Not(item=item):
                return f"not {self._at(item, _NOT)}", _NOT
            case Quantified(which=which, var=var, set=set_, body=body):
                return f"{which} {var} in {self._at(set_, _SUM)} has {self._at(body, _NOT)}", _NOT
            case Compare(op=op, left=left, right=right, in_person=in_person):
                text = f"{self._at(left, _SUM)} {op} {self._at(right, _SUM)}"
                return f"{text} in person" if in_person else text, _COMPARISON
            case Member(item=item, set=set_, negated=False, of_members=True):
                return f"{self._at(set_, _SUM)} contains {self._at(item, _SUM)}", _COMPARISON
            case Member(item=item, set=set_, negated=False, of_members=True) if not isinstance(item, Party):
                return f"{self._at(set_, _SUM)} contains {self._at(item, _SUM)}", _COMPARISON
            case Member(item=item, set=set_, negated=negated):
                return f"{self._at(item, _SUM)} {'not in' if negated else 'in'} {self._at(set_, _SUM)}", _COMPARISON
            case Among(left=left, right=right):
                return f"{self._at(left, _SUM)} among {self._at(right, _SUM)}", _COMPARISON
            case IsSet(item=item):
                return f"{self._at(item, _SUM)} is set", _COMPARISON
            case IsKind(item=item, kind=kind):
                return f"{self._at(item, _SUM)} is {kind}", _COMPARISON
            case Lapsed(norm=norm, object=object):
                return f"{self._norm_of(norm, object)} lapsed", _COMPARISON
            case Broken(norm=norm, object=object):
                return f"{self._norm_of(norm, object)} broken", _COMPARISON
            case Happened(pattern=pattern, recent=None):
                return self.pattern(pattern), _TERM
            case Happened(pattern=pattern, recent=Duration() as recent):
                return f"{self.pattern(pattern)} within the last {duration(recent)}", _COMPARISON
            case Arithmetic(op=op, left=left, right=right):
                return f"{self._at(left, _SUM)} {op} {self._at(right, _TERM)}", _SUM
            case Portion(numerator=above, denominator=below, of=of):
                return f"{above}/{below} of {self._at(of, _TERM)}", _TERM
            case _:
                return self._term(expr), _TERM

    def _term(self, expr: Expr) -> str:
        match expr:
            case Literal(value=value):
                return literal(value)
            case Var(name=name):
                return name
            case Party(name=name) | ValueName(name=name) | OpenRecords(kind=name):
                return name
            case FieldOf(object=object, field=name, argument=argument):
                own = self._after(object, name)
                return own if argument is None else f"{own}({self._period_or_value(argument)})"
            case DoerOf(object=object, events=events):
                return self._after(object, self._doer_field(events))
            case ActParam(event=event, parameter=parameter):
                return f"{event}.{parameter}"
            case EventParam(object=object, event=event, parameter=parameter):
                return f"{self._after(object, event)}.{parameter}"
            case EventDay(object=object, event=event):
                return self._after(object, event)
            case Holds(state=state, of=of):
                return state if _is_self(of) else f"{state}({self.expression(of)})"
            case SetOf(items=items):
                return f"({', '.join(self.expression(item) for item in items)})"
            case Holders(role=role):
                return f"holders({self.expression(role)})"
            case Pointing(kind=kind, target=target):
                return f"{kind} of {self.expression(target)}"
            case Count() | CountEvents() | Sum():
                return self._quantity(expr)
            case _:
                return f"({self._said(expr)[0]})"

    def _quantity(self, expr: Count | CountEvents | Sum) -> str:
        match expr:
            case Count(set=set_, var=var, where=where, distinct=None):
                return f"count({self.expression(set_)}{self._counting(var)._where(where)})"
            case Count(set=set_, var=var, where=where, distinct=distinct):
                assert distinct is not None
                of = f"{self.expression(distinct)} for {var} in {self._at(set_, _SUM)}"
                return f"count(distinct {of}{self._where(where)})"
            case CountEvents(pattern=pattern, var=var, where=where, period=period):
                within = f" in this {period}" if period is not None else ""
                inner = self._counting(var)
                if pattern.object is not None:
                    return f"count({self.pattern(pattern)}{inner._where(where)}){within}"
                asked = [inner.constraint(one) for one in pattern.constraints]
                asked += [inner._at(where, _NOT)] if where is not None else []
                which = f" where {' and '.join(asked)}" if asked else ""
                return f"count({pattern.event} of {pattern.kind}{which}){within}"
            case Sum(item=item, var=var, set=set_, where=where):
                of = f"{self.expression(item)} for {var} in {self._at(set_, _SUM)}"
                return f"sum({of}{self._where(where)})"

    def _counting(self, var: str) -> Words:
        """The words for what is asked of a counted member, whose own names are written bare."""
        return evolve(self, counted=var)

    def _where(self, where: Expr | None) -> str:
        return "" if where is None else f" where {self.expression(where)}"

    def _period_or_value(self, argument: Expr) -> str:
        if isinstance(argument, Literal) and isinstance(argument.value, str):
            return argument.value
        return self.expression(argument)

    def _after(self, object: Expr, name: str) -> str:
        """`name` of an object; the subject's own and a counted member's own are written bare."""
        if _is_self(object) or (self.counted and object == Var(self.counted)):
            return name
        return f"{self._at(object, _TERM)}.{name}"

    def _doer_field(self, events: tuple[str, ...]) -> str:
        for kind in self.vocabulary.kinds.values():
            for field in kind.fields:
                if field.by_events == events:
                    return field.name
        return f"by {' or '.join(events)}"

    def _norm_of(self, norm: str, object: Expr) -> str:
        local = local_id(norm)
        return local if _is_self(object) else self._after(object, local.rpartition(".")[2])

    # -------------------------------------------------------------------------------- events

    def pattern(self, pattern: EventPattern) -> str:
        """An event pattern: `filed(to = general_office)`, `meeting.held`."""
        object = pattern.object
        name = f"{pattern.kind}.{pattern.event}" if object is None else self._after(object, pattern.event)
        if not pattern.constraints:
            return name
        return f"{name}({', '.join(self.constraint(constraint) for constraint in pattern.constraints)})"

    def constraint(self, constraint: Constraint) -> str:
        text = f"{constraint.parameter} {constraint.op} {self._at(constraint.value, _SUM)}"
        return f"{text} in person" if constraint.in_person else text

    # -------------------------------------------------------------------------------- time

    def moment(self, moment: Moment) -> str:
        """An instant; the norm's own arising is `its arising`."""
        match moment:
            case EventMoment(pattern=pattern, next=next):
                return f"next {self.pattern(pattern)}" if next else self.pattern(pattern)
            case BeginsMoment(condition=condition):
                plain = isinstance(condition, FieldOf | Holds | Happened)
                text = self.expression(condition)
                return f"{text} begins" if plain else f"({text}) begins"
            case LapsesMoment(norm=norm, object=object):
                return f"{self._norm_of(norm, object)} lapses"
            case BreaksMoment(norm=norm, object=object):
                return f"{self._norm_of(norm, object)} breaks"
            case DueMoment(norm=norm, object=object):
                return f"due of {self._norm_of(norm, object)}"
            case PeriodMoment(period=period, edge=edge):
                return f"{period} {edge}"
            case DateMoment(day=day):
                return format_date(day)
            case ArisingMoment():
                return "its arising"

    def window(self, window: Window) -> str:
        """A whole window: `within 3 workdays of sent, or 1 week if especially_complex`."""
        parts = [self.layer(layer) for layer in window.layers]
        if window.suspended is not None:
            parts.append(f"not counting days while {self.expression(window.suspended)}")
        return ", ".join(parts)

    def layer(self, layer: Layer) -> str:
        condition = f" if {self.expression(layer.condition)}" if layer.condition is not None else ""
        if layer.further is not None:
            return f"and {number_of(layer.further)} further {unit_words(layer.further)}{condition}"
        assert layer.limit is not None
        limit = self.limit(layer.limit)
        if layer.kind == "base":
            return limit
        return f"or {'normally ' if layer.strength is Strength.DEFAULT else ''}{limit}{condition}"

    def limit(self, limit: Limit) -> str:
        """One limit: `at least 5 workdays before meeting.held`."""
        match limit.form:
            case LimitForm.WITHIN:
                arising = limit.anchors == (ArisingMoment(),)
                return f"within {self._amount(limit)}{'' if arising else f' of {self._anchor(limit)}'}"
            case LimitForm.BY:
                if limit.month_day is not None:
                    month, day = limit.month_day
                    return f"by {day} {MONTHS[month - 1]}"
                assert limit.date is not None
                return f"by {self.expression(limit.date)}"
            case LimitForm.BEFORE:
                return f"before {self._anchor(limit)}"
            case LimitForm.FROM_TO:
                assert limit.amount is not None
                return f"from {number_of(limit.amount)} to {amount_of(limit.to)} after {self._anchor(limit)}"
            case LimitForm.AT:
                return f"at {self._anchor(limit)}"
            case LimitForm.SAME_DAY:
                return f"same day as {self._anchor(limit)}"
            case LimitForm.AFTER:
                closing = f" before {self.moment(limit.closing)}" if limit.closing is not None else ""
                return f"after {self._anchor(limit)}{closing}"
            case LimitForm.PROMPTLY:
                arising = limit.anchors == (ArisingMoment(),)
                return "promptly" if arising else f"promptly after {self._anchor(limit)}"
            case LimitForm.AT_ALL_TIMES:
                return "at all times"
            case LimitForm.EARLIER_OF | LimitForm.LATER_OF:
                which = "earlier" if limit.form is LimitForm.EARLIER_OF else "later"
                return f"the {which} of {' and '.join(self.limit(part) for part in limit.parts)}"
            case form:
                first, second = _BEFORE_ANCHOR[form]
                return f"{first} {self._amount(limit)} {second} {self._anchor(limit)}"

    def _amount(self, limit: Limit) -> str:
        return amount_of(limit.amount)

    def _anchor(self, limit: Limit) -> str:
        return " or ".join(self.moment(anchor) for anchor in limit.anchors)

    def frequency(self, frequency: Frequency, event: EventPattern | None) -> str:
        """`at most 2 held per month`."""
        low, high = frequency.at_least, frequency.at_most
        if low is None:
            bounds = f"at most {high}"
        elif high is None:
            bounds = f"at least {low}"
        else:
            bounds = f"exactly {low}" if low == high else f"{low} to {high}"
        counted = self.pattern(event) if event is not None else "open"
        return f"{bounds} {counted} {span_of(frequency)}"

    # -------------------------------------------------------------------------------- clauses

    def clause(self, norm: Norm) -> str:
        """A whole norm as one clause, without its label and what follows from its breach. Compiling it in the
        norm's place gives the norm again, but for a step of a chain, which is said by itself."""
        parts = [self._verb(norm)]
        if norm.upon is not None and norm.form is not Form.AUTHORISATION:
            parts.append(f"upon {self.moment(norm.upon)}")
        parts += [self._for_each(each) for each in norm.for_each if not self._is_root(each, norm)]
        if norm.when is not None:
            parts.append(f"when {self.expression(norm.when)}")
        if norm.unless is not None:
            parts.append(f"unless {self.expression(norm.unless)}")
        if norm.overrides:
            parts.append(f"overrides {_ids(norm.overrides)}")
        if norm.duty_of is not None:
            parts.append(f"duty of {self.expression(norm.duty_of)}")
        return " ".join(parts)

    def _verb(self, norm: Norm) -> str:
        normally = "normally " if norm.strength is Strength.DEFAULT else ""
        subject = f"{norm.subject.text} {normally}"
        match norm.form:
            case Form.OBLIGATION:
                assert norm.content is not None
                return f"{subject}requires {self.expression(norm.content)}{self._window_of(norm)}"
            case Form.FREQUENCY:
                assert norm.frequency is not None
                return f"{subject}requires {self.frequency(norm.frequency, norm.event)}"
            case Form.PROHIBITION:
                until = f" until {self.moment(norm.until)}" if norm.until is not None else ""
                while_ = f" while {self.expression(norm.while_)}" if norm.while_ is not None else ""
                return f"{subject}forbids {self._event_of(norm)}{self._window_of(norm)}{until}{while_}"
            case Form.EXCLUSIVE_POWER:
                when = f" only when {self.expression(norm.only_when)}" if norm.only_when is not None else ""
                return f"{subject}permits {self._event_of(norm)}{self._only_by(norm)}{when}"
            case Form.PERMISSION:
                despite = f" despite {_ids(norm.despite)}" if norm.despite else ""
                return f"{subject}permits {self._event_of(norm)}{despite}"
            case Form.DEEMING:
                assert norm.deems is not None
                name, argument, value = norm.deems
                field = name if argument is None else f"{name}({self._period_or_value(argument)})"
                return f"{subject}deems {field} = {self._at(value, _SUM)}"
            case Form.SUBSTITUTION | Form.AUTHORISATION:
                return self._stands_in(norm)

    def _window_of(self, norm: Norm) -> str:
        return f" {self.window(norm.window)}" if norm.window is not None else ""

    def _event_of(self, norm: Norm) -> str:
        assert norm.event is not None
        return self.pattern(norm.event)

    def _only_by(self, norm: Norm) -> str:
        if norm.only_by is None:
            return ""
        parties = self.parties(norm.only_by.parties)
        who = parties[0] if len(parties) == 1 else f"({', '.join(parties)})"
        return f" only by {who}{' in person' if norm.only_by.in_person else ''}"

    def _stands_in(self, norm: Norm) -> str:
        assert norm.stands_for is not None
        verb = "acts for" if norm.form is Form.SUBSTITUTION else "may act for"
        own = {"self": norm.subject.text}
        text = (
            f"{', then '.join(self._party(p, own) for p in norm.stands_in)} {verb} {self._party(norm.stands_for, own)}"
        )
        if norm.acts:
            text += f" in {', '.join(f'{kind}.{event}' for kind, event in norm.acts)}"
        if norm.for_norms:
            text += f" for {_ids(norm.for_norms)}"
        if norm.while_ is not None:
            text += f" while {self.expression(norm.while_)}"
        return text + (f" until {self.moment(norm.until)}" if norm.until is not None else "")

    def _party(self, party: Expr, own: Mapping[str, str]) -> str:
        """A party of an acting-for clause; the subject itself by its kind's name."""
        match party:
            case Var(name=name) if name in own:
                return own[name]
            case FieldOf(object=Var(name=name), field=field) if name in own and self._is_party_kind(own[name]):
                return f"{own[name]}.{field}"
            case _:
                return self.expression(party)

    def _is_party_kind(self, kind: str) -> bool:
        decl = self.vocabulary.kinds.get(kind)
        return decl is not None and decl.is_party

    def _for_each(self, each: ForEach) -> str:
        return f"for each {each.var}" + (f" in {self._at(each.set, _SUM)}" if each.set is not None else "")

    def _is_root(self, each: ForEach, norm: Norm) -> bool:
        """Whether a variable stands for a kind of party that begins a path of an acting-for clause."""
        acting = norm.form in (Form.SUBSTITUTION, Form.AUTHORISATION)
        return acting and each.set == OpenRecords(each.var)

    def parties(self, parties: Sequence[Expr]) -> tuple[str, ...]:
        """Parties, each in words."""
        return tuple(self.expression(party) for party in parties)


# ------------------------------------------------------------------------------------------------ small words


def local_id(norm: str) -> str:
    """A norm's id without its ruleset's name."""
    return norm.partition(":")[2]


def _ids(ids: Sequence[str]) -> str:
    return ", ".join(local_id(id) for id in ids)


def literal(value: Value) -> str:
    """A constant as a clause writes it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case Fraction():
            return exact_text(value)
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case Day(ordinal=ordinal):
            return format_date(ordinal)
        case Duration():
            return duration(value)
        case Symbol(name=name) | Ref(name=name):
            return name
        case Nothing():
            return "none"
        case frozenset():
            return f"({', '.join(sorted(literal(item) for item in value))})"


def exact_text(value: Fraction) -> str:
    """A decimal where one is exact, else a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    if places == 0:
        return str(value.numerator)
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def duration(value: Duration) -> str:
    return amount_of(Amount(value.n, value.unit))


def amount_of(amount: Amount | None) -> str:
    """`3 clear days`; the name of a value that gives it."""
    assert amount is not None
    if amount.duration_name is not None:
        return amount.duration_name
    return f"{number_of(amount)} {'clear ' if amount.clear else ''}{unit_words(amount)}"


def number_of(amount: Amount) -> str:
    return str(amount.n)


def unit_words(amount: Amount) -> str:
    return amount.unit if amount.n == 1 or amount.unit not in UNITS else f"{amount.unit}s"


def span_of(frequency: Frequency) -> str:
    """`per month`, `in any 12 months`, `at any time`, `per record`."""
    if frequency.at_any_time:
        return "at any time"
    if frequency.per_record:
        return "per record"
    if frequency.rolling is not None:
        return f"in any {amount_of(frequency.rolling)}"
    return f"per {frequency.period}"


def _is_self(object: Expr) -> bool:
    return isinstance(object, Var) and object.name == "self"
