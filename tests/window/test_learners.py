"""The tab Learners: by clicks and keys, looked up in the record book afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from skillmark.protocol.requests.look import FindCohort, ListCohorts, ListEnrolments, ListLearners, ShowLearner
from skillmark.protocol.requests.teach import AddCohort
from skillmark.window.widgets.controls import Button
from tests.window.helper import LEARNERS, look, press, settled, type_into


@pytest.fixture
def tab(window, qtbot):
    """The tab of the only cohort, with its learners."""
    page = window.page()
    page.open(page.list.rows.shown[0].key, "learners")
    settled(qtbot, window)
    return page.one.tab()


def enrolled(book) -> dict[str, str]:
    cohort = look(book, FindCohort("26-01"))
    return {row.learner.display_name: row.status for row in look(book, ListEnrolments(cohort.key))}


def test_everybody_is_listed_by_sort_name(tab) -> None:
    assert {row.learner.display_name for row in tab.rows.shown} == set(LEARNERS)
    assert tab.count.text() == "3 learners"
    assert tab.table.hasFocus()


def test_a_learner_is_typed_in_and_taken_back(tab, window, qtbot, book) -> None:
    press(qtbot, "Ctrl+N", window)
    panel = tab.body.panel
    for name, text in (("display_name", "Nohea Kahaleʻahu"), ("number", "S-142"), ("email", "nohea@example.org")):
        type_into(qtbot, panel.form.fields[name], text)
    type_into(qtbot, panel.form.fields["date_of_birth"], "12 June 2004")
    qtbot.keyClick(panel.form.fields["email"], Qt.Key.Key_Return)
    settled(qtbot, window)
    assert tab.body.panel is None
    found = look(book, ListLearners(text="Nohea"))[0]
    assert (found.identifiers, found.email) == ((("local", "S-142"),), "nohea@example.org")
    assert look(book, ShowLearner(found.key)).date_of_birth.isoformat() == "2004-06-12"
    assert found.cohorts == (("26-01", "active"),)
    press(qtbot, "Ctrl+Z", window)
    settled(qtbot, window)
    assert set(enrolled(book)) == set(LEARNERS)


def test_wrong_fields_are_said_where_they_stand(tab, window, qtbot, book) -> None:
    tab.new()
    panel = tab.body.panel
    type_into(qtbot, panel.form.fields["date_of_birth"], "12.13.2004")
    panel.accept_button.click()
    assert panel.form.mistake("display_name")
    assert panel.form.mistake("date_of_birth")
    assert panel.form.fields["display_name"].hasFocus()
    type_into(qtbot, panel.form.fields["display_name"], "X")
    type_into(qtbot, panel.form.fields["date_of_birth"], "")
    type_into(qtbot, panel.form.fields["email"], "nowhere")
    panel.accept_button.click()
    settled(qtbot, window)
    assert panel.form.fields["email"].property("state") == "wrong"
    assert panel.form.fields["email"].hasFocus()
    assert "nowhere" in panel.form.mistake("email")
    assert set(enrolled(book)) == set(LEARNERS)


def test_a_name_is_changed(tab, window, qtbot, book) -> None:
    tab.table.go_to(0)
    before = tab.current().learner
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    panel = tab.body.panel
    assert panel.form.fields["display_name"].value() == before.display_name
    type_into(qtbot, panel.form.fields["display_name"], "Ada K. Mensah")
    panel.accept_button.click()
    settled(qtbot, window)
    assert look(book, ShowLearner(before.key)).row.display_name == "Ada K. Mensah"
    assert tab.current().learner.key == before.key


def test_withdraw_and_return(tab, window, qtbot, book) -> None:
    tab.table.go_to(1)
    name = tab.current().learner.display_name
    press(qtbot, "Del", tab.table)
    settled(qtbot, window)
    assert enrolled(book)[name] == "withdrawn"
    assert tab.count.text() == "2 learners, 1 withdrawn"
    assert said(window) == f"{name} is withdrawn."
    assert tab.rows.index(tab.table.current(), 4).data().startswith("Withdrawn 2")
    press(qtbot, "Del", tab.table)
    settled(qtbot, window)
    assert enrolled(book)[name] == "active"
    assert said(window) == f"{name} is in the cohort again."


def said(window) -> str:
    """What the foot says, without the marks around names."""
    return window.footer.note.text().replace("\u2068", "").replace("\u2069", "")


def test_several_are_withdrawn_with_one_sentence(tab, window, qtbot, book) -> None:
    tab.table.setFocus()
    tab.table.go_to(0)
    qtbot.keyClick(tab.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, "Del", tab.table)
    settled(qtbot, window)
    assert sorted(enrolled(book).values()) == ["active", "withdrawn", "withdrawn"]
    assert said(window) == "2 learners are withdrawn."


def test_transfer_moves_the_chosen_ones(tab, window, qtbot, book) -> None:
    window.history.do("cohort", AddCohort("26-02"))
    settled(qtbot, window)
    tab.table.setFocus()
    tab.table.go_to(0)
    qtbot.keyClick(tab.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    names = {tab.rows.at(number).learner.display_name for number in tab.table.chosen()}
    assert len(names) == 2
    press(qtbot, "Ctrl+T", window)
    settled(qtbot, window)
    tab.body.panel.accept_button.click()
    settled(qtbot, window)
    other = look(book, FindCohort("26-02"))
    assert {row.learner.display_name for row in look(book, ListEnrolments(other.key))} == names


def test_somebody_who_is_known_is_enrolled(tab, window, qtbot, book) -> None:
    window.history.do("cohort", AddCohort("26-02", "Harbour"))
    settled(qtbot, window)
    page = window.page()
    key = next(row.key for row in look(book, ListCohorts()) if row.code == "26-02")
    page.open(key, "learners")
    settled(qtbot, window)
    assert tab.list_states.currentWidget() is tab.empty
    press(qtbot, "Ctrl+L", window)
    panel = tab.body.panel
    type_into(qtbot, panel.search, "santos")
    settled(qtbot, window)
    assert [one.display_name for one in panel.rows.shown] == ["João dos Santos"]
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert [row.learner.display_name for row in look(book, ListEnrolments(key))] == ["João dos Santos"]


def test_search_narrows_the_list_and_esc_widens_it(tab, window, qtbot) -> None:
    press(qtbot, "Ctrl+F", window)
    assert tab.search.hasFocus()
    qtbot.keyClicks(tab.search, "mensah")
    assert [row.learner.display_name for row in tab.rows.shown] == ["Ada Mensah"]
    qtbot.keyClicks(tab.search, "zzz")
    assert tab.list_states.currentWidget() is tab.nothing
    qtbot.keyClick(tab.search, Qt.Key.Key_Escape)
    assert len(tab.rows.shown) == 3


def test_learners_who_come_back_can_be_acted_on_at_once(tab, window, qtbot) -> None:
    found = list(tab.rows.everything)
    tab._take([])
    settled(qtbot, window)
    tab.empty.findChild(Button).setFocus()
    tab._take(found)
    settled(qtbot, window)
    assert tab.table.hasFocus()
    assert tab.table.chosen() == [0]
    press(qtbot, "F2")
    settled(qtbot, window)
    assert tab.body.panel is not None
