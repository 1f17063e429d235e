"""What an unknown name was meant for, where spelling alone does not tell. Handed the name and the vocabulary, these
functions hand on help: the name whose English or Chinese label it is, the kind that does have such an event or field,
the language's word for what other languages call otherwise.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from ruledsl.world.vocabulary import Label, Vocabulary

OTHER_VALUES: Final = {
    "true": "yes", "false": "no", "是": "yes", "否": "no", "对": "yes", "真": "yes", "假": "no", "有": "yes",
    "y": "yes", "n": "no", "null": "none", "nil": "none", "nobody": "none", "无": "none", "空": "none",
}  # fmt: skip
"""Words for values, by what other languages and people call them."""

OTHER_TYPES: Final = {
    "bool": "yes/no", "boolean": "yes/no", "是否": "yes/no", "string": "text", "str": "text", "文本": "text",
    "文字": "text", "字符串": "text", "integer": "whole number", "int": "whole number", "整数": "whole number",
    "count": "whole number", "float": "decimal", "double": "decimal", "money": "decimal", "小数": "decimal",
    "金额": "decimal", "datetime": "date", "day": "date", "time": "date", "日期": "date", "时间": "date",
    "时长": "duration", "期限": "duration", "人": "person", "人员": "person", "单位": "office", "机构": "office",
    "list": "set of party", "set": "set of party", "判断": "judgement", "judgment": "judgement",
}  # fmt: skip
"""Types, by what other languages and people call them."""


def by_label(text: str, vocabulary: Vocabulary, among: Container[str] | None = None) -> str:
    """Help: the declared name whose label is `text`; nothing if there is none, or not just one."""
    folded = _folded(text)
    found = {
        name
        for name, label in _labels(vocabulary)
        if name != text and folded in (_folded(label.en), _folded(label.zh)) and (among is None or name in among)
    }
    if len(found) != 1:
        return ""
    (name,) = found
    return f"write '{name}': that is the name, '{text}' its label" if _folded(name) != folded else ""


def elsewhere(name: str, vocabulary: Vocabulary) -> str:
    """Help: which kinds do have an event or field of that name."""
    events = [kind for kind, decl in vocabulary.kinds.items() if any(e.name == name for e in decl.events)]
    fields = [kind for kind, decl in vocabulary.kinds.items() if any(f.name == name for f in decl.fields)]
    for what, kinds in (("an event", events), ("a field", fields)):
        if kinds:
            return f"'{name}' is {what} of {', '.join(kinds[:3])}{', …' if len(kinds) > 3 else ''}"
    return ""


def other_value(name: str) -> str:
    """Help: the language's word for a value."""
    return f"write '{OTHER_VALUES[name.casefold()]}'" if name.casefold() in OTHER_VALUES else ""


def _labels(vocabulary: Vocabulary) -> Iterator[tuple[str, Label]]:
    yield from ((name, kind.label) for name, kind in vocabulary.kinds.items())
    yield from ((name, role.label) for name, role in vocabulary.roles.items())
    yield from ((name, office.label) for name, office in vocabulary.offices.items())
    yield from ((name, state.label) for name, state in vocabulary.states.items())
    for kind in vocabulary.kinds.values():
        yield from ((field.name, field.label) for field in kind.fields)
        yield from ((event.name, event.label) for event in kind.events)
    for listed in vocabulary.lists.values():
        yield from listed.symbols.items()


def _folded(text: str) -> str:
    return text.casefold().replace("_", "").replace(" ", "")
