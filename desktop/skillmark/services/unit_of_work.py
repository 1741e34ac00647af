"""One request's work on the book: its transaction, who acts, when, what it touched, and its line in the change log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, inspect, select, update
from sqlalchemy.orm import Session

from skillmark.domain.outline import Judge
from skillmark.protocol.answers import Changes
from skillmark.protocol.errors import SurroundingsError
from skillmark.protocol.errors_requests import NotInBook
from skillmark.store.change_log import SUBJECTS_A_CHANGE, Head, Stamp, append
from skillmark.store.schema import Base, BookInfo, Counter
from skillmark.system.canonical import canonical
from skillmark.system.clock import Instant, local_date


def plain(value: object) -> object:
    """A field's value as JSON without floats."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, StrEnum)):
        return str(value)
    return value


class DryRun(Exception):
    """Carries the answer of a dry run out of its transaction, which is then undone."""

    def __init__(self, value: object) -> None:
        """Takes what would have been answered."""
        super().__init__()
        self.value = value


@dataclass(slots=True)
class _Subject:
    kind: str
    rows: list[object] = field(default_factory=list)
    sets: list[object] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)


class Work:
    """A transaction or a look, with the day and the settings: what functions need that only read."""

    def __init__(self, session: Session, info: BookInfo, now: Instant, actor: UUID | None) -> None:
        """Takes an open session."""
        self.session, self.info, self.now, self.actor = session, info, now, actor

    @property
    def connection(self) -> Connection:
        """The session's connection."""
        return self.session.connection()

    @property
    def zone(self) -> ZoneInfo:
        """The book's time zone."""
        return ZoneInfo(self.info.time_zone)

    @property
    def today(self) -> date:
        """The day in the book's time zone."""
        return local_date(self.now.at, self.zone)

    def get(self, kind: type[Any], key: Any) -> Any:
        """A row by its key.

        Raises:
            NotInBook: there is none.
        """
        row = self.session.get(kind, key)
        if row is None:
            raise NotInBook(kind.__tablename__, str(key))
        return row


class UnitOfWork(Work):
    """What a service function works with."""

    actor: UUID

    def __init__(self, session: Session, head: Head, stamp: Stamp, now: Instant, info: BookInfo, roles: frozenset[str]):
        """Takes the open transaction and who acts in it."""
        super().__init__(session, info, now, stamp.actor)
        self.head, self.stamp, self.roles = head, stamp, roles
        self._subjects: dict[UUID, _Subject] = {}
        self._touched: dict[str, set[UUID]] = {}
        self.pending_standings: list[Any] = []
        self.noted_candidacies: dict[UUID, set[str]] = {}
        self.judges: dict[UUID, Judge] = {}
        self.remarks: list[SurroundingsError] = []

    def recorded(self) -> dict[str, Any]:
        """The columns of schema.Recorded for a row made now."""
        return {
            "recorded_at": self.now.at,
            "recorded_offset": self.now.offset,
            "recorded_by": self.actor,
            "clock": self.stamp.clock,
            "device": self.head.device,
        }

    def add(self, row: Base, subject: UUID, kind: str) -> None:
        """Adds a row; `subject` is the one record that the change log names it under."""
        self.session.add(row)
        self.rewrote(row, subject, kind)

    def rewrote(self, row: Base, subject: UUID, kind: str) -> None:
        """Logs all that a row holds now, after its fields were set."""
        columns = inspect(type(row)).columns.keys()
        values = {name: plain(getattr(row, name)) for name in columns if getattr(row, name) is not None}
        self._subject(subject, kind).rows.append([row.__tablename__, values])

    def change(self, row: Any, subject: UUID, kind: str, /, **fields: object) -> bool:
        """Sets fields of a row; what is the same already is left out. True where anything changed."""
        new = {name: value for name, value in fields.items() if getattr(row, name) != value}
        if not new:
            return False
        entry = self._subject(subject, kind)
        seen = row.head.hex if row.head else None
        entry.sets.append([row.__tablename__, plain(row.id), {k: plain(v) for k, v in new.items()}, seen])
        entry.changed.append(row)
        for name, value in new.items():
            setattr(row, name, value)
        return True

    def remove(self, row: Any, subject: UUID, kind: str) -> None:
        """Deletes a row on which nothing was built."""
        keys = [plain(getattr(row, column.key)) for column in inspect(type(row)).primary_key]
        self._subject(subject, kind).rows.append([row.__tablename__, {"removed": keys}])
        self.session.delete(row)

    def note(self, subject: UUID, kind: str, /, **facts: object) -> None:
        """Writes facts into the change log that stand in no row."""
        self._subject(subject, kind).rows.append(["note", {name: plain(value) for name, value in facts.items()}])

    def _subject(self, subject: UUID, kind: str) -> _Subject:
        self.touch(kind, subject)
        return self._subjects.setdefault(subject, _Subject(kind))

    def touch(self, kind: str, *keys: UUID) -> None:
        """Says that views of these records need a fresh look."""
        self._touched.setdefault(kind, set()).update(keys)

    def touch_all(self, kind: str) -> None:
        """Says that any record of a kind may have changed."""
        self._touched[kind] = set()

    @property
    def changes(self) -> Changes:
        """All that was touched."""
        return Changes({kind: frozenset(keys) for kind, keys in self._touched.items()})

    def remark(self, error: SurroundingsError) -> None:
        """Tells a person something about what is carried out all the same; the same is told once."""
        if not any(type(one) is type(error) and vars(one) == vars(error) for one in self.remarks):
            self.remarks.append(error)

    def log(self, action: str) -> None:
        """Writes the change log of all that was added, changed and noted; once, at the end."""
        by_kind: dict[str, list[tuple[UUID, _Subject]]] = {}
        for key, subject in self._subjects.items():
            by_kind.setdefault(subject.kind, []).append((key, subject))
        for kind, subjects in by_kind.items():
            bodies = [(key.bytes, canonical({"rows": one.rows, "sets": one.sets})) for key, one in subjects]
            for start, change in self.log_many(action, kind, bodies):
                for _, one in subjects[start : start + SUBJECTS_A_CHANGE]:
                    for row in one.changed:
                        row.head = change
        self._subjects.clear()

    def log_many(self, action: str, kind: str, bodies: list[tuple[bytes, bytes]]) -> list[tuple[int, UUID]]:
        """Writes ready payloads, a thousand subjects a change; gives where each change starts, and its key."""
        self.session.flush()
        return [
            (
                start,
                append(
                    self.connection,
                    self.head,
                    self.stamp,
                    action,
                    kind,
                    bodies[start : start + SUBJECTS_A_CHANGE],
                ),
            )
            for start in range(0, len(bodies), SUBJECTS_A_CHANGE)
        ]

    def next_number(self, series: str, count: int = 1) -> int:
        """Reserves `count` numbers of a series and gives the first."""
        last = self.session.scalar(select(Counter.last).where(Counter.series == series))
        if last is None:
            self.session.add(Counter(series=series, last=count))
            self.session.flush()
            return 1
        self.session.execute(update(Counter).where(Counter.series == series).values(last=last + count))
        return last + 1
