"""An area whose content can be shown larger and moved about, by keys and mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea

STEP, LEAST, MOST = 1.25, 1.0, 5.0


class ZoomArea(QScrollArea):
    """Ctrl+wheel, Ctrl+Plus and Ctrl+Minus enlarge and shrink, Ctrl+0 fits, the mouse drags.

    Signals:
        zoomed: it is to be shown larger or smaller.

    Attributes:
        zoom: how much larger than fitted.
    """

    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.zoom = LEAST
        self._drag: QPoint | None = None

    # Larger and smaller

    def enlarge(self, steps: int) -> None:
        """Shows it larger by so many steps, or smaller; 0 fits it."""
        zoom = LEAST if steps == 0 else min(MOST, max(LEAST, self.zoom * STEP**steps))
        if abs(zoom - LEAST) < 0.01:
            zoom = LEAST
        if zoom != self.zoom:
            self.zoom = zoom
            self.zoomed.emit()

    def middle(self) -> tuple[float, float]:
        """The place of the content that is in the middle, as shares of its width and height."""
        found = []
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            whole = bar.maximum() - bar.minimum() + bar.pageStep()
            found.append((bar.value() + bar.pageStep() / 2) / whole if whole else 0.5)
        return found[0], found[1]

    def go_to_middle(self, middle: tuple[float, float]) -> None:
        """Moves a place of the content to the middle."""
        for bar, share in zip((self.horizontalScrollBar(), self.verticalScrollBar()), middle, strict=True):
            whole = bar.maximum() - bar.minimum() + bar.pageStep()
            bar.setValue(round(share * whole - bar.pageStep() / 2))

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        # The window enlarges its text with the same keys; here they enlarge the page.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._steps(event):
            event.accept()
            return True
        return bool(super().event(event))

    def _steps(self, event: QKeyEvent) -> tuple[int, ...]:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return ()
        keys = Qt.Key
        steps = {keys.Key_Plus: 1, keys.Key_Equal: 1, keys.Key_Minus: -1, keys.Key_0: 0}
        return (steps[Qt.Key(event.key())],) if event.key() in steps else ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = self._steps(event)
        if steps:
            self.enlarge(steps[0])
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            by = event.position().toPoint() - self._drag
            self._drag = event.position().toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
