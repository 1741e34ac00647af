"""The file of `attendance`: one learner's attendance of one session a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from skillmark.exchange.cells import read_whole
from skillmark.exchange.dates import MINUTES_A_DAY
from skillmark.exchange.limits import USUAL, Limits
from skillmark.exchange.records import (
    Field,
    RecordTable,
    one_of,
    read_line,
    read_records,
    read_start,
    read_text,
)
from skillmark.protocol.errors_files import WordUnknown


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """What one row says. Empty or None where it says nothing; no rule was applied yet.

    Attributes:
        row: as the spreadsheet numbers it.
        cohort: its code.
        session: its title.
        start: wall-clock time of the book's time zone, or with an offset where the file gives one.
        minutes: the session's length.
        requirement: what the session counts toward.
        learner: any identifier, or a display name.
        mark: P, L, E or A.
        attended_minutes: of this learner.
    """

    row: int
    cohort: str
    session: str
    start: datetime
    minutes: int | None
    requirement: str
    credential: str
    learner: str
    mark: str
    attended_minutes: int | None
    note: str


MARKS = ("P", "L", "E", "A")
_read_letter = one_of(*(mark.lower() for mark in MARKS))


def read_mark(text: str, row: int, column: str) -> str:
    """One of the letters P, L, E, A, in either case.

    Raises:
        WordUnknown: anything else.
    """
    try:
        return str(_read_letter(text, row, column)).upper()
    except WordUnknown as fault:
        raise WordUnknown(row, column, fault.text, MARKS) from None


FIELDS = (
    Field("cohort", read_text, needed=True),
    Field("session", read_text, needed=True),
    Field("start", read_start, needed=True),
    Field("minutes", partial(read_whole, least=1, most=MINUTES_A_DAY), None),
    Field("requirement", read_text),
    Field("credential", read_text),
    Field("learner", read_text, needed=True),
    Field("mark", read_mark, needed=True),
    Field("attended_minutes", partial(read_whole, most=MINUTES_A_DAY), None),
    Field("note", read_line),
)


def read_attendance(source: Path | bytes, name: str = "", limits: Limits = USUAL) -> RecordTable[AttendanceRow]:
    """The attendance marks of a file; see RecordTable for its refused rows.

    Raises:
        InputUnreadable: one of errors_files, where the file is no table of attendance.
    """
    return read_records(source, name, FIELDS, AttendanceRow, limits)
