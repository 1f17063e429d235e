"""What the strategies of `ruledsl.testing` draw: the mix of verdicts, and how much is decided trivially.

    python tools/worlds.py [--number N] [--seed S] [--ruleset NAME-OR-PATH] [--check]

Draws N worlds (a drawn ruleset with a scenario each) or, with --ruleset, N scenarios for that ruleset, and prints for
each form of norm the share of each verdict, and of the trivial ones: the norm never arose, or nothing that was drawn
bears on it. With --check the exit status is 1 if 15 % or more are trivial or a verdict has a share under 3 %.
"""

from __future__ import annotations

import argparse
import sys
import time

import ruledsl
from ruledsl.engine.verdicts import Status
from ruledsl.testing import WrittenScenario, scenarios, worlds
from ruledsl.testing.measuring import Mix, draws

MOST_TRIVIAL = 0.15
LEAST_SHARE = 0.03


def main() -> int:
    given = _arguments()
    begun = time.process_time()
    cases: list[tuple[ruledsl.Ruleset, WrittenScenario]]
    if given.ruleset is None:
        cases = [(world.ruleset, world.scenario) for world in draws(worlds(), given.number, given.seed)]
    else:
        rules = ruledsl.load(given.ruleset)
        cases = [(rules, scenario) for scenario in draws(scenarios(rules), given.number, given.seed)]
    drawn = time.process_time() - begun
    mix = Mix()
    for ruleset, scenario in cases:
        mix.add(ruleset, scenario)
    print(f"{len(cases)} scenarios (seed {given.seed}), drawn in {drawn:.1f} s of processor time")
    print("\n".join(mix.lines()))
    for why, number in mix.why_trivial.most_common(given.reasons):
        print(f"{number:6} trivial: {why}")
    share = 100 * mix.trivial_others / max(1, mix.others)
    print(f"{mix.others:6} verdicts on norms not aimed at are not counted; {share:.0f} % of them are trivial")
    return 1 if given.check and _off_target(mix) else 0


def _off_target(mix: Mix) -> bool:
    wrong = [f"{status}: {100 * mix.share(status):.1f} %" for status in Status if mix.share(status) < LEAST_SHARE]
    if mix.trivial_share >= MOST_TRIVIAL:
        wrong.append(f"trivial: {100 * mix.trivial_share:.1f} %")
    for line in wrong:
        print(f"off target: {line}", file=sys.stderr)
    return bool(wrong)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The mix of verdicts on drawn worlds.")
    parser.add_argument("--number", type=int, default=500, help="how many to draw (500)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same ones (1)")
    parser.add_argument("--ruleset", help="draw scenarios for this ruleset instead of drawing rulesets too")
    parser.add_argument("--reasons", type=int, default=8, help="how many reasons of trivial verdicts to print (8)")
    parser.add_argument("--check", action="store_true", help="exit status 1 if the mix is off its target")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
