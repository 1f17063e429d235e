# ruff: noqa: E501 — tables of texts, one a line
"""The corpus: texts of the language, from the bundled rulesets and the fixtures, in pieces small enough to be read
often; and strategies that make whole lines from the grammar, and spoil pieces of the corpus.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark

from ruledsl.syntax.keywords import spellings
from ruledsl.syntax.loader import START_RULES, build, grammar_text
from tests.fuzz.readers import OFFICE, READERS

ROOT = Path(__file__).resolve().parents[2]
FINDS = Path(__file__).resolve().parent / "finds"

CASE = """\
scenario "s"
    from 2022-01-01
    person li "Li" / "李" is director
    meeting m with members = (director, li)
    request r with matters = 1, who = li, meeting = m, share = 1/3
    2022-03-10 10:30 r submitted(by = li, to = director)
    2022-03-11 r special judged yes by li
    planned 2022-04-10 r answered
    2022-03-01 to 2022-03-05 director away
    2022-03-01 onwards li away unknown
    value term = 5 workdays
    as of 2022-03-20
    expect signer violated breach for r due 2022-03-15
    expect only 1.signer violated
    expect who of r = li
"""
DOCUMENT = """\
{"schema": "ruledsl/scenario/1", "title": "s", "from": "2022-01-01",
 "persons": [{"name": "li", "roles": [{"role": "director", "from": "2022-01-01"}]}],
 "records": [{"kind": "request", "name": "r", "fields": {"matters": 1, "share": "1/3", "who": "li"}}],
 "events": [{"date": "2022-03-10", "time": "10:30", "record": "r", "event": "submitted", "arguments": {"by": "li"}}],
 "as_of": [{"date": "2022-03-20", "expect": [{"norms": ["signer"], "verdict": "violated"}]}]}
"""
OVERRIDES = """\
# the office's own days
2022-04-02 working "make-up day" / "调休上班"
2022-09-01 to 2022-09-03 rest "flood"  -- comment
year 2027 complete
"""
SETTINGS = """\
select = ["RD6"]
ignore = ["RD660"]
[per-file-ignores]
"*.rules" = ["RD661"]
[rules.RD662]
most = 3
"""
PROJECT = '[tool.ruledsl]\nselect = ["RD6"]\n[tool.ruledsl.rules.RD662]\nmost = 3\n'
BASELINE = (
    '{"schema": "ruledsl/lint-baseline/1", "findings": [{"fingerprint": "ab", "code": "RD660", "file": "a.rules"}]}'
)

SEEDS: dict[str, tuple[str, ...]] = {
    "rules": (OFFICE,),
    "layout": (OFFICE, CASE),
    "scenario": (CASE,),
    "json": (DOCUMENT,),
    "overrides": (OVERRIDES,),
    "days": ("2022-09-01\n2022-09-05 to 2022-12-30 -- term\n",),
    "settings": (SETTINGS,),
    "project": (PROJECT,),
    "baseline": (BASELINE,),
}
"""A sound text for each reader."""
assert SEEDS.keys() == READERS.keys()


@cache
def pieces() -> tuple[str, ...]:
    """Stretches of a few lines of every file of rules and scenarios there is."""
    found: list[str] = []
    for folder in ("rulesets", "tests/fixtures"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".rules", ".scenario"):
                lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
                found += ["".join(lines[at : at + 6]) for at in range(0, len(lines), 6)]
    return tuple(found)


# ------------------------------------------------------------------------------------------------ from the grammar


@cache
def lines_of(section: str) -> st.SearchStrategy[str]:
    """Lines that the grammar takes for a section, of whatever meaning."""
    grammar = build(grammar_text())
    spelled = spellings()
    explicit: dict[str, st.SearchStrategy[str]] = {}
    for terminal in grammar.terminals:
        pattern: Any = terminal.pattern
        if terminal.name in spelled:
            explicit[terminal.name] = st.just(f"{spelled[terminal.name]} ")
        elif pattern.type == "str" and pattern.value.isalpha():
            explicit[terminal.name] = st.just(f"{pattern.value} ")
    name = st.sampled_from([f"{word} " for word in _WORDS])
    explicit["NAME"] = explicit["LABEL"] = name
    explicit["DATE"] = st.sampled_from(["2022-03-10 ", "0001-01-01 ", "9999-12-31 ", "2022-02-30 ", "0000-00-00 "])
    explicit["INT"] = st.sampled_from(["0 ", "1 ", "2 ", "007 ", "99999999999999999999 ", "9" * 1000 + " "])
    explicit["UNIT"] = st.sampled_from(["hours ", "days ", "workday ", "weeks ", "months ", "quarter ", "years "])
    explicit["STRING"] = st.sampled_from(['"x" ', '"" ', '"\\\\" ', '"\\" -- " ', '"市长" ', '"../../etc/passwd" '])
    explicit["FRACTION"] = st.sampled_from(["1/2 ", "2/0 ", "3/2 "])
    start = f"{section}_line"
    terminals, _, _ = grammar.grammar.compile([start], ())
    used = {terminal.name for terminal in terminals}
    return from_lark(grammar, start=start, explicit={name: texts for name, texts in explicit.items() if name in used})


assert {f"{section}_line" for section in ("vocabulary", "ruleset", "scenario")} == set(START_RULES)

_WORDS = [
    "request", "matters", "share", "urgency", "urgent", "limit", "respite", "signer", "who", "meeting", "members",
    "special", "submitted", "signed", "answered", "held", "by", "to", "director", "deputy", "finance", "bureau", "head",
    "away", "term", "single", "answer", "r", "m", "li", "self", "x", "desk", "china", "month", "本办",
]  # fmt: skip


@st.composite
def files_from_the_grammar(draw: st.DrawFn) -> tuple[str, str]:
    """A reader, and a file of lines that the grammar takes, under headings under which they may stand."""
    section = draw(st.sampled_from(["vocabulary", "ruleset", "scenario"]))
    lines = draw(st.lists(lines_of(section), min_size=1, max_size=5))
    match section:
        case "vocabulary":
            head, _, tail = OFFICE.partition("    state away")
            text = head + "".join(f"    {line}\n" for line in lines) + "    state away" + tail
        case "ruleset":
            text = OFFICE + "".join(f"        {line}\n" for line in lines)
        case _:
            text = CASE + "".join(f"    {line}\n" for line in lines)
    if section == "scenario":
        return draw(st.sampled_from(["scenario", "layout"])), text
    return draw(st.sampled_from(["rules", "layout"])), text


# ------------------------------------------------------------------------------------------------ spoilt

SIGNS = [
    b"(", b")", b'"', b"\\", b"--", b"\n", b"\r", b"\r\n", b"\t", b"\0", b"\x1b[31m", b"\xff", b"\xe2\x80\xae", b"\xef\xbb\xbf",
    b"\xcc\x81", b"\xc2\xa0", b"\xe3\x80\x80", b"\xef\xbc\x88", b"{", b"}", b"[", b"]", b":", b",", b"=", b"-", b"0", b"9" * 400,
    b"2022-02-30", b"0001-01-01", b"9999-12-31", b"24:00", b"1/0", b"1e999", b"not ", b"(" * 200, b" otherwise ", b"null",
    b"article 1\n", b'scenario "s"\n', b"vocabulary v\n", b"ruleset t\n", b"    ", b"\\u0000", b"\\ud800", b"../../etc",
]  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, bytes]:
    """A reader, and a text of the corpus that was spoilt in a few places."""
    reader = draw(st.sampled_from(sorted(READERS)))
    text = draw(st.sampled_from(SEEDS[reader]))
    if reader in ("rules", "layout", "scenario") and draw(st.booleans()):
        lines = text.splitlines(keepends=True)
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(pieces())))
        text = "".join(lines)
    data = text.encode()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.sampled_from([0, 1, 2, 5, 20, 100])))
        match draw(st.sampled_from(["cut", "put", "double", "swap", "flip"])):
            case "cut":
                data = data[:at] + data[to:]
            case "put":
                data = data[:at] + draw(st.sampled_from(SIGNS)) + data[to:]
            case "double":
                data = data[:to] + data[at:to] + data[to:]
            case "swap":
                other = draw(st.integers(0, len(data)))
                first, second = sorted((at, other))
                data = data[second:] + data[first:second] + data[:first]
            case _:
                data = data[:at] + bytes([draw(st.integers(0, 255))]) + data[at + 1 :]
    return reader, data
