"""Missing facts as words, whatever the engine names."""

from __future__ import annotations

import re

import pytest

from ruledsl.report.missing_text import SHAPES, missing_text
from ruledsl.report.names import Names
from ruledsl.report.wording import MISSING
from tests.report.sample import RULESET, SCENARIO

ENGLISH = Names(RULESET, SCENARIO, "en")
CHINESE = Names(RULESET, SCENARIO, "zh")

EXAMPLES = {
    "calendar of 2027": "the working calendar of 2027 (not published)",
    "verdict of taian:51.filing": "the verdict of 51.filing",
    "lapsed of taian:51.filing for i1": "whether 51.filing lapsed of agenda item Budget (i1)",
    "log before 2022-01-01": "what happened before 2022-01-01\u00a0(Sat), the log's first day",
    "events of held before the log": "what was held before the log begins",
    "the event to come": "the event to come",
    "time of filed of i1": "the time of day of filed of agenda item Budget (i1)",
    "time of filed of i1 on 2022-03-28": "the time of day of filed of agenda item Budget (i1) on 2022-03-28\u00a0(Mon)",
    "order of filed and signed of i1": "the order of filed, signed of agenda item Budget (i1)",
    "by of filed of i1": "by of filed of agenda item Budget (i1)",
    "special_circumstances of i1": "special circumstances of agenda item Budget (i1) (special_circumstances)",
    "away of mayor": "away of mayor",
    "limit_x": "limit_x",
}


@pytest.mark.parametrize(("missing", "said"), EXAMPLES.items())
def test_each_shape_is_said(missing: str, said: str) -> None:
    assert missing_text(missing, ENGLISH) == said


def test_every_shape_has_words_and_an_example() -> None:
    assert {name for name, _ in SHAPES} == set(MISSING)
    for _, pattern in SHAPES:
        assert any(pattern.fullmatch(example) for example in EXAMPLES)


def test_the_verdicts_own_record_is_not_named_again() -> None:
    assert missing_text("special_circumstances of i1", ENGLISH, "i1") == "special circumstances (special_circumstances)"


@pytest.mark.parametrize("missing", EXAMPLES)
def test_chinese_holds_no_english_but_the_name_to_record_it_under(missing: str) -> None:
    text = missing_text(missing, CHINESE)
    text = re.sub(r"[（(][a-z_]+[）)]|\b(i1|by|limit_x)\b|51\.filing", "", text.replace("的 by", ""))
    assert not re.search(r"[A-Za-z]{2,}", text)


def test_what_has_no_known_shape_is_shown_as_it_is() -> None:
    assert missing_text("some other  thing", ENGLISH) == "some other  thing"
