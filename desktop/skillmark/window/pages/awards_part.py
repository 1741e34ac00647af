"""What the place Awards and a cohort's tab Awards hand on to their board."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from skillmark.window.models.awards import counts
from skillmark.window.pages.awards_board import TOUCHED, AwardsBoard
from skillmark.window.pages.page import Part
from skillmark.window.widgets.footer import Key, Legend


class AwardsPart(Part):
    """A part that is an awards board with something around it; to be put before Page or Tab among the bases."""

    scope = "awards"
    touched_by = TOUCHED
    board: AwardsBoard

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
