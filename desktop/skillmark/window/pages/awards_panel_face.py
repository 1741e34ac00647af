"""What the award-all panel is made of: names with ticks, the date, the buttons; one line where there is little room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from skillmark.window import theme
from skillmark.window.models.awards_ready import ReadyNames
from skillmark.window.widgets.awards_controls import WrapRow
from skillmark.window.widgets.awards_lists import TickList
from skillmark.window.widgets.controls import Button, Choice
from skillmark.window.widgets.fields import DateField
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.key_button import KeyButton
from skillmark.window.widgets.panes import Pane, column, row
from skillmark.window.widgets.text import ElidedText, Glyph, Text
from skillmark.wording import _


class PanelFace(Pane):
    """The panel's widgets and their places.

    Signals:
        folded_changed: a person folded or unfolded it.
    """

    folded_changed = Signal()

    def __init__(self, award: Callable[[], object], prepare: Callable[[], object]) -> None:
        super().__init__("accent_tint", ("bottom",))
        self.folded = False
        self._build(award, prepare)

    def _build(self, award: Callable[[], object], prepare: Callable[[], object]) -> None:
        self.title = ElidedText("", "section")
        self.lead = Text("", "body", "text_2", wrap=True)
        self.choice = Choice((), _("Cohort and micro-credential"))
        self.fold_button = Button(_("Show"), "chevron-down", kind="flat", small=True, clicked=self._unfold)
        self.fold_button.hide()
        self.names = ReadyNames(self)
        self.list = TickList(_("Learners who are ready"))
        self.list.setModel(self.names)
        self.award_button = KeyButton("", "Ctrl ↵", award, kind="primary")
        self.prepare_button = Button(_("Prepare a proof list…"), clicked=prepare)
        self.tick_button = Button("", kind="flat")
        self.day = DateField()
        self.day.setAccessibleName(_("Awarded on"))
        self.day_label = Text(_("Awarded &on"), "small", "text_2")
        self.day_label.setBuddy(self.day)
        self.wrong = Text("", "small", "wrong", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        here = theme.current()
        words = QWidget()
        inside = column(words, 0, 2)
        inside.addLayout(Flow(self.title, self.fold_button, self.choice, grow=0))
        inside.addWidget(self.lead)
        self.more = QWidget()
        below = column(self.more, 0, 8)
        below.setContentsMargins(0, here.px(8), 0, 0)
        below.addWidget(self.list)
        below.addWidget(self.wrong)
        when = QWidget()
        when.setLayout(row(self.day_label, self.day))
        self.acts = WrapRow(self.award_button, self.prepare_button, self.tick_button, when)
        below.addWidget(self.acts)
        inside.addWidget(self.more)
        sign = Glyph("badge-check", "accent", 20)
        layout = row(sign, words, gap=12)
        layout.setStretch(1, 1)
        layout.setContentsMargins(here.px(20), here.px(14), here.px(20), here.px(16))
        layout.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.restyle()

    def mark(self, mistake: str) -> None:
        """Says what is wrong with the date; with no words it is right."""
        self.wrong.setText(mistake)
        self.wrong.setVisible(bool(mistake))
        self.day.setProperty("state", "wrong" if mistake else "")
        self.day.style().unpolish(self.day)
        self.day.style().polish(self.day)

    def fold(self, folded: bool) -> None:
        """Shows only its first line where there is little room."""
        self.folded = folded
        for one in (self.lead, self.more):
            one.setVisible(not folded)
        self.choice.setVisible(not folded and self.choice.count() > 1)
        self.fold_button.say(_("Show") if folded else _("Fold"))

    def _unfold(self) -> None:
        self.fold(not self.folded)
        self.folded_changed.emit()

    def is_open(self) -> bool:
        """Whether it shows who would be awarded."""
        return not self.isHidden() and not self.folded

    def foldable(self, able: bool) -> None:
        """Whether it can be folded."""
        self.fold_button.setVisible(able)
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        here = theme.current()
        self.day.setFixedWidth(here.px(98))
        self.choice.setMinimumWidth(here.px(110))
        self.choice.setMaximumWidth(here.px(330))
        self.choice.view().setMinimumWidth(here.px(440))
        self.list.fit_anew()
