"""Rulesets as texts, for tests: compile them, or find the one error that a text marks with ⟦ and ⟧."""

from __future__ import annotations

from textwrap import dedent, indent

from ruledsl.diagnostics import Diagnostic, Diagnostics
from ruledsl.norms.model import Norm, Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.settings import FilesBeside
from ruledsl.norms.vocabulary_compiler import Shelf
from ruledsl.source import Source
from ruledsl.syntax import parse

VOCABULARY = """\
vocabulary office
    role mayor
    role vice_mayor
    role executive_vice_mayor is vice_mayor
    role leader = mayor or vice_mayor
    role department_head = head of department
    office general_office
    office finance is department
    kind department is office
        head : person
        parent : department
        event reported(by)
    kind enterprise is office
    state away of party
    state on_leave of person
    list class = ordinary, urgent, secret
    kind meeting opens when created, closes held or cancelled
        chair : party
        members : set of person
        topics : whole number
        event convened(by), held, cancelled, attended(who : person, by)
        state postponed
    kind executive_meeting is meeting
        event delegated(by, to)
    kind agenda_item opens when created, closes meeting.held or withdrawn
        meeting : meeting
        leader_in_charge : party
        special : judgement
        class : class
        units : set of department
        event filed(to, by, copies : whole number), approved(by), withdrawn
    kind document opens drafted, closes issued
        title : text
        deadline : date
        pages : whole number
        fee : decimal
        extended : judgement default no
        cooperates(unit) : judgement
        restraint(year) : judgement
        event drafted(by), issued(by)
    kind request is document opens submitted, closes answered
        matters : whole number
        principal : party
        signer : by signed
        respite : duration
        event submitted(by), signed(by), answered(by), returned(by)
    kind cosign opens sent, closes document.issued
        document : document
        complex : judgement default no
        no_objection : yes/no default no
        event sent(by), replied(by)
    kind permit
        holder : enterprise
        class : class
        event granted(by), used(by)
"""

SETTINGS = """\
ruleset town "Town"
    calendar china
    value quota : whole number
    value respite_time : duration
    value rhythm : period
"""


def town(clauses: str, settings: str = SETTINGS, vocabulary: str = VOCABULARY) -> str:
    """A ruleset's text with these clauses in article 1."""
    body = indent(dedent(clauses).strip("\n"), "    ")
    return f"{vocabulary}\n{settings}\narticle 1\n{body}\n"


def compiled(
    text: str, shelf: Shelf | None = None, beside: FilesBeside | None = None
) -> tuple[Ruleset | None, Diagnostics]:
    """The ruleset of a text, and what was recorded."""
    diagnostics = Diagnostics()
    file = parse(Source("<text>", text), diagnostics)
    return compile_ruleset([file], diagnostics, shelf, beside), diagnostics


def compile_text(text: str) -> Ruleset:
    """The ruleset of a text that has nothing wrong in it."""
    ruleset, diagnostics = compiled(text)
    assert not list(diagnostics), [(d.code, d.message, d.span.line, d.span.column) for d in diagnostics]
    assert ruleset is not None
    return ruleset


def norms_of(clauses: str, settings: str = SETTINGS) -> dict[str, Norm]:
    """The norms that clauses give, by the id after the article."""
    return {norm.label: norm for norm in compile_text(town(clauses, settings)).norms}


def norm_of(clause: str, settings: str = SETTINGS) -> Norm:
    """The only norm of a clause (its label may be left out)."""
    text = clause if ":" in clause.split(" ", 1)[0] else f"a: {clause}"
    (norm,) = norms_of(text, settings).values()
    return norm


def marked_error(marked: str) -> Diagnostic:
    """The one error of a text, which must stand exactly where the text marks it with ⟦ and ⟧."""
    text = marked.replace("⟦", "").replace("⟧", "")
    _, diagnostics = compiled(text)
    found = list(diagnostics)
    assert len(found) == 1, [(d.code, d.message, text[d.span.start : d.span.end]) for d in found]
    span = found[0].span
    before = marked[: marked.index("⟦")]
    wanted = marked[marked.index("⟦") + 1 : marked.index("⟧")]
    assert (span.line, span.column) == (before.count("\n") + 1, len(before) - before.rfind("\n")), text[
        span.start : span.end
    ]
    assert text[span.start : span.end] == wanted
    return found[0]


def clause_error(clauses: str, settings: str = SETTINGS) -> tuple[str, str, str]:
    """Code, message and help of the one error in clauses; a clause without a label gets one."""
    labelled = clauses if ":" in clauses.strip().split(" ", 1)[0] else f"a: {clauses.strip()}"
    error = marked_error(town(labelled, settings))
    return error.code, error.message, error.help
