"""Light or dark, and the size of text: from the settings, the desktop, and the menu View."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from skillmark.system.settings import SCHEMES, TEXT_SIZES
from skillmark.window import theme
from skillmark.window.actions import Actions
from skillmark.window.keeper import Keeper


class Appearance(QObject):
    """Keeps the theme as the settings and the desktop want it."""

    def __init__(self, keeper: Keeper, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._keeper, self._actions, self._window = keeper, actions, window
        for scheme in SCHEMES:
            actions.handle(f"window.scheme_{scheme}", partial(self.choose, scheme))
        actions.handle("window.larger", lambda: self.grow(1))
        actions.handle("window.smaller", lambda: self.grow(-1))
        actions.handle("window.usual_size", lambda: keeper.change(text_size=100))
        keeper.changed.connect(self.apply)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self.apply())
        self._tick()

    def choose(self, scheme: str) -> None:
        """Chooses the colours: system, light or dark."""
        self._keeper.change(scheme=scheme)
        self._tick()

    def grow(self, steps: int) -> None:
        """Larger or smaller text, by steps."""
        here = TEXT_SIZES.index(self._keeper.settings.text_size)
        self._keeper.change(text_size=TEXT_SIZES[max(0, min(here + steps, len(TEXT_SIZES) - 1))])

    def apply(self) -> None:
        """Puts the theme in force that is wanted now, where it is another one."""
        settings = self._keeper.settings
        low = theme.is_low(self._window.height(), settings.text_size)
        wanted = theme.make(theme.scheme_of(settings.scheme), settings.text_size, low)
        app = QApplication.instance()
        if wanted is not theme.current() and isinstance(app, QApplication):
            theme.install(app, wanted)
        self._tick()

    def take_height(self) -> None:
        """The window is higher or lower now: all that stands in it is told where that makes it a low one, or not."""
        here, app = theme.current(), QApplication.instance()
        text_size = round(here.scale * 100)
        low = theme.is_low(self._window.height(), text_size)
        if low != here.low and isinstance(app, QApplication):
            theme.install(app, theme.make(here.scheme, text_size, low))

    def _tick(self) -> None:
        for scheme in SCHEMES:
            self._actions[f"window.scheme_{scheme}"].setChecked(self._keeper.settings.scheme == scheme)
