"""Holds this computer's settings while the window runs, and writes them a moment after a change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from skillmark.system import settings as kept
from skillmark.system.settings import Settings

SAVE_AFTER = 400
"""Milliseconds without a change before settings are written."""


class Keeper(QObject):
    """Holds this computer's settings and writes them a moment after a change.

    Signals:
        changed: the settings are others now.
    """

    changed = Signal()

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        """Reads the settings; `path` is another file than the user's own."""
        super().__init__(parent)
        self._path = path
        self.settings: Settings = kept.load(path)
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._timer.timeout.connect(self.save)

    def change(self, **fields: Any) -> None:
        """Changes fields of the settings."""
        self.put(replace(self.settings, **fields))

    def put(self, settings: Settings) -> None:
        """Takes other settings in the place of these."""
        if settings != self.settings:
            self.settings = settings
            self._timer.start()
            self.changed.emit()

    def save(self) -> None:
        """Writes the settings now."""
        self._timer.stop()
        kept.save(self.settings, self._path)
