"""Section 4 of the language, the forms of norms: each case is called by the words it checks, and its verdicts were
worked out by hand from them."""

from __future__ import annotations

from .cases import CHINA, Case, Wrong, by_sentence, compiled, holds, verdict, verdicts


@by_sentence(
    Case(
        "without a window: C must hold when the record closes",
        "a: file requires public",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f public = yes
        2022-03-03 f public = no
        2022-03-04 g public = yes
        as of 2022-03-04
        expect a pending for f
        2022-03-05 f closed
        2022-03-05 g closed
        as of 2022-03-05
        expect a violated for f
        expect a satisfied for g
        """,
    ),
    Case(
        "C is an event pattern with constraints on its parameters",
        "a: file requires filed(to = archive, copies >= 2) within 5 days of opened",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f filed(to = archive, copies = 2)
        2022-03-03 g filed(to = archive, copies = 1)
        2022-03-04 g filed(to = general_office, copies = 2)
        as of 2022-03-07
        expect a satisfied for f due 2022-03-06
        expect a violated for g due 2022-03-06
        """,
    ),
    Case(
        "or their combination (brackets round and/or before a window)",
        """
        both: file requires (reviewed and signed) within 5 days of opened
        one: file requires (reviewed or signed) within 5 days of opened
        """,
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f reviewed
        2022-03-06 f signed
        2022-03-06 g signed
        2022-03-07 g reviewed
        as of 2022-03-05
        expect both pending for f due 2022-03-06
        expect one satisfied for f
        as of 2022-03-07
        expect both satisfied for f
        expect both violated for g
        expect one satisfied for g
        """,
    ),
    Case(
        "a chain: one norm a step; a step may carry `if C`",
        "a: file requires reviewed, signed if public, published in order before closed",
        """
        file f
        file g with public = yes
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f reviewed
        2022-03-02 g reviewed
        2022-03-03 f published
        2022-03-03 g published
        2022-03-05 f closed
        2022-03-05 g closed
        as of 2022-03-05
        expect 1.a.1 satisfied for f
        expect 1.a.2 not_applicable for f
        expect 1.a.3 satisfied for f
        expect 1.a.1 satisfied for g
        expect 1.a.2 violated for g
        expect 1.a.3 satisfied for g
        """,
    ),
    Case(
        "whenever a later step or E happens, the step has happened, in order",
        "a: file requires reviewed, signed in order before closed",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f signed
        2022-03-03 f reviewed
        2022-03-05 f closed
        as of 2022-03-05
        expect 1.a.1 violated for f on 2022-03-02
        expect 1.a.2 satisfied for f
        """,
    ),
    Case(
        "whenever a later step or E happens (a step's `if C` holds at one of them only)",
        "a: file requires reviewed if public, signed in order before closed",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f signed
        2022-03-02 g signed
        2022-03-03 f public = yes
        2022-03-05 f closed
        2022-03-05 g closed
        as of 2022-03-05
        expect 1.a.1 violated for f on 2022-03-05
        expect 1.a.1 not_applicable for g
        """,
    ),
    Case(
        "prohibition of an event, for the record's life",
        "a: file forbids sent",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-04 g sent
        as of 2022-03-04
        expect a satisfied so far for f
        expect a violated for g
        2022-03-05 f closed
        2022-03-06 f sent
        as of 2022-03-06
        expect a satisfied for f
        """,
    ),
    Case(
        "prohibition of an event ... or the window",
        "a: file forbids sent earlier than 3 days after opened\nb: file forbids signed within 3 days of opened",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f sent
        2022-03-04 g sent
        2022-03-04 f signed
        2022-03-05 g signed
        as of 2022-03-02
        expect a satisfied so far for f
        as of 2022-03-05
        expect a violated for f
        expect a satisfied for g
        expect b violated for f
        expect b satisfied for g
        """,
    ),
    Case(
        "[until E2]",
        "a: file forbids sent until reviewed",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent
        2022-03-03 f reviewed
        as of 2022-03-03
        expect a violated for f
        expect a satisfied so far for g
        2022-03-04 g reviewed
        2022-03-05 g sent
        as of 2022-03-05
        expect a satisfied for g
        """,
    ),
    Case(
        "[while STATE]",
        "a: file forbids sent while paused",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 to 2022-03-04 f paused
        2022-03-03 to 2022-03-04 g paused
        2022-03-04 f sent
        2022-03-05 g sent
        as of 2022-03-05
        expect a violated for f
        expect a satisfied so far for g
        """,
    ),
    Case(
        "(a state of affairs that must not be is `requires not C`)",
        "a: register requires not kept at all times",
        """
        register r from 2022-03-01
        2022-03-01 r kept = no
        2022-03-05 r kept = yes
        as of 2022-03-04
        expect a satisfied so far for r
        as of 2022-03-05
        expect a violated for r
        """,
    ),
    Case(
        "`permits E only by P`: forbids every occurrence of E that does not fit",
        "a: file permits signed only by mayor",
        """
        person wang is mayor
        person li
        file f
        file g
        file h
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-02 f signed(by = wang)
        2022-03-02 g signed(by = wang)
        2022-03-03 g signed(by = li)
        as of 2022-03-03
        expect a satisfied so far for f
        expect a violated for g
        expect a satisfied so far for h
        """,
    ),
    Case(
        "`permits E only when C`",
        "a: file permits sent only when reviewed",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent
        2022-03-03 f reviewed
        2022-03-03 g reviewed
        2022-03-04 g sent
        as of 2022-03-04
        expect a violated for f
        expect a satisfied so far for g
        """,
    ),
    Case(
        "duty and exclusive power in one line: two norms, `label.duty` and `label.power`",
        "a: file requires signed only by mayor within 5 days of opened",
        """
        person wang is mayor
        person li
        file f
        file g
        file h
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-03 f signed(by = wang)
        2022-03-03 g signed(by = li)
        as of 2022-03-07
        expect a.duty satisfied for f due 2022-03-06
        expect a.power satisfied so far for f
        expect a.power violated for g
        expect a.duty violated for h
        expect a.power satisfied so far for h
        """,
    ),
    Case(
        "a permission lifts nothing by itself",
        "a: file forbids sent until signed\nb: file permits sent(by = mayor)",
        """
        person wang is mayor
        file f
        2022-03-01 f opened
        2022-03-02 f sent(by = wang)
        as of 2022-03-02
        expect a violated for f
        """,
    ),
    Case(
        "the act that a `despite` permission covers does not break the prohibition (verdict excused)",
        "a: file forbids sent until signed\nb: file permits sent(by = mayor) despite a when public",
        """
        person wang is mayor
        person li
        file f with public = yes
        file g with public = yes
        file h with public = no
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-02 f sent(by = wang)
        2022-03-02 g sent(by = li)
        2022-03-02 h sent(by = wang)
        as of 2022-03-02
        expect a excused so far for f
        expect b used for f
        expect a violated for g
        expect a violated for h
        """,
    ),
    Case(
        "... the precondition",
        "a: file requires signed before sent\nb: file permits sent(by = mayor) despite a",
        """
        person wang is mayor
        person li
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent(by = wang)
        2022-03-02 g sent(by = li)
        as of 2022-03-02
        expect a excused for f
        expect a violated for g
        """,
    ),
    Case(
        "... the power",
        "a: file permits signed only by mayor\nb: file permits signed(by = secretary_general) despite a",
        """
        person zhao is secretary_general
        person li is vice_mayor
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f signed(by = zhao)
        2022-03-02 g signed(by = li)
        as of 2022-03-02
        expect a excused so far for f
        expect a violated for g
        """,
    ),
    Case(
        "... or cap named",
        "a: file requires at most 1 sent per month\nb: file permits sent(by = mayor) despite a",
        """
        person wang is mayor
        person li is vice_mayor
        from 2022-03-01
        file f
        2022-03-01 f opened
        2022-03-02 f sent(by = li)
        2022-03-03 f sent(by = wang)
        as of 2022-03-03
        expect a satisfied so far in 2022-03
        2022-03-04 f sent(by = li)
        as of 2022-03-04
        expect a violated in 2022-03
        """,
    ),
    Case(
        "if an obligation named says that another must do that act, the act counts (satisfied)",
        """
        a: file requires signed(by = mayor) within 5 days of opened
        b: file permits signed(by = secretary_general) despite a
        """,
        """
        person zhao is secretary_general
        person li is vice_mayor
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-04 f signed(by = zhao)
        2022-03-04 g signed(by = li)
        as of 2022-03-07
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Case(
        "and any other covered act excuses it",
        """
        a: file requires signed(by = mayor) within 5 days of opened
        b: file permits noted(by = secretary_general) despite a
        """,
        """
        person zhao is secretary_general
        file f
        2022-03-01 f opened
        2022-03-04 f noted(by = zhao)
        as of 2022-03-07
        expect a excused for f
        """,
    ),
    Case(
        "any other covered act excuses it: of the same event, of the same record",
        """
        a: file requires filed(to = archive) within 5 days of opened
        b: file permits filed(to = general_office) despite a
        """,
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-04 f filed(to = general_office)
        as of 2022-03-07
        expect a excused for f
        expect a violated for g
        """,
    ),
    Case(
        "any other covered act excuses it: on a record tied to it",
        "a: part requires handed_in within 5 days\nb: file permits noted despite a",
        """
        file f
        file g
        part p from 2022-03-01 with file = f
        part q from 2022-03-01 with file = g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-04 f noted
        as of 2022-03-07
        expect a excused for p
        expect a violated for q
        """,
    ),
    Case(
        "a chain's label stands for all its norms",
        "a: file requires reviewed, signed in order before closed\nb: file permits closed(by = mayor) despite a",
        """
        person wang is mayor
        file f
        2022-03-01 f opened
        2022-03-02 f closed(by = wang)
        as of 2022-03-02
        expect 1.a.1 excused for f
        expect 1.a.2 excused for f
        """,
    ),
    Case(
        "or an article number stands for all its norms",
        """
        article 1
            a: file forbids sent
            b: file requires signed before sent
        article 2
            c: file permits sent despite article 1
        """,
        """
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        as of 2022-03-02
        expect 1.a excused so far for f
        expect 1.b excused for f
        """,
    ),
    Case(
        "counts the events of all records of kind S; at most; broken by the first event too many",
        "a: file requires at most 2 sent per month",
        """
        from 2022-03-01
        file f
        memo m
        2022-03-01 f opened
        2022-03-01 m opened
        2022-03-02 f sent
        2022-03-03 m sent
        as of 2022-03-03
        expect a satisfied so far in 2022-03
        2022-03-04 f sent
        as of 2022-03-04
        expect a violated in 2022-03
        """,
    ),
    Case(
        "at least N E per PERIOD",
        "a: meeting requires at least 2 held per month",
        """
        from 2022-03-01
        meeting m
        meeting n
        meeting o
        2022-03-10 m held
        2022-03-31 n held
        2022-04-05 o held
        as of 2022-03-30
        expect a pending in 2022-03 due 2022-03-31
        as of 2022-03-31
        expect a satisfied in 2022-03
        as of 2022-05-01
        expect a violated in 2022-04
        """,
    ),
    Case(
        "exactly N E per PERIOD",
        "a: meeting requires exactly 1 held per quarter",
        """
        from 2022-01-01
        meeting m
        meeting n
        meeting o
        2022-02-10 m held
        2022-04-10 n held
        2022-05-10 o held
        as of 2022-02-28
        expect a satisfied so far in 2022 Q1
        as of 2022-10-01
        expect a satisfied in 2022 Q1
        expect a violated in 2022 Q2
        expect a violated in 2022 Q3
        """,
    ),
    Case(
        "`2 to 3 E per month`",
        "a: meeting requires 2 to 3 held per month",
        """
        from 2022-01-01
        meeting m1
        meeting m2
        meeting n1
        meeting o1
        meeting o2
        meeting o3
        meeting o4
        2022-01-10 m1 held
        2022-01-11 m2 held
        2022-02-11 n1 held
        2022-03-11 o1 held
        2022-03-12 o2 held
        2022-03-13 o3 held
        2022-03-14 o4 held
        as of 2022-03-14
        expect a satisfied in 2022-01
        expect a violated in 2022-02
        expect a violated in 2022-03
        """,
    ),
    Case(
        "`... in any 12 months`",
        "a: file requires at most 1 sent in any 12 months",
        """
        from 2020-01-01
        file f
        2020-01-01 f opened
        2021-03-10 f sent
        2022-03-10 f sent
        as of 2022-03-10
        expect a satisfied so far
        2023-03-09 f sent
        as of 2023-03-09
        expect a violated
        """,
    ),
    Case(
        "`... at any time` counts open records",
        "a: permit requires at most 1 open at any time for each owner",
        """
        from 2022-01-01
        permit p with owner = finance
        permit q with owner = finance
        permit r with owner = finance
        permit s with owner = planning
        2022-01-02 p granted
        2022-01-03 s granted
        2022-01-04 p returned
        2022-01-05 q granted
        as of 2022-01-05
        expect a satisfied so far for finance
        expect a satisfied so far for planning
        2022-01-06 r granted
        as of 2022-01-06
        expect a violated for finance
        expect a satisfied so far for planning
        """,
    ),
    Case(
        "`per record` counts each record by itself",
        "a: file requires at most 1 sent per record",
        """
        from 2022-01-01
        file f
        file g
        2022-01-01 f opened
        2022-01-01 g opened
        2022-01-02 f sent
        2022-01-03 g sent
        as of 2022-01-03
        expect a satisfied so far for f
        expect a satisfied so far for g
        2022-02-03 g sent
        as of 2022-02-03
        expect a satisfied so far for f
        expect a violated for g
        """,
    ),
    Case(
        "split by X's value at the event",
        "a: file requires at most 1 sent per month for each owner",
        """
        from 2022-01-01
        file f
        2022-01-01 f opened
        2022-01-01 f owner = finance
        2022-01-02 f sent
        2022-01-03 f owner = planning
        2022-01-04 f sent
        as of 2022-01-04
        expect a satisfied so far for finance in 2022-01
        expect a satisfied so far for planning in 2022-01
        2022-01-05 f sent
        as of 2022-01-05
        expect a satisfied so far for finance in 2022-01
        expect a violated for planning in 2022-01
        """,
    ),
    Case(
        "the verdict belongs to X and period; X may be the doer",
        "a: file requires at most 1 sent per month for each by",
        """
        from 2022-01-01
        file f
        2022-01-01 f opened
        2022-01-02 f sent(by = finance)
        2022-01-03 f sent(by = planning)
        2022-02-02 f sent(by = finance)
        2022-02-03 f sent(by = finance)
        as of 2022-02-03
        expect a satisfied for planning in 2022-01
        expect a satisfied for finance in 2022-01
        expect a violated for finance in 2022-02
        """,
    ),
    Case(
        "X ranges over a declared roster too, so that one without events can fall short",
        "a: department requires at least 1 reported(by = d) per month for each d in (finance, planning)",
        """
        from 2022-01-01
        2022-01-05 finance reported(by = finance)
        as of 2022-02-01
        expect a satisfied for finance in 2022-01
        expect a violated for planning in 2022-01
        """,
    ),
    Case(
        "an event whose key is unknown may or may not count",
        "a: file requires at most 1 sent per month for each owner",
        """
        from 2022-01-01
        file f with owner = finance
        file g
        2022-01-01 f opened
        2022-01-01 g opened
        2022-01-02 f sent
        2022-01-03 g sent
        as of 2022-01-03
        expect a undetermined for finance in 2022-01 missing owner
        """,
    ),
    Case(
        "succession: an act by P counts as Q's while C holds",
        "s: vice_mayor acts for mayor while away(mayor)\na: file requires signed(by = mayor) before sent",
        """
        person wang is mayor
        person li is vice_mayor
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 to 2022-03-04 wang away
        2022-03-03 f signed(by = li)
        2022-03-05 g signed(by = li)
        2022-03-06 f sent
        2022-03-06 g sent
        as of 2022-03-06
        expect a satisfied for f
        expect s used for f
        expect a violated for g
        """,
    ),
    Case(
        "at most one substitute at an instant (a list `P1, then P2` is an order)",
        "s: vice_mayor, then secretary_general acts for mayor while away(mayor)\na: file permits signed only by mayor",
        """
        person wang is mayor
        person li is vice_mayor
        person zhao is secretary_general
        file e
        file f
        file g
        2022-03-01 e opened
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 to 2022-03-09 wang away
        2022-03-05 to 2022-03-09 li away
        2022-03-03 e signed(by = li)
        2022-03-03 f signed(by = zhao)
        2022-03-06 g signed(by = zhao)
        as of 2022-03-06
        expect a satisfied so far for e
        expect a violated for f
        expect a satisfied so far for g
        """,
    ),
    Case(
        "acts for [in E, ...]: `in KIND.E` names the act",
        """
        s: vice_mayor acts for mayor in file.signed while yes
        a: file permits signed only by mayor
        b: file permits reviewed only by mayor
        """,
        """
        person li is vice_mayor
        file f
        2022-03-01 f opened
        2022-03-02 f signed(by = li)
        2022-03-02 f reviewed(by = li)
        as of 2022-03-02
        expect a satisfied so far for f
        expect b violated for f
        """,
    ),
    Case(
        "acts for [for ID, ...]",
        """
        s: vice_mayor acts for mayor for a while yes
        a: file permits signed only by mayor
        b: file permits reviewed only by mayor
        """,
        """
        person li is vice_mayor
        file f
        2022-03-01 f opened
        2022-03-02 f signed(by = li)
        2022-03-02 f reviewed(by = li)
        as of 2022-03-02
        expect a satisfied so far for f
        expect b violated for f
        """,
    ),
    Case(
        "authorisation: by an act of delegation; conditions and paths speak of the act's own record",
        """
        s: delegated.to may act for delegated.by in meeting.convened when delegated
        a: meeting permits convened only by mayor
        """,
        """
        person wang is mayor
        person li is vice_mayor
        meeting m from 2022-03-01
        meeting n from 2022-03-01
        2022-03-02 m delegated(by = wang, to = li)
        2022-03-03 m convened(by = li)
        2022-03-03 n convened(by = li)
        as of 2022-03-03
        expect a satisfied so far for m
        expect s used for m
        expect a violated for n
        """,
    ),
    Case(
        "each occurrence of a delegation is in force `until E` or that record's end",
        """
        s: delegated.to may act for delegated.by in meeting.convened until revoked when delegated
        a: meeting permits convened only by mayor
        """,
        """
        person wang is mayor
        person li is vice_mayor
        meeting m from 2022-03-01
        meeting n from 2022-03-01
        2022-03-02 m delegated(by = wang, to = li)
        2022-03-02 n delegated(by = wang, to = li)
        2022-03-03 m convened(by = li)
        2022-03-04 n revoked
        2022-03-05 n convened(by = li)
        as of 2022-03-05
        expect a satisfied so far for m
        expect a violated for n
        """,
    ),
    Case(
        "any number at once",
        """
        s: delegated.to may act for delegated.by in meeting.convened when delegated
        a: meeting permits convened only by mayor
        """,
        """
        person wang is mayor
        person li is vice_mayor
        person zhao is secretary_general
        meeting m from 2022-03-01
        2022-03-02 m delegated(by = wang, to = li)
        2022-03-02 m delegated(by = wang, to = zhao)
        2022-03-03 m convened(by = li)
        2022-03-04 m convened(by = zhao)
        2022-03-05 m convened(by = wang)
        as of 2022-03-05
        expect a satisfied so far for m
        """,
    ),
    Case(
        "deeming: from the instant C comes to hold the field has that value, whatever is or was recorded",
        "s: file deems public = yes when reviewed\na: file forbids sent when public",
        """
        file e
        file f
        2022-03-01 e opened
        2022-03-01 f opened
        2022-03-02 e sent
        2022-03-03 e reviewed
        2022-03-03 f reviewed
        2022-03-04 f public = no
        2022-03-05 f sent
        as of 2022-03-05
        expect a satisfied so far for e
        expect a violated for f
        expect s used for f
        expect public of f = yes
        """,
    ),
    Case(
        "... whether or not C goes on holding",
        "s: file deems public = yes when paused\na: file forbids sent when public",
        """
        file f
        2022-03-01 f opened
        2022-03-02 to 2022-03-03 f paused
        2022-03-06 f sent
        as of 2022-03-06
        expect a violated for f
        """,
    ),
    Case(
        "deeming: `unless` is asked at that instant",
        "s: file deems public = yes when reviewed unless paused\na: file forbids sent when public",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 to 2022-03-03 f paused
        2022-03-04 to 2022-03-05 g paused
        2022-03-03 f reviewed
        2022-03-03 g reviewed
        2022-03-04 f sent
        2022-03-05 g sent
        as of 2022-03-05
        expect a satisfied so far for f
        expect a violated for g
        """,
    ),
    Case(
        "otherwise: a norm of its own that arises with the breach; its event must come after the breach",
        "a: file requires sent within 5 days of opened otherwise file requires chased within 3 days",
        """
        file f
        file g
        file h
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-03 f chased
        2022-03-04 h sent
        2022-03-08 g chased
        as of 2022-03-06
        expect a pending for f due 2022-03-06
        expect 1.a/2 not_applicable for f
        as of 2022-03-07
        expect a violated for f
        expect 1.a/2 pending for f due 2022-03-09
        as of 2022-03-10
        expect a violated for f
        expect 1.a/2 violated for f
        expect a violated answered for g
        expect 1.a/2 satisfied for g
        expect a satisfied for h
        expect 1.a/2 not_applicable for h
        """,
    ),
    Case(
        "otherwise [LABEL:]: its own id; one more for each `otherwise`",
        """
        a: file requires sent within 5 days of opened
            otherwise chase: file requires chased within 3 days
            otherwise file requires noted within 2 days
        """,
        """
        file f
        2022-03-01 f opened
        2022-03-11 f noted
        as of 2022-03-09
        expect a violated for f
        expect chase pending for f due 2022-03-09
        expect 1.a/3 not_applicable for f
        as of 2022-03-11
        expect a violated for f
        expect chase violated answered for f
        expect 1.a/3 satisfied for f due 2022-03-11
        """,
    ),
    Case(
        "`normally`: breaking it is a deviation, not a breach",
        """
        a: file normally requires sent within 5 days of opened
        b: file normally forbids signed
        c: file requires sent within 5 days of opened
        """,
        """
        file f
        2022-03-01 f opened
        2022-03-02 f signed
        as of 2022-03-07
        expect a violated deviation for f
        expect b violated deviation for f
        expect c violated breach for f
        """,
    ),
    Case(
        "`normally` on a layer: a layer may have its own strength",
        "a: file requires sent within 5 days of opened, or normally 8 days if public",
        """
        file f
        file g with public = yes
        2022-03-01 f opened
        2022-03-01 g opened
        as of 2022-03-10
        expect a violated breach for f due 2022-03-06
        expect a violated deviation for g due 2022-03-09
        """,
    ),
    Case(
        "`upon E`: an instance for each occurrence; `E.param` is that occurrence's",
        "a: file requires reviewed(by = sent.to) within 3 days upon sent",
        """
        person wang
        person li
        file f
        2022-03-01 f opened
        2022-03-02 f sent(to = wang)
        2022-03-10 f sent(to = li)
        2022-03-12 f reviewed(by = wang)
        as of 2022-03-14
        expect a violated for f # 1 due 2022-03-05
        expect a violated for f # 2 due 2022-03-13
        2022-03-15 f sent(to = wang)
        2022-03-16 f reviewed(by = wang)
        as of 2022-03-16
        expect a satisfied for f # 3
        """,
    ),
    Case(
        "a planned trigger arises nothing yet",
        "a: file requires reviewed within 3 days upon sent",
        """
        file f
        2022-03-01 f opened
        planned 2022-03-05 f sent
        as of 2022-03-20
        expect a not_applicable for f
        """,
    ),
    Case(
        "`upon C begins`",
        "a: file requires reviewed within 3 days upon paused begins",
        """
        file f
        2022-03-01 f opened
        2022-03-03 to 2022-03-05 f paused
        2022-03-10 to 2022-03-12 f paused
        2022-03-11 f reviewed
        as of 2022-03-11
        expect a violated for f # 1 due 2022-03-06
        expect a satisfied for f # 2 due 2022-03-13
        """,
    ),
    Case(
        "`upon ID lapses`",
        "a: file requires sent within 5 days of opened\nb: file requires chased within 2 days upon a lapses",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 g sent
        as of 2022-03-06
        expect b not_applicable for f
        as of 2022-03-07
        expect b pending for f due 2022-03-08
        expect b not_applicable for g
        """,
    ),
    Case(
        "`upon ID breaks` (a violation of any form)",
        "a: file forbids sent\nb: file requires chased within 2 days upon a breaks",
        """
        file f
        2022-03-01 f opened
        2022-03-04 f sent
        as of 2022-03-05
        expect b pending for f due 2022-03-06
        """,
    ),
    Case(
        "`for each x in SET`: a verdict for each member; SET is read when the norm arises",
        "a: file requires filed(to = x) within 5 days of opened for each x in team",
        """
        file f
        2022-03-01 f opened
        2022-03-01 f team = (finance, planning)
        2022-03-03 f filed(to = finance)
        2022-03-04 f team = (finance, planning, archive)
        as of 2022-03-07
        expect a satisfied for (f, finance)
        expect a violated for (f, planning)
        expect only a violated
        """,
    ),
    Case(
        "for a norm decided at an act, SET is read at that act",
        "a: file requires reviewed(by = x) before sent for each x in team",
        """
        file f
        2022-03-01 f opened
        2022-03-01 f team = (finance)
        2022-03-02 f reviewed(by = finance)
        2022-03-03 f team = (finance, planning)
        2022-03-04 f sent
        as of 2022-03-04
        expect a satisfied for (f, finance)
        expect a violated for (f, planning)
        """,
    ),
    Case(
        "x is known in the `otherwise` too",
        "a: file requires filed(to = x) within 5 days of opened for each x in (finance, planning) "
        "otherwise file requires sent(to = x) within 3 days",
        """
        file f
        2022-03-01 f opened
        2022-03-03 f filed(to = finance)
        2022-03-08 f sent(to = finance)
        as of 2022-03-08
        expect 1.a/2 pending for (f, planning)
        expect a violated for (f, planning)
        2022-03-09 f sent(to = planning)
        as of 2022-03-09
        expect 1.a/2 satisfied for (f, planning)
        expect a violated answered for (f, planning)
        """,
    ),
    Case(
        "`when`: an obligation with a window arises at the first instant at which C holds",
        "a: file requires sent within 3 days when public",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-05 f public = yes
        2022-03-06 f public = no
        as of 2022-03-07
        expect a pending for f due 2022-03-08
        expect a not_applicable for g
        as of 2022-03-09
        expect a violated for f
        """,
    ),
    Case(
        "with `upon E`: C is read at each E",
        "a: file requires reviewed within 3 days when public",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f public = yes
        as of 2022-03-03
        expect a pending for f due 2022-03-05
        """,
    ),
    Case(
        "with `upon E`: C is read at each E, by occurrence",
        "a: file requires reviewed within 3 days upon sent when public",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        2022-03-03 f public = yes
        2022-03-04 f sent
        2022-03-05 f public = no
        as of 2022-03-20
        expect a not_applicable for f # 1
        expect a violated for f # 2 due 2022-03-07
        """,
    ),
    Case(
        "with a window counted from A: from A on",
        "a: file requires sent within 3 days of reviewed when public",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f public = yes
        2022-03-03 f public = no
        2022-03-04 f reviewed
        2022-03-04 g reviewed
        2022-03-06 g public = yes
        as of 2022-03-06
        expect a not_applicable for f
        expect a pending for g due 2022-03-07
        """,
    ),
    Case(
        "an unknown instant may be the first: decided where all agree",
        "a: file requires sent within 3 days when flag",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-05 f flag = yes
        2022-03-05 g flag = no
        as of 2022-03-20
        expect a violated for f
        expect a undetermined for g missing flag
        """,
    ),
    Case(
        "an obligation without a window: `when` is read at the closing",
        "a: file requires reviewed when public",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f public = yes
        2022-03-03 f public = no
        2022-03-04 g public = yes
        2022-03-05 f closed
        2022-03-05 g closed
        as of 2022-03-05
        expect a not_applicable for f
        expect a violated for g
        """,
    ),
    Case(
        "precondition: `when` is read at E",
        "a: file requires reviewed before sent when public",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        2022-03-03 f public = yes
        2022-03-04 f sent
        as of 2022-03-04
        expect a not_applicable for f # 1
        expect a violated for f # 2
        """,
    ),
    Case(
        "exclusive power: `when` is read at the act",
        "a: file permits signed only by mayor when public",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f signed(by = finance)
        2022-03-03 f public = yes
        as of 2022-03-03
        expect a satisfied so far for f
        2022-03-04 f signed(by = finance)
        as of 2022-03-04
        expect a violated for f
        """,
    ),
    Case(
        "frequency: `when` selects the events counted",
        "a: file requires at most 1 sent per month when public",
        """
        from 2022-03-01
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        2022-03-03 f public = yes
        2022-03-04 f sent
        as of 2022-03-04
        expect a satisfied so far in 2022-03
        2022-03-05 f sent
        as of 2022-03-05
        expect a violated in 2022-03
        """,
    ),
    Case(
        "an event whose `when` is unknown may or may not count",
        "a: file requires at most 1 sent per month when flag\nb: file requires at least 1 sent per month when flag",
        """
        from 2022-03-01
        file f with flag = yes
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent
        2022-03-03 g sent
        as of 2022-03-03
        expect a undetermined in 2022-03 missing flag
        expect b satisfied in 2022-03
        """,
    ),
    Case(
        "substitution: `when`/`while` is read at each instant",
        "s: vice_mayor may act for mayor in file.signed when public\na: file permits signed only by mayor",
        """
        person li is vice_mayor
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f public = yes
        2022-03-03 f signed(by = li)
        2022-03-03 g signed(by = li)
        as of 2022-03-03
        expect a satisfied so far for f
        expect a violated for g
        """,
    ),
    Case(
        "in a norm decided at an act `E.param` is that act's, and a parameter is tested like a party field",
        "a: file forbids sent when by is enterprise and to != owner",
        """
        file e with owner = finance
        file f with owner = finance
        file g with owner = finance
        2022-03-01 e opened
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 e sent(by = finance, to = planning)
        2022-03-02 f sent(by = mill, to = finance)
        2022-03-02 g sent(by = mill, to = planning)
        as of 2022-03-02
        expect a satisfied so far for e
        expect a satisfied so far for f
        expect a violated for g
        """,
    ),
    Case(
        "(`to != by.parent`)",
        """
        a: memo forbids initialled when to != by.parent
        b: memo forbids initialled when initialled.to != initialled.by.parent
        """,
        """
        memo f
        memo g
        2022-03-01 mill parent = finance
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f initialled(by = mill, to = finance)
        2022-03-02 g initialled(by = mill, to = planning)
        as of 2022-03-02
        expect a satisfied so far for f
        expect b satisfied so far for f
        expect a violated for g
        expect b violated for g
        """,
    ),
    Case(
        "`unless`: for an obligation with a forward window it counts if it holds at any instant from the "
        "arising to the decision",
        "a: file requires sent within 5 days of opened unless paused",
        """
        file f
        file g
        file h
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-03 to 2022-03-03 f paused
        2022-03-07 to 2022-03-07 g paused
        2022-03-03 to 2022-03-03 h paused
        2022-03-05 h sent
        as of 2022-03-04
        expect a excused so far for f
        as of 2022-03-07
        expect a excused for f
        expect a violated for g
        expect a satisfied for h
        """,
    ),
    Case(
        "`unless`: for all else, at the deciding instant",
        "a: file requires reviewed before sent unless paused\nb: file forbids signed unless paused",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 to 2022-03-03 f paused
        2022-03-04 to 2022-03-04 g paused
        2022-03-04 f sent
        2022-03-04 g sent
        2022-03-04 f signed
        2022-03-04 g signed
        as of 2022-03-04
        expect a violated for f
        expect a excused for g
        expect b violated for f
        expect b excused so far for g
        """,
    ),
    Case(
        "`duty of P`: who answers for it; reported, not tested",
        "a: file requires sent within 5 days of opened duty of finance",
        """
        file f
        2022-03-01 f opened
        2022-03-03 f sent(by = planning)
        as of 2022-03-07
        expect a satisfied for f
        """,
    ),
)
def test_the_sentence_on_a_form_or_modifier_holds(case: Case | Wrong) -> None:
    holds(case)


@by_sentence(
    Case(
        "an overriding norm excuses the other when it has arisen, its `when` holds and no exception of its own holds",
        """
        special: file requires sent within 9 days of opened when public unless paused overrides general
        general: file requires sent within 5 days of opened
        """,
        """
        file e
        file f with public = yes
        file g with public = yes
        2022-03-01 e opened
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 onwards g paused
        as of 2022-03-07
        expect general violated for e
        expect special not_applicable for e
        expect general excused for f
        expect special pending for f
        expect general violated for g
        """,
    ),
    Case(
        "whether it is itself kept or broken",
        """
        special: file requires sent within 3 days of opened when public overrides general
        general: file requires sent within 5 days of opened
        """,
        """
        file f with public = yes
        file g with public = yes
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f sent
        as of 2022-03-07
        expect special satisfied for f
        expect general excused for f
        expect special violated for g
        expect general excused for g
        """,
    ),
    Case(
        "it does not reach back to what is decided",
        """
        special: file requires noted within 30 days when public overrides general
        general: file requires sent within 5 days of opened
        """,
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-06 g public = yes
        2022-03-07 f public = yes
        as of 2022-03-08
        expect general violated for f
        expect general excused for g
        """,
    ),
    Case(
        "overriding is transitive; a `precedence ID, ID, ...` line",
        """
        precedence top, middle, low
        top: file requires sent within 20 days of opened when public
        middle: file requires sent within 9 days of opened when flag
        low: file requires sent within 5 days of opened
        """,
        """
        file f with public = yes, flag = no
        file g with public = no, flag = yes
        file h with public = no, flag = no
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        as of 2022-03-10
        expect low excused for f
        expect middle not_applicable for f
        expect low excused for g
        expect middle pending for g
        expect low violated for h
        """,
    ),
    Wrong(
        "a cycle is an error",
        """
        a: file requires sent within 5 days of opened overrides b
        b: file requires sent within 9 days of opened overrides a
        """,
        "RD408",
    ),
    Case(
        "unknown there makes what would be violated undetermined",
        """
        special: file requires sent within 20 days of opened when grave overrides general
        general: file requires sent within 5 days of opened
        """,
        """
        file f
        2022-03-01 f opened
        as of 2022-03-07
        expect general undetermined for f missing grave
        """,
    ),
    Case(
        "an overridden or excused clause does not lapse",
        """
        special: file requires sent within 20 days of opened when public overrides general
        general: file requires sent within 5 days of opened unless paused
        b: file requires chased within 2 days upon general lapses
        """,
        """
        file e
        file f with public = yes
        file g
        2022-03-01 e opened
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 to 2022-03-03 g paused
        as of 2022-03-07
        expect b pending for e
        expect b not_applicable for f
        expect b not_applicable for g
        """,
    ),
    Wrong(
        "two norms conflict (one requires what the other forbids): an error where their conditions are the same",
        "a: file requires sent within 5 days of opened\nb: file forbids sent",
        "RD413",
    ),
    Wrong(
        "or one implies the other",
        "a: file requires sent within 5 days of opened when public\nb: file forbids sent",
        "RD413",
    ),
    Wrong(
        "two exclusive powers with no party in common",
        "a: file permits signed only by finance\nb: file permits signed only by planning",
        "RD414",
    ),
    Case(
        "else both verdicts are undetermined: conflict, from that instant",
        "a: file requires sent within 5 days of opened when public\nb: file forbids sent when flag",
        """
        file f with public = yes, flag = no
        file g with public = yes, flag = yes
        2022-03-01 f opened
        2022-03-01 g opened
        as of 2022-03-02
        expect a pending for f
        expect a undetermined for g
        expect b undetermined for g
        """,
    ),
    Case(
        "no order stands between them: an order ends the conflict",
        "a: file requires sent within 5 days of opened when public overrides b\nb: file forbids sent when flag",
        """
        file g with public = yes, flag = yes
        2022-03-01 g opened
        2022-03-03 g sent
        as of 2022-03-03
        expect a satisfied for g
        expect b excused so far for g
        """,
    ),
    Case(
        "being able to break one and keep the other is no conflict",
        "a: file requires sent within 5 days of opened\nb: file forbids sent until reviewed",
        """
        file f
        2022-03-01 f opened
        2022-03-03 f reviewed
        2022-03-04 f sent
        as of 2022-03-02
        expect a pending for f
        expect b satisfied so far for f
        as of 2022-03-04
        expect a satisfied for f
        expect b satisfied for f
        """,
    ),
)
def test_the_sentence_on_order_and_conflict_holds(case: Case | Wrong) -> None:
    holds(case)


_SIGNED = """
file f
2022-03-01 f opened
{}
2022-03-10 f sent
as of 2022-03-10
expect a {} for f
"""
_BY_MAYOR = "a: file requires signed(by = mayor) before sent"
_PEOPLE = "person wang is mayor\nperson li is executive_vice_mayor\nperson zhao is secretary_general\n"


def _signing(sentence: str, clauses: str, log: str, verdict: str) -> Case:
    """File f is opened on 1 March 2022 and sent on the 10th; `log` tells of its signing."""
    people = "\n".join(line for line in log.strip().splitlines() if line.strip().startswith("person"))
    rest = "\n".join(line.strip() for line in log.strip().splitlines() if not line.strip().startswith("person"))
    return Case(sentence, clauses, people + _SIGNED.format(rest, verdict))


@by_sentence(
    _signing(
        "met by a person who holds the role at that instant",
        _BY_MAYOR,
        "person wang is mayor to 2022-03-05\n2022-03-05 f signed(by = wang)",
        "satisfied",
    ),
    _signing(
        "and not by one who does not hold it then",
        _BY_MAYOR,
        "person wang is mayor to 2022-03-05\n2022-03-06 f signed(by = wang)",
        "violated",
    ),
    _signing("the role itself", _BY_MAYOR, "2022-03-05 f signed(by = mayor)", "satisfied"),
    _signing(
        "a narrower role",
        "a: file requires signed(by = vice_mayor) before sent",
        "2022-03-05 f signed(by = executive_vice_mayor)",
        "satisfied",
    ),
    _signing(
        "a wider role is not the narrower one",
        "a: file requires signed(by = executive_vice_mayor) before sent",
        "2022-03-05 f signed(by = vice_mayor)",
        "violated",
    ),
    _signing(
        "or one who acts for it at that instant",
        f"s: secretary_general acts for mayor while away(mayor)\n{_BY_MAYOR}",
        "person wang is mayor\nperson zhao is secretary_general\n2022-03-02 to 2022-03-04 mayor away\n"
        "2022-03-04 f signed(by = zhao)",
        "satisfied",
    ),
    _signing(
        "at that instant: not afterwards",
        f"s: secretary_general acts for mayor while away(mayor)\n{_BY_MAYOR}",
        "person wang is mayor\nperson zhao is secretary_general\n2022-03-02 to 2022-03-04 mayor away\n"
        "2022-03-05 f signed(by = zhao)",
        "violated",
    ),
    _signing(
        "`by in (a, b)`",
        "a: file requires signed(by in (mayor, secretary_general)) before sent",
        "person zhao is secretary_general\n2022-03-05 f signed(by = zhao)",
        "satisfied",
    ),
    _signing(
        "`by = P in person` leaves acting-for out",
        """
        s: secretary_general acts for mayor while away(mayor)
        a: file requires signed(by = mayor in person) before sent
        """,
        "person wang is mayor\nperson zhao is secretary_general\n2022-03-02 to 2022-03-04 mayor away\n"
        "2022-03-04 f signed(by = zhao)",
        "violated",
    ),
    _signing(
        "`by = P in person` is met by the holder",
        "a: file requires signed(by = mayor in person) before sent",
        "person wang is mayor\n2022-03-04 f signed(by = wang)",
        "satisfied",
    ),
    _signing(
        "`!=` is the negation",
        "a: file requires signed(by != mayor) before sent",
        "person wang is mayor\n2022-03-04 f signed(by = wang)",
        "violated",
    ),
    _signing(
        "`!=` is the negation, of acting-for too",
        "s: secretary_general acts for mayor while away(mayor)\na: file requires signed(by != mayor) before sent",
        "person wang is mayor\nperson zhao is secretary_general\n2022-03-02 to 2022-03-04 mayor away\n"
        "2022-03-04 f signed(by = zhao)",
        "violated",
    ),
    _signing(
        "unknown stays unknown",
        "a: file requires signed(by != mayor) before sent",
        "2022-03-04 f signed",
        "undetermined",
    ),
    _signing(
        "`by` may hold several doers: a comparison asks for any of them",
        _BY_MAYOR,
        "person wang is mayor\nperson zhao is secretary_general\n2022-03-04 f signed(by = (zhao, wang))",
        "satisfied",
    ),
    _signing(
        "`only by` for every one",
        "a: file permits signed only by mayor",
        "person wang is mayor\nperson zhao is secretary_general\n2022-03-04 f signed(by = (zhao, wang))",
        "violated",
    ),
    _signing(
        "an act may name its capacity (`by = li as vice_mayor`) and then counts in it alone",
        _BY_MAYOR,
        "person li is mayor, vice_mayor\n2022-03-04 f signed(by = li as vice_mayor)",
        "violated",
    ),
    _signing(
        "counts in its capacity",
        "a: file requires signed(by = vice_mayor) before sent",
        "person li is mayor, vice_mayor\n2022-03-04 f signed(by = li as vice_mayor)",
        "satisfied",
    ),
    _signing(
        "of several holders any will do",
        "a: file requires signed(by = vice_mayor) before sent",
        "person li is vice_mayor\nperson zhao is vice_mayor\n2022-03-04 f signed(by = zhao)",
        "satisfied",
    ),
    _signing(
        "a vacant role is met by its name",
        _BY_MAYOR,
        "person wang is mayor to 2022-03-01\n2022-03-04 f signed(by = mayor)",
        "satisfied",
    ),
    _signing(
        "a vacant role is met by a narrower role",
        "a: file requires signed(by = vice_mayor) before sent",
        "person wang is vice_mayor to 2022-03-01\n2022-03-04 f signed(by = executive_vice_mayor)",
        "satisfied",
    ),
    _signing(
        "a vacant role is met by a substitute",
        f"s: secretary_general acts for mayor while yes\n{_BY_MAYOR}",
        "person wang is mayor to 2022-03-01\nperson zhao is secretary_general\n2022-03-04 f signed(by = zhao)",
        "satisfied",
    ),
    _signing(
        "`signer : by signed` makes `signer` a name for whoever did `signed`: asks the same as `signed(by = P)`",
        "s: secretary_general acts for mayor while yes\na: file requires signer = mayor before sent",
        "person zhao is secretary_general\n2022-03-04 f signed(by = zhao)",
        "satisfied",
    ),
    _signing(
        "(of several, the latest), as a condition",
        "a: file forbids sent when signer = mayor",
        """
        person wang is mayor
        person zhao is secretary_general
        2022-03-04 f signed(by = wang)
        2022-03-05 f signed(by = zhao)
        """,
        "satisfied so far",
    ),
    # In a window too `signer` is a name for one doer, the latest: it asks `signed(by = P)` of that act, where the event
    # itself as content is satisfied by any one match.
    _signing(
        "(of several, the latest), as content: `signed(by = P)` is asked of the latest in the window",
        "a: file requires signer = mayor before sent",
        """
        person wang is mayor
        person zhao is secretary_general
        2022-03-04 f signed(by = wang)
        2022-03-05 f signed(by = zhao)
        """,
        "violated",
    ),
    _signing(
        "as content, the latest in the window, whoever did it before",
        "a: file requires signer = mayor before sent",
        """
        person wang is mayor
        person zhao is secretary_general
        2022-03-04 f signed(by = zhao)
        2022-03-05 f signed(by = wang)
        """,
        "satisfied",
    ),
    _signing(
        "the event itself as content: any one match satisfies",
        "a: file requires signed(by = mayor) before sent",
        """
        person wang is mayor
        person zhao is secretary_general
        2022-03-04 f signed(by = wang)
        2022-03-05 f signed(by = zhao)
        """,
        "satisfied",
    ),
    _signing(
        "and is not set before the event",
        "a: file requires signer is set before sent",
        "2022-03-04 f noted",
        "violated",
    ),
    _signing(
        "any other party field is compared by identity, role and narrower role",
        "a: file requires owner = vice_mayor before sent",
        "person li is executive_vice_mayor\n2022-03-04 f owner = li",
        "satisfied",
    ),
    _signing(
        "any other party field is compared without acting-for",
        "s: secretary_general acts for vice_mayor while yes\na: file requires owner = vice_mayor before sent",
        "person li is executive_vice_mayor\nperson zhao is secretary_general\n2022-03-04 f owner = zhao",
        "violated",
    ),
    _signing(
        "conditions of substitution are read without substitution",
        """
        s: secretary_general acts for mayor while yes
        t: finance acts for vice_mayor in file.signed while reviewed(by = mayor)
        a: file requires signed(by = vice_mayor) before sent
        """,
        "person zhao is secretary_general\n2022-03-03 f reviewed(by = zhao)\n2022-03-04 f signed(by = finance)",
        "violated",
    ),
    _signing(
        "links are followed while their conditions hold at that instant",
        """
        s: vice_mayor acts for mayor while away(mayor)
        t: secretary_general acts for vice_mayor while away(vice_mayor)
        a: file requires signed(by = mayor) before sent
        """,
        "person wang is mayor\nperson li is vice_mayor\nperson zhao is secretary_general\n"
        "2022-03-02 to 2022-03-05 wang away\n2022-03-04 to 2022-03-05 li away\n2022-03-04 f signed(by = zhao)",
        "satisfied",
    ),
    _signing(
        "links are followed only while each condition holds",
        """
        s: vice_mayor acts for mayor while away(mayor)
        t: secretary_general acts for vice_mayor while away(vice_mayor)
        a: file requires signed(by = mayor) before sent
        """,
        "person wang is mayor\nperson li is vice_mayor\nperson zhao is secretary_general\n"
        "2022-03-02 to 2022-03-05 wang away\n2022-03-04 to 2022-03-05 li away\n2022-03-03 f signed(by = zhao)",
        "violated",
    ),
    _signing(
        "a chain that returns to itself ends there",
        """
        s: vice_mayor acts for mayor while yes
        t: mayor acts for vice_mayor while yes
        a: file requires signed(by = mayor) before sent
        """,
        "person wang is mayor\nperson li is vice_mayor\n2022-03-04 f signed(by = li)",
        "satisfied",
    ),
    _signing(
        "being stood in for takes no power away",
        "s: vice_mayor acts for mayor while away(mayor)\na: file requires signed(by = mayor) before sent",
        """
        person wang is mayor
        person li is vice_mayor
        2022-03-02 to 2022-03-05 wang away
        2022-03-04 f signed(by = wang)
        """,
        "satisfied",
    ),
    _signing(
        "two substitutes with no order: conflict",
        """
        s: vice_mayor acts for mayor while away(mayor)
        t: secretary_general acts for mayor while away(mayor)
        a: file requires signed(by = mayor) before sent
        """,
        """
        person wang is mayor
        person li is vice_mayor
        2022-03-02 to 2022-03-05 wang away
        2022-03-04 f signed(by = li)
        """,
        "undetermined",
    ),
    _signing(
        "two substitutes with an order: the first",
        """
        s: vice_mayor acts for mayor while away(mayor) overrides t
        t: secretary_general acts for mayor while away(mayor)
        a: file requires signed(by = mayor) before sent
        """,
        """
        person wang is mayor
        person li is vice_mayor
        2022-03-02 to 2022-03-05 wang away
        2022-03-04 f signed(by = li)
        """,
        "satisfied",
    ),
    _signing(
        "who acts for an office is said by the same forms",
        "s: department.head acts for department while yes\na: file requires signed(by = finance) before sent",
        "person wang\n2022-03-01 finance head = wang\n2022-03-04 f signed(by = wang)",
        "satisfied",
    ),
)
def test_the_sentence_on_parties_holds(case: Case | Wrong) -> None:
    holds(case)


@by_sentence(
    Case(
        "a breach of a forward limit falls at the end of its due day, and that day is the anchor day of what follows",
        "a: file requires sent within 5 days of opened otherwise file requires chased within 3 days",
        """
        file f
        2022-03-01 f opened
        as of 2022-03-07
        expect a violated for f due 2022-03-06
        expect 1.a/2 pending for f due 2022-03-09
        """,
    ),
    Case(
        "that of a limit counted back from E falls at E",
        "a: file requires reviewed at least 5 days before sent otherwise file requires chased within 3 days",
        """
        file f
        2022-03-01 f opened
        2022-03-10 f sent
        as of 2022-03-10
        expect a violated for f due 2022-03-05
        expect 1.a/2 pending for f due 2022-03-13
        """,
    ),
    Case(
        "that of a prohibition at the act",
        "a: file forbids sent otherwise file requires chased within 3 days",
        """
        file f
        2022-03-01 f opened
        2022-03-10 f sent
        as of 2022-03-10
        expect 1.a/2 pending for f due 2022-03-13
        """,
    ),
    Case(
        "`N lapsed` holds from the instant after such a limit has passed unmet; late content undoes nothing",
        "a: file requires sent within 5 days of opened\nb: file forbids published when a lapsed",
        """
        file e
        file f
        file g
        2022-03-01 e opened
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-06 e published
        2022-03-04 f sent
        2022-03-07 f published
        2022-03-07 g sent
        2022-03-08 g published
        as of 2022-03-08
        expect b satisfied so far for e
        expect b satisfied so far for f
        expect b violated for g
        """,
    ),
    Case(
        "(breach or deviation)",
        "a: file normally requires sent within 5 days of opened\nb: file forbids published when a lapsed",
        """
        file f
        2022-03-01 f opened
        2022-03-07 f published
        as of 2022-03-07
        expect b violated for f
        """,
    ),
    Case(
        "`lapsed`: excused or overridden: no; undetermined: unknown",
        "a: file requires sent within 5 days of opened unless grave\nb: file forbids published when a lapsed",
        """
        file e
        file f
        file g
        2022-03-01 e opened
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 e grave judged yes
        2022-03-02 g grave judged no
        2022-03-07 e published
        2022-03-07 f published
        2022-03-07 g published
        as of 2022-03-07
        expect b satisfied so far for e
        expect b undetermined for f
        expect b violated for g
        """,
    ),
    Case(
        "`reply lapsed` is the same record's; another's by a path",
        "a: file requires sent within 5 days of opened\nb: part requires handed_in within 2 days when file.a lapsed",
        """
        file f
        file g
        part p with file = f
        part q with file = g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 g sent
        as of 2022-03-07
        expect b pending for p
        expect b not_applicable for q
        """,
    ),
    Wrong(
        "of a norm without a limit it is an error",
        "a: file requires public\nb: file forbids sent when a lapsed",
        "RD410",
    ),
    Case(
        "`N broken` holds from the instant at which N, of whatever form, is violated",
        "a: file forbids sent\nb: file requires noted before published when a broken",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f published
        2022-03-03 f sent
        2022-03-04 f published
        as of 2022-03-04
        expect b not_applicable for f # 1
        expect b violated for f # 2
        """,
    ),
    Wrong(
        "deemings and substitutions are stratified: a cycle through `lapsed` or fields is a compile-time error",
        "a: file requires sent within 5 days of opened unless public\nb: file deems public = yes when a lapsed",
        "RD412",
    ),
    Wrong(
        "a cycle through parties is a compile-time error",
        "s: vice_mayor acts for mayor in file.signed while public\nd: file deems public = yes when signed(by = mayor)",
        "RD412",
    ),
    Case(
        "a version is in force from its first day to its last; obligations with a window go by the version "
        "at their arising",
        """
        a: file requires sent within 5 days of opened
            in force from 2022-01-01 to 2022-03-03
        a: file requires sent within 2 days of opened
            in force from 2022-03-04
        """,
        """
        file f
        file g
        2022-03-03 f opened
        2022-03-04 g opened
        as of 2022-03-07
        expect a pending for f due 2022-03-08
        expect a violated for g due 2022-03-06
        """,
    ),
    Case(
        "all else goes by the version at the deciding instant",
        """
        a: file forbids sent
            in force from 2022-03-04
        """,
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f sent
        2022-03-04 g sent
        as of 2022-03-04
        expect a satisfied so far for f
        expect a violated for g
        """,
    ),
    Case(
        "periods go by the version at their first day",
        """
        a: meeting requires at least 1 held per month
            in force from 2022-01-01 to 2022-02-15
        a: meeting requires at least 2 held per month
            in force from 2022-02-16
        """,
        """
        from 2022-01-01
        meeting m
        meeting n
        meeting o
        2022-01-10 m held
        2022-03-10 o held
        as of 2022-04-01
        expect a satisfied in 2022-01
        expect a violated in 2022-03
        """,
    ),
    Case(
        "a gap is not applicable",
        """
        a: file requires sent within 5 days of opened
            in force from 2022-01-01 to 2022-02-28
        a: file requires sent within 2 days of opened
            in force from 2022-04-01
        """,
        """
        file f
        2022-03-03 f opened
        as of 2022-03-20
        expect a not_applicable for f
        """,
    ),
    Wrong(
        "overlap is an error",
        """
        a: file requires sent within 5 days of opened
            in force from 2022-01-01 to 2022-03-31
        a: file requires sent within 2 days of opened
            in force from 2022-03-31
        """,
        "RD401",
    ),
)
def test_the_sentence_on_lapse_strata_or_versions_holds(case: Case | Wrong) -> None:
    holds(case)


_ISSUE = "signer: request requires signer = principal within 3 workdays"


@by_sentence(
    Case(
        "the issue's clause is kept",
        _ISSUE,
        """
        person wang
        request r with principal = wang
        2022-03-25 r submitted
        2022-03-30 r signed(by = wang)
        as of 2022-03-30
        expect signer satisfied for r due 2022-03-30
        """,
        CHINA,
    ),
    Case(
        "the issue's clause is late: 2 April 2022 is worked, 3 to 5 are holidays",
        _ISSUE,
        """
        person wang
        request r with principal = wang
        2022-03-31 r submitted
        2022-04-07 r signed(by = wang)
        as of 2022-04-06
        expect signer pending for r due 2022-04-06
        as of 2022-04-07
        expect signer violated breach for r due 2022-04-06
        """,
        CHINA,
    ),
    Case(
        "the issue's clause is pending, and another's signature does not keep it",
        _ISSUE,
        """
        person wang
        person li
        request r with principal = wang
        2022-03-25 r submitted
        2022-03-28 r signed(by = li)
        as of 2022-03-30
        expect signer pending for r due 2022-03-30
        as of 2022-03-31
        expect signer violated for r
        """,
        CHINA,
    ),
    Case(
        "the issue's clause is undetermined while the principal is not known",
        _ISSUE,
        """
        person wang
        request r
        2022-03-25 r submitted
        2022-03-28 r signed(by = wang)
        as of 2022-03-31
        expect signer undetermined for r missing principal
        """,
        CHINA,
    ),
    Case(
        "the issue's clause is kept by a stand-in",
        f"{_ISSUE}\nstand_in: vice_mayor acts for mayor while away(mayor)",
        """
        person wang is mayor
        person li is vice_mayor
        request r with principal = mayor
        request s with principal = mayor
        2022-03-25 r submitted
        2022-03-25 s submitted
        2022-03-28 to 2022-03-29 mayor away
        2022-03-29 r signed(by = li)
        2022-03-30 s signed(by = li)
        as of 2022-03-31
        expect signer satisfied for r
        expect stand_in used for r
        expect signer violated for s
        """,
        CHINA,
    ),
)
def test_the_issues_own_clause(case: Case | Wrong) -> None:
    holds(case)


def test_a_conflict_names_the_other() -> None:
    """'both verdicts are *undetermined: conflict*, each naming the other'."""
    clauses = "a: file requires sent within 5 days of opened when public\nb: file forbids sent when flag"
    log = "file f with public = yes, flag = yes\n2022-03-01 f opened\nas of 2022-03-02"
    found = {each.norm: each for each in verdicts(clauses, log)}
    assert found["law:1.a"].conflicts_with == ("law:1.b",)
    assert found["law:1.b"].conflicts_with == ("law:1.a",)
    assert {each.explanation.why for each in found.values()} == {"conflict"}


def test_one_clause_one_norm_with_a_stable_id() -> None:
    """'One clause, one norm, with the stable id `ruleset:article.label` (and one more for each `otherwise`)'."""
    clauses = (
        "a: file requires sent within 5 days of opened otherwise file requires chased within 3 days\n"
        "b: file forbids noted"
    )
    moved = "\n".join(reversed(clauses.splitlines()))
    ids = [norm.id for norm in compiled(clauses).norms]
    assert ids == ["law:1.a", "law:1.a/2", "law:1.b"]
    assert sorted(norm.id for norm in compiled(moved).norms) == ids


def test_restates_and_states_account_for_a_sentence_and_bind_nothing() -> None:
    """'accounts for a sentence, paragraph or article that repeats another clause, or that no scenario could break'."""
    clauses = 'a: file forbids sent\nb: restates a\nc: states "aims"\nstates "how things are"'
    log = "file f\n2022-03-01 f opened\n2022-03-02 f sent\nas of 2022-03-02"
    assert [each.norm for each in verdicts(clauses, log)] == ["law:1.a"]


def test_who_stood_in_for_whom_is_explained() -> None:
    """'the report lists each that a verdict used'."""
    clauses = f"s: secretary_general acts for mayor while yes\n{_BY_MAYOR}"
    log = "person zhao is secretary_general\n" + _SIGNED.format("2022-03-04 f signed(by = zhao)", "satisfied")
    found = verdict(clauses, log)
    assert found.used == ("law:1.s",)
    assert [(each.principal, each.norm) for each in found.explanation.stand_ins] == [("mayor", "law:1.s")]


def test_the_duty_holder_is_reported() -> None:
    """'`duty of P`: who answers for it, where `by` does not say; reported, not tested'."""
    (norm,) = compiled("a: file requires sent within 5 days of opened duty of finance").norms
    assert norm.duty_of is not None
