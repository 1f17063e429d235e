"""The outline of a document in plain text: its chapters and articles with their words, and what is odd in their
numbers. Handed a `Source`, this module hands on a `Document`; it knows nothing of rulesets.

A heading opens a line. Which form opens articles (第五十一条, 五十一、, Article 51, § 51) is told from the whole text,
so that a numbered list within articles is not taken for them. A table of contents before the text, a reference that a
line break has brought to the beginning of a line, and what stands in an annex are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Final

from attrs import frozen

from ruledsl.analysis.chinese_numerals import NUMERAL, number_of, roman_number
from ruledsl.diagnostics import Diagnostics
from ruledsl.source import Source, Span
from ruledsl.syntax import read_source


class Style(StrEnum):
    """How a document's articles are headed."""

    TIAO = "第…条"
    ARTICLE = "Article"
    SECTION = "§"
    COMMA = "…、"


class Oddity(StrEnum):
    """What can be odd in a row of numbers."""

    REPEATED = "repeated"
    MISSING = "missing"
    OUT_OF_ORDER = "out_of_order"


@frozen
class DocumentArticle:
    """An article of the document. `number` as rulesets write it (51, 51a), `written` as the document does; `title` is
    empty where its heading has none; `paragraphs` are its words, lines that were broken joined again; `line` and
    `last_line` (1-based) are where it stands."""

    number: str
    written: str
    title: str
    paragraphs: tuple[str, ...]
    chapter: str | None
    line: int
    last_line: int


@frozen
class DocumentChapter:
    number: str
    written: str
    title: str
    line: int


@frozen
class OddNumber:
    """A finding on the document's own numbers. `what` is `article` or `chapter`; `first` to `last` are the numbers
    it speaks of; `line` is where it shows, `other_line` the first one of a number that is repeated."""

    oddity: Oddity
    what: str
    first: str
    last: str
    line: int
    other_line: int | None = None


@frozen
class Document:
    """A document's outline. `contents` are the first and last line of its table of contents, `annex` the line on which
    an annex begins, from which on nothing is read."""

    name: str
    style: Style | None = None
    chapters: tuple[DocumentChapter, ...] = ()
    articles: tuple[DocumentArticle, ...] = ()
    odd_numbers: tuple[OddNumber, ...] = ()
    contents: tuple[int, int] | None = None
    annex: int | None = None

    def article(self, number: str) -> DocumentArticle | None:
        """The article of that number; of several the first."""
        key = article_key(number)
        return next((article for article in self.articles if article_key(article.number) == key), None)


def article_key(number: str) -> tuple[int, int, str]:
    """What an article's number means, so that numbers of a ruleset and of a document compare and sort: `51a`, `51A` and
    第五十一条之一 are one. A number of another form comes after all others."""
    match = re.fullmatch(r"0*(\d+)(?:([a-z])|\.(\d+))?", number.casefold())
    if match is None:
        return (1_000_000_000, 0, number.casefold())
    letter, further = match[2], match[3]
    return (int(match[1]), ord(letter) - ord("a") + 1 if letter else int(further or 0), "")


# ------------------------------------------------------------------------------------------------ lines


@frozen
class _Line:
    """A line without its blanks, markup and `[51]` marks. `finished`: whether it ends a sentence."""

    number: int
    text: str

    @property
    def finished(self) -> bool:
        return not self.text or self.text[-1] in _ENDS


@frozen
class _Heading:
    line: int
    what: str
    """chapter, section, or article"""
    number: str
    written: str
    rest: str
    style: Style | None = None
    sure: bool = True
    """Whether it is a heading wherever it stands; if not, it is one where its number comes next."""

    @property
    def key(self) -> tuple[str, str, Style | None]:
        return (self.what, self.number, self.style)


_ENDS: Final = frozenset('。．.!！?？;；:：”"’』」)）]】》»…')
_SENTENCE: Final = re.compile(r"[。；;!！?？]|\. ")
_BLANKS: Final = " \t\r\u3000\u00a0\u200b\ufeff"
_MARKUP: Final = re.compile(r"^(?:#{1,6}\s+|\[\d+\]\s*|\*\*|>\s+)+")

_SPACED: Final = rf"(?:{NUMERAL}|[0-9０-９]|(?<=[^第])[ \u3000](?=[^ \u3000]))"
_TIAO: Final = re.compile(
    rf"第[ \u3000]*({_SPACED}{{1,12}}?)[ \u3000]*条(?:[ \u3000]*之[ \u3000]*({NUMERAL}|[0-9０-９]+))?"
)
_COMMA: Final = re.compile(rf"({NUMERAL}{{1,6}}|[0-9０-９]{{1,4}})、")
_ARTICLE: Final = re.compile(r"(?:Article|ARTICLE|Art\.)\s+(\d{1,4})(?:-(\d{1,2})|([a-zA-Z]))?(?![\w])")
_SECTION: Final = re.compile(r"§\s*(\d{1,4})(?:-(\d{1,2})|\s?([a-z]))?(?![\w])")
_CHAPTER: Final = re.compile(rf"第[ \u3000]*({_SPACED}{{1,12}}?)[ \u3000]*([编章节])")
_CHAPTER_EN: Final = re.compile(r"(Chapter|CHAPTER|Part|PART|Section|SECTION)\s+(\d{1,3}|[IVXLC]{1,8})(?![\w])")

_REFERS: Final = re.compile(
    rf"规定|的|所列|所称|[至到和及与或]第|第|款|项|[、，,。；;）)》”]|[—–～-]+第|[（(](?:{NUMERAL}{{1,3}}|\d+)[）)]"
    r"|[ \u3000]+(?:规定|的规定|所列|所称|第[^ \u3000]{1,3}[款项])"
)
"""What follows a number that is spoken of, not opened; after a blank less can be said."""

_MAY_REFER: Final = re.compile(r"[之中以等至到和及与或所]")
"""What may follow either: then the number tells, which comes next or does not."""

_REFERS_EN: Final = re.compile(r"\s*(?:[a-z(,;)]|[A-Z][a-z]+ [a-z]+ shall|Abs\b|Nr\b|Satz\b)")
_CONTENTS: Final = re.compile(r"(?:目\s*录|目\s*次|contents|table of contents)\s*$", re.IGNORECASE)
_LEADER: Final = re.compile(r"[ \t.…·．⋯-]{2,}\s*[（(]?\d+[）)]?$|\s+\d+$")
_ANNEX: Final = re.compile(
    rf"(?:附件|附录|附表)[ \u3000]*(?:{NUMERAL}{{1,3}}|[0-9０-９]{{1,2}})?(?:[：:. \u3000]|$)"
    r"|(?:Annex|ANNEX|Appendix|APPENDIX|Schedule|SCHEDULE)(?:\s+(?:\d+|[A-Z]|[IVX]+))?(?:[.:]|$)"
)
_LONGEST_TITLE: Final = 40

_NEAR: Final = 8
"""Lines below a heading in which its words begin, if it has any."""


def open_document(path: str | Path, diagnostics: Diagnostics) -> Document | None:
    """The outline of the text file at `path`, or None with diagnostics: what `read_source` says of files (RD001 to
    RD008), and RD013 if no line of it opens an article."""
    source = read_source(path, diagnostics)
    if source is None:
        return None
    document = read_document(source)
    if not document.articles:
        diagnostics.error(
            "RD013",
            f"no article is found in '{source.name}'",
            Span(source.name, 0, 0, 0, 0),
            "each article's heading stands at the beginning of a line: 第五十一条, 五十一、, Article 51 or § 51",
        )
        return None
    return document


def read_document(source: Source) -> Document:
    """The outline of a text. A text without articles gives a document without them."""
    lines = [_Line(number, _bare(text)) for number, text in enumerate(source.text.split("\n"), 1)]
    candidates = list(_candidates(lines))
    contents = _contents(candidates, lines)
    if contents is not None:
        candidates = [each for each in candidates if each.line > contents[1]]
    style = _style([each for each in candidates if each.what == "article"])
    headings = list(_opened([each for each in candidates if each.style in (None, style)]))
    annex = _annex(lines, headings)
    if annex is not None:
        headings = [each for each in headings if each.line < annex]
    last = (annex or len(lines) + 1) - 1
    articles, chapters = _divided(headings, lines, last)
    odd = (
        *_odd("chapter", [(c.number, c.line) for c in chapters]),
        *_odd("article", [(a.number, a.line) for a in articles]),
    )
    return Document(
        source.name, style, chapters, articles, tuple(sorted(odd, key=lambda each: each.line)), contents, annex
    )


def _bare(text: str) -> str:
    bare = text.strip(_BLANKS)
    marks = _MARKUP.match(bare)
    if marks is None:
        return bare
    rest = bare[marks.end() :].strip(_BLANKS)
    return rest.replace("**", "", 1) if "**" in marks[0] else rest


# ------------------------------------------------------------------------------------------------ candidates


def _candidates(lines: Sequence[_Line]) -> Iterator[_Heading]:
    """What looks like a heading, of every style."""
    before = _Line(0, "")
    for line in lines:
        if line.text:
            heading = _chapter(line) or _article(line, before)
            if heading is not None:
                yield heading
        before = line


def _chapter(line: _Line) -> _Heading | None:
    match = _CHAPTER.match(line.text)
    if match is not None:
        number, level = number_of(match[1]), match[2]
        refers = _REFERS.match(line.text, match.end())
    else:
        match = _CHAPTER_EN.match(line.text)
        if match is None:
            return None
        number = int(match[2]) if match[2].isdecimal() else roman_number(match[2])
        level, refers = match[1].casefold(), _REFERS_EN.match(line.text, match.end())
    rest = line.text[match.end() :].lstrip(_BLANKS + ".:：—–-")
    if number is None or refers or len(rest) > _LONGEST_TITLE or _SENTENCE.search(rest):
        return None
    what = "chapter" if level in ("章", "chapter") else "section"
    return _Heading(line.number, what, str(number), match[0].strip(), rest)


def _article(line: _Line, before: _Line) -> _Heading | None:
    for style, form in (
        (Style.TIAO, _TIAO),
        (Style.ARTICLE, _ARTICLE),
        (Style.SECTION, _SECTION),
        (Style.COMMA, _COMMA),
    ):
        match = form.match(line.text)
        if match is None:
            continue
        number = _number(match)
        if number is None:
            return None
        rest = line.text[match.end() :]
        if style is not Style.COMMA:
            refers = _REFERS if style is Style.TIAO else _REFERS_EN
            if rest and refers.match(rest):
                return None
        # A sentence that breaks off in the line before may have brought a reference to the beginning of this one.
        sure = before.finished and not (style is Style.TIAO and _MAY_REFER.match(rest))
        written = match[0].rstrip("、").strip()
        return _Heading(line.number, "article", number, written, rest.lstrip(_BLANKS + ".:：—–-"), style, sure)
    return None


def _number(match: re.Match[str]) -> str | None:
    number = number_of(match[1])
    if number is None:
        return None
    further = match[2] if match.re.groups > 1 else None
    letter = match[3] if match.re.groups > 2 else None
    if letter:
        return f"{number}{letter.casefold()}"
    if not further:
        return str(number)
    n = number_of(further)
    if n is None:
        return None
    return f"{number}{chr(ord('a') + n - 1)}" if n <= 26 else f"{number}.{n}"


def _style(candidates: Sequence[_Heading]) -> Style | None:
    """The form that opens articles: one that names them, if it runs on or comes first; else the numbered paragraphs."""
    if not candidates:
        return None
    runs = {style: _run([each for each in candidates if each.style is style]) for style in Style}
    named = max((Style.TIAO, Style.ARTICLE, Style.SECTION), key=lambda style: runs[style])
    if runs[named] >= 2 or not runs[Style.COMMA] or (runs[named] and candidates[0].style is named):
        return named
    return Style.COMMA


def _run(candidates: Sequence[_Heading]) -> int:
    """How many numbers follow upon each other, from the first."""
    length, at = 0, 0
    for each in candidates:
        number = article_key(each.number)[0]
        if not length or number == at + 1:
            length, at = length + 1, number
    return length


def _opened(candidates: Sequence[_Heading]) -> Iterator[_Heading]:
    """The candidates that are headings: the sure ones, and of the others those whose number comes next."""
    at = 0
    for each in candidates:
        if each.what != "article":
            yield each
            continue
        number, further, _ = article_key(each.number)
        if each.sure or number == at + 1 or (number == at and further):
            at = max(at, number)
            yield each


# ------------------------------------------------------------------------------------------------ parts


def _contents(candidates: Sequence[_Heading], lines: Sequence[_Line]) -> tuple[int, int] | None:
    """The lines of a table of contents: headings with nothing under them, each of which comes again."""
    if not candidates:
        return None
    first = candidates[0]
    again = next((at for at, each in enumerate(candidates) if at and each.key == first.key), None)
    if again is None:
        return None
    listed = candidates[:again]
    later = {each.key for each in candidates[again:]}
    headed = {each.line for each in listed}
    begin = first.line
    end = max(headed)
    between = [
        line for line in lines[begin - 1 : candidates[again].line - 1] if line.text and line.number not in headed
    ]
    named = any(_CONTENTS.match(line.text) for line in lines[: begin - 1])
    short = all(
        # The length first: the search for a leader goes back again and again in a long run of blanks.
        len(each.rest) <= 2 * _LONGEST_TITLE and not _SENTENCE.search(_LEADER.sub("", each.rest))
        for each in listed
    )
    loose = [line for line in between if _SENTENCE.search(line.text) or len(line.text) > _LONGEST_TITLE]
    if not short or loose or (not named and (between or not {each.key for each in listed} <= later)):
        return None
    start = next((line.number for line in reversed(lines[: begin - 1]) if _CONTENTS.match(line.text)), begin)
    return start, end


def _annex(lines: Sequence[_Line], headings: Sequence[_Heading]) -> int | None:
    """The line on which an annex begins, after the first article."""
    first = next((each.line for each in headings if each.what == "article"), None)
    if first is None:
        return None
    before = _Line(0, "")
    for line in lines[first:]:
        opens = _ANNEX.match(line.text) and "。" not in line.text
        if opens and before.finished and len(line.text) <= _LONGEST_TITLE:
            return line.number
        before = line
    return None


def _divided(
    headings: Sequence[_Heading], lines: Sequence[_Line], last: int
) -> tuple[tuple[DocumentArticle, ...], tuple[DocumentChapter, ...]]:
    """Articles and chapters, each article with the lines up to the next heading."""
    articles: list[DocumentArticle] = []
    chapters: list[DocumentChapter] = []
    chapter: str | None = None
    titled = _are_titled(headings, lines)
    for at, each in enumerate(headings):
        end = headings[at + 1].line - 1 if at + 1 < len(headings) else last
        match each.what:
            case "chapter":
                chapter = each.number
                title = each.rest or _title_below(lines[each.line : end])
                chapters.append(DocumentChapter(each.number, each.written, _joined_title(title), each.line))
            case "article":
                below = list(lines[each.line : end])
                title, text = _title(each, titled)
                said = ([_Line(each.line, text)] if text else []) + below
                while len(said) > 1 and not said[-1].text:
                    said.pop()
                article = DocumentArticle(
                    each.number,
                    each.written,
                    title,
                    _paragraphs(said),
                    chapter,
                    each.line,
                    said[-1].number if said else each.line,
                )
                articles.append(article)
            case _:
                pass
    return tuple(articles), tuple(chapters)


def _title_below(lines: Sequence[_Line]) -> str:
    """A chapter's title that stands on a line of its own."""
    text = next((line.text for line in lines if line.text), "")
    return text if len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text) else ""


def _joined_title(title: str) -> str:
    """A title without the blanks that only spread it out (总 则)."""
    return re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "", title)


def _are_titled(headings: Sequence[_Heading], lines: Sequence[_Line]) -> bool:
    """Whether a document's articles have titles: most of them are headed by a few words that are no sentence, with
    words below. In a document whose articles begin in their heading's line, a short line is only a broken one."""
    articles = [each for each in headings if each.what == "article"]
    opened = {each.line for each in headings}
    bare = [each for each in articles if _is_title(each.rest) and _has_words_below(each, opened, lines)]
    return 2 * len(bare) > len(articles)


def _has_words_below(heading: _Heading, opened: Set[int], lines: Sequence[_Line]) -> bool:
    """Whether text follows a heading before the next one; `opened` are the lines of headings."""
    below = next((line for line in lines[heading.line : heading.line + _NEAR] if line.text), None)
    return below is not None and below.number not in opened


def _is_title(rest: str) -> bool:
    return 0 < len(rest) <= _LONGEST_TITLE and not _SENTENCE.search(rest) and rest[-1] not in "，,、：:.。"


def _title(heading: _Heading, titled: bool) -> tuple[str, str]:
    """An article's title and the words that begin in its heading's line. A title stands in brackets, or is all that
    its line has."""
    bracketed = re.match(r"[（(【\[](.{1,40}?)[）)】\]]\s*", heading.rest)
    if bracketed is not None:
        return bracketed[1].strip(), heading.rest[bracketed.end() :]
    if titled and _is_title(heading.rest):
        return _joined_title(heading.rest.strip('"“”「」')), ""
    return "", heading.rest


def _paragraphs(lines: Sequence[_Line]) -> tuple[str, ...]:
    """Lines as paragraphs: a line that breaks off in a sentence is joined with the next one."""
    found: list[list[str]] = []
    open_ = False
    for line in lines:
        if line.text:
            if not open_:
                found.append([])
            elif found[-1][-1][-1:].isascii() and line.text[:1].isascii():
                found[-1].append(" ")
            found[-1].append(line.text)
        open_ = bool(line.text) and not line.finished
    return tuple("".join(pieces) for pieces in found)


# ------------------------------------------------------------------------------------------------ odd numbers


def _odd(what: str, numbered: Sequence[tuple[str, int]]) -> Iterator[OddNumber]:
    """Repeated numbers, numbers that come too late, and gaps; each with its line."""
    seen: dict[tuple[int, int, str], int] = {}
    highest: tuple[int, int, str] | None = None
    for number, line in numbered:
        key = article_key(number)
        if key in seen:
            yield OddNumber(Oddity.REPEATED, what, number, number, line, seen[key])
            continue
        if highest is not None and key < highest:
            yield OddNumber(Oddity.OUT_OF_ORDER, what, number, number, line)
        seen[key] = line
        highest = key if highest is None else max(highest, key)
    lines = {key[0]: line for key, line in reversed(seen.items())}
    for first, last in number_gaps(lines):
        yield OddNumber(Oddity.MISSING, what, str(first), str(last), lines[last + 1])


def number_gaps(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The stretches of whole numbers (first, last) that are missing between some of `numbers`."""
    return [(low + 1, high - 1) for low, high in pairwise(sorted(set(numbers))) if high > low + 1]


__all__ = [
    "Document",
    "DocumentArticle",
    "DocumentChapter",
    "OddNumber",
    "Oddity",
    "Style",
    "article_key",
    "number_gaps",
    "open_document",
    "read_document",
]
