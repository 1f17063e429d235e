"""Syntax errors in a policy writer's words.

Handed a line that the grammar cannot read and where reading stopped, `explain` hands on one `Finding`: what was
found, what could stand there, the likely fix. It is a list of small functions, one a kind of mistake, asked in
order; the first that knows the mistake answers. A correction is proposed only after the corrected line was tried.
"""

from __future__ import annotations

from collections.abc import Callable

from ruledsl.syntax.attempt import Stop
from ruledsl.syntax.expectation import in_words
from ruledsl.syntax.findings import Finding, shortened
from ruledsl.syntax.mistakes.chinese import (
    chinese_amount,
    chinese_heading,
    chinese_sentence,
    chinese_time,
    chinese_word,
)
from ruledsl.syntax.mistakes.failure import Failure, failure_of
from ruledsl.syntax.mistakes.missing import (
    ends_early,
    missing_bound,
    missing_comma,
    missing_comma_between_settings,
    missing_label,
    missing_of,
    missing_quotes,
    missing_type,
    missing_word,
    unit,
)
from ruledsl.syntax.mistakes.numbers import date, number
from ruledsl.syntax.mistakes.order import order
from ruledsl.syntax.mistakes.places import continuation, deeper_line, heading, other_section
from ruledsl.syntax.mistakes.sentences import (
    brackets_round_list,
    condition_first,
    date_last,
    doer_outside,
    label_pair,
    missing_content,
    missing_order,
    missing_person,
    missing_record,
    missing_with,
    month_first,
    note_in_clause,
    numbering,
    text_in_text,
    trailing_remark,
    uses_name,
)
from ruledsl.syntax.mistakes.signs import (
    closing_bracket,
    comment_sign,
    comparison_sign,
    dash,
    foreign_sign,
    full_width,
    odd_character,
    open_text,
    opening_bracket,
    swapped_sign,
)
from ruledsl.syntax.mistakes.words import (
    capitals,
    declared_name,
    half_keyword,
    keyword_as_name,
    missing_blank,
    misspelt,
    other_verb,
    other_word,
    spare_word,
    two_names,
)


def explain(line: str, section: str, stop: Stop, heading: str | None) -> Finding:
    """The one finding for a line that cannot be read; `heading` is its first word if it is a heading."""
    failure = failure_of(line, section, stop, heading)
    for explainer in _EXPLAINERS:
        finding = explainer(failure)
        if finding is not None:
            return finding
    return _unexpected(failure)


def _unexpected(failure: Failure) -> Finding:
    """What is said where nothing more is known."""
    before = failure.before
    if before is None:
        message = f"a line cannot begin with '{failure.shown}' here"
    else:
        message = f"'{failure.shown}' cannot stand here, after '{shortened(before.text)}'"
    expected = in_words(failure.stop.accepted)
    help = f"here could stand {expected}" if expected else ""
    if "\n" in failure.line[: failure.at] and not failure.line[: failure.at].rpartition("\n")[2].strip():
        help += "; this line is read as part of the line above because it is indented deeper"
    return Finding("RD100", message, failure.at, failure.end, help.removeprefix("; "))


_EXPLAINERS: tuple[Callable[[Failure], Finding | None], ...] = (
    numbering,
    open_text,
    text_in_text,
    date,
    chinese_time,
    month_first,
    number,
    chinese_heading,
    chinese_amount,
    full_width,
    comment_sign,
    comparison_sign,
    note_in_clause,
    uses_name,
    foreign_sign,
    trailing_remark,
    dash,
    odd_character,
    heading,
    missing_quotes,
    opening_bracket,
    capitals,
    missing_blank,
    missing_record,
    missing_with,
    missing_person,
    missing_content,
    condition_first,
    other_verb,
    chinese_word,
    chinese_sentence,
    doer_outside,
    brackets_round_list,
    label_pair,
    other_word,
    declared_name,
    order,
    continuation,
    deeper_line,
    closing_bracket,
    missing_comma_between_settings,
    swapped_sign,
    missing_bound,
    missing_type,
    unit,
    half_keyword,
    misspelt,
    date_last,
    missing_label,
    other_section,
    ends_early,
    missing_of,
    missing_order,
    spare_word,
    missing_word,
    two_names,
    missing_comma,
    keyword_as_name,
)
