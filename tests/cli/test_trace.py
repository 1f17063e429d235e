"""`ruledsl trace`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ruledsl
from ruledsl.diagnostics import InputError
from tests.cli.running import run

WHOLE = "第一条 议题材料要报送。\n第二条 函件要答复。\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def test_a_ruleset_that_accounts_for_every_article_passes(office: Path, source: Path) -> None:
    for args in (["trace", office], ["trace", office, "--source", source]):
        done = run(args)
        assert done.status == 0
        assert "Every article is accounted for, and nothing differs." in done.out
        assert done.err == ""


def test_an_article_nobody_accounts_for_fails(office: Path, source: Path) -> None:
    source.write_text(WHOLE + "第三条 本规则自发布之日起施行。\n", encoding="utf-8")
    done = run(["trace", office, "--source", source])
    assert done.status == 1
    assert "  3  not accounted for\n" in done.out
    assert "第三条" not in done.err


def test_a_difference_fails(office: Path, source: Path) -> None:
    source.write_text("第一条 议题材料要报送。\n", encoding="utf-8")
    done = run(["trace", office, "--source", source])
    assert done.status == 1
    assert "article 2 of the rules is not in the document; clause 2.reply cites it" in done.out


def test_an_odd_number_is_told_with_its_line(office: Path, source: Path) -> None:
    source.write_text(WHOLE + "第二条 又一次。\n", encoding="utf-8")
    done = run(["trace", office, "--source", source])
    assert done.status == 1
    assert f"{source}:3: article 2 comes again (first on line 2)" in "".join(done.out.split("\n")).replace("    ", " ")


def test_json_and_html_say_the_same(office: Path, source: Path) -> None:
    source.write_text(WHOLE + "第三条 本规则自发布之日起施行。\n", encoding="utf-8")
    data = run(["trace", office, "--source", source, "--format", "json"])
    assert data.status == 1
    assert json.loads(data.out)["unaccounted"] == ["3"]
    page = run(["trace", office, "--source", source, "--format", "html", "--lang", "zh"])
    assert page.status == 1
    assert page.out.startswith("<!doctype html>\n")
    assert "规则中没有任何内容交代此条。" in page.out


def test_the_gaps_alone(office: Path, source: Path) -> None:
    source.write_text(WHOLE + "第三条 本规则自发布之日起施行。\n", encoding="utf-8")
    for form in ("text", "html"):
        done = run(["trace", office, "--source", source, "--only-gaps", "--format", form])
        assert "Letters" not in done.out
        assert "not accounted for" in done.out


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (WHOLE.encode("gb18030"), "RD004"),
        ("这里没有条文。\n".encode(), "RD013"),
        (b"", "RD005"),
        (None, "RD001"),
    ],
)
def test_a_text_that_cannot_be_read_is_at_fault(office: Path, source: Path, data: bytes | None, code: str) -> None:
    if data is None:
        source.unlink()
    else:
        source.write_bytes(data)
    done = run(["trace", office, "--source", source])
    assert done.status == 2
    assert done.out == ""
    assert code in done.err


def test_python_says_the_same(office: Path, source: Path) -> None:
    rules = ruledsl.load(office)
    assert rules.trace().complete
    assert rules.trace(source).complete
    source.write_text("这里没有条文。\n", encoding="utf-8")
    with pytest.raises(InputError, match="RD013"):
        rules.trace(source)


def test_a_ruleset_that_is_not_there_is_at_fault(source: Path) -> None:
    assert run(["trace", "nowhere", "--source", source]).status == 2


def test_the_chapters_of_the_bundled_rules_that_are_not_written_yet_are_named() -> None:
    done = run(["trace", "taian"])
    assert "Chapters the rules pass over" in done.out or done.status == 0
    assert "Not accounted for" not in done.out
