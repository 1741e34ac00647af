"""A layout like text: widgets beside each other, on as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from skillmark.window import theme


class Flow(QLayout):
    """Widgets from left to right; the first that doesn't fit begins a new line.

    `grow` is the number of a widget that takes the room left on its line; -1 is none.
    """

    def __init__(self, *widgets: QWidget, gap: int = 8, grow: int = -1, margins: tuple[int, int] = (0, 0)) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._grow, self._around = gap, grow, margins
        for one in widgets:
            self.addWidget(one)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def addWidget(self, widget: QWidget) -> None:
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def count(self) -> int:
        """How many widgets there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        here = theme.current()
        shown = [_size(item) for item in self._items if not item.isEmpty()]
        wide = sum(one.width() for one in shown) + here.px(self._gap) * max(0, len(shown) - 1)
        high = max((one.height() for one in shown), default=0)
        return QSize(wide + 2 * here.px(self._around[0]), high + 2 * self._margin())

    def minimumSize(self) -> QSize:
        here = theme.current()
        wide = max((item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0)
        return QSize(wide + 2 * here.px(self._around[0]), self.sizeHint().height())

    def _margin(self) -> int:
        here = theme.current()
        return here.px(1 if here.low else self._around[1]) if self._around[1] else 0

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            rect = rect.translated(0, max(0, rect.height() - self.heightForWidth(rect.width())) // 2)
        self._place(rect, move=True)

    def _lines(self, room: int) -> list[list[tuple[int, QLayoutItem]]]:
        lines: list[list[tuple[int, QLayoutItem]]] = [[]]
        used, gap = 0, theme.current().px(self._gap)
        for number, item in enumerate(self._items):
            if item.isEmpty():
                continue
            wide = _size(item).width()
            if lines[-1] and used + gap + wide > room:
                lines.append([])
                used = 0
            used += wide + (gap if lines[-1] else 0)
            lines[-1].append((number, item))
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Places everything and gives the height that was needed."""
        here = theme.current()
        gap, side = here.px(self._gap), here.px(self._around[0]) if self._around[0] else 0
        room = rect.width() - 2 * side
        top = rect.top() + self._margin()
        lines = self._lines(room)
        for line in lines:
            high = max((_size(item).height() for _, item in line), default=0)
            left = rect.left() + side
            spare = room - sum(_size(item).width() for _, item in line) - gap * max(0, len(line) - 1)
            for number, item in line:
                size = _size(item)
                wide = min(room, size.width() + (max(0, spare) if number == self._grow else 0))
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (high - size.height()) // 2), QSize(wide, size.height())))
                left += wide + gap
            top += high + here.px(6)
        return top - here.px(6) + self._margin() - rect.top()


def _size(item: QLayoutItem) -> QSize:
    """What a widget asks for; one that takes what it is given asks for what it needs."""
    return item.sizeHint().expandedTo(item.minimumSize())
