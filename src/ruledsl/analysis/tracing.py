"""The articles of a document against the clauses of its ruleset: which norms account for each, and what accounts for
none. Handed a compiled ruleset and, if there is one, the document's outline, this module hands on a `Trace`; the lint
rules on coverage ask the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from ruledsl.analysis.chinese_numerals import number_of
from ruledsl.analysis.headings import Document, DocumentArticle, DocumentChapter, OddNumber, article_key, number_gaps
from ruledsl.norms.model import Article, Chapter, Norm, Ruleset, Statement


class Account(StrEnum):
    """How an article is accounted for: by norms; by statements alone; by a heading with nothing under it; not at all.
    `foreign`: it has a heading in the ruleset, and the document has no such article."""

    NORMS = "norms"
    STATED = "stated"
    EMPTY = "empty"
    ABSENT = "absent"
    FOREIGN = "foreign"

    @property
    def accounted(self) -> bool:
        return self in (Account.NORMS, Account.STATED)


class Difference(StrEnum):
    """What the ruleset's outline says otherwise than the document's."""

    OTHER_CHAPTER = "other_chapter"
    OTHER_TITLE = "other_title"
    NO_SUCH_CHAPTER = "no_such_chapter"
    NO_SUCH_ARTICLE = "no_such_article"
    NO_SUCH_PARAGRAPH = "no_such_paragraph"
    OUT_OF_ORDER = "out_of_order"


@frozen
class TracedClause:
    """A clause as it was written: the norms that it gives in one version, and the clauses that follow from its breach.
    `id` is local (`51.filing`)."""

    id: str
    norms: tuple[Norm, ...]
    consequences: tuple[TracedClause, ...] = ()

    @property
    def paragraph(self) -> str | None:
        return self.norms[0].paragraph

    @property
    def all_norms(self) -> tuple[Norm, ...]:
        """Its norms and those of what follows from its breach."""
        return (*self.norms, *(norm for each in self.consequences for norm in each.all_norms))


@frozen
class TracedArticle:
    """One article. `number` as the ruleset writes it, else as the document does; `given` its heading in the ruleset,
    `written` the document's article; `unaccounted_paragraphs` (1-based) are the document's paragraphs that no clause
    stands under, where the ruleset gives this article's clauses by paragraph."""

    number: str
    chapter: str | None
    account: Account
    given: Article | None = None
    written: DocumentArticle | None = None
    clauses: tuple[TracedClause, ...] = ()
    unaccounted_paragraphs: tuple[int, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.given.statements if self.given is not None else ()

    @property
    def norms(self) -> tuple[Norm, ...]:
        return tuple(norm for clause in self.clauses for norm in clause.all_norms)


@frozen
class Differing:
    """One difference: of which article (or chapter, then `article` is empty), what the ruleset says and what the
    document says; `line` is the document's, `clause` the one that cites it."""

    difference: Difference
    article: str = ""
    chapter: str = ""
    ruleset: str = ""
    document: str = ""
    line: int | None = None
    clause: str = ""


@frozen
class TracedChapter:
    """A chapter, or with `number` None the articles that stand in none. `given` its heading in the ruleset, `written`
    the document's; `articles` in the order of their numbers."""

    number: str | None
    given: Chapter | None
    written: DocumentChapter | None
    articles: tuple[TracedArticle, ...]

    @property
    def accounted(self) -> int:
        """How many of its articles are accounted for."""
        return sum(article.account.accounted for article in self.articles)

    @property
    def norms(self) -> int:
        return sum(len(article.norms) for article in self.articles)

    @property
    def untouched(self) -> bool:
        """Whether the ruleset says nothing of any of its articles."""
        return bool(self.articles) and all(article.account is Account.ABSENT for article in self.articles)


@frozen
class Trace:
    """A ruleset's articles against its clauses and, with `document`, against the document's text. `missing_chapters`
    are stretches of chapter numbers that the ruleset passes over, told without the document. `uncited` are clauses
    that stand under no article."""

    ruleset: Ruleset
    document: Document | None
    chapters: tuple[TracedChapter, ...]
    missing_chapters: tuple[tuple[str, str], ...] = ()
    differences: tuple[Differing, ...] = ()
    uncited: tuple[TracedClause, ...] = ()

    @property
    def articles(self) -> tuple[TracedArticle, ...]:
        return tuple(article for chapter in self.chapters for article in chapter.articles)

    @property
    def unaccounted(self) -> tuple[TracedArticle, ...]:
        return tuple(a for a in self.articles if a.account in (Account.EMPTY, Account.ABSENT))

    @property
    def partly_accounted(self) -> tuple[TracedArticle, ...]:
        """Articles of which only some paragraphs have clauses."""
        return tuple(article for article in self.articles if article.unaccounted_paragraphs)

    @property
    def odd_numbers(self) -> tuple[OddNumber, ...]:
        return self.document.odd_numbers if self.document is not None else ()

    @property
    def complete(self) -> bool:
        """Whether every article is accounted for, every clause stands under one, and nothing differs."""
        return not (
            self.unaccounted
            or self.partly_accounted
            or self.missing_chapters
            or self.differences
            or self.uncited
            or self.odd_numbers
        )


# ------------------------------------------------------------------------------------------------ shared with lint


def is_accounted(article: Article, cited: Iterable[str]) -> bool:
    """Whether clauses or statements stand under an article; `cited` are the articles that norms stand under."""
    return article.number in cited or bool(article.statements)


def unaccounted_articles(ruleset: Ruleset) -> Iterator[Article]:
    """The articles of a ruleset with neither a clause nor a statement."""
    cited = {norm.article for norm in ruleset.norms}
    return (article for article in ruleset.articles if not is_accounted(article, cited))


def gaps_in_chapters(ruleset: Ruleset) -> Iterator[tuple[str | None, int, int, Article]]:
    """Numbers missing between two articles of one chapter: the chapter, the first and the last missing number, and the
    article after them."""
    chapters: dict[str | None, dict[int, Article]] = {}
    for article in ruleset.articles:
        if article.number.isdecimal():
            chapters.setdefault(article.chapter, {})[int(article.number)] = article
    for chapter, articles in chapters.items():
        for first, last in number_gaps(articles):
            yield chapter, first, last, articles[last + 1]


def missing_chapters(ruleset: Ruleset) -> tuple[tuple[str, str], ...]:
    """Chapter numbers (first, last) that are missing before or between a ruleset's chapters."""
    numbers = [int(chapter.number) for chapter in ruleset.chapters if chapter.number.isdecimal()]
    if not numbers:
        return ()
    return tuple((str(first), str(last)) for first, last in number_gaps([0, *numbers]))


# ------------------------------------------------------------------------------------------------ tracing


def trace(ruleset: Ruleset, document: Document | None = None) -> Trace:
    """The trace of a ruleset. Without a document, missing numbers are told only where other numbers enclose them."""
    by_article = _clauses(ruleset)
    known = {article_key(article.number): article for article in ruleset.articles}
    articles = [_given(article, by_article.get(article.number, ()), document) for article in ruleset.articles]
    if document is None:
        articles += [
            TracedArticle(str(number), chapter, Account.ABSENT)
            for chapter, first, last, _ in gaps_in_chapters(ruleset)
            for number in range(first, last + 1)
        ]
    else:
        seen = set(known)
        for written in document.articles:
            key = article_key(written.number)
            if key not in seen:
                seen.add(key)
                articles.append(TracedArticle(written.number, written.chapter, Account.ABSENT, None, written))
    return Trace(
        ruleset,
        document,
        tuple(_chapters(ruleset, document, articles)),
        missing_chapters(ruleset) if document is None else (),
        tuple(_differences(ruleset, document, articles)) if document is not None else (),
        tuple(
            clause for number, clauses in by_article.items() if article_key(number) not in known for clause in clauses
        ),
    )


def _clauses(ruleset: Ruleset) -> dict[str, tuple[TracedClause, ...]]:
    """The clauses of each article in the order of the text; norms of one clause and version together."""
    groups: dict[tuple[str, int | None, int], list[Norm]] = {}
    for norm in ruleset.norms:
        groups.setdefault((_clause_id(norm), norm.first_day, norm.span.start), []).append(norm)
    following: dict[str, list[tuple[str, int | None, int]]] = {}
    parents: set[tuple[str, int | None, int]] = set()
    ids = {norm.id for norm in ruleset.norms}
    for key, norms in groups.items():
        before = norms[0].otherwise_of
        if before is not None and before in ids:
            following.setdefault(before, []).append(key)
            parents.add(key)

    def made(key: tuple[str, int | None, int]) -> TracedClause:
        norms = groups[key]
        after = [
            each
            for norm in norms
            for each in following.get(norm.id, ())
            if each != key and groups[each][0].first_day == norm.first_day
        ]
        return TracedClause(key[0].partition(":")[2], tuple(norms), tuple(made(each) for each in dict.fromkeys(after)))

    found: dict[str, list[TracedClause]] = {}
    for key, norms in groups.items():
        if key not in parents:
            found.setdefault(norms[0].article, []).append(made(key))
    return {article: tuple(clauses) for article, clauses in found.items()}


def _clause_id(norm: Norm) -> str:
    """The id of the clause that a norm comes from: without the step of a chain, and without `.duty` and `.power`."""
    if norm.chain is not None:
        return norm.chain[0]
    for part in (".duty", ".power"):
        if norm.id.endswith(part) and norm.label.endswith(part):
            return norm.id.removesuffix(part)
    return norm.id


def _given(article: Article, clauses: tuple[TracedClause, ...], document: Document | None) -> TracedArticle:
    written = None if document is None else document.article(article.number)
    if document is not None and written is None:
        account = Account.FOREIGN
    elif clauses:
        account = Account.NORMS
    else:
        account = Account.STATED if article.statements else Account.EMPTY
    open_paragraphs = () if written is None else tuple(_open_paragraphs(article, clauses, written))
    return TracedArticle(article.number, article.chapter, account, article, written, clauses, open_paragraphs)


def numbered_paragraphs(written: DocumentArticle) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The paragraphs of an article as they are cited: each with the items of its list, （一）…, which are none of their
    own."""
    found: list[list[str]] = []
    for text in written.paragraphs:
        if found and _is_item(text):
            found[-1].append(text)
        else:
            found.append([text])
    return tuple((n, tuple(texts)) for n, texts in enumerate(found, 1))


def _is_item(text: str) -> bool:
    if text[:1] in "（(":
        inside = text[1:].partition("）" if text[0] == "（" else ")")[0]
        return len(inside) <= 4 and (number_of(inside) is not None or (len(inside) == 1 and inside.isalpha()))
    head = text.partition(".")[0] if "." in text[:4] else text.partition("．")[0] if "．" in text[:4] else ""
    return head.isdecimal() and len(head) <= 2


def _cited_paragraphs(article: Article, clauses: tuple[TracedClause, ...]) -> dict[str, str]:
    """The paragraphs that clauses and statements of an article stand under, each with the first that does."""
    found: dict[str, str] = {}
    for clause in clauses:
        if clause.paragraph is not None:
            found.setdefault(clause.paragraph, clause.id)
    for statement in article.statements:
        if statement.paragraph is not None:
            found.setdefault(statement.paragraph, f"{article.number}.{statement.label or ''}".rstrip("."))
    return found


def _open_paragraphs(article: Article, clauses: tuple[TracedClause, ...], written: DocumentArticle) -> Iterator[int]:
    cited = _cited_paragraphs(article, clauses)
    everything = [*(clause.paragraph for clause in clauses), *(each.paragraph for each in article.statements)]
    # A clause that names no paragraph may speak of any.
    if not cited or None in everything:
        return
    known = {int(number) for number in cited if number.isdecimal()}
    yield from (n for n, _ in numbered_paragraphs(written) if n not in known)


def _chapters(ruleset: Ruleset, document: Document | None, articles: list[TracedArticle]) -> Iterator[TracedChapter]:
    given = {article_key(chapter.number): chapter for chapter in ruleset.chapters}
    written: dict[tuple[int, int, str], DocumentChapter] = {}
    for each in document.chapters if document is not None else ():
        written.setdefault(article_key(each.number), each)
    under: dict[tuple[int, int, str] | None, list[TracedArticle]] = {}
    for article in articles:
        under.setdefault(None if article.chapter is None else article_key(article.chapter), []).append(article)
    for own in under.values():
        own.sort(key=lambda each: article_key(each.number))
    if None in under:
        yield TracedChapter(None, None, None, tuple(under[None]))
    for key in sorted({*given, *written, *(key for key in under if key is not None)}):
        chapter, text = given.get(key), written.get(key)
        number = chapter.number if chapter is not None else text.number if text is not None else str(key[0])
        yield TracedChapter(number, chapter, text, tuple(under.get(key, ())))


# ------------------------------------------------------------------------------------------------ differences


def _differences(ruleset: Ruleset, document: Document, articles: list[TracedArticle]) -> Iterator[Differing]:
    chapters: dict[tuple[int, int, str], DocumentChapter] = {}
    for each in document.chapters:
        chapters.setdefault(article_key(each.number), each)
    for chapter in ruleset.chapters if chapters else ():
        text = chapters.get(article_key(chapter.number))
        if text is None:
            yield Differing(Difference.NO_SUCH_CHAPTER, chapter=chapter.number, ruleset=chapter.number)
        elif text.title and not _same_title(chapter.title.zh, chapter.title.en, text.title, chapter.number):
            own = chapter.title.zh if _is_chinese(text.title) else chapter.title.en
            yield Differing(
                Difference.OTHER_TITLE, chapter=chapter.number, ruleset=own, document=text.title, line=text.line
            )
    highest: tuple[int, int, str] | None = None
    for article in articles:
        if article.given is None:
            continue
        key = article_key(article.number)
        if highest is not None and key < highest:
            yield Differing(Difference.OUT_OF_ORDER, article=article.number)
        highest = key if highest is None else max(key, highest)
        written = article.written
        if written is None:
            clause = article.clauses[0].id if article.clauses else ""
            yield Differing(Difference.NO_SUCH_ARTICLE, article=article.number, clause=clause)
            continue
        if (
            article.chapter is not None
            and written.chapter is not None
            and article_key(article.chapter) != article_key(written.chapter)
        ):
            yield Differing(
                Difference.OTHER_CHAPTER,
                article=article.number,
                ruleset=article.chapter,
                document=written.chapter,
                line=written.line,
            )
        count = len(numbered_paragraphs(written))
        for number, clause in _cited_paragraphs(article.given, article.clauses).items():
            if number.isdecimal() and not 1 <= int(number) <= count:
                yield Differing(
                    Difference.NO_SUCH_PARAGRAPH,
                    article=article.number,
                    ruleset=number,
                    document=str(count),
                    line=written.line,
                    clause=clause,
                )


def _same_title(zh: str, en: str, written: str, number: str) -> bool:
    own = zh if _is_chinese(written) else en
    # A heading without labels has its number for a title.
    return own in ("", number) or _folded(own) == _folded(written)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _folded(title: str) -> str:
    return "".join(title.split()).casefold()
