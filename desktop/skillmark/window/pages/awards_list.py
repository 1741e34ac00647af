"""The list of awards with its search and filters."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from skillmark.protocol.rows import AwardRow
from skillmark.window import theme
from skillmark.window.models import awards as list_of
from skillmark.window.models.rows import Rows
from skillmark.window.pages.awards_export import Asked
from skillmark.window.widgets.controls import Button, Choice, SearchField
from skillmark.window.widgets.empty import EmptyState
from skillmark.window.widgets.table import Table
from skillmark.wording import _
from skillmark.wording.states import award_status_word


class AwardsList(QStackedWidget):
    """Awards, or why there are none. The search, the filters and the export button stand where the page puts them.

    Signals:
        moved: another award is the chosen one, or it is another one's list.
        opened: Enter or a double click was given on the chosen award.
        confirm_wanted: `Confirm…` in the list was pressed.
        page_wanted: Space was pressed.
        filtered: other awards are shown.
    """

    moved = Signal()
    opened = Signal()
    confirm_wanted = Signal()
    page_wanted = Signal()
    filtered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wanted: str | UUID | None = None
        self._to_do = False
        self.rows = Rows(list_of.columns(), lambda row: row.key, self)
        self.table = Table(_("Awards"))
        self.table.show_model(self.rows)
        self.empty = EmptyState("")
        self.addWidget(self.table)
        self.addWidget(self.empty)
        self.search = SearchField(_("Name or award number"))
        self.credential = Choice(((list_of.ANY, _("Any micro-credential")),), _("Micro-credential"))
        statuses = ((one, award_status_word(one)) for one in list_of.STATUSES)
        self.status = Choice(((list_of.ANY, _("Any state")), *statuses), _("State"))
        self.export_button = Button(_("Export…"), "download")
        self._connect()
        self.restyle()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.left.connect(self.table.setFocus)
        self.credential.chosen.connect(self._filter)
        self.status.chosen.connect(self._filter)
        self.table.moved.connect(lambda place: self.moved.emit())
        self.table.opened.connect(lambda place: self.opened.emit())
        self.table.clicked.connect(self._clicked)
        self.table.installEventFilter(self)

    # What it holds

    def put(self, rows: list[AwardRow]) -> None:
        """Shows other awards; stays at the chosen one where it is still there."""
        self.table.keep_place(lambda: self.rows.put(rows))
        self._to_do = any(list_of.shown_status(row) == "unsupported" for row in rows)
        self._fit_columns()
        self.credential.offer(((list_of.ANY, _("Any micro-credential")), *list_of.credentials(rows)))
        self.credential.setVisible(self.credential.count() > 2)
        self._find_wanted()
        self._arrange()

    def chosen(self) -> AwardRow | None:
        """The award where the list is."""
        return self.rows.at(self.table.current())

    def asked(self, cohort: str | None) -> Asked:
        """The awards that the search leaves, of a cohort's list or of all."""
        plain = not self.search.text().strip() and not self.status.value()
        return Asked(tuple(self.rows.shown), self.credential.value() or None, cohort, all_of_it=plain)

    def show_award(self, wanted: str | UUID) -> None:
        """Goes to an award by its number, its key or its learner's, once it is in the list."""
        self._wanted = wanted
        self._find_wanted()

    def _find_wanted(self) -> None:
        wanted = self._wanted
        found = next((row for row in self.rows.everything if wanted in (row.number, row.key, row.learner)), None)
        if wanted is None or found is None:
            return
        self._wanted = None
        if self.rows.place_of(found.key) < 0:
            self.clear_search()
        self.table.go_to(self.rows.place_of(found.key))

    def take_keyboard(self) -> None:
        """Gives the keyboard to the list, or to why it is empty."""
        self.table.setFocus() if self.currentWidget() is self.table else self.empty.take_keyboard()

    # Search

    def clear_search(self) -> None:
        """Shows everything again."""
        self.credential.choose(list_of.ANY)
        self.status.choose(list_of.ANY)
        self.search.clear()
        self._filter()

    def _filter(self) -> None:
        test = list_of.keeping(self.search.text(), self.credential.value(), self.status.value())
        self.table.keep_place(lambda: self.rows.keep(test))
        self._arrange()

    def _arrange(self) -> None:
        had = self.table.hasFocus() or self.empty.has_keyboard()
        if self.rows.shown:
            self.setCurrentWidget(self.table)
            if self.table.current() < 0:
                self.table.go_to(0)
        else:
            self.empty.say(self._why_empty())
            self.setCurrentWidget(self.empty)
        if had:
            self.take_keyboard()
        self.export_button.setEnabled(any(row.status in list_of.PRINTED for row in self.rows.shown))
        self.moved.emit()
        self.filtered.emit()

    def _why_empty(self) -> str:
        if not self.rows.everything:
            return _("No awards yet. They appear here when learners who are ready are awarded.")
        text = self.search.text().strip()
        if not text:
            return _("No award is in that state.")
        return _("No award matches “{text}”. Numbers look like RI-2026-K7-0418-X.").format(text=text)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == list_of.CONFIRM:
            self.confirm_wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = event.key() if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if watched is self.table and key == Qt.Key.Key_Space:
            self.page_wanted.emit()
            return True
        return False

    # Room

    def _fit_columns(self) -> None:
        """Leaves the dates out where there is no room for the state; the chosen award says them."""
        here = theme.current()
        last = list_of.CONFIRM + self._to_do
        wanted = sum(column.width or 140 for column in self.rows.columns[:last]) + 12
        room = self.width() - here.size("width", "scroll_bar")
        for place in list_of.DATES:
            short = room < here.px(wanted)
            self.table.setColumnHidden(place, short)
            wanted -= self.rows.columns[place].width if short else 0
        self.table.setColumnHidden(list_of.CONFIRM, not self._to_do or room < here.px(wanted))
        self.table.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def restyle(self) -> None:
        """Takes its measures from the theme."""
        self.setMinimumHeight(theme.current().px(110))
        for one in (self.credential, self.status):
            one.setMinimumWidth(theme.current().px(70))
            one.setMaximumWidth(theme.current().px(180))
        self._fit_columns()
