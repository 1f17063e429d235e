"""What a project says about linting: `[tool.ruledsl]` of pyproject.toml, or ruledsl.toml. Handed a folder, this module
hands on the settings of the nearest such file, its own or one above it; faults are diagnostics (RD011).
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from ruledsl.analysis.baseline import file_name
from ruledsl.analysis.catalogue import is_known, rule_named
from ruledsl.analysis.rule import Rule
from ruledsl.diagnostics import Diagnostics, did_you_mean
from ruledsl.source import Span, bounded_bytes

OWN_FILE: Final = "ruledsl.toml"
PROJECT_FILE: Final = "pyproject.toml"
KEYS: Final = ("select", "extend-select", "ignore", "per-file-ignores", "rules")

# The library takes the square of a dotted key's length, in memory too.
_LONG_KEY: Final = re.compile(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){100}""")


@frozen
class Settings:
    """What is selected and ignored, by code, beginning of a code or rule's name; what is ignored in files of a
    pattern (relative to `folder`); and the options of single rules."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    folder: Path = Path(".")

    def ignores(self, file: str, rule: Rule) -> bool:
        """Whether a rule is ignored in a file."""
        if not self.per_file:
            return False
        path = os.path.relpath(os.path.realpath(file), os.path.realpath(self.folder)).replace(os.sep, "/")
        for pattern, names in self.per_file.items():
            if fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(path.rpartition("/")[2], pattern):
                for name in names:
                    if name.upper() == "ALL" or rule.code.startswith(name.upper()) or name.lower() == rule.slug:
                        return True
        return False


def find_settings(start: Path, diagnostics: Diagnostics) -> Settings:
    """The settings of the nearest file that has any, from `start` upwards; the defaults if there is none."""
    here = Path(os.path.abspath(start))
    for folder in (here, *here.parents):
        for name in (OWN_FILE, PROJECT_FILE):
            path = folder / name
            if path.is_file():
                table = _table(path, diagnostics)
                if table is not None:
                    return read_settings(table, path, diagnostics)
    return Settings()


def _table(path: Path, diagnostics: Diagnostics) -> Mapping[str, Any] | None:
    """The part of a file that is ours; None if it has none."""
    try:
        text = bounded_bytes(path).decode("utf-8")
        if _LONG_KEY.search(text) is not None:
            raise ValueError("a key has more than a hundred parts")
        data = tomllib.loads(text)
    # A table or array in another, ten thousand deep, is too deep for the library.
    except (OSError, ValueError, RecursionError) as error:
        if path.name == OWN_FILE:
            _fault(diagnostics, path, f"the settings cannot be read: {error}", "the file is in TOML")
        return None
    if path.name == OWN_FILE:
        return data
    tool = data.get("tool")
    found = tool.get("ruledsl") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def read_settings(table: Mapping[str, Any], path: Path, diagnostics: Diagnostics) -> Settings:
    """Settings out of a table; what is wrong with it is recorded and left out."""
    for key in table:
        if key not in KEYS:
            _fault(diagnostics, path, f"there is no setting '{key}'", did_you_mean(key, KEYS))
    per_file: dict[str, tuple[str, ...]] = {}
    given = table.get("per-file-ignores", {})
    if isinstance(given, dict):
        for pattern, names in given.items():
            per_file[pattern] = _names({pattern: names}, pattern, path, diagnostics)
    else:
        _fault(diagnostics, path, "'per-file-ignores' is a table", 'write "*.rules" = ["RD660"] under it')
    return Settings(
        _names(table, "select", path, diagnostics),
        _names(table, "extend-select", path, diagnostics),
        _names(table, "ignore", path, diagnostics),
        per_file,
        _options(table.get("rules", {}), path, diagnostics),
        path.parent,
    )


def _names(table: Mapping[str, Any], key: str, path: Path, diagnostics: Diagnostics) -> tuple[str, ...]:
    given = table.get(key, [])
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        _fault(diagnostics, path, f"'{key}' is a list of codes", f'write {key} = ["RD66", "RD640"]')
        return ()
    for name in given:
        if not is_known(name):
            _fault(diagnostics, path, f"'{key}' names '{name}', which no lint rule's code begins with")
    return tuple(name for name in given if is_known(name))


def _options(given: object, path: Path, diagnostics: Diagnostics) -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    if not isinstance(given, dict):
        _fault(diagnostics, path, "'rules' is a table of rules", "write [tool.ruledsl.rules.RD662]")
        return found
    for name, options in given.items():
        rule = rule_named(name)
        if rule is None or not isinstance(options, dict):
            _fault(diagnostics, path, f"there is no lint rule '{name}' to be set", "`ruledsl rule` lists the rules")
            continue
        for option, value in options.items():
            wanted = rule.options.get(option)
            if wanted is None:
                _fault(diagnostics, path, f"{rule.code} has no option '{option}'", did_you_mean(option, rule.options))
            elif type(value) is not type(wanted):
                _fault(diagnostics, path, f"the option '{option}' of {rule.code} is written like {_in_toml(wanted)}")
        found[rule.code] = {k: v for k, v in options.items() if type(v) is type(rule.options.get(k))}
    return found


def _in_toml(value: object) -> str:
    """A value as it is written in the settings."""
    return json.dumps(list(value) if isinstance(value, tuple | frozenset) else value, ensure_ascii=False)


def _fault(diagnostics: Diagnostics, path: Path, message: str, help: str = "") -> None:
    diagnostics.error("RD011", message, Span(file_name(str(path)), 0, 0, 0, 0), help)
