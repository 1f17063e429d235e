"""Files of rules and scenarios under folders (see `ruledsl.trials.finding`, where they are found)."""

from __future__ import annotations

from ruledsl.trials.finding import RULES_SUFFIX, SCENARIO_SUFFIX, language_files, ruleset_of, scenario_files

__all__ = ["RULES_SUFFIX", "SCENARIO_SUFFIX", "language_files", "ruleset_of", "scenario_files"]
