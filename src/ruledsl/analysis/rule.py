"""What a lint rule is: its doc as data, and a function from a `Unit` to findings. A rule's file makes one `Rule`
called RULE; the command line, the pages of the documentation and the tests are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import field, frozen

from ruledsl.diagnostics import Fix, Severity
from ruledsl.source import Span

if TYPE_CHECKING:
    from ruledsl.analysis.unit import Unit

ERROR: Final = Severity.ERROR
WARNING: Final = Severity.WARNING
INFO: Final = Severity.INFO


class Group(StrEnum):
    """What a rule is about; the third character of its code says the same."""

    TEXT = "text"
    NAMES = "names and types"
    TIME = "time"
    NORMS = "norms"
    PARTIES = "parties"
    COVERAGE = "coverage"
    STYLE = "style"
    CONDITIONS = "conditions"
    CONTRADICTIONS = "contradictions"
    SUPPRESSIONS = "suppressions"


PREFIXES: Final[Mapping[str, Group]] = {
    "RD60": Group.TEXT,
    "RD61": Group.NAMES,
    "RD62": Group.TIME,
    "RD63": Group.NORMS,
    "RD64": Group.PARTIES,
    "RD65": Group.COVERAGE,
    "RD66": Group.STYLE,
    "RD67": Group.CONDITIONS,
    "RD68": Group.CONTRADICTIONS,
    "RD69": Group.SUPPRESSIONS,
}
"""The groups by the beginning of their codes. RD7xx to RD9xx are kept for later groups."""


class Needs(StrEnum):
    """What must have been understood before a rule can say anything: the characters, the declarations, the norms."""

    TEXT = "text"
    WORDS = "words"
    NORMS = "norms"


@frozen
class Finding:
    """What a rule found: the message, where, the likely remedy, a fix (`unsafe` if it may change a meaning), other
    places."""

    message: str
    span: Span
    help: str = ""
    fix: Fix | None = None
    related: tuple[tuple[str, Span], ...] = ()


Finder: TypeAlias = "Callable[[Unit], Iterator[Finding]]"


@frozen
class Rule:
    """A lint rule.

    `what` is one sentence that says what is found, `why` what is bad about it; both end with a full stop. `avoid`
    and `prefer` are rule texts (see `ruledsl.analysis.examples`) of which the first is found and the second is not.
    `options` are what `[tool.ruledsl.rules.CODE]` may set, with their defaults; `configuration` explains them.
    `fixable`: its findings may bring a fix that changes no norm; `unsafely_fixable`: one that may.
    """

    code: str
    slug: str
    severity: Severity
    what: str
    why: str
    avoid: str
    prefer: str
    find: Finder = field(repr=False)
    needs: Needs = Needs.NORMS
    configuration: str = ""
    options: Mapping[str, Any] = field(factory=dict)
    fixable: bool = False
    unsafely_fixable: bool = False
    default: bool = True

    @property
    def group(self) -> Group:
        return PREFIXES[self.code[:4]]
