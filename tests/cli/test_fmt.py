"""`ruledsl fmt`: what it writes, what it leaves, what it says."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from ruledsl.cli import fmt
from tests.cli.running import run

RAGGED = "vocabulary v\n  role   r\n"
NEAT = "vocabulary v\n    role r\n"
RAGGED_SCENARIO = 'scenario "s"\n  as of  2022-04-02\n'
NEAT_SCENARIO = 'scenario "s"\n    as of 2022-04-02\n'
FAULTY = "vocabulary v\n  role   is is\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.rules").write_text(RAGGED, encoding="utf-8")
    (tmp_path / "b.rules").write_text(NEAT, encoding="utf-8")
    (tmp_path / "deep" / "c.scenario").write_text(RAGGED_SCENARIO, encoding="utf-8")
    (tmp_path / "deep" / "d.txt").write_text(RAGGED, encoding="utf-8")
    return tmp_path


def test_the_files_under_a_folder_are_formatted_and_talk_goes_to_stderr(folder: Path) -> None:
    done = run(["fmt", folder])
    assert done.status == 0
    assert done.out == ""
    assert done.err.splitlines() == [
        f"formatted {folder / 'a.rules'}",
        f"formatted {folder / 'deep' / 'c.scenario'}",
        "2 files formatted, 1 already in the one layout.",
    ]
    assert (folder / "a.rules").read_text(encoding="utf-8") == NEAT
    assert (folder / "deep" / "c.scenario").read_text(encoding="utf-8") == NEAT_SCENARIO
    assert (folder / "deep" / "d.txt").read_text(encoding="utf-8") == RAGGED
    assert run(["fmt", folder, "--check"]).status == 0


def test_without_a_path_it_is_the_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert run(["fmt"]).err.startswith("formatted a.rules\n")


def test_check_writes_nothing_and_exits_1(folder: Path) -> None:
    done = run(["fmt", "--check", folder])
    assert done.status == 1
    assert done.out == ""
    assert done.err.endswith("2 files would be formatted, 1 already in the one layout.\n")
    assert (folder / "a.rules").read_text(encoding="utf-8") == RAGGED


def test_diff_shows_what_would_change_and_writes_nothing(folder: Path) -> None:
    path = folder / "a.rules"
    done = run(["fmt", "--diff", path])
    assert done.status == 0
    assert done.out == f"--- {path}\n+++ {path}\n@@ -1,2 +1,2 @@\n vocabulary v\n-  role   r\n+    role r\n"
    assert path.read_text(encoding="utf-8") == RAGGED
    assert run(["fmt", "--diff", "--check", path]).status == 1
    assert run(["fmt", "--diff", folder / "b.rules"]).out == ""


def test_a_diff_marks_a_missing_line_end(folder: Path) -> None:
    (folder / "a.rules").write_text(NEAT.rstrip(), encoding="utf-8")
    assert "-    role r\n\\ No newline at end of file\n+    role r\n" in run(["fmt", "--diff", folder]).out


def test_a_file_with_errors_stays_and_is_reported_and_others_are_formatted(folder: Path) -> None:
    (folder / "e.rules").write_text(FAULTY, encoding="utf-8")
    done = run(["fmt", folder])
    assert done.status == 2
    assert "error[RD1" in done.err
    assert "e.rules:2" in done.err
    assert done.err.endswith("2 files formatted, 1 already in the one layout, 1 left as it is.\n")
    assert (folder / "e.rules").read_text(encoding="utf-8") == FAULTY
    assert (folder / "a.rules").read_text(encoding="utf-8") == NEAT


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\x00", "姓名".encode("gb18030")])
def test_a_file_that_is_no_text_stays_and_is_reported(folder: Path, data: bytes) -> None:
    (folder / "a.rules").write_bytes(data)
    done = run(["fmt", folder / "a.rules"])
    assert done.status == 2
    assert "error[RD0" in done.err
    assert (folder / "a.rules").read_bytes() == data


def test_a_path_that_is_not_there_is_a_fault(folder: Path) -> None:
    done = run(["fmt", folder / "nothing", folder / "a.rules"])
    assert done.status == 2
    assert "error[RD001]: there is no file or folder" in done.err
    assert (folder / "a.rules").read_text(encoding="utf-8") == NEAT


def test_a_folder_without_files_is_a_fault(tmp_path: Path) -> None:
    done = run(["fmt", tmp_path])
    assert done.status == 2
    assert "No file of rules or scenarios was found." in done.err


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="ascii"))


def test_standard_input_goes_to_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    for text, layout in ((RAGGED, NEAT), (RAGGED_SCENARIO.replace("s", "会议"), None), (NEAT, NEAT)):
        feed(monkeypatch, text if layout else 'scenario "会议"\r\n  as of 2022-04-02')
        done = run(["fmt", "-"])
        assert done.status == 0
        assert done.err == ""
        assert done.out == (layout or 'scenario "会议"\n    as of 2022-04-02\n')


def test_standard_input_can_be_checked_and_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    for options, status, out in ((["--check"], 1, ""), (["--diff"], 0, "--- <stdin>"), (["--check", "--diff"], 1, "-")):
        feed(monkeypatch, RAGGED)
        done = run(["fmt", "-", *options])
        assert done.status == status
        assert done.out.startswith(out)
        assert bool(done.out) == bool(out)


def test_standard_input_with_errors_gives_no_output(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, FAULTY)
    done = run(["fmt", "-"])
    assert done.status == 2
    assert done.out == ""
    assert "<stdin>:2" in done.err


def test_standard_input_stands_alone(folder: Path) -> None:
    assert run(["fmt", "-", folder]).status == 2


def test_a_byte_order_mark_and_crlf_are_dropped(folder: Path) -> None:
    path = folder / "a.rules"
    path.write_bytes(b"\xef\xbb\xbf" + NEAT.replace("\n", "\r\n").encode())
    assert run(["fmt", "--check", path]).status == 1
    assert run(["fmt", path]).status == 0
    assert path.read_bytes() == NEAT.encode()


# ------------------------------------------------------------------------------------------------ writing


def test_the_mode_stays_and_nothing_is_left_behind(folder: Path) -> None:
    path = folder / "a.rules"
    path.chmod(0o640)
    before = sorted(folder.iterdir())
    run(["fmt", folder])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(folder.iterdir()) == before


def test_a_symbolic_link_stays_one(folder: Path) -> None:
    link = folder / "link.rules"
    link.symlink_to(folder / "deep" / "d.txt")
    run(["fmt", link])
    assert link.is_symlink()
    assert (folder / "deep" / "d.txt").read_text(encoding="utf-8") == NEAT


def test_a_file_in_shape_is_not_written(folder: Path) -> None:
    path = folder / "b.rules"
    os.utime(path, ns=(1, 1))
    number = path.stat().st_ino
    run(["fmt", folder])
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, number)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_written_stays_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def failing(*_: object) -> None:
        raise error

    before = sorted(folder.iterdir())
    monkeypatch.setattr(fmt.os, "replace", failing)
    done = run(["fmt", folder / "a.rules"])
    assert done.status == (2 if isinstance(error, OSError) else 130)
    assert ("error[RD016]" in done.err and "No space left" in done.err) == isinstance(error, OSError)
    assert (folder / "a.rules").read_text(encoding="utf-8") == RAGGED
    assert sorted(folder.iterdir()) == before


def test_a_write_protected_file_is_left_and_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As root everything may be written, so that the system's answer is put in its mouth.
    monkeypatch.setattr(fmt.os, "access", lambda *_: False)
    done = run(["fmt", folder / "a.rules"])
    assert done.status == 2
    assert "write-protected" in done.err
    assert done.err.endswith("1 left as it is.\n")
    assert (folder / "a.rules").read_text(encoding="utf-8") == RAGGED
