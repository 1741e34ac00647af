"""Words in the head of a narrow column: on two lines where one is too short."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The text on at most two lines; what has no room is cut at the end of the second."""
    if metrics.horizontalAdvance(text) < width:
        return [text]
    words = text.split(" ")
    first = words[0]
    place = 1
    while place < len(words) and metrics.horizontalAdvance(f"{first} {words[place]}") < width:
        first = f"{first} {words[place]}"
        place += 1
    rest = " ".join(words[place:])
    elide = Qt.TextElideMode.ElideRight
    cut = [metrics.elidedText(first, elide, width)]
    return [*cut, metrics.elidedText(rest, elide, width)] if rest else cut


def note_lines(note: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A note on at most two lines, broken after its last comma where both halves have room."""
    lines = two_lines(note, metrics, width)
    first, comma, last = note.rpartition(", ")
    if len(lines) == 2 and comma and max(metrics.horizontalAdvance(one) for one in (f"{first},", last)) < width:
        return [f"{first},", last]
    return lines
