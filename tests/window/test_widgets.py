"""Models by Qt's own tester, the table's keys, the callout's place, footer and rail."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from skillmark.domain.definition import read_definition
from skillmark.window.models.outline import OutlineModel
from skillmark.window.models.rows import CELL_ROLE, Cell, Column, Rows
from skillmark.window.widgets.callout import Callout
from skillmark.window.widgets.controls import CheckBox, Choice, SearchField
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.footer import KEYS_MOST, Footer, Hint, Key
from skillmark.window.widgets.rail import Place, Places, Rail
from skillmark.window.widgets.table import Table
from skillmark.window.widgets.text import Text


def number_rows(parent: QWidget | None = None) -> Rows[int]:
    columns: tuple[Column[int], ...] = (
        Column("Number", str, 80, right=True, order=lambda one: one),
        Column("State", lambda one: Cell("Met", state="met") if one % 2 else "", order=None),
    )
    return Rows(columns, lambda one: one, parent)


def test_rows_are_a_good_model(qtmodeltester) -> None:
    rows = number_rows()
    rows.put([3, 1, 2])
    qtmodeltester.check(rows)
    rows.sort(0, Qt.SortOrder.DescendingOrder)
    assert rows.shown == [3, 2, 1]
    rows.keep(lambda one: one != 2)
    assert rows.shown == [3, 1]
    rows.put([5, 4])
    assert rows.shown == [5, 4]
    rows.sort(1)
    assert rows.index(0, 1).data(CELL_ROLE).text == "Met"
    qtmodeltester.check(rows)


def test_places_are_a_good_model(qtmodeltester) -> None:
    places = Places([Place("cohorts", "Cohorts", "users", 3), Place("settings", "Settings", "settings")])
    qtmodeltester.check(places)
    assert places.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Cohorts, 3"


def test_an_outline_is_a_good_model(qtmodeltester) -> None:
    model = OutlineModel()
    one = {"code": "T", "title": "Test", "kind": "skills_test", "scheme": "points", "maximum": 40, "pass_mark": 28}
    outline = {"children": [{"group": "Inner", "children": [one]}]}
    model.show_definition(read_definition({"code": "X", "title": "X", "outline": outline}))
    qtmodeltester.check(model)
    inner = model.index(0, 0, model.index(0, 0))
    assert model.index(0, 3, inner).data() == "28 of 40"


def test_a_table_stays_at_its_row_when_rows_come_and_go(qtbot) -> None:
    table = Table("Numbers", many=True)
    qtbot.addWidget(table)
    rows = number_rows(table)
    rows.put([1, 2, 3, 4])
    table.show_model(rows)
    table.go_to(2)
    table.keep_place(lambda: rows.put([0, 1, 2, 3, 4]))
    assert rows.at(table.current()) == 3
    table.keep_place(lambda: rows.put([0, 1]))
    assert rows.at(table.current()) == 1


def test_a_table_is_used_by_keys(qtbot) -> None:
    table = Table("Numbers", many=True)
    qtbot.addWidget(table)
    rows = number_rows(table)
    rows.put([1, 2, 3])
    table.show_model(rows)
    table.show()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [2]
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen() == [0, 1]


def test_a_callout_is_kept_inside_its_viewport(qtbot) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    callout = Callout(view)
    callout.body.addWidget(Text("45 is more than the maximum, 40", wrap=True))
    for rect in (QRect(10, 10, 100, 24), QRect(480, 10, 20, 24), QRect(480, 280, 20, 20), QRect(0, 290, 500, 10)):
        callout.show_beside(rect)
        assert view.rect().contains(callout.geometry())
    view.resize(340, 200)
    assert view.rect().contains(callout.geometry())
    with qtbot.waitSignal(callout.closed):
        qtbot.keyClick(callout, Qt.Key.Key_Escape)
    assert not callout.isVisible()


def test_the_footer_shows_at_most_nine_keys_and_those_that_fit(qtbot) -> None:
    footer = Footer()
    qtbot.addWidget(footer)
    footer.resize(1400, 32)
    footer.show()
    footer.hints.put(tuple(Key(("Ctrl", "D"), f"thing {number}") for number in range(12)))
    hints = footer.hints.findChildren(Hint)
    assert len(hints) == KEYS_MOST
    footer.resize(500, 32)
    qtbot.waitUntil(lambda: footer.hints.width() < 500)
    shown = [hint for hint in hints if hint.isVisible()]
    assert 0 < len(shown) < KEYS_MOST
    assert all(footer.hints.rect().contains(hint.geometry()) for hint in shown)


def test_the_footer_says_what_is_pending_and_refused(qtbot) -> None:
    footer = Footer()
    qtbot.addWidget(footer)
    footer.show()
    footer.show_pending(2)
    footer.show_refused(1)
    assert footer.pending.text() == "Saving 2"
    assert footer.refused.accessibleName() == "1 refused"
    footer.show_pending(0)
    footer.show_refused(0)
    assert not footer.pending.isVisible()
    assert not footer.refused.isVisible()
    footer.show_progress("Checking")
    with qtbot.waitSignal(footer.cancelled):
        footer.cancel.click()


def test_the_rail_tells_which_place_is_wanted(qtbot) -> None:
    rail = Rail([Place("a", "A", "users"), Place("b", "B", "award")])
    qtbot.addWidget(rail)
    rail.show()
    with qtbot.assertNotEmitted(rail.wanted):
        rail.show_place("a")
    rail.list.setFocus()
    with qtbot.waitSignal(rail.wanted) as wanted:
        qtbot.keyClick(rail.list, Qt.Key.Key_Down)
    assert wanted.args == ["b"]


def test_a_flow_takes_as_many_lines_as_it_needs(qtbot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(*(Text("words of one") for _ in range(4)), gap=8)
    holder.setLayout(flow)
    wide, narrow = flow.heightForWidth(2000), flow.heightForWidth(150)
    assert narrow > 2 * wide
    assert flow.count() == 4
    assert flow.takeAt(4) is None
    assert flow.itemAt(0) is not None


def test_controls_have_names_and_keep_what_is_chosen(qtbot) -> None:
    choice = Choice((("a", "One"), ("b", "Two")), "Design")
    check, search = CheckBox("&Keep"), SearchField("Name or number")
    for one in (choice, check, search):
        qtbot.addWidget(one)
    choice.choose("b")
    choice.offer((("c", "Three"), ("b", "Two")))
    assert choice.value() == "b"
    choice.offer((("c", "Three"),))
    assert choice.value() == "c"
    assert (choice.accessibleName(), check.accessibleName(), search.accessibleName()) == (
        "Design",
        "Keep",
        "Name or number",
    )
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton)
    assert check.isChecked()
    search.setText("x")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
