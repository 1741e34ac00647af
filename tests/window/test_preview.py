"""The preview of a certificate: the real page, white in every theme, larger by keys and wheel, the latest only."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from skillmark.window import theme
from skillmark.window.pages.awards_preview import page_image
from skillmark.window.widgets.pdf_preview import KEPT, PdfPreview, Wanted
from tests.window.awards_book import READY, award_two, make_book, open_awards, page_stands, pick
from tests.window.helper import press, settled


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_book(tmp_path_factory.mktemp("awarded"), award_two)


@pytest.fixture
def board(qtbot, empty_window, made, tmp_path):
    found, path = open_awards(qtbot, empty_window, made, tmp_path)
    found.book = path
    page_stands(qtbot, found)
    return found


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def words_of_the_drawn_file(board) -> str:
    file = board.pane.drawer._files[board.chosen().key]
    return subprocess.run(["pdftotext", "-", "-"], input=file, capture_output=True, check=True).stdout.decode()


def test_the_page_of_the_chosen_award_is_drawn(qtbot, board) -> None:
    pick(board, READY[0])
    page_stands(qtbot, board)
    image = board.pane.preview.image()
    assert len(colours(image)) > 20
    assert abs(image.width() / image.height() - 297 / 210) < 0.01
    assert READY[0] in words_of_the_drawn_file(board)
    assert READY[0] in board.pane.preview.accessibleDescription()
    assert image.width() >= board.pane.preview.sheet.width()


def test_paper_stays_white_in_the_dark_theme(qtbot, qapp, board) -> None:
    theme.install(qapp, theme.make("dark"))
    page_stands(qtbot, board)
    shot = board.pane.preview.sheet.grab().toImage()
    corner = shot.pixelColor(3, 3)
    assert corner.lightness() > 250
    assert board.pane.preview.grab().toImage().pixelColor(1, 1).lightness() < 100


def test_only_the_latest_page_is_drawn(qtbot, empty_window, board) -> None:
    drawn: list[object] = []
    file = board.pane.drawer._files[board.chosen().key]

    def draw(sitting, key):
        drawn.append(key)
        return file

    board.pane.drawer._draw = draw
    board.pane.drawer._files.clear()
    board.pane.preview._known.clear()
    keys = [("one", number) for number in range(30)]
    for key in keys:
        board.pane.preview.show_page(key, "page")
    settled(qtbot, empty_window)
    assert drawn[-1] == keys[-1]
    assert len(drawn) < 5


def test_a_page_that_was_drawn_is_shown_at_once_again(qtbot, board) -> None:
    wanted: list[Wanted] = []
    pick(board, READY[0])
    page_stands(qtbot, board)
    pick(board, READY[1])
    page_stands(qtbot, board)
    board.pane.preview.wanted.connect(wanted.append)
    pick(board, READY[0])
    assert board.pane.preview.standing()
    assert wanted == []


def test_space_shows_it_over_the_whole_page_and_esc_takes_it_back(qtbot, board) -> None:
    before = board.pane.preview.image().width()
    board.list.table.setFocus()
    qtbot.keyClick(board.list.table, Qt.Key.Key_Space)
    assert board.pane.large
    assert not board.left.isVisible()
    assert board.pane.preview.hasFocus()
    qtbot.waitUntil(lambda: board.pane.preview.image().width() > before * 1.5, timeout=10_000)
    qtbot.keyClick(board.pane.preview, Qt.Key.Key_Escape)
    assert not board.pane.large
    assert board.left.isVisible()
    assert board.list.table.hasFocus()


def test_it_is_enlarged_by_keys_without_enlarging_the_text(qtbot, empty_window, board) -> None:
    preview = board.pane.preview
    preview.setFocus()
    page_stands(qtbot, board)
    fitted = preview.image().width()
    press(qtbot, "Ctrl++", preview)
    press(qtbot, "Ctrl++", preview)
    page_stands(qtbot, board)
    assert abs(preview.image().width() / fitted - 1.25**2) < 0.02
    assert preview.horizontalScrollBar().maximum() > 0
    press(qtbot, "Ctrl+-", preview)
    page_stands(qtbot, board)
    assert abs(preview.image().width() / fitted - 1.25) < 0.02
    press(qtbot, "Ctrl+0", preview)
    page_stands(qtbot, board)
    assert preview.image().width() == fitted
    assert empty_window.keeper.settings.text_size == 100


def test_it_is_enlarged_by_the_wheel_with_ctrl(qtbot, board) -> None:
    preview = board.pane.preview
    middle = QPointF(preview.viewport().rect().center())
    for delta, zoom in ((120, 1.25), (120, 1.5625), (-120, 1.25), (-120, 1.0), (-120, 1.0)):
        event = QWheelEvent(
            middle, preview.viewport().mapToGlobal(middle), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(preview.viewport(), event)
        assert preview.zoom == zoom


def test_a_file_that_can_not_be_drawn_is_said_in_its_place(qtbot, empty_window, board) -> None:
    from skillmark.protocol.errors_requests import NotInBook

    def draw(sitting, key):
        raise NotInBook("award", "RI-1")

    board.pane.drawer._draw = draw
    board.pane.preview.show_page("other", "other")
    settled(qtbot, empty_window)
    assert board.pane.preview.told.isVisible()
    assert "RI-1" in board.pane.preview.told.text()
    assert board.pane.preview.image().isNull()


def test_pictures_are_kept_up_to_a_number(qtbot) -> None:
    preview = PdfPreview("Certificate")
    qtbot.addWidget(preview)
    preview.resize(400, 300)
    for number in range(KEPT + 5):
        preview.put(Wanted(number, (100, 100), 1.0), QImage(10, 10, QImage.Format.Format_RGB32))
    assert len(preview._known) == KEPT
    preview.forget(KEPT + 4)
    assert len(preview._known) == KEPT - 1


def test_a_page_fits_its_room_and_is_never_too_large_for_memory(board) -> None:
    file = board.pane.drawer._files[board.chosen().key]
    image = page_image(file, (600, 600), 1.0)
    assert 598 <= image.width() <= 601
    assert image.height() < 440
    huge = page_image(file, (6000, 6000), 5.0)
    assert huge.width() * huge.height() < 41_000_000
