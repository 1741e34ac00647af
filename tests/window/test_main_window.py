"""The frame: places, going back, the foot of the rail, the title, undo by keys."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from skillmark.protocol.errors import StorageFailed
from skillmark.protocol.errors_requests import NotInBook
from skillmark.protocol.requests.look import ListCohorts
from skillmark.protocol.requests.teach import AddCohort
from skillmark.services.new import NewBook, new_book
from skillmark.store.guard import guard_path
from skillmark.window.keeper import Keeper
from skillmark.window.pages.cohorts import CohortsPage
from skillmark.window.widgets.footer import Hint
from tests.window.helper import look, opened, press, settled, type_into


def test_a_book_that_is_opened_shows_its_cohorts(window, book) -> None:
    assert window.place() == "cohorts"
    assert window.windowTitle() == "Riverside Institute – Skillmark"
    assert window.rail.name.text() == "Riverside Institute"
    assert window.rail.file.text() == book.name
    assert window.rail.places.places[0].count == 1
    assert window.page().list.rows.shown[0].code == "26-01"


def test_a_file_that_is_no_book_leaves_the_open_one_open(window, qtbot, book, tmp_path) -> None:
    window.go("credentials")
    broken = tmp_path / "broken.skillmark"
    broken.write_bytes(b"not a record book")
    window.desk.open(broken)
    qtbot.waitUntil(window.said_bar.isVisible)
    assert "broken.skillmark" in window.said_bar.text.text()
    assert (window.operations.path, window.place()) == (book, "credentials")
    window.operations.request(AddCohort("26-09"))
    settled(qtbot, window)
    assert "26-09" in [row.code for row in look(book, ListCohorts())]


def test_another_book_takes_the_place_of_the_open_one(window, qtbot, book, tmp_path) -> None:
    other = tmp_path / "other.skillmark"
    new_book(other, NewBook("Other School", "Mei", time_zone="UTC")).close()
    opened(qtbot, window, other)
    assert (window.operations.path, window.rail.name.text()) == (other, "Other School")
    assert (guard_path(book).exists(), guard_path(other).exists()) == (False, True)
    opened(qtbot, window, other)
    assert (window.operations.path, window.operations.writable) == (other, True)


def test_enter_opens_a_cohort_and_alt_left_goes_back(window, qtbot) -> None:
    page = window.page()
    assert isinstance(page, CohortsPage)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.shown() is page.one
    assert page.one.header.title.text() == "Northside · 26-01"
    assert "3 learners" in page.one.header.subtitle.text()
    press(qtbot, "Alt+Left")
    assert page.shown() is page.list
    assert page.list.table.current() == 0


def test_a_search_says_how_many_cohorts_it_leaves(qtbot, window) -> None:
    for code in ("26-02", "26-03"):
        window.history.do("cohort", AddCohort(code))
    settled(qtbot, window)
    cohorts = window.page().list
    assert cohorts.header.subtitle.text() == "3 cohorts"
    type_into(qtbot, cohorts.search, "26-03")
    assert cohorts.header.subtitle.text() == "1 of 3 cohorts"


def test_the_tab_that_was_left_is_shown_again(window, qtbot) -> None:
    page = window.page()
    key = page.list.rows.shown[0].key
    page.open(key, "learners")
    page.back()
    page.open(key)
    assert page.one.entries[page.one.bar.currentIndex()].name == "learners"
    assert window.keeper.settings.tabs["cohort"] == "learners"


def test_a_cohort_is_made_and_undone_by_keys(window, book, qtbot) -> None:
    page = window.page()
    press(qtbot, "Ctrl+N", window)
    qtbot.waitUntil(lambda: page.list.body.panel is not None)
    form = page.list.body.panel.form
    type_into(qtbot, form.fields["code"], "26-02")
    type_into(qtbot, form.fields["title"], "Harbour")
    qtbot.keyClick(form.fields["title"], Qt.Key.Key_Return)
    settled(qtbot, window)
    assert [row.code for row in look(book, ListCohorts())] == ["26-01", "26-02"]
    assert page.shown() is page.one
    assert window.actions_["window.undo"].text() == "&Undo new cohort 26-02"
    press(qtbot, "Ctrl+Z", window)
    settled(qtbot, window)
    assert [row.code for row in look(book, ListCohorts())] == ["26-01"]
    assert page.shown() is page.list
    press(qtbot, "Ctrl+Shift+Z", window)
    settled(qtbot, window)
    assert len(look(book, ListCohorts())) == 2


def test_a_code_that_is_taken_is_said_at_its_field(window, qtbot) -> None:
    page = window.page()
    page.list.new()
    settled(qtbot, window)
    panel = page.list.body.panel
    type_into(qtbot, panel.form.fields["code"], "26-01")
    panel.accept_button.click()
    settled(qtbot, window)
    assert page.list.body.panel is panel
    assert panel.form.fields["code"].property("state") == "wrong"
    assert "26-01" in panel.form.mistake("code")
    for _ in range(2):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert page.list.body.panel is None


def test_a_book_open_to_read_only_offers_nothing_to_change(window, book, qtbot) -> None:
    opened(qtbot, window, book, read_only=True)
    assert window.standing_bar.isVisible()
    assert window.rail.read_only.isVisible()
    assert not window.actions_["cohorts.new"].isEnabled()


def test_f1_lists_the_keys_and_esc_takes_them_away(window, qtbot) -> None:
    press(qtbot, "F1", window)
    overlay = window.window_actions.overlay
    assert overlay is not None
    assert overlay.isVisible()
    qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    assert window.window_actions.overlay is None


def test_lost_storage_is_said_until_it_is_over(window, book, qtbot) -> None:
    window.say_error(StorageFailed(book, "gone"))
    assert window.standing_bar.isVisible()
    assert not window.standing_bar.close_button.isVisible()
    window.go("settings")
    assert window.standing_bar.isVisible()
    window.history.do("cohort", AddCohort("26-09"))
    settled(qtbot, window)
    assert not window.standing_bar.isVisible()


def test_a_refusal_stands_until_it_is_closed_or_the_page_is_left(window, qtbot) -> None:
    window.say_error(NotInBook("cohort", "26-77"))
    assert "26-77" in window.said_bar.text.text()
    window.said_bar.close_button.click()
    assert not window.said_bar.isVisible()
    window.say_error(NotInBook("cohort", "26-77"))
    window.go("credentials")
    assert not window.said_bar.isVisible()


def test_what_is_typed_just_before_the_window_closes_is_saved(window, book, qtbot) -> None:
    window.history.do("cohort", AddCohort("26-03"))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert "26-03" in [row.code for row in look(book, ListCohorts())]
    backups = list(book.with_name("riverside backups").glob("*.skillmark"))
    assert len(backups) == 1


def test_size_place_and_tabs_are_kept(window, qtbot, keeper) -> None:
    window.resize(1111, 777)
    window.go("credentials")
    window.keep_size()
    assert keeper.settings.window == (1111, 777)
    assert keeper.settings.place == "credentials"
    again = Keeper(keeper._path)
    assert again.settings.place == "credentials"


def test_the_rail_says_what_is_saved_and_when_it_was_backed_up(window, qtbot) -> None:
    assert window.rail.backed_up.text.text() == "Not backed up yet"
    held = threading.Event()
    window.operations.submit(lambda: held.wait(20), lambda value, error: None)
    window.history.do("cohort", AddCohort("26-04"))
    qtbot.waitUntil(lambda: window.rail.saved.text.text() == "Saving 2")
    assert window.footer.pending.isVisible()
    held.set()
    settled(qtbot, window)
    assert window.rail.saved.text.text().startswith("All saved, ")
    assert not window.footer.pending.isVisible()


def test_places_are_reached_by_keys_and_in_the_rail(window, qtbot) -> None:
    press(qtbot, "Ctrl+2", window)
    assert window.place() == "credentials"
    window.rail.list.setFocus()
    qtbot.keyClick(window.rail.list, Qt.Key.Key_Up)
    assert window.place() == "cohorts"
    assert window.rail.list.hasFocus()
    qtbot.keyClick(window.rail.list, Qt.Key.Key_Return)
    assert window.page().list.table.hasFocus()


def test_a_cohort_is_closed_and_opened_again(window, book, qtbot) -> None:
    page = window.page()
    page.open(page.list.rows.shown[0].key, "learners")
    settled(qtbot, window)
    window.actions_["cohort.close"].trigger()
    settled(qtbot, window)
    assert look(book, ListCohorts())[0].closed_on is not None
    assert "closed" in page.one.header.subtitle.text()
    assert not window.actions_["learners.new"].isEnabled()
    window.actions_["cohort.open_again"].trigger()
    settled(qtbot, window)
    assert look(book, ListCohorts())[0].closed_on is None


def test_a_cohort_is_edited_and_offers_another_credential(window, book, qtbot) -> None:
    from skillmark.protocol.requests.define import AddCredential
    from skillmark.services.define import read_credential
    from skillmark.system import resources

    file = resources.path("demo", "leading-a-project.yaml")
    window.operations.request(AddCredential(read_credential(file, file.name), publish=True))
    page = window.page()
    page.open(page.list.rows.shown[0].key, "learners")
    settled(qtbot, window)
    press(qtbot, "Ctrl+E", window)
    panel = page.one.body.panel
    type_into(qtbot, panel.form.fields["title"], "Harbour")
    panel.accept_button.click()
    settled(qtbot, window)
    assert page.one.header.title.text() == "Harbour · 26-01"
    window.actions_["cohort.offer"].trigger()
    settled(qtbot, window)
    page.one.body.panel.accept_button.click()
    settled(qtbot, window)
    assert [one.credential for one in look(book, ListCohorts())[0].offerings] == ["FORM-ASSESS", "LEAD-PROJ"]
    assert page.one.offer.isVisible()
    page.one.offer.choose("LEAD-PROJ")
    page.one.offer.chosen.emit("LEAD-PROJ")
    assert page.one.tab().offering.credential == "LEAD-PROJ"


def test_a_copy_that_fails_at_the_end_is_said_before_the_window_goes(window, book, qtbot) -> None:
    window.history.do("cohort", AddCohort("26-05"))
    settled(qtbot, window)
    book.with_name("riverside backups").write_text("a file where the folder would be")
    window.close()
    qtbot.waitUntil(lambda: window.operations.path is None, timeout=10_000)
    qtbot.waitUntil(window.said_bar.isVisible)
    assert window.isVisible()
    assert "26-05" in [row.code for row in look(book, ListCohorts())]


def test_a_message_leaves_out_whole_hints_and_cuts_none(window, qtbot) -> None:
    page = window.page()
    page.open(page.list.rows.shown[0].key, "learners")
    settled(qtbot, window)
    hints = window.footer.hints
    for words in (5, 8, 10, 12, 14, 0, 12):
        window.say("message " * words)
        QApplication.processEvents()
        shown = [one for one in hints.findChildren(Hint) if one.isVisible()]
        assert shown
        assert all(one.width() >= one.sizeHint().width() for one in shown)
        assert all(one.geometry().right() < hints.width() for one in shown)


def test_closing_and_taking_back_are_said_in_the_footer(window, qtbot) -> None:
    page = window.page()
    page.open(page.list.rows.shown[0].key, "learners")
    settled(qtbot, window)
    window.actions_["cohort.close"].trigger()
    settled(qtbot, window)
    assert plain(window.footer.note.text()) == "Cohort 26-01 is closed. Ctrl+Z takes it back."
    window.go("settings")
    press(qtbot, "Ctrl+Z", window)
    settled(qtbot, window)
    assert plain(window.footer.note.text()) == "Taken back: closing of cohort 26-01"
    press(qtbot, "Ctrl+Shift+Z", window)
    settled(qtbot, window)
    assert plain(window.footer.note.text()) == "Done again: closing of cohort 26-01"


def test_what_was_said_of_one_cohort_isnt_said_of_another(window, qtbot) -> None:
    page, first = window.page(), window.page().list.rows.shown[0].key
    window.history.do("cohort", AddCohort("26-02"))
    settled(qtbot, window)
    second = next(row.key for row in page.list.rows.shown if row.key != first)

    def say() -> None:
        window.go("cohorts", (first, "learners", None))
        settled(qtbot, window)
        window.say("Three marks were filled down.")
        window.say_error(NotInBook("cohort", "26-77"))

    for leave in (
        lambda: window.go("settings"),
        lambda: window.go("cohorts", (second, "learners", None)),
        lambda: page.open(second),
        page.back,
    ):
        say()
        page.one.show_tab("marks")
        settled(qtbot, window)
        assert window.footer.note.text() == "Three marks were filled down."
        leave()
        settled(qtbot, window)
        assert window.footer.note.text() != "Three marks were filled down."
        assert not window.said_bar.isVisible()


def test_a_new_cohort_works_toward_nothing_that_wasnt_chosen(window, book, qtbot) -> None:
    page = window.page()
    page.list.new()
    qtbot.waitUntil(lambda: page.list.body.panel is not None)
    form = page.list.body.panel.form
    assert form.fields["offer"].currentText() == "None yet"
    type_into(qtbot, form.fields["code"], "26-02")
    page.list.body.panel.accept_button.click()
    settled(qtbot, window)
    assert [len(row.offerings) for row in look(book, ListCohorts())] == [1, 0]


def test_find_is_grey_where_nothing_can_be_searched(window, qtbot) -> None:
    page = window.page()
    assert window.actions_["window.find"].isEnabled()
    page.open(page.list.rows.shown[0].key, "attendance")
    settled(qtbot, window)
    assert not window.actions_["window.find"].isEnabled()
    page.one.show_tab("learners")
    assert window.actions_["window.find"].isEnabled()
    window.go("credentials")
    settled(qtbot, window)
    assert not window.actions_["window.find"].isEnabled()


def test_back_and_the_tabs_are_grey_where_there_are_none(window, qtbot) -> None:
    def able() -> list[bool]:
        settled(qtbot, window)
        return [window.actions_[f"window.{name}"].isEnabled() for name in ("go_back", "next_tab", "previous_tab")]

    page = window.page()
    assert able() == [False, False, False]
    page.open(page.list.rows.shown[0].key, "learners")
    assert able() == [True, True, True]
    page.back()
    assert able() == [False, False, False]
    window.go("credentials")
    assert able() == [False, False, False]
    window.go("settings")
    assert able() == [False, True, True]


def plain(text: str) -> str:
    """A sentence without the marks that keep names apart from the direction of the text around them."""
    return text.replace("\u2068", "").replace("\u2069", "")
