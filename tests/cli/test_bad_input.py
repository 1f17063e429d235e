"""Bad input, by the whole program: whatever is handed to it, it answers in good time with diagnostics that point."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Run, run

VOCABULARY = """\
vocabulary desk
    role director
    list urgency = ordinary, urgent
    state away of party
    kind request opens submitted, closes answered or void by dropped
        matters : whole number
        urgency : urgency default ordinary
        limit : date
        who : party
        members : set of party
        special : judgement
        event submitted(by), signed(by), answered(by), dropped

ruleset office
    uses desk
    calendar china
    value term : duration
    article 1
"""
RULES = (
    VOCABULARY
    + """\
        single: request requires matters = 1
        signer: request requires signed within 3 workdays of submitted
"""
)
SCENARIO = """\
scenario "one"
    request r1 with matters = 1
    2022-03-10 r1 submitted
    as of 2022-03-20
"""
DOCUMENT = {
    "title": "one",
    "records": [{"kind": "request", "name": "r1", "fields": {"matters": 1}}],
    "events": [{"date": "2022-03-10", "record": "r1", "event": "submitted"}],
    "as_of": [{"date": "2022-03-20"}],
}

DIAGNOSTIC = re.compile(
    r"error\[(?P<code>RD\d{3})\]: .+?\n *--> (?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+)(?:: (?P<pointer>\S+))?\n"
    r" *\|\n *\d+ \| (?P<text>[^\n]*)\n *\| (?P<before> *)(?P<marks>\^+)",
    re.DOTALL,
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The folder of a small ruleset without errors."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "desk.rules").write_text(RULES, encoding="utf-8")
    return folder


def marked(done: Run) -> list[tuple[str, str, str]]:
    """Of each diagnostic on stderr: its code, its line, and what is underlined."""
    assert done.status == 2, done.out + done.err
    assert "Traceback" not in done.err
    assert done.out == ""
    found = list(DIAGNOSTIC.finditer(done.err))
    assert len(found) == done.err.count("error["), done.err
    return [
        (each["code"], each["line"], each["text"][len(each["before"]) : len(each["before"]) + len(each["marks"])])
        for each in found
    ]


def checked(desk: Path, content: str | bytes, name: str = "case.scenario") -> Run:
    path = desk.parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run(["check", desk, path])


def exported(desk: Path, content: str | bytes) -> Run:
    (desk / "desk.rules").write_bytes(content if isinstance(content, bytes) else content.encode())
    return run(["export", desk])


# ------------------------------------------------------------------------------------------------ rules


@pytest.mark.parametrize(
    ("clause", "code", "text"),
    [
        ("requst requires matters = 1", "RD407", "requst"),
        ("request requires mater = 1", "RD220", "mater"),
        ("request requires matters = urgent", "RD220", "urgent"),
        ("request requires submitted = 3", "RD225", "submitted = 3"),
        ("request requires signed within 3 fortnights of submitted", "RD303", "fortnights"),
        ("request requires signed within 3 of submitted", "RD113", "3"),
        ("request requires signed within 1.5 days of submitted", "RD130", "1.5"),
        ("request requires signed within 0 days of submitted", "RD304", "0"),
        ("request requires signed within 99999999 days of submitted", "RD304", "99999999"),
        ("request requires limit = 2022-02-30", "RD133", "2022-02-30"),
        ("request requires answered by 30 February", "RD302", "30 February"),
        ("request requires signed from 20 to 5 days after submitted", "RD304", "20"),
        ("request requires （matters = 1)", "RD105", "（"),
        ("request requires 2 to 1 signed per month", "RD421", "2 to 1 signed per month"),
    ],
)
def test_a_faulty_clause_is_pointed_at(desk: Path, clause: str, code: str, text: str) -> None:
    ((found, line, underlined),) = marked(exported(desk, f"{VOCABULARY}        c: {clause}\n"))
    assert (found, line) == (code, str(VOCABULARY.count("\n") + 1))
    assert underlined.startswith(text)


def test_all_errors_of_a_file_come_at_once(desk: Path) -> None:
    clauses = "".join(f"        c{i}: request requires mater{i} = 1\n" for i in range(30))
    assert [each[0] for each in marked(exported(desk, VOCABULARY + clauses))] == ["RD220"] * 30


@pytest.mark.parametrize(
    ("rules", "codes"),
    [
        (RULES + "        single: request requires matters = 1\n", ["RD400"]),
        (
            VOCABULARY + "        a: request requires matters = 1 overrides b\n"
            "        b: request requires matters = 2 overrides a\n",
            ["RD408"],
        ),
        ("vocabulary a\n    uses b\nvocabulary b\n    uses a\n" + RULES, ["RD204"]),
        (RULES.replace("uses desk", "uses dsk"), ["RD203"]),
        (RULES.replace("calendar china", "calendar chna"), ["RD300"]),
        (RULES + "\ttabs: request requires matters = 1\n", ["RD118"]),
        (VOCABULARY.partition("ruleset")[0], ["RD200"]),
        (RULES + "ruleset second\n    uses desk\n", ["RD202"]),
    ],
)
def test_a_faulty_ruleset_is_told_by_its_code(desk: Path, rules: str, codes: list[str]) -> None:
    done = exported(desk, rules)
    assert done.status == 2
    assert re.findall(r"^error\[(RD\d+)\]", done.err, re.MULTILINE) == codes


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("(" * 10_000 + "matters = 1" + ")" * 10_000, "RD121"),
        ("not " * 10_000 + "signed within 3 days of submitted", "RD121"),
        (" and ".join(["matters = 1"] * 3000), "RD121"),
        ("matters = " + " + ".join(["1"] * 3000), "RD121"),
        ("matters = " + "9" * 1000, "RD130"),
        ("signed within 3 days of submitted" + " otherwise request requires signed within 1 days" * 200, "RD121"),
        ("x " * 100_000, "RD122"),
    ],
)
def test_what_is_deep_or_long_is_refused_without_a_traceback(desk: Path, content: str, code: str) -> None:
    ((found, _, _),) = marked(exported(desk, f"{VOCABULARY}        c: request requires {content}\n"))
    assert found == code


# ------------------------------------------------------------------------------------------------ scenarios


@pytest.mark.parametrize(
    ("old", "new", "code", "text"),
    [
        ("request r1", "requst r1", "RD501", "requst"),
        ("with matters", "with mater", "RD503", "mater"),
        ("matters = 1", "matters = yes", "RD512", "yes"),
        ("matters = 1", "matters = 1.5", "RD512", "1.5"),
        ("matters = 1", "urgency = orgent", "RD508", "orgent"),
        ("2022-03-10", "2022-02-30", "RD133", "2022-02-30"),
        ("2022-03-10", "0000-01-01", "RD133", "0000-01-01"),
        ("2022-03-10", "2022/03/10", "RD117", "2022/03/10"),
        ("2022-03-10", "2022-04-10", "RD518", "2022-04-10 r1 submitted"),
        ("r1 submitted", "r1 submited", "RD504", "submited"),
        ("r1 submitted", "r1 submitted(by = bob)", "RD502", "bob"),
        ("r1 submitted", "r1 submitted(too = director)", "RD505", "too"),
        ("    as of", "    2022-03-01 r1 signed\n    as of", "RD516", "2022-03-01 r1 signed"),
        ("    as of", "    request r1\n    as of", "RD514", "r1"),
        ("    as of", "    value term = 3 fortnights\n    as of", "RD113", "fortnights"),
        ("    as of", "    value trm = 3 days\n    as of", "RD509", "trm"),
        ("    as of 2022-03-20\n", "", "RD539", 'scenario "one"'),
        ('scenario "one"\n', "", "RD120", "request r1 with matters = 1"),
    ],
)
def test_a_faulty_scenario_is_pointed_at(desk: Path, old: str, new: str, code: str, text: str) -> None:
    assert (code, text) in [(each[0], each[2]) for each in marked(checked(desk, SCENARIO.replace(old, new)))]


def test_a_file_of_scenarios_without_a_heading_is_told_to_begin_with_one(desk: Path) -> None:
    done = checked(desk, SCENARIO.replace('scenario "one"\n', ""))
    assert "begin it with 'scenario' and a title in quotes" in done.err
    assert done.err.count("error[") == 1


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_every_day_there_is_can_be_the_day_of_evaluation(desk: Path, day: str) -> None:
    (desk / "a.scenario").write_text(SCENARIO, encoding="utf-8")
    done = run(["check", desk, desk / "a.scenario", "--as-of", day])
    assert done.status == (1 if day > "2022" else 0)
    assert done.err == ""


@pytest.mark.parametrize("day", ["2022-02-30", "10000-01-01", "", "２０２２-03-20", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(desk: Path, day: str) -> None:
    (desk / "a.scenario").write_text(SCENARIO, encoding="utf-8")
    done = run(["check", desk, desk / "a.scenario", "--as-of", day])
    assert done.status == 2
    assert "Invalid value for '--as-of'" in done.err


# ------------------------------------------------------------------------------------------------ files

BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "GBK": (lambda data: data + "-- 事项数\n".encode("gbk"), "RD004"),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "RD004"),
    "binary": (lambda data: bytes(range(256)) * 40, "RD004"),
    "null": (lambda data: data + b"\0\n", "RD007"),
    "control": (lambda data: data + b"\x1b[31m\n", "RD007"),
    "old Mac": (lambda data: data.replace(b"\n", b"\r"), "RD007"),
    "bidirectional": (lambda data: data + "-- a\u202eb\n".encode(), "RD008"),
    "empty": (lambda data: b"", "RD005"),
    "blank": (lambda data: b"\xef\xbb\xbf \n\t\n", "RD005"),
    "too large": (lambda data: data + b"x" * 10_000_000, "RD006"),
}


@pytest.mark.parametrize("case", BYTES)
def test_a_file_that_is_no_text_is_refused_in_both_languages(desk: Path, case: str) -> None:
    change, code = BYTES[case]
    for done in (checked(desk, change(SCENARIO.encode())), exported(desk, change(RULES.encode()))):
        assert done.status == 2
        assert set(re.findall(r"error\[(RD\d+)\]", done.err)) == {code}
        assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"    ", b"\t"),
        lambda data: data.rstrip(b"\n"),
    ],
    ids=["byte order mark", "CRLF", "tabs", "no last line end"],
)
def test_what_editors_do_to_text_changes_nothing(desk: Path, change: Callable[[bytes], bytes]) -> None:
    plain = checked(desk, SCENARIO)
    (desk / "desk.rules").write_bytes(change(RULES.encode()))
    done = checked(desk, change(SCENARIO.encode()))
    assert (done.status, done.out, done.err) == (plain.status, plain.out, "")


@pytest.mark.parametrize("line", ["", "-- a comment", "x y z"])
def test_a_hundred_thousand_lines_are_read_in_good_time(desk: Path, line: str) -> None:
    done = checked(desk, SCENARIO + f"{line}\n" * 100_000)
    assert done.status == (2 if line == "x y z" else 1)
    assert done.err.count("error[") <= 1001


def test_of_very_many_errors_the_first_thousand_are_written_out(desk: Path) -> None:
    done = checked(desk, SCENARIO.replace("    as of", "    2022-03-10 q submitted\n" * 1200 + "    as of"))
    assert done.status == 2
    assert done.err.count("error[RD502]") == 1000
    assert "… and 200 more, which are not shown" in done.err
    assert done.err.endswith("1200 errors in 1 file\n")


@pytest.mark.parametrize("name", ["nope.scenario", "a" * 5000, "a\nb\x1b[31m", "\udcff.scenario", "."])
def test_what_is_no_file_is_named_and_made_harmless(desk: Path, name: str) -> None:
    done = run(["check", desk, name])
    assert done.status == 2
    assert re.match(r"error\[RD00[123]\]", done.err)
    assert "\x1b" not in done.err
    assert run(["check", f"./{name}/x", "x"]).status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such files")
def test_a_scenario_is_read_from_a_pipe_each_time_anew(desk: Path) -> None:
    for content, status in ((SCENARIO, 1), (SCENARIO.replace("03-20", "03-11"), 0), (SCENARIO, 1)):
        done = program(["check", str(desk), "/dev/stdin"], input=content)
        assert (done.returncode, done.stderr) == (status, "")


@pytest.mark.skipif(sys.platform == "win32", reason="no such files")
def test_an_endless_file_is_too_large(desk: Path) -> None:
    assert "RD006" in run(["check", desk, "/dev/zero"]).err


# ------------------------------------------------------------------------------------------------ JSON


@pytest.mark.parametrize(
    ("old", "new", "code", "pointer"),
    [
        ('"2022-03-10"', '"2022-02-30"', "RD513", "events[0].date"),
        ('"2022-03-10"', "20220310", "RD531", "events[0].date"),
        ('"submitted"', '"submited"', "RD504", "events[0].event"),
        ('"matters": 1', '"matters": NaN', "RD533", "records[0].fields.matters"),
        ('"matters": 1', '"matters": 1.5', "RD512", "records[0].fields.matters"),
        ('"matters": 1', '"matters": true', "RD512", "records[0].fields.matters"),
        ('"matters": 1', '"matters": 1e999999999', "RD533", "records[0].fields.matters"),
        ('"matters": 1', '"matters": ' + "9" * 10_000, "RD533", "records[0].fields.matters"),
        ('"matters": 1', '"matters": 1, "matters": 2', "RD532", "records[0].fields.matters"),
        ('"title": "one"', '"title": "\\ud800"', "RD530", "title"),
        ('"title": "one"', '"titel": "one"', "RD531", "titel"),
    ],
)
def test_a_fault_in_json_is_pointed_at_in_the_json(desk: Path, old: str, new: str, code: str, pointer: str) -> None:
    text = json.dumps(DOCUMENT)
    assert old in text
    done = checked(desk, text.replace(old, new), "case.json")
    assert done.status == 2
    found = [(each["code"], each["pointer"]) for each in DIAGNOSTIC.finditer(done.err)]
    assert (code, pointer) in found, done.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "RD005"), ("null", "RD531"), ("3", "RD531"), ("[]", "RD538"), ('{"title": "s", ', "RD530"),
        ("{'title': 's'}", "RD530"), ('{"title": "s",}', "RD530"), ('{"title": "s"} x', "RD530"),
        ("[" * 100_000, "RD534"), ('{"a":' * 100_000, "RD534"),
    ],
)  # fmt: skip
def test_what_is_no_scenario_in_json_is_refused(desk: Path, text: str, code: str) -> None:
    done = checked(desk, text, "case.json")
    assert done.status == 2
    assert code in re.findall(r"error\[(RD\d+)\]", done.err)


# ------------------------------------------------------------------------------------------------ cache

HARM: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "one bit": lambda path: path.write_bytes((data := path.read_bytes())[:-1] + bytes([data[-1] ^ 1])),
    "garbled": lambda path: path.write_bytes(b"\xff" * 5000),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_harmed_cache_is_rebuilt_in_silence(
    desk: Path, tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(cache))
    first = checked(desk, SCENARIO)
    files = list(cache.iterdir())
    assert files
    for path in files:
        HARM[harm](path)
    assert checked(desk, SCENARIO) == first
    assert checked(desk, SCENARIO) == first


def test_where_no_cache_can_be_kept_none_is_missed(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checked(desk, SCENARIO)
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in (str(tmp_path / "file"), str(tmp_path / "file" / "below"), os.devnull):
        monkeypatch.setenv("RULEDSL_CACHE_DIR", place)
        assert checked(desk, SCENARIO) == first


# ------------------------------------------------------------------------------------------------ streams


def program(args: list[str], **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ruledsl", *args],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        **more,  # type: ignore[call-overload]
    )


def shell(command: str, *args: object) -> subprocess.CompletedProcess[str]:
    """A command in bash, in which `$0` is `python -m ruledsl`'s Python and `$1`, … are `args`."""
    return subprocess.run(
        ["bash", "-c", command, sys.executable, *map(str, args)],
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="no bash")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ('"$0" -m ruledsl check "$1" "$2" >&-', 1),
        ('"$0" -m ruledsl check "$1" "$2" >&- 2>&-', 1),
        ('"$0" -m ruledsl check "$1" nope 2>&-', 2),
        ('"$0" -m ruledsl chek 2>&-', 2),
        ('"$0" -m ruledsl test "$1" >&- 2>&-', 0),
        ('"$0" -m ruledsl --version >&-', 0),
    ],
)
def test_closed_streams_change_no_status(desk: Path, command: str, status: int) -> None:
    case = desk / "case.scenario"
    case.write_text(SCENARIO + "    expect signer violated\n", encoding="utf-8")
    done = shell(command, desk, case)
    assert (done.returncode, done.stderr) == (status, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")
@pytest.mark.parametrize("command", ['"$0" -m ruledsl export "$1" >/dev/full', '"$0" -m ruledsl --version >/dev/full'])
def test_a_full_disk_is_told_in_one_line(desk: Path, command: str) -> None:
    done = shell(command, desk)
    assert done.returncode == 74
    assert done.stderr == "Error: the output cannot be written: No space left on device.\n"


@pytest.mark.parametrize("columns", ["40", "0", "-5", "²", "9" * 30])
def test_any_width_can_be_asked_for(desk: Path, columns: str) -> None:
    case = desk / "case.scenario"
    case.write_text(SCENARIO, encoding="utf-8")
    done = program(["check", str(desk), str(case)], env={**os.environ, "COLUMNS": columns})
    assert (done.returncode, done.stderr) == (1, "")
    assert columns not in ("40", "0") or max(map(len, done.stdout.splitlines())) <= 40
