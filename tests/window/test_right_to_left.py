"""Names that read from right to left: cut at their own end, and standing where the others stand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QTextLayout

from skillmark.window.models.rows import CELL_ROLE, Cell, Column, Rows
from skillmark.window.widgets.forms import InlinePanel
from skillmark.window.widgets.table import Table
from skillmark.window.widgets.text import ElidedText, cut_to
from tests.window.helper import Telling

NAME = "عبد الرحمن بن عبد العزيز الأندلسي"


def ellipsis_at(text: str, font) -> float:
    """Where in a line that reads from left to right the ellipsis is drawn, as a share of its width."""
    layout = QTextLayout(text, font)
    option = layout.textOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    place = text.index("…")
    where: Any = line.cursorToX(place)
    return float(where[0]) / line.naturalTextWidth()


def test_a_name_is_cut_at_its_own_end(qapp) -> None:
    font = qapp.font()
    metrics = QFontMetrics(font)
    half = metrics.horizontalAdvance(NAME) // 2
    plain = metrics.elidedText(NAME, Qt.TextElideMode.ElideRight, half)
    assert ellipsis_at(plain, font) > 0.5, "in a line from left to right it would stand before the name"
    assert ellipsis_at(cut_to(NAME, metrics, half), font) < 0.5
    assert cut_to("Ada Mensah", metrics, 500) == "Ada Mensah"


def test_a_table_cuts_names_so(qtbot) -> None:
    rows: Rows[str] = Rows((Column("Learner", lambda name: Cell(name, strong=True)),), str)
    rows.put([NAME])
    table = Table("Learners")
    qtbot.addWidget(table)
    table.show_model(rows)
    image = QImage(90, 30, QImage.Format.Format_RGB32)
    painter = Telling(image)
    index = rows.index(0, 0)
    table.itemDelegate()._content(painter, QRectF(0, 0, 90, 30), index.data(CELL_ROLE), index, False)
    painter.end()
    (said,) = painter.texts
    assert said.startswith("\u2068")
    assert said.endswith("…\u2069")


def first_ink(image: QImage) -> int:
    """The column of the first pixel from the left that isn't the ground."""
    ground = QColor(image.pixel(0, 0))
    columns = range(image.width())
    rows = range(image.height())
    return next(x for x in columns if any(QColor(image.pixel(x, y)) != ground for y in rows))


def test_the_heading_of_a_panel_stands_at_the_left(qtbot) -> None:
    panel = InlinePanel("حسن", "Save", lambda: None)
    qtbot.addWidget(panel)
    panel.resize(400, 300)
    panel.show()
    assert first_ink(panel.title.grab().toImage()) < panel.title.width() // 3


def test_a_label_that_has_no_room_is_cut_so(qtbot) -> None:
    label = ElidedText(NAME)
    qtbot.addWidget(label)
    label.resize(90, 24)
    label.show()
    label.grab()
    assert label.toolTip() == NAME
    label.resize(label.sizeHint().width() + 20, 24)
    label.grab()
    assert label.toolTip() == ""
