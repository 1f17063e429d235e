"""Which scenario files there are, and which ruleset each belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruledsl.diagnostics import Diagnostics
from ruledsl.trials import finding
from ruledsl.trials.finding import ruleset_of, scenario_files


@pytest.fixture(autouse=True)
def _forget_folders() -> None:
    finding._holds_ruleset.cache_clear()


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_searched_through_and_files_taken_as_they_are(tmp_path: Path) -> None:
    deep = write(tmp_path / "b" / "c" / "x.scenario")
    top = write(tmp_path / "a.scenario")
    write(tmp_path / ".hidden" / "y.scenario")
    write(tmp_path / "notes.txt")
    named = write(tmp_path / "case.json")
    diagnostics = Diagnostics()
    assert scenario_files([str(tmp_path), str(named), str(top)], diagnostics) == [top, deep, named]
    assert not diagnostics.items


def test_a_path_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    assert scenario_files([str(tmp_path / "nowhere")], diagnostics) == []
    assert [d.code for d in diagnostics] == ["RD001"]


def test_a_scenario_belongs_to_the_nearest_folder_above_it_that_holds_a_ruleset(tmp_path: Path) -> None:
    write(tmp_path / "r" / "a.rules", "-- comment\nruleset r\n")
    write(tmp_path / "r" / "deep" / "words.rules", "vocabulary words\n")
    scenario = write(tmp_path / "r" / "deep" / "x.scenario")
    assert ruleset_of(scenario, Diagnostics()) == tmp_path / "r"


def test_the_search_upwards_ends_with_the_root_of_the_repository(tmp_path: Path) -> None:
    write(tmp_path / "a.rules", "ruleset outside\n")
    scenario = write(tmp_path / "checkout" / "cases" / "x.scenario")
    (tmp_path / "checkout" / ".git").mkdir()
    diagnostics = Diagnostics()
    assert ruleset_of(scenario, diagnostics) is None
    assert [d.code for d in diagnostics] == ["RD010"]
    (tmp_path / "other" / ".git").mkdir(parents=True)
    write(tmp_path / "other" / "b.rules", "ruleset inside\n")
    inside = write(tmp_path / "other" / "cases" / "x.scenario")
    assert ruleset_of(inside, Diagnostics()) == tmp_path / "other"


def test_a_ruleset_is_named_as_its_scenario_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "r" / "a.rules", "ruleset r\n")
    write(tmp_path / "r" / "deep" / "x.scenario")
    monkeypatch.chdir(tmp_path)
    assert ruleset_of(Path("r/deep/x.scenario"), Diagnostics()) == Path("r")
    monkeypatch.chdir(tmp_path / "r" / "deep")
    assert ruleset_of(Path("x.scenario"), Diagnostics()) == tmp_path / "r"


def test_a_ruleset_of_the_same_name_beside_it_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "a.rules", "ruleset a\n")
    own = write(tmp_path / "x.rules", "ruleset x\n")
    assert ruleset_of(write(tmp_path / "x.scenario"), Diagnostics()) == own


def test_a_chapter_of_the_same_name_is_no_ruleset(tmp_path: Path) -> None:
    write(tmp_path / "a.rules", "ruleset a\n")
    write(tmp_path / "chapter-08.rules", "chapter 8\n")
    assert ruleset_of(write(tmp_path / "chapter-08.scenario"), Diagnostics()) == tmp_path


def test_a_scenario_without_a_ruleset_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever lies above the folder of tests is none of ours.
    monkeypatch.setattr(finding, "_holds_ruleset", lambda folder: False)
    diagnostics = Diagnostics()
    assert ruleset_of(write(tmp_path / "x.scenario"), diagnostics) is None
    assert [d.code for d in diagnostics] == ["RD010"]
