"""The report of `ruledsl trace` as text: what accounts for each article, chapter by chapter, then what is open and what
differs. Handed a `Trace` and a `Page`, it hands on the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ruledsl.analysis.tracing import Trace, TracedArticle, TracedChapter
from ruledsl.report.layout import Page, hanging, harmless, pad, width
from ruledsl.report.trace_words import TraceWords
from ruledsl.report.wording import phrase


def render(trace: Trace, page: Page, *, only_gaps: bool = False) -> str:
    """The whole trace; with `only_gaps` without the articles that are accounted for."""
    words = TraceWords(trace, page.lang)
    lines = [*hanging("", page.paint(words.title, "bold"), page.columns)]
    where = words.say("without_text")
    if trace.document is not None:
        where = words.say("against", file=harmless(trace.document.name))
    lines += hanging("", where, page.columns)
    for note in words.document_notes():
        lines += hanging("", note, page.columns)
    for chapter in trace.chapters:
        lines += _chapter(chapter, words, page, only_gaps)
    lines += _open(trace, words, page)
    lines += ["", *hanging("", totals(trace, words), page.columns)]
    if trace.complete:
        lines += hanging("", page.paint(words.say("complete"), "green"), page.columns)
    return "\n".join(lines) + "\n"


def totals(trace: Trace, words: TraceWords) -> str:
    """`25 of 96 articles accounted for: 349 clauses (356 norms), 18 statements.`"""
    articles = trace.articles
    counted = words.say("total", n=sum(each.account.accounted for each in articles), all=len(articles))
    sizes = words.say(
        "sizes",
        clauses=sum(len(each.clauses) for each in articles) + len(trace.uncited),
        norms=sum(len(each.norms) for each in articles) + sum(len(each.all_norms) for each in trace.uncited),
        statements=sum(len(each.statements) for each in articles),
    )
    return f"{counted}{words.say('then')}{sizes}{phrase('sentence_end', words.lang)}"


def _chapter(chapter: TracedChapter, words: TraceWords, page: Page, only_gaps: bool) -> Iterator[str]:
    if not chapter.articles:
        if not only_gaps:
            yield from (
                "",
                *hanging("", f"{words.chapter(chapter)}{words.say('then')}{words.say('chapter_empty')}", page.columns),
            )
        return
    shown = [each for each in chapter.articles if not only_gaps or not _whole(each)]
    if not shown:
        return
    numbers = words.articles(chapter.articles)
    bracketed = f"{phrase('open_bracket', words.lang)}{numbers}{phrase('close_bracket', words.lang)}"
    if chapter.untouched:
        said = page.paint(words.say("not_encoded"), "red")
    else:
        said = words.say("chapter_count", n=chapter.accounted, all=len(chapter.articles))
    name = page.paint(words.chapter(chapter), "bold")
    yield from ("", *hanging("", f"{name}{bracketed}{words.say('then')}{said}", page.columns, 2))
    if chapter.untouched:
        return
    margin = max(width(harmless(each.number)) for each in shown) + 2
    for article in shown:
        account = words.account(article)
        title = words.article_title(article)
        text = f"{title}{words.say('then')}{account}" if title else account
        if not _whole(article):
            text = page.paint(text, "red")
        yield from hanging(pad(f"  {harmless(article.number)}", margin + 2), text, page.columns)


def _whole(article: TracedArticle) -> bool:
    return article.account.accounted and not article.unaccounted_paragraphs


def _open(trace: Trace, words: TraceWords, page: Page) -> Iterator[str]:
    """What is open and what differs, each under its heading."""
    if trace.unaccounted:
        rows = []
        open_numbers = {article.number for article in trace.unaccounted}
        for chapter in trace.chapters:
            missing = [each for each in chapter.articles if each.number in open_numbers]
            if missing:
                whole = f"; {words.say('whole_chapter')}" if page.lang == "en" else f"，{words.say('whole_chapter')}"
                rows.append(
                    f"{words.articles(missing)}{phrase('open_bracket', words.lang)}{words.chapter(chapter)}"
                    f"{whole if chapter.untouched else ''}{phrase('close_bracket', words.lang)}"
                )
        yield from _section("gaps_heading", rows, words, page, len(trace.unaccounted))
    partly = [
        f"{words.article(each.number)}{words.say('then')}{words.open_paragraphs(each)}"
        for each in trace.partly_accounted
    ]
    yield from _section("partly_heading", partly, words, page)
    chapters = words.missing_chapters()
    yield from _section(
        "missing_chapters_heading",
        [*chapters, words.say("missing_chapters_help")] if chapters else [],
        words,
        page,
        len(chapters),
    )
    yield from _section(
        "differences_heading",
        [_placed(words.difference(each), each.line, trace, words) for each in trace.differences],
        words,
        page,
    )
    yield from _section(
        "odd_heading",
        [_placed(words.odd_number(each), each.line, trace, words) for each in trace.odd_numbers],
        words,
        page,
    )
    yield from _section("uncited_heading", [harmless(clause.id) for clause in trace.uncited], words, page)


def _placed(text: str, line: int | None, trace: Trace, words: TraceWords) -> str:
    """A finding with its place in the document."""
    if line is None or trace.document is None:
        return text
    return f"{phrase('source', words.lang, file=harmless(trace.document.name), line=line)}{words.say('then')}{text}"


def _section(name: str, rows: Iterable[str], words: TraceWords, page: Page, n: int | None = None) -> Iterator[str]:
    rows = list(rows)
    if not rows:
        return
    count = f"{phrase('open_bracket', words.lang)}{len(rows) if n is None else n}{phrase('close_bracket', words.lang)}"
    yield from ("", page.paint(words.say(name), "bold", "red") + count)
    for row in rows:
        yield from hanging("  ", row, page.columns, 4)
