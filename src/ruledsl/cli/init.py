"""`ruledsl init`: a first ruleset to go on from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ruledsl.civil_time.units import Language

if TYPE_CHECKING:
    from ruledsl.scaffold import Ci, Plan


@click.command()
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--name", metavar="NAME", help="The ruleset's name. Default: what DIR's own name suggests.")
@click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="Language of the comments, notes and README; labels are in both.",
)
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "none"]),
    default="github",
    show_default=True,
    help="The CI to write a snippet for.",
)
@click.option("--no-pre-commit", is_flag=True, help="Write no .pre-commit-config.yaml.")
def init(folder: str, name: str | None, lang: Language, ci: Ci, no_pre_commit: bool) -> int:
    """Make a first ruleset: a vocabulary, two articles, and cases that keep and break them.

    In DIR (by default the current folder) a folder NAME with the ruleset is made, an entry for pre-commit and a
    snippet for CI. All of it passes `fmt --check`, `lint` and `test` as it is. Nothing is ever overwritten: if
    anything is in the way, nothing is written.

    \b
    Examples:
      ruledsl init
      ruledsl init office --name leave_rules --ci gitlab
      ruledsl init 办公室 --lang zh --ci none

    Exit status: 0 made, 2 something is in the way or cannot be written.
    """
    from ruledsl import scaffold
    from ruledsl.cli import output
    from ruledsl.diagnostics import Diagnostics
    from ruledsl.source import Span

    place = Path(folder)
    fault = "" if name is None else scaffold.name_fault(name)
    if fault:
        raise click.BadParameter(fault, param_hint="--name")
    if place.exists() and not place.is_dir():
        raise click.BadParameter(f"'{folder}' is a file; give a folder, new or not", param_hint="DIR")
    plan = scaffold.plan(place, name or scaffold.name_for(place), lang, ci, hooks=not no_pre_commit)
    try:
        scaffold.write(plan)
    except scaffold.Already as already:
        raise click.ClickException(_in_the_way(already.places, place)) from None
    except (OSError, UnicodeError) as error:
        faults = Diagnostics()
        reason = getattr(error, "strerror", None) or str(error)
        faults.error("RD016", f"'{folder}' cannot be written to: {reason}", Span(folder, 0, 0, 0, 0))
        output.show_diagnostics(faults)
        return output.EXIT_INPUT
    output.write("".join(f"{place / file}\n" for file, _ in plan.files))
    output.talk(_next_steps(plan, lang))
    return output.EXIT_KEPT


def _in_the_way(places: tuple[str, ...], folder: Path) -> str:
    """What is there already, and what to do about it."""
    lines = [f"Nothing was written, for in {folder} there is already:", *(f"  {place}" for place in places)]
    for place in places:
        match place:
            case ".pre-commit-config.yaml":
                lines.append("Leave it out with --no-pre-commit.")
            case ".gitlab-ci.yml" | ".github/workflows/ruledsl.yml":
                lines.append("Leave the CI snippet out with --ci none.")
            case _:
                lines.append("Give the ruleset another name with --name, or another folder.")
    return "\n".join(dict.fromkeys(lines))


def _next_steps(plan: Plan, lang: Language) -> str:
    import shlex

    steps = [f"cd {shlex.quote(str(plan.folder))}"] if plan.folder != Path(".") else []
    name = plan.name
    case = f"{name}/requests.scenario"
    steps += [f"ruledsl test {name}", f"ruledsl check {name} {case}", f"ruledsl explain {name} {case} 1.sign"]
    if lang == "zh":
        steps[-2:] = [f"{step} --lang zh" for step in steps[-2:]]
        title, end = "下一步：", f"然后修改 {name}/{name}.rules；{name}/README.md 说明怎样写。"
    else:
        title, end = "Next:", f"Then change {name}/{name}.rules; {name}/README.md says how."
    return "\n".join([f"\n{title}", *(f"  {step}" for step in steps), end, ""])
