"""Deciding in tests: a ruleset and a scenario as texts, and the verdicts on them."""

from __future__ import annotations

from functools import cache
from textwrap import dedent, indent

from ruledsl.civil_time import format_date
from ruledsl.diagnostics import Diagnostics
from ruledsl.engine.asking import CaseQuestions
from ruledsl.engine.evaluate import evaluate
from ruledsl.engine.expectations import check_expectations
from ruledsl.engine.verdicts import Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.scenario_reader import read_scenario_text
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.world.scenario import Scenario

TOWN = """\
vocabulary town
    role mayor
    role vice_mayor
    role executive_vice_mayor is vice_mayor
    role secretary_general
    office general_office
    office archive
    kind department is office
        head : person
        event reported(by)
    state away of party
    kind meeting opens when created, closes held or cancelled
        chair : party
        members : set of party
        topics : whole number
        event convened(by), announced(by), held, cancelled, summed_up(by)
    kind special_meeting is meeting
        organiser : party
        event delegated(by, to)
    kind agenda_item opens when created, closes meeting.held or withdrawn or void by struck
        meeting : meeting
        leader_in_charge : party
        special_circumstances : judgement
        event filed(to, by), approved(by), withdrawn, struck
    kind document opens drafted, closes issued or void by cancelled
        pages : whole number
        class : text
        public : yes/no default no
        urgent : judgement default no
        deadline : date
        extended : judgement default no
        readers : set of party
        event drafted(by), revised(by), signed(by), reviewed(by), issued(by), cancelled, delivered(to, by), asked(by)
        state suspended
    kind request is document opens submitted, closes answered or void by cancelled
        matters : whole number
        principal : party
        signer : by signed
        event submitted(by), answered(by)
    kind cosign opens sent, closes document.issued
        document : document
        especially_complex : judgement default no
        agreed_limit : date
        no_objection : yes/no default no
        event sent(by), replied(by), chased(by), reported(to, by)
    kind permit opens granted, closes returned
        holder : party
        owner : text
        event granted(by), used(by), returned
"""

SETTINGS = """\
ruleset test
    uses town
    calendar china
"""


def ruleset_text(clauses: str, settings: str = SETTINGS, vocabulary: str = TOWN) -> str:
    """The whole text of a ruleset with these clauses in article 1 (or in the articles they bring along)."""
    body = dedent(clauses).strip("\n")
    if not body.startswith("article"):
        body = "article 1\n" + indent(body, "    ")
    return f"{vocabulary}\n{settings}\n{body}\n"


def lines(*each: str) -> str:
    """Lines of a scenario, as its text has them."""
    return "".join(f"    {line}\n" for line in each)


@cache
def compiled(text: str) -> Ruleset:
    """The ruleset of a text that has nothing wrong in it."""
    diagnostics = Diagnostics()
    ruleset = compile_ruleset([parse(Source("<text>", text), diagnostics)], diagnostics)
    assert not diagnostics.errors, [(d.code, d.message, d.span.line) for d in diagnostics]
    assert ruleset is not None
    return ruleset


def rules(clauses: str, settings: str = SETTINGS, vocabulary: str = TOWN) -> Ruleset:
    """The ruleset with these clauses."""
    return compiled(ruleset_text(clauses, settings, vocabulary))


def scenario(log: str, ruleset: Ruleset) -> Scenario:
    """The one scenario of a text, whose heading may be left out."""
    body = dedent(log).strip("\n")
    if not body.startswith("scenario"):
        body = 'scenario "test"\n' + indent(body, "    ")
    diagnostics = Diagnostics()
    found = read_scenario_text(body + "\n", ruleset, diagnostics)
    assert not diagnostics.errors, [(d.code, d.message, d.span.line) for d in diagnostics]
    return found[0]


def check(clauses: str, log: str, settings: str = SETTINGS, vocabulary: str = TOWN) -> dict[str, list[Verdict]]:
    """Evaluates a scenario at each of its `as of`s and asserts its `expect` lines; the verdicts of the last `as of`,
    by local id."""
    ruleset = rules(clauses, settings, vocabulary)
    case = scenario(log, ruleset)
    verdicts: tuple[Verdict, ...] = ()
    for block in case.as_ofs:
        verdicts = evaluate(ruleset, case, block.day)
        questions = CaseQuestions(ruleset, case, block.day)
        for result in check_expectations(ruleset, block, verdicts, questions):
            shown = [f"{shown_verdict(v)} ({v.explanation.why}, missing {v.missing})" for v in verdicts]
            assert result.ok, f"as of {format_date(block.day)}: {result.expectation.text!r}: {result.reason}: {shown}"
    found: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.norm.partition(":")[2], []).append(verdict)
    return found


def verdicts_on(clauses: str, log: str, settings: str = SETTINGS, vocabulary: str = TOWN) -> list[Verdict]:
    """The verdicts of the first clause at the scenario's last `as of`."""
    return next(iter(check(clauses, log, settings, vocabulary).values()))


def verdict_on(clauses: str, log: str, settings: str = SETTINGS, vocabulary: str = TOWN) -> Verdict:
    """The only verdict of the first clause."""
    (verdict,) = verdicts_on(clauses, log, settings, vocabulary)
    return verdict


def shown_verdict(verdict: Verdict) -> str:
    """`1.a r1 violated breach due 2022-03-28 late 2`: enough to compare verdicts in tests."""
    parts = [verdict.norm.partition(":")[2], verdict.record or "-", *verdict.key]
    if verdict.period is not None:
        parts.append(f"in {verdict.period}")
    if verdict.occurrence is not None:
        parts.append(f"#{verdict.occurrence}")
    parts.append(str(verdict.status))
    if verdict.severity is not None:
        parts.append(verdict.severity)
    if verdict.so_far:
        parts.append("so far")
    if verdict.due is not None:
        parts.append(f"due {format_date(verdict.due)}")
    if verdict.late_days is not None:
        parts.append(f"late {verdict.late_days}")
    return " ".join([*parts, *sorted(verdict.marks)])
