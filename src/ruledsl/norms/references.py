"""References from one norm to others. Handed the ids of all clauses of a ruleset, this module finds what a written
reference (`filing`, `51.filing`, `taian:51.filing`, `article 51`, a chain's label or step) stands for.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field, frozen

from ruledsl.diagnostics import Diagnostics, did_you_mean, may_suggest
from ruledsl.norms.names import Unresolved
from ruledsl.norms.tree_reading import names_of, word_at
from ruledsl.source import Span
from ruledsl.syntax.tree import Node
from ruledsl.world.vocabulary import Type


@frozen
class NormEntry:
    """What references need to know of a norm before it is compiled.

    `label`: after the article (`form.1`, `filing/2`). `groups`: further labels it is found by (its chain's label, the
    step's event name after it, the label of a duty and power). `subject`: the type of its `self`. `variables`: the
    names of its `for each`. `fixed_party`: the role or office that is its subject, if it is one.
    """

    id: str
    article: str
    label: str
    subject: Type
    span: Span
    groups: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    fixed_party: str | None = None


@define
class NormIndex:
    """All norms of a ruleset, by the ways they can be named."""

    ruleset: str
    entries: dict[str, NormEntry] = field(factory=dict)
    by_label: dict[tuple[str, str], list[NormEntry]] = field(factory=dict)
    anywhere: dict[str, list[NormEntry]] = field(factory=dict)
    by_article: dict[str, list[NormEntry]] = field(factory=dict)
    articles: set[str] = field(factory=set)
    statements: set[str] = field(factory=set)

    def add(self, entry: NormEntry) -> None:
        """Take a norm in; a second version of one is the same reference."""
        if entry.id in self.entries:
            return
        self.entries[entry.id] = entry
        for label in (entry.label, *entry.groups):
            self.by_label.setdefault((entry.article, label), []).append(entry)
            self.anywhere.setdefault(label, []).append(entry)
        self.by_article.setdefault(entry.article, []).append(entry)

    def find(self, article: str, segments: tuple[str, ...]) -> list[NormEntry]:
        """The norms that a relative reference stands for: a label of `article`, else ARTICLE.LABEL."""
        found = self.by_label.get((article, ".".join(segments)))
        if found:
            return found
        if len(segments) > 1:
            found = self.by_label.get((segments[0], ".".join(segments[1:])))
        return found or []

    def labelled(self, label: str) -> list[NormEntry]:
        """The norms with this label in whatever article."""
        return self.anywhere.get(label, [])

    def all_references(self) -> list[str]:
        return [entry.id.partition(":")[2] for entry in self.entries.values()]

    # -------------------------------------------------------------------------------- written references

    def several(self, ref: Node, home: str, diagnostics: Diagnostics) -> tuple[str, ...]:
        """The ids that a `norm_ref` stands for; an unknown one is recorded (RD402) and stands for none."""
        match ref.parts[0]:
            case Node(kind="heading_number") as heading:
                number = word_at(heading, 0).text
                found = self.by_article.get(number, [])
                if not found:
                    message = (
                        f"article {number} has no norms" if number in self.articles else f"there is no article {number}"
                    )
                    diagnostics.error("RD402", message, ref.span, did_you_mean(number, self.by_article))
                return tuple(entry.id for entry in found)
            case _:
                try:
                    return tuple(entry.id for entry in self.written(ref, home, diagnostics))
                except Unresolved:
                    return ()

    def only(self, entries: list[NormEntry], span: Span, diagnostics: Diagnostics) -> NormEntry:
        """The one norm of several found. Raises Unresolved (RD403)."""
        if len(entries) > 1:
            names = _listed([entry.id.partition(":")[2] for entry in entries])
            diagnostics.error(
                "RD403", f"one norm is wanted here, and this stands for {names}", span, "name one of them"
            )
            raise Unresolved
        return entries[0]

    def written(self, ref: Node, home: str, diagnostics: Diagnostics) -> list[NormEntry]:
        """The norms that a CLAUSE_ID or path stands for; at least one. Raises Unresolved (RD402)."""
        part = ref.parts[0]
        text = ".".join(names_of(part)) if isinstance(part, Node) else word_at(ref, 0).text
        found = self.by_text(text, home)
        if not found:
            raise self.unknown(text, ref.span, diagnostics)
        return found

    def by_text(self, text: str, home: str) -> list[NormEntry]:
        ruleset, colon, local = text.rpartition(":")
        if colon:
            if ruleset != self.ruleset:
                return []
            return self.find("", tuple(local.split(".")))
        return self.find(home, tuple(text.split(".")))

    def is_statement(self, text: str) -> bool:
        """Whether a label is that of a sentence that states or restates."""
        return text.rpartition(".")[2] in self.statements

    def unknown(self, text: str, span: Span, diagnostics: Diagnostics) -> Unresolved:
        label = text.rpartition(".")[2]
        elsewhere = [entry.id.partition(":")[2] for entry in self.labelled(label)]
        if len(elsewhere) == 1:
            help = f"did you mean '{elsewhere[0]}'?"
        elif elsewhere:
            help = f"there are {_listed(elsewhere)}"
        else:
            help = did_you_mean(text, self._names_near(text)) if may_suggest() else ""
        if self.is_statement(text) and not elsewhere:
            message = f"'{text}' states something, and neither requires nor forbids anything"
            diagnostics.error("RD402", message, span, "name a clause that does")
            return Unresolved()
        diagnostics.error("RD402", f"there is no clause '{text}'", span, help)
        return Unresolved()

    def _names_near(self, text: str) -> Iterable[str]:
        if "." in text:
            return self.all_references()
        return [*self.all_references(), *(label for _, label in self.by_label)]


def _listed(names: list[str]) -> str:
    """Names as a message gives them: not more than can be read."""
    return ", ".join(names[:8]) + (f", … ({len(names)} in all)" if len(names) > 8 else "")
