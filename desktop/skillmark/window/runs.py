"""Long runs: one at a time, with progress and Cancel in the footer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from skillmark.window import theme
from skillmark.window.context import LongJob
from skillmark.window.operations import Operations, Progress
from skillmark.window.widgets.footer import Footer

Telling = Callable[[int, int], str]


class Runs(QObject):
    """Runs long jobs and tells the footer how far they are."""

    told = Signal(object, int, int)

    def __init__(self, operations: Operations, footer: Footer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations, self._footer = operations, footer
        self._going: list[tuple[Progress, Telling]] = []
        self._words = ""
        self._later = QTimer(self, singleShot=True)
        self._later.setInterval(theme.current().sizes["motion"]["progress_after"])
        self._later.timeout.connect(self._show)
        self.told.connect(self._take)
        footer.cancelled.connect(self.stop)

    def run(self, job: LongJob, telling: Telling, done: Callable[[Any, BaseException | None], None]) -> Progress:
        """Runs a job behind what is typed; nothing is shown of one that is over within a moment."""
        progress = Progress(lambda so_far, total: self.told.emit(progress, so_far, total))

        def finish(value: Any, error: BaseException | None) -> None:
            self._going = [one for one in self._going if one[0] is not progress]
            if not self._going:
                self._later.stop()
                self._words = ""
                self._footer.show_progress("")
            done(value, error)

        self._going.append((progress, telling))
        self._words = telling(0, 0)
        self._later.start()
        self._operations.run_long(job, progress, finish)
        return progress

    def stop(self) -> None:
        """Asks the run that is going to stop."""
        for progress, _ in self._going[:1]:
            progress.stop()

    def _take(self, progress: Progress, so_far: int, total: int) -> None:
        telling = next((words for one, words in self._going if one is progress), None)
        if telling is not None:
            self._words = telling(so_far, total)
            if not self._later.isActive():
                self._show()

    def _show(self) -> None:
        if self._going:
            self._footer.show_progress(self._words)
