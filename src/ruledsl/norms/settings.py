"""Settings: a ruleset's conventions of time, named values and named windows. Handed the lines of settings and a
way to read the files beside the ruleset, this module hands on `TimeSettings`, the values, and the trees of the
windows, which each clause reads in its own scope.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from attrs import define, evolve, field

from ruledsl.diagnostics import Diagnostics, did_you_mean
from ruledsl.norms.constants import constant
from ruledsl.norms.model import CalendarSpec, NamedValue, TimeSettings
from ruledsl.norms.time_words import LONGEST_MONTHS, MONTHS, PERIODS, UNITS, month_number
from ruledsl.norms.tree_reading import (
    label_of,
    node_at,
    optional_node,
    optional_word,
    string_value,
    word_at,
    words_of,
)
from ruledsl.norms.vocabulary_compiler import fixed_amount, type_named
from ruledsl.source import Source, Span, span_of
from ruledsl.syntax.tree import Node, Word
from ruledsl.world.vocabulary import Type, Vocabulary

_CHINA = frozenset({"中国", "China", "prc", "PRC", "chinese", "Chinese"})
_ISO = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?")


class FilesBeside(Protocol):
    """The files beside a ruleset: overrides of calendars, lists of counted days."""

    def text(self, name: str, span: Span, diagnostics: Diagnostics) -> Source | None:
        """The file's text; None, recorded (RD205, RD206), if it may not or cannot be read."""


class NoFiles:
    """For a ruleset that is only a text: there is nothing beside it."""

    def text(self, name: str, span: Span, diagnostics: Diagnostics) -> Source | None:
        diagnostics.error("RD205", f"there is no file '{name}' beside this text", span)
        return None


@define
class Settings:
    """What the settings of a ruleset say."""

    time: TimeSettings = field(factory=TimeSettings)
    values: dict[str, NamedValue] = field(factory=dict)
    windows: dict[str, Node] = field(factory=dict)


def read_settings(
    nodes: Sequence[Node], vocabulary: Vocabulary, beside: FilesBeside, diagnostics: Diagnostics
) -> Settings:
    """The settings, each checked. What is wrong is recorded (RD205, RD206, RD216, RD300 to RD314)."""
    return _Reader(vocabulary, beside, diagnostics).read(nodes)


@define
class _Reader:
    vocabulary: Vocabulary
    beside: FilesBeside
    diagnostics: Diagnostics
    given: dict[str, Span] = field(factory=dict)
    names: dict[str, Span] = field(factory=dict)
    calendars: dict[str, Node] = field(factory=dict)
    chosen: Node | None = None

    def read(self, nodes: Sequence[Node]) -> Settings:
        settings = Settings()
        time = TimeSettings()
        years: dict[str, tuple[int, int]] = {}
        units: dict[str, str] = {}
        values: list[Node] = []
        for node in nodes:
            match node.kind:
                case "set_calendar":
                    if self.once("calendar", node):
                        self.chosen = node
                case "define_calendar" | "join_calendar":
                    word = word_at(node, 0)
                    if self.free(self.calendars.get(word.text), word, "calendar"):
                        self.calendars[word.text] = node
                case "set_time_zone":
                    if self.once("time zone", node):
                        time = evolve(time, zone=self.zone(word_at(node, 0)) or time.zone)
                case "set_roll_over":
                    if self.once("roll-over", node):
                        time = evolve(time, roll_over=self.switch(node_at(node, 0)))
                case "set_business_hours":
                    if self.once("business hours", node):
                        time = evolve(time, business_close=self.second(word_at(node, 0)))
                case "set_horizon":
                    if self.once("horizon", node):
                        time = evolve(time, horizon=fixed_amount(node_at(node, 0), self.diagnostics, "a horizon"))
                case "define_year":
                    word = word_at(node, 0)
                    if self.free_name(word, (*PERIODS, "record")):
                        start = self.day_of_year(node_at(node, 1))
                        if start is not None:
                            years[word.text] = start
                case "define_unit":
                    word = word_at(node, 0)
                    if self.free_name(word, UNITS):
                        units[word.text] = self.counted_days(word.text, word_at(node, 1))
                case "define_value":
                    values.append(node)
                case "define_window":
                    word = word_at(node, 0)
                    if self.free(settings.windows.get(word.text), word, "window"):
                        settings.windows[word.text] = node_at(node, 1)
                case kind:
                    raise AssertionError(kind)
        for node in values:
            self.value(node, settings.values, tuple(years))
        settings.time = evolve(time, calendar=self.calendar(), years=years, units=units)
        return settings

    # -------------------------------------------------------------------------------- names

    def once(self, what: str, node: Node) -> bool:
        if what in self.given:
            self.diagnostics.error(
                "RD314",
                f"the {what} is set twice",
                node.span,
                "keep one of the lines",
                related=(("first set here", self.given[what]),),
            )
            return False
        self.given[what] = node.span
        return True

    def free(self, other: Node | None, word: Word, what: str) -> bool:
        if other is not None:
            self.diagnostics.error(
                "RD210",
                f"the {what} '{word.text}' is declared twice",
                word.span,
                "give one of them another name",
                related=(("first declared here", other.span),),
            )
        return other is None

    def free_name(self, word: Word, taken: Sequence[str]) -> bool:
        """Periods, units and values share one set of names with each other."""
        if word.text in taken:
            self.diagnostics.error("RD211", f"'{word.text}' is a word of the language and cannot be a name", word.span)
            return False
        if word.text in self.names:
            self.diagnostics.error(
                "RD210",
                f"'{word.text}' is declared twice",
                word.span,
                "give one of them another name",
                related=(("first declared here", self.names[word.text]),),
            )
            return False
        self.names[word.text] = word.span
        return True

    def free_in_vocabulary(self, word: Word) -> bool:
        """Whether no kind, role, office, list or state has the name of a value, which would stand before it."""
        vocabulary = self.vocabulary
        tables = (vocabulary.kinds, vocabulary.roles, vocabulary.offices, vocabulary.lists, vocabulary.states)
        if any(word.text in table for table in tables):
            self.diagnostics.error("RD210", f"'{word.text}' is a name of the vocabulary already", word.span)
            return False
        return True

    # -------------------------------------------------------------------------------- calendars

    def calendar(self) -> CalendarSpec | None:
        """The calendar that counts: the chosen one, else the only one declared."""
        if self.chosen is not None:
            name, file = word_at(self.chosen, 0), optional_word(self.chosen, 1)
            spec = self.calendar_named(name, ())
            if spec is None or file is None:
                return spec
            return evolve(spec, overrides=spec.overrides + self.overrides(file))
        if len(self.calendars) > 1:
            last = list(self.calendars.values())[-1]
            self.diagnostics.error(
                "RD300",
                f"which of the calendars counts: {', '.join(self.calendars)}?",
                last.span,
                "choose one with a line `calendar NAME`",
            )
            return None
        for node in self.calendars.values():
            return self.declared(node, ())
        return None

    def calendar_named(self, word: Word, chain: tuple[str, ...]) -> CalendarSpec | None:
        name = word.text
        if name in chain:
            circle = " is made from ".join((*chain[chain.index(name) :], name))
            self.diagnostics.error("RD300", f"these calendars are made from each other: {circle}", word.span)
            return None
        if name in self.calendars:
            return self.declared(self.calendars[name], chain)
        if self.is_official(word):
            return CalendarSpec(name, name)
        return None

    def declared(self, node: Node, chain: tuple[str, ...]) -> CalendarSpec | None:
        name = word_at(node, 0)
        inner = (*chain, name.text)
        if node.kind == "join_calendar":
            parts = [self.calendar_named(word, inner) for word in words_of(node_at(node, 1))]
            return CalendarSpec(name.text, joined=tuple(part for part in parts if part is not None))
        base_word, file = word_at(node, 1), optional_word(node, 2)
        # `calendar china = china with "…"` may keep the official calendar's own name.
        if base_word.text == name.text:
            base = CalendarSpec(base_word.text, base_word.text) if self.is_official(base_word) else None
        else:
            base = self.calendar_named(base_word, inner)
        if base is None:
            return None
        text = self.overrides(file) if file is not None else ""
        if base.joined or base.overrides:
            return CalendarSpec(name.text, overrides=text, joined=(base,))
        return CalendarSpec(name.text, base.base, text)

    def is_official(self, word: Word) -> bool:
        from ruledsl.civil_time.sources import OFFICIAL_JOINS, OFFICIAL_NAMES, UnknownCalendar, official_calendar

        name = word.text
        known = [*OFFICIAL_NAMES, *OFFICIAL_JOINS, "none"]
        if name in known:
            return True
        if _ISO.fullmatch(name):
            try:
                official_calendar(name)
            except UnknownCalendar as error:
                self.diagnostics.error("RD300", error.message, word.span, error.help)
                return False
            return True
        help = did_you_mean(name, [*known, *self.calendars])
        if name in _CHINA:
            help = "did you mean 'china'?"
        self.diagnostics.error("RD300", f"there is no calendar '{name}'", word.span, help)
        return False

    def overrides(self, file: Word) -> str:
        from ruledsl.civil_time.overrides import parse_overrides

        source = self.beside.text(string_value(file), file.span, self.diagnostics)
        if source is None:
            return ""
        self.report(source, parse_overrides(source.text).problems)
        return source.text if source.text.endswith("\n") else source.text + "\n"

    def counted_days(self, unit: str, file: Word) -> str:
        from ruledsl.civil_time.overrides import parse_counted_days

        source = self.beside.text(string_value(file), file.span, self.diagnostics)
        if source is None:
            return ""
        self.report(source, parse_counted_days(source.text, unit).problems)
        return source.text

    def report(self, source: Source, problems: Sequence[object]) -> None:
        from ruledsl.civil_time.overrides import FileProblem

        starts = [0]
        for position, character in enumerate(source.text):
            if character == "\n":
                starts.append(position + 1)
        for problem in problems:
            assert isinstance(problem, FileProblem)
            start = starts[problem.line - 1]
            span = span_of(source, start + problem.column_start - 1, start + problem.column_end - 1)
            self.diagnostics.error("RD206", problem.message, span, problem.help)

    # -------------------------------------------------------------------------------- other settings

    def zone(self, word: Word) -> str | None:
        from ruledsl.civil_time.arithmetic import known_zone

        name = string_value(word)
        if known_zone(name):
            return name
        self.diagnostics.error("RD301", f"there is no time zone '{name}'", word.span, 'such as "Asia/Shanghai"')
        return None

    def switch(self, node: Node) -> bool:
        return node.kind == "switch_on"

    def second(self, word: Word) -> int | None:
        from ruledsl.civil_time.text import DateError, parse_time

        if word.text == "24:00":
            return None
        try:
            return parse_time(word.text)
        except DateError as error:
            self.diagnostics.error("RD302", error.message, word.span, error.help)
            return None

    def day_of_year(self, node: Node) -> tuple[int, int] | None:
        day, name = word_at(node, 0), word_at(node, 1)
        month = month_number(name.text)
        if month is None:
            self.diagnostics.error("RD302", f"'{name.text}' is not a month", name.span, did_you_mean(name.text, MONTHS))
            return None
        if not 1 <= int(day.text) <= LONGEST_MONTHS[month - 1] or (month, int(day.text)) == (2, 29):
            self.diagnostics.error("RD302", f"no year can begin on {day.text} {MONTHS[month - 1]}", node.span)
            return None
        return month, int(day.text)

    def value(self, node: Node, values: dict[str, NamedValue], years: tuple[str, ...]) -> None:
        word, typed, given = word_at(node, 0), node_at(node, 1), optional_node(node, 2)
        if not self.free_name(word, (*PERIODS, "record")) or not self.free_in_vocabulary(word):
            return
        type = self.type(typed)
        if type is None:
            return
        value = None
        if given is not None:
            found, good = constant(given, type, self.vocabulary, self.diagnostics, extra_periods=years)
            if not good:
                return
            value = found
        values[word.text] = NamedValue(word.text, type, label_of(optional_node(node, 3), word.text), value)

    def type(self, node: Node) -> Type | None:
        match node.kind:
            case "type_set":
                inner = self.type(node_at(node, 0))
                return Type(inner.base, inner.name, many=True) if inner is not None else None
            case "type_yes_no":
                return Type("yes_no")
            case "type_whole_number":
                return Type("whole_number")
            case "type_name":
                word = word_at(node, 0)
                found = type_named(word.text, self.vocabulary.kinds, self.vocabulary.lists, self.vocabulary.roles)
                if found is None or found.base in ("judgement", "record"):
                    known = ["decimal", "text", "date", "duration", "period", "party", "whole number", "yes/no"]
                    self.diagnostics.error(
                        "RD309",
                        f"'{word.text}' is no type of a named value",
                        word.span,
                        did_you_mean(word.text, [*known, *self.vocabulary.lists]),
                    )
                    return None
                return found
            case kind:
                raise AssertionError(kind)
