"""One verdict and its explanation as sentences, in English or Chinese.

Handed a verdict, the names of its ruleset and scenario and a page, it hands on lines: the head (what was decided of
which clause and record) and, as far as asked for, the rows of its explanation. All words come from `wording`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from attrs import frozen

from ruledsl.civil_time.units import Language
from ruledsl.engine.verdicts import Consulted, FactUsed, LimitCount, Remedy, StandIn, Status, Verdict
from ruledsl.report import wording
from ruledsl.report.count_text import count_table
from ruledsl.report.layout import NO_BREAK, Page, hanging, harmless, pad, width
from ruledsl.report.missing_text import missing_text
from ruledsl.report.names import Names
from ruledsl.report.wording import date_words, listed, phrase
from ruledsl.source import NOWHERE, Span

STATUS_STYLE: Final = {
    Status.VIOLATED: ("bold", "red"),
    Status.UNDETERMINED: ("bold", "magenta"),
    Status.PENDING: ("bold", "yellow"),
    Status.EXCUSED: ("bold", "cyan"),
    Status.SATISFIED: ("bold", "green"),
    Status.NOT_APPLICABLE: ("dim",),
}

_NAME_BEFORE_CHINESE: Final = re.compile(r"(?<![A-Za-z0-9_.])([A-Za-z_][A-Za-z0-9_.]*)(?=[\u4e00-\u9fff])")

_RECORDING: Final = frozenset({"set_field", "judge", "wait", "set_value"})
"""Remedies that, without a value, only say which fact is missing."""

_NEVER: Final = frozenset({"not_done", "limit_passed"})


Place: TypeAlias = tuple[str, str | None, tuple[str, ...], str | None]
"""Norm, record, members and period: what tells instances apart, occurrences aside."""


def place_of(verdict: Verdict) -> Place:
    return (verdict.norm, verdict.record, verdict.key, verdict.period)


def repeated_places(verdicts: Iterable[Verdict]) -> frozenset[Place]:
    """The places that have several verdicts."""
    counted = Counter(place_of(verdict) for verdict in verdicts)
    return frozenset(place for place, n in counted.items() if n > 1)


@frozen
class Row:
    """One row of an explanation: its label and its lines, each a paragraph, or a table that is laid out already."""

    label: str
    lines: tuple[str, ...]
    laid_out: bool = False


@frozen
class Writer:
    """Writes verdicts for one scenario at one date (`as_of`, an ordinal). `repeated`: the clauses and records that have
    several instances, which alone are told apart by the occurrence."""

    names: Names
    page: Page
    as_of: int
    repeated: frozenset[Place] = frozenset()

    # ------------------------------------------------------------------------------------------------- the head

    def head(self, verdict: Verdict, tail: str = "") -> list[str]:
        """`VIOLATED (breach)  51.filing  agenda item i1`, and `tail` after it; wrapped where it does not fit."""
        word = wording.STATUS[verdict.status.value](self.lang)
        if verdict.severity is not None:
            word += self._bracketed(wording.SEVERITY[verdict.severity](self.lang))
        if verdict.so_far:
            word += self._bracketed(wording.MARKS["so_far"](self.lang))
        clause = self.names.clause(verdict.norm)
        where = self.address(verdict)
        plain = f"{word}  {clause}" + (f"  {where}" if where else "")
        first, *rest = hanging("", self._shown(plain + tail), self.page.columns, 4)
        if first.startswith(f"{word}  {clause}"):
            painted = f"{self.page.paint(word, *STATUS_STYLE[verdict.status])}  {self.page.paint(clause, 'bold')}"
            first = painted + first[len(f"{word}  {clause}") :]
        return [first, *rest]

    def address(self, verdict: Verdict) -> str:
        """Which instance: record, members, period and occurrence."""
        parts = [] if verdict.record is None else [self.names.subject(verdict.record)]
        if verdict.key:
            key = listed((self.names.subject(member) for member in verdict.key), self.lang)
            parts.append(phrase("for_key", self.lang, key=key))
        if verdict.period is not None:
            parts.append(phrase("in_period", self.lang, period=self.names.period(verdict.period)))
        if verdict.occurrence is not None and place_of(verdict) in self.repeated:
            if verdict.occurrence_day is None:
                parts.append(phrase("occurrence", self.lang, n=verdict.occurrence))
            else:
                day = date_words(verdict.occurrence_day, self.lang)
                parts.append(phrase("occurrence_on", self.lang, n=verdict.occurrence, day=day))
        return phrase("comma", self.lang).join(parts)

    def marks(self, verdict: Verdict) -> list[str]:
        """The marks as words, in the table's order; `so far` stands in the head."""
        return [words(self.lang) for mark, words in wording.MARKS.items() if mark in verdict.marks]

    # ------------------------------------------------------------------------------------------------- one verdict

    def brief(self, verdict: Verdict) -> list[str]:
        """The head with the few rows that matter most: why, due, what is missing, what was looked at, remedies."""
        rows = [
            self.why(verdict),
            self.due(verdict),
            self.possible(verdict),
            self.missing(verdict),
            *([self.looked_at(verdict)] if verdict.status is Status.EXCUSED else []),
            *self.remedies(verdict),
        ]
        return [*self.head(verdict), *self.lay_out(rows)]

    def listing(self, verdicts: Sequence[Verdict]) -> list[str]:
        """Verdicts of one status as a list: due date, clause, records, and the reason in a few words. Verdicts of one
        clause that say the same stand together."""
        groups: dict[tuple[str, int | None, str], list[str]] = {}
        for verdict in verdicts:
            groups.setdefault((verdict.norm, verdict.due, self.reason(verdict)), []).append(self.address(verdict))
        dues = {due: "" for _, due, _ in groups}
        if any(verdict.status is Status.PENDING for verdict in verdicts):
            dues = {due: self._due_words(due) for due in dues}
        margin = max(width(text) for text in dues.values())
        lines: list[str] = []
        for (norm, due, reason), addresses in groups.items():
            first = "  " + (pad(dues[due], margin) + "  " if margin else "")
            clause = self.names.clause(norm)
            text = f"{clause}  {listed(filter(None, addresses), self.lang)}".rstrip()
            text += f"{phrase('colon', self.lang)}{reason}" if reason else ""
            entry = hanging(first, self._shown(text), self.page.columns, 4 + width(first))
            entry[0] = entry[0].replace(clause, self.page.paint(clause, "bold"), 1)
            lines += entry
        return lines

    def _due_words(self, due: int | None) -> str:
        text = phrase("no_due", self.lang) if due is None else date_words(due, self.lang)
        return text.replace(NO_BREAK, " ")

    def reason(self, verdict: Verdict) -> str:
        """In a few words what is missing, how the plan stands, which clause excuses, or why."""
        match verdict.status:
            case Status.UNDETERMINED if verdict.missing:
                missing = listed(
                    (missing_text(name, self.names, verdict.record) for name in verdict.missing), self.lang
                )
                return phrase("missing", self.lang, facts=missing)
            case Status.UNDETERMINED if verdict.conflicts_with:
                return phrase("conflict_label", self.lang).lower() + self._gap() + self.conflict_text(verdict)
            case Status.PENDING:
                words = [timing for timing in (self.timing(verdict),) if timing] + self.marks(verdict)
                return listed(words, self.lang, "comma")
            case Status.EXCUSED:
                by = [self.names.clause(c.norm) for c in verdict.explanation.consulted if c.truth and c.norm]
                why = self.why(verdict).lines[0]
                return why + (self._bracketed(listed(by, self.lang)) if by else "")
            case Status.UNDETERMINED | Status.SATISFIED | Status.VIOLATED | Status.NOT_APPLICABLE:
                return self.why(verdict).lines[0]

    def full(self, verdict: Verdict) -> list[str]:
        """The whole explanation."""
        return [*self.head(verdict), *self.source(verdict), *self.lay_out(self.rows(verdict))]

    def without_verdict(self, norm_id: str, users: Sequence[Verdict]) -> list[str]:
        """A clause that has no verdict here: a permission, substitution or deeming with the verdicts that used it, or
        a clause without an instance."""
        norm = self.names.norm(norm_id)
        form = "" if norm is None else wording.FORMS[norm.form.value](self.lang)
        lines = hanging("", f"{self.names.clause(norm_id)}  {form}", self.page.columns, 4)
        if norm is not None:
            lines += self._written(norm.article, norm.text)
        used_by = tuple(f"{self.names.clause(v.norm)}  {self.address(v)}".rstrip() for v in users)
        none = phrase("used_by_none" if norm is None or not norm.breakable else "no_instance", self.lang)
        return [*lines, *self.lay_out([Row(phrase("used_by_label", self.lang), used_by or (none,))])]

    def line(self, verdict: Verdict) -> list[str]:
        """Head and reason, for lists of what is in order."""
        return self.head(verdict, phrase("colon", self.lang) + self.why(verdict).lines[0])

    def rows(self, verdict: Verdict) -> list[Row | None]:
        """The rows of the explanation in their order; None where there is nothing to say."""
        return [
            self.why(verdict),
            self.due(verdict),
            *self.counts(verdict),
            self.facts(verdict),
            self.stand_ins(verdict.explanation.stand_ins),
            self.looked_at(verdict),
            self.possible(verdict),
            self.missing(verdict),
            self.conflicts(verdict),
            self.used(verdict),
            *self.remedies(verdict),
            *self.comments(verdict),
        ]

    def source(self, verdict: Verdict) -> list[str]:
        """The article with its title, and the clause as it is written."""
        norm = self.names.norm(verdict.norm)
        return self._written(verdict.article, verdict.explanation.text or ("" if norm is None else norm.text))

    def _written(self, article: str, text: str) -> list[str]:
        lines = hanging("  ", harmless(self.names.article(article)), self.page.columns)
        for line in text.splitlines():
            lines += [self.page.paint(part, "dim") for part in hanging("    ", harmless(line), self.page.columns, 8)]
        return lines

    def lay_out(self, rows: Iterable[Row | None]) -> list[str]:
        """The rows under each other, labels in one column."""
        shown = [row for row in rows if row is not None and row.lines]
        margin = max((width(row.label) for row in shown), default=0) + 2
        lines: list[str] = []
        for row in shown:
            label = "  " + pad(row.label, margin)
            for number, line in enumerate(row.lines):
                first = label if number == 0 else " " * width(label)
                if row.laid_out and number > 0:
                    laid = [(first + self._shown(line)).replace(NO_BREAK, " ").rstrip()]
                else:
                    laid = hanging(first, self._shown(line), self.page.columns)
                if number == 0:
                    laid[0] = self.page.paint(label, "dim") + laid[0][len(label) :]
                lines += laid
        return lines

    # ------------------------------------------------------------------------------------------------- the rows

    def why(self, verdict: Verdict) -> Row:
        explanation = verdict.explanation
        blanks = {"count": _or_some(explanation.count), "bound": _or_some(explanation.bound)}
        words = wording.WHY[explanation.why]
        text = words(self.lang, **blanks)
        if explanation.count is not None and "{count}" not in words.en:
            text += self._bracketed(phrase("count_of", self.lang, n=explanation.count))
        return Row(phrase("why_label", self.lang), (phrase("semicolon", self.lang).join([text, *self.marks(verdict)]),))

    def due(self, verdict: Verdict) -> Row | None:
        """The due date, with how late it was met or how many days are left."""
        if verdict.due is None:
            return None
        count = next((c for c in verdict.explanation.counts if c.due == verdict.due), None)
        text = date_words(verdict.due, self.lang, None if count is None else count.due_second)
        if count is not None and verdict.status not in (Status.SATISFIED, Status.VIOLATED):
            if count.due_latest is None and (verdict.status is Status.UNDETERMINED or _unpublished(count)):
                text = phrase("due_open", self.lang, day=text)
            elif count.due_latest is not None and count.due_latest != count.due:
                latest = date_words(count.due_latest, self.lang)
                text = phrase("due_between", self.lang, day=text, latest=latest)
        timing = self.timing(verdict)
        return Row(
            phrase("due_label", self.lang), (text + (phrase("semicolon", self.lang) + timing if timing else ""),)
        )

    def timing(self, verdict: Verdict) -> str:
        """How late, how long overdue, or how many days are left."""
        match verdict.status:
            case Status.VIOLATED if verdict.late_days is not None and verdict.late_days > 0:
                return self._days("late", verdict.late_days)
            case Status.VIOLATED if verdict.explanation.why in _NEVER and verdict.due is not None:
                return self._days("overdue", self.as_of - verdict.due) if self.as_of > verdict.due else ""
            case Status.PENDING if verdict.days_left is not None and any(
                count.due == verdict.due and _unpublished(count) for count in verdict.explanation.counts
            ):
                return self._days("left_open", verdict.days_left)
            case Status.PENDING if verdict.days_left is not None:
                return self._days("left", verdict.days_left) if verdict.days_left else phrase("left_none", self.lang)
            case (
                Status.VIOLATED
                | Status.PENDING
                | Status.SATISFIED
                | Status.EXCUSED
                | Status.UNDETERMINED
                | Status.NOT_APPLICABLE
            ):
                return ""

    def counts(self, verdict: Verdict) -> list[Row]:
        """One row a limit that was counted: how, and then each day."""
        return [
            Row(
                phrase("count_label", self.lang),
                (self.count_head(count), *count_table(count.steps, self.lang, self.page.columns - 16)),
                True,
            )
            for count in verdict.explanation.counts
        ]

    def count_head(self, count: LimitCount) -> str:
        """`at least 5 workdays before 2022-04-02 (Sat), meeting m1 held: 2022-03-28 (Mon)`."""
        words = wording.LIMITS[count.form]
        amount = wording.amount_words(count.amount, self.lang)
        text = words(self.lang, amount=amount, anchor=self.anchor(count))
        if count.due is not None:
            text += phrase("colon", self.lang) + date_words(count.due, self.lang, count.due_second)
        notes = []
        if count.layer:
            notes.append(phrase("layer", self.lang, n=count.layer + 1))
        if count.provisional:
            notes.append(phrase("projected", self.lang))
        return text + (self._bracketed(listed(notes, self.lang)) if notes else "")

    def anchor(self, count: LimitCount) -> str:
        """The anchor: its date and what happened then."""
        fact = None if count.anchor is None else self.short_fact(count.anchor)
        if count.anchor_day is None:
            return fact or phrase("anchor_arising", self.lang)
        day = date_words(count.anchor_day, self.lang)
        return day if fact is None else phrase("anchor_fact", self.lang, day=day, fact=fact)

    def short_fact(self, fact: FactUsed) -> str:
        """A fact in as few words as name it: `meeting m1 held`."""
        match fact.kind:
            case "event" | "plan" | "no_event" | "other_event":
                name = self.names.event(fact.subject, fact.name)
                return phrase("anchor_named", self.lang, subject=self.names.subject(fact.subject), name=name)
            case _:
                return self.fact_text(fact)

    def facts(self, verdict: Verdict) -> Row | None:
        """The facts, each once, those first that have a date, by date; without those that stand beside an exception or
        condition looked at, and without saying that a record is on record."""
        beside = [fact for consulted in verdict.explanation.consulted for fact in consulted.facts]
        facts = [fact for fact in verdict.explanation.facts if fact not in beside and not _is_plain_record(fact)]
        facts.sort(key=lambda fact: (fact.day is None, fact.day or 0, fact.second or 0))
        others = {(fact.subject, fact.name) for fact in facts if fact.kind == "other_event"}
        told = (self.fact(fact, verdict.record, other=(fact.subject, fact.name) in others) for fact in facts)
        lines = tuple(dict.fromkeys(told))
        return Row(phrase("facts_label", self.lang), lines)

    def fact(self, fact: FactUsed, own: str | None = None, *, other: bool = False) -> str:
        """A fact with its date before it and the line of the input that says so after it. A fact of the record `own`
        does not name it again; of an absence `other` says that there is an entry that does not count."""
        text = self.fact_text(fact, own)
        if other and fact.kind == "no_event":
            at = "" if fact.subject == own else phrase("at_subject", self.lang, subject=self._fact_subject(fact))
            text = phrase("no_other", self.lang, at=at, name=self._fact_name(fact))
        match fact.kind:
            case "state" | "role":
                text += self._interval(fact)
            case "no_state" | "no_role" if fact.day is not None:
                text += phrase("comma", self.lang) + phrase("on_day", self.lang, day=date_words(fact.day, self.lang))
            case "no_event" | "no_judgement" | "unknown_field" if fact.day is not None:
                text += phrase("so_long", self.lang)
                text += phrase("until_day", self.lang, day=date_words(fact.day, self.lang, fact.second))
            case _ if fact.day is not None:
                text = f"{date_words(fact.day, self.lang, fact.second)}  {text}"
        return text + self._place(fact.span)

    def fact_text(self, fact: FactUsed, own: str | None = None) -> str:
        """What a fact says, without date and place."""
        names = self.names
        field = names.field(fact.subject, fact.name)
        if fact.argument is not None:
            field += self._bracketed(names.value(fact.argument))
        details = names.details(fact.value)
        subject = self._fact_subject(fact)
        wanted = names.details(fact.argument) if fact.kind == "other_event" else ""
        return wording.FACTS[fact.kind](
            self.lang,
            subject=subject,
            of="" if fact.subject == own else phrase("of_subject", self.lang, subject=subject),
            at="" if fact.subject == own else phrase("at_subject", self.lang, subject=subject),
            name=self._fact_name(fact),
            field=field,
            value=self._fact_value(fact),
            details=self._bracketed(details) if details else "",
            wanted=self._bracketed(phrase("wanted", self.lang, wanted=wanted)) if wanted else "",
        )

    def stand_ins(self, stand_ins: Sequence[StandIn]) -> Row | None:
        lines = [
            phrase(
                "stands_in",
                self.lang,
                substitute=self.names.party(each.substitute),
                principal=self.names.party(each.principal),
                norm=self.names.clause(each.norm),
            )
            for each in stand_ins
        ]
        return Row(phrase("stand_in_label", self.lang), tuple(lines))

    def looked_at(self, verdict: Verdict) -> Row | None:
        lines = [self.consulted(each, verdict.record) for each in verdict.explanation.consulted]
        return Row(phrase("looked_label", self.lang), tuple(lines))

    def consulted(self, consulted: Consulted, own: str | None = None) -> str:
        norm = "" if consulted.norm is None else self.names.clause(consulted.norm)
        text = wording.CONSULTED[consulted.kind](self.lang, norm=norm).rstrip()
        text += phrase("colon", self.lang) + wording.TRUTH[consulted.truth](self.lang)
        plain = consulted.truth is True
        told = [self.fact(fact, own) for fact in consulted.facts if not (plain and _is_plain_record(fact))]
        facts = listed(dict.fromkeys(told), self.lang, "semicolon")
        return text + (self._bracketed(facts) if facts else "")

    def possible(self, verdict: Verdict) -> Row | None:
        if verdict.status is not Status.UNDETERMINED:
            return None
        words = [self._lower_status(status) for status in verdict.possible]
        return Row(phrase("possible_label", self.lang), (listed(words, self.lang, "or"),) if words else ())

    def missing(self, verdict: Verdict) -> Row | None:
        lines = tuple(missing_text(name, self.names, verdict.record) for name in verdict.missing)
        return Row(phrase("missing_label", self.lang), (listed(lines, self.lang, "semicolon"),) if lines else ())

    def conflict_text(self, verdict: Verdict) -> str:
        return listed((self.names.clause(norm) for norm in verdict.conflicts_with), self.lang)

    def conflicts(self, verdict: Verdict) -> Row | None:
        text = self.conflict_text(verdict)
        return Row(phrase("conflict_label", self.lang), (text,) if text else ())

    def used(self, verdict: Verdict) -> Row | None:
        text = listed((self.names.clause(norm) for norm in verdict.used), self.lang)
        return Row(phrase("used_label", self.lang), (text,) if text else ())

    def remedies(self, verdict: Verdict) -> list[Row]:
        """What can still be done, and what would have been needed. Facts that are only to be recorded are left out:
        they stand under what is missing."""
        undetermined = verdict.status is Status.UNDETERMINED
        told = [
            remedy
            for remedy in verdict.explanation.remedies
            if not (undetermined and remedy.value is None and remedy.kind in _RECORDING)
        ]
        rows = []
        for label, possible in (("remedy_deciding" if undetermined else "remedy_open", True), ("remedy_past", False)):
            ways: dict[int, list[str]] = {}
            for each in told:
                if each.possible is possible:
                    ways.setdefault(each.way, []).append(self.remedy(each, verdict.record))
            lines = tuple(dict.fromkeys(self._together(way) for way in ways.values()))
            joined = (phrase("semicolon", self.lang) + phrase("or", self.lang).strip() + self._gap()).join(lines)
            rows.append(Row(phrase(label, self.lang), (joined,) if lines else ()))
        return rows

    def _together(self, changes: list[str]) -> str:
        """The changes of one way, which are needed together."""
        return listed(dict.fromkeys(changes), self.lang, "together")

    def remedy(self, remedy: Remedy, own: str | None = None) -> str:
        """One change in words; on the record `own` it does not name it again."""
        names, day = self.names, self._remedy_day(remedy)
        parties = listed((names.party(party) for party in remedy.parties), self.lang, "or")
        details = names.details(remedy.arguments) or names.details(remedy.value if remedy.kind != "do_before" else None)
        subject = names.subject(remedy.record) if remedy.record else phrase("everything", self.lang)
        elsewhere = remedy.record not in ("", own)
        blanks = {
            "at": phrase("at_subject", self.lang, subject=subject) if elsewhere else "",
            "of": phrase("of_subject", self.lang, subject=subject) if elsewhere else "",
            "name": names.event(remedy.record, remedy.name),
            "field": names.field(remedy.record, remedy.name.removesuffix(" late")),
            "details": self._bracketed(details) if details else "",
            "value": names.value(remedy.value),
            "parties": parties,
            "day": day or "",
            "missing": missing_text(remedy.name, names, own),
        }
        words = wording.REMEDIES[remedy.kind]
        match remedy.kind:
            case "do_by" | "do_on" if day is None:
                words = wording.PHRASES["do"]
            case "do_before":
                value = remedy.value
                blanks["value"] = (
                    names.event("", value) if isinstance(value, str) else day or phrase("before_that", self.lang)
                )
            case "set_value":
                blanks["name"] = names.named_value(remedy.name)
        text = words(self.lang, **blanks)
        if remedy.kind == "more" and day is not None:
            text += self._bracketed(phrase("until_day", self.lang, day=day))
        if parties and remedy.kind != "done_by":
            text += self._bracketed(phrase("by_parties", self.lang, parties=parties))
        return text

    def comments(self, verdict: Verdict) -> list[Row | None]:
        """The clause's own note and reading."""
        norm = self.names.norm(verdict.norm)
        if norm is None:
            return []
        return [
            Row(phrase("note_label", self.lang), (norm.note,) if norm.note else ()),
            Row(phrase("reading_label", self.lang), (norm.reading,) if norm.reading else ()),
        ]

    # ------------------------------------------------------------------------------------------------- pieces

    @property
    def lang(self) -> Language:
        return self.names.lang

    def _shown(self, text: str) -> str:
        """Text as it is shown: harmless, and in Chinese with a blank between a Latin name and what follows."""
        text = harmless(text)
        return _NAME_BEFORE_CHINESE.sub(r"\1 ", text) if self.lang == "zh" else text

    def _gap(self) -> str:
        return "" if self.lang == "zh" else " "

    def _bracketed(self, text: str) -> str:
        return phrase("open_bracket", self.lang) + text + phrase("close_bracket", self.lang)

    def _days(self, name: str, n: int) -> str:
        return phrase(f"{name}_one", self.lang) if n == 1 else phrase(name, self.lang, n=n)

    def _lower_status(self, status: Status) -> str:
        return wording.NORM_VALUES[status.value](self.lang)

    def _place(self, span: Span) -> str:
        if span == NOWHERE or not span.line:
            return ""
        here = self.names.scenario.span.file
        if span.file == here or not span.file:
            text = phrase("line", self.lang, n=span.line)
        else:
            text = phrase("source", self.lang, file=span.file.replace("\\", "/").rpartition("/")[2], line=span.line)
        return f"  [{text}]"

    def _interval(self, fact: FactUsed) -> str:
        if fact.day is None and fact.last is None:
            return ""
        if fact.day is None:
            text = phrase("state_until", self.lang, last=date_words(fact.last or 0, self.lang))
        elif fact.last is None:
            text = phrase("state_open", self.lang, first=date_words(fact.day, self.lang))
        elif fact.last == fact.day:
            text = phrase("on_day", self.lang, day=date_words(fact.day, self.lang))
        else:
            first, last = date_words(fact.day, self.lang), date_words(fact.last, self.lang)
            text = phrase("period_of_state", self.lang, first=first, last=last)
        return phrase("comma", self.lang) + text

    def _fact_subject(self, fact: FactUsed) -> str:
        if fact.subject:
            return self.names.subject(fact.subject)
        return phrase("nobody" if fact.kind == "no_role" else "everything", self.lang)

    def _fact_name(self, fact: FactUsed) -> str:
        match fact.kind:
            case "event" | "no_event" | "other_event" | "plan":
                return self.names.event(fact.subject, fact.name)
            case "state" | "no_state":
                return self.names.state(fact.name)
            case "role" | "no_role":
                return self.names.party(fact.name)
            case "value" | "unset_value":
                return self.names.named_value(fact.name)
            case "norm":
                return self.names.clause(fact.name)
            case _:
                return fact.name

    def _fact_value(self, fact: FactUsed) -> str:
        if fact.kind == "norm":
            words = wording.NORM_VALUES.get(str(fact.value or "lapsed"))
            return str(fact.value) if words is None else words(self.lang)
        if fact.kind == "judgement" and isinstance(fact.value, bool) and self.names.norm(fact.name) is not None:
            return phrase("in_time" if fact.value else "late_word", self.lang)
        return self.names.value(fact.value)

    def _remedy_day(self, remedy: Remedy) -> str | None:
        """The day of a remedy; the days, where it must not be done before some day that is still to come."""
        day = remedy.day if remedy.day is not None else remedy.first
        if day is None:
            return None
        ahead = remedy.first is not None and self.as_of < remedy.first < day
        if remedy.first is not None and remedy.first < day and (ahead or remedy.kind == "do_on"):
            first, last = date_words(remedy.first, self.lang), date_words(day, self.lang)
            return phrase("period_of_state", self.lang, first=first, last=last)
        return date_words(day, self.lang)


def _is_plain_record(fact: FactUsed) -> bool:
    """Whether a fact says no more than that there is such a record."""
    return fact.kind == "record" and fact.day is None


def _or_some(n: int | None) -> str:
    return "?" if n is None else str(n)


def _unpublished(count: LimitCount) -> bool:
    """Whether the limit runs over days that may be workdays or not, so that it may end later."""
    return count.due_latest != count.due and any(step.reason == "unpublished" for step in count.steps)
