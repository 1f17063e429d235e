"""The names of norms, for those who speak of them without knowing norms: judgements of lateness, expectations.

Handed the ids of a ruleset's norms (and, where known, what may be judged), it makes ids as people write them full:
`taian:51.filing`, `51.filing`, `filing`, a chain's label, a step by its event's name, `article 51`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from ruledsl.diagnostics import did_you_mean


@frozen
class NormName:
    """A norm's full id, and what a scenario may say of it.

    `steps`: other last parts by which it may be addressed (a step's event). `judged`: whether its instances may be
    judged late (None: not known). `kind`: the kind of its subject's records (None: not known, or a party).
    """

    id: str
    steps: tuple[str, ...] = ()
    judged: bool | None = None
    kind: str | None = None

    @property
    def ruleset(self) -> str:
        return self.id.partition(":")[0] if ":" in self.id else ""

    @property
    def local(self) -> str:
        return self.id.partition(":")[2] if ":" in self.id else self.id

    @property
    def article(self) -> str:
        return self.local.partition(".")[0]

    @property
    def label(self) -> str:
        return self.local.partition(".")[2]


@frozen
class Resolved:
    """The norms that a written id names; if none or too many, `message` and `help` say so."""

    norms: tuple[NormName, ...] = ()
    message: str = ""
    help: str = ""
    ambiguous: bool = False


_Table = dict[str, list[NormName]]


class NormNames:
    """A ruleset's norms by every name they may be called."""

    def __init__(self, names: Iterable[str | NormName]) -> None:
        entries = (name if isinstance(name, NormName) else NormName(name) for name in names)
        self.names = {entry.id: entry for entry in entries}
        # In the order in which a written id is looked up: the norm itself, a step by its event, a chain as a whole;
        # each with its article first, then by its label alone.
        own, step, chain = _Table(), _Table(), _Table()
        own_label, step_label, chain_label = _Table(), _Table(), _Table()
        for entry in self.names.values():
            _add(own, own_label, entry, entry.label)
            stem, dot, last = entry.label.rpartition(".")
            # `47.form` stands for the steps `47.form.1`, …, and `59.sign` for `59.sign.duty` and `59.sign.power`.
            if dot and re.fullmatch(r"[0-9]+|duty|power", last):
                _add(chain, chain_label, entry, stem)
                for name in entry.steps:
                    _add(step, step_label, entry, f"{stem}.{name}")
        self._single = ((own, step), (own_label, step_label))
        self._many = (chain, chain_label)

    def resolve(self, text: str) -> Resolved:
        """The norms that `text` names; several where it names a chain or an article."""
        words = text.split()
        if len(words) == 2 and words[0] == "article":
            return self._article(words[1])
        for singles, chains in zip(self._single, self._many, strict=True):
            for table in singles:
                if found := table.get(text):
                    return Resolved(tuple(found)) if len(found) == 1 else _ambiguous(text, found)
            if found := chains.get(text):
                one = len({(n.ruleset, n.article) for n in found}) == 1
                return Resolved(tuple(found)) if one else _ambiguous(text, found)
        return self._unknown(text)

    def spellings(self) -> list[str]:
        """Every id that names one norm, a chain or an article without doubt, for completion and schemas."""
        tables = (*(table for pair in self._single for table in pair), *self._many)
        articles = {f"article {n.article}" for n in self.names.values()}
        known = {text for table in tables for text in table if self.resolve(text).norms}
        return sorted(known | articles)

    def _article(self, number: str) -> Resolved:
        norms = tuple(n for n in self.names.values() if n.article == number)
        if norms:
            return Resolved(norms)
        help = did_you_mean(number, {n.article for n in self.names.values()})
        return Resolved(message=f"no norm stands in an article {number}", help=help)

    def _unknown(self, text: str) -> Resolved:
        if ":" in text:
            known = set(self.names)
        elif "." in text:
            known = {n.local for n in self.names.values()}
        else:
            known = {n.label for n in self.names.values()}
        return Resolved(message=f"no norm is called '{text}'", help=did_you_mean(text, known))


def _add(table: _Table, by_label: _Table, entry: NormName, label: str) -> None:
    """File an entry as `taian:51.label` and `51.label`, and by the label alone."""
    local = f"{entry.article}.{label}"
    table.setdefault(local, []).append(entry)
    if entry.ruleset:
        table.setdefault(f"{entry.ruleset}:{local}", []).append(entry)
    by_label.setdefault(label, []).append(entry)


def _ambiguous(text: str, norms: list[NormName]) -> Resolved:
    named = ", ".join(n.id for n in norms[:6]) + (", …" if len(norms) > 6 else "")
    return Resolved(message=f"'{text}' may be any of {named}", help="write the whole id", ambiguous=True)
