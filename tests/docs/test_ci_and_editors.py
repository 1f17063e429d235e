"""What stands on the pages about CI and editors, and in the hooks and templates, can be done as it is written."""

from __future__ import annotations

import json
import plistlib
import re
import shlex
import textwrap
from pathlib import Path

import click
import pytest
import yaml

from ruledsl.cli.root import COMMANDS, root
from ruledsl.highlighting import textmate
from ruledsl.scaffold import making, plan
from tests.cli.running import run

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "ci.md", ROOT / "docs" / "editors.md"]
TEMPLATES = sorted(
    path for path in Path(making.__file__).with_name("templates").rglob("*") if path.suffix in (".md", ".yml", ".yaml")
)
HOOKS = ROOT / ".pre-commit-hooks.yaml"

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CALL = re.compile(rf"(?<![\w./-])ruledsl ((?:{'|'.join(COMMANDS)})\b[^\n`|>]*)")


@pytest.fixture(autouse=True)
def _own_cache(own_cache: Path) -> None:
    pass


def blocks(page: Path, kind: str) -> list[str]:
    return [text for name, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if name == kind]


def calls(text: str) -> list[list[str]]:
    """The arguments of every `ruledsl …` in a text."""
    return [shlex.split(call.strip().removesuffix(')"')) for call in _CALL.findall(text)]


def parse(arguments: list[str]) -> None:
    """Parse a command line down to its last option, and run nothing. Raises what click would say."""
    command: click.Command = root
    context = root.make_context("ruledsl", list(arguments))
    while isinstance(command, click.Group):
        name, found, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        assert found is not None
        command = found
        context = command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("path", [*PAGES, *TEMPLATES, HOOKS], ids=lambda path: "/".join(path.parts[-2:]))
def test_every_command_line_can_be_parsed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    in_blocks = text if path.suffix != ".md" else "".join(body for _, body in _BLOCK.findall(text))
    assert calls(in_blocks)
    for call in calls(in_blocks):
        parse(call)
    for call in calls(text):
        try:
            parse(call)
        except click.MissingParameter:
            # A sentence may name a command without all it needs.
            continue


def test_a_wrong_option_would_be_seen() -> None:
    assert calls("`ruledsl lint rules --shape json`") == [["lint", "rules", "--shape", "json"]]
    with pytest.raises(click.NoSuchOption):
        parse(["lint", "rules", "--shape", "json"])


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_block_of_data_can_be_read(page: Path) -> None:
    for text in blocks(page, "yaml"):
        assert yaml.safe_load(textwrap.dedent(text))
    for text in blocks(page, "json"):
        assert json.loads(text)


def test_the_page_shows_what_init_writes() -> None:
    written = {
        place: yaml.safe_load(text)
        for ci in ("github", "gitlab")
        for place, text in plan(Path(), "rules", "en", ci).files  # type: ignore[arg-type]
        if place.endswith((".yml", ".yaml"))
    }
    shown = [yaml.safe_load(textwrap.dedent(text)) for text in blocks(PAGES[0], "yaml")]
    assert len(written) == 3
    assert all(data in shown for data in written.values())


def test_the_table_of_statuses_is_true(tmp_path: Path) -> None:
    run(["init", tmp_path, "--name", "rules"])
    rules, cases = tmp_path / "rules", tmp_path / "rules" / "requests.scenario"
    commands = (["fmt", "--check", rules], ["lint", rules], ["test", rules])
    assert [run(command).status for command in commands] == [0, 0, 0]
    assert run(["check", rules, cases]).status == 1
    with cases.open("a", encoding="utf-8") as file:
        file.write('\n\n\nscenario "TODO"\n    as of 2022-04-02\n    expect 1.sign violated\n')
    assert [run(command).status for command in commands] == [1, 1, 1]
    cases.write_bytes(b"\xff")
    assert [run(command).status for command in commands] == [2, 2, 2]
    assert run(["check", rules, cases]).status == 2


# ------------------------------------------------------------------------------------------------ pre-commit


def hooks() -> dict[str, dict[str, object]]:
    return {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}


def test_the_page_names_the_hooks_that_there_are() -> None:
    remote = yaml.safe_load(blocks(PAGES[0], "yaml")[1])["repos"][0]
    assert [hook["id"] for hook in remote["hooks"]] == list(hooks())


def test_hooks_look_at_rules_and_scenarios_only() -> None:
    for hook in hooks().values():
        wanted = re.compile(str(hook["files"]))
        assert all(wanted.search(name) for name in ("a.rules", "rulesets/a/b.scenario"))
        assert not any(wanted.search(name) for name in ("rules", "a.rules.txt", "scenario.py", "my_rules"))


@pytest.mark.parametrize("name", ["ruledsl-fmt", "ruledsl-lint", "ruledsl-test"])
def test_a_hook_passes_what_is_sound_and_stops_what_is_not(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run(["init", "--name", "office"])
    hook = hooks()[name]
    program, *entry = shlex.split(str(hook["entry"]))
    assert program == "ruledsl"
    case = Path("office", "requests.scenario")
    given = [str(case)] if hook.get("pass_filenames", True) else []
    before = case.read_bytes()
    assert run([*entry, *given]).status == 0
    assert case.read_bytes() == before
    case.write_text('scenario "late"\n  as of  2022-04-02\n  expect 1.sign   violated -- TODO\n', encoding="utf-8")
    changed = case.read_bytes()
    # pre-commit takes a file that was changed for a failure; the formatter's own status is 0 then.
    assert run([*entry, *given]).status == (0 if name == "ruledsl-fmt" else 1)
    assert (case.read_bytes() != changed) == (name == "ruledsl-fmt")


# ------------------------------------------------------------------------------------------------ editors


def test_the_extension_for_an_editor_fits_the_grammar() -> None:
    package, language = (json.loads(text) for text in blocks(PAGES[1], "json"))
    (grammar,) = package["contributes"]["grammars"]
    assert grammar["scopeName"] == textmate.SCOPE
    assert Path(textmate.__file__).with_name(Path(grammar["path"]).name).is_file()
    assert package["contributes"]["languages"][0]["extensions"] == [".rules", ".scenario"]
    assert language["comments"]["lineComment"] == "--"


def test_the_grammar_can_be_written_as_a_property_list() -> None:
    assert plistlib.loads(plistlib.dumps(textmate.grammar())) == textmate.grammar()
