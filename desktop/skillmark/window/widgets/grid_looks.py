"""How the cell of a grid looks: a small value that a model gives, and the one place that draws it into a tile."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from skillmark.window import icons, theme
from skillmark.window.theme import Theme
from skillmark.window.widgets.text import chip_width, paint_chip, paint_share

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
CENTRE = Qt.AlignmentFlag.AlignCenter
SOLID = ("ready", "blocked")
"""The two states that alone ask for a decision."""
LEAST_TYPED = 12
"""Pixels of what was typed that stay beside the words that it isn't saved."""


class Look(NamedTuple):
    """What is drawn in a cell. Equal looks share one tile.

    Attributes:
        kind: state, refused, number, share, chip, heat, mark or blank.
        text: the words or the result.
        state: the name of the state whose glyph and colours it has.
        note: what stands small at the right: what is being saved, what was.
        part: 0 to 1000: the filled part of a share bar or of a heat map's cell.
        busy: True while it is being saved: a glyph before the note.
        asks: True while a person is asked what is meant.
    """

    kind: str
    text: str = ""
    state: str = ""
    note: str = ""
    part: int = 0
    busy: bool = False
    asks: bool = False


BLANK = Look("blank")


def paint_look(painter: QPainter, rect: QRectF, look: Look) -> None:
    """Draws a look into a rectangle that is filled with the page's colour already."""
    _PAINTERS[look.kind](painter, rect, look, theme.current())


def _nothing(painter: QPainter, rect: QRectF, look: Look, here: Theme) -> None:
    """Draws nothing."""


def _glyph(painter: QPainter, rect: QRectF, name: str, colour: object, here: Theme) -> float:
    """Draws a state's glyph at the left of a rectangle; gives where the text begins."""
    size = here.size("icon", "cell")
    box = QRectF(rect.left() + here.px(8), round(rect.center().y() - size / 2), size, size)
    icons.paint(painter, name, colour, box, state=True)  # type: ignore[arg-type]
    return box.right() + here.px(6)


def _words(painter: QPainter, rect: QRectF, text: str) -> None:
    metrics = painter.fontMetrics()
    painter.drawText(rect, LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width())))


def whole_parts(text: str, metrics: QFontMetrics, room: float) -> str:
    """As many of the parts of a text, `To revise · 4 / 9`, as have room; at least the first."""
    while " · " in text and metrics.horizontalAdvance(text) > room:
        text = text.rpartition(" · ")[0]
    return text


def _note(painter: QPainter, rect: QRectF, look: Look, here: Theme, colour: QColor, used: float) -> float:
    """Draws the small words at the right, or only their glyph where there is no room; gives where they begin.

    Args:
        used: where the text at the left ends.
    """
    if not look.note:
        return rect.right() - here.px(4)
    painter.setFont(here.font("caption", weight=600 if look.kind == "refused" else 400))
    painter.setPen(colour)
    wide, size = painter.fontMetrics().horizontalAdvance(look.note), here.size("icon", "cell")
    left = rect.right() - here.px(8)
    with_glyph = size + here.px(3) if look.busy else 0
    if left - wide - with_glyph - here.px(3) >= used:
        left -= wide
        painter.drawText(QRectF(left, rect.top(), wide + 2, rect.height()), LEFT, look.note)
    if look.busy:
        left -= with_glyph
        icons.paint(painter, "loader", "text_2", QRectF(left, round(rect.center().y() - size / 2), size, size))
    return left - here.px(4)


def _state(painter: QPainter, rect: QRectF, look: Look, here: Theme) -> None:
    """Glyph and result; tinted where it isn't finished."""
    shade = here.states[look.state]
    quiet = look.state in ("met", "not_started")
    if not quiet:
        painter.fillRect(rect, shade.bg)
    left = _glyph(painter, rect, shade.glyph, shade.fg, here)
    note = here.colour("text_2") if look.busy or look.asks else here.states["met"].fg
    painter.setFont(here.font("small"))
    right = _note(painter, rect, look, here, note, left + painter.fontMetrics().horizontalAdvance(look.text))
    painter.setFont(here.font("small"))
    painter.setPen(here.colour("text") if look.state == "met" else shade.fg)
    text = whole_parts(look.text, painter.fontMetrics(), right - left)
    _words(painter, QRectF(left, rect.top(), max(0.0, right - left), rect.height()), text)


def _refused(painter: QPainter, rect: QRectF, look: Look, here: Theme) -> None:
    """A red frame, what was typed, and that it isn't saved."""
    shade = here.states["not_met"]
    painter.fillRect(rect, shade.bg)
    left = _glyph(painter, rect.adjusted(-here.px(2), 0, 0, 0), "circle-alert", shade.fg, here) - here.px(2)
    painter.setFont(here.font("small", weight=600))
    # That it isn't saved is always said: what was typed is cut for it.
    ends = left + min(painter.fontMetrics().horizontalAdvance(look.text), here.px(LEAST_TYPED))
    right = _note(painter, rect.adjusted(0, 0, here.px(2), 0), look, here, shade.fg, ends)
    painter.setFont(here.font("small", weight=600))
    painter.setPen(shade.fg)
    _words(painter, QRectF(left, rect.top(), max(0.0, right - left), rect.height()), look.text)
    painter.setPen(QPen(shade.fg, 2))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))


def _number(painter: QPainter, rect: QRectF, look: Look, here: Theme) -> None:
    painter.setFont(here.font("small"))
    painter.setPen(here.states[look.state].fg if look.state else here.colour("text"))
    painter.drawText(rect.adjusted(here.px(4), 0, -here.px(8), 0), RIGHT, look.text)


def _share(painter: QPainter, rect: QRectF, look: Look, here: Theme) -> None:
    bar = here.size("width", "share_bar")
    box = QRectF(rect.left() + here.px(8), rect.top(), bar, rect.height())
    paint_share(painter, box, look.part / 1000, complete=look.state == "met")
    painter.setFont(here.font("small"))
    painter.setPen(here.colour("text"))
    painter.drawText(
        QRectF(box.right(), rect.top(), rect.right() - box.right() - here.px(8), rect.height()), RIGHT, look.text
    )


def _chip(painter: QPainter, rect: QRectF, look: Look, here: Theme) -> None:
    """A candidacy's state: solid where it asks for a decision, else glyph and word."""
    if look.state in SOLID:
        high = min(here.size("control", "chip"), rect.height() - 4)
        wide = min(chip_width(look.state, look.text), rect.width() - here.px(12))
        box = QRectF(rect.left() + here.px(8), rect.center().y() - high / 2, wide, high)
        paint_chip(painter, box, look.state, look.text)
        return
    shade = here.states[look.state]
    left = _glyph(painter, rect, shade.glyph, shade.fg, here)
    painter.setFont(here.font("small"))
    painter.setPen(here.colour("text_2"))
    _words(painter, QRectF(left, rect.top(), max(0.0, rect.right() - left - here.px(4)), rect.height()), look.text)


def _heat(painter: QPainter, rect: QRectF, look: Look, here: Theme) -> None:
    """A cell of the heat map: filled, or filled in part where hours or a count have begun; its glyph in the middle."""
    shade = here.heat["not_started" if look.state == "missing" else look.state]
    inner = rect.adjusted(1, 1, -1, -1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = here.size("radius", "cell")
    partly = look.state == "in_progress" and look.part
    painter.setBrush(here.states["in_progress"].bg if partly else shade.fill)
    painter.drawRoundedRect(inner, radius, radius)
    if partly:
        going = QColor(here.colour("bar"))
        going.setAlpha(100)
        painter.setBrush(going)
        filled = QRectF(inner)
        filled.setWidth(max(radius * 2.0, inner.width() * look.part / 1000))
        painter.drawRoundedRect(filled, radius, radius)
    size = here.size("icon", "cell")
    box = QRectF(round(rect.center().x() - size / 2), round(rect.center().y() - size / 2), size, size)
    glyph = here.states[look.state].glyph
    icons.paint(painter, glyph, shade.glyph, box, state=True)


def _mark(painter: QPainter, rect: QRectF, look: Look, here: Theme) -> None:
    """An attendance mark: its letter in the middle, minutes beside it; tinted where it isn't presence."""
    shade = here.states[look.state] if look.state else None
    if shade is not None and look.state not in ("met", "not_started"):
        painter.fillRect(rect, shade.bg)
    painter.setFont(here.font("small", weight=600 if shade is not None and look.state != "not_started" else 400))
    painter.setPen(shade.fg if shade is not None else here.colour("text_3"))
    inner = rect.adjusted(here.px(8), 0, -here.px(8), 0)
    painter.drawText(inner, LEFT, look.text)
    colour = here.colour("text_2") if look.busy else here.states["met"].fg
    right = _note(painter, rect, look, here, colour, inner.left() + here.px(16))
    if look.part:
        painter.setFont(here.font("caption"))
        painter.setPen(shade.fg if shade is not None else here.colour("text_2"))
        left = inner.left() + here.px(16)
        painter.drawText(QRectF(left, rect.top(), max(0.0, right - left), rect.height()), LEFT, f"{look.part}′")


_PAINTERS: dict[str, Callable[[QPainter, QRectF, Look, Theme], None]] = {
    "blank": _nothing,
    "state": _state,
    "refused": _refused,
    "number": _number,
    "share": _share,
    "chip": _chip,
    "heat": _heat,
    "mark": _mark,
}
