"""The rows of a list that is about to be imported, each with what becomes of it; all, or those of one kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent

from skillmark.protocol.rows_import import RowFate
from skillmark.window import theme
from skillmark.window.models.rows import Cell, Column, Rows
from skillmark.window.pages.import_words import ALL, fate_cell, numbers_of, passes, tabs_of, whole_row
from skillmark.window.widgets.panes import Pane, Tabs, column
from skillmark.window.widgets.table import Table
from skillmark.window.widgets.text import Text
from skillmark.wording import _


def _columns() -> tuple[Column[RowFate], ...]:
    return (
        Column(_("Row"), lambda one: f"{one.row:,}", 48, right=True),
        Column(_("Name"), lambda one: Cell(one.name, colour="text", note=one.name), 150),
        Column(_("What becomes of it"), fate_cell),
        Column(_("E-mail"), lambda one: Cell(one.email, note=one.email), 150),
        Column(_("Numbers"), numbers_of, 84),
        Column(_("Cohort"), lambda one: ", ".join(one.cohorts), 76),
    )


class ImportTable(Pane):
    """Tabs with counts, the rows, and under them all that is known of the row at the cursor."""

    def __init__(self) -> None:
        super().__init__("page", ("left",))
        self.rows: Rows[RowFate] = Rows(_columns(), lambda one: one.row, self)
        self.tabs = Tabs(_("Which rows"))
        self.tabs.currentChanged.connect(self._turn)
        self.table = Table(_("What becomes of each row"))
        self.table.show_model(self.rows, sort=False)
        self.table.moved.connect(self._tell)
        self.whole = Text("", "body", "text", wrap=True)
        here = theme.current()
        self.whole.setContentsMargins(*(here.px(one) for one in (20, 10, 20, 12)))
        layout = column(self, 0, 0)
        layout.setContentsMargins(1, 0, 0, 0)
        for one in (self.tabs, self.table, self.whole):
            layout.addWidget(one, 1 if one is self.table else 0)
        self.put(())

    def put(self, rows: Sequence[RowFate]) -> None:
        """Shows other rows, of the same kind as before where there are some."""
        chosen = self.kind()
        tabs = tabs_of(rows)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for place, (kind, words) in enumerate(tabs):
            self.tabs.addTab(words)
            self.tabs.setTabData(place, kind)
        self.tabs.setCurrentIndex(next((place for place, (kind, _words) in enumerate(tabs) if kind == chosen), 0))
        self.tabs.blockSignals(False)
        self.rows.put(rows)
        self._turn()
        for one in (self.tabs, self.table, self.whole):
            one.setVisible(bool(rows))
        self.tabs.fit(self.width())

    def kind(self) -> str:
        """The kind of rows that is shown."""
        return str(self.tabs.tabData(self.tabs.currentIndex()) or ALL)

    def _turn(self) -> None:
        kind = self.kind()
        self.rows.keep(lambda one: passes(one, kind))
        self.table.go_to(0)
        self._tell(self.table.current())

    def _tell(self, place: int) -> None:
        found = self.rows.at(place)
        self.whole.setText(whole_row(found) if found is not None else "")

    def restyle(self) -> None:
        super().restyle()
        self.table.setMinimumHeight(theme.current().px(130))
        self.tabs.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tabs.fit(event.size().width())
