"""The list of lint rules: whatever stands in `ruledsl.analysis.lint`. Nothing is imported before it is asked for."""

from __future__ import annotations

import functools
import pkgutil
from collections.abc import Iterable
from importlib import import_module

from ruledsl.analysis.rule import Rule


def slugs() -> list[str]:
    """The rules' names in the order of the alphabet, without importing any of them."""
    from ruledsl.analysis import lint

    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(lint.__path__))


@functools.cache
def rules() -> tuple[Rule, ...]:
    """All rules by their codes."""
    found: list[Rule] = [import_module(f"ruledsl.analysis.lint.{slug.replace('-', '_')}").RULE for slug in slugs()]
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule_named(code_or_slug: str) -> Rule | None:
    """The rule of that code (in any letters) or name."""
    wanted = code_or_slug.strip()
    return next((rule for rule in rules() if wanted.upper() == rule.code or wanted.lower() == rule.slug), None)


def chosen(select: Iterable[str], ignore: Iterable[str], extend: Iterable[str] = ()) -> list[Rule]:
    """The rules that run: those selected by code, beginning of a code, or `ALL` (by default those that are on by
    default), and those of `extend`, without those ignored. The longer of two beginnings that disagree decides."""
    wanted, more, unwanted = tuple(select), tuple(extend), tuple(ignore)
    return [rule for rule in rules() if _is_chosen(rule, wanted, more, unwanted)]


def _is_chosen(rule: Rule, select: tuple[str, ...], extend: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    chosen = max((_fit(rule, name) for name in (*select, *extend)), default=-1)
    if not select and rule.default:
        chosen = max(chosen, 0)
    refused = max((_fit(rule, name) for name in ignore), default=-1)
    return chosen > refused


def _fit(rule: Rule, name: str) -> int:
    """How closely a name fits a rule: its length as the beginning of the code; -1 if it does not."""
    if name.upper() == "ALL":
        return 0
    if name.lower() == rule.slug:
        return len(rule.code) + 1
    return len(name) if rule.code.startswith(name.upper()) else -1


def is_known(name: str) -> bool:
    """Whether a name in `--select` or `--ignore` fits any rule."""
    return bool(name) and any(_fit(rule, name) >= 0 for rule in rules())
