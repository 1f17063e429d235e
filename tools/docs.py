"""The pages that are made from the program: the command line's from click's help, the diagnostics' from their codes,
the lint rules' from their own docs.

    python tools/docs.py            write docs/cli.md, docs/diagnostics.md and docs/lint.md
    python tools/docs.py --check    say which of them is not up to date (exit status 1)

The tests check that the pages are up to date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from ruledsl.cli.root import root
from ruledsl.codes import CODES

DOCS = Path(__file__).resolve().parents[1] / "docs"

FAULTS = Path(__file__).resolve().parents[1] / "tests" / "faults"

_CODE = re.compile(r"^(?:error|warning|note)\[(RD\d{3})\]", re.MULTILINE)

WIDTH = 90
"""Columns of the help texts."""

FAMILIES = {
    "RD0": "Files and reading",
    "RD1": "Syntax",
    "RD2": "Names and types of vocabularies and rulesets",
    "RD3": "Time settings and windows",
    "RD4": "Norms",
    "RD5": "Scenarios",
}


def render_cli() -> str:
    """docs/cli.md: each command's help, in the order of the table of commands."""
    parts = [
        "# The command line",
        "This page is made from the program's own help by `python tools/docs.py`; do not edit it.",
    ]
    for name, command, context in _commands(root, "ruledsl", None):
        level = "#" * min(name.count(" ") + 2, 4)
        parts += [f"{level} {name}", f"```text\n{command.get_help(context).rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def render_diagnostics() -> str:
    """docs/diagnostics.md: each code with its title, its explanation and an example, by family."""
    parts = [
        "# Diagnostics",
        "Every error that a user can cause has a code that stays the same. This page is made from "
        "`src/ruledsl/codes.py` and the wrong files in `tests/faults/` by `python tools/docs.py`; do not edit it.",
    ]
    shown = examples()
    for prefix, family in FAMILIES.items():
        codes = [code for key, code in sorted(CODES.items()) if key.startswith(prefix)]
        if codes:
            parts += [f"## {family}"]
        for code in codes:
            parts += [f"### {code.code}: {code.title}", code.explanation]
            if code.code in shown:
                parts.append(f"```text\n{shown[code.code]}\n```")
    return "\n\n".join(parts) + "\n"


def examples() -> dict[str, str]:
    """For each code the shortest answer in tests/faults that is about it alone, without the line that counts errors."""
    found: dict[str, str] = {}
    for path in sorted(FAULTS.glob("*/*.expected")):
        text = path.read_text(encoding="utf-8")
        answer = text.partition("\n")[2].partition("\n\n")[0]
        codes = set(_CODE.findall(text))
        if len(codes) == 1 and "Meant" not in answer:
            code = codes.pop()
            if code not in found or _example_size(answer) < _example_size(found[code]):
                found[code] = answer
    return found


def _example_size(answer: str) -> tuple[int, int]:
    """Examples with a line of text come before those without, short ones before long ones."""
    return (0 if " | " in answer else 1, len(answer))


def render_lint() -> str:
    """docs/lint.md: an index of the lint rules by group, and each rule's page."""
    from ruledsl.analysis.catalogue import rules
    from ruledsl.analysis.rule import Group
    from ruledsl.report.rule_text import rule_markdown

    parts = ["# Lint rules", LINT_PREFACE]
    for group in Group:
        rows = [rule for rule in rules() if rule.group is group]
        if rows:
            index = [f"- [{rule.code}](#{rule.code.lower()}-{rule.slug}) {rule.slug}: {rule.what}" for rule in rows]
            parts += [f"## {group.value.capitalize()}", "\n".join(index), *map(rule_markdown, rows)]
    return "\n\n".join(parts) + "\n"


LINT_PREFACE = """\
`ruledsl lint` looks for what is likely not meant, in rules that compile. This page is made from the rules in
`src/ruledsl/analysis/lint/` by `python tools/docs.py`; do not edit it. Every example is run by the tests.

A finding is taken back by a comment on its line or the line before, with a reason; without one nothing is suppressed:

```text
-- ruledsl: ignore RD630 because the source says it twice
```

Which rules run is said by `--select`, `--extend-select` and `--ignore`, or in `[tool.ruledsl]` of `pyproject.toml`, or
in `ruledsl.toml` (the same without `tool.ruledsl`). Codes may be cut short: `RD66` is every rule about style, `ALL`
every rule.

```toml
[tool.ruledsl]
extend-select = ["RD65"]
ignore = ["RD605", "name-style"]

[tool.ruledsl.per-file-ignores]
"drafts/*.rules" = ["ALL"]

[tool.ruledsl.rules.RD662]
most = 10
```

`--baseline FILE` leaves out the findings that `--write-baseline FILE` has listed, wherever their lines have moved.
`--fix` mends what can be mended without changing any norm, and `--fix --unsafe-fixes` also what may change one: it
takes out a clause that says nothing new, a condition that decides nothing. `--diff`
shows what they would change. A fix after
which a file can no longer be read is taken back. The output forms are `text`, `concise`,
`json`, `github`, `gitlab`, `sarif` (2.1.0) and `junit`."""

PAGES: dict[str, Callable[[], str]] = {
    "cli.md": render_cli,
    "diagnostics.md": render_diagnostics,
    "lint.md": render_lint,
}


def _commands(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """A command and its subcommands, each with the context that its help is written in."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name.rpartition(" ")[2], parent=parent, **settings)
    yield name, command, context
    if isinstance(command, click.Group):
        for subname in command.list_commands(context):
            subcommand = command.get_command(context, subname)
            if subcommand is not None:
                yield from _commands(subcommand, f"{name} {subname}", context)


def main(args: list[str]) -> int:
    """Write the pages, or with `--check` name those that are not up to date."""
    stale = 0
    for name, render in PAGES.items():
        path, text = DOCS / name, render()
        if "--check" in args:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"docs/{name} is not up to date: run python tools/docs.py", file=sys.stderr)
                stale = 1
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
