"""Canonical JSON (RFC 8785) for what is hashed and signed: no floats, ASCII keys."""

from __future__ import annotations

import hashlib
import json

_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True, check_circular=False
).encode


def canonical(value: object) -> bytes:
    """The one spelling of a JSON value as bytes.

    Args:
        value: dicts with ASCII keys, lists, text, whole numbers, True, False, None. With ASCII keys and without
            floats, sorting by code point and the shortest escapes are what RFC 8785 asks for.
    """
    return _encode(value).encode("utf-8")


def sha256(*parts: bytes | bytearray) -> bytes:
    """The SHA-256 digest of the parts joined."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()
