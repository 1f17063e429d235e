"""Acting for another and deeming, from text to answers: the compiler's norms mean what the engine reads in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruledsl.diagnostics import Diagnostics
from ruledsl.engine.case import Case, Env
from ruledsl.norms import Ruleset, load
from ruledsl.norms.expressions import Party
from ruledsl.norms.scenario_reader import read_scenario_text
from ruledsl.world.values import Ref
from tests.engine.worlds import CONVENTION, day, end, happened, own

RULES = """\
vocabulary town
    role mayor
    role vice_mayor
    role executive_vice_mayor is vice_mayor
    role secretary_general
    office general_office
    kind department is office
        head : person
    state away of party
    kind meeting opens when created, closes held or cancelled
        event convened(by), held, cancelled
    kind executive_meeting is meeting
        event delegated(by, to), revoked
    kind agenda_item opens when created, closes meeting.held or withdrawn
        meeting : meeting
        special : judgement
        public : yes/no default no
        event filed(to, by), approved(by), withdrawn
    kind document opens drafted, closes issued
        event drafted(by), signed(by), issued

ruleset test
    uses town
    calendar none

article 1
    power:  executive_meeting permits convened only by mayor
    lead:   agenda_item requires approved(by = mayor) before meeting.held
    order:  executive_vice_mayor, then secretary_general acts for mayor while mayor.away
    head:   department.head acts for department in document.signed while yes
    hand:   delegated.to may act for delegated.by in executive_meeting.convened until revoked when delegated
    desk:   general_office acts for mayor for lead while public
    hush:   agenda_item deems public = yes when filed unless mayor.away
"""

LOG = """\
scenario "one week"
    from 2022-01-01
    person wang is mayor
    person zhao is executive_vice_mayor
    person sun is secretary_general
    person chen
    department finance with head = chen
    department culture
    executive_meeting m1
    agenda_item i1 with meeting = m1
    agenda_item i2 with meeting = m1
    document d1
    2022-03-01 to 2022-03-03 mayor away
    2022-03-03 to 2022-03-03 zhao away
    2022-03-05 i1 filed(to = general_office)
    2022-03-02 m1 delegated(by = wang, to = chen)
    2022-03-06 d1 drafted(by = chen)
    2022-03-07 d1 signed(by = chen)
    2022-03-07 m1 convened(by = chen)
    2022-03-08 m1 revoked
    2022-03-09 m1 convened(by = chen)
    2022-03-10 i1 approved(by = general_office)
    2022-03-10 i2 approved(by = general_office)
    as of 2022-03-31
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    path: Path = tmp_path_factory.mktemp("rules") / "test.rules"
    path.write_text(RULES, encoding="utf-8")
    return load(path, use_cache=False)


@pytest.fixture(scope="module")
def found(rules: Ruleset) -> Case:
    diagnostics = Diagnostics()
    scenarios = read_scenario_text(LOG, rules, diagnostics)
    diagnostics.raise_if_errors()
    return Case(rules, scenarios[0], day("2022-03-31"), CONVENTION)


@pytest.mark.parametrize(
    ("doer", "days"),
    [("zhao", "01 02"), ("sun", "03"), ("wang", "01 02 03 04")],
)
def test_a_succession_comes_down_and_back(found: Case, doer: str, days: str) -> None:
    march = ("01", "02", "03", "04")
    acting = [d for d in march if found.acts_as(Ref(doer), Ref("mayor"), end(f"2022-03-{d}")).value is True]
    assert acting == days.split()


def test_a_head_acts_for_his_own_department_in_the_act_named(found: Case) -> None:
    for unit, expected in (("finance", True), ("culture", None)):
        signed = happened("document", "signed", by=Party(unit))
        assert found.truth(signed, Env.of("d1"), end("2022-03-31")).value is expected
    drafted = happened("document", "drafted", by=Party("finance"))
    assert found.truth(drafted, Env.of("d1"), end("2022-03-31")).value is False


def test_a_delegation_counts_until_it_is_revoked(found: Case, rules: Ruleset) -> None:
    power = rules.norm("1.power")
    assert power is not None
    assert power.only_by is not None
    first, second = found.entries("m1", "convened")
    assert found.entitled(power.only_by, first, Env.of("m1"), end("2022-03-07")).value is True
    assert found.entitled(power.only_by, second, Env.of("m1"), end("2022-03-09")).value is False


def test_a_substitution_for_a_norm_speaks_of_that_norms_record(found: Case) -> None:
    approved = happened("agenda_item", "approved", by=Party("mayor"))
    answers = [
        found.truth(approved, Env.of(item), end("2022-03-31"), norm_id="test:1.lead").value for item in ("i1", "i2")
    ]
    assert answers == [True, False]
    assert found.truth(approved, Env.of("i1"), end("2022-03-31")).value is False


def test_silence_deems_unless_excepted_at_that_instant(found: Case) -> None:
    assert found.truth(own("public"), Env.of("i1"), end("2022-03-04")).value is False
    assert found.truth(own("public"), Env.of("i1"), end("2022-03-05")).value is True
    assert found.truth(own("public"), Env.of("i2"), end("2022-03-31")).value is False
