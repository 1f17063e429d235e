"""Finding files of rules and scenarios under folders, and the ruleset that each scenario belongs to.

A scenario belongs to the `.rules` file of its own name beside it, if that declares a ruleset, else to the nearest
folder, its own or one above it, that holds a ruleset.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.loader import lies_inside
from ruledsl.source import Span, bounded_bytes

SCENARIO_SUFFIX: Final = ".scenario"
RULES_SUFFIX: Final = ".rules"

_HEADING: Final = re.compile(rb"^[ \t\xef\xbb\xbf]*ruleset[ \t]+[\w\x80-\xff]", re.MULTILINE)
_VOCABULARY: Final = re.compile(_HEADING.pattern.replace(b"ruleset", b"vocabulary"), re.MULTILINE)


def scenario_files(paths: Iterable[str], diagnostics: Diagnostics) -> list[Path]:
    """The scenario files that the paths name, folders searched through, each file once and in order of name.

    A file that is named itself need not end in `.scenario`. A path that is not there is a fault (RD001).
    """
    return _files(paths, (SCENARIO_SUFFIX,), diagnostics, "give a folder of scenarios")


def language_files(paths: Iterable[str], diagnostics: Diagnostics) -> list[Path]:
    """The files of rules and scenarios that the paths name, as `scenario_files` finds them."""
    return _files(paths, (RULES_SUFFIX, SCENARIO_SUFFIX), diagnostics, "give a file or folder of rules or scenarios")


def _files(paths: Iterable[str], suffixes: tuple[str, ...], diagnostics: Diagnostics, help: str) -> list[Path]:
    found: dict[Path, None] = {}
    for text in paths:
        path = Path(text)
        if path.is_dir():
            for each in _files_under(path, suffixes):
                if lies_inside(each, path):
                    found[each] = None
                else:
                    at = Span(str(each), 0, 0, 0, 0)
                    diagnostics.error("RD205", f"'{each}' is a link that leads out of its folder", at, "name it itself")
        elif path.exists():
            found[path] = None
        else:
            diagnostics.error("RD001", f"there is no file or folder '{text}'", Span(text, 0, 0, 0, 0), help)
    return list(found)


def ruleset_of(scenario: Path, diagnostics: Diagnostics) -> Path | None:
    """The ruleset's folder or file; None, recorded (RD010), if there is none. The search upwards ends with the root of
    the repository: what lies around a checkout is none of its own."""
    beside = scenario.with_suffix(RULES_SUFFIX)
    if beside.is_file() and _declares_ruleset(beside):
        return beside
    here = Path(os.path.abspath(scenario)).parent
    for folder in (here, *here.parents):
        if _holds_ruleset(folder):
            return _as_given(folder, scenario)
        if (folder / ".git").exists():
            break
    diagnostics.error(
        "RD010",
        "no ruleset is found for this scenario",
        Span(str(scenario), 0, 0, 0, 0),
        _without_heading(here)
        or "put it in the folder of its ruleset (or below), or beside a .rules file of the same name",
    )
    return None


def _without_heading(folder: Path) -> str:
    """Help: the files of rules in a folder that could hold a ruleset, had one its heading. Those that open with nothing
    are likelier than vocabularies."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(RULES_SUFFIX))
    except OSError:
        return ""
    headless = [name for name in names if not _declares(_VOCABULARY, folder / name)]
    match headless or names:
        case []:
            return ""
        case [name]:
            return f"{name} beside it has no heading `ruleset NAME`"
        case several:
            shown = f"{', '.join(several[:4])}{', …' if len(several) > 4 else ''}"
            return f"none of {shown} beside it has a heading `ruleset NAME`"


def _as_given(folder: Path, scenario: Path) -> Path:
    """The folder as messages name it: relative to the current one if the scenario is and it lies below."""
    with contextlib.suppress(OSError, ValueError):
        if not scenario.is_absolute():
            return folder.relative_to(Path.cwd())
    return folder


def _files_under(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # A pipe of such a name would be waited for.
        found = (Path(place) / name for name in sorted(names) if name.endswith(suffixes))
        yield from (path for path in found if path.is_file())


@functools.cache
def _holds_ruleset(folder: Path) -> bool:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return False
    return any(name.endswith(RULES_SUFFIX) and _declares_ruleset(folder / name) for name in names)


def _declares_ruleset(path: Path) -> bool:
    """Whether a line of the file is the heading of a ruleset."""
    return _declares(_HEADING, path)


def _declares(heading: re.Pattern[bytes], path: Path) -> bool:
    try:
        return path.is_file() and heading.search(bounded_bytes(path)) is not None
    except (OSError, ValueError):
        return False
