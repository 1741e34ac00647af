"""Keys of records: UUIDv7, in the order of their making."""

from __future__ import annotations

from uuid import UUID

import uuid_utils


def new_key() -> UUID:
    """A fresh UUIDv7."""
    return UUID(bytes=uuid_utils.uuid7().bytes)


def new_key_bytes() -> bytes:
    """A fresh UUIDv7 as its 16 bytes, for bulk rows."""
    return bytes(uuid_utils.uuid7().bytes)
