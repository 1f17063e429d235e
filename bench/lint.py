"""How long a cold lint of a large ruleset takes. Run by hand:

    python bench/lint.py [--clauses 2000] [--runs 5]

Makes a ruleset of so many clauses (always the same one) in a folder of its own, lints it in fresh processes without any
cache, and prints the median of the CPU seconds (user and system) of each part, with the machine and the versions.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

CLAUSES_OF_AN_ARTICLE = 10
ARTICLES_OF_A_FILE = 10
EVENTS = ("submitted", "reviewed", "signed", "sent", "answered", "filed", "returned", "published")
MATTERS = ("request", "report", "plan", "notice", "order", "letter", "contract", "grant", "permit", "petition")
ROLES = ("mayor", "secretary", "auditor", "clerk", "director", "counsel")

_PART = """
import json, os, sys, time
def now():
    t = os.times()
    return t.user + t.system
parts = {"start of the interpreter": now()}
def lap(name, before):
    parts[name] = now() - before
at = now()
import ruledsl.cli.lint
from ruledsl.analysis.catalogue import chosen
from ruledsl.analysis import gathering, linting
rules = chosen([], [])
lap("imports and the rules' modules", at)
from ruledsl.diagnostics import Diagnostics
from ruledsl.syntax import parse, read_source
import ruledsl.syntax.loader
at = now()
reading = gathering._Reading({}, Diagnostics())
for name in sorted(os.listdir(".")):
    reading.tree(gathering.Path(name))
lap("read and parse", at)
at = now()
units = reading.units(gathering.Path("."))
lap("compile", at)
assert not reading.diagnostics.errors, reading.diagnostics.errors[:3]
at = now()
asked = frozenset(source for source in reading.diagnostics.sources)
found = linting.lint(gathering.Gathered(tuple(units), asked, reading.diagnostics), rules)
lap("lint rules", at)
parts["(findings)"] = len(found.items)
parts["(clauses)"] = sum(1 for unit in units for norm in unit.norms)
print(json.dumps(parts))
"""


def main() -> int:
    """Make the ruleset, time it, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clauses", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", metavar="FOLDER", help="write the ruleset there and time nothing")
    given = parser.parse_args()
    if given.keep:
        write_ruleset(Path(given.keep), given.clauses)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        size = write_ruleset(Path(folder), given.clauses)
        parts_of_a_run(folder)
        rows = [parts_of_a_run(folder) for _ in range(given.runs)]
        whole = [whole_run(folder) for _ in range(given.runs)]
    print(f"{given.clauses} clauses, {size:,} characters; {int(rows[0]['(findings)'])} findings; {describe_machine()}")
    print(f"CPU seconds (user + system), median of {given.runs} fresh processes without cache\n")
    for name in rows[0]:
        if not name.startswith("("):
            print(f"{name:<34} {statistics.median(row[name] for row in rows):6.2f}")
    print(f"{'ruledsl lint, all of it':<34} {statistics.median(whole):6.2f}   (least {min(whole):.2f})")
    return 0


def parts_of_a_run(folder: str) -> dict[str, float]:
    """CPU seconds by part, in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", _PART], cwd=folder, env=environment(), capture_output=True, text=True, check=True
    )
    parts: dict[str, float] = json.loads(done.stdout)
    return parts


def whole_run(folder: str) -> float:
    """CPU seconds of `ruledsl lint` itself."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "ruledsl", "lint", ".", "--format", "concise"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        check=False,
    )
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def environment() -> dict[str, str]:
    """The environment, without the program's caches, and with Python's compiled modules, as an installed program has
    them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "RULEDSL_NO_CACHE": "1", "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "ruledsl-bench")}


def describe_machine() -> str:
    """Processor and versions."""
    from importlib.metadata import version

    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()}; Python {platform.python_version()}, "
        f"lark {version('lark')}, attrs {version('attrs')}"
    )


# ------------------------------------------------------------------------------------------------ the ruleset


def write_ruleset(folder: Path, clauses: int) -> int:
    """Write the files; how many characters they have."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"town.rules": heading()}
    articles = -(-clauses // CLAUSES_OF_AN_ARTICLE)
    for first in range(0, articles, ARTICLES_OF_A_FILE):
        number = first // ARTICLES_OF_A_FILE + 1
        lines = [f'chapter {number} "Chapter {number}" / "第{number}章"']
        for article in range(first, min(first + ARTICLES_OF_A_FILE, articles)):
            lines.append(f'\narticle {article + 1} "Article {article + 1}" / "第{article + 1}条"')
            for place in range(CLAUSES_OF_AN_ARTICLE):
                at = article * CLAUSES_OF_AN_ARTICLE + place
                if at < clauses:
                    lines.append(f"    {clause(at, article, place)}")
        texts[f"chapter-{number:02}.rules"] = "\n".join(lines) + "\n"
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return sum(map(len, texts.values()))


def kinds() -> list[str]:
    """The kinds of records: ten matters in each of four lines of work."""
    return [f"{area}_{matter}" for area in ("land", "school", "road", "health") for matter in MATTERS]


def heading() -> str:
    """The vocabulary and the ruleset's heading."""
    lines = ["vocabulary town_words"]
    for role in ROLES:
        lines.append(f'    role {role} "{role}" / "{role}职"')
    lines.append(
        '    list urgency = ordinary "ordinary" / "一般", urgent "urgent" / "急件", pressing "pressing" / "特急"'
    )
    for kind in kinds():
        english = kind.replace("_", " ")
        lines.append(f'    kind {kind} "{english}" / "{kind}件"  opens submitted, closes published')
        lines.append(f'        matters : whole number default 1 "matters of the {english}" / "{kind}事项数"')
        lines.append(f'        urgency : urgency default ordinary "urgency of the {english}" / "{kind}紧急程度"')
        lines.append(f'        needs_money : yes/no default no "the {english} needs money" / "{kind}需要资金"')
        events = ", ".join(f'{event}(by) "{english} {event}" / "{kind}{event}件"' for event in EVENTS)
        lines.append(f"        event {events}")
    lines += [
        "",
        'ruleset town "Rules of the town" / "本镇规则"',
        "    calendar china",
        "    in force from 2022-01-01",
    ]
    return "\n".join(lines) + "\n"


def clause(at: int, article: int, place: int) -> str:
    """One clause; what it says depends on its number only."""
    kind = kinds()[article % len(kinds())]
    # Articles on one kind differ in these.
    turn = article // len(kinds())
    role = ROLES[(article + turn) % len(ROLES)]
    days = 3 + turn + place
    urgency = ("ordinary", "urgent", "pressing")[turn % 3]
    more = 2 + turn
    match place:
        case 0:
            return f"review{turn}: {kind} requires reviewed(by = {role}) before signed when matters > {more}"
        case 1:
            return (
                f"reply{turn}: {kind} requires answered within {days} workdays of sent\n"
                f"        when urgency = {urgency} and matters > {more}"
            )
        case 2:
            return f"hold{turn}: {kind} forbids returned(by = {role}) until reviewed unless needs_money"
        case 3:
            return (
                f"publish{turn}: {kind} requires published within {days} days of answered, or {days + 9} days if "
                f"matters > {more}\n        when urgency = {urgency} and not needs_money"
            )
        case 4:
            return (
                f"file{turn}: {kind} requires filed(by = {role}) at least {days} days before published\n"
                f"        when needs_money and matters in ({more}, {more + 20}, {more + 40})\n"
                f'        note "counted from the day of receipt; see article {article + 1}"'
            )
        case 5:
            return f"send{turn}: {kind} requires sent within {days} days of signed(by = {role}) unless matters = {more}"
        case 6:
            return f"quota{turn}: {kind} requires at most {days} submitted per month for each by when matters > {more}"
        case 7:
            return (
                f"both{turn}: {kind} requires (reviewed and signed) or sent(by = {role}) before answered\n"
                f"        when matters > {more} and (urgency = {urgency} or needs_money)"
            )
        case 8:
            return f"late{turn}: {kind} requires filed within {days} months of published when review{turn} broken"
        case _:
            return f"own{turn}: {kind} forbids signed(by = {role}) when submitted(by = {role}) and matters > {more}"


if __name__ == "__main__":
    sys.exit(main())
