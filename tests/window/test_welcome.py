"""The first page: choices by key, new and restored books, recent ones and who has them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from skillmark.protocol.requests.look import ListCohorts, ListStaff, ShowIssuer
from skillmark.protocol.requests.teach import AddCohort
from skillmark.system.settings import Recent
from tests.window.helper import look, opened, press, settled, type_into


def chosen(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """The next file dialogs give these paths."""
    left = [str(path) for path in paths]
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *args, **named: (left.pop(0), ""))


def stands(qtbot, window) -> None:
    qtbot.waitUntil(lambda: window.desk.kept is not None, timeout=60_000)
    settled(qtbot, window)


def test_a_new_book_is_made_from_three_fields(empty_window, qtbot, tmp_path, monkeypatch) -> None:
    window, page = empty_window, empty_window.welcome
    path = tmp_path / "school"
    chosen(monkeypatch, path)
    qtbot.keyClick(page, Qt.Key.Key_N)
    panel = page.body.panel
    panel.accept_button.click()
    assert panel.form.mistake("name")
    type_into(qtbot, panel.form.fields["name"], "Colégio São José")
    type_into(qtbot, panel.form.fields["coordinator"], "Ana Gonçalves")
    panel.accept_button.click()
    stands(qtbot, window)
    made = path.with_suffix(".skillmark")
    assert window.operations.path == made
    assert look(made, ShowIssuer()).name == "Colégio São José"
    assert [(one.name, one.roles) for one in look(made, ListStaff())] == [("Ana Gonçalves", ("coordinator",))]
    assert [one.path for one in window.keeper.settings.recent] == [str(made)]
    assert window.page().list.states.currentWidget() is window.page().list.empty


def test_a_wrong_address_is_said_at_its_field_before_a_file_is_asked_for(
    empty_window, qtbot, tmp_path, monkeypatch
) -> None:
    window, page = empty_window, empty_window.welcome
    chosen(monkeypatch)
    qtbot.keyClick(page, Qt.Key.Key_N)
    panel = page.body.panel
    for name, text in (("name", "Riverside"), ("coordinator", "Ana"), ("email", "not an email")):
        type_into(qtbot, panel.form.fields[name], text)
    panel.form.fields["name"].setFocus()
    qtbot.keyClick(panel.form.fields["name"], Qt.Key.Key_Return)
    assert page.body.panel is panel
    assert panel.form.mistake("email")
    assert window.focusWidget() is panel.form.fields["email"]
    path = tmp_path / "riverside.skillmark"
    chosen(monkeypatch, path)
    type_into(qtbot, panel.form.fields["email"], "ana@example.org")
    qtbot.keyClick(panel.form.fields["email"], Qt.Key.Key_Return)
    stands(qtbot, window)
    assert window.operations.path == path
    assert page.body.panel is None


def test_a_refused_new_book_keeps_what_was_typed(empty_window, qtbot, tmp_path, monkeypatch) -> None:
    window, page = empty_window, empty_window.welcome
    path = tmp_path / "there.skillmark"
    path.write_text("Dear Grace", "utf-8")
    chosen(monkeypatch, path)
    qtbot.keyClick(page, Qt.Key.Key_N)
    panel = page.body.panel
    type_into(qtbot, panel.form.fields["name"], "Riverside")
    type_into(qtbot, panel.form.fields["coordinator"], "Ana")
    panel.accept_button.click()
    qtbot.waitUntil(window.said_bar.isVisible)
    assert page.body.panel is panel
    assert panel.isVisible()
    assert panel.accept_button.isEnabled()
    assert panel.form.values() == {"name": "Riverside", "coordinator": "Ana", "email": ""}
    assert window.focusWidget() is panel.form.fields["name"]
    assert path.read_text("utf-8") == "Dear Grace"


@pytest.mark.parametrize("way", ["esc", "rail", "twice", "card"])
def test_a_new_book_that_isnt_made_leaves_the_one_that_is_open(window, book, qtbot, way) -> None:
    window.go("credentials")
    settled(qtbot, window)
    press(qtbot, "Ctrl+Shift+N", window)
    panel = window.welcome.body.panel
    assert panel.isVisible()
    assert window.rail.isVisible()
    type_into(qtbot, panel.form.fields["name"], "Riverside")
    if way in ("twice", "card"):
        press(qtbot, "Ctrl+Shift+N", window) if way == "twice" else window.welcome.cards["N"].click()
        panel = window.welcome.body.panel
    if way != "rail":
        for _ in range(2 if way == "esc" else 1):
            # What was typed is asked about once.
            qtbot.keyClick(panel.form.fields["name"], Qt.Key.Key_Escape)
    else:
        window.go("credentials")
    settled(qtbot, window)
    assert window.operations.path == book
    assert window.operations.writable
    assert window.place() == "credentials"
    assert window.welcome.body.panel is None
    window.history.do("cohort", AddCohort("26-02"))
    settled(qtbot, window)
    assert "26-02" in [row.code for row in look(book, ListCohorts())]


def test_the_open_book_is_left_only_when_the_new_one_is_made(window, book, qtbot, tmp_path, monkeypatch) -> None:
    taken, path = tmp_path / "there.skillmark", tmp_path / "school.skillmark"
    taken.write_text("Dear Grace", "utf-8")
    chosen(monkeypatch, taken, path)
    press(qtbot, "Ctrl+Shift+N", window)
    panel = window.welcome.body.panel
    type_into(qtbot, panel.form.fields["name"], "Harbour School")
    type_into(qtbot, panel.form.fields["coordinator"], "Ana")
    panel.accept_button.click()
    qtbot.waitUntil(window.said_bar.isVisible)
    assert window.operations.path == book
    assert window.welcome.body.panel is panel
    assert panel.accept_button.isEnabled()
    assert [row.code for row in look(book, ListCohorts())] == ["26-01"]
    window.desk.kept = None
    panel.accept_button.click()
    stands(qtbot, window)
    assert window.operations.path == path
    assert window.rail.name.text() == "Harbour School"
    assert window.welcome.body.panel is None
    opened(qtbot, window, book)
    assert window.operations.writable


def test_a_copy_that_fails_doesnt_cost_the_new_book(window, book, qtbot, tmp_path) -> None:
    window.history.do("cohort", AddCohort("26-05"))
    settled(qtbot, window)
    book.with_name("riverside backups").write_text("a file where the folder would be")
    window.desk.kept = None
    window.desk.new(tmp_path / "school.skillmark", "Harbour School", "Ana")
    stands(qtbot, window)
    assert window.operations.path == tmp_path / "school.skillmark"
    assert "riverside backups" in window.said_bar.text.text()


def test_tab_goes_from_the_fields_of_a_new_book_to_its_buttons(empty_window, qtbot) -> None:
    window, page = empty_window, empty_window.welcome
    qtbot.keyClick(page, Qt.Key.Key_N)
    panel = page.body.panel
    stops = (*panel.form.fields.values(), panel.accept_button, panel.cancel_button)
    for one in stops:
        assert window.focusWidget() is one
        qtbot.keyClick(one, Qt.Key.Key_Tab)


def test_a_book_is_opened_by_o_and_left_by_ctrl_w(empty_window, qtbot, book, monkeypatch) -> None:
    window = empty_window
    chosen(monkeypatch, book)
    qtbot.keyClick(window.welcome, Qt.Key.Key_O)
    stands(qtbot, window)
    assert window.place() == "cohorts"
    assert window.rail.isVisible()
    window.actions_["window.close_book"].trigger()
    qtbot.waitUntil(lambda: window.operations.path is None)
    assert window.page() is window.welcome
    assert not window.rail.isVisible()
    assert window.windowTitle() == "Skillmark"


def test_a_recent_book_says_who_has_it_and_can_be_looked_at(empty_window, qtbot, book) -> None:
    from skillmark.services.opening import open_sitting

    window = empty_window
    window.keeper.change(recent=(Recent(str(book), "Riverside Institute", "2026-06-12T10:42"),))
    other = open_sitting(book)
    try:
        window.welcome.activate()
        card = window.welcome.side.recent_cards[str(book)]
        qtbot.waitUntil(lambda: "in use by" in card.accessibleDescription())
        card.click()
        qtbot.waitUntil(window.said_bar.isVisible)
        assert window.page() is window.welcome
        assert window.said_bar.more.text() == "Open to read only"
        window.said_bar.more.click()
        stands(qtbot, window)
        assert not window.operations.writable
    finally:
        other.close(keep_copy=False)


def test_a_guard_that_a_crash_left_is_not_in_use(empty_window, qtbot, book) -> None:
    book.with_name(book.name + ".lock").write_text('{"holder": "somebody"}', "utf-8")
    window = empty_window
    window.keeper.change(recent=(Recent(str(book), "Riverside Institute", ""), Recent("/gone.skillmark", "Gone", "")))
    window.welcome.activate()
    gone = window.welcome.side.recent_cards["/gone.skillmark"]
    qtbot.waitUntil(lambda: "not there now" in gone.accessibleDescription())
    assert "in use" not in window.welcome.side.recent_cards[str(book)].accessibleDescription()


def test_switching_remembering_off_forgets_what_was_remembered(empty_window, qtbot, book) -> None:
    window = empty_window
    opened(qtbot, window, book)
    assert len(window.keeper.settings.recent) == 1
    window.desk.leave()
    qtbot.waitUntil(lambda: window.operations.path is None)
    assert window.welcome.side.recent.isVisible()
    qtbot.mouseClick(window.welcome.side.remember, Qt.MouseButton.LeftButton)
    assert window.keeper.settings.recent == ()
    assert not window.welcome.side.recent.isVisible()
    opened(qtbot, window, book)
    assert window.keeper.settings.recent == ()


def test_a_file_that_is_no_book_is_refused_in_words(empty_window, qtbot, tmp_path) -> None:
    window, path = empty_window, tmp_path / "letter.skillmark"
    path.write_text("Dear Grace", "utf-8")
    window.desk.open(path)
    qtbot.waitUntil(window.said_bar.isVisible)
    assert "letter.skillmark" in window.said_bar.text.text()
    assert window.page() is window.welcome
    assert window.welcome.cards["D"].isEnabled()


def test_a_backup_is_restored_to_a_new_place(window, qtbot, tmp_path, monkeypatch) -> None:
    backup = tmp_path / "copy.skillmark"
    window.window_actions.copy_to(backup)
    qtbot.waitUntil(backup.exists)
    settled(qtbot, window)
    target = tmp_path / "restored.skillmark"
    chosen(monkeypatch, backup, target)
    window.desk.kept = None
    window.actions_["window.restore"].trigger()
    qtbot.waitUntil(lambda: window.operations.path == target)
    stands(qtbot, window)
    assert window.page().list.rows.shown[0].code == "26-01"
    assert window.said_bar.text.text() == "copy.skillmark is restored, and open now."
    window.desk.leave()
    qtbot.waitUntil(lambda: window.operations.path is None)
    window.desk.restore(backup, target)
    qtbot.waitUntil(lambda: window.operations.path == target)
    stands(qtbot, window)
    said = window.said_bar.text.text()
    kept = [path.name for path in tmp_path.glob("restored*.skillmark") if path != target]
    assert len(kept) == 1
    assert said.endswith(f"is kept beside it as {kept[0]}.")


def test_the_demo_opens_and_is_not_remembered(empty_window, qtbot) -> None:
    window = empty_window
    qtbot.keyClick(window.welcome, Qt.Key.Key_D)
    assert not window.welcome.cards["N"].isEnabled()
    stands(qtbot, window)
    assert window.windowTitle() == "Riverside Institute (demo) – Skillmark"
    assert window.keeper.settings.recent == ()
    assert len(window.page().list.rows.shown) == 3


def test_a_restore_that_is_given_up_leaves_the_book_open(window, qtbot, book, monkeypatch) -> None:
    folder = book.with_name("riverside backups")
    folder.mkdir(exist_ok=True)
    began: list[str] = []

    def give_up(_parent, _title, first, *_more, **_named) -> tuple[str, str]:
        began.append(first)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", give_up)
    window.actions_["window.restore"].trigger()
    settled(qtbot, window)
    assert began == [str(folder)]
    assert window.operations.path == book
    assert window.page() is not window.welcome


def test_leaving_to_restore_an_own_copy_keeps_that_copy(window, qtbot, book, tmp_path, monkeypatch) -> None:
    folder = book.with_name("riverside backups")
    folder.mkdir(exist_ok=True)
    copies = [folder / f"riverside 2026-01-{day:02} 090000.skillmark" for day in range(1, 11)]
    for copy in copies:
        copy.write_bytes(book.read_bytes())
    window.operations.request(AddCohort("26-02"))
    settled(qtbot, window)
    target = tmp_path / "restored.skillmark"
    chosen(monkeypatch, copies[0], target)
    window.desk.kept = None
    window.actions_["window.restore"].trigger()
    qtbot.waitUntil(lambda: window.operations.path == target)
    stands(qtbot, window)
    assert copies[0].exists()
    assert [row.code for row in look(book, ListCohorts())] == ["26-01", "26-02"]
