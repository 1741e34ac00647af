"""Buttons that wrap, and fields that name a place to write to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from skillmark.window import theme
from skillmark.window.widgets.fields import MAKERS, FileField
from skillmark.wording import _

PDF = "PDF (*.pdf)"


class WrapRow(QWidget):
    """Widgets beside each other; what has no room goes into the next line."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        for one in widgets:
            one.setParent(self)

    def place(self) -> None:
        """Puts those that are to be seen into their places, and takes its height from them."""
        here = theme.current()
        left = top = high = 0
        for one in self._widgets:
            if one.isHidden():
                continue
            size = one.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + high + here.px(6)
            one.setGeometry(left, top, size.width(), size.height())
            left, high = left + size.width() + here.px(8), size.height()
        self.setFixedHeight(max(1, top + high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def restyle(self) -> None:
        """Takes its measures from the theme."""
        self.place()


class FolderField(FileField):
    """A folder to write to; its value is a Path or None."""

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.accessibleName(), self.path.text())
        if name:
            self.put(Path(name))
            self.edited.emit()


class SaveField(FileField):
    """A file to write; its value is a Path or None."""

    def _choose(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, self.accessibleName(), self.path.text(), self._kinds)
        if name:
            self.put(Path(name))
            self.edited.emit()


MAKERS.setdefault("folder", lambda spec: FolderField(_("Folders")))
MAKERS.setdefault("save", lambda spec: SaveField(spec.kinds))
