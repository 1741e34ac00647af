"""The heads of a grid: what passes is said in full, on two lines where the column is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QStandardItemModel
from PySide6.QtWidgets import QWidget

from skillmark.window import theme
from skillmark.window.widgets.grid_heads import GridHeader, Head
from skillmark.window.widgets.head_words import note_lines, two_lines

TITLES = ("Seminars", "Assessment literacy test")
NOTE = "28 of 40, 3 tries"


def header_of(qtbot, *heads: Head, wide: int) -> GridHeader:
    holder = QWidget()
    qtbot.addWidget(holder)
    header = GridHeader(holder)
    header.holder = holder
    model = QStandardItemModel(1, len(heads), header)
    header.setModel(model)
    header.put(heads)
    for place in range(len(heads)):
        header.resizeSection(place, wide)
    return header


def test_a_note_breaks_at_its_comma() -> None:
    assert note_lines(NOTE, QFontMetrics(theme.current().font("caption")), 82) == ["28 of 40,", "3 tries"]


def test_a_note_with_room_stays_on_one_line() -> None:
    assert note_lines(NOTE, QFontMetrics(theme.current().font("caption")), 160) == [NOTE]


def test_the_heads_grow_only_where_title_and_note_have_two_lines_each(qtbot) -> None:
    usual = header_of(qtbot, Head(TITLES[0], NOTE), Head(TITLES[1], "8 of 12"), wide=94).sizeHint().height()
    grown = header_of(qtbot, Head(TITLES[1], NOTE), wide=94).sizeHint().height()
    assert usual == theme.current().size("row", "group_header") + theme.current().size("row", "column_header")
    assert grown > usual


def test_a_line_that_just_fits_is_not_cut() -> None:
    metrics = QFontMetrics(theme.current().font("caption"))
    for wide in range(60, 140):
        lines = two_lines(NOTE, metrics, wide)
        assert all("…" in line or metrics.elidedText(line, Qt.TextElideMode.ElideRight, wide) == line for line in lines)
