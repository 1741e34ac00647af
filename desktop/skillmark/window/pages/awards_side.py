"""The right side of the awards: an award with its page; in its place, or under the page, a panel to decide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from skillmark.window.pages.page import Body


class Side(Body):
    """Content whose place a panel takes."""

    def __init__(self, content: QWidget, changed: Callable[[], object]) -> None:
        super().__init__(content)
        self._changed = changed

    def panel_changed(self) -> None:
        self._changed()

    def _arrange(self) -> None:
        self.content.setVisible(self.panel is None)


def usual_folder() -> Path:
    """Where files go when nobody has said otherwise."""
    places = QStandardPaths.StandardLocation
    return Path(QStandardPaths.writableLocation(places.DocumentsLocation) or Path.home())


def open_in_desktop(path: Path) -> None:
    """Opens a file or folder with the desktop's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
