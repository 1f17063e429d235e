"""Diagnostics: every error a user can cause, as data.

A `Diagnostic` has a stable code, a severity, a place, a message, help (the likely fix) and possibly a fix to
apply. Rooms collect them in a `Diagnostics` list and go on, so that one run reports all that is wrong; whoever
cannot go on raises `InputError` with the list. Printing is the business of `ruledsl.report`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import field, frozen

from ruledsl.source import NOWHERE, Source, Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Fix:
    """Replace the characters of `span` by `text`."""

    span: Span
    text: str


@frozen
class Diagnostic:
    """One finding. `code` is a key of `ruledsl.codes.CODES`; `pointer` is a JSON path where the input is JSON."""

    code: str
    message: str
    span: Span = NOWHERE
    help: str = ""
    severity: Severity = Severity.ERROR
    fix: Fix | None = None
    related: tuple[tuple[str, Span], ...] = ()
    pointer: str = ""


class Diagnostics:
    """A growing list of diagnostics and the sources they point into."""

    def __init__(self) -> None:
        self.items: list[Diagnostic] = []
        self.sources: dict[str, Source] = {}

    def add_source(self, source: Source) -> Source:
        self.sources[source.name] = source
        return source

    def error(
        self,
        code: str,
        message: str,
        span: Span = NOWHERE,
        help: str = "",
        *,
        pointer: str = "",
        related: tuple[tuple[str, Span], ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Record an error; the caller goes on."""
        self.items.append(Diagnostic(code, message, span, help, Severity.ERROR, fix, related, pointer))

    def warning(self, code: str, message: str, span: Span = NOWHERE, help: str = "") -> None:
        self.items.append(Diagnostic(code, message, span, help, Severity.WARNING))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def errors(self) -> list[Diagnostic]:
        return [d for d in self.items if d.severity is Severity.ERROR]

    def raise_if_errors(self) -> None:
        """Raise `InputError` if any error was recorded."""
        if self.errors:
            raise InputError(self)


class InputError(Exception):
    """The input is at fault. `diagnostics` says where and why; exit status 2 on the command line."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics
        first = diagnostics.errors[0] if diagnostics.errors else None
        super().__init__(
            "" if first is None else f"{first.span.file}:{first.span.line}: {first.code} {first.message}"
        )


@frozen
class Code:
    """What a diagnostic code means, for the documentation. `title` is a short noun phrase."""

    code: str
    title: str
    explanation: str = field(default="")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, if one is like it enough to have been meant."""
    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Help text: the nearest name, or a few of the known ones, or nothing."""
    names = sorted(set(known))
    match = nearest(name, names)
    if match is not None:
        return f"did you mean '{match}'?"
    if names and len(names) <= 8:
        return "known here: " + ", ".join(names)
    return ""
