"""What a shell offers while a command line is being typed: rulesets, clauses, scenario files, lint rules.

Handed what has been typed so far, each function here hands on what may come next. It says nothing and raises nothing,
whatever is wrong with the files: a line that is being typed is no place for messages. A folder is searched only so far.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Final, TypeAlias

import click
from click.shell_completion import CompletionItem

Items: TypeAlias = list[CompletionItem]
Completer: TypeAlias = Callable[[click.Context, click.Parameter, str], Items]

_MOST_FOLDERS: Final = 300
_DEEPEST: Final = 5
_MOST_ITEMS: Final = 500
_SKIPPED: Final = ("node_modules", "__pycache__", "site-packages")
_PLAIN_SIGNS: Final = frozenset("/\\._-+,=@%:")


def _silent(completer: Completer) -> Completer:
    """The completer, which offers nothing where it would have raised."""

    @wraps(completer)
    def quiet(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
        # What is typed may be anything, and so may the files around: a broken one offers nothing.
        with contextlib.suppress(Exception):
            return completer(ctx, param, incomplete)[:_MOST_ITEMS]
        return []

    return quiet


@_silent
def rulesets(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The bundled rulesets, and the folders that hold one; if none begins so, whatever the shell knows of files."""
    from ruledsl.norms.loader import bundled_names

    found = [CompletionItem(name, help="bundled") for name in bundled_names() if name.startswith(incomplete)]
    found += [CompletionItem(path) for path in _folders_with_ruleset(incomplete)]
    return found or [_any_file(incomplete)]


@_silent
def scenarios(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The scenario files, and files of JSON in the folder that is being typed."""
    given = ctx.params.get(param.name or "")
    before = {given} if isinstance(given, str) else set(given or ())
    found = [path for path in _paths(incomplete, _is_scenario) if path not in before]
    return [CompletionItem(path) for path in found] or [_any_file(incomplete)]


@_silent
def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Any file or folder, as the shell itself completes them."""
    return [_any_file(incomplete)]


@_silent
def clauses(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The ids of the chosen ruleset's clauses, without the ruleset's name."""
    from ruledsl.norms.loader import load

    ruleset = ctx.params.get("ruleset")
    if not ruleset:
        return []
    texts: dict[str, str] = {}
    for norm in load(ruleset).norms:
        texts.setdefault(norm.id.partition(":")[2], norm.text)
    return [
        CompletionItem(name, help=" ".join(text.split())[:70] or None)
        for name, text in texts.items()
        if name.startswith(incomplete)
    ]


@_silent
def lint_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The lint rules: their codes, or their names once small letters are typed."""
    from ruledsl.analysis.catalogue import rules

    by_name = incomplete[:1].islower() and not "rd".startswith(incomplete.lower()[:2])
    known = [(rule.slug, rule.code) if by_name else (rule.code, rule.slug) for rule in rules()]
    return [CompletionItem(word, help=other) for word, other in known if _begins(word, incomplete)]


@_silent
def lint_codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The same in a list with commas, of which the last one is being typed."""
    before, comma, last = incomplete.rpartition(",")
    return [CompletionItem(before + comma + item.value, help=item.help) for item in lint_rules(ctx, param, last)]


@_silent
def units(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """The units of days that a calendar can count."""
    from ruledsl.cli.calendar import UNITS

    return [CompletionItem(f"{unit}s") for unit in UNITS if f"{unit}s".startswith(incomplete)]


# ------------------------------------------------------------------------------------------------ files


def _any_file(incomplete: str) -> CompletionItem:
    return CompletionItem(incomplete, type="file")


def _begins(word: str, incomplete: str) -> bool:
    return word.lower().startswith(incomplete.lower())


def _folders_with_ruleset(incomplete: str) -> list[str]:
    return [folder for folder, names, _ in _walk(incomplete) if folder and _holds_ruleset(folder, names)]


def _holds_ruleset(folder: str, names: list[str]) -> bool:
    """Whether a folder holds a ruleset, and not only vocabularies."""
    from ruledsl.diagnostics import Diagnostics
    from ruledsl.trials.finding import ruleset_of

    if not any(name.endswith(".rules") for name in names):
        return False
    nearest = ruleset_of(Path(folder, ".scenario"), Diagnostics())
    return nearest is not None and os.path.abspath(nearest) == os.path.abspath(folder)


def _is_scenario(folder: str, name: str, top: bool) -> bool:
    return name.endswith(".scenario") or (top and name.endswith(".json"))


def _paths(incomplete: str, wanted: Callable[[str, str, bool], bool]) -> list[str]:
    found = []
    for folder, names, top in _walk(incomplete):
        for name in names:
            path = f"{folder}{name}"
            if wanted(folder, name, top) and path.startswith(incomplete) and _is_plain(path):
                found.append(path)
    return found


def _walk(incomplete: str) -> Iterator[tuple[str, list[str], bool]]:
    """The folders below the one being typed, as far as their paths begin with what is typed: path with its slash at
    the end (empty for the current one), names of files, whether it is the first. Breadth first, so that what is near
    is found before the search ends."""
    start = incomplete[: len(incomplete) - len(os.path.basename(incomplete))]
    todo, seen = [(start, 0)], 0
    while todo and seen < _MOST_FOLDERS:
        folder, depth = todo.pop(0)
        seen += 1
        names: list[str] = []
        with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith("."):
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    names.append(entry.name)
                elif (
                    depth < _DEEPEST and entry.name not in _SKIPPED and _leads_on(f"{folder}{entry.name}/", incomplete)
                ):
                    todo.append((f"{folder}{entry.name}/", depth + 1))
        if "pyvenv.cfg" not in names:
            yield folder, names, depth == 0


def _leads_on(folder: str, incomplete: str) -> bool:
    return _is_plain(folder) and (folder.startswith(incomplete) or incomplete.startswith(folder))


def _is_plain(path: str) -> bool:
    """Whether a shell reads a path as one word as it stands; the shells' scripts hand it on unquoted."""
    return all(sign.isalnum() or sign in _PLAIN_SIGNS for sign in path)
