"""Awards: every award of the book, and awarding those who are ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from skillmark.protocol.answers import Changes
from skillmark.window.context import Context
from skillmark.window.models.awards import counts
from skillmark.window.pages.awards_board import TOUCHED, AwardsBoard
from skillmark.window.pages.page import Page
from skillmark.window.widgets.footer import Key, Legend
from skillmark.wording import _


class AwardsPage(Page):
    """The rail's page Awards."""

    scope = "awards"
    touched_by = TOUCHED

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

    def _count(self) -> None:
        count = len(self.board.known())
        self.header.say(_("Awards"), f"{count:,}" if count else "")

    def refused(self) -> int:
        return self.board.refused()

    def show_refused(self) -> None:
        self.board.refusals.list.setFocus()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return self.board.acts.handlers()

    def can(self, action: str) -> bool:
        return self.board.acts.can(action)
