"""Clauses of every form, with every window and modifier: what the laws of the compiler are tested on."""

from pathlib import Path

CLAUSES = Path(__file__).with_name("corpus.clauses").read_text(encoding="utf-8")
"""One clause a line, in the world of `tests.norms.compiling`."""

SETTINGS_MORE = "    window quick = within 3 workdays of submitted, or 1 week if extended\n"
