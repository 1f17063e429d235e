"""Layout: which physical lines of a file are one logical line, and which section each logical line stands in.

Handed a `Source`, this module hands on a forest of `LogicalLine`s (slices of the text, not yet parsed) with their
comments, and reports what is wrong with the layout itself. It knows the first words of lines and nothing else of
the grammar; it never looks into Lark.

The rules, all of them:

1. A **heading** is a line whose first word is `vocabulary`, `ruleset`, `scenario` (rank 0), `chapter` (1), `article`
   (2) or `paragraph` (3), unless that word is used as a name (`article : text`, `article.filed`). It opens a section
   that lasts until the next heading of the same or a higher rank, however the lines in it are indented. In a
   scenario `chapter`, `article` and `paragraph` are headings only before a number, as a kind may be named so. A line
   that continues one which is left open by a bracket or by a word that needs a next one is no heading. What was
   hardly meant for anything else (`Article 5`, `第五条`, `artcle 5 "…"`) counts as a heading here, so that what stands
   under it keeps its place, and is then an error.
2. A line that is indented deeper than the logical line above it **continues** that line, unless rule 3 says that it
   is a line of its own. So does a line that begins with a closing bracket while a bracket stands open.
3. A deeper line is a line of its own
   - under a heading: always;
   - under `kind`, `office`, `role`: when it begins with `event`, `state` or `NAME :`, `NAME (…) :`;
   - under a clause: when it begins with `note "`, `reading "` or `in force from`;
   - in a scenario: when it begins with a date, `as of`, `expect`, `planned`, `person`, `value`, `note "` or
     `from DATE` and the line above is not left open by a bracket, a comma, an operator or a word that needs a next
     one (`from`, `to`, `on`, `due`, `with`, `and`, `or`, `of`, `by`, `for`, `in`, `is`, `as`, `not`).
   A deeper line that begins as only a declaration, a setting or a clause can, below a line that is not left open, is
   an error (RD124): it was hardly meant to continue that line.
4. Blank lines mean nothing. A comment on a line of its own belongs to the next logical line, unless it stands between
   the lines of one logical line; a comment at the end of a line belongs to that line.
5. In indentation a tab reaches to the next multiple of four columns. A file indents with spaces or with tabs, not both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import define, field

from ruledsl.diagnostics import Diagnostics, Fix, nearest
from ruledsl.source import Source, Span, span_of
from ruledsl.syntax.tree import Word
from ruledsl.syntax.words import NAME

Section = Literal["vocabulary", "ruleset", "scenario"]

RANKS: dict[str, int] = {"vocabulary": 0, "ruleset": 0, "scenario": 0, "chapter": 1, "article": 2, "paragraph": 3}

TAB_STOP = 4

_FIRST_WORD = re.compile(NAME)
_AFTER_NAME = re.compile(r"\s*[:：.=,)（(]")
_NUMBER_FOLLOWS = re.compile(r"\s+\d")
_CLAUSE = re.compile(rf"{NAME}\s*[:：]")
# A heading that is misspelt, capitalised or Chinese: a word and a number by themselves on a line, or with a title.
_LIKE_HEADING = re.compile(
    r"(?P<word>[A-Za-z]+)\s+[0-9]+[^\W\d_]*\s*(?:[.:：、]\s+\D.*|[\"“].*)?$"
    r"|(?P<said>(?i:article|chapter|paragraph))\s+[0-9].*"
    r"|第[0-9〇零一二三四五六七八九十百]+(?P<sign>[条款章节编])(?!\s*[:：.=,)）])"
)
_HEADING_SIGNS = {"条": "article", "款": "paragraph"}
_PARTY_LINES = frozenset({"kind", "office", "role"})
_PART_OF_KIND = re.compile(rf"(?:event|state)\b(?!\s*[:：(（])|{NAME}\s*(?:[(（][^()（）]*[)）]\s*)?[:：]")
_PART_OF_CLAUSE = re.compile(r"(?:note|reading)\s*[\"“”「]|in\s+force\s+from\b")
_STATEMENT = re.compile(
    r"\d{4}-\d{1,2}-\d|(?:as\s+of|from)\s+\d{4}-|(?:expect|planned|person|value)\s+\w|note\s*[\"“”「]"
)
# How lines begin that cannot have been meant to continue the line above.
_DECLARATION = re.compile(r"(?:kind|role|office|list|uses|event)\s+[^\W\d]|state\s+[^\W\d]")
_SETTING_OR_CLAUSE = re.compile(
    rf"(?:uses|calendar)\s+[^\W\d]|time\s+zone\b|(?:window|value)\s+{NAME}\s*[:=]|states\s*\"|precedence\s+\d"
    rf"|{NAME}\s*[:：](?=\s|$)"
)
_NEEDS_MORE = re.compile(
    r"(?:[,，、(（+\-=＝<>/]|\b(?:from|to|on|due|with|and|or|of|by|for|in|is|as|not|onwards|upon|each|otherwise|then|has"
    r"|after|before|requires|forbids|permits|deems|when|unless|if|while|until|overrides|despite|restates|precedence"
    r"|only|default|opens|closes|order|exactly|most|least|within|at|per|where|distinct))$"
)
# A text between quotes ends with its line; a comment starts at the first `--` outside a text.
_PIECES = re.compile(r"\"(?:[^\"\\]|\\.)*\"?|--|[()]|[^\"()\-]+|-")
_VERB = re.compile(r"\b(?:requires|forbids|permits|deems)\b")
_LONGEST_WORD = 24
# Words before a number that begin other lines of a ruleset, well formed or not.
_NUMBERED = frozenset(
    {"horizon", "within", "before", "after", "by", "at", "precedence", "until", "while", "when", "from"}
)


@define
class LogicalLine:
    """A logical line before parsing: the slice `start:end` of the source, comments and line ends still inside.

    `rank` is a heading's. `problem` is set once a diagnostic for this line has been recorded.
    """

    section: Section
    keyword: str
    start: int
    end: int
    indent: int
    open_brackets: int = 0
    rank: int | None = None
    clause: bool = False
    last_words: str = ""
    comments_before: list[Word] = field(factory=list)
    comments_inside: list[Word] = field(factory=list)
    comment_after: Word | None = None
    children: list[LogicalLine] = field(factory=list)
    problem: bool = False
    headless: bool = False
    """Whether no heading stands above it."""
    above: LogicalLine | None = None
    """The line below which it is indented deeper, where `blame` says so."""
    blame: tuple[str, str, str] | None = None
    """Code, message and help of what is wrong with its depth, if the line above could be read."""

    @property
    def needs_more(self) -> bool:
        """Whether the line is left open, so that what is indented deeper can only continue it."""
        return self.open_brackets > 0 or _NEEDS_MORE.search(self.last_words) is not None


@define
class Layout:
    """What `lay_out` hands on: the top-level lines and the comments after the last line."""

    lines: list[LogicalLine]
    trailing_comments: list[Word]


def lay_out(source: Source, diagnostics: Diagnostics, reported: Sequence[int] = ()) -> Layout:
    """Split a source into logical lines; takes time in proportion to the text. Nothing is raised.

    `reported` are offsets, in order, at which diagnostics have been recorded already; their lines get no others.
    """
    return _Splitter(source, diagnostics, reported).run()


def _physical_lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end (without line end) of each physical line."""
    start = 0
    find = text.find
    while True:
        at = find("\n", start)
        if at < 0:
            yield start, len(text)
            return
        yield start, at - 1 if at > start and text[at - 1] == "\r" else at
        start = at + 1


class _Splitter:
    def __init__(self, source: Source, diagnostics: Diagnostics, reported: Sequence[int]) -> None:
        self.source = source
        self.reported = reported
        self.text = source.text
        self.diagnostics = diagnostics
        self.top: list[LogicalLine] = []
        self.headings: list[LogicalLine] = []
        self.open_lines: list[LogicalLine] = []
        self.last: LogicalLine | None = None
        self.pending: list[Word] = []
        self.section_without_heading: Section | None = None
        self.indents_with = ""
        self.indentation_reported = False

    def run(self) -> Layout:
        for start, end in _physical_lines(self.text):
            self.physical_line(start, end)
        return Layout(self.top, self.pending)

    def physical_line(self, line_start: int, line_end: int) -> None:
        content = self.text[line_start:line_end]
        stripped = content.lstrip()
        if not stripped:
            return
        start = line_end - len(stripped)
        if stripped.startswith("--"):
            self.pending.append(self.comment(start, line_end))
            return
        indentation = content[: len(content) - len(stripped)]
        indent = _columns(indentation)
        end, comment_at, brackets = _read(self.text, start, line_end)
        comment = None if comment_at is None else self.comment(comment_at, line_end)
        body = self.text[start:end]
        heading = self.heading_word(body, indent)
        if heading is None and self.continues(body, indent):
            assert self.last is not None
            self.last.problem = self.last.problem or self.is_reported(line_start, line_end)
            self.check_indentation(self.last, indentation, line_start)
            self.extend(self.last, body, end, brackets, comment)
        else:
            line = LogicalLine(
                section=self.section(body),
                keyword="" if _CLAUSE.match(body) else _first_word(body),
                start=start,
                end=end,
                indent=indent,
                open_brackets=brackets,
                last_words=body[-_LONGEST_WORD:],
                comments_before=self.pending,
                comment_after=comment,
                problem=self.is_reported(line_start, line_end),
            )
            self.pending = []
            self.check_indentation(line, indentation, line_start)
            if heading is None:
                self.begin(line, body)
            else:
                self.open_section(line, heading)
            self.last = line

    def is_reported(self, start: int, end: int) -> bool:
        at = bisect_left(self.reported, start)
        return at < len(self.reported) and self.reported[at] < end

    def span(self, start: int, end: int) -> Span:
        return span_of(self.source, start, end)

    def comment(self, start: int, end: int) -> Word:
        text = self.text[start:end].rstrip()
        return Word("COMMENT", text, self.span(start, start + len(text)))

    # -------------------------------------------------------------------------------- continuing

    def continues(self, body: str, indent: int) -> bool:
        """Whether a physical line that is no heading belongs to the logical line above it (rules 2 and 3).

        Closes the lines that it ends.
        """
        last = self.last
        if last is not None and last.open_brackets > 0 and last.rank is None and body[0] in ")）":
            return True
        while self.open_lines and self.open_lines[-1].indent >= indent:
            self.open_lines.pop()
        if not self.open_lines or self.open_lines[-1] is not last:
            return False
        return not (_is_part(last, body) or _is_statement(last, body) or _begins_anew(last, body))

    def extend(self, line: LogicalLine, body: str, end: int, brackets: int, comment: Word | None) -> None:
        if line.comment_after is not None:
            line.comments_inside.append(line.comment_after)
        line.comments_inside.extend(self.pending)
        self.pending = []
        line.comment_after = comment
        line.end = end
        line.open_brackets += brackets
        line.last_words = body[-_LONGEST_WORD:]

    # -------------------------------------------------------------------------------- beginning

    def heading_word(self, body: str, indent: int) -> str | None:
        """The heading's word if the line is a heading (rule 1)."""
        word = _first_word(body)
        if word not in RANKS:
            return self.like_heading(body, indent)
        if _AFTER_NAME.match(body, len(word)):
            return None
        in_scenario = bool(self.headings) and self.headings[-1].section == "scenario"
        if in_scenario and RANKS[word] > 0 and not _NUMBER_FOLLOWS.match(body, len(word)):
            return None
        last = self.last
        if last is not None and last.rank is None and indent > last.indent and last.needs_more:
            return None
        return word

    def like_heading(self, body: str, indent: int) -> str | None:
        """The heading of a ruleset that a line was meant for, though it cannot be read as one."""
        if not self.headings or self.headings[-1].section == "scenario":
            return None
        match = _LIKE_HEADING.match(body)
        last = self.last
        if match is None or (last is not None and last.rank is None and (indent > last.indent or last.needs_more)):
            return None
        if match["sign"]:
            return _HEADING_SIGNS.get(match["sign"], "chapter")
        word = (match["word"] or match["said"]).lower()
        if word in _NUMBERED or (self.headings[-1].section == "vocabulary" and word not in RANKS):
            return None
        return nearest(word, ("chapter", "article", "paragraph")) or "article"

    def section(self, body: str) -> Section:
        """The section that a line stands in. Before the first heading the file's name or the
        line's first words say which it may be."""
        if self.headings:
            return self.headings[-1].section
        if self.section_without_heading is None:
            if self.source.name.endswith(".scenario"):
                self.section_without_heading = "scenario"
            elif _DECLARATION.match(body) and not body.startswith("uses"):
                self.section_without_heading = "vocabulary"
            elif _STATEMENT.match(body):
                self.section_without_heading = "scenario"
            else:
                self.section_without_heading = "ruleset"
        return self.section_without_heading

    def open_section(self, line: LogicalLine, word: str) -> None:
        rank = RANKS[word]
        line.rank = rank
        line.keyword = word
        match word:
            case "vocabulary" | "scenario" | "ruleset":
                line.section = word
            case _:
                line.section = "ruleset"
        while self.headings and (self.headings[-1].rank or 0) >= rank:
            self.headings.pop()
        above = self.headings[-1] if self.headings else None
        if above is not None and above.section != "ruleset":
            self.problem(
                line,
                "RD119",
                f"{'an' if word == 'article' else 'a'} {word} cannot stand in a {above.section}",
                "put it before that, or begin a 'ruleset' first",
            )
            self.headings.clear()
            above = None
        if word == "paragraph" and (above is None or above.keyword != "article"):
            self.problem(line, "RD115", "a paragraph stands in an article", "put an 'article' heading before it")
        (self.top if above is None else above.children).append(line)
        self.headings.append(line)
        self.open_lines = []

    def begin(self, line: LogicalLine, body: str) -> None:
        """Put a line that is no heading under the line or heading to which it belongs."""
        line.clause = line.section == "ruleset" and _CLAUSE.match(body) is not None
        above = self.open_lines[-1] if self.open_lines else None
        if above is not None and _is_part(above, body):
            above.children.append(line)
        else:
            (self.headings[-1].children if self.headings else self.top).append(line)
            self.check_place(line, body, above)
        self.open_lines.append(line)

    # -------------------------------------------------------------------------------- what is wrong

    def problem(self, line: LogicalLine, code: str, message: str, help: str) -> None:
        if not line.problem:
            self.diagnostics.error(code, message, self.span(line.start, line.end), help)
        line.problem = True

    def check_place(self, line: LogicalLine, body: str, above: LogicalLine | None) -> None:
        """What is wrong with the place of a line that belongs to no other line, only to its heading."""
        if above is not None and above is self.last and line.section != "scenario" and _begins_anew(above, body):
            what = "this clause" if line.clause else "this line"
            line.above = above
            line.blame = (
                "RD124",
                f"{what} is indented deeper than the line above, as if it continued that line",
                "indent it like the line above, or leave that line open, for instance with a comma at its end",
            )
            return
        if not self.headings:
            line.headless = True
            if len(self.top) == 1:
                self.problem(
                    line,
                    "RD120",
                    *self.without_heading(line),
                )
        elif line.section == "ruleset":
            if (line.clause or line.keyword == "states") and not self.in_article():
                help = 'put a heading before it: article 51 "title"'
                if self.headings[-1].keyword == "chapter":
                    help = f"the chapter's heading has ended the article before it; {help}"
                self.problem(line, "RD115", "a clause stands in an article", help)
        elif line.section == "vocabulary" and (
            line.keyword == "event" or (_CLAUSE.match(body) is not None and _VERB.search(body) is None)
        ):
            what = "an event" if line.keyword == "event" else "a field"
            help = "indent it deeper than the 'kind' line to which it belongs"
            if above is not None:
                line.above = above
                line.blame = ("RD123", f"{what} belongs to a kind", help)
            else:
                self.problem(line, "RD123", f"{what} belongs to a kind", help)

    def without_heading(self, line: LogicalLine) -> tuple[str, str]:
        """Message and help for a file that does not begin with a heading."""
        # Imported where a file is wrong, so that sound files need not wait for it.
        from ruledsl.syntax.foreign_files import likely_file

        message = "the file does not begin with a heading"
        likely = likely_file(self.text)
        if likely is None:
            return message, _HEADING_FOR[line.section]
        return f"{message}; {likely[0]}", likely[1]

    def in_article(self) -> bool:
        """Whether a line stands in an article; in a paragraph, whose heading has been complained of, it counts so."""
        return any(heading.keyword in ("article", "paragraph") for heading in self.headings)

    def check_indentation(self, line: LogicalLine, indentation: str, start: int) -> None:
        """Rule 5, and blanks that are neither spaces nor tabs; reported once a file."""
        if self.indentation_reported or not indentation:
            return
        odd = next((i for i, character in enumerate(indentation) if character not in " \t\f\r"), None)
        end = start + len(indentation)
        if odd is not None:
            message = f"this line is indented with a blank of another kind (U+{ord(indentation[odd]):04X})"
            fixed = "".join(_BLANK_WIDTHS.get(c, " ") if c not in " \t" else c for c in indentation)
        else:
            kinds = indentation.replace("\f", "").replace("\r", "")
            own = "both" if " " in kinds and "\t" in kinds else kinds[:1]
            self.indents_with = self.indents_with or own
            if own in ("", self.indents_with) and own != "both":
                return
            message = "this file is indented with both spaces and tabs"
            fixed = " " * _columns(indentation)
        if line.problem:
            return
        self.indentation_reported = line.problem = True
        span = self.span(start, end)
        help = f"indent with spaces only; a tab counts as {TAB_STOP}"
        self.diagnostics.error("RD118", message, span, help, fix=Fix(span, fixed))


_HEADING_FOR: dict[Section, str] = {
    "vocabulary": "begin it with 'vocabulary' and a name",
    "ruleset": "begin it with 'ruleset' and a name, or with a 'chapter' or 'article' heading",
    "scenario": "begin it with 'scenario' and a title in quotes",
}
_BLANK_WIDTHS = {"\u3000": "  "}


def _first_word(body: str) -> str:
    match = _FIRST_WORD.match(body)
    return match[0] if match else ""


def _is_part(above: LogicalLine, body: str) -> bool:
    """Whether a line that is indented deeper than `above` is a part of it (rule 3), not its continuation."""
    match above.section:
        case "vocabulary":
            return above.keyword in _PARTY_LINES and _PART_OF_KIND.match(body) is not None
        case "ruleset":
            return above.clause and _PART_OF_CLAUSE.match(body) is not None
        case "scenario":
            return False


def _is_statement(above: LogicalLine, body: str) -> bool:
    """Whether a line that is indented deeper than `above` is another statement of the scenario (rule 3)."""
    return above.section == "scenario" and not above.needs_more and _STATEMENT.match(body) is not None


def _begins_anew(above: LogicalLine, body: str) -> bool:
    """Whether a line that is indented deeper than `above` was hardly meant to continue it (RD124)."""
    if above.needs_more:
        return False
    match above.section:
        case "vocabulary":
            return _DECLARATION.match(body) is not None
        case "ruleset":
            return _SETTING_OR_CLAUSE.match(body) is not None
        case "scenario":
            return False


def may_continue(above: str, body: str) -> bool:
    """Whether `body` on a line of its own, indented deeper, is read as continuing `above` whatever section it is in."""
    if _NEEDS_MORE.search(above.rstrip()[-_LONGEST_WORD:]) or _read(above, 0, len(above))[2] > 0:
        return True
    word = _first_word(body)
    if word in RANKS and not _AFTER_NAME.match(body, len(word)):
        return False
    beginnings = (_PART_OF_KIND, _PART_OF_CLAUSE, _STATEMENT, _DECLARATION, _SETTING_OR_CLAUSE)
    return not any(beginning.match(body) for beginning in beginnings)


def _columns(indentation: str) -> int:
    """The width of an indentation in columns."""
    if "\t" not in indentation:
        return len(indentation)
    column = 0
    for character in indentation:
        column = (column // TAB_STOP + 1) * TAB_STOP if character == "\t" else column + 1
    return column


def _read(text: str, start: int, end: int) -> tuple[int, int | None, int]:
    """Where the words of a physical line end, where its comment starts, and how many brackets it leaves open."""
    brackets = 0
    comment = None
    for piece in _PIECES.finditer(text, start, end):
        first = piece[0]
        if first == "(":
            brackets += 1
        elif first == ")":
            brackets -= 1
        elif first == "--":
            comment = piece.start()
            break
    stop = end if comment is None else comment
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop, comment, brackets
