"""The trace as one page for reviewers who read no rule files: the document's words on the left, beside them what the
rules make of them in plain words. Handed a `Trace`, this module hands on HTML that needs no script and no other file,
prints, and holds every text of the input escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from attrs import frozen

from ruledsl._version import __version__
from ruledsl.analysis.tracing import (
    Account,
    Differing,
    Trace,
    TracedArticle,
    TracedChapter,
    TracedClause,
    numbered_paragraphs,
)
from ruledsl.civil_time.units import Language
from ruledsl.norms.model import Norm, Statement, Strength
from ruledsl.report.clause_words import ClauseWords
from ruledsl.report.layout import harmless
from ruledsl.report.page_style import PAGE_STYLE
from ruledsl.report.trace_text import totals
from ruledsl.report.trace_words import TraceWords
from ruledsl.report.wording import FORMS, listed, phrase

LANG_TAGS: Final = {"en": "en", "zh": "zh-Hans"}

NEW_LINE: Final = "\n"

_SHORT: Final = 4
"""Articles of so few clauses are kept together on a printed page."""


def render(trace: Trace, lang: Language = "en", *, only_gaps: bool = False) -> str:
    """The whole page; with `only_gaps` without the articles that are accounted for."""
    return "\n".join(_Writer(trace, TraceWords(trace, lang), ClauseWords(trace.ruleset, lang), only_gaps).page()) + "\n"


def text(value: str) -> str:
    """A text of the input as text of the page: escaped, and without signs that could change how it is shown."""
    return escape(harmless(value), quote=True)


def lang_of(value: str) -> Language:
    """The language that a text is written in, as far as its characters tell."""
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in value) else "en"


@frozen
class _Row:
    """What stands side by side: some of the document's paragraphs, and the clauses and statements under them. `number`
    is the paragraph's, None for all of the article; `given` whether the rules say anything of it."""

    number: str | None
    texts: tuple[str, ...]
    clauses: tuple[TracedClause, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def given(self) -> bool:
        return bool(self.clauses or self.statements)


def cited_paragraphs(article: TracedArticle) -> list[str | None]:
    """The paragraph that each clause and each statement of an article stands under."""
    return [*(clause.paragraph for clause in article.clauses), *(each.paragraph for each in article.statements)]


def rows_of(article: TracedArticle) -> list[_Row]:
    """The rows of an article: one a paragraph where the rules go by paragraphs, else one for all."""
    paragraphs = numbered_paragraphs(article.written) if article.written is not None else ()
    cited = cited_paragraphs(article)
    if not any(cited):
        return [
            _Row(None, tuple(each for _, texts in paragraphs for each in texts), article.clauses, article.statements)
        ]
    written = {str(number): texts for number, texts in paragraphs}
    numbers: list[str | None] = [*dict.fromkeys([*written, *(number for number in cited if number is not None)])]
    if None in cited:
        numbers.insert(0, None)
    return [
        _Row(
            number,
            written.get(number, ()) if number is not None else (),
            tuple(each for each in article.clauses if each.paragraph == number),
            tuple(each for each in article.statements if each.paragraph == number),
        )
        for number in numbers
    ]


@frozen
class _Writer:
    trace: Trace
    words: TraceWords
    clauses: ClauseWords
    only_gaps: bool

    @property
    def lang(self) -> Language:
        return self.words.lang

    def say(self, name: str, /, **blanks: object) -> str:
        """A row of the trace's words, escaped."""
        return escape(self.words.say(name, **blanks), quote=True)

    def bracketed(self, said: str) -> str:
        return f"{phrase('open_bracket', self.lang)}{said}{phrase('close_bracket', self.lang)}"

    def foreign(self, value: str) -> str:
        """A `lang` attribute where a text is not in the page's language."""
        lang = lang_of(value)
        return "" if lang == self.lang or not value.strip() else f' lang="{LANG_TAGS[lang]}"'

    # -------------------------------------------------------------------------------- the page

    def page(self) -> Iterator[str]:
        title = self.say("page_title", title=self.words.title)
        yield "<!doctype html>"
        yield f'<html lang="{LANG_TAGS[self.lang]}">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        # Nothing is fetched and nothing runs, whatever the input holds.
        yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        yield f"<title>{title}</title>"
        yield f"<style>{PAGE_STYLE}</style>"
        yield "</head>"
        yield "<body>"
        yield f'<a class="skip" href="#articles">{self.say("skip")}</a>'
        yield "<header>"
        yield f'<h1 id="top">{title}</h1>'
        document = self.trace.document
        if document is None:
            yield f"<p>{self.say('without_text')}{phrase('sentence_end', self.lang)}</p>"
        else:
            yield f"<p>{self.say('against', file=harmless(document.name))}{phrase('sentence_end', self.lang)}</p>"
        yield f'<p class="how">{self.say("how" if document is not None else "how_without_text")}</p>'
        yield "</header>"
        yield "<main>"
        yield from self.summary()
        yield from self.open_matters()
        yield '<div id="articles">'
        if self.only_gaps:
            yield f'<p class="quiet">{self.say("hidden")}</p>'
        for chapter in self.trace.chapters:
            yield from self.chapter(chapter)
        yield "</div>"
        yield "</main>"
        yield "<footer>"
        yield f'<p><a href="#top">{self.say("top")}</a></p>'
        yield f'<p class="quiet">{self.say("made_by", version=__version__)}{phrase("sentence_end", self.lang)}</p>'
        yield "</footer>"
        yield "</body>"
        yield "</html>"

    def summary(self) -> Iterator[str]:
        """The totals, and a table of the chapters."""
        yield '<section aria-labelledby="summary">'
        yield f'<h2 id="summary">{self.say("summary")}</h2>'
        yield f'<p class="total">{escape(totals(self.trace, self.words))}</p>'
        if self.trace.complete:
            yield f"<p>{self.say('complete')}</p>"
        yield from (f"<p>{escape(note)}</p>" for note in self.words.document_notes())
        yield f'<nav aria-label="{self.say("chapters_nav")}">'
        yield '<div class="wide"><table>'
        columns = ("articles", "accounted", "open", "clauses", "norms", "statements")
        heads = "".join(
            f'<th scope="col" class="n{_extra(at)}">{self.say(f"col_{name}")}</th>' for at, name in enumerate(columns)
        )
        yield f'<thead><tr><th scope="col">{self.say("col_chapter")}</th>{heads}</tr></thead>'
        yield "<tbody>"
        for chapter in self.trace.chapters:
            name = escape(self.words.chapter(chapter))
            link = f'<a href="#{self.chapter_id(chapter)}">{name}</a>' if self.is_shown(chapter) else name
            yield self.table_row(link, (chapter,))
        yield "</tbody>"
        yield f"<tfoot>{self.table_row(self.say('all_chapters'), self.trace.chapters)}</tfoot>"
        yield "</table></div>"
        yield "</nav>"
        yield "</section>"

    def table_row(self, head: str, chapters: Sequence[TracedChapter]) -> str:
        articles = [article for chapter in chapters for article in chapter.articles]
        accounted = sum(each.account.accounted for each in articles)
        numbers = (
            len(articles),
            accounted,
            len(articles) - accounted,
            sum(len(each.clauses) for each in articles),
            sum(len(each.norms) for each in articles),
            sum(len(each.statements) for each in articles),
        )
        cells = "".join(
            f'<td class="n{_extra(at)}{" gap" if at == 2 and number else ""}">{number}</td>'
            for at, number in enumerate(numbers)
        )
        return f'<tr><th scope="row">{head}</th>{cells}</tr>'

    # -------------------------------------------------------------------------------- what is open

    def open_matters(self) -> Iterator[str]:
        """What is not accounted for and what differs, with links."""
        yield '<section aria-labelledby="gaps">'
        yield f'<h2 id="gaps">{self.say("gaps_heading")}</h2>'
        missing = {article.number for article in self.trace.unaccounted}
        if not missing:
            yield f"<p>{self.say('gaps_none')}</p>"
        else:
            yield '<ul class="gaps">'
            for chapter in self.trace.chapters:
                here = [each for each in chapter.articles if each.number in missing]
                if here:
                    whole = self.bracketed(self.say("whole_chapter")) if chapter.untouched else ""
                    links = " ".join(self.link(each) for each in here)
                    yield f"<li>{escape(self.words.chapter(chapter))}{whole}{self.say('then')}{links}</li>"
            yield "</ul>"
        yield "</section>"
        partly = [
            f"{self.named_link(each)}{self.say('then')}{escape(self.words.open_paragraphs(each))}"
            for each in self.trace.partly_accounted
        ]
        yield from self.listing("partly", "partly_heading", partly, gap=True)
        chapters = [escape(each) for each in self.words.missing_chapters()]
        yield from self.listing("missing", "missing_chapters_heading", chapters, gap=True, help="missing_chapters_help")
        yield from self.listing(
            "differences", "differences_heading", [self.difference(e) for e in self.trace.differences]
        )
        odd = [f"{self.at_line(each.line)}{escape(self.words.odd_number(each))}" for each in self.trace.odd_numbers]
        yield from self.listing("odd", "odd_heading", odd)
        uncited = [f"<code>{text(clause.id)}</code>" for clause in self.trace.uncited]
        yield from self.listing("uncited", "uncited_heading", uncited, gap=True)

    def listing(
        self, id: str, heading: str, items: Iterable[str], *, gap: bool = False, help: str = ""
    ) -> Iterator[str]:
        items = list(items)
        if items:
            yield f'<section aria-labelledby="{id}">'
            yield f'<h2 id="{id}">{self.say(heading)}</h2>'
            yield f"<ul{' class=gaps' if gap else ''}>"
            yield from (f"<li>{item}</li>" for item in items)
            yield "</ul>"
            if help:
                yield f"<p>{self.say(help)}</p>"
            yield "</section>"

    def difference(self, each: Differing) -> str:
        article = next((a for a in self.trace.articles if a.number == each.article), None)
        said = escape(self.words.difference(each))
        link = "" if article is None or not self.is_article_shown(article) else f" {self.link(article)}"
        return f"{self.at_line(each.line)}{said}{link}"

    def at_line(self, line: int | None) -> str:
        return "" if line is None else f"{self.say('line', n=line)}{self.say('then')}"

    def link(self, article: TracedArticle) -> str:
        label = escape(self.words.article(article.number), quote=True)
        return f'<a href="#{self.article_id(article)}" aria-label="{label}">{text(article.number)}</a>'

    def named_link(self, article: TracedArticle) -> str:
        return f'<a href="#{self.article_id(article)}">{escape(self.words.article(article.number))}</a>'

    @staticmethod
    def article_id(article: TracedArticle) -> str:
        return f"a-{text(article.number)}"

    @staticmethod
    def chapter_id(chapter: TracedChapter) -> str:
        return f"c-{text(chapter.number or 'none')}"

    # -------------------------------------------------------------------------------- articles

    def is_article_shown(self, article: TracedArticle) -> bool:
        return not (self.only_gaps and article.account.accounted and not article.unaccounted_paragraphs)

    def is_shown(self, chapter: TracedChapter) -> bool:
        return any(self.is_article_shown(each) for each in chapter.articles)

    def chapter(self, chapter: TracedChapter) -> Iterator[str]:
        if not self.is_shown(chapter):
            return
        id = self.chapter_id(chapter)
        yield f'<section class="chapter" aria-labelledby="{id}">'
        name = self.words.chapter(chapter)
        yield f'<h2 id="{id}"{self.foreign(self.words.chapter_title(chapter))}>{escape(name)}</h2>'
        count = self.say("chapter_count", n=chapter.accounted, all=len(chapter.articles))
        if chapter.untouched:
            yield f'<p class="gap">{self.say("not_encoded")}</p>'
        else:
            yield f'<p class="quiet">{self.say("col_accounted")}{self.say("then")}{count}</p>'
        for article in chapter.articles:
            if self.is_article_shown(article):
                yield from self.article(article)
        yield "</section>"

    def article(self, article: TracedArticle) -> Iterator[str]:
        id = self.article_id(article)
        missing = not article.account.accounted
        short = len(article.norms) <= _SHORT and sum(map(len, self.paragraphs(article))) < 900
        classes = f"article{' open' if missing else ''}{' short' if short else ''}"
        yield f'<article class="{classes}" aria-labelledby="{id}">'
        title = self.words.article_title(article)
        number = self.say("article_title", number=harmless(article.number))
        shown = f' <span class="title"{self.foreign(title)}>{escape(title)}</span>' if title else ""
        yield f'<h3 id="{id}">{number}{shown}</h3>'
        tone = "gap" if missing or article.unaccounted_paragraphs else "quiet"
        yield f'<p class="account {tone}">{escape(self.words.account(article))}</p>'
        for note in article.given.notes if article.given is not None else ():
            yield self.remark("note", note)
        for row in rows_of(article):
            yield from self.row(article, row)
        yield "</article>"

    @staticmethod
    def paragraphs(article: TracedArticle) -> tuple[str, ...]:
        return article.written.paragraphs if article.written is not None else ()

    def row(self, article: TracedArticle, row: _Row) -> Iterator[str]:
        """The document's words and the clauses, side by side where there is a document."""
        if row.number is not None:
            yield f'<h4 class="paragraph">{self.say("paragraph", number=harmless(row.number))}</h4>'
        elif any(cited_paragraphs(article)):
            yield f'<h4 class="paragraph">{self.say("no_paragraph")}</h4>'
        if self.trace.document is None:
            yield '<div class="rules">'
            yield from self.rules(article, row)
            yield "</div>"
            return
        yield '<div class="sides">'
        yield f'<div class="source" role="group" aria-label="{self.say("text_heading")}">'
        yield f'<p class="side" aria-hidden="true">{self.say("text_heading")}</p>'
        for paragraph in row.texts:
            yield f"<p{self.foreign(paragraph)}>{text(paragraph)}</p>"
        if not row.texts and row.number is None and article.written is None:
            yield f'<p class="gap">{self.say("no_document")}</p>'
        elif not row.texts and row.number is not None:
            yield f'<p class="gap">{self.say("no_text")}</p>'
        yield "</div>"
        yield f'<div class="rules" role="group" aria-label="{self.say("rules_heading")}">'
        yield f'<p class="side" aria-hidden="true">{self.say("rules_heading")}</p>'
        yield from self.rules(article, row)
        yield "</div>"
        yield "</div>"

    def rules(self, article: TracedArticle, row: _Row) -> Iterator[str]:
        if not row.given:
            if article.account is Account.EMPTY:
                name = "heading_only"
            else:
                name = "nothing_here" if row.number is None else "nothing_paragraph"
            yield f'<p class="gap">{self.say(name)}</p>'
        for clause in row.clauses:
            yield from self.clause(clause)
        for statement in row.statements:
            yield self.statement(article, statement)

    def statement(self, article: TracedArticle, statement: Statement) -> str:
        name = f"{article.number}.{statement.label}" if statement.label else ""
        id = f'<p class="id"><code>{text(name)}</code></p>' if name else ""
        if statement.restates:
            links = listed(map(self.clause_link, statement.restates), self.lang)
            said = f"<p>{self.say('restates')}{self.say('then')}{links}</p>"
            if statement.text:
                said += f"<p{self.foreign(statement.text)}>{text(statement.text)}</p>"
        else:
            said = (
                f"<p>{self.say('states')}{self.bracketed(self.say('states_help'))}{self.say('then')}"
                f"<span{self.foreign(statement.text)}>{text(statement.text)}</span></p>"
            )
        return f'<div class="clause statement">{id}{said}</div>'

    # -------------------------------------------------------------------------------- clauses

    def clause(self, clause: TracedClause) -> Iterator[str]:
        yield f'<div class="clause" id="{self.clause_id(clause)}">'
        yield f'<p class="id"><code>{text(clause.id)}</code>{self.kind(clause.norms)}</p>'
        for at, norm in enumerate(clause.norms, 1):
            if norm.chain is not None and len(clause.norms) > 1:
                yield f'<p class="step">{self.say("step", n=at)}</p>'
            yield from self.norm(norm)
        first = clause.norms[0]
        if first.reading:
            yield self.remark("reading", first.reading)
        if first.note:
            yield self.remark("note", first.note)
        written = [*dict.fromkeys(norm.text for norm in clause.norms if norm.text)]
        if written:
            yield f"<details><summary>{self.say('as_written')}</summary>"
            yield f'<pre lang="en"><code>{NEW_LINE.join(map(text, written))}</code></pre></details>'
        for each in clause.consequences:
            yield f'<div class="consequence"><p class="step">{self.say("consequence")}</p>'
            yield from self.clause(each)
            yield "</div>"
        yield "</div>"

    def clause_id(self, clause: TracedClause) -> str:
        """The anchor of a clause; versions of one clause differ by their first day."""
        first = clause.norms[0].first_day
        version = "" if first == self.trace.ruleset.first_day else f"-{first}"
        return f"k-{text(clause.id)}{version}"

    def clause_link(self, norm_id: str) -> str:
        """A clause of this ruleset by its id, linked where it is on the page."""
        local = norm_id.removeprefix(f"{self.trace.ruleset.name}:")
        known = {clause.id for article in self.trace.articles for clause in article.clauses}
        name = f"<code>{text(local)}</code>"
        return f'<a href="#k-{text(local)}">{name}</a>' if local in known and not self.only_gaps else name

    def kind(self, norms: Sequence[Norm]) -> str:
        """What sort of norms a clause gives, and how strictly they bind."""
        forms = listed(dict.fromkeys(FORMS[norm.form.value](self.lang) for norm in norms), self.lang)
        breakable = [norm for norm in norms if norm.breakable]
        if not breakable:
            strength = self.words.say("unbreakable")
        else:
            default = all(norm.strength is Strength.DEFAULT for norm in breakable)
            strength = self.words.say("default" if default else "strict")
        return f' <span class="quiet">{escape(forms)} · {escape(strength)}</span>'

    def norm(self, norm: Norm) -> Iterator[str]:
        yield "<dl>"
        rows = self.clauses.rows(norm)
        force = self.clauses.in_force(norm)
        if force:
            rows.append((self.words.say("in_force"), force))
        for at, (label, said) in enumerate(rows):
            asked = ' class="asked"' if not at else ""
            yield f"<div{asked}><dt>{escape(label)}</dt><dd>{text(said)}</dd></div>"
        yield "</dl>"

    def remark(self, name: str, said: str) -> str:
        label = f"<b>{self.say(name)}{self.say('then')}</b>"
        return f'<p class="remark">{label}<span{self.foreign(said)}>{text(said)}</span></p>'


def _extra(column: int) -> str:
    """The mark of a column of the summary that a narrow screen does without."""
    return " extra" if column > 2 else ""
