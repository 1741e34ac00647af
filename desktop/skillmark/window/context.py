"""What a page is given: the way to the book, the history, this computer's settings, and the shell around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from skillmark.window.history import History
from skillmark.window.keeper import Keeper
from skillmark.window.operations import Job, Operations, Progress

LongJob = Callable[[Any, Progress], Any]


class Shell(Protocol):
    """The window around a page, as far as pages need it."""

    def go(self, place: str, where: Any = None) -> None:
        """Shows a place, and within it what `where` names."""

    def say(self, text: str) -> None:
        """Shows a sentence at the right of the footer for a while."""

    def say_error(self, error: BaseException) -> None:
        """Shows why something was refused, across the page, until it is closed or something else is said."""

    def leave_message(self) -> None:
        """Takes away what was said about what is left now, in the footer and across the page."""

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


__all__ = ["Context", "Job", "LongJob", "Shell"]
