"""The norm: the contract of the house.

Compiling a ruleset gives a `Ruleset`: its outline, its vocabulary, its conventions of time and its norms. One
clause is one norm (a chain one norm a step, `requires E only by P` two, each `otherwise` one more). All of it is
frozen plain data; nothing but the compiler reads trees, nothing but norms drives evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from ruledsl.norms.expressions import EventPattern, Expr
from ruledsl.source import NOWHERE, Span
from ruledsl.world.values import Duration, Value
from ruledsl.world.vocabulary import Label, Type, Vocabulary


class Form(StrEnum):
    """What a norm is."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    EXCLUSIVE_POWER = "exclusive_power"
    PERMISSION = "permission"
    FREQUENCY = "frequency"
    SUBSTITUTION = "substitution"
    AUTHORISATION = "authorisation"
    DEEMING = "deeming"


class Strength(StrEnum):
    """Breaking a strict norm is a breach; breaking a default (`normally`) a deviation."""

    STRICT = "strict"
    DEFAULT = "default"


class LimitForm(StrEnum):
    """The windows of the language reference, by their first words."""

    WITHIN = "within"
    NO_LATER_THAN = "no_later_than"
    BY = "by"
    BEFORE = "before"
    AT_LEAST_BEFORE = "at_least_before"
    NOT_BEFORE = "not_before"
    FROM_TO = "from_to"
    AT = "at"
    IN_THE_LAST = "in_the_last"
    SAME_DAY = "same_day"
    AFTER = "after"
    EARLIER_THAN = "earlier_than"
    LATER_THAN = "later_than"
    PROMPTLY = "promptly"
    AT_ALL_TIMES = "at_all_times"
    EARLIER_OF = "earlier_of"
    LATER_OF = "later_of"


# ------------------------------------------------------------------------------------------------ moments


@frozen
class EventMoment:
    """The first occurrence of a pattern; `next`: the first after the norm's arising."""

    pattern: EventPattern
    next: bool = False


@frozen
class BeginsMoment:
    """The instant at which a condition comes to hold; at the opening if it holds then."""

    condition: Expr


@frozen
class LapsesMoment:
    """The instant at which norm `norm`'s forward limit passes unmet, for record `object`."""

    norm: str
    object: Expr


@frozen
class BreaksMoment:
    """The instant at which norm `norm` is violated, for record `object`."""

    norm: str
    object: Expr


@frozen
class DueMoment:
    """Another clause's due date."""

    norm: str
    object: Expr


@frozen
class PeriodMoment:
    """`edge` (begins, ends) of a period of kind `period` (year, quarter, month, ten_days, week, a declared year)."""

    period: str
    edge: str


@frozen
class DateMoment:
    day: int


@frozen
class ArisingMoment:
    """The instant at which the norm itself arises."""


Moment: TypeAlias = (
    EventMoment | BeginsMoment | LapsesMoment | BreaksMoment | DueMoment | PeriodMoment | DateMoment | ArisingMoment
)


# ------------------------------------------------------------------------------------------------ windows


@frozen
class Amount:
    """So many of a unit; `n` a number, or the name of a named value that gives it. `clear` excludes both ends.
    With `duration_name`, the whole amount is a named value of type duration."""

    n: int | str
    unit: str
    clear: bool = False
    duration_name: str | None = None


@frozen
class Limit:
    """One limit. `anchors` has one moment, or several for a step of a chain (whichever comes); `closing` is the
    second end of `after A before E`. `to` is M of `from N to M`. `date` is the expression of `by DATE-FIELD`,
    `month_day` (month, day) of `by 30 June`. `parts` are the limits of earlier_of / later_of."""

    form: LimitForm
    amount: Amount | None = None
    to: Amount | None = None
    anchors: tuple[Moment, ...] = ()
    closing: Moment | None = None
    date: Expr | None = None
    month_day: tuple[int, int] | None = None
    parts: tuple[Limit, ...] = ()


@frozen
class Layer:
    """A layer of a window. `kind`: base, or, further. A further layer has `further` (n, unit) added to the limit
    in force. `strength` None: the norm's own."""

    kind: str
    limit: Limit | None = None
    further: Amount | None = None
    condition: Expr | None = None
    strength: Strength | None = None


@frozen
class Window:
    """The layers, the base first, and the condition while which days are not counted."""

    layers: tuple[Layer, ...]
    suspended: Expr | None = None


# ------------------------------------------------------------------------------------------------ norms


@frozen
class Subject:
    """What a norm speaks of: every record of `kind` (bound to `self`), or one party (`party`: an expression that
    is the record `self` itself)."""

    kind: str | None = None
    party: Expr | None = None
    text: str = ""


@frozen
class ForEach:
    """`for each x in SET`; without a set (`key`), the value that splits a frequency's events (an expression over
    the event's record and act)."""

    var: str
    set: Expr | None = None
    key: Expr | None = None


@frozen
class Frequency:
    """Between `at_least` and `at_most` (either may be None; a str is a named value) matching events a period.

    `period`: year, quarter, month, ten_days, week, a declared year; `rolling` instead for `in any N U`;
    `at_any_time` counts open records; `per_record` counts each record's by itself.
    """

    at_least: int | str | None
    at_most: int | str | None
    period: str | None = None
    rolling: Amount | None = None
    at_any_time: bool = False
    per_record: bool = False


@frozen
class Doers:
    """Who may: `only by P`. `parties` in the order of a succession for substitutions."""

    parties: tuple[Expr, ...]
    in_person: bool = False


@frozen
class Norm:
    """One norm.

    id: `ruleset:article.label`, stable. `article`, `paragraph`: its source. `subject`: whose records it binds.
    `content`: what an obligation requires (a condition over `self`). `event`: the event a prohibition, exclusive
    power, permission or frequency speaks of (its object is `self` or None for a party subject's acts).
    `window`: when. `upon`: an instance for each. `for_each`, `when`, `unless`, `overrides`, `duty_of`: modifiers.
    `only_by`, `only_when`: the exclusive power. `until`, `while_`: of a prohibition or authorisation.
    `despite`: ids of the norms a permission lifts. `deems`: (field, argument, value) of a deeming.
    `stands_in`: who (in order) acts for `stands_for`, in `acts` (kind, event) or for `for_norms` (ids; both empty:
    in everything). `otherwise_of`: id of the norm whose breach this one arises from. `chain`: id of the chain and
    0-based step. `text`: the clause as written, in canonical spacing, without what follows
    from its breach. `first_day`/`last_day`: in force (None: open).
    """

    id: str
    ruleset: str
    article: str
    label: str
    form: Form
    subject: Subject
    strength: Strength = Strength.STRICT
    paragraph: str | None = None
    content: Expr | None = None
    event: EventPattern | None = None
    window: Window | None = None
    upon: Moment | None = None
    for_each: tuple[ForEach, ...] = ()
    when: Expr | None = None
    unless: Expr | None = None
    overrides: tuple[str, ...] = ()
    duty_of: Expr | None = None
    only_by: Doers | None = None
    only_when: Expr | None = None
    until: Moment | None = None
    while_: Expr | None = None
    despite: tuple[str, ...] = ()
    deems: tuple[str, Expr | None, Expr] | None = None
    stands_in: tuple[Expr, ...] = ()
    stands_for: Expr | None = None
    acts: tuple[tuple[str, str], ...] = ()
    for_norms: tuple[str, ...] = ()
    frequency: Frequency | None = None
    otherwise_of: str | None = None
    chain: tuple[str, int] | None = None
    note: str = ""
    reading: str = ""
    text: str = ""
    first_day: int | None = None
    last_day: int | None = None
    span: Span = NOWHERE

    @property
    def local_id(self) -> str:
        """The id without the ruleset's name: `51.filing`."""
        return self.id.partition(":")[2]

    @property
    def breakable(self) -> bool:
        """Whether the norm can be violated at all."""
        return self.form in (Form.OBLIGATION, Form.PROHIBITION, Form.EXCLUSIVE_POWER, Form.FREQUENCY)


@frozen
class Statement:
    """A sentence of the source accounted for without a norm: stated as something no scenario could break, or
    repeating other norms (`restates`)."""

    label: str | None
    text: str = ""
    restates: tuple[str, ...] = ()
    paragraph: str | None = None
    span: Span = NOWHERE


@frozen
class Article:
    number: str
    title: Label
    chapter: str | None
    statements: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span = NOWHERE


@frozen
class Chapter:
    number: str
    title: Label
    span: Span = NOWHERE


@frozen
class NamedValue:
    name: str
    type: Type
    label: Label
    value: Value | None = None


@frozen
class CalendarSpec:
    """How the working calendar is made: an official or declared one, overrides as text (the file's content),
    or working in all of several."""

    name: str
    base: str = ""
    overrides: str = ""
    joined: tuple[CalendarSpec, ...] = ()


@frozen
class TimeSettings:
    """The ruleset's conventions of time; the defaults are the PRC Civil Code's, with a calendar to be chosen."""

    calendar: CalendarSpec | None = None
    zone: str = "Asia/Shanghai"
    roll_over: bool = True
    business_close: int | None = None
    years: Mapping[str, tuple[int, int]] = field(factory=dict)
    units: Mapping[str, str] = field(factory=dict)
    horizon: Duration | None = None


@frozen
class Ruleset:
    """A compiled ruleset. `precedence`: each line's ids, the overriding first. `deeming_strata`: the ids of the
    deemings, level by level; those of a level rest on those of lower levels only. `files`: the ruleset's own files.
    """

    name: str
    label: Label
    vocabulary: Vocabulary
    time: TimeSettings
    chapters: tuple[Chapter, ...] = ()
    articles: tuple[Article, ...] = ()
    norms: tuple[Norm, ...] = ()
    values: Mapping[str, NamedValue] = field(factory=dict)
    precedence: tuple[tuple[str, ...], ...] = ()
    first_day: int | None = None
    last_day: int | None = None
    deeming_strata: tuple[tuple[str, ...], ...] = ()
    files: tuple[str, ...] = ()

    def norm(self, norm_id: str) -> Norm | None:
        """The norm with a full or local id (of several versions the first)."""
        full = norm_id if ":" in norm_id else f"{self.name}:{norm_id}"
        return next((n for n in self.norms if n.id == full), None)
