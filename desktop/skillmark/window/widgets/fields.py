"""The widgets behind the fields of a form, each with a value to read and to set."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from skillmark.window import theme
from skillmark.window.widgets.controls import Button, CheckBox, Choice
from skillmark.window.widgets.text import ElidedText
from skillmark.wording import _
from skillmark.wording.dates import read_date

Value = Any
INTEGER = re.compile(r"[+-]?\d{1,9}")
IMAGES = "PNG, JPEG (*.png *.jpg *.jpeg)"


def take_letter(field: QWidget, first: QWidget) -> None:
    """The letter of a field made of several widgets gives the keyboard to the first; Tab stops there once."""
    # Qt goes only to a buddy that can have the keyboard itself, and hands the policy on to a proxy that is there.
    field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    field.setFocusProxy(first)


class NotADate(ValueError):
    """What was typed is no date."""


class NotANumber(ValueError):
    """What was typed is no whole number."""


class TextField(QLineEdit):
    """One line of text."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> Value:
        """The text without blanks at its ends."""
        return self.text().strip()

    def put(self, value: Value) -> None:
        """Shows a value."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)


class IntField(TextField):
    """A whole number, right aligned."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> Value:
        """The number; None where nothing is typed.

        Raises:
            NotANumber: it isn't one.
        """
        text = self.text().strip()
        if not text:
            return None
        if not INTEGER.fullmatch(text):
            raise NotANumber(text)
        return int(text)


class DateField(TextField):
    """A date, typed as 2026-06-12 or 12 June 2026."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("2026-06-12"))

    def value(self) -> Value:
        """The date; None where nothing is typed.

        Raises:
            NotADate: it isn't one.
        """
        text = self.text().strip()
        if not text:
            return None
        found = read_date(text)
        if found is None:
            raise NotADate(text)
        return found

    def put(self, value: Value) -> None:
        """Shows a value."""
        super().put(value.isoformat() if isinstance(value, date) else value)


class LinesField(QPlainTextEdit):
    """Several lines of text; Tab leaves it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.edited)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        # A screen reader takes what the text is drawn on for focused as well.
        self.viewport().setAccessibleName(name)

    def value(self) -> Value:
        """The text without blanks at its ends."""
        return self.toPlainText().strip()

    def put(self, value: Value) -> None:
        """Shows a value."""
        self.setPlainText("" if value is None else str(value))

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(200), self.fontMetrics().lineSpacing() * 3 + theme.current().px(16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ReasonField(LinesField):
    """A sentence or two that wrap; Enter hands the form over, as in a field of one line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class CheckField(CheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.clicked.connect(lambda _: self.edited.emit())

    def value(self) -> Value:
        """Whether it is ticked."""
        return self.isChecked()

    def put(self, value: Value) -> None:
        """Ticks it or not."""
        self.setChecked(bool(value))


class ChoiceField(Choice):
    """One of several."""

    edited = Signal()

    def __init__(self, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(choices)
        self.chosen.connect(lambda _: self.edited.emit())

    def put(self, value: Value) -> None:
        """Chooses a value."""
        self.choose("" if value is None else str(value))


class FileField(QWidget):
    """A file by its path, with a button that looks for one; its value is a Path or None."""

    edited = Signal()

    def __init__(self, kinds: str = "") -> None:
        super().__init__()
        self._kinds = kinds
        self.path = QLineEdit()
        self.path.textEdited.connect(lambda _: self.edited.emit())
        self.look = Button(_("Choose…"), clicked=self._choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(8))
        layout.addWidget(self.path, 1)
        layout.addWidget(self.look)
        take_letter(self, self.path)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.path.setAccessibleName(name)
        self.look.setAccessibleName(_("Choose: {what}").format(what=name))

    def value(self) -> Value:
        """The path; None where nothing is named."""
        text = self.path.text().strip()
        return Path(text) if text else None

    def put(self, value: Value) -> None:
        """Shows a path."""
        self.path.setText("" if value is None else str(value))

    def _choose(self) -> None:
        chosen = ask_for_file(self, self.accessibleName(), self._kinds)
        if chosen is not None:
            self.put(chosen)
            self.edited.emit()


def ask_for_file(parent: QWidget, title: str, kinds: str, folder: str = "") -> Path | None:
    """The file that a person chooses in Qt's own dialog; None where nobody chose."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    return Path(name) if name else None


class ImageField(QWidget):
    """A picture: kept as it is, another one, or none. Its value is None (as it is) or bytes (none: no bytes)."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._data: bytes | None = None
        self.picture = QLabel()
        self.picture.setFixedSize(theme.current().px(112), theme.current().px(48))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = ElidedText(_("No picture"), "small", "text_2")
        self.look = Button(_("Choose…"), clicked=self._choose)
        self.drop = Button(_("Take away"), kind="flat", clicked=self._drop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(8))
        for one in (self.picture, self.told, self.look, self.drop):
            layout.addWidget(one, 1 if one is self.told else 0)
        take_letter(self, self.look)
        self.put(None)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.look.setAccessibleName(_("Choose: {what}").format(what=name))
        self.drop.setAccessibleName(_("Take away: {what}").format(what=name))

    def value(self) -> Value:
        """None where nothing was changed, else the picture's bytes; no bytes take it away."""
        return self._data

    def put(self, value: Value) -> None:
        """Shows the picture that is kept already; None is none."""
        self._data = None
        self._show(value)

    def take(self, data: bytes) -> None:
        """Takes another picture; no bytes take it away."""
        self._data = data
        self._show(data)
        self.edited.emit()

    def _show(self, data: bytes | None) -> None:
        pixmap = QPixmap()
        known = bool(data) and pixmap.loadFromData(data or b"")
        self.picture.setVisible(known)
        self.drop.setVisible(known)
        self.told.setText("" if known else _("No picture"))
        if known:
            size = self.picture.size() * self.devicePixelRatioF()
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            scaled = pixmap.scaled(size, keep, smooth)
            scaled.setDevicePixelRatio(self.devicePixelRatioF())
            self.picture.setPixmap(scaled)

    def _choose(self) -> None:
        chosen = ask_for_file(self, self.accessibleName(), IMAGES)
        if chosen is not None:
            try:
                data = chosen.read_bytes()
            except OSError:
                data = b""
            self.take(data)

    def _drop(self) -> None:
        self.take(b"")


MAKERS: dict[str, Callable[[Any], QWidget]] = {
    "text": lambda spec: TextField(),
    "multiline": lambda spec: LinesField(),
    "reason": lambda spec: ReasonField(),
    "int": lambda spec: IntField(),
    "date": lambda spec: DateField(),
    "check": lambda spec: CheckField(spec.label),
    "choice": lambda spec: ChoiceField(spec.choices),
    "file": lambda spec: FileField(spec.kinds),
    "image": lambda spec: ImageField(),
}
