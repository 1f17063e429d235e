"""Clauses for the kinds of a vocabulary, as text: every form of norm, window and modifier, well-typed by construction.

Handed a vocabulary, a `ClauseWriter` draws the lines of a ruleset's article. It keeps apart what would make an error in
the text: an event is required or forbidden but not both, a party stands in for those before it in one order of roles, a
field that is deemed is not read by what the deeming rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from attrs import define, field

from ruledsl.testing.dice import Dice
from ruledsl.world.vocabulary import EventDecl, FieldDecl, Vocabulary

UNITS = ("workdays", "days", "days", "workdays", "weeks", "months")


def acts_of(words: Vocabulary, kind: str) -> list[EventDecl]:
    """The events of a kind that neither open nor close it."""
    life = words.life(kind)
    ends = {path.event for path in (*life.closes, *life.void_by) if not path.path}
    opens = {life.opens.event} if life.opens is not None and not life.opens.path else set()
    return [event for name, event in words.events(kind).items() if name not in ends | opens]


def subjects_of(words: Vocabulary) -> list[str]:
    """The kinds of records that something can be required of: at least three things can happen to them."""
    return [
        kind
        for kind in words.kinds
        if not any(words.kinds[k].is_party for k in words.ancestors(kind)) and len(acts_of(words, kind)) >= 3
    ]


@define
class ClauseWriter:
    """Draws clauses. `lines` are those drawn so far, with their indentation inside an article."""

    dice: Dice
    words: Vocabulary
    values: bool = False
    lines: list[str] = field(factory=list)
    labels: list[tuple[str, str]] = field(factory=list)
    kind: str = ""
    powers: set[tuple[str, str]] = field(factory=set)
    deemed: set[str] = field(factory=set)
    contents: set[tuple[str, str]] = field(factory=set)
    number: int = 0

    # ------------------------------------------------------------------------------------------ what there is

    def _acts(self, kind: str) -> list[EventDecl]:
        return acts_of(self.words, kind)

    def opening(self) -> str | None:
        opens = self.words.life(self.kind).opens
        return opens.event if opens is not None and not opens.path else None

    def duties(self) -> list[EventDecl]:
        """Events that may be required; the others (`acts`) may be forbidden or counted."""
        return self._acts(self.kind)[::2]

    def acts(self) -> list[EventDecl]:
        return self._acts(self.kind)[1::2]

    def fields(self, *bases: str, many: bool = False) -> list[FieldDecl]:
        return [
            decl
            for decl in self.words.fields(self.kind).values()
            if decl.type.base in bases and decl.type.many == many and decl.parameter is None and not decl.by_events
        ]

    def roles(self) -> list[str]:
        return [name for name, decl in self.words.roles.items() if decl.from_field is None]

    def party(self) -> str:
        names = [*self.roles(), *list(self.words.offices)[:1], *(decl.name for decl in self.fields("party", "person"))]
        return self.dice.pick(names or ["party"])

    # ------------------------------------------------------------------------------------------ conditions

    def condition(self, plain: bool = False) -> str:
        """A condition on a record of the kind; `plain`: of events and states alone."""
        one = self.atom(plain)
        match self.dice.number(0, 6):
            case 4:
                return f"({one} and {self.atom(plain)})"
            case 5:
                return f"({one} or {self.atom(plain)})"
            case 6:
                return f"not ({one} and {self.atom(plain)})"
            case _:
                return one

    def atom(self, plain: bool = False) -> str:
        options = self._event_atoms() if plain else [*self._field_atoms(), *self._event_atoms(), *self._record_atoms()]
        return self.dice.pick(options)()

    def _event_atoms(self) -> list[Callable[[], str]]:
        dice = self.dice
        acts = self._acts(self.kind)
        found: list[Callable[[], str]] = [
            lambda: dice.pick(acts).name,
            lambda: f"not {dice.pick(acts).name}",
            lambda: f"{dice.pick(acts).name} within the last {dice.number(1, 5)} {dice.pick(('days', 'workdays'))}",
        ]
        own = [s.name for s in self.words.states.values() if s.of in self.words.ancestors(self.kind)]
        of_parties = [s.name for s in self.words.states.values() if s.of == "party"]
        if own:
            found += [lambda: dice.pick(own)] * 2
        if of_parties and self.roles():
            found += [lambda: f"{dice.pick(of_parties)}({dice.pick(self.roles())})"] * 2
        return found

    def _field_atoms(self) -> list[Callable[[], str]]:
        dice = self.dice
        found: list[Callable[[], str]] = []

        def some(decls: Sequence[FieldDecl], make: Callable[[str], str]) -> None:
            usable = [decl.name for decl in decls if decl.name not in self.deemed]
            if usable:
                found.append(lambda: make(dice.pick(usable)))

        yes_no = self.fields("yes_no", "judgement")
        some(yes_no, lambda name: name)
        some(yes_no, lambda name: f"not {name}")
        ops = ("=", ">", "<=", ">=", "<", "!=")
        some(self.fields("whole_number"), lambda name: f"{name} {dice.pick(ops)} {dice.number(0, 5)}")
        some(self.fields("decimal"), lambda name: f"{name} {dice.pick(ops[1:5])} {dice.number(0, 5)}.5")
        some(self.fields("date", "party", "text"), lambda name: f"{name} is set")
        if self.roles():
            roles = self.roles()
            some(self.fields("party"), lambda name: f"{name} {dice.pick(('=', '!='))} {dice.pick(roles)}")
            some(self.fields("party"), lambda name: f"{name} in ({dice.pick(roles)}, {dice.pick(roles)})")
            some(self.fields("party", many=True), lambda name: f"{name} contains {dice.pick(roles)}")
        some(self.fields("party", many=True), lambda name: f"count({name}) > {dice.number(0, 2)}")
        for decl in self.fields("list"):
            symbols = list(self.words.lists[decl.type.name].symbols)
            some([decl], lambda name, among=symbols: f"{name} = {dice.pick(among)}")  # type: ignore[misc]
        return found

    def _record_atoms(self) -> list[Callable[[], str]]:
        """Conditions on the records that belong to this one."""
        dice = self.dice
        found: list[Callable[[], str]] = []
        for name in self.words.kinds:
            if name == self.kind or any(self.words.kinds[k].is_party for k in self.words.ancestors(name)):
                continue
            holding = [
                decl.name
                for decl in self.words.fields(name).values()
                if decl.type.base == "kind"
                and not decl.type.many
                and not decl.parameter
                and (self.words.is_kind(self.kind, decl.type.name) or self.words.is_kind(decl.type.name, self.kind))
            ]
            events = [event.name for event in self._acts(name)]
            if len(holding) == 1 and events:
                found.append(
                    lambda name=name, events=events: (  # type: ignore[misc]
                        f"{dice.pick(('every', 'some', 'no'))} x in {name} of self has x.{dice.pick(events)}"
                    )
                )
                found.append(lambda name=name: f"count({name} of self) >= {dice.number(1, 2)}")  # type: ignore[misc]
        return found[:4]

    def content(self) -> str:
        """What can be required: mostly an event, by somebody; or a value."""
        dice = self.dice
        duty = dice.pick(self.duties())
        other = dice.pick(self.duties())
        options = [duty.name, duty.name]
        if duty.parameter("by") is not None:
            options += [f"{duty.name}(by = {self.party()})", f"{duty.name}(by = {self.party()})"]
        if duty.parameter("to") is not None:
            options.append(f"{duty.name}(to = {self.party()})")
        if other.name != duty.name:
            options += [f"({duty.name} and {other.name})", f"({duty.name} or {other.name})"]
        for decl in self.fields("yes_no", "judgement"):
            if decl.name not in self.deemed:
                options.append(decl.name)
        for decl in self.fields("whole_number"):
            options.append(f"{decl.name} >= 2")
        return dice.pick(options)

    # ------------------------------------------------------------------------------------------ windows

    def amount(self, units: Sequence[str] = UNITS) -> str:
        if self.values and self.dice.chance(1, 10):
            return "term"
        unit = self.dice.pick(units)
        number = 1 if unit in ("weeks", "months") else self.dice.number(1, 6)
        clear = "clear " if self.dice.chance(1, 10) else ""
        return f"{number} {clear}{unit}"

    def anchor(self) -> str:
        opening = self.opening()
        acts = [event.name for event in self.acts()]
        return self.dice.pick([*([opening] * 2 if opening is not None else []), *acts])

    def forward(self) -> str:
        """A window counted forwards, with layers and suspension."""
        dice, anchor = self.dice, self.anchor()
        dates = [decl.name for decl in self.fields("date")]
        states = [s.name for s in self.words.states.values() if s.of in self.words.ancestors(self.kind)]
        match dice.number(0, 15):
            case 0 | 1 | 2:
                return f"within {self.amount()} of {anchor}"
            case 3:
                return f"within {self.amount()}"
            case 4:
                return f"no later than {self.amount()} after {anchor}"
            case 5:
                return f"same day as {anchor}"
            case 6:
                return (
                    f"from {dice.number(1, 3)} to {dice.number(4, 7)} {dice.pick(('days', 'workdays'))} after {anchor}"
                )
            case 7:
                return f"not before {self.amount(('days', 'workdays'))} after {anchor}"
            case 8 if dates:
                return f"by {dice.pick(dates)}"
            case 9:
                return f"by {dice.pick(('31 March', '29 February', '10 October', '31 January'))}"
            case 10 | 11 if states:
                length = self.amount(("days", "workdays", "weeks"))
                return f"within {length} of {anchor}, not counting days while {dice.pick(states)}"
            case 12:
                return f"within {self.amount()} of {anchor}, or {self.amount()} if {self.condition()}"
            case 13:
                more = f"{dice.number(1, 4)} further {dice.pick(('days', 'workdays'))}"
                layer = f", or {self.amount()} if {self.atom()}" if dice.usual(1, 2) else ""
                return f"within {self.amount()} of {anchor}{layer}, and {more} if {self.atom()}"
            case 14:
                which = dice.pick(("earlier", "later"))
                return f"the {which} of within {self.amount()} of {anchor} and within 3 days of {self.anchor()}"
            case _:
                return f"after {anchor}"

    def modifiers(self, *, when: bool = True) -> str:
        found = ""
        if when and self.dice.chance(2, 5):
            found += f" when {self.condition()}"
        if self.dice.chance(2, 5):
            found += f" unless {self.condition()}"
        return found

    # ------------------------------------------------------------------------------------------ forms

    def add(self, text: str) -> str:
        """A clause with a label of its own."""
        label = f"c{self.number}"
        self.number += 1
        self.lines.append(f"{label}: {text}")
        self.labels.append((label, self.kind))
        return label

    def verb(self) -> str:
        return "requires" if self.dice.usual(3, 4) else "normally requires"

    def windowed(self) -> None:
        text = f"{self.kind} {self.verb()} {self.content()} {self.forward()}{self.modifiers()}"
        for _ in range(self.dice.pick((0, 0, 0, 1, 2))):
            duty = self.dice.pick(self.duties())
            text += f" otherwise {self.kind} requires {duty.name} within {self.amount(('workdays', 'days'))}"
        self.add(text)

    def free(self) -> None:
        if not self.words.life(self.kind).closes:
            self.windowed()
            return
        self.add(f"{self.kind} {self.verb()} {self.content()}{self.modifiers()}")

    def triggered(self) -> None:
        trigger = self.dice.pick(self.acts()).name
        window = self.dice.pick(
            (f"within {self.amount()}", f"within {self.amount()} of {trigger}", f"same day as {trigger}")
        )
        duty = self.dice.pick(self.duties()).name
        self.add(f"{self.kind} {self.verb()} {duty} {window} upon {trigger}{self.modifiers()}")

    def precondition(self) -> None:
        act = self.dice.pick(self.acts()).name
        length = self.amount(("days", "workdays", "weeks"))
        window = self.dice.pick(
            (f"before {act}", f"at least {length} before {act}", f"in the last {length} before {act}", f"at {act}")
        )
        content = self.dice.pick(self.duties()).name if window.startswith("in the last") else self.content()
        self.add(f"{self.kind} {self.verb()} {content} {window}{self.modifiers()}")

    def chain(self) -> None:
        steps = [event.name for event in self.duties()]
        if len(steps) >= 2:
            second = f"{steps[1]} if {self.atom()}" if self.dice.chance(1, 2) else steps[1]
            end = self.dice.pick(self.acts()).name
            self.add(f"{self.kind} requires {', '.join([steps[0], second, *steps[2:3]])} in order before {end}")

    def promptly(self) -> None:
        duty = self.dice.pick(self.duties()).name
        self.add(f"{self.kind} requires {duty} promptly after {self.anchor()}{self.modifiers()}")

    def always(self) -> None:
        decls = [d.name for d in self.fields("yes_no", "judgement") if d.name not in self.deemed]
        if decls:
            name = self.dice.pick(decls)
            self.add(f"{self.kind} {self.verb()} {name} at all times{self.modifiers()}")

    def forbidding(self) -> str:
        act = self.dice.pick(self.acts())
        event = f"{act.name}(by = {self.party()})" if act.parameter("by") and self.dice.chance(1, 3) else act.name
        until = self.dice.pick([e.name for e in self.duties()])
        states = [s.name for s in self.words.states.values() if s.of in self.words.ancestors(self.kind)]
        length = self.amount(("days", "workdays"))
        extents = ["", f" until {until}", f" before {until}", f" within {length} of {self.anchor()}",
                   f" earlier than {length} after {until}", f" later than {length} after {until}"]  # fmt: skip
        if states:
            extents += [f" while {self.dice.pick(states)}"] * 2
        verb = "forbids" if self.dice.usual(3, 4) else "normally forbids"
        return self.add(f"{self.kind} {verb} {event}{self.dice.pick(extents)}{self.modifiers()}")

    def permission(self) -> None:
        label = self.forbidding()
        act = self.lines[-1].split("forbids ")[1].split()[0].split("(")[0]
        self.add(f"{self.kind} permits {act} despite {label} when {self.condition()}")

    def power(self) -> None:
        act = self.dice.pick(self.acts())
        if self.dice.usual(2, 3) and act.parameter("by") and (self.kind, act.name) not in self.powers:
            self.powers.add((self.kind, act.name))
            self.add(f"{self.kind} permits {act.name} only by {self.party()}{self.modifiers()}")
        else:
            self.add(f"{self.kind} permits {act.name} only when {self.condition()}{self.modifiers()}")

    def duty_and_power(self) -> None:
        duty = self.dice.pick(self.duties())
        if duty.parameter("by") and (self.kind, duty.name) not in self.powers:
            self.powers.add((self.kind, duty.name))
            self.add(f"{self.kind} requires {duty.name} only by {self.party()} within {self.amount()}")

    def frequency(self) -> None:
        act = self.dice.pick(self.acts())
        bound = self.dice.pick(("at most 1", "at least 1", "at most 2", "at least 2", "exactly 1", "1 to 2"))
        span = self.dice.pick(
            ("per month", "per week", "per quarter", "per year", "in any 7 days", "in any 1 month", "per record")
        )
        if span.startswith("in any"):
            bound = self.dice.pick(("at most 1", "at most 2"))
        key = " for each by" if act.parameter("by") and span != "per record" and self.dice.chance(1, 3) else ""
        when = f" when {self.condition()}" if self.dice.chance(1, 3) else ""
        self.add(f"{self.kind} {self.verb()} {bound} {act.name} {span}{key}{when}")

    def for_each(self) -> None:
        sets = [decl.name for decl in self.fields("party", many=True)]
        duties = [event.name for event in self.duties() if event.parameter("by")]
        if sets and duties:
            name = self.dice.pick(sets)
            text = (
                f"{self.kind} requires {self.dice.pick(duties)}(by = member) {self.forward()} for each member in {name}"
            )
            self.add(text + (f" when {self.condition()}" if self.dice.chance(1, 3) else ""))

    def substitutions(self) -> None:
        """A chain of substitutes: each role stands in for the one before it."""
        roles = [
            name
            for name, decl in self.words.roles.items()
            if not decl.union and not decl.parents and decl.from_field is None
        ]
        states = [s.name for s in self.words.states.values() if s.of == "party"]
        if len(roles) < 2 or not states:
            return
        state = states[0]
        for above, below in list(pairwise(roles))[: self.dice.number(1, 3)]:
            more = f", then {roles[-1]}" if self.dice.chance(1, 4) and roles[-1] not in (above, below) else ""
            self.add(f"{below}{more} acts for {above} while {state}({above})")

    def authorisation(self) -> None:
        roles = self.roles()
        acts = [event.name for event in self.duties() if event.parameter("by")]
        if len(roles) >= 2 and acts:
            condition = self.dice.pick([d.name for d in self.fields("yes_no")] or [self._acts(self.kind)[0].name])
            if condition not in self.deemed:
                self.add(f"{roles[-1]} may act for {roles[0]} in {self.kind}.{self.dice.pick(acts)} when {condition}")

    def deeming(self) -> None:
        """A duty, and what its lapse or an event is deemed to mean."""
        free = [d.name for d in self.fields("yes_no") if d.name not in self.deemed and not self._read(d.name)]
        if not free:
            return
        name = self.dice.pick(free)
        self.deemed.add(name)
        duty = self.dice.pick(self.duties()).name
        label = self.add(f"{self.kind} requires {duty} within {self.amount(('workdays', 'days'))} of {self.anchor()}")
        when = self.dice.pick((f"{label} lapsed", self.dice.pick(self._acts(self.kind)).name, f"{label} broken"))
        self.add(f"{self.kind} deems {name} = {self.dice.pick(('yes', 'no'))} when {when}")
        self.deemed.discard(name)
        self.add(f"{self.kind} requires {self.dice.pick(self.duties()).name} within {self.amount()} when {name}")
        self.deemed.add(name)

    def _read(self, name: str) -> bool:
        return any(name in line.replace("(", " ").replace(")", " ").split() for line in self.lines)

    def consequence(self) -> None:
        duty, other = self.dice.pick(self.duties()).name, self.dice.pick(self.duties()).name
        label = self.add(f"{self.kind} requires {duty} within {self.amount(('workdays', 'days'))} of {self.anchor()}")
        self.add(
            f"{self.kind} requires {other} within {self.amount()} upon {label} {self.dice.pick(('lapses', 'breaks'))}"
        )

    def overriding(self) -> None:
        duty = self.dice.pick(self.duties()).name
        general = self.add(f"{self.kind} requires {duty} within {self.amount()} of {self.anchor()}")
        self.add(f"{self.kind} requires {duty} within {self.amount()} when {self.condition()} overrides {general}")

    FORMS = (
        windowed, windowed, precondition, forbidding, power, frequency, free, triggered, substitutions, permission,
        deeming, for_each, chain, always, overriding, consequence, duty_and_power, promptly, authorisation, windowed,
    )  # fmt: skip

    def clause(self) -> None:
        """One clause, or a few that belong together, of some form on some kind."""
        self.kind = self.dice.pick(subjects_of(self.words))
        self.dice.pick(self.FORMS)(self)
