"""`ruledsl lint` and `ruledsl rule`: exit statuses, selection, output forms."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from ruledsl.analysis.catalogue import rules
from tests.cli.running import run

CLEAN = """\
vocabulary own
    kind request "request" / "请示"  opens submitted, closes answered
        event submitted(by) "submitted" / "报送", signed(by) "signed" / "签发", answered(by) "answered" / "答复"
ruleset town "Town" / "镇"
    calendar china
    in force from 2022-01-01
article 1 "Requests" / "请示"
    a: request requires signed before answered
"""
FAULTY = CLEAN + "    b: request requires signed before answered\n    c: request requires answered within 5 days\n"
FAULTY += '        note "市长 ２０２２"\n'


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    (tmp_path / "town.rules").write_text(CLEAN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "town.rules").write_text(FAULTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_found_is_exit_0(clean: Path) -> None:
    found = run(["lint", clean])
    assert (found.status, found.out) == (0, "Nothing was found.\n")


def test_findings_are_exit_1_and_shown_with_their_lines(faulty: Path) -> None:
    found = run(["lint", "."])
    assert found.status == 1
    assert "warning[RD630]: 1.b asks the same as 1.a" in found.out
    assert "town.rules:9:5" in found.out
    # The marks stand under the full-width digits: each Chinese sign is two cells wide.
    lines = found.out.splitlines()
    mark = next(number for number, line in enumerate(lines) if "２０２２" in line and "|" in line)
    assert lines[mark].index("市") + 5 == lines[mark + 1].index("^") - 0
    assert lines[mark + 1].count("^") == 8


def test_a_path_that_does_not_exist_is_exit_2(clean: Path) -> None:
    found = run(["lint", clean / "nowhere"])
    assert found.status == 2
    assert "RD001" in found.out


def test_a_folder_without_rules_is_exit_2(tmp_path: Path) -> None:
    assert run(["lint", tmp_path]).status == 2


def test_a_file_that_cannot_be_compiled_is_exit_2(clean: Path) -> None:
    (clean / "town.rules").write_text(CLEAN + "    x: request requires sined before answered\n", encoding="utf-8")
    found = run(["lint", clean])
    assert found.status == 2
    assert "sined" in found.out


def test_an_error_in_a_vocabulary_that_was_not_asked_for_is_told(clean: Path) -> None:
    (clean / "vocabulary").mkdir()
    (clean / "vocabulary" / "shared.rules").write_text("vocabulary shared\n    kind x is y\n", encoding="utf-8")
    rules_file = clean / "town.rules"
    rules_file.write_text(CLEAN.replace("    calendar", "    uses shared\n    calendar"), encoding="utf-8")
    found = run(["lint", rules_file])
    assert found.status == 2
    assert "shared.rules" in found.out


def test_selection_by_code_and_beginning(faulty: Path) -> None:
    assert run(["lint", ".", "--select", "RD65"]).status == 0
    assert run(["lint", ".", "--ignore", "RD63,RD603"]).status == 0
    assert run(["lint", ".", "--select", "RD65", "--extend-select", "duplicate-clause"]).status == 1


def test_an_unknown_code_is_exit_2(faulty: Path) -> None:
    found = run(["lint", ".", "--select", "XY9"])
    assert found.status == 2
    assert "XY9" in found.err


def test_fail_on_raises_the_bar(faulty: Path) -> None:
    assert run(["lint", ".", "--fail-on", "warning"]).status == 1
    assert run(["lint", ".", "--fail-on", "error"]).status == 0


def test_settings_are_read(faulty: Path) -> None:
    (faulty / "ruledsl.toml").write_text('ignore = ["RD6"]\n')
    assert run(["lint", "."]).status == 0
    (faulty / "ruledsl.toml").write_text('ignor = ["RD6"]\n')
    assert run(["lint", "."]).status == 2


def test_statistics_count_by_rule(faulty: Path) -> None:
    found = run(["lint", ".", "--statistics"])
    assert [line.split()[:2] for line in found.out.splitlines()[:2]] == [["1", "RD603"], ["1", "RD630"]]


def test_a_baseline_leaves_out_what_was_there_before(faulty: Path) -> None:
    assert run(["lint", ".", "--write-baseline", "known.json"]).status == 0
    assert run(["lint", ".", "--baseline", "known.json"]).status == 0
    path = faulty / "town.rules"
    more = "    d: request requires signed before answered\n"
    path.write_text(CLEAN.replace("    a:", "    -- moved\n    a:") + FAULTY[len(CLEAN) :] + more, encoding="utf-8")
    found = run(["lint", ".", "--baseline", "known.json", "--format", "concise"])
    assert found.status == 1
    assert "town.rules:13:5: warning RD630 1.d asks the same as 1.a" in found.out
    assert found.out.count("RD630") == 1
    (faulty / "known.json").write_text("[]")
    assert run(["lint", ".", "--baseline", "known.json"]).status == 2


def test_diff_shows_and_fix_writes(faulty: Path) -> None:
    path = faulty / "town.rules"
    shown = run(["lint", ".", "--diff"])
    assert '+        note "市长 2022"' in shown.out
    assert path.read_text(encoding="utf-8") == FAULTY
    found = run(["lint", ".", "--fix"])
    assert "1 mended" in found.err
    assert path.read_text(encoding="utf-8") == FAULTY.replace("２０２２", "2022")
    assert found.status == 1


def test_unsafe_fixes_are_shown_and_made_only_when_asked_for(faulty: Path) -> None:
    path = faulty / "town.rules"
    assert "--fix mends 1 of them, and with --unsafe-fixes 1 more" in run(["lint", "."]).out
    assert "restates" not in run(["lint", ".", "--diff"]).out
    assert "+    b: restates 1.a" in run(["lint", ".", "--diff", "--unsafe-fixes"]).out
    assert path.read_text(encoding="utf-8") == FAULTY
    found = run(["lint", ".", "--fix", "--unsafe-fixes"])
    assert "2 mended" in found.err
    assert (found.status, found.out) == (0, "Nothing was found.\n")
    assert "    b: restates 1.a\n" in path.read_text(encoding="utf-8")


def test_json_and_sarif_tell_safe_fixes_from_unsafe_ones(faulty: Path) -> None:
    duplicate, digits = json.loads(run(["lint", ".", "--format", "json"]).out)["findings"]
    assert (duplicate["fix"]["safe"], digits["fix"]["safe"]) == (False, True)
    results = json.loads(run(["lint", ".", "--format", "sarif"]).out)["runs"][0]["results"]
    assert [each["fixes"][0]["properties"]["applicability"] for each in results] == ["unsafe", "safe"]


def test_sarif_fingerprints_do_not_change_when_lines_move(faulty: Path) -> None:
    def marks() -> list[str]:
        results = json.loads(run(["lint", ".", "--format", "sarif"]).out)["runs"][0]["results"]
        return [each["partialFingerprints"]["ruledslFinding/v1"] for each in results]

    before = marks()
    path = faulty / "town.rules"
    path.write_text(FAULTY.replace("    a:", "    -- moved\n\n    a:"), encoding="utf-8")
    assert marks() == before


def test_fixes_inside_fixes_are_made_one_after_the_other(clean: Path) -> None:
    path = clean / "town.rules"
    old = (
        "    c: request requires answered within 5 days when signed or submitted and (signed or submitted and signed)\n"
    )
    path.write_text(CLEAN + old, encoding="utf-8")
    assert "2 mended" in run(["lint", path, "--fix", "--select", "RD661"]).err
    assert "or (submitted and (signed or (submitted and signed)))" in path.read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------------ output forms


def test_concise_is_one_line_a_finding(faulty: Path) -> None:
    lines = run(["lint", ".", "--format", "concise"]).out.splitlines()
    assert lines[0] == "town.rules:9:5: warning RD630 1.b asks the same as 1.a"
    assert len(lines) == 3


def test_json_tells_place_and_fix(faulty: Path) -> None:
    data = json.loads(run(["lint", ".", "--format", "json"]).out)
    assert data["schema"] == "ruledsl/lint/1"
    duplicate, digits = data["findings"]
    assert (duplicate["code"], duplicate["rule"]) == ("RD630", "duplicate-clause")
    assert (duplicate["file"], duplicate["line"], duplicate["column"]) == ("town.rules", 9, 5)
    assert duplicate["related"][0]["line"] == 8
    assert digits["fix"]["text"] == "2022"
    assert digits["end_column"] - digits["column"] == 4


def test_github_annotates(faulty: Path) -> None:
    first = run(["lint", ".", "--format", "github"]).out.splitlines()[0]
    assert first.startswith("::warning file=town.rules,line=9,col=5,endLine=9,endColumn=6,title=RD630::1.b asks")
    assert "%0A" in first


def test_gitlab_has_what_its_schema_asks(faulty: Path) -> None:
    rows = json.loads(run(["lint", ".", "--format", "gitlab"]).out)
    assert [set(row) for row in rows] == [{"description", "check_name", "fingerprint", "severity", "location"}] * 2
    assert rows[0]["location"] == {"path": "town.rules", "lines": {"begin": 9}}
    assert len({row["fingerprint"] for row in rows}) == 2


def test_junit_has_a_failure_a_finding(faulty: Path) -> None:
    suite = ElementTree.fromstring(run(["lint", ".", "--format", "junit"]).out)[0]
    assert (suite.get("tests"), suite.get("failures"), len(suite)) == ("2", "2", 2)


SCHEMA = json.loads(Path(__file__).parents[1].joinpath("report", "sarif", "sarif-2.1.0.json").read_text("utf-8"))


def test_the_schema_is_one_that_finds_faults(faulty: Path) -> None:
    data = json.loads(run(["lint", ".", "--format", "sarif"]).out)
    data["runs"][0]["results"][0]["level"] = "minor"
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(data)


UNREADABLE = CLEAN + "    x: request requires sined before answered\n    y request requires\n"
SAFE_AND_UNSAFE = FAULTY + "    d: request requires answered when not signed = signed\n"


@pytest.mark.parametrize("text", [CLEAN, FAULTY, UNREADABLE, SAFE_AND_UNSAFE])
def test_sarif_keeps_to_its_schema(faulty: Path, text: str) -> None:
    (faulty / "town.rules").write_text(text, encoding="utf-8")
    data = json.loads(run(["lint", ".", "--format", "sarif"]).out)
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)
    listed = data["runs"][0]["tool"]["driver"]["rules"]
    for result in data["runs"][0]["results"]:
        assert listed[result["ruleIndex"]]["id"] == result["ruleId"]


# ------------------------------------------------------------------------------------------------ rule


def test_rule_shows_its_page() -> None:
    found = run(["rule", "RD630"])
    assert found.status == 0
    assert "RD630 duplicate-clause" in found.out
    assert "Avoid" in found.out
    assert run(["rule", "duplicate-clause"]).out == found.out


def test_rule_lists_all_rules() -> None:
    found = run(["rule"])
    assert all(rule.code in found.out for rule in rules())


def test_rule_knows_the_compilers_codes() -> None:
    assert "unknown clause" in run(["rule", "rd402"]).out


def test_an_unknown_rule_is_exit_2_with_the_likely_one() -> None:
    found = run(["rule", "duplicate-claus"])
    assert found.status == 2
    assert "duplicate-clause" in found.err
    assert run(["rule", "RD63"]).status == 2
