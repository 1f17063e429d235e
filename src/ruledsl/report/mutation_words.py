"""The words of the mutation report, in English and Chinese side by side; `mutation_text` fills their blanks."""

from __future__ import annotations

from typing import Final

from ruledsl.report.wording import Table, Words

MUTATION: Final[Table] = {
    "survivors": Words("Changes that no scenario notices", "没有任何情景察觉的改动"),
    "explained": Words("Unnoticed, and explained in the rules", "未被察觉，但规则中已说明理由"),
    "bad_marks": Words("Comments that explain nothing", "不起作用的说明"),
    "change": Words("{was}  ->  {now}", "{was}  ->  {now}"),
    "left_out": Words("left out: {was}", "去掉：{was}"),
    "missing": Words("missing: ", "缺："),
    "because": Words("because {reason}", "理由：{reason}"),
    "add_line": Words(
        "in “{scenario}” ({place}), as of {day}: `{expect}` (with the change: {otherwise})",
        "在“{scenario}”（{place}）中，截至{day}，加上 `{expect}`（改动后为：{otherwise}）",
    ),
    "add_case": Words(
        "a scenario like “{scenario}” ({place}) in which {change}; as of {day}: `{expect}` "
        "(with the change: {otherwise})",
        "一个与“{scenario}”（{place}）相似的情景，其中{change}；截至{day}，`{expect}`（改动后为：{otherwise}）",
    ),
    "nothing_arises": Words(
        "a scenario in which {norm} comes into play at all: none has a case of it",
        "一个用得上{norm}的情景：现有情景中都没有",
    ),
    "ask_may": Words(
        "a line that asks for what {norm} permits, such as `{expect}`",
        "一条询问{norm}所准许之事的预期，如 `{expect}`",
    ),
    "unknown": Words(
        "a scenario in which the two readings of {norm} come out differently; no small change to the present ones "
        "shows it. If none can, explain it: -- ruledsl: accept mutant {operator} because …",
        "一个使{norm}的两种写法得出不同结论的情景；对现有情景稍作改动都显不出来。若根本不存在，请注明："
        "-- ruledsl: accept mutant {operator} because …",
    ),
    "on": Words("`{0} {1}` happens on {2}", "`{0} {1}` 发生在 {2}"),
    "not": Words("`{0} {1}` does not happen", "`{0} {1}` 没有发生"),
    "by": Words("`{0} {1}` has {2} = {3}", "`{0} {1}` 的 {2} = {3}"),
    "with": Words("`{0} {1}` has {2} = {3}", "`{0} {1}` 的 {2} = {3}"),
    "value": Words("`{0}` has {1} = {2}", "`{0}` 的 {1} = {2}"),
    "and": Words("`{0} {1}` happens as well, on {2}", "另有 `{0} {1}` 发生在 {2}"),
    "no_reason": Words("this comment gives no reason, and so explains nothing", "此说明没有写出理由，不起作用"),
    "no_kind": Words("this comment names no operator", "此说明没有写出改动种类"),
    "no_clause": Words("this comment stands at no clause", "此说明不在任何条款处"),
    "unknown_operator": Words("there is no operator '{kind}'", "没有“{kind}”这一种改动"),
    "explains_nothing": Words(
        "no mutant of '{kind}' goes unnoticed here any more: take it out", "此处已没有未被察觉的“{kind}”改动，请删去"
    ),
    "unmet": Words(
        "{n} expect lines are not met by the rules as they are; mend them first (ruledsl test).",
        "现有规则下已有{n}条预期不符，请先改正（ruledsl test）。",
    ),
    "column_noticed": Words("noticed", "察觉"),
    "column_unnoticed": Words("not", "未察觉"),
    "column_explained": Words("explained", "已说明"),
    "column_stillborn": Words("stillborn", "不成立"),
    "column_score": Words("score", "得分"),
    "chapter": Words("chapter {number}", "第{number}章"),
    "no_chapter": Words("outside any chapter", "不属任何章"),
    "sampled": Words("A sample of {n} of {all} mutants.", "抽取{all}个改动中的{n}个。"),
    "score": Words(
        "{noticed} of {counted} mutants noticed: {percent} %. {unnoticed} unnoticed, {explained} explained, "
        "{stillborn} stillborn.",
        "{counted}个改动中察觉{noticed}个：{percent}%。未察觉{unnoticed}个，已说明{explained}个，不成立{stillborn}个。",
    ),
}
"""One row a phrase. The kinds of change to a scenario (`on`, `not`, `by`, …) are those of `Suggestion.change`."""
