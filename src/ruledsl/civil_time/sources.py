"""Where calendars come from: the official schedules kept by the `holidays` library, and joins of several
calendars. Handed a calendar's name as a ruleset writes it, it hands on a `Calendar` that says which years are
published. The library is imported only while a calendar is being built.

China: a year counts as published only if the library holds that year's notice of the State Council, told by the
days off exchanged for working weekend days (every notice since 2006 has some). The library answers for later
years too, by guessing; those days are unpublished here, or, with `project=True`, projected for ten years.
The same rule holds for every country whose library data has exchanged days (Hungary, Taiwan, Russia, ...).
Other countries' holidays are computed from statute: they count as published from 1990 to 2035, except for years
in which the library only estimates a holiday. Nothing depends on today's date.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from ruledsl.civil_time.arithmetic import FIRST_DAY
from ruledsl.civil_time.calendar import NO_CALENDAR, Calendar, DayCode

CHINA_FIRST_YEAR: Final = 2006
"""The first year in which the library and an independent second source agree on every day."""

COMPUTED_FIRST_YEAR: Final = 1990
COMPUTED_LAST_YEAR: Final = 2035
PROJECTED_YEARS: Final = 10
"""How many years past the last published one `project=True` reaches."""

OFFICIAL_NAMES: Final[Mapping[str, tuple[str, str | None]]] = {
    "china": ("CN", None),
    "england": ("GB", "ENG"),
    "scotland": ("GB", "SCT"),
    "wales": ("GB", "WLS"),
    "northern_ireland": ("GB", "NIR"),
}
"""The calendars known by a name of their own; any other name is an ISO 3166 code (`FR`, `DE-BY`)."""

OFFICIAL_JOINS: Final[Mapping[str, tuple[str, ...]]] = {
    "uk": ("england", "scotland", "wales", "northern_ireland"),
}
"""The named calendars that are joins: a workday is one in all of their parts."""


class UnknownCalendar(ValueError):
    """There is no official calendar of that name. `help` says which names there are."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def official_calendar(name: str, *, project: bool = False) -> Calendar:
    """The official calendar called `name`: `none`, `china`, `england`, `uk`, an ISO 3166 code such as `FR` or `DE-BY`.

    With `project`, days past the published years are projected (kind `projected`) instead of unpublished.
    Raises UnknownCalendar.
    """
    key = name.strip().lower()
    if key == NO_CALENDAR.name:
        return NO_CALENDAR
    if key in OFFICIAL_JOINS:
        return joined(key, [official_calendar(part, project=project) for part in OFFICIAL_JOINS[key]])
    country, subdivision = OFFICIAL_NAMES.get(key) or _iso_code(name)
    return _Schedule(name, country, subdivision).calendar(key, project=project)


def joined(name: str, calendars: Sequence[Calendar]) -> Calendar:
    """The calendar on which a day is a workday if it is one on all of `calendars`.

    Three-valued: a rest day anywhere is a rest day, else a day not published anywhere is not published. Raises
    ValueError if there is no calendar to join.
    """
    if not calendars:
        raise ValueError("a joined calendar needs at least one calendar")
    parts = [calendar for calendar in calendars if calendar.codes]
    always = all(calendar.always for calendar in calendars)
    if not parts:
        return Calendar.of_codes(name, FIRST_DAY, b"", always=always)
    start = min(calendar.start for calendar in parts)
    end = max(calendar.start + len(calendar.codes) for calendar in parts)
    codes = bytearray(end - start)
    names: dict[int, tuple[str, str]] = {}
    for day in range(start, end):
        deciding = min(calendars, key=lambda calendar: _JOIN_RANK[calendar.code(day)])
        codes[day - start] = deciding.code(day)
        status = deciding.status(day)
        if status.name_en or status.name_zh:
            names[day] = (status.name_en, status.name_zh)
    return Calendar.of_codes(name, start, bytes(codes), names, always=always)


_JOIN_RANK: Final[Mapping[int, int]] = {
    code: rank
    for rank, code in enumerate(
        (
            DayCode.HOLIDAY,
            DayCode.OVERRIDE_REST,
            DayCode.WEEKEND,
            DayCode.PROJECTED_REST,
            DayCode.UNPUBLISHED,
            DayCode.PROJECTED_WORKING,
            DayCode.MAKEUP,
            DayCode.OVERRIDE_WORKING,
            DayCode.ORDINARY,
        )
    )
}
"""Which part's day decides a joined day: certain rest, projected rest, not published, then work."""


def _iso_code(name: str) -> tuple[str, str | None]:
    match = re.fullmatch(r"([A-Za-z]{2})(?:-([A-Za-z0-9]{1,3}))?", name.strip())
    if match is None:
        raise _unknown(name)
    country, subdivision = match.groups()
    return country.upper(), subdivision.upper() if subdivision else None


def _unknown(name: str) -> UnknownCalendar:
    from difflib import get_close_matches

    known = sorted([*OFFICIAL_NAMES, *OFFICIAL_JOINS, "none"])
    near = get_close_matches(name.strip().lower(), known, n=1)
    listing = ", ".join(known)
    help = f"did you mean '{near[0]}'?" if near else f"use one of {listing}, or an ISO 3166 code (FR, DE-BY)"
    return UnknownCalendar(f"there is no official calendar called '{name}'", help)


class _Schedule:
    """The library's data on one country or subdivision."""

    def __init__(self, name: str, country: str, subdivision: str | None) -> None:
        from inspect import signature

        self._country = country
        self._subdivision = subdivision
        self._marking_estimates: dict[str, Any] = {}
        try:
            self._sample = self._observe(None, ())
        except NotImplementedError as error:
            raise _unknown(name) from error
        if "islamic_show_estimated" in signature(type(self._sample).__init__).parameters:
            self._marking_estimates = {"islamic_show_estimated": True}

    def calendar(self, name: str, *, project: bool) -> Calendar:
        published = self._published_years()
        wanted = range(published.start, published.stop + PROJECTED_YEARS) if project else published
        english, chinese = self._in_both_languages(wanted)
        estimated = self._estimated_years(english)
        exchanges = self._exchanges()
        start = date(wanted.start, 1, 1).toordinal()
        end = date(wanted.stop, 1, 1).toordinal()
        codes = bytearray(end - start)
        names: dict[int, tuple[str, str]] = {}
        for day in range(start, end):
            moment = date.fromordinal(day)
            code = _code(english, moment)
            if moment.year in estimated or moment.year not in published:
                if not project:
                    continue
                code = _projection_of(code)
            codes[day - start] = code
            if moment in exchanges and code in (DayCode.HOLIDAY, DayCode.MAKEUP):
                names[day] = _exchange_names(code, moment, exchanges[moment], english, chinese)
            elif moment in english:
                names[day] = (english[moment], chinese[moment])
        return Calendar.of_codes(name, start, bytes(codes), names)

    def _observe(self, language: str | None, years: Iterable[int]) -> Any:
        import holidays

        return holidays.country_holidays(
            self._country,
            subdiv=self._subdivision,
            years=years,
            expand=False,
            language=language,
            **self._marking_estimates,
        )

    def _in_both_languages(self, years: Iterable[int]) -> tuple[Any, Any]:
        """The holidays with English and with Chinese names; with the library's own where there are none."""
        spoken = tuple(self._sample.supported_languages or ())
        english = self._observe(next((code for code in ("en_US", "en_GB") if code in spoken), None), years)
        for code in ("zh_CN", "zh_TW"):
            if code in spoken:
                return english, self._observe(code, years)
        return english, english

    def _published_years(self) -> range:
        """The years that count as published, see the module's docstring."""
        years = {year for year, _, _ in self._exchange_rows()}
        if not years:
            return range(COMPUTED_FIRST_YEAR, COMPUTED_LAST_YEAR + 1)
        if self._country != "CN":
            return range(max(min(years), COMPUTED_FIRST_YEAR), min(max(years), COMPUTED_LAST_YEAR) + 1)
        last = CHINA_FIRST_YEAR
        while last + 1 in years:
            last += 1
        return range(CHINA_FIRST_YEAR, last + 1)

    def _exchange_rows(self) -> list[tuple[int, date, date]]:
        """(year of the notice, day off, day worked in exchange), from the library's table of notices."""
        rows = []
        for year, entry in getattr(self._sample, "special_public_holidays", {}).items():
            notices = entry if entry and isinstance(entry[0], tuple) else (entry,)
            for notice in notices:
                if len(notice) in (4, 5):
                    month, day, worked_month, worked_day, *worked_year = notice
                    worked = date(worked_year[0] if worked_year else year, worked_month, worked_day)
                    rows.append((year, date(year, month, day), worked))
        return rows

    def _exchanges(self) -> dict[date, date]:
        """Each exchanged day off with the day worked for it, and the other way round."""
        rows = self._exchange_rows()
        return {off: worked for _, off, worked in rows} | {worked: off for _, off, worked in rows}

    def _estimated_years(self, observed: Any) -> frozenset[int]:
        """The years in which the library marks some holiday as estimated."""
        label = getattr(observed, "estimated_label", None)
        if not label:
            return frozenset()
        word = observed.tr(label).replace("%s", "").strip(" ()（）")
        return frozenset(moment.year for moment, name in observed.items() if word and word in name)


def _code(observed: Any, moment: date) -> DayCode:
    working, weekend = observed.is_working_day(moment), observed.is_weekend(moment)
    if working:
        return DayCode.MAKEUP if weekend else DayCode.ORDINARY
    return DayCode.HOLIDAY if moment in observed or not weekend else DayCode.WEEKEND


def _projection_of(code: DayCode) -> DayCode:
    rest = code in (DayCode.HOLIDAY, DayCode.WEEKEND)
    return DayCode.PROJECTED_REST if rest else DayCode.PROJECTED_WORKING


def _exchange_names(code: DayCode, moment: date, other: date, english: Any, chinese: Any) -> tuple[str, str]:
    """The names of an exchanged day: the holiday it belongs to and the day it is exchanged for."""
    holiday = _nearest_holiday(moment if code is DayCode.HOLIDAY else other, english)
    en, zh = (_bare(english[holiday]), _bare(chinese[holiday])) if holiday else ("", "")
    if code is DayCode.HOLIDAY:
        off_en = f"day off in exchange for {other}"
        return f"{en}, {off_en}" if en else off_en, f"{zh}调休（换 {other}）"
    worked_en = f"make-up workday for {other}"
    return (
        f"{worked_en} ({en})" if en else worked_en,
        f"调休上班（换 {other} {zh}）" if zh else f"调休上班（换 {other}）",
    )


def _bare(name: str) -> str:
    return re.sub(r" ?[(（](observed|补假|補假)[)）]", "", name)


def _nearest_holiday(off: date, observed: Any) -> date | None:
    """The named holiday, up to ten days away, that an exchanged day off belongs to."""
    substituted = observed.tr(observed.substituted_label).split("%s")[0]
    for distance in range(1, 11):
        for shift in (-distance, distance):
            near = date.fromordinal(off.toordinal() + shift)
            if near in observed and not observed[near].startswith(substituted):
                return near
    return None
