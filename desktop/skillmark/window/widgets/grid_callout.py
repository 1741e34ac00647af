"""The callout of a cell: what is to be decided or why something was refused, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from skillmark.window import theme
from skillmark.window.widgets.callout import Callout
from skillmark.window.widgets.fields import TextField
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.footer import Key
from skillmark.window.widgets.key_button import KeyButton
from skillmark.window.widgets.panes import empty_layout, row
from skillmark.window.widgets.text import Glyph, Text
from skillmark.wording import _

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: its words, its key, and what happens; it is given what stands in the fields.

    Attributes:
        asks: the fields that must not be empty for it.
    """

    text: str
    cap: str
    act: Callable[[Values], object]
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of a callout."""

    name: str
    label: str
    value: str = ""


class CellCallout(Callout):
    """One callout for all cells of a grid. It is asked for with `ask` (takes the keyboard) or `tell` (leaves it).

    Attributes:
        asking: it waits for a decision.

    Signals:
        decided: a way out was taken.
    """

    decided = Signal()

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        # A child of a viewport would take the viewport's role of text, and labels their colour from it.
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._table: QWidget = viewport.parentWidget() or viewport
        self._ways: Sequence[Way] = ()
        self.fields: dict[str, TextField] = {}
        self.title = self.told = ""
        self.asking = False
        self.closed.connect(self._back)

    def tell(self, rect: QRect, title: str, text: str, ways: Sequence[Way]) -> None:
        """Says why something was refused; the keyboard stays where it is."""
        self.asking = False
        self.set_look("raised", "wrong")
        self._build("circle-alert", "state:not_met", title, text, (), ways, wrong=True)
        self._open(rect, bool(text))

    def ask(
        self, rect: QRect, title: str, text: str, ways: Sequence[Way], fields: Sequence[Ask] = (), glyph: str = "pencil"
    ) -> None:
        """Asks what is to be done, and takes the keyboard."""
        self.asking = True
        self.set_look("raised", "line_strong")
        self._build(glyph, "text_2", title, text, fields, ways, wrong=False)
        self._open(rect, bool(text))
        first = next(iter(self.fields.values()), None)
        (first or self).setFocus()

    def _open(self, rect: QRect, wide: bool) -> None:
        """As wide as its buttons ask for."""
        here = theme.current()
        needed = self._foot.sizeHint().width() + here.px(26)
        self.show_beside(rect, max(needed, here.px(330 if wide or self.fields else 280)))

    def _build(
        self, glyph: str, colour: str, title: str, text: str, fields: Sequence[Ask], ways: Sequence[Way], *, wrong: bool
    ) -> None:
        empty_layout(self.body)
        self._ways, self.fields, self.title, self.told = tuple(ways), {}, title, text
        self.setAccessibleName(f"{title} {text}".strip())
        head = Text(title, "strong", "wrong" if wrong else "text", wrap=True)
        sign = Glyph(glyph, colour, 15)
        line = row(sign, head)
        line.setStretch(1, 1)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        if text:
            self.body.addLayout(self._indented(Text(text, "body", "text_2", wrap=True)))
        for one in fields:
            self._add_field(one)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(theme.current().px(23), theme.current().px(2), 0, 0)
        self._foot.addLayout(Flow(*self._buttons()), 1)
        self.body.addLayout(self._foot)

    def _indented(self, *widgets: QWidget) -> QHBoxLayout:
        layout = row(*widgets, gap=8)
        layout.setContentsMargins(theme.current().px(23), theme.current().px(2), 0, 0)
        return layout

    def _add_field(self, spec: Ask) -> None:
        field = TextField()
        field.put(spec.value)
        field.setAccessibleName(spec.label)
        label = Text(spec.label, "small", "text_2")
        label.setBuddy(field)
        self.fields[spec.name] = field
        for one in (label, field):
            self.body.addLayout(self._indented(one))

    def _buttons(self) -> list[QWidget]:
        made: list[QWidget] = []
        for number, way in enumerate(self._ways):
            kind = "" if number == 0 else "flat"
            made.append(KeyButton(way.text, way.cap, partial(self.take, way), kind=kind, small=True))
        return made

    def keys(self) -> tuple[Key, ...]:
        """The keys that work while it has the keyboard: its ways out."""
        ways = tuple(Key((way.cap,), way.text[:1].lower() + way.text[1:]) for way in self._ways)
        return (*ways, Key(("Tab",), _("next field"))) if self.fields else ways

    def take(self, way: Way) -> None:
        """Takes a way out, unless a field that it asks for is empty."""
        values = {name: field.value() for name, field in self.fields.items()}
        for name in way.asks:
            if not values[name]:
                field = self.fields[name]
                field.setProperty("state", "wrong")
                field.style().polish(field)
                field.setPlaceholderText(_("This is needed."))
                field.setFocus()
                return
        self._back()
        self.hide()
        self.asking = False
        way.act(values)
        self.decided.emit()

    def dismiss(self) -> None:
        """Goes away; what was asked is answered by its last way out, which leaves everything as it is."""
        while self.asking:
            self.last()
        self.hide()

    def first(self) -> None:
        """Takes the first way out, as Enter does."""
        if self._ways:
            self.take(self._ways[0])

    def last(self) -> None:
        """Takes the last way out, as Esc does."""
        if self._ways:
            self.take(self._ways[-1])

    def _back(self) -> None:
        focused = self.window().focusWidget()
        if focused is None or focused is self or self.isAncestorOf(focused):
            self._table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.last()
        else:
            caps = {way.cap.upper(): way for way in self._ways if len(way.cap) == 1}
            way = caps.get(event.text().upper())
            if way is not None:
                self.take(way)
            # Other keys stay here: what is typed into a callout is no entry of the cell under it.
            event.accept()

    def _enter(self) -> None:
        """Goes to the next empty field, then takes the first way."""
        focused = self.window().focusWidget()
        fields = list(self.fields.values())
        if focused in fields:
            for field in fields[fields.index(focused) + 1 :]:
                if not field.value():
                    field.setFocus()
                    return
        self.first()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes round inside the callout."""
        inside = [
            one for one in self.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()
        ]
        if not inside:
            return False
        focused = self.window().focusWidget()
        place = inside.index(focused) if focused in inside else (-1 if forwards else 0)
        inside[(place + (1 if forwards else -1)) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def callout_around(widget: QWidget | None) -> CellCallout | None:
    """The callout that a widget is in; None where it is in none."""
    while widget is not None and not isinstance(widget, CellCallout):
        widget = widget.parentWidget()
    return widget
