"""The trace as JSON-able data, schema `ruledsl/trace/1` (`trace.schema.json` in this folder). Handed a `Trace`, it
hands on plain dicts, lists, strings and numbers, always the same for the same trace.
"""

from __future__ import annotations

import json
from typing import Any, Final

from ruledsl.analysis.headings import OddNumber, article_key
from ruledsl.analysis.tracing import Differing, Trace, TracedArticle, TracedChapter, TracedClause
from ruledsl.norms.model import Norm, Statement
from ruledsl.world.vocabulary import Label

SCHEMA: Final = "ruledsl/trace/1"


def trace_data(trace: Trace) -> dict[str, Any]:
    """The whole trace."""
    document = trace.document
    return {
        "schema": SCHEMA,
        "ruleset": trace.ruleset.name,
        "label": _label(trace.ruleset.label),
        "document": None
        if document is None
        else {
            "file": document.name,
            "articles": len(document.articles),
            "contents": None if document.contents is None else list(document.contents),
            "annex_line": document.annex,
        },
        "complete": trace.complete,
        "summary": {
            "articles": len(trace.articles),
            "accounted": sum(article.account.accounted for article in trace.articles),
            "clauses": sum(len(article.clauses) for article in trace.articles) + len(trace.uncited),
            "norms": len(trace.ruleset.norms),
            "statements": sum(len(article.statements) for article in trace.articles),
        },
        "chapters": [_chapter(chapter) for chapter in trace.chapters],
        "articles": [
            _article(article) for article in sorted(trace.articles, key=lambda each: article_key(each.number))
        ],
        "unaccounted": [article.number for article in trace.unaccounted],
        "missing_chapters": [{"first": first, "last": last} for first, last in trace.missing_chapters],
        "differences": [_difference(each) for each in trace.differences],
        "odd_numbers": [_odd(each) for each in trace.odd_numbers],
        "uncited": [_clause(clause) for clause in trace.uncited],
    }


def trace_schema() -> dict[str, Any]:
    """The JSON Schema of `trace_data`."""
    from importlib.resources import files

    text = files("ruledsl.report").joinpath("trace.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _label(label: Label) -> dict[str, str]:
    return {"en": label.en, "zh": label.zh}


def _chapter(chapter: TracedChapter) -> dict[str, Any]:
    return {
        "number": chapter.number,
        "title": None if chapter.given is None else _label(chapter.given.title),
        "document_title": None if chapter.written is None else chapter.written.title,
        "articles": [article.number for article in chapter.articles],
        "accounted": chapter.accounted,
        "norms": chapter.norms,
    }


def _article(article: TracedArticle) -> dict[str, Any]:
    written = article.written
    return {
        "number": article.number,
        "chapter": article.chapter,
        "account": article.account.value,
        "title": None if article.given is None else _label(article.given.title),
        "clauses": [_clause(clause) for clause in article.clauses],
        "statements": [_statement(statement) for statement in article.statements],
        "notes": list(article.given.notes) if article.given is not None else [],
        "unaccounted_paragraphs": list(article.unaccounted_paragraphs),
        "document": None
        if written is None
        else {
            "heading": written.written,
            "title": written.title or None,
            "line": written.line,
            "last_line": written.last_line,
            "paragraphs": list(written.paragraphs),
        },
    }


def _clause(clause: TracedClause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "paragraph": clause.paragraph,
        "norms": [_norm(norm) for norm in clause.norms],
        "consequences": [_clause(each) for each in clause.consequences],
    }


def _norm(norm: Norm) -> dict[str, Any]:
    return {
        "id": norm.id,
        "form": norm.form.value,
        "strength": norm.strength.value,
        "text": norm.text,
        "note": norm.note or None,
        "reading": norm.reading or None,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "label": statement.label,
        "paragraph": statement.paragraph,
        "text": statement.text,
        "restates": list(statement.restates),
    }


def _difference(each: Differing) -> dict[str, Any]:
    return {
        "difference": each.difference.value,
        "article": each.article or None,
        "chapter": each.chapter or None,
        "ruleset": each.ruleset or None,
        "document": each.document or None,
        "line": each.line,
        "clause": each.clause or None,
    }


def _odd(each: OddNumber) -> dict[str, Any]:
    return {
        "oddity": each.oddity.value,
        "what": each.what,
        "first": each.first,
        "last": each.last,
        "line": each.line,
        "other_line": each.other_line,
    }
