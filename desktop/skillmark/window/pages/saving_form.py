"""A form that saves as it is typed: each field a moment after its last change, each a step of its own to undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer

from skillmark.protocol.requests import Request
from skillmark.window.pages.page import Part
from skillmark.window.widgets.fields import NotADate, NotANumber
from skillmark.window.widgets.forms import FieldSpec, Form
from skillmark.window.words import in_words
from skillmark.wording import _

AFTER = 700
"""Milliseconds without a change after which a field is saved."""


class SavingForm(Form):
    """Hands over a request for each field that a person changed."""

    def __init__(self, part: Part, specs: tuple[FieldSpec, ...], request: Callable[[str, Any], Request]) -> None:
        super().__init__(specs)
        self._part, self._request = part, request
        self._dirty: dict[str, None] = {}
        self._waiting = 0
        self._known: dict[str, Any] = {}
        self._timer = QTimer(self, singleShot=True, interval=AFTER)
        self._timer.timeout.connect(self.save)
        self.edited.connect(self._note)
        for spec in specs:
            field = self.fields[spec.name]
            for signal in ("editingFinished", "chosen", "clicked"):
                if hasattr(field, signal):
                    getattr(field, signal).connect(lambda *_: self.save())

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Shows what is on record; a field that is being typed in is left alone."""
        self._known.update(values)
        self.put({name: value for name, value in values.items() if name not in self._dirty and not self._typing(name)})

    def _typing(self, name: str) -> bool:
        field = self.fields.get(name)
        return field is not None and field.hasFocus() and self._waiting > 0

    def _note(self, name: str) -> None:
        self._dirty[name] = None
        self._timer.start()

    def save(self) -> None:
        """Saves now what was changed and isn't saved yet."""
        self._timer.stop()
        dirty, self._dirty = self._dirty, {}
        for name in dirty:
            self._save(name)

    def _save(self, name: str) -> None:
        spec = next(one for one in self.specs if one.name == name)
        try:
            value = self.fields[name].value()
        except NotANumber:
            self.mark(name, _("This is no whole number."))
            return
        except NotADate:
            self.mark(name, _("This is no date. Type it as 2026-06-12 or 12 June 2026."))
            return
        if spec.required and value in (None, ""):
            self.mark(name, _("This is needed."))
            return
        if spec.kind != "image" and value == self._known.get(name):
            return

        def done(_value: Any, error: BaseException | None) -> None:
            self._waiting -= 1
            if error is not None:
                self.mark(name, in_words(error))

        self._waiting += 1
        label = _("change of “{field}”").format(field=spec.label.replace("&", ""))
        self._part.do(label, self._request(name, value), done)
