"""One version of a credential: the sentence, the outline, what is known and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from skillmark.domain.definition import Definition
from skillmark.domain.definition_errors import DefinitionRefused, Problem
from skillmark.protocol.requests.look import ShowCredential
from skillmark.protocol.rows import CredentialRow
from skillmark.window import theme
from skillmark.window.models.outline import OutlineModel
from skillmark.window.models.rows import Cell, Column, Rows
from skillmark.window.pages.page import Part
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.forms import InlinePanel
from skillmark.window.widgets.panes import Pane, Scroll, column, heading
from skillmark.window.widgets.table import Table
from skillmark.window.widgets.text import ElidedText, StateChip, Text
from skillmark.window.widgets.tree import Tree
from skillmark.window.words import in_words
from skillmark.wording import _, ngettext
from skillmark.wording.dates import long_date
from skillmark.wording.passing import how_a_learner_passes
from skillmark.wording.states import element_word, version_state_word

if TYPE_CHECKING:
    from skillmark.services.look_credentials import CredentialDetail

WIDTHS = (88, 106, 168, 60)
TITLE_LEAST = 300
"""px at 100 % text that a title has before the buttons go under it."""


class CredentialView(Scroll):
    """The right side of the page; `do` has who publishes, retires and exports."""

    def __init__(
        self, page: Part, current: Callable[[], CredentialRow | None], do: Mapping[str, Callable[[], object]]
    ) -> None:
        super().__init__("page")
        self.page, self._current = page, current
        self.title = ElidedText("", "section")
        self.chip = StateChip("draft", version_state_word("draft"))
        self.dates = Text("", "small", "text_2", wrap=True)
        self.sentence = Text("", "section", weight=400, wrap=True)
        self.sentence.setAccessibleName(_("How a learner passes"))
        self.facts = Text("", "small", "text_2", wrap=True)
        self.missing = Text("", "small", "text_2", wrap=True)
        self.publish_button = Button(_("Publish"), kind="primary", clicked=do["publish"])
        self.retire_button = Button(_("Retire…"), clicked=do["retire"])
        self.export_button = Button(_("Export…"), "file-down", clicked=do["export"])
        self.outline = OutlineModel(self)
        self.tree = Tree(_("Outline"), WIDTHS)
        self.tree.setModel(self.outline)
        self.tree.restyle()
        self._shown: tuple[str, int] | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        here = theme.current()
        layout = column(self.inner, 0, 0)
        self.tree.setMinimumHeight(here.px(200))
        head = Pane("page", ("bottom", "left"))
        words = column(head, 0, 8)
        words.setContentsMargins(here.px(20), here.px(16), here.px(20), here.px(16))
        buttons = (self.publish_button, self.retire_button, self.export_button)
        words.addLayout(Flow(self.title, self.chip, *buttons, gap=10, grow=0))
        words.addWidget(self.dates)
        words.addSpacing(here.px(6))
        words.addWidget(heading(_("How a learner passes")))
        words.addWidget(self.sentence)
        foot = Pane("sunken", ("top", "left"))
        below = column(foot, 0, 6)
        below.setContentsMargins(here.px(20), here.px(12), here.px(20), here.px(12))
        for one in (self.facts, self.missing):
            below.addWidget(one)
        layout.addWidget(head)
        layout.addWidget(self.tree, 1)
        layout.addWidget(foot)

    def step_back(self, deciding: bool) -> None:
        """While a panel is open its button is the primary one."""
        self.publish_button.set_kind("" if deciding else "primary")

    def show_version(self, wanted: CredentialRow | None) -> None:
        """Shows a version; its definition is asked for."""
        if wanted is None:
            self.outline.show_definition(None)
            self._shown = None
            return
        self._show_row(wanted)
        key = (wanted.code, wanted.version)
        self.page.ask(ShowCredential(*key), self._take, latest="detail")

    def _show_row(self, found: CredentialRow) -> None:
        self.title.setText(found.title)
        self.title.setMinimumWidth(min(self.title.sizeHint().width(), theme.current().px(TITLE_LEAST)))
        self.chip.set_state(found.state, version_state_word(found.state))
        told = [_("{code}, version {n}").format(code=found.code, n=found.version)]
        if found.published_on:
            told.append(_("published {day}").format(day=long_date(found.published_on)))
        if found.last_start_on:
            told.append(_("last start {day}").format(day=long_date(found.last_start_on)))
        if found.last_award_on:
            told.append(_("last award {day}").format(day=long_date(found.last_award_on)))
        if found.state == "draft":
            told.append(_("nobody can work toward a draft; publishing freezes it"))
        self.dates.setText(" · ".join(told))
        writable = self.page.writable
        self.publish_button.say(_("Publish version {n}").format(n=found.version))
        self.publish_button.setVisible(writable and found.state == "draft")
        self.retire_button.setVisible(writable and found.state == "published")

    def _take(self, detail: CredentialDetail) -> None:
        current = self._current()
        if current is None or current.version_key != detail.row.version_key:
            return
        key = (detail.row.code, detail.row.version)
        self.sentence.setText(how_a_learner_passes(detail.definition))
        self.facts.setText(_facts(detail.definition))
        words = ", ".join(element_word(one) for one in detail.missing)
        self.missing.setText(
            _("Not given, of what the EU recommends: {words}. That stops nothing.").format(words=words)
            if detail.missing
            else _("Everything that the EU recommends is given.")
        )
        if key != self._shown or not self.tree.hasFocus():
            self.outline.show_definition(detail.definition)
            self.tree.expandAll()
        self._shown = key


def _facts(definition: Definition) -> str:
    parts = [definition.description or definition.criteria]
    if definition.effort_hours is not None:
        parts.append(_("About {n} hours of work.").format(n=definition.effort_hours))
    if definition.validity.months:
        words = ngettext("Awards hold for {n} month.", "Awards hold for {n} months.", definition.validity.months)
        parts.append(words.format(n=definition.validity.months))
    elif definition.validity.until:
        parts.append(_("Awards hold until {day}.").format(day=long_date(definition.validity.until)))
    else:
        parts.append(_("Awards have no end."))
    if definition.prerequisites:
        parts.append(_("Needs {codes} first.").format(codes=", ".join(definition.prerequisites)))
    return " ".join(part for part in parts if part)


class MistakesPanel(InlinePanel):
    """Every mistake of a credential file, each with its place in the file."""

    def __init__(self, path: Path, error: DefinitionRefused) -> None:
        count = len(error.problems)
        title = ngettext("{n} mistake in {file}", "{n} mistakes in {file}", count).format(n=count, file=path.name)
        super().__init__(title, "", None, _("Nothing was added. Correct the file and add it again."))
        columns: tuple[Column[Problem], ...] = (
            Column(_("Where"), lambda one: Cell(one.path or _("the whole"), strong=True), 130),
            Column(_("What"), lambda one: Cell(in_words(one.error), colour="text", note=in_words(one.error))),
        )
        self.rows: Rows[Problem] = Rows(columns, lambda one: (one.path, id(one)), self)
        self.rows.put(error.problems)
        self.table = Table(_("Mistakes in the file"), indent=0)
        self.table.show_model(self.rows, sort=False)
        self.words = Text("", "body", "text", wrap=True)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(self.words)
        self.table.moved.connect(self._tell)
        self.table.go_to(0)

    def begin(self) -> None:
        """Gives the keyboard to the list."""
        self.table.setFocus()

    def _tell(self, place: int) -> None:
        found = self.rows.at(place)
        self.words.setText(in_words(found.error) if found is not None else "")
