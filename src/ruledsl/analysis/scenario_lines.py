"""What scenario files say at a glance: their headings and `expect` lines, read line by line without the parser, for
rules that need no more and should cost no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define, field

from ruledsl.norms.model import Norm, Ruleset
from ruledsl.source import Source, Span, span_of

_HEADING: Final = re.compile(r'^[ \t]*scenario[ \t]+("(?:[^"\\\n]|\\.)*")', re.MULTILINE)
_EXPECT: Final = re.compile(r"^[ \t]*expect[ \t]+(?P<rest>[^\n]*)", re.MULTILINE)
_STRING: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"?')
_VERDICT: Final = re.compile(r"\b(satisfied|violated|pending|excused|undetermined|not_applicable|used)\b")
_AS_OF: Final = re.compile(r"^[ \t]*as[ \t]+of[ \t]+(?P<day>\d{4}-\d\d-\d\d)", re.MULTILINE)


@define
class ScenarioText:
    """A scenario: its title, and its `expect` lines as (ids as written, verdict or None)."""

    title: str
    span: Span
    expects: list[tuple[tuple[str, ...], str | None]] = field(factory=list)
    days: list[tuple[str, Span]] = field(factory=list)


def scenarios_in(source: Source) -> list[ScenarioText]:
    """The scenarios of a file in their order."""
    heads = list(_HEADING.finditer(source.text))
    found = []
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(source.text)
        each = ScenarioText(head[1][1:-1], span_of(source, head.start(1), head.end(1)))
        each.expects = [_expectation(match["rest"]) for match in _EXPECT.finditer(source.text, head.end(), end)]
        each.days = [
            (match["day"], span_of(source, match.start("day"), match.end("day")))
            for match in _AS_OF.finditer(source.text, head.end(), end)
        ]
        found.append(each)
    return found


def _expectation(text: str) -> tuple[tuple[str, ...], str | None]:
    bare = _STRING.sub("", text.partition("--")[0])
    verdict = _VERDICT.search(bare)
    if verdict is None:
        return (), None
    words = re.sub(r"(?<![\w.:])article\s+", "article:", re.sub(r"^only\s+", "", bare[: verdict.start()]))
    return tuple(word for word in re.split(r"[\s,]+", words) if word), verdict[1]


def expected_verdicts(sources: Iterable[Source], ruleset: Ruleset) -> dict[str, set[str]]:
    """For each norm's id, the verdicts that some scenario expects of it."""
    short = dict(_short_names(ruleset.norms))
    found: dict[str, set[str]] = {}
    for source in sources:
        for scenario in scenarios_in(source):
            for ids, verdict in scenario.expects:
                for id in ids:
                    for norm in short.get(id, ()):
                        found.setdefault(norm, set()).add(verdict or "")
    return found


def _short_names(norms: Iterable[Norm]) -> Iterator[tuple[str, list[str]]]:
    """Every way of writing a norm's id, and which norms it stands for."""
    names: dict[str, list[str]] = {}
    for norm in norms:
        chain = norm.chain[0] if norm.chain is not None else ""
        for name in (
            norm.id,
            norm.local_id,
            norm.label,
            f"article:{norm.article}",
            chain,
            chain.partition(":")[2],
            chain.rpartition(".")[2],
        ):
            if name:
                names.setdefault(name, []).append(norm.id)
    yield from names.items()
