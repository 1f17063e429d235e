"""What people call things: the labels of records, parties, fields, events, states and clauses in one language.

Handed a ruleset and a scenario, it hands on names for what verdicts speak of. A name without a label is shown as
it is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from ruledsl.civil_time.periods import parse_period_label
from ruledsl.civil_time.text import DateError
from ruledsl.civil_time.units import Language, Unit, amount_label
from ruledsl.engine.answers import Members, Unknown
from ruledsl.norms.model import Article, Norm, Ruleset
from ruledsl.report.wording import amount_words, date_words, listed, phrase
from ruledsl.world.scenario import Scenario
from ruledsl.world.values import Day, Doer, Duration, Nothing, Ref, Symbol
from ruledsl.world.vocabulary import KindDecl, Label


@frozen
class Names:
    """The names used in one report."""

    ruleset: Ruleset
    scenario: Scenario
    lang: Language = "en"

    def subject(self, name: str) -> str:
        """A record with its kind (`agenda item i1`), or a party by its label (`mayor`, `general office`)."""
        record = self.scenario.records.get(name)
        if record is not None and not self.is_party(name):
            kind = self.kind(record.kind)
            own = self._pick(record.label, name)
            called = name if own == name else f"{own}{self._bracketed(name)}"
            return f"{kind} {called}"
        return self.party(name)

    def party(self, name: str) -> str:
        """A person, role, office or record that is a party, by its label."""
        if name in self.scenario.persons:
            return self._pick(self.scenario.persons[name], name)
        label = self.ruleset.vocabulary.label(name)
        if label is not None:
            return self._pick(label, name)
        record = self.scenario.records.get(name)
        return name if record is None else self._pick(record.label, name)

    def is_party(self, name: str) -> bool:
        """Whether `name` is a person, a role, an office or a record of a kind of party."""
        if name in self.scenario.persons or self.ruleset.vocabulary.is_party_name(name):
            return True
        record = self.scenario.records.get(name)
        kind = None if record is None else self.ruleset.vocabulary.kinds.get(record.kind)
        return kind is not None and kind.is_party

    def kind(self, name: str) -> str:
        """A kind by its label."""
        decl = self.ruleset.vocabulary.kinds.get(name)
        return name if decl is None else self._pick(decl.label, name)

    def event(self, record: str, name: str) -> str:
        """An event of a record by its label; `name` may be written with a path (`meeting.held`)."""
        last = name.rpartition(".")[2]
        for kind in self._kinds_of(record):
            decl = self.ruleset.vocabulary.event(kind, last)
            if decl is not None:
                return self._pick(decl.label, last)
        return last

    def field(self, record: str, name: str) -> str:
        """A field, judgement or state of a record by its label; a clause's judgement by its id."""
        last = name.rpartition(".")[2]
        for kind in self._kinds_of(record):
            decl = self.ruleset.vocabulary.field(kind, last)
            if decl is not None:
                return self._pick(decl.label, last)
        if last in self.ruleset.vocabulary.states:
            return self.state(last)
        return self.event(record, name) if not self.ruleset.norm(name) else self.clause(name)

    def state(self, name: str) -> str:
        decl = self.ruleset.vocabulary.states.get(name)
        return name if decl is None else self._pick(decl.label, name)

    def named_value(self, name: str) -> str:
        decl = self.ruleset.values.get(name)
        return name if decl is None else self._pick(decl.label, name)

    def ruleset_title(self) -> str:
        return self._pick(self.ruleset.label, self.ruleset.name)

    def clause(self, norm_id: str) -> str:
        """A norm's id, without the ruleset's name where it is this one's."""
        return norm_id.removeprefix(f"{self.ruleset.name}:")

    def article(self, number: str) -> str:
        """`article 51 (Agenda material)`."""
        found = self.article_of(number)
        title = "" if found is None else self._pick(found.title, "")
        if not title or title == number:
            return phrase("article", self.lang, number=number)
        return phrase("article_named", self.lang, number=number, title=title)

    def article_of(self, number: str) -> Article | None:
        return next((article for article in self.ruleset.articles if article.number == number), None)

    def norm(self, norm_id: str) -> Norm | None:
        return self.ruleset.norm(norm_id)

    def period(self, label: str) -> str:
        """A period's label in the report's language."""
        try:
            return parse_period_label(label).label(self.lang)
        except (DateError, ValueError):
            return label

    def value(self, value: object) -> str:
        """Any value as words: yes and no, dates, amounts, parties and records by their names, sets as lists."""
        match value:
            case None:
                return phrase("unknown", self.lang)
            case bool():
                return phrase("yes" if value else "no", self.lang)
            case Nothing():
                return phrase("none", self.lang)
            case Day(ordinal):
                return date_words(ordinal, self.lang)
            case Duration(n, unit):
                return amount_label(n, _as_unit(unit), self.lang)
            case Symbol(list_name, name):
                return self._symbol(list_name, name)
            case Ref(name):
                return self.party(name)
            case Doer(party, capacity):
                shown = self.party(party)
                if capacity is None:
                    return shown
                return phrase("acting_as", self.lang, party=shown, capacity=self.party(capacity))
            case Fraction():
                return _number(value)
            case Mapping():
                return self.arguments(value)
            case str():
                return self._text(value)
            case tuple() | list():
                return listed((self.value(item) for item in value), self.lang)
            case Members(sure=sure, maybe=maybe):
                return self.value(frozenset((*sure, *maybe)))
            case Unknown():
                return phrase("unknown", self.lang)
            case frozenset() | set():
                return listed(sorted(self.value(item) for item in value), self.lang) or phrase("empty_set", self.lang)
            case _:
                return str(value)

    def details(self, value: object) -> str:
        """An event's parameters however a fact holds them, or any other value; nothing for none."""
        match value:
            case None | "" | ():
                return ""
            case tuple() if all(isinstance(item, tuple) and len(item) == 2 for item in value):
                return self.arguments(dict(value))
            case _:
                return self.value(value)

    def arguments(self, arguments: Mapping[str, object]) -> str:
        """An event's parameters: `to = general office, by = wang`."""
        return listed((f"{name} = {self.value(value)}" for name, value in arguments.items()), self.lang, "comma")

    def _symbol(self, list_name: str, name: str) -> str:
        decl = self.ruleset.vocabulary.lists.get(list_name)
        label = None if decl is None else decl.symbols.get(name)
        return name if label is None else self._pick(label, name)

    def _text(self, text: str) -> str:
        if text in ("yes", "no", "none", "in time", "late"):
            return phrase("late_word" if text == "late" else text.replace(" ", "_"), self.lang)
        known = text in self.scenario.persons or text in self.scenario.records
        if known or self.ruleset.vocabulary.label(text) is not None:
            return self.party(text)
        return amount_words(text, self.lang)

    def _pick(self, label: Label, name: str) -> str:
        chosen = label.zh if self.lang == "zh" else label.en
        return chosen or name

    def _bracketed(self, text: str) -> str:
        return phrase("open_bracket", self.lang) + text + phrase("close_bracket", self.lang)

    def _kinds_of(self, record: str) -> Iterable[str]:
        """The record's kind first, then, for parties and unknown records, every kind."""
        found = self.scenario.records.get(record)
        if found is not None and found.kind in self.ruleset.vocabulary.kinds:
            yield found.kind
        office = self.ruleset.vocabulary.offices.get(record)
        if office is not None and office.kind is not None:
            yield office.kind
        kinds: Mapping[str, KindDecl] = self.ruleset.vocabulary.kinds
        yield from kinds


def _as_unit(name: str) -> Unit | str:
    try:
        return Unit(name)
    except ValueError:
        return name


def _number(value: Fraction) -> str:
    """A decimal where it is one, else a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = next(n for n in range(1, 400) if (value * 10**n).denominator == 1)
    scaled = abs(value.numerator * 10**digits // value.denominator)
    text = str(scaled).rjust(digits + 1, "0")
    return f"{'-' if value < 0 else ''}{text[:-digits]}.{text[-digits:]}"
