"""What every table shares."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from skillmark.store.types import Bytes, Document, Key, Mark, Share

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The parent of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Key(),
        bytes: Bytes(),
        Decimal: Mark(),
        Fraction: Share(),
        date: Date(),
        str: String(),
        int: Integer(),
        dict[str, Any]: Document(),
        list[Any]: Document(),
    }


# Rows whose key is ours are stored in the order of the key, without a second index.
KEYED = {"sqlite_with_rowid": False}


class Keyed:
    """A row with a UUIDv7 of ours."""

    __table_args__: Any = KEYED
    id: Mapped[UUID] = mapped_column(primary_key=True)


class Versioned:
    """A row whose fields may change; every change is in the change log."""

    head: Mapped[UUID | None]
    """The change that touched the row last."""


class Recorded:
    """When, where and by whom a row was recorded."""

    recorded_at: Mapped[str] = mapped_column(String(27))
    recorded_offset: Mapped[int]
    recorded_by: Mapped[UUID]
    clock: Mapped[str] = mapped_column(String(32))
    device: Mapped[UUID]


def link(target: str, **options: Any) -> MappedColumn[Any]:
    """A column that names a row of another table; checked when the transaction ends, so that order is free."""
    return mapped_column(ForeignKey(target, deferrable=True, initially="DEFERRED"), **options)
