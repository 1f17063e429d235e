"""Rulesets: one article of up to eight clauses in a drawn vocabulary or in one in hand, compiled.

Handed a vocabulary, a `WrittenVocabulary` or nothing, it hands on the strategy of rulesets that compile without errors.
"""

from __future__ import annotations

from functools import lru_cache

from hypothesis import strategies as st

from ruledsl import api
from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import model
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.testing.clauses import ClauseWriter, subjects_of
from ruledsl.testing.dice import Dice
from ruledsl.testing.vocabularies import vocabularies, vocabulary_text
from ruledsl.testing.written import WrittenRuleset, WrittenVocabulary
from ruledsl.world.vocabulary import Vocabulary

CALENDARS = ("china", "none", "china", "china")


def rulesets(
    vocabulary: WrittenVocabulary | Vocabulary | api.Ruleset | None = None, *, clauses: int = 5
) -> st.SearchStrategy[WrittenRuleset]:
    """Rulesets of one to `clauses` drawn clauses (some bring one or two more that belong to them).

    `vocabulary`: the world that they speak of: one that `vocabularies` drew, a compiled one, or that of a ruleset;
    drawn too where none is given. Each compiles without errors; its `text` is one `.rules` file, the vocabulary first.
    Raises ValueError for a vocabulary without a kind of records to which at least three things can happen.
    """
    match vocabulary:
        case None:
            return vocabularies().flatmap(lambda drawn: _rulesets(drawn, clauses))
        case WrittenVocabulary():
            return _rulesets(vocabulary, clauses)
        case api.Ruleset():
            return rulesets(vocabulary.compiled.vocabulary, clauses=clauses)
        case Vocabulary():
            name = "words"
            written = WrittenVocabulary(name, vocabulary_text(vocabulary, name), vocabulary)
            return _rulesets(written, clauses)


def _rulesets(written: WrittenVocabulary, clauses: int) -> st.SearchStrategy[WrittenRuleset]:
    if not subjects_of(written.vocabulary):
        raise ValueError("the vocabulary has no kind of records to which at least three things can happen")
    return _drawn(written, clauses)


@st.composite
def _drawn(draw: st.DrawFn, written: WrittenVocabulary, clauses: int) -> WrittenRuleset:
    return any_ruleset(Dice(draw), written, clauses)


def any_ruleset(dice: Dice, written: WrittenVocabulary, clauses: int) -> WrittenRuleset:
    """One such ruleset."""
    settings = [f"calendar {dice.pick(CALENDARS)}"]
    values = dice.chance(1, 3)
    if values:
        settings.append("value term : duration" + (" = 3 workdays" if dice.usual(1, 2) else ""))
    settings += ["roll-over off"] if dice.chance(1, 8) else []
    settings += ["business hours until 17:30"] if dice.chance(1, 8) else []
    writer = ClauseWriter(dice, written.vocabulary, values)
    for _ in range(dice.number(1, clauses)):
        writer.clause()
    if not writer.lines:
        writer.kind = subjects_of(written.vocabulary)[0]
        writer.free()
    body = "".join(f"        {line}\n" for line in writer.lines)
    head = "".join(f"    {line}\n" for line in settings)
    return compiled(f"{written.text}\nruleset drawn\n    uses {written.name}\n{head}    article 1\n{body}")


def compiled(text: str) -> WrittenRuleset:
    """The ruleset of a text. Raises AssertionError with the errors if there are any."""
    rules, diagnostics = _compiled(text)
    wrong = [f"{each.code} {each.message}" for each in diagnostics.errors]
    assert rules is not None, "\n".join([*wrong, text])
    assert not wrong, "\n".join([*wrong, text])
    return WrittenRuleset(rules, tuple(diagnostics), text=text)


@lru_cache(maxsize=256)
def _compiled(text: str) -> tuple[model.Ruleset | None, Diagnostics]:
    diagnostics = Diagnostics()
    return compile_ruleset([parse(Source("drawn.rules", text), diagnostics)], diagnostics), diagnostics
