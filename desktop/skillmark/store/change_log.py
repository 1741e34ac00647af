"""The change log: one hash chain per device, written in the transaction of the change itself.

A link is SHA-256 over the canonical JSON of previous hash, device, sequence, clock, actor, action, subject and payload
commitment. The commitment to one payload is SHA-256 over its salt and body; to several it is SHA-256 over those leaves
in order. A payload row whose content was erased keeps its leaf, so that the chain still verifies.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from skillmark.store.bulk import insert_rows
from skillmark.store.keys import new_key
from skillmark.store.schema import Change, ChangePayload
from skillmark.system.canonical import canonical, sha256

GENESIS = bytes(32)
SALT = 16
SUBJECTS_A_CHANGE = 1_000


@dataclass(slots=True)
class Head:
    """Where a device's chain ends."""

    device: UUID
    sequence: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Stamp:
    """When and by whom a change is made: clock value, UTC text, local offset in minutes, actor."""

    clock: str
    at: str
    offset: int
    actor: UUID


@dataclass(frozen=True, slots=True)
class Fault:
    """A link of the chain that doesn't verify, and what is wrong: hash, previous, sequence, commitment."""

    change: UUID
    sequence: int
    what: str


def read_head(connection: Connection, device: UUID) -> Head:
    """The end of a device's chain."""
    table = Change.__table__.c
    last = connection.execute(
        select(table.sequence, table.hash).where(table.device == device).order_by(table.sequence.desc()).limit(1)
    ).first()
    return Head(device, last.sequence, last.hash) if last else Head(device, 0, GENESIS)


def _link(values: Sequence[Any]) -> bytes:
    return sha256(canonical(list(values)))


def _commit(leaves: Sequence[bytes]) -> bytes:
    return leaves[0] if len(leaves) == 1 else sha256(*leaves)


def append(
    connection: Connection,
    head: Head,
    stamp: Stamp,
    action: str,
    kind: str,
    payloads: Sequence[tuple[bytes, bytes]],
) -> UUID:
    """Writes one change on one subject or up to a thousand, and moves the head on.

    Args:
        payloads: the subjects' keys as 16 bytes, each with its body: canonical JSON about that subject alone.

    Returns:
        The change's key.
    """
    change, salts = new_key(), os.urandom(SALT * len(payloads))
    rows: list[tuple[Any, ...]] = []
    leaves: list[bytes] = []
    raw = bytearray(change.bytes)
    for position, (subject, body) in enumerate(payloads):
        salt = salts[SALT * position : SALT * (position + 1)]
        leaves.append(sha256(salt, body))
        rows.append((raw, position, bytearray(subject), None, bytearray(salt), bytearray(body)))
    commitment = _commit(leaves)
    subject_key = payloads[0][0] if len(payloads) == 1 else None
    sequence = head.sequence + 1
    digest = _link(
        (
            head.hash.hex(),
            head.device.hex,
            sequence,
            stamp.clock,
            stamp.actor.hex,
            action,
            subject_key.hex() if subject_key else None,
            commitment.hex(),
        )
    )
    insert_rows(
        connection,
        Change.__table__,
        ("id", "device", "sequence", "clock", "at", "offset", "actor", "action", "subject_kind", "subject",
         "commitment", "previous", "hash"),
        [(raw, bytearray(head.device.bytes), sequence, stamp.clock, stamp.at, stamp.offset,
          bytearray(stamp.actor.bytes), action, kind, bytearray(subject_key) if subject_key else None,
          bytearray(commitment), bytearray(head.hash), bytearray(digest))],
    )  # fmt: skip
    insert_rows(connection, ChangePayload.__table__, ("change", "position", "subject", "leaf", "salt", "body"), rows)
    head.sequence, head.hash = sequence, digest
    return change


def _leaves(connection: Connection, change: UUID) -> list[bytes]:
    table = ChangePayload.__table__.c
    found = connection.execute(
        select(table.leaf, table.salt, table.body).where(table.change == change).order_by(table.position)
    )
    return [row.leaf if row.salt is None else sha256(row.salt, row.body) for row in found]


def _committed(connection: Connection, row: Any) -> bool:
    """Whether the payloads of a change are those that it was chained with."""
    try:
        leaves = _leaves(connection, row.id)
    except TypeError:
        # Text where bytes were: somebody wrote into the file by hand.
        return False
    return bool(leaves) and _commit(leaves) == row.commitment


def verify(connection: Connection) -> Iterator[Fault]:
    """Recomputes every chain and yields each link that doesn't verify."""
    table = Change.__table__.c
    heads: dict[UUID, Head] = {}
    for row in connection.execute(select(*table).order_by(table.device, table.sequence)).all():
        head = heads.setdefault(row.device, Head(row.device, 0, GENESIS))
        if row.sequence != head.sequence + 1:
            yield Fault(row.id, row.sequence, "sequence")
        if row.previous != head.hash:
            yield Fault(row.id, row.sequence, "previous")
        if not _committed(connection, row):
            yield Fault(row.id, row.sequence, "commitment")
        digest = _link(
            (
                row.previous.hex(),
                row.device.hex,
                row.sequence,
                row.clock,
                row.actor.hex,
                row.action,
                row.subject.hex if row.subject else None,
                row.commitment.hex(),
            )
        )
        if digest != row.hash:
            yield Fault(row.id, row.sequence, "hash")
        head.sequence, head.hash = row.sequence, row.hash
