"""`ruledsl init`: what it makes passes every check as it is, and it takes nothing away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run

TEMPLATES = Path(__file__).parents[2] / "src" / "ruledsl" / "scaffold" / "templates"


@pytest.mark.parametrize("name", ["leave_rules", "请假规则", "x" * 40, "article"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_made_passes_every_check(tmp_path: Path, lang: str, name: str) -> None:
    assert run(["init", tmp_path, "--name", name, "--lang", lang]).status == 0
    assert run(["fmt", "--check", tmp_path]).status == 0
    lint = run(["lint", tmp_path])
    assert (lint.status, lint.out, lint.err) == (0, "Nothing was found.\n", "")
    # Every rule there is, those too that are off by default.
    assert run(["lint", tmp_path, "--select", "ALL"]).status == 0
    test = run(["test", tmp_path])
    assert (test.status, test.err) == (0, "")
    assert test.out.startswith("7 scenarios, 14 expectations: 14 met")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_templates_pass_every_check_themselves(lang: str) -> None:
    assert run(["fmt", "--check", TEMPLATES / lang]).status == 0
    assert run(["lint", TEMPLATES / lang]).out == "Nothing was found.\n"
    assert run(["test", TEMPLATES / lang]).status == 0


def test_the_next_steps_can_be_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for lang, name in (("en", "our_rules"), ("zh", "办公室")):
        done = run(["init", name, "--lang", lang])
        assert done.status == 0
        steps = [line.split()[1:] for line in done.err.splitlines() if line.startswith("  ruledsl ")]
        assert [step[0] for step in steps] == ["test", "check", "explain"]
        monkeypatch.chdir(tmp_path / name)
        # One case in the file breaks the rules, which `check` says by its status.
        assert [run(step).status for step in steps] == [0, 1, 0]
        monkeypatch.chdir(tmp_path)


def test_the_files_are_listed_on_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(["init", "--name", "office", "--ci", "gitlab"])
    assert done.out.splitlines() == [
        "office/README.md", "office/consultations.scenario", "office/desk.rules", "office/office.rules",
        "office/requests.scenario", ".gitlab-ci.yml", ".pre-commit-config.yaml",
    ]  # fmt: skip
    assert all((tmp_path / line).is_file() for line in done.out.splitlines())


def test_without_a_name_the_folder_gives_it(tmp_path: Path) -> None:
    assert run(["init", tmp_path / "Leave-Rules"]).status == 0
    assert (tmp_path / "Leave-Rules" / "leave_rules" / "leave_rules.rules").is_file()


def test_what_is_in_the_way_is_listed_with_the_way_out(tmp_path: Path) -> None:
    run(["init", tmp_path, "--name", "office"])
    (tmp_path / "office" / "office.rules").write_text("mine", encoding="utf-8")
    done = run(["init", tmp_path, "--name", "office"])
    assert (done.status, done.out) == (2, "")
    assert "Nothing was written" in done.err
    for word in ("office/", ".pre-commit-config.yaml", ".github/workflows/ruledsl.yml", "--ci none", "--no-pre-commit"):
        assert word in done.err
    assert (tmp_path / "office" / "office.rules").read_text(encoding="utf-8") == "mine"
    assert run(["init", tmp_path, "--name", "other", "--ci", "none", "--no-pre-commit"]).status == 0
    assert run(["test", tmp_path / "other"]).status == 0


def test_a_name_that_will_not_do_is_explained_and_nothing_is_made(tmp_path: Path) -> None:
    done = run(["init", tmp_path / "x", "--name", "Our Office"])
    assert done.status == 2
    assert "--name our_office" in done.err
    assert not (tmp_path / "x").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    done = run(["init", tmp_path / "x"])
    assert done.status == 2
    assert "is a file" in done.err


def test_what_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    done = run(["init", tmp_path / "x" / "y"])
    assert done.status == 2
    assert "error[RD016]" in done.err
    assert "Traceback" not in done.err
