"""The pytest plugin: every scenario file is a collector, every scenario a test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.example import write_example

pytest_plugins = ["pytester"]


@pytest.fixture(autouse=True)
def _plain_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the outer pytest was told, in its options or as a worker, is not for the inner one."""
    for name in [name for name in os.environ if name.startswith(("PYTEST_", "COV_"))]:
        if name not in ("PYTEST_CURRENT_TEST", "PYTEST_VERSION"):
            monkeypatch.delenv(name)


@pytest.fixture
def office(pytester: pytest.Pytester) -> Path:
    """The example, in the folder that pytest is started in."""
    return write_example(pytester.path)


def unmet(office: Path) -> None:
    path = office / "letters.scenario"
    path.write_text(path.read_text(encoding="utf-8").replace("due 2022-03-04", "due 2022-03-05", 1), encoding="utf-8")


def test_each_scenario_is_a_test_called_by_its_title(pytester: pytest.Pytester, office: Path) -> None:
    done = pytester.runpytest("-v")
    done.assert_outcomes(passed=3)
    done.stdout.fnmatch_lines(["letters.scenario::a letter answered late PASSED*"])


def test_a_failure_is_told_as_ruledsl_test_tells_it(pytester: pytest.Pytester, office: Path) -> None:
    unmet(office)
    done = pytester.runpytest()
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines(
        [
            "NOT MET  letters.scenario:7, a letter answered late, as of 2022-03-03 (Thu)",
            "  expected: expect 2.reply pending for l1 due 2022-03-05",
            "  got: another due date: 2022-03-04 (Fri)",
            "*Due*2022-03-04 (Fri); 1 day left",
        ]
    )
    assert "Traceback" not in done.stdout.str()
    assert ".py:" not in done.stdout.str()


def test_an_item_stands_at_its_file_and_line(pytester: pytest.Pytester, office: Path) -> None:
    items, _ = pytester.inline_genitems()
    places = {item.name: (item.path.name, item.reportinfo()[1]) for item in items}
    assert places["special circumstances not judged"] == ("material.scenario", 15)


def test_scenarios_are_chosen_by_k_and_by_mark(pytester: pytest.Pytester, office: Path) -> None:
    pytester.runpytest("-k", "late").assert_outcomes(passed=1, deselected=2)
    pytester.runpytest("--strict-markers", "-m", "ruledsl").assert_outcomes(passed=3)


def test_a_file_with_errors_is_an_error_of_collection_told_by_its_diagnostics(
    pytester: pytest.Pytester, office: Path
) -> None:
    (office / "faulty.scenario").write_text('scenario "x"\n    lettr l1\n', encoding="utf-8")
    done = pytester.runpytest("--continue-on-collection-errors")
    done.assert_outcomes(passed=3, errors=1)
    done.stdout.fnmatch_lines(["error*: *lettr*", "*faulty.scenario:2:5*"])
    assert "Traceback" not in done.stdout.str()


def test_a_faulty_ruleset_is_told_once_and_no_scenario_of_it_is_run(pytester: pytest.Pytester, office: Path) -> None:
    path = office / "office.rules"
    path.write_text(path.read_text(encoding="utf-8").replace("letter normally", "lettr normally"), encoding="utf-8")
    done = pytester.runpytest()
    done.assert_outcomes(errors=2)
    assert done.stdout.str().count("office.rules:28") == 1


def test_two_scenarios_of_one_title_are_two_tests(pytester: pytest.Pytester, office: Path) -> None:
    path = office / "letters.scenario"
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    items, _ = pytester.inline_genitems(path)
    assert [item.name for item in items] == ["a letter answered late", "a letter answered late #2"]


def test_the_setting_turns_it_off(pytester: pytest.Pytester, office: Path) -> None:
    pytester.makeini("[pytest]\nruledsl_scenarios = false\n")
    assert pytester.runpytest().ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_setting_lets_days_past_the_published_years_be_decided(pytester: pytest.Pytester, office: Path) -> None:
    path = office / "later.scenario"
    lines = ["letter l1", "2031-03-01 l1 received", "as of 2031-03-20", "expect 2.reply violated provisional for l1"]
    path.write_text('scenario "much later"\n' + "".join(f"    {line}\n" for line in lines), encoding="utf-8")
    pytester.runpytest(path).assert_outcomes(failed=1)
    pytester.makeini("[pytest]\nruledsl_project_calendar = true\n")
    pytester.runpytest(path).assert_outcomes(passed=1)


def test_starting_pytest_imports_nothing_of_ruledsl(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import sys\ndef test_it(pytestconfig):\n    assert pytestconfig.pluginmanager.has_plugin('ruledsl')\n"
        "    assert [name for name in sys.modules if name.split('.')[0] == 'ruledsl'] == []\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", ".", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_it_works_with_xdist(office: Path) -> None:
    unmet(office)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "1", "-p", "no:cacheprovider", "."]
    done = subprocess.run(command, cwd=office, capture_output=True, text=True, check=False)
    assert "1 failed, 2 passed" in done.stdout
