"""Certificates as files: one, many, all in one; progress, Cancel, refusals."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from skillmark.protocol.requests.award import AwardLearners, RevokeAward
from skillmark.protocol.requests.export import ExportCertificates
from skillmark.protocol.requests.look import FindAward, ListAwards
from skillmark.services import certificates
from skillmark.window.pages import awards_export
from skillmark.window.pages.awards_export import Asked, ResultPanel, Telling
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.text import Text
from tests.window.awards_book import CREDENTIAL, READY, make_book, open_awards, pick
from tests.window.helper import look, press, settled, texts, type_into


def award_all(school) -> None:
    school.do(AwardLearners(CREDENTIAL, school.cohort))
    row = next(one for one in school.ask(ListAwards()) if one.holder == READY[2])
    school.do(RevokeAward(row.key, "Mistake"))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_book(tmp_path_factory.mktemp("awarded"), award_all)


@pytest.fixture
def board(qtbot, empty_window, made, tmp_path):
    found, path = open_awards(qtbot, empty_window, made, tmp_path)
    found.book = path
    return found


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def test_one_certificate_is_saved_and_kept(qtbot, empty_window, board, tmp_path, monkeypatch) -> None:
    pick(board, READY[0])
    settled(qtbot, empty_window)
    press(qtbot, "Ctrl+P", board.list.table)
    panel = board.pane.under.panel
    target = tmp_path / "out" / "Ada"
    type_into(qtbot, panel.form.fields["file"].path, str(target))
    qtbot.keyClick(panel.form.fields["file"].path, Qt.Key.Key_Return)
    settled(qtbot, empty_window)
    assert READY[0] in text_of(target.with_suffix(".pdf"))
    result = board.pane.under.panel
    assert isinstance(result, ResultPanel)
    assert result.title.text() == "1 certificate"
    opened_: list[Path] = []
    monkeypatch.setattr(awards_export, "open_in_desktop", opened_.append)
    result.findChildren(Button)[0].click()
    assert opened_ == [target.with_suffix(".pdf")]
    assert look(board.book, FindAward(board.chosen().number)).kept


def test_a_file_of_that_name_is_not_replaced_unasked(qtbot, empty_window, board, tmp_path) -> None:
    target = tmp_path / "Ada.pdf"
    target.write_bytes(b"something else")
    pick(board, READY[0])
    settled(qtbot, empty_window)
    board.acts.save_pdf()
    board.pane.under.panel.form.put({"file": target})
    board.pane.under.panel.accept_button.click()
    settled(qtbot, empty_window)
    assert target.read_bytes() == b"something else"
    assert board.pane.under.panel.title.text() == "0 certificates, 1 refused"
    assert any("Ada.pdf" in text for text in texts(board.pane.under.panel, Text))
    board.acts.save_pdf()
    board.pane.under.panel.form.put({"file": target, "overwrite": True})
    board.pane.under.panel.accept_button.click()
    settled(qtbot, empty_window)
    assert READY[0] in text_of(target)


def test_all_that_are_shown_go_into_a_folder_and_one_file(qtbot, empty_window, board, tmp_path) -> None:
    press(qtbot, "Ctrl+Shift+E", board.list.table)
    panel = board.side.panel
    assert panel.title.text() == "Export 2 certificates"
    assert panel.lead.text().startswith("1 award is revoked")
    panel.form.put({"folder": tmp_path / "Certificates", "combined": tmp_path / "all", "names": "{name}"})
    panel.accept_button.click()
    settled(qtbot, empty_window)
    names = sorted(path.name for path in (tmp_path / "Certificates").iterdir())
    assert names == [f"{READY[0]}.pdf", f"{READY[1]}.pdf"]
    for name in READY[:2]:
        assert name in text_of(tmp_path / "Certificates" / f"{name}.pdf")
        assert name in text_of(tmp_path / "all.pdf")
    assert board.side.panel.title.text() == "2 certificates, one file with 2 pages"
    assert empty_window.footer.note.text() == "2 certificates, one file with 2 pages"


def test_what_is_searched_for_is_exported_and_refusals_are_said(qtbot, empty_window, board, tmp_path) -> None:
    type_into(qtbot, board.list.search, "ri-2026")
    board.acts.export()
    board.side.panel.form.put({"folder": tmp_path / "out"})
    board.side.panel.accept_button.click()
    settled(qtbot, empty_window)
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert board.side.panel.title.text() == "2 certificates, 1 refused"
    assert any("revoked" in text for text in texts(board.side.panel, Text))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"folder": None, "combined": None}, "folder"),
        ({"names": "{nmae}"}, "names"),
        ({"folder": Path("/nowhere/deep/out")}, "folder"),
        ({"folder": None, "combined": Path("/nowhere/deep/all.pdf")}, "combined"),
    ],
)
def test_a_wrong_field_is_marked(qtbot, empty_window, board, values, field, tmp_path) -> None:
    board.acts.export()
    panel = board.side.panel
    panel.form.put({"folder": tmp_path / "out"} | values)
    panel.accept_button.click()
    settled(qtbot, empty_window)
    assert board.side.panel is panel
    assert panel.form.mistake(field)
    assert panel.accept_button.isEnabled()


def test_progress_in_the_footer_and_cancel_that_stops(qtbot, empty_window, board, tmp_path, monkeypatch) -> None:
    """The job waits after its first certificate until Cancel was pressed."""
    go_on = threading.Event()
    real = certificates.export_certificates

    def slow(sitting, request, progress, cancelled):
        def told(done, total):
            progress(done, total)
            if done == 1:
                go_on.wait(10)

        return real(sitting, request, told, cancelled)

    monkeypatch.setattr(certificates, "export_certificates", slow)
    board.acts.export()
    board.side.panel.form.put({"folder": tmp_path / "out"})
    board.side.panel.accept_button.click()
    footer = empty_window.footer
    qtbot.waitUntil(lambda: footer.progress.text() == "Making certificates, 1 of 2", timeout=10_000)
    assert footer.cancel.isVisible()
    footer.cancel.click()
    go_on.set()
    settled(qtbot, empty_window)
    said = f"Stopped at 1 of 2. The file that was made is in {tmp_path / 'out'}."
    assert board.side.panel.told.text() == said
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert not footer.progress.isVisible()
    board.side.panel.accept_button.click()
    settled(qtbot, empty_window)
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_the_awards_of_a_run_are_exported_from_what_was_said(qtbot, empty_window, tmp_path, tmp_path_factory) -> None:
    made = make_book(tmp_path_factory.mktemp("ready"))
    board, _ = open_awards(qtbot, empty_window, made, tmp_path)
    board.acts.award()
    settled(qtbot, empty_window)
    assert board.done.next.text() == "Export 3 certificates…"
    board.done.next.click()
    board.side.panel.form.put({"folder": tmp_path / "out"})
    board.side.panel.accept_button.click()
    settled(qtbot, empty_window)
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_folders_and_files_are_chosen_in_the_toolkits_own_dialogs(board, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "chosen"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "all.pdf"), ""))
    board.acts.export()
    fields = board.side.panel.form.fields
    fields["folder"].look.click()
    fields["combined"].look.click()
    assert (fields["folder"].value(), fields["combined"].value()) == (tmp_path / "chosen", tmp_path / "all.pdf")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    fields["folder"].look.click()
    assert fields["folder"].value() == tmp_path / "chosen"


def test_a_filter_alone_asks_for_the_whole_of_it(board) -> None:
    asked = board.shown()
    assert asked.numbers == ()
    assert Asked(tuple(board.known())).count == 2


def test_progress_and_stopping_in_words(tmp_path) -> None:
    telling = Telling(1_800)
    assert telling(0, 0) == "Making certificates, 0 of 1,800"
    assert telling(312, 1_700) == "Making certificates, 312 of 1,700"
    folder = ExportCertificates(folder=tmp_path)
    assert telling.stopped(folder) == f"Stopped at 312 of 1,700. The files that were made are in {tmp_path}."
    assert telling(312, 3_600) == "Making certificates, 312 of 1,800"
    assert telling(1_812, 3_600) == "Putting them into one file, 12 of 1,800"
    both = ExportCertificates(folder=tmp_path, combined=tmp_path / "all.pdf")
    said = f"Stopped at 1,800 of 1,800. The files that were made are in {tmp_path}."
    assert telling.stopped(both) == f"{said} The file with all pages isn't written."
