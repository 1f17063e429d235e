"""What a lint rule reads: one ruleset, or the vocabularies of one folder, with their texts and trees.

Made by `ruledsl.analysis.gathering`. A rule yields findings anywhere in it; whoever runs the rules keeps those in the
files that were asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, TypeVar

from attrs import define, field

from ruledsl.norms.model import Norm, Ruleset
from ruledsl.norms.tree_reading import walk_lines
from ruledsl.norms.walking import parts_in
from ruledsl.source import Source, Span
from ruledsl.syntax.tree import File, Line, Node, Word
from ruledsl.world.vocabulary import Vocabulary

T = TypeVar("T")

_INDEXED: Final = ("labels", "or_", "not_", "for_each", "quantified", "sum", "count_distinct")
"""The kinds of nodes that rules look for in all lines."""


@define(slots=False)
class Unit:
    """One ruleset with its files, or vocabulary files that belong to none.

    `files`: the trees of its own files; `modules`: those of the shared vocabularies that it uses. `scenarios`: the
    texts of its scenario files. `ruleset`: None for vocabularies, and where the text could not be understood.
    `options`: by rule's code, what the configuration sets. `beside`: names that stand for something outside.
    """

    files: tuple[File, ...]
    vocabulary: Vocabulary
    ruleset: Ruleset | None = None
    modules: tuple[File, ...] = ()
    scenarios: tuple[Source, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    _kept: dict[str, Any] = field(factory=dict, repr=False)
    _parts: dict[int, tuple[object, ...]] = field(factory=dict, repr=False)

    @property
    def norms(self) -> tuple[Norm, ...]:
        return self.ruleset.norms if self.ruleset is not None else ()

    @property
    def sources(self) -> list[Source]:
        """Every text of the unit's own: rules and scenarios."""
        return [*(file.source for file in self.files), *self.scenarios]

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` makes, made when it is first asked for under that name."""
        if name not in self._kept:
            self._kept[name] = make()
        made: T = self._kept[name]
        return made

    def parts(self, norm: Norm) -> tuple[object, ...]:
        """A norm and everything in it, outermost first."""
        found = self._parts.get(id(norm))
        if found is None:
            found = self._parts[id(norm)] = tuple(parts_in(norm))
        return found

    def norms_with(self, *classes: type) -> list[Norm]:
        """The norms in which something of one of these classes stands, in their order."""
        index = self.once(
            "classes", lambda: [(norm, {part.__class__ for part in self.parts(norm)}) for norm in self.norms]
        )
        return [norm for norm, mine in index if not mine.isdisjoint(classes)]

    def nodes(self, *kinds: str) -> list[tuple[Line, Node]]:
        """The nodes of these kinds (of those in _INDEXED) in its own files, each with its line, in the text's order."""
        index = self.once("nodes", self._nodes)
        if len(kinds) == 1:
            return index[kinds[0]]
        found = [pair for kind in kinds for pair in index[kind]]
        places = {file.source.name: number for number, file in enumerate(self.files)}
        return sorted(found, key=lambda pair: (places[pair[1].span.file], pair[1].span.start))

    def _nodes(self) -> dict[str, list[tuple[Line, Node]]]:
        index: dict[str, list[tuple[Line, Node]]] = {kind: [] for kind in _INDEXED}
        for line, _ in self.lines:
            pending: list[Node | Word | None] = [line.node]
            while pending:
                here = pending.pop()
                if here.__class__ is Node:
                    assert isinstance(here, Node)
                    if here.kind in index:
                        index[here.kind].append((line, here))
                    pending.extend(here.parts[::-1])
        return index

    @cached_property
    def lines(self) -> list[tuple[Line, tuple[Line, ...]]]:
        """Every logical line of its own files, each with those it stands under."""
        return [pair for file in self.files for pair in walk_lines(file)]

    @cached_property
    def _clauses(self) -> dict[tuple[str, int], Line]:
        return {(line.span.file, line.span.start): line for line, _ in self.lines if line.kind == "clause"}

    @cached_property
    def _clause_starts(self) -> list[tuple[str, int, int, Line]]:
        return [(line.span.file, line.span.start, line.span.end, line) for line in self._clauses.values()]

    @cached_property
    def by_id(self) -> dict[str, Norm]:
        """The norms by id (of several versions the first)."""
        found: dict[str, Norm] = {}
        for norm in self.norms:
            found.setdefault(norm.id, norm)
        return found

    def line_of(self, norm: Norm) -> Line | None:
        """The clause that a norm was compiled from."""
        span = norm.span
        exact = self._clauses.get((span.file, span.start))
        if exact is not None:
            return exact
        return next(
            (line for file, start, end, line in self._clause_starts if file == span.file and start <= span.start < end),
            None,
        )

    def head(self, norm: Norm) -> Span:
        """The place that stands for a norm in a finding: its label."""
        line = self.line_of(norm)
        if line is not None and line.span == norm.span:
            word = line.node.parts[0]
            if isinstance(word, Word):
                return word.span
        return norm.span

    def part(self, norm: Norm, *kinds: str) -> Span:
        """The place of the first part of these kinds (`unless`, `when`, …) in a norm's clause; else its label."""
        line = self.line_of(norm)
        if line is not None:
            for node in nodes_in(line.node):
                if node.kind in kinds and norm.span.start <= node.span.start < norm.span.end:
                    return node.span
        return self.head(norm)

    def option(self, code: str, name: str, default: Any) -> Any:
        """What the configuration sets for a rule."""
        return self.options.get(code, {}).get(name, default)


def nodes_in(node: Node) -> Iterator[Node]:
    """A node and every node in it, in the order of the text."""
    pending: list[Node | Word | None] = [node]
    while pending:
        here = pending.pop()
        if isinstance(here, Node):
            yield here
            pending.extend(reversed(here.parts))


def words_in(node: Node) -> Iterator[Word]:
    """Every word in a node, in the order of the text."""
    pending: list[Node | Word | None] = [node]
    while pending:
        here = pending.pop()
        match here:
            case Node(parts=parts):
                pending.extend(reversed(parts))
            case Word():
                yield here
            case None:
                pass


def local(id: str) -> str:
    """An id without its ruleset's name."""
    return id.partition(":")[2] or id
