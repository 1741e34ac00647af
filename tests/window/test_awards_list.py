"""The list of awards and what can be done about one: search, filters, correct, revoke, confirm."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from skillmark.protocol.requests.look import FindAward, ListAwards, Progress
from skillmark.window.models.awards import CONFIRM
from skillmark.window.widgets.text import Text
from tests.window.awards_book import READY, award_two, make_book, open_awards, pick
from tests.window.helper import look, opened, press, settled, texts, type_into


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_book(tmp_path_factory.mktemp("awarded"), award_two)


@pytest.fixture
def board(qtbot, empty_window, made, tmp_path):
    found, path = open_awards(qtbot, empty_window, made, tmp_path)
    found.book = path
    return found


def words_of(board) -> str:
    return " ".join(texts(board.pane.facts, Text))


def test_the_list_says_number_holder_dates_and_state(board, empty_window) -> None:
    table = board.list.table
    shown = [[board.list.rows.cell(board.list.rows.index(row, n)).text for n in range(6)] for row in range(2)]
    assert [(one[1], one[4], one[5]) for one in shown] == [
        (READY[1], "Unsupported", "Confirm…"),
        (READY[0], "Valid", ""),
    ]
    assert shown[0][0].startswith("RI-2026-")
    assert not table.isColumnHidden(CONFIRM)
    assert empty_window.page().note() == "1 valid · 1 unsupported"
    assert empty_window.page().header.subtitle.text() == "2"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("joao", [READY[1]]),
        ("SANTOS JOÃO", [READY[1]]),
        ("ri-2026", [READY[1], READY[0]]),
        ("mensah", [READY[0]]),
        ("", [READY[1], READY[0]]),
    ],
)
def test_search_by_name_and_number_without_accents(qtbot, board, typed, names) -> None:
    press(qtbot, "Ctrl+F", board.list.table)
    assert board.list.search.hasFocus()
    type_into(qtbot, board.list.search, typed)
    if not typed:
        board.list.search.clear()
    assert [row.holder for row in board.list.rows.shown] == names
    assert board.pane.row.holder == names[0]


def test_a_search_without_a_match_says_so_and_esc_ends_it(qtbot, board) -> None:
    type_into(qtbot, board.list.search, "RI-2031")
    assert board.list.currentWidget() is board.list.empty
    assert board.list.empty.label.text() == "No award matches “RI-2031”. Numbers look like RI-2026-K7-0418-X."
    assert board.pane.row is None
    assert not board.list.export_button.isEnabled()
    qtbot.keyClick(board.list.search, Qt.Key.Key_Escape)
    assert len(board.list.rows.shown) == 2
    qtbot.keyClick(board.list.search, Qt.Key.Key_Down)
    assert board.list.table.hasFocus()


def test_the_filter_of_states(board) -> None:
    for status, count in (("unsupported", 1), ("valid", 2), ("revoked", 0), ("", 2)):
        board.list.status.choose(status)
        board.list.status.chosen.emit(status)
        assert len(board.list.rows.shown) == count
    assert not board.list.credential.isVisible()


def test_what_proves_an_award_and_what_happened_to_it(qtbot, empty_window, board) -> None:
    pick(board, READY[0])
    settled(qtbot, empty_window)
    said = words_of(board)
    assert board.pane.facts.holder.text() == READY[0]
    assert "signature and record agree, checked just now" in said
    assert "no file is kept yet" in said
    assert "Issued by Grace Lindqvist" in said
    digest = look(board.book, FindAward(board.chosen().number)).digest
    from skillmark.domain.numbers import check_text

    assert check_text(digest).replace("-", " ") in said


def test_a_changed_snapshot_is_told_as_not_proved(qtbot, empty_window, made, tmp_path) -> None:
    from sqlcipher3 import dbapi2

    path = tmp_path / "other.skillmark"
    path.write_bytes(made.read_bytes())
    connection = dbapi2.connect(str(path))
    connection.execute("UPDATE award SET snapshot = replace(snapshot, 'Ada Mensah', 'Eve Mensah')")
    connection.commit()
    connection.close()
    board, _ = open_awards(qtbot, empty_window, path, tmp_path)
    pick(board, READY[0])
    settled(qtbot, empty_window)
    assert "signature and record don't agree" in words_of(board)


def test_a_name_is_corrected_with_its_reason(qtbot, empty_window, board) -> None:
    pick(board, READY[0])
    settled(qtbot, empty_window)
    old = board.chosen().number
    press(qtbot, "F2", board.list.table)
    panel = board.pane.under.panel
    assert board.pane.preview.isVisible()
    assert panel.form.fields["name"].value() == READY[0]
    type_into(qtbot, panel.form.fields["name"], "Ada Mensah-Boateng")
    panel.accept_button.click()
    assert panel.form.mistake("reason") == "This is needed."
    panel.form.fields["reason"].put("Misspelt")
    panel.accept_button.click()
    settled(qtbot, empty_window)
    settled(qtbot, empty_window)
    assert board.chosen().holder == "Ada Mensah-Boateng"
    assert look(board.book, FindAward(old)).row.status == "replaced"
    assert look(board.book, FindAward(board.chosen().number)).row.status == "valid"
    assert not empty_window.history.done


def test_a_correction_of_nothing_is_refused_and_one_says_what_it_replaces(qtbot, empty_window, board) -> None:
    pick(board, READY[0])
    settled(qtbot, empty_window)
    old = board.chosen().number
    board.acts.correct()
    panel = board.pane.under.panel
    panel.form.fields["reason"].put("Misspelt")
    panel.accept_button.click()
    settled(qtbot, empty_window)
    assert board.pane.under.panel is panel
    assert "The corrected award would say the same" in panel.told.text()
    assert look(board.book, FindAward(old)).row.status == "valid"
    panel.form.put({"name": "Ada Mensah-Boateng", "reason": "Misspelt"})
    panel.accept_button.click()
    settled(qtbot, empty_window)
    settled(qtbot, empty_window)
    assert f"replaces {old}" in words_of(board)


def test_a_name_that_can_not_be_printed_is_refused_in_the_panel(qtbot, empty_window, board) -> None:
    pick(board, READY[0])
    settled(qtbot, empty_window)
    board.acts.correct()
    panel = board.pane.under.panel
    panel.form.put({"name": "Ada 🙂", "reason": "Wished"})
    panel.accept_button.click()
    settled(qtbot, empty_window)
    assert board.pane.under.panel is panel
    assert panel.told.text() or panel.form.mistake("name")
    assert len(look(board.book, ListAwards())) == 2


def test_revoking_asks_for_a_reason_and_is_final(qtbot, empty_window, board) -> None:
    pick(board, READY[0])
    settled(qtbot, empty_window)
    board.pane.facts.buttons["revoke"].click()
    panel = board.pane.under.panel
    assert "Revoking is final." in panel.lead.text()
    type_into(qtbot, panel.form.fields["reason"], "Awarded by mistake")
    type_into(qtbot, panel.form.fields["authority"], "Head of institute")
    qtbot.keyClick(panel.form.fields["authority"], Qt.Key.Key_Return)
    settled(qtbot, empty_window)
    detail = look(board.book, FindAward(board.chosen().number))
    assert detail.row.status == "revoked"
    event = detail.events[-1]
    assert (event.kind, event.reason, event.authority) == ("revoked", "Awarded by mistake", "Head of institute")
    assert board.pane.facts.chip.text() == "Revoked"
    assert not board.acts.can("awards.revoke")
    assert not board.acts.can("awards.save_pdf")
    assert "Revoked by Grace Lindqvist, on the authority of Head of institute: Awarded by mistake" in words_of(board)


def test_esc_leaves_a_panel_and_gives_the_keyboard_back(qtbot, board) -> None:
    board.list.table.setFocus()
    board.acts.revoke()
    panel = board.pane.under.panel
    qtbot.keyClick(panel.form.fields["reason"], Qt.Key.Key_Escape)
    assert board.pane.under.panel is None
    assert board.list.table.hasFocus()
    assert board.pane.facts.isVisible()


def test_an_unsupported_award_is_confirmed_from_the_list(qtbot, empty_window, board) -> None:
    pick(board, READY[1])
    settled(qtbot, empty_window)
    assert "today's records would not give it" in words_of(board)
    qtbot.keyClick(board.list.table, Qt.Key.Key_Return)
    panel = board.pane.under.panel
    type_into(qtbot, panel.form.fields["reason"], "Board decision")
    panel.accept_button.click()
    settled(qtbot, empty_window)
    assert board.list.table.isColumnHidden(CONFIRM)
    assert all(row.supported for row in look(board.book, ListAwards()))
    assert empty_window.page().note() == "2 valid"


def test_another_page_opens_an_award_by_its_number(qtbot, empty_window, board) -> None:
    board.list.status.choose("unsupported")
    board.list.status.chosen.emit("unsupported")
    number = next(row.number for row in board.known() if row.holder == READY[0])
    empty_window.go("cohorts")
    empty_window.go("awards", number)
    settled(qtbot, empty_window)
    assert board.chosen().number == number


def test_what_is_done_elsewhere_is_seen_here(qtbot, empty_window, board) -> None:
    from skillmark.protocol.requests.award import AwardLearners

    found = next(row for row in look(board.book, Progress()) if row.learner.display_name == READY[2])
    empty_window.operations.request(AwardLearners("FORM-ASSESS", learners=(found.learner.key,)))
    settled(qtbot, empty_window)
    settled(qtbot, empty_window)
    assert len(board.list.rows.shown) == 3
    assert not board.panel.isVisible()


def test_a_book_open_to_read_only_shows_and_saves_but_changes_nothing(qtbot, empty_window, board) -> None:
    opened(qtbot, empty_window, board.book, read_only=True)
    empty_window.go("awards")
    settled(qtbot, empty_window)
    board = empty_window.page().board
    assert len(board.list.rows.shown) == 2
    assert not board.panel.award_button.isEnabled()
    assert not board.acts.can("awards.revoke")
    assert board.acts.can("awards.save_pdf")
    assert not empty_window.actions_["awards.award"].isEnabled()
