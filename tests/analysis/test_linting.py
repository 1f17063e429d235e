"""Choosing rules, suppressions, settings, baselines and fixes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruledsl.analysis.baseline import baseline_text, fingerprints, known_findings
from ruledsl.analysis.catalogue import chosen, rule_named, rules
from ruledsl.analysis.fixing import fixed_texts, same_norms
from ruledsl.analysis.gathering import Gathered, gather, unit_of_text
from ruledsl.analysis.linting import lint
from ruledsl.analysis.rule import Rule
from ruledsl.analysis.settings import Settings, find_settings
from ruledsl.diagnostics import Diagnostics

TEXT = """\
vocabulary own
    kind request "request" / "请示"  opens submitted, closes answered
        event submitted(by) "submitted" / "报送", signed(by) "signed" / "签发", answered(by) "answered" / "答复"
ruleset town "Town" / "镇"
    calendar china
    in force from 2022-01-01
article 1 "Requests" / "请示"
"""
TWICE = "    a: request requires signed before answered\n    b: request requires signed before answered{}\n"


def linted(clauses: str, names: list[Rule] | None = None, settings: Settings | None = None) -> Diagnostics:
    unit, faults = unit_of_text(TEXT + clauses, "town.rules")
    gathered = Gathered((unit,), frozenset({"town.rules"}), faults)
    return lint(gathered, chosen([], []) if names is None else names, settings)


def codes(found: Diagnostics) -> list[str]:
    return [item.code for item in found]


def test_a_finding_is_suppressed_with_a_reason_on_its_line() -> None:
    assert codes(linted(TWICE.format(""))) == ["RD630"]
    assert codes(linted(TWICE.format(" -- ruledsl: ignore RD630 because the source says it twice"))) == []


def test_a_finding_is_suppressed_with_a_reason_on_the_line_before() -> None:
    first, second = TWICE.format("").splitlines()
    comment = "    -- ruledsl: ignore duplicate-clause because the source says it twice"
    assert codes(linted(f"{first}\n{comment}\n{second}\n")) == []


def test_a_suppression_covers_the_whole_logical_line() -> None:
    first, _ = TWICE.format("").splitlines()
    second = "    b: request requires signed\n            before answered\n"
    comment = "    -- ruledsl: ignore RD630 because the source says it twice"
    assert codes(linted(f"{first}\n{comment}\n{second}")) == []


def test_a_suppression_without_a_reason_suppresses_nothing() -> None:
    assert codes(linted(TWICE.format(" -- ruledsl: ignore RD630"))) == ["RD630", "RD691"]


def test_a_suppression_of_another_rule_suppresses_nothing_and_is_found() -> None:
    assert codes(linted(TWICE.format(" -- ruledsl: ignore RD660 because of the name"))) == ["RD630", "RD690"]


def test_a_suppression_of_a_rule_that_does_not_run_is_left_alone() -> None:
    some = [rule for rule in rules() if rule.code in ("RD690", "RD605")]
    assert codes(linted(TWICE.format(" -- ruledsl: ignore RD630 because it is so"), some)) == []


def test_a_comment_in_a_text_is_no_suppression() -> None:
    text = '    a: request requires signed before answered\n        note "-- ruledsl: ignore RD630"\n'
    assert codes(linted(text)) == []


@pytest.mark.parametrize(
    ("select", "ignore", "extend", "expected"),
    [
        (["RD630"], [], [], {"RD630"}),
        (["RD63"], ["RD631"], [], {"RD630", "RD632", "RD633", "RD634", "RD635", "RD636", "RD637", "RD638"}),
        (["duplicate-clause"], [], [], {"RD630"}),
        (["ALL"], ["RD"], ["RD630"], {"RD630"}),
        (["RD69"], ["ALL"], [], {"RD690", "RD691", "RD692"}),
    ],
)
def test_the_longer_of_two_beginnings_decides(
    select: list[str], ignore: list[str], extend: list[str], expected: set[str]
) -> None:
    assert {rule.code for rule in chosen(select, ignore, extend)} == expected


def test_rules_are_named_by_code_or_name() -> None:
    assert rule_named("rd630") is rule_named("duplicate-clause") is not None
    assert rule_named("RD999") is None


def test_settings_are_read_from_the_nearest_file_above(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ruledsl]\nselect = ["RD63"]\nextend-select = ["RD660"]\nignore = ["duplicate-clause"]\n'
        '[tool.ruledsl.per-file-ignores]\n"drafts/*" = ["RD6"]\n[tool.ruledsl.rules.RD662]\nmost = 3\n'
    )
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    faults = Diagnostics()
    settings = find_settings(inner, faults)
    assert not faults.items
    assert settings.select == ("RD63",)
    assert settings.ignore == ("duplicate-clause",)
    assert settings.rules == {"RD662": {"most": 3}}
    rule = rule_named("RD630")
    assert rule is not None
    assert settings.ignores(str(tmp_path / "drafts" / "x.rules"), rule)
    assert not settings.ignores(str(tmp_path / "x.rules"), rule)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("selct = []", "no setting 'selct'"),
        ('select = "RD6"', "a list of codes"),
        ('select = ["XY1"]', "'XY1'"),
        ("[rules.RD999]\nx = 1", "'RD999'"),
        ("[rules.RD662]\nmuch = 1", "no option 'much'"),
        ('[rules.RD662]\nmost = "many"', "written like 8"),
        ("per-file-ignores = 3", "is a table"),
        ("rules = 3", "is a table"),
        ("= 3", "cannot be read"),
    ],
)
def test_faulty_settings_are_told(tmp_path: Path, text: str, part: str) -> None:
    (tmp_path / "ruledsl.toml").write_text(text)
    faults = Diagnostics()
    find_settings(tmp_path, faults)
    assert [part in item.message for item in faults.errors] == [True]
    assert faults.errors[0].code == "RD011"


def test_an_option_changes_what_its_rule_finds() -> None:
    clause = "    a: request requires signed before answered when signed and submitted\n"
    assert codes(linted(clause, settings=Settings(rules={"RD662": {"most": 1}}))) == ["RD662"]


def test_fingerprints_do_not_change_when_lines_move() -> None:
    before = linted(TWICE.format(""))
    after = linted("    x: request requires answered within 5 days\n\n" + TWICE.format(""))
    assert fingerprints(before, before.sources) == fingerprints(after, after.sources)


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    found = linted('    a: request requires signed before answered\n        note ""\n        note ""\n')
    assert codes(found) == ["RD604", "RD604"]
    assert len(set(fingerprints(found, found.sources))) == 2


def test_a_baseline_is_read_back(tmp_path: Path) -> None:
    found = linted(TWICE.format(""))
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(found, found.sources), encoding="utf-8")
    assert known_findings(path, Diagnostics()) == frozenset(fingerprints(found, found.sources))


def test_a_file_that_is_no_baseline_is_told(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text("{}")
    faults = Diagnostics()
    assert known_findings(path, faults) is None
    assert [item.code for item in faults.errors] == ["RD012"]


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.fixable], ids=lambda rule: rule.code)
def test_a_fix_mends_what_its_rule_found_and_changes_no_norm(rule: Rule, tmp_path: Path) -> None:
    from ruledsl.analysis.examples import WORLD, whole

    (tmp_path / "office_world.rules").write_text(WORLD, encoding="utf-8")
    (tmp_path / "r").mkdir()
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "office_world.rules").rename(tmp_path / "vocabulary" / "office_world.rules")
    path = tmp_path / "r" / "example.rules"
    path.write_text(whole(rule.avoid), encoding="utf-8")
    before = gather([str(path)])
    found = lint(before, [rule])
    (text, applied) = fixed_texts(found, found.sources)[str(path)]
    assert applied == len(found) >= 1
    path.write_text(text, encoding="utf-8")
    after = gather([str(path)])
    assert codes(lint(after, [rule])) == []
    assert same_norms(before, after)


def test_a_changed_norm_is_noticed() -> None:
    first, faults = unit_of_text(TEXT + "    a: request requires signed before answered\n")
    second, _ = unit_of_text(TEXT + "    a: request requires signed(by = by) before answered\n")
    third, _ = unit_of_text(TEXT + "    a: request requires answered within 3 days\n")
    asked = frozenset({"<text>"})
    assert same_norms(Gathered((first,), asked, faults), Gathered((first,), asked, faults))
    assert not same_norms(Gathered((first,), asked, faults), Gathered((third,), asked, faults))
    assert second.files


def test_a_ruleset_with_errors_is_linted_as_text_only() -> None:
    found = linted('    a: request requires sined before answered\n        note ""\n')
    assert codes(found) == ["RD221", "RD604"] or codes(found) == ["RD220", "RD604"]
