"""Values and expectations written out as the scenario language spells them.

Handed a value, a parameter's value or an expectation, it hands on one line of text; what it writes reads back as the
same, where the language can say it (a record's name may be more than a word in JSON).
"""

from __future__ import annotations

from fractions import Fraction

from ruledsl.world.given import date_text, duration_text, number_text
from ruledsl.world.scenario import Argument, Expectation
from ruledsl.world.values import Day, Doer, Duration, Nothing, Ref, Symbol, Value


def value_text(value: Value) -> str:
    """A value: `yes`, `3`, `"text"`, `2022-03-28`, `5 workdays`, `m1`, `none`, `(a, b)`."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | Fraction():
            return number_text(value)
        case str():
            return text_literal(value)
        case Day(ordinal=ordinal):
            return date_text(ordinal)
        case Duration():
            return duration_text(value)
        case Symbol(name=name) | Ref(name=name):
            return name
        case Nothing():
            return "none"
        case frozenset():
            return "(" + ", ".join(sorted(value_text(member) for member in value)) + ")"


def text_literal(text: str) -> str:
    """A text in quotes; quotes and backslashes in it are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def doer_text(doer: Doer) -> str:
    """`li` or `li as vice_mayor`."""
    return doer.party if doer.capacity is None else f"{doer.party} as {doer.capacity}"


def argument_text(value: Argument) -> str:
    """A parameter's value; several doers in brackets."""
    if not isinstance(value, tuple):
        return value_text(value)
    texts = [doer_text(doer) for doer in value]
    return texts[0] if len(texts) == 1 else "(" + ", ".join(texts) + ")"


def event_text(event: str, arguments: dict[str, Argument]) -> str:
    """`held` or `filed(to = general_office, by = li)`."""
    if not arguments:
        return event
    return event + "(" + ", ".join(f"{name} = {argument_text(value)}" for name, value in arguments.items()) + ")"


def expectation_text(expectation: Expectation) -> str:
    """An expectation as a line of the language."""
    norms = ", ".join(expectation.norms)
    match expectation.form:
        case "verdict":
            words = [norms, expectation.verdict or ""]
        case "only":
            words = ["only", norms, expectation.verdict or ""]
        case "no_breach":
            words = ["no breach"]
        case "no_deviation":
            words = ["no deviation"]
        case "used":
            words = [norms, "used"]
        case "may" | "may_not":
            may = "may" if expectation.form == "may" else "may not"
            event = event_text(expectation.event or "", dict(expectation.event_arguments))
            words = [expectation.party or "", may, event]
        case "value":
            value = "" if expectation.value is None else value_text(expectation.value)
            field = f"{expectation.field_path} of {', '.join(expectation.address)}"
            return " ".join(["expect", field, expectation.comparator or "=", value, *_when(expectation)])
        case _:
            raise ValueError(f"no expectation has the form {expectation.form!r}")
    words.extend(expectation.marks)
    if len(expectation.address) == 1:
        words.append(f"for {expectation.address[0]}")
    elif expectation.address:
        words.append("for (" + ", ".join(expectation.address) + ")")
    return " ".join(["expect", *words, *_when(expectation)])


def _when(expectation: Expectation) -> list[str]:
    """The marks that say of which instance."""
    words = []
    if expectation.period is not None:
        words.append(f"in {expectation.period}")
    if expectation.on is not None:
        words.append(f"on {date_text(expectation.on)}")
    if expectation.number is not None:
        words.append(f"#{expectation.number}")
    if expectation.due is not None:
        words.append(f"due {date_text(expectation.due)}")
    if expectation.missing is not None:
        words.append(f"missing {expectation.missing}")
    return words
