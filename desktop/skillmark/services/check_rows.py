"""Rows against what the change log says was written, kept files against their digests, awards against their snapshots.

The change log is chained, so that it can't be altered unseen; what it says that rows held last is what they must hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, cast, select, type_coerce
from sqlalchemy.types import NullType

from skillmark.services.unit_of_work import plain
from skillmark.store.schema import Attachment, Base, Change, ChangePayload
from skillmark.system.canonical import sha256

Key = tuple[str, tuple[Any, ...]]
IMPORTED = ("code", "display_name", "given_name", "family_name", "preferred_name", "pronouns", "email")
"""Fields of learners as an import logs them."""
KEPT = {"award": frozenset({"supported", "replaced_by"}), "award_run": frozenset({"prepared", "state"})}
"""Columns by table that are kept up by other changes, which don't log them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `check` found wrong.

    Attributes:
        kind: file, chain, log, row, kept_file, content, standing, requirement_standing, support, snapshot, signature.
        name: what it is about: a candidacy's key, an award's number, a change's key.
        detail: what differs, for whoever mends it.
    """

    kind: str
    name: str
    detail: str


def row_findings(connection: Connection) -> Iterator[Finding]:
    """Every row that holds something else than the change log says was written there last."""
    known: dict[Key, dict[str, Any]] = {}
    removed: set[str] = set()
    query = select(Change.id, ChangePayload.subject, type_coerce(ChangePayload.body, NullType()).label("body"))
    query = query.join(ChangePayload, ChangePayload.change == Change.id).order_by(
        Change.clock, Change.device, Change.sequence, ChangePayload.position
    )
    for row in connection.execute(query):
        try:
            _take(known, removed, row.subject, json.loads(row.body) if row.body is not None else {})
        except (ValueError, TypeError, KeyError, AttributeError):
            yield Finding("log", row.id.hex, "what was written can't be read")
    by_table: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {}
    for (table, key), values in known.items():
        if key[0] in removed or values.get("learner") in removed:
            continue
        by_table.setdefault(table, {})[key] = values
    for name, rows in by_table.items():
        try:
            yield from list(_differences(connection, Base.metadata.tables[name], rows))
        except (ValueError, TypeError) as error:
            # A value that its column can't hold: whoever wrote it went around Skillmark.
            yield Finding("content", name, f"{type(error).__name__}: {error}")


def _take(known: dict[Key, dict[str, Any]], removed: set[str], subject: Any, body: Mapping[str, Any]) -> None:
    """Takes in what one payload says; `removed` are learners whose import was taken back, with all that was theirs."""
    if "removed" in body:
        removed.add(subject.hex)
        return
    if "rows" not in body:
        known["learner", (subject.hex,)] = {name: body[name] for name in IMPORTED}
        return
    gone: set[Key] = set()
    for name, values in body["rows"]:
        if name == "note":
            continue
        keys = [column.name for column in Base.metadata.tables[name].primary_key]
        if "removed" in values:
            gone.add((name, tuple(values["removed"])))
            known.pop((name, tuple(values["removed"])), None)
        else:
            known[name, tuple(values[key] for key in keys)] = dict(values)
    for name, key, values, _seen in body["sets"]:
        if (name, (key,)) not in gone:
            known.setdefault((name, (key,)), {}).update(values)


def _differences(
    connection: Connection, table: Table, rows: Mapping[tuple[Any, ...], Mapping[str, Any]]
) -> Iterator[Finding]:
    keys = [column.name for column in table.primary_key]
    kept = KEPT.get(table.name, frozenset())
    missing = dict(rows)
    for row in connection.execute(select(table)).mappings():
        values = missing.pop(tuple(plain(row[key]) for key in keys), None)
        for name, value in (values or {}).items():
            if name not in kept and not _same(value, row[name]):
                yield Finding("row", _name(table.name, row, keys), f"{name} is {plain(row[name])!r}, logged {value!r}")
    for key in missing:
        yield Finding("row", f"{table.name} {' '.join(map(str, key))}", "it is gone")


def _name(table: str, row: Any, keys: list[str]) -> str:
    """A row as a person finds it: by its number or code where it has one."""
    told = [str(row[name]) for name in ("number", "code", "display_name") if row.get(name)]
    return f"{table} {' '.join(told or [str(plain(row[key])) for key in keys])}"


def _same(logged: Any, stored: Any) -> bool:
    if isinstance(stored, Decimal):
        return Decimal(str(logged)) == stored
    return plain(stored) == logged or (logged is None and not stored)


def kept_file_findings(connection: Connection) -> Iterator[Finding]:
    """Every kept file, certificates among them, whose bytes aren't those that were kept."""
    data = cast(Attachment.data, LargeBinary)
    for row in connection.execute(select(Attachment.digest, data.label("data"))):
        if sha256(row.data) != row.digest:
            yield Finding("kept_file", row.digest.hex(), "its bytes are not those that were kept")


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
