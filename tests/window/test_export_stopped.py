"""Cancel during a long export: what is written is said and whole, nothing half remains, the window goes on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette

from skillmark.protocol.requests.award import AwardLearners
from skillmark.protocol.requests.look import ListAwards, ListCohorts
from skillmark.protocol.requests.teach import AddCohort
from skillmark.services import certificates
from skillmark.window import theme
from tests.services.school import make_school
from tests.window.awards_book import CREDENTIAL, DAY, open_awards
from tests.window.helper import look, settled

LEARNERS = tuple(f"Learner {number:02d}" for number in range(24))
STOP_AT = {"folder": 10, "combined": 30}
"""Where Cancel is pressed: among the files, and among the pages of the one file after them."""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A book with 24 awards."""
    school = make_school(tmp_path_factory.mktemp("many"), LEARNERS)
    for name in LEARNERS:
        school.meet_everything(name, DAY)
    school.do(AwardLearners(CREDENTIAL, school.cohort))
    path = school.sitting.path
    school.sitting.close(keep_copy=False)
    return path


def hold_at(place: int, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Lets an export wait where it has done so many, until the event is set."""
    go_on, real = threading.Event(), certificates.export_certificates

    def held(sitting, request, progress, cancelled):
        def told(done: int, total: int) -> None:
            progress(done, total)
            if done == place:
                go_on.wait(20)

        return real(sitting, request, told, cancelled)

    monkeypatch.setattr(certificates, "export_certificates", held)
    return go_on


@pytest.mark.parametrize("stage", STOP_AT)
def test_what_is_written_stays_and_is_whole(qtbot, empty_window, made, tmp_path, monkeypatch, stage) -> None:
    board, book = open_awards(qtbot, empty_window, made, tmp_path)
    assert len(look(book, ListAwards())) == len(LEARNERS)
    go_on, footer = hold_at(STOP_AT[stage], monkeypatch), empty_window.footer
    out, combined = tmp_path / "out" / "Certificates", tmp_path / "out" / "all.pdf"
    out.parent.mkdir()
    board.acts.export()
    panel = board.side.panel
    panel.form.put({"folder": out, "combined": combined})
    panel.accept_button.click()
    written = min(STOP_AT[stage], len(LEARNERS))
    words = {"folder": "Making certificates, 10 of 24", "combined": "Putting them into one file, 6 of 24"}
    qtbot.waitUntil(lambda: footer.progress.text() == words[stage], timeout=30_000)
    footer.cancel.click()
    go_on.set()
    settled(qtbot, empty_window)
    said = f"Stopped at {written} of 24. The files that were made are in {out}. The file with all pages isn't written."
    assert panel.told.text().replace("\u2068", "").replace("\u2069", "") == said
    wrong = theme.current().states["not_met"].fg
    assert panel.told.palette().color(QPalette.ColorRole.WindowText) != wrong, "nobody did anything wrong"
    assert footer.note.text() == panel.told.text()
    assert not footer.progress.isVisible()
    assert [path.name for path in out.parent.iterdir()] == ["Certificates"]
    files = list(out.iterdir())
    assert len(files) == written
    assert all(path.suffix == ".pdf" and path.read_bytes().rstrip().endswith(b"%%EOF") for path in files)
    empty_window.history.do("cohort", AddCohort("26-09"))
    panel.accept_button.click()
    settled(qtbot, empty_window)
    assert combined.exists()
    assert len(list(out.iterdir())) == len(LEARNERS)
    assert "26-09" in [row.code for row in look(book, ListCohorts())]
