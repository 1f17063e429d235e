"""The TextMate grammar, made from the language's own grammar and its table of keywords.

    python tools/highlighting.py            write src/ruledsl/highlighting/ruledsl.tmLanguage.json
    python tools/highlighting.py --check    say whether it is up to date (exit status 1 if not)

The tests check that it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ruledsl.highlighting import textmate

PLACE = Path(textmate.__file__).with_name("ruledsl.tmLanguage.json")


def main(args: list[str]) -> int:
    """Write the file, or with `--check` say whether it is what would be written."""
    text = textmate.text()
    if "--check" not in args:
        PLACE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if PLACE.exists() and PLACE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PLACE.name} is not up to date: run python tools/highlighting.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
