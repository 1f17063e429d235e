"""From paths to units: which rulesets and vocabularies the files belong to. Handed the paths of a command line, this
module hands on the units to be linted, the files that were asked for, and what could not be read or compiled.

A ruleset is linted as a whole even where one of its files is asked for; the findings in the other files are left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Diagnostics, Severity
from ruledsl.norms.loader import EXTENSION, Library, lies_inside, rules_files
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.vocabulary_compiler import compile_vocabulary
from ruledsl.source import Source, Span
from ruledsl.syntax.tree import File

SCENARIO: Final = ".scenario"


@frozen
class Gathered:
    """What is to be linted. `asked`: the names of the files that were asked for; `diagnostics`: what is at fault in
    them, and the texts of all files that were read. `unfound`: whether a path does not exist."""

    units: tuple[Unit, ...]
    asked: frozenset[str]
    diagnostics: Diagnostics
    unfound: bool = False


def gather(paths: Iterable[str]) -> Gathered:
    """The units that the paths belong to. What is wrong is recorded; nothing is raised."""
    diagnostics = Diagnostics()
    asked: dict[str, str] = {}
    unfound = False
    for text in paths:
        path = Path(text)
        if path.is_dir():
            found = []
            for name in _files_under(path):
                each = os.path.join(text, name) if text != "." else name
                if lies_inside(path / name, path):
                    found.append(each)
                else:
                    at = Span(each, 0, 0, 0, 0)
                    diagnostics.error("RD205", f"'{each}' is a link that leads out of its folder", at, "name it itself")
        elif path.is_file():
            found = [text]
        else:
            unfound = True
            at = Span(text, 0, 0, 0, 0)
            diagnostics.error("RD001", f"there is no file or folder '{text}'", at, "give the files or folders to lint")
            continue
        for name in found:
            asked.setdefault(os.path.realpath(name), name)
    reading = _Reading(asked, diagnostics)
    units = tuple(unit for group in _groups(asked.values()) for unit in reading.units(group))
    names = set(asked.values())
    # An error in a file that was not asked for keeps one that was from being understood; a remark on it does not.
    kept = [item for item in diagnostics.items if item.severity is Severity.ERROR or item.span.file in names]
    diagnostics.items[:] = list(dict.fromkeys(kept))
    return Gathered(units, frozenset(asked.values()), diagnostics, unfound)


def _files_under(folder: Path) -> list[str]:
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((EXTENSION, SCENARIO)) and os.path.isfile(os.path.join(place, name)):
                found.append(os.path.relpath(os.path.join(place, name), folder))
    return found


def _groups(names: Iterable[str]) -> list[Path]:
    """The folders to be read: those that hold the files, and for scenarios without rules beside them the nearest
    folder above that has rules."""
    folders: dict[str, Path] = {}
    for name in names:
        folder = Path(name).parent
        if name.endswith(SCENARIO):
            here = Path(os.path.abspath(folder))
            folder = next((up for up in (here, *here.parents) if rules_files(up)), folder)
        folders.setdefault(os.path.realpath(folder), folder)
    return list(folders.values())


@define
class _Kept(Library):
    """A library that parses each file once and calls it as the user did."""

    reading: _Reading | None = None
    seen: list[File] = field(factory=list)

    def parsed(self, path: Path, diagnostics: Diagnostics) -> File | None:
        assert self.reading is not None
        if self.refuses(path, diagnostics):
            return None
        file = self.reading.tree(path)
        if file is not None:
            self.seen.append(file)
        return file


@define
class _Reading:
    """Reads files for several units, each once. `asked`: the names of files by their real paths."""

    asked: dict[str, str]
    diagnostics: Diagnostics
    trees: dict[str, File | None] = field(factory=dict)

    def source(self, path: Path) -> Source | None:
        from ruledsl.syntax import read_source

        name = self.asked.get(os.path.realpath(path), str(path))
        source = read_source(name, self.diagnostics)
        return self.diagnostics.add_source(source) if source is not None else None

    def tree(self, path: Path) -> File | None:
        from ruledsl.syntax import parse

        key = os.path.realpath(path)
        if key not in self.trees:
            source = self.source(path)
            self.trees[key] = parse(source, self.diagnostics) if source is not None else None
        return self.trees[key]

    def units(self, folder: Path) -> list[Unit]:
        """The units of a folder: its ruleset (several, if several of its files open one), else its vocabularies."""
        named = {os.path.abspath(name) for name in self.asked.values()}
        library = Library(folder, folder)
        paths = [
            path
            for path in rules_files(folder)
            if os.path.abspath(path) in named or not library.refuses(path, self.diagnostics)
        ]
        files = [file for path in paths if (file := self.tree(path)) is not None]
        headed = [file for file in files if any(line.kind == "ruleset_heading" for line in file.lines)]
        if not headed:
            return [self.vocabularies(folder, files)] if files else []
        scenarios = self.scenarios(folder)
        if len(headed) == 1:
            return [self.ruleset(folder, files, scenarios)]
        return [
            self.ruleset(folder, [file], [s for s in scenarios if Path(s.name).stem == Path(file.source.name).stem])
            for file in headed
        ]

    def scenarios(self, folder: Path) -> list[Source]:
        under = [name for name in _files_under(folder) if name.endswith(SCENARIO)]
        names = [folder / name for name in under if lies_inside(folder / name, folder)]
        return [source for name in names if (source := self.source(name)) is not None]

    def ruleset(self, folder: Path, files: Sequence[File], scenarios: Sequence[Source]) -> Unit:
        before = len(self.diagnostics.errors)
        library = _Kept(folder, folder, reading=self)
        ruleset = compile_ruleset(files, self.diagnostics, library, library)
        sound = ruleset is not None and len(self.diagnostics.errors) == before and not self.broken(files)
        vocabulary = ruleset.vocabulary if ruleset is not None else compile_vocabulary(files, library, Diagnostics())
        modules = [file for file in library.seen if file not in files]
        return Unit(tuple(files), vocabulary, ruleset if sound else None, tuple(modules), tuple(scenarios))

    def vocabularies(self, folder: Path, files: Sequence[File]) -> Unit:
        library = _Kept(folder, folder, reading=self)
        return Unit(tuple(files), compile_vocabulary(files, library, self.diagnostics))

    def broken(self, files: Sequence[File]) -> bool:
        """Whether some line of the files could not be read."""
        names = {file.source.name for file in files}
        return any(error.span.file in names for error in self.diagnostics.errors)


def unit_of_text(text: str, name: str = "<text>", modules: dict[str, str] | None = None) -> tuple[Unit, Diagnostics]:
    """The unit of one text, with vocabularies by name; and what is wrong with it. For examples and editors."""
    from ruledsl.syntax import parse

    diagnostics = Diagnostics()
    shelf = _Texts(modules or {}, diagnostics)
    file = parse(diagnostics.add_source(Source(name, text)), diagnostics)
    if any(line.kind == "ruleset_heading" for line in file.lines):
        ruleset = compile_ruleset([file], diagnostics, shelf)
        vocabulary = ruleset.vocabulary if ruleset is not None else compile_vocabulary([file], shelf, Diagnostics())
        return Unit((file,), vocabulary, ruleset if not diagnostics.errors else None), diagnostics
    return Unit((file,), compile_vocabulary([file], shelf, diagnostics)), diagnostics


@define
class _Texts:
    """A shelf of vocabularies in memory."""

    texts: dict[str, str]
    diagnostics: Diagnostics

    def module(self, name: str, diagnostics: Diagnostics) -> Sequence[File] | None:
        from ruledsl.syntax import parse

        text = self.texts.get(name)
        return None if text is None else [parse(diagnostics.add_source(Source(f"{name}.rules", text)), diagnostics)]

    def module_names(self) -> Iterable[str]:
        return self.texts
