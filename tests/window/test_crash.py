"""Our own bugs: the report lies in the log folder, and the window says so in words and goes on."""

from __future__ import annotations

import sys

import pytest

from skillmark.system.folders import log_folder
from skillmark.window import crash


@pytest.fixture
def handler(empty_window, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return crash.install(empty_window)


def reports() -> list:
    return sorted(log_folder().glob("crash *.txt"))


def test_a_bug_is_written_down_and_said(handler, empty_window) -> None:
    try:
        raise ZeroDivisionError("by accident")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "by accident" in reports()[-1].read_text("utf-8")
    assert str(reports()[-1]) in empty_window.said_bar.text.text()
    assert empty_window.said_bar.isVisible()


def test_a_bug_on_a_thread_is_taken_as_well(handler, empty_window, qtbot) -> None:
    before = len(reports())
    with qtbot.waitSignal(empty_window.operations.failed):
        empty_window.operations.submit(lambda: [][1], lambda value, error: None)
    assert empty_window.said_bar.isVisible()
    assert len(reports()) >= max(1, before)
    assert "IndexError" in reports()[-1].read_text("utf-8")


def test_ctrl_c_is_no_bug(handler, capsys) -> None:
    before = reports()
    handler.hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reports() == before


def test_a_bug_in_telling_of_a_bug_ends_there(handler, empty_window, monkeypatch) -> None:
    def again(*args, **named) -> None:
        handler.hook(ValueError, ValueError("second"), None)

    monkeypatch.setattr(empty_window.said_bar, "tell", again)
    handler.hook(ValueError, ValueError("first"), None)
    assert not handler._telling
