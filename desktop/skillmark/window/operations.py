"""Work off the main thread: one thread that writes, one that reads; answers come back by signals.

The window hands over a request and goes on. What somebody types goes before bulk work, because the writer's queue is
ordered by priority. SQLAlchemy is loaded by the threads, after the window has painted.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from skillmark.protocol.answers import Outcome
from skillmark.protocol.errors import BookGone, Cancelled, DiskFull, StorageFailed, SurroundingsError
from skillmark.protocol.requests import Request

if TYPE_CHECKING:
    from skillmark.protocol.requests.look import Question
    from skillmark.services.sitting import Sitting

Job = Callable[["Sitting"], Any]
LOST = (BookGone, DiskFull, StorageFailed)
"""Why nothing can be saved until somebody has mended it."""
TYPED, BULK, LAST = 0, 1, 2
"""Priorities: what somebody types, bulk work, closing."""
_DROPPED = object()
"""The answer to a question that nobody waits for any more, or whose book is closed."""
log = logging.getLogger(__name__)


class Progress:
    """A long run's progress, told from its thread; and whether the person wants it to stop."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        """Takes what is to be told (done, total)."""
        self._tell = tell
        self._stop = threading.Event()

    def told(self, done: int, total: int) -> None:
        """Says how far it is; from any thread."""
        self._tell(done, total)

    def stop(self) -> None:
        """Asks the run to stop at the next good place; from the main thread."""
        self._stop.set()

    def stopped(self) -> bool:
        """Whether the run is to stop."""
        return self._stop.is_set()


@dataclass(order=True)
class _Ticket:
    priority: int
    number: int
    job: Callable[[], Any] = field(compare=False)
    done: Callable[[Any, BaseException | None], None] = field(compare=False)


class _Thread(threading.Thread):
    """Runs tickets one after the other, until one says stop."""

    def __init__(self, name: str, deliver: Callable[[_Ticket, Any, BaseException | None], None]) -> None:
        super().__init__(name=name, daemon=True)
        self.tickets: queue.PriorityQueue[_Ticket] = queue.PriorityQueue()
        self._deliver = deliver
        self.going = True

    def run(self) -> None:
        """Works until `going` is False."""
        while self.going:
            ticket = self.tickets.get()
            value: Any = None
            fault: BaseException | None = None
            try:
                value = ticket.job()
            except Exception as error:  # noqa: BLE001 - the edge of the thread
                fault = error
            self._deliver(ticket, value, fault)


class Threads(QObject):
    """The two threads and the way back from them to the main one.

    Signals:
        failed: an error that is no refusal: a mistake of ours, for the crash report.
    """

    failed = Signal(object)
    _delivered = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Starts the threads."""
        super().__init__(parent)
        self._numbers = itertools.count()
        self._writer = _Thread("skillmark-writer", self._delivered.emit)
        self._reader = _Thread("skillmark-reader", self._delivered.emit)
        self._delivered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._writer.start()
        self._reader.start()

    def _leave(self) -> None:
        """On the writer's thread: closes what is open."""

    def shut_down(self) -> None:
        """Ends both threads; whatever waits is done first, and the book is closed. Blocks until they are gone."""
        for thread in (self._reader, self._writer):

            def leave(which: _Thread = thread) -> None:
                if which is self._writer:
                    self._leave()
                which.going = False

            thread.tickets.put(_Ticket(LAST + 1, next(self._numbers), leave, _ignore))
        for thread in (self._reader, self._writer):
            thread.join()

    def _put(
        self,
        thread: _Thread,
        priority: int,
        job: Callable[[], Any],
        done: Callable[[Any, BaseException | None], None],
    ) -> None:
        thread.tickets.put(_Ticket(priority, next(self._numbers), job, done))

    def _take(self, ticket: _Ticket, value: Any, error: BaseException | None) -> None:
        from skillmark.domain.errors import DomainError

        if isinstance(error, (DomainError, SurroundingsError)):
            log.info("refused: %s", type(error).__name__)
        elif error is not None:
            log.error("failed: %s", type(error).__name__, exc_info=error)
            self.failed.emit(error)
        ticket.done(value, error)


class Operations(Threads):
    """The window's way to the book: requests to the writer, questions to the reader.

    Signals:
        changed: a Changes of a request that was carried out.
        refused: an error that no caller takes care of, for the status line.
        opened: the path of the book that is open now; None after it was closed.
        pending: how many requests wait to be saved; it stands in `waiting`.
        lost: an error of LOST: a request couldn't be saved; its caller is told as well.
    """

    changed = Signal(object)
    refused = Signal(object)
    opened = Signal(object)
    pending = Signal(int)
    lost = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Starts the two threads; no book is open."""
        super().__init__(parent)
        self._sitting: Sitting | None = None
        self._latest: dict[Hashable, int] = {}
        self.waiting = 0
        # Openings and closings have numbers: the one that the window knows of, the one that the book on the threads
        # belongs to, and the one that the writer's job was asked for in. Only where they agree does a job run.
        self._openings = itertools.count(1)
        self._opening = self._belongs = self._asked = 0
        # A book is never closed while the reader's thread looks at it.
        self._looking = threading.Lock()
        self.writable = False
        self.path: Path | None = None

    # Opening and closing

    def open(
        self,
        job: Callable[[], Sitting],
        done: Callable[[BaseException | None], None],
        *,
        faults: list[BaseException] | None = None,
    ) -> None:
        """Opens a book by a job that gives a Sitting; the one that was open is closed before.

        Args:
            faults: where it is given, the job is done first, and the one that was open stays open where it is
                refused; the list takes why no copy could be made of the one that was open.
        """
        number = next(self._openings)

        def finish(sitting: Sitting | None, error: BaseException | None) -> None:
            if sitting is not None or faults is None:
                self._opening = number
                self.path = sitting.path if sitting else None
                self.writable = bool(sitting and sitting.writable)
                self.opened.emit(self.path)
            done(error)

        self._put(self._writer, LAST, lambda: self._exchange(job, number, faults), finish)

    def _exchange(self, job: Callable[[], Sitting], number: int, faults: list[BaseException] | None) -> Sitting:
        """On the writer's thread: opens a book and closes the one that was open, in the order that `open` tells."""
        if faults is None:
            self._leave()
        sitting = job()
        with self._looking:
            before, self._sitting, self._belongs = self._sitting, sitting, number
        try:
            if before is not None:
                before.close()
        except SurroundingsError as error:
            assert faults is not None
            faults.append(error)
        return sitting

    def close(self, done: Callable[[BaseException | None], None], *, keep_copy: bool = True) -> None:
        """Closes the book, after everything that waits is saved and, where it is wanted, a copy is made."""
        number = next(self._openings)

        def finish(_: object, error: BaseException | None) -> None:
            self._opening = number
            self.path, self.writable = None, False
            self.opened.emit(None)
            done(error)

        self._put(self._writer, LAST, lambda: self._leave(keep_copy=keep_copy), finish)

    def _leave(self, *, keep_copy: bool = True) -> None:
        """On the writer's thread: closes the book that is open; a copy is made where it was changed and is wanted."""
        with self._looking:
            sitting, self._sitting = self._sitting, None
        if sitting is not None:
            sitting.close(keep_copy=keep_copy)

    # Writing

    def execute(self, request: Request) -> Outcome[Any]:
        """Carries a request out; only on the writer's thread."""
        assert threading.current_thread() is self._writer
        return _carry_out(self._meant(), request, self.lost.emit)

    def _meant(self) -> Sitting:
        """On the writer's thread: the book that a job was meant for.

        Raises:
            Cancelled: meanwhile another book was opened; what was meant for the one before is not for this one.
        """
        if self._sitting is None or self._asked != self._belongs:
            raise Cancelled(0, 1)
        return self._sitting

    def submit(
        self, job: Callable[[], Any], done: Callable[[Any, BaseException | None], None], *, bulk: bool = False
    ) -> None:
        """Queues a job for the writer's thread; `done` is called on the main thread with its value or its error."""
        opening = self._opening
        self.waiting += 1
        self.pending.emit(self.waiting)

        def run() -> Any:
            self._asked = opening
            return job()

        def finish(value: Any, error: BaseException | None) -> None:
            self.waiting -= 1
            self.pending.emit(self.waiting)
            try:
                done(value, error)
            finally:
                if isinstance(value, Outcome) and value.changes:
                    self.changed.emit(value.changes)

        self._put(self._writer, BULK if bulk else TYPED, run, finish)

    def request(
        self, request: Request, done: Callable[[Any, BaseException | None], None] | None = None, *, bulk: bool = False
    ) -> None:
        """Queues a request that isn't undone with Ctrl+Z; `done` gets its value."""

        def finish(outcome: Any, error: BaseException | None) -> None:
            if done is not None:
                done(outcome.value if outcome is not None else None, error)
            elif error is not None:
                self.refused.emit(error)

        self.submit(lambda: self.execute(request), finish, bulk=bulk)

    def run_long(
        self,
        job: Callable[[Sitting, Progress], Any],
        progress: Progress,
        done: Callable[[Any, BaseException | None], None],
    ) -> None:
        """Runs a long job (import, export) on the writer's thread, behind what is typed."""

        def run() -> Any:
            return job(self._meant(), progress)

        self.submit(run, done, bulk=True)

    # Reading

    def ask(
        self,
        question: Question,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        latest: Hashable = None,
    ) -> None:
        """Asks on the reader's thread.

        Args:
            latest: a name; an answer is dropped where a later question of that name was asked meanwhile.
        """

        def job(sitting: Sitting) -> Any:
            from skillmark.services.answer import ask

            return ask(sitting, question)

        self.look(job, done, failed, latest=latest)

    def look(
        self,
        job: Job,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        latest: Hashable = None,
    ) -> None:
        """Runs a job that only reads on the reader's thread; see `ask`."""
        number, opening = next(self._numbers), self._opening
        if latest is not None:
            self._latest[latest] = number

        def late() -> bool:
            asked_again = latest is not None and self._latest.get(latest) != number
            return asked_again or opening != self._opening or self.path is None

        def run() -> Any:
            with self._looking:
                sitting = self._sitting
                return _DROPPED if sitting is None or self._belongs != opening or late() else job(sitting)

        def finish(value: Any, error: BaseException | None) -> None:
            if value is _DROPPED or late():
                return
            if error is None:
                done(value)
            elif failed is not None:
                failed(error)
            else:
                self.refused.emit(error)

        self._put(self._reader, TYPED, run, finish)


def _carry_out(sitting: Sitting, request: Request, lost: Callable[[BaseException], object]) -> Outcome[Any]:
    """Carries a request out; `lost` is told where it couldn't be saved."""
    from skillmark.services.handle import handle

    try:
        return handle(sitting, request)
    except LOST as error:
        lost(error)
        raise


def _ignore(value: object, error: BaseException | None) -> None:
    """Nobody waits for the end of a thread but `join`."""
