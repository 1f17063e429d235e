"""Scenario files read once: handed a path and the ruleset that its scenarios speak of, this module hands on the
scenarios, from the cache if the file and all that it is read against are as they were.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from ruledsl.diagnostics import Diagnostics
from ruledsl.disk_cache import read_blob, write_blob
from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import Scenario


def kept_scenarios(path: Path, ruleset: Ruleset, diagnostics: Diagnostics) -> list[Scenario]:
    """The scenarios of a file that hold no error, so that checking again needs no parser. What was remarked on is not
    kept; nothing is raised."""
    from ruledsl.norms.cache import program_state, state_of
    from ruledsl.norms.codec import from_plain, to_plain

    # What a scenario may say hangs on the vocabulary, the norms' ids and how they are written, values and units.
    norms = [(norm.id, norm.text, norm.window) for norm in ruleset.norms]
    against = repr((ruleset.vocabulary, norms, ruleset.values, ruleset.time))
    key = "\n".join(("scenarios", program_state(), str(path), state_of(str(path)), against))
    lasting = os.path.isfile(path)  # not a pipe, which would never be found again
    kept = read_blob(key) if lasting else None
    if kept is not None:
        with contextlib.suppress(ValueError):
            return [from_plain(Scenario, each) for each in json.loads(kept)]
    from ruledsl.norms.scenario_reader import load_scenarios

    found = load_scenarios(path, ruleset, diagnostics)
    if lasting and not diagnostics.items:
        write_blob(key, json.dumps([to_plain(each) for each in found]).encode())
    return found
