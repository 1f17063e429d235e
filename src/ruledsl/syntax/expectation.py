"""What could stand here, in a reader's words. Handed the names of the terminals that the grammar accepts at a place,
it hands on a short list in plain English."""

from __future__ import annotations

from collections.abc import Set

from ruledsl.syntax.attempt import END
from ruledsl.syntax.keywords import spellings, units

LIMIT_TERMINALS = frozenset(
    {
        "WITHIN", "_NO_LATER_THAN", "BY", "BEFORE", "_AT_LEAST", "_NOT_BEFORE", "FROM", "AT", "_IN_THE_LAST",
        "_SAME_DAY_AS", "AFTER", "_EARLIER_THAN", "_LATER_THAN", "PROMPTLY", "_AT_ALL_TIMES", "_IN_WINDOW",
        "_THE_EARLIER_OF", "_THE_LATER_OF", "_NOT_COUNTING_DAYS_WHILE",
    }
)  # fmt: skip
_COMPARING = frozenset(
    {
        "EQUAL", "COMPARATOR", "IN", "_NOT_IN", "IS", "_IS_NOT", "CONTAINS", "AMONG", "LAPSED", "BROKEN",
        "_WITHIN_THE_LAST", "PLUS", "MINUS",
    }
)  # fmt: skip
_VALUES = frozenset(
    {
        "NAME", "INT", "DECIMAL", "FRACTION", "STRING", "DATE", "YES", "NO", "NONE", "LPAR", "NOT", "EVERY", "SOME",
        "COUNT", "SUM", "CLAUSE_ID",
    }
)  # fmt: skip
_VERDICTS = frozenset({"SATISFIED", "VIOLATED", "PENDING", "EXCUSED", "UNDETERMINED", "NOT_APPLICABLE"})
_FIRST = (
    "REQUIRES", "FORBIDS", "PERMITS", "DEEMS", "_ACTS_FOR", "_MAY_ACT_FOR", "NORMALLY", "AND", "OR", "UNTIL", "WHILE",
    "UPON", "_FOR_EACH", "WHEN", "UNLESS", "OVERRIDES", "_DUTY_OF", "OTHERWISE",
)  # fmt: skip
_LONGEST_LIST = 9


def in_words(accepted: Set[str]) -> str:
    """`a time limit ('within …', …), 'when', 'unless' or the end of the line`; empty if nothing is known."""
    items, rest = _groups(set(accepted))
    end = END in rest
    rest -= {END, "COMMENT"}
    if len(rest) + len(items) > 2:
        rest -= {"DOT", "LPAR", "SLASH"}
    spelled = spellings()
    ordered = [name for name in _FIRST if name in rest] + sorted(rest - set(_FIRST))
    items += [f"'{spelled[name]}'" for name in ordered if name in spelled]
    if len(items) > _LONGEST_LIST:
        items = [*items[: _LONGEST_LIST - 1], "…"]
    if end:
        items.append("the end of the line")
    return _list(items)


def _groups(accepted: set[str]) -> tuple[list[str], set[str]]:
    """Descriptions of the groups of terminals that are accepted, and the terminals that are left over."""
    items: list[str] = []
    if accepted >= {"NAME", "INT", "LPAR"}:
        items.append("a condition or a value" if "NOT" in accepted else "a value")
        accepted -= _VALUES
    elif accepted >= {"NAME", "CLAUSE_ID", "ARTICLE", "DATE"}:
        items += ["an event", "the name of a clause, such as '51.filing'"]
        accepted -= {"NAME", "CLAUSE_ID", "ARTICLE"}
    elif accepted >= {"NAME", "CLAUSE_ID", "ARTICLE"}:
        items.append("the name of a clause, such as '51.filing'")
        accepted -= {"NAME", "CLAUSE_ID", "ARTICLE"}
    elif accepted >= {"NAME", "INT"}:
        items.append("a number or a name")
        accepted -= {"NAME", "INT"}
    elif accepted >= {"NAME", "UNIT"}:
        items.append(f"a unit ({', '.join(units())})")
        accepted -= {"NAME", "UNIT"}
    for terminals, words in (
        ({"NAME"}, "a name"),
        ({"CLAUSE_ID"}, "the name of a clause, such as '51.filing'"),
        ({"INT"}, "a number"),
        ({"UNIT"}, f"a unit ({', '.join(units())})"),
        ({"STRING"}, "a text in quotes"),
        ({"DATE"}, "a date such as 2022-04-02"),
        ({"TIME"}, "a time such as 17:30"),
    ):
        if terminals <= accepted:
            items.append(words)
            accepted -= terminals
    if {"COMPARATOR", "IS"} <= accepted:
        items.append("a comparison ('=', 'in', 'is', …)")
        accepted -= _COMPARING
    elif {"EQUAL", "COMPARATOR"} <= accepted:
        items.append("'='")
        accepted -= {"EQUAL", "COMPARATOR"}
    if {"WITHIN", "BEFORE"} <= accepted:
        items.append("a time limit ('within …', 'before …', 'by …')")
        accepted -= LIMIT_TERMINALS
    if accepted >= _VERDICTS:
        items.append("a verdict (satisfied, violated, pending, excused, undetermined, not_applicable)")
        accepted -= _VERDICTS
    return items, accepted


def _list(items: list[str]) -> str:
    match items:
        case []:
            return ""
        case [one]:
            return one
        case [*most, last]:
            return f"{', '.join(most)} or {last}"
    raise AssertionError(items)
