"""The place Micro-credentials: versions, sentence, outline; adding, publishing, deleting, retiring, exporting."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog

from skillmark.domain.outline import Group
from skillmark.protocol.requests.look import ListCredentials, ShowCredential
from skillmark.system import resources
from skillmark.window.models.outline import NODE_ROLE
from skillmark.window.pages.credential_view import MistakesPanel
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.text import Text
from skillmark.wording.states import element_word
from tests.window.helper import look, press, settled, texts, type_into


@pytest.fixture
def page(window, qtbot):
    window.go("credentials")
    settled(qtbot, window)
    return window.page()


def versions(book) -> list[tuple[str, int, str]]:
    return [(row.code, row.version, row.state) for row in look(book, ListCredentials())]


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *args, **named: (str(path), ""))


def demo_file(name: str) -> Path:
    return resources.path("demo", f"{name}.yaml")


def test_a_version_is_shown_with_its_sentence_and_outline(page) -> None:
    assert page.current().code == "FORM-ASSESS"
    assert "28 of 40" in page.view.sentence.text()
    root = page.view.outline.index(0, 0)
    assert page.view.outline.rowCount(root) == 4
    codes = [page.view.outline.index(n, 1, page.view.outline.index(0, 0, root)).data() for n in range(2)]
    assert codes == ["SEM", "TEST"]
    assert page.view.sentence.font().pixelSize() > page.view.facts.font().pixelSize()
    assert "EU" in page.view.missing.text()


def test_a_file_becomes_a_draft_that_can_be_undone_and_published(page, window, qtbot, book, monkeypatch) -> None:
    choose(monkeypatch, demo_file("leading-a-project"))
    press(qtbot, "Ctrl+N", window)
    settled(qtbot, window)
    assert ("LEAD-PROJ", 1, "draft") in versions(book)
    assert page.current().code == "LEAD-PROJ"
    assert page.view.publish_button.isVisible()
    press(qtbot, "Ctrl+Z", window)
    settled(qtbot, window)
    assert versions(book) == [("FORM-ASSESS", 1, "published")]
    press(qtbot, "Ctrl+Shift+Z", window)
    settled(qtbot, window)
    page.table.go_to(1)
    settled(qtbot, window)
    assert page.current().code == "LEAD-PROJ"
    press(qtbot, "Ctrl+P", window)
    settled(qtbot, window)
    press(qtbot, "Ctrl+Return")
    settled(qtbot, window)
    assert page.body.panel is None
    assert ("LEAD-PROJ", 1, "published") in versions(book)
    assert not page.view.publish_button.isVisible()
    assert "Version 1 is published" in window.footer.note.text()
    # What made the draft can't be taken back any more.
    assert not window.history.done


def primary(page) -> list[Button]:
    return [one for one in page.findChildren(Button) if one.isVisible() and one.property("kind") == "primary"]


def test_no_weight_is_shown_where_some_of_a_group_are_enough(page) -> None:
    outline = page.view.outline
    shown = []

    def walk(parent) -> None:
        for place in range(outline.rowCount(parent)):
            index = outline.index(place, 0, parent)
            node = index.data(NODE_ROLE)
            if isinstance(node, Group):
                weights = [outline.index(one, 4, index).data() for one in range(outline.rowCount(index))]
                shown.append((node.at_least is None, all(weights), any(weights)))
            walk(index)

    walk(QModelIndex())
    assert (True, True, True) in shown
    assert (False, False, False) in shown
    assert set(shown) == {(True, True, True), (False, False, False)}


def test_publishing_says_first_what_it_does_and_what_is_missing(page, window, qtbot, book, tmp_path) -> None:
    path = tmp_path / "draft.yaml"
    text = demo_file("leading-a-project").read_text("utf-8")
    path.write_text(
        "".join(line for line in text.splitlines(True) if not line.startswith(("level:", "language:")))
        + "prerequisites: [FORM-ASSESS, TEAM-WORK]\n",
        "utf-8",
    )
    page.add_file(path)
    settled(qtbot, window)
    page.view.publish_button.click()
    settled(qtbot, window)
    panel = page.body.panel
    said = texts(panel, Text)
    assert primary(page) == [panel.accept_button]
    assert panel.title.text() == "Publish version 1 of Leading a Project"
    assert "freezes this version for good" in panel.lead.text()
    absent = [line for line in said if "isn't in the record book" in line]
    assert [("TEAM-WORK" in line, "FORM-ASSESS" in line) for line in absent] == [(True, False)]
    missing = look(book, ShowCredential("LEAD-PROJ", 1)).missing
    assert missing
    assert [line[2:] for line in said if line.startswith("• ")] == [element_word(one) for one in missing]
    assert ("LEAD-PROJ", 1, "draft") in versions(book)
    qtbot.keyClick(panel.accept_button, Qt.Key.Key_Escape)
    assert page.body.panel is None
    assert primary(page) == [page.view.publish_button]
    assert ("LEAD-PROJ", 1, "draft") in versions(book)
    # Neither what is missing nor what isn't in the book stops it.
    press(qtbot, "Ctrl+P", window)
    settled(qtbot, window)
    page.body.panel.accept_button.click()
    settled(qtbot, window)
    assert ("LEAD-PROJ", 1, "published") in versions(book)


def test_every_mistake_of_a_file_is_listed_at_once(page, window, qtbot, book, tmp_path) -> None:
    path = tmp_path / "wrong.yaml"
    text = demo_file("formative-assessment").read_text("utf-8")
    path.write_text(
        text.replace("pass_mark: 28", "pass_mark: 48").replace("rule: at_least 2", "rule: at_least 9"), "utf-8"
    )
    page.add_file(path)
    settled(qtbot, window)
    panel = page.body.panel
    assert isinstance(panel, MistakesPanel)
    assert len(panel.rows.shown) == 2
    assert panel.words.text()
    qtbot.keyClick(panel.table, Qt.Key.Key_Escape)
    assert page.body.panel is None
    assert versions(book) == [("FORM-ASSESS", 1, "published")]


def test_the_same_file_again_is_said_to_be_there(page, window, qtbot, book) -> None:
    page.add_file(demo_file("formative-assessment"))
    settled(qtbot, window)
    assert "already" in window.footer.note.text()
    assert window.history.done == []


def test_a_draft_is_deleted_and_brought_back(page, window, qtbot, book) -> None:
    page.add_file(demo_file("front-end-web"))
    settled(qtbot, window)
    press(qtbot, "Ctrl+Del", window)
    settled(qtbot, window)
    assert len(versions(book)) == 1
    press(qtbot, "Ctrl+Z", window)
    settled(qtbot, window)
    assert ("FE-WEB", 1, "draft") in versions(book)


def test_a_version_is_retired(page, window, qtbot, book) -> None:
    page.retire()
    panel = page.body.panel
    type_into(qtbot, panel.form.fields["last_award_on"], "2030-01-31")
    type_into(qtbot, panel.form.fields["last_start_on"], "2020-01-31")
    panel.accept_button.click()
    settled(qtbot, window)
    assert page.body.panel is None
    row = look(book, ListCredentials())[0]
    assert (row.state, row.last_start_on.isoformat(), row.last_award_on.isoformat()) == (
        "retired",
        "2020-01-31",
        "2030-01-31",
    )


def test_what_is_exported_can_be_added_elsewhere(page, window, qtbot, tmp_path, monkeypatch) -> None:
    path = tmp_path / "shared.yaml"
    choose(monkeypatch, path)
    press(qtbot, "Ctrl+E", window)
    settled(qtbot, window)
    assert "code: FORM-ASSESS" in path.read_text("utf-8")
    page.add_file(path)
    settled(qtbot, window)
    assert "already" in window.footer.note.text()


def test_publish_is_named_below_for_a_draft_only(page, window, qtbot, monkeypatch) -> None:
    assert "publish" not in _footer(page)
    choose(monkeypatch, demo_file("leading-a-project"))
    page.add()
    settled(qtbot, window)
    assert page.current().state == "draft"
    assert "publish" in _footer(page)


def test_a_file_is_looked_for_among_the_examples_then_where_the_last_one_lay(
    page, window, qtbot, tmp_path, monkeypatch
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes(demo_file("leading-a-project").read_bytes())
    began: list[Path] = []

    def answer(_parent, _title, first, *_more) -> tuple[str, str]:
        began.append(Path(first))
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    page.add()
    page.add()
    settled(qtbot, window)
    assert began == [resources.path("demo"), tmp_path]
    assert len(list(began[0].glob("*.yaml"))) == 4


def _footer(page) -> list[str]:
    named = page.keys()
    return [one.text for one in named]
