"""A log that grows line by line, as an office's own does: what has happened is entered, what is planned is stated once,
days pass. The reference for what may change from one day to the next is `legal`."""

from __future__ import annotations

from ruledsl.engine.verdicts import Status, Verdict

OPEN = frozenset({Status.PENDING, Status.UNDETERMINED, Status.EXCUSED, Status.NOT_APPLICABLE})


def is_decided(verdict: Verdict) -> bool:
    """Whether nothing may change it any more: satisfied or violated, and not only so far."""
    return verdict.status in (Status.SATISFIED, Status.VIOLATED) and not verdict.so_far


def what_is_decided(verdict: Verdict) -> tuple[object, ...]:
    """All that stays of a decided verdict: what it is, when it was due and when it was decided."""
    return verdict.status, verdict.severity, verdict.so_far, verdict.due, verdict.at, verdict.late_days


def is_legal(old: Verdict, new: Verdict) -> bool:
    """Whether a verdict may become another as the log grows and days pass: what is decided stays as it is, all else may
    be decided or stay open."""
    return what_is_decided(old) == what_is_decided(new) if is_decided(old) else True
