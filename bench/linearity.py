"""Measure what hostile inputs cost: for each shape and size the CPU time and the memory of reading it, and how both
grow from one size to the next. Run by hand:

    python bench/linearity.py [--sizes 250000,500000,1000000] [--only TEXT] [--limit SECONDS]
    python bench/linearity.py --judging [--sizes 16,32,64] [--only TEXT] [--limit SECONDS]

Each reading is a process of its own, so that its memory is its own. `x2` over 2.5 is marked: time that doubles with the
size is linear, time that quadruples is not. `--judging` measures what it costs to judge the hostile cases of
`tests/fuzz/cases.py`, whose sizes are numbers of records, roles, clauses or entries.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def read_one(reader: str, name: str, size: int) -> None:
    """In the process of its own: read, and print seconds of CPU, MB above what the program itself takes, findings."""
    if reader == "judging":
        judge_one(name, size)
        return
    from tests.fuzz.readers import READERS, hold, office
    from tests.fuzz.shapes import SHAPES

    (shape,) = (each for each in SHAPES if (each.reader, each.name) == (reader, name))
    office()
    hold("rules", b"x y z\n(\n")
    data = shape.make(size)
    assert shape.reader in READERS
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found = hold(reader, data)
    seconds = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024
    print(f"{seconds:.3f} {memory:.1f} {len(found)} {len(data)}")


def judge_one(name: str, size: int) -> None:
    """In the process of its own: judge, and print seconds of CPU, MB, verdicts, characters of the two texts."""
    from tests.fuzz.cases import CASES, judge, read

    (case,) = (each for each in CASES if each.name == name)
    judge(*read(case.make(1)))
    texts = case.make(size)
    ruleset, scenario = read(texts)
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    verdicts = judge(ruleset, scenario)
    seconds = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024
    print(f"{seconds:.3f} {memory:.1f} {len(verdicts)} {sum(map(len, texts))}")


def measured(reader: str, name: str, size: int, limit: int) -> tuple[float, float, int, int] | str:
    """What `read_one` prints, or why it prints nothing."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))

    done = subprocess.run(
        [sys.executable, __file__, "--one", reader, name, str(size)],
        capture_output=True, text=True, check=False, preexec_fn=bounded,
        env={**os.environ, "RULEDSL_NO_CACHE": "", "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    if done.returncode < 0:
        return f"over {limit} s"
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["?"])[-1][:60]
    seconds, memory, found, length = done.stdout.split()
    return float(seconds), float(memory), int(found), int(length)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", default="")
    arguments.add_argument("--judging", action="store_true", help="measure what it costs to judge cases")
    arguments.add_argument("--only", default="", help="shapes whose reader or name contains this")
    arguments.add_argument("--limit", type=int, default=60, help="seconds of CPU after which a reading is given up")
    arguments.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.one:
        read_one(given.one[0], given.one[1], int(given.one[2]))
        return
    from tests.fuzz.cases import CASES
    from tests.fuzz.shapes import SHAPES

    shapes = [(shape.reader, shape.name) for shape in SHAPES]
    if given.judging:
        shapes = [("judging", case.name) for case in CASES]
    sizes = [
        int(size) for size in (given.sizes or ("16,32,64" if given.judging else "250000,500000,1000000")).split(",")
    ]
    heads = [f"{size:>10}" if given.judging else f"{size // 1000:>7} kB" for size in sizes]
    print(f"{'reader':<10}{'shape':<40}" + "".join(head + f"{'MB':>8}" for head in heads) + "   growth")
    for reader, name in shapes:
        if given.only not in f"{reader}: {name}":
            continue
        cells = []
        times = []
        for size in sizes:
            outcome = measured(reader, name, size, given.limit)
            if isinstance(outcome, str):
                cells.append(f"{outcome:>18}")
                times.append(float("inf"))
                break
            cells.append(f"{outcome[0]:>8.2f} s{outcome[1]:>8.0f}")
            times.append(outcome[0])
        ratio = times[-1] / max(times[-2], 0.05) if len(times) > 1 else float("inf")
        step = sizes[len(times) - 1] / sizes[len(times) - 2] if len(times) > 1 else 1
        mark = "  <-- !" if ratio > 1.3 * step and times[-1] > 0.3 else ""
        print(f"{reader:<10}{name:<40}" + "".join(cells) + f"   x{ratio:.1f}{mark}", flush=True)


if __name__ == "__main__":
    main()
