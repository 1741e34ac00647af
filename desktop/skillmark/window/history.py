"""Undo and redo: requests in the same queue as everything else.

An entry takes its place when the request is handed over, learns its inverse on the writer's thread, and disappears
where the request is refused. Ctrl+Z is itself a job that reads the inverse when it runs, so it never waits, and the
order is the order of commits.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from skillmark.protocol.answers import Outcome
from skillmark.protocol.requests import Request
from skillmark.window.operations import Operations

Done = Callable[[Any, BaseException | None], None]


@dataclass(eq=False)
class Entry:
    """One step: what the Edit menu calls it, what was asked for, and what takes it back once it is known."""

    label: str
    request: Request
    number: int
    inverse: Request | None = None


class History(QObject):
    """What was done in this sitting and can be taken back.

    Signals:
        changed: `done` or `undone` changed.
        refused: a step was refused: its entry, `do`, `undo` or `redo`, and the error.
        stepped: something was taken back or done again: its entry, `undo` or `redo`.
        remarked: what a person should know of a step that was carried out: errors, to be said as such.
    """

    changed = Signal()
    refused = Signal(object, str, object)
    stepped = Signal(object, str)
    remarked = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        """Starts with nothing to undo."""
        super().__init__(parent)
        self._operations = operations
        self.done: list[Entry] = []
        self.undone: list[Entry] = []
        self._numbers = itertools.count()

    def clear(self) -> None:
        """Forgets everything: another book was opened."""
        self.done.clear()
        self.undone.clear()
        self.changed.emit()

    def do(self, label: str, request: Request, done: Done | None = None) -> None:
        """Hands a request over.

        Args:
            label: what Edit, Undo calls it.
            done: called with the answer's value, or with the error of a refusal.
        """
        entry = Entry(label, request, next(self._numbers))
        self.done.append(entry)
        self.undone.clear()
        self._run(entry, "do", done)

    def undo(self) -> None:
        """Takes the last step back."""
        if self.done:
            entry = self.done.pop()
            self.undone.append(entry)
            self._run(entry, "undo", None)

    def redo(self) -> None:
        """Does again what was taken back last."""
        if self.undone:
            entry = self.undone.pop()
            self.done.append(entry)
            self._run(entry, "redo", None)

    def _run(self, entry: Entry, way: str, done: Done | None) -> None:
        def job() -> Outcome[Any]:
            # On the writer's thread: all earlier jobs are decided by now.
            request = entry.inverse if way == "undo" else entry.request
            if request is None:
                from skillmark.protocol.errors_requests import NothingToUndo

                raise NothingToUndo(entry.label)
            outcome = self._operations.execute(request)
            if way == "undo":
                # Redo is the inverse of the inverse.
                entry.request = outcome.undo or entry.request
            else:
                entry.inverse = outcome.undo
            return outcome

        def settle(outcome: Outcome[Any] | None, error: BaseException | None) -> None:
            if error is None and outcome is not None:
                self._carried_out(entry, outcome)
                if way != "do":
                    self.stepped.emit(entry, way)
            elif error is not None:
                self._refused(entry, way, error)
            if done is not None:
                done(outcome.value if outcome is not None else None, error)
            elif error is not None:
                self.refused.emit(entry, way, error)

        self.changed.emit()
        self._operations.submit(job, settle)

    def _carried_out(self, entry: Entry, outcome: Outcome[Any]) -> None:
        if outcome.remarks:
            self.remarked.emit(outcome.remarks)
        if outcome.undo is not None or entry not in self.done:
            return
        if outcome.changes:
            # It can't be taken back (an award), and neither can what was done before it.
            del self.done[: self.done.index(entry) + 1]
        else:
            # It changed nothing, so there is nothing to take back.
            self.done.remove(entry)
        self.changed.emit()

    def _refused(self, entry: Entry, way: str, error: BaseException) -> None:
        from skillmark.protocol.errors_requests import NothingToUndo

        for pile in (self.done, self.undone):
            if entry in pile:
                pile.remove(entry)
        if way == "undo" and not isinstance(error, NothingToUndo):
            # Back to its place: what was done meanwhile stays above it.
            self.done.append(entry)
            self.done.sort(key=lambda one: one.number)
        if way == "redo" and entry.inverse is not None and all(one.number < entry.number for one in self.done):
            # Something new that was done meanwhile has ended what can be done again.
            self.undone.append(entry)
            self.undone.sort(key=lambda one: -one.number)
        self.changed.emit()
