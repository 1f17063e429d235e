"""The grammar is found, is free of conflicts, and its copy on disk is never trusted further than it deserves."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from lark import Lark

from ruledsl import disk_cache
from ruledsl.syntax import loader
from ruledsl.syntax.keywords import keywords, spellings, units
from ruledsl.syntax.words import NAME

LINE = "a: x requires y(by = z) within 3 days of next w unless v"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def fresh() -> Lark:
    """A parser as a new process would get it."""
    return loader.parser.__wrapped__()


def copies(cache: Path) -> list[Path]:
    return list(cache.iterdir())


def reads(parser: Lark) -> bool:
    return parser.parse(LINE, start="ruleset_line") == loader.parser().parse(LINE, start="ruleset_line")


def conflicts(grammar: str, start: list[str], caplog: pytest.LogCaptureFixture) -> list[str]:
    """What Lark says about shift/reduce conflicts, which it settles by itself; other conflicts it raises."""
    with caplog.at_level("DEBUG", logger="lark"):
        Lark(grammar, parser="lalr", start=start, debug=True)
    return [record.getMessage() for record in caplog.records if "onflict" in record.getMessage()]


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    assert conflicts(loader.grammar_text(), list(loader.START_RULES), caplog) == []


def test_a_conflict_would_be_noticed(caplog: pytest.LogCaptureFixture) -> None:
    assert conflicts('start: e\ne: e "+" e | "1"\n', ["start"], caplog) != []


def test_a_copy_is_written_once_and_read_after(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads(fresh())
    (copy,) = copies(cache)

    def never(grammar: str) -> Lark:
        raise AssertionError(grammar)

    monkeypatch.setattr(loader, "build", never)
    assert reads(fresh())
    assert copies(cache) == [copy]


@pytest.mark.parametrize("content", [b"", b"nonsense", pickle.dumps(({}, {})), pickle.dumps([1]), b"\x80\x05N."])
def test_a_broken_copy_is_replaced_in_silence(cache: Path, content: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    fresh()
    (copy,) = copies(cache)
    good = copy.read_bytes()
    disk_cache.write_blob(loader._key(), content)
    assert reads(fresh())
    assert pickle.loads(disk_cache.read_blob(loader._key()) or b""), "a whole copy again"
    copy.write_bytes(good[: len(good) // 2])
    assert reads(fresh())
    assert capfd.readouterr() == ("", "")


class _RunsCode:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (print, ("code ran",))


def test_a_copy_cannot_run_code(cache: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fresh()
    disk_cache.write_blob(loader._key(), pickle.dumps((_RunsCode(), {})))
    assert reads(fresh())
    assert capfd.readouterr().out == ""


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert reads(fresh())


def test_names_are_what_the_grammar_says_they_are() -> None:
    (pattern,) = [terminal.pattern.value for terminal in loader.parser().terminals if terminal.name == "NAME"]
    assert pattern == re.sub(r"\\u(....)", lambda match: chr(int(match[1], 16)), NAME)


def test_keywords_are_listed_with_their_sections() -> None:
    known = {keyword.spelling: keyword.sections for keyword in keywords()}
    assert known["no later than"] == {"ruleset"}
    assert known["expect"] == {"scenario"}
    assert known["uses"] == {"vocabulary", "ruleset"}
    assert known["yes/no"] == {"vocabulary", "ruleset"}
    assert [keyword.spelling for keyword in keywords()] == sorted(known)
    assert "=" not in known


def test_every_terminal_of_the_grammar_that_is_no_class_of_words_has_a_spelling() -> None:
    classes = {
        "NAME", "INT", "DECIMAL", "FRACTION", "DATE", "MONTH", "TIME", "CLAUSE_ID", "HEADING_NUMBER", "STRING",
        "COMPARATOR", "UNIT", "COMMENT", "LABEL",
    }  # fmt: skip
    names = {terminal.name for terminal in loader.parser().terminals if not terminal.name.startswith("__IGNORE")}
    assert names - set(spellings()) == classes


def test_the_units_are_those_of_the_grammar() -> None:
    for unit in units():
        assert loader.parser().parse(f"a: x requires y within 3 {unit}", start="ruleset_line")
