"""RD635: a clause that rests on a value nobody has set, and does not say why."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import ValueName
from ruledsl.norms.model import Amount, Frequency, Norm
from ruledsl.norms.walking import parts_in


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    unset = {name for name, value in unit.ruleset.values.items() if value.value is None}
    for norm in unit.norms if unset else ():
        if norm.note or norm.reading:
            continue
        for name in sorted(set(_values(norm)) & unset):
            yield Finding(
                f"this rests on '{name}', which is not set, and no note says who sets it",
                unit.head(norm),
                "give the value (`value NAME : TYPE = …`), or say in a `note` or `reading` why it is left open",
            )


def _values(norm: Norm) -> Iterator[str]:
    for part in parts_in(norm):
        match part:
            case ValueName(name=name):
                yield name
            case Amount(n=n, duration_name=duration):
                yield from (each for each in (n, duration) if isinstance(each, str))
            case Frequency(at_least=least, at_most=most, period=period):
                yield from (each for each in (least, most, period) if isinstance(each, str))
            case _:
                pass


RULE = Rule(
    "RD635",
    "open-value-without-note",
    INFO,
    "A clause uses a named value that is not set, and has neither a note nor a reading.",
    "Until it is set its verdicts are undetermined; a reader must know whether the source leaves it open or the writer "
    "forgot it.",
    'value reply_term : duration "term of reply" / "答复期限"\n'
    "reply: request requires answered within reply_term of submitted\n",
    'value reply_term : duration "term of reply" / "答复期限"\n'
    "reply: request requires answered within reply_term of submitted\n"
    '    reading "the source names no term: the mayor sets it each year"\n',
    find,
)
