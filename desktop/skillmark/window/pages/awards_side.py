"""The right side of the awards: an award with its page; in its place, or under the page, a panel to decide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from skillmark.window.pages.page import Body
from skillmark.window.widgets.forms import InlinePanel


class Side(Body):
    """Content whose place a panel takes; the keyboard goes back to where it was, wherever on the page that is."""

    def __init__(self, content: QWidget, changed: Callable[[], object]) -> None:
        super().__init__(content)
        self._changed = changed
        self._left: QWidget | None = None

    def open_panel(self, panel: InlinePanel) -> None:
        """Shows a panel in the place of the content."""
        before = self.window().focusWidget()
        if self.panel is None or (before is not None and not self.panel.isAncestorOf(before)):
            self._left = before
        super().open_panel(panel)
        self._changed()

    def close_panel(self) -> None:
        """Takes the panel away."""
        had = self.panel
        if had is None:
            return
        inside = had.isAncestorOf(self.window().focusWidget() or self)
        super().close_panel()
        self._changed()
        if inside and self._left is not None and self._left.isVisible():
            self._left.setFocus()

    def _arrange(self) -> None:
        self.content.setVisible(self.panel is None)


def usual_folder() -> Path:
    """Where files go when nobody has said otherwise."""
    places = QStandardPaths.StandardLocation
    return Path(QStandardPaths.writableLocation(places.DocumentsLocation) or Path.home())


def open_in_desktop(path: Path) -> None:
    """Opens a file or folder with the desktop's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
