"""Random small rulesets, as texts in the surface language.

Everything made here lies inside what the reference evaluator covers, or makes it say so.
"""

from __future__ import annotations

from .dice import Dice

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
LIFTED = (
    ("revised", "forbids revised"),
    ("revised(by = mayor)", "forbids revised"),
    ("revised(by = leader)", "forbids revised"),
    ("revised(by = leader)", "forbids revised until signed"),
    ("published", "permits published only by mayor"),
    ("published(by = secretary)", "permits published only by owner"),
    ("published", "permits published only when public"),
    ("revised", "requires at most 1 revised per month"),
    ("revised(by = leader)", "requires at most 1 revised per year"),
    ("revised(by = leader)", "requires 1 to 2 revised per quarter"),
    ("copied", "requires signed before copied"),
    ("copied(to = archive)", "requires signed(by = mayor) at least LENGTH before copied"),
    ("noted", "requires reviewed, signed in order before copied"),
    ("reviewed", "requires signed, reviewed in order before copied"),
    ("signed(by = leader)", "requires signed(by = mayor) before copied"),
    ("asked", "requires flag"),
    ("signed(by = leader)", "requires signed(by = mayor) within LENGTH of reviewed"),
    ("signed", "requires signer = mayor"),
    ("signed", "requires signed(by = owner) no later than LENGTH after reviewed"),
    ("noted", "requires signed within LENGTH"),
    ("signed(by = leader)", "requires (signed(by = mayor) and public) within LENGTH"),
    ("noted", "requires signed by deadline"),
)
"""An act that is permitted, and what it is permitted despite."""
STEPS = ("reviewed", "asked", "signed", "signed(by = mayor)", "noted", "sent(to = archive)", "revised")
UNITS = ("days", "days", "workdays", "workdays", "weeks", "months")


def condition(dice: Dice, atoms: tuple[str, ...] = ATOMS) -> str:
    one = dice.one_of(atoms)
    match dice.number(0, 7):
        case 0:
            return f"({one} and {dice.one_of(atoms)})"
        case 1:
            return f"({one} or {dice.one_of(atoms)})"
        case 2:
            return f"not ({one} or {dice.one_of(atoms)})"
        case _:
            return one


def amount(dice: Dice, units: tuple[str, ...] = UNITS) -> str:
    unit = dice.one_of(units)
    number = 1 if unit in ("weeks", "months") else dice.number(1, 6)
    return f"{number} {unit}"


def forward(dice: Dice) -> str:
    """A window counted forwards."""
    anchor = dice.one_of(("opened", "reviewed", "reviewed", "asked"))
    length = amount(dice)
    match dice.number(0, 13):
        case 0 | 1 | 2:
            return f"within {length} of {anchor}"
        case 3:
            return f"within {length}"
        case 4:
            return f"no later than {length} after {anchor}"
        case 5:
            return "by deadline"
        case 6:
            return f"same day as {anchor}"
        case 7:
            return f"after {anchor}"
        case 8:
            return f"not before {amount(dice, ('days', 'workdays'))} after {anchor}"
        case 9:
            unit = dice.one_of(("days", "workdays"))
            return f"from {dice.number(1, 3)} to {dice.number(4, 7)} {unit} after {anchor}"
        case 10:
            return f"by {dice.one_of(('15 April', '10 October', '10 February', '29 February'))}"
        case 11:
            length = amount(dice, ("days", "workdays", "weeks"))
            return f"within {length} of {anchor}, not counting days while paused"
        case 12:
            return f"within {length} of {anchor}, or {amount(dice)} if {condition(dice, EASY)}"
        case _:
            further = f"{dice.number(1, 4)} further {dice.one_of(('days', 'workdays'))}"
            return f"within {length} of {anchor}, and {further} if {dice.one_of(('extended', 'urgent', 'flag'))}"


def modifiers(dice: Dice, *, when: bool = True) -> str:
    found = ""
    if when and dice.once_in(3):
        found += f" when {condition(dice)}"
    if dice.once_in(2):
        found += f" unless {condition(dice)}"
    return found


def _free(dice: Dice, verb: str) -> str:
    return f"file {verb} {condition(dice)}{modifiers(dice)}"


def _windowed(dice: Dice, verb: str) -> str:
    return f"file {verb} {dice.one_of(CONTENTS)} {forward(dice)}{modifiers(dice)}"


def _triggered(dice: Dice, verb: str) -> str:
    window = dice.one_of(
        ("within 3 days", "within 2 workdays", "within 1 week of reviewed", "same day as reviewed", "by deadline")
    )
    return f"file {verb} {dice.one_of(CONTENTS)} {window} upon reviewed{modifiers(dice)}"


def _precondition(dice: Dice, verb: str) -> str:
    length = amount(dice, ("days", "workdays", "weeks"))
    content, state = dice.one_of(CONTENTS), dice.one_of(("public", "pages > 2", "owner = mayor"))
    window = dice.one_of(("before copied", f"at least {length} before copied"))
    asked = dice.one_of(
        ((content, window), (state, window), (state, "at copied"), ("signed", f"in the last {length} before copied"))
    )
    return f"file {verb} {' '.join(asked)}{modifiers(dice)}"


def _always(dice: Dice, verb: str) -> str:
    return f"file {verb} {condition(dice)} at all times{modifiers(dice)}"


def _forbidding(dice: Dice, verb: str) -> str:
    event = dice.one_of(("revised", "revised(by = mayor)", "copied(to = archive)"))
    extent = dice.one_of(
        ("", "", " until signed", " within 3 days of reviewed", " before signed", " while paused",
         " while away(mayor)", " earlier than 3 days after reviewed", " later than 3 days after reviewed")
    )  # fmt: skip
    return f"file {verb.replace('requires', 'forbids')} {event}{extent}{modifiers(dice)}"


def _power(dice: Dice, verb: str) -> str:
    power = dice.one_of(("only by mayor", "only by leader", "only by owner", "only when reviewed", "only when public"))
    return f"file {verb.replace('requires', 'permits')} published {power}{modifiers(dice)}"


def _frequency(dice: Dice, verb: str) -> str:
    bound = dice.one_of(("at most 1", "at most 2", "at least 1", "at least 2", "exactly 1", "1 to 2"))
    period = dice.one_of(("month", "month", "week", "quarter", "year"))
    key = dice.one_of(("", "", " for each by", " for each owner"))
    when = dice.one_of(("", "", f" when {condition(dice)}"))
    if dice.once_in(4):
        return f"file {verb} {bound} revised per record{when}"
    return f"file {verb} {bound} revised per {period}{key}{when}"


def _for_each(dice: Dice, verb: str) -> str:
    return f"file {verb} sent(to = x) {forward(dice)} for each x in team"


def _duty_and_power(dice: Dice, verb: str) -> str:
    return f"file {verb} signed only by {dice.one_of(('mayor', 'owner'))} within {amount(dice)}"


def _chain(dice: Dice, verb: str) -> str:
    steps = dice.some_of(STEPS, 2, 4)
    for place in range(len(steps)):
        if dice.once_in(3):
            steps[place] += f" if {condition(dice, EASY)}"
    extra = modifiers(dice) if dice.once_in(4) else ""
    return f"file {verb} {', '.join(steps)} in order before {dice.one_of(('copied', 'published', 'closed'))}{extra}"


FORMS = {
    "free": _free,
    "windowed": _windowed,
    "triggered": _triggered,
    "precondition": _precondition,
    "always": _always,
    "forbidding": _forbidding,
    "power": _power,
    "frequency": _frequency,
    "for each": _for_each,
    "duty and power": _duty_and_power,
    "chain": _chain,
}
"""One clause by itself."""


def clause(dice: Dice, form: str) -> str:
    return FORMS[form](dice, dice.one_of(("requires", "requires", "normally requires")))


SUBSTITUTIONS = (
    "vice_mayor acts for mayor while away(mayor)",
    "secretary acts for vice_mayor while away(vice_mayor)",
    "vice_mayor acts for mayor while yes",
    "vice_mayor acts for mayor in file.signed while yes",
    "archive acts for mayor while away(mayor)",
    "secretary may act for mayor in file.signed, file.published when public",
    "secretary may act for mayor in file.signed when flag",
    "file.owner may act for mayor in file.published when reviewed",
)


def _substitutions(dice: Dice) -> list[str]:
    return [f"s{n}: {each}" for n, each in enumerate(dice.some_of(SUBSTITUTIONS, 1, 2))]


def _consequences(dice: Dice) -> list[str]:
    act, anchor = dice.one_of(("signed", "noted")), dice.one_of(("opened", "reviewed"))
    exception = dice.one_of(("", " unless public"))
    return [
        f"b: file requires {act} within {amount(dice, ('days', 'workdays'))} of {anchor}{exception}",
        "d: file deems " + dice.one_of((
            "flag = yes when b lapsed", "flag = no when asked unless paused", "flag = yes when b lapsed unless urgent",
            "pages = 3 when reviewed", "flag = yes when paused",
        )),
        "c: file " + dice.one_of((
            "requires flag when reviewed", "requires sent(to = archive) within 4 days when flag",
            "requires flag at all times when reviewed", "forbids revised when b lapsed",
            "requires asked before copied when b broken", "requires sent(to = archive) within 3 days when b lapsed",
            "requires noted within 5 days of reviewed otherwise file requires asked within 3 days",
            "requires noted within 3 days of opened otherwise file requires asked within 2 workdays",
        )),
    ]  # fmt: skip


def _overriding(dice: Dice) -> list[str]:
    return [f"w: file requires sent(to = registry) within 9 days when {condition(dice, EASY)} overrides a0"]


def _overriding_twice(dice: Dice) -> list[str]:
    return [
        f"x: file requires sent(to = registry) within 9 days when {condition(dice, EASY)} overrides y",
        f"y: file forbids published when {condition(dice, EASY)} overrides a0",
    ]


def _permissions(dice: Dice) -> list[str]:
    act, named = dice.one_of(LIFTED)
    when = dice.one_of(("", f" when {condition(dice, EASY)}"))
    extra = modifiers(dice) if dice.once_in(3) else ""
    lifted = named.replace("LENGTH", amount(dice, ("days", "workdays", "weeks")))
    return [f"l: file {lifted}{extra}", f"p: file permits {act} despite {dice.one_of(('l', 'l', 'article 1'))}{when}"]


BESIDE = {
    "substitutions": _substitutions,
    "consequences": _consequences,
    "overriding": _overriding,
    "permissions": _permissions,
    "overriding twice": _overriding_twice,
}
"""Clauses that bear on others."""


def ruleset(dice: Dice, forms: tuple[str, ...], beside: tuple[str, ...] = ()) -> str:
    """One to three clauses of some forms, and such as bear on them."""
    rows = [f"a{number}: {clause(dice, dice.one_of(forms))}" for number in range(dice.number(1, 3))]
    for each in beside:
        rows += BESIDE[each](dice)
    return "\n".join(rows)
