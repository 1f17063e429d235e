"""Acting for another: succession and authorisation. Handed the parts of an `acts for` or `may act for` clause, this
module hands on the norm that says who stands in for whom, in which acts, while what holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve

from ruledsl.diagnostics import did_you_mean
from ruledsl.norms.conditions import every
from ruledsl.norms.expressions import EventPattern, OpenRecords
from ruledsl.norms.model import (
    EventMoment,
    ForEach,
    Form,
    Moment,
    Norm,
    Subject,
)
from ruledsl.norms.names import Act, EventMeaning, Scope, Typed
from ruledsl.norms.norm_parts import FORM_WORDS, SELF, Bound, NormParts, Parent
from ruledsl.norms.tree_reading import (
    names_of,
    node_at,
    nodes_of,
    optional_node,
    path_text,
    words_of,
)
from ruledsl.norms.value_types import (
    kind_of,
    type_of_kind,
)
from ruledsl.syntax.tree import Node


@define
class StandingIn(NormParts):
    """`P acts for Q …`, `P may act for Q …`."""

    def compile(self) -> tuple[list[Norm], Parent | None]:
        if self.parent is not None:
            raise self.fail(
                "RD418",
                "what follows a breach cannot be an acting-for clause",
                self.node.span,
                "write it as a clause of its own, with `when ID broken`",
            )
        self.check_conditions()
        acts, for_norms = self.acts(optional_node(self.node, 2))
        kinds = self.kinds_of(acts, for_norms)
        if len(kinds) < 2:
            return [self.with_self(next(iter(kinds), None), acts, for_norms)], None
        # Acts of several kinds: what is said has to mean the same for each of them.
        norms = [self.with_self(kind, acts, for_norms) for kind in kinds]
        first = evolve(norms[0], subject=Subject())
        if any(evolve(norm, subject=Subject()) != first for norm in norms):
            raise self.fail(
                "RD405",
                f"this would mean something else for each of {', '.join(kinds)}",
                self.node.span,
                "write a clause for each kind of act",
            )
        return [first], None

    @property
    def authorises(self) -> bool:
        return self.node.kind == "may_act_for"

    @property
    def form(self) -> Form:
        return Form.AUTHORISATION if self.authorises else Form.SUBSTITUTION

    def check_conditions(self) -> None:
        """An acting-for clause says while or when."""
        modifiers = self.modifiers(self.form)
        while_ = None if self.authorises else optional_node(self.node, 3)
        if while_ is None and not nodes_of(modifiers, "when"):
            self.context.diagnostics.error(
                "RD404",
                f"{FORM_WORDS[self.form]} says {'when' if self.authorises else 'while'}",
                self.node.span,
                "end it with `when …`" if self.authorises else "write `while …`, or `while yes` for always",
            )

    def with_self(self, kind: str | None, acts: tuple[tuple[str, str], ...], for_norms: tuple[str, ...]) -> Norm:
        """The norm, its conditions and paths read for acts on records of `kind`."""
        modifiers = next(iter(nodes_of(self.node, "modifiers")))
        parties, target = nodes_of(node_at(self.node, 0), "path"), node_at(self.node, 1)
        subject, scope, each = self.standing_scope([*parties, target], kind, acts)
        more, scope = self.for_each(modifiers, scope)
        when_node = next(iter(nodes_of(modifiers, "when")), None)
        upon: Moment | None = None
        if self.authorises and when_node is not None:
            upon, scope = self.delegation(node_at(when_node, 0), scope)
        conditions = self.conditions(scope)
        last = optional_node(self.node, 3)
        bound = Bound(subject, scope.selves)
        stands_in, stands_for, while_, until, norm = every(
            [
                lambda: tuple(self.party(path, conditions) for path in parties),
                lambda: self.party(target, conditions),
                lambda: conditions.condition(node_at(last, 0)) if last is not None and not self.authorises else None,
                lambda: self.until(last, scope) if self.authorises else None,
                lambda: self.rest(self.base(self.label, self.form, bound), modifiers, scope, bound),
            ]
        )
        for path, expr in zip(parties, stands_in, strict=True):
            if expr == stands_for:
                raise self.fail("RD416", f"{path_text(path)} cannot act for itself", path.span)
        made: Norm = norm
        return evolve(
            made,
            stands_in=stands_in,
            stands_for=stands_for,
            while_=while_,
            until=until,
            upon=upon,
            acts=acts,
            for_norms=for_norms,
            for_each=(*each, *more),
        )

    def kinds_of(self, acts: Sequence[tuple[str, str]], for_norms: Sequence[str]) -> list[str]:
        """The kinds of record that the acts happen to; one, if it is wider than the others."""
        kinds = [kind for kind, _ in acts]
        entries = self.context.index.entries
        kinds += [kind for id in for_norms if (kind := kind_of(entries[id].subject)) is not None]
        kinds = list(dict.fromkeys(kinds))
        widest = [k for k in kinds if all(self.vocabulary.is_kind(other, k) for other in kinds)]
        return widest[:1] or kinds

    def acts(self, node: Node | None) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        if node is None:
            return (), ()
        if node.kind == "for_norms":
            return (), self.refs(node)
        found = every([lambda p=p: self.act_path(p) for p in nodes_of(node, "path")])  # type: ignore[misc]
        return tuple(dict.fromkeys(found)), ()

    def act_path(self, path: Node) -> tuple[str, str]:
        words = words_of(path)
        vocabulary = self.vocabulary
        event = words[-1]
        if len(words) != 2 or words[0].text not in vocabulary.kinds:
            owners = [k for k, d in vocabulary.kinds.items() if any(e.name == event.text for e in d.events)]
            help = " or ".join(f"{k}.{event.text}" for k in owners) or "such as meeting.convened"
            raise self.fail("RD405", "an act is named by its kind and its event", path.span, f"write {help}")
        kind = words[0].text
        decl = vocabulary.event(kind, event.text)
        if decl is None:
            help = did_you_mean(event.text, vocabulary.events(kind))
            raise self.fail("RD221", f"{kind} has no event '{event.text}'", event.span, help)
        if decl.parameter("by") is None:
            raise self.fail(
                "RD406",
                f"the event {event.text} of {kind} does not say by whom it is done, so nobody can act in it",
                path.span,
                f"declare it as `event {event.text}(by)`",
            )
        return kind, event.text

    def standing_scope(
        self, paths: Sequence[Node], kind: str | None, acts: Sequence[tuple[str, str]]
    ) -> tuple[Subject, Scope, tuple[ForEach, ...]]:
        """What conditions and paths speak of: the act's own record; without acts, the party's own record. A further
        kind of party that begins a path stands for each of its members."""
        vocabulary = self.vocabulary
        roots = [names_of(path)[0] for path in paths]
        party_kinds = list(dict.fromkeys(r for r in roots if r in vocabulary.kinds and vocabulary.kinds[r].is_party))
        own = kind if kind is not None else next(iter(party_kinds), None)
        if own is None:
            return Subject(), self.empty_scope(), ()
        scope = evolve(self.empty_scope(), selves=(Typed(SELF, type_of_kind(own)),))
        if len(acts) == 1:
            event = vocabulary.event(*acts[0])
            assert event is not None
            scope = evolve(scope, acts=(Act("act", EventPattern(SELF, *acts[0]), event, bare=False),))
        each: list[ForEach] = []
        for party_kind in party_kinds:
            if not vocabulary.is_kind(own, party_kind):
                each.append(ForEach(party_kind, OpenRecords(party_kind)))
                scope = scope.with_variable(party_kind, type_of_kind(party_kind))
        return Subject(kind=own, text=own), scope, tuple(each)

    def delegation(self, when: Node, scope: Scope) -> tuple[Moment | None, Scope]:
        """The act of delegation among the conditions: each occurrence of it authorises by itself."""
        parts = _conjuncts(when)
        events: list[EventMeaning] = []
        for part in parts:
            if part.kind in ("path", "called"):
                meaning = self.conditions(scope).meaning(part, None)
                if isinstance(meaning, EventMeaning):
                    events.append(meaning)
        if len(events) != 1:
            return None, scope
        event = events[0]
        act = Act("trigger", event.pattern, event.decl, bare=False)
        return EventMoment(event.pattern), evolve(scope, acts=(act, *scope.acts))


def _conjuncts(node: Node) -> list[Node]:
    if node.kind == "and_":
        return [*_conjuncts(node_at(node, 0)), *_conjuncts(node_at(node, 1))]
    if node.kind == "group" and len(node.parts) == 1:
        return _conjuncts(node_at(node, 0))
    return [node]
