"""What is expected of the toolkit itself on this platform."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem

CALLS = 1000
# A toolkit that loses a reference to None a call would have lost all of them by then; other threads move it a little.
DRIFT = 200


class Sender(QObject):
    """Sends one signal."""

    said = Signal(object)


def test_calls_give_back_every_reference_to_none(qtbot) -> None:
    label, table, sender = QLabel(), QTableWidget(4, 4), Sender()
    qtbot.addWidget(label)
    qtbot.addWidget(table)
    heard: list[object] = []
    sender.said.connect(heard.append)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
        label.setToolTip("")
        table.setItem(number % 4, 0, QTableWidgetItem("x"))
        table.item(3, 3)
        sender.said.emit(number)
        label.findChild(QLabel)
    after = sys.getrefcount(None)
    assert len(heard) == CALLS
    assert abs(after - before) < DRIFT


def test_the_toolkit_is_the_one_that_was_asked_for() -> None:
    import PySide6

    assert PySide6.__version_info__[:2] == (6, 11)
