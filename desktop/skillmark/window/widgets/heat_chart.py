"""How far everybody is: a chart of tenths, with a table of the same figures behind it for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStackedLayout, QTableWidget, QTableWidgetItem, QWidget

from skillmark.window import theme
from skillmark.wording import _, ngettext
from skillmark.wording.numbers import NO_BREAK

LOW, HIGH = 0, 10


def tenth_words(place: int) -> str:
    """`40–50`; the last one carries the sign."""
    words = f"{place * HIGH}–{place * HIGH + HIGH}"
    return f"{words}{NO_BREAK}%" if place == HIGH - 1 else words


class Bars(QWidget):
    """The drawn bars."""

    def __init__(self) -> None:
        super().__init__()
        self.bins: Sequence[int] = [0] * HIGH
        self.complete = 0
        self.ringed = False

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(300), theme.current().px(140))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(140))

    def paintEvent(self, event: QPaintEvent) -> None:
        here = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), here.colour("page"))
        foot, head = here.px(20), here.px(18)
        room = self.height() - foot - head
        most, wide = max(1, *self.bins), self.width() / len(self.bins)
        for place, count in enumerate(self.bins):
            high = round(room * count / most)
            box = QRectF(place * wide + here.px(3), head + room - high, wide - here.px(6), high)
            done = min(count, self.complete) if place == len(self.bins) - 1 else 0
            self._bar(painter, box, count, done)
            self._words(painter, box, place, count, foot)
        painter.setPen(QPen(here.colour("line_strong"), 1))
        painter.drawLine(0, head + room, self.width(), head + room)
        if self.ringed:
            painter.setPen(QPen(here.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _bar(self, painter: QPainter, box: QRectF, count: int, done: int) -> None:
        """One bar; of the last one the part that has everything is green."""
        here = theme.current()
        painter.fillRect(box, here.colour("bar"))
        if done:
            part = QRectF(box)
            part.setHeight(box.height() * done / count)
            painter.fillRect(part, here.states["met"].fg)

    def _words(self, painter: QPainter, box: QRectF, place: int, count: int, foot: int) -> None:
        here = theme.current()
        around = box.adjusted(-here.px(6), 0, here.px(6), 0)
        middle = around.center().x()
        room = min(around.width(), 2 * middle, 2 * (self.width() - middle))
        painter.setFont(here.font("caption"))
        painter.setPen(here.colour("text" if count else "text_3"))
        above = QRectF(around.left(), box.top() - here.px(17), around.width(), here.px(16))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(count))
        painter.setPen(here.colour("text_2"))
        below = QRectF(around.left(), self.height() - foot + 2, around.width(), foot - 2)
        metrics = painter.fontMetrics()
        words = tenth_words(place)
        shorter = (words, words.removesuffix(f"{NO_BREAK}%"), str(place * HIGH))
        fitting = (one for one in shorter if metrics.horizontalAdvance(one) <= room)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, next(fitting, ""))


class Distribution(QWidget):
    """The chart over its table; the table can be walked through by keyboard and is what screen readers read."""

    def __init__(self) -> None:
        super().__init__()
        self.bars = Bars()
        self.table = QTableWidget(HIGH, 2)
        self.table.setAccessibleName(_("Learners by share complete"))
        self.table.setHorizontalHeaderLabels([_("Share, per cent"), _("Learners")])
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        layout = QStackedLayout(self)
        layout.setStackingMode(QStackedLayout.StackingMode.StackAll)
        layout.addWidget(self.table)
        layout.addWidget(self.bars)
        layout.setCurrentWidget(self.bars)
        self.bars.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.table.installEventFilter(self)
        self.restyle()

    def restyle(self) -> None:
        """Takes its height from the theme."""
        self.setFixedHeight(theme.current().px(140))
        self.bars.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.bars.ringed = event.type() == QEvent.Type.FocusIn
            self.bars.update()
        return False

    def put(self, bins: Sequence[int], complete: int) -> None:
        """Shows other figures."""
        self.bars.bins, self.bars.complete = tuple(bins), complete
        for place, count in enumerate(bins):
            for column, words in enumerate((tenth_words(place), str(count))):
                item = QTableWidgetItem(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(place, count) if column else words)
                self.table.setItem(place, column, item)
        self.bars.update()

    def _spoken(self, place: int, count: int) -> str:
        words = ngettext("{n} learner", "{n} learners", count).format(n=count)
        return _("{words} at {share} per cent").format(
            words=words, share=tenth_words(place).removesuffix(f"{NO_BREAK}%")
        )
