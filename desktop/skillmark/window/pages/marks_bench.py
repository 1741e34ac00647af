"""What everything about the mark grid shares: model, grid, field, callout, and the desk that hands entries over."""

from __future__ import annotations

from skillmark.window.context import Context
from skillmark.window.models.mark_grid import MarkGrid
from skillmark.window.pages.marks_desk import MarksDesk, Target
from skillmark.window.pages.rows_tab import RowsTab
from skillmark.window.widgets.grid import Grid
from skillmark.window.widgets.grid_callout import CellCallout
from skillmark.window.widgets.grid_editor import CellEditor
from skillmark.wording import _


class MarksBench(RowsTab):
    """The tab Marks as its callouts, keys and panels see it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = MarkGrid(self)
        self.grid = Grid(_("Marks"))
        self.grid.show_model(self.model)
        self.editor = CellEditor(self.grid.viewport())
        self.callout = CellCallout(self.grid.viewport())
        self.desk = MarksDesk(self, self.model)

    def current(self) -> Target | None:
        """The cell of the cursor; None at the standing."""
        index = self.grid.currentIndex()
        return self.desk.target(index.row(), index.column()) if index.isValid() else None

    def open_panel(self) -> None:
        """Opens the rubric of the cursor's cell, or the form of another scheme, with evidence and feedback."""
        raise NotImplementedError

    def begin_typing(self, target: Target, text: str, *, whole: bool = False) -> None:
        """Opens the field over a cell."""
        raise NotImplementedError
