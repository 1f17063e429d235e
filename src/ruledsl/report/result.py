"""The result of checking: one scenario under one ruleset at one date, with its verdicts.

This is what every report form is handed, and what `ruledsl.Ruleset.evaluate` gives. It sorts and selects; it decides
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, overload

from attrs import field, frozen

from ruledsl.civil_time.units import Language
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import Scenario

ORDER: Final = (
    Status.VIOLATED,
    Status.UNDETERMINED,
    Status.PENDING,
    Status.EXCUSED,
    Status.SATISFIED,
    Status.NOT_APPLICABLE,
)
"""The verdicts in the order in which a report shows them."""


@frozen
class Report(Sequence[Verdict]):
    """Verdicts on `scenario` under `ruleset` at the end of the day `as_of` (an ordinal).

    A sequence of its verdicts, in the order of the ruleset's clauses; `report["51.filing"]` selects a clause's.
    """

    ruleset: Ruleset = field(repr=False)
    scenario: Scenario = field(repr=False)
    as_of: int
    verdicts: tuple[Verdict, ...] = field(repr=False)

    @property
    def date(self) -> date:
        """The evaluation date."""
        return date.fromordinal(self.as_of)

    @property
    def breaches(self) -> tuple[Verdict, ...]:
        """The strict clauses that are violated."""
        return tuple(v for v in self.verdicts if v.severity == "breach")

    @property
    def deviations(self) -> tuple[Verdict, ...]:
        """The defaults (`normally`) that are not followed."""
        return tuple(v for v in self.verdicts if v.severity == "deviation")

    @property
    def pending(self) -> tuple[Verdict, ...]:
        """What is still open, by due date; without one at the end."""
        found = self.of(Status.PENDING)
        return tuple(sorted(found, key=lambda v: (v.due is None, v.due or 0)))

    @property
    def undetermined(self) -> tuple[Verdict, ...]:
        """What the facts given do not decide."""
        return self.of(Status.UNDETERMINED)

    def of(self, status: Status | str) -> tuple[Verdict, ...]:
        """The verdicts of one status. Raises ValueError for a word that is none."""
        wanted = Status(status)
        return tuple(v for v in self.verdicts if v.status is wanted)

    @overload
    def __getitem__(self, key: int) -> Verdict: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Verdict, ...]: ...
    @overload
    def __getitem__(self, key: str) -> tuple[Verdict, ...]: ...
    def __getitem__(self, key: int | slice | str) -> Verdict | tuple[Verdict, ...]:
        """The verdicts of a clause by its id (`51.filing`, or with the ruleset's name), or one verdict by its
        number. Raises KeyError for an id that the ruleset does not have."""
        if not isinstance(key, str):
            return self.verdicts[key]
        full = key if ":" in key else f"{self.ruleset.name}:{key}"
        found = tuple(v for v in self.verdicts if v.norm == full)
        if not found and self.ruleset.norm(full) is None:
            raise KeyError(key)
        return found

    def __len__(self) -> int:
        return len(self.verdicts)

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def summary(self) -> dict[str, int]:
        """How many verdicts of each status, and how many of the violated are breaches and deviations."""
        counts = {status.value: len(self.of(status)) for status in ORDER}
        return {**counts, "breaches": len(self.breaches), "deviations": len(self.deviations)}

    def never_applied(self) -> tuple[str, ...]:
        """The ids of the clauses that were not applicable throughout, in the ruleset's order."""
        applied = {v.norm for v in self.verdicts if v.status is not Status.NOT_APPLICABLE}
        return tuple(dict.fromkeys(norm.id for norm in self.ruleset.norms if norm.breakable and norm.id not in applied))

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-able data, schema `ruledsl/report/1`."""
        from ruledsl.report.json_report import report_data

        return report_data(self)

    def text(self, lang: Language = "en", *, columns: int = 100, everything: bool = False) -> str:
        """The report as plain text in English (`en`) or Chinese (`zh`), `columns` character cells wide.

        With `everything`, satisfied and not applicable clauses are listed too.
        """
        from ruledsl.report.check_text import render
        from ruledsl.report.layout import Page

        return render(self, Page(columns, False, lang), everything=everything)
