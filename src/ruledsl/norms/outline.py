"""The outline of a ruleset: headings, clauses and statements in the order of the text. Handed parsed files, this
module hands on the lines of settings and, for each clause, a `Draft` that knows its article, its paragraph, its
notes and when it is in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import define, evolve, field, frozen

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.constants import day_of
from ruledsl.norms.model import Article, Chapter
from ruledsl.norms.tree_reading import (
    file_span,
    label_of,
    node_at,
    nodes_of,
    optional_node,
    optional_word,
    string_value,
    word_at,
)
from ruledsl.source import NOWHERE, Source, Span
from ruledsl.syntax.tree import File, Line, Node
from ruledsl.world.vocabulary import Label


@frozen
class Force:
    """When something is in force: civil days, both included; None is open."""

    first: int | None = None
    last: int | None = None

    def within(self, outer: Force) -> Force:
        """The days in both."""
        return Force(_later(self.first, outer.first), _earlier(self.last, outer.last))

    @property
    def empty(self) -> bool:
        return self.first is not None and self.last is not None and self.first > self.last

    def meets(self, other: Force) -> bool:
        return not self.within(other).empty


ALWAYS = Force()


@frozen
class Draft:
    """A clause before it is compiled. `label` is the clause's own; `node` its norm."""

    source: Source
    article: str
    paragraph: str | None
    label: str
    node: Node
    span: Span
    note: str = ""
    reading: str = ""
    force: Force = ALWAYS


@frozen
class Sentence:
    """A statement, or a clause that restates others, before its references are found. `refs`: its norm_refs."""

    article: str
    paragraph: str | None
    label: str | None
    text: str
    refs: tuple[Node, ...]
    span: Span


@frozen
class Heading:
    """An article as its heading gives it."""

    number: str
    title: Label
    chapter: str | None
    span: Span
    force: Force


@define
class Outline:
    """What a ruleset's files say, apart from their vocabularies and scenarios."""

    name: str = ""
    label: Label = field(factory=lambda: Label("", ""))
    span: Span = NOWHERE
    force: Force = ALWAYS
    settings: list[Node] = field(factory=list)
    precedence: list[tuple[str, Node]] = field(factory=list)
    chapters: list[Chapter] = field(factory=list)
    articles: list[Heading] = field(factory=list)
    notes: dict[str, list[str]] = field(factory=dict)
    drafts: list[Draft] = field(factory=list)
    sentences: list[Sentence] = field(factory=list)

    def article_data(self, statements: dict[str, list]) -> tuple[Article, ...]:  # type: ignore[type-arg]
        """The articles, each once, with their statements."""
        found: dict[str, Article] = {}
        for heading in self.articles:
            found.setdefault(
                heading.number,
                Article(
                    heading.number,
                    heading.title,
                    heading.chapter,
                    tuple(statements.get(heading.number, ())),
                    tuple(self.notes.get(heading.number, ())),
                    heading.span,
                ),
            )
        return tuple(found.values())


def _no_ruleset(files: Sequence[File], diagnostics: Diagnostics) -> None:
    """Record that the files hold no ruleset, and what they hold (RD200)."""
    kinds = {line.kind for file in files for line in file.lines}
    line = next((line for file in files for line in file.lines), None)
    place = line.span if line is not None else next((file_span(file) for file in files), NOWHERE)
    message, help = "there is no ruleset here", 'a ruleset opens with `ruleset NAME "title"`'
    if "scenario_heading" in kinds:
        message = "here are scenarios, and no ruleset"
        help = "give the ruleset's folder or file first, and then the file of scenarios"
    elif "vocabulary_heading" in kinds:
        message = "here is a vocabulary, and no ruleset"
        help = f"{help}, and takes a vocabulary with `uses NAME`"
    diagnostics.error("RD200", message, place, help)


def read_outline(files: Sequence[File], diagnostics: Diagnostics) -> Outline | None:
    """The outline of the one ruleset in `files`; None, and a diagnostic (RD200, RD202), if there is not one."""
    headings = [(file, line) for file in files for line in file.lines if line.kind == "ruleset_heading"]
    if not headings:
        names = {file.source.name for file in files}
        if not any(error.code.startswith("RD1") and error.span.file in names for error in diagnostics.errors):
            # Else the heading may be what could not be read.
            _no_ruleset(files, diagnostics)
        return None
    first = headings[0][1]
    name = word_at(first.node, 0)
    for _, other in headings[1:]:
        word = word_at(other.node, 0)
        diagnostics.error(
            "RD202",
            f"a second ruleset opens here, '{word.text}'",
            word.span,
            "keep one ruleset in a folder, and head its other files with `chapter`",
            related=(("the first ruleset", name.span),),
        )
    reader = _Reader(Outline(name.text, label_of(optional_node(first.node, 1), name.text), name.span), diagnostics)
    reader.read(files)
    return reader.outline


@frozen
class _Place:
    """Where in the outline a line stands."""

    chapter: str | None = None
    article: str = ""
    paragraph: str | None = None
    force: Force = ALWAYS


SETTINGS: Final = frozenset(
    {
        "set_calendar",
        "define_calendar",
        "join_calendar",
        "set_time_zone",
        "set_roll_over",
        "set_business_hours",
        "set_horizon",
        "define_year",
        "define_unit",
        "define_value",
        "define_window",
    }
)
"""The lines that `ruledsl.norms.settings` reads."""

_SECTIONS = frozenset({"ruleset_heading", "chapter", "article", "paragraph"})


@define
class _Reader:
    outline: Outline
    diagnostics: Diagnostics
    source: Source | None = None

    def read(self, files: Sequence[File]) -> None:
        self.outline.force = self.ruleset_force(files)
        for file in files:
            self.source = file.source
            place = _Place(force=self.outline.force)
            for line in file.lines:
                if line.kind not in ("vocabulary_heading", "scenario_heading"):
                    self.line(line, place)

    def ruleset_force(self, files: Sequence[File]) -> Force:
        """`in force` lines directly under the ruleset's heading."""
        force = ALWAYS
        for file in files:
            for line in file.lines:
                children = line.children if line.kind == "ruleset_heading" else ()
                for child in (line, *children):
                    if child.kind == "set_in_force":
                        force = self.force_of(child.node).within(force)
        return force

    def line(self, line: Line, place: _Place) -> None:
        """Read a line and what stands under it."""
        node = line.node
        match node.kind:
            case "ruleset_heading":
                self.under(line, place)
            case "chapter":
                number = word_at(node_at(node, 0), 0).text
                self.chapter(node, number)
                self.under(line, _Place(number, force=self.section_force(line, place.force)))
            case "article":
                self.under(line, self.article(line, place))
            case "paragraph":
                number = word_at(node_at(node, 0), 0).text
                self.under(line, evolve(place, paragraph=number, force=self.section_force(line, place.force)))
            case "clause":
                self.clause(line, place)
            case "article_states":
                self.sentence(place, None, string_value(word_at(node, 0)), (), line)
            case "note" | "reading":
                if place.article:
                    self.outline.notes.setdefault(place.article, []).append(string_value(word_at(node, 0)))
            case "precedence":
                self.outline.precedence.append((place.article, node))
            case "set_in_force" | "uses" | "error":
                pass
            case kind if kind in SETTINGS:
                self.outline.settings.append(node)
            case _:
                self.misplaced(line)
        if node.kind not in _SECTIONS:
            for child in line.children:
                if child.kind != "error" and node.kind not in ("clause", "error"):
                    self.misplaced(child)

    def misplaced(self, line: Line) -> None:
        """Record a line that the layout has let pass, but that means nothing in a ruleset."""
        if not self.diagnostics.has_error_at(line.span):
            self.diagnostics.error("RD214", "this line does not belong in a ruleset here", line.span)

    def under(self, line: Line, place: _Place) -> None:
        for child in line.children:
            self.line(child, place)

    def chapter(self, node: Node, number: str) -> None:
        title = label_of(optional_node(node, 1), number)
        known = next((c for c in self.outline.chapters if c.number == number), None)
        if known is None:
            self.outline.chapters.append(Chapter(number, title, node.span))
        elif known.title != title:
            self.diagnostics.error(
                "RD420",
                f"chapter {number} is there already, with another title",
                node.span,
                related=(("the first one", known.span),),
            )

    def article(self, line: Line, place: _Place) -> _Place:
        node = line.node
        number = word_at(node_at(node, 0), 0).text
        heading = Heading(
            number,
            label_of(optional_node(node, 1), number),
            place.chapter,
            node.span,
            self.section_force(line, place.force),
        )
        for other in self.outline.articles:
            if other.number == number and other.force.meets(heading.force):
                self.diagnostics.error(
                    "RD420",
                    f"article {number} is there already",
                    node.span,
                    "give it another number; two versions of one article say `in force from … to …`",
                    related=(("the first one", other.span),),
                )
                break
        self.outline.articles.append(heading)
        return _Place(place.chapter, number, None, heading.force)

    def section_force(self, line: Line, outer: Force) -> Force:
        """When a section is in force: what stands directly under its heading, within what holds outside."""
        force = outer
        for child in line.children:
            if child.kind == "set_in_force":
                force = self.checked(self.force_of(child.node).within(outer), child.span)
        return force

    def checked(self, force: Force, span: Span) -> Force:
        if force.empty:
            self.diagnostics.error(
                "RD422", "this is in force on no day", span, "check the dates against those of the headings above"
            )
            return ALWAYS
        return force

    def force_of(self, node: Node) -> Force:
        first = day_of(word_at(node, 0), self.diagnostics)
        last_word = optional_word(node, 1)
        last = day_of(last_word, self.diagnostics) if last_word is not None else None
        if first is not None and last is not None and last < first:
            self.diagnostics.error(
                "RD313", "the last day comes before the first", node.span, "put the earlier date first"
            )
            return Force(first)
        return Force(first, last)

    # -------------------------------------------------------------------------------- clauses

    def clause(self, line: Line, place: _Place) -> None:
        assert self.source is not None
        label, norm = word_at(line.node, 0), node_at(line.node, 1)
        notes: list[str] = []
        readings: list[str] = []
        force = place.force
        for child in line.children:
            match child.kind:
                case "note":
                    notes.append(string_value(word_at(child.node, 0)))
                case "reading":
                    readings.append(string_value(word_at(child.node, 0)))
                case "set_in_force":
                    force = self.checked(self.force_of(child.node).within(place.force), child.span)
                case "error":
                    pass
                case _:
                    self.diagnostics.error("RD214", "this line does not belong under a clause", child.span)
        match norm.kind:
            case "states":
                self.sentence(place, label.text, string_value(word_at(norm, 0)), (), line)
            case "restates":
                self.sentence(place, label.text, "\n".join(notes), tuple(nodes_of(norm, "norm_ref")), line)
            case _:
                self.outline.drafts.append(
                    Draft(
                        self.source,
                        place.article,
                        place.paragraph,
                        label.text,
                        norm,
                        line.span,
                        "\n".join(notes),
                        "\n".join(readings),
                        force,
                    )
                )

    def sentence(self, place: _Place, label: str | None, text: str, refs: tuple[Node, ...], line: Line) -> None:
        self.outline.sentences.append(Sentence(place.article, place.paragraph, label, text, refs, line.span))


def _later(a: int | None, b: int | None) -> int | None:
    return max((day for day in (a, b) if day is not None), default=None)


def _earlier(a: int | None, b: int | None) -> int | None:
    return min((day for day in (a, b) if day is not None), default=None)
