# ruff: noqa: E501 — tables of texts, one a line
"""Hostile shapes of input: texts that can be made as large as wanted, each to hurt one reader in one way.

`SHAPES` is the table: a name, the reader that it is meant for, and a function from a size in bytes (roughly) to the
bytes. The law is that a reader's cost grows no faster than the size; `bench/linearity.py` measures it, the tests count.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from attrs import frozen


@frozen
class Shape:
    """A shape of input for one reader; `make(size)` gives about `size` bytes."""

    name: str
    reader: str
    make: Callable[[int], bytes]


def _repeated(line: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    """`line` again and again; `#` in it is the number of the line."""

    def make(size: int) -> bytes:
        if "#" not in line:
            return (before + line * max(1, size // len(line.encode())) + after).encode()
        count = max(1, size // (len(line.encode()) + 4))
        return (before + "".join(line.replace("#", str(number)) for number in range(count)) + after).encode()

    return make


VOCABULARY = "vocabulary v\n"
RULESET = "ruleset t\n    uses desk\n    article 1\n"
CLAUSE = f"{RULESET}        c: request requires "
CASE = 'scenario "s"\n    request r\n'
END = "    as of 2022-03-20\n"
DEEP = 10_000

_RULES: dict[str, Callable[[int], bytes]] = {
    "blank lines": _repeated("\n", RULESET),
    "comments": _repeated("-- a\n", RULESET),
    "one comment": _repeated("-", RULESET),
    "one letter": _repeated("x", RULESET),
    "one name": _repeated("x", CLAUSE),
    "one number": _repeated("9", CLAUSE),
    "one text": _repeated("x", RULESET + '        note "', '"\n'),
    "escapes, not closed": _repeated('\\"', RULESET + '        note "'),
    "escapes, not closed, with a comment": _repeated('\\"', CLAUSE + "x --\n                    " + '"', "\n"),
    "escapes in a line with comments": _repeated('\\"', CLAUSE + "matters\n -- c\n                = 1 --c\n          \""),
    "quotes": _repeated('"', RULESET),
    "quotes and backslashes": _repeated('"\\', RULESET),
    "quotes on lines": _repeated('  "\\\n', CLAUSE),
    "brackets": _repeated("(", CLAUSE),
    "closing brackets": _repeated(")", CLAUSE),
    "brackets on lines": _repeated("              (\n", CLAUSE + "\n"),
    "nested brackets": lambda size: (CLAUSE + "(" * (size // 2) + "matters = 1" + ")" * (size // 2)).encode(),
    "not not": _repeated("not ", CLAUSE, "matters = 1\n"),
    "and": _repeated("matters = 1 and ", CLAUSE, "matters = 1\n"),
    "sums": _repeated("1 + ", CLAUSE + "matters = ", "1\n"),
    "a large set": _repeated("director, ", CLAUSE + "who in (", "director)\n"),
    "dots": _repeated("a.", CLAUSE, "a\n"),
    "labels": _repeated("a:", RULESET),
    "label, blanks": _repeated(" ", RULESET + "a", "x\n"),
    "label, bracket": _repeated("a (", RULESET),
    "label, open bracket": _repeated("b ", VOCABULARY + "a ("),
    "colons": _repeated(":", RULESET),
    "tabs": _repeated("\t", RULESET, "x"),
    "steps deeper": lambda size: (
        RULESET + "\n".join(" " * depth + "a" for depth in range(int((2 * size) ** 0.5)))
    ).encode(),
    "deeper parts": lambda size: (
        VOCABULARY + "\n".join(" " * depth + "kind k" for depth in range(int((2 * size) ** 0.5)))
    ).encode(),
    "steps to and fro": _repeated("  a\n a\n", RULESET),
    "carriage returns": _repeated("\r", RULESET),
    "null characters": _repeated("\0", RULESET),
    "form feeds": _repeated("\f\n", RULESET),
    "invisible signs": _repeated("\u200b", CLAUSE),
    "invisible lines": _repeated("\u200b\n", RULESET),
    "wide signs": _repeated("（", CLAUSE),
    "wide lines": _repeated("    a：request requires matters ＝ 1\n", RULESET),
    "bidirectional": _repeated("\u202e\n", RULESET),
    "combining marks": _repeated("\u0327\u0301", CLAUSE + "a"),
    "combining marks in disorder": _repeated("\u0301\u0327", CLAUSE + "a"),
    "combining marks, sorted backwards": lambda size: (
        CLAUSE + "a" + "\u0301" * (size // 4) + "\u0327" * (size // 4)
    ).encode(),
    "private letters": _repeated("\U000f0000", CLAUSE),
    "unknown words": _repeated("xyz abc\n", RULESET),
    "articles": _repeated('article #\n    c: request requires matters = 1\n', "ruleset t\nuses desk\n"),
    "article headings": _repeated("article 1\n", "ruleset t\nuses desk\n"),
    "chapters": _repeated("chapter 1\n", "ruleset t\nuses desk\n"),
    "paragraphs": _repeated("paragraph 1\n", RULESET),
    "rulesets": _repeated("ruleset t\n"),
    "vocabularies": _repeated("vocabulary v#\n"),
    "same vocabulary": _repeated("vocabulary v\n    role a\n"),
    "uses": _repeated("    uses w#\n", "ruleset t\n"),
    "uses itself": _repeated("vocabulary v#\n    uses desk\n"),
    "clauses": _repeated("        c#: request requires signed within 3 workdays of submitted\n", RULESET),
    "same label": _repeated("        c: request requires matters = 1\n", RULESET),
    "unknown kinds": _repeated("        c#: reqest# requires matters = 1\n", RULESET),
    "unknown fields": _repeated("        c#: request requires mater# = 1\n", RULESET),
    "unknown clauses": _repeated("        c#: request permits signed despite d#\n", RULESET),
    "overrides": _repeated("        c#: request requires matters = 1 overrides c\n", RULESET + "        c: request requires matters = 2\n"),
    "overrides the one before": lambda size: (
        RULESET
        + "        c0: request requires matters = 1\n"
        + "".join(
            f"        c{number}: request requires matters = {number} overrides c{number - 1}\n"
            for number in range(1, max(2, size // 60))
        )
    ).encode(),
    "deemings": lambda size: (
        "vocabulary v\n    kind r opens when created, closes never\n"
        + "".join(f"        f{number} : yes/no default no\n" for number in range(max(2, size // 90)))
        + "ruleset t\n    uses v\n    article 1\n"
        + "".join(
            f"        c{number}: r deems f{number} = yes when f{number - 1}\n" for number in range(1, max(2, size // 90))
        )
    ).encode(),
    "lapses": lambda size: (
        RULESET
        + "        c0: request requires signed within 3 days\n"
        + "".join(
            f"        c{number}: request requires signed within 3 days when c{number - 1} lapsed\n"
            for number in range(1, max(2, size // 70))
        )
    ).encode(),
    "contradictions": _repeated("        c#: request forbids signed\n        d#: request requires signed\n", RULESET),
    "chains": _repeated("signed, ", RULESET + "        c: request requires ", "signed in order before answered\n"),
    "layers": _repeated(", or 3 days if special", CLAUSE + "signed within 2 days of submitted"),
    "otherwise": _repeated(" otherwise request requires signed within 1 days", CLAUSE + "matters = 1"),
    "notes": _repeated('            note "x"\n', CLAUSE + "matters = 1\n"),
    "roles": _repeated("    role a#\n", VOCABULARY),
    "same role": _repeated("    role a\n", VOCABULARY),
    "narrower roles": lambda size: (
        VOCABULARY
        + "    role r0\n"
        + "".join(f"    role r{number} is r{number - 1}\n" for number in range(1, max(2, size // 22)))
    ).encode(),
    "roles in a circle": lambda size: (
        VOCABULARY
        + "".join(f"    role r{number} is r{number + 1}\n" for number in range(max(2, size // 22)))
        + f"    role r{max(2, size // 22)} is r0\n"
    ).encode(),
    "unions": _repeated(" or director", VOCABULARY + "    uses desk\n    role all = director"),
    "role of unknown roles": _repeated("    role a# is b#\n", VOCABULARY),
    "kinds": _repeated("    kind k# opens when created, closes never\n", VOCABULARY),
    "narrower kinds": lambda size: (
        VOCABULARY
        + "    kind k0 opens when created, closes never\n        f : yes/no\n"
        + "".join(f"    kind k{number} is k{number - 1}\n" for number in range(1, max(2, size // 22)))
    ).encode(),
    "fields": _repeated("        f# : text\n", VOCABULARY + "    kind k\n"),
    "same field": _repeated("        f : text\n", VOCABULARY + "    kind k\n"),
    "fields of unknown kinds": _repeated("        f# : knd#\n", VOCABULARY + "    kind k\n"),
    "events": _repeated(", e#", VOCABULARY + "    kind k\n        event e"),
    "same event": _repeated(", e", VOCABULARY + "    kind k\n        event e"),
    "parameters": _repeated(", p#", VOCABULARY + "    kind k\n        event e(by", ")\n"),
    "a long list": _repeated(", s#", VOCABULARY + "    list l = s"),
    "a long list on lines": _repeated(",\n        s#", VOCABULARY + "    list l = s"),
    "same symbol": _repeated(", s", VOCABULARY + "    list l = s"),
    "lists": _repeated("    list l# = a, b\n", VOCABULARY),
    "values": _repeated("    value v# : whole number\n", "ruleset t\n    uses desk\n"),
    "windows": lambda size: (
        "ruleset t\n    uses desk\n    window w0 = within 3 days of submitted\n"
        + "".join(f"    window w{number} = in window w{number - 1}\n" for number in range(1, max(2, size // 35)))
    ).encode(),
    "calendars": _repeated("    calendar c# = china\n", "ruleset t\n    uses desk\n"),
    "joined calendars": _repeated(", china", "ruleset t\n    uses desk\n    calendar c = working in all of (china", ")\n"),
    "versions": lambda size: (
        RULESET
        + "".join(
            f"        c: request requires matters = 1\n            in force from {day} to {day}\n"
            for day in map(date.fromordinal, range(1, max(2, size // 85)))
        )
    ).encode(),
    "unknown fields beside many": lambda size: (
        "vocabulary v\n    kind r opens when created, closes never\n"
        + "".join(f"        field{number} : yes/no\n" for number in range(size // 60))
        + "ruleset t\n    uses v\n    article 1\n"
        + "".join(f"        c{number}: r requires feeld{number}\n" for number in range(size // 60))
    ).encode(),
    "unknown kinds beside many": lambda size: (
        VOCABULARY
        + "".join(f"    kind kind{number} opens when created, closes never\n" for number in range(size // 100))
        + "    kind last opens when created, closes never\n"
        + "".join(f"        f{number} : knd{number}\n" for number in range(size // 50))
    ).encode(),
    "substitutions beside acts": lambda size: (
        RULESET
        + "".join(f"        s{number}: deputy acts for director while away(director)\n" for number in range(size // 130))
        + "".join(f"        c{number}: request requires signed(by = director)\n" for number in range(size // 130))
    ).encode(),
    "deemings of one field": lambda size: (
        RULESET
        + "".join(f"        s{number}: request deems special = yes when signed\n" for number in range(size // 130))
        + "".join(f"        c{number}: request requires signed when special\n" for number in range(size // 130))
    ).encode(),
    "standing in": _repeated(", then director", RULESET + "        c: director", " acts for director while away(director)\n"),
    "the bundled words": _repeated(" request requires signed within", RULESET + "    c:"),
}  # fmt: skip

_SCENARIO: dict[str, Callable[[int], bytes]] = {
    "blank lines": _repeated("\n", CASE, END),
    "entries": _repeated("    2022-03-10 r submitted(by = director)\n", CASE, END),
    "entries of unknown records": _repeated("    2022-03-10 q# submitted\n", CASE, END),
    "unknown events": _repeated("    2022-03-10 r submited#\n", CASE, END),
    "records": _repeated("    request r# with matters = 1\n", CASE, END),
    "same record": _repeated("    request r\n", CASE, END),
    "records and entries": _repeated("    request r# with matters = 1\n    2022-03-10 r# submitted\n", CASE, END),
    "many unknown beside many known": lambda size: (
        CASE
        + "".join(f"    request req{number}\n" for number in range(size // 50))
        + "".join(f"    2022-03-10 reqx{number} submitted\n" for number in range(size // 70))
        + END
    ).encode(),
    "records of unknown kinds": _repeated("    reqest# r#\n", CASE, END),
    "persons": _repeated("    person p# is director\n", CASE, END),
    "same person": _repeated("    person p is director\n", CASE, END),
    "holdings": _repeated(", director from 2020-01-01 to 2020-01-02", CASE + "    person p is director", "\n" + END),
    "a large set": _repeated("director, ", CASE + "    meeting m with members = (", "director)\n" + END),
    "assignments": _repeated(", matters = 1", CASE + "    request q with matters = 1", "\n" + END),
    "values over time": _repeated("    2022-03-10 r who = director\n", CASE, END),
    "judgements": _repeated("    2022-03-10 r special judged yes\n", CASE, END),
    "states": _repeated("    2022-03-01 onwards director away\n", CASE, END),
    "as of": _repeated("    as of 2022-03-20\n", CASE),
    "expectations": _repeated("    expect single satisfied for r\n", CASE + END),
    "unknown expectations": _repeated("    expect singel# satisfied for r\n", CASE + END),
    "scenarios": _repeated('scenario "s"\n    as of 2022-03-20\n'),
    "scenarios that speak of nothing": _repeated('scenario "s#"\n'),
    "notes": _repeated('    note "x"\n', CASE, END),
    "plans": _repeated("    planned 2022-04-10 r answered\n", CASE, END),
    "happenings": _repeated(", signed", CASE + "    2022-03-10 r submitted", "\n" + END),
    "arguments": _repeated(", by = director", CASE + "    2022-03-10 r submitted(by = director", ")\n" + END),
    "dates that do not exist": _repeated("    2022-02-30 r submitted\n", CASE, END),
    "one number": _repeated("9", CASE + "    request q with matters = ", "\n" + END),
    "numbers of 1,000 digits": _repeated("    request q# with matters = " + "9" * 1000 + "\n", CASE, END),
    "fractions of 1,000 digits": _repeated("    request q# with share = 1/" + "9" * 1000 + "\n", CASE, END),
    "marks": _repeated(" breach", CASE + END + "    expect single satisfied"),
    "fits and starts": _repeated("    2022-03-10 r\n        submitted\n", CASE, END),
    "values": _repeated("    value term = 3 days\n", CASE, END),
}

_JSON: dict[str, Callable[[int], bytes]] = {
    "opening": _repeated("["),
    "objects": _repeated('{"a":'),
    "nested": lambda size: b"[" * (size // 2) + b"]" * (size // 2),
    "blanks": _repeated(" ", "{", "}"),
    "one text": _repeated("x", '{"title": "', '"}'),
    "escapes": _repeated("\\u0041", '{"title": "', '"}'),
    "surrogates": _repeated("\\ud83d\\ude00", '{"title": "', '"}'),
    "lone surrogates": _repeated("\\ud83d", '{"title": "', '"}'),
    "digits": _repeated("9", '{"title": ', "}"),
    "exponent": _repeated("9", '{"title": 1e', "}"),
    "same key": _repeated('"a": 1, ', "{", '"a": 1}'),
    "unknown keys": _repeated('"k#": 1, ', "{", '"a": 1}'),
    "keys with quotes": _repeated('"k\\"#": {"x": 1}, ', "{", '"a": 1}'),
    "a long key": _repeated("k", '{"', '": [[1, 2], [3]]}'),
    "a long key, many parts": lambda size: json.dumps(
        {"k" * (size // 2): [{"x": None}] * (size // 24)}
    ).encode(),
    "scenarios": _repeated('{"title": "s"}, ', "[", '{"title": "s"}]'),
    "records": _repeated('{"kind": "request", "name": "r#"}, ', '{"title": "s", "records": [', "]}".replace("]", '{"kind": "request", "name": "q"}]')),
    "unknown kinds": _repeated('{"kind": "reqest#", "name": "r#"}, ', '{"title": "s", "records": [', '{"kind": "request", "name": "q"}]}'),
    "events": _repeated(
        '{"date": "2022-03-10", "record": "q", "event": "submitted"}, ',
        '{"title": "s", "records": [{"kind": "request", "name": "q"}], "events": [',
        '{"date": "2022-03-10", "record": "q", "event": "submitted"}], "as_of": [{"date": "2022-03-20"}]}',
    ),
    "wrong events": _repeated("3, ", '{"title": "s", "events": [', "3]}"),
    "nulls": _repeated("null, ", "[", "null]"),
    "notes": _repeated('"x", ', '{"title": "s", "notes": [', '"x"]}'),
    "numbers of 1,000 digits": _repeated(
        '{"kind": "request", "name": "r#", "fields": {"matters": ' + "9" * 1000 + "}}, ", '{"title": "s", "records": [', '{"kind": "request", "name": "q"}]}'
    ),
}  # fmt: skip

_OVERRIDES: dict[str, Callable[[int], bytes]] = {
    "days": _repeated("2022-03-10 rest\n"),
    "long ranges": _repeated("1900-01-01 to 2199-12-31 rest\n"),
    "long ranges, each with a fault": _repeated('1900-01-01 to 2199-12-31 rest "a" "b"\n'),
    "long ranges that end in a repeated day": _repeated("1900-01-01 to 2199-12-30 rest\n", "2199-12-30 rest\n"),
    "years": _repeated("year 2027 complete\n"),
    "one word": _repeated("x"),
    "words": _repeated("x "),
    "quotes": _repeated('"'),
    "reasons": _repeated('2022-03-10 rest "a" / "b"\n'),
    "signs": _repeated("-"),
    "hashes": _repeated("a#b\n"),
}

_DAYS: dict[str, Callable[[int], bytes]] = {
    "long ranges": _repeated("1900-01-01 to 2199-12-31\n"),
    "long ranges that end in a repeated day": _repeated("1900-01-01 to 2199-12-30\n", "2199-12-30\n"),
    "days": _repeated("2022-03-10\n"),
}

_SETTINGS: dict[str, Callable[[int], bytes]] = {
    "unknown keys": _repeated("k# = 1\n"),
    "nested arrays": _repeated("[", "select = "),
    "nested tables": _repeated("{a=", "select = "),
    "dotted keys": _repeated("a.", "", "b = 1\n"),
    "unknown codes": _repeated('"XY#", ', "select = [", '"RD6"]\n'),
    "table headings": _repeated("[a.b#]\n"),
    "one number": _repeated("9", "a = ", "\n"),
    "rules": _repeated("[rules.RD9#]\nx = 1\n"),
}

_BASELINE: dict[str, Callable[[int], bytes]] = {
    "opening": _repeated("["),
    "objects": _repeated('{"a":'),
    "one number": _repeated("9"),
    "findings": _repeated(
        '{"fingerprint": "#"}, ', '{"schema": "ruledsl/lint-baseline/1", "findings": [', '{"fingerprint": "x"}]}'
    ),
}


def _shapes() -> list[Shape]:
    tables: list[tuple[str, dict[str, Callable[[int], bytes]]]] = [
        ("rules", _RULES),
        ("scenario", _SCENARIO),
        ("json", _JSON),
        ("overrides", _OVERRIDES),
        ("days", _DAYS),
        ("settings", _SETTINGS),
        ("baseline", _BASELINE),
    ]
    found = [Shape(name, reader, make) for reader, table in tables for name, make in table.items()]
    layout = ("blank lines", "comments", "clauses", "articles", "fields", "a long list", "and", "notes", "kinds")
    found += [Shape(name, "layout", _RULES[name]) for name in layout]
    return found


SHAPES = _shapes()
