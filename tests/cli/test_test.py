"""`ruledsl test`: expect lines, met and not met."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from ruledsl.trials import run as running
from tests.cli.example import write_example
from tests.cli.running import Stream, run


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
    shown = run(["test", office], terminal=True).err
    assert shown == "\r\x1b[K1/2 letters.scenario\r\x1b[K2/2 material.scenario\r\x1b[K\r\x1b[K"
    assert run(["test", office]).err == ""


def test_the_outcome_may_be_told_in_chinese(office: Path) -> None:
    assert run(["test", office, "--lang", "zh"]).out == "3个情形，12项预期：12项达到，0项未达到\n"


@pytest.fixture
def unmet(tmp_path: Path) -> Path:
    """The example with two lines that are not met, one of which can be rewritten."""
    folder = write_example(tmp_path)
    path = folder / "letters.scenario"
    text = path.read_text(encoding="utf-8").replace("due 2022-03-04", "due 2022-03-05", 1)
    path.write_text(text + "    expect no deviation\n", encoding="utf-8")
    return folder


def test_failfast_ends_with_the_first_that_is_not_met(unmet: Path) -> None:
    done = run(["test", unmet, "-x"])
    assert done.status == 1
    assert done.out.endswith("1 scenario, 7 expectations: 5 met, 2 not met\n")


def test_other_processes_change_nothing_in_what_is_told(unmet: Path) -> None:
    assert run(["test", unmet, "--jobs", "2"]) == run(["test", unmet, "--jobs", "1"])


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "1001"])
def test_a_senseless_number_of_processes_is_refused(office: Path, jobs: str) -> None:
    done = run(["test", office, f"--jobs={jobs}"])
    assert (done.status, done.out) == (2, "")


def test_junit_goes_to_a_file_and_the_text_stays(unmet: Path) -> None:
    path = unmet / "results.xml"
    done = run(["test", unmet, "--junit", path])
    assert done.out == run(["test", unmet]).out
    assert Xml.fromstring(path.read_text(encoding="utf-8")).get("failures") == "1"


def test_a_file_that_cannot_be_written_is_told(office: Path, tmp_path: Path) -> None:
    done = run(["test", office, "--junit", tmp_path / "no folder" / "results.xml"])
    assert done.status == 2
    assert "RD016" in done.err


def test_json_has_stdout_for_itself(unmet: Path) -> None:
    done = run(["test", unmet, "--format", "json"])
    assert done.status == 1
    data = json.loads(done.out)
    assert data["schema"] == "ruledsl/test/1"
    assert (data["summary"]["not_met"], data["coverage"]) == (2, None)
    assert done.err == ""


def test_json_may_hold_the_coverage(office: Path) -> None:
    data = json.loads(run(["test", office, "--format", "json", "--coverage", "json"]).out)
    assert data["coverage"]["total"]["breakable"] == 3


def test_coverage_follows_the_outcome(office: Path) -> None:
    done = run(["test", office, "--coverage", "text"])
    assert done.status == 0
    assert done.out.startswith("3 scenarios, 12 expectations: 12 met, 0 not met\n\nCoverage of Rules of the office")


@pytest.mark.parametrize(("form", "begins"), [("json", "{"), ("html", "<!DOCTYPE html>")])
def test_coverage_for_programs_has_stdout_or_a_file_for_itself(
    office: Path, tmp_path: Path, form: str, begins: str
) -> None:
    alone = run(["test", office, "--coverage", form])
    assert alone.out.startswith(begins)
    assert alone.err == "3 scenarios, 12 expectations: 12 met, 0 not met\n"
    path = tmp_path / "coverage"
    beside = run(["test", office, "--coverage", form, "--coverage-file", path])
    assert beside.out == alone.err
    assert path.read_text(encoding="utf-8") == alone.out


@pytest.mark.parametrize(("percent", "status"), [("0", 0), ("0.1", 1), ("100", 1)])
def test_too_little_covered_is_told_and_exits_1(office: Path, percent: str, status: int) -> None:
    done = run(["test", office, "--fail-under", percent])
    assert done.status == status
    assert done.err == ("" if status == 0 else f"0% is less than the {percent}% asked for\n")


@pytest.mark.parametrize(
    "options",
    [
        ["--coverage-file", "x"],
        ["--format", "json", "--coverage", "html"],
        ["--yes"],
        ["--update", "--format", "json"],
        ["--update", "--coverage", "text"],
        ["--update", "--junit", "x"],
        ["--fail-under", "101"],
    ],
)
def test_options_that_do_not_go_together_are_refused(office: Path, options: list[str]) -> None:
    done = run(["test", office, *options])
    assert (done.status, done.out) == (2, "")
    assert not Path("x").exists()


def test_update_shows_the_change_and_writes_nothing_without_yes(unmet: Path) -> None:
    path = unmet / "letters.scenario"
    before = path.read_bytes()
    done = run(["test", unmet, "--update"])
    assert done.status == 1
    assert "-    expect 2.reply pending for l1 due 2022-03-05\n" in done.out
    assert "+    expect 2.reply pending for l1 due 2022-03-04\n" in done.out
    assert "there are deviations, and no line of its form says so" in done.err
    assert done.err.endswith("nothing is written: say --yes to write\n")
    assert path.read_bytes() == before


def test_update_with_yes_writes_what_it_showed(unmet: Path) -> None:
    path = unmet / "letters.scenario"
    before = path.read_text(encoding="utf-8")
    done = run(["test", unmet, "--update", "--yes"])
    assert done.status == 1, "one line could not be rewritten"
    assert path.read_text(encoding="utf-8") == before.replace("03-05", "03-04")
    assert done.err.endswith("1 line is rewritten in 1 file, 1 line cannot be\n")


def test_update_exits_0_if_every_line_is_met_now(unmet: Path) -> None:
    path = unmet / "letters.scenario"
    path.write_text(path.read_text(encoding="utf-8").replace("    expect no deviation\n", ""), encoding="utf-8")
    assert run(["test", unmet, "--update", "--yes"]).status == 0
    again = run(["test", unmet, "--update", "--yes"])
    assert (again.status, again.out) == (0, "")
    assert again.err == "every line is met: there is nothing to rewrite\n"


@pytest.mark.parametrize(("answer", "writes"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_update_asks(unmet: Path, monkeypatch: pytest.MonkeyPatch, answer: str, writes: bool) -> None:
    path = unmet / "letters.scenario"
    before = path.read_bytes()
    answers = Stream(terminal=True)
    answers.write(answer)
    answers.seek(0)
    monkeypatch.setattr(sys, "stdin", answers)
    done = run(["test", unmet, "--update"], terminal=True)
    assert "Write?" in done.err
    assert (path.read_bytes() != before) == writes


def test_update_leaves_a_faulty_file_alone(unmet: Path) -> None:
    path = unmet / "faulty.scenario"
    path.write_text('scenario "x"\n    lettr l1\n    as of 2022-01-01\n    expect no breach\n', encoding="utf-8")
    before = path.read_bytes()
    assert run(["test", unmet, "--update", "--yes"]).status == 2
    assert path.read_bytes() == before


def test_an_interruption_ends_with_what_there_is(unmet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = running.run_files

    def broken_off(*args: object, **options: object) -> Iterator[running.FileRun]:
        yield next(whole(*args, **options))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "run_files", broken_off)
    path = tmp_path / "results.xml"
    done = run(["test", unmet, "--junit", path, "--coverage", "text"])
    assert done.status == 130
    assert "1 scenario, 7 expectations: 5 met, 2 not met\ninterrupted; not all scenarios were run\n" in done.out
    assert Xml.fromstring(path.read_text(encoding="utf-8")).get("tests") == "1"
    data = json.loads(run(["test", unmet, "--format", "json"]).out)
    assert data["summary"]["interrupted"] is True
