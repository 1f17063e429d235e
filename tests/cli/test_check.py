"""`ruledsl check`: reports, formats, exit statuses, faults."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from ruledsl.report.json_report import report_schema
from tests.cli.running import run
from tests.cli.test_main import HEAVY, imported


def test_a_breach_is_reported_with_article_count_and_remedy_and_exits_1(office: Path) -> None:
    done = run(["check", office, office / "material.scenario", "-k", "four workdays"])
    assert done.status == 1
    assert done.err == ""
    for line in (
        "VIOLATED (breach)  1.filing  agenda item i1",
        "  article 1 (Agenda material)",
        "  Due        2022-03-28 (Mon); 1 day late",
        "             1–5  Fri  1 Apr – Mon 28 Mar",
        "  Needed     filed (to = general office) by 2022-03-28 (Mon)",
        "1 violated (1 breach), 1 satisfied, 1 not applicable.",
    ):
        assert any(shown.startswith(line) for shown in done.out.splitlines()), line


def test_the_same_in_chinese(office: Path) -> None:
    done = run(["check", office, office / "material.scenario", "-k", "four workdays", "--lang", "zh"])
    assert "违反（违规）  1.filing  议题 i1" in done.out
    assert "期限  2022年3月28日（星期一）；逾期1天" in done.out


def test_a_deviation_fails_only_when_asked(office: Path) -> None:
    args = ["check", office, office / "letters.scenario"]
    assert run(args).status == 0
    assert run([*args, "--fail-on", "deviation"]).status == 1


@pytest.mark.parametrize(("date", "what"), [("2022-03-02", "pending"), ("2022-04-02", "undetermined")])
def test_what_is_open_fails_only_when_asked(office: Path, date: str, what: str) -> None:
    name, wanted = ("letters", "late") if what == "pending" else ("material", "not judged")
    args = ["check", office, office / f"{name}.scenario", "--as-of", date, "-k", wanted]
    assert run(args).status == 0
    assert run([*args, "--fail-on", what]).status == 1


def test_every_scenario_of_every_file_is_checked(office: Path) -> None:
    out = run(["check", office, office / "material.scenario", office / "letters.scenario"]).out
    assert "filed four workdays ahead" in out
    assert "special circumstances not judged" in out
    assert "a letter answered late" in out


def test_one_report_in_json_is_an_object_and_several_are_an_array(office: Path) -> None:
    one = json.loads(run(["check", office, office / "letters.scenario", "--format", "json"]).out)
    assert one["schema"] == "ruledsl/report/1"
    jsonschema.Draft202012Validator(report_schema()).validate(one)
    many = json.loads(run(["check", office, office / "material.scenario", "--format", "json"]).out)
    assert [each["scenario"] for each in many] == ["filed four workdays ahead", "special circumstances not judged"]
    for each in many:
        jsonschema.Draft202012Validator(report_schema()).validate(each)


def test_a_scenario_may_be_written_in_json(office: Path) -> None:
    done = run(["check", office, office / "letter.json", "--all"])
    assert done.status == 0
    assert "SATISFIED  2.reply  letter l1" in done.out


def test_all_lists_what_is_in_order_and_what_never_applied(office: Path) -> None:
    out = run(["check", office, office / "letter.json", "--all"]).out
    assert "NOT APPLICABLE  1.filing" in out
    assert "Clauses that applied to nothing here: 1.filing, 1.sign_off" in out


def test_the_date_of_evaluation_may_be_given(office: Path) -> None:
    out = run(["check", office, office / "letters.scenario", "--as-of", "2022-03-02"]).out
    assert "as of 2022-03-02 (Wed)" in out
    assert "PENDING (1)" in out


def test_a_scenario_without_a_date_asks_for_one(office: Path, tmp_path: Path) -> None:
    undated = tmp_path / "undated.scenario"
    undated.write_text('scenario "undated"\n    letter l1\n    2022-03-01 l1 received\n', encoding="utf-8")
    done = run(["check", office, undated])
    assert done.status == 2
    assert "--as-of" in done.err
    assert run(["check", office, undated, "--as-of", "2022-03-02"]).status == 0


def test_the_report_is_plain_in_a_pipe_and_coloured_on_a_terminal(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    args = ["check", office, office / "letters.scenario"]
    assert "\x1b[" not in run(args).out
    assert "\x1b[" in run(args, terminal=True).out


# ------------------------------------------------------------------------------------------------ faults


def test_a_misspelt_ruleset_is_named_with_the_nearest(office: Path) -> None:
    done = run(["check", "taiam", office / "letters.scenario"])
    assert done.status == 2
    assert done.out == ""
    assert "error[RD201]" in done.err
    assert "taian" in done.err


def test_a_folder_without_a_ruleset_is_a_fault(office: Path, tmp_path: Path) -> None:
    done = run(["check", tmp_path, office / "letters.scenario"])
    assert done.status == 2
    assert "error[RD" in done.err


def test_a_missing_scenario_file_is_a_fault(office: Path) -> None:
    done = run(["check", office, office / "lettres.scenario"])
    assert done.status == 2
    assert "error[RD001]: there is no file" in done.err


def test_the_faults_of_all_files_are_told_at_once(office: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = f'scenario "{name}"\n    lettr l1\n    2022-02-30 l1 received\n    as of 2022-03-01\n'
        (tmp_path / f"{name}.scenario").write_text(text, encoding="utf-8")
    done = run(["check", office, tmp_path / "one.scenario", tmp_path / "two.scenario"])
    assert done.status == 2
    assert done.out == ""
    assert done.err.count("lettr l1") >= 2
    assert "one.scenario:2:5" in done.err
    assert "two.scenario:2:5" in done.err
    assert "2 files" in done.err
    assert "^^^^^" in done.err


def test_a_fault_in_json_points_into_the_document(office: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.json"
    document = json.loads((office / "letter.json").read_text(encoding="utf-8"))
    document["events"][1]["date"] = "2022-02-30"
    faulty.write_text(json.dumps(document), encoding="utf-8")
    done = run(["check", office, faulty])
    assert done.status == 2
    assert "events[1].date" in done.err


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"scenario", b"\x00" * 50, b"(" * 500, '﻿scenario "x"\n'.encode(), b"{}", b"[[[["]
)
@pytest.mark.parametrize("name", ["x.scenario", "x.json"])
def test_no_file_gives_a_traceback(office: Path, tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = run(["check", office, tmp_path / name, "--as-of", "2022-03-01"])
    assert done.status in (0, 2)
    assert "Traceback" not in done.err


def test_a_wrong_date_on_the_command_line_is_said_with_what_is_right(office: Path) -> None:
    done = run(["check", office, office / "letters.scenario", "--as-of", "2022-2-3"])
    assert done.status == 2
    assert "write 2022-02-03" in done.err


def test_a_title_that_no_scenario_has_is_a_fault(office: Path) -> None:
    done = run(["check", office, office / "letters.scenario", "-k", "nothing like it"])
    assert done.status == 2
    assert "No scenario's title contains 'nothing like it'." in done.err


# ------------------------------------------------------------------------------------------------ start-up


def test_checking_again_needs_neither_parser_nor_holidays(office: Path) -> None:
    args = [sys.executable, "-X", "importtime", "-m", "ruledsl", "check", str(office), str(office / "letters.scenario")]
    first = subprocess.run(args, capture_output=True, encoding="utf-8", check=False, timeout=60)
    again = subprocess.run(args, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert first.returncode == again.returncode == 0
    assert again.stdout == first.stdout
    assert not imported(again.stderr) & set(HEAVY)


@pytest.mark.parametrize("changed", ["office.rules", "letters.scenario"])
def test_a_change_is_seen_at_once(office: Path, tmp_path: Path, changed: str) -> None:
    for name in ("office.rules", "letters.scenario"):
        (tmp_path / name).write_bytes((office / name).read_bytes())
    args = ["check", tmp_path, tmp_path / "letters.scenario"]
    assert "VIOLATED" in run(args).out
    text = (tmp_path / changed).read_text(encoding="utf-8")
    text = text.replace("within 3 workdays", "within 9 workdays").replace(
        "2022-03-07 l1 replied", "2022-03-03 l1 replied"
    )
    (tmp_path / changed).write_text(text, encoding="utf-8")
    assert "VIOLATED" not in run(args).out


def test_a_broken_cache_is_not_believed(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(tmp_path))
    args = ["check", office, office / "letters.scenario"]
    first = run(args)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            data = bytearray(file.read_bytes())
            data[len(data) // 2] ^= 0xFF
            file.write_bytes(data)
    assert run(args) == first
