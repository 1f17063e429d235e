"""Nodes to text: the canonical spelling of a node on one line.

Handed a `Node`, `unparse` hands on its text with single blanks, for reports and for the formatter. What a node kind
looks like is one row of `TEMPLATES`; a row for each rule of the grammar, checked by the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from ruledsl.syntax.tree import Node, Word

# A template is the text of a node. `{2}` is its third part; `{2*, }` are all parts from the third on, joined by
# `, `; what stands in `[…]` is left out where a part named in it is absent. Templates of several shapes are chosen
# by how many parts a node has, or by the kind of its first part.

Template = str | Callable[[Node], str]


def _by_count(**templates: str) -> Callable[[Node], str]:
    """The template `n3` for a node of three parts."""
    return lambda node: templates[f"n{len(node.parts)}"]


def _norm_ref(node: Node) -> str:
    match node.parts:
        case (Node("heading_number"),):
            return "article {0}"
        case _:
            return "{0}"


def _judged_by_count(node: Node) -> str:
    return "{0}{1} judged {2}[ by {3}]" if len(node.parts) == 4 else "{0} judged {1}[ by {2}]"


def _modifiers(node: Node) -> str:
    return " ".join(f"{{{index}}}" for index, part in enumerate(node.parts) if part is not None)


def _mark_for(node: Node) -> str:
    return "for {0}" if len(node.parts) == 1 else "for ({0*, })"


def _period(node: Node) -> str:
    match node.parts:
        case (Word("DATE"),):
            return "week of {0}"
        case _:
            return "{0}[ {1}]"


def _window(node: Node) -> str:
    """The limit, its layers, and the suspension, which is set off by a comma where there are layers."""
    last = len(node.parts) - 1
    layers = "".join(f"{{{index}}}" for index in range(1, last))
    return f"{{0}}{layers}[{',' if layers else ''} {{{last}}}]"


def _kind(node: Node) -> str:
    """Opening, closing and horizon are set off by commas, but for the first of them."""
    times = [f"{{{index}}}" for index in (3, 4, 5) if node.parts[index] is not None]
    return f"kind {{0}}[ is {{1}}][ {{2}}]{' ' if times else ''}{', '.join(times)}"


def _norm(verb: str, *optional: int) -> Callable[[Node], str]:
    """Subject, `normally`, verb, content, optional parts, modifiers (perhaps empty), consequence."""

    def template(node: Node) -> str:
        most = len(node.parts)
        middle = "".join(f"[ {{{index}}}]" for index in optional)
        return f"{{0}}[ {{1}}] {verb} {{2}}{middle}[ {{{most - 2}}}][ {{{most - 1}}}]"

    return template


TEMPLATES: dict[str, Template] = {
    # ---- vocabularies
    "vocabulary_heading": "vocabulary {0}[ {1}]",
    "uses": "uses {0*, }",
    "labels": "{0}[ / {1}]",
    "role_narrower": "role {0} is {1}[ {2}]",
    "role_from_field": "role {0} = {1} of {2}[ {3}]",
    "role_union": lambda node: f"role {{0}} = {_or(1, len(node.parts) - 1)}[ {{{len(node.parts) - 1}}}]",
    "role_plain": "role {0}[ {1}]",
    "office": "office {0}[ is {1}][ {2}]",
    "list": "list {0} = {1*, }",
    "symbol": "{0}[ {1}]",
    "parents": "{0* and }",
    "name_list": "{0*, }",
    "kind": _kind,
    "opens_created": "opens when created",
    "opens_by": "opens {0}",
    "closes_by": "closes {0}[ or void by {1}]",
    "closes_never": "closes never[ or void by {0}]",
    "path_choice": "{0* or }",
    "horizon": "horizon {0}",
    "field_typed": "{0}[({1}[: {2}])] : {3}[ default {4}][ {5}]",
    "field_by": lambda node: f"{{0}} : by {_or(1, len(node.parts) - 1)}[ {{{len(node.parts) - 1}}}]",
    "type_set": "set of {0}",
    "type_yes_no": "yes/no",
    "type_whole_number": "whole number",
    "type_name": "{0}",
    "event_line": "event {0*, }",
    "event": lambda node: _event(node),
    "parameter": "{0}[: {1}][ default {2}]",
    "state": "state {0}[ of {1}][ from {2} to {3}][ {4}]",
    # ---- rulesets
    "ruleset_heading": "ruleset {0}[ {1}]",
    "chapter": "chapter {0}[ {1}]",
    "article": "article {0}[ {1}]",
    "paragraph": "paragraph {0}[ {1}]",
    "heading_number": "{0}",
    "set_calendar": "calendar {0}[ with {1}]",
    "define_calendar": "calendar {0} = {1}[ with {2}]",
    "join_calendar": "calendar {0} = working in all of ({1})",
    "set_time_zone": "time zone {0}",
    "set_roll_over": "roll-over {0}",
    "set_business_hours": "business hours until {0}",
    "set_in_force": "in force from {0}[ to {1}]",
    "define_year": "period {0} from {1}[ {2}]",
    "define_unit": "unit {0} from {1}[ {2}]",
    "set_horizon": "horizon {0}",
    "define_value": "value {0} : {1}[ = {2}][ {3}]",
    "define_window": "window {0} = {1}",
    "switch_on": "on",
    "switch_off": "off",
    "day_of_year": "{0} {1}",
    "note": "note {0}",
    "reading": "reading {0}",
    "precedence": "precedence {0*, }",
    "article_states": "states {0}",
    "clause": "{0}: {1}",
    "requires": _norm("requires"),
    "forbids": _norm("forbids", 3, 4, 5),
    "permits": _norm("permits", 3, 4, 5),
    "deems": "{0} deems {1}[ {2}]",
    "acts_for": "{0} acts for {1}[ {2}][ {3}][ {4}]",
    "may_act_for": "{0} may act for {1}[ {2}][ {3}][ {4}]",
    "restates": "restates {0*, }",
    "states": "states {0}",
    "subject": "{0}",
    "parties": "{0*, then }",
    "norm_ref": _norm_ref,
    "requirement": "{0}",
    "duty": "{0}[ {1}]",
    "duty_only_by": "{0} only by {1}[ {2}]",
    "chain": "{0} in order[ {1}]",
    "steps": "{0*, }",
    "step": "{0}[ if {1}]",
    "only_by": "only by {0}",
    "only_when": "only when {0}",
    "party": "{0}[ {1}]",
    "despite": "despite {0*, }",
    "until": "until {0}",
    "while": "while {0}",
    "in_acts": "in {0*, }",
    "for_norms": "for {0*, }",
    "at_most": "at most {0} {1} {2}",
    "at_least": "at least {0} {1} {2}",
    "exactly": "exactly {0} {1} {2}",
    "between": "{0} to {1} {2} {3}",
    "number": "{0}",
    "per_period": "per {0}",
    "in_any": "in any {0}",
    "at_any_time": "at any time",
    "modifiers": _modifiers,
    "upon": "upon {0}",
    "for_each": "for each {0}[ in {1}]",
    "for_each_path": "for each {0*.}",
    "when": "when {0}",
    "unless": "unless {0}",
    "overrides": "overrides {0*, }",
    "duty_of": "duty of {0}",
    "otherwise": "otherwise[ {0}:] {1}",
    # ---- windows
    "window": _window,
    "within": "within {0}[ {1}]",
    "no_later_than": "no later than {0} after {1}",
    "by": "by {0}",
    "before": "before {0}",
    "at_least_before": "at least {0} before {1}",
    "not_before": "not before {0} after {1}",
    "from_to": "from {0} to {1} after {2}",
    "at": "at {0}",
    "in_the_last": "in the last {0} before {1}",
    "same_day": "same day as {0}",
    "after": "after {0}[ before {1}]",
    "earlier_than": "earlier than {0} after {1}",
    "later_than": "later than {0} after {1}",
    "promptly": "promptly[ after {0}]",
    "at_all_times": "at all times",
    "named_window": "in window {0}",
    "earlier_of": "the earlier of {0} and {1}",
    "later_of": "the later of {0} and {1}",
    "layer": _by_count(n3=", or[ {0}] {1} if {2}", n4=", or[ {0}] {1}[ {2}] if {3}"),
    "further": ", and {0} further {1} if {2}",
    "suspension": "not counting days while {0}",
    "anchor_of": "of[ {0}] {1}",
    "amount": "{0}[ {1}] {2}",
    "amount_named": "{0}",
    "moment_event": "{0}{1}",
    "moment_begins": "{0}{1} begins",
    "moment_ends": "{0} ends",
    "moment_condition": "({0}) begins",
    "moment_lapses": "{0} lapses",
    "moment_breaks": "{0} breaks",
    "moment_due": "due of {0}",
    "moment_date": "{0}",
    # ---- conditions and values
    "or_": "{0} or {1}",
    "and_": "{0} and {1}",
    "not_": "not {0}",
    "quantified": "{0} {1} in {2} has {3}",
    "quantifier": "{0}",
    "compare": "{0} {1} {2}[ {3}]",
    "in_": "{0} in {1}",
    "not_in": "{0} not in {1}",
    "is_set": "{0} is set",
    "is_not_set": "{0} is not set",
    "is_kind": "{0} is {1}",
    "is_not_kind": "{0} is not {1}",
    "contains": "{0} contains {1}",
    "among": "{0} among {1}",
    "lapsed": "{0} lapsed",
    "broken": "{0} broken",
    "recent": "{0} within the last {1}",
    "equals": "=",
    "comparator": "{0}",
    "plus": "{0} + {1}",
    "minus": "{0} - {1}",
    "fraction_of": "{0} of {1}",
    "called": "{0}{1}",
    "of_": "{0} of {1}",
    "clause_id": "{0}",
    "empty_set": "()",
    "group": "({0*, })",
    "count": "count({0})[ {1}]",
    "sum": "sum({0} for {1} in {2}[ where {3}])",
    "count_of": "{0}[ where {1}]",
    "count_distinct": "distinct {0} for {1} in {2}[ where {3}]",
    "in_this": "in this {0}",
    "call": "({0*, })",
    "argument": "{0}[ as {1}]",
    "int": "{0}",
    "decimal": "{0}",
    "fraction": "{0}",
    "string": "{0}",
    "date": "{0}",
    "yes": "yes",
    "no": "no",
    "none": "none",
    "duration": "{0} {1}",
    "path": "{0*.}",
    # ---- scenarios
    "scenario_heading": "scenario {0}",
    "log_from": "from {0}",
    "person": "person {0}[ {1}][ is {2*, }]",
    "holding": "{0}[ from {1}][ to {2}]",
    "record": "{0} {1}[ {2}][ from {3}[ {4}]][ with {5*, }]",
    "assignment": _by_count(n3="{0} = {1}[ {2}]", n4="{0}{1} = {2}[ {3}]"),
    "holding_dates": "from {0}",
    "entry": "{0}[ {1}] {2}",
    "planned": "planned {0}[ {1}] {2}",
    "happens": "{0} {1*, }",
    "happening_event": "{0}{1}",
    "happening_value": _by_count(n2="{0} = {1}", n3="{0}{1} = {2}"),
    "happening_judged": _judged_by_count,
    "judged_yes": "yes",
    "judged_no": "no",
    "judged_late": "late",
    "judged_in_time": "in time",
    "interval_closed": "{0} to {1} {2} {3}{4}[ {5}]",
    "interval_open": "{0} onwards {1} {2}{3}[ {4}]",
    "value_set": "value {0} = {1}",
    "as_of": "as of {0}",
    "expect_verdict": "expect {0} {1}[ {2* }]",
    "expect_only": lambda node: f"expect only {_between(0, len(node.parts) - 1, ', ')} {{{len(node.parts) - 1}}}",
    "expect_no_breach": "expect no breach",
    "expect_no_deviation": "expect no deviation",
    "expect_used": "expect {0} used[ {1* }]",
    "expect_may": "expect {0} may {1}{2} for {3}[ on {4}]",
    "expect_may_not": "expect {0} may not {1}{2} for {3}[ on {4}]",
    "expect_value": "expect {0} of {1} {2} {3}",
    "verdict": "{0}",
    "mark_word": "{0}",
    "mark_for": _mark_for,
    "mark_in": "in {0}",
    "mark_on": "on {0}",
    "mark_number": "#{0}",
    "mark_due": "due {0}",
    "mark_missing": "missing {0}",
    "period": _period,
}


def _between(start: int, stop: int, separator: str) -> str:
    return separator.join(f"{{{index}}}" for index in range(start, stop))


def _or(start: int, stop: int) -> str:
    return _between(start, stop, " or ")


def _event(node: Node) -> str:
    """`{0}(parameters) {labels}`: the labels are the last part, absent or not."""
    last = len(node.parts) - 1
    parameters = _between(1, last, ", ") if any(part is not None for part in node.parts[1:last]) else ""
    return f"{{0}}{f'({parameters})' if parameters else ''}[ {{{last}}}]"


@frozen
class Printed:
    """Where a node or word stands in the text that was printed: `text[start:end]` of it.

    `parts` are those of the node, in their order; a part that is absent or has no words is None.
    """

    part: Node | Word
    start: int
    end: int
    parts: tuple[Printed | None, ...] = ()


def unparse(node: Node) -> str:
    """The canonical text of a node, on one line; reading it again gives the same node, spans aside.

    Raises ValueError for a node of kind `error`, which stands for a line that could not be read.
    """
    return _filled(_shape(node), node)[0]


def _shape(node: Node) -> tuple[_Piece, ...]:
    known = _shapes.get(node.kind)
    if known is not None:
        return known
    template = TEMPLATES.get(node.kind)
    if template is None:
        raise ValueError(f"no text for a node of kind {node.kind}")
    if not isinstance(template, str):
        return _pieces(template(node))
    pieces = _shapes[node.kind] = _pieces(template)
    return pieces


def _filled(pieces: tuple[_Piece, ...], node: Node) -> tuple[str, bool]:
    """A template's text, as `_Writer.fill` writes it, and whether all the parts that it names by itself are there."""
    parts = node.parts
    chunks: list[str] = []
    complete = True
    for piece in pieces:
        match piece:
            case str():
                chunks.append(piece)
            case _Part():
                text = _written(parts[piece.index])
                chunks.append(text)
                complete = complete and text != ""
            case _Rest():
                texts = [text for part in parts[piece.index :] if (text := _written(part))]
                chunks.append(piece.separator.join(texts))
                complete = complete and bool(texts)
            case _Optional():
                text, whole = _filled(piece.pieces, node)
                if whole:
                    chunks.append(text)
    return "".join(chunks), complete


def _written(part: Node | Word | None) -> str:
    """A part's text; nothing for one that is absent."""
    match part:
        case None:
            return ""
        case Word():
            return part.text if part.kind in ("NAME", "STRING") else " ".join(part.text.split())
        case Node():
            return _filled(_shape(part), part)[0]


def printed(node: Node) -> tuple[str, Printed]:
    """The text that `unparse` gives, and where in it each part of the tree stands. Raises what `unparse` raises."""
    writer = _Writer()
    whole = writer.node(node)
    return "".join(writer.chunks), whole


# ------------------------------------------------------------------------------------ templates


@frozen
class _Part:
    index: int


@frozen
class _Rest:
    index: int
    separator: str


@frozen
class _Optional:
    pieces: tuple[_Piece, ...]


_Piece = str | _Part | _Rest | _Optional

_FIELD = re.compile(r"\{(\d+)(?:(\*)([^}]*))?\}|\[|\]|[^{\[\]]+")
_known: dict[str, tuple[_Piece, ...]] = {}
_shapes: dict[str, tuple[_Piece, ...]] = {}
"""The templates that are the same for every node of a kind, by the kind."""


def _pieces(template: str) -> tuple[_Piece, ...]:
    """A template taken apart."""
    known = _known.get(template)
    if known is None:
        stack: list[list[_Piece]] = [[]]
        for match in _FIELD.finditer(template):
            if match[0] == "[":
                stack.append([])
            elif match[0] == "]":
                inner = stack.pop()
                stack[-1].append(_Optional(tuple(inner)))
            elif match[2]:
                stack[-1].append(_Rest(int(match[1]), match[3]))
            elif match[1]:
                stack[-1].append(_Part(int(match[1])))
            else:
                stack[-1].append(match[0])
        known = _known[template] = tuple(stack[0])
    return known


class _Writer:
    """A text being written: its chunks, and how long it is. What proves incomplete is taken back."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.length = 0

    def write(self, text: str) -> None:
        self.chunks.append(text)
        self.length += len(text)

    def back_to(self, mark: tuple[int, int]) -> None:
        del self.chunks[mark[0] :]
        self.length = mark[1]

    @property
    def mark(self) -> tuple[int, int]:
        return len(self.chunks), self.length

    def node(self, node: Node) -> Printed:
        parts: list[Printed | None] = [None] * len(node.parts)
        start = self.length
        self.fill(_shape(node), node, parts)
        return Printed(node, start, self.length, tuple(parts))

    def fill(self, pieces: tuple[_Piece, ...], node: Node, parts: list[Printed | None]) -> bool:
        """Write a template, and say whether all the parts that it names by itself are there."""
        complete = True
        for piece in pieces:
            match piece:
                case str():
                    self.write(piece)
                case _Part(index):
                    parts[index] = self.part(node.parts[index])
                    complete = complete and parts[index] is not None
                case _Rest(index, separator):
                    some = False
                    for at in range(index, len(node.parts)):
                        mark = self.mark
                        if some:
                            self.write(separator)
                        parts[at] = self.part(node.parts[at])
                        if parts[at] is None:
                            self.back_to(mark)
                        some = some or parts[at] is not None
                    complete = complete and some
                case _Optional(inner):
                    mark = self.mark
                    if not self.fill(inner, node, parts):
                        self.back_to(mark)
        return complete

    def part(self, part: Node | Word | None) -> Printed | None:
        """Write a part; None for one that is absent or that has no words, such as no modifiers."""
        start = self.length
        match part:
            case None:
                return None
            case Word("STRING"):
                self.write(part.text)
                return Printed(part, start, self.length)
            case Word():
                # A keyword of several words may have been written over several lines.
                self.write(" ".join(part.text.split()))
                return Printed(part, start, self.length)
            case Node():
                found = self.node(part)
                return found if found.end > found.start else None
