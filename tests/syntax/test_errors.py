"""Every mistake has its code, its place and its words; corrections that are proposed work."""

from __future__ import annotations

import re

import pytest

from ruledsl.codes import CODES
from ruledsl.diagnostics import Diagnostic, Diagnostics
from ruledsl.source import Source
from ruledsl.syntax import attempt as attempts
from ruledsl.syntax import parse

RULES = "ruleset t\narticle 1\n"
RULESET = "ruleset t\n"
KIND = "vocabulary g\nkind k\n"
VOCABULARY = "vocabulary g\n"
SCENARIO = 'scenario "s"\n'
NOTHING = ""

BAD_LINES = [
    (RULES, "a: request requiers signer = principal", "RD102", 3, 12, "'requiers' is not a word of the language"),
    (RULES, "a: request requires signed witihn 3 workdays", "RD102", 3, 28, "'witihn' is not a word of the language"),
    (
        RULES,
        "a: request requires signed no latter than 3 workdays after submitted",
        "RD102",
        3,
        28,
        "'no latter than' is not a word of the language",
    ),
    (RULES, "a: request requires signed(by = mayor within 3 workdays", "RD103", 3, 27, "this bracket is never closed"),
    (RULES, "a\n    : request requires signed", "RD137", 3, 1, "the colon after 'a' stands on another line"),
    (VOCABULARY, "held\n    : text", "RD137", 2, 1, "the colon after 'held' stands on another line"),
    (VOCABULARY, "held(by\n    : party) : text", "RD137", 2, 1, "the colon after 'held' stands on another line"),
    (RULES, "a: request requires signed(by = mayor", "RD103", 3, 27, "this bracket is never closed"),
    (
        RULES,
        "a: request requires signed(by = mayor)) within 3 workdays",
        "RD104",
        3,
        39,
        "this bracket was never opened",
    ),
    (RULES, "a: request requires signer == principal", "RD108", 3, 28, "'==' is not a sign of the language"),
    (RULES, "a: request requires signed（by = mayor）", "RD105", 3, 27, "'（' is a full-width sign"),
    (RULES, "a：request requires signed", "RD105", 3, 2, "'：' is a full-width sign"),
    (RULES, "a: request requires signer ＝ principal", "RD105", 3, 28, "'＝' is a full-width sign"),
    (
        RULES,
        "a: request requires title = “通知：一” and matters = 1",
        "RD106",
        3,
        29,
        "“ is a typographic quotation mark",
    ),
    (RULES, "a: request shall signed", "RD110", 3, 12, "'shall' is not a verb of the language"),
    (RULES, "a: request must not signed", "RD110", 3, 12, "'must not' is not a verb of the language"),
    (RULES, "a: request may signed", "RD110", 3, 12, "'may' is not a verb of the language"),
    (RULES, "request requires signed", "RD111", 3, 1, "this clause has no label"),
    (
        RULES,
        "a: request requires signed when c within 3 workdays",
        "RD112",
        3,
        35,
        "'within' stands before 'when', not behind it",
    ),
    (
        RULES,
        "a: request requires signed unless c when d",
        "RD112",
        3,
        37,
        "'when' stands before 'unless', not behind it",
    ),
    (RULES, "a: request requires signed within 3 days before held", "RD129", 3, 42, "this is a second time limit"),
    (RULES, "a: request requires signed when c when d", "RD129", 3, 35, "'when' stands here for the second time"),
    (RULES, "a: request requires normally signed", "RD112", 3, 21, "'normally' stands before the verb"),
    (
        RULES,
        "a: request requires signed within 3 business days of sent",
        "RD113",
        3,
        37,
        "'business days' is not a unit of time",
    ),
    (RULES, "a: request requires signed within 3 of sent", "RD113", 3, 35, "after '3' a unit is missing"),
    (RULES, "a: request requires signed within 3 workdays sent", "RD114", 3, 46, "'of' is missing before 'sent'"),
    (RULES, "a: vote requires yes_votes > 2/3 members", "RD114", 3, 34, "'of' is missing before 'members'"),
    (RULES, "a: request requires a && b", "RD109", 3, 23, "'&&' is not a sign of the language"),
    (RULES, "a: request requires a || b", "RD109", 3, 23, "'||' is not a sign of the language"),
    (RULES, "a: request requires !a", "RD109", 3, 21, "'!' is not a sign of the language"),
    (RULES, "a: request requires a <> b", "RD108", 3, 23, "'<>' is not a sign of the language"),
    (RULES, "a: request requires a => b", "RD108", 3, 23, "'=>' is not a sign of the language"),
    (RULES, "a: request requires a ≥ 3", "RD108", 3, 23, "'≥' is not a sign of the language"),
    (RULESET, "a: request requires signed", "RD115", 2, 1, "a clause stands in an article"),
    (RULESET, "article", "RD116", 2, 1, "an article has a number or a name"),
    (RULESET, 'article "Title"', "RD116", 2, 1, "an article has a number or a name"),
    (RULESET, "article 51 Title words", "RD131", 2, 12, "the quotation marks round the text are missing"),
    (
        RULESET,
        'article 51.2 "x"',
        "RD116",
        2,
        9,
        "the number of an article is a whole number, perhaps with letters: 51, 51a",
    ),
    (RULESET, "scenario material filed", "RD116", 2, 1, "a scenario has a title in quotes"),
    (RULES, 'a: request requires title = "abc', "RD107", 3, 29, "this text has no closing quotation mark"),
    (SCENARIO, "2022-4-2 m1 held", "RD117", 2, 1, "'2022-4-2' is not how a date is written"),
    (SCENARIO, "2022/04/02 m1 held", "RD117", 2, 1, "'2022/04/02' is not how a date is written"),
    (SCENARIO, "2022年4月2日 m1 held", "RD117", 2, 1, "'2022年4月2日' is not how a date is written"),
    (SCENARIO, "20220402 m1 held", "RD117", 2, 1, "'20220402' is not how a date is written"),
    (SCENARIO, "2022-02-30 m1 held", "RD133", 2, 1, "there is no day 30 in February 2022"),
    (SCENARIO, "2022-03-30 25:10 m1 held", "RD133", 2, 12, "there is no hour 25"),
    (SCENARIO, "as of 2022-04", "RD117", 2, 7, "'2022-04' lacks the day"),
    (SCENARIO, "as off 2022-04-02", "RD102", 2, 1, "'as off' is not a word of the language"),
    (SCENARIO, "exepct 51.filing violated", "RD102", 2, 1, "'exepct' is not a word of the language"),
    (SCENARIO, "expect 51.filing voilated", "RD102", 2, 18, "'voilated' is not a word of the language"),
    (SCENARIO, "expect 51.filing", "RD101", 2, 17, "the line ends too early after 'filing'"),
    (SCENARIO, "meeting m1 with date = 2022-4-2", "RD117", 2, 24, "'2022-4-2' is not how a date is written"),
    (SCENARIO, "meeting m1 with date = 2022-04", "RD117", 2, 24, "'2022-04' lacks the day"),
    (SCENARIO, "meeting m1 width a = 2", "RD102", 2, 12, "'width' is not a word of the language"),
    (SCENARIO, "meeting m1 with a = 2 b = 3", "RD131", 2, 23, "',' is missing before 'b'"),
    (KIND, "  evnt filed(by)", "RD102", 3, 3, "'evnt' is not a word of the language"),
    (KIND, "  event filed(by to)", "RD131", 3, 18, "',' is missing before 'to'"),
    (KIND, "  event filed approved", "RD134", 3, 9, "'filed approved': a name is one word"),
    (KIND, "  head person", "RD131", 3, 8, "':' is missing before 'person'"),
    (VOCABULARY, "knid meeting", "RD102", 2, 1, "'knid' is not a word of the language"),
    (VOCABULARY, "head : person", "RD123", 2, 1, "a field belongs to a kind"),
    (VOCABULARY, "event held", "RD123", 2, 1, "an event belongs to a kind"),
    (VOCABULARY, "a: x requires y", "RD119", 2, 1, "this line cannot stand in a vocabulary"),
    (RULES, "kind meeting opens when created", "RD119", 3, 1, "this line cannot stand in a ruleset"),
    (RULES, "2022-03-29 i1 filed", "RD119", 3, 1, "this line cannot stand in a ruleset"),
    (SCENARIO, "a: x requires y", "RD119", 2, 1, "this line cannot stand in a scenario"),
    (NOTHING, "a: x requires y", "RD120", 1, 1, "the file does not begin with a heading"),
    (NOTHING, "kind x", "RD120", 1, 1, "the file does not begin with a heading"),
    (SCENARIO, 'article 5 "x"', "RD119", 2, 1, "an article cannot stand in a scenario"),
    (RULES, "a: request Requires signed", "RD127", 3, 12, "keywords are written in small letters"),
    (RULES, "a: request requires signed WITHIN 3 workdays", "RD127", 3, 28, "keywords are written in small letters"),
    (RULES, "# comment", "RD126", 3, 1, "'#' does not begin a comment"),
    (RULES, "a: x requires y # comment", "RD126", 3, 17, "'#' does not begin a comment"),
    (RULES, "a: x requires y // comment", "RD126", 3, 17, "'//' does not begin a comment"),
    (RULES, "a: x requires y;", "RD109", 3, 16, "';' is not a sign of the language"),
    (RULES, "a: x requires y.", "RD109", 3, 16, "a line ends without a full stop"),
    (RULES, "a: x requires y。", "RD109", 3, 16, "'。' is not a sign of the language"),
    (RULES, "a: x requires especially complex", "RD134", 3, 15, "'especially complex': a name is one word"),
    (RULES, "sign-off: x requires y", "RD134", 3, 1, "'sign-off': a name is one word"),
    (RULES, "a: x requires cost > 1,000", "RD130", 3, 22, "'1,000' is not how a number is written"),
    (RULES, "a: x requires votes > 50% of n", "RD130", 3, 23, "'50%' is not how a part is written"),
    (RULES, "a: x requires votes > -5", "RD130", 3, 23, "there are no negative numbers"),
    (RULES, "a: x requires votes > .5", "RD130", 3, 23, "'.5' is not how a number is written"),
    (RULES, "a: x requires votes > 1/0 of n", "RD130", 3, 23, "1/0 divides by zero"),
    (RULES, "a: x requires count = 3", "RD132", 3, 15, "'count' is a keyword here and cannot be a name"),
    (RULES, "a: x requires", "RD101", 3, 14, "the line ends too early after 'requires'"),
    (RULES, "a: x requires y within", "RD101", 3, 23, "the line ends too early after 'within'"),
    (RULES, "a: x", "RD101", 3, 5, "the line ends too early after 'x'"),
    (RULES, "a:", "RD101", 3, 3, "the line ends too early after ':'"),
    (RULES, "a: x requires y\nunless z", "RD135", 4, 1, "a line cannot begin with 'unless'"),
    (RULES, "a: x requires y\n   within 3 days\n   foo bar", "RD100", 5, 4, "'foo' cannot stand here, after 'days'"),
    (
        RULES,
        "a: x requires y\n   b: z requires w",
        "RD124",
        4,
        4,
        "this clause is indented deeper than the line above, as if it continued that line",
    ),
    (RULES, "a: x requires y – z", "RD105", 3, 17, "'–' is a dash"),
    (
        RULES,
        "a: x requires y\u200b within 3 days",
        "RD125",
        3,
        16,
        "here stands an invisible character: zero width space (U+200B)",
    ),
    (RULES, "a: x requires y 😀", "RD125", 3, 17, "'😀' is not a sign of the language"),
    (RULES, "a: x requires y in [a, b]", "RD109", 3, 20, "'[' is not a sign of the language"),
    (RULES, "a: x requires y = 'abc'", "RD109", 3, 19, "''' is not a sign of the language"),
    (
        RULES,
        "a: x requires y\u00a0within 3 days",
        "RD125",
        3,
        16,
        "here stands an invisible character: no-break space (U+00A0)",
    ),
    (RULES, "a: x requires y\u3000within 3 days", "RD105", 3, 16, "here stands a full-width blank (U+3000)"),
    (RULES, "  a: x requires y\n\tb: x requires y", "RD118", 4, 1, "this file is indented with both spaces and tabs"),
    (RULES, "a: x requires y within ３ days", "RD105", 3, 24, "'３' is a full-width sign"),
    (
        RULES,
        "a: x requires y by 2022-06-30",
        "RD117",
        3,
        20,
        "'by' is followed by a day of the year or a date field, not by a date",
    ),
    (RULES, "a: x requires y by 30 June 2022", "RD117", 3, 20, "'30 June 2022' is not how a date is written"),
    (RULES, "a: x requires y until z", "RD100", 3, 17, "'until' cannot stand here, after 'y'"),
    (RULES, "a: x requires at most 3 held", "RD101", 3, 29, "the line ends too early after 'held'"),
    (
        RULES,
        "a: x requires 3 held per month",
        "RD131",
        3,
        15,
        "'exactly', 'at least' or 'at most' is missing before '3'",
    ),
    (RULES, "in force 2022-01-01", "RD131", 3, 1, "'in force' lacks a word"),
    (RULES, "calender china", "RD102", 3, 1, "'calender' is not a word of the language"),
    (RULES, "roll over on", "RD102", 3, 1, "'roll over' is not a word of the language"),
    (RULES, 'timezone "Asia/Shanghai"', "RD102", 3, 1, "'timezone' is not a word of the language"),
    (RULES, "note hello", "RD131", 3, 6, "the quotation marks round the text are missing"),
    (RULES, "a: x acts for", "RD101", 3, 14, "the line ends too early after 'for'"),
    (RULES, "a: x act fr y", "RD102", 3, 6, "'act fr' is not a word of the language"),
    (RULES, "a: x is required to y", "RD110", 3, 6, "'is required to' is not a verb of the language"),
    (RULES, "a: x requires y only mayor", "RD131", 3, 22, "'by' is missing before 'mayor'"),
    (RULES, "a: x requires every m in members signed", "RD131", 3, 34, "'has' is missing before 'signed'"),
    (RULES, "a: x requires y when", "RD101", 3, 21, "the line ends too early after 'when'"),
    (RULES, "paragraph", "RD116", 3, 1, "a paragraph has a number or a name"),
    (RULESET, "paragraph 2", "RD115", 2, 1, "a paragraph stands in an article"),
    (RULES, "a: x requires y and", "RD101", 3, 20, "the line ends too early after 'and'"),
    (RULES, "a: x requires y) within 3 days", "RD104", 3, 16, "this bracket was never opened"),
    (RULES, "a: x requires y within the last", "RD101", 3, 32, "the line ends too early after 'last'"),
    (RULES, "a: x requires y same day z", "RD131", 3, 17, "'same day' lacks a word"),
    (RULES, "a: x requires y at all time", "RD102", 3, 17, "'at all time' is not a word of the language"),
    (RULES, "a: x requires y no later 3 days after z", "RD131", 3, 17, "'no later' lacks a word"),
    (RULES, "a: x requires y within 3 days, or 1 week", "RD101", 3, 41, "the line ends too early after 'week'"),
    (RULES, "a: x requires y, within 3 days", "RD136", 3, 16, "',' is not needed here"),
    (RULES, "a: x requires y if z", "RD110", 3, 17, "'if' is not how the language says it"),
    (RULES, "a: x requires y upon", "RD101", 3, 21, "the line ends too early after 'upon'"),
    (RULES, "a: x requires y unles z", "RD102", 3, 17, "'unles' is not a word of the language"),
    (RULES, "a: x requires y, z", "RD101", 3, 19, "the line ends too early after 'z'"),
    (RULES, "a: requires y", "RD131", 3, 4, "who or what 'requires' speaks of is missing"),
    (RULES, "a: x y", "RD131", 3, 6, "'requires' is missing before 'y'"),
    (RULES, "a: x deem y = no when z", "RD102", 3, 6, "'deem' is not a word of the language"),
    (RULES, "a: x requires y within three workdays of", "RD101", 3, 41, "the line ends too early after 'of'"),
    (RULES, "a: x requires filed(to general_office)", "RD131", 3, 24, "'=' is missing before 'general_office'"),
    (RULES, "a: x requires filed(to: general_office)", "RD108", 3, 23, "':' cannot stand here"),
    (
        RULES,
        "a: x requires filed to general_office",
        "RD131",
        3,
        21,
        "'to general_office' stands in brackets behind the event",
    ),
    (RULES, "a: x requires y before 5 workdays z", "RD100", 3, 24, "'5' cannot stand here, after 'before'"),
    (RULES, "a: x requires y 5 workdays before z", "RD131", 3, 17, "'at least' is missing before '5'"),
    (RULES, "a: x requires y at least 5 workdays after z", "RD129", 3, 37, "this is a second time limit"),
    (
        RULES,
        "a: x requires y no less than 3 days before z",
        "RD110",
        3,
        17,
        "'no less than' is not how the language says it",
    ),
    (RULES, "a: x requires either a or b", "RD136", 3, 15, "'either' is not needed here"),
    (RULES, "a: x requires a more than b", "RD110", 3, 17, "'more than' is not how the language says it"),
    (RULES, "a: x requires a greater than 3", "RD110", 3, 17, "'greater than' is not how the language says it"),
    (RULES, "a: x requires a equals 3", "RD110", 3, 17, "'equals' is not how the language says it"),
    (RULES, "a: x requires a are b", "RD110", 3, 17, "'are' is not how the language says it"),
    (RULES, "a: the x requires y", "RD136", 3, 4, "'the' is not needed here"),
    (
        RULES,
        "a: x requires y per month",
        "RD131",
        3,
        14,
        "how often is missing: 'at least', 'at most' or 'exactly' and a number",
    ),
    (RULES, "a: x requires y by", "RD101", 3, 19, "the line ends too early after 'by'"),
    (RULES, "a: x requires y only if z", "RD100", 3, 22, "'if' cannot stand here, after 'only'"),
    (RULES, "a: x requires y where z", "RD110", 3, 17, "'where' is not how the language says it"),
    (RULES, "a: x requires y (by = mayor", "RD103", 3, 17, "this bracket is never closed"),
    (RULES, "a: x forbids", "RD101", 3, 13, "the line ends too early after 'forbids'"),
    (RULES, "value n = 3", "RD131", 3, 7, "the type of 'n' is missing"),
    (RULES, "in force from 2022-01-01 until 2023-01-01", "RD110", 3, 26, "'until' is not how the language says it"),
    (RULES, "business hours until 5pm", "RD117", 3, 22, "'5pm' is not how a time is written"),
    (RULES, "business hours until 17:3", "RD117", 3, 22, "'17' is not how a time is written"),
    (RULES, "calendar", "RD101", 3, 9, "the line ends too early after 'calendar'"),
    (RULES, "time zone Asia/Shanghai", "RD131", 3, 11, "the quotation marks round the text are missing"),
    (RULES, "unit school_day from file", "RD131", 3, 22, "the quotation marks round the text are missing"),
    (RULES, "window w within 3 days", "RD131", 3, 10, "'=' is missing before 'within'"),
    (RULES, "a: x requires sum(a for b)", "RD100", 3, 26, "')' cannot stand here, after 'b'"),
    (RULES, "a: x requires count(a for b in c) > 3", "RD100", 3, 23, "'for' cannot stand here, after 'a'"),
    (RULES, "a: x requires y,", "RD101", 3, 17, "the line ends too early after ','"),
    (RULES, "51.a: x requires y", "RD111", 3, 1, "'51.a' is not a label"),
    (RULES, "1: x requires y", "RD111", 3, 1, "'1' is not a label"),
    (RULES, ": x requires y", "RD100", 3, 1, "a line cannot begin with ':' here"),
    (RULES, "article 5: Title", "RD116", 3, 10, "after the number stands no ':'"),
    (RULES, 'article 5 - "Title"', "RD116", 3, 11, "after the number stands no '-'"),
    (RULES, "Article 5", "RD127", 3, 1, "keywords are written in small letters"),
    (RULES, 'ARTICLE 5 "x"', "RD127", 3, 1, "keywords are written in small letters"),
    (RULES, 'section 5 "x"', "RD116", 3, 1, "'section' is no heading"),
    (RULES, "rule 5", "RD116", 3, 1, "'rule' is no heading"),
    (RULES, "a: x requires  y = (b, c", "RD103", 3, 20, "this bracket is never closed"),
    (RULES, "- a: x requires y", "RD111", 3, 1, "'-' is not part of a line of the language"),
    (RULES, "* a: x requires y", "RD111", 3, 1, "'*' is not part of a line of the language"),
    (RULES, "a: x requires y = 3 workday s", "RD102", 3, 21, "'workday s' is not a word of the language"),
    (RULES, 'a: x requires y = "a" "b"', "RD100", 3, 23, "'\"b\"' cannot stand here, after '\"a\"'"),
    (RULES, '"a": x requires y', "RD111", 3, 1, "'\"a\"' is not a label"),
    (KIND, "  head : ", "RD101", 3, 9, "the line ends too early after ':'"),
    (KIND, "  head : set person", "RD131", 3, 10, "'set' lacks a word"),
    (KIND, "  event filed(by,)", "RD136", 3, 17, "',' is not needed here"),
    (KIND, "  event", "RD101", 3, 8, "the line ends too early after 'event'"),
    (KIND, "  state", "RD101", 3, 8, "the line ends too early after 'state'"),
    (KIND, "  state away party", "RD131", 3, 14, "'of' is missing before 'party'"),
    (KIND, "  head : yes / no", "RD100", 3, 14, "'/' cannot stand here, after 'yes'"),
    (KIND, "  head : person defualt none", "RD102", 3, 17, "'defualt' is not a word of the language"),
    (KIND, "  head :: person", "RD136", 3, 9, "':' is not needed here"),
    (KIND, "  head = person", "RD108", 3, 8, "'=' cannot stand here"),
    (KIND, "  Event filed", "RD127", 3, 3, "keywords are written in small letters"),
    (KIND, "  events filed", "RD102", 3, 3, "'events' is not a word of the language"),
    (KIND, "  fields:", "RD101", 3, 10, "the line ends too early after ':'"),
    (KIND, '  head person "x"', "RD131", 3, 8, "':' is missing before 'person'"),
    (KIND, "  opens when craeted", "RD102", 3, 9, "'when craeted' is not a word of the language"),
    (VOCABULARY, "kind", "RD101", 2, 5, "the line ends too early after 'kind'"),
    (VOCABULARY, "kind meeting open when created", "RD102", 2, 14, "'open' is not a word of the language"),
    (VOCABULARY, "kind meeting opens when created closes", "RD101", 2, 39, "the line ends too early after 'closes'"),
    (VOCABULARY, "role mayor = a, b", "RD110", 2, 15, "',' is not how the language says it"),
    (VOCABULARY, "list u normal, urgent", "RD131", 2, 8, "'=' is missing before 'normal'"),
    (VOCABULARY, "kind meeting extends document", "RD110", 2, 14, "'extends' is not how the language says it"),
    (VOCABULARY, "roles mayor", "RD102", 2, 1, "'roles' is not a word of the language"),
    (VOCABULARY, "kind meeting closes held and cancelled", "RD110", 2, 26, "'and' is not how the language says it"),
    (SCENARIO, "2022-03-29", "RD101", 2, 11, "the line ends too early after '29'"),
    (
        SCENARIO,
        "2022-03-29 i1",
        "RD101",
        2,
        12,
        "an entry names a record and what happened to it; here stands only 'i1'",
    ),
    (SCENARIO, "2022-03-29 i1.filed", "RD101", 2, 20, "the line ends too early after 'filed'"),
    (SCENARIO, "2022-03-29 i1 filed to = x", "RD131", 2, 21, "',' is missing before 'to'"),
    (SCENARIO, "2022-03-29, i1 filed", "RD136", 2, 11, "',' is not needed here"),
    (SCENARIO, "on 2022-03-29 i1 filed", "RD136", 2, 1, "'on' is not needed here"),
    (SCENARIO, "2022-03-29 9am i1 filed", "RD117", 2, 12, "'9am' is not how a time is written"),
    (SCENARIO, "2022-03-29T09:30 i1 filed", "RD117", 2, 1, "between date and time stands a blank"),
    (SCENARIO, "2022-03-01 - 2022-03-05 mayor away", "RD110", 2, 12, "'-' is not how the language says it"),
    (SCENARIO, "2022-03-01 until 2022-03-05 mayor away", "RD110", 2, 12, "'until' is not how the language says it"),
    (SCENARIO, "2022-03-01 to 2022-03-05 mayor is away", "RD136", 2, 32, "'is' is not needed here"),
    (SCENARIO, "2022-03-01 onward mayor away", "RD102", 2, 12, "'onward' is not a word of the language"),
    (SCENARIO, "person", "RD101", 2, 7, "the line ends too early after 'person'"),
    (SCENARIO, "person wang mayor", "RD131", 2, 13, "'is' is missing before 'mayor'"),
    (SCENARIO, "person wang is mayor since 2021-01-01", "RD110", 2, 22, "'since' is not how the language says it"),
    (SCENARIO, "expect", "RD101", 2, 7, "the line ends too early after 'expect'"),
    (SCENARIO, "expect 51.filing", "RD101", 2, 17, "the line ends too early after 'filing'"),
    (SCENARIO, "expect 51.filing is violated", "RD136", 2, 18, "'is' is not needed here"),
    (SCENARIO, "expect 51.filing violate", "RD102", 2, 18, "'violate' is not a word of the language"),
    (SCENARIO, "expect 51.filing not violated", "RD100", 2, 18, "'not' cannot stand here, after 'filing'"),
    (SCENARIO, "expect 51.filing violated due on 2022-03-28", "RD136", 2, 31, "'on' is not needed here"),
    (SCENARIO, "expect no breaches", "RD102", 2, 8, "'no breaches' is not a word of the language"),
    (SCENARIO, "expect 51 violated", "RD131", 2, 8, "'article' is missing before '51'"),
    (SCENARIO, "as of today", "RD100", 2, 7, "'today' cannot stand here, after 'of'"),
    (SCENARIO, "asof 2022-01-01", "RD102", 2, 1, "'asof' is not a word of the language"),
    (SCENARIO, "as of", "RD101", 2, 6, "the line ends too early after 'of'"),
    (SCENARIO, "value n 3", "RD131", 2, 9, "'=' is missing before '3'"),
    (SCENARIO, "agenda_item i1 meeting = m1", "RD131", 2, 16, "'with' is missing before 'meeting'"),
    (SCENARIO, "agenda_item", "RD101", 2, 12, "the line ends too early after 'agenda_item'"),
    (SCENARIO, "planned m1 held", "RD100", 2, 9, "'m1' cannot stand here, after 'planned'"),
    (SCENARIO, "2022-03-20 i1 s judged maybe", "RD100", 2, 24, "'maybe' cannot stand here, after 'judged'"),
    (SCENARIO, "2022-03-20 i1 s judge yes", "RD102", 2, 17, "'judge' is not a word of the language"),
    (SCENARIO, "expect 51.filing violated for", "RD101", 2, 30, "the line ends too early after 'for'"),
    (SCENARIO, "from 2022-1-1", "RD117", 2, 6, "'2022-1-1' is not how a date is written"),
    (SCENARIO, "note x", "RD131", 2, 6, "the quotation marks round the text are missing"),
    (SCENARIO, "expect wang may sign", "RD101", 2, 21, "the line ends too early after 'sign'"),
    (SCENARIO, "2022-13-01 x held", "RD133", 2, 1, "there is no month 13"),
    (SCENARIO, "0000-01-01 x held", "RD133", 2, 1, "there is no year 0000"),
]


def diagnose(text: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    parse(Source("t.rules", text), diagnostics)
    return list(diagnostics)


@pytest.mark.parametrize(("heading", "line", "code", "row", "column", "message"), BAD_LINES)
def test_a_bad_line_is_one_diagnostic(heading: str, line: str, code: str, row: int, column: int, message: str) -> None:
    (found,) = diagnose(heading + line)
    assert (found.code, found.span.line, found.span.column, found.message) == (code, row, column, message)


@pytest.mark.parametrize(("heading", "line"), [row[:2] for row in BAD_LINES])
def test_a_proposed_correction_is_no_longer_that_mistake_at_that_place(heading: str, line: str) -> None:
    text = heading + line
    (found,) = diagnose(text)
    if found.fix is not None:
        span = found.fix.span
        mended = text[: span.start] + found.fix.text + text[span.end :]
        assert all((again.code, again.span.start) != (found.code, found.span.start) for again in diagnose(mended))


@pytest.mark.parametrize(("heading", "line"), [row[:2] for row in BAD_LINES])
def test_messages_are_for_people(heading: str, line: str) -> None:
    (found,) = diagnose(heading + line)
    text = found.message + found.help
    assert "Token" not in text
    assert "$END" not in text
    assert not re.search(r"\b_?[A-Z]{2,}(_[A-Z]+)+\b", text), "a terminal's name"
    assert found.code in CODES
    assert len(found.message) < 150


def test_full_width_signs_of_a_line_are_mended_together_and_texts_kept() -> None:
    text = RULES + "a： request requires filed（to ＝ x） and title = “通知：一，二” within ３ days"
    for _ in range(3):
        found = diagnose(text)
        if not found:
            break
        fix = found[0].fix
        assert fix is not None
        text = text[: fix.span.start] + fix.text + text[fix.span.end :]
    assert text == RULES + 'a: request requires filed(to = x) and title = "通知：一，二" within 3 days'


def test_all_errors_of_a_file_are_found_in_one_run() -> None:
    text = (
        "vocabulary g\nkind k\n    evnt filed\n    head : person\n"
        "ruleset t\narticle\n    a: k requiers filed\n    b: k requires filed\n    c: k requires filed when\n"
        'scenario "s"\n    2022-4-2 x filed\n    2022-04-02 x filed\n    exepct 1.a violated\n'
    )
    assert [(found.code, found.span.line) for found in diagnose(text)] == [
        ("RD102", 3),
        ("RD116", 6),
        ("RD102", 7),
        ("RD101", 9),
        ("RD117", 11),
        ("RD102", 13),
    ]


def test_a_date_with_short_month_is_never_a_subtraction() -> None:
    for written in ("2022-4-2", "2022-04-2", "2022-4", "2022-04"):
        (found,) = diagnose(SCENARIO + f"m x with d = {written}")
        assert found.code == "RD117"
    assert diagnose(SCENARIO + "m x with d = 2022 - 4") == []
    assert diagnose(SCENARIO + 'm x with d = "2022-4-2"') == []


def test_brackets_nest_a_hundred_deep_and_no_deeper() -> None:
    assert diagnose(RULES + "a: x requires " + "(" * 100 + "y" + ")" * 100) == []
    (found,) = diagnose(RULES + "a: x requires " + "(" * 101 + "y" + ")" * 101)
    assert (found.code, found.span.column) == ("RD121", 116)


@pytest.mark.parametrize(
    "content", ["not " * 200 + "y", " or ".join(["y"] * 200), "y otherwise x requires " * 150 + "y"]
)
def test_what_nests_too_deep_is_refused(content: str) -> None:
    (found,) = diagnose(RULES + "a: x requires " + content)
    assert found.code == "RD121"


def test_a_line_too_long_is_refused() -> None:
    (found,) = diagnose(RULES + "a: x requires y in (" + "b, " * 20_000 + "c)")
    assert found.code == "RD122"


def test_a_long_line_is_not_read_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    long_lines: list[str] = []
    attempt = attempts.attempt

    def counted(line: str, section: str) -> object:
        long_lines.extend([section] * (len(line) > 1_000))
        return attempt(line, section)

    monkeypatch.setattr("ruledsl.syntax.parser.attempt", counted)
    monkeypatch.setattr(attempts, "attempt", counted)
    (found,) = diagnose(RULES + "a: x requires y in (" + "b, " * 10_000 + "c d) wihtin 3 days")
    assert found.code == "RD100"
    assert len(long_lines) == 1


def test_numbers_without_end_are_refused() -> None:
    (found,) = diagnose(RULES + "a: x requires y = " + "9" * 101)
    assert found.code == "RD130"
    assert diagnose(RULES + "a: x requires y = " + "9" * 100) == []


def test_a_file_that_is_something_else_is_not_read_to_its_end() -> None:
    found = diagnose(RULES + "lorem ipsum, dolor sit amet.\n" * 5_000)
    assert len(found) == 1_001
    assert found[-1].code == "RD128"


def test_every_syntax_code_has_a_case() -> None:
    elsewhere = {"RD117", "RD118", "RD121", "RD122", "RD124", "RD128"}
    known = {code for code in CODES if code.startswith("RD1")}
    assert known - elsewhere <= {row[2] for row in BAD_LINES}
