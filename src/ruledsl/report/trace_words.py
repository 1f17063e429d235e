"""The words of `ruledsl trace` in English and Chinese, and what its text and its page name alike: articles, chapters,
runs of numbers, differences, odd numbers. Handed parts of a `Trace`, this module hands on text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from ruledsl.analysis.headings import OddNumber, article_key
from ruledsl.analysis.tracing import Differing, Trace, TracedArticle, TracedChapter
from ruledsl.civil_time.units import Language
from ruledsl.report.layout import harmless
from ruledsl.report.wording import Table, Words, listed
from ruledsl.world.vocabulary import Label

TRACE: Final[Table] = {
    "page_title": Words("Article by article: {title}", "逐条对照：{title}"),
    "against": Words("against the text {file}", "对照文本 {file}"),
    "without_text": Words(
        "without the document's text: only what the rules' own headings show", "未提供文件文本：仅依规则自身的条目判断"
    ),
    "total": Words("{n} of {all} articles accounted for", "共{all}条，已交代{n}条"),
    "sizes": Words(
        "{clauses} clauses ({norms} norms), {statements} statements",
        "条款{clauses}项（规范{norms}项），说明{statements}项",
    ),
    "complete": Words("Every article is accounted for, and nothing differs.", "各条均已交代，且无差异。"),
    "article": Words("article {number}", "第{number}条"),
    "articles": Words("articles {numbers}", "第{numbers}条"),
    "article_title": Words("Article {number}", "第{number}条"),
    "chapter": Words("Chapter {number}", "第{number}章"),
    "chapters_run": Words("chapters {first} to {last}", "第{first}章至第{last}章"),
    "chapter_run": Words("chapter {first}", "第{first}章"),
    "no_chapter": Words("In no chapter", "不属任何章"),
    "run": Words("{first} to {last}", "{first}至{last}"),
    "not_encoded": Words("not encoded: no article of it is accounted for", "尚未编写：其各条均未交代"),
    "chapter_count": Words("{n} of {all} articles", "{all}条中的{n}条"),
    "chapter_empty": Words("no article", "没有条文"),
    "norms_of": Words("{clauses} clauses, {norms} norms", "条款{clauses}项，规范{norms}项"),
    "clause_one": Words("1 clause", "条款1项"),
    "clauses": Words("{n} clauses", "条款{n}项"),
    "stated_one": Words("1 statement", "说明1项"),
    "stated": Words("{n} statements", "说明{n}项"),
    "account_empty": Words("only a heading", "仅有标题"),
    "account_absent": Words("not accounted for", "未交代"),
    "account_foreign": Words("not in the document", "文件中无此条"),
    "open_paragraph": Words("nothing stands under its paragraph {numbers}", "其第{numbers}款没有条款"),
    "open_paragraphs": Words("nothing stands under its paragraphs {numbers}", "其第{numbers}款没有条款"),
    "gaps_heading": Words("Not accounted for", "未交代的条文"),
    "gaps_none": Words("None: every article is accounted for.", "无：各条均已交代。"),
    "partly_heading": Words("Only partly accounted for", "仅部分交代的条文"),
    "whole_chapter": Words("whole chapter", "整章"),
    "missing_chapters_heading": Words("Chapters the rules pass over", "规则中缺少的章"),
    "missing_chapters_help": Words(
        "The document's text (--source) would tell what stands in them.", "提供文件文本（--source）即可查看其内容。"
    ),
    "differences_heading": Words("Differences from the document", "与文件不一致之处"),
    "odd_heading": Words("The document's own numbers", "文件自身的编号"),
    "uncited_heading": Words("Clauses under no article", "不属任何条的条款"),
    "line": Words("line {n}", "第{n}行"),
    "other_chapter": Words(
        "{article} stands in chapter {ruleset} of the rules, and in chapter {document} of the document",
        "{article}在规则中属第{ruleset}章，在文件中属第{document}章",
    ),
    "other_title": Words(
        "{chapter} is called “{ruleset}” in the rules, and “{document}” in the document",
        "{chapter}在规则中题为“{ruleset}”，在文件中题为“{document}”",
    ),
    "no_such_chapter": Words("{chapter} of the rules is not in the document", "规则中的{chapter}不见于文件"),
    "no_such_article": Words("{article} of the rules is not in the document", "规则中的{article}不见于文件"),
    "no_such_article_cited": Words(
        "{article} of the rules is not in the document; clause {clause} cites it",
        "规则中的{article}不见于文件；条款 {clause} 以其为据",
    ),
    "no_such_paragraph": Words(
        "clause {clause} cites paragraph {ruleset} of {article}, which has {document} in the document",
        "条款 {clause} 以{article}第{ruleset}款为据，而文件中该条仅有{document}款",
    ),
    "out_of_order": Words("{article} stands after a later one in the rules", "规则中{article}位于其后条文之后"),
    "odd_repeated": Words(
        "{what} {first} comes again (first on line {other})", "{what}{first}重复出现（首次见第{other}行）"
    ),
    "odd_missing": Words("{what} {first} is missing before this line", "此行之前缺少{what}{first}"),
    "odd_out_of_order": Words("{what} {first} stands after a later number", "{what}{first}位于较后的编号之后"),
    "odd_article": Words("article", "条号"),
    "odd_chapter": Words("chapter", "章号"),
    "contents_skipped": Words(
        "The table of contents on lines {first} to {last} is passed over.", "第{first}至{last}行的目录不计。"
    ),
    "annex_skipped": Words(
        "From line {line} on it is an annex, which is not compared.", "自第{line}行起为附件，不作对照。"
    ),
    "no_text": Words("The document has no words under this heading.", "文件中该条没有文字。"),
    "no_document": Words("Not in the document.", "文件中无此条。"),
    "nothing_here": Words("Nothing in the rules accounts for this article.", "规则中没有任何内容交代此条。"),
    "heading_only": Words(
        "The rules give this article a heading, and nothing under it.", "规则中仅有此条的标题，其下没有内容。"
    ),
    "nothing_paragraph": Words("Nothing in the rules accounts for this paragraph.", "规则中没有任何内容交代此款。"),
    "text_heading": Words("The document", "文件原文"),
    "rules_heading": Words("What the rules ask", "规则的要求"),
    "paragraph": Words("Paragraph {number}", "第{number}款"),
    "no_paragraph": Words("For the article as a whole", "针对全条"),
    "states": Words("Stated", "说明"),
    "states_help": Words("no case could break it", "不可能被违反"),
    "restates": Words("Repeats", "重复"),
    "reading": Words("How it was read", "释义"),
    "note": Words("Note", "说明"),
    "consequence": Words("If it is broken", "违反的后果"),
    "step": Words("Step {n}", "第{n}步"),
    "as_written": Words("As written in the rules", "规则原文"),
    "strict": Words("strict: breaking it is a breach", "严格：违反即为违规"),
    "default": Words("a default: departing from it is a deviation", "一般要求：不照办属偏离"),
    "unbreakable": Words("cannot be broken", "不存在违反"),
    "in_force": Words("In force", "施行"),
    "skip": Words("To the articles", "跳至条文"),
    "summary": Words("Summary", "概览"),
    "chapters_nav": Words("Chapters", "各章"),
    "col_chapter": Words("Chapter", "章"),
    "col_articles": Words("Articles", "条数"),
    "col_accounted": Words("Accounted for", "已交代"),
    "col_open": Words("Open", "未交代"),
    "col_clauses": Words("Clauses", "条款"),
    "col_norms": Words("Norms", "规范"),
    "col_statements": Words("Statements", "说明"),
    "all_chapters": Words("All", "合计"),
    "how": Words(
        "On the grey ground stands the document's own text, beside or below it what the rules make of it, in plain "
        "words: what must be done, by when, and with which exceptions. Compare them, paragraph by paragraph.",
        "灰底为文件原文，其旁或其下以通常语言列出规则据此规定的内容：须做什么、何时之前、有何例外。请逐款对照。",
    ),
    "how_without_text": Words(
        "What the rules make of each article, in plain words: what must be done, by when, and with which exceptions.",
        "以通常语言列出规则对各条的规定：须做什么、何时之前、有何例外。",
    ),
    "top": Words("Back to the top", "回到页首"),
    "made_by": Words("Made by ruledsl {version}", "由 ruledsl {version} 生成"),
    "hidden": Words("Articles that are accounted for are left out.", "已交代的条文从略。"),
    "then": Words(": ", "："),
}
"""The words of the trace, a row for each."""


@frozen
class TraceWords:
    """Names parts of one trace in one language."""

    trace: Trace
    lang: Language = "en"

    def say(self, name: str, /, **blanks: object) -> str:
        """A row of `TRACE`."""
        return TRACE[name](self.lang, **blanks)

    def pick(self, label: Label, name: str = "") -> str:
        """A label in the language, without signs that could do harm; `name` where there is none."""
        return harmless((label.zh if self.lang == "zh" else label.en) or name)

    @property
    def title(self) -> str:
        return self.pick(self.trace.ruleset.label, self.trace.ruleset.name)

    def article(self, number: str) -> str:
        return self.say("article", number=harmless(number))

    def article_title(self, article: TracedArticle) -> str:
        """The title in the rules, else in the document; nothing where neither has one."""
        if article.given is not None:
            title = self.pick(article.given.title)
            if title != article.number:
                return title
        return harmless(article.written.title) if article.written is not None else ""

    def chapter(self, chapter: TracedChapter) -> str:
        """`Chapter 8  Meetings`."""
        if chapter.number is None:
            return self.say("no_chapter")
        name = self.say("chapter", number=harmless(chapter.number))
        title = self.chapter_title(chapter)
        return f"{name} {title}" if title else name

    def chapter_title(self, chapter: TracedChapter) -> str:
        if chapter.given is not None:
            title = self.pick(chapter.given.title)
            if title != chapter.number:
                return title
        return harmless(chapter.written.title) if chapter.written is not None else ""

    def account(self, article: TracedArticle) -> str:
        """How an article is accounted for, in a few words."""
        match article.account.value:
            case "norms" | "stated" | "foreign" as value:
                parts = []
                if article.clauses:
                    n = len(article.clauses)
                    parts.append(self.say("clause_one") if n == 1 else self.say("clauses", n=n))
                if article.statements:
                    n = len(article.statements)
                    parts.append(self.say("stated_one") if n == 1 else self.say("stated", n=n))
                if article.unaccounted_paragraphs:
                    parts.append(self.open_paragraphs(article))
                if value == "foreign":
                    parts.append(self.say("account_foreign"))
                return listed(parts, self.lang, "semicolon")
            case value:
                return self.say(f"account_{value}")

    def open_paragraphs(self, article: TracedArticle) -> str:
        numbers = [str(n) for n in article.unaccounted_paragraphs]
        return self.say("open_paragraph" if len(numbers) == 1 else "open_paragraphs", numbers=self.runs(numbers))

    def runs(self, numbers: Sequence[str]) -> str:
        """Numbers with those that follow upon each other drawn together: `1 to 5, 8, 9`."""
        return listed(
            (first if first == last else self.say("run", first=first, last=last) for first, last in _runs(numbers)),
            self.lang,
        )

    def articles(self, articles: Sequence[TracedArticle]) -> str:
        """`articles 1 to 5, 8`."""
        numbers = [harmless(article.number) for article in articles]
        return self.article(numbers[0]) if len(numbers) == 1 else self.say("articles", numbers=self.runs(numbers))

    def missing_chapters(self) -> list[str]:
        return [
            self.say("chapter_run", first=first) if first == last else self.say("chapters_run", first=first, last=last)
            for first, last in self.trace.missing_chapters
        ]

    def difference(self, differing: Differing) -> str:
        """A difference as a sentence."""
        name = differing.difference.value
        if name == "no_such_article" and differing.clause:
            name = "no_such_article_cited"
        return self.say(
            name,
            article=self.article(differing.article),
            chapter=self.say("chapter", number=harmless(differing.chapter)),
            ruleset=harmless(differing.ruleset),
            document=harmless(differing.document),
            clause=harmless(differing.clause),
        )

    def odd_number(self, odd: OddNumber) -> str:
        """What is odd in the document's numbers."""
        return self.say(
            f"odd_{odd.oddity.value}",
            what=self.say(f"odd_{odd.what}"),
            first=odd.first if odd.first == odd.last else self.say("run", first=odd.first, last=odd.last),
            other=odd.other_line,
        )

    def document_notes(self) -> list[str]:
        """What of the document was passed over."""
        document, found = self.trace.document, []
        if document is not None and document.contents is not None:
            found.append(self.say("contents_skipped", first=document.contents[0], last=document.contents[1]))
        if document is not None and document.annex is not None:
            found.append(self.say("annex_skipped", line=document.annex))
        return found


def _runs(numbers: Sequence[str]) -> list[tuple[str, str]]:
    """Stretches of three or more consecutive whole numbers by their ends; the rest one by one."""
    stretches: list[list[str]] = []
    for number in numbers:
        if stretches and _follows(stretches[-1][-1], number):
            stretches[-1].append(number)
        else:
            stretches.append([number])
    found: list[tuple[str, str]] = []
    for stretch in stretches:
        if len(stretch) > 2:
            found.append((stretch[0], stretch[-1]))
        else:
            found += [(each, each) for each in stretch]
    return found


def _follows(first: str, second: str) -> bool:
    low, high = article_key(first), article_key(second)
    return first.isdecimal() and second.isdecimal() and high[0] == low[0] + 1


TABLES: Final[Mapping[str, Table]] = {"trace": TRACE}
"""All tables, for the tests."""
