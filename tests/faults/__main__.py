"""`python -m tests.faults [NAME]…`: pin what the command line now says of the faults whose path has a NAME in it."""

from __future__ import annotations

import sys

from tests.faults.corpus import update

print(f"{update(sys.argv[1:])} answers changed; read them before they are kept: git diff tests/faults")
