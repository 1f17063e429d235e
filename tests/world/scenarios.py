"""Scenarios of the town, drawn at random and right by construction: what a builder is told, and what it makes."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import strategies as st

from ruledsl.source import NOWHERE
from ruledsl.world.builder import ScenarioBuilder
from ruledsl.world.expecting import MARKS, VERDICTS
from ruledsl.world.given import Acting
from ruledsl.world.scenario import Scenario
from ruledsl.world.values import Day, Duration
from ruledsl.world.vocabulary import Label

from .town import building, told

FIRST = date(2022, 1, 1).toordinal()
LAST = FIRST + 120

DAYS = st.integers(FIRST, LAST)
TIMES = st.none() | st.integers(0, 86_399)
TEXTS = st.text(max_size=12)
PARTIES = ["mayor", "vice_mayor", "executive_vice_mayor", "finance", "general_office"]
OFFICES = ["finance", "roads"]
COLOURS = ["red", "green", "blue"]
NUMBERS = st.integers(-(10**20), 10**20)
FRACTIONS = st.fractions(max_denominator=10**6)
DURATIONS = st.builds(
    Duration, st.integers(0, 10**6), st.sampled_from(["hour", "day", "workday", "week", "school_day"])
)
LABELS = st.none() | st.builds(Label, st.text(min_size=1, max_size=5), st.text(min_size=1, max_size=5))

# Names in JSON may be more than words: case numbers of other systems, words with blanks, other scripts.
NAMES = st.sampled_from(
    ["r1", "request-17", "A 2022/8", "请示三", "m1.x", "née", "42", "long_" * 9, "x'y", 'q"q', "(a)"]
)
PERSONS = ["li", "wang", "zhao", "o'neil"]


@st.composite
def doers(draw: st.DrawFn, persons: list[str]) -> object:
    party = st.sampled_from([*persons, *PARTIES])
    one = party | st.builds(Acting, party, st.sampled_from(PARTIES))
    return draw(one | st.lists(one, min_size=1, max_size=3))


@st.composite
def fields(draw: st.DrawFn, persons: list[str], requests: list[str]) -> dict[str, object]:
    """Undated values of a request, some of them."""
    values = {
        "matters": NUMBERS,
        "share": FRACTIONS | NUMBERS,
        "title": TEXTS,
        "due_day": DAYS.map(Day),
        "extension": DURATIONS,
        "colour": st.sampled_from(COLOURS),
        "public": st.booleans(),
        "meeting": st.sampled_from([None, "meeting1"]),
        "about": st.sampled_from([None, "meeting1", *requests]),
        "leader": st.sampled_from(["vice_mayor", "executive_vice_mayor", *persons]),
        "author": st.sampled_from(persons),
        "unit": st.sampled_from([*OFFICES, None]),
        "urgent": st.booleans(),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(values)), unique=True))
    return {name: draw(values[name]) for name in chosen}


@st.composite
def tell_log(draw: st.DrawFn, b: ScenarioBuilder, persons: list[str], requests: list[str]) -> None:
    """Entries after the opening of every request, in any order of dates."""
    when = st.tuples(DAYS, TIMES)
    for request in requests:
        b.event(draw(st.tuples(st.just(FIRST - 1), TIMES)), request, "submitted", {"by": draw(doers(persons))})
    for index in range(draw(st.integers(0, 6))):
        request = draw(st.sampled_from(requests)) if requests else None
        what = draw(
            st.sampled_from(["held", "signed", "answered", "joined", "public", "complex", "restraint", "prompt"])
        )
        if what == "held" or request is None:
            b.event(draw(when), "meeting1", "held")
            continue
        match what:
            case "signed":
                b.event(draw(when), request, "signed", {"by": draw(doers(persons))})
            case "answered":
                arguments = {"pages": draw(NUMBERS), "tone": draw(st.sampled_from(COLOURS))}
                kept = draw(st.sets(st.sampled_from(sorted(arguments))))
                b.event(draw(when), request, "answered", {name: arguments[name] for name in kept})
            case "joined":
                b.event(draw(when), request, "joined", {"other": draw(st.sampled_from(requests))})
            case "public":
                b.value(draw(when), request, "cooperates", draw(st.booleans()), draw(st.sampled_from(OFFICES)))
            case "complex":
                b.judge(draw(when), request, "complex", draw(st.booleans()), draw(st.sampled_from([None, *PARTIES])))
            case "restraint":
                b.judge(draw(when), request, "restraint", True, None, 2000 + index)
            case _:
                b.judge_norm(draw(when), request, "10.prompt", draw(st.sampled_from(["late", "in time"])), "mayor")
    if draw(st.booleans()):
        b.event(draw(when), "meeting1", "held", planned=True)


@st.composite
def expect(draw: st.DrawFn, b: ScenarioBuilder, persons: list[str], requests: list[str]) -> None:
    names = ["meeting1", "red", *persons, *requests]
    match draw(st.sampled_from(["verdict", "only", "no_breach", "no_deviation", "used", "may", "value"])):
        case "verdict":
            verdict = draw(st.sampled_from(VERDICTS))
            marks = [mark for mark, verdicts in MARKS.items() if verdict in verdicts and mark != "deviation"]
            b.expect(
                "verdict",
                norms=[draw(st.sampled_from(["51.filing", "sign_off", "47.form", "47.form.signed", "article 59"]))],
                verdict=verdict,
                marks=draw(st.lists(st.sampled_from(marks), unique=True)),
                address=draw(st.lists(st.sampled_from(names), max_size=2)),
                period=draw(st.sampled_from([None, "2022", "2022 Q1", "2022-03", "2022-03 II", "week of 2022-03-09"])),
                on=draw(st.none() | DAYS),
                number=draw(st.none() | st.integers(1, 9)),
                due=None if verdict == "not_applicable" else draw(st.none() | DAYS),
                missing=draw(st.none() | st.just("r1.urgent")) if verdict == "undetermined" else None,
                text=draw(st.sampled_from(["", "expect as it was written"])),
            )
        case "only":
            b.expect("only", norms=["51.filing", "town:60.filing"], verdict="violated")
        case "used":
            b.expect("used", norms=["sign"])
        case "may":
            form = draw(st.sampled_from(["may", "may_not"]))
            record = draw(st.sampled_from(requests)) if requests else None
            event = "signed" if record else "convened"
            arguments = {"by": draw(doers(persons))}
            b.expect(form, party=draw(st.sampled_from(PARTIES)), event=event, address=[record or "meeting1"],
                     arguments=arguments, on=draw(st.none() | DAYS))  # fmt: skip
        case "value":
            b.expect(
                "value", field="chair", address=["meeting1"], comparator="!=", value=draw(st.sampled_from(PARTIES))
            )
        case form:
            b.expect(form)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A scenario without errors."""
    b, diagnostics = building()
    b.title(draw(TEXTS))
    persons = draw(st.lists(st.sampled_from(PERSONS), min_size=1, unique=True))
    requests = draw(st.lists(NAMES, max_size=3, unique=True))
    if draw(st.booleans()):
        b.first_day(FIRST)
    for note in draw(st.lists(TEXTS, max_size=2)):
        b.note(note)
    for person in persons:
        b.person(person, draw(LABELS))
    for _ in range(draw(st.integers(0, 3))):
        first, last = sorted((draw(DAYS), draw(DAYS)))
        ends = draw(st.sampled_from([(None, None), (first, None), (None, last), (first, last)]))
        b.holding(draw(st.sampled_from(persons)), draw(st.sampled_from(["mayor", "executive_vice_mayor"])), *ends)
    b.record("executive_meeting", "meeting1", draw(LABELS), draw(st.none() | st.tuples(st.just(FIRST - 9), TIMES)))
    b.field("meeting1", "topics", draw(st.lists(TEXTS, max_size=3)))
    b.field("meeting1", "invited", draw(st.lists(st.sampled_from([*persons, *PARTIES]), max_size=3)))
    b.record("department", "roads", fields={"head": draw(st.sampled_from([*persons, None]))})
    if draw(st.booleans()):
        b.record("department", "finance", fields={"above": "roads"})
        b.record("person", persons[0], fields={"rank": draw(NUMBERS)})
        b.record("official", "chen")
    for request in requests:
        b.record("request", request, draw(LABELS), fields=draw(fields(persons, requests)))
    draw(tell_log(b, persons, requests))
    for state in draw(st.lists(st.sampled_from(["away", "ill"]), max_size=3)):
        first, last = sorted((draw(DAYS), draw(DAYS)))
        b.state(draw(st.sampled_from([*persons, "mayor"])), state, first, draw(st.sampled_from([None, last])))
    if draw(st.booleans()):
        b.state("mayor", "away", FIRST - 20, FIRST - 10, known=False)
        b.setting("quorum", draw(NUMBERS)).setting("limit", evolve(draw(DURATIONS), n=3)).setting("favourite", "red")
        b.setting("interval", draw(st.sampled_from(["month", "ten_days", "school_year"])))
    for _ in range(draw(st.integers(0, 2))):
        b.as_of(LAST)
        for _ in range(draw(st.integers(0, 3))):
            draw(expect(b, persons, requests))
    made = b.finish()
    assert made is not None, told(diagnostics)
    return made


def placeless(scenario: Scenario) -> Scenario:
    """The scenario without the places that its parts came from."""
    return evolve(
        scenario,
        span=NOWHERE,
        holdings=tuple(evolve(h, span=NOWHERE) for h in scenario.holdings),
        records={name: evolve(r, span=NOWHERE) for name, r in scenario.records.items()},
        events=tuple(evolve(e, span=NOWHERE) for e in scenario.events),
        values=tuple(evolve(v, span=NOWHERE) for v in scenario.values),
        judgements=tuple(evolve(j, span=NOWHERE) for j in scenario.judgements),
        states=tuple(evolve(s, span=NOWHERE) for s in scenario.states),
        as_ofs=tuple(
            evolve(a, span=NOWHERE, expectations=tuple(evolve(e, span=NOWHERE) for e in a.expectations))
            for a in scenario.as_ofs
        ),
    )
