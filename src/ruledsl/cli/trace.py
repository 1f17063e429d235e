"""`ruledsl trace`: the articles of a document against the clauses of its ruleset."""

from __future__ import annotations

import click

from ruledsl.civil_time.units import Language
from ruledsl.cli.options import lang_option, ruleset_argument


@click.command()
@ruleset_argument
@click.option("--source", type=click.Path(), metavar="TEXT", help="The document as plain text in UTF-8.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, or one page with the document beside the clauses.",
)
@lang_option
@click.option("--only-gaps", is_flag=True, help="Leave out the articles that are accounted for (text and html).")
def trace(ruleset: str, source: str | None, form: str, lang: Language, only_gaps: bool) -> int:
    """Compare the articles of a document with the clauses.

    Each article is accounted for by clauses, or by `states "…"`, or by nothing. With --source the articles are read
    from the document itself, by their headings (第五十一条, 五十一、, Article 51, § 51), and compared with the
    ruleset's chapters, articles and paragraphs; numbers that are missing, doubled or out of order
    in the document are reported, too.

    \b
    Examples:
      ruledsl trace taian
      ruledsl trace taian --source rules-of-work.txt --only-gaps
      ruledsl trace taian --source rules-of-work.txt --format html --lang zh > trace.html

    Exit status: 0 every article is accounted for and nothing differs, 1 something is not or does, 2 the input is at
    fault.
    """
    from ruledsl.cli.loading import open_ruleset
    from ruledsl.cli.output import EXIT_BROKEN, EXIT_KEPT, stdout_page, write

    found = open_ruleset(ruleset).trace(source)
    match form:
        case "json":
            from ruledsl.report.json_report import dumps
            from ruledsl.report.trace_json import trace_data

            write(dumps(trace_data(found)))
        case "html":
            from ruledsl.report import trace_html

            write(trace_html.render(found, lang, only_gaps=only_gaps))
        case _:
            from ruledsl.report import trace_text

            write(trace_text.render(found, stdout_page(lang), only_gaps=only_gaps))
    return EXIT_KEPT if found.complete else EXIT_BROKEN
