"""The tab Overview: where everybody is, as a map to go by; how far along; who is blocked or quiet, and why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent

from skillmark.domain.outline import Group
from skillmark.protocol.answers import Changes
from skillmark.protocol.requests.judge import Arrange
from skillmark.protocol.rows import ProgressRow
from skillmark.window import theme
from skillmark.window.context import Context
from skillmark.window.models.heat import HeatGrid, distribution
from skillmark.window.models.heat_reasons import GRANT, Reason, reasons_of
from skillmark.window.models.mark_grid import NAME, SHARE
from skillmark.window.pages.marks_rows import RowsReader
from skillmark.window.pages.overview_halves import OverviewHalves
from skillmark.window.pages.overview_side import OverviewSide
from skillmark.window.pages.rows_tab import RowsTab
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.window.widgets.grid import Grid
from skillmark.window.widgets.grid_corner import Corner, SortButton
from skillmark.window.widgets.panes import Pane, column, row
from skillmark.window.widgets.text import Text
from skillmark.wording import _
from skillmark.wording.names import isolated
from skillmark.wording.states import requirement_state_word

LEGEND = ("met", "in_progress", "submitted", "in_review", "returned", "not_met", "waived", "not_started")


class OverviewTab(RowsTab):
    """Where a cohort is in one micro-credential."""

    scope = "overview"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = HeatGrid()
        self.grid = Grid(_("Where everybody is"), groups=False, lines=False)
        self.grid.show_model(self.model)
        # Nothing is typed here: Tab goes on to what stands beside the map.
        self.grid.setTabKeyNavigation(False)
        self.grid.set_corner(Corner(_("Learner"), ((NAME, ""),), lambda _: None, plain=True))
        self.grid.on_key = self._pressed
        self.grid.opened.connect(lambda row, column: self.open_cell())
        self.grid.heads.sectionClicked.connect(self._clicked)
        ways = ((SHARE, _("most complete first")), (NAME, _("by sort name")), ("state", _("by state")))
        self.sort = SortButton(ways, self._sort)
        self.halves = OverviewHalves(context.keeper)
        self.side = OverviewSide(self._act, self.halves.to_map)
        self.halves.put(self._map(), self.side, self.grid)
        self.put_content(self.halves, self.grid)
        self.rows = RowsReader(self, self.model, self._show, self._tell)

    def _map(self) -> Pane:
        pane = Pane("page")
        self._around = column(pane, 0, 0)
        self._head = row(Text(_("Where everybody is"), "section"), None, self.halves.to_side, self.sort)
        self._around.addLayout(self._head)
        self._around.addWidget(self.grid, 1)
        self._fit_map()
        return pane

    def _fit_map(self) -> None:
        """Gives the map its margins, and the button of sorting its size."""
        here = theme.current()
        over, under, between = (1, 0, 0) if here.low else (14, 6, 4)
        self._around.setContentsMargins(here.px(4), here.px(over), here.px(10), under and here.px(under))
        self._head.setContentsMargins(here.px(16), 0, here.px(4), between and here.px(between))
        self.sort.setFixedSize(here.px(136), here.px(20))

    def restyle(self) -> None:
        """Takes sizes from the theme."""
        self._fit_map()
        self.halves.arrange(self.width())
        if self.model.rows:
            self.grid.fit()

    # What is shown

    def turned(self) -> None:
        self.model.clear()
        self.body.close_panel()

    def refresh(self, changes: Changes | None) -> None:
        if self.cohort is None or self.offering is None:
            self.model.clear()
            self.show_no_offering()
        elif self.rows.read(self.cohort, self.offering, changes) and not self.model.rows:
            self.begin_reading()

    def _show(self, rows: list[ProgressRow], outline: Group, asked: int) -> None:
        assert self.offering is not None
        if not rows:
            self.model.clear()
            self.show_no_learners()
            return
        index = self.grid.currentIndex()
        before = self.model.rows[index.row()].candidacy if index.isValid() else None
        self.model.put(self.offering, outline, rows, asked)
        self.show_content()
        self.grid.fit()
        place = self.model.row_of(before) if before is not None else 0
        self.grid.go_to(max(0, place), max(0, index.column()))
        self._tell()

    def _tell(self) -> None:
        """What stands beside the map."""
        rows = self.model.rows
        self.side.put(*distribution(rows), [float(row.today.standing.share) for row in rows], reasons_of(rows))
        self.page_changed()

    # What can be done

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_cell()
            return True
        return False

    def open_cell(self) -> None:
        """Goes to the cursor's cell in Marks."""
        index = self.grid.currentIndex()
        if index.isValid():
            requirement = self.model.requirement(index.column())
            self._go(self.model.rows[index.row()].candidacy, requirement.code if requirement else "")

    def _go(self, candidacy: Any, code: str | None) -> None:
        assert self.cohort is not None
        self.context.shell.go("cohorts", (self.cohort.key, "marks", (candidacy, code or "")))

    def _act(self, reason: Reason) -> None:
        if reason.what == GRANT and self.writable:
            self._grant(reason)
        else:
            self._go(reason.candidacy, reason.code)

    def _grant(self, reason: Reason) -> None:
        """The form by which somebody gets another try."""

        def accept(values: dict[str, Any]) -> None:
            request = Arrange(
                reason.candidacy,
                reason.code,
                extra_attempts=values["extra_attempts"] or 0,
                authority=values["authority"],
                reason=values["reason"],
            )
            label = _("extra try for {name}").format(name=isolated(reason.name))
            self.do(label, request, self.settle(panel, self.body))

        specs = (
            FieldSpec("extra_attempts", _("Extra &tries"), "int", required=True),
            FieldSpec("reason", _("&Why"), required=True),
            FieldSpec("authority", _("Who &allows it")),
        )
        title = _("Grant a try to {name}").format(name=isolated(reason.name))
        panel = FormPanel(title, _("Grant it"), specs, accept, reason.text)
        panel.form.put({"extra_attempts": 1})
        self.body.open_panel(panel)

    def _sort(self, what: str) -> None:
        self.model.sort_by(what)
        self.sort.choose(what)
        self.grid.names.forget()
        self.grid.names.mark(self.grid.currentIndex().row())

    def _clicked(self, place: int) -> None:
        requirement = self.model.requirement(place)
        self._sort(requirement.code if requirement is not None else SHARE)

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.halves.arrange(self.width())

    # What the shell asks

    def take_keyboard(self) -> None:
        if not self.is_empty():
            self.halves.show_map()
        super().take_keyboard()

    def keys(self) -> tuple[Key | Legend, ...]:
        if not self.model.rows:
            return self.empty_keys()
        legend = tuple(Legend(state, requirement_state_word(state)) for state in LEGEND)
        return (*legend, Key(("Enter",), _("open the cell")))
