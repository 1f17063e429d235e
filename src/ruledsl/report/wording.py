"""The words of reports: every code that a verdict or its explanation can carry, in English and Chinese side by side.

Each table has one row a code, and a row is the only place where that code is put into words. The templates' blanks
are filled by `verdict_text`, which hands in names and dates already in the language wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from attrs import frozen

from ruledsl.civil_time.text import WEEKDAY_NAMES, WEEKDAY_NAMES_ZH, format_date, format_time
from ruledsl.civil_time.units import Language, Unit, amount_label
from ruledsl.report.layout import NO_BREAK


@frozen
class Words:
    """One thing said in both languages; `{name}` are blanks."""

    en: str
    zh: str

    def __call__(self, lang: Language, /, **blanks: object) -> str:
        """The words in `lang`, the blanks filled."""
        template = self.zh if lang == "zh" else self.en
        return template.format(**blanks) if blanks else template


Table = Mapping[str, Words]

STATUS: Final[Table] = {
    "violated": Words("VIOLATED", "违反"),
    "undetermined": Words("UNDETERMINED", "未能确定"),
    "pending": Words("PENDING", "待履行"),
    "excused": Words("EXCUSED", "免责"),
    "satisfied": Words("SATISFIED", "符合"),
    "not_applicable": Words("NOT APPLICABLE", "不适用"),
}
"""The six verdicts, in the order in which a report shows them."""

STATUS_COUNT: Final[Table] = {
    "violated": Words("{n} violated", "违反{n}项"),
    "undetermined": Words("{n} undetermined", "未能确定{n}项"),
    "pending": Words("{n} pending", "待履行{n}项"),
    "excused": Words("{n} excused", "免责{n}项"),
    "satisfied": Words("{n} satisfied", "符合{n}项"),
    "not_applicable": Words("{n} not applicable", "不适用{n}项"),
}

SEVERITY: Final[Table] = {
    "breach": Words("breach", "违规"),
    "deviation": Words("deviation from a default", "偏离一般要求"),
}

MARKS: Final[Table] = {
    "so_far": Words("so far", "截至目前"),
    "answered": Words("answered: its consequence has been carried out", "后果已落实"),
    "past_horizon": Words("past the horizon", "已超出观察期限"),
    "in_time_on_plan": Words("in time on plan", "按计划可如期"),
    "late_on_plan": Words("late on plan", "按计划将逾期"),
    "provisional": Words("provisional: rests on a projected calendar", "暂定：以推算的日历为据"),
}

FORMS: Final[Table] = {
    "obligation": Words("obligation", "义务"),
    "prohibition": Words("prohibition", "禁止"),
    "exclusive_power": Words("exclusive power", "专属权限"),
    "permission": Words("permission", "准许"),
    "frequency": Words("frequency", "频次"),
    "substitution": Words("substitution", "代行"),
    "authorisation": Words("authorisation", "授权"),
    "deeming": Words("deeming", "视为"),
}
"""What a norm is: one row for each `Form`."""

WHY: Final[Table] = {
    "done_in_time": Words("done in time", "已按时办理"),
    "done_late": Words("done, but too late", "已办理，但逾期"),
    "not_done": Words("not done", "未办理"),
    "condition_holds": Words("what is required holds", "要求的条件成立"),
    "condition_fails": Words("what is required does not hold", "要求的条件不成立"),
    "not_arisen": Words("has not arisen", "义务尚未产生"),
    "when_false": Words("its condition of application is not met", "适用条件不成立"),
    "closed_before": Words("the record closed before the limit began to run", "期限起算之前事项已办结"),
    "not_in_force": Words("not in force at that time", "当时未施行"),
    "exception": Words("an exception applies", "适用例外"),
    "overridden": Words("another clause takes precedence", "另有条款优先适用"),
    "permitted": Words("permitted by another clause", "另有条款准许"),
    "conflict": Words(
        "conflicts with another clause, and no order stands between them", "与另一条款冲突，且无先后次序"
    ),
    "waiting": Words("still open", "尚在进行"),
    "unknown_fact": Words("facts that would decide it are not known", "缺少据以判断的事实"),
    "unpublished_calendar": Words(
        "the working calendar is not published for the days that matter", "有关日期的工作日历尚未公布"
    ),
    "value_not_set": Words("a value that it depends on has not been set", "所依据的数值尚未设定"),
    "forbidden_act": Words("an act that is forbidden was done", "实施了禁止的行为"),
    "no_forbidden_act": Words("no forbidden act was done", "没有实施禁止的行为"),
    "not_entitled": Words("done by someone who was not entitled to it", "由无权的主体实施"),
    "too_many": Words("too many: {count}, at most {bound} allowed", "次数过多：{count}次，最多{bound}次"),
    "too_few": Words("too few: {count}, at least {bound} required", "次数不足：{count}次，至少{bound}次"),
    "enough": Words("the number is kept: {count}", "次数符合要求：{count}次"),
    "judged_late": Words("done, but judged late", "已办理，但被认定为不及时"),
    "done_not_judged": Words("done; whether in time has not been judged", "已办理；是否及时尚未认定"),
    "limit_passed": Words("the limit has passed and it was not done", "期限已过，未办理"),
    "void": Words("the record was voided", "事项已作废"),
    "none_yet": Words("no case of it has come up", "尚无适用的事项"),
}
"""Why a verdict is what it is: one row for each `Explanation.why`."""

FACTS: Final[Table] = {
    "event": Words("{at}{name}{details}", "{at}{name}{details}"),
    "no_event": Words("{at}no '{name}'{details}", "{at}没有“{name}”{details}"),
    "other_event": Words("{at}{name}{details}, which does not count{wanted}", "{at}{name}{details}，不予计入{wanted}"),
    "field": Words("{field}{of}: {value}", "{of}{field}：{value}"),
    "unknown_field": Words("{field}{of}: not known", "{of}{field}：未知"),
    "judgement": Words("{field}{of}: judged {value}", "{of}{field}：认定为{value}"),
    "no_judgement": Words("{field}{of}: not judged", "{of}{field}：尚未认定"),
    "state": Words("{at}{name}", "{at}{name}"),
    "no_state": Words("{at}not '{name}'", "{at}并非“{name}”"),
    "role": Words("{subject} is {name}", "{subject}担任{name}"),
    "no_role": Words("{subject} is not {name}", "{subject}不担任{name}"),
    "plan": Words("planned: {at}{name}{details}", "计划：{at}{name}{details}"),
    "value": Words("the ruleset's value {name}: {value}", "设定的数值 {name}：{value}"),
    "unset_value": Words("the ruleset's value {name}: not set", "数值 {name}：尚未设定"),
    "record": Words("{subject} is on record", "{subject}有记载"),
    "norm": Words("clause {name}{of}: {value}", "{of}条款 {name}：{value}"),
    "calendar": Words("the working calendar of {name} is not published", "{name}年工作日历尚未公布"),
}
"""A fact that counted: one row for each `FactUsed.kind`. The date comes before it. `of` and `at` name the subject; they
are empty where it is the verdict's own record."""

MISSING: Final[Table] = {
    "calendar": Words("the working calendar of {year} (not published)", "{year}年工作日历（尚未公布）"),
    "verdict": Words("the verdict of {norm}", "条款 {norm} 的判断结果"),
    "of_norm": Words("whether {norm} lapsed{of}", "{of}条款 {norm} 是否逾期"),
    "log": Words("what happened before {day}, the log's first day", "{day}（记录首日）之前的情况"),
    "before_log": Words("what was {event} before the log begins", "记录首日之前的{event}"),
    "to_come": Words("the event to come", "将要发生的事"),
    "time": Words("the time of day of {fact}{of}{on}", "{on}{of}{fact}的具体时刻"),
    "order": Words("the order of {events}{of}{on}", "{on}{of}{events}的先后"),
    "parameter": Words("{parameter} of {event}{of}", "{of}{event}的 {parameter}"),
    "fact": Words("{fact}{of}", "{of}{fact}"),
    "value": Words("{fact}", "{fact}"),
}
"""A fact that would decide: one row for each shape of `missing_text.SHAPES`."""

LIMITS: Final[Table] = {
    "within": Words("within {amount} of {anchor}", "自{anchor}起{amount}内"),
    "no_later_than": Words("no later than {amount} after {anchor}", "不迟于{anchor}后{amount}"),
    "by": Words("by the date set", "不迟于规定日期"),
    "before": Words("before {anchor}", "在{anchor}之前"),
    "at_least_before": Words("at least {amount} before {anchor}", "在{anchor}之前至少{amount}"),
    "not_before": Words("not before {amount} after {anchor}", "不早于{anchor}后{amount}"),
    "from_to": Words("from {amount} after {anchor}", "自{anchor}起{amount}期间"),
    "at": Words("at {anchor}", "在{anchor}之时"),
    "in_the_last": Words("in the last {amount} before {anchor}", "在{anchor}前的最后{amount}内"),
    "same_day": Words("on the same day as {anchor}", "与{anchor}同日"),
    "after": Words("after {anchor}", "在{anchor}之后"),
    "earlier_than": Words("earlier than {amount} after {anchor}", "早于{anchor}后{amount}"),
    "later_than": Words("later than {amount} after {anchor}", "晚于{anchor}后{amount}"),
    "promptly": Words("promptly after {anchor}", "在{anchor}之后及时"),
    "at_all_times": Words("at all times", "始终"),
    "earlier_of": Words("the earlier of two limits", "两个期限中较早者"),
    "later_of": Words("the later of two limits", "两个期限中较晚者"),
    "further": Words("{amount} further", "另加{amount}"),
}
"""How a limit is counted: one row for each `LimitCount.form`."""

STEPS: Final[Table] = {
    "anchor": Words("day 0", "起算日，不计入"),
    "anchor_named": Words("day 0 ({name})", "起算日，不计入（{name}）"),
    "counted": Words("", ""),
    "makeup": Words("counted: {name}", "计入：{name}"),
    "weekend": Words("not counted: weekend", "不计入：周末"),
    "holiday": Words("not counted: {name}", "不计入：{name}"),
    "rest": Words("not counted: {name}", "不计入：{name}"),
    "not_in_unit": Words("not counted: not such a day", "不计入：不属于该类日"),
    "suspended": Words("not counted: the clock is stopped", "不计入：期限中止"),
    "suspension_unknown": Words("not known whether the clock is stopped", "是否中止未知"),
    "unpublished": Words("calendar not published", "日历未公布"),
    "clear": Words("one further day: neither end counts", "顺延一日：首尾不计"),
    "rolled": Words("the limit ends here, on the next workday", "期限顺延至下一工作日届满"),
    "omitted": Words("(days between left out)", "（中间各日从略）"),
    "weekends_skipped": Words("weekends not counted", "周末不计入"),
}
"""A step of the day-by-day count: one row for each `CountedDay.reason`."""

STEP_NAMES: Final[Table] = {
    "holiday": Words("holiday", "节假日"),
    "rest": Words("rest day", "休息日"),
    "makeup": Words("make-up workday", "调休工作日"),
}
"""What a step is called whose day has no name of its own."""

CONSULTED: Final[Table] = {
    "unless": Words("its exception", "本条的例外"),
    "overridden_by": Words("the overriding clause {norm}", "优先适用的条款 {norm}"),
    "permission": Words("the permission {norm}", "准许条款 {norm}"),
    "conflict": Words("the conflicting clause {norm}", "相冲突的条款 {norm}"),
    "when": Words("its condition of application", "本条的适用条件"),
    "only_when": Words("the condition under which alone it is permitted", "仅在其下准许的条件"),
}
"""What was looked at besides the content: one row for each `Consulted.kind`."""

TRUTH: Final[Mapping[bool | None, Words]] = {
    True: Words("applies", "成立"),
    False: Words("does not apply", "不成立"),
    None: Words("not known whether it applies", "是否成立未知"),
}

REMEDIES: Final[Table] = {
    "do_by": Words("{at}{name}{details} by {day}", "{at}不迟于{day}{name}{details}"),
    "do_on": Words("{at}{name}{details} on {day}", "{at}于{day}{name}{details}"),
    "done_by": Words("{at}{name} by {parties}", "{at}由{parties}{name}"),
    "set_field": Words("{field}{of}: {value}", "{of}{field}：{value}"),
    "judge": Words("{field}{of} judged: {value}", "认定{of}{field}：{value}"),
    "not_do": Words("{at}no '{name}'", "{at}不{name}"),
    "do_before": Words("{at}{name} before {value}", "{at}在{value}之前{name}"),
    "more": Words("{value} more: {name}", "再{name}{value}次"),
    "fewer": Words("{value} fewer: {name}", "少{name}{value}次"),
    "wait": Words("wait for {missing}", "等待{missing}"),
    "set_value": Words("the ruleset's value {name} set", "设定数值 {name}"),
}
"""A nearest change that would satisfy: one row for each `Remedy.kind`. `of` and `at` name the record; they are empty
where it is the verdict's own."""

PHRASES: Final[Table] = {
    "as_of": Words("as of {day}", "截至{day}"),
    "article": Words("article {number}", "第{number}条"),
    "article_named": Words("article {number} ({title})", "第{number}条（{title}）"),
    "clause": Words("Clause", "条文"),
    "for_key": Words("for {key}", "{key}"),
    "in_period": Words("in {period}", "{period}"),
    "occurrence": Words("no. {n}", "第{n}次"),
    "occurrence_on": Words("no. {n}, {day}", "第{n}次，{day}"),
    "on_day": Words("on {day}", "{day}"),
    "due_label": Words("Due", "期限"),
    "due_between": Words("{day} to {latest}", "{day}至{latest}之间"),
    "due_open": Words("not before {day}", "不早于{day}"),
    "late": Words("{n} days late", "逾期{n}天"),
    "late_one": Words("1 day late", "逾期1天"),
    "late_never": Words("never done", "一直未办理"),
    "overdue": Words("{n} days ago and still not done", "已过{n}天，仍未办理"),
    "overdue_one": Words("1 day ago and still not done", "已过1天，仍未办理"),
    "left": Words("{n} days left", "还剩{n}天"),
    "left_one": Words("1 day left", "还剩1天"),
    "left_none": Words("today", "今天到期"),
    "left_open": Words("at least {n} days left (calendar not published)", "至少还剩{n}天（日历未公布）"),
    "left_open_one": Words("at least 1 day left (calendar not published)", "至少还剩1天（日历未公布）"),
    "why_label": Words("Why", "理由"),
    "decided_label": Words("Decided", "判定日"),
    "count_label": Words("Count", "计算"),
    "facts_label": Words("Facts", "事实"),
    "stand_in_label": Words("Stand-in", "代行"),
    "looked_label": Words("Looked at", "另查"),
    "remedy_open": Words("To keep it", "如何符合"),
    "remedy_deciding": Words("To decide", "如何判定"),
    "by_parties": Words("by {parties}", "由{parties}"),
    "before_that": Words("that", "此"),
    "do": Words("{at}{name}{details}", "{at}{name}{details}"),
    "remedy_past": Words("Needed", "本应"),
    "missing_label": Words("Missing", "缺少"),
    "possible_label": Words("Possible", "可能结果"),
    "conflict_label": Words("Conflict", "冲突"),
    "used_label": Words("Used", "所用条款"),
    "used_by_label": Words("Used by", "用于"),
    "used_by_none": Words("no verdict here", "此处未用到"),
    "no_instance": Words("it has no instance here", "此处没有实例"),
    "note_label": Words("Note", "说明"),
    "reading_label": Words("Reading", "释义"),
    "stands_in": Words("{substitute} acts for {principal} under {norm}", "{substitute}依 {norm} 代行{principal}的职责"),
    "anchor_fact": Words("{day}, {fact}", "{day}{fact}"),
    "anchor_named": Words("{subject} {name}", "{subject} {name}"),
    "anchor_arising": Words("the day on which the duty arose", "义务产生之日"),
    "period_of_state": Words("{first} to {last}", "{first}至{last}"),
    "state_open": Words("from {first} on", "自{first}起"),
    "no_other": Words("{at}no other '{name}'", "{at}没有其他“{name}”"),
    "wanted": Words("asked for: {wanted}", "要求：{wanted}"),
    "until_day": Words("by {day}", "截至{day}"),
    "nobody": Words("nobody", "无人"),
    "state_until": Words("until {last}", "至{last}"),
    "of_subject": Words(" of {subject}", "{subject}的"),
    "at_subject": Words("{subject}: ", "{subject}："),
    "on": Words(" on {day}", "{day}"),
    "missing": Words("not known: {facts}", "未知：{facts}"),
    "no_due": Words("no due date", "无确定期限"),
    "source": Words("{file}:{line}", "{file}:{line}"),
    "line": Words("line {n}", "第{n}行"),
    "never_applied": Words("Clauses that applied to nothing here: {norms}", "本情形中未适用的条款：{norms}"),
    "summary_none": Words("no verdicts", "没有判断结果"),
    "breaches": Words("{n} breaches", "违规{n}项"),
    "breach_one": Words("1 breach", "违规1项"),
    "deviations": Words("{n} deviations", "偏离{n}项"),
    "deviation_one": Words("1 deviation", "偏离1项"),
    "layer": Words("layer {n} of the limit", "期限的第{n}层"),
    "count_of": Words("{n} counted", "计{n}次"),
    "projected": Words("on a projected calendar", "以推算的日历为据"),
    "or": Words(" or ", "或"),
    "and": Words(", ", "、"),
    "semicolon": Words("; ", "；"),
    "colon": Words(": ", "："),
    "comma": Words(", ", "，"),
    "together": Words(", and ", "，并"),
    "so_long": Words(" ", "，"),
    "open_bracket": Words(" (", "（"),
    "close_bracket": Words(")", "）"),
    "equals": Words(" = ", "为"),
    "yes": Words("yes", "是"),
    "no": Words("no", "否"),
    "in_time": Words("in time", "及时"),
    "late_word": Words("late", "不及时"),
    "none": Words("none", "无"),
    "unknown": Words("not known", "未知"),
    "empty_set": Words("nobody and nothing", "空"),
    "acting_as": Words("{party} as {capacity}", "{party}以{capacity}身份"),
    "everything": Words("all records", "所有事项"),
    "sentence_end": Words(".", "。"),
}
"""Labels, connectives and short phrases."""

NORM_VALUES: Final[Table] = {
    "lapsed": Words("lapsed", "期限届满未办理"),
    "not_lapsed": Words("not lapsed", "未逾期"),
    "broken": Words("broken", "被违反"),
    "not_broken": Words("not broken", "未被违反"),
    "due": Words("due", "期限"),
    **{status: Words(words.en.lower(), words.zh) for status, words in STATUS.items()},
}
"""What a fact of kind `norm` can say of a clause."""

DIFFERENCES: Final[Table] = {
    "met": Words("as expected", "与预期一致"),
    "no_instance": Words("{norm} has no such instance: it is not applicable", "条款 {norm} 在此没有实例，即不适用"),
    "other_verdict": Words("{verdicts}", "{verdicts}"),
    "other_severity": Words("another severity", "严重程度不同"),
    "not_so_far": Words("decided for good, not only so far", "已最终判定，并非仅截至目前"),
    "other_due": Words("another due date: {due}", "期限不同：{due}"),
    "missing_mark": Words("the mark is not there", "没有该标记"),
    "other_missing": Words("another fact is missing", "所缺事实不同"),
    "not_used": Words("no verdict used {norm}", "没有判断结果用到条款 {norm}"),
    "breaches_found": Words("there are breaches", "存在违规"),
    "deviations_found": Words("there are deviations", "存在偏离"),
    "only_others": Words("others have that verdict too", "其他条款也得出该结果"),
    "only_not_all": Words("{norm} does not have that verdict", "条款 {norm} 没有得出该结果"),
    "may_not": Words("it may not", "无权"),
    "may": Words("it may", "有权"),
    "may_unknown": Words("it is not known whether it may", "是否有权未知"),
    "no_power": Words("no clause says who may", "没有条款规定谁有权"),
    "other_value": Words("the value is {value}", "其值为{value}"),
    "value_unknown": Words("the value is not known", "其值未知"),
}
"""How an `expect` line was not met: one row for each `ExpectationResult.reason`."""

TESTS: Final[Table] = {
    "not_met": Words("NOT MET", "未达到预期"),
    "expected": Words("expected", "预期"),
    "got": Words("got", "实际"),
    "more": Words("and {n} more", "另有{n}项"),
    "scenario_one": Words("1 scenario", "1个情形"),
    "scenarios": Words("{n} scenarios", "{n}个情形"),
    "expectation_one": Words("1 expectation", "1项预期"),
    "expectations": Words("{n} expectations", "{n}项预期"),
    "outcome": Words("{met} met, {failed} not met", "{met}项达到，{failed}项未达到"),
    "no_expectations": Words("the scenario expects nothing", "该情形没有预期"),
    "interrupted": Words("interrupted; not all scenarios were run", "已中断；未运行全部情形"),
    "not_run_one": Words("1 file was not run, as the input is at fault", "1个文件因输入有误未运行"),
    "not_run": Words("{n} files were not run, as the input is at fault", "{n}个文件因输入有误未运行"),
    "faulty_one": Words("1 file is at fault", "1个文件有误"),
    "faulty": Words("{n} files are at fault", "{n}个文件有误"),
}
"""The words of `ruledsl test`."""

UPDATES: Final[Table] = {
    "kept_as_is": Words("LEFT AS IT IS", "保持原样"),
    "because": Words("because", "原因"),
    "would_one": Words("1 line would be rewritten", "将改写1行"),
    "would": Words("{n} lines would be rewritten", "将改写{n}行"),
    "done_one": Words("1 line is rewritten", "已改写1行"),
    "done": Words("{n} lines are rewritten", "已改写{n}行"),
    "in_files": Words("{what} in {n} files", "{n}个文件中{what}"),
    "in_file": Words("{what} in 1 file", "1个文件中{what}"),
    "left_one": Words("1 line cannot be", "1行无法改写"),
    "left": Words("{n} lines cannot be", "{n}行无法改写"),
    "nothing": Words("every line is met: there is nothing to rewrite", "全部预期均已达到，无需改写"),
    "ask": Words("Write?", "是否写入？"),
    "say_yes": Words("nothing is written: say --yes to write", "未写入任何文件：如需写入，请加 --yes"),
}
"""The words of `ruledsl test --update`."""

REFUSALS: Final[Table] = {
    "mixed_instances": Words(
        "the instances that it speaks of came out differently: say which with 'for', 'in', 'on' or '#'",
        "所涉各实例的结果不同，请指明是哪一个",
    ),
    "mixed_norms": Words(
        "the clauses that it speaks of came out differently: write a line for each", "所涉各条款的结果不同，请分别写明"
    ),
    "no_fact": Words("no missing fact can be named by a single word", "所缺事实无法用一个名称表示"),
    "none_has_it": Words("no clause has that verdict now", "现无任何条款得出该结果"),
    "breaches_found": Words("there are breaches, and no line of its form says so", "存在违规，该句式无法表示"),
    "deviations_found": Words("there are deviations, and no line of its form says so", "存在偏离，该句式无法表示"),
    "not_used": Words(
        "no verdict used the clause, and no line of its form says so", "没有判断结果用到该条款，该句式无法表示"
    ),
    "may_unknown": Words("it is not known whether the party may", "是否有权未知"),
    "no_power": Words("no clause says who may", "没有条款规定谁有权"),
    "value_unknown": Words("the value is not known", "其值未知"),
    "not_a_value": Words("the value cannot be written in a scenario", "其值无法写入情形"),
    "comparison": Words(
        "a comparison other than '=' says what was meant, not what came out", "非等号的比较表示意图而非结果"
    ),
    "comment_inside": Words("a comment stands among the words that would change", "将改动的文字之间有注释"),
    "json": Words("only files in the scenario language are rewritten", "只改写以情形语言书写的文件"),
    "not_sayable": Words("what came out cannot be said in a line of its form", "该句式无法表示实际结果"),
}
"""Why an `expect` line is not rewritten: one row for each of `ruledsl.trials.rewriting.REFUSALS`."""

COVERAGE: Final[Table] = {
    "title": Words("Coverage of {ruleset}", "{ruleset}的覆盖情况"),
    "scenario_one": Words("1 scenario", "1个情形"),
    "scenarios": Words("{n} scenarios", "{n}个情形"),
    "article": Words("article", "条"),
    "clause": Words("clause", "条款"),
    "clauses": Words("clauses", "条款数"),
    "kept": Words("kept", "遵守"),
    "broken": Words("broken", "违反"),
    "both": Words("both", "两者"),
    "pending": Words("pending", "待履行"),
    "excused": Words("excused", "免责"),
    "undetermined": Words("undetermined", "未能确定"),
    "total": Words("total", "合计"),
    "outcome": Words(
        "{covered} of {breakable} clauses that can be broken are shown both kept and broken: {percent}%",
        "可被违反的{breakable}项条款中，{covered}项既有遵守又有违反的情形：{percent}%",
    ),
    "nothing": Words("no clause can be broken", "没有可被违反的条款"),
    "never_kept": Words("never kept", "从未遵守"),
    "never_broken": Words("never broken", "从未违反"),
    "never_either": Words("never kept, never broken", "从未遵守，也从未违反"),
    "missing": Words("Not shown both kept and broken", "未见既遵守又违反"),
    "unexpected": Words("Shown both, but not expected to be both by any line", "两者均已出现，但未写入预期"),
    "others": Words("Clauses that cannot be broken", "不可被违反的条款"),
    "others_used": Words("{used} of {n} used", "{n}项中用到{used}项"),
    "unused": Words("never used", "从未用到"),
    "used": Words("used", "已用到"),
    "scenarios_label": Words("scenarios", "情形"),
    "under": Words("{percent}% is less than the {wanted}% asked for", "{percent}%低于所要求的{wanted}%"),
    "legend": Words(
        "A number is how many scenarios show the clause so. A number with * is expected by no line: nothing would "
        "notice if it came out otherwise. Only what can be broken is counted.",
        "数字表示有多少个情形出现该结果。带*的数字未写入任何预期：结果即使改变也不会被发现。只计入可被违反的条款。",
    ),
}
"""The words of `ruledsl test --coverage`."""

LISTING: Final[Table] = {
    "none": Words("There are no bundled rulesets.", "没有内置规则集。"),
    "size": Words("{articles} articles, {norms} norms", "{articles}条，{norms}项规范"),
}
"""The words of lists."""

DAY_KINDS: Final[Table] = {
    "ordinary": Words("workday", "工作日"),
    "weekend": Words("weekend", "周末"),
    "holiday": Words("holiday", "节假日"),
    "makeup": Words("make-up workday", "调休工作日"),
    "override": Words("set by the office", "单位另定"),
    "projected": Words("projected", "推算"),
    "unpublished": Words("not published", "未公布"),
}
"""The kinds of days of a working calendar."""

CALENDAR: Final[Table] = {
    "after": Words("within {amount} of {day}", "自{day}起{amount}内"),
    "before": Words("at least {amount} before {day}", "在{day}之前至少{amount}"),
    "between": Words(
        "after {first} up to and including {last}: {days}, of them {workdays}",
        "{first}之后至{last}（含）：{days}，其中{workdays}",
    ),
    "workdays_between": Words("{fewest} to {most} workdays", "{fewest}至{most}个工作日"),
    "unpublished_years": Words("calendar not published for {years}", "{years}年的日历尚未公布"),
    "weekdays": Words("Mon Tue Wed Thu Fri Sat Sun", "周一 周二 周三 周四 周五 周六 周日"),
    "month": Words("{year}-{padded}  calendar {name}", "{year}年{month}月  日历 {name}"),
    "legend": Words(
        "* holiday or day off   + weekend day that is a workday   ! set by the office   ? not published   ~ projected",
        "* 节假日   + 调休工作日   ! 单位另定   ? 未公布   ~ 推算",
    ),
    "setting_calendar": Words("calendar", "日历"),
    "setting_published": Words("published", "已公布"),
    "setting_zone": Words("time zone", "时区"),
    "setting_roll_over": Words("roll-over", "节假日顺延"),
    "setting_hours": Words("business hours", "办公时间"),
    "setting_year": Words("year {name}", "年度 {name}"),
    "setting_unit": Words("unit {name}", "单位 {name}"),
    "setting_horizon": Words("horizon", "观察期限"),
    "roll_over_on": Words(
        "on: a forward limit in days, weeks, months or years that would end on a rest day ends on the next workday",
        "是：以日、周、月、年计的期限届满日为休息日的，顺延至下一工作日",
    ),
    "roll_over_off": Words("off", "否"),
    "hours_until": Words("until {time}: a limit ends at that time of its last day", "至{time}：期限于届满日该时刻终止"),
    "hours_none": Words("not set: a limit ends at 24:00 of its last day", "未设：期限于届满日24:00终止"),
    "year_from": Words("from {month:02d}-{day:02d}", "自{month}月{day}日起"),
    "span": Words("{first} to {last}", "{first}至{last}"),
    "always": Words("every day is a workday", "每日均为工作日"),
    "none_set": Words("none: every day counts as a workday", "无：每日均视为工作日"),
}
"""The words of `ruledsl calendar`."""

TABLES: Final[Mapping[str, Mapping[str, Words]]] = {
    "status": STATUS,
    "status count": STATUS_COUNT,
    "severity": SEVERITY,
    "marks": MARKS,
    "forms": FORMS,
    "why": WHY,
    "facts": FACTS,
    "missing": MISSING,
    "limits": LIMITS,
    "steps": STEPS,
    "step names": STEP_NAMES,
    "consulted": CONSULTED,
    "remedies": REMEDIES,
    "phrases": PHRASES,
    "norm values": NORM_VALUES,
    "differences": DIFFERENCES,
    "tests": TESTS,
    "updates": UPDATES,
    "refusals": REFUSALS,
    "coverage": COVERAGE,
    "listing": LISTING,
    "day kinds": DAY_KINDS,
    "calendar": CALENDAR,
}
"""All tables, for the tests."""

_SHORT_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def phrase(name: str, lang: Language, /, **blanks: object) -> str:
    """A phrase of `PHRASES` in `lang`."""
    return PHRASES[name](lang, **blanks)


def date_words(day: int, lang: Language, second: int | None = None) -> str:
    """`2022-03-28 (Mon)` or `2022年3月28日（星期一）`, with the time of day if it is known."""
    plain = format_date(day, lang)
    weekday = (day - 1) % 7
    name = f"（{WEEKDAY_NAMES_ZH[weekday]}）" if lang == "zh" else f"{NO_BREAK}({WEEKDAY_NAMES[weekday][:3]})"
    text = plain + name
    return text if second is None else f"{text}{NO_BREAK}{format_time(second)}"


def short_date(day: int, lang: Language, *, year: bool = False) -> str:
    """`Mon 28 Mar` or `3月28日周一`, with the year if asked for: short enough for a table."""
    moment = date.fromordinal(day)
    weekday = moment.weekday()
    if lang == "zh":
        text = f"{moment.month}月{moment.day}日{WEEKDAY_NAMES_ZH[weekday].replace('星期', '周')}"
        return f"{moment.year}年{text}" if year else text
    text = f"{WEEKDAY_NAMES[weekday][:3]} {moment.day:>2} {_SHORT_MONTHS[moment.month - 1]}"
    return f"{text} {moment.year}" if year else text


def amount_words(amount: str, lang: Language) -> str:
    """`3 workdays`, `5 clear days`, `2 to 3 months` in `lang`; a declared unit keeps its name."""
    match = re.fullmatch(r"(?:(\d+)\s+to\s+)?(\d+)\s+(clear\s+)?(\w+)", amount.strip())
    if match is None:
        return amount
    low, high, clear, unit_name = match.groups()
    unit = _unit(unit_name)
    text = amount_label(int(high), unit, lang)
    if low is not None:
        text = f"{low}至{text}" if lang == "zh" else f"{low} to {text}"
    if clear:
        return f"{text}（首尾不计）" if lang == "zh" else text.replace(high, f"{high} clear", 1)
    return text


def listed(items: Iterable[str], lang: Language, joint: str = "and") -> str:
    """The items with the language's joint (`and`, `or`, `semicolon`) between them."""
    return phrase(joint, lang).join(items)


def _unit(name: str) -> Unit | str:
    for candidate in (name, name.removesuffix("s")):
        try:
            return Unit(candidate)
        except ValueError:
            continue
    return name
