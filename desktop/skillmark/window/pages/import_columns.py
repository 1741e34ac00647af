"""What each column of a list is: its title, the first thing in it, and what it is taken for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from skillmark.window import theme
from skillmark.window.jobs import Heading
from skillmark.window.pages.import_words import field_choices
from skillmark.window.widgets.controls import Choice
from skillmark.window.widgets.panes import Scroll, column, empty_layout, heading
from skillmark.window.widgets.text import ElidedText
from skillmark.wording import _


class ImportColumns(Scroll):
    """The columns under each other; `changed` is told when a person says what one is."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__("page")
        self._changed = changed
        self.headings: Sequence[Heading] = ()
        self.choices: dict[str, Choice] = {}
        self.mapping = QWidget()
        self.grid = QGridLayout(self.mapping)
        here = theme.current()
        inside = column(self.inner, 0, 8)
        inside.setContentsMargins(here.px(20), here.px(14), here.px(16), here.px(14))
        inside.addWidget(heading(_("What each column is")))
        inside.addWidget(self.mapping)
        inside.addStretch(1)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setVerticalSpacing(here.px(6))
        self.grid.setHorizontalSpacing(here.px(12))
        self.grid.setColumnStretch(0, 1)

    def put(self, headings: Sequence[Heading]) -> None:
        """Shows other columns."""
        self.headings, self.choices = headings, {}
        empty_layout(self.grid)
        choices = field_choices([one.field for one in headings])
        for number, one in enumerate(headings):
            title = ElidedText(one.title or _("(no title)"), "body", weight=500)
            choice = Choice(choices)
            choice.setAccessibleDescription(_("What the column {title} is").format(title=one.title))
            choice.choose(one.field)
            choice.chosen.connect(lambda _: self._changed())
            title.setBuddy(choice)
            self.choices[one.title] = choice
            self.grid.addWidget(title, 2 * number, 0)
            self.grid.addWidget(ElidedText(one.sample, "caption", "text_2"), 2 * number + 1, 0)
            self.grid.addWidget(choice, 2 * number, 1, 2, 1)

    def said(self) -> dict[str, str]:
        """What every column is, where a person says so of one; nothing where all are what their titles tell."""
        known = {one.title: one.field for one in self.headings}
        said = {title: choice.value() for title, choice in self.choices.items() if title}
        return said if any(known[title] != field for title, field in said.items()) else {}
