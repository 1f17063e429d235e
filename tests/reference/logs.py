"""Random small logs, as the calls that make them of a scenario builder."""

from __future__ import annotations

from datetime import date, timedelta

from ruledsl.world.given import Name

from .dice import Dice

Step = tuple[str, tuple[object, ...]]

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


PLANNED = ("reviewed", "reviewed", "asked", "copied", "copied", "published", "closed", "signed")


def log(dice: Dice, base: date, clauses: str) -> list[Step]:
    """Persons and roles, one or two files with their histories, parts of them, states."""

    def day() -> date:
        return base + timedelta(days=dice.one_of(OFFSETS))

    made: list[Step] = [("first_day", (base.replace(day=1).isoformat(),))]
    made += [("person", (person,)) for person in ("wang", "li", "zhao")]
    made.append(("holding", ("wang", "mayor")))
    if dice.once_in(2):
        role = dice.one_of(("vice_mayor", "executive_vice_mayor", "mayor"))
        made.append(("holding", ("li", role, day().isoformat(), None)))
    if dice.once_in(2):
        made.append(("holding", ("zhao", "secretary", None, day().isoformat())))
    names = ("f", "g") if dice.once_in(3) else ("f",)
    files = {name: _fields(dice) for name in names}
    made += [
        ("record", (dice.one_of(("file", "file", "memo")), name, None, None, fields)) for name, fields in files.items()
    ]
    planned = dice.some_of(PLANNED, 0, 2) if dice.once_in(4) else []
    made += [("plan", (day().isoformat(), dice.one_of(names), event)) for event in planned]
    for part in dice.one_of(((), (), ("p",), ("p", "q"))):
        fields: dict[str, object] = {"file": Name(dice.one_of(names))}
        if not dice.once_in(4):
            fields["weight"] = dice.number(1, 4)
        made.append(("record", ("part", part, None, None, fields)))
        if dice.once_in(2):
            made.append(("event", (day().isoformat(), part, "handed_in")))
    for name, given in files.items():
        opened = base - timedelta(days=dice.number(0, 9) % max(base.day, 1)) if dice.once_in(4) else base
        made += _history(dice, name, base, max(opened, base.replace(day=1)), given)
    for _ in range(dice.one_of((0, 0, 1, 2))):
        first = day()
        last = dice.one_of((None, first, first + timedelta(days=2), first + timedelta(days=5)))
        who = dice.one_of(("mayor", "wang", "li", "vice_mayor"))
        if any(method == "state" and given[0] == who for method, given in made):
            continue
        known = "not counting" in clauses or not dice.once_in(5)
        made.append(("state", (who, "away", first.isoformat(), last and last.isoformat(), known)))
    if dice.once_in(2):
        first = day()
        last = dice.one_of((None, first, first + timedelta(days=2)))
        made.append(("state", ("f", "paused", first.isoformat(), last and last.isoformat())))
    return made


def _fields(dice: Dice) -> dict[str, object]:
    fields: dict[str, object] = {}
    if not dice.once_in(3):
        fields["owner"] = Name(dice.one_of(PARTIES))
    if dice.once_in(3):
        fields["pages"] = dice.number(1, 4)
    if dice.once_in(4):
        fields["flag"] = dice.once_in(2)
    if dice.once_in(4):
        fields["public"] = dice.once_in(2)
    if not dice.once_in(4):
        fields["team"] = [Name(each) for each in dice.some_of(PARTIES, 0, 2)]
    return fields


def _history(dice: Dice, name: str, base: date, opened: date, undated: dict[str, object]) -> list[Step]:
    """The entries of one record: opened first, at most one closing, none on it before it opens."""
    if dice.once_in(26):
        return []
    made: list[Step] = [("event", (f"{opened}{dice.one_of(('', '', ' 08:00'))}", name, "opened"))]
    closed = False
    for _ in range(dice.number(0, 6)):
        day = base + timedelta(days=dice.one_of(OFFSETS))
        at = f"{day}{dice.one_of(TIMES)}"
        match dice.number(0, 9):
            case 0:
                judgement = dice.one_of(("grave", "urgent"))
                if all(given[2] != judgement for _, given in made):
                    made.append(("judge", (at, name, judgement, dice.once_in(2))))
            case 1:
                field, value = dice.one_of(
                    (("public", True), ("public", False), ("flag", True), ("pages", 3), ("owner", Name("li")))
                )
                same_day = any((given[2], str(given[0])[:10]) == (field, at[:10]) for _, given in made)
                if field not in undated and not same_day:
                    made.append(("value", (at, name, field, value)))
            case 2:
                until = base + timedelta(days=dice.one_of(OFFSETS))
                if all((given[2], str(given[0])[:10]) != ("deadline", at[:10]) for _, given in made):
                    made.append(("value", (at, name, "deadline", until.isoformat())))
            case _:
                event = dice.one_of(HAPPENINGS)
                if event in ("closed", "voided"):
                    if closed:
                        continue
                    closed = True
                made.append(("event", (at, name, event, _arguments(dice, event))))
    return made[:1] + [step for step in made[1:] if not _after_void(step, made)]


def _arguments(dice: Dice, event: str) -> dict[str, object]:
    given: dict[str, object] = {}
    if event not in ("closed", "voided", "extended") and not dice.once_in(5):
        given["by"] = Name(dice.one_of(PARTIES))
    if event in ("sent", "copied") and not dice.once_in(5):
        given["to"] = Name(dice.one_of(("archive", "registry", "mayor")))
    return given


def _after_void(step: Step, made: list[Step]) -> bool:
    """An event after a void closing is an error in the input, and so is not made."""
    voids = [str(given[0])[:10] for _, given in made if given[2] == "voided"]
    return bool(voids) and step[1][2] != "voided" and step[0] == "event" and str(step[1][0])[:10] >= min(voids)
