"""`ruledsl rulesets`: the bundled rulesets."""

from __future__ import annotations

import click

from ruledsl.civil_time.units import Language
from ruledsl.cli.options import lang_option


@click.command()
@lang_option
def rulesets(lang: Language) -> int:
    """List the bundled rulesets: name, title, articles and norms."""
    from ruledsl.cli.loading import open_ruleset
    from ruledsl.cli.output import stdout_page, write
    from ruledsl.norms.loader import bundled_names
    from ruledsl.report.listing_text import rulesets_text

    write(rulesets_text([open_ruleset(name).compiled for name in bundled_names()], stdout_page(lang)))
    return 0
