"""Faults that are seldom made in vocabularies and clauses: each is an error of its own code that says what to write."""

from __future__ import annotations

import pytest

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.vocabulary_compiler import MOST_WIDER
from ruledsl.source import Source
from ruledsl.syntax import parse

WORLD = """\
vocabulary world
    role mayor
    role vice_mayor
    office general_office
    kind file opens opened, closes closed
        pages : whole number
        title : text
        flag : yes/no
        owner : party
        deadline : date
        event opened(by), closed, signed(by), sent(to)
"""


def errors(text: str) -> list[tuple[str, str, str]]:
    """Code, message and help of each error in a text."""
    diagnostics = Diagnostics()
    compile_ruleset([parse(Source("<rules>", text), diagnostics)], diagnostics)
    return [(d.code, d.message, d.help) for d in diagnostics.errors]


def of_clause(clause: str, settings: str = "") -> list[tuple[str, str, str]]:
    """What is wrong with one clause on files."""
    return errors(f"{WORLD}\nruleset law\n    uses world\n    calendar none\n{settings}article 1\n    a: {clause}\n")


def of_world(lines: str) -> list[tuple[str, str, str]]:
    """What is wrong with a vocabulary of these lines."""
    return errors(f"vocabulary world\n{lines}\nruleset law\n    uses world\n    calendar none\n")


@pytest.mark.parametrize(
    ("clause", "code", "words"),
    [
        ('file requires "signed" before closed', "RD224", "without quotation marks"),
        ("file requires mayor before closed", "RD224", "EVENT(by = mayor)"),
        ("file requires deadline = 2022-02-30 before closed", "RD133", "2022-02-28"),
        ("file requires pages > 1/0 of 5 before closed", "RD130", "1 or more"),
        ("file requires holders(mayor, vice_mayor) among (mayor, vice_mayor) before closed", "RD230", "holders(ROLE)"),
        ("file requires holders(owner) among (mayor, vice_mayor) before closed", "RD231", "a role"),
        ("file requires (file) before closed", "RD224", "neither so nor not so"),
        ("file requires signed(by = mayor as vice_mayor) before closed", "RD234", "leave `as vice_mayor` out"),
        ("file requires owner.signed before closed", "RD2", "signed"),
        ("file forbids pages > 3", "RD405", "requires not"),
        ("file forbids (signed and sent)", "RD405", "a clause for each event"),
        ("file requires signed within day of opened", "RD304", "the number before 'day' is missing"),
        ("file requires signed within five days of opened", "RD309", "in digits: 5"),
        ("file requires signed within 3 minutes of opened", "RD", "hour"),
        ("file requires signed by mayor", "RD306", "by = mayor"),
        ("file requires signed by pages", "RD306", "a date field"),
    ],
)
def test_a_seldom_fault_of_a_clause_has_its_own_words(clause, code, words):
    found = of_clause(clause)
    assert any(c.startswith(code) and words in f"{message} ({help})" for c, message, help in found), found


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        ("    pages : whole number", "RD123", "belongs to a kind"),
        ("    event opened", "RD123", "belongs to a kind"),
        ("    role mayor\n        pages : whole number", "RD214", "belong under a kind"),
        ("    kind person is party\n        pages : whole number", "RD211", "is built in"),
        ("    kind file\n        role mayor", "RD124", ""),
        ("    kind file\n        role vice_mayor\n    role head = boss of fil", "RD212", "'fil'"),
        ("    kind file\n        self : text", "RD211", "'self'"),
        ("    kind file\n        pages : number", "RD212", "`whole number` or `decimal`"),
        ("    kind file\n        pages : set of set of text", "RD212", "a set of sets"),
        ("    kind file\n        term : period", "RD212", "cannot hold a period"),
        ("    kind file\n        pages : whole number\n    role head = pages of file", "RD217", "names no party"),
        ("    kind file opens created\n        event opened", "RD", "opens when created"),
        ("    kind file opens opned\n        event opened", "RD", "opened"),
        ("    kind file\n        signer : by sined\n        event signed(by)", "RD", "signed"),
        ("    kind file\n        event opened\n    office desk is file", "RD212", "not a kind of office"),
        ("    office desk is fil", "RD212", "'fil'"),
        ("    role mayor is boss", "RD217", "'boss'"),
        ("    role party", "RD211", "party"),
        ("    kind a is b\n    kind b is a", "RD213", "forms of each other"),
        ("    role a is b\n    role b is a", "RD213", "forms of each other"),
        ("    list grade = low, low", "RD210", "twice in the list"),
        ("    list yes = low", "RD211", "'yes'"),
        ("    kind none", "RD211", "'none'"),
    ],
)
def test_a_seldom_fault_of_a_vocabulary_has_its_own_words(lines, code, words):
    found = of_world(lines)
    assert any(c.startswith(code) and words in f"{message} ({help})" for c, message, help in found), found


@pytest.mark.parametrize("what", ["kind", "role"])
def test_a_name_that_is_a_form_of_too_many_others_is_an_error_once(what):
    lines = [f"    {what} k0"] + [f"    {what} k{i} is k{i - 1}" for i in range(1, MOST_WIDER + 20)]
    found = of_world("\n".join(lines))
    assert [(code, help) for code, _, help in found] == [("RD219", "leave steps out that no clause speaks of")]


@pytest.mark.parametrize(
    ("setting", "code", "words"),
    [
        ("value span : date = 2022-02-30", "RD133", "2022-02-28"),
        ("value most : whole number = many", "RD", "many"),
        ("value most : whole number = 1/0", "RD", "0"),
        ("in force from 2022-02-30", "RD133", "2022-02-28"),
    ],
)
def test_a_seldom_fault_of_a_setting_has_its_own_words(setting, code, words):
    found = of_clause("file requires signed before closed", f"    {setting}\n")
    assert any(c.startswith(code) and words in f"{message} ({help})" for c, message, help in found), found
