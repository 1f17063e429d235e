"""The README can be followed word for word: its commands run, its files compile, its cases come out as it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
_BLOCK = re.compile(r"^```([\w-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(m.group(1), m.group(2)) for m in _BLOCK.finditer(README)]


def _block(kind: str) -> str:
    return next(text for name, text in BLOCKS if name == kind)


def _run(arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "ruledsl", *arguments],
        cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def _ruledsl_calls() -> list[list[str]]:
    """Every `ruledsl …` call in the README, as arguments."""
    return [
        shlex.split(call)[1:]
        for kind, text in BLOCKS
        if kind == "sh"
        for line in text.splitlines()
        for call in [line.rpartition("&&")[2].strip().removeprefix(".venv/bin/")]
        if call.startswith("ruledsl ")
    ]


def test_the_first_command_prints_a_breach_with_article_count_and_remedy() -> None:
    first = _ruledsl_calls()[0]
    done = _run(first, ROOT)
    assert done.returncode == 1, done.stderr
    for needed in ("51.filing", "article 51", "2022-03-28 (Mon)", "make-up workday", "Needed"):
        assert needed in done.stdout
    assert done.stderr == ""


def test_the_first_command_speaks_chinese() -> None:
    done = _run([*_ruledsl_calls()[0], "--lang", "zh"], ROOT)
    assert done.returncode == 1
    assert "2022年3月28日" in done.stdout


def test_the_test_command_is_the_one_that_ci_calls() -> None:
    command = next(text.strip() for kind, text in BLOCKS if kind == "sh" and "pytest" in text)
    assert command in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "office.rules").write_text(_block("rules"), "utf-8")
    (folder / "first.scenario").write_text(_block("scenario"), "utf-8")
    return folder


def test_the_tour_runs_as_written(office: Path) -> None:
    for call in _ruledsl_calls()[1:]:
        if "office" in call[1:] or any(a.startswith("office") for a in call):
            done = _run(call, office.parent)
            assert done.returncode == 0, (call, done.stdout, done.stderr)
        else:
            done = _run(call, ROOT)
            assert done.returncode == 0, (call, done.stdout, done.stderr)
            assert "2022-03-28" in done.stdout


def test_the_tours_own_rule_works(office: Path) -> None:
    (office / "office.rules").write_text(_block("rules") + _block("rules-more"), "utf-8")
    (office / "first.scenario").write_text(_block("scenario") + "\n" + _block("scenario-more"), "utf-8")
    done = _run(["test", "office"], office.parent)
    assert done.returncode == 0, (done.stdout, done.stderr)


def test_a_misspelling_is_pointed_at_with_the_likely_fix(office: Path) -> None:
    (office / "office.rules").write_text(
        _block("rules").replace("single: request requires", "single: request requiers"), "utf-8"
    )
    done = _run(["test", "office"], office.parent)
    assert done.returncode == 2
    assert "office.rules:14" in done.stderr
    assert "requires" in done.stderr
    assert "Traceback" not in done.stderr
