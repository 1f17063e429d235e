# ruff: noqa: E501 — tables of texts, one a line
"""What is printed obeys nobody but us: whatever titles, notes and file names hold, no output form hands a terminal, a
browser, an XML reader or a code host anything but text.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.cli.running import Run, run

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>'`&amp;]]>--><!-- %0A::error::x @import =1+1"
INVISIBLE = "\u200e\u200f\u061c\u00ad\ufeff\u200b\U000e0041\ue000"
CONTROLS = "\x1b[31m\x1b]0;owned\x07\x00\x08\r\u009b\u202e\u2066\x7f"
"""What only JSON and file names can hold: files with such characters are refused."""

RULES = f"""\
vocabulary desk
    role director "{MARKUP}" / "{MARKUP}"
    kind request "{MARKUP}" / "{INVISIBLE}"  opens submitted, closes answered
        matters : whole number "{MARKUP}"
        title : text "{INVISIBLE}"
        event submitted(by) "{MARKUP}", answered(by) "{INVISIBLE}"
ruleset office "{MARKUP}" / "{MARKUP}"
    uses desk
    in force from 2020-01-01
    note "{MARKUP}"
    chapter 1 "{MARKUP}"
    article 1 "{MARKUP}" / "{MARKUP}{INVISIBLE}"
        single: request requires matters = 1
            note "{MARKUP}{INVISIBLE}"
            reading "{MARKUP}"
        soon: request requires answered within 3 days of submitted
    article 2 "{MARKUP}"
        states "{MARKUP}"
"""
SCENARIO = f"""\
scenario "{MARKUP}{INVISIBLE}"
    note "{MARKUP}"
    person li "{MARKUP}" / "{INVISIBLE}" is director
    request r "{MARKUP}" with matters = 2, title = "{MARKUP}{INVISIBLE}"
    2022-03-10 r submitted(by = li)
    as of 2022-03-20
    expect single satisfied
"""
DOCUMENT = {
    "title": MARKUP + CONTROLS,
    "notes": [CONTROLS],
    "persons": [{"name": "li", "label": {"en": MARKUP + CONTROLS, "zh": CONTROLS}}],
    "records": [
        {"kind": "request", "name": "r", "label": CONTROLS + MARKUP, "fields": {"matters": 2, "title": CONTROLS}}
    ],
    "events": [{"date": "2022-03-10", "record": "r", "event": "submitted", "arguments": {"by": "li"}}],
    "as_of": [{"date": "2022-03-20"}],
}

# Everything that moves a cursor, colours, rings, or turns the direction of writing; and what cannot be encoded.
OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "office.rules").write_text(RULES, encoding="utf-8")
    (folder / "case.scenario").write_text(SCENARIO, encoding="utf-8")
    (folder / "case.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return folder


def plain(done: Run, statuses: tuple[int, ...] = (0, 1)) -> Run:
    assert done.status in statuses, done.err
    assert "Traceback" not in done.err
    for text in (done.out, done.err):
        found = OBEYED.search(text)
        assert found is None, (found, text[max(0, found.start() - 80) : found.start() + 20])
    return done


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", ["case.scenario", "case.json"])
@pytest.mark.parametrize("command", [["check", "-a"], ["explain"]])
def test_text_for_people_holds_nothing_that_a_terminal_obeys(
    office: Path, command: list[str], case: str, lang: str
) -> None:
    plain(run([command[0], office, office / case, *command[1:], "--lang", lang]))


@pytest.mark.parametrize("command", [["test"], ["lint"], ["lint", "--format", "concise"], ["export"]])
def test_other_commands_hold_nothing_that_a_terminal_obeys(office: Path, command: list[str]) -> None:
    plain(run([*command, office]))


@pytest.mark.parametrize("case", ["case.scenario", "case.json"])
def test_json_reports_are_json_that_no_terminal_obeys(office: Path, case: str) -> None:
    done = plain(run(["check", office, office / case, "-a", "--format", "json"]))
    assert json.loads(done.out)["scenario"].startswith(MARKUP)


def test_a_difference_is_exact_and_its_heading_is_harmless(office: Path) -> None:
    file = office / "\x1b[31m.rules"
    file.write_text("vocabulary other\n role   a\n", encoding="utf-8")
    done = run(["fmt", "--diff", file])
    assert "\x1b" not in done.out + done.err
    assert "- role   a\n+    role a\n" in done.out


# ------------------------------------------------------------------------------------------------ names of files

NAMES = [
    "a\x1b[31mb", "a\nb", "a\rb", "\u202eb", "a,b:c%0A", "<b>&\"'", "::error::x", "=1+1", "-- help", "a b", "\udcff", "a\u2028b",
]  # fmt: skip


def named(folder: Path, name: str) -> Path:
    """A ruleset and a scenario with findings, in files of a hostile name; the folder has it, too."""
    inner = folder / name
    try:
        inner.mkdir()
        (inner / f"{name}.rules").write_text(RULES.replace("requires matters", "requres matters"), encoding="utf-8")
        (inner / f"{name}.scenario").write_text(SCENARIO.replace("with matters", "with mattters"), encoding="utf-8")
    except OSError:
        return folder
    return inner


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "gitlab", "sarif", "junit"])
def test_no_name_of_a_file_is_obeyed_by_what_reads_the_findings(tmp_path: Path, name: str, form: str) -> None:
    done = plain(run(["lint", named(tmp_path, name), "--format", form]), (0, 1, 2))
    match form:
        case "json" | "gitlab" | "sarif":
            json.loads(done.out)
        case "junit":
            Xml.fromstring(done.out)
        case "github":
            assert all(re.match(r"::(error|warning|notice) file=[^,:]*(,|::)", line) for line in done.out.splitlines())
        case "concise":
            *lines, _ = done.out.splitlines()
            assert all(re.search(r":\d+:\d+: \w+ RD\d\d\d |: \w+ RD\d\d\d ", line) for line in lines)
        case _:
            pass


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", ["check", "test", "fmt", "explain", "export", "schema"])
def test_no_name_of_a_file_is_obeyed_by_a_terminal(tmp_path: Path, name: str, command: str) -> None:
    folder = named(tmp_path, name)
    files = [str(folder / f"{name}.scenario")] if command in ("check", "explain") else []
    plain(run([command, str(folder), *files]), (0, 1, 2))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", ["check", "explain", "test", "lint", "fmt", "export", "schema", "rule", "calendar"])
def test_no_argument_is_obeyed_by_a_terminal(
    name: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for args in ([name], [name, name], ["--as-of", name], ["--format", name], ["-k", name]):
        plain(run([command, *args]), (0, 1, 2))


# ------------------------------------------------------------------------------------------------ forms for programs


class Tags(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.attributes += attrs


def assert_inert(page: str) -> None:
    """The page has no element or attribute that came from the input, and asks nothing of other hosts."""
    tags = Tags()
    tags.feed(page)
    assert "img" not in tags.found
    assert "alert(1)" not in "".join(re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL))
    for name, value in tags.attributes:
        assert not name.startswith("on"), (name, value)
        if name in ("src", "href", "action"):
            assert (value or "").startswith(("#", "data:image/")), (name, value)
    assert "]]>" not in page
    assert "<!-- %0A" not in page
    assert OBEYED.search(page.replace("\t", " ")) is None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_of_the_trace_holds_the_input_as_text_only(office: Path, lang: str, tmp_path: Path) -> None:
    source = tmp_path / f"{MARKUP[:8].replace('<', '_')}.txt"
    source.write_text(
        f"Chapter 1 {MARKUP}\nArticle 1 {MARKUP}\n{MARKUP}{INVISIBLE}\nArticle 7 {MARKUP}\n", encoding="utf-8"
    )
    done = run(["trace", office, "--source", source, "--format", "html", "--lang", lang])
    assert done.status in (0, 1), done.err
    assert_inert(done.out)
    plain(run(["trace", office, "--source", source, "--lang", lang]))
    json.loads(plain(run(["trace", office, "--source", source, "--format", "json"])).out)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_of_coverage_holds_the_input_as_text_only(office: Path, lang: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run(["test", office, "--coverage", "html", "--coverage-file", page, "--lang", lang])
    assert done.status in (0, 1), done.err
    assert_inert(page.read_text(encoding="utf-8"))
    plain(run(["test", office, "--coverage", "text", "--lang", lang]))


def test_the_outcome_of_scenarios_as_junit_is_sound_xml(office: Path, tmp_path: Path) -> None:
    run(["test", office, "--junit", tmp_path / "out.xml"])
    text = (tmp_path / "out.xml").read_text(encoding="utf-8")
    Xml.fromstring(text)
    assert OBEYED.search(text) is None
