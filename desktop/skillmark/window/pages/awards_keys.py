"""Keys of the awards, and the order in which Tab goes about."""

from __future__ import annotations

import itertools

from PySide6.QtWidgets import QWidget

from skillmark.window.pages.awards_acts import Acts, Board
from skillmark.window.pages.awards_list import AwardsList
from skillmark.window.pages.awards_room import PAGE
from skillmark.window.widgets.footer import Key
from skillmark.wording import _


def set_order(board: Board, found: AwardsList) -> None:
    """The order in which Tab goes about; once search and filters stand in the page."""
    panel, told = board.panel, board.refusals
    ways: list[QWidget] = [
        found.search, found.credential, found.status, found.export_button, panel.choice, panel.fold_button,
        panel.list, panel.award_button, panel.prepare_button, panel.tick_button, panel.day, board.done.next,
        board.done.close_button, told.button, told.list, found.table, board.pane.preview,
        board.pane.facts,
        *board.pane.facts.buttons.values(),
    ]  # fmt: skip
    for before, after in itertools.pairwise(ways):
        QWidget.setTabOrder(before, after)


def keys_of(board: Board, acts: Acts, over: str) -> tuple[Key, ...]:
    """The keys that work here and now."""
    if over:
        back = (Key(("Esc",), _("back to the list")), Key(("Ctrl", "P"), _("save PDF")))
        return large_keys() if over == PAGE else back
    award = (Key(("Ctrl", "Enter"), _("award")),) if acts.can("awards.award") else ()
    if board.runs.has_key():
        award = (Key(("Ctrl", "Enter"), _("issue")),)
    if not board.known():
        return award
    space = _("tick") if board.panel.list.hasFocus() else _("preview")
    confirm = (Key(("Enter",), _("confirm")),) if acts.able("confirm") else ()
    return (
        Key(("↑", "↓"), _("move")),
        Key(("Space",), space),
        *confirm,
        *award,
        Key(("Ctrl", "P"), _("save PDF")),
        Key(("Ctrl", "F"), _("find")),
        Key(("Ctrl", "Shift", "E"), _("export")),
    )


def large_keys() -> tuple[Key, ...]:
    """The keys that work while the page is over everything."""
    return (
        Key(("Esc",), _("back to the list")),
        Key(("Ctrl", "+"), _("larger")),
        Key(("Ctrl", "-"), _("smaller")),
        Key(("Ctrl", "0"), _("fit")),
        Key(("Ctrl", "P"), _("save PDF")),
    )
