"""Conventions of time. Their calendars come from the cache: building one needs the holidays library, reading a kept one
does not.

Handed a ruleset, it hands on its convention of time. A calendar is kept under all that it is made of: its
specification, the program, and the library's own files; a copy that is broken or of other things is not believed.
"""

from __future__ import annotations

import contextlib
import json
import os
from functools import cache, lru_cache

from ruledsl.civil_time import (
    NO_CALENDAR,
    Calendar,
    Convention,
    joined,
    official_calendar,
    parse_counted_days,
    parse_overrides,
    with_overrides,
)
from ruledsl.disk_cache import read_blob, write_blob
from ruledsl.norms.cache import program_state
from ruledsl.norms.model import CalendarSpec, Ruleset


def convention_for(ruleset: Ruleset, *, project: bool = False) -> Convention:
    """The ruleset's convention of time. `project`: with the years not yet published projected.

    Without a calendar every day counts as a workday and nothing rolls over, as with `calendar none`.
    """
    time = ruleset.time
    return Convention(
        NO_CALENDAR if time.calendar is None else kept_calendar(time.calendar, project),
        time.roll_over,
        time.business_close,
        time.zone,
        {name: parse_counted_days(text, name).days for name, text in time.units.items()},
    )


@lru_cache(maxsize=64)
def kept_calendar(spec: CalendarSpec, project: bool = False) -> Calendar:
    """The calendar that a specification describes, from the cache if it is there."""
    key = "\n".join(("calendar", program_state(), _library_state(), repr(spec), str(project)))
    content = read_blob(key)
    if content is not None:
        with contextlib.suppress(ValueError, TypeError):
            return Calendar.from_plain(json.loads(content))
    calendar = _built(spec, project)
    write_blob(key, json.dumps(calendar.to_plain()).encode())
    return calendar


def _built(spec: CalendarSpec, project: bool) -> Calendar:
    """The calendar that a specification describes, its parts kept too."""
    if spec.joined:
        calendar = joined(spec.name, [kept_calendar(part, project) for part in spec.joined])
    elif spec.base == "none" or (not spec.base and spec.name == "none"):
        calendar = NO_CALENDAR
    else:
        calendar = official_calendar(spec.base or spec.name, project=project)
    return with_overrides(calendar, parse_overrides(spec.overrides).overrides) if spec.overrides else calendar


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
