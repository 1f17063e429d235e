"""A small ruleset with all forms of norms, its document, and their trace: what the reports of `ruledsl trace` are tried
on. Some of its texts would do harm on a page that does not escape them."""

from __future__ import annotations

from ruledsl.analysis.gathering import unit_of_text
from ruledsl.analysis.headings import read_document
from ruledsl.analysis.tracing import Trace, trace
from ruledsl.norms.model import Ruleset
from ruledsl.source import Source

HARM = "<script>document.title='harmed'</script><img src=x onerror=\\\"document.title='harmed'\\\">&amp;'"
"""Written in a text of the language: it would change the page's title if it ran."""

RULES = f"""\
vocabulary own
    office registry "registry" / "登记处"
    role head "head" / "负责人"
    role deputy "deputy" / "副职"
    state away of party "away" / "外出"
    kind request "request" / "请示"  opens submitted, closes answered
        urgent : yes/no "urgent" / "急件"
        matters : whole number "number of matters" / "事项数"
        pages : whole number "number of pages" / "页数"
        unit : party "unit" / "单位"
        done : yes/no default no "done" / "办结"
        clear : judgement "clear" / "清楚"
        event submitted(by, to) "submitted" / "报送", signed(by) "signed" / "签发", answered(by) "answered" / "答复"
ruleset town "Rules of the town <script>document.title='harmed'</script>" / "本镇规则"
    uses own
    calendar china
    in force from 2022-01-01
    value limit : whole number "page limit" / "页数上限"

chapter 1 "General {HARM}" / "总则"
article 1 "Aims" / "目标"
    states "requests are dealt with quickly {HARM}"

chapter 2 "Requests" / "请示"
article 2 "Answers" / "答复"
    paragraph 1
        answer: request requires answered within 20 days of submitted, or 5 workdays if urgent
                unless not clear duty of registry
                otherwise explain: request normally requires signed promptly
            note "the note {HARM}"
            reading "the reading {HARM}"
        order: request requires submitted, signed in order before answered
    paragraph 2
        who: request requires signed only by registry before answered
        single: request normally requires matters = 1
        short: request requires pages <= limit or urgent and matters = 1
article 3 "Powers" / "权限"
    power: request permits signed only by (head, deputy) overrides 2.who.power
    may: request permits answered when urgent
    ban: request forbids answered(by = deputy) until signed
    often: request requires at most 2 submitted per month for each unit
    done: request deems done = yes when answered
    stand_in: deputy acts for head in request.signed while away(head)
    charged: registry may act for head in request.answered when urgent
    again: restates 2.answer
article 4 "Empty" / "空"
"""

TEXT = """\
工作规则
第一章 总则
第一条 尽快办理<script>document.title='harmed'</script>。
第二章 请示
第二条 收到请示后答复。
（一）急件从速；
（二）说明情况。
由登记处签发，一事一请示。
第三条 权限另行规定。
第四条 另有规定的除外。
第五条 本规则自发布之日起施行。
"""


def sample_ruleset() -> Ruleset:
    unit, faults = unit_of_text(RULES, "town.rules")
    assert not faults.errors, [(error.span.line, error.message, error.help) for error in faults.errors]
    assert unit.ruleset is not None
    return unit.ruleset


def sample_trace(text: str | None = TEXT) -> Trace:
    return trace(sample_ruleset(), None if text is None else read_document(Source("text<b>.txt", text)))
