"""The file of trials: what is read back, and what a run that was cut short leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruledsl.diagnostics import Diagnostics
from ruledsl.trials.mutation import Line, Outcome, Suggestion, Trial
from ruledsl.trials.mutation_state import TrialLog, read_trials

TRIALS = (
    Trial("1.a/clause", Outcome.NOTICED, Line("a.scenario", 3, "a case / 案例", "expect 1.a satisfied"), state="x"),
    Trial("1.a/limit/+1", Outcome.UNNOTICED, None, Suggestion("case", None, ("on", "f"), 738000, "expect …"), "y"),
    Trial("1.a/unit", Outcome.STILLBORN, state="z"),
)


def write(path: Path, trials: tuple[Trial, ...] = TRIALS) -> None:
    with TrialLog(path) as log:
        for trial in trials:
            log.add(trial)


def read(path: Path) -> dict[str, Trial]:
    diagnostics = Diagnostics()
    found = dict(read_trials(path, diagnostics))
    assert not diagnostics.errors
    return found


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write(tmp_path / "trials")
    assert read(tmp_path / "trials") == {trial.mutant: trial for trial in TRIALS}


def test_no_file_is_no_trials(tmp_path: Path) -> None:
    assert read(tmp_path / "trials") == {}


def test_the_last_trial_of_a_mutant_counts(tmp_path: Path) -> None:
    later = Trial("1.a/clause", Outcome.UNNOTICED, state="w")
    write(tmp_path / "trials")
    write(tmp_path / "trials", (later,))
    assert read(tmp_path / "trials")["1.a/clause"] == later


def test_a_file_cut_short_anywhere_keeps_its_whole_lines_and_is_written_on(tmp_path: Path) -> None:
    path = tmp_path / "trials"
    write(path)
    whole = path.read_bytes()
    ends = [number + 1 for number, byte in enumerate(whole) if byte == ord("\n")]
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        lines = sum(end <= length for end in ends)
        # A line that only lacks its end is whole.
        whole_lines = {max(lines - 1, 0), max(lines, 0)} if length + 1 in ends else {max(lines - 1, 0)}
        assert len(read(path)) in whole_lines, length
        write(path, TRIALS[2:])
        assert read(path)["1.a/unit"] == TRIALS[2], length


def test_each_trial_is_on_disk_at_once(tmp_path: Path) -> None:
    with TrialLog(tmp_path / "trials") as log:
        log.add(TRIALS[0])
        assert set(read(tmp_path / "trials")) == {"1.a/clause"}


@pytest.mark.parametrize("text", ["scenario one\n", '{"schema": "something/else"}\n', "[]\n"])
def test_another_file_is_a_fault_and_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other"
    path.write_text(text)
    diagnostics = Diagnostics()
    assert read_trials(path, diagnostics) == {}
    assert [item.code for item in diagnostics.errors] == ["RD018"]
    assert path.read_text() == text


def test_a_folder_is_a_fault(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    read_trials(tmp_path, diagnostics)
    assert [item.code for item in diagnostics.errors] == ["RD018"]
