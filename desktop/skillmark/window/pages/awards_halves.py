"""Two halves beside each other; the second goes under the first where the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QWidget

from skillmark.window import theme
from skillmark.window.keeper import Keeper
from skillmark.window.pages.page import NARROW
from skillmark.window.widgets.panes import Scroll, column

BESIDE, UNDER = (64, 36), (66, 34)
"""Shares of the halves, per cent."""


class Top(Scroll):
    """What stands over the list: as high as its content where there is room for it, else it scrolls."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__("page")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._inside = column(self.inner, 0, 0)
        for one in widgets:
            self._inside.addWidget(one)
        self._inside.addStretch(1)
        self.inner.installEventFilter(self)

    def sizeHint(self) -> QSize:
        inside = self._inside
        high = inside.totalHeightForWidth(self.width()) if inside.hasHeightForWidth() else 0
        # A line that could wrap asks for more than it takes; the area that scrolls gives it that.
        return QSize(super().sizeHint().width(), max(high, self.inner.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), min(self.sizeHint().height(), theme.current().px(60)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._bar()
        return bool(super().eventFilter(watched, event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        self._bar()

    def _bar(self) -> None:
        """Has a scroll bar only where it is needed: one that comes and goes makes lines wrap, and stays for that."""
        policy = Qt.ScrollBarPolicy
        needed = self.sizeHint().height() > self.height()
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if needed else policy.ScrollBarAlwaysOff)


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
