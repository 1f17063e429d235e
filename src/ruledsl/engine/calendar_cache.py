"""Conventions of time with their calendar from the cache: building a calendar needs the holidays library, reading a
kept one does not.

Handed a ruleset, it hands on what `convention_for` would. A calendar is kept under all that it is made of: its
specification, the program, and the library's own files; a copy that is broken or of other things is not believed.
"""

from __future__ import annotations

import contextlib
import json
import os
from functools import cache, lru_cache

from attrs import evolve

from ruledsl.civil_time import Calendar, Convention
from ruledsl.disk_cache import read_blob, write_blob
from ruledsl.engine.evaluate import calendar_for, convention_for
from ruledsl.norms.cache import program_state
from ruledsl.norms.model import CalendarSpec, Ruleset


def kept_convention(ruleset: Ruleset, *, project: bool = False) -> Convention:
    """The ruleset's convention of time. `project`: with the years not yet published projected."""
    spec = ruleset.time.calendar
    if spec is None:
        return convention_for(ruleset)
    without_calendar = evolve(ruleset, time=evolve(ruleset.time, calendar=None))
    return evolve(convention_for(without_calendar), calendar=kept_calendar(spec, project))


@lru_cache(maxsize=64)
def kept_calendar(spec: CalendarSpec, project: bool = False) -> Calendar:
    """The calendar that a specification describes, from the cache if it is there."""
    key = "\n".join(("calendar", program_state(), _library_state(), repr(spec), str(project)))
    content = read_blob(key)
    if content is not None:
        with contextlib.suppress(ValueError, TypeError):
            return Calendar.from_plain(json.loads(content))
    calendar = calendar_for(spec, project)
    write_blob(key, json.dumps(calendar.to_plain()).encode())
    return calendar


@cache
def _library_state() -> str:
    """Which holidays library is installed, without importing it: another one has other files."""
    from importlib.util import find_spec

    found = find_spec("holidays")
    if found is None or found.origin is None:
        return "no library"
    seen = [found.origin]
    for name in ("__init__.py", "version.py"):
        with contextlib.suppress(OSError):
            stat = os.stat(os.path.join(os.path.dirname(found.origin), name))
            seen.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    return "\n".join(seen)
