"""Raw multi-row inserts: the only place that writes INSERT statements by hand.

About two hundred rows a statement: executemany hands the interpreter lock over per row, which makes it many times
slower while a window repaints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, FromClause, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import Insert, insert

ROWS_A_STATEMENT = 200
# SQLite takes at most 32,766 values a statement.
VALUES_A_STATEMENT = 32_000


def insert_rows(
    connection: Connection, table: FromClause, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Inserts ready rows.

    Args:
        columns: their names, in the order of the values.
        rows: values as the driver takes them: keys and bytes as bytearray, marks as thousandths, documents as text.
    """
    if not rows:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    head = f'INSERT INTO "{table.name}" ({names}) VALUES '  # type: ignore[attr-defined]  # noqa: S608 - our own names
    one = f"({', '.join('?' * len(columns))})"
    size = min(ROWS_A_STATEMENT, VALUES_A_STATEMENT // len(columns))
    whole = head + ", ".join([one] * size)
    cursor = connection.connection.cursor()
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        statement = whole if len(part) == size else head + ", ".join([one] * len(part))
        cursor.execute(statement, list(chain.from_iterable(part)))
    cursor.close()


def upsert_rows(connection: Connection, table: FromClause, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts rows, or puts them in the place of those with the same primary key.

    Args:
        rows: values of every column, as the mapped class has them.
    """
    if not rows:
        return
    assert isinstance(table, Table)
    connection.execute(_upsert(table), list(rows))


@lru_cache(maxsize=16)
def _upsert(table: Table) -> Insert:
    keys = [column.name for column in table.primary_key]
    statement = insert(table)
    fresh = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=fresh)


def bound_values(table: FromClause, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of one row as the driver takes them, in the order of the table's columns."""
    assert isinstance(table, Table)
    dialect = sqlite.dialect()
    bound = []
    for column in table.columns:
        process = column.type.dialect_impl(dialect).bind_processor(dialect)
        value = values[column.name]
        bound.append(process(value) if process else value)
    return tuple(bound)
