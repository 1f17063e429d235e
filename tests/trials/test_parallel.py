"""Work shared among processes."""

from __future__ import annotations

import os
import signal
from multiprocessing import active_children

import pytest

from ruledsl.diagnostics import InputError
from ruledsl.trials.parallel import ordered, processors


def times(factor: int, number: int) -> int:
    return factor * number


def refuse(_: None, number: int) -> int:
    if number == 2:
        raise ValueError("not this one")
    return number


def die(_: None, number: int) -> int:
    if number == 2:
        os._exit(1)
    return number


def ignores_interrupts(_: None, __: int) -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_answers_come_in_the_order_of_the_tasks_whatever_is_begun_first() -> None:
    tasks = [3, 1, 2]
    assert list(ordered(times, tasks, jobs=2, shared=10, weights=tasks)) == [30, 10, 20]


def test_no_task_starts_no_process() -> None:
    assert list(ordered(times, [], jobs=2, shared=10)) == []


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="not this one"):
        list(ordered(refuse, [1, 2], jobs=1, shared=None))
    assert active_children() == []


def test_a_process_that_dies_is_a_diagnostic() -> None:
    with pytest.raises(InputError) as caught:
        list(ordered(die, [1, 2], jobs=1, shared=None))
    assert [item.code for item in caught.value.diagnostics] == ["RD017"]


def test_whoever_reads_no_further_leaves_no_process_behind() -> None:
    answers = ordered(times, [1, 2, 3], jobs=1, shared=10)
    assert next(answers) == 10
    answers.close()
    assert active_children() == []


def test_ctrl_c_is_the_business_of_the_process_that_waits() -> None:
    before = signal.getsignal(signal.SIGINT)
    assert list(ordered(ignores_interrupts, [1], jobs=1, shared=None)) == [True]
    assert signal.getsignal(signal.SIGINT) is before


def test_there_is_a_processor() -> None:
    assert processors() >= 1
