"""The models behind the awards, what a screen reader is told, room at 200 % text, thousands of rows."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from skillmark.domain.award_errors import AlreadyAwarded, NotReady, OnHold
from skillmark.protocol.rows import AwardRow
from skillmark.window import theme
from skillmark.window.models import awards as list_of
from skillmark.window.models.awards_ready import ReadyNames, RefusedLines, refused_line
from skillmark.window.models.rows import Rows
from tests.window.awards_book import award_two, make_book, open_awards, page_stands
from tests.window.helper import settled

ROW = AwardRow(
    uuid4(), "RI-2026-K7-0001-X", "Ada Mensah", uuid4(), "K7-0042-X", "FORM-ASSESS", "Formative Assessment",
    "26-01", date(2026, 6, 1), date(2026, 6, 2), date(2029, 6, 1), "valid", True, False,
)  # fmt: skip
PEOPLE = [(uuid4(), name) for name in ("Ada", "سلمى الحداد", "高橋 結衣", "Ben")]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_book(tmp_path_factory.mktemp("awarded"), award_two)


@pytest.fixture
def board(qtbot, empty_window, made, tmp_path):
    found, _ = open_awards(qtbot, empty_window, made, tmp_path)
    return found


def many(count: int) -> list[AwardRow]:
    statuses = ("valid", "expiring", "expired", "revoked")
    return [
        replace(ROW, key=uuid4(), number=f"RI-2026-K7-{n:04}-X", holder=f"Learner {n}", status=statuses[n % 4])
        for n in range(count)
    ]


def test_ticks_are_kept_while_the_list_is_looked_up_again(qtmodeltester) -> None:
    model = ReadyNames()
    model.put(PEOPLE, anew=True)
    qtmodeltester.check(model)
    assert len(model.ticked()) == 4
    index = model.index(1)
    assert model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    model.put(PEOPLE[:3], anew=False)
    assert model.ticked() == (PEOPLE[0][0], PEOPLE[2][0])
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "سلمى الحداد, not ticked"
    assert not model.setData(index, "x", Qt.ItemDataRole.EditRole)
    model.put(PEOPLE, anew=True)
    assert len(model.ticked()) == 4


def test_refusals_say_every_reason_and_what_can_be_done(qtmodeltester) -> None:
    key = uuid4()
    lines = [
        refused_line(key, "Ada", [NotReady(("TEST",), 5, 6)]),
        refused_line(key, "Ben", [NotReady(("TEST",), 5, 6), OnHold(False)]),
        refused_line(key, "Cleo", [AlreadyAwarded("RI-2026-K7-0001-X")]),
    ]
    model = RefusedLines()
    model.put(lines)
    qtmodeltester.check(model)
    assert [one.way for one in lines] == ["exception", "", "open"]
    assert lines[1].reasons.count("Not ready") == 1
    assert "on hold" in lines[1].reasons
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("Award by exception…")


def test_the_list_is_a_sound_model_and_sorts(qtmodeltester) -> None:
    rows = Rows(list_of.columns(), lambda row: row.key)
    rows.put([*many(7), replace(ROW, valid_until=None, supported=False)])
    qtmodeltester.check(rows)
    for column in range(rows.columnCount()):
        rows.sort(column, Qt.SortOrder.DescendingOrder)
    rows.sort(3, Qt.SortOrder.DescendingOrder)
    assert rows.shown[0].valid_until is None
    assert list_of.counts(rows.shown) == "2 valid · 2 expiring · 2 expired · 1 revoked · 1 unsupported"


def test_many_awards_are_counted_with_the_sign_of_thousands() -> None:
    assert list_of.counts([replace(ROW, status="valid")] * 1557) == "1,557 valid"


def named(widget: QWidget, labels: list[QLabel]) -> bool:
    if isinstance(widget, QComboBox) and not widget.accessibleDescription():
        return any(label.buddy() is widget for label in labels)
    return bool(widget.accessibleName())


def nameless(window: QWidget) -> list[str]:
    labels = window.findChildren(QLabel)
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
    found = [one for kind in kinds for one in window.findChildren(kind) if one.isVisible()]
    found = [one for one in found if not isinstance(one, QHeaderView)]
    found += [one for one in window.findChildren(QScrollArea) if one.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    inner = [one for one in found if isinstance(one.parent(), QComboBox)]
    return [f"{type(one).__name__} {one.objectName()}" for one in found if one not in inner and not named(one, labels)]


def test_everything_has_an_accessible_name(qtbot, empty_window, board) -> None:
    board.refusals.button.click()
    for act in ("correct", "revoke", "save_pdf", "export", "exception", "prepare"):
        settled(qtbot, empty_window)
        getattr(board.acts, act)()
        assert nameless(empty_window.page()) == []
        board.side.close_panel()
        board.pane.under.close_panel()


def test_labels_take_no_markup(board) -> None:
    labels = [label for label in board.findChildren(QLabel) if label.text()]
    assert len(labels) > 20
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_at_200_per_cent_the_award_stands_under_the_list(qtbot, qapp, empty_window, board, size) -> None:
    theme.install(qapp, theme.make("light", 200))
    empty_window.resize(*size)
    settled(qtbot, empty_window)
    assert board.narrow
    assert board.width() <= size[0]
    assert board.list.table.columnViewportPosition(4) < board.list.table.viewport().width()
    assert not board.pane.preview.isVisible()
    assert not board.panel.list.isVisible()
    board.panel.fold_button.click()
    assert board.panel.award_button.isVisible()
    assert not board.list.isVisible()
    board.panel.fold_button.click()
    assert board.list.isVisible()
    board.list.table.setFocus()
    board.acts.revoke()
    assert not board.left.isVisible()
    assert board.pane.under.panel.isVisible()
    board.pane.under.panel.leave()
    assert board.list.table.hasFocus()
    board.show_large(True)
    page_stands(qtbot, board)
    assert board.pane.preview.image().height() > 300
    board.show_large(False)
    theme.install(qapp, theme.make("light"))
    settled(qtbot, empty_window)
    assert not board.narrow


def test_thousands_of_awards_and_of_names_stay_quick(qtbot, empty_window, board) -> None:
    page_stands(qtbot, board)
    file = board.pane.drawer._files[board.chosen().key]
    board.pane.drawer._draw = lambda sitting, key: file
    board.part.ask = lambda *_, **__: None
    began = time.perf_counter()
    board.list.put(many(3_000))
    board.list.search.setText("learner 29")
    board.list.search.setText("")
    assert time.perf_counter() - began < 0.6
    people = [(uuid4(), f"Learner {number}") for number in range(3_000)]
    began = time.perf_counter()
    board.panel.names.put(people, anew=True)
    board.panel.list.fit_anew()
    board.panel.show()
    qtbot.waitExposed(empty_window)
    assert board.panel.list.indexAt(QPoint(10, 10)).isValid()
    assert time.perf_counter() - began < 1.0
    assert board.panel.list.height() < board.left.height() / 2
    assert len(board.panel.list.findChildren(QWidget)) < 30


def test_tab_goes_from_the_top_to_the_right(qtbot, empty_window, board) -> None:
    board.list.search.setFocus()
    reached = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    wanted = [
        board.list.status, board.list.export_button, board.panel.list, board.panel.award_button,
        board.panel.prepare_button, board.panel.tick_button, board.panel.day, board.refusals.button, board.list.table,
        board.pane.preview, board.pane.facts, *(one for one in board.pane.facts.buttons.values() if one.isVisible()),
    ]  # fmt: skip
    found = [one.accessibleName() for one in reached[: len(wanted)]]
    assert found == [one.accessibleName() for one in wanted]
