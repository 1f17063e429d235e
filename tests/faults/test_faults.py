"""Every fault is answered as it is pinned, with one finding at one place; what is proposed mends it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ruledsl.codes import CODES
from ruledsl.diagnostics import Diagnostic, Diagnostics, InputError
from tests.cli.running import run
from tests.faults.corpus import EXPECTED, FOLDER, answer, faults, mended

FAULTS = faults()
BY_PATH = {fault.path: fault for fault in FAULTS}

SEVERAL = {
    "rules/calendar-file-misshapen.rules": "two lines of the file beside it are wrong",
    "rules/file-markdown.rules": "a mark before the text and one behind it",
    "rules/name-misspelt-twice-in-a-clause.rules": "two names are misspelt",
    "rules/paste-decomposed.rules": "a warning says why two names look alike and differ",
}
"""Faults that are answered with more than one finding, and why."""

ELSEWHERE = {
    "RD122": "a line of fifty thousand characters",
    "RD128": "a file of a thousand wrong lines",
    "RD219": "a vocabulary of a hundred kinds, each a form of the next",
    "RD540": "a case that takes millions of steps to judge",
}
"""Codes of the language that no file of the corpus shows, as it would be too large. Other tests raise them."""


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(FOLDER)
    return FOLDER


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus where its files may be changed."""
    folder = tmp_path_factory.mktemp("corpus") / "faults"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns(f"*{EXPECTED}", "*.py", "__pycache__"))
    return folder


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("path", BY_PATH)
def test_a_fault_is_answered_as_it_is_pinned(path: str) -> None:
    assert answer(BY_PATH[path]) == BY_PATH[path].answer


def test_a_fault_has_one_finding_unless_it_is_said_why() -> None:
    several = {fault.path for fault in FAULTS if len(re.findall(r"^(?:error|warning)\[", fault.answer, re.M)) != 1}
    assert several == set(SEVERAL)


def test_every_fault_is_at_fault_and_has_a_place() -> None:
    for fault in FAULTS:
        assert fault.answer.endswith("[exit status 2]\n"), fault.path
        if not fault.path.startswith("commands/"):
            beside = re.search(r"--> (?:rules/files|vocabulary)/", fault.answer) is not None
            assert f"--> {fault.path}" in fault.answer or beside, fault.path


@pytest.mark.parametrize("path", [fault.path for fault in FAULTS if fault.mends])
def test_a_fault_put_right_is_a_sound_file(copied: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copied)
    fault, file = BY_PATH[path], copied / path
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(mended(text, fault), encoding="utf-8", newline="\n")
        done = run(fault.command.split()[1:])
    finally:
        file.write_text(text, encoding="utf-8", newline="\n")
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("path", [fault.path for fault in FAULTS if fault.path.endswith((".rules", ".scenario"))])
def test_a_correction_that_a_program_can_make_ends_the_finding(path: str) -> None:
    data = (FOLDER / path).read_bytes()
    for found in _syntax_findings(path, data):
        if found.fix is not None:
            text = data.decode("utf-8")
            mended_text = text[: found.fix.span.start] + found.fix.text + text[found.fix.span.end :]
            again = _syntax_findings(path, mended_text.encode())
            assert (found.code, found.span.start) not in [(each.code, each.span.start) for each in again]


def _syntax_findings(path: str, data: bytes) -> list[Diagnostic]:
    from ruledsl.syntax import decode, parse

    diagnostics = Diagnostics()
    source = decode(path, data, diagnostics)
    if source is not None:
        parse(source, diagnostics)
    return list(diagnostics)


@pytest.mark.parametrize("path", sorted((FOLDER / "sound").iterdir()), ids=lambda path: path.name)
def test_what_may_look_wrong_and_is_not_is_taken(path: Path, corpus: Path) -> None:
    rules = ["export", path] if path.suffix == ".rules" else ["check", corpus / "scenarios" / "requests.rules", path]
    done = run([str(part) for part in rules])
    assert (done.status, done.err) == (0, "")


def test_every_code_of_the_language_is_shown_by_a_fault() -> None:
    shown = {code for fault in FAULTS for code in re.findall(r"\[(RD\d{3})\]", fault.answer)}
    reading = {"RD001", "RD002", "RD004", "RD005", "RD007", "RD008", "RD009", "RD010", "RD011", "RD012"}
    wanted = {code for code in CODES if "RD1" <= code < "RD6"} | reading
    assert wanted - shown == set(ELSEWHERE)


def test_messages_speak_to_people() -> None:
    for fault in FAULTS:
        said = re.sub(r"^ *\d* *(?:\||-->).*$", "", fault.answer, flags=re.M)
        assert "Traceback" not in said, fault.path
        assert not re.search(r"\b_?[A-Z]{2,}(?:_[A-Z]+)+\b", said), f"{fault.path}: a terminal's name"
        assert "None" not in said, fault.path
        assert "Unexpected" not in said, fault.path


def test_every_pinned_answer_has_its_file() -> None:
    pinned = {str(path.relative_to(FOLDER)).removesuffix(EXPECTED) for path in FOLDER.rglob(f"*{EXPECTED}")}
    assert pinned == {fault.path for fault in FAULTS}


def test_loading_a_wrong_file_raises_only_what_is_the_inputs_fault(corpus: Path) -> None:
    from ruledsl import api

    for fault in FAULTS:
        if fault.path.endswith(".rules"):
            with pytest.raises(InputError):
                api.load(str(corpus / fault.path))
