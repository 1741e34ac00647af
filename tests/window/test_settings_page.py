"""Settings: saved as they are typed, undone one by one, mistakes at their field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from skillmark.protocol.requests.look import ListStaff, ReadSettings, ShowIssuer
from skillmark.system import resources
from tests.window.helper import look, press, settled, type_into


@pytest.fixture
def page(window, qtbot):
    window.go("settings")
    settled(qtbot, window)
    return window.page()


def test_the_institution_is_saved_when_a_field_is_left(page, window, qtbot, book) -> None:
    form = page.parts["institution"].form
    assert form.fields["name"].value() == "Riverside Institute"
    type_into(qtbot, form.fields["name"], "Riverside College")
    qtbot.keyClick(form.fields["name"], Qt.Key.Key_Tab)
    settled(qtbot, window)
    assert look(book, ShowIssuer()).name == "Riverside College"
    qtbot.waitUntil(lambda: window.rail.name.text() == "Riverside College")
    assert "Name" in window.actions_["window.undo"].text()
    press(qtbot, "Ctrl+Z", window.rail.list)
    settled(qtbot, window)
    assert look(book, ShowIssuer()).name == "Riverside Institute"
    assert form.fields["name"].value() == "Riverside Institute"


def test_a_field_is_saved_a_moment_after_the_last_key(page, qtbot, book, window) -> None:
    form = page.parts["institution"].form
    type_into(qtbot, form.fields["country"], "PT")
    qtbot.waitUntil(lambda: bool(window.history.done), timeout=5_000)
    settled(qtbot, window)
    assert look(book, ShowIssuer()).country == "PT"


def test_a_wrong_prefix_is_said_at_its_field(page, window, qtbot, book) -> None:
    form = page.parts["institution"].form
    type_into(qtbot, form.fields["prefix"], "7")
    qtbot.keyClick(form.fields["prefix"], Qt.Key.Key_Tab)
    settled(qtbot, window)
    assert form.fields["prefix"].property("state") == "wrong"
    assert form.mistake("prefix")
    assert look(book, ShowIssuer()).prefix == "RI"
    assert window.history.done == []


def test_the_rules_of_the_book(page, window, qtbot, book) -> None:
    page.go_to("book")
    settled(qtbot, window)
    form = page.parts["book"].form
    type_into(qtbot, form.fields["quiet_days"], "x")
    form.save()
    assert form.mistake("quiet_days")
    type_into(qtbot, form.fields["quiet_days"], "14")
    form.save()
    qtbot.mouseClick(form.fields["keep_files"], Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    found = look(book, ReadSettings())
    assert (found.quiet_days, found.keep_files) == (14, False)


def test_staff_are_added_and_changed(page, window, qtbot, book) -> None:
    page.go_to("staff")
    settled(qtbot, window)
    part = page.parts["staff"]
    press(qtbot, "Ctrl+N", window)
    panel = part.body.panel
    type_into(qtbot, panel.form.fields["name"], "Tomás Reyes")
    qtbot.mouseClick(panel.form.fields["quality"], Qt.MouseButton.LeftButton)
    panel.accept_button.click()
    settled(qtbot, window)
    assert [(one.name, one.roles) for one in look(book, ListStaff())][1] == ("Tomás Reyes", ("instructor", "quality"))
    part.table.go_to(0)
    part.edit()
    panel = part.body.panel
    panel.form.fields["coordinator"].put(False)
    panel.accept_button.click()
    settled(qtbot, window)
    assert part.body.panel is panel
    assert panel.told.text()
    assert look(book, ListStaff())[0].roles == ("coordinator",)


def test_signatories_and_design_show_on_the_sample(page, window, qtbot, book) -> None:
    page.go_to("certificate")
    settled(qtbot, window)
    part = page.parts["certificate"]
    qtbot.waitUntil(part.preview.standing, timeout=30_000)
    before = part.preview.image()
    part.new()
    panel = part.body.panel
    type_into(qtbot, panel.form.fields["name"], "Grace Lindqvist")
    panel.form.fields["image"].take(resources.path("demo", "signature-grace-lindqvist.png").read_bytes())
    panel.accept_button.click()
    settled(qtbot, window)
    signatory = look(book, ShowIssuer()).signatories[0]
    assert signatory.name == "Grace Lindqvist"
    assert signatory.image is not None
    part.form.fields["design"].choose("modern")
    part.form.fields["design"].chosen.emit("modern")
    settled(qtbot, window)
    assert look(book, ShowIssuer()).design == "modern"
    qtbot.waitUntil(lambda: part.preview.standing() and part.preview.image() != before, timeout=30_000)
    part.table.go_to(0)
    part.remove()
    settled(qtbot, window)
    assert look(book, ShowIssuer()).signatories == ()


def test_this_computer_changes_colours_and_text_at_once(page, window, qtbot) -> None:
    from skillmark.window import theme

    page.go_to("computer")
    form = page.parts["computer"].form
    form.fields["scheme"].choose("dark")
    form.fields["scheme"].chosen.emit("dark")
    form.fields["text_size"].choose("150")
    form.fields["text_size"].chosen.emit("150")
    assert theme.current().dark
    assert theme.current().scale == 1.5
    assert window.actions_["window.scheme_dark"].isChecked()
    press(qtbot, "Ctrl+0", window)
    assert theme.current().scale == 1.0


def test_checking_the_book_says_that_nothing_is_wrong(page, window, qtbot) -> None:
    page.go_to("book")
    page.parts["book"].buttons[1].click()
    qtbot.waitUntil(lambda: "Nothing is wrong" in window.footer.note.text(), timeout=20_000)


def test_only_keys_that_work_where_the_keyboard_is_are_named(page, window, qtbot) -> None:
    from PySide6.QtWidgets import QLabel

    page.go_to("certificate")
    settled(qtbot, window)
    part = page.part()

    def named() -> list[str]:
        return [one.text() for one in window.footer.hints.findChildren(QLabel)]

    part.form.fields["design"].setFocus()
    qtbot.waitUntil(lambda: "larger page" not in named())
    assert "edit signatory" not in named()
    part.preview.setFocus()
    qtbot.waitUntil(lambda: "larger page" in named())
    part.table.setFocus()
    qtbot.waitUntil(lambda: "edit signatory" in named() and "larger page" not in named())
