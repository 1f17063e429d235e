"""Random small rulesets, as texts in the surface language, and random small logs for them.

Everything made here lies inside the covered subset of the reference evaluator, or makes it say so.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from attrs import frozen
from hypothesis import strategies as st

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.model import Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.world.builder import ScenarioBuilder
from ruledsl.world.given import Name
from ruledsl.world.scenario import Scenario

VOCABULARY = """\
vocabulary small
    role mayor
    role vice_mayor
    role executive_vice_mayor is vice_mayor
    role secretary
    role leader = mayor or vice_mayor
    office archive
    office registry
    state away of party
    kind file opens opened, closes closed or void by voided
        pages : whole number
        deadline : date
        public : yes/no default no
        flag : yes/no
        grave : judgement
        urgent : judgement default no
        owner : party
        team : set of party
        signer : by signed
        state paused
        event opened(by), closed, voided, signed(by), noted(by), sent(to, by), reviewed(by), asked(by)
        event revised(by), published(by), copied(to, by), extended
    kind memo is file
    kind part opens when created, closes never
        file : file
        weight : whole number
        event handed_in(by), checked(by)
"""


@lru_cache(maxsize=2000)
def compiled(clauses: str, calendar: str) -> tuple[Ruleset | None, tuple[str, ...]]:
    """A ruleset of clauses in article 1, and what is wrong with it."""
    diagnostics = Diagnostics()
    body = "".join(f"        {line}\n" for line in clauses.splitlines())
    text = f"{VOCABULARY}\nruleset trial\n    uses small\n    calendar {calendar}\n    article 1\n{body}"
    ruleset = compile_ruleset([parse(Source("<trial>", text), diagnostics)], diagnostics)
    return ruleset, tuple(f"{d.code} {d.message}" for d in diagnostics.errors)


# ------------------------------------------------------------------------------------------------ clauses

ATOMS = (
    "public", "not public", "flag", "grave", "urgent", "pages > 2", "pages = 3", "reviewed", "not reviewed", "asked",
    "asked(by = mayor)", "owner = mayor", "owner = vice_mayor", "owner != leader", "team contains mayor", "paused",
    "away(owner)", "away(mayor)", "deadline is set", "owner is set", "1 > 2", "owner in (mayor, archive)",
    "every p in part of file has p.weight > 2", "some p in part of file has p.handed_in",
    "no p in part of file has p.weight > 2", "copied(to = archive)",
)  # fmt: skip
EASY = (
    "public", "not public", "flag", "urgent", "pages > 2", "reviewed", "not reviewed", "asked", "owner = mayor",
    "paused", "away(mayor)",
)  # fmt: skip
CONTENTS = (
    "signed", "signed", "signed(by = mayor)", "signed(by = owner)", "signed(by != mayor)", "signed(by = leader)",
    "(signed and public)", "(signed or noted)", "(signed and noted)", "public", "pages > 2", "(signed and not paused)",
    "signer = mayor", "sent(to = archive)", "(noted and owner = mayor)", "sent(by = vice_mayor)",
)  # fmt: skip
UNITS = ("days", "days", "workdays", "workdays", "weeks", "months")


@st.composite
def conditions(draw: st.DrawFn, atoms: tuple[str, ...] = ATOMS) -> str:
    one = draw(st.sampled_from(atoms))
    match draw(st.integers(0, 7)):
        case 0:
            return f"({one} and {draw(st.sampled_from(atoms))})"
        case 1:
            return f"({one} or {draw(st.sampled_from(atoms))})"
        case 2:
            return f"not ({one} or {draw(st.sampled_from(atoms))})"
        case _:
            return one


@st.composite
def amounts(draw: st.DrawFn, units: tuple[str, ...] = UNITS) -> str:
    unit = draw(st.sampled_from(units))
    number = 1 if unit in ("weeks", "months") else draw(st.integers(1, 6))
    return f"{number} {unit}"


@st.composite
def forward(draw: st.DrawFn) -> str:
    anchor = draw(st.sampled_from(("opened", "reviewed", "reviewed", "asked")))
    amount = draw(amounts())
    match draw(st.integers(0, 13)):
        case 0 | 1 | 2:
            return f"within {amount} of {anchor}"
        case 3:
            return f"within {amount}"
        case 4:
            return f"no later than {amount} after {anchor}"
        case 5:
            return "by deadline"
        case 6:
            return f"same day as {anchor}"
        case 7:
            return f"after {anchor}"
        case 8:
            return f"not before {draw(amounts(('days', 'workdays')))} after {anchor}"
        case 9:
            unit = draw(st.sampled_from(("days", "workdays")))
            return f"from {draw(st.integers(1, 3))} to {draw(st.integers(4, 7))} {unit} after {anchor}"
        case 10:
            return f"by {draw(st.sampled_from(('15 April', '10 October', '10 February', '29 February')))}"
        case 11:
            return f"within {amount} of {anchor}, not counting days while paused"
        case 12:
            other = draw(amounts())
            return f"within {amount} of {anchor}, or {other} if {draw(conditions(EASY))}"
        case _:
            further = f"{draw(st.integers(1, 4))} further {draw(st.sampled_from(('days', 'workdays')))}"
            return (
                f"within {amount} of {anchor}, and {further} if {draw(st.sampled_from(('extended', 'urgent', 'flag')))}"
            )


@st.composite
def modifiers(draw: st.DrawFn, *, when: bool = True) -> str:
    found = ""
    if when and draw(st.integers(0, 2)) == 2:
        found += f" when {draw(conditions())}"
    if draw(st.integers(0, 2)) == 2:
        found += f" unless {draw(conditions())}"
    return found


@st.composite
def clause(draw: st.DrawFn, stage: int) -> str:
    verb = draw(st.sampled_from(("requires", "requires", "normally requires")))
    content = draw(st.sampled_from(CONTENTS))
    match stage:
        case 1:
            return f"file {verb} {draw(conditions())}{draw(modifiers())}"
        case 2:
            return f"file {verb} {content} {draw(forward())}{draw(modifiers())}"
        case 3:
            window = draw(st.sampled_from(("within 3 days", "within 2 workdays", "within 1 week of reviewed",
                                           "same day as reviewed", "by deadline")))  # fmt: skip
            return f"file {verb} {content} {window} upon reviewed{draw(modifiers())}"
        case 4:
            amount = draw(amounts(("days", "workdays", "weeks")))
            window = draw(st.sampled_from(("before copied", f"at least {amount} before copied")))
            state = draw(st.sampled_from(("public", "pages > 2", "owner = mayor")))
            window, content = draw(st.sampled_from(
                ((window, content), (window, state), ("at copied", state),
                 (f"in the last {amount} before copied", "signed"))
            ))  # fmt: skip
            return f"file {verb} {content} {window}{draw(modifiers())}"
        case 5:
            return f"file requires {draw(conditions())} at all times{draw(modifiers())}"
        case 6:
            verb = draw(st.sampled_from(("forbids", "normally forbids")))
            event = draw(st.sampled_from(("revised", "revised(by = mayor)", "copied(to = archive)")))
            extent = draw(st.sampled_from(
                ("", "", " until signed", " within 3 days of reviewed", " before signed", " while paused",
                 " while away(mayor)", " earlier than 3 days after reviewed", " later than 3 days after reviewed")
            ))  # fmt: skip
            return f"file {verb} {event}{extent}{draw(modifiers())}"
        case 7:
            power = draw(st.sampled_from(("only by mayor", "only by leader", "only by owner", "only when reviewed",
                                          "only when public")))  # fmt: skip
            return f"file permits published {power}{draw(modifiers())}"
        case 8:
            bound = draw(st.sampled_from(("at most 1", "at most 2", "at least 1", "at least 2", "exactly 1", "1 to 2")))
            period = draw(st.sampled_from(("month", "month", "week", "quarter", "year")))
            key = draw(st.sampled_from(("", "", " for each by", " for each owner")))
            when = draw(st.sampled_from(("", "", f" when {draw(conditions())}")))
            return f"file requires {bound} revised per {period}{key}{when}"
        case 9:
            members = draw(st.sampled_from(("team",)))
            return f"file {verb} sent(to = x) {draw(forward())} for each x in {members}"
        case 10:
            return f"file {verb} signed only by {draw(st.sampled_from(('mayor', 'owner')))} within {draw(amounts())}"
        case _:
            raise AssertionError(stage)


SUBSTITUTIONS = (
    "vice_mayor acts for mayor while away(mayor)",
    "secretary acts for vice_mayor while away(vice_mayor)",
    "vice_mayor acts for mayor while yes",
    "vice_mayor acts for mayor in file.signed",
    "archive acts for mayor while away(mayor)",
    "secretary may act for mayor in file.signed, file.published when public",
    "secretary may act for mayor in file.signed when flag",
    "file.owner may act for mayor in file.published when reviewed",
)


@st.composite
def rulesets(draw: st.DrawFn, stages: tuple[int, ...]) -> tuple[str, str]:
    """The text of some clauses and the calendar's name."""
    rows: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        rows.append(f"a{number}: {draw(clause(draw(st.sampled_from([s for s in stages if s < 20]))))}")
    if 20 in stages and draw(st.integers(0, 1)):
        rows += [
            f"s{n}: {each}"
            for n, each in enumerate(
                draw(st.lists(st.sampled_from(SUBSTITUTIONS), min_size=1, max_size=2, unique=True))
            )
        ]
    if 21 in stages:
        act, anchor = draw(st.sampled_from(("signed", "noted"))), draw(st.sampled_from(("opened", "reviewed")))
        exception = draw(st.sampled_from(("", " unless public")))
        rows.append(f"b: file requires {act} within {draw(amounts(('days', 'workdays')))} of {anchor}{exception}")
        rows.append(draw(st.sampled_from((
            "d: file deems flag = yes when b lapsed",
            "d: file deems flag = no when asked unless paused",
            "d: file deems flag = yes when b lapsed unless urgent",
            "d: file deems pages = 3 when reviewed",
            "d: file deems flag = yes when paused",
        ))))  # fmt: skip
        rows.append(draw(st.sampled_from((
            "c: file requires flag when reviewed",
            "c: file requires sent(to = archive) within 4 days when flag",
            "c: file requires flag at all times when reviewed",
            "c: file forbids revised when b lapsed",
            "c: file requires asked before copied when b broken",
            "c: file requires sent(to = archive) within 3 days when b lapsed",
            "c: file requires noted within 5 days of reviewed otherwise file requires asked within 3 days",
            "c: file requires noted within 3 days of opened otherwise file requires asked within 2 workdays",
        ))))  # fmt: skip
    if 22 in stages:
        rows.append(f"x: file requires sent(to = registry) within 9 days when {draw(conditions(EASY))} overrides a0")
    if 23 in stages:
        rows.append(f"x: file requires sent(to = registry) within 9 days when {draw(conditions(EASY))} overrides y")
        rows.append(f"y: file forbids published when {draw(conditions(EASY))} overrides a0")
    return "\n".join(rows), draw(st.sampled_from(("none", "china")))


# ------------------------------------------------------------------------------------------------ logs

BASES = (
    date(2022, 1, 26),
    date(2022, 3, 29),
    date(2022, 9, 27),
    date(2024, 2, 26),
    date(2022, 1, 30),
    date(2022, 5, 30),
)
OFFSETS = (0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 7, 8, 9, 10, 12, 14, 20, 31, 33)
TIMES = ("", "", "", " 09:00", " 15:00")
PARTIES = ("wang", "li", "zhao", "mayor", "vice_mayor", "executive_vice_mayor", "archive", "secretary")
LENGTH = 40
HAPPENINGS = (
    "signed", "signed", "noted", "sent", "reviewed", "reviewed", "asked", "revised", "published", "copied", "extended",
    "signed", "closed", "reviewed", "closed", "voided", "asked",
)  # fmt: skip


@frozen
class World:
    """A ruleset's text, its calendar, the calls that make the log, and the days to evaluate at."""

    clauses: str
    calendar: str
    steps: tuple[tuple[str, tuple[object, ...]], ...]
    days: tuple[int, ...]


@st.composite
def worlds(draw: st.DrawFn, stages: tuple[int, ...]) -> World:
    clauses, calendar = draw(rulesets(stages))
    base = draw(st.sampled_from(BASES))
    days = st.sampled_from(OFFSETS).map(lambda offset: base + timedelta(days=offset))
    made: list[tuple[str, tuple[object, ...]]] = [("first_day", (base.replace(day=1).isoformat(),))]
    for person in ("wang", "li", "zhao"):
        made.append(("person", (person,)))
    made.append(("holding", ("wang", "mayor")))
    if draw(st.booleans()):
        start = draw(days)
        made.append(
            (
                "holding",
                ("li", draw(st.sampled_from(("vice_mayor", "executive_vice_mayor", "mayor"))), start.isoformat(), None),
            )
        )
    if draw(st.booleans()):
        made.append(("holding", ("zhao", "secretary", None, draw(days).isoformat())))
    names = ("f", "g") if draw(st.integers(0, 2)) == 0 else ("f",)
    for name in names:
        made.append(draw(record(name)))
    for part in draw(st.sampled_from(((), (), ("p",), ("p", "q")))):
        fields: dict[str, object] = {"file": Name(draw(st.sampled_from(names)))}
        if draw(st.integers(0, 3)):
            fields["weight"] = draw(st.integers(1, 4))
        made.append(("record", ("part", part, None, None, fields)))
        if draw(st.booleans()):
            made.append(("event", (draw(days).isoformat(), part, "handed_in")))
    for name in names:
        opened = base if draw(st.integers(0, 3)) else base - timedelta(days=draw(st.integers(0, 9)) % max(base.day, 1))
        undated = next(given[4] for _, given in made if given[1:2] == (name,) and len(given) == 5)
        made += draw(history(name, base, max(opened, base.replace(day=1)), undated))
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        first = draw(days)
        last = draw(st.sampled_from((None, first, first + timedelta(days=2), first + timedelta(days=5))))
        who = draw(st.sampled_from(("mayor", "wang", "li", "vice_mayor")))
        if any(method == "state" and given[0] == who for method, given in made):
            continue
        known = "not counting" in clauses or draw(st.integers(0, 4)) > 0
        made.append(("state", (who, "away", first.isoformat(), last and last.isoformat(), known)))
    if draw(st.booleans()):
        first = draw(days)
        last = draw(st.sampled_from((None, first, first + timedelta(days=2))))
        made.append(("state", ("f", "paused", first.isoformat(), last and last.isoformat())))
    some = draw(st.lists(st.sampled_from(OFFSETS), min_size=1, max_size=3, unique=True))
    return World(clauses, calendar, tuple(made), tuple(sorted({base.toordinal() + o for o in [*some, LENGTH]})))


@st.composite
def record(draw: st.DrawFn, name: str) -> tuple[str, tuple[object, ...]]:
    fields: dict[str, object] = {}
    if draw(st.integers(0, 2)):
        fields["owner"] = Name(draw(st.sampled_from(PARTIES)))
    if draw(st.integers(0, 2)) == 0:
        fields["pages"] = draw(st.integers(1, 4))
    if draw(st.integers(0, 3)) == 0:
        fields["flag"] = draw(st.booleans())
    if draw(st.integers(0, 3)) == 0:
        fields["public"] = draw(st.booleans())
    if draw(st.integers(0, 3)):
        fields["team"] = [Name(each) for each in draw(st.lists(st.sampled_from(PARTIES), max_size=2, unique=True))]
    return "record", (draw(st.sampled_from(("file", "file", "memo"))), name, None, None, fields)


@st.composite
def history(
    draw: st.DrawFn, name: str, base: date, opened: date, undated: object
) -> list[tuple[str, tuple[object, ...]]]:
    """The entries of one record: opened first, at most one closing, none on it before it opens."""
    if draw(st.integers(0, 25)) == 25:
        return []
    time = draw(st.sampled_from(("", "", " 08:00")))
    made: list[tuple[str, tuple[object, ...]]] = [("event", (f"{opened}{time}", name, "opened"))]
    days = st.sampled_from(OFFSETS).map(lambda offset: base + timedelta(days=offset))
    closed = False
    for _ in range(6 - draw(st.integers(0, 6))):
        at = f"{draw(days)}{draw(st.sampled_from(TIMES))}"
        match draw(st.integers(0, 9)):
            case 0:
                judgement = draw(st.sampled_from(("grave", "urgent")))
                if all(given[2] != judgement for _, given in made):
                    made.append(("judge", (at, name, judgement, draw(st.booleans()))))
            case 1:
                field, value = draw(st.sampled_from(
                    (("public", True), ("public", False), ("flag", True), ("pages", 3), ("owner", Name("li")))
                ))  # fmt: skip
                if field not in undated and all(
                    (given[2], str(given[0])[:10]) != (field, at[:10]) for _, given in made
                ):  # type: ignore[operator]
                    made.append(("value", (at, name, field, value)))
            case 2:
                # A date field that changes is an open question (README.md).
                if all(given[2] != "deadline" for _, given in made):
                    made.append(("value", (at, name, "deadline", draw(days).isoformat())))
            case _:
                event = draw(st.sampled_from(HAPPENINGS))
                if event in ("closed", "voided"):
                    if closed:
                        continue
                    closed = True
                given: dict[str, object] = {}
                if event not in ("closed", "voided", "extended") and draw(st.integers(0, 4)):
                    given["by"] = draw(st.sampled_from(PARTIES))
                if event in ("sent", "copied") and draw(st.integers(0, 4)):
                    given["to"] = draw(st.sampled_from(("archive", "registry", "mayor")))
                made.append(("event", (at, name, event, given)))
    made = made[:1] + [step for step in made[1:] if not _after_void(step, made)]
    # An entry of the opening's day may come before it only in an order that would be an error in the input.
    beside = [given[0] for _, given in made[1:] if str(given[0])[:10] == str(opened)]
    if beside:
        made[0] = ("event", (f"{opened} 08:00", name, "opened"))
    return made[:1] + [step for step in made[1:] if str(step[1][0]) != str(opened)]


def _after_void(step: tuple[str, tuple[object, ...]], made: list[tuple[str, tuple[object, ...]]]) -> bool:
    """An event after a void closing is an error in the input, and so is not made."""
    voids = [str(given[0])[:10] for _, given in made if given[2] == "voided"]
    return bool(voids) and step[1][2] != "voided" and step[0] == "event" and str(step[1][0])[:10] >= min(voids)


def scenario_of(world: World, rules: Ruleset) -> tuple[Scenario | None, list[str]]:
    """The log, made by the builder, or what is wrong with it."""
    diagnostics = Diagnostics()
    builder = ScenarioBuilder(rules.vocabulary, norm_ids=[norm.id for norm in rules.norms], diagnostics=diagnostics)
    builder.title("trial")
    for method, given in world.steps:
        getattr(builder, method)(*given)
    builder.as_of(date.fromordinal(max(world.days)).isoformat())
    return builder.finish(), [f"{d.code} {d.message}" for d in diagnostics.errors]
