"""Conflicts without any case: what cannot be kept together is an error, and nothing else is."""

from __future__ import annotations

import pytest

from tests.norms.compiling import clause_error, norms_of


@pytest.mark.parametrize(
    "clauses",
    [
        """
        a: request requires signed(by = mayor)
        b: request forbids signed overrides a
        """,
        """
        a: request requires signed(by = mayor) overrides b
        b: request forbids signed
        """,
        """
        precedence 1.c, 1.b, 1.a
        a: request requires signed
        b: request forbids answered
        c: request forbids signed
        """,
        """
        a: request requires signed
        b: request forbids signed
        c: request permits signed despite b
        """,
        """
        a: request requires signed
        b: request forbids signed(by = mayor)
        """,
        """
        a: request requires signed
        b: request forbids signed unless extended
        """,
        """
        a: request requires signed
        b: request forbids signed until submitted
        """,
        """
        a: request requires signed
        b: request forbids signed while extended
        """,
        """
        a: request requires signed within 3 days
        b: request forbids signed earlier than 2 days after submitted
        """,
        """
        a: request requires signed when pages > 3
        b: request forbids signed when extended
        """,
        """
        a: request requires signed upon submitted
        b: request forbids signed upon returned
        """,
        """
        a: request requires not signed
        b: request forbids signed
        """,
        """
        a: request requires matters = 1
        b: request requires matters = 1 when extended
        c: request requires pages = 2
        """,
        """
        a: request requires extended before issued
        b: request requires not extended before answered
        """,
        """
        a: request permits signed only by mayor
        b: request permits signed only by principal
        c: request permits signed only by leader
        d: request permits signed only by (vice_mayor, mayor)
        e: request permits signed only by vice_mayor when extended overrides a
        """,
        """
        a: executive_meeting permits convened only by mayor
        b: agenda_item permits approved only by vice_mayor
        c: executive_meeting permits convened only when postponed
        """,
        """
        a: request deems pages = 1 when signed
        b: request deems pages = 2 when returned
        c: request deems matters = 2 when signed
        d: request deems pages = 1 when signed and extended
        """,
    ],
)
def test_what_can_be_kept_together_or_is_ordered_is_no_conflict(clauses: str) -> None:
    assert norms_of(clauses)


@pytest.mark.parametrize(
    ("clauses", "code", "message"),
    [
        (
            """
            a: request requires signed(by = mayor) and answered
            ⟦b: document forbids issued⟧
            c: document requires issued
            """,
            "RD413",
            "1.b forbids what 1.c requires",
        ),
        (
            """
            a: request requires signed(by = mayor) when extended and pages > 3
            ⟦b: request forbids signed(by = mayor) when pages > 3⟧
            """,
            "RD413",
            "1.b forbids what 1.a requires",
        ),
        (
            """
            a: executive_meeting permits convened only by mayor
            ⟦b: meeting permits convened only by (vice_mayor, general_office)⟧
            """,
            "RD414",
            "1.a and 1.b give convened to different parties only",
        ),
        (
            """
            a: document requires pages = 1 when extended
            ⟦b: request requires pages = 2 when extended⟧
            """,
            "RD413",
            "1.a and 1.b cannot both be kept",
        ),
    ],
)
def test_what_nothing_can_keep_together_is_an_error(clauses: str, code: str, message: str) -> None:
    text = "\n".join(line.strip() for line in clauses.strip().splitlines())
    assert clause_error(text)[:2] == (code, message)
