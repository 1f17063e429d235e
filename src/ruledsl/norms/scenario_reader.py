"""Scenario text to scenarios: trees of `*.scenario` files, line by line, into the builder.

Handed the tree of a file and the ruleset that it speaks of, it hands on the scenarios that hold no error; what is
wrong is in the diagnostics. It knows how a line is written and nothing of what it may say: names, types and dates are
the builder's business (`ruledsl.world.builder`), so that text, JSON and Python are checked alike.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import TypedDict

from attrs import define, evolve

from ruledsl.civil_time.periods import YearStart
from ruledsl.civil_time.text import DateError, parse_date
from ruledsl.diagnostics import Diagnostics, sparing_suggestions
from ruledsl.norms.expressions import Happened
from ruledsl.norms.model import Limit, LimitForm, Norm, Ruleset
from ruledsl.norms.time_words import unit_name
from ruledsl.norms.tree_reading import (
    label_of,
    node_at,
    nodes_of,
    optional_node,
    optional_word,
    path_text,
    string_value,
    word_at,
    words_of,
    written,
)
from ruledsl.source import Source, Span
from ruledsl.syntax import File, Line, Node, Word, parse, read_source
from ruledsl.world.builder import ScenarioBuilder
from ruledsl.world.drafts import ABSENT
from ruledsl.world.given import (
    Acting,
    DateText,
    Given,
    Name,
    NumberText,
    Place,
    Placed,
    Reckoned,
    Text,
    exact_number,
    open_up,
)
from ruledsl.world.json_form import scenarios_from_json
from ruledsl.world.norm_names import NormName
from ruledsl.world.scenario import Scenario
from ruledsl.world.values import Day, Duration
from ruledsl.world.vocabulary import Type

# ------------------------------------------------------------------------------------------------ doors


@sparing_suggestions()
def read_scenarios(file: File, ruleset: Ruleset, diagnostics: Diagnostics) -> list[Scenario]:
    """The scenarios of a parsed file that hold no error, in its order. Other sections of the file are passed over."""
    found = []
    terms = terms_of(ruleset)
    for line in file.lines:
        if line.kind == "scenario_heading":
            builder = ScenarioBuilder(ruleset.vocabulary, **terms, diagnostics=diagnostics)
            scenario = _Reader(file.source, builder, diagnostics).scenario(line)
            if scenario is not None:
                found.append(scenario)
    return found


def read_scenario_text(text: str, ruleset: Ruleset, diagnostics: Diagnostics, name: str = "<text>") -> list[Scenario]:
    """The scenarios of a text; `name` is what errors call it."""
    return read_scenarios(parse(Source(name, text), diagnostics), ruleset, diagnostics)


def load_scenarios(path: str | os.PathLike[str], ruleset: Ruleset, diagnostics: Diagnostics) -> list[Scenario]:
    """The scenarios of a file that hold no error: JSON if its name ends with `.json`, else the language.

    A file that cannot be read, or holds no scenario at all, is recorded; nothing is raised.
    """
    source = read_source(Path(path), diagnostics)
    if source is None:
        return []
    if source.name.lower().endswith(".json"):
        before = len(diagnostics.errors)
        found = scenarios_from_json(
            source.text, ruleset.vocabulary, **terms_of(ruleset), diagnostics=diagnostics, name=source.name
        )
        if not found and len(diagnostics.errors) == before:
            place = Span(source.name, 0, len(source.text.rstrip()), 1, 1)
            diagnostics.error("RD538", "the file holds no scenario", place, 'a scenario is an object: {"title": …}')
        return found
    file = parse(source, diagnostics)
    headless = any(each.code == "RD120" and each.span.file == source.name for each in diagnostics.errors)
    if not headless and not any(line.kind in ("scenario_heading", "error") for line in file.lines):
        kinds = {line.kind for line in file.lines}
        held = "a ruleset" if "ruleset_heading" in kinds else "a vocabulary" if "vocabulary_heading" in kinds else ""
        place = file.lines[0].span if file.lines else Span(source.name, 0, 0, 1, 1)
        help = 'a scenario begins with a line: scenario "TITLE"'
        if held:
            help = f"{help}; the ruleset's own files end in .rules"
        diagnostics.error("RD538", f"the file holds {f'{held} and ' if held else ''}no scenario", place, help)
    return read_scenarios(file, ruleset, diagnostics)


class Terms(TypedDict):
    """What a ruleset adds to its vocabulary for scenarios: the keyword arguments of `ScenarioBuilder`,
    `scenario_from_json` and `scenario_schema`."""

    norm_ids: tuple[NormName, ...]
    value_types: Mapping[str, Type]
    units: tuple[str, ...]
    periods: Mapping[str, YearStart]


def terms_of(ruleset: Ruleset) -> Terms:
    """What scenarios of the ruleset may speak of beside its vocabulary."""
    return Terms(
        norm_ids=tuple(norm_names(ruleset)),
        value_types={name: value.type for name, value in ruleset.values.items()},
        units=tuple(ruleset.time.units),
        periods=ruleset.time.years,
    )


# ------------------------------------------------------------------------------------------------ names of norms


def norm_names(ruleset: Ruleset) -> list[NormName]:
    """The ruleset's norms, each once (versions share an id), with what a scenario may say of them."""
    found: dict[str, NormName] = {}
    for norm in ruleset.norms:
        judged = _is_prompt(norm)
        earlier = found.get(norm.id)
        if earlier is None:
            found[norm.id] = NormName(norm.id, _step_names(norm), judged, norm.subject.kind)
        else:
            found[norm.id] = evolve(earlier, judged=judged or bool(earlier.judged))
    return list(found.values())


def _is_prompt(norm: Norm) -> bool:
    """Whether `promptly` stands in the norm's window, so that its instances are judged late or in time."""
    if norm.window is None:
        return False
    limits = [layer.limit for layer in norm.window.layers if layer.limit is not None]
    return any(part.form is LimitForm.PROMPTLY for limit in limits for part in _parts(limit))


def _parts(limit: Limit) -> Iterator[Limit]:
    yield limit
    for part in limit.parts:
        yield from _parts(part)


def _step_names(norm: Norm) -> tuple[str, ...]:
    """The event by which a chain's step may be called beside its number (`47.form.signed`)."""
    if norm.chain is not None and isinstance(norm.content, Happened):
        return (norm.content.pattern.event,)
    return ()


# ------------------------------------------------------------------------------------------------ one scenario

_WORD = re.compile(r"[^\W\d]\w*")
_NAMELESS = re.compile(r"\w+\s+with\b")


class _Refused(Exception):
    """A line says what no scenario can; it is recorded, and the line is left out."""


@define
class _Reader:
    """Reads the lines of one scenario into its builder."""

    source: Source
    builder: ScenarioBuilder
    diagnostics: Diagnostics

    def scenario(self, heading: Line) -> Scenario | None:
        title = word_at(heading.node, 0)
        self.builder.title(Placed(Text(string_value(title)), _place(title)), heading.span)
        for line in _all_lines(heading.children):
            with suppress(_Refused):
                self.line(line.node)
        return self.builder.finish()

    def refused(self, message: str, span: Span, help: str = "") -> _Refused:
        """Record what has no place in a scenario; hands on what to raise."""
        self.builder.unread()
        self.diagnostics.error("RD537", message, span, help)
        return _Refused()

    def line(self, node: Node) -> None:
        match node.kind:
            case "error":
                # Recorded by the parser; the names in it may be what other lines speak of.
                start, end = node.span.start, node.span.end
                if _NAMELESS.match(self.source.text, start, end):
                    # A record without its name: any name may be the one that is missing.
                    start, end = 0, len(self.source.text)
                self.builder.unread(_WORD.findall(self.source.text, start, end))
            case "log_from":
                self.builder.first_day(_date(word_at(node, 0)), node.span)
            case "note":
                self.builder.note(string_value(word_at(node, 0)))
            case "person":
                self.person(node)
            case "record":
                self.record(node)
            case "entry" | "planned":
                self.entry(node)
            case "interval_closed" | "interval_open":
                self.interval(node)
            case "value_set":
                self.builder.setting(_name(word_at(node, 0)), self.given(node_at(node, 1)), node.span)
            case "as_of":
                self.builder.as_of(_date(word_at(node, 0)), node.span)
            case kind if kind.startswith("expect_"):
                _Expectation(self, node).read()
            case _:
                raise self.refused("this line does not belong in a scenario", node.span)

    # -------------------------------------------------------------------------------- who and what there is

    def person(self, node: Node) -> None:
        word = word_at(node, 0)
        labels = optional_node(node, 1)
        self.builder.person(_name(word), None if labels is None else label_of(labels, word.text), node.span)
        for holding in nodes_of(node, "holding"):
            first, last = optional_word(holding, 1), optional_word(holding, 2)
            self.builder.holding(
                _name(word),
                _name(word_at(holding, 0)),
                None if first is None else _date(first),
                None if last is None else _date(last),
                holding.span,
            )

    def record(self, node: Node) -> None:
        kind, word = word_at(node, 0), word_at(node, 1)
        labels, date, time = optional_node(node, 2), optional_word(node, 3), optional_word(node, 4)
        self.builder.record(
            _name(kind),
            _name(word),
            None if labels is None else label_of(labels, word.text),
            None if date is None else _when(date, time),
            place=node.span,
        )
        for assignment in nodes_of(node, "assignment"):
            with suppress(_Refused):
                self.assignment(word, assignment)

    def assignment(self, record: Word, node: Node) -> None:
        path, *rest = nodes_of(node)
        call = rest.pop(0) if rest[0].kind == "call" else None
        argument = ABSENT if call is None else self.argument(call)
        value = self.given(rest[0])
        since = rest[1] if len(rest) > 1 else None
        field = Placed(Name(path_text(path)), _place(path))
        if since is None:
            self.builder.field(_name(record), field, value, argument, node.span)
        else:
            self.builder.value(_date(word_at(since, 0)), _name(record), field, value, argument, node.span)

    # -------------------------------------------------------------------------------- what happened

    def entry(self, node: Node) -> None:
        when = _when(word_at(node, 0), optional_word(node, 1))
        what = nodes_of(node, "happens")[0]
        path, *happenings = nodes_of(what)
        subject = Placed(Name(path_text(path)), _place(path))
        for happening in happenings:
            span = node.span if len(happenings) == 1 else happening.span
            with suppress(_Refused):
                self.happening(when, subject, happening, node.kind == "planned", span)

    def happening(self, when: Given, subject: Given, node: Node, planned: bool, span: Span) -> None:
        match node.kind:
            case "happening_event":
                arguments = self.arguments(optional_node(node, 1))
                self.builder.event(when, subject, _name(word_at(node, 0)), arguments, planned, span)
            case _ if planned:
                help = "leave 'planned' out, or plan an event"
                raise self.refused("only an event can be planned", node.span, help)
            case "happening_value":
                self.dated_value(when, subject, node, span)
            case "happening_judged":
                self.judged(when, subject, node, span)
            case kind:
                raise AssertionError(kind)

    def dated_value(self, when: Given, subject: Given, node: Node, span: Span) -> None:
        field = word_at(node, 0)
        *calls, value = nodes_of(node)
        argument = self.argument(calls[0]) if calls else ABSENT
        self.builder.value(when, subject, _name(field), self.given(value), argument, span)

    def judged(self, when: Given, subject: Given, node: Node, span: Span) -> None:
        target = word_at(node, 0)
        parts = nodes_of(node)
        call = parts[0] if parts[0].kind == "call" else None
        judged = next(part for part in parts if part.kind.startswith("judged_"))
        paths = [part for part in parts if part.kind == "path"]
        by = Placed(Name(path_text(paths[0])), _place(paths[0])) if paths else None
        argument = ABSENT if call is None else self.argument(call)
        match judged.kind:
            case "judged_yes" | "judged_no":
                value = Placed(judged.kind == "judged_yes", _place(judged))
                if target.kind == "CLAUSE_ID":
                    self.builder.judge_norm(when, subject, _name(target), value, by, span)
                else:
                    self.builder.judge(when, subject, _name(target), value, by, argument, span)
            case "judged_late" | "judged_in_time":
                if call is not None:
                    raise self.refused("a norm takes nothing in brackets", call.span, "take the brackets out")
                late = judged.kind == "judged_late"
                value = Placed("late" if late else "in time", _place(judged))
                self.builder.judge_norm(when, subject, _name(target), value, by, span)
            case kind:
                raise AssertionError(kind)

    def interval(self, node: Node) -> None:
        *dates, state = [word for word in words_of(node) if word.kind in ("DATE", "NAME")]
        call = next(iter(nodes_of(node, "call")), None)
        if call is not None:
            raise self.refused("a state takes nothing in brackets", call.span, "take the brackets out")
        path = nodes_of(node, "path")[0]
        known = not any(word.kind == "UNKNOWN" for word in words_of(node))
        self.builder.state(
            Placed(Name(path_text(path)), _place(path)),
            _name(state),
            _date(dates[0]),
            _date(dates[1]) if len(dates) > 1 else None,
            known,
            node.span,
        )

    # -------------------------------------------------------------------------------- brackets

    def arguments(self, call: Node | None) -> list[tuple[object, Given]]:
        """The parameters of an event: `(to = general_office, by = li as vice_mayor)`."""
        if call is None:
            return []
        return [self.pair(argument) for argument in nodes_of(call, "argument")]

    def pair(self, argument: Node) -> tuple[object, Given]:
        expr, capacity = node_at(argument, 0), optional_node(argument, 1)
        named = _equation(expr)
        if named is None:
            help = "write NAME = VALUE, such as by = li"
            raise self.refused("what stands in an event's brackets is a parameter and its value", argument.span, help)
        parameter, value = named
        given = self.given(value)
        if capacity is None:
            return _name(parameter), given
        raw, place = open_up(given, _place(value))
        if isinstance(raw, list) and len(raw) != 1:
            raise self.refused("'as' names the capacity of one doer, not of several", argument.span, "name one doer")
        party = raw[0] if isinstance(raw, list) else given
        acting = Acting(party, Placed(Name(path_text(capacity)), _place(capacity)))
        return _name(parameter), Placed(acting, place)

    def argument(self, call: Node) -> Given:
        """The parameter of a field: `(finance)`, `(2022)`."""
        arguments = nodes_of(call, "argument")
        if (
            len(arguments) == 1
            and optional_node(arguments[0], 1) is None
            and _equation(node_at(arguments[0], 0)) is None
        ):
            return self.given(node_at(arguments[0], 0))
        raise self.refused("a field takes one value in brackets, without a name", call.span, "such as restraint(2022)")

    # -------------------------------------------------------------------------------- values

    def given(self, node: Node) -> Placed:
        """A raw value with its place."""
        return Placed(self.raw(node), _place(node))

    def raw(self, node: Node) -> Given:
        match node.kind:
            case "yes" | "no":
                return node.kind == "yes"
            case "none":
                return None
            case "int":
                number = _number(word_at(node, 0).text)
                return number.numerator if isinstance(number, Fraction) else number
            case "decimal" | "fraction":
                return _number(word_at(node, 0).text)
            case "string":
                return Text(string_value(word_at(node, 0)))
            case "date":
                return _day(word_at(node, 0).text)
            case "duration":
                number = _number(word_at(node, 0).text)
                unit = unit_name(word_at(node, 1).text)
                return Duration(number.numerator, unit) if isinstance(number, Fraction) else number
            case "path":
                return Name(path_text(node))
            case "empty_set":
                return []
            case "group":
                return [self.given(part) for part in nodes_of(node)]
            case "plus" | "minus":
                return self.sum(node)
            case _:
                return Reckoned(written(self.source, node.span))

    def sum(self, node: Node) -> Given:
        """`0 - 5`, the only way to write a number below zero; other sums are no values."""
        left, right = (self.raw(part) for part in nodes_of(node))
        match left, right:
            case (bool(), _) | (_, bool()):
                pass
            case (int() | Fraction(), int() | Fraction()):
                total = left + right if node.kind == "plus" else left - right
                whole = isinstance(left, int) and isinstance(right, int)
                return int(total) if whole else Fraction(total)
            case _:
                pass
        return Reckoned(written(self.source, node.span))


# ------------------------------------------------------------------------------------------------ expectations


@define
class _Expectation:
    """Reads one `expect` line."""

    reader: _Reader
    node: Node

    def read(self) -> None:
        node = self.node
        match node.kind:
            case "expect_verdict" | "expect_only" | "expect_used":
                verdict = next(iter(nodes_of(node, "verdict")), None)
                self.expect(
                    node.kind.removeprefix("expect_"),
                    norms=[_norm(part) for part in nodes_of(node, "norm_ref")],
                    verdict=None if verdict is None else _mark(word_at(verdict, 0), "_"),
                )
            case "expect_no_breach" | "expect_no_deviation":
                self.expect(node.kind.removeprefix("expect_"))
            case "expect_may" | "expect_may_not":
                party, event, record = (_path(part) for part in nodes_of(node, "path"))
                call = next(iter(nodes_of(node, "call")), None)
                dates = [word for word in words_of(node) if word.kind == "DATE"]
                self.expect(
                    node.kind.removeprefix("expect_"),
                    party=party,
                    event=event,
                    arguments=self.reader.arguments(call),
                    address=[record],
                    on=_date(dates[0]) if dates else None,
                )
            case "expect_value":
                field, of, comparator, value = nodes_of(node)
                word = next(iter(words_of(comparator)), None)
                self.expect(
                    "value",
                    field=_path(field),
                    address=[_path(of)],
                    comparator=Placed("=" if word is None else word.text, _place(comparator)),
                    value=self.reader.given(value),
                )
            case kind:
                raise AssertionError(kind)

    def expect(
        self,
        form: str,
        *,
        norms: Iterable[Given] = (),
        verdict: Given = None,
        party: Given = None,
        event: Given = None,
        arguments: Iterable[tuple[object, Given]] = (),
        address: Iterable[Given] = (),
        on: Given = None,
        field: Given = None,
        comparator: Given = None,
        value: Given = ABSENT,
    ) -> None:
        """Tell the builder, with the marks of the line."""
        marks = self.marks()
        self.reader.builder.expect(
            form,
            norms=norms,
            verdict=verdict,
            marks=marks["mark_word"],
            address=[*address, *marks["mark_for"]],
            period=self.one(marks["mark_in"]),
            on=on if on is not None else self.one(marks["mark_on"]),
            number=self.one(marks["mark_number"]),
            due=self.one(marks["mark_due"]),
            missing=self.one(marks["mark_missing"]),
            party=party,
            event=event,
            arguments=list(arguments),
            field=field,
            comparator=comparator,
            value=value,
            text=written(self.reader.source, self.node.span),
            place=self.node.span,
        )

    def marks(self) -> dict[str, list[Given]]:
        """The line's marks by their kind; one that may stand once and stands again is refused."""
        kinds = ("mark_word", "mark_for", "mark_in", "mark_on", "mark_number", "mark_due", "mark_missing")
        found: dict[str, list[Given]] = {kind: [] for kind in kinds}
        for node in nodes_of(self.node):
            if not node.kind.startswith("mark"):
                continue
            given = found[node.kind]
            if given and node.kind != "mark_word":
                raise self.reader.refused("this stands twice in one expectation", node.span, "write two expectations")
                continue
            match node.kind:
                case "mark_word":
                    given.append(_mark(word_at(node, 0), " "))
                case "mark_for":
                    given.extend(_path(part) for part in nodes_of(node, "path"))
                case "mark_in":
                    given.append(_period(node_at(node, 0)))
                case "mark_on" | "mark_due":
                    given.append(_date(word_at(node, 0)))
                case "mark_number":
                    number = _number(word_at(node, 0).text)
                    raw = number.numerator if isinstance(number, Fraction) else number
                    given.append(Placed(raw, _place(node)))
                case "mark_missing":
                    given.append(_path(node_at(node, 0)))
                case kind:
                    raise AssertionError(kind)
        return found

    def one(self, given: list[Given]) -> Given:
        return given[0] if given else None


# ------------------------------------------------------------------------------------------------ words


def _place(part: Node | Word) -> Place:
    return Place(part.span)


def _name(word: Word) -> Placed:
    return Placed(Name(word.text), _place(word))


def _path(node: Node) -> Placed:
    return Placed(Name(path_text(node)), _place(node))


def _date(word: Word) -> Placed:
    return Placed(DateText(word.text), _place(word))


def _when(date: Word, time: Word | None) -> Placed:
    """A date and, if there is one, a time."""
    return Placed((_date(date), None if time is None else Placed(time.text, _place(time))), _place(date))


def _day(text: str) -> Day | DateText:
    try:
        return Day(parse_date(text))
    except DateError:
        return DateText(text)


def _number(text: str) -> Fraction | NumberText:
    number = exact_number(text)
    return NumberText(text) if number is None else number


def _equation(node: Node) -> tuple[Word, Node] | None:
    """The two sides of `NAME = VALUE`."""
    if node.kind != "compare":
        return None
    left, comparator, right, *rest = node.parts
    if not (isinstance(left, Node) and isinstance(comparator, Node) and isinstance(right, Node)):
        return None
    if left.kind != "path" or len(left.parts) != 1 or comparator.kind != "equals" or any(part for part in rest):
        return None
    return word_at(left, 0), right


def _mark(word: Word, between: str) -> Placed:
    """A verdict or mark by its terminal's name, whatever language it is written in."""
    return Placed(word.kind.lower().replace("_", between), _place(word))


def _norm(node: Node) -> Placed:
    """A norm as it is called: an id, a label, or `article 51`."""
    part = node.parts[0]
    match part:
        case Word():
            text = part.text
        case Node(kind="path"):
            text = path_text(part)
        case Node():
            text = f"article {word_at(part, 0).text}"
        case None:
            raise AssertionError(node.kind)
    return Placed(Name(text), _place(node))


def _period(node: Node) -> Placed:
    """A period as `civil_time` reads it: `2022`, `2022 Q1`, `2022-03 I`, `week of 2022-03-07`."""
    words = [word.text for word in words_of(node) if word.kind != "WEEK_OF"]
    week = any(word.kind == "DATE" for word in words_of(node))
    return Placed(("week of " if week else "") + " ".join(words), _place(node))


def _all_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """A scenario's lines in order, however they are nested."""
    for line in lines:
        yield line
        yield from _all_lines(line.children)
