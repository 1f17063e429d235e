"""`ruledsl calendar`: count days by hand, look at a working calendar, see a ruleset's settings of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from ruledsl.civil_time.units import Language
from ruledsl.cli import completing
from ruledsl.cli.options import DATE, Command, lang_option

if TYPE_CHECKING:
    from ruledsl.civil_time import Calendar, Convention

UNITS = ("day", "workday", "week", "month", "quarter", "year")


def calendar_options(command: Command) -> Command:
    """Which calendar: an official one by its name, or a ruleset's own with all its settings."""
    add = (
        click.option(
            "--calendar",
            "name",
            default="china",
            show_default=True,
            help="An official calendar: china, uk, england, …, an ISO 3166 code (FR, DE-BY), or none.",
        ),
        click.option(
            "--ruleset",
            metavar="RULESET",
            shell_complete=completing.rulesets,
            help="Use the calendar and the settings of this ruleset instead.",
        ),
        click.option("--project-calendar", is_flag=True, help="Project past the published years."),
        lang_option,
    )
    for option in reversed(add):
        command = option(command)
    return command


@click.group()
def calendar() -> None:
    """Count days by hand, and look at working calendars.

    The day from which is counted is day 0; a forward limit in days, weeks, months or years that would end on a rest
    day ends on the next workday (PRC Civil Code, articles 200 to 204).
    """


@calendar.command()
@click.argument("start", metavar="DATE", type=DATE)
@click.argument("n", metavar="N", type=click.IntRange(min=0, max=100_000))
@click.argument("unit", metavar="UNIT", shell_complete=completing.units)
@click.option("--back", is_flag=True, help="Count backwards: the last day of `at least N UNIT before DATE`.")
@click.option("--clear", is_flag=True, help="Clear days: neither end counts.")
@click.option("--no-roll-over", is_flag=True, help="Let the limit end on a rest day.")
@calendar_options
def add(
    start: int,
    n: int,
    unit: str,
    back: bool,
    clear: bool,
    no_roll_over: bool,
    name: str,
    ruleset: str | None,
    project_calendar: bool,
    lang: Language,
) -> int:
    """Show where a limit of N UNIT from DATE ends, day by day.

    UNIT is day, workday, week, month, quarter or year (or a counted day that the ruleset declares).

    \b
    Examples:
      ruledsl calendar add 2022-03-28 3 workdays
      ruledsl calendar add 2022-04-02 5 workdays --back
      ruledsl calendar add 2022-01-31 1 month
    """
    from attrs import evolve

    from ruledsl.civil_time import Amount, DateOutOfRange, Direction, UnknownUnit
    from ruledsl.cli.output import stdout_page, write
    from ruledsl.report.calendar_text import limit_text

    convention = _convention(name, ruleset, project_calendar)
    unit_name = _unit(unit, tuple(convention.counted))
    if no_roll_over:
        convention = evolve(convention, roll_over=False)
    direction = Direction.BEFORE if back else Direction.AFTER
    try:
        text = limit_text(start, Amount(n, unit_name, clear), convention, direction, stdout_page(lang))
    except (DateOutOfRange, UnknownUnit) as error:
        raise click.UsageError(f"{error}.") from None
    write(text)
    return 0


@calendar.command()
@click.argument("first", metavar="FROM", type=DATE)
@click.argument("last", metavar="TO", type=DATE)
@calendar_options
def count(first: int, last: int, name: str, ruleset: str | None, project_calendar: bool, lang: Language) -> int:
    """Count the days and workdays after FROM up to and including TO.

    \b
    Example:
      ruledsl calendar count 2022-03-28 2022-04-06
    """
    from ruledsl.cli.output import stdout_page, write
    from ruledsl.report.calendar_text import between_text

    write(between_text(first, last, _convention(name, ruleset, project_calendar).calendar, stdout_page(lang)))
    return 0


@calendar.command()
@click.argument("period", metavar="YEAR[-MONTH]", required=False)
@calendar_options
def show(period: str | None, name: str, ruleset: str | None, project_calendar: bool, lang: Language) -> int:
    """Show a month or a year as a small calendar. Holidays and make-up workdays are marked. With --ruleset alone,
    that ruleset's settings of time are shown.

    \b
    Examples:
      ruledsl calendar show 2022-04
      ruledsl calendar show 2022 --calendar uk
      ruledsl calendar show --ruleset taian
    """
    from ruledsl.cli.output import stdout_page, write
    from ruledsl.report.calendar_text import months_text, settings_text

    page = stdout_page(lang)
    if period is None and ruleset is None:
        raise click.UsageError("Say which year or month (2022, 2022-04), or give --ruleset.")
    convention = _convention(name, ruleset, project_calendar)
    if ruleset is not None and period is None:
        from ruledsl.cli.loading import compiled_ruleset

        write(settings_text(compiled_ruleset(ruleset), convention, page))
    if period is not None:
        year, months = _months(period)
        write(months_text(year, months, convention.calendar, page))
    return 0


def _months(period: str) -> tuple[int, list[int]]:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2}))?", period)
    if match is None or match[1] == "0000" or (match[2] is not None and not 1 <= int(match[2]) <= 12):
        raise click.BadParameter(f"'{period}' is not a year or month; write 2022 or 2022-04")
    return int(match[1]), list(range(1, 13)) if match[2] is None else [int(match[2])]


def _unit(text: str, declared: tuple[str, ...]) -> str:
    """The unit's name; its plural is as good."""
    from ruledsl.diagnostics import did_you_mean

    for name in (text.lower(), text.lower().removesuffix("s"), text):
        if name in UNITS or name in declared:
            return name
    if text.lower() in ("hour", "hours"):
        raise click.BadParameter("hours are counted from an instant, not from a day; use days")
    help = did_you_mean(text, [*UNITS, *declared])
    raise click.BadParameter(f"there is no unit '{text}'" + (f"; {help}" if help else ""))


def _convention(name: str, ruleset: str | None, project: bool) -> Convention:
    from ruledsl.civil_time import NO_CALENDAR, Convention, UnknownCalendar, official_calendar

    if ruleset is not None:
        from ruledsl.cli.loading import compiled_ruleset
        from ruledsl.engine.calendar_cache import convention_for

        return convention_for(compiled_ruleset(ruleset), project=project)
    try:
        found: Calendar = NO_CALENDAR if name == "none" else official_calendar(name, project=project)
    except UnknownCalendar as error:
        raise click.BadParameter(f"{error.message}; {error.help}", param_hint="--calendar") from None
    return Convention(found)
