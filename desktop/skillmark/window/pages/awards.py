"""Awards: every award of the book, and awarding those who are ready."""

from __future__ import annotations

from skillmark.protocol.answers import Changes
from skillmark.window.context import Context
from skillmark.window.pages.awards_board import AwardsBoard
from skillmark.window.pages.awards_part import AwardsPart
from skillmark.window.pages.page import Page
from skillmark.wording import _


class AwardsPage(AwardsPart, Page):
    """The rail's page Awards."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Awards"))
        self.board = AwardsBoard(self, "awards")
        found = self.board.list
        self.header.add(found.search, found.credential, found.status, found.export_button)
        self.set_body(self.board)
        self.board.order()
        found.filtered.connect(self._count)

    def refresh(self, changes: Changes | None) -> None:
        self.board.look()

    def _count(self) -> None:
        count = len(self.board.known())
        self.header.say(_("Awards"), f"{count:,}" if count else "")
