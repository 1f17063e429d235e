"""One `expect` line rewritten to what came out. Handed the tree of a line that is not met and what came out that day,
it hands on edits of the text, each in its place, or says by a code why there can be none.

Nothing is invented: what the line does not speak of is not added to it, and a claim that is no longer so is replaced
or taken out only where the same kind of line can say what is so now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from ruledsl.engine.expectations import ExpectationResult, addressed
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.source import Source, Span
from ruledsl.syntax.tree import Node, Word
from ruledsl.trials.run import DayRun
from ruledsl.world.expecting import MARKS
from ruledsl.world.given import date_text
from ruledsl.world.value_writing import value_text
from ruledsl.world.values import Doer

REFUSALS: Final = (
    "mixed_instances",
    "mixed_norms",
    "no_fact",
    "none_has_it",
    "breaches_found",
    "deviations_found",
    "not_used",
    "may_unknown",
    "no_power",
    "value_unknown",
    "not_a_value",
    "comparison",
    "comment_inside",
    "json",
    "not_sayable",
)
"""Why a line stays as it is; the words are in `ruledsl.report.wording`. The last two are found by `updating`."""


class Refused(Exception):
    """The line stays as it is; the argument is a code of `REFUSALS`."""


@frozen
class Edit:
    """The characters from `start` up to `end` become `text`."""

    start: int
    end: int
    text: str


def edits(node: Node, result: ExpectationResult, day: DayRun, ruleset: Ruleset, source: Source) -> list[Edit]:
    """The edits that make the line say what came out. Raises Refused."""
    line = _Line(node, result, day, ruleset, source)
    match result.expectation.form:
        case "verdict":
            return list(line.verdict())
        case "only":
            return [line.only()]
        case "no_breach":
            raise Refused("breaches_found")
        case "no_deviation":
            raise Refused("deviations_found")
        case "used":
            raise Refused("not_used")
        case "may" | "may_not":
            return [line.may()]
        case "value":
            return [line.value()]
        case form:
            raise ValueError(f"an expectation of unknown form '{form}'")


@frozen
class _Line:
    node: Node
    result: ExpectationResult
    day: DayRun
    ruleset: Ruleset
    source: Source

    # -------------------------------------------------------------------------------------------- verdicts

    def verdict(self) -> Iterator[Edit]:
        """The verdict's word, and the marks that are not so."""
        line = self.result.expectation
        status, instances = self._came_out()
        (word,) = _named(self.node, "verdict")
        if status != line.verdict:
            yield _replaced(word.span, status.value)
        for part in _nodes(self.node):
            match part.kind:
                case "mark_word":
                    yield from self._mark(part, status, instances)
                case "mark_due":
                    yield from self._due(part, status, instances)
                case "mark_missing":
                    yield from self._missing(part, status, instances)
                case _:
                    pass  # which instance is meant, which stays as it is

    def _came_out(self) -> tuple[Status, list[Verdict]]:
        """The one verdict of all instances that the line speaks of. Raises Refused if there is not one."""
        line = self.result.expectation
        found: list[tuple[set[Status], list[Verdict]]] = []
        for norm in line.norms:
            instances = [v for v in self.day.verdicts if v.norm == norm and addressed(v, line, self.ruleset)]
            found.append(({v.status for v in instances} or {Status.NOT_APPLICABLE}, instances))
        if any(len(statuses) > 1 for statuses, _ in found):
            raise Refused("mixed_instances")
        every = set().union(*(statuses for statuses, _ in found))
        if len(every) != 1:
            raise Refused("mixed_norms")
        (status,) = every
        return status, [verdict for _, instances in found for verdict in instances]

    def _mark(self, node: Node, status: Status, instances: Sequence[Verdict]) -> Iterator[Edit]:
        (word,) = [part for part in node.parts if isinstance(part, Word)]
        code = word.kind.lower()
        fits = status.value in MARKS[code.replace("_", " ")]
        match code:
            case "breach" | "deviation":
                severities = {verdict.severity for verdict in instances} if fits else set()
                if severities == {code}:
                    return
                if len(severities) > 1:
                    raise Refused("mixed_instances")
                (severity,) = severities or {None}
                yield self._removed(node.span) if severity is None else _replaced(node.span, severity)
            case "so_far":
                if not (fits and instances and all(verdict.so_far for verdict in instances)):
                    yield self._removed(node.span)
            case _:
                mark = code.replace("_the_", "_")
                if not (fits and instances and all(mark in verdict.marks for verdict in instances)):
                    yield self._removed(node.span)

    def _due(self, node: Node, status: Status, instances: Sequence[Verdict]) -> Iterator[Edit]:
        days = {verdict.due for verdict in instances} if status is not Status.NOT_APPLICABLE else set()
        if len(days) > 1:
            raise Refused("mixed_instances")
        (due,) = days or {None}
        if due is None:
            yield self._removed(node.span)
        elif due != self.result.expectation.due:
            (word,) = [part for part in node.parts if isinstance(part, Word)]
            yield _replaced(word.span, date_text(due))

    def _missing(self, node: Node, status: Status, instances: Sequence[Verdict]) -> Iterator[Edit]:
        if status is not Status.UNDETERMINED:
            yield self._removed(node.span)
            return
        if self.result.reason != "other_missing" and self.result.expectation.verdict == status:
            return
        facts = [fact for fact in instances[0].missing if all(fact in verdict.missing for verdict in instances)]
        names = [match[1] for fact in facts if (match := _FACT.fullmatch(fact)) is not None]
        if not names:
            raise Refused("no_fact")
        (path,) = _named(node, "path")
        yield _replaced(path.span, names[0])

    # -------------------------------------------------------------------------------------------- the other forms

    def only(self) -> Edit:
        """The norms that have the verdict: those that are written and have it as they are written, then the others."""
        line = self.result.expectation
        having = [v.norm for v in self.day.verdicts if v.status == line.verdict]
        now = [norm.id for norm in self.ruleset.norms if norm.id in having]
        if not now:
            raise Refused("none_has_it")
        written = _named(self.node, "norm_ref")
        text = self.source.text
        # A norm_ref may stand for several (an article, a chain); then all are written by their ids.
        names = dict(zip(line.norms, (text[ref.span.start : ref.span.end] for ref in written), strict=False))
        if len(written) != len(line.norms):
            names = {}
        ordered = dict.fromkeys([*(norm for norm in line.norms if norm in now), *now])
        start, end = written[0].span.start, written[-1].span.end
        if "--" in text[start:end]:
            raise Refused("comment_inside")
        return Edit(start, end, ", ".join(names.get(norm, norm.partition(":")[2]) for norm in ordered))

    def may(self) -> Edit:
        """`may` and `may not` exchanged."""
        if self.result.reason not in ("may", "may_not"):
            raise Refused(self.result.reason)
        party, event = _named(self.node, "path")[:2]
        between = self.source.text[party.span.end : event.span.start]
        if "--" in between:
            raise Refused("comment_inside")
        words = _MAY_NOT.sub("may", between) if _MAY_NOT.search(between) else _MAY.sub("may not", between)
        return Edit(party.span.end, event.span.start, words)

    def value(self) -> Edit:
        """The value that the field has."""
        if self.result.reason != "other_value":
            raise Refused(self.result.reason)
        if self.result.expectation.comparator != "=":
            raise Refused("comparison")
        text: object
        match self.result.value:
            case (Doer(party),):
                text = party  # who did it is compared in whatever capacity
            case value:
                text = value_text(value)  # type: ignore[arg-type]
        if not isinstance(text, str):
            raise Refused("not_a_value")
        return _replaced(_nodes(self.node)[3].span, text)

    # -------------------------------------------------------------------------------------------- text

    def _removed(self, span: Span) -> Edit:
        """The words taken out, with the blanks before them."""
        start = span.start
        while self.source.text[start - 1] in " \t":
            start -= 1
        return Edit(start, span.end, "")


_FACT: Final = re.compile(r"([^\W\d]\w*)(?:\(.*\))?(?: of \w+)?")
"""A missing fact that a line can name: `special_circumstances of i1`."""

_MAY_NOT: Final = re.compile(r"\bmay\s+not\b")
_MAY: Final = re.compile(r"\bmay\b")


def _replaced(span: Span, text: str) -> Edit:
    return Edit(span.start, span.end, text)


def _nodes(node: Node) -> list[Node]:
    return [part for part in node.parts if isinstance(part, Node)]


def _named(node: Node, kind: str) -> list[Node]:
    return [part for part in _nodes(node) if part.kind == kind]


def applied(text: str, changes: Iterable[Edit]) -> str:
    """The text with edits that do not overlap."""
    for edit in sorted(changes, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
