# ruff: noqa: E501 — tables of texts, one a line
"""A ruleset reads nothing outside its folders, runs nothing, and waits for nothing: links, pipes, devices and names that
lead elsewhere are refused or passed over, whoever asks for them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.running import Run, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of another kind")

SECRET = "vocabulary secret\n    role hunter_of_secrets\n    not_even_a_line s3cr3t\n"
VOCABULARY = "vocabulary desk\n    role director\n    kind request opens submitted, closes answered\n        event submitted(by), answered(by)\n"
RULES = """\
ruleset office
    uses desk{more}
    {setting}
    article 1
        c: request requires submitted
"""
CASE = 'scenario "s"\n    request r\n    2022-03-10 r submitted\n    as of 2022-03-20\n'


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder next to nothing of ours, with things in it that must not be read."""
    folder = tmp_path / "outside"
    (folder / "vocabulary").mkdir(parents=True)
    for name in ("secret.rules", "secret.txt", "secret.scenario", "vocabulary/secret.rules"):
        (folder / name).write_text(SECRET, encoding="utf-8")
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "work" / "office"
    folder.mkdir(parents=True)
    (folder / "desk.rules").write_text(VOCABULARY, encoding="utf-8")
    return folder


def write(office: Path, more: str = "", setting: str = "") -> None:
    (office / "office.rules").write_text(RULES.format(more=more, setting=setting), encoding="utf-8")


def keeps_the_secret(done: Run) -> Run:
    assert "s3cr3t" not in done.out + done.err
    assert "hunter_of_secrets" not in done.out + done.err
    assert "Traceback" not in done.err
    return done


COMMANDS = ["export", "lint", "fmt", "test", "schema", "trace"]


def all_commands(office: Path) -> list[Run]:
    (office / "case.scenario").write_text(CASE, encoding="utf-8")
    found = [keeps_the_secret(run([command, office])) for command in COMMANDS]
    return [*found, keeps_the_secret(run(["check", office, office / "case.scenario"]))]


# ------------------------------------------------------------------------------------------------ names


@pytest.mark.parametrize("name", ["../outside/secret", "/etc/passwd", "..", ".", "a/b", "C:\\x", '"../outside/secret"'])
def test_a_module_is_named_by_a_word_never_by_a_path(office: Path, outside: Path, name: str) -> None:
    write(office, f", {name}")
    assert all(done.status == 2 for done in all_commands(office) if done.status != 1)


@pytest.mark.parametrize(
    "name",
    [
        "../outside/secret.txt", "{outside}/secret.txt", "/etc/passwd", "..", "", ".", "x/../../../outside/secret.txt",
        "C:\\\\secret.txt", "\\\\\\\\host\\\\share", "/dev/zero", "/dev/stdin", "~/secret.txt", "file:///etc/passwd", "$HOME",
    ],
)  # fmt: skip
@pytest.mark.parametrize("setting", ['calendar ours = china with "{name}"', 'unit school_day from "{name}"'])
def test_a_file_beside_a_ruleset_lies_in_its_folder(office: Path, outside: Path, setting: str, name: str) -> None:
    write(office, setting=setting.format(name=name.format(outside=outside)))
    done = keeps_the_secret(run(["export", office]))
    assert done.status == 2
    assert "error[RD" in done.err


# ------------------------------------------------------------------------------------------------ links


def test_a_link_to_a_file_outside_is_not_followed(office: Path, outside: Path) -> None:
    write(office, ", secret", 'calendar ours = china with "days.txt"')
    (office / "secret.rules").symlink_to(outside / "secret.rules")
    (office / "days.txt").symlink_to(outside / "secret.txt")
    (office / "other.scenario").symlink_to(outside / "secret.scenario")
    for done in all_commands(office):
        assert done.status == 2
        assert "RD205" in done.out + done.err


@pytest.mark.parametrize("place", ["office/vocabulary", "vocabulary", "office/secret"])
def test_a_link_to_a_folder_outside_is_not_followed(office: Path, outside: Path, place: str) -> None:
    write(office, ", secret")
    (office.parent / place).symlink_to(outside if place.endswith("secret") else outside / "vocabulary")
    for done in all_commands(office):
        assert "hunter" not in done.out + done.err
    assert run(["export", office]).status == 2


def test_fmt_writes_through_no_link_that_it_found_by_itself(office: Path, outside: Path) -> None:
    write(office)
    target = outside / "mine.rules"
    target.write_text("vocabulary   mine\n", encoding="utf-8")
    (office / "mine.rules").symlink_to(target)
    done = run(["fmt", office])
    assert done.status == 2
    assert target.read_text(encoding="utf-8") == "vocabulary   mine\n"
    assert run(["fmt", office / "mine.rules"]).status == 0
    assert target.read_text(encoding="utf-8") == "vocabulary mine\n"


def test_a_link_within_the_folder_is_followed(office: Path) -> None:
    write(office, ", twin")
    (office / "real").mkdir()
    (office / "real" / "twin.rules").write_text("vocabulary twin\n    role other\n", encoding="utf-8")
    (office / "twin.rules").symlink_to("real/twin.rules")
    assert run(["export", office]).status == 0


def test_what_the_user_names_may_be_a_link(office: Path, tmp_path: Path) -> None:
    write(office)
    (tmp_path / "link").symlink_to(office)
    assert run(["export", tmp_path / "link"]).status == 0


def test_a_circle_of_links_ends(office: Path) -> None:
    write(office, ", loop")
    (office / "self").symlink_to(office)
    (office / "loop.rules").symlink_to("loop.rules")
    (office / "vocabulary").symlink_to("vocabulary")
    for done in all_commands(office):
        assert done.status in (0, 1, 2)


# ------------------------------------------------------------------------------------------------ what is no file


@pytest.mark.parametrize("name", ["x.rules", "x.scenario", "days.txt", "ruledsl.toml", "pyproject.toml", "vocabulary"])
def test_nothing_waits_for_a_pipe_in_a_folder(office: Path, name: str) -> None:
    write(office, ", x", 'calendar ours = china with "days.txt"')
    os.mkfifo(office / name)
    all_commands(office)


@pytest.mark.parametrize("name", ["x.rules", "x.scenario", "days.txt", "ruledsl.toml"])
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/proc/self/environ", "/proc/self/mem"])
def test_no_device_is_read(office: Path, name: str, device: str) -> None:
    write(office, ", x", 'calendar ours = china with "days.txt"')
    (office / name).symlink_to(device)
    all_commands(office)


@pytest.mark.parametrize("name", ["x.rules", "x.scenario", "days.txt", "ruledsl.toml", "desk.rules"])
def test_a_folder_of_a_files_name_is_no_file(office: Path, name: str) -> None:
    write(office, ", x", 'calendar ours = china with "days.txt"')
    (office / name).unlink(missing_ok=True)
    (office / name).mkdir()
    all_commands(office)


def test_a_file_that_may_not_be_read_is_told(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(office)
    # The system's owner may read everything, so the refusal is played.
    import builtins

    opened = builtins.open

    def refusing(file: object, *args: object, **more: object) -> object:
        if str(file).endswith("desk.rules"):
            raise PermissionError(13, "Permission denied", str(file))
        return opened(file, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", refusing)
    done = run(["export", office])
    assert done.status == 2
    assert "RD003" in done.err


@pytest.mark.parametrize(
    "name", ["\udcff.rules", "a\nb.rules", "-x.rules", " .rules", "DESK.rules", "é.rules", "e\u0301.rules"]
)
def test_files_of_any_name_are_read(office: Path, name: str) -> None:
    write(office)
    (office / name).write_text("article 2\n    d: request requires submitted\n", encoding="utf-8")
    done = run(["export", office])
    assert done.status == 0, done.err
    assert ":2.d" in done.out


# ------------------------------------------------------------------------------------------------ running


def test_reading_and_judging_start_no_process_and_open_no_connection(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(office, setting="time zone \"__import__('os').system('id')\"")
    seen: list[str] = []
    wanted = (
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.fork",
        "socket.",
        "ctypes.",
        "pty.spawn",
    )
    listening = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event.startswith(wanted):
            seen.append(event)

    sys.addaudithook(hook)
    all_commands(office)
    write(office)
    all_commands(office)
    listening.clear()
    assert seen == []
