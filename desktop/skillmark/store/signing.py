"""The issuer's Ed25519 key: made with the book, kept in it."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def make_key() -> tuple[bytes, bytes]:
    """A fresh key as (private, public), 32 raw bytes each."""
    private = Ed25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def sign(private: bytes, message: bytes) -> bytes:
    """The signature, 64 bytes (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def signature_is_good(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the key's holder signed exactly this message; False where the key is none."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_pair(private: bytes, public: bytes) -> bool:
    """Whether the two halves go together."""
    try:
        return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw() == public
    except ValueError:
        return False
