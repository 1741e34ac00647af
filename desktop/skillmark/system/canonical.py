"""Canonical JSON (RFC 8785) for what is hashed and signed: no floats, ASCII keys."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache


@cache
def _encoder() -> Callable[[object], bytes]:
    import msgspec

    return msgspec.json.Encoder(order="sorted").encode


def canonical(value: object) -> bytes:
    """The one spelling of a JSON value as bytes.

    Args:
        value: dicts with ASCII keys, lists, text, whole numbers, True, False, None. With ASCII keys and without
            floats, sorting by code point and the shortest escapes are what RFC 8785 asks for.
    """
    return _encoder()(value)


def sha256(*parts: bytes | bytearray) -> bytes:
    """The SHA-256 digest of the parts joined."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()
