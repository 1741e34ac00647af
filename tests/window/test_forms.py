"""Forms as data: every kind of field, mistakes inline, buddies and accessible names; the panel's keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFileDialog, QLabel

from skillmark.system import resources
from skillmark.window.widgets.forms import FieldSpec, Form, FormPanel
from tests.window.helper import type_into

SPECS = (
    FieldSpec("name", "&Name", required=True, help="As printed."),
    FieldSpec("note", "N&ote", "multiline"),
    FieldSpec("born", "&Born", "date"),
    FieldSpec("tries", "&Tries", "int"),
    FieldSpec("design", "&Design", "choice", choices=(("a", "One"), ("b", "Two"))),
    FieldSpec("keep", "&Keep", "check"),
    FieldSpec("file", "&File", "file"),
    FieldSpec("logo", "&Logo", "image"),
)


@pytest.fixture
def form(qtbot) -> Form:
    made = Form(SPECS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_kind_gives_back_what_was_put(form) -> None:
    values = {
        "name": "高橋 結衣",
        "note": "two\nlines",
        "born": date(2004, 6, 12),
        "tries": 3,
        "design": "b",
        "keep": True,
        "file": Path("/a/b.pdf"),
    }
    form.put(values)
    assert form.values() == {**values, "logo": None}


def test_what_is_not_given_is_none_or_empty(form) -> None:
    form.put({"name": "x"})
    found = form.values()
    assert found == {
        "name": "x", "note": "", "born": None, "tries": None, "design": "a", "keep": False, "file": None, "logo": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-12", date(2026, 6, 12)),
        ("12 June 2026", date(2026, 6, 12)),
        ("12. jun 2026", date(2026, 6, 12)),
        ("  1 May 2026 ", date(2026, 5, 1)),
    ],
)
def test_dates_as_people_type_them(form, text: str, day: date) -> None:
    form.put({"name": "x", "born": text})
    assert form.values()["born"] == day


@pytest.mark.parametrize("text", ["31 June 2026", "12/06/2026", "June", "12 Juny 2026", "2026-13-01"])
def test_what_is_no_date_is_said_and_the_field_gets_the_keyboard(form, text: str) -> None:
    form.put({"name": "x", "born": text})
    assert form.values() is None
    assert "2026-06-12" in form.mistake("born")
    assert form.fields["born"].property("state") == "wrong"


def test_a_mistake_goes_when_the_field_is_typed_in(form, qtbot) -> None:
    form.put({"tries": "many"})
    assert form.values() is None
    assert form.mistake("name")
    assert form.mistake("tries")
    type_into(qtbot, form.fields["name"], "Niamh")
    type_into(qtbot, form.fields["tries"], "3")
    assert form.mistake("name") == ""
    assert form.values()["tries"] == 3


def test_every_field_has_a_label_and_a_name_for_screen_readers(form) -> None:
    buddies = {label.buddy() for label in form.findChildren(QLabel) if label.buddy() is not None}
    for spec in SPECS:
        field = form.fields[spec.name]
        assert field in buddies or spec.kind == "check"  # which carries its words itself
        assert field.accessibleName() == spec.label.replace("&", "")
        interface = QAccessible.queryAccessibleInterface(field)
        # A drop-down list is named by its label alone; its own name is what is chosen.
        wanted = "One" if spec.kind == "choice" else spec.label.replace("&", "")
        assert interface.text(QAccessible.Text.Name) == wanted


def test_labels_never_take_markup_for_what_it_is(form) -> None:
    form.mark("name", "<b>bold</b>")
    formats = {label.textFormat() for label in form.findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}


def test_a_picture_is_chosen_shown_and_taken_away(form, monkeypatch) -> None:
    path = resources.path("demo", "logo.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args, **named: (str(path), ""))
    field = form.fields["logo"]
    field.look.click()
    assert field.value() == path.read_bytes()
    assert field.picture.isVisible()
    field.drop.click()
    assert field.value() == b""
    assert not field.picture.isVisible()


def test_a_panel_is_accepted_by_enter_and_left_by_esc(qtbot) -> None:
    accepted: list[dict] = []
    panel = FormPanel("New", "Make it", SPECS[:2], accepted.append)
    qtbot.addWidget(panel)
    panel.show()
    panel.begin()
    with qtbot.assertNotEmitted(panel.closed):
        qtbot.keyClick(panel.form.fields["name"], Qt.Key.Key_Return)
    assert accepted == []
    type_into(qtbot, panel.form.fields["name"], "Niamh")
    qtbot.keyClick(panel.form.fields["name"], Qt.Key.Key_Return)
    assert accepted == [{"name": "Niamh", "note": ""}]
    type_into(qtbot, panel.form.fields["note"], "a")
    qtbot.keyClick(panel.form.fields["note"], Qt.Key.Key_Return)
    assert len(accepted) == 1
    qtbot.keyClick(panel.form.fields["note"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(accepted) == 2
    with qtbot.waitSignal(panel.closed):
        # What was typed is asked about once.
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
        qtbot.keyClick(panel, Qt.Key.Key_Escape)


def test_a_refusal_stands_at_its_field_or_above_the_buttons(qtbot) -> None:
    panel = FormPanel("New", "Make it", SPECS[:1], lambda values: None)
    qtbot.addWidget(panel)
    panel.show()
    panel.refuse("name", "taken")
    assert panel.form.mistake("name") == "taken"
    assert not panel.told.isVisible()
    panel.refuse("elsewhere", "closed")
    assert panel.told.text() == "closed"
    assert panel.told.isVisible()
