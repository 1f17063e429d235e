"""ruledsl: a declarative language for offices' working rules.

`load` a ruleset, make a `Scenario`, `evaluate` it, read the `Report`. What is named here is imported when it is first
used, so that `import ruledsl` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruledsl._version import __version__

if TYPE_CHECKING:
    from ruledsl.api import Report, Ruleset, Scenario, load
    from ruledsl.building import Builder
    from ruledsl.diagnostics import Diagnostic, InputError
    from ruledsl.engine.verdicts import Explanation, Status, Verdict

__all__ = [
    "Builder",
    "Diagnostic",
    "Explanation",
    "InputError",
    "Report",
    "Ruleset",
    "Scenario",
    "Status",
    "Verdict",
    "__version__",
    "load",
]

_PLACES = {
    "Builder": "ruledsl.building",
    "Diagnostic": "ruledsl.diagnostics",
    "Explanation": "ruledsl.engine.verdicts",
    "InputError": "ruledsl.diagnostics",
    "Report": "ruledsl.api",
    "Ruleset": "ruledsl.api",
    "Scenario": "ruledsl.api",
    "Status": "ruledsl.engine.verdicts",
    "Verdict": "ruledsl.engine.verdicts",
    "load": "ruledsl.api",
}


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module 'ruledsl' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(place), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
