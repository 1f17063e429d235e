"""What a new ruleset may be called. Handed a name, this module hands on what is wrong with it, in a sentence that says
what would be right; handed a folder, the name that its own name suggests.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import Final

from ruledsl.norms.loader import VOCABULARIES, bundled_names
from ruledsl.syntax.words import NAME

LONGEST: Final = 40
"""Characters of a name: it stands in every path and every id."""

FALLBACK: Final = "office_rules"
"""The name where the folder's own suggests none."""

VOCABULARY: Final = "desk"
"""The vocabulary that the templates declare; its file stands beside the ruleset's, which has the ruleset's name."""

_NAME: Final = re.compile(NAME)
_ALIKE: Final = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts whose letters look alike: a name keeps to one of them."""


def name_fault(name: str) -> str:
    """What is wrong with a name, with what to write instead; empty if it will do."""
    if name == VOCABULARY:
        return f"'{name}' is the name of the vocabulary that is made too; give the ruleset another one"
    if name == VOCABULARIES:
        return f"a folder '{name}' holds vocabularies that several rulesets share; give the ruleset another name"
    if name in bundled_names():
        return f"'{name}' is the name of a bundled ruleset; give yours another one"
    if len(name) > LONGEST:
        return f"the name has {len(name)} characters; {LONGEST} are the most"
    if not _is_plain(name):
        near = _plain(name)
        hint = f"; for instance --name {near}" if near and not name_fault(near) else ""
        return (
            f"'{name}' cannot be a ruleset's name: a name is one word of small letters of any script, digits and '_', "
            f"and begins with a letter (office_rules, 办公室规则){hint}"
        )
    return ""


def name_for(folder: Path) -> str:
    """The name that a folder's own name suggests: `Our-Rules` suggests `our_rules`."""
    near = _plain(os.path.basename(os.path.abspath(folder)))
    return near if near and not name_fault(near) else FALLBACK


def _is_plain(name: str) -> bool:
    """Whether a name is one that neither the compiler nor the linter has anything against."""
    if _NAME.fullmatch(name) is None or unicodedata.normalize("NFKC", name) != name or name != name.lower():
        return False
    scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in name} & set(_ALIKE)
    return len(scripts) <= 1 and name == name.strip("_") and "__" not in name


def _plain(text: str) -> str:
    """The plain name nearest to a text; empty if there is none."""
    small = unicodedata.normalize("NFKC", text).lower()
    words = re.findall(NAME.replace(r"[^\W\d]", r"\w", 1), small)
    near = re.sub(r"_+", "_", "_".join(words)).strip("_")[:LONGEST].strip("_")
    return near if _is_plain(near) else ""
