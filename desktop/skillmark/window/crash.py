"""Our own bugs: a report in the log folder, and words that say so. Nothing is sent anywhere."""

from __future__ import annotations

import logging
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from skillmark.system.crash import write_report
from skillmark.wording.bugs import bug_sentence

if TYPE_CHECKING:
    from skillmark.window.main_window import MainWindow

log = logging.getLogger(__name__)


class CrashHandler:
    """Takes what nobody caught, on the main thread and on the two others."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._telling = False

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What `sys.excepthook` is set to."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("a bug", exc_info=(kind, error, trace))
        report = write_report(kind, error, trace)
        if self._telling:
            # Telling of it failed as well; a third try would not be better.
            return
        self._telling = True
        try:
            self._window.said_bar.tell(bug_sentence(report))
        finally:
            self._telling = False

    def failed(self, error: BaseException) -> None:
        """A job on a thread failed with an error that is no refusal."""
        self.hook(type(error), error, error.__traceback__)


def install(window: MainWindow) -> CrashHandler:
    """Takes over from Python's own handler."""
    handler = CrashHandler(window)
    sys.excepthook = handler.hook
    window.operations.failed.connect(handler.failed)
    return handler
