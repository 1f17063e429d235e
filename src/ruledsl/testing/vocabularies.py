"""Small vocabularies of an office: roles with narrower and joint ones, offices, states, one to three kinds of records.

Handed nothing, it hands on the strategy of vocabularies, and (`vocabulary_text`) any compiled vocabulary as text.
"""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.vocabulary_compiler import EmptyShelf, compile_vocabulary
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.testing.dice import Dice
from ruledsl.testing.written import WrittenVocabulary
from ruledsl.world.value_writing import text_literal, value_text
from ruledsl.world.vocabulary import EventPath, FieldDecl, KindDecl, Label, Parameter, Type, Vocabulary

BUILT_IN = frozenset({"party", "person", "role", "office"})

KINDS = ("file", "request", "report", "文件", "plan")
CHILDREN = ("part", "cosign", "材料")
OPENINGS = ("opened", "submitted", "received", "收到", "begun")
CLOSINGS = ("closed", "answered", "issued", "办结", "ended")
ACTS = ("signed", "reviewed", "sent", "noted", "published", "asked", "送审", "returned", "copied", "revised")
ROLES = ("chief", "deputy", "secretary", "clerk", "主任")
OFFICES = ("registry", "archive", "财务科")
PARAMETERS = (("by",), ("by", "to"), (), ("by",), ("by", "to"))
FIELDS = (
    ("public", "yes/no"), ("pages", "whole number"), ("owner", "party"), ("grave", "judgement"), ("deadline", "date"),
    ("flag", "yes/no default no"), ("team", "set of party"), ("urgent", "judgement default no"), ("cost", "decimal"),
    ("readers", "set of party default ()"), ("topic", "text"), ("加急", "yes/no"),
)  # fmt: skip


def vocabularies() -> st.SearchStrategy[WrittenVocabulary]:
    """Vocabularies of one to three kinds of records that open, close and can become void, with fields of every type,
    events with and without doers, states of parties, of records and between events, and a chain of roles.

    Each compiles without a diagnostic and prints as the text that it was compiled from.
    """
    return _vocabularies()


@st.composite
def _vocabularies(draw: st.DrawFn) -> WrittenVocabulary:
    return compiled("drawn_words", "".join(f"{line}\n" for line in _lines(Dice(draw))))


def compiled(name: str, text: str) -> WrittenVocabulary:
    """The vocabulary of a text. Raises AssertionError with the diagnostics if there are any."""
    diagnostics = Diagnostics()
    file = parse(Source("<drawn>", text), diagnostics)
    vocabulary = compile_vocabulary([file], EmptyShelf(), diagnostics)
    assert not list(diagnostics), "\n".join(f"{each.code} {each.message}" for each in diagnostics) + f"\n{text}"
    return WrittenVocabulary(name, text, vocabulary)


def _lines(dice: Dice) -> list[str]:
    roles = list(ROLES[: dice.number(2, len(ROLES))])
    rows = [f"    role {name}" for name in roles]
    if dice.usual(2, 3):
        rows.append(f"    role senior_deputy is {roles[1]}")
    if dice.usual(1, 2):
        rows.append(f"    role leader = {roles[0]} or {roles[1]}" + (' "leader" / "领导"' if dice.chance(1, 2) else ""))
    rows += [f"    office {name}" for name in OFFICES[: dice.number(1, 3)]]
    bureaus = dice.chance(1, 3)
    if bureaus:
        rows += ["    kind bureau is office", "        head : person", "    office finance is bureau"]
        rows += ["    role bureau_head = head of bureau"] if dice.usual(1, 2) else []
    if dice.usual(1, 2):
        rows.append("    list level = ordinary, urgent_level, secret")
    levels = any("list level" in row for row in rows)
    rows += ["    state away of party"] + (["    state on_leave of party"] if dice.chance(1, 4) else [])
    for place in range(dice.number(1, 2)):
        rows += _kind(dice, place, bureaus, levels)
    first = next(row.split()[1] for row in rows if " opens " in row)
    if dice.usual(1, 2):
        rows += [f"    kind sub_{first} is {first}", "        remark : text"]
    if dice.usual(2, 3):
        rows += _child(dice, first)
    return ["vocabulary drawn_words", *rows]


def _kind(dice: Dice, place: int, bureaus: bool, levels: bool) -> list[str]:
    name = KINDS[place] if dice.usual(3, 4) else KINDS[place + 2]
    opening, closing = OPENINGS[dice.number(0, 4)], CLOSINGS[dice.number(0, 4)]
    life = f"opens {opening}" if dice.usual(5, 6) else "opens when created"
    life += f", closes {closing}" if dice.usual(7, 8) else ", closes never"
    void = dice.chance(1, 2)
    life += " or void by voided" if void else ""
    rows = [f"    kind {name} {life}" + (" horizon 1 year" if dice.chance(1, 8) else "")]
    fields = dice.some(FIELDS, 3, 8)
    rows += [f"        {field} : {type}" for field, type in fields]
    rows += ["        level : level default ordinary"] if levels and dice.usual(1, 2) else []
    rows += ["        unit : bureau"] if bureaus else []
    acts = dice.some(ACTS, 5, 8)
    rows += [f"        signer : by {acts[0]}"] if dice.usual(1, 2) else []
    rows += [f"        state {('paused', 'held_up')[place]}"] if dice.usual(2, 3) else []
    if dice.usual(1, 3):
        rows.append(f"        state {('at_work', 'in_hand')[place]} from {acts[1]} to {acts[2]}")
    events = [f"{opening}(by)", closing, *(["voided"] if void else []), f"{acts[0]}(by)"]
    events += [act + (f"({', '.join(given)})" if (given := dice.pick(PARAMETERS)) else "") for act in acts[1:]]
    return [*rows, "        event " + ", ".join(events)]


def _child(dice: Dice, parent: str) -> list[str]:
    """A kind whose records belong to one of another kind."""
    life = dice.pick(
        ("opens when created, closes never", "opens sent_out, closes never", "opens sent_out, closes done")
    )
    rows = [
        f"    kind {CHILDREN[dice.number(0, 2)]} {life}",
        f"        of_{parent} : {parent}",
        "        weight : whole number",
    ]
    return [*rows, "        event sent_out(by, to), checked(by), replied(by), done"]


# ------------------------------------------------------------------------------------------------ any vocabulary


def vocabulary_text(vocabulary: Vocabulary, name: str) -> str:
    """A compiled vocabulary as one section called `name`, whatever modules it came from; it compiles to the same
    declarations. Field defaults are written where they have a word."""
    rows = [f"vocabulary {name}"]
    for each in vocabulary.lists.values():
        rows.append(f"    list {each.name} = " + ", ".join(f"{s}{_label(s, la)}" for s, la in each.symbols.items()))
    for role in vocabulary.roles.values():
        rows.append(
            f"    role {role.name}{_role(role.parents, role.union, role.from_field)}{_label(role.name, role.label)}"
        )
    for kind in vocabulary.kinds.values():
        rows += _kind_lines(kind, vocabulary)
    for office in vocabulary.offices.values():
        of = "" if office.kind is None else f" is {office.kind}"
        rows.append(f"    office {office.name}{of}{_label(office.name, office.label)}")
    for state in vocabulary.states.values():
        span = ""
        if state.from_event is not None and state.to_event is not None:
            span = f" from {_path(state.from_event)} to {_path(state.to_event)}"
        rows.append(f"    state {state.name} of {state.of}{span}{_label(state.name, state.label)}")
    return "".join(f"{row}\n" for row in rows)


def _role(parents: Iterable[str], union: Iterable[str], from_field: tuple[str, str] | None) -> str:
    if from_field is not None:
        return f" = {from_field[0]} of {from_field[1]}"
    if tuple(union):
        return " = " + " or ".join(union)
    return " is " + " and ".join(parents) if tuple(parents) else ""


def _kind_lines(kind: KindDecl, vocabulary: Vocabulary) -> list[str]:
    if kind.name in BUILT_IN and not kind.fields and not kind.events:
        return []
    head = f"    kind {kind.name}"
    if kind.name not in BUILT_IN:
        head += (" is " + " and ".join(kind.parents) if kind.parents else "") + _label(kind.name, kind.label)
    if kind.declares_life:
        head += " opens when created" if kind.opens is None else f" opens {_path(kind.opens)}"
        head += ", closes " + (" or ".join(map(_path, kind.closes)) or "never")
        head += f" or void by {' or '.join(map(_path, kind.void_by))}" if kind.void_by else ""
        head += "" if kind.horizon is None else f" horizon {value_text(kind.horizon)}"
    rows = [head]
    rows += [f"        {_field(decl)}" for decl in kind.fields]
    for event in kind.events:
        given = ", ".join(_parameter(parameter) for parameter in event.parameters)
        rows.append(f"        event {event.name}{f'({given})' if given else ''}{_label(event.name, event.label)}")
    return rows


def _field(decl: FieldDecl) -> str:
    if decl.by_events:
        return f"{decl.name} : by {' or '.join(decl.by_events)}{_label(decl.name, decl.label)}"
    slot = "" if decl.parameter is None else f"({decl.parameter.name} : {_type(decl.parameter.type)})"
    default = _default(decl.default, decl.has_default)
    return f"{decl.name}{slot} : {_type(decl.type)}{default}{_label(decl.name, decl.label)}"


def _parameter(decl: Parameter) -> str:
    type = "" if decl.type == Type("party") else f" : {_type(decl.type)}"
    return f"{decl.name}{type}{_default(decl.default, decl.has_default)}"


def _default(value: object, given: bool) -> str:
    return f" default {value_text(value)}" if given and value is not None else ""  # type: ignore[arg-type]


def _type(type: Type) -> str:
    word = {"yes_no": "yes/no", "whole_number": "whole number"}.get(type.base, type.name or type.base)
    return f"set of {word}" if type.many else word


def _path(path: EventPath) -> str:
    return ".".join((*path.path, path.event))


def _label(name: str, label: Label) -> str:
    if label == Label(name, name):
        return ""
    return f" {text_literal(label.en)}" + ("" if label.zh == label.en else f" / {text_literal(label.zh)}")
