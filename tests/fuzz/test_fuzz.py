"""Whatever bytes a reader is handed, only diagnostics come out: known codes, places inside the text, nothing that a
terminal obeys. `HYPOTHESIS_PROFILE=deep` looks for long; what is found is kept in `finds/`.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.corpus import FINDS, SEEDS, files_from_the_grammar, spoilt
from tests.fuzz.readers import READERS, hold


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_reads_a_sound_text_without_a_word(reader: str) -> None:
    for text in SEEDS[reader]:
        assert [found.code for found in hold(reader, text.encode())] == []


@given(
    st.sampled_from(sorted(READERS)),
    st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")),
)
def test_any_bytes_give_diagnostics_only(reader: str, data: bytes) -> None:
    hold(reader, data)


@given(spoilt())
def test_a_spoilt_file_gives_diagnostics_only(case: tuple[str, bytes]) -> None:
    hold(*case)


@given(files_from_the_grammar())
def test_whatever_the_grammar_takes_gives_diagnostics_only(case: tuple[str, str]) -> None:
    reader, text = case
    hold(reader, text.encode())


@pytest.mark.parametrize("find", sorted(path.name for path in FINDS.iterdir() if path.suffix != ".md"))
def test_every_find_is_read_by_every_reader(find: str) -> None:
    data = (FINDS / find).read_bytes()
    for reader in READERS:
        hold(reader, data)
