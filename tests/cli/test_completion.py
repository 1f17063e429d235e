"""Completion: what a shell is offered, quickly and without a word on stderr."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from ruledsl.cli.root import root
from tests.cli.running import run

ROOT = Path(__file__).parents[2]


def offered(words: Sequence[str], incomplete: str = "") -> list[str]:
    """What is offered for `ruledsl WORDS INCOMPLETE`; a type instead where the shell itself completes."""
    shell = ShellComplete(root, {}, "ruledsl", "_RULEDSL_COMPLETE")
    return [
        item.value if item.type == "plain" else f"[{item.type}]"
        for item in shell.get_completions(list(words), incomplete)
    ]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a ruleset in it, and things that are none."""
    monkeypatch.chdir(tmp_path)
    assert run(["init", "--name", "office"]).status == 0
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "people.rules").write_text("vocabulary people\n    role clerk\n", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.scenario").write_text("", encoding="utf-8")
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "pyvenv.cfg").write_text("", encoding="utf-8")
    (tmp_path / "env" / "x.scenario").write_text("", encoding="utf-8")
    (tmp_path / "case.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_commands_and_options_are_offered() -> None:
    assert offered([], "ch") == ["check"]
    assert offered(["lint", "--format"], "g") == ["github", "gitlab"]
    assert "--fail-on" in offered(["check"], "--f")
    assert offered(["completion"]) == ["bash", "zsh", "fish"]


def test_rulesets_are_the_bundled_ones_and_the_folders_that_hold_one(place: Path) -> None:
    for words in (["check"], ["explain"], ["export"], ["schema"], ["calendar", "show", "--ruleset"]):
        assert offered(words) == ["taian", "office/"]
    assert offered(["check"], "off") == ["office/"]
    assert offered(["check"], "ta") == ["taian"]
    assert offered(["check"], f"{place}/o") == [f"{place}/office/"]
    assert offered(["check"], "nothing") == ["[file]"]


def test_scenario_files_are_offered_with_their_folders(place: Path) -> None:
    cases = ["office/consultations.scenario", "office/requests.scenario"]
    assert offered(["check", "office"]) == ["case.json", *cases]
    assert offered(["check", "office"], "office/r") == cases[1:]
    assert offered(["check", "office", "office/requests.scenario"], "office/") == cases[:1]
    assert offered(["explain", "office"], "of") == cases
    assert offered(["check", "office"], "nothing") == ["[file]"]


def test_clauses_are_those_of_the_ruleset(place: Path) -> None:
    words = ["explain", "office", "office/requests.scenario"]
    assert offered(words) == ["1.sign", "1.stand_in", "2.reply", "2.silence", "2.sparing"]
    assert offered(words, "2.s") == ["2.silence", "2.sparing"]
    assert offered(["explain", "taian", "x"], "51.f") == ["51.filing"]


def test_rules_of_the_linter_are_offered_by_code_and_by_name() -> None:
    assert offered(["rule"], "RD60")[0] == "RD600"
    assert offered(["rule"], "rd600") == ["RD600"]
    assert offered(["rule"], "dup") == ["duplicate-clause"]
    assert offered(["lint", "--select"], "RD60,RD65")[:2] == ["RD60,RD651", "RD60,RD652"]
    assert set(offered(["rule"])) > {"RD600", "RD692"}


def test_paths_and_units() -> None:
    for command in ("test", "lint", "fmt"):
        assert offered([command]) == ["[file]"]
    assert offered(["calendar", "add", "2022-04-02", "5"], "w") == ["workdays", "weeks"]


@pytest.mark.parametrize(
    "words",
    [
        ["explain", "nothing", "x"], ["explain", "broken", "x"], ["chek"], ["chek", "x"], ["explain", "", "x"],
        ["check", "\0"], ["rule", "x"], ["calendar", "ad"], ["explain", "broken", "x", "--for"],
        ["check", "--as-of", "never", "broken"], ["--wrong"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("incomplete", ["", "\0", "../" * 30, "x" * 5000, "'", "51.", "~"])
def test_whatever_is_wrong_nothing_is_said(
    place: Path, capsys: pytest.CaptureFixture[str], words: list[str], incomplete: str
) -> None:
    (place / "broken").mkdir()
    (place / "broken" / "broken.rules").write_bytes(b"ruleset broken\n    \xff calendar calendar\n")
    offered(words, incomplete)
    assert capsys.readouterr() == ("", "")


def test_a_completer_that_fails_offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruledsl.norms.loader.bundled_names", lambda: 1 / 0)
    assert offered(["check"]) == []


def test_paths_that_a_shell_would_split_are_left_to_it(place: Path) -> None:
    (place / "my case.scenario").write_text("", encoding="utf-8")
    (place / "案例.scenario").write_text("", encoding="utf-8")
    assert offered(["check", "office"], "my") == ["[file]"]
    assert offered(["check", "office"], "案") == ["案例.scenario"]


def test_a_search_ends_in_a_wide_and_deep_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    deep = tmp_path
    for number in range(12):
        deep = deep / f"d{number}"
        deep.mkdir()
        (tmp_path / f"w{number}").mkdir()
    (deep / "far.scenario").write_text("", encoding="utf-8")
    (tmp_path / "near.scenario").write_text("", encoding="utf-8")
    monkeypatch.setattr("ruledsl.cli.completing._MOST_FOLDERS", 5)
    assert offered(["check", "taian"]) == ["near.scenario"]


def test_clauses_come_from_the_cache_without_the_parser(cache: Path) -> None:
    offered(["explain", "taian", "x"], "51.")
    code = (
        "import sys\nfrom ruledsl.cli import main\n"
        "try: main([])\nfinally: print({'lark', 'holidays', 'rich'} & set(sys.modules) or 'light')"
    )
    typed = {"_RULEDSL_COMPLETE": "bash_complete", "COMP_WORDS": "ruledsl explain taian x 51.f", "COMP_CWORD": "4"}
    environment = {**os.environ, **typed, "RULEDSL_CACHE_DIR": str(cache), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert (done.stdout.splitlines(), done.stderr) == (["plain,51.filing", "light"], "")


# ------------------------------------------------------------------------------------------------ shells


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_names_the_program_and_its_variable(shell: str) -> None:
    done = run(["completion", shell])
    assert (done.status, done.err) == (0, "")
    assert f"_RULEDSL_COMPLETE={shell}_complete" in done.out
    assert "ruledsl" in done.out


def test_another_shell_is_refused() -> None:
    assert run(["completion", "powershell"]).status == 2


def test_bash_completes_a_command_line(tmp_path: Path, cache: Path) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    (tmp_path / "ruledsl").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ruledsl "$@"\n', encoding="utf-8")
    (tmp_path / "ruledsl").chmod(0o755)
    script = """
        eval "$(ruledsl completion bash)"
        complete -p ruledsl
        COMP_WORDS=(ruledsl explain taian x.scenario 51.fi) COMP_CWORD=4
        _ruledsl_completion ruledsl 51.fi
        printf '<%s>' "${COMPREPLY[@]}"
    """
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "RULEDSL_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [bash, "--norc", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.startswith("complete ")
    assert done.stdout.endswith("<51.filing>")


def test_completing_a_wrong_command_does_not_excuse_it() -> None:
    done = run(["chek", "x"])
    assert done.status == 2
    assert "Did you mean 'check'?" in done.err
    assert isinstance(root, click.Group)
