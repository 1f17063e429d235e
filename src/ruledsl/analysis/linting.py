"""Running the rules. Handed units and a choice of rules, this module hands on diagnostics: what the rules found,
without what is suppressed in the text, and with what is wrong with the suppressions themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath

from attrs import define, evolve, field

from ruledsl.analysis.catalogue import rules
from ruledsl.analysis.gathering import Gathered
from ruledsl.analysis.rule import Finding, Needs, Rule
from ruledsl.analysis.settings import Settings
from ruledsl.analysis.suppressions import Suppression, suppressions_in, without_code
from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Diagnostic, Diagnostics
from ruledsl.source import Source
from ruledsl.syntax.tree import File

UNUSED, UNREASONED, UNKNOWN = "RD690", "RD691", "RD692"
"""The rules about suppressions, which are decided after all others have run."""


def lint(gathered: Gathered, chosen: Sequence[Rule], settings: Settings | None = None) -> Diagnostics:
    """The findings of the chosen rules in the files asked for, by file and place, after what is wrong with the files
    themselves."""
    settings = settings or Settings()
    found = Diagnostics()
    found.items.extend(gathered.diagnostics.items)
    found.sources.update(gathered.diagnostics.sources)
    run = _Run(chosen, settings, set(gathered.asked))
    for unit in gathered.units:
        unit.options = settings.rules
        found.items.extend(run.unit(unit))
    found.items.extend(run.about_suppressions())
    found.items[:] = _in_order(found.items, gathered)
    return found


def find(rule: Rule, unit: Unit) -> list[Diagnostic]:
    """What one rule finds in a unit, suppressed or not."""
    if rule.needs is Needs.NORMS and unit.ruleset is None:
        return []
    return [_diagnostic(rule, finding) for finding in rule.find(unit)]


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    return Diagnostic(
        rule.code, finding.message, finding.span, finding.help, rule.severity, finding.fix, finding.related
    )


@define
class _Run:
    chosen: Sequence[Rule]
    settings: Settings
    asked: set[str]
    suppressions: dict[str, list[Suppression]] = field(factory=dict)
    used: set[tuple[str, int, str]] = field(factory=set)
    seen: set[tuple[str, str, int, str]] = field(factory=set)
    sources: dict[str, Source] = field(factory=dict)

    def unit(self, unit: Unit) -> Iterable[Diagnostic]:
        self.read_suppressions(unit)
        for rule in self.chosen:
            for item in find(rule, unit):
                key = (item.code, item.span.file, item.span.start, item.message)
                if item.span.file not in self.asked or key in self.seen:
                    continue
                self.seen.add(key)
                if not self.ignored_in_file(rule, item) and not self.suppressed(rule, item):
                    yield item

    def read_suppressions(self, unit: Unit) -> None:
        pairs: list[tuple[Source, File | None]] = [(file.source, file) for file in unit.files]
        pairs += [(source, None) for source in unit.scenarios]
        for source, tree in pairs:
            if source.name in self.asked and source.name not in self.suppressions:
                self.sources[source.name] = source
                self.suppressions[source.name] = suppressions_in(source, tree)

    def ignored_in_file(self, rule: Rule, item: Diagnostic) -> bool:
        return self.settings.ignores(item.span.file, rule)

    def suppressed(self, rule: Rule, item: Diagnostic) -> bool:
        hit = False
        for number, each in enumerate(self.suppressions.get(item.span.file, ())):
            if not each.first <= item.span.line <= each.last:
                continue
            for code in each.codes:
                if code.upper() == rule.code or code.lower() == rule.slug:
                    self.used.add((item.span.file, number, code))
                    hit = hit or bool(each.reason)
        return hit

    # -------------------------------------------------------------------------------- about suppressions

    def about_suppressions(self) -> Iterable[Diagnostic]:
        names = {rule.code: rule for rule in rules()} | {rule.slug: rule for rule in rules()}
        running = {rule.code for rule in self.chosen}
        checks: dict[str, Callable[[str, int, Suppression], list[Finding]]] = {}
        for rule in self.chosen:
            if rule.code in (UNUSED, UNREASONED, UNKNOWN):
                checks[rule.code] = lambda file, number, each, code=rule.code: list(  # type: ignore[misc]
                    self.checked(code, file, number, each, names, running)
                )
        for file, all_of_them in self.suppressions.items():
            for number, each in enumerate(all_of_them):
                for rule in self.chosen:
                    if rule.code in checks:
                        for finding in checks[rule.code](file, number, each):
                            item = _diagnostic(rule, finding)
                            if not self.ignored_in_file(rule, item):
                                yield item

    def checked(
        self, code: str, file: str, number: int, each: Suppression, names: dict[str, Rule], running: set[str]
    ) -> Iterable[Finding]:
        known = {name: names.get(name.upper()) or names.get(name.lower()) for name in each.codes}
        match code:
            case "RD690":
                for name, rule in known.items():
                    idle = (file, number, name) not in self.used
                    if each.reason and rule is not None and rule.code in running and idle:
                        yield Finding(
                            f"{name} is not found here, so there is nothing to suppress",
                            each.span,
                            "take the comment out" if len(known) == 1 else f"take {name} out of the comment",
                            without_code(self.sources[file], each, name),
                        )
            case "RD691":
                if not each.reason:
                    yield Finding(
                        "this suppression gives no reason, and without one it suppresses nothing",
                        each.span,
                        "write why: `-- ruledsl: ignore CODE because …`",
                    )
            case "RD692":
                if not each.codes:
                    yield Finding(
                        "this suppression names no rule",
                        each.span,
                        "name the code that the finding shows: `-- ruledsl: ignore RD630 because …`",
                    )
                for name, rule in known.items():
                    if rule is None:
                        yield Finding(
                            f"there is no lint rule '{name}'",
                            each.span,
                            "`ruledsl rule` lists the rules and their codes",
                        )
            case _:
                raise AssertionError(code)


def _in_order(items: Iterable[Diagnostic], gathered: Gathered) -> list[Diagnostic]:
    names = sorted(gathered.asked, key=lambda name: PurePath(name).parts)
    place = {name: number for number, name in enumerate(names)}
    return sorted(
        dict.fromkeys(items), key=lambda item: (place.get(item.span.file, -1), item.span.start, item.code, item.message)
    )


def keep(diagnostics: Diagnostics, items: Iterable[Diagnostic]) -> Diagnostics:
    """The same sources with other items."""
    kept = Diagnostics()
    kept.sources.update(diagnostics.sources)
    kept.items.extend(evolve(item) for item in items)
    return kept
