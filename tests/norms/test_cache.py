"""A compiled ruleset is taken from the cache only if nothing that was looked at has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import cache, loader


def test_the_state_of_a_path_tells_contents_listings_and_absence_apart(tmp_path: Path) -> None:
    path = tmp_path / "f"
    states = {cache.state_of(str(path))}
    path.write_text("a")
    states.add(cache.state_of(str(path)))
    path.write_text("b")
    states.add(cache.state_of(str(path)))
    states.add(cache.state_of(str(tmp_path)))
    (tmp_path / "x.rules").write_text("")
    states.add(cache.state_of(str(tmp_path)))
    assert len(states) == 5


def test_a_file_added_while_a_ruleset_is_compiled_is_seen_by_the_next_reading(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.rules").write_text('ruleset office "Office"\n\narticle 1\n    states "one"\n')
    read = loader.Library.parsed

    def parsed_while_another_writes(library: loader.Library, path: Path, diagnostics: Diagnostics) -> object:
        (tmp_path / "b.rules").write_text('article 2\n    states "two"\n')
        return read(library, path, diagnostics)

    monkeypatch.setattr(loader.Library, "parsed", parsed_while_another_writes)
    before = loader.load(tmp_path)
    monkeypatch.undo()
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(own_cache))
    after = loader.load(tmp_path)
    assert [len(ruleset.articles) for ruleset in (before, after)] == [1, 2]
