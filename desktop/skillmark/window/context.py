"""What a page is given: the way to the book, the history, this computer's settings, and the shell around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from skillmark.system import settings as kept
from skillmark.system.settings import Settings
from skillmark.window.history import History
from skillmark.window.operations import Job, Operations, Progress

LongJob = Callable[[Any, Progress], Any]
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


class Shell(Protocol):
    """The window around a page, as far as pages need it."""

    def go(self, place: str, where: Any = None) -> None:
        """Shows a place, and within it what `where` names."""

    def say(self, text: str) -> None:
        """Shows a sentence at the right of the footer for a while."""

    def say_error(self, error: BaseException) -> None:
        """Shows why something was refused, across the page, until it is closed or something else is said."""

    def page_changed(self) -> None:
        """A page's keys, title or what can be done on it are others now."""

    def do_action(self, name: str) -> None:
        """Carries out an action of the table by its id."""

    def run(
        self, job: LongJob, telling: Callable[[int, int], str], done: Callable[[Any, BaseException | None], None]
    ) -> None:
        """Runs a long job with its progress and Cancel in the footer; `telling` words (done, total)."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a page is given."""

    operations: Operations
    history: History
    keeper: Keeper
    shell: Shell


__all__ = ["Context", "Job", "Keeper", "LongJob", "Shell"]
