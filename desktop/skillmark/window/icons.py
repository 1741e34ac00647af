"""Line icons: resources/icons recoloured, drawn once for each colour and size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from skillmark.system import resources
from skillmark.window import theme

STROKE, STATE_STROKE = "1.75", "2.1"


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=2048)
def _drawn(name: str, colour: str, size: int, ratio: float, stroke: str) -> QPixmap:
    text = _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, colour: QColor | str, size: int, ratio: float = 1.0, *, state: bool = False) -> QPixmap:
    """An icon in a colour (or the name of one in the tokens).

    Args:
        size: px, as scaled already.
        ratio: device pixels to a px.
        state: True for the heavier stroke of a state's glyph.
    """
    shade = theme.current().colour(colour) if isinstance(colour, str) else colour
    return _drawn(name, shade.name(), size, ratio, STATE_STROKE if state else STROKE)


def icon(name: str, colour: QColor | str = "text_2", size: int | None = None) -> QIcon:
    """An icon for a button or a menu, at 1 and 2 device pixels to a px, with a dim form for what is disabled."""
    here = theme.current()
    width = size or here.size("icon", "control")
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, width, ratio))
        made.addPixmap(pixmap(name, "control_line", width, ratio), QIcon.Mode.Disabled)
    return made


def paint(painter: QPainter, name: str, colour: QColor | str, rect: QRectF, *, state: bool = False) -> None:
    """Draws an icon into a square."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect.topLeft(), pixmap(name, colour, round(rect.width()), ratio, state=state))


def exists(name: str) -> bool:
    """Whether there is an icon of that name."""
    return resources.path("icons", f"{name}.svg").is_file()


@lru_cache(maxsize=8)
def window_icon() -> QIcon:
    """The program's own icon, with its simpler drawing for small sizes."""
    made = QIcon()
    for size, name in ((16, "icon-16"), (20, "icon-16"), (32, "icon"), (64, "icon"), (128, "icon")):
        made.addPixmap(_drawn(name, "#000000", size, 1.0, STROKE))
    return made
