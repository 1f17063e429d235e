"""Worlds: a ruleset's text, a log and the days to evaluate at, drawn from a seed; compiled, built and shown."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from attrs import frozen

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.model import Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.world.builder import ScenarioBuilder
from ruledsl.world.scenario import Scenario

from .clauses import VOCABULARY, ruleset
from .dice import Dice
from .logs import BASES, LENGTH, OFFSETS, Step, log


@frozen
class World:
    """A ruleset's text, its calendar, the calls that make the log, and the days to evaluate at."""

    clauses: str
    calendar: str
    steps: tuple[Step, ...]
    days: tuple[int, ...]

    def __str__(self) -> str:
        """The rules and the log as texts."""
        rows = [f"calendar {self.calendar}", *self.clauses.splitlines(), "", *(_line(*step) for step in self.steps)]
        return "\n".join([*rows, *(f"as of {date.fromordinal(day)}" for day in self.days)])


def world(seed: int, forms: tuple[str, ...], beside: tuple[str, ...] = ()) -> World:
    """The world of a seed, with clauses of these forms and such as bear on others."""
    dice = Dice(seed)
    clauses = ruleset(dice, forms, beside)
    base = dice.one_of(BASES)
    steps = tuple(log(dice, base, clauses))
    days = {base.toordinal() + offset for offset in [*(dice.one_of(OFFSETS) for _ in range(dice.number(2, 4))), LENGTH]}
    return World(clauses, dice.one_of(("none", "china")), steps, tuple(sorted(days)))


@lru_cache(maxsize=500)
def compiled(clauses: str, calendar: str) -> tuple[Ruleset | None, tuple[str, ...]]:
    """A ruleset of clauses in article 1, and what is wrong with it."""
    diagnostics = Diagnostics()
    body = "".join(f"        {line}\n" for line in clauses.splitlines())
    text = f"{VOCABULARY}\nruleset trial\n    uses small\n    calendar {calendar}\n    article 1\n{body}"
    found = compile_ruleset([parse(Source("<trial>", text), diagnostics)], diagnostics)
    return found, tuple(f"{d.code} {d.message}" for d in diagnostics.errors)


def scenario_of(world: World, rules: Ruleset) -> tuple[Scenario | None, list[str]]:
    """The log, made by the builder, or what is wrong with it."""
    diagnostics = Diagnostics()
    builder = ScenarioBuilder(rules.vocabulary, norm_ids=[norm.id for norm in rules.norms], diagnostics=diagnostics)
    builder.title("trial")
    for method, given in world.steps:
        if method == "plan":
            builder.event(*given, planned=True)  # type: ignore[arg-type, misc]
        else:
            getattr(builder, method)(*given)
    builder.as_of(date.fromordinal(max(world.days)).isoformat())
    return builder.finish(), [f"{d.code} {d.message}" for d in diagnostics.errors]


def _line(method: str, given: tuple[object, ...]) -> str:
    """One call as a line of a scenario."""
    match method, given:
        case "first_day", (day,):
            return f"from {day}"
        case "holding", (person, role, *span):
            first, last = (*span, None, None)[:2]
            return f"person {person} is {role}" + (f" from {first}" if first else "") + (f" to {last}" if last else "")
        case "record", (kind, name, _, _, dict() as fields):
            return f"{kind} {name}" + (f" with {_pairs(fields)}" if fields else "")
        case "value", (at, name, field, value):
            return f"{at} {name} {field} = {_shown(value)}"
        case "judge", (at, name, judgement, holds):
            return f"{at} {name} {judgement} judged {_shown(holds)}"
        case "event", (at, name, event, *rest):
            arguments = rest[0] if rest and isinstance(rest[0], dict) else {}
            return f"{at} {name} {event}" + (f"({_pairs(arguments)})" if arguments else "")
        case "plan", (at, name, event):
            return f"planned {at} {name} {event}"
        case "state", (who, state, first, last, *known):
            span = f"{first} to {last}" if last else f"{first} onwards"
            return f"{span} {who} {state}" + (" unknown" if known and not known[0] else "")
        case _:
            return f"{method} {' '.join(map(str, given))}"


def _pairs(given: dict[str, object]) -> str:
    return ", ".join(f"{name} = {_shown(value)}" for name, value in given.items())


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return f"({', '.join(map(_shown, value))})"
        case _:
            return str(getattr(value, "text", value))
