"""Forms as data: a tuple of field specs, one builder, mistakes beside the field that they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.fields import MAKERS, NotADate, NotANumber, ReasonField
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.footer import Key
from skillmark.window.widgets.key_button import KeyButton
from skillmark.window.widgets.panes import Pane, Scroll, column
from skillmark.window.widgets.stops import stops_in
from skillmark.window.widgets.text import Text
from skillmark.wording import _


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a form.

    Attributes:
        kind: text, multiline, reason, date, int, choice, check, file or image.
        help: one line under the field.
        choices: (value, words) of a choice.
        kinds: of a file, as Qt's file dialog takes it.
    """

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    kinds: str = ""


class Form(QWidget):
    """Fields under each other, each with its label as buddy and its mistake beneath.

    Signals:
        edited: the name of a field that a person changed.
    """

    edited = Signal(str)

    def __init__(self, specs: tuple[FieldSpec, ...]) -> None:
        super().__init__()
        self.specs = specs
        self.fields: dict[str, Any] = {}
        self._shown: dict[str, Any] = {}
        self._mistakes: dict[str, Text] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(4))
        for spec in specs:
            self._build(layout, spec)

    def _build(self, layout: QVBoxLayout, spec: FieldSpec) -> None:
        field = MAKERS[spec.kind](spec)
        field.setObjectName(spec.name)
        field.setAccessibleName(spec.label.replace("&", ""))
        if spec.help:
            field.setAccessibleDescription(spec.help)
        if spec.kind != "check":
            label: QLabel = Text(spec.label, "small", "text_2")
            label.setBuddy(field)
            layout.addWidget(label)
        layout.addWidget(field)
        mistake = Text("", "small", "wrong", wrap=True)
        mistake.hide()
        if spec.help:
            layout.addWidget(Text(spec.help, "small", "text_3", wrap=True))
        layout.addWidget(mistake)
        layout.addSpacing(theme.current().px(8))
        field.edited.connect(lambda name=spec.name: self._changed(name))  # type: ignore[attr-defined]
        self.fields[spec.name], self._mistakes[spec.name] = field, mistake
        self._shown[spec.name] = self._said(spec.name)

    def _changed(self, name: str) -> None:
        self.mark(name, "")
        self.edited.emit(name)

    def put(self, values: Mapping[str, Any]) -> None:
        """Shows values; a field that isn't named is left as it is."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].put(value)
                self._shown[name] = self._said(name)

    def _said(self, name: str) -> Any:
        try:
            return self.fields[name].value()
        except (NotADate, NotANumber) as error:
            return str(error)

    def is_typed(self) -> bool:
        """Whether a person typed something that no value shown before says."""
        typed = [spec.name for spec in self.specs if spec.kind not in ("choice", "check")]
        return any(self._said(name) != self._shown[name] for name in typed)

    def values(self) -> dict[str, Any] | None:
        """What the fields say, by name; None where one is wrong, which is then marked and has the keyboard."""
        found: dict[str, Any] = {}
        wrong = ""
        for spec in self.specs:
            mistake = ""
            try:
                value = self.fields[spec.name].value()
            except NotADate:
                mistake = _("This is no date. Type it as 2026-06-12 or 12 June 2026.")
            except NotANumber:
                mistake = _("This is no whole number.")
            else:
                found[spec.name] = value
                if spec.required and value in (None, ""):
                    mistake = _("This is needed.")
            self.mark(spec.name, mistake)
            wrong = wrong or (spec.name if mistake else "")
        if wrong:
            self.fields[wrong].setFocus()
            return None
        return found

    def mark(self, name: str, mistake: str) -> bool:
        """Marks a field as wrong and says why; with no words it is right again.

        Returns:
            False where the form has no such field.
        """
        field = self.fields.get(name)
        if field is None:
            return False
        target = field.findChild(QLineEdit) or field if not isinstance(field, QLineEdit) else field
        state = "wrong" if mistake else ""
        if (target.property("state") or "") != state:
            target.setProperty("state", state)
            target.style().unpolish(target)
            target.style().polish(target)
        if field.accessibleDescription() != (mistake or self._help(name)):
            field.setAccessibleDescription(mistake or self._help(name))
        self._mistakes[name].setText(mistake)
        self._mistakes[name].setVisible(bool(mistake))
        return True

    def _help(self, name: str) -> str:
        return next(spec.help for spec in self.specs if spec.name == name)

    def mistake(self, name: str) -> str:
        """What is said to be wrong with a field."""
        return self._mistakes[name].text()

    def begin(self) -> None:
        """Gives the keyboard to the first field."""
        if self.specs:
            field = self.fields[self.specs[0].name]
            field.setFocus()
            if isinstance(field, QLineEdit):
                field.selectAll()


class InlinePanel(Pane):
    """A form, or anything else to decide, inside the page: title, content, one primary button, Cancel.

    Signals:
        closed: it was left, with Esc, Cancel or after its work was done.
        keys_changed: other keys work in it now.
    """

    closed = Signal()
    keys_changed = Signal()

    def __init__(self, title: str, verb: str, accepted: Callable[[], object] | None, lead: str = "") -> None:
        super().__init__("sunken", ("left",))
        here = theme.current()
        self._asked = False
        self.setAccessibleName(title)
        self.title = Text(title, "section", wrap=True)
        # Also a name that reads from right to left stands at the left, over its form.
        sides = Qt.AlignmentFlag
        self.title.setAlignment(sides.AlignLeft | sides.AlignVCenter | sides.AlignAbsolute)
        self.lead = Text(lead, "body", "text_2", wrap=True)
        self.scroller = Scroll("sunken")
        self.content = column(self.scroller.inner, 0, 8)
        self.content.setContentsMargins(here.px(20), here.px(4), here.px(20), here.px(12))
        self.content.addWidget(self.lead)
        self.told = Text("", "body", "wrong", wrap=True)
        self.told.hide()
        self.accept_button = KeyButton(verb, "Ctrl ↵", accepted, kind="primary")
        self.cancel_button = KeyButton(_("Cancel") if accepted is not None else _("Close"), "Esc", self.leave)
        self._lay_out()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        if accepted is None:
            self.scroller.hold_keyboard(title)
        # Only now: a widget without a parent would become a window of its own.
        self.lead.setVisible(bool(lead))
        self.accept_button.setVisible(accepted is not None)

    def _lay_out(self) -> None:
        here = theme.current()
        layout = column(self, 0, 0)
        layout.setContentsMargins(1, here.px(16), 0, here.px(16))
        head, self.foot = QWidget(), QWidget()
        above = column(head, 0, 6)
        above.setContentsMargins(here.px(20), 0, here.px(20), here.px(8))
        above.addWidget(self.title)
        below = column(self.foot, 0, 10)
        below.setContentsMargins(here.px(20), here.px(8), here.px(20), 0)
        below.addWidget(self.told)
        below.addLayout(Flow(self.accept_button, self.cancel_button))
        layout.addWidget(head)
        layout.addWidget(self.scroller, 1)
        layout.addWidget(self.foot)

    def keys(self) -> tuple[Key, ...]:
        """The keys that work while it has the keyboard."""
        leave = Key(("Esc",), _first_small(self.cancel_button.accessibleName()))
        if self.accept_button.isHidden():
            return (Key(("↑", "↓"), _("scroll")), leave, Key(("F6",), _("to the page")))
        accept = Key(("Ctrl", "Enter"), _first_small(self.accept_button.accessibleName()))
        accepts = (accept,) if self.accept_button.isEnabled() else ()
        return (*accepts, leave, Key(("Tab",), _("next field")), Key(("F6",), _("to the page")))

    def say_wrong(self, text: str) -> None:
        """Says above the buttons why it can't be done; with no words nothing is wrong."""
        self._say(text, "wrong")

    def say(self, text: str) -> None:
        """Says above the buttons what nobody did wrong."""
        self._say(text, "text")

    def _say(self, text: str, colour: str) -> None:
        self.told.set_colour(colour)
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def busy(self, going: bool) -> None:
        """While its request is on its way the button can't be pressed again."""
        self.accept_button.setEnabled(not going)
        self.keys_changed.emit()

    def begin(self) -> None:
        """Gives the keyboard to the first thing that takes it; what is only to be read is scrolled with arrows."""
        (stops_in(self.scroller) or self.stops())[0].setFocus()

    def is_filled(self) -> bool:
        """Whether it holds something that would have to be typed again."""
        return False

    def may_leave(self) -> bool:
        """Whether it can go now: where something was typed it asks once, and goes when that is wanted again."""
        if self._asked or not self.accept_button.isEnabled() or not self.is_filled():
            return True
        self.say(_("What was typed isn't saved. Do the same again to leave it."))
        self._asked = True
        return False

    def went_on(self) -> None:
        """A person goes on typing: what was asked about leaving is answered."""
        if self._asked:
            self._asked = False
            self.say_wrong("")

    def leave(self) -> None:
        """Closes itself."""
        self.closed.emit()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Scrolls to what has the keyboard, once what changed around it is laid out."""
        if now is not None and self.scroller.isAncestorOf(now):
            QTimer.singleShot(0, now, lambda: self.scroller.ensureWidgetVisible(now))

    def stops(self) -> list[QWidget]:
        """Where Tab stops: first what is in it, then the buttons at its foot."""
        to_read = [self.scroller] if self.accept_button.isHidden() else []
        return [*to_read, *stops_in(self.scroller), *stops_in(self.foot)]

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes round inside the panel; F6 goes on to the page."""
        stops = self.stops()
        focused = self.window().focusWidget()
        place = stops.index(focused) if focused in stops else (-1 if forwards else 0)
        if not stops:
            return False
        wanted = stops[(place + (1 if forwards else -1)) % len(stops)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            if self.may_leave():
                self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (control or self._in_line()):
            if self.accept_button.isVisible():
                self.accept_button.click()
        else:
            super().keyPressEvent(event)

    def _in_line(self) -> bool:
        return isinstance(self.focusWidget(), (QLineEdit, ReasonField))


def panel_around(widget: QWidget | None) -> InlinePanel | None:
    """The panel that a widget is in; None where it is in none."""
    while widget is not None and not isinstance(widget, InlinePanel):
        widget = widget.parentWidget()
    return widget


def _first_small(words: str) -> str:
    return words[:1].lower() + words[1:]


class FormPanel(InlinePanel):
    """An inline panel that is a form and hands its values to `accepted`."""

    def __init__(
        self,
        title: str,
        verb: str,
        specs: tuple[FieldSpec, ...],
        accepted: Callable[[dict[str, Any]], object],
        lead: str = "",
    ) -> None:
        super().__init__(title, verb, self._accept, lead)
        self._accepted = accepted
        self.form = Form(specs)
        self.form.edited.connect(self.went_on)
        self.content.addWidget(self.form)
        self.content.addStretch(1)

    def is_filled(self) -> bool:
        """Whether somebody typed something into it."""
        return self.form.is_typed()

    def _accept(self) -> None:
        self.say_wrong("")
        values = self.form.values()
        if values is not None:
            self._accepted(values)

    def begin(self) -> None:
        """Gives the keyboard to the first field."""
        self.form.begin()

    def refuse(self, field: str, text: str) -> None:
        """Says why the values were refused: under the field where the form has it, else above the buttons."""
        self.busy(False)
        if self.form.mark(field, text):
            self.form.fields[field].setFocus()
        else:
            self.say_wrong(text)
