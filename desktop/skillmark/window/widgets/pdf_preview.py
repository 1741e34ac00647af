"""A page as it will be printed: white in every theme, fitted to its room or enlarged, moved about by keys and mouse.

It draws nothing itself: it says which page it wants in which size, and shows the picture when somebody brings it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.pdf_preview_zoom import LEAST, ZoomArea
from skillmark.window.widgets.text import Text

KEPT = 16
"""Pictures of pages that are kept."""
BLANK_AFTER = 150
"""Milliseconds after which a page that isn't the wanted one any more is taken away."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be drawn: whose, into how much room in device pixels, how much larger than fitted."""

    key: Hashable
    room: tuple[int, int]
    zoom: float


class Sheet(QLabel):
    """The page itself: a picture, or white paper while it is being drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self.pixmap().isNull():
            painter.drawPixmap(0, 0, self.pixmap())
        painter.setPen(QPen(theme.current().colour("line_strong"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfPreview(ZoomArea):
    """Shows one page; Ctrl+wheel, Ctrl+Plus, Ctrl+Minus and Ctrl+0 enlarge it and fit it again.

    Signals:
        wanted: a Wanted that nobody has drawn yet.
    """

    wanted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.sheet = Sheet()
        self.told = Text("", "body", "text_2", wrap=True)
        self._holder = QWidget()
        self._around = QVBoxLayout(self._holder)
        self._around.setContentsMargins(1, 1, 1, 1)
        self._around.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignCenter)
        self._around.addWidget(self.told)
        self.setWidget(self._holder)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self._holder.setAutoFillBackground(False)
        self.key: Hashable = None
        self._shown: Wanted | None = None
        self._known: OrderedDict[Wanted, QImage] = OrderedDict()
        self._blank = QTimer(self, singleShot=True, interval=BLANK_AFTER)
        self._blank.timeout.connect(self._take_away)
        self._again = QTimer(self, singleShot=True, interval=60)
        self._again.timeout.connect(self._want)
        self.zoomed.connect(self._want)
        self.show_page(None, "")

    # What it shows

    def show_page(self, key: Hashable, name: str) -> None:
        """Shows the page of `key`, which `name` says in words; None is no page."""
        self.setAccessibleDescription(name)
        self.told.hide()
        if key != self.key:
            self.key = key
            self.zoom = LEAST
        if key is None:
            self._take_away()
            self.sheet.hide()
            return
        self.sheet.show()
        self._want()

    def put(self, wanted: Wanted, image: QImage) -> None:
        """Takes the picture of a page; it is shown where it is still the one that is wanted."""
        self._known[wanted] = image
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        if wanted == self._wish():
            self._show(wanted, image)

    def forget(self, key: Hashable) -> None:
        """Forgets the pictures of a page that looks otherwise now."""
        for one in [wanted for wanted in self._known if wanted.key == key]:
            del self._known[one]

    def say(self, text: str) -> None:
        """Says why there is no page, in its place."""
        self._take_away()
        self.sheet.hide()
        self.told.setText(text)
        self.told.show()

    def image(self) -> QImage:
        """The picture that is shown; a null one where there is none."""
        return self.sheet.pixmap().toImage()

    def standing(self) -> bool:
        """Whether the page that is wanted stands there."""
        return self._shown is not None and self._shown == self._wish()

    def _room(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        size = self.maximumViewportSize()
        return (max(40, int((size.width() - 4) * ratio)), max(30, int((size.height() - 4) * ratio)))

    def _wish(self) -> Wanted:
        return Wanted(self.key, self._room(), self.zoom)

    def _want(self) -> None:
        if self.key is None or not self.isVisible():
            return
        wish = self._wish()
        if wish == self._shown:
            return
        found = self._known.get(wish)
        if found is not None:
            self._known.move_to_end(wish)
            self._show(wish, found)
            return
        if self._shown is not None and self._shown.key != wish.key:
            self._blank.start()
        self.wanted.emit(wish)

    def _show(self, wanted: Wanted, image: QImage) -> None:
        self._blank.stop()
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        before, middle = self._shown, self.middle()
        self._shown = wanted
        self.sheet.setPixmap(pixmap)
        self.sheet.setFixedSize(QSize(round(image.width() / ratio), round(image.height() / ratio)))
        self.sheet.show()
        self.told.hide()
        if before is not None and before.key == wanted.key and before.zoom != wanted.zoom:
            self._around.activate()
            QTimer.singleShot(0, self, lambda: self.go_to_middle(middle))

    def _take_away(self) -> None:
        self._blank.stop()
        self._shown = None
        self.sheet.setPixmap(QPixmap())
        self.sheet.update()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._again.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.current().colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def restyle(self) -> None:
        """Wants its page again in the size that it has now."""
        self._again.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), theme.current().px(80))
