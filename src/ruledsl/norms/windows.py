"""Windows: limits, layers, anchors and triggers. Handed a scope and the tree of a window or moment, this module
hands on `Window` and `Moment` data, with every unit known, every count at least 1 and every anchor an instant.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from typing import Final

from attrs import define, evolve, field

from ruledsl.civil_time.numerals import amount_in_chinese, number_in_words
from ruledsl.diagnostics import did_you_mean
from ruledsl.norms.conditions import Conditions, every
from ruledsl.norms.expressions import Expr, FieldOf, ValueName
from ruledsl.norms.model import (
    Amount,
    ArisingMoment,
    BeginsMoment,
    BreaksMoment,
    DateMoment,
    DueMoment,
    EventMoment,
    LapsesMoment,
    Layer,
    Limit,
    LimitForm,
    Moment,
    PeriodMoment,
    Strength,
    Window,
)
from ruledsl.norms.names import EventMeaning, Typed, Unresolved
from ruledsl.norms.time_words import LONGEST_MONTHS, MONTHS, OTHER_UNITS, PERIODS, UNITS, month_number, unit_name
from ruledsl.norms.tree_reading import (
    joined_span,
    node_at,
    nodes_of,
    optional_node,
    optional_word,
    path_text,
    word_at,
    words_of,
)
from ruledsl.norms.value_types import describe, is_party, kind_of
from ruledsl.source import Span
from ruledsl.syntax.tree import Node, Word

COUNTED: Final = frozenset(
    {
        LimitForm.WITHIN,
        LimitForm.NO_LATER_THAN,
        LimitForm.AT_LEAST_BEFORE,
        LimitForm.NOT_BEFORE,
        LimitForm.IN_THE_LAST,
        LimitForm.EARLIER_THAN,
        LimitForm.LATER_THAN,
    }
)
"""The limits that count one amount from an anchor: a layer may give another amount."""

EXTENSIBLE: Final = frozenset({LimitForm.WITHIN, LimitForm.NO_LATER_THAN, LimitForm.BY, LimitForm.SAME_DAY})
"""The limits that end on a due day after which further time can be given."""

LAPSING: Final = frozenset(
    {
        LimitForm.WITHIN,
        LimitForm.NO_LATER_THAN,
        LimitForm.BY,
        LimitForm.BEFORE,
        LimitForm.AT_LEAST_BEFORE,
        LimitForm.FROM_TO,
        LimitForm.AT,
        LimitForm.IN_THE_LAST,
        LimitForm.SAME_DAY,
        LimitForm.EARLIER_THAN,
    }
)
"""The limits that can pass unmet."""

SUSPENDABLE: Final = frozenset({"hour", "day", "workday", "week"})


def can_lapse(window: Window | None) -> bool:
    """Whether an obligation with this window has a limit that can pass unmet."""
    return window is not None and any(
        layer.kind == "further" or (layer.limit is not None and _limit_lapses(layer.limit)) for layer in window.layers
    )


def _limit_lapses(limit: Limit) -> bool:
    match limit.form:
        case LimitForm.EARLIER_OF | LimitForm.LATER_OF:
            return any(_limit_lapses(part) for part in limit.parts)
        case LimitForm.AFTER:
            return limit.closing is not None
        case form:
            return form in LAPSING


@define
class Windows:
    """Compiles windows and moments in one scope. `named`: the ruleset's named windows; `units`: its own units."""

    conditions: Conditions
    named: Mapping[str, Node]
    units: Mapping[str, str]
    opened: list[str] = field(factory=list)

    def fail(self, code: str, message: str, span: Span, help: str = "") -> Unresolved:
        return self.conditions.fail(code, message, span, help)

    # -------------------------------------------------------------------------------- moments

    def anchor(self, node: Node, *, next: bool = False) -> Moment:
        """An instant that a window counts from or ends at. Raises Unresolved."""
        match node.kind:
            case "moment_lapses" | "moment_breaks":
                raise self.fail(
                    "RD310",
                    "a lapse or breach triggers norms; a window counts from an instant of the record",
                    node.span,
                    "write `upon ID lapses`, or count from `due of ID`",
                )
            case "moment_due":
                entry, object = self.norm_in(node_at(node, 0))
                self.no_next(next, node)
                return DueMoment(entry, object)
            case "moment_date":
                self.no_next(next, node)
                return DateMoment(self.conditions.day(word_at(node, 0)))
            case _:
                return self.moment(node, next=next)

    def trigger(self, node: Node) -> Moment:
        """What a norm arises upon. Raises Unresolved."""
        match node.kind:
            case "moment_lapses":
                return LapsesMoment(*self.norm_in(node_at(node, 0)))
            case "moment_breaks":
                return BreaksMoment(*self.norm_in(node_at(node, 0)))
            case "moment_due":
                raise self.fail(
                    "RD310",
                    "a due date is no trigger",
                    node.span,
                    "write `upon ID lapses`, or count from it: `within … of due of ID`",
                )
            case "moment_date":
                raise self.fail(
                    "RD310",
                    "a date is no trigger",
                    node.span,
                    "write `in force from` under the clause, or `within … of` the date",
                )
            case _:
                return self.moment(node)

    def moment(self, node: Node, *, next: bool = False) -> Moment:
        match node.kind:
            case "moment_event":
                return EventMoment(self.event(node).pattern, next)
            case "moment_begins":
                period = self.period_word(node_at(node, 0)) if node.parts[1] is None else None
                self.no_next(next, node)
                if period is not None:
                    return PeriodMoment(period, "begins")
                return BeginsMoment(self.conditions.condition(self.callable(node)))
            case "moment_ends":
                path = node_at(node, 0)
                period = self.period_word(path)
                self.no_next(next, node)
                if period is None:
                    raise self.fail(
                        "RD310",
                        f"'{path_text(path)}' is not a period that ends",
                        node.span,
                        f"periods are {', '.join(PERIODS)}; for a condition write `(not …) begins`",
                    )
                return PeriodMoment(period, "ends")
            case "moment_condition":
                self.no_next(next, node)
                return BeginsMoment(self.conditions.condition(node_at(node, 0)))
            case kind:
                raise AssertionError(kind)

    def no_next(self, next: bool, node: Node) -> None:
        if next:
            raise self.fail("RD310", "`next` is said of an event", node.span)

    def event(self, node: Node, *, only_events: bool = False) -> EventMeaning:
        """The event of a moment; anything else is recorded with what to write instead. `only_events`: no other
        moment may stand there."""
        meaning = self.conditions.meaning(self.callable(node), None)
        if isinstance(meaning, EventMeaning):
            return meaning
        text = path_text(node_at(node, 0))
        if isinstance(meaning, Typed) and meaning.type.base in ("yes_no", "judgement"):
            help = "" if only_events else f"write `{text} begins`"
            raise self.fail("RD310", f"'{text}' is a condition, not an event", node.span, help)
        if isinstance(meaning, Typed) and meaning.type.base == "date":
            raise self.fail(
                "RD310",
                f"'{text}' is a date field; windows count from events",
                node.span,
                f"write `by {text}` for a limit on that day, or record an event",
            )
        raise self.fail("RD310", f"'{text}' is not an event", node.span, self.known_events())

    def known_events(self) -> str:
        """Help: the subject's own events, if they are few."""
        scope = self.conditions.scope
        kind = next((kind for object in scope.selves if (kind := kind_of(object.type)) is not None), None)
        events = list(scope.vocabulary.events(kind)) if kind is not None else []
        return f"events of {kind}: {', '.join(events)}" if 0 < len(events) <= 8 else ""

    def callable(self, node: Node) -> Node:
        """`path [call]` as the expression it would be elsewhere."""
        path, call = node_at(node, 0), optional_node(node, 1)
        return path if call is None else Node("called", (path, call), node.span)

    def period_word(self, path: Node) -> str | None:
        name = path_text(path)
        return name if name in (*PERIODS, *self.conditions.scope.periods) else None

    def norm_in(self, ref: Node) -> tuple[str, Expr]:
        """The norm that a `norm_ref` names, and the record meant."""
        part = ref.parts[0]
        if isinstance(part, Word):
            entry, object = self.conditions.norm_of(Node("clause_id", (part,), part.span))
        elif isinstance(part, Node) and part.kind == "path":
            entry, object = self.conditions.norm_of(part)
        else:
            raise self.fail("RD403", "one clause is wanted here, not a whole article", ref.span)
        return entry.id, object

    # -------------------------------------------------------------------------------- amounts

    def amount(self, node: Node) -> Amount:
        """So many of a unit, at least 1; or a named value. Raises Unresolved (RD303, RD304, RD309)."""
        if node.kind == "amount_named":
            word = word_at(node, 0)
            self.value_of(word, "duration")
            return Amount(1, "", duration_name=word.text)
        words = words_of(node)
        clear = words[0].kind == "CLEAR"
        unit = self.unit(words[-1])
        if clear and unit in ("hour", "month", "quarter", "year") and unit == "hour":
            raise self.fail("RD303", "hours are elapsed hours; only days can be clear", words[0].span)
        return Amount(self.number(node_at(node, 0)), unit, clear)

    def number(self, node: Node) -> int | str:
        word = word_at(node, 0)
        if word.kind == "INT":
            n = int(word.text)
            if n < 1:
                help = "for the day itself, write `same day as …`; for never, `forbids …`"
                raise self.fail("RD304", "the number is at least 1", word.span, help)
            if n > 1_000_000:
                raise self.fail("RD304", f"{word.text} is more than can be counted", word.span)
            return n
        self.value_of(word, "whole_number")
        return word.text

    def value_of(self, word: Word, base: str) -> None:
        values = self.conditions.scope.values
        found = values.get(word.text)
        fitting = [name for name, value in values.items() if value.type.base == base and not value.type.many]
        if found is None and base == "duration" and unit_name(word.text) in (*UNITS, *self.units):
            help = f"write, for instance, '3 {word.text}'"
            raise self.fail("RD304", f"the number before '{word.text}' is missing", word.span, help)
        if found is None:
            number = number_in_words(word.text) if base == "whole_number" else None
            help = did_you_mean(word.text, fitting) or f"declare it: `value {word.text} : {_DECLARED[base]}`"
            if number is not None:
                help = f"numbers are written in digits: {number}"
            elif base == "duration" and (amount := amount_in_chinese(word.text)) is not None:
                help = f"write '{amount}'"
            raise self.fail("RD309", f"there is no named value '{word.text}'", word.span, help)
        if found.type.base != base or found.type.many:
            vocabulary = self.conditions.scope.vocabulary
            raise self.fail(
                "RD309",
                f"the value {word.text} is {describe(found.type, vocabulary)}; a {_DECLARED[base]} is wanted here",
                word.span,
            )

    def unit(self, word: Word) -> str:
        name = unit_name(word.text)
        if name in UNITS:
            return name
        for candidate in (word.text, word.text.removesuffix("s")):
            if candidate in self.units:
                return candidate
        help = did_you_mean(word.text, [f"{u}s" for u in UNITS] + list(self.units))
        if word.text in OTHER_UNITS:
            help = f"write '{OTHER_UNITS[word.text]}'"
        elif word.text.casefold() in ("minute", "minutes", "min", "mins", "second", "seconds", "分钟"):
            help = "the shortest unit is the hour"
        raise self.fail(
            "RD303",
            f"'{word.text}' is not a unit of time",
            word.span,
            help or f'declare it: `unit {word.text} from "FILE"`',
        )

    # -------------------------------------------------------------------------------- limits

    def limit(self, node: Node) -> Limit:
        """One limit. Raises Unresolved."""
        match node.kind:
            case "within":
                amount, anchor = node_at(node, 0), optional_node(node, 1)
                return Limit(LimitForm.WITHIN, self.amount(amount), anchors=(self.anchor_or_arising(anchor),))
            case "no_later_than":
                return self.counted(LimitForm.NO_LATER_THAN, node)
            case "at_least_before":
                return self.counted(LimitForm.AT_LEAST_BEFORE, node)
            case "not_before":
                return self.counted(LimitForm.NOT_BEFORE, node)
            case "in_the_last":
                return self.counted(LimitForm.IN_THE_LAST, node)
            case "earlier_than":
                return self.counted(LimitForm.EARLIER_THAN, node)
            case "later_than":
                return self.counted(LimitForm.LATER_THAN, node)
            case "from_to":
                return self.from_to(node)
            case "by":
                return self.by(node_at(node, 0))
            case "before":
                return Limit(LimitForm.BEFORE, anchors=(self.anchor(node_at(node, 0)),))
            case "at":
                return Limit(LimitForm.AT, anchors=(self.anchor(node_at(node, 0)),))
            case "same_day":
                return Limit(LimitForm.SAME_DAY, anchors=(self.anchor(node_at(node, 0)),))
            case "after":
                closing = optional_node(node, 1)
                return Limit(
                    LimitForm.AFTER,
                    anchors=(self.anchor(node_at(node, 0)),),
                    closing=self.anchor(closing) if closing is not None else None,
                )
            case "promptly":
                after = optional_node(node, 0)
                start = self.anchor(after) if after is not None else ArisingMoment()
                return Limit(LimitForm.PROMPTLY, anchors=(start,))
            case "at_all_times":
                return Limit(LimitForm.AT_ALL_TIMES)
            case "earlier_of" | "later_of":
                form = LimitForm.EARLIER_OF if node.kind == "earlier_of" else LimitForm.LATER_OF
                return Limit(form, parts=tuple(self.joined_part(part) for part in nodes_of(node)))
            case "named_window":
                window = self.named_window(word_at(node, 0))
                if len(window.layers) > 1 or window.suspended is not None:
                    raise self.fail("RD307", "a window of several layers cannot stand here", node.span)
                assert window.layers[0].limit is not None
                return window.layers[0].limit
            case kind:
                raise AssertionError(kind)

    def counted(self, form: LimitForm, node: Node) -> Limit:
        amount, anchor = every([lambda: self.amount(node_at(node, 0)), lambda: self.anchor(node_at(node, 1))])
        return Limit(form, amount, anchors=(anchor,))

    def from_to(self, node: Node) -> Limit:
        first, amount = node_at(node, 0), self.amount(node_at(node, 1))
        n = self.number(first)
        if isinstance(n, int) and isinstance(amount.n, int) and n > amount.n:
            raise self.fail(
                "RD304", f"from {n} to {amount.n} is no stretch of time", first.span, "put the smaller first"
            )
        return Limit(LimitForm.FROM_TO, evolve(amount, n=n), to=amount, anchors=(self.anchor(node_at(node, 2)),))

    def by(self, node: Node) -> Limit:
        if node.kind == "day_of_year":
            return Limit(LimitForm.BY, month_day=day_of_year(node, self.conditions))
        meaning = self.conditions.meaning(node, None)
        text = path_text(node)
        if isinstance(meaning, EventMeaning):
            raise self.fail(
                "RD306", f"{text} is an event, and `by` takes a date field", node.span, f"write `before {text}`"
            )
        if not isinstance(meaning, Typed) or meaning.type.base != "date" or meaning.type.many:
            help = "write `within …`, `before …` or `by 30 June`"
            if isinstance(meaning, Typed) and is_party(meaning.type, self.conditions.scope.vocabulary):
                help = f"who does it stands in brackets: `EVENT(by = {text})`; `only by {text}` keeps others out"
            raise self.fail("RD306", f"`by` takes a date field, and '{text}' is none", node.span, help)
        if not isinstance(meaning.expr, FieldOf | ValueName):
            raise self.fail("RD306", "`by` takes a date field", node.span)
        return Limit(LimitForm.BY, date=meaning.expr)

    def joined_part(self, node: Node) -> Limit:
        limit = self.limit(node)
        if not _limit_lapses(limit):
            raise self.fail("RD306", "the earlier or later of two windows is asked of windows that end", node.span)
        return limit

    def anchor_or_arising(self, node: Node | None) -> Moment:
        if node is None:
            return ArisingMoment()
        return self.anchor(node_at(node, len(node.parts) - 1), next=optional_word(node, 0) is not None)

    # -------------------------------------------------------------------------------- windows

    def window(self, node: Node) -> Window:
        """A whole window: its first limit, its layers, and what it does not count. Raises Unresolved."""
        limit_node, *layer_nodes = [part for part in nodes_of(node) if part.kind != "suspension"]
        if limit_node.kind == "named_window":
            base = self.named_window(word_at(limit_node, 0))
        else:
            base = Window((Layer("base", self.limit(limit_node)),))
        first = base.layers[0].limit
        assert first is not None
        layers = every([lambda node=layer: self.layer(node, first) for layer in layer_nodes])  # type: ignore[misc]
        window = Window((*base.layers, *layers), base.suspended)
        suspension = nodes_of(node, "suspension")
        if suspension:
            window = evolve(window, suspended=self.suspension(suspension[0], window))
        return window

    def suspension(self, node: Node, window: Window) -> Expr:
        if window.suspended is not None:
            raise self.fail("RD307", "this window leaves days out already", node_at(node, 0).span)
        units = [layer.further.unit for layer in window.layers if layer.further is not None]
        units += [unit for layer in window.layers if layer.limit is not None for unit in _units(layer.limit)]
        if not any(unit in SUSPENDABLE or unit not in UNITS for unit in units):
            raise self.fail(
                "RD307", "only limits in hours, days, workdays or weeks can leave days out", node_at(node, 0).span
            )
        return self.conditions.condition(node_at(node, 0))

    def layer(self, node: Node, first: Limit) -> Layer:
        if node.kind == "further":
            if first.form not in EXTENSIBLE:
                raise self.fail(
                    "RD307",
                    "further time is given after a limit that is counted forwards or is a date",
                    joined_span(node_at(node, 0).span, word_at(node, 1).span),
                    "put a limit such as `within 3 days of …` before it",
                )
            number, unit, condition = node_at(node, 0), word_at(node, 1), node_at(node, 2)
            amount = Amount(self.number(number), self.unit(unit))
            return Layer("further", further=amount, condition=self.conditions.condition(condition))
        strength = Strength.DEFAULT if optional_word(node, 0) is not None else None
        what, condition = node_at(node, 1), node_at(node, len(node.parts) - 1)
        limit, holds = every(
            [lambda: self.layer_limit(node, what, first), lambda: self.conditions.condition(condition)]
        )
        return Layer("or", limit, condition=holds, strength=strength)

    def layer_limit(self, node: Node, what: Node, first: Limit) -> Limit:
        """A layer's own limit; an amount alone takes the first limit's form and anchor."""
        if what.kind not in ("amount", "amount_named"):
            limit = self.limit(what)
            if limit.form is LimitForm.WITHIN and first.anchors and limit.anchors == (ArisingMoment(),):
                return evolve(limit, anchors=first.anchors)
            return limit
        if first.form not in COUNTED:
            raise self.fail(
                "RD307",
                "the first limit counts nothing, so an amount alone says too little",
                what.span,
                "write the whole limit, such as `or within 5 days of …`",
            )
        anchor = optional_node(node, 2)
        anchors = first.anchors if anchor is None else (self.anchor_or_arising(anchor),)
        return Limit(first.form, self.amount(what), anchors=anchors)

    def named_window(self, word: Word) -> Window:
        name = word.text
        if name not in self.named:
            help = did_you_mean(name, self.named) or f"declare it above the articles: `window {name} = within …`"
            raise self.fail("RD308", f"there is no window '{name}'", word.span, help)
        if name in self.opened:
            circle = " is ".join((*self.opened[self.opened.index(name) :], name))
            raise self.fail("RD308", f"these windows are made of each other: {circle}", word.span)
        self.opened.append(name)
        try:
            return self.window(self.named[name])
        finally:
            self.opened.pop()


_DECLARED: Final = {"whole_number": "whole number", "duration": "duration", "period": "period"}


def _units(limit: Limit) -> list[str]:
    own = [limit.amount.unit] if limit.amount is not None else []
    return own + [unit for part in limit.parts for unit in _units(part)]


def units_of(window: Window) -> set[str]:
    """The units that a window counts in."""
    units = {layer.further.unit for layer in window.layers if layer.further is not None}
    return units | {unit for layer in window.layers if layer.limit is not None for unit in _units(layer.limit)}


def day_of_year(node: Node, conditions: Conditions) -> tuple[int, int]:
    """`30 June` as (6, 30); 29 February is February's last day. Raises Unresolved (RD302)."""
    day, name = word_at(node, 0), word_at(node, 1)
    month = month_number(name.text)
    if month is None:
        raise conditions.fail("RD302", f"'{name.text}' is not a month", name.span, did_you_mean(name.text, MONTHS))
    if not 1 <= int(day.text) <= LONGEST_MONTHS[month - 1]:
        last = calendar.monthrange(2024, month)[1]
        raise conditions.fail(
            "RD302",
            f"there is no {day.text} {MONTHS[month - 1]}",
            node.span,
            f"the last day of the month is {last} {MONTHS[month - 1]}",
        )
    return month, int(day.text)
