"""Lists of what there is: the bundled rulesets."""

from __future__ import annotations

from collections.abc import Sequence

from ruledsl.norms.model import Ruleset
from ruledsl.report.layout import Page, hanging, harmless, pad, width
from ruledsl.report.wording import LISTING


def rulesets_text(rulesets: Sequence[Ruleset], page: Page) -> str:
    """A line a ruleset: its name, its title, how many articles and norms it has."""
    if not rulesets:
        return LISTING["none"](page.lang) + "\n"
    margin = max(width(ruleset.name) for ruleset in rulesets) + 2
    lines: list[str] = []
    for ruleset in rulesets:
        title = ruleset.label.zh if page.lang == "zh" else ruleset.label.en
        size = LISTING["size"](page.lang, articles=len(ruleset.articles), norms=len({n.id for n in ruleset.norms}))
        lines += hanging(pad(ruleset.name, margin), harmless(f"{title} ({size})"), page.columns)
    return "\n".join(lines) + "\n"
