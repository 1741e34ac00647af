"""The awards of one cohort, and awarding those of it who are ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from skillmark.protocol.answers import Changes
from skillmark.window import theme
from skillmark.window.context import Context
from skillmark.window.models.awards import counts
from skillmark.window.pages.awards_board import TOUCHED, AwardsBoard
from skillmark.window.pages.tab import Tab
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.panes import Pane, row


class CohortAwardsTab(Tab):
    """The tab Awards of a cohort."""

    scope = "awards"
    touched_by = TOUCHED

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.board = AwardsBoard(self, "cohort_awards")
        found = self.board.list
        self.tools = Pane("page", ("bottom",))
        layout = row(found.search, found.credential, found.status, None, found.export_button)
        layout.setContentsMargins(*(theme.current().px(one) for one in (20, 8, 20, 8)))
        self.tools.setLayout(layout)
        self.stack.addWidget(self.tools)
        self.set_body(self.board)
        self.board.order()

    def turned(self) -> None:
        self.board.clear()

    def refresh(self, changes: Changes | None) -> None:
        if self.cohort is None:
            return
        self.board.cohort_code = self.cohort.code
        self.board.panel.scope = self.cohort.key
        self.board.panel.wanted = self.offering.credential if self.offering is not None else None
        self.board.look()

    def go_to(self, where: Any) -> None:
        if where is not None:
            self.board.show_award(where)

    def activate(self) -> None:
        self.board.come_back()
        super().activate()

    def take_keyboard(self) -> None:
        self.board.take_keyboard()

    def search_here(self) -> None:
        self.board.search_here()

    def back(self) -> bool:
        return self.board.back()

    def keys(self) -> tuple[Key | Legend, ...]:
        return self.board.keys()

    def note(self) -> str:
        return counts(self.board.known())

    def refused(self) -> int:
        return self.board.refused()

    def show_refused(self) -> None:
        self.board.refusals.list.setFocus()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return self.board.acts.handlers()

    def can(self, action: str) -> bool:
        return self.board.acts.can(action)
