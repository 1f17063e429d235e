"""RD655: a clause that no scenario shows kept and broken."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.scenario_lines import expected_verdicts
from ruledsl.analysis.unit import Unit, local


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    if not unit.scenarios:
        return
    expected = expected_verdicts(unit.scenarios, unit.ruleset)
    done: set[str] = set()
    for norm in unit.norms:
        if not norm.breakable or norm.id in done:
            continue
        done.add(norm.id)
        verdicts = expected.get(norm.id, set())
        missing = [word for word, verdict in (("kept", "satisfied"), ("broken", "violated")) if verdict not in verdicts]
        if missing:
            yield Finding(
                f"no scenario expects {local(norm.id)} to be {' or '.join(missing)}",
                unit.head(norm),
                f"add a case to a scenario with `expect {local(norm.id)} "
                f"{'satisfied' if missing[0] == 'kept' else 'violated'}`",
            )


RULE = Rule(
    "RD655",
    "unproved-clause",
    INFO,
    "Beside a ruleset with scenarios, a clause is expected by none of them to be kept, or by none to be broken.",
    "Nothing would notice if the clause were changed into one that is never broken, or always.",
    """\
reply: request requires answered within 20 days of submitted

scenario "answered in time"
    request r1
    2022-03-01 r1 submitted
    2022-03-10 r1 answered
    as of 2022-03-31
    expect 1.reply satisfied
""",
    """\
reply: request requires answered within 20 days of submitted

scenario "answered in time, and too late"
    request r1
    request r2
    2022-03-01 r1 submitted
    2022-03-01 r2 submitted
    2022-03-10 r1 answered
    as of 2022-03-31
    expect 1.reply satisfied for r1
    expect 1.reply violated for r2
""",
    find,
)
