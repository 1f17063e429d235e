"""Choosing rules, suppressions, settings, baselines and fixes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruledsl.analysis.baseline import baseline_text, fingerprints, known_findings
from ruledsl.analysis.catalogue import chosen, rule_named, rules
from ruledsl.analysis.examples import WORLD, example_unit, whole
from ruledsl.analysis.fixing import Mended, fixed_texts, is_safe, mend, same_norms
from ruledsl.analysis.gathering import Gathered, gather, unit_of_text
from ruledsl.analysis.linting import lint
from ruledsl.analysis.rule import Rule
from ruledsl.analysis.scenario_lines import scenarios_in
from ruledsl.analysis.settings import Settings, find_settings
from ruledsl.diagnostics import Diagnostic, Diagnostics
from ruledsl.source import Source

TEXT = """\
vocabulary own
    kind request "request" / "请示"  opens submitted, closes answered
        event submitted(by) "submitted" / "报送", signed(by) "signed" / "签发", answered(by) "answered" / "答复"
ruleset town "Town" / "镇"
    calendar china
    in force from 2022-01-01
article 1 "Requests" / "请示"
"""
ALL = chosen(["ALL"], [])
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


def example_in(folder: Path, example: str) -> Path:
    """A rule's example as a file, with the vocabulary of the examples in reach."""
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary" / "office_world.rules").write_text(WORLD, encoding="utf-8")
    (folder / "r").mkdir()
    path = folder / "r" / "example.rules"
    path.write_text(whole(example), encoding="utf-8")
    return path


def found_by(rule: Rule, gathered: Gathered) -> list[Diagnostic]:
    return [item for item in lint(gathered, ALL) if item.code == rule.code]


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.fixable], ids=lambda rule: rule.code)
def test_a_safe_fix_mends_what_its_rule_found_and_changes_no_norm(rule: Rule, tmp_path: Path) -> None:
    path = example_in(tmp_path, rule.avoid)
    before = gather([str(path)])
    found = found_by(rule, before)
    assert all(map(is_safe, found))
    path.write_text(fixed_texts(found, before.diagnostics.sources)[str(path)], encoding="utf-8")
    after = gather([str(path)])
    assert not found_by(rule, after)
    assert same_norms(before, after)


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.unsafely_fixable], ids=lambda rule: rule.code)
def test_an_unsafe_fix_mends_what_its_rule_found_and_leaves_a_ruleset(rule: Rule, tmp_path: Path) -> None:
    path = example_in(tmp_path, rule.avoid)
    before = gather([str(path)])
    found = found_by(rule, before)
    assert not any(map(is_safe, found))
    assert fixed_texts(found, before.diagnostics.sources) == {}
    path.write_text(fixed_texts(found, before.diagnostics.sources, unsafe=True)[str(path)], encoding="utf-8")
    after = gather([str(path)])
    assert after.units[0].ruleset is not None
    assert not found_by(rule, after)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_with_fixes_says_so(rule: Rule) -> None:
    unit, faults = example_unit(rule.avoid)
    found = found_by(rule, Gathered((unit,), frozenset(source.name for source in unit.sources), faults))
    assert any(map(is_safe, found)) is rule.fixable
    assert any(item.fix is not None and item.fix.unsafe for item in found) is rule.unsafely_fixable


def mended(folder: Path, clauses: str, *, unsafe: bool = True, head: str = TEXT) -> tuple[str, Mended]:
    """A file after mending, and what was done to it."""
    path = folder / "town.rules"
    path.write_text(head + clauses, encoding="utf-8")
    done = mend(gather([str(path)]), [str(path)], lambda read: lint(read, ALL), unsafe=unsafe)
    return path.read_text(encoding="utf-8").removeprefix(head), done


def test_unsafe_fixes_are_made_only_when_asked_for(tmp_path: Path) -> None:
    clauses = TWICE.format("")
    assert mended(tmp_path, clauses, unsafe=False)[0] == clauses
    text, done = mended(tmp_path, clauses)
    assert text == "    a: request requires signed before answered\n    b: restates 1.a\n"
    assert done.count == 1


def test_a_fix_that_would_break_the_file_is_taken_back_and_the_others_are_kept(tmp_path: Path) -> None:
    clauses = (
        "    a: request requires signed before answered\n    b: request requires signed before answered\n"
        "    c: request requires signed before answered\n"
        "    d: request requires answered within 5 days when 1.b broken\n"
    )
    text, done = mended(tmp_path, clauses)
    assert "    b: request requires signed before answered\n    c: restates 1.a\n" in text
    assert (done.count, len(done.taken_back)) == (1, 1)


def test_what_is_taken_out_leaves_comments_and_other_lines_alone(tmp_path: Path) -> None:
    clauses = (
        "    a: request requires signed before answered -- the first\n"
        "        when not signed or signed -- the second\n"
        "        unless submitted and not submitted\n"
    )
    text, done = mended(tmp_path, clauses)
    assert text == "    a: request requires signed before answered -- the first\n        -- the second\n"
    assert done.count == 2


def test_a_text_that_cases_are_compared_with_is_mended_only_when_asked_for(tmp_path: Path) -> None:
    clauses = '    a: request requires signed before answered when reason = "２０２２"\n        note "２０２２"\n'
    head = re.sub("opens submitted, closes answered", r'\g<0>\n        reason : text "reason" / "理由"', TEXT)
    text, _ = mended(tmp_path, clauses, unsafe=False, head=head)
    assert text == clauses.replace('note "２０２２"', 'note "2022"')
    assert mended(tmp_path, clauses, head=head)[0] == clauses.replace("２０２２", "2022")


@pytest.mark.parametrize(
    ("comment", "after"),
    [
        (
            "-- ruledsl: ignore RD630, RD660 because it is said twice",
            "-- ruledsl: ignore RD630 because it is said twice",
        ),
        (
            "-- ruledsl: ignore RD660,RD630 because it is said twice",
            "-- ruledsl: ignore RD630 because it is said twice",
        ),
    ],
)
def test_an_unused_code_is_taken_out_of_its_suppression(tmp_path: Path, comment: str, after: str) -> None:
    assert mended(tmp_path, TWICE.format(f" {comment}"), unsafe=False)[0] == TWICE.format(f" {after}")


def test_an_unused_suppression_on_its_own_line_goes_with_its_line(tmp_path: Path) -> None:
    clause = "    a: request requires signed before answered\n"
    comment = "    -- ruledsl: ignore RD630 because it was said twice\n"
    assert mended(tmp_path, comment + clause, unsafe=False)[0] == clause


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


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("expect 84.personal_article satisfied", ("84.personal_article",)),
        ("expect article 84 satisfied", ("article:84",)),
        ("expect only 84.a, article 85 violated", ("84.a", "article:85")),
    ],
)
def test_the_clauses_an_expectation_speaks_of_are_read_as_they_are_named(line: str, names: tuple[str, ...]) -> None:
    (scenario,) = scenarios_in(Source("own.scenario", f'scenario "one"\n    as of 2022-03-01\n    {line}\n'))
    assert [ids for ids, _ in scenario.expects] == [names]
