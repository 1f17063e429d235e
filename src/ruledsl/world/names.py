"""The names of one scenario: its persons and records beside the vocabulary's roles and offices.

Handed a vocabulary and what the scenario declares, it says what sort of thing a name is and whether that fits a type.
One name means one thing; a record whose own line is faulty keeps its name, so that one mistake is reported once.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from ruledsl.diagnostics import did_you_mean
from ruledsl.world.vocabulary import Type, Vocabulary

PARTY_SORTS = frozenset({"party", "person", "role", "office"})
"""The built-in kinds of party; `party` is the widest."""

_FEW = 100
_MOST_SOUGHT = 20_000


@define
class Names:
    """Persons and records of a scenario. `faulty`: names whose own line is at fault; `unread`: words of lines that
    could not be read, which may have declared them."""

    vocabulary: Vocabulary
    persons: set[str] = field(factory=set)
    records: dict[str, str] = field(factory=dict)
    faulty: set[str] = field(factory=set)
    unread: set[str] = field(factory=set)
    nameless: bool = False
    """Whether something is declared by no name that it could have: names not known may be meant for it."""
    sought: int = 0

    def known(self, name: str) -> bool:
        return self.nameless or self._sure(name) or name in self.faulty or name in self.unread

    def _sure(self, name: str) -> bool:
        return name in self.persons or name in self.records or self.declared(name)

    def declared(self, name: str) -> bool:
        """Whether the vocabulary declares a role or office of that name."""
        return self.vocabulary.is_party_name(name)

    def excused(self, name: str) -> bool:
        """Whether the name's own line is at fault, so that nothing more is to be said of it."""
        return name in self.faulty or ((self.nameless or name in self.unread) and not self._sure(name))

    def kind_of(self, name: str) -> str | None:
        """The kind of a record or office; `person`, `role` or `office` of any other party; None if unknown."""
        if name in self.records:
            return self.records[name]
        if name in self.vocabulary.offices:
            return self.vocabulary.offices[name].kind or "office"
        if name in self.vocabulary.roles:
            return "role"
        return "person" if name in self.persons else None

    def sort_text(self, name: str) -> str:
        """What a name is, as a message says it: `a role`, `a record of kind 'meeting'`."""
        if name in self.persons:
            return "a person"
        if name in self.vocabulary.roles:
            return "a role"
        if name in self.vocabulary.offices:
            return "an office"
        return f"a record of kind '{self.records[name]}'"

    def is_party(self, name: str) -> bool:
        """Whether a known name is a person, a role, an office or a record of a kind of party."""
        return name in self.persons or self.declared(name) or self.is_party_kind(self.records.get(name))

    def is_person(self, name: str) -> bool:
        kind = self.records.get(name)
        return name in self.persons or (kind is not None and self.kind_is(kind, "person"))

    def kind_is(self, narrower: str, wider: str) -> bool:
        """Whether a kind, or a built-in kind of party, is a form of another."""
        if narrower == wider or self.vocabulary.is_kind(narrower, wider):
            return True
        ancestors = [narrower, *self.vocabulary.ancestors(narrower)]
        if wider == "party":
            return any(a in PARTY_SORTS for a in ancestors) or self.is_party_kind(narrower)
        return any(wider in self.vocabulary.kinds[a].parents for a in ancestors if a in self.vocabulary.kinds)

    def is_party_kind(self, kind: str | None) -> bool:
        """Whether a kind's records are parties."""
        if kind is None:
            return False
        return kind in PARTY_SORTS or any(self.vocabulary.kinds[a].is_party for a in self.vocabulary.ancestors(kind))

    def fits(self, name: str, expected: Type) -> bool:
        """Whether a known name is a value of the type (one member of it, for a set)."""
        if self.excused(name):
            return True
        match expected.base:
            case "party":
                return self.is_party(name)
            case "person":
                return self.is_person(name)
            case "office":
                return self._has_kind(name, "office")
            case "role":
                return self._fits_role(name, expected.name)
            case "record":
                return name in self.records or name in self.vocabulary.offices
            case "kind":
                return self._has_kind(name, expected.name)
            case "unknown":
                return True
            case _:
                return False

    def _has_kind(self, name: str, kind: str) -> bool:
        if kind == "party":
            return self.is_party(name)
        if (kind == "person" and name in self.persons) or (kind == "office" and name in self.vocabulary.offices):
            return True
        own = self.kind_of(name)
        return own is not None and self.kind_is(own, kind)

    def _fits_role(self, name: str, role: str) -> bool:
        if name in self.vocabulary.roles:
            return not role or self.vocabulary.role_includes(role, name)
        return bool(role) and self.is_person(name)

    def fitting(self, expected: Type) -> Iterator[str]:
        """All names that fit a type, for suggestions."""
        return (name for name in self.all() if not self.excused(name) and self.fits(name, expected))

    def all(self) -> list[str]:
        everything = {*self.persons, *self.records, *self.vocabulary.roles, *self.vocabulary.offices}
        return sorted(everything)

    def nearest(self, word: str, expected: Type | None = None) -> str:
        """Help: the name nearest to `word` that fits a type (any, without one).

        To compare a name with thousands takes a while: in a large scenario only the first errors get that help.
        """
        if self.sought >= _MOST_SOUGHT:
            return ""
        known = self.all() if expected is None else list(self.fitting(expected))
        self.sought += len(known) if len(known) >= _FEW else 0
        return did_you_mean(word, known) if self.sought < _MOST_SOUGHT else ""

    def holds_doers(self, expected: Type) -> bool:
        """Whether a parameter of this type names who did or received the act: any sort of party, not a set."""
        if expected.many:
            return False
        match expected.base:
            case "party" | "person" | "office" | "role":
                return True
            case "kind":
                return self.is_party_kind(expected.name)
            case _:
                return False
