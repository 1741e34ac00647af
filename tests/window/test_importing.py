"""Importing a list: the preview is what then happens, refused rows are listed, the whole is one step to undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFileDialog

from skillmark.protocol.requests.look import FindCohort, ListEnrolments, ListLearners
from tests.window.helper import LEARNERS, look, press, settled

ROSTER = """Student,First name,Last name,E-mail,Room
S1,Niamh,O'Dwyer,niamh@example.org,12
S2,Käthe,Weißgerber,kaethe@example.org,12
S3,,,nobody@example.org,12
S4,Ada,Mensah,,12
"""


@pytest.fixture
def view(window, qtbot, tmp_path, monkeypatch):
    """The import of a list with one row that can't be taken and one that may be a duplicate."""
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER.replace("Student", "Student ID"), "utf-8")
    choose(monkeypatch, path)
    page = window.page()
    page.open(page.list.rows.shown[0].key, "learners")
    settled(qtbot, window)
    press(qtbot, "Ctrl+I", window)
    settled(qtbot, window)
    return page.one.tab().importing


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args, **named: (str(path), ""))


def names(book) -> set[str]:
    return {one.display_name for one in look(book, ListLearners())}


def shown(view) -> list[int]:
    return [one.row for one in view.rows.rows.shown]


def tabs(view) -> list[str]:
    return [view.rows.tabs.tabText(place) for place in range(view.rows.tabs.count())]


def cells(view, place: int) -> list[str]:
    model = view.rows.rows
    return [model.index(place, column).data() for column in range(model.columnCount())]


def test_the_preview_changes_nothing_and_says_every_row(view, book) -> None:
    assert names(book) == set(LEARNERS)
    assert view.report.learners.new == 3
    assert shown(view) == [2, 3, 4, 5]
    # The name as it will be shown, from the columns of given and family names.
    assert cells(view, 0) == ["2", "Niamh O'Dwyer", "New", "niamh@example.org", "S1", "26-01"]
    assert cells(view, 2)[:3] == ["4", "", "Refused: There is no name. Add it."]
    assert "1 row is refused" in view.lines.text()
    assert view.import_button.accessibleName() == "Import 3 learners"


def test_rows_of_one_kind_are_shown_by_its_tab(view, qtbot) -> None:
    assert tabs(view) == ["All 4", "New 3", "Doubtful 1", "Refused 1"]
    tab = view.rows.tabs
    tab.setFocus()
    qtbot.keyClick(tab, Qt.Key.Key_Right)
    assert shown(view) == [2, 3, 5]
    qtbot.keyClick(tab, Qt.Key.Key_Right)
    assert shown(view) == [5]
    assert "may be the same person as" in view.rows.whole.text()
    qtbot.keyClick(tab, Qt.Key.Key_Right)
    assert shown(view) == [4]
    assert view.rows.whole.text().startswith("Row 4: There is no name.")
    # Enter among the tabs imports nothing.
    qtbot.keyClick(tab, Qt.Key.Key_Return)
    assert view.isVisible()


def test_what_changes_of_known_learners_is_named(view, window, qtbot, tmp_path) -> None:
    view.accept()
    settled(qtbot, window)
    path = tmp_path / "later.csv"
    path.write_text(
        "Student ID,First name,Last name,E-mail,Preferred name,Cohort\nS1,Niamh,O'Dwyer,n@example.org,Nia,26-01\n"
        "S2,Käthe,Weißgerber,kaethe@example.org,,26-02\nS2,Käthe,Weißgerber,,,26-01\nS4,Ada,Mensah,,,26-01\n",
        "utf-8",
    )
    tab = window.page().one.tab()
    tab.states.setCurrentWidget(view)
    view.take(path)
    settled(qtbot, window)
    assert [cells(view, place)[2] for place in range(4)] == [
        "Changed: E-mail, Preferred name",
        "Enrolled in 26-02",
        "The same person as row 3",
        "As before",
    ]
    assert tabs(view) == ["All 4", "Changed 1", "Enrolled 1", "Unchanged 1"]


def test_what_the_preview_says_is_what_then_happens(view, window, qtbot, book) -> None:
    foretold = view.report
    said = view.lines.text()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settled(qtbot, window)
    cohort = look(book, FindCohort("26-01"))
    enrolments = look(book, ListEnrolments(cohort.key))
    assert len(enrolments) == 3 + foretold.enrolments.new
    assert {"Niamh O'Dwyer", "Käthe Weißgerber"} <= names(book)
    assert said.split("\n")[0] in window.footer.note.text()
    tab = window.page().one.tab()
    assert tab.states.currentWidget() is tab.listing
    assert len(tab.rows.shown) == 6


def test_enter_in_a_choice_imports_nothing(view, window, qtbot, book) -> None:
    choice = next(iter(view.columns.choices.values()))
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert names(book) == set(LEARNERS)
    qtbot.keyClick(choice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    assert "Niamh O'Dwyer" in names(book)


def test_what_a_column_is_said_to_be_is_named_by_its_title(view) -> None:
    for title, choice in view.columns.choices.items():
        relations = QAccessible.queryAccessibleInterface(choice).relations(QAccessible.RelationFlag.Label)
        assert [said.text(QAccessible.Text.Name) for said, _flag in relations] == [title]


def test_the_whole_import_is_undone_and_done_again(view, window, qtbot, book) -> None:
    view.accept()
    settled(qtbot, window)
    press(qtbot, "Ctrl+Z", window)
    settled(qtbot, window)
    assert names(book) == set(LEARNERS)
    press(qtbot, "Ctrl+Y", window)
    settled(qtbot, window)
    assert len(look(book, ListLearners())) == 6


def test_a_column_can_be_said_to_be_something_else(view, window, qtbot, book) -> None:
    assert [one.field for one in view.columns.headings] == ["local", "given_name", "family_name", "email", "ignore"]
    choice = view.columns.choices["Room"]
    choice.choose("preferred_name")
    choice.chosen.emit("preferred_name")
    settled(qtbot, window)
    view.accept()
    settled(qtbot, window)
    found = look(book, ListLearners(text="Niamh"))[0]
    assert found.preferred_name == "12"


def test_a_mapping_that_can_not_be_is_refused_in_words(view, window, qtbot) -> None:
    choice = view.columns.choices["Room"]
    choice.choose("email")
    choice.chosen.emit("email")
    settled(qtbot, window)
    assert view.refusal.isVisible()
    assert view.refusal.text()
    assert not view.import_button.isEnabled()
    assert view.import_button.accessibleName() == "Import"
    assert view.columns.isVisible(), "what a column is can be said otherwise"


def test_esc_leaves_everything_as_it_was(view, window, qtbot, book) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.page().one.tab().states.currentWidget() is window.page().one.tab().listing
    assert names(book) == set(LEARNERS)


def test_a_file_that_is_no_list_is_refused_in_words(view, window, qtbot, tmp_path) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    view.take(path)
    settled(qtbot, window)
    assert view.refusal.isVisible()
    assert "picture.csv" in view.refusal.text()
    assert not view.import_button.isEnabled()
    told = window.page().keys()
    assert [key.text for key in told] == ["cancel"]
    # Nothing of the list before stands beside it.
    for one in (view.import_button, view.columns, view.rows, view.lines):
        assert not one.isVisible()
    path.write_text(ROSTER, "utf-8")
    view.take(path)
    settled(qtbot, window)
    for one in (view.import_button, view.columns, view.rows):
        assert one.isVisible()


def test_the_same_list_again_changes_nothing_and_can_not_be_pressed(view, window, qtbot, tmp_path) -> None:
    path = view.path
    view.accept()
    settled(qtbot, window)
    tab = window.page().one.tab()
    tab.import_list()
    settled(qtbot, window)
    assert view.path == path
    assert view.report.learners.new == 0
    assert not view.import_button.isEnabled()


def test_what_a_column_is_stands_whole_beside_a_long_sample(view, window, qtbot, tmp_path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(ROSTER.replace("niamh@", "niamh.of.the.very.long.address@"), "utf-8")
    view.take(path)
    settled(qtbot, window)
    inner = view.columns.mapping.parentWidget()
    assert inner.width() == inner.parentWidget().width()
    for choice in view.columns.choices.values():
        assert choice.width() >= choice.minimumSizeHint().width()
        right = choice.mapTo(inner, choice.rect().topRight()).x()
        assert right < inner.width() - 10
