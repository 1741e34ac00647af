"""The awards of one cohort, and awarding those of it who are ready."""

from __future__ import annotations

from skillmark.protocol.answers import Changes
from skillmark.window import theme
from skillmark.window.context import Context
from skillmark.window.pages.awards_board import AwardsBoard
from skillmark.window.pages.awards_part import AwardsPart
from skillmark.window.pages.tab import Tab
from skillmark.window.widgets.panes import Pane, row


class CohortAwardsTab(AwardsPart, Tab):
    """The tab Awards of a cohort."""

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
