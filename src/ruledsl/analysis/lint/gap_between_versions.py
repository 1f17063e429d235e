"""RD654: days on which no version of a clause is in force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, local
from ruledsl.civil_time.text import format_date
from ruledsl.norms.model import Norm


def find(unit: Unit) -> Iterator[Finding]:
    versions: dict[str, list[Norm]] = {}
    for norm in unit.norms:
        versions.setdefault(norm.id, []).append(norm)
    for id, norms in versions.items():
        ordered = sorted(norms, key=lambda norm: norm.first_day or 0)
        for earlier, later in pairwise(ordered):
            if earlier.last_day is None or later.first_day is None or later.first_day <= earlier.last_day + 1:
                continue
            first, last = format_date(earlier.last_day + 1), format_date(later.first_day - 1)
            days = first if first == last else f"{first} to {last}"
            yield Finding(
                f"no version of {local(id)} is in force on {days}",
                unit.head(later),
                "let one version end on the day before the next begins",
                related=(("the version before", earlier.span),),
            )


RULE = Rule(
    "RD654",
    "gap-between-versions",
    WARNING,
    "Between two versions of a clause there are days on which neither is in force.",
    "On those days nothing is asked; mostly one of the dates is wrong by a day.",
    """\
reply: request requires answered within 20 days of submitted
    in force from 2022-01-01 to 2022-12-31
reply: request requires answered within 15 days of submitted
    in force from 2023-01-02
""",
    """\
reply: request requires answered within 20 days of submitted
    in force from 2022-01-01 to 2022-12-31
reply: request requires answered within 15 days of submitted
    in force from 2023-01-01
""",
    find,
)
