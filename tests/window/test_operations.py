"""The two threads: order, late answers, bugs, closing."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from skillmark.protocol.errors import Cancelled
from skillmark.protocol.errors_requests import NotInBook
from skillmark.protocol.requests.look import CountPlaces, ListCohorts
from skillmark.protocol.requests.teach import AddCohort
from skillmark.window import jobs
from skillmark.window.operations import Operations, Progress


@pytest.fixture
def operations(qtbot):
    made = Operations()
    yield made
    made.shut_down()


def open_book(qtbot, operations: Operations, path) -> None:
    told: list[Any] = []
    operations.open(jobs.open_book(path), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [None]


def test_what_is_typed_goes_before_bulk_work(operations, qtbot) -> None:
    order: list[str] = []
    gate = threading.Event()
    operations.submit(gate.wait, lambda value, error: None)
    operations.submit(lambda: order.append("bulk"), lambda value, error: None, bulk=True)
    operations.submit(lambda: order.append("typed"), lambda value, error: None)
    gate.set()
    qtbot.waitUntil(lambda: operations.waiting == 0)
    assert order == ["typed", "bulk"]


def test_only_the_latest_answer_of_a_name_comes(operations, qtbot, book) -> None:
    open_book(qtbot, operations, book)
    got: list[str] = []
    for text in ("a", "ab", "abc"):
        operations.look(lambda sitting, word=text: word, got.append, latest="search")
    qtbot.waitUntil(lambda: "abc" in got)
    assert got == ["abc"]


def test_an_answer_from_the_book_before_is_dropped(operations, qtbot, book, small_book, tmp_path) -> None:
    open_book(qtbot, operations, book)
    other = tmp_path / "other.skillmark"
    other.write_bytes(small_book.read_bytes())
    told: list[Any] = []
    got: list[str] = []
    is_open, answered = threading.Event(), threading.Event()

    def opening() -> Any:
        sitting = jobs.open_book(other)()
        is_open.set()
        return sitting

    operations.open(opening, told.append)
    assert is_open.wait(10)
    # The window doesn't know yet that another book is open: what it asks now is about the one before.
    operations.look(lambda sitting: "late", got.append)
    operations.look(lambda sitting: answered.set(), lambda value: None)
    answered.wait(1)
    qtbot.waitUntil(lambda: bool(told))
    operations.look(lambda sitting: str(sitting.path), got.append)
    qtbot.waitUntil(lambda: str(other) in got)
    assert got == [str(other)]


def test_what_is_typed_into_the_book_before_never_goes_into_the_next(
    operations, qtbot, book, small_book, tmp_path
) -> None:
    open_book(qtbot, operations, book)
    other = tmp_path / "other.skillmark"
    other.write_bytes(small_book.read_bytes())
    is_open = threading.Event()
    told: list[Any] = []

    def opening() -> Any:
        sitting = jobs.open_book(other)()
        is_open.set()
        return sitting

    operations.open(opening, told.append)
    assert is_open.wait(10)
    answers: list[Any] = []
    operations.request(AddCohort("26-99"), lambda value, error: answers.append(error))
    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(answers[0], Cancelled)
    got: list[Any] = []
    operations.ask(ListCohorts(), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert [row.code for row in got[0]] == ["26-01"]


def test_a_refusal_comes_to_who_asked_and_is_no_bug(operations, qtbot) -> None:
    bugs: list[Any] = []
    told: list[Any] = []
    operations.failed.connect(bugs.append)

    def refuse() -> None:
        raise NotInBook("cohort", "X")

    operations.submit(refuse, lambda value, error: told.append(error))
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], NotInBook)
    assert bugs == []


def test_a_bug_on_a_thread_is_told_and_the_thread_goes_on(operations, qtbot) -> None:
    bugs: list[Any] = []
    told: list[Any] = []
    operations.failed.connect(bugs.append)
    operations.submit(lambda: 1 / 0, lambda value, error: told.append(error))
    operations.submit(lambda: 5, lambda value, error: told.append(value))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(bugs[0], ZeroDivisionError)
    assert told[1] == 5


def test_everything_that_waits_is_saved_before_the_book_is_closed(operations, qtbot, book) -> None:
    open_book(qtbot, operations, book)
    order: list[str] = []
    gate = threading.Event()
    operations.submit(gate.wait, lambda value, error: None)
    operations.close(lambda error: order.append("closed"))
    operations.submit(lambda: None, lambda value, error: order.append("saved"))
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["saved", "closed"]
    assert operations.path is None
    asked: list[Any] = []
    operations.ask(CountPlaces(), asked.append)
    operations.submit(lambda: None, lambda value, error: order.append("after"))
    qtbot.waitUntil(lambda: "after" in order)
    assert asked == []


def test_a_long_run_tells_how_far_it_is_and_stops(operations, qtbot, book) -> None:
    open_book(qtbot, operations, book)
    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)))
    got: list[Any] = []

    def job(sitting: Any, running: Progress) -> int:
        running.told(1, 9)
        running.stop()
        return 1 if running.stopped() else 9

    operations.run_long(job, progress, lambda value, error: got.append(value))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [1]
    assert told == [(1, 9)]


def test_questions_are_answered_by_rows(operations, qtbot, book) -> None:
    open_book(qtbot, operations, book)
    got: list[Any] = []
    operations.ask(ListCohorts(), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert [row.code for row in got[0]] == ["26-01"]
