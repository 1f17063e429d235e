"""Chinese words where a keyword should stand, and Chinese numbers, times and headings. Handed a `Failure`, each
function hands on a `Finding` or None."""

from __future__ import annotations

import re

from ruledsl.civil_time.numerals import CHINESE_UNITS, chinese_number
from ruledsl.syntax.findings import Finding, outside_texts, shortened
from ruledsl.syntax.mistakes.failure import Failure
from ruledsl.syntax.pieces import Piece

_REQUIRES = ("应当", "应该", "必须", "须", "需", "需要", "应", "要求", "负责")
_FORBIDS = ("不得", "不能", "不应", "不应当", "不可", "不可以", "不准", "不许", "禁止", "严禁")
_PERMITS = ("可以", "可", "有权", "允许", "准许", "得以")
_SAID_BY: dict[str, tuple[str, ...]] = {
    "requires": _REQUIRES,
    "forbids": _FORBIDS,
    "permits": _PERMITS,
    "deems": ("视为", "视同"),
    "acts for": ("代行", "代理", "代"),
    "may act for": ("可以代行", "可以代理"),
    "when": ("当", "如", "若", "如果", "时", "凡", "属于"),
    "unless": ("除非", "除", "除外", "但"),
    "while": ("期间", "在此期间"),
    "until": ("直到", "直至"),
    "upon": ("每当", "每次"),
    "otherwise": ("否则", "逾期"),
    "overrides": ("优先于",),
    "despite": ("尽管", "不受"),
    "normally": ("一般", "原则上", "通常"),
    "promptly": ("及时", "立即", "尽快", "马上", "随时"),
    "within": ("内", "在", "之内"),
    "before": ("前", "之前", "以前"),
    "after": ("后", "之后", "以后"),
    "and": ("和", "与", "并", "且", "并且", "及", "以及", "同时"),
    "or": ("或", "或者", "或是"),
    "not": ("不", "非", "未", "没有", "不是"),
    "=": ("等于", "为", "是"),
    "is": ("是", "属于", "担任", "任"),
    "at most": ("最多", "至多", "不超过", "不多于"),
    "at least": ("最少", "至少", "不少于"),
    "<=": ("不超过", "至多", "小于等于"),
    ">=": ("不少于", "至少", "大于等于"),
    ">": ("大于", "超过", "多于"),
    "<": ("小于", "少于", "不足"),
    "per": ("每",),
    "only by": ("由", "只能由", "仅由"),
    "only when": ("只有", "仅当"),
    "yes": ("是", "对", "有"),
    "no": ("否", "不是", "无", "没有"),
    "by": ("由", "经"),
    "of": ("的",),
    "to": ("至", "到"),
    "from": ("自", "从"),
    "every": ("每个", "所有", "全部"),
    "some": ("有的", "某个"),
    "has": ("均", "都"),
    "kind": ("类", "种类", "类别", "类型"),
    "role": ("角色", "职务", "职位"),
    "office": ("机构", "办公室", "单位"),
    "list": ("列表", "清单"),
    "event": ("事件",),
    "state": ("状态",),
    "opens": ("开始于", "始于"),
    "closes": ("结束于", "终于"),
    "default": ("默认", "缺省"),
    "uses": ("使用", "引用", "用"),
    "calendar": ("日历", "历法"),
    "note": ("注", "备注", "说明"),
    "states": ("声明", "宣示"),
    "restates": ("重申", "重述"),
    "person": ("人员", "人"),
    "planned": ("计划", "拟"),
    "as of": ("截至", "截止", "截止到"),
    "expect": ("预期", "期望", "预计"),
    "with": ("附", "带"),
    "onwards": ("起", "以来"),
    "judged": ("判定", "认定"),
    "due": ("到期", "截止日"),
    "satisfied": ("已遵守", "遵守", "满足", "符合", "合规"),
    "violated": ("违反", "违规", "不符合"),
    "pending": ("待办", "未决", "待定"),
    "excused": ("免责", "豁免"),
    "undetermined": ("无法判定", "不确定", "未定"),
    "not_applicable": ("不适用",),
    "breach": ("违规",),
    "deviation": ("偏离",),
}
_KEYWORDS: dict[str, tuple[str, ...]] = {}
for _keyword, _words in _SAID_BY.items():
    for _word in _words:
        _KEYWORDS[_word] = (*_KEYWORDS.get(_word, ()), _keyword)

_VERBS = {
    word: verb for verb, words in (("requires", _REQUIRES), ("forbids", _FORBIDS), ("permits", _PERMITS))
    for word in words if len(word) > 1
}  # fmt: skip
_VERB = re.compile("|".join(sorted(_VERBS, key=len, reverse=True)))

_NUMERAL = "[0-9]+|[〇零一二两三四五六七八九十百]+"
_AMOUNT = re.compile(rf"({_NUMERAL})\s*({'|'.join(sorted(CHINESE_UNITS, key=len, reverse=True))})((?:之|以)?内)?(?!\w)")
_HEADING = re.compile(r"第([0-9〇零一二两三四五六七八九十百]+)([条章款节编])")
_HEADINGS = {"条": "article", "款": "paragraph"}
_TIME = re.compile(
    r"(?:上午|下午|晚上|中午|早上)?[0-9一二三四五六七八九十]+[点时](?:半|[0-9一二三四五六七八九十]+分?)?"
)


def is_chinese(text: str) -> bool:
    """Whether Chinese characters stand in a text."""
    return any("\u4e00" <= character <= "\u9fff" or character == "〇" for character in text)


def chinese_heading(failure: Failure) -> Finding | None:
    """`第五条`."""
    match = _HEADING.match(failure.line)
    if match is None or failure.section == "scenario":
        return None
    number = chinese_number(match[1])
    word = _HEADINGS.get(match[2], "chapter")
    if number is None:
        return None
    rest = failure.line[match.end() :].strip().strip('"“”「」　 ')
    right = f"{word} {number}" + (f' "{rest}"' if rest else "")
    fix = (0, len(failure.line.rstrip()), right)
    return Finding(
        "RD116",
        f"'{match[0]}' is not how a heading is written",
        match.start(),
        match.end(),
        f"write: {shortened(right, 60)}",
        fix if failure.mends(*fix) else None,
    )


def chinese_amount(failure: Failure) -> Finding | None:
    """`20日内`, `5个工作日`, `二十 days`."""
    for index in (failure.index, failure.index - 1):
        if not 0 < index < len(failure.pieces):
            continue
        match = _AMOUNT.match(failure.line, failure.pieces[index].start)
        number = None if match is None else chinese_number(match[1])
        if match is None or number is None:
            continue
        unit = CHINESE_UNITS[match[2]] + ("" if number == 1 else "s")
        within = "within " if match[3] and failure.pieces[index - 1].text not in ("within", "在") else ""
        right = f"{within}{number} {unit}"
        fix = (match.start(), match.end(), right)
        return Finding(
            "RD113",
            f"'{match[0]}' is not how an amount of time is written",
            match.start(),
            match.end(),
            f"write '{right}'",
            fix if failure.mends(*fix) else None,
        )
    return None


def chinese_time(failure: Failure) -> Finding | None:
    """`上午9点` after a date."""
    for index in (failure.index, failure.index - 1, failure.index - 2):
        if not 0 < index < len(failure.pieces) or failure.section != "scenario":
            continue
        piece = failure.pieces[index]
        if _TIME.fullmatch(piece.text) and is_chinese(piece.text):
            return Finding(
                "RD117",
                f"'{piece.text}' is not how a time is written",
                piece.start,
                piece.end,
                "a time is written HH:MM on the 24-hour clock, such as 17:30",
            )
    return None


def chinese_word(failure: Failure) -> Finding | None:
    """A Chinese word for which the language has a keyword: `必须`, `不得`, `除非`."""
    for index in dict.fromkeys((failure.index, failure.index - 1, failure.index - 2, 0)):
        if not 0 <= index < len(failure.pieces):
            continue
        piece = failure.pieces[index]
        if piece.kind != "word" or not is_chinese(piece.text):
            continue
        for right in _KEYWORDS.get(piece.text, ()):
            fix = (piece.start, piece.end, right)
            mends = failure.mends(*fix)
            verb = index == failure.index == 3 and failure.section == "ruleset" and right in _VERBS.values()
            if mends or verb or (index == failure.index and failure.helps(*fix)):
                return _word_meant(piece.text, right, piece.start, piece.end, fix if mends else None)
        finding = _glued(failure, piece)
        if finding is not None:
            return finding
    return None


def _glued(failure: Failure, piece: Piece) -> Finding | None:
    """A verb inside a word, as Chinese writes without blanks: `request应当answered`."""
    match = _VERB.search(piece.text)
    if match is None or (is_chinese(piece.text[: match.start()]) and is_chinese(piece.text[match.end() :])):
        return None
    start, end = piece.start + match.start(), piece.start + match.end()
    right = _VERBS[match[0]]
    fix = (start, end, f" {right} ")
    return _word_meant(match[0], right, start, end, fix) if failure.mends(*fix) else None


def _word_meant(written: str, right: str, start: int, end: int, fix: tuple[int, int, str] | None) -> Finding:
    message = f"'{written}' is Chinese for a word that the language writes in English"
    return Finding("RD110", message, start, end, f"write '{right}'", fix)


def chinese_sentence(failure: Failure) -> Finding | None:
    """A whole clause in Chinese."""
    if failure.section != "ruleset" or failure.heading is not None or not failure.pieces:
        return None
    match = _VERB.search(outside_texts(failure.line))
    if match is None or any(piece.text in ("requires", "forbids", "permits", "deems") for piece in failure.pieces):
        return None
    labelled = len(failure.pieces) > 2 and failure.pieces[1].text in (":", "：")
    start = failure.pieces[2].start if labelled else failure.pieces[0].start
    return Finding(
        "RD110",
        "this sentence is in Chinese, and the words of the language are English",
        start,
        failure.pieces[-1].end,
        "the verbs are requires (应当), forbids (不得), permits (可以) and deems (视为); a name may be Chinese: "
        "answer: request requires answered within 20 days of submitted",
    )
