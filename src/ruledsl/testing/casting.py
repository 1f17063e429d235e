"""Norms brought to a decision: the facts under which a norm is kept on its last day, broken on the next, excused, asked
in vain, or left open.

Handed a norm and the fate it is to meet, a `Caster` draws its record, its trigger and anchor, computes the due day
through the norm's own limits with `civil_time`, and places the acts at, one before and one after it. What comes of it
is for the engine to say: fates are where the drawing aims, not what it promises.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from attrs import define

from ruledsl.civil_time import (
    Amount,
    DateOutOfRange,
    Period,
    PeriodKind,
    UnknownUnit,
    limit_after,
    limit_before,
    next_date,
    next_period,
    period_containing,
)
from ruledsl.norms import model
from ruledsl.norms.expressions import (
    Compare,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holds,
    IsSet,
    Party,
    SetOf,
    Var,
)
from ruledsl.norms.model import (
    ArisingMoment,
    BeginsMoment,
    BreaksMoment,
    DateMoment,
    DueMoment,
    EventMoment,
    Form,
    LapsesMoment,
    Limit,
    LimitForm,
    Moment,
    Norm,
    PeriodMoment,
)
from ruledsl.norms.walking import parts_in
from ruledsl.testing.staging import Names, Stage
from ruledsl.world.values import Day, Doer, Duration


class Fate(Enum):
    """What a norm is drawn towards."""

    KEPT = "kept"
    ON_TIME = "kept on the last day"
    LATE = "kept a day late"
    BROKEN = "broken"
    EXCUSED = "excused"
    IDLE = "not applicable"
    OPEN = "left open"
    UNTOLD = "left untold"


FATES: Final = (
    Fate.KEPT, Fate.BROKEN, Fate.ON_TIME, Fate.LATE, Fate.OPEN, Fate.EXCUSED, Fate.UNTOLD,
    Fate.ON_TIME, Fate.EXCUSED, Fate.OPEN, Fate.BROKEN, Fate.IDLE,
)  # fmt: skip
"""The fates, the simplest first; the twice named twice as likely."""

FAR: Final = 400
"""Days ahead of which nothing is drawn."""


@define
class Caster:
    """Brings norms to decisions on one stage."""

    stage: Stage

    def __attrs_post_init__(self) -> None:
        self.stage.breaker = self.broken

    # ------------------------------------------------------------------------------------------ doors

    def cast(self, norm: Norm, fate: Fate) -> None:
        """Facts that bring a norm towards a fate, on a record of its own or one that is there."""
        match norm.form:
            case Form.PERMISSION:
                for lifted in norm.despite[:2]:
                    base = self.stage.links.by_id.get(lifted)
                    if base is not None:
                        self._bound(base, Fate.BROKEN)
                self._bound(norm, fate)
            case Form.SUBSTITUTION | Form.AUTHORISATION:
                self._standing_in(norm, fate)
            case Form.DEEMING:
                self._deeming(norm, fate)
            case Form.FREQUENCY:
                self._frequency(norm, fate)
            case Form.OBLIGATION | Form.PROHIBITION | Form.EXCLUSIVE_POWER:
                self._bound(norm, fate)

    def broken(self, norm_id: str, record: str, day: int) -> int | None:
        """Bring a norm to its breach on a record; hands on its due day."""
        norm = self.stage.links.by_id.get(norm_id)
        if norm is None:
            return None
        self.stage.depth += 1
        try:
            return self._on(norm, Fate.BROKEN, record, {"self": record})
        finally:
            self.stage.depth -= 1

    # ------------------------------------------------------------------------------------------ obligations and acts

    def _bound(self, norm: Norm, fate: Fate) -> None:
        record = self.stage.subject(norm)
        if record is not None:
            self._on(norm, fate, record, {"self": record})

    def _on(self, norm: Norm, fate: Fate, record: str, names: Names) -> int | None:
        """The norm on one record: for each member of its `for each`, then its trigger, window and content."""
        due: int | None = None
        bindings: list[Names] = [names]
        for each in norm.for_each:
            if each.set is not None:
                bindings = [
                    {**before, each.var: member}
                    for before in bindings
                    for member in self.stage.members(each.set, before)
                ]
        for place, bound in enumerate(bindings[:3]):
            own = fate if place == 0 else self.stage.dice.pick(FATES)
            due = self._decided(norm, own, record, bound)
        return due

    def _decided(self, norm: Norm, fate: Fate, record: str, names: Names) -> int | None:
        stage, dice = self.stage, self.stage.dice
        arisen = stage.draft.opened.get(record, stage.draft.base)
        if norm.otherwise_of is not None and stage.depth < 3:
            before = self.broken(norm.otherwise_of, record, arisen)
            arisen = arisen if before is None else before
        if norm.upon is not None:
            arisen = self.moment(norm.upon, arisen + dice.pick((0, 1, 5)), names)
        stage.asked.clear()
        if norm.when is not None and (fate is not Fate.UNTOLD or dice.usual(3, 4)):
            stage.arrange(norm.when, fate is not Fate.IDLE, arisen, names)
        match norm.form:
            case Form.OBLIGATION:
                return self._obligation(norm, fate, arisen, names)
            case _:
                return self._act(norm, fate, arisen, names)

    def _obligation(self, norm: Norm, fate: Fate, arisen: int, names: Names) -> int | None:
        stage, dice = self.stage, self.stage.dice
        content = norm.content
        if content is None:
            return None
        if norm.window is None:
            due = arisen + dice.pick((2, 5, 0, 9))
            self._close(names, due)
            self._content(content, fate, arisen, due, names)
            self._exception(norm, fate, arisen, due, names)
            return due
        start, due = self.window(norm.window, arisen, names)
        stage.draft.note_day(due - 1, due, due + 1)
        form = norm.window.layers[0].limit
        if form is not None and form.form is LimitForm.AT_ALL_TIMES:
            self._always(content, fate, start, names)
            self._exception(norm, fate, start, start + 2, names)
            return due
        self._content(content, fate, start, due, names)
        self._exception(norm, fate, start, due, names)
        if form is not None and form.form is LimitForm.PROMPTLY and fate is not Fate.UNTOLD:
            record = names.get("self")
            if record in stage.draft.kinds and norm.otherwise_of is None and not stage.draft.is_party_record(record):
                judged = (max(due, start) + dice.number(0, 2), record, norm.id, fate in (Fate.KEPT, Fate.ON_TIME))
                if not any(each[1:3] == judged[1:3] for each in stage.draft.norm_judged):
                    stage.draft.norm_judged.append(judged)
        return due

    def _content(self, content: Expr, fate: Fate, start: int, due: int, names: Names) -> None:
        stage, dice = self.stage, self.stage.dice
        match fate:
            case Fate.KEPT:
                self._come(content, dice.pick((start, max(start, due - 1), (start + due) // 2)), names)
            case Fate.ON_TIME:
                self._come(content, due, names)
            case Fate.LATE:
                self._come(content, due + dice.pick((1, 1, 4)), names)
            case Fate.BROKEN | Fate.EXCUSED if dice.chance(1, 3):
                stage.arrange(content, False, due, names)
            case Fate.BROKEN | Fate.EXCUSED:
                self._fail(content, due, names)
            case Fate.IDLE | Fate.OPEN | Fate.UNTOLD:
                return

    def _come(self, content: Expr, day: int, names: Names) -> None:
        """The content comes on a day: its events on that very day, its values by then."""
        match content:
            case Happened(pattern=pattern):
                self.stage.act(pattern, names, day)
            case _:
                for part in parts_in(content):
                    if isinstance(part, Happened) and part.pattern.object == Var("self"):
                        self.stage.act(part.pattern, names, day)
                self.stage.arrange(content, True, day, names)

    def _fail(self, content: Expr, day: int, names: Names) -> None:
        """Values that fail the content; of events, nothing: what is not in the log has not happened."""
        if not any(isinstance(part, Happened) for part in parts_in(content)):
            self.stage.arrange(content, False, day, names)

    def _always(self, content: Expr, fate: Fate, start: int, names: Names) -> None:
        if fate in (Fate.OPEN, Fate.UNTOLD, Fate.IDLE):
            return
        kept = fate in (Fate.KEPT, Fate.ON_TIME)
        self.stage.arrange(content, kept, start, names)
        if fate is Fate.LATE and not any(isinstance(part, Holds) for part in parts_in(content)):
            self.stage.draft.note_day(start + 1)

    def _exception(self, norm: Norm, fate: Fate, start: int, due: int, names: Names) -> None:
        """An exception that holds at or beside the due day; not known where the case is left untold."""
        stage, dice = self.stage, self.stage.dice
        for other in self._overriding(norm) if fate is Fate.EXCUSED else ():
            if other.when is not None:
                stage.arrange(other.when, True, start, names)
        if norm.unless is None or fate is Fate.UNTOLD:
            return
        if fate is Fate.EXCUSED:
            stage.arrange(norm.unless, True, dice.pick((due, start, due - 1, due + 1)), names)
        elif dice.usual(5, 6):
            stage.arrange(norm.unless, False, due, names)

    def _overriding(self, norm: Norm) -> list[Norm]:
        above = {ids[0] for ids in self.stage.draft.rules.precedence if norm.id in ids[1:]}
        return [n for n in self.stage.links.by_id.values() if norm.id in n.overrides or n.id in above][:1]

    def _close(self, names: Names, day: int) -> None:
        """The record's closing, ordinary in most cases; of some nothing is said."""
        record = names.get("self", "")
        kind = self.stage.draft.kinds.get(record)
        if kind is None or self.stage.draft.is_party_record(record):
            return
        life = self.stage.draft.vocabulary.life(kind)
        paths = life.closes if not life.void_by or self.stage.dice.usual(7, 8) else life.void_by
        if not paths or self.stage.dice.chance(1, 5):
            return
        path = self.stage.dice.pick(paths)
        holder = self.stage.reach(record, path.path)
        if holder is not None:
            self.stage.act(EventPattern(Var("self"), "", path.event), {"self": holder}, day)

    def _act(self, norm: Norm, fate: Fate, arisen: int, names: Names) -> int | None:
        """A prohibition, power or permission: the act of which it speaks, inside and outside what it allows."""
        stage, dice = self.stage, self.stage.dice
        pattern = norm.event
        if pattern is None:
            return None
        if fate is Fate.OPEN and dice.usual(3, 4):
            # An act that has not come leaves nothing to decide: it mostly comes, and is allowed.
            fate = Fate.KEPT
        day = arisen + dice.pick((1, 3, 0, 7))
        harmful = fate not in (Fate.KEPT, Fate.ON_TIME, Fate.OPEN)
        if norm.window is not None:
            start, due = self.window(norm.window, arisen, names)
            day = dice.pick((due, start, due - 1)) if harmful else due + 1
        if norm.until is not None:
            until = self.moment(norm.until, day, names)
            day = until - dice.pick((1, 0)) if harmful else until + dice.pick((1, 0))
        if norm.while_ is not None:
            stage.arrange(norm.while_, harmful, day, names)
        self._exception(norm, fate, arisen, day, names)
        given: dict[str, tuple[Doer, ...]] = {}
        if norm.only_by is not None:
            wanted = norm.only_by.parties
            party = stage.party(wanted[0] if len(wanted) == 1 else SetOf(wanted), not harmful, day, names)
            for each in wanted:
                if isinstance(each, FieldOf):
                    stage.arrange(Compare("=", each, Party(party or ""), party=True), not harmful, day, names)
            if party is not None:
                given["by"] = (Doer(party),)
        if norm.only_when is not None and fate is not Fate.UNTOLD:
            stage.arrange(norm.only_when, not harmful, day, names)
        if fate is Fate.OPEN:
            stage.draft.note_day(day)
            return day
        decl = stage.draft.vocabulary.event(stage.draft.kind_of(names.get("self", "")) or "", pattern.event)
        if fate is Fate.UNTOLD or (decl is not None and decl.parameter("by") is None):
            given = {}
        outside = (norm.until, norm.window, norm.while_, norm.only_by, norm.only_when)
        if not harmful and all(part is None for part in outside):
            # Nothing but another act keeps such a norm, or its exception.
            if pattern.constraints:
                stage.act(pattern, names, day, fitting=False)
                return day
            if norm.unless is not None:
                stage.arrange(norm.unless, True, day, names)
        if norm.only_by is not None and pattern.object is not None:
            # An act that is there already keeps its doer: this one is an act of its own.
            record = stage.record_of(pattern.object, names)
            first = None if record is None else stage.draft.first(record, pattern.event)
            if first is not None and given and "by" not in first.arguments:
                first.arguments["by"] = given["by"]
                return first.day
        stage.act(pattern, names, day, given=given)
        return day

    def _standing_in(self, norm: Norm, fate: Fate) -> None:
        """An act of the principal by a substitute: of a norm that asks for the principal, if there is one."""
        stage = self.stage
        principal = norm.stands_for
        if not isinstance(principal, Party):
            return
        for other in stage.links.by_id.values():
            asks = any(part == principal for part in parts_in((other.content, other.only_by, other.event)))
            if other.breakable and asks and other.form is not Form.FREQUENCY:
                self._bound(other, fate)
                return

    def _deeming(self, norm: Norm, fate: Fate) -> None:
        record = self.stage.subject(norm)
        if record is not None and norm.when is not None:
            names = {"self": record}
            self.stage.arrange(
                norm.when, fate is not Fate.IDLE, self.stage.draft.opened.get(record, 0) or self.stage.draft.base, names
            )
            if norm.unless is not None:
                self.stage.arrange(norm.unless, fate is Fate.EXCUSED, self.stage.draft.base + 1, names)

    # ------------------------------------------------------------------------------------------ frequencies

    def _frequency(self, norm: Norm, fate: Fate) -> None:
        """As many events as the bound in one period, one fewer or one more, at the period's edges too."""
        stage, dice, frequency = self.stage, self.stage.dice, norm.frequency
        if frequency is None or norm.event is None:
            return
        least, most = (self._bound_of(n) for n in (frequency.at_least, frequency.at_most))
        bound = most if most is not None else least
        if bound is None:
            return
        high = fate in (Fate.BROKEN, Fate.LATE, Fate.EXCUSED)
        number = bound + high if most is not None else max(bound - high, dice.number(0, 1))
        if fate is Fate.OPEN and least is not None:
            number = max(0, least - 1)
        period = self._period(frequency, stage.draft.base)
        first, last = stage.draft.base, stage.draft.base + 20
        if period is not None:
            first, last = period.first, period.last
            if fate is not Fate.UNTOLD and (least is None or dice.usual(5, 6)):
                start = first - dice.pick((0, 0, 0, 1))
                stage.draft.first_day = start if stage.draft.first_day is None else min(start, stage.draft.first_day)
            stage.draft.note_day(last, last + 1)
            if least is not None:
                # Each further period without any event would be one more case of nothing.
                stage.draft.until = last + 1 if stage.draft.until is None else max(last + 1, stage.draft.until)
        if frequency.rolling is not None:
            length = frequency.rolling
            end = self.after(stage.draft.base, length)
            last = max(first, (stage.draft.base + 20) if end is None else end)
            stage.draft.note_day(last, last + 1)
        places = (first, last, (first + last) // 2, stage.draft.base, first + 1)
        record = stage.subject(norm) if frequency.per_record else None
        for place in range(min(max(0, number), 5)):
            day = places[place % len(places)] if dice.usual(2, 3) else min(last, max(first, stage.draft.base + place))
            self._counted(norm, record, day)
        if dice.chance(1, 4):
            self._counted(norm, record, last + 1)

    def _counted(self, norm: Norm, record: str | None, day: int) -> None:
        """One event that a frequency counts, on a record that is open by then."""
        stage, pattern = self.stage, norm.event
        assert pattern is not None
        kind = norm.subject.kind or pattern.kind
        own = record
        if own is None:
            if norm.subject.party is not None or any(
                stage.draft.vocabulary.kinds[k].is_party for k in stage.draft.vocabulary.ancestors(kind)
            ):
                own = stage.subject(norm)
            elif kind in stage.draft.vocabulary.kinds:
                own = stage.new_record(kind, min(day, stage.draft.base))
        if own is None:
            return
        names = {"self": own}
        if norm.when is not None and stage.dice.usual(5, 6):
            stage.arrange(norm.when, True, day, names)
        for each in norm.for_each:
            if each.key is not None:
                stage.arrange(IsSet(each.key), True, day, names)
        before = len(stage.draft.events)
        stage.act(pattern, names, day)
        if len(stage.draft.events) == before:
            stage.act(EventPattern(pattern.object, pattern.kind, pattern.event), names, day)

    def _period(self, frequency: model.Frequency, day: int) -> Period | None:
        name = frequency.period
        if name is None:
            return None
        set_to = self.stage.setting(name)
        word = set_to if isinstance(set_to, str) else name
        start = self.stage.draft.rules.time.years.get(word)
        if start is not None:
            return period_containing(PeriodKind.YEAR, day, start)
        kind = next((each for each in PeriodKind if each.value == word), None)
        return None if kind is None else period_containing(kind, day)

    def _bound_of(self, bound: int | str | None) -> int | None:
        if isinstance(bound, str):
            found = self.stage.setting(bound)
            return found if isinstance(found, int) else None
        return bound

    # ------------------------------------------------------------------------------------------ moments and windows

    def moment(self, moment: Moment, day: int, names: Names) -> int:
        """A moment brought about on a day or near it; hands on the day on which it comes."""
        stage = self.stage
        match moment:
            case EventMoment(pattern=pattern):
                found = stage.act(pattern, names, day)
                return day if found is None else found
            case BeginsMoment(condition=condition):
                stage.arrange(condition, True, day, names)
                return day
            case (
                LapsesMoment(norm=norm, object=of)
                | BreaksMoment(norm=norm, object=of)
                | DueMoment(norm=norm, object=of)
            ):
                record = stage.record_of(of, names)
                due = None if record is None or stage.depth >= 2 else self.broken(norm, record, day)
                return day if due is None else due
            case PeriodMoment(period=word, edge=edge):
                start = stage.draft.rules.time.years.get(word)
                kind = next((each for each in PeriodKind if each.value == word), PeriodKind.YEAR)
                period = (
                    period_containing(kind, day) if start is None else period_containing(PeriodKind.YEAR, day, start)
                )
                at = next_period(period).first if edge == "begins" else period.last
                stage.draft.note_day(at)
                return at
            case DateMoment(day=fixed):
                return fixed
            case ArisingMoment():
                return day

    def window(self, window: model.Window, arisen: int, names: Names) -> tuple[int, int]:
        """The first and the due day of a window, its layers and suspension drawn."""
        stage, dice = self.stage, self.stage.dice
        base = window.layers[0].limit
        assert base is not None
        start, due = self.limit(base, arisen, names)
        skipped = 0
        if window.suspended is not None and dice.usual(3, 4):
            # A suspension that begins or ends at an edge of the limit.
            at = dice.pick((due, start + 1, due - 1, (start + due) // 2))
            stage.arrange(window.suspended, True, at, names)
            skipped = dice.number(0, 2)
        for layer in window.layers[1:]:
            holds = dice.usual(1, 2)
            if layer.condition is not None and dice.usual(5, 6):
                stage.arrange(layer.condition, holds, dice.pick((start, due, max(start, due - 1))), names)
            if not holds:
                continue
            stage.draft.note_day(due, due + 1)
            if layer.limit is not None:
                start, due = self.limit(layer.limit, arisen, names)
            elif layer.further is not None:
                more = self.after(due, layer.further)
                due = due if more is None else more
        return start, due + skipped

    def limit(self, limit: Limit, arisen: int, names: Names) -> tuple[int, int]:
        """From when to when a limit runs, its anchor brought about."""
        dice = self.stage.dice
        near = arisen + dice.pick((0, 1, 3))
        anchor = arisen
        for moment in limit.anchors[:1]:
            ahead = 4 + dice.number(0, 8) if limit.form in _BACKWARD else 0
            anchor = self.moment(moment, near + ahead, names)
        match limit.form:
            case LimitForm.WITHIN | LimitForm.NO_LATER_THAN | LimitForm.EARLIER_THAN:
                end = self.after(anchor, limit.amount)
                return anchor, anchor + 5 if end is None else end
            case LimitForm.LATER_THAN | LimitForm.NOT_BEFORE:
                end = self.after(anchor, limit.amount)
                start = anchor + 1 if end is None else end
                return start, start + 2
            case LimitForm.FROM_TO:
                first, last = self.after(anchor, limit.amount), self.after(anchor, limit.to)
                return anchor if first is None else first, anchor + 5 if last is None else last
            case LimitForm.BY:
                return arisen, self._date(limit, arisen, names)
            case LimitForm.BEFORE | LimitForm.AT:
                return min(arisen, anchor), anchor
            case LimitForm.AT_LEAST_BEFORE:
                return arisen, self.before(anchor, limit.amount)
            case LimitForm.IN_THE_LAST:
                return self.before(anchor, limit.amount), anchor
            case LimitForm.SAME_DAY:
                return anchor, anchor
            case LimitForm.AFTER:
                end_day = anchor + 4
                if limit.closing is not None:
                    end_day = self.moment(limit.closing, end_day, names)
                else:
                    self._close(names, end_day)
                return anchor, end_day
            case LimitForm.PROMPTLY:
                return anchor, anchor + 2
            case LimitForm.AT_ALL_TIMES:
                return arisen, arisen + 3
            case LimitForm.EARLIER_OF | LimitForm.LATER_OF:
                ends = [self.limit(part, arisen, names) for part in limit.parts]
                pick = min if limit.form is LimitForm.EARLIER_OF else max
                return min(start for start, _ in ends), pick(due for _, due in ends)

    def _date(self, limit: Limit, arisen: int, names: Names) -> int:
        if limit.month_day is not None:
            return next_date(*limit.month_day, arisen)
        stage = self.stage
        due = arisen + stage.dice.pick((5, 0, 1, 12))
        if isinstance(limit.date, FieldOf):
            holder = stage.record_of(limit.date.object, names)
            decl = stage.decl(holder, limit.date.field)
            if holder is not None and decl is not None:
                slot = (holder, limit.date.field, stage.argument(limit.date.argument, decl, names))
                stage.draft.say(slot, Day(due))
                there = stage.draft.value_at(slot, arisen)
                return there.ordinal if isinstance(there, Day) else due
        return due

    def after(self, day: int, amount: model.Amount | None) -> int | None:
        """The last day of so much after a day; None where that is not known."""
        length = self._length(amount)
        if length is None:
            return None
        if str(length.unit) == "hour":
            return day + (length.n + 23) // 24
        try:
            return min(limit_after(day, length, self.stage.convention).earliest, day + FAR)
        except (DateOutOfRange, UnknownUnit):
            return None

    def before(self, day: int, amount: model.Amount | None) -> int:
        """The last day of at least so much before a day; the day itself where that is not known."""
        length = self._length(amount)
        if length is None:
            return day
        if str(length.unit) == "hour":
            return day - (length.n + 23) // 24
        try:
            reach = limit_before(day, length, self.stage.convention)
        except (DateOutOfRange, UnknownUnit):
            return day
        return max(reach.earliest, day - FAR)

    def _length(self, amount: model.Amount | None) -> Amount | None:
        if amount is None:
            return None
        n, unit = amount.n, amount.unit
        if amount.duration_name is not None:
            duration = self.stage.setting(amount.duration_name)
            if not isinstance(duration, Duration):
                return None
            n, unit = duration.n, duration.unit
        if isinstance(n, str):
            found = self.stage.setting(n)
            if not isinstance(found, int):
                return None
            n = found
        return Amount(max(0, n), unit, amount.clear)


_BACKWARD = frozenset({LimitForm.BEFORE, LimitForm.AT, LimitForm.AT_LEAST_BEFORE, LimitForm.IN_THE_LAST})


__all__ = ["FATES", "Caster", "Fate"]
