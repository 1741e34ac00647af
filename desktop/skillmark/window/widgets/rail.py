"""The rail at the left: whose record book, the places with their counts, and at the foot what is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QStyledItemDelegate, QStyleOptionViewItem

from skillmark.window import icons, theme
from skillmark.window.widgets.panes import Pane, column, row
from skillmark.window.widgets.text import ElidedText, Glyph
from skillmark.wording import _

Index = QModelIndex | QPersistentModelIndex
PLACE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
EDGE, LEAST_GAP = 7, 8
"""px at 100 % text: around icon and count; between a place's words and its count."""


@dataclass(slots=True)
class Place:
    """A place of the rail."""

    name: str
    title: str
    icon: str
    count: int | None = None


class Places(QAbstractListModel):
    """The places as a list."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__()
        self.places = places

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says in one of Qt's roles."""
        if not index.isValid() or not 0 <= index.row() < len(self.places):
            return None
        place = self.places[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return place.title
        if role == PLACE_ROLE:
            return place
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return place.title if place.count is None else f"{place.title}, {place.count:,}"
        return None

    def count(self, name: str, number: int) -> None:
        """Says how many records a place holds."""
        for place, one in enumerate(self.places):
            if one.name == name and one.count != number:
                one.count = number
                self.dataChanged.emit(self.index(place), self.index(place))


class PlaceDelegate(QStyledItemDelegate):
    """Draws a place: icon, title, count; the one that is shown on a tint."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a cell."""
        here = theme.current()
        view = self.parent()
        assert isinstance(view, QListView)
        place: Place = index.data(PLACE_ROLE)
        chosen = index.row() == view.currentIndex().row()
        rect = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = here.size("radius", "control")
        if chosen:
            painter.setPen(QPen(here.colour("focus"), 2) if view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(here.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        size = here.size("icon", "rail")
        shade = "accent" if chosen else "text_2"
        left = rect.left() + here.px(EDGE)
        icons.paint(painter, place.icon, shade, QRectF(left, round(rect.center().y() - size / 2), size, size))
        painter.setFont(here.font("body", weight=600 if chosen else 400, figures=False))
        painter.setPen(here.colour("text" if chosen else "text_2"))
        words = QRectF(left + size + here.px(EDGE), rect.top(), rect.width(), rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, place.title)
        if place.count is not None:
            painter.setFont(here.font("body"))
            painter.setPen(here.colour("accent" if chosen else "text_2"))
            room = rect.adjusted(0, 0, -here.px(EDGE), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{place.count:,}")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        here = theme.current()
        return QSize(here.px(120), max(here.px(34), here.line("body") + here.px(12)))


class PlaceList(QListView):
    """The places; Enter or Right goes into the page."""

    entered_page = Signal()

    def __init__(self, places: Places) -> None:
        super().__init__()
        self.setModel(places)
        self.setItemDelegate(PlaceDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Places"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered_page.emit()
        else:
            super().keyPressEvent(event)


class FootLine(Pane):
    """A line at the foot: icon and words."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__("window")
        self.icon = Glyph(icon, "text_2", 14)
        self.text = ElidedText(text, "small", "text_2")
        layout = row(self.icon, self.text, gap=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def say(self, icon: str, colour: str, text: str) -> None:
        """Shows another state."""
        self.icon.set_glyph(icon, colour)
        self.text.setText(text)
        self.setAccessibleName(text)


class Rail(Pane):
    """The whole rail.

    Signals:
        wanted: the name of a place that a person chose.
    """

    wanted = Signal(str)

    def __init__(self, places: list[Place]) -> None:
        super().__init__("window", ("right",))
        self.setObjectName("rail")
        self.places = Places(places)
        self.list = PlaceList(self.places)
        self.mark = QLabel()
        self.name = ElidedText("", "body", "text", weight=600)
        self.file = ElidedText("", "caption", "text_2")
        self.saved = FootLine("check", "")
        self.backed_up = FootLine("hard-drive", "")
        self.read_only = FootLine("lock", _("Open to read only"))
        self.places.dataChanged.connect(lambda *_: self.fit())
        self._lay_out()
        self.restyle()
        self.list.clicked.connect(lambda index: self.wanted.emit(self.places.places[index.row()].name))
        self.list.selectionModel().currentRowChanged.connect(self._moved)
        self._quiet = False

    def _lay_out(self) -> None:
        here = theme.current()
        layout = column(self, 0, 0)
        layout.setContentsMargins(here.px(8), here.px(12), here.px(9), here.px(10))
        names = column(names_pane := Pane("window"), 0, 0)
        names.addWidget(self.name)
        names.addWidget(self.file)
        head = row(self.mark, names_pane, gap=8)
        head.setContentsMargins(here.px(8), 0, 0, here.px(10))
        head.setStretch(1, 1)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        foot = Pane("window", ("top",))
        lines = column(foot, 0, 2)
        lines.setContentsMargins(here.px(8), here.px(10), 0, 0)
        for one in (self.read_only, self.saved, self.backed_up):
            lines.addWidget(one)
        layout.addWidget(foot)

    def restyle(self) -> None:
        """Takes its width and mark from the theme."""
        here = theme.current()
        self.fit()
        size = here.px(26)
        self.mark.setPixmap(icons.window_icon().pixmap(QSize(size, size), self.devicePixelRatioF()))
        self.mark.setFixedSize(size, size)
        self.update()

    def fit(self) -> None:
        """As wide as the tokens say; wider only where a place's words and its count would touch."""
        here = theme.current()
        words, figures = (QFontMetrics(here.font("body", weight=600, figures=one)) for one in (False, True))
        widest = max(
            words.horizontalAdvance(one.title) + figures.horizontalAdvance(f"{one.count or 0:,}")
            for one in self.places.places
        )
        around = here.size("icon", "rail") + here.px(8 + 9 + 3 * EDGE + LEAST_GAP)
        self.setFixedWidth(max(here.size("width", "rail"), widest + around))

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.wanted.emit(self.places.places[current.row()].name)

    def show_place(self, name: str) -> None:
        """Marks a place as the one that is shown, without going there."""
        self._quiet = True
        number = next((one for one, place in enumerate(self.places.places) if place.name == name), -1)
        self.list.setCurrentIndex(self.places.index(number) if number >= 0 else QModelIndex())
        self._quiet = False
