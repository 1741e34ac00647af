"""The two halves of the overview: beside each other, under each other, or one at a time in a low window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from skillmark.window import theme
from skillmark.window.keeper import Keeper
from skillmark.window.widgets.controls import Button
from skillmark.wording import _

SPLIT = "overview"
NARROW = 900
"""px at 100 % under which the side goes under the map."""


class OverviewHalves(QSplitter):
    """The map, and what stands beside it.

    Attributes:
        to_side, to_map: go from one half to the other in a low window; whoever fills the halves places them.
    """

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper = keeper
        self.to_side = Button(_("How far along"), small=True, clicked=self.show_side)
        self.to_map = Button(_("Where everybody is"), "arrow-left", small=True, clicked=self.show_map)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._keep)

    def put(self, map_: QWidget, side: QWidget, first: QWidget) -> None:
        """Takes both halves, and what has the keyboard in the map."""
        self._map, self._side, self._first = map_, side, first
        self.addWidget(map_)
        self.addWidget(side)
        self._split()

    def show_side(self) -> None:
        """Shows the side in the place of the map."""
        self._side.show()
        # Before its button goes away with the map: what is hidden would give the keyboard back to the map.
        self.to_map.setFocus()
        self._map.hide()

    def show_map(self) -> None:
        """Shows the map; in a low window in the place of the side."""
        self._map.show()
        self._first.setFocus()
        self._side.setVisible(not theme.current().low)

    def arrange(self, width: int) -> None:
        """Lays both halves out for a page of that width, px."""
        low = theme.current().low
        self.to_side.setVisible(low)
        self.to_map.setVisible(low)
        if not low:
            self._map.show()
            self._side.show()
        elif self._map.isVisibleTo(self):
            self._side.hide()
        ways = Qt.Orientation
        wanted = ways.Vertical if width < theme.current().px(NARROW) else ways.Horizontal
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self._split()

    def _split(self) -> None:
        if self.orientation() is Qt.Orientation.Vertical:
            self.setSizes([700, 300])
            return
        sizes = self._keeper.settings.splits.get(SPLIT)
        self.setSizes(list(sizes) if sizes and len(sizes) == 2 else [656, 598])

    def _keep(self, *_: int) -> None:
        if self.orientation() is Qt.Orientation.Horizontal:
            self._keeper.change(splits={**self._keeper.settings.splits, SPLIT: tuple(self.sizes())})
