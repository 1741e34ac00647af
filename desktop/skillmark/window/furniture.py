"""What fills the window once its first paint is done: menus, rail, bars, the welcome page, footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from skillmark.window import icons, menus, theme
from skillmark.window.action_table import TABLE
from skillmark.window.actions import Actions
from skillmark.window.context import Context
from skillmark.window.desk import Desk
from skillmark.window.history import History
from skillmark.window.operations import Operations
from skillmark.window.pages.registry import places
from skillmark.window.pages.welcome import WelcomePage
from skillmark.window.runs import Runs
from skillmark.window.widgets.footer import Bar, Footer
from skillmark.window.widgets.panes import Pane
from skillmark.window.widgets.rail import Place, Rail
from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.window.frame import Frame


def furnish(frame: Frame) -> None:
    """Gives a frame what it works with, and puts its parts into it."""
    theme.load_fonts()
    frame.operations = Operations(frame)
    frame.history = History(frame.operations, frame)
    frame.desk = Desk(frame.operations, frame.keeper, frame)
    frame.context = Context(frame.operations, frame.history, frame.keeper, frame)
    frame.actions_ = Actions(TABLE, _, frame)
    frame.menus = menus.build(frame.menuBar(), frame.actions_)
    frame.entries = {one.name: one for one in places()}
    _put_parts(frame)
    frame.runs = Runs(frame.operations, frame.footer, frame)


def _put_parts(frame: Frame) -> None:
    frame.setWindowIcon(icons.window_icon())
    frame.rail = Rail([Place(one.name, one.title, one.icon) for one in frame.entries.values()])
    frame.standing_bar, frame.said_bar = Bar(), Bar()
    frame.footer = Footer()
    frame.welcome = WelcomePage(frame.context, frame.desk)
    frame.stack = QStackedWidget()
    frame.stack.addWidget(frame.welcome)
    page = Pane("page")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for one in (frame.standing_bar, frame.said_bar, frame.stack, frame.footer):
        layout.addWidget(one, 1 if one is frame.stack else 0)
    middle = QWidget()
    across = QHBoxLayout(middle)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(frame.rail)
    across.addWidget(page, 1)
    frame.setCentralWidget(middle)
