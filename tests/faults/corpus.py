"""The corpus of faults: wrong files and wrong commands, each with the answer of the command line pinned beside it.

Handed nothing, `faults` hands on one `Fault` a file; `answer` runs a fault's command line as a user would and hands on
what was said, `mended` the file as it is once the fault is put right.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from attrs import frozen

from tests.cli.running import run

FOLDER = Path(__file__).parent
EXPECTED = ".expected"

_COMMANDS = {
    ".rules": "ruledsl export {}",
    ".scenario": "ruledsl test {}",
    ".json": "ruledsl check scenarios/requests.rules {}",
}
_MENDED = re.compile(r"^mended: `(?P<old>.*)` => `(?P<new>.*)`$")
_FAULTY = ("rules", "scenarios")
_SOUND = {"scenarios/requests.rules", "scenarios/undated.txt"}


@frozen
class Fault:
    """A wrong file. `path` is relative to the corpus; `mends` are the replacements, in order, that put it right."""

    path: str
    command: str
    answer: str
    mends: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return self.path


def faults() -> list[Fault]:
    """Every fault of the corpus, by path."""
    found = []
    for folder in _FAULTY:
        for path in sorted((FOLDER / folder).iterdir()):
            name = f"{folder}/{path.name}"
            if path.is_file() and path.suffix != EXPECTED and name not in _SOUND:
                found.append(_fault(name))
    commands = sorted((FOLDER / "commands").glob(f"*{EXPECTED}"))
    return [*found, *(_fault(f"commands/{path.stem}") for path in commands)]


def _fault(name: str) -> Fault:
    place = expected_place(name)
    command = _COMMANDS.get(Path(name).suffix, "ruledsl test {}").format(name)
    if not place.exists():
        return Fault(name, command, "", ())
    first, _, rest = place.read_text(encoding="utf-8").partition("\n")
    lines = rest.split("\n")
    mends = tuple((_plain(m["old"]), _plain(m["new"])) for line in lines if (m := _MENDED.match(line)))
    answer = "\n".join(line for line in lines if not _MENDED.match(line)).rstrip("\n") + "\n"
    return Fault(name, first.removeprefix("$ ") or command, answer, mends)


def expected_place(name: str) -> Path:
    """Where the answer to a fault is pinned."""
    return FOLDER / f"{name}{EXPECTED}"


def answer(fault: Fault) -> str:
    """What the command line says of a fault, and its exit status. The current folder must be the corpus."""
    assert Path.cwd() == FOLDER
    done = run(fault.command.split()[1:])
    said = done.err.replace(f"{FOLDER}{os.sep}", "").rstrip()
    return f"{said}\n[exit status {done.status}]\n".lstrip("\n")


def written(fault: Fault, said: str) -> str:
    """The text of an expected file."""
    mends = "".join(f"mended: `{_escaped(old)}` => `{_escaped(new)}`\n" for old, new in fault.mends)
    return f"$ {fault.command}\n{said}" + (f"\n{mends}" if mends else "")


def mended(text: str, fault: Fault) -> str:
    """The file's text with the fault put right. What is replaced stands below the comment that says what was meant."""
    meant, body = text.split("\n", 1) if text.startswith("-- Meant:") else ("", text)
    for old, new in fault.mends:
        assert old in body, f"{fault.path}: '{old}' does not stand in the file"
        body = body.replace(old, new, 1)
    return f"{meant}\n{body}" if meant else body


def _escaped(text: str) -> str:
    return "".join(
        sign if sign.isprintable() and sign != "\\" else sign.encode("unicode_escape").decode() for sign in text
    )


def _plain(text: str) -> str:
    return re.sub(
        r"\\(n|t|\\|x[0-9a-f]{2}|u[0-9a-f]{4})", lambda m: m[0].encode("ascii").decode("unicode_escape"), text
    )


def update(names: list[str]) -> int:
    """Pin what is said now, of all faults or of those named. How many answers have changed."""
    os.chdir(FOLDER)
    changed = 0
    for fault in faults():
        if names and not any(name in fault.path for name in names):
            continue
        text = written(fault, answer(fault))
        place = expected_place(fault.path)
        if not place.exists() or place.read_text(encoding="utf-8") != text:
            place.write_text(text, encoding="utf-8", newline="\n")
            changed += 1
    return changed
