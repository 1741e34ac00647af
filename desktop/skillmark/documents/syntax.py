"""How PDF spells numbers, text and streams."""

from __future__ import annotations

import zlib


def number(value: float) -> str:
    """A coordinate as PDF writes it: two decimals (a three-hundredth of a millimetre), no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def text_string(text: str) -> str:
    """A text string object in UTF-16, written in hexadecimal."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def stream(data: bytes, entries: str = "") -> bytes:
    """The body of a compressed stream object."""
    packed = zlib.compress(data, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(packed), packed)
