"""Diagnostics: every error a user can cause, as data.

A `Diagnostic` has a stable code, a severity, a place, a message, help (the likely fix) and possibly a fix to
apply. Rooms collect them in a `Diagnostics` list and go on, so that one run reports all that is wrong; whoever
cannot go on raises `InputError` with the list. Printing is the business of `ruledsl.report`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from ruledsl.source import NOWHERE, Source, Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Fix:
    """Replace the characters of `span` by `text`. An `unsafe` one may change what the rules mean, or lose a text."""

    span: Span
    text: str
    unsafe: bool = False


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
        self._error_spans: set[Span] = set()
        self._looked_at = 0

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

    def has_error_at(self, span: Span) -> bool:
        """Whether an error was recorded of just these characters. To ask it of every line takes no longer than there
        are lines and errors."""
        if self._looked_at > len(self.items):
            self._error_spans.clear()
            self._looked_at = 0
        new = self.items[self._looked_at :]
        self._error_spans.update(each.span for each in new if each.severity is Severity.ERROR)
        self._looked_at = len(self.items)
        return span in self._error_spans

    def raise_if_errors(self) -> None:
        """Raise `InputError` if any error was recorded."""
        if self.errors:
            raise InputError(self)


class InputError(Exception):
    """The input is at fault. `diagnostics` says where and why; exit status 2 on the command line."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics
        first = diagnostics.errors[0] if diagnostics.errors else None
        super().__init__("" if first is None else f"{first.span.file}:{first.span.line}: {first.code} {first.message}")

    def __reduce__(self) -> tuple[type[InputError], tuple[Diagnostics]]:
        """As what it is made from, so that it comes out of another process too."""
        return type(self), (self.diagnostics,)


@frozen
class Code:
    """What a diagnostic code means, for the documentation. `title` is a short noun phrase."""

    code: str
    title: str
    explanation: str = field(default="")


_LONGEST_NAME: Final = 100
"""Characters of a name that others are compared with; what is longer is no misspelt name."""

_MOST_COMPARED: Final = 2_000_000
"""Characters of known names that may be compared while one input is read: then the errors go without suggestions, which
would take as long as there are errors times names."""

_compared: ContextVar[list[int] | None] = ContextVar("compared", default=None)


@contextmanager
def sparing_suggestions() -> Iterator[None]:
    """While one input is read, suggestions share one bound on the work that they take. Within another such block, its
    bound."""
    if _compared.get() is not None:
        yield
        return
    token = _compared.set([0])
    try:
        yield
    finally:
        _compared.reset(token)


def may_suggest() -> bool:
    """Whether it is worth gathering names for a suggestion: False once too many were compared for this input."""
    compared = _compared.get()
    return compared is None or compared[0] <= _MOST_COMPARED


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, if one is like it enough to have been meant."""
    if len(name) > _LONGEST_NAME or not may_suggest():
        return None
    names: list[str] = []
    left = _MOST_COMPARED
    for each in known:
        left -= len(each) + 1
        if left < 0:
            break
        if len(each) <= _LONGEST_NAME:
            names.append(each)
    compared = _compared.get()
    if compared is not None:
        compared[0] += _MOST_COMPARED - left
    matches = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Help text: the nearest name, or a few of the known ones, or nothing."""
    if not may_suggest():
        return ""
    names = sorted(set(known))
    match = nearest(name, names)
    if match is not None:
        return f"did you mean '{match}'?"
    if names and len(names) <= 8 and max(map(len, names)) <= _LONGEST_NAME:
        return "known here: " + ", ".join(names)
    return ""
