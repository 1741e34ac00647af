"""The grid's own paint loop: tiles are drawn once, a key repaints its cell only, names are shown as typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import QApplication

from skillmark.window import theme
from skillmark.window.models.attendance import AttendanceGrid
from skillmark.window.models.heat import HeatGrid
from skillmark.window.models.mark_grid import MarkGrid
from skillmark.window.models.mark_grid_states import CellStates
from skillmark.window.models.mark_grid_typing import NotUnderstood, read_minutes, read_number
from skillmark.window.widgets.grid import Grid
from skillmark.window.widgets.grid_editor import CellEditor
from skillmark.window.widgets.grid_looks import Look, paint_look
from skillmark.window.widgets.grid_tips import plain_tip
from tests.bench.grid_paint import fill
from tests.window.grid_helper import sheet
from tests.window.helper import Telling


@pytest.fixture
def grid(qtbot):
    """A grid of fifty learners and twelve requirements, shown."""
    view = Grid("Marks")
    qtbot.addWidget(view)
    view.show_model(fill(MarkGrid(view), 50, 12))
    view.resize(1200, 600)
    view.show()
    view.fit()
    view.go_to(3, 2)
    QApplication.processEvents()
    return view


@pytest.mark.parametrize("kind", [MarkGrid, HeatGrid])
def test_the_models_keep_qts_rules(qtbot, qtmodeltester, kind) -> None:
    model = fill(kind(), 8, 12)
    qtmodeltester.check(model)
    model.sort_by("R3")
    qtmodeltester.check(model)


def test_the_model_of_the_sheet_keeps_qts_rules(qtbot, qtmodeltester, book) -> None:
    model = AttendanceGrid()
    model.put(sheet(book), 0)
    qtmodeltester.check(model)


class Painted(QObject):
    """Takes down which rectangles are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.rects.append(event.rect())
        return False


def test_a_key_repaints_its_cell_only(grid) -> None:
    painted = Painted()
    grid.viewport().installEventFilter(painted)
    row = grid._model.rows[3]
    grid._model.states.begin((row.candidacy, "R2"), "31 / 40", "met", "31", lambda: None)
    QApplication.processEvents()
    cell = grid.cell_rect(3, 2)
    assert painted.rects
    assert all(cell.adjusted(-4, -4, 4, 4).contains(rect) for rect in painted.rects)


def test_the_field_over_a_cell_comes_and_goes_without_the_grid_being_drawn_anew(qtbot, grid) -> None:
    editor, taken = CellEditor(grid.viewport()), []
    grid.activateWindow()
    qtbot.waitActive(grid)
    grid.setFocus()
    cell = grid.cell_rect(3, 2)
    QApplication.processEvents()
    painted = Painted()
    grid.viewport().installEventFilter(painted)
    editor.begin(cell, "3", "Mark", lambda text, down, right: taken.append(text))
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "1")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(grid.hasFocus)
    QApplication.processEvents()
    assert taken == ["31"]
    assert painted.rects
    assert all(cell.adjusted(-4, -4, 4, 4).contains(rect) for rect in painted.rects)


def test_equal_cells_share_a_tile(grid) -> None:
    before = grid._count
    grid.viewport().repaint()
    assert grid._count == before
    grid.verticalScrollBar().setValue(240)
    QApplication.processEvents()
    visible = 600 // 24 * 15
    assert before < visible


def test_a_theme_draws_the_tiles_anew(grid) -> None:
    light = grid.viewport().grab().toImage()
    theme.install(QApplication.instance(), theme.make("dark", 100))
    QApplication.processEvents()
    dark = grid.viewport().grab().toImage()
    assert light.pixelColor(5, 5).lightness() > 200
    assert dark.pixelColor(5, 5).lightness() < 100


def test_rows_grow_with_the_text(grid) -> None:
    theme.install(QApplication.instance(), theme.make("light", 200))
    assert grid.names.defaultSectionSize() >= 40


@pytest.mark.parametrize("state", sorted(theme.make("light").states))
def test_every_state_can_be_drawn(qtbot, state) -> None:
    image = QImage(110, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    kinds = [Look("state", "Words", state, "saved"), Look("chip", "Words", state), Look("mark", "L", state, part=15)]
    for look in kinds:
        paint_look(painter, QRect(0, 0, 110, 24).toRectF(), look)
    painter.end()
    assert any(image.pixelColor(x, 12) != Qt.GlobalColor.white for x in range(110))


def test_a_name_from_right_to_left_stands_at_the_left_edge(grid) -> None:
    tile = grid.names._draw("سلمى الحداد", False).toImage()
    dark = [x for x in range(tile.width() - 2) if any(tile.pixelColor(x, y).lightness() < 120 for y in range(22))]
    assert min(dark) < 24


def test_a_cell_says_learner_requirement_state_and_result(grid) -> None:
    words = grid._model.words(0, 0)
    assert words.startswith("Learner 00000, Requirement 0: ")
    index = grid._model.index(0, 0)
    assert grid._model.data(index, Qt.ItemDataRole.AccessibleTextRole) == words
    table = QAccessible.queryAccessibleInterface(grid)
    said = {table.child(number).text(QAccessible.Text.Name) for number in range(40)}
    assert {words, "Requirement 0", "Learner 00000"} <= said


def test_the_tooltip_of_a_name_shows_marks_as_typed() -> None:
    assert plain_tip("<b>Ann</b>") == "<p>&lt;b&gt;Ann&lt;/b&gt;</p>"
    assert plain_tip("Ann") == "Ann"


def test_tab_walks_the_cells_and_f6_leaves_them(qtbot, grid) -> None:
    grid.activateWindow()
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (3, 3)


def test_widths_are_kept_as_a_person_sets_them(qtbot, grid) -> None:
    with qtbot.waitSignal(grid.widths_changed):
        grid.heads.resizeSection(0, 150)
    assert grid.kept_widths()[0] == 150
    grid.fit(grid.kept_widths())
    assert grid.columnWidth(0) == 150


@pytest.mark.parametrize(("text", "minutes"), [("2.5", 150), ("2,5", 150), ("2:30", 150), ("2h30", 150), ("0:05", 5)])
def test_hours_can_be_typed(text, minutes) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "1.234,5", "1e9", "nan", "3..4", "2:75", "--1"])
def test_what_is_no_number_is_refused(text) -> None:
    with pytest.raises(NotUnderstood):
        read_minutes(text) if ":" in text else read_number(text)


def test_an_entry_waits_for_the_one_before_it(qtbot) -> None:
    states, done = CellStates(), []
    states.begin(("a", "b"), "1", "met", "1", lambda: done.append(1))
    states.begin(("a", "b"), "2", "met", "2", lambda: done.append(2))
    assert done == [1]
    states.finish(("a", "b"))
    assert done == [1, 2]
    assert states.get(("a", "b")).text == "2"
    states.finish(("a", "b"))
    assert states.ahead() == {("a", "b")}
    states.arrived("a", states.answers)
    assert states.ahead() == set()


def test_rows_are_as_low_again_once_the_text_is(qapp, grid) -> None:
    usual = grid.rowHeight(0)
    for size in (200, 100):
        theme.install(qapp, theme.make("light", size))
        grid.restyle()
    assert grid.rowHeight(0) == usual == theme.current().size("row", "compact")


@pytest.mark.parametrize("typed", ["41", "Proficient and beyond"])
def test_a_refused_cell_says_that_it_is_not_saved(qtbot, typed) -> None:
    image = QImage(110, 24, QImage.Format.Format_RGB32)
    painter = Telling(image)
    paint_look(painter, QRect(0, 0, 110, 24).toRectF(), Look("refused", typed, "not_met", "not saved"))
    painter.end()
    assert "not saved" in painter.texts
    assert painter.texts[-1][:2] == typed[:2]
