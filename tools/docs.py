"""The pages that are made from the program: the command line's from click's help, the diagnostics' from their codes.

    python tools/docs.py            write docs/cli.md and docs/diagnostics.md
    python tools/docs.py --check    say which of them is not up to date (exit status 1)

The tests check that the pages are up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from ruledsl.cli.root import root
from ruledsl.codes import CODES

DOCS = Path(__file__).resolve().parents[1] / "docs"

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
    """docs/diagnostics.md: each code with its title and explanation, by family."""
    parts = [
        "# Diagnostics",
        "Every error that a user can cause has a code that stays the same. This page is made from "
        "`src/ruledsl/codes.py` by `python tools/docs.py`; do not edit it.",
    ]
    for prefix, family in FAMILIES.items():
        codes = [code for key, code in sorted(CODES.items()) if key.startswith(prefix)]
        if codes:
            parts += [f"## {family}", *(f"### {code.code}: {code.title}\n\n{code.explanation}" for code in codes)]
    return "\n\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {"cli.md": render_cli, "diagnostics.md": render_diagnostics}


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
