"""Loading: a path or a name to a compiled ruleset. Handed a folder, a file or the name of a bundled ruleset, this
module finds the ruleset's files and the vocabulary modules they use, takes the compiled ruleset from the cache if
nothing has changed, and else compiles.

It reads the ruleset's own folder, the vocabularies of its parent folder and the bundled ones, and nothing else.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from attrs import define, field

from ruledsl.diagnostics import Diagnostics, InputError, did_you_mean, nearest
from ruledsl.norms.model import Ruleset
from ruledsl.source import NOWHERE, Source, Span

if TYPE_CHECKING:
    from ruledsl.syntax.tree import File

EXTENSION = ".rules"
VOCABULARIES = "vocabulary"


def load(
    path_or_name: str | os.PathLike[str], diagnostics: Diagnostics | None = None, use_cache: bool = True
) -> Ruleset:
    """The ruleset in a folder, in a `.rules` file, or bundled under a name.

    `diagnostics`, if given, gets the compiler's remarks. Raises InputError, with everything that is wrong in it.
    """
    diagnostics = Diagnostics() if diagnostics is None else diagnostics
    place = find_ruleset(path_or_name, diagnostics)
    if place is None:
        raise InputError(diagnostics)
    ruleset = _from_cache(place, diagnostics) if use_cache else None
    return ruleset if ruleset is not None else _compiled(place, diagnostics, use_cache)


def _from_cache(place: Place, diagnostics: Diagnostics) -> Ruleset | None:
    from ruledsl.norms.cache import read_compiled

    found = read_compiled(str(place.target))
    if found is None:
        return None
    ruleset, remarks = found
    assert isinstance(ruleset, Ruleset)
    for remark in remarks:
        diagnostics.items.append(remark)
        if remark.span.file and remark.span.file not in diagnostics.sources:
            place.library.read(Path(remark.span.file), Diagnostics(), diagnostics)
    return ruleset


def _compiled(place: Place, diagnostics: Diagnostics, use_cache: bool) -> Ruleset:
    from ruledsl.norms.ruleset_compiler import compile_ruleset

    own = Diagnostics()
    library = place.library
    files = [file for path in place.files if (file := library.parsed(path, own)) is not None]
    ruleset = compile_ruleset(files, own, library, library) if files else None
    diagnostics.items.extend(own.items)
    diagnostics.sources.update(own.sources)
    if own.errors or ruleset is None:
        raise InputError(diagnostics)
    if use_cache:
        from ruledsl.norms.cache import write_compiled

        write_compiled(str(place.target), library.looked_at.items(), ruleset, tuple(own.items))
    return ruleset


# ------------------------------------------------------------------------------------------------ where


@define
class Place:
    """A ruleset's own files, in the order in which they are read, and what lies around them."""

    target: Path
    files: list[Path]
    library: Library


def find_ruleset(path_or_name: str | os.PathLike[str], diagnostics: Diagnostics) -> Place | None:
    """Where the ruleset is; None, recorded (RD200, RD201), if there is none."""
    text = os.fspath(path_or_name)
    if not text or "\0" in text:
        diagnostics.error("RD201", "this is not the path or name of a ruleset", NOWHERE)
        return None
    path = Path(text)
    found = path if _exists(path) else bundled_ruleset(text)
    if found is None:
        _no_ruleset(text, diagnostics)
        return None
    if not found.is_dir():
        return Place(found, [found], Library(found.parent, found))
    library = Library(found, found)
    # Seen before its files are listed: one added while they are compiled must not pass for one that was read.
    library.look_at(found)
    files = rules_files(found)
    if not files:
        diagnostics.error(
            "RD200", f"the folder '{text}' has no {EXTENSION} files", NOWHERE, "give the folder of a ruleset"
        )
        return None
    return Place(found, files, library)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _no_ruleset(text: str, diagnostics: Diagnostics) -> None:
    names = bundled_names()
    if any(sign in text for sign in "/\\") or text.endswith(EXTENSION):
        diagnostics.error("RD201", f"there is no file or folder '{text}'", NOWHERE, _near_path(Path(text)))
        return
    help = did_you_mean(text, names)
    if names and nearest(text, names) is None:
        help = f"bundled rulesets: {', '.join(names)}; any other is given by its folder's path"
    diagnostics.error("RD201", f"there is no ruleset '{text}', neither a path nor a bundled one", NOWHERE, help)


def _near_path(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    return did_you_mean(path.name, names) if nearest(path.name, names) else ""


def rules_files(folder: Path) -> list[Path]:
    """The `.rules` files directly in a folder, in name order."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(EXTENSION))
    except OSError:
        return []
    return [path for name in names if (path := folder / name).is_file()]


@functools.cache
def bundled_folder() -> Path | None:
    """The folder of bundled rulesets: the checkout's, or the one inside the wheel."""
    here = Path(__file__).resolve()
    for candidate in (here.parents[3] / "rulesets", here.parents[1] / "_data" / "rulesets"):
        if candidate.is_dir():
            return candidate
    return None


def bundled_names() -> list[str]:
    """The names by which bundled rulesets are loaded."""
    folder = bundled_folder()
    if folder is None:
        return []
    return sorted(
        path.name for path in folder.iterdir() if path.name != VOCABULARIES and path.is_dir() and rules_files(path)
    )


def bundled_ruleset(name: str) -> Path | None:
    """The folder of a bundled ruleset; None if there is none of that name."""
    folder = bundled_folder()
    return folder / name if folder is not None and name in bundled_names() else None


# ------------------------------------------------------------------------------------------------ reading


@define
class Library:
    """What a ruleset may read: its own folder, and vocabulary modules. Remembers what it saw where it looked.
    `target` is what the user named: if that is a link, it is followed."""

    folder: Path
    target: Path
    looked_at: dict[str, str] = field(factory=dict)

    def look_at(self, path: Path) -> None:
        """Remember what is to be seen at a path."""
        from ruledsl.norms.cache import state_of

        self.looked_at[os.path.abspath(path)] = state_of(os.path.abspath(path))

    def parsed(self, path: Path, diagnostics: Diagnostics) -> File | None:
        """A file's tree; None, recorded, if it cannot be read or is a link that leads out of its folder."""
        from ruledsl.syntax import parse

        if self.refuses(path, diagnostics):
            return None
        source = self.read(path, diagnostics, diagnostics)
        return parse(source, diagnostics) if source is not None else None

    def read(self, path: Path, diagnostics: Diagnostics, sources: Diagnostics) -> Source | None:
        """A file's text; None, recorded, if it cannot be read. It is added to `sources`."""
        from ruledsl.syntax import read_source

        self.look_at(path)
        source = read_source(path, diagnostics)
        return sources.add_source(source) if source is not None else None

    # -------------------------------------------------------------------------------- modules

    def module(self, name: str, diagnostics: Diagnostics) -> Sequence[File] | None:
        """The files of the vocabulary module `name`: `name.rules`, or the folder `name`, in the ruleset's folder, in
        `vocabulary` beside it, or bundled."""
        for folder in self.module_folders():
            single = folder / f"{name}{EXTENSION}"
            self.look_at(single)
            if single.is_file():
                paths = [single]
            else:
                self.look_at(folder / name)
                paths = rules_files(folder / name)
            if paths:
                found = [self.parsed(path, diagnostics) for path in paths]
                return [file for file in found if file is not None]
        return None

    def module_folders(self) -> list[Path]:
        """Where modules are looked for, in this order."""
        folders = [self.folder, self.folder / VOCABULARIES, self.folder.resolve().parent / VOCABULARIES]
        bundled = bundled_folder()
        if bundled is not None:
            folders.append(bundled / VOCABULARIES)
        return list(dict.fromkeys(folders))

    def refuses(self, path: Path, diagnostics: Diagnostics) -> bool:
        """Whether a file may not be read, since it is a link that leads elsewhere; recorded (RD205)."""
        if path == self.target or any(lies_inside(path, root) for root in self.roots()):
            return False
        message = f"'{path}' is a link that leads out of its folder"
        diagnostics.error("RD205", message, NOWHERE, "copy the file to where the link is")
        return True

    def roots(self) -> list[Path]:
        """The folders in which everything lies that may be read, links followed. A folder of vocabularies that is a
        link out of the folder that holds it is none of them."""
        own = self.folder.resolve()
        beside = own.parent / VOCABULARIES
        bundled = bundled_folder()
        found = [own, *([beside] if lies_inside(beside, own.parent) else [])]
        return found if bundled is None else [*found, bundled / VOCABULARIES]

    def module_names(self) -> Iterable[str]:
        """The names of the modules there are."""
        for folder in self.module_folders():
            yield from (path.stem for path in rules_files(folder))

    # -------------------------------------------------------------------------------- files beside

    def text(self, name: str, span: Span, diagnostics: Diagnostics) -> Source | None:
        """A file in the ruleset's own folder, by its relative name (RD205 if it is none)."""
        path = self.folder / name
        if _leaves_folder(name) or not lies_inside(path, self.folder):
            diagnostics.error(
                "RD205", f"'{name}' lies outside the ruleset's folder", span, "put the file beside the ruleset's files"
            )
            return None
        self.look_at(path)
        if not path.is_file():
            names = [entry.name for entry in self.folder.iterdir() if entry.is_file()]
            diagnostics.error("RD205", f"there is no file '{name}' beside the ruleset", span, did_you_mean(name, names))
            return None
        return self.read(path, diagnostics, diagnostics)


def _leaves_folder(name: str) -> bool:
    """Whether a name is no plain relative path, on whatever system."""
    windows = PureWindowsPath(name)
    return "\0" in name or bool(windows.drive or windows.root) or ".." in windows.parts or not windows.parts


def lies_inside(path: Path, folder: Path) -> bool:
    """Whether a path, symbolic links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False
