"""What a file is that is no file of this language. Handed a text that begins with no heading, `likely_file` hands on
what it looks like and what to do, or None."""

from __future__ import annotations

import re

from ruledsl.syntax.spelling import distance

_VERB = re.compile(r"\b(?:requires|forbids|permits|deems|acts?\s+for|may\s+act\s+for|states|restates)\b")
_HEADINGS = ("vocabulary", "ruleset", "scenario", "chapter", "article", "paragraph")
_CHINESE_HEADINGS = {
    "词汇": "vocabulary", "词汇表": "vocabulary", "规则": "ruleset", "规则集": "ruleset", "制度": "ruleset",
    "情形": "scenario", "场景": "scenario", "案例": "scenario", "情景": "scenario", "章": "chapter", "条": "article",
}  # fmt: skip
_LOOKS = (
    (
        re.compile(r"[{\[]"),
        "it looks like JSON",
        "rules are never written in JSON; a scenario in JSON has a file that ends in .json",
    ),
    (
        re.compile(r"`{3}|~{3}"),
        "it begins with a mark of Markdown",
        "leave the lines with ``` out, at the beginning and at the end",
    ),
    (
        re.compile(r"[0-9]+[\s.:|]+\s*(?:vocabulary|ruleset|scenario|chapter|article)\b"),
        "its lines begin with line numbers",
        "copy the text without the numbers",
    ),
    (
        re.compile(r"#{1,6}\s"),
        "it looks like Markdown",
        "headings are written without signs: 'ruleset NAME', 'article 1 \"title\"'",
    ),
    (
        re.compile(r"<[?!A-Za-z]"),
        "it looks like a web page or XML",
        "copy the text alone into a plain file",
    ),
    (
        re.compile(r"\{\\rtf"),
        "it looks like a file of a word processor",
        "save it as plain text, in UTF-8",
    ),
    (
        re.compile(r"---\s*$|-\s+\w+\s*:"),
        "it looks like YAML",
        "rules are sentences: 'ruleset NAME', below it 'article 1', below it 'LABEL: request requires …'",
    ),
    (
        re.compile(r"(?:from\s+[\w.]+\s+)?import\s|def\s|class\s"),
        "it looks like a program",
        "rules are written in this language, not in Python",
    ),
)
_KEY = re.compile(r"[\w-]+\s*:(?:\s|$)")
_CELLS = re.compile(r"[,;\t|]")


def likely_file(text: str) -> tuple[str, str] | None:
    """What a text without a heading looks like, and the help; None if it looks like nothing known."""
    lines = [line.strip() for line in text.split("\n", 60)[:60]]
    lines = [line for line in lines if line and not line.startswith("--")]
    if not lines:
        return None
    first = lines[0]
    for pattern, what, help in _LOOKS:
        # The longer pattern of RTF begins like JSON.
        if pattern.match(first) and not (what.endswith("JSON") and first.startswith("{\\")):
            return what, help
    meant = heading_meant(first)
    if meant is not None:
        return f"'{meant[0]}' is not a word of the language", f"did you mean '{meant[1]}'?"
    if _KEY.match(first) and _VERB.search(first) is None and len(lines) > 1 and _KEY.match(lines[1]):
        return "it looks like YAML", "a heading has no colon: 'ruleset NAME', below it 'article 1'"
    cells = [len(_CELLS.findall(line)) for line in lines[:3]]
    if len(cells) > 1 and min(cells) >= 3 and _VERB.search(first) is None:
        return (
            "it looks like a table",
            "rules are sentences, one a clause: 'answer: request requires answered within 20 days'",
        )
    return None


def heading_meant(line: str) -> tuple[str, str] | None:
    """The first word of a line and the heading that was meant by it, if it is nearly one."""
    match = re.match(r"(\w+)\s+(?![=:(])\S", line)
    if match is None:
        return None
    word = match[1]
    if word in _CHINESE_HEADINGS:
        return word, _CHINESE_HEADINGS[word]
    near = [heading for heading in _HEADINGS if 0 < distance(word.casefold(), heading) <= len(heading) // 4]
    if word.casefold() in _HEADINGS and word not in _HEADINGS:
        near = [word.casefold()]
    return (word, near[0]) if near else None
