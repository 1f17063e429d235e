"""The files of a first ruleset. Handed a folder, a name, a language and a choice of CI, this module hands on a `Plan`:
each file's place and text; and writes a plan whole or not at all.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Literal, TextIO

from attrs import frozen

from ruledsl.civil_time.units import Language

Ci = Literal["github", "gitlab", "none"]

NAMED: Final = "our_rules"
"""What stands in the templates for the ruleset's name."""

HOOKS: Final = "pre-commit-config.yaml"

PLACES: Final[dict[str, str]] = {
    HOOKS: ".pre-commit-config.yaml",
    "github.yml": ".github/workflows/ruledsl.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
}
"""Where files for other programs go, by the name of their template."""

_CI: Final[dict[Ci, str | None]] = {"github": "github.yml", "gitlab": "gitlab-ci.yml", "none": None}


@frozen
class Plan:
    """What is to be written: `files` are places under `folder`, with `/`, and their texts, in the order in which they
    are written; `name` is the ruleset's name and its folder's."""

    folder: Path
    name: str
    files: tuple[tuple[str, str], ...]


class Already(Exception):
    """Something stands at `places`, where files were to be written; nothing has been written."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__(*places)
        self.places = places


def plan(folder: Path, name: str, lang: Language = "en", ci: Ci = "github", hooks: bool = True) -> Plan:
    """The files of a ruleset called `name` in a folder of that name under `folder`, with an entry for pre-commit if
    `hooks`, and the snippet for a CI."""
    wanted = {_CI[ci], HOOKS if hooks else None}
    files = []
    for place, text in _templates(lang):
        if place not in PLACES:
            files.append((_named(place, name), _named(text, name)))
        elif place in wanted:
            files.append((PLACES[place], _named(text, name)))
    return Plan(folder, name, tuple(files))


def in_the_way(plan: Plan) -> tuple[str, ...]:
    """The places of a plan where something stands already, be it a link that leads nowhere; the ruleset's folder if
    there is anything in it."""
    found = []
    own = plan.folder / plan.name
    if os.path.lexists(own) and not (own.is_dir() and not any(own.iterdir())):
        found.append(f"{plan.name}/")
    for place, _ in plan.files:
        if place.startswith(f"{plan.name}/"):
            continue
        path = plan.folder / place
        # A file where a folder is needed is in the way, too.
        above = [each for each in path.parents if plan.folder in each.parents]
        if os.path.lexists(path) or any(os.path.lexists(each) and not each.is_dir() for each in above):
            found.append(place)
    return tuple(found)


def write(plan: Plan) -> None:
    """Write all files of a plan. Raises Already if any of them is there, OSError if one cannot be written; then
    nothing that was made stays."""
    already = in_the_way(plan)
    if already:
        raise Already(already)
    made: list[Path] = []
    try:
        for place, text in plan.files:
            path = plan.folder / place
            _make_folder(path.parent, made)
            with _created(path, place) as file:
                made.append(path)
                file.write(text)
    except BaseException:
        _unmake(made)
        raise


def _created(path: Path, place: str) -> TextIO:
    """A new file. What somebody else has put there since is not overwritten."""
    try:
        return path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        raise Already((place,)) from None


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
    for each in reversed(missing):
        if os.path.lexists(each):
            raise NotADirectoryError(errno.ENOTDIR, f"'{each}' is not a folder")
        each.mkdir()
        made.append(each)


def _unmake(made: list[Path]) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()


def _templates(lang: Language) -> list[tuple[str, str]]:
    """The templates of a language: place and text, the ruleset's own files first."""
    top = resources.files("ruledsl.scaffold").joinpath("templates", lang)
    return sorted(_under(top, ""), key=lambda row: ("/" not in row[0], row[0]))


def _under(folder: Traversable, above: str) -> list[tuple[str, str]]:
    found = []
    for each in folder.iterdir():
        if each.is_dir():
            found += _under(each, f"{above}{each.name}/")
        else:
            found.append((f"{above}{each.name}", each.read_text(encoding="utf-8")))
    return found


def _named(text: str, name: str) -> str:
    return re.sub(rf"(?<!\w){NAMED}(?!\w)", name, text)
