"""A table of tiles whose columns take the room there is, with a corner between its names and its heads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal

from skillmark.window import theme
from skillmark.window.widgets.grid_corner import Corner
from skillmark.window.widgets.grid_heads import Head
from skillmark.window.widgets.grid_paint import TileTable

Index = QModelIndex | QPersistentModelIndex
ROOM_LEAST = 188
"""px at 100 % that the columns keep where one stands beside the names: less, and it scrolls with the others."""


class FittedTable(TileTable):
    """Columns as wide as their words and the window allow; where too narrow, one of them stands beside the names.

    Signals:
        widths_changed: a person changed the width of a column.
    """

    widths_changed = Signal()

    def __init__(self, *, groups: bool, lines: bool) -> None:
        super().__init__(groups=groups, lines=lines)
        self.corner: Corner | None = None
        self._fitting, self._kept, self._widest, self._window_wide = False, False, 0, 0

    def set_corner(self, widget: Corner) -> None:
        """Puts a widget over the names and beside the heads."""
        widget.setParent(self)
        self.corner = widget
        self._place_corner()
        widget.show()

    def _place_corner(self) -> None:
        # Qt asks for places while the table is still being made.
        corner: Corner | None = getattr(self, "corner", None)
        if corner is not None:
            corner.top, corner.names = self.heads.group_height(), self.names.names_width()
            corner.beside = self.heads.heads[self.names.beside] if self.names.beside >= 0 else None
            corner.setGeometry(0, 0, self.names.width(), self.heads.height())

    def _cells_changed(self, first: Index, last: Index) -> None:
        if first.column() <= self.names.beside <= last.column():
            self.names.viewport().update()

    def _heads_changed(self) -> None:
        self.heads.put(self._model.heads)
        self._place_corner()
        if self.corner is not None:
            self.corner.update()

    def _was_reset(self) -> None:
        self._stand_beside(-1)
        self.names.forget()
        self.heads.put(self._model.heads)
        self.heads.mark(-1)
        self.names.mark(-1)

    # Widths

    def fit(self, kept: Sequence[int] = ()) -> None:
        """Gives every column its width: as it was kept (px at 100 %), else by its title and the room there is."""
        here, heads = theme.current(), self.heads.heads
        self._kept = len(kept) == len(heads)
        self._widest, self._window_wide = self.width(), self.window().width()
        self._stand_beside(self._crowded_out(kept if self._kept else [head.least for head in heads]))
        widths = [here.px(wide) for wide in (kept if self._kept else [self._natural(head) for head in heads])]
        if self.names.beside >= 0:
            widths[self.names.beside] = 0
        if not self._kept:
            self._share_out(widths)
        self._fitting = True
        for column, wide in enumerate(widths):
            if wide:
                self.setColumnWidth(column, wide)
        self._fitting = False
        self.fit_heads()

    def _crowded_out(self, least: Sequence[int]) -> int:
        """The column that is to stand beside the names, since not all have room; -1 where they have.

        Args:
            least: the widths that the columns need, px at 100 %.
        """
        here = theme.current()
        room = self.width() - self.names.names_width() - here.size("width", "scroll_bar")
        wanted = next((column for column, head in enumerate(self.heads.heads) if head.beside), -1)
        if wanted < 0 or sum(here.px(wide) for wide in least) <= room:
            return -1
        return wanted if room - here.px(least[wanted]) >= here.px(ROOM_LEAST) else -1

    def _stand_beside(self, column: int) -> None:
        """Shows a column beside the names, always in sight, in the place of its own; -1 for none."""
        heads, before = self.heads.heads, self.names.beside
        if before == column:
            return
        self._fitting = True
        if 0 <= before < len(heads):
            self.setColumnHidden(before, False)
        if column >= 0:
            self.setColumnHidden(column, True)
        self._fitting = False
        self.names.put_beside(column, heads[column].least if column >= 0 else 0)
        self.updateGeometries()
        self._place_corner()
        index = self.currentIndex()
        if index.isValid() and index.column() == column:
            self.setCurrentIndex(self._model.index(index.row(), self.last_column()))

    def last_column(self) -> int:
        """The last column that the cursor can stand in."""
        last: int = self._model.columnCount() - 1
        return last - 1 if last == self.names.beside else last

    def _natural(self, head: Head) -> int:
        if head.least == head.most:
            return head.least
        here = theme.current()
        longest = max((len(word) for word in head.title.split(" ")), default=0)
        asked = max(len(head.note) * 5.6, len(head.title) / 2 * 6.4, longest * 6.8) + 22
        return round(min(head.most, max(head.least, asked))) if here.scale else head.least

    def _share_out(self, widths: list[int]) -> None:
        """Gives room that is left to the columns that may grow; takes it from them where there is too little."""
        here, heads = theme.current(), self.heads.heads
        open_ones = [column for column, head in enumerate(heads) if head.most > head.least]
        left = self._room() - sum(widths) - 1
        if left < 0:
            spare = {column: widths[column] - here.px(heads[column].least) for column in open_ones}
            taken = min(1.0, -left / max(1, sum(spare.values())))
            for column, most in spare.items():
                widths[column] -= min(most, round(most * taken + 0.5))
        for column in open_ones if left > 0 else ():
            widths[column] = min(here.px(heads[column].most), widths[column] + left // len(open_ones))

    def _room(self) -> int:
        """The width for columns, with the scroll bar's place left free."""
        return self.width() - self.names.width() - theme.current().size("width", "scroll_bar")

    def kept_widths(self) -> tuple[int, ...]:
        """The widths as they are to be kept: px at 100 %."""
        scale, beside = theme.current().scale, self.names.beside
        return tuple(
            head.least if column == beside else round(self.columnWidth(column) / scale)
            for column, head in enumerate(self.heads.heads)
        )

    def _resized(self, column: int, before: int, after: int) -> None:
        self.viewport().update()
        if not self._fitting:
            self._kept = True
            self.fit_heads()
            self.widths_changed.emit()
