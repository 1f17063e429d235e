"""Hostile cases: rules with a scenario that can be made as large as wanted, each to make judging costly in one way.

`CASES` is the table: a name and a function from a size to the two texts. `judge` is handed such a pair, and hands back
the verdicts, each with its explanation. `bench/linearity.py --judging` measures them, the tests count.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from attrs import frozen

from ruledsl.analysis.gathering import unit_of_text
from ruledsl.diagnostics import Diagnostics
from ruledsl.engine.evaluate import evaluate
from ruledsl.engine.verdicts import Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.norms.scenario_reader import read_scenario_text
from ruledsl.world.scenario import Scenario

Pair = tuple[str, str]


@frozen
class Case:
    """A way to make judging costly. `power`: with which power of the size the cost may grow; `small`: the size from
    which on it does."""

    name: str
    make: Callable[[int], Pair]
    power: int = 2
    small: int = 5


def read(pair: Pair) -> tuple[Ruleset, Scenario]:
    """The ruleset and the scenario of two texts, which are sound."""
    unit, diagnostics = unit_of_text(pair[0], "case.rules")
    assert unit.ruleset is not None, [found.message for found in diagnostics]
    found = Diagnostics()
    (scenario,) = read_scenario_text(pair[1], unit.ruleset, found, "case.scenario")
    assert not found.items, [each.message for each in found]
    return unit.ruleset, scenario


def judge(ruleset: Ruleset, scenario: Scenario) -> tuple[Verdict, ...]:
    """The verdicts as of the scenario's last day."""
    return evaluate(ruleset, scenario, max(each.day for each in scenario.as_ofs))


# ------------------------------------------------------------------------------------------------ texts

_KINDS = """\
    state away of party
    state shut of party
    kind box opens created, closes never
        size : whole number
        urgent : yes/no default no
        special : judgement
        owner : party
        part : box
        event created(by), sent(by), done(by), shown(by)
"""
_RULESET = "ruleset test\n    uses words\n    article 1\n"


def _rules(*clauses: str, words: str = "") -> str:
    return f"vocabulary words\n{words}{_KINDS}\n{_RULESET}" + "".join(f"        {clause}\n" for clause in clauses)


def _log(*lines: str, to: str = "2022-12-31") -> str:
    return 'scenario "s"\n' + "".join(f"    {line}\n" for line in (*lines, f"as of {to}"))


def _roles(n: int) -> str:
    return "".join(f"    role r{number}\n" for number in range(n + 1))


def _days(n: int, first: date = date(2022, 1, 1)) -> list[date]:
    return [first + timedelta(days=number) for number in range(n)]


def _boxes(n: int, *fields: str) -> list[str]:
    return [f"box b{number} with " + ", ".join(("size = 1", *fields)) for number in range(n)]


_SENT = "2022-03-10 b0 sent(by = r0)"
_MADE = "2022-01-01 b0 created"
_ONE = "box b0 with size = 1"


def _each_for_each(condition: str = "", form: str = "acts for", more: str = "") -> Callable[[int], Pair]:
    def make(n: int) -> Pair:
        links = [
            f"s{a}_{b}: r{a} {form} r{b}{condition.replace('#', str(b))}" for a in range(n) for b in range(n) if a != b
        ]
        rules = _rules(
            *links,
            "c: box requires sent(by = r1) before shown",
            f"d: box permits done only by r{n - 1}",
            words=_roles(n),
        )
        held = [f"2022-01-01 to 2022-12-31 r{number} away{more}" for number in range(n)]
        return rules, _log(_ONE, *held, _MADE, _SENT, "2022-03-11 b0 shown", f"2022-03-12 b0 done(by = r{n})")

    return make


def _ladder(unknown: str) -> Callable[[int], Pair]:
    def make(n: int) -> Pair:
        words = "".join(f"    role x{level}\n    role y{level}\n" for level in range(n + 1))
        links = [
            f"s{level}{x}{y}: {x}{level + 1} acts for {y}{level} while {y}{level}.away"
            for level in range(n)
            for x in "xy"
            for y in "xy"
        ]
        rules = _rules(*links, "c: box requires sent(by = x0) before shown", words=words)
        held = [f"2022-01-01 to 2022-12-31 {x}{level} away{unknown}" for level in range(n) for x in "xy"]
        return rules, _log(_ONE, *held, _MADE, f"2022-03-10 b0 sent(by = x{n})", "2022-03-11 b0 shown")

    return make


def _chain_of_substitutes(n: int) -> Pair:
    links = [f"s{number}: r{number + 1} acts for r{number} while r{number}.away" for number in range(n)]
    rules = _rules(*links, "c: box requires sent(by = r0) before shown", words=_roles(n))
    held = [f"2022-01-01 to 2022-12-31 r{number} away" for number in range(n)]
    return rules, _log(_ONE, *held, _MADE, f"2022-03-10 b0 sent(by = r{n})", "2022-03-11 b0 shown")


def _periods(clauses: tuple[str, ...]) -> Callable[[int], Pair]:
    def make(n: int) -> Pair:
        return _rules(*clauses), _log("from 0100-01-01", _ONE, "0100-01-01 b0 created", to=f"{100 + n:04}-12-31")

    return make


def _quantifiers(depth: int, condition: str = "x{last}.size > 1") -> Callable[[int], Pair]:
    def make(n: int) -> Pair:
        words = " ".join(f"{'every' if level % 2 else 'some'} x{level} in box has" for level in range(depth))
        return _rules(f"c: box requires {words} {condition.format(last=depth - 1)} before shown"), _log(
            *_boxes(n), *(f"2022-01-01 b{number} created" for number in range(n)), "2022-03-11 b0 shown"
        )

    return make


def _clause(text: str, fields: tuple[str, ...] = (), *, first: str = "") -> Callable[[int], Pair]:
    """n records, each created on a day of its own and sent the day after."""

    def make(n: int) -> Pair:
        log = [first] if first else []
        for number, day in enumerate(_days(n)):
            log += [f"{day} b{number} created", f"{day + timedelta(days=1)} b{number} sent(by = p)"]
        return _rules(text), _log("person p", *_boxes(n, *fields), *log, to="2032-12-31")

    return make


def _one_record(text: str, line: str, *more: str, words: str = "") -> Callable[[int], Pair]:
    """One record, with a line for each of n days."""

    def make(n: int) -> Pair:
        log = [
            line.format(day=day, next=day + timedelta(days=1), last=day + timedelta(days=n), n=at)
            for at, day in enumerate(_days(n))
        ]
        return _rules(text, words=words or _roles(2)), _log(
            "person p", _ONE, "2021-12-31 b0 created", *log, *more, to="2032-12-31"
        )

    return make


def _one_day(*texts: str, event: str = "sent(by = p)") -> Callable[[int], Pair]:
    """n entries of one day without a time."""

    def make(n: int) -> Pair:
        return _rules(*texts), _log("person p", _ONE, _MADE, *[f"2022-03-10 b0 {event}"] * n, "2022-03-10 b0 shown")

    return make


def _many_on_one_day(*texts: str) -> Callable[[int], Pair]:
    """n records, each with three entries of one day without a time."""

    def make(n: int) -> Pair:
        log = [f"2022-03-10 b{number} {event}" for number in range(n) for event in ("created", "sent(by = p)", "shown")]
        return _rules(*texts), _log("person p", *_boxes(n), *log)

    return make


def _layers(n: int) -> Pair:
    layers = "".join(f", or {number + 3} days if size > {number}" for number in range(n))
    return _rules(f"c: box requires sent within 2 days of created{layers}"), _log("box b0", _MADE)


def _further(n: int) -> Pair:
    layers = "".join(f", and {number % 5 + 1} further days if special" for number in range(n))
    return _rules(f"c: box requires sent within 2 days of created{layers}"), _log("box b0", _MADE)


def _clauses(text: str, *more: str, log: tuple[str, ...] = (_MADE,)) -> Callable[[int], Pair]:
    """n clauses alike."""

    def make(n: int) -> Pair:
        clauses = [
            text.replace("#", str(number)).replace("@", str(number - 1) if number else "") for number in range(n)
        ]
        return _rules(*more, *clauses), _log("person p", "box b0", *log)

    return make


_PERHAPS = " unknown"
_UPON_MONTHS = tuple(
    f"c{number}: box requires sent within 3 days upon month {word}"
    for number, word in enumerate(("begins", "ends", "begins"))
)

CASES: list[Case] = [
    Case("each acts for each", _each_for_each(" while yes"), power=4),
    Case("each acts for each while away", _each_for_each(" while r#.away"), power=4),
    Case("each acts for each while perhaps away", _each_for_each(" while r#.away", more=_PERHAPS), power=4),
    Case("each may act for each", _each_for_each(" when yes", "may act for"), power=4),
    Case("each may act for each perhaps", _each_for_each(" when r#.away", "may act for", _PERHAPS), power=4),
    Case("ladder of substitutes", _ladder("")),
    Case("ladder of substitutes perhaps away", _ladder(_PERHAPS)),
    Case("chain of substitutes", _chain_of_substitutes),
    Case("upon each month", _periods(_UPON_MONTHS)),
    Case("upon each week", _periods(("c: box requires sent within 3 days upon week ends",))),
    Case("in each month", _periods(("c: box requires at least 1 sent per month",))),
    Case("quantifiers, one deep", _quantifiers(1)),
    Case("quantifiers, two deep", _quantifiers(2), power=3),
    Case("quantifiers, three deep", _quantifiers(3), power=4),
    Case(
        "quantifiers, two deep, at all times",
        _clause("c: box requires every x in box has some y in box has x.size = y.size at all times"),
        power=4,
    ),
    Case("count", _clause("c: box requires count(box) < 1000000 before shown")),
    Case(
        "count where count", _clause("c: box requires count(sent of box) in this year < 1000000 at all times"), power=3
    ),
    Case("count at all times", _clause("c: box requires count(box) < 1000000 at all times"), power=3),
    Case("records", _clause("c: box requires sent within 3 days of created")),
    Case(
        "records pointing",
        _clause("c: box requires every x in box of self has x.size = 1 at all times", ("part = b0",)),
    ),
    Case("many a year", _clause("c: box requires at most 3 sent per year")),
    Case("many rolling", _clause("c: box requires at most 3 sent in any 12 months")),
    Case("many open", _clause("c: box requires at most 3 open at any time")),
    Case("sent again", _one_record("c: box requires done within 3 days upon sent", "{day} b0 sent(by = p)")),
    Case("sent again, before each", _one_record("c: box requires done before sent", "{day} b0 sent(by = p)")),
    Case("sent again, forbidden", _one_record("c: box forbids sent(by = r1)", "{day} b0 sent(by = p)")),
    Case("sent again, forbidden unless", _one_record("c: box forbids sent unless done", "{day} b0 sent(by = p)")),
    Case(
        "sent again, rolling", _one_record("c: box requires at most 3 sent in any 12 months", "{day} b0 sent(by = p)")
    ),
    Case(
        "sent again, upon, when",
        _one_record("c: box requires done within 3 days upon sent(by = r1) when urgent", "{day} b0 sent(by = p)"),
    ),
    Case(
        "suspensions",
        _one_record(
            "c: box requires done within 300 days of created not counting days while r1.shut", "{day} to {day} r1 shut"
        ),
    ),
    Case(
        "overlapping absences",
        _one_record(
            "c: r2 acts for r1 while r1.away\n        d: box permits sent only by r1",
            "{day} to {last} r1 away",
            "2022-03-10 b0 sent(by = r2)",
        ),
    ),
    Case(
        "states, condition at all times",
        _one_record("c: box requires not r1.away at all times", "{day} to {last} r1 away unknown"),
    ),
    Case(
        "states, condition begins",
        _one_record("c: box requires sent within 3 days upon r1.away begins", "{day} to {day} r1 away"),
    ),
    Case("values over time", _one_record("c: box requires not urgent at all times", "{day} b0 urgent = yes")),
    Case(
        "values over time, begins",
        _one_record("c: box requires done within 3 days upon urgent begins", "{day} b0 urgent = yes"),
    ),
    Case("judgements", _one_record("c: box requires done within 3 days when special", "{day} b0 special judged yes")),
    Case("untimed on one day", _one_day("c: box requires sent before shown")),
    Case("untimed on one day, upon", _one_day("c: box requires done within 3 days upon sent")),
    Case("untimed on one day, forbidden", _one_day("c: box forbids sent unless shown")),
    Case("untimed on one day, at all times", _one_day("c: box requires not sent or shown at all times")),
    Case(
        "untimed on one day, three clauses",
        _one_day(
            "c: box forbids sent unless shown",
            "d: box requires shown before sent",
            "e: box requires at most 1 sent per year",
        ),
    ),
    Case(
        "untimed on one day, many records",
        _many_on_one_day(
            "c: box requires sent before shown",
            "d: box forbids shown unless sent",
            "e: box requires every x in box has x.sent before shown",
        ),
    ),
    Case("layers", _layers, small=12),
    Case("further terms", _further, small=12),
    Case("clauses", _clauses("c#: box requires sent within 3 days of created")),
    Case(
        "clauses that forbid", _clauses("c#: box forbids sent unless shown", log=(_MADE, "2022-03-10 b0 sent(by = p)"))
    ),
    Case(
        "each overrides the one before", _clauses("c#: box requires size = # overrides c@", "c: box requires size = 0")
    ),
    Case(
        "each lapses after the one before",
        _clauses("d#: box requires sent within 3 days upon d@ lapses", "d: box requires sent within 3 days of created"),
    ),
    Case(
        "each when the one before is broken",
        _clauses(
            "c#: box requires sent within 3 days of created when c@ broken",
            "c: box requires sent within 1 day of created",
        ),
    ),
]
