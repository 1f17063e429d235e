"""Findings: the errors of one scenario while it is being made, gathered to be handed on in the order of its text."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

from ruledsl.diagnostics import Diagnostic, Severity
from ruledsl.source import NOWHERE, Span
from ruledsl.world.given import Place

Report = Callable[[str, str, Place, str], None]
"""Records an error: code, message, place, help."""

ReportAgain = Callable[[str, str, Place, Place | None, str], None]
"""Records an error that has to do with an earlier line as well: code, message, place, the earlier place, help."""


@define
class Findings:
    """The errors so far."""

    items: list[Diagnostic] = field(factory=list)

    def report(self, code: str, message: str, place: Place, help: str = "") -> None:
        self.items.append(Diagnostic(code, message, place.span, help, Severity.ERROR, pointer=place.pointer))

    def report_again(self, code: str, message: str, place: Place, first: Place | None, help: str = "") -> None:
        """An error that has to do with an earlier line as well."""
        related: tuple[tuple[str, Span], ...] = ()
        if first is not None and first.span != NOWHERE:
            related = (("the first stands here", first.span),)
        self.items.append(
            Diagnostic(code, message, place.span, help, Severity.ERROR, related=related, pointer=place.pointer)
        )

    def count(self) -> int:
        return len(self.items)

    def in_order(self) -> list[Diagnostic]:
        """In the order of the text; those without a place as they were found."""
        return sorted(self.items, key=lambda d: (d.span.file, d.span.start))
