"""Checks of a whole scenario: lives of records, plans, contradictions, and what lies after its last `as of`.

Handed a scenario whose every line was read, these functions report what no line shows by itself. Order within a day is
taken as the engine takes it: of two entries of one date of which one has no time, either may have come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ruledsl.world.findings import Report, ReportAgain
from ruledsl.world.given import Place, date_text, when_text
from ruledsl.world.names import Names
from ruledsl.world.scenario import DatedValue, Event, Judgement, Record, Scenario, StateInterval, When
from ruledsl.world.values import Ref, Value
from ruledsl.world.vocabulary import EventPath, Vocabulary


def before(first: When, first_seq: int, then: When, then_seq: int) -> bool:
    """Whether one entry certainly comes before another: an earlier day, an earlier time of one day, or (of equal
    times) an earlier line of the log."""
    if first.day != then.day:
        return first.day < then.day
    if first.second is None or then.second is None:
        return False
    return (first.second, first_seq) < (then.second, then_seq)


# ---------------------------------------------------------------------------------------------- lives


def check_lives(vocabulary: Vocabulary, scenario: Scenario, places: Mapping[int, Place], report: Report) -> None:
    """Report events before their record opens and after it has become void.

    Events after an ordinary closing stand: a limit may run on after it (language reference, section 5: once the
    anchor has come, closing changes nothing), and late acts must be told. A void closing leaves nothing to decide, so
    an event after it is a mistake. A party's record is open as long as the ruleset is in force. Plans are not held
    against an opening event, as they may have been made before it and overtaken.
    """
    happened: dict[tuple[str, str], list[Event]] = {}
    for event in scenario.events:
        if not event.planned:
            happened.setdefault((event.record, event.event), []).append(event)
    lives = _Lives(vocabulary, scenario, happened)
    for event in scenario.events:
        record = scenario.records.get(event.record)
        if record is None or record.kind not in vocabulary.kinds or _is_party(vocabulary, record.kind):
            continue
        place = places[event.seq]
        problem = lives.not_yet_open(record, event)
        if problem is not None:
            report("RD516", problem[0], place, problem[1])
            continue
        problem = None if event.planned else lives.void(record, event)
        if problem is not None:
            report("RD517", problem[0], place, problem[1])


def _is_party(vocabulary: Vocabulary, kind: str) -> bool:
    return any(vocabulary.kinds[a].is_party for a in vocabulary.ancestors(kind))


class _Lives:
    """When records open and end, as far as the log settles it."""

    def __init__(
        self, vocabulary: Vocabulary, scenario: Scenario, happened: Mapping[tuple[str, str], list[Event]]
    ) -> None:
        self.vocabulary = vocabulary
        self.scenario = scenario
        self.happened = happened
        self.changing = {(value.record, value.field) for value in scenario.values}

    def occurrences(self, record: Record, path: EventPath) -> list[Event] | None:
        """All the times that the event has happened; None where the way to it is not settled by undated fields."""
        name = record.name
        for step in path.path:
            holder = self.scenario.records.get(name)
            target = None if holder is None else holder.fields.get((step, None))
            if not isinstance(target, Ref) or (name, step) in self.changing:
                return None
            name = target.name
        return self.happened.get((name, path.event), [])

    def not_yet_open(self, record: Record, event: Event) -> tuple[str, str] | None:
        """Message and help if the event comes before the record opens."""
        opens = self.vocabulary.life(record.kind).opens
        if opens is None:
            created = record.created
            if created is None or not before(event.when, event.seq, created, -1):
                return None
            return (
                f"'{event.event}' happens to '{record.name}' before it opens on {when_text(created)}",
                "is one of the two dates wrong?",
            )
        found = self.occurrences(record, opens)
        if event.planned or found is None:
            return None
        name = ".".join((*opens.path, opens.event))
        if not found:
            message = f"'{event.event}' happens to '{record.name}', which has never opened: it opens by '{name}'"
            return message, f"enter '{name}' on the day on which it happened"
        if any(not before(event.when, event.seq, opening.when, opening.seq) for opening in found):
            return None
        first = min(found, key=lambda e: (e.when.day, e.when.second or 0, e.seq))
        return (
            f"'{event.event}' happens to '{record.name}' before it opens by '{name}' on {when_text(first.when)}",
            "is one of the two dates wrong?",
        )

    def void(self, record: Record, event: Event) -> tuple[str, str] | None:
        """Message and help if the event comes after a void closing."""
        life = self.vocabulary.life(record.kind)
        closings = [e for path in life.closes for e in self.occurrences(record, path) or ()]
        for path in life.void_by:
            for ending in self.occurrences(record, path) or ():
                if not before(ending.when, ending.seq, event.when, event.seq):
                    continue
                if any(not before(ending.when, ending.seq, closing.when, closing.seq) for closing in closings):
                    # Perhaps closed before: the first closing counts, and this one did not make it void.
                    continue
                name = ".".join((*path.path, path.event))
                message = f"'{event.event}' happens to '{record.name}' after '{name}' on {when_text(ending.when)}"
                return f"{message} made it void", "is one of the two dates wrong?"
        return None


# ---------------------------------------------------------------------------------------------- plans


def check_plans(scenario: Scenario, places: Mapping[int, Place], report: ReportAgain) -> None:
    """Report a plan that is stated twice: there would be no telling which holds."""
    plans: dict[tuple[str, str], Event] = {}
    for event in scenario.events:
        if not event.planned:
            continue
        first = plans.setdefault((event.record, event.event), event)
        if first is not event:
            message = f"'{event.event}' of '{event.record}' is planned twice, first for {when_text(first.when)}"
            help = "keep the plan that holds; the event itself replaces it when it happens"
            report("RD519", message, places[event.seq], places[first.seq], help)


# ---------------------------------------------------------------------------------------------- contradictions


def check_contradictions(
    vocabulary: Vocabulary,
    names: Names,
    scenario: Scenario,
    places: Mapping[int, Place],
    field_places: Mapping[tuple[str, str, Value | None], Place],
    state_places: Iterable[Place],
    report: ReportAgain,
) -> None:
    """Report what cannot both be so: a value for the whole life and another from a date; a judgement without a
    default (which speaks for the whole life) made twice and differently; a state both recorded and not known."""
    for value in scenario.values:
        _whole_life_and_dated(value, scenario, places, field_places, report)
    made: dict[tuple[str, str, Value | None], Judgement] = {}
    for judgement in scenario.judgements:
        if judgement.of_norm:
            continue
        decl = vocabulary.field(names.kind_of(judgement.record) or "", judgement.target)
        key = (judgement.record, judgement.target, judgement.argument)
        _whole_life_and_dated(judgement, scenario, places, field_places, report)
        first = made.setdefault(key, judgement)
        if decl is not None and not decl.has_default and first.value != judgement.value:
            word = "yes" if first.value else "no"
            message = (
                f"'{judgement.target}' of '{judgement.record}' was judged {word} on {when_text(first.when)}, "
                "and a judgement without a default holds for the record's whole life"
            )
            report("RD523", message, places[judgement.seq], places[first.seq], "keep one of the two")
    _states(scenario.states, list(state_places), report)


def _whole_life_and_dated(
    entry: DatedValue | Judgement,
    scenario: Scenario,
    places: Mapping[int, Place],
    field_places: Mapping[tuple[str, str, Value | None], Place],
    report: ReportAgain,
) -> None:
    name = entry.field if isinstance(entry, DatedValue) else entry.target
    record = scenario.records.get(entry.record)
    if record is not None and (name, entry.argument) in record.fields:
        message = f"'{name}' of '{entry.record}' is given without a date, for its whole life, and again from a date"
        first = field_places.get((entry.record, name, entry.argument))
        report("RD523", message, places[entry.seq], first, "give the first one a date as well")


def _states(states: tuple[StateInterval, ...], places: list[Place], report: ReportAgain) -> None:
    together: dict[tuple[str, str], list[tuple[StateInterval, Place]]] = {}
    for state, place in zip(states, places, strict=True):
        together.setdefault((state.subject, state.state), []).append((state, place))
    for (subject, name), entries in together.items():
        if len({state.known for state, _ in entries}) == 1:
            continue
        for index, (state, place) in enumerate(entries):
            clash = next((e for e in entries[:index] if e[0].known != state.known and _overlap(e[0], state)), None)
            if clash is not None:
                day = date_text(max(state.first, clash[0].first))
                message = f"'{name}' of '{subject}' is both recorded and said to be unknown on {day}"
                report("RD523", message, place, clash[1], "let the two intervals not overlap")


def _overlap(one: StateInterval, other: StateInterval) -> bool:
    return (one.last is None or other.first <= one.last) and (other.last is None or one.first <= other.last)


# ---------------------------------------------------------------------------------------------- the last day


def check_last_day(scenario: Scenario, places: Mapping[int, Place], report: Report) -> None:
    """Report entries after the last `as of`: nothing could ever see them, so a date must be wrong. Plans may lie
    ahead; so may states and role-holdings, which are known beforehand."""
    if not scenario.as_ofs:
        return
    last = max(as_of.day for as_of in scenario.as_ofs)
    entries: list[Event | DatedValue | Judgement] = [*scenario.events, *scenario.values, *scenario.judgements]
    for entry in entries:
        if entry.when.day <= last or (isinstance(entry, Event) and entry.planned):
            continue
        match entry:
            case Event():
                what, help = f"'{entry.event}'", "if it is planned, write 'planned' before its date"
            case DatedValue():
                what, help = f"the value of '{entry.field}'", "is one of the two dates wrong?"
            case Judgement():
                what, help = f"the judgement '{entry.target}'", "is one of the two dates wrong?"
        message = f"{what} lies after the scenario's last 'as of', {date_text(last)}"
        report("RD518", message, places[entry.seq], help)
