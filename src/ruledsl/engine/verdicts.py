"""Verdicts and their explanations, as data.

The engine makes these; reports print them. An explanation says what the verdict rests on: the clause, the facts,
events and absences used, the day-by-day count, who acted for whom, the exceptions and orders looked at, and the
nearest changes that would satisfy the norm. It is a tree of data, not text: words are the report's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

from ruledsl.source import NOWHERE, Span


class Status(StrEnum):
    """The six verdicts."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    PENDING = "pending"
    EXCUSED = "excused"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


@frozen(cache_hash=True)
class FactUsed:
    """A fact that counted. `kind`: event, no_event, other_event, field, unknown_field, judgement, no_judgement, state,
    no_state, role, no_role, plan, value, unset_value, record, norm, calendar. `subject`: the record or party. `name`:
    the event, field, state, role or norm. `value`: what it was, for display. `argument`: a field's or state's, or what
    an entry that does not count (other_event) was asked to be. `day`/`second`: when (start for states); `last`: a
    state's or holding's last day. `span`: where the input says so. `seq`: the entry's number in the log."""

    kind: str
    subject: str
    name: str
    value: object = None
    argument: object = None
    day: int | None = None
    second: int | None = None
    last: int | None = None
    seq: int | None = None
    span: Span = NOWHERE


@frozen
class CountedDay:
    """A step of the day-by-day count. `number`: the running count, None if the day did not count. `reason`: as in
    `civil_time.DayStep`."""

    day: int
    number: int | None
    reason: str
    name_en: str = ""
    name_zh: str = ""


@frozen
class LimitCount:
    """How a due date was found: from which anchor (`anchor_day`, and `anchor`: its fact), how much of which unit
    in which direction, with the steps. `due_latest` differs from `due` only where the calendar is not published
    (None: open)."""

    form: str
    amount: str
    anchor: FactUsed | None
    anchor_day: int | None
    due: int | None
    due_latest: int | None = None
    due_second: int | None = None
    layer: int = 0
    steps: tuple[CountedDay, ...] = ()
    provisional: bool = False


@frozen
class StandIn:
    """`substitute` acted for `principal` under norm `norm`."""

    substitute: str
    principal: str
    norm: str


@frozen
class Consulted:
    """An exception, order or permission looked at. `kind`: unless, overridden_by, permission, conflict, when,
    only_when. `truth`: True, False or None (unknown)."""

    kind: str
    truth: bool | None
    norm: str | None = None
    facts: tuple[FactUsed, ...] = ()


@frozen
class Remedy:
    """A nearest change that would satisfy the norm. `kind`: do_by (do `event` on or before `day`), do_on,
    done_by (by another party), set_field, judge, not_do, do_before, more, fewer, wait, set_value. `possible`: whether
    it can still be done at `now` (else it is what would have been needed). `arguments`: the parameters that the act
    must have, but for `by`. `argument`: the parameter of a field that has one. `way`: changes of one way are needed
    together; different ways are alternatives."""

    kind: str
    record: str
    name: str = ""
    value: object = None
    day: int | None = None
    first: int | None = None
    parties: tuple[str, ...] = ()
    possible: bool = False
    arguments: tuple[tuple[str, object], ...] = ()
    argument: object = None
    way: int = 0


@frozen
class Explanation:
    """Why. `why` is a code (see `ruledsl.report.wording`): done_in_time, done_late, not_done, condition_holds,
    condition_fails, not_arisen, when_false, closed_before, not_in_force, exception, overridden, permitted, conflict,
    waiting, unknown_fact, unpublished_calendar, value_not_set, forbidden_act, no_forbidden_act, not_entitled,
    too_many, too_few, enough, judged_late, done_not_judged, limit_passed, void, none_yet."""

    why: str
    norm: str
    article: str
    text: str = ""
    arose_day: int | None = None
    facts: tuple[FactUsed, ...] = ()
    counts: tuple[LimitCount, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    consulted: tuple[Consulted, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    count: int | None = None
    bound: int | None = None


@frozen
class Verdict:
    """One verdict on one instance of a norm.

    `record`: the subject's record (None for a clause without an instance, and for frequencies over all records).
    `key`: the members bound by `for each`, in order. `period`: a frequency's period label. `occurrence`: the 1-based
    number of the triggering or deciding occurrence, `occurrence_day` its day. `severity`: breach or deviation, only
    for violated. `so_far`. `due`: ordinal of the due day. `at`: the day of the decision; `at_second` its time.
    `late_days`: whole days after the due day at which the content came, None if never. `missing`: the facts that
    would decide. `possible`: the verdicts still possible. `marks`: answered, past_horizon, in_time_on_plan,
    late_on_plan, provisional. `used`: ids of permissions, substitutions and deemings the verdict used.
    """

    norm: str
    article: str
    status: Status
    explanation: Explanation
    record: str | None = None
    key: tuple[str, ...] = ()
    period: str | None = None
    occurrence: int | None = None
    occurrence_day: int | None = None
    severity: str | None = None
    so_far: bool = False
    due: int | None = None
    at: int | None = None
    at_second: int | None = None
    late_days: int | None = None
    days_left: int | None = None
    missing: tuple[str, ...] = ()
    possible: tuple[Status, ...] = ()
    marks: frozenset[str] = field(factory=frozenset)
    conflicts_with: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(factory=dict)
