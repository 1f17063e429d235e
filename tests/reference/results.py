"""What the reference finds, and the order of questions (language reference, section 5)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from ruledsl.engine.verdicts import Status
from ruledsl.norms.model import Norm, Strength

from .lines import Point
from .truth import Truth

WORSE = (Status.SATISFIED, Status.EXCUSED, Status.VIOLATED)


@frozen
class Found:
    """The verdicts still possible on one instance, and what they carry. `at`: the instant of a violation."""

    possible: frozenset[Status]
    so_far: bool = False
    due: int | None = None
    severity: str | None = None
    at: Point | None = None

    @property
    def status(self) -> Status:
        """Section 5: `undetermined` is given where more than one verdict is left."""
        return next(iter(self.possible)) if len(self.possible) == 1 else Status.UNDETERMINED


def one(status: Status, **more: object) -> Found:
    return Found(frozenset({status}), **more)  # type: ignore[arg-type]


def branches(answer: Truth) -> tuple[bool, ...]:
    return (True, False) if answer is None else (answer,)


def ask(applies: Truth, overridden: Truth, kept: Truth, exception: Truth, passed: Truth) -> frozenset[Status]:
    """Section 5, *the order of questions*: an unknown answer leaves open each verdict that a yes and a no lead to."""
    found: set[Status] = set()
    for in_force in branches(applies):
        if not in_force:
            found.add(Status.NOT_APPLICABLE)
            continue
        for ruled_out in branches(overridden):
            if ruled_out:
                found.add(Status.EXCUSED)
                continue
            for done in branches(kept):
                if done:
                    found.add(Status.SATISFIED)
                    continue
                for excepted in branches(exception):
                    if excepted:
                        found.add(Status.EXCUSED)
                        continue
                    found |= {Status.VIOLATED if over else Status.PENDING for over in branches(passed)}
    return frozenset(found)


def folded(outcomes: Iterable[frozenset[Status]], *, void: bool) -> frozenset[Status]:
    """Of many instants or acts: *`satisfied so far`, `excused so far` from the first excused act, `violated` for good
    from the first that nothing excuses*; after a void closing what is not broken is not applicable."""
    found = frozenset({Status.SATISFIED})
    for each in outcomes:
        found = frozenset(max(one, other, key=WORSE.index) for one in found for other in each)
    return frozenset(each if each is Status.VIOLATED or not void else Status.NOT_APPLICABLE for each in found)


def severity(norm: Norm, strength: Strength | None = None) -> str:
    """Section 4: breaking a `normally` is a deviation, anything else a breach; a layer may have its own strength."""
    return "deviation" if (strength or norm.strength) is Strength.DEFAULT else "breach"
