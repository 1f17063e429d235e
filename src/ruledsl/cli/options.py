"""Options and arguments that several commands share, and the types their values have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ruledsl.civil_time.text import DateError, parse_date
from ruledsl.cli import completing

Command = TypeVar("Command", bound=Callable[..., Any])


class DateType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A date written YYYY-MM-DD; the value is its ordinal."""

    name = "date"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        try:
            return parse_date(value)
        except DateError as error:
            self.fail(f"{error.message}; {error.help}" if error.help else error.message, param, ctx)


DATE = DateType()


class JobsType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A number of processes, or `auto` (the value is None)."""

    name = "jobs"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "N|auto"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value is None or isinstance(value, int):
            return value
        if value != "auto" and not (value.isascii() and value.isdecimal() and 1 <= int(value) <= 1000):
            self.fail("give a number from 1 to 1000, or 'auto'", param, ctx)
        return None if value == "auto" else int(value)


ruleset_argument = click.argument("ruleset", metavar="RULESET", shell_complete=completing.rulesets)

lang_option = click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the report."
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs.",
)

as_of_option = click.option(
    "--as-of", type=DATE, help="Evaluate at the end of this day (YYYY-MM-DD). Default: the scenario's last `as of`."
)

project_calendar_option = click.option(
    "--project-calendar",
    is_flag=True,
    help="Decide past the published calendar years by projection; such verdicts are marked provisional.",
)

scenario_option = click.option(
    "-k", "--scenario", "wanted", metavar="TEXT", help="Only the scenarios whose title contains TEXT."
)

jobs_option = click.option(
    "-j",
    "--jobs",
    type=JobsType(),
    default="auto",
    show_default=True,
    help="How many processes share the work; auto: one for each processor, if there is enough to do.",
)
