"""The awards of a book or of a cohort: award all who are ready, the list of awards, the award that is chosen."""

from __future__ import annotations

import itertools
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from skillmark.protocol.requests.look import ListAwards, ListRuns
from skillmark.protocol.rows import AwardRow, RunRow
from skillmark.window.models.awards import PRINTED
from skillmark.window.pages.awards_acts import Acts
from skillmark.window.pages.awards_detail import AwardPane
from skillmark.window.pages.awards_export import Asked
from skillmark.window.pages.awards_halves import Halves, Top
from skillmark.window.pages.awards_list import AwardsList
from skillmark.window.pages.awards_panel import AwardAll
from skillmark.window.pages.awards_side import Side
from skillmark.window.pages.awards_told import Done, Refusals, Runs
from skillmark.window.pages.page import Part
from skillmark.window.widgets.footer import Key
from skillmark.window.widgets.panes import Pane, column
from skillmark.wording import _

TOUCHED = frozenset(
    {"award", "award_run", "candidacy", "learner", "cohort", "offering", "enrolment", "credential", "issuer", "book"}
)


class AwardsBoard(Halves):
    """Everything about awards but the page's header; `part` is the page or tab that it is in."""

    def __init__(self, part: Part, name: str) -> None:
        super().__init__(name, part.context.keeper)
        self.part = part
        self.cohort_code: str | None = None
        self.acts = Acts(self)
        self.list = AwardsList()
        self.pane = AwardPane(part, self.acts.about_one(), self._sides_changed)
        self.side = Side(self.pane, self._sides_changed)
        self.panel = AwardAll(part, self.acts.award, self.acts.prepare, self._panel_changed)
        self.done = Done()
        self.refusals = Refusals(self.acts.about, self._panel_changed)
        self.runs = Runs(self.acts.proof, self.acts.issue, self.acts.drop)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.left = Pane("page")
        inside = column(self.left, 0, 0)
        self.top = Top(self.panel, self.done, self.refusals, self.runs)
        inside.addWidget(self.top)
        inside.addWidget(self.list, 1)
        self.addWidget(self.left)
        self.addWidget(self.side)
        self.share()
        self.left.installEventFilter(self)

    def _connect(self) -> None:
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._opened)
        self.list.page_wanted.connect(lambda: self.show_large(True))
        self.list.confirm_wanted.connect(self.acts.confirm)
        self.list.export_button.clicked.connect(lambda on: self.acts.export())
        self.turned.connect(self._turned)
        self.done.closed.connect(self.panel.go_on)
        refused = self.refusals.list.selectionModel()
        refused.currentChanged.connect(lambda *_places: self.part.page_changed())

    def order(self) -> None:
        """The order in which Tab goes about; once search and filters stand in the page."""
        found, panel, told = self.list, self.panel, self.refusals
        ways: list[QWidget] = [
            found.search, found.credential, found.status, found.export_button, panel.choice, panel.fold_button,
            panel.list, panel.award_button, panel.prepare_button, panel.tick_button, panel.day, self.done.next,
            self.done.close_button, told.button, told.list, found.table, self.pane.preview,
            self.pane.facts,
            *self.pane.facts.buttons.values(),
        ]  # fmt: skip
        for before, after in itertools.pairwise(ways):
            QWidget.setTabOrder(before, after)

    # Looking

    def look(self) -> None:
        """Looks again at everything."""
        self.panel.look()
        self.part.ask(ListAwards(cohort=self.cohort_code), self._take_awards, latest="awards")
        self.part.ask(ListRuns(), self._take_runs, latest="runs")

    def _take_awards(self, rows: list[AwardRow]) -> None:
        self.list.put(rows)
        self.done.keep({row.number for row in rows if row.status in PRINTED})

    def _take_runs(self, rows: list[RunRow]) -> None:
        wanted = self.panel.wanted
        self.runs.put([one for one in rows if wanted in (None, one.credential)], writable=self.part.writable)

    def come_back(self) -> None:
        """It is shown again after another page was: what was said then was read."""
        if self.panel.held:
            self.done.close_it()

    def clear(self) -> None:
        """Forgets what it shows: it is about another cohort now."""
        self.panel.forget()
        self.done.hide()
        self.refusals.forget()
        self.side.close_panel()
        self.show_large(False)
        self.list.clear_search()
        self.list.put([])

    # What it holds

    def chosen(self) -> AwardRow | None:
        """The award where the list is."""
        return self.list.chosen()

    def shown(self) -> Asked:
        """The awards that the search leaves."""
        return self.list.asked(self.cohort_code)

    def known(self) -> list[AwardRow]:
        """All awards, shown or not."""
        return self.list.rows.everything

    def show_award(self, wanted: str | UUID) -> None:
        """Goes to an award by its number, its key or its learner's, once it is in the list."""
        self.list.show_award(wanted)

    def _moved(self) -> None:
        self.pane.show_row(self.chosen())
        self.part.page_changed()

    def _opened(self) -> None:
        if self.acts.able("confirm"):
            self.acts.confirm()
        else:
            self.show_large(True)

    # The page over everything

    def show_large(self, large: bool) -> None:
        """Gives the whole page to the certificate, or takes it back."""
        was = self.pane.large
        if large == was or (large and (self.chosen() is None or self.side.panel is not None)):
            return
        self.pane.show_large(large)
        self._share_room()
        if large:
            self.pane.preview.setFocus()
        else:
            self.list.table.setFocus()
        self.part.page_changed()

    def back(self) -> bool:
        """From the large page to the list."""
        was = self.pane.large
        self.show_large(False)
        return was

    def refused(self) -> int:
        """How many were asked for and refused, until that is closed."""
        return len(self.refusals.lines.lines) if self.refusals.after else 0

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is shown of page, list, and who would be awarded."""
        if self.pane.large:
            self.pane.preview.setFocus()
        elif self.list.isHidden():
            self.panel.list.setFocus()
        else:
            self.list.take_keyboard()

    def search_here(self) -> None:
        """Goes to the search field."""
        self.show_large(False)
        self.list.search.setFocus()
        self.list.search.selectAll()

    # Keys

    def keys(self) -> tuple[Key, ...]:
        """The keys that work here and now."""
        if self.pane.large:
            return large_keys()
        space = _("tick") if self.panel.list.hasFocus() else _("preview")
        award = (Key(("Ctrl", "Enter"), _("award")),) if self.acts.can("awards.award") else ()
        confirm = (Key(("Enter",), _("confirm")),) if self.acts.able("confirm") else ()
        return (
            Key(("↑", "↓"), _("move")),
            Key(("Space",), space),
            *confirm,
            *award,
            Key(("Ctrl", "P"), _("save PDF")),
            Key(("Ctrl", "F"), _("find")),
            Key(("Ctrl", "Shift", "E"), _("export")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pane.large:
            self.show_large(False)
        elif event.key() == Qt.Key.Key_Space and self.pane.preview.hasFocus():
            self.show_large(not self.pane.large)
        else:
            super().keyPressEvent(event)

    # Room

    def _sides_changed(self) -> None:
        self.panel.rest(self._busy())
        self._share_room()
        self.part.page_changed()

    def _busy(self) -> bool:
        return self.side.panel is not None or self.pane.under.panel is not None

    def _share_room(self) -> None:
        """Where the page is narrow, what is decided has all of it: a panel at the side, or who is awarded."""
        deciding = self.narrow and self._busy()
        awarding = self.narrow and self.panel.is_open() and not self._busy()
        self.left.setVisible(not self.pane.large and not deciding)
        self.list.setVisible(not awarding)
        self.side.setVisible(not awarding)
        self.runs.show_room(not self.narrow or awarding or not self.panel.target)

    def _panel_changed(self) -> None:
        panel = self.panel
        none_ready = panel.target is not None and not panel.names.rowCount()
        unready = () if panel.folded and not none_ready else panel.unready
        self.refusals.show_unready(unready, panel.target, none_ready=none_ready)
        self._share_room()
        self._fit_lists()

    def _fit_lists(self) -> None:
        """Gives the names and the refusals as much room as leaves some for the list."""
        high = self.left.height()
        self.panel.list.show_at_most(min(8, max(1, int(high * 0.24 / self.panel.list.line()))))
        self.refusals.list.show_at_most(min(5, max(2, int(high * 0.2 / self.refusals.list.line()))))
        self.part.page_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.left and event.type() == QEvent.Type.Resize:
            self._fit_lists()
        return False

    def _turned(self, narrow: bool) -> None:
        """Where the page is narrow the panel is one line, and the certificate is shown only over the whole page."""
        self.pane.be_narrow(narrow)
        self.panel.foldable(narrow)
        self.panel.fold(narrow)
        self._panel_changed()

    def restyle(self) -> None:
        super().restyle()
        self._fit_lists()


def large_keys() -> tuple[Key, ...]:
    """The keys that work while the page is over everything."""
    return (
        Key(("Esc",), _("back to the list")),
        Key(("Ctrl", "+"), _("larger")),
        Key(("Ctrl", "-"), _("smaller")),
        Key(("Ctrl", "0"), _("fit")),
        Key(("Ctrl", "P"), _("save PDF")),
    )
