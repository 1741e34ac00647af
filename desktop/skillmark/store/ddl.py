"""What a new book holds beside its tables: triggers that keep judgements and the change log append-only."""

from __future__ import annotations

from sqlalchemy import Connection

from skillmark.store.schema import Base
from skillmark.system.canonical import canonical, sha256

APPLICATION_ID = 0x536B6D6B
"""`Skmk`, in the file's header."""
SCHEMA_VERSION = 1
SCHEMA_DIGEST = "a1dc5cb9fff96479"
"""What `schema_digest` gives for a new book; a test keeps it true."""

_APPEND_ONLY = ("assessment", "submission", "award_event", "change")


def _trigger(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def create_schema(connection: Connection) -> None:
    """Makes every table, index and trigger of a new, empty book."""
    Base.metadata.create_all(connection)
    for table in _APPEND_ONLY:
        connection.exec_driver_sql(_trigger(table, "UPDATE"))
        connection.exec_driver_sql(_trigger(table, "DELETE"))
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def schema_digest(connection: Connection) -> str:
    """A digest of every table, index, trigger and view, so that planted or lost ones are noticed."""
    found = connection.exec_driver_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    )
    return sha256(canonical([[str(value) for value in row] for row in found])).hex()[:16]
