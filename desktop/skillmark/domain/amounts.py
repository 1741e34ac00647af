"""What adds up: minutes and counts from entries and sessions, and attendance in percent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from skillmark.domain.attempts import Counted
from skillmark.domain.outline import Requirement, Scheme
from skillmark.domain.records import AttendanceFact, AttendanceMark, RequirementRecord, SessionFact, SessionState

ATTENDED = frozenset({AttendanceMark.PRESENT, AttendanceMark.LATE})
"""Marks that add the minutes of a session; E and A add nothing."""


@dataclass(frozen=True, slots=True)
class Attended:
    """What one requirement has got from sessions.

    Attributes:
        minutes: attended.
        count: sessions attended.
        counted: minutes of the sessions marked P, L or A.
        outstanding: minutes of the sessions that are planned, or held without a mark.
        last_on: the date of the newest session that adds to `minutes`, None where none does.
        decided_on: the date of the newest session that adds to `counted`.
        parts: (date, minutes) of each session attended.
    """

    minutes: int = 0
    count: int = 0
    counted: int = 0
    outstanding: int = 0
    last_on: date | None = None
    decided_on: date | None = None
    parts: tuple[tuple[date, int], ...] = ()


NOTHING_ATTENDED = Attended()


def session_minutes(session: SessionFact, fact: AttendanceFact | None) -> int:
    """The minutes that a session adds for a learner.

    P and L add the minutes noted, capped at the session's length, or its length where none are noted; everything
    else, and a cancelled session, adds nothing.
    """
    if fact is None or fact.mark not in ATTENDED or session.state is SessionState.CANCELLED:
        return 0
    return session.minutes if fact.minutes is None else min(fact.minutes, session.minutes)


def _in_window(session: SessionFact, record: RequirementRecord, *, percent: bool) -> bool:
    """Whether a session can count: in percent only while the learner was a candidate, in a renewal only inside it."""
    if session.state is SessionState.CANCELLED:
        return False
    if record.not_before is not None and session.starts_on < record.not_before:
        return False
    if not percent:
        return True
    if record.started_on is not None and session.starts_on < record.started_on:
        return False
    return record.ended_on is None or session.starts_on <= record.ended_on


def attend(record: RequirementRecord, *, percent: bool) -> Attended:
    """What the sessions of a record add up to. A planned session that has a mark is taken as held."""
    if not record.sessions:
        return NOTHING_ATTENDED
    parts: list[tuple[date, int]] = []
    counted_on: list[date] = []
    counted = outstanding = 0
    for session in {session.id: session for session in record.sessions}.values():
        if not _in_window(session, record, percent=percent):
            continue
        fact = record.attendance.get(session.id)
        if fact is None:
            outstanding += session.minutes
        elif fact.mark is not AttendanceMark.EXCUSED:
            counted += session.minutes
            counted_on.append(session.starts_on)
            if fact.mark in ATTENDED:
                parts.append((session.starts_on, session_minutes(session, fact)))
    return Attended(
        sum(minutes for _, minutes in parts),
        len(parts),
        counted,
        outstanding,
        max((day for day, _ in parts), default=None),
        max(counted_on, default=None),
        tuple(parts),
    )


def add_up(requirement: Requirement, counted: Iterable[Counted], attended: Attended) -> list[tuple[date, int]]:
    """(date, amount) of everything that adds up, in whole minutes for `hours`, in sessions and events for `count`."""
    if requirement.scheme is Scheme.HOURS:
        parts = [(item.entry.assessed_on, item.entry.minutes or 0) for item in counted]
        return parts + list(attended.parts)
    parts = [(item.entry.assessed_on, item.entry.count or 0) for item in counted]
    return parts + [(day, 1) for day, _ in attended.parts]


def reached_on(parts: Iterable[tuple[date, int]], needed: int | Fraction) -> date | None:
    """The date on which the amounts, taken by date, reached what is needed; None where they don't."""
    total = 0
    for day, part in sorted(parts):
        total += part
        if total >= needed:
            return day
    return None


def percent_share(attended: Attended, needed: Fraction) -> Fraction:
    """The share of a percent requirement that isn't met.

    min(1, got ÷ needed) × minutes counted ÷ (minutes counted + planned + unmarked), where got is the part attended.
    """
    if attended.counted == 0 or attended.minutes == 0:
        return Fraction(0)
    got = Fraction(attended.minutes, attended.counted)
    return min(Fraction(1), got / needed) * Fraction(attended.counted, attended.counted + attended.outstanding)
