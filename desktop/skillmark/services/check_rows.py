"""Rows against what the change log says was written, and awards against their snapshots.

The change log is chained, so that it can't be altered unseen; what it says that rows held last is what they must hold,
and a row that it doesn't tell of was made by somebody who went around Skillmark. Not logged row by row are standings,
which are computed anew, and what check_kept.py looks at: kept files must have their digest, counters can't be behind
the numbers in use, an issuer's private key must go with its public one. So a counter that was raised isn't seen, nor a
kept file that nothing names, nor the day on which one was kept; and nothing of what check_log.py says can't be told.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Table, select, type_coerce
from sqlalchemy.types import NullType

from skillmark.services.check_log import UNKNOWN, Told, Values, read_log
from skillmark.services.sitting import NOBODY
from skillmark.services.unit_of_work import plain
from skillmark.store.schema import Base, Change, ChangePayload
from skillmark.store.types import Bytes, Document, Key, Mark

NOT_LOGGED = frozenset({"standing", "requirement_standing", "attachment", "counter", "change", "change_payload"})
"""Tables without a row in the change log."""
GONE = "it is gone"
PLANTED = "it is in the book, but no change made it"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `check` found wrong.

    Attributes:
        kind: file, chain, log, row, kept_file, content, standing, requirement_standing, support, snapshot, signature,
            counter, signing_key.
        name: what it is about: a candidacy's key, an award's number, a change's key.
        detail: what differs, for whoever mends it.
    """

    kind: str
    name: str
    detail: str


def row_findings(connection: Connection) -> Iterator[Finding]:
    """Every row that holds something else than the change log says was written there last."""
    told = read_log(connection)
    for change in dict.fromkeys(told.unreadable):
        yield Finding("log", change, "what was written can't be read")
    lost = select(ChangePayload.change).where(ChangePayload.change.not_in(select(Change.id))).distinct()
    for key in connection.execute(lost).scalars():
        yield Finding("log", key.hex, GONE)
    # Enrolments first: they tell when the candidacies of an import began.
    for name in sorted(told.rows.keys() - NOT_LOGGED, key=lambda name: (name != "enrolment", name)):
        try:
            yield from list(_Rows(connection, Base.metadata.tables[name], told).findings())
        except (ValueError, TypeError) as error:
            # A value that its column can't hold: whoever wrote it went around Skillmark.
            yield Finding("content", name, f"{type(error).__name__}: {error}")
    for learner, rows in told.bulk.items():
        for table, which in rows:
            if learner not in told.left and (learner, table, which) not in told.may_lack:
                yield Finding("row", f"{table} of {told.rows['learner'][learner,]['code']} {which}", GONE)


class _Rows:
    """The rows of one table, as they are and as they should be."""

    def __init__(self, connection: Connection, table: Table, told: Told) -> None:
        self._connection, self._table, self._told = connection, table, told
        columns = list(enumerate(table.columns))
        self._columns = [(place, column.name, _SHOWN.get(type(column.type))) for place, column in columns]
        self._keys = [(place, _SHOWN.get(type(column.type))) for place, column in columns if column.primary_key]

    def findings(self) -> Iterator[Finding]:
        """What differs, what was planted, what is gone."""
        missing = dict(self._told.rows[self._table.name])
        raw = [type_coerce(column, NullType()).label(column.name) for column in self._table.columns]
        for row in self._connection.execute(select(*raw)):
            key = tuple(shown(row[place]) if shown else row[place] for place, shown in self._keys)
            wanted = missing.pop(key, None) or self._from_import(row)
            if wanted is None:
                yield Finding("row", self._name(row), PLANTED)
                continue
            for place, name, shown in self._columns:
                value, logged = row[place], wanted[name]
                if value == logged or logged is UNKNOWN:
                    continue
                value = shown(value) if shown and value is not None else value
                if value != _comparable(value, logged) and not self._unowned(name, value):
                    yield Finding("row", self._name(row), f"{name} is {value!r}, logged {logged!r}")
        for key in missing:
            yield Finding("row", f"{self._table.name} {' '.join(map(str, key))}", GONE)

    def _unowned(self, name: str, value: Any) -> bool:
        """A copy of a book belongs to no device until somebody writes to it."""
        return (self._table.name, name, value) == ("book", "device", NOBODY.hex)

    def _from_import(self, row: Any) -> Values | None:
        """What a row should hold that an import made."""
        other = {"enrolment": "cohort", "candidacy": "credential"}.get(self._table.name)
        if other is None:
            return None
        learner, key = _hex(row.learner), _hex(row.id)
        rows = self._told.bulk.get(learner, {})
        wanted = rows.pop((self._table.name, _hex(getattr(row, other))), None)
        if wanted is None:
            return None
        later = self._told.sets.get((self._table.name, key), {})
        if self._table.name == "enrolment" and "from_on" not in later:
            _begins(rows, wanted["cohort"], row.from_on)
        return {**wanted, **later}

    def _name(self, row: Any) -> str:
        """A row as a person finds it: by its number or code where it has one."""
        told = [str(row._mapping[name]) for name in ("number", "code", "display_name") if row._mapping.get(name)]
        keys = [str(shown(row[place]) if shown else row[place]) for place, shown in self._keys]
        return f"{self._table.name} {' '.join(told or keys)}"


def _begins(rows: Mapping[tuple[str, str], Values], cohort: str, day: Any) -> None:
    """Candidacies of an import begin with the enrolment that they came with."""
    for (table, _), row in rows.items():
        if table == "candidacy" and row["cohort"] == cohort:
            row["started_on"] = day


def _hex(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _thousandths(value: Any) -> Any:
    return Decimal(value) / 1000 if isinstance(value, int) else value


_SHOWN: dict[type, Callable[[Any], Any]] = {Key: _hex, Bytes: _hex, Mark: _thousandths, Document: json.loads}
"""How what the driver gives is spelt in the change log, by column type; the others are as they are."""


def _comparable(value: Any, logged: Any) -> Any:
    return Decimal(logged) if isinstance(value, Decimal) and logged is not None else logged


def award_findings(row: Any) -> Iterator[Finding]:
    """What an award's row says otherwise than its signed snapshot."""
    told = json.loads(row.snapshot)
    pairs = {
        "number": told["number"], "holder": told["holder"]["name"], "awarded_on": told["awarded_on"],
        "valid_until": told["valid_until"],
    }  # fmt: skip
    for name, value in pairs.items():
        if plain(getattr(row, name)) != value:
            yield Finding("snapshot", row.number, f"{name} is {plain(getattr(row, name))!r}, signed {value!r}")
