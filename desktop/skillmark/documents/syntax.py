"""How PDF spells numbers, text and streams."""

from __future__ import annotations

import zlib


def number(value: float) -> str:
    """A coordinate as PDF writes it: two decimals (a three-hundredth of a millimetre), no trailing zeros."""
    return f"{round(value, 2):.7g}"


def text_string(text: str) -> str:
    """A text string object in UTF-16, written in hexadecimal."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def packed_stream(data: bytes, entries: str = "") -> bytes:
    """The body of a stream object whose data are deflated already."""
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries.encode("ascii"), len(data), data)


def stream(data: bytes, entries: str = "") -> bytes:
    """The body of a stream object, its data deflated here."""
    # A window no larger than a page's operators need takes a quarter of the time to set up.
    small = len(data) <= 4096
    packer = zlib.compressobj(6, zlib.DEFLATED, 12 if small else 15, 5 if small else 8)
    return packed_stream(packer.compress(data) + packer.flush(), entries)
