"""Work shared among processes: handed a function and tasks, this module hands on the answers in the order of the
tasks, as if one process had done them one after the other.

What all tasks need travels once to each process. Processes are started afresh (`spawn`) on every system, so that they
behave the same everywhere; an interruption is the business of the process that waits for them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

from ruledsl.diagnostics import Diagnostics

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Answer = TypeVar("Answer")

MOST_PROCESSES: Final = 60
"""More than this Windows does not wait for."""


def processors() -> int:
    """How many processes can run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered(
    work: Callable[[Shared, Task], Answer],
    tasks: Sequence[Task],
    *,
    jobs: int,
    shared: Shared,
    weights: Sequence[int] | None = None,
) -> Iterator[Answer]:
    """`work(shared, task)` for each task, done by at most `jobs` other processes; the answers in the tasks' order.

    `work` is a function of a module; `shared`, tasks and answers can be pickled. `weights`: how much work each task is;
    the heaviest are begun first. What `work` raises is raised here. Raises InputError (RD017) if a process dies.
    Closing the iterator, or an exception where it is read, ends the processes.
    """
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    if not tasks:
        return
    earlier = set(active_children())
    pool = ProcessPoolExecutor(
        min(jobs, len(tasks), MOST_PROCESSES), get_context("spawn"), initializer=_begin, initargs=(work, shared)
    )
    finished = False
    try:
        answers: dict[int, Future[Answer]] = {}
        heaviest = sorted(range(len(tasks)), key=lambda number: -weights[number] if weights is not None else 0)
        with _uninterrupted():
            for number in heaviest:
                answers[number] = pool.submit(_answer, tasks[number])
        for number in range(len(tasks)):
            yield answers.pop(number).result()
        finished = True
    except BrokenProcessPool:
        _died()
    finally:
        if not finished:
            for process in set(active_children()) - earlier:
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


_work: Callable[[Any, Any], Any] | None = None
_shared: Any = None


def _begin(work: Callable[[Any, Any], Any], shared: object) -> None:
    """Keep what all tasks of this process need."""
    global _work, _shared
    _work, _shared = work, shared


def _answer(task: Any) -> Any:
    assert _work is not None, "every process begins with `_begin`"
    return _work(_shared, task)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let processes that are started here not hear of Ctrl-C: a process inherits what its parent ignores."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _died() -> None:
    diagnostics = Diagnostics()
    diagnostics.error(
        "RD017",
        "one of the processes that share the work has ended before its work was done",
        help="it may have run out of memory; run again with --jobs 1",
    )
    diagnostics.raise_if_errors()
