"""The page on testing can be followed word for word: its files compile, its commands print what stands there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "testing.md").read_text("utf-8")
BLOCKS = [(m[1], m[2]) for m in re.finditer(r"^```([\w-]+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]
CONSOLE = [text.partition("\n")[::2] for kind, text in BLOCKS if kind == "console"]


def block(kind: str) -> str:
    return next(text for name, text in BLOCKS if name == kind)


def run(command: str, folder: Path) -> str:
    """What the command prints on stdout, in a terminal of 100 columns."""
    program, *arguments = shlex.split(command.removeprefix("$ "))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments, *(["-p", "no:cacheprovider"] if program == "pytest" else [])],
        cwd=folder, env={**environment, "PYTHONUTF8": "1", "COLUMNS": "100"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "desk").mkdir()
    (folder / "desk" / "desk.rules").write_text(block("rules"), "utf-8")
    (folder / "desk" / "letters.scenario").write_text(block("scenario"), "utf-8")
    return folder


def test_the_commands_print_what_stands_below_them(office: Path) -> None:
    """In the order of the page; `more.scenario` is there from the third command on, as the page says."""
    letters = office / "desk" / "letters.scenario"
    for number, (command, expected) in enumerate(CONSOLE):
        if number == 2:
            (office / "desk" / "more.scenario").write_text(block("scenario-more"), "utf-8")
        right = letters.read_text("utf-8")
        if "--update" in command:
            letters.write_text(right.replace("due 2022-03-04", "due 2022-03-03"), "utf-8")
        printed = run(command, office)
        letters.write_text(right, "utf-8")
        if command.startswith("$ pytest"):
            # pytest adds how far it is and how long it took.
            printed = re.sub(r" +\[100%\]| in [\d.]+s.*", "", printed)
        assert printed == expected, command
    assert (office / "coverage.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_page_shows_commands() -> None:
    assert len(CONSOLE) == 7
