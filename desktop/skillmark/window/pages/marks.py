"""The tab Marks: learners and requirements in one grid, to be filled by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from skillmark.domain.outline import Group
from skillmark.protocol.answers import Changes
from skillmark.protocol.rows import ProgressRow
from skillmark.window.context import Context
from skillmark.window.models.mark_grid import NAME, SHARE
from skillmark.window.pages.marks_bench import MarksBench
from skillmark.window.pages.marks_callouts import MarksCallouts
from skillmark.window.pages.marks_desk import Target
from skillmark.window.pages.marks_history import HistoryPanel
from skillmark.window.pages.marks_keys import MarksKeys
from skillmark.window.pages.marks_panel import open_judging
from skillmark.window.pages.marks_rows import RowsReader
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.grid_corner import Corner
from skillmark.wording import _

WIDTHS = "marks."
"""Widths of columns are kept by credential under this name."""


class MarksTab(MarksBench):
    """The mark grid of a cohort's offering."""

    scope = "marks"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.corner = Corner(_("Learner"), self._sorts(), self._sort)
        self.grid.set_corner(self.corner)
        self.callouts = MarksCallouts(self)
        more = {"marks.history": self.open_history, "marks.sort": self.corner.sort.open_menu}
        self.entry = MarksKeys(self, self.callouts, more)
        self.put_content(self.grid, self.grid)
        self.rows = RowsReader(self, self.model, self._show, lambda: None)
        self._where: tuple[UUID, str] | None = None
        self._join()

    def _join(self) -> None:
        self.desk.choose, self.desk.refused = self.callouts.choose, self.entry.refused
        self.grid.on_key = self.entry.pressed
        self.grid.opened.connect(lambda row, column: self.open_panel())
        self.grid.moved.connect(self.callouts.moved)
        self.grid.moved.connect(self.entry.moved)
        self.grid.widths_changed.connect(self._keep_widths)
        self.grid.heads.sectionClicked.connect(self._sort_column)
        self.model.states.refusals_changed.connect(self.callouts.refusals_changed)
        self.model.states.refusals_changed.connect(self.page_changed)

    # What is shown

    def turned(self) -> None:
        self.model.clear()
        self.callout.dismiss()
        self.body.close_panel()

    def refresh(self, changes: Changes | None) -> None:
        if self.offering is None or self.cohort is None:
            self.model.clear()
            self.show_no_offering()
        elif self.rows.read(self.cohort, self.offering, changes) and not self.model.rows:
            self.begin_reading()

    def _show(self, rows: list[ProgressRow], outline: Group, asked: int) -> None:
        if not rows:
            self.model.clear()
            self.show_no_learners()
            return
        if self.rows.same(rows):
            self.model.refresh(rows, asked)
        else:
            self._show_anew(rows, outline, asked)
        self._go_where()
        self.page_changed()

    def _show_anew(self, rows: list[ProgressRow], outline: Group, asked: int) -> None:
        assert self.offering is not None
        index = self.grid.currentIndex()
        target = self.desk.target(index.row(), index.column()) if index.isValid() else None
        had = self.has_keyboard()
        self.model.put(self.offering, outline, rows, asked)
        self.show_content()
        self.grid.fit(self.context.keeper.settings.splits.get(WIDTHS + self.offering.credential, ()))
        if target is not None and self.model.row_of(target.row.candidacy) >= 0:
            self.grid.go_to(self.model.row_of(target.row.candidacy), self.model.column_of(target.requirement.code))
        elif not self.grid.currentIndex().isValid():
            self.grid.go_to(0, 0)
        if had and self.body.panel is None:
            self.take_keyboard()

    def go_to(self, where: Any) -> None:
        self._where = where
        self._go_where()

    def _go_where(self) -> None:
        """Puts the cursor where somebody wanted to go, once the rows are there."""
        if self._where is None or not self.model.rows:
            return
        candidacy, code = self._where
        row = self.model.row_of(candidacy)
        if row >= 0:
            self._where = None
            self.grid.go_to(row, max(0, self.model.column_of(code)))

    # Sorting and widths

    def _sorts(self) -> tuple[tuple[str, str], ...]:
        return ((NAME, _("by sort name")), (SHARE, _("most complete first")), ("state", _("by state")))

    def _sort(self, what: str, *, down: bool = False) -> None:
        """Sorts the rows; the cursor stays with its learner."""
        self.model.sort_by(what, down=down)
        self.corner.choose(what)
        column = self.model.column_of(what)
        self.grid.heads.sorted = (column, down) if column >= 0 else None
        self.grid.names.forget()
        self.grid.heads.viewport().update()
        index = self.grid.currentIndex()
        self.grid.names.mark(index.row())
        if index.isValid():
            self.grid.scrollTo(index)

    def _sort_column(self, column: int) -> None:
        place = self.model.requirement(column)
        what = place.code if place is not None else ("met", SHARE, "state")[column - len(self.model.places)]
        before, down = self.model.order
        if before == what:
            self._sort(NAME if down else what, down=not down)
        else:
            self._sort(what)

    def _keep_widths(self) -> None:
        if self.offering is not None:
            keeper = self.context.keeper
            kept = {**keeper.settings.splits, WIDTHS + self.offering.credential: self.grid.kept_widths()}
            keeper.change(splits=kept)

    def restyle(self) -> None:
        """Gives the columns their widths at another size of text."""
        if self.offering is not None and self.model.rows:
            self.grid.fit(self.context.keeper.settings.splits.get(WIDTHS + self.offering.credential, ()))

    # Panels

    def begin_typing(self, target: Target, text: str, *, whole: bool = False) -> None:
        self.entry.begin(target, text, whole=whole)

    def open_panel(self) -> None:
        target = self.current()
        if target is not None and self.writable:
            open_judging(self, target)

    def open_history(self) -> None:
        """Opens everything recorded in the cursor's cell."""
        target = self.current()
        if target is not None:
            self.desk.look(target, lambda history: self.body.open_panel(HistoryPanel(target, history)))

    # What the shell asks

    def keys(self) -> tuple[Key | Legend, ...]:
        return self.entry.listed() if self.model.rows else self.empty_keys()

    def refused(self) -> int:
        return len(self.model.states.refused())

    def show_refused(self) -> None:
        self.callouts.show_first()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return self.entry.handlers()

    def can(self, action: str) -> bool:
        return bool(self.model.rows)
