"""Two halves beside each other; the second goes under the first where the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from skillmark.window import theme
from skillmark.window.context import Keeper
from skillmark.window.pages.page import NARROW

BESIDE, UNDER = (62, 38), (66, 34)
"""Shares of the halves, per cent."""


class Halves(QSplitter):
    """A splitter that keeps its sizes for the next time.

    Signals:
        turned: whether the second half stands under the first now.
    """

    turned = Signal(bool)

    def __init__(self, name: str, keeper: Keeper) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._name, self._keeper = name, keeper
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._keep_sizes)

    @property
    def narrow(self) -> bool:
        """Whether the second half stands under the first."""
        return self.orientation() is Qt.Orientation.Vertical

    def share(self) -> None:
        """Gives each half its share, or what it had the last time."""
        for place, share in enumerate(UNDER if self.narrow else BESIDE):
            self.setStretchFactor(place, share)
        kept = self._keeper.settings.splits.get(self._name)
        usual = [share * 10 for share in (UNDER if self.narrow else BESIDE)]
        self.setSizes(list(kept) if kept and not self.narrow else usual)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.turn()

    def turn(self) -> None:
        """Turns where the width asks for it."""
        here = theme.current()
        narrow = self.width() < here.px(NARROW - here.sizes["width"]["rail"])
        if narrow == self.narrow:
            return
        self.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        self.share()
        self.turned.emit(narrow)

    def restyle(self) -> None:
        """Takes its measures from the theme."""
        self.turn()

    def _keep_sizes(self) -> None:
        if not self.narrow:
            self._keeper.change(splits={**self._keeper.settings.splits, self._name: tuple(self.sizes())})
