"""Undated facts: what is so for a record's whole life, so that what rests on it alone is decided at once."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define

from ruledsl.engine.answers import Truth
from ruledsl.engine.bench import Bench
from ruledsl.engine.verdicts import FactUsed


@define
class Undated:
    """Tells the undated facts of a case, and judgements already made, from what may still change."""

    bench: Bench

    def rests(self, *truths: Truth) -> bool:
        """Whether answers are known and rest on undated facts and judgements already made, that no deeming sets."""
        return all(truth.value is not None and not truth.used and self.are(truth.facts) for truth in truths)

    def may_rest(self, *truths: Truth) -> bool:
        """Whether answers rest on such facts alone, or would once those that are not known were given as such."""
        return all(
            not truth.used and all(self.is_undated(fact) or self._may_be_given(fact) for fact in truth.facts)
            for truth in truths
        )

    def are(self, facts: Iterable[FactUsed]) -> bool:
        return all(self.is_undated(fact) for fact in facts)

    def is_undated(self, fact: FactUsed) -> bool:
        """Whether a fact is one for the record's whole life."""
        match fact.kind:
            case "field":
                return fact.day is None and self._is_given(fact) and not self._is_deemed(fact.name)
            case "judgement":
                return self._is_lasting(fact) and not self._is_deemed(fact.name)
            case "value" | "record":
                return True
            case _:
                return False

    def _may_be_given(self, fact: FactUsed) -> bool:
        """Whether a fact that is not known would be one for the whole life."""
        match fact.kind:
            case "unknown_field":
                undated = not self.bench.case.timeline.has_dated(fact.subject, fact.name)
                return undated and not self._is_deemed(fact.name)
            case "no_judgement":
                return self._is_lasting(fact) and not self._is_deemed(fact.name)
            case _:
                return False

    def _is_given(self, fact: FactUsed) -> bool:
        record = self.bench.case.scenario.records.get(fact.subject)
        if record is None or not any((fact.name, fact.argument) == given for given in record.fields):
            return False
        return not self.bench.case.timeline.has_dated(fact.subject, fact.name)

    def _is_lasting(self, fact: FactUsed) -> bool:
        """A judgement without a default speaks for the record's whole life."""
        kind = self.bench.case.kind_of(fact.subject)
        decl = None if kind is None else self.bench.norms.ruleset.vocabulary.field(kind, fact.name)
        return decl is not None and decl.type.base == "judgement" and not decl.has_default

    def _is_deemed(self, field: str) -> bool:
        return field in self.bench.norms.deemed
