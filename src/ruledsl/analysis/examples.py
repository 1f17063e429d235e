"""The examples of the rules' docs as whole texts. Handed an example as a rule's doc has it, this module hands on a
ruleset, a vocabulary or a scenario that can be linted by itself: clauses get a heading, and everything the vocabulary
`office_world` that stands here.
"""

from __future__ import annotations

import re
from textwrap import indent
from typing import Final

from ruledsl.analysis.gathering import unit_of_text
from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Diagnostics
from ruledsl.source import Source

WORLD: Final = """\
vocabulary office_world
    role mayor "mayor" / "市长"
    role vice_mayor "vice mayor" / "副市长"
    role executive_vice_mayor is vice_mayor "executive vice mayor" / "常务副市长"
    role secretary_general "secretary general" / "秘书长"
    role leader = mayor or vice_mayor "leader" / "领导"
    office general_office "general office" / "办公室"
    kind department is office "department" / "部门"
        head : person "head" / "主要负责人"
    office finance is department "finance bureau" / "财政局"
    office planning is department "planning bureau" / "发改委"
    list urgency = ordinary "ordinary" / "一般", urgent "urgent" / "急件"
    state away of party "away" / "外出"
    state on_leave of party "on leave" / "休假"
    kind meeting "meeting" / "会议"  opens when created, closes held or cancelled
        members : set of party "members" / "组成人员"
        attendees : set of party "attendees" / "出席人员"
        event convened(by) "convened" / "召集", held "held" / "召开", cancelled "cancelled" / "取消"
    kind executive_meeting is meeting "executive meeting" / "常务会议"
    kind plenary_meeting is meeting "plenary meeting" / "全体会议"
    kind agenda_item "agenda item" / "议题"  opens when created, closes meeting.held
        meeting : meeting "meeting" / "会议"
        event filed(to, by) "filed" / "报送", approved(by) "approved" / "审批"
    kind request "request" / "请示"  opens submitted, closes answered
        matters : whole number "matters" / "事项数"
        urgency : urgency default ordinary "urgency" / "紧急程度"
        sender : department "sender" / "报送单位"
        needs_money : yes/no default no "needs money" / "需要资金"
        complex : judgement default no "complex" / "复杂"
        no_objection : yes/no default no "no objection" / "无异议"
        agreed_limit : date "agreed limit" / "约定期限"
        state fee_due from fee_asked to fee_settled "fee due" / "待缴费"
        event submitted(by) "submitted" / "报送", reviewed(by) "reviewed" / "审核", signed(by) "signed" / "签发"
        event answered(by) "answered" / "答复", returned(by) "returned" / "退回", reminded(by) "reminded" / "催办"
        event fee_asked "fee asked" / "要求缴费", fee_settled "fee settled" / "缴清"
"""
"""The world of the examples; declared names carry both labels, so that no rule finds anything in it."""

_HEADING: Final = re.compile(r"^\s*(ruleset|vocabulary|scenario)\b", re.MULTILINE)
_ARTICLE: Final = re.compile(r"^\s*article\b", re.MULTILINE)
_TOP: Final = """\
ruleset example "Example" / "示例"
    uses office_world
    calendar china
    in force from 2022-01-01
"""
_RULES: Final = f"""{_TOP}
article 1 "Requests" / "请示"
    reply: request requires answered within 20 days of submitted
"""


def is_scenario(example: str) -> bool:
    """Whether an example is of a scenario file."""
    return re.match(r"\s*(--[^\n]*\n\s*)*scenario\b", example) is not None


def whole(example: str) -> str:
    """An example as a file's text."""
    if _HEADING.search(example):
        return example
    if _ARTICLE.search(example):
        return f"{_TOP}\n{example}"
    return f'{_TOP}\narticle 1 "Requests" / "请示"\n{indent(example, "    ")}'


def example_unit(example: str) -> tuple[Unit, Diagnostics]:
    """What an example is linted as, and what is wrong with its text. A scenario has a small ruleset to itself; an
    example may hold a scenario after its clauses."""
    rules, mark, scenario = example.partition("\nscenario ")
    if is_scenario(example):
        unit, diagnostics = unit_of_text(_RULES, "example.rules", {"office_world": WORLD})
        unit.scenarios = (diagnostics.add_source(Source("example.scenario", example)),)
        return unit, diagnostics
    unit, diagnostics = unit_of_text(whole(rules + "\n"), "example.rules", {"office_world": WORLD})
    if mark:
        unit.scenarios = (diagnostics.add_source(Source("example.scenario", f"scenario {scenario}")),)
    return unit, diagnostics
