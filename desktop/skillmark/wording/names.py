"""Names inside sentences and tables: isolated, so that their direction never reorders what stands around them."""

from __future__ import annotations

_FIRST_STRONG_ISOLATE = "⁨"
_POP_ISOLATE = "⁩"


def isolated(name: str) -> str:
    """The name between U+2068 and U+2069; plain where it is all ASCII and can do no harm."""
    return name if name.isascii() else f"{_FIRST_STRONG_ISOLATE}{name}{_POP_ISOLATE}"
