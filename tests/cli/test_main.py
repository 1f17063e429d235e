"""The command line as a whole: statuses, streams, help, start-up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ruledsl.cli import main, output
from ruledsl.cli.root import COMMANDS, root
from tests.cli.running import run

HEAVY = ("lark", "holidays", "rich")


def python(*args: str, **more: object) -> subprocess.CompletedProcess[str]:
    """A fresh process of this Python."""
    return subprocess.run(
        [sys.executable, *args],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        **more,  # type: ignore[call-overload]
    )


def imported(stderr: str) -> set[str]:
    """The top packages that `-X importtime` says were imported."""
    names = (line.rpartition("|")[2].strip() for line in stderr.splitlines() if line.startswith("import time:"))
    return {name.partition(".")[0] for name in names}


def test_the_version_is_printed_without_importing_what_it_does_not_need() -> None:
    done = python("-X", "importtime", "-m", "ruledsl", "--version")
    assert done.returncode == 0
    assert done.stdout.startswith("ruledsl ")
    assert not imported(done.stderr) & set(HEAVY)


def test_importing_the_package_imports_nothing_else() -> None:
    done = python("-X", "importtime", "-c", "import ruledsl; ruledsl.__version__")
    assert not imported(done.stderr) & {*HEAVY, "attrs", "attr", "click"}


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_printed_without_importing_what_it_does_not_need(name: str) -> None:
    done = python("-X", "importtime", "-m", "ruledsl", *([name] if name else []), "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    assert not imported(done.stderr) & set(HEAVY)


def test_the_table_of_commands_is_true() -> None:
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        assert command.name == name


def test_every_command_and_option_has_help() -> None:
    def commands(command: click.Command) -> Iterator[click.Command]:
        yield command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None
                yield from commands(found)

    for command in commands(root):
        assert command.help
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help


def test_without_a_command_the_help_is_shown() -> None:
    done = run([])
    assert done.status == 2
    assert "Usage: ruledsl" in done.out + done.err


def test_a_misspelt_command_is_named_with_the_nearest() -> None:
    done = run(["chek"])
    assert done.status == 2
    assert "There is no command 'chek'. Did you mean 'check'?" in done.err


def test_help_names_the_exit_statuses() -> None:
    assert "Exit status" in " ".join(run(["--help"]).out.split())


def test_interrupting_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ruledsl.report.calendar_text.months_text", interrupted)
    assert run(["calendar", "show", "2022"]).status == 130


def test_a_reader_that_stops_reading_ends_the_program_quietly() -> None:
    command = f"{sys.executable} -m ruledsl calendar show 2022 | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.stderr == ""
    assert done.stdout.strip() in ("141", "0")


def test_output_is_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "ruledsl", "calendar", "show", "2022-04", "--lang", "zh"],
        capture_output=True, env=environment, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert "清明节" in done.stdout.decode("utf-8")


def test_a_pipe_gets_no_colours_and_a_terminal_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" not in run(["calendar", "show", "2022-04"]).out
    assert "\x1b[" in run(["calendar", "show", "2022-04"], terminal=True).out


@pytest.mark.parametrize("variable", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch, variable: tuple[str, str]) -> None:
    monkeypatch.setenv(*variable)
    assert "\x1b[" not in run(["calendar", "show", "2022-04"], terminal=True).out


def test_the_page_is_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert output.page_of(sys.stdout).columns == 72
    monkeypatch.setenv("COLUMNS", "9")
    assert output.page_of(sys.stdout).columns == output.NARROWEST
    monkeypatch.delenv("COLUMNS")
    assert output.page_of(sys.stdout).columns == 100


def test_main_gives_the_status_and_does_not_exit() -> None:
    assert main(["--version"]) == 0


def test_the_program_runs_as_a_module(tmp_path: Path) -> None:
    done = python("-m", "ruledsl", "calendar", "count", "2022-03-28", "2022-04-06", cwd=tmp_path)
    assert done.returncode == 0
    assert "6 workdays" in " ".join(done.stdout.split())
