"""Clauses to norms. Handed a clause's draft and the ruleset it stands in, this module hands on its norms, each made
by the module of its form: one for most forms, one a step for a chain, two for `requires E only by P`, one more for
each `otherwise`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ruledsl.norms.act_rules import Permission, Prohibition
from ruledsl.norms.deemings import Deeming
from ruledsl.norms.model import Norm
from ruledsl.norms.names import Unresolved
from ruledsl.norms.norm_parts import NormParts, Parent, RulesetContext
from ruledsl.norms.outline import Draft
from ruledsl.norms.planning import links
from ruledsl.norms.requirements import Requirement
from ruledsl.norms.standing_in import StandingIn

FORMS: Final[Mapping[str, type[NormParts]]] = {
    "requires": Requirement,
    "forbids": Prohibition,
    "permits": Permission,
    "deems": Deeming,
    "acts_for": StandingIn,
    "may_act_for": StandingIn,
}
"""Who compiles which rule of the grammar."""


def compile_clause(context: RulesetContext, draft: Draft) -> list[Norm]:
    """The clause's norms. Errors are recorded; a norm of which any part is wrong is left out, and so are those that
    follow from its breach."""
    found: list[Norm] = []
    parent: Parent | None = None
    for label, node in links(draft.label, draft.node):
        form = FORMS.get(node.kind)
        if form is None:
            context.diagnostics.error("RD418", "what follows a breach is a norm", node.span)
            break
        try:
            norms, parent = form(context, draft, node, label, parent).compile()
        except Unresolved:
            break
        found.extend(norms)
    return found
