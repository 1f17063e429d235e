"""Rules and scenarios that are wrong in one place: a well-typed text with one planted fault, and what the fault is.

Handed a ruleset or nothing, it hands on strategies of texts with their faults, so that a test can assert that exactly
this is reported, at that line, and that no verdict comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from hypothesis import strategies as st

from ruledsl import api
from ruledsl.testing.clauses import subjects_of
from ruledsl.testing.dice import Dice
from ruledsl.testing.rulesets import rulesets
from ruledsl.testing.scenarios import scenarios
from ruledsl.testing.written import Fault, WrittenRuleset, WrittenScenario, WrittenVocabulary, WrongRules, WrongScenario
from ruledsl.world.vocabulary import Vocabulary

UNKNOWN = "nonesuch"
"""A name that nothing has."""

Planted = tuple[list[str], Fault]


# ------------------------------------------------------------------------------------------------ scenarios


def wrong_scenarios(ruleset: api.Ruleset) -> st.SearchStrategy[WrongScenario]:
    """Scenarios for a ruleset with one fault: an unknown name, a date that does not exist, a value of the wrong type, a
    name declared twice, an end before its start, an entry after the last `as of`, or before its record opens.

    The `fault` says what and on which line; reading the text gives exactly one diagnostic, and no scenario.
    """
    return _wrong_scenarios(_Rules(ruleset))


class _Rules:
    """A ruleset, shown by its name where hypothesis shows the strategy."""

    def __init__(self, ruleset: api.Ruleset) -> None:
        self.ruleset = ruleset
        self.scenarios = scenarios(ruleset)

    def __repr__(self) -> str:
        return self.ruleset.name


@st.composite
def _wrong_scenarios(draw: st.DrawFn, source: _Rules) -> WrongScenario:
    scenario = draw(source.scenarios)
    lines = scenario.text.splitlines()
    found = [plant for make in _IN_SCENARIOS for plant in make(lines, scenario, source.ruleset)]
    lines, fault = Dice(draw).pick(found)()
    return WrongScenario("".join(f"{line}\n" for line in lines), fault)


_ENTRY = re.compile(r"    (\d{4}-\d{2}-\d{2})( \d\d:\d\d)? (\S+) ([^\s(]+)(\(.*\))?$")
"""An event of the log."""

Plant = Callable[[], Planted]


def _changed(lines: list[str], place: int, line: str, what: str, code: str) -> Plant:
    return lambda: ([*lines[:place], line, *lines[place + 1 :]], Fault(what, place + 1, code))


def _added(lines: list[str], line: str, what: str, code: str) -> Plant:
    """A line before the first `as of`."""
    place = next(place for place, each in enumerate(lines) if each.startswith("    as of"))
    return lambda: ([*lines[:place], line, *lines[place:]], Fault(what, place + 1, code))


def _entries(lines: list[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for place, line in enumerate(lines):
        match = _ENTRY.fullmatch(line)
        if match is not None:
            yield place, match


def _names(lines: list[str], scenario: WrittenScenario, rules: api.Ruleset) -> Iterator[Plant]:
    """Unknown events, parameters, records, kinds, roles and states."""
    at = date.fromordinal(scenario.data.as_ofs[-1].day)
    yield _added(lines, f"    {UNKNOWN} x_1", f"the kind {UNKNOWN} is not declared", "RD501")
    yield _added(lines, f"    {at} {UNKNOWN} done", f"nothing is called {UNKNOWN}", "RD502")
    yield _added(lines, f"    person newcomer is {UNKNOWN}", f"there is no role {UNKNOWN}", "RD507")
    yield _added(lines, f"    value {UNKNOWN} = 3", f"there is no named value {UNKNOWN}", "RD509")
    person = next(iter(scenario.data.persons), None)
    if person is not None:
        yield _added(lines, f"    {at} to {at} {person} {UNKNOWN}", f"there is no state {UNKNOWN}", "RD506")
        yield _added(lines, f"    person {person}", f"{person} is declared twice", "RD514")
    for name, record in scenario.data.records.items():
        yield _added(lines, f"    {at} {name} {UNKNOWN}", f"no event {UNKNOWN} can happen to {name}", "RD504")
        yield _added(lines, f"    {at} {name} {UNKNOWN} = 3", f"{name} has no field {UNKNOWN}", "RD503")
        yield _added(lines, f"    {record.kind} {name}", f"{name} is declared twice", "RD514")
        break


def _dates(lines: list[str], scenario: WrittenScenario, rules: api.Ruleset) -> Iterator[Plant]:
    """Dates that do not exist, spans that end before they begin, entries that nothing could see."""
    for place, match in _entries(lines):
        wrong = lines[place].replace(match[1], f"{match[1][:4]}-02-30", 1)
        yield _changed(lines, place, wrong, "30 February does not exist", "RD133")
        break
    last = scenario.data.as_ofs[-1].day
    kinds = rules.compiled.vocabulary.kinds.values()
    voiding = {path.event for kind in kinds for path in kind.void_by}
    void = any(event.event in voiding for event in scenario.data.events)
    for place, match in () if void else _entries(lines):
        if not _opens(scenario, rules, match[3], match[4]):
            ahead = date.fromordinal(last + 40)
            yield _changed(
                lines, place, lines[place].replace(match[1], str(ahead), 1), "after the last `as of`", "RD518"
            )
            break
    states = [
        state for state in rules.compiled.vocabulary.states.values() if state.of == "party" and not state.from_event
    ]
    for person in list(scenario.data.persons)[:1]:
        for state in states[:1]:
            line = f"    2019-05-02 to 2019-05-01 {person} {state.name}"
            yield _added(lines, line, "the state ends before it begins", "RD522")


def _opens(scenario: WrittenScenario, rules: api.Ruleset, record: str, event: str) -> bool:
    """Whether some record opens by this event: to move it would be more than one fault."""
    words = rules.compiled.vocabulary
    for each in scenario.data.records.values():
        opens = words.life(each.kind).opens if each.kind in words.kinds else None
        if opens is not None and opens.event == event:
            return True
    return False


def _values(lines: list[str], scenario: WrittenScenario, rules: api.Ruleset) -> Iterator[Plant]:
    """Values of the wrong type, and of the same field twice."""
    words = rules.compiled.vocabulary
    wrong = {"yes_no": "3", "judgement": "3", "whole_number": "yes", "date": "yes", "list": UNKNOWN, "decimal": "yes"}
    at = date.fromordinal(scenario.data.as_ofs[-1].day)
    for record in scenario.data.records.values():
        if record.kind not in words.kinds:
            continue
        said = {name for name, _ in record.fields}
        said |= {value.field for value in scenario.data.values if value.record == record.name}
        said |= {each.target for each in scenario.data.judgements if each.record == record.name}
        for decl in words.fields(record.kind).values():
            if decl.type.base not in wrong or decl.type.many or decl.parameter or decl.by_events or decl.name in said:
                continue
            given = wrong[decl.type.base]
            judged = decl.type.base == "judgement"
            text = f"    {at} {record.name} {decl.name} = {given}"
            code = "RD508" if decl.type.base == "list" else "RD520" if judged else "RD512"
            yield _added(lines, text, f"{decl.name} takes no {given}", code)
        break


def _parameters(lines: list[str], scenario: WrittenScenario, rules: api.Ruleset) -> Iterator[Plant]:
    for place, match in _entries(lines):
        if match[5] is None:
            line = f"{lines[place]}({UNKNOWN} = 3)"
            yield _changed(lines, place, line, f"{match[4]} has no parameter {UNKNOWN}", "RD505")
            return


def _lives(lines: list[str], scenario: WrittenScenario, rules: api.Ruleset) -> Iterator[Plant]:
    """An event before its record opens."""
    words, log = rules.compiled.vocabulary, scenario.data.events
    for event in log:
        record = scenario.data.records.get(event.record)
        if record is None or record.kind not in words.kinds or event.planned:
            continue
        opens = words.life(record.kind).opens
        if opens is None or opens.path or opens.event != event.event:
            continue
        others = [name for name in words.events(record.kind) if name != event.event and not _ends(rules, name)]
        for other in others[:1]:
            day = date.fromordinal(event.when.day - 400)
            yield _added(lines, f"    {day} {record.name} {other}", f"before {record.name} opens", "RD516")
            return


def _ends(rules: api.Ruleset, event: str) -> bool:
    kinds = rules.compiled.vocabulary.kinds.values()
    opens = (kind.opens for kind in kinds if kind.opens is not None)
    return any(path.event == event for kind in kinds for path in (*kind.closes, *kind.void_by)) or any(
        path.event == event for path in opens
    )


_IN_SCENARIOS = (_names, _dates, _values, _parameters, _lives)


# ------------------------------------------------------------------------------------------------ rules


def wrong_rules(
    vocabulary: WrittenVocabulary | Vocabulary | api.Ruleset | None = None,
) -> st.SearchStrategy[WrongRules]:
    """Rule files with one fault: an unknown kind, event, field, role, unit or clause, a label twice, a value compared
    with one of another type, a day that does not exist, a line that breaks off.

    The `fault` says what and on which line; compiling the text gives exactly one error.
    """
    return rulesets(vocabulary).flatmap(_wrong_rules)


@st.composite
def _wrong_rules(draw: st.DrawFn, rules: WrittenRuleset) -> WrongRules:
    lines = rules.text.splitlines()
    lines, fault = Dice(draw).pick(list(_in_rules(lines, rules)))()
    return WrongRules("".join(f"{line}\n" for line in lines), fault)


def _in_rules(lines: list[str], rules: WrittenRuleset) -> Iterator[Plant]:
    words = rules.compiled.vocabulary
    kind = subjects_of(words)[0]
    event = next(iter(words.events(kind)))
    clauses = [place for place, line in enumerate(lines) if re.match(r"        c\d+: ", line)]

    def clause(text: str, what: str, code: str) -> Plant:
        """One more clause, faulty."""
        return lambda: ([*lines, f"        planted: {text}"], Fault(what, len(lines) + 1, code))

    yield clause(f"{UNKNOWN} requires {event} within 3 days", f"the kind {UNKNOWN} is not declared", "RD407")
    yield clause(f"{kind} requires {UNKNOWN} within 3 days", f"{kind} has no {UNKNOWN}", "RD220")
    yield clause(f"{kind} requires {event} within 3 days of {UNKNOWN}", f"{kind} has no event {UNKNOWN}", "RD220")
    yield clause(f"{kind} requires {event} within 3 days when {UNKNOWN}", f"{kind} has no {UNKNOWN}", "RD220")
    yield clause(
        f"{kind} requires {event}({UNKNOWN} = 3) within 3 days", f"{event} has no parameter {UNKNOWN}", "RD223"
    )
    yield clause(f"{kind} requires {event} within 3 {UNKNOWN}s of {event}", f"there is no unit {UNKNOWN}", "RD303")
    yield clause(f"{kind} requires {event} within 3 days overrides {UNKNOWN}", f"there is no clause {UNKNOWN}", "RD402")
    yield clause(
        f"{kind} requires {event} within 3 days upon {UNKNOWN} lapses", f"there is no clause {UNKNOWN}", "RD402"
    )
    yield clause(f"{kind} requires {event} within 3 days of", "the line ends too early", "RD101")
    yield clause(f"{kind} requires {event} within 3 days unless ({event}", "a bracket is never closed", "RD103")
    yield clause(f"{kind} shall {event}", "shall is no verb of the language", "RD110")
    yield clause(f"{kind} requires {event} by 31 June", "there is no 31 June", "RD302")
    yield clause(f"{kind} requires 3 to 2 {event} per month", "no number is between 3 and 2", "RD421")
    yield clause(f"{kind} requires at most 2 {event} per {UNKNOWN}", f"{UNKNOWN} is no period", "RD305")
    for decl in words.fields(kind).values():
        if decl.parameter is None and not decl.type.many and decl.type.base == "whole_number":
            text = f'{kind} requires {event} within 3 days when {decl.name} = "three"'
            yield clause(text, f"{decl.name} is a number and is compared with a text", "RD225")
        if decl.parameter is None and not decl.type.many and decl.type.base == "yes_no":
            text = f"{kind} requires {event} within 3 days when {decl.name} > 2"
            yield clause(text, f"{decl.name} is a yes or no, neither more nor less", "RD225")
    label = lines[clauses[0]].split(":")[0].strip()
    twice = f"        {label}: {kind} requires {event} within 3 days of {event}"
    yield lambda: ([*lines, twice], Fault(f"the label {label} is there twice", len(lines) + 1, "RD400"))


__all__ = ["wrong_rules", "wrong_scenarios"]
