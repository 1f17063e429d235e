"""A compiled ruleset is taken from the cache only if nothing that was looked at has changed."""

from __future__ import annotations

from pathlib import Path

from ruledsl.norms import cache


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
