"""A book whose file is moved or deleted while it is open: that is said, nothing is lost silently, a way on is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from skillmark.protocol.requests.look import ListCohorts
from skillmark.protocol.requests.teach import AddCohort
from skillmark.window.pages.marks import MarksTab
from tests.window.grid_helper import ADA, at, keys, standing, tab_of
from tests.window.helper import look, opened, settled, texts, type_into


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """Where the book is moved to."""
    return tmp_path / "elsewhere.skillmark"


def test_a_mark_that_couldnt_be_saved_is_said_at_its_cell_and_typed_again(qtbot, window, book, away) -> None:
    tab = tab_of(qtbot, window, "marks", MarksTab, book)
    at(tab, ADA, "OBS")
    book.rename(away)
    keys("p")
    settled(qtbot, window)
    said = " ".join(texts(tab.callout, QLabel))
    for part in ("riverside.skillmark isn't there any more", "Nothing was changed", "Put it back", "save a copy"):
        assert part in said
    assert tab.callout.isVisible()
    assert window.footer.refused.text().strip() == "1 refused"
    assert "isn't there any more" in window.standing_bar.text.text()
    assert window.standing_bar.isVisible()
    assert not window.standing_bar.close_button.isVisible()
    assert window.rail.saved.text.text() == "Not saved"
    window.go("awards")
    window.go("cohorts")
    assert window.standing_bar.isVisible()
    assert not standing(away, ADA, "OBS").satisfied
    away.rename(book)
    keys("p")
    settled(qtbot, window)
    assert standing(book, ADA, "OBS").satisfied
    assert not window.footer.refused.isVisible()
    assert not tab.callout.isVisible()
    assert not window.standing_bar.isVisible()
    assert window.rail.saved.text.text().startswith("All saved")


def test_a_form_keeps_what_was_typed_when_the_book_is_gone(qtbot, window, book, away) -> None:
    page = window.page()
    page.list.new()
    qtbot.waitUntil(lambda: page.list.body.panel is not None)
    panel = page.list.body.panel
    type_into(qtbot, panel.form.fields["code"], "26-02")
    book.rename(away)
    panel.accept_button.click()
    settled(qtbot, window)
    assert page.list.body.panel is panel
    assert "isn't there any more" in panel.told.text()
    assert panel.form.values()["code"] == "26-02"
    away.rename(book)
    panel.accept_button.click()
    settled(qtbot, window)
    assert [row.code for row in look(book, ListCohorts())] == ["26-01", "26-02"]


def test_what_was_deleted_is_saved_as_a_copy_and_opened_again(qtbot, window, book, tmp_path) -> None:
    window.history.do("cohort", AddCohort("26-02"))
    settled(qtbot, window)
    book.unlink()
    window.history.do("cohort", AddCohort("26-03"))
    settled(qtbot, window)
    assert "isn't there any more" in window.standing_bar.text.text()
    copy = tmp_path / "copy.skillmark"
    window.window_actions.copy_to(copy)
    settled(qtbot, window)
    assert "copy.skillmark and checked" in window.footer.note.text()
    opened(qtbot, window, copy)
    assert window.operations.writable
    assert [row.code for row in window.page().list.rows.shown] == ["26-01", "26-02"]
