"""Engine and reference agree on the real rules, norm by norm, as far as the reference covers them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ruledsl.world.scenario import Scenario
from tests.reference.agreeing import Tally, differing
from tests.reference.days import china

from . import taian

FEWER = settings(max_examples=max(10, settings().max_examples // 5))


def is_covered(case: Scenario) -> bool:
    """The reference knows the lives of records only: an act of an office on itself is beyond it."""
    return all(event.record in case.records for event in case.events)


@FEWER
@given(data=st.data())
def test_the_engine_agrees_with_the_reference_on_the_real_rules(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([each for each in taian.seeds() if is_covered(each)]))
    day = data.draw(st.sampled_from(taian.days_of(case)))
    found = differing(taian.taian().compiled, case, day, china, Tally())
    assert not found, "\n".join(map(str, found))
