"""The file of `record`: one judgement a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from skillmark.exchange.cells import read_criteria, read_minutes, read_number, read_whole
from skillmark.exchange.limits import USUAL, Limits
from skillmark.exchange.records import (
    Field,
    RecordTable,
    one_of,
    read_day,
    read_line,
    read_prose,
    read_records,
    read_text,
)


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What one row says. Empty or None where it says nothing; no rule was applied yet.

    Attributes:
        row: as the spreadsheet numbers it.
        learner: any identifier, or a display name.
        mark: as typed; it may be negative or over any maximum.
        minutes: from the column `hours`.
        criteria: (criterion's code, points) in the order of the cell.
        attempt: None is a new one.
        assessor: name or e-mail; empty is who acts.
        evidence: link, text or path of a file.
    """

    row: int
    learner: str
    credential: str
    requirement: str
    outcome: str
    mark: Decimal | None
    level: str
    minutes: int | None
    count: int | None
    criteria: tuple[tuple[str, Decimal], ...]
    date: date | None
    attempt: int | None
    assessor: str
    basis: str
    evidence: str
    decision: str
    feedback: str
    reason: str
    authority: str


FIELDS = (
    Field("learner", read_text, needed=True),
    Field("credential", read_text),
    Field("requirement", read_text, needed=True),
    Field("outcome", one_of("met", "not_met", "returned", "missing", "waived", "void")),
    Field("mark", read_number, None, decimal=True),
    Field("level", read_text),
    Field("hours", read_minutes, None, decimal=True),
    Field("count", read_whole, None),
    Field("criteria", read_criteria, (), decimal=True),
    Field("date", read_day, None),
    Field("attempt", read_whole, None),
    Field("assessor", read_text),
    Field("basis", one_of("work", "rpl")),
    Field("evidence", read_line),
    Field("decision", one_of("accept", "revise", "not_yet")),
    Field("feedback", read_prose),
    Field("reason", read_line),
    Field("authority", read_text),
)


def _mark_row(*, hours: int | None, **values: object) -> MarkRow:
    """A record from the fields by name; the column says hours, the record minutes."""
    return MarkRow(minutes=hours, **values)  # type: ignore[arg-type]


def read_marks(source: Path | bytes, name: str = "", limits: Limits = USUAL) -> RecordTable[MarkRow]:
    """The judgements of a file; see RecordTable for its refused rows.

    Raises:
        InputUnreadable: one of errors_files, where the file is no table of marks.
    """
    return read_records(source, name, FIELDS, _mark_row, limits)
