"""RD607: both labels in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.names import declarations
from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.texts import has_chinese
from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Fix
from ruledsl.norms.tree_reading import nodes_of, string_value, words_of

_SLASH: Final = re.compile(r"\s*[/／]\s*")


def find(unit: Unit) -> Iterator[Finding]:
    nodes = [each.line.node for each in declarations(unit) if each.line is not None]
    nodes += [line.node for line, _ in unit.lines if line.kind in ("ruleset_heading", "chapter", "article")]
    for node in nodes:
        for labels in nodes_of(node, "labels"):
            words = words_of(labels)
            if len(words) != 1:
                continue
            parts = _SLASH.split(string_value(words[0]))
            if len(parts) == 2 and not has_chinese(parts[0]) and has_chinese(parts[1]) and parts[0]:
                english, chinese = _SLASH.split(words[0].text[1:-1])
                yield Finding(
                    "this is one label with both names in it",
                    words[0].span,
                    f'write two texts, with a plain slash between them: "{parts[0]}" / "{parts[1]}"',
                    Fix(words[0].span, f'"{english}" / "{chinese}"'),
                )


RULE = Rule(
    "RD607",
    "labels-in-one-text",
    WARNING,
    "The English and the Chinese name stand in one text, with a slash inside it, plain or full-width.",
    "The sign only sets two labels apart where it stands between two texts; reports in both languages show both names.",
    'vocabulary own\n    role chair "chair" / "主席"\n    role clerk "clerk" / "书记员"\n'
    '    role speaker "speaker／议长"\n',
    'vocabulary own\n    role chair "chair" / "主席"\n    role clerk "clerk" / "书记员"\n'
    '    role speaker "speaker" / "议长"\n',
    find,
    Needs.WORDS,
    fixable=True,
)
