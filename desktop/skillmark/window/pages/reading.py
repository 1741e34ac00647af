"""What an empty page says while its rows are read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from skillmark.wording import ngettext

AFTER = 150
"""Milliseconds that reading takes before it is said: a word that comes and goes tells nothing."""


class Reading(QTimer):
    """Runs from the question until its answer, where no rows are shown yet.

    Args:
        say: shows the words in the place of the rows.
    """

    def __init__(self, parent: QObject, say: Callable[[str], object]) -> None:
        super().__init__(parent, singleShot=True, interval=AFTER)
        self._say, self._count = say, 0
        self.timeout.connect(self._late)

    def begin(self, learners: int) -> None:
        """The rows of so many learners were asked for."""
        self._count = learners
        if not self.isActive():
            self.start()

    def _late(self) -> None:
        words = ngettext("Reading {n} learner…", "Reading {n} learners…", self._count)
        self._say(words.format(n=f"{self._count:,}"))
