"""`expect P may EVENT for RECORD` and `expect FIELD of RECORD = VALUE`, put to a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import ruledsl
from ruledsl.engine.expectations import ExpectationResult

Ask = Callable[[str], ExpectationResult]

RULES = """\
vocabulary words
    role mayor "mayor" / "市长"
    role vice_mayor "vice mayor" / "副市长"
    role clerk "clerk" / "职员"
    office general_office "general office" / "办公室"
    state away of party "away" / "外出"
    kind paper "paper" / "文件"
        urgent : yes/no "urgent" / "紧急"
        pages : whole number "pages" / "页数"
        owner : party "owner" / "主办"
        readers : set of party "readers" / "阅者"
        parent : paper "parent" / "上级文件"
        closed : yes/no default no "closed" / "办结"
        signer : by signed "signer" / "签发人"
        event signed(by) "signed" / "签发", sent(by) "sent" / "发出", copied(by) "copied" / "复制"
        event read(by) "read" / "阅读", burnt(by) "burnt" / "销毁"

ruleset r "Rules" / "规则"
    uses words

article 1
    sign: paper permits signed only by mayor
    stand_in: vice_mayor acts for mayor while away(mayor)
    send: paper permits sent only by owner when urgent
    copy: paper permits copied(by = clerk)
    burn: paper forbids burnt
    closing: paper deems closed = yes when sent
    watch: paper requires read before sent
"""

LOG = """\
scenario "asked"
    from 2022-03-01
    person wang is mayor
    person li is vice_mayor
    person chen is clerk
    paper top with urgent = yes, pages = 3, owner = general_office, readers = (wang, li)
    paper p with parent = top, urgent = no
    paper q
    2022-03-10 to 2022-03-12 wang away
    2022-03-02 top signed(by = wang)
    2022-03-05 top sent(by = general_office)
    as of 2022-03-20
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> ruledsl.Ruleset:
    folder = tmp_path_factory.mktemp("r")
    (folder / "r.rules").write_text(RULES, encoding="utf-8")
    return ruledsl.load(folder)


@pytest.fixture
def asked(rules: ruledsl.Ruleset, tmp_path: Path) -> Ask:
    def ask(line: str) -> ExpectationResult:
        path = tmp_path / "x.scenario"
        path.write_text(f"{LOG}    expect {line}\n", encoding="utf-8")
        ((_, (result,)),) = rules.check_expectations(ruledsl.Scenario.from_file(path, rules))
        return result

    return ask


@pytest.mark.parametrize(
    "line",
    [
        "wang may signed for p",
        "mayor may signed for p",
        "li may signed for p on 2022-03-11",
        "li may not signed for p on 2022-03-09",
        "li may not signed for p",
        "chen may not signed for p",
        # The act has been done before, by another, and is not done again by asking.
        "li may signed for top on 2022-03-11",
        "chen may not signed for top on 2022-03-11",
        "general_office may sent for top",
        "li may not sent for top",
        "chen may copied for p",
        "wang may not burnt for p",
    ],
)
def test_who_may_is_answered_by_powers_substitutions_permissions_and_prohibitions(asked: Ask, line: str) -> None:
    assert asked(line).ok


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("li may signed for p", "may_not"),
        ("wang may not signed for p", "may"),
        # No clause says who may read; and `send` speaks of urgent papers only.
        ("wang may read for p", "no_power"),
        ("wang may not read for p", "no_power"),
        ("wang may sent for p", "no_power"),
        ("li may copied for p", "no_power"),
        # Whether q is urgent, and whose it is, is not known.
        ("li may sent for q", "may_unknown"),
    ],
)
def test_what_differs_is_named(asked: Ask, line: str, reason: str) -> None:
    result = asked(line)
    assert (result.ok, result.reason) == (False, reason)


def test_who_may_not_is_shown_with_the_verdict_that_says_so(asked: Ask) -> None:
    assert [verdict.norm for verdict in asked("li may signed for p").got] == ["r:1.sign"]


@pytest.mark.parametrize(
    "line",
    [
        "urgent of p = no",
        "pages of top = 3",
        "pages of top >= 2",
        "pages of top != 4",
        "owner of top = general_office",
        "readers of top = (li, wang)",
        "parent of p = top",
        "parent.pages of p = 3",
        "closed of top = yes",
        "closed of p = no",
        "signer of top = wang",
        "signer of top = mayor",
        "signer of top != clerk",
    ],
)
def test_a_fields_value_is_compared_as_in_a_clause(asked: Ask, line: str) -> None:
    assert asked(line).ok


@pytest.mark.parametrize(
    ("line", "reason", "value"),
    [
        ("pages of top = 4", "other_value", 3),
        ("urgent of p = yes", "other_value", False),
        ("pages of q = 4", "value_unknown", None),
        ("pages of q != 4", "value_unknown", None),
    ],
)
def test_another_or_unknown_value_is_named(asked: Ask, line: str, reason: str, value: object) -> None:
    result = asked(line)
    assert (result.ok, result.reason, result.value) == (False, reason, value)
