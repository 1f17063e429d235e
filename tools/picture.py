"""The picture of a report in the README, made from the program's own output.

python tools/picture.py        write docs/images/report.svg
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
CASE = "rulesets/taian/examples/late-material.scenario"
WIDTH = 100

COLOURS = {
    "VIOLATED": "bold red",
    "Due": "bold",
    "Why": "bold",
    "Count": "bold",
    "Facts": "bold",
    "Needed": "bold green",
}


def main() -> None:
    """Print one verdict's explanation, colour its headings, and save the picture."""
    arguments = ["explain", "taian", CASE, "51.filing", "--for", "street_trade"]
    done = subprocess.run(
        [sys.executable, "-m", "ruledsl", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(WIDTH), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    text = Text(done.stdout.rstrip())
    for word, style in COLOURS.items():
        text.highlight_regex(rf"(?m)^ *{word}\b", style)
    console.print(text)
    target = ROOT / "docs" / "images" / "report.svg"
    target.parent.mkdir(parents=True, exist_ok=True)
    svg = console.export_svg(title="ruledsl explain taian late-material.scenario 51.filing")
    # The picture fetches nothing: whatever fixed-width font the reader has will do.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    target.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
