"""The language reference and the one-page summary agree with the program: every example compiles, every scenario
in them comes out as it says, and what they list is all there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruledsl import api
from ruledsl.diagnostics import Diagnostics
from ruledsl.engine.verdicts import Status
from ruledsl.norms.model import Form, LimitForm, Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.scenario_reader import read_scenarios
from ruledsl.source import Source
from ruledsl.syntax import parse

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "language.md").read_text("utf-8")
ONE_PAGE = (DOCS / "one-page.md").read_text("utf-8")

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(m.group(1), m.group(2), REFERENCE[: m.start()].count("\n") + 1) for m in _BLOCK.finditer(REFERENCE)]
VOCABULARY = next(text for kind, text, _ in BLOCKS if kind == "vocabulary")


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def _ruleset_text(clauses: str, settings: str = "calendar china\n") -> str:
    return (
        f"{VOCABULARY}\nruleset doc\n    uses office_world\n{_indented(settings)}\n"
        f'article 6 "Examples"\n{_indented(clauses)}'
    )


def _compiled(clauses: str, settings: str = "calendar china\n") -> Ruleset:
    diagnostics = Diagnostics()
    file = parse(Source("<reference>", _ruleset_text(clauses, settings)), diagnostics)
    ruleset = compile_ruleset([file], diagnostics)
    assert [f"{d.span.line}: {d.code} {d.message} ({d.help})" for d in diagnostics.errors] == []
    assert ruleset is not None
    return ruleset


RULES = [pytest.param(text, id=f"line-{line}") for kind, text, line in BLOCKS if kind == "rules"]


@pytest.mark.parametrize("clauses", RULES)
def test_every_example_of_the_reference_compiles(clauses: str) -> None:
    assert _compiled(clauses).norms


def test_the_settings_of_the_reference_compile() -> None:
    settings = next(text for kind, text, _ in BLOCKS if kind == "settings")
    ruleset = _compiled("single: request requires matters = 1\n", settings)
    assert ruleset.time.zone == "Asia/Shanghai"
    assert ruleset.time.business_close == (17 * 60 + 30) * 60


def _scenarios() -> list[object]:
    rules, found = "", []
    for kind, text, line in BLOCKS:
        if kind == "rules":
            rules = text
        elif kind == "scenario":
            found.append(pytest.param(rules, text, id=f"line-{line}"))
    return found


@pytest.mark.parametrize(("clauses", "text"), _scenarios())
def test_every_scenario_of_the_reference_comes_out_as_it_says(clauses: str, text: str) -> None:
    ruleset = _compiled(clauses)
    diagnostics = Diagnostics()
    scenarios = read_scenarios(parse(Source("<scenario>", text), diagnostics), ruleset, diagnostics)
    assert [f"{d.span.line}: {d.message} ({d.help})" for d in diagnostics.errors] == []
    results = [
        result
        for scenario in scenarios
        for _, results in api.Ruleset(ruleset).check_expectations(scenario)
        for result in results
    ]
    assert results
    assert [f"{r.expectation.text}: {r.reason}" for r in results if not r.ok] == []


def _rows(section: str) -> list[str]:
    part = ONE_PAGE.split(f"## {section}")[1].split("\n## ")[0]
    return [
        example
        for row in part.splitlines()
        if row.startswith("|") and "`" in row
        for example in re.findall(r"`([^`]+)`", row.split("|")[2])
    ]


_REFERRED = """\
quiet: request forbids answered until signed
reply: cosign requires replied within 3 workdays of sent
general: request requires answered within 20 days of submitted
"""


@pytest.mark.parametrize(
    "example", [row for section in ("Clauses", "Windows", "Modifiers, in this order") for row in _rows(section)]
)
def test_every_row_of_the_page_compiles(example: str) -> None:
    line = example if example.startswith("states") else f"example: {example}"
    ruleset = _compiled(f"{_REFERRED}{line}\n")
    assert any(n.label.startswith("example") for n in ruleset.norms) or ruleset.articles[0].statements


def test_the_reference_shows_every_form_and_every_window() -> None:
    shown: set[Form] = set()
    windows: set[LimitForm] = set()
    for kind, text, _ in BLOCKS:
        if kind != "rules":
            continue
        for norm in _compiled(text).norms:
            shown.add(norm.form)
            windows |= {layer.limit.form for layer in (norm.window.layers if norm.window else ()) if layer.limit}
    assert shown == set(Form)
    assert set(LimitForm) - windows == {LimitForm.LATER_OF}


def test_the_reference_names_every_verdict() -> None:
    table = REFERENCE.split("## 7. Verdicts")[1]
    assert [status for status in Status if f"`{status.value}`" not in table] == []
