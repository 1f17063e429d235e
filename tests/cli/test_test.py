"""`ruledsl test`: expect lines, met and not met."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.example import write_example
from tests.cli.running import run


def test_all_lines_met_exit_0_with_one_line(office: Path) -> None:
    done = run(["test", office])
    assert (done.status, done.err) == (0, "")
    assert done.out == "3 scenarios, 12 expectations: 12 met, 0 not met\n"


def test_the_current_folder_is_searched_by_default(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office)
    assert run(["test"]).out.startswith("3 scenarios")


def test_a_line_not_met_shows_expected_got_and_why_and_exits_1(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    path = folder / "letters.scenario"
    path.write_text(path.read_text(encoding="utf-8").replace("due 2022-03-04", "due 2022-03-05"), encoding="utf-8")
    done = run(["test", folder])
    assert done.status == 1
    # A long path may be broken to the page.
    assert f"NOTMET{path}:7," in "".join(done.out.split())
    assert "expected: expect 2.reply pending for l1 due 2022-03-05" in done.out
    assert "got: another due date" in done.out
    assert "Due         2022-03-04 (Fri); 1 day left" in done.out
    assert done.out.endswith("3 scenarios, 12 expectations: 10 met, 2 not met\n")


def test_only_the_scenarios_asked_for_are_run(office: Path) -> None:
    assert run(["test", office, "-k", "LATE"]).out.startswith("1 scenario, 6 expectations")
    done = run(["test", office, "-k", "nothing like it"])
    assert done.status == 2


def test_a_faulty_file_is_told_and_the_others_still_run(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    (folder / "faulty.scenario").write_text('scenario "x"\n    lettr l1\n', encoding="utf-8")
    done = run(["test", folder])
    assert done.status == 2
    assert "faulty.scenario:2:5" in done.err
    assert "3 scenarios, 12 expectations: 12 met" in done.out


def test_an_unknown_clause_in_an_expectation_is_a_fault(tmp_path: Path) -> None:
    folder = write_example(tmp_path)
    path = folder / "letters.scenario"
    path.write_text(path.read_text(encoding="utf-8").replace("2.reply", "2.repyl"), encoding="utf-8")
    done = run(["test", path])
    assert done.status == 2
    assert "2.reply" in done.err


def test_nothing_to_test_is_a_fault(tmp_path: Path) -> None:
    done = run(["test", tmp_path])
    assert done.status == 2
    assert "No scenario was found." in done.err


def test_progress_is_shown_on_a_terminal_only(office: Path) -> None:
    assert "1/2" in run(["test", office], terminal=True).err
    assert run(["test", office]).err == ""


def test_the_outcome_may_be_told_in_chinese(office: Path) -> None:
    assert run(["test", office, "--lang", "zh"]).out == "3个情形，12项预期：12项达到，0项未达到\n"
