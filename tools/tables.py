"""The tables of the quick reader, made from the grammar.

    python tools/tables.py            write src/ruledsl/syntax/tables.json
    python tools/tables.py --check    say whether it is up to date (exit status 1 if not)

The tests check that it is. A program that finds it made from another grammar makes the tables anew, and takes longer.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ruledsl.syntax.loader import build, grammar_text
from ruledsl.syntax.tables import FILE, packed

PATH = Path(__file__).resolve().parents[1] / "src" / "ruledsl" / "syntax" / FILE


def render() -> str:
    """The file's text."""
    data = packed(build(grammar_text()))
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"), sort_keys=True) + "\n"


def main(args: list[str]) -> int:
    """Write the tables, or with `--check` say whether they are up to date."""
    text = render()
    if "--check" in args:
        if not PATH.exists() or PATH.read_text(encoding="utf-8") != text:
            print(f"{FILE} is not up to date: run python tools/tables.py", file=sys.stderr)
            return 1
        return 0
    PATH.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
