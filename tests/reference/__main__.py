"""The long run: `python -m tests.reference --worlds 10000 --jobs 1 --seed 1` evaluates so many generated worlds with
both evaluators and reports what was compared, the mix of verdicts, and each sort of disagreement in its least world."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

from .agreeing import Disagreement, Tally, disagreements, least
from .clauses import BESIDE, FORMS
from .dice import Dice
from .real import differences
from .worlds import World, world

Sort = tuple[str, str]
BATCH = 50


def any_world(seed: int) -> World:
    """The world of a seed, of any forms."""
    dice = Dice(-seed - 1)
    beside = tuple(dice.some_of(tuple(BESIDE), 1, 2)) if dice.once_in(3) else ()
    forms = tuple(dice.some_of(tuple(FORMS), 1, 3))
    return world(seed, forms, beside)


def batch(seeds: range) -> tuple[Tally, list[tuple[int, Disagreement]]]:
    """What some worlds give: the tally, and each disagreement with its world's seed."""
    tally, found = Tally(), []
    for seed in seeds:
        try:
            found += [(seed, each) for each in disagreements(any_world(seed), tally)]
        except Exception as error:
            raise RuntimeError(f"seed {seed}\n{any_world(seed)}") from error
    return tally, found


def main() -> int:
    """Run, report, and say by the exit code whether all agreed."""
    parser = argparse.ArgumentParser(prog="python -m tests.reference", description=__doc__)
    parser.add_argument("--worlds", type=int, default=1000, help="how many worlds")
    parser.add_argument("--seed", type=int, default=0, help="the first world's seed; the others follow")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes")
    parser.add_argument("--seconds", type=int, default=0, help="stop after so long, though worlds are left (0: never)")
    parser.add_argument("--shown", type=int, default=8, help="how many sorts of disagreement to show, each minimised")
    parser.add_argument("--rules", type=Path, help="instead: the scenarios of the ruleset in this folder")
    given = parser.parse_args()
    if given.rules is not None:
        return real(given.rules)
    begun, last = time.monotonic(), given.seed + given.worlds
    ranges = [range(i, min(i + BATCH, last)) for i in range(given.seed, last, BATCH)]
    tally, found, worlds_of = Tally(), Counter[Sort](), dict[Sort, int]()
    differing: set[int] = set()
    done = 0
    with Pool(given.jobs) as pool:
        for one, disagreeing in pool.imap(batch, ranges) if given.jobs > 1 else map(batch, ranges):
            tally.add(one)
            done += len(ranges[done // BATCH])
            for seed, each in disagreeing:
                found[each.sort] += 1
                worlds_of.setdefault(each.sort, seed)
                differing.add(seed)
                print(f"seed {seed}: {each}", file=sys.stderr, flush=True)
            if given.seconds and time.monotonic() - begun > given.seconds:
                break
    report(tally, done, len(differing), time.monotonic() - begun)
    for sort, number in found.most_common(given.shown):
        smallest = least(any_world(worlds_of[sort]), sort)
        print(f"\n{number} times: engine {sort[0]}, reference {sort[1]}; in its least world (seed {worlds_of[sort]}):")
        print(smallest)
        print("\n".join(f"  {each}" for each in disagreements(smallest)))
    return 1 if found else 0


def real(folder: Path) -> int:
    """Compare on the scenarios of a real ruleset."""
    begun, tally = time.monotonic(), Tally()
    found = differences(folder, tally)
    report(tally, tally.evaluations.total(), 0, time.monotonic() - begun)
    asked = tally.asked["norms"]
    share = 100 * (1 - tally.left_out.total() / asked)
    print(f"covered: {share:.1f} % of {asked} norms asked about, once for each log and day")
    print(f"{len(found)} disagreements", *found[:20], sep="\n")
    return 1 if found else 0


def report(tally: Tally, worlds: int, differing: int, seconds: float) -> None:
    """What was compared, in numbers."""
    compared = sum(tally.statuses.values())
    print(f"{worlds} worlds, {differing} of them with a disagreement; {seconds:.0f} s")
    print(f"{tally.evaluations.total()} scenario evaluations, of which {dict(tally.evaluations)}")
    print(f"{compared} verdicts compared, {tally.trivial.total()} of them trivial (no instance, not arisen)")
    for status, number in tally.statuses.most_common():
        print(f"  {status:16} {number:9} {100 * number / max(1, compared):5.1f} %")
    print(f"of these the text allows several: {dict(tally.several)}")
    print(f"left out: {dict(tally.left_out.most_common(40))}")


if __name__ == "__main__":
    sys.exit(main())
