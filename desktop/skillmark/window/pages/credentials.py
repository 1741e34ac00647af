"""The place Micro-credentials: every version, and of one how a learner passes, its outline, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QStackedWidget

from skillmark.domain.definition_errors import DefinitionRefused
from skillmark.protocol.answers import Changes
from skillmark.protocol.requests.define import AddCredential, DropDraft, RetireCredential
from skillmark.protocol.requests.look import ListCredentials
from skillmark.protocol.rows import CredentialRow
from skillmark.system import resources
from skillmark.system.folders import documents_folder
from skillmark.window import jobs, theme
from skillmark.window.context import Context
from skillmark.window.models.credentials import columns
from skillmark.window.models.rows import Rows
from skillmark.window.pages.credential_publish import ask_to_publish
from skillmark.window.pages.credential_view import CredentialView, MistakesPanel
from skillmark.window.pages.page import Page
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.empty import EmptyState
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.window.widgets.panes import Pane
from skillmark.window.widgets.table import Table
from skillmark.wording import _, ngettext

LIST_WIDTH = 430
NARROW = 860
"""px at 100 % text under which the version stands below the list."""


class Sides(Pane):
    """The list beside the version, or above it where it is narrow."""

    def __init__(self, table: Table, view: CredentialView) -> None:
        super().__init__("page")
        self._table = table
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(table)
        self._across.addWidget(view, 1)

    def restyle(self) -> None:
        """Arranges both for the room there is."""
        here = theme.current()
        narrow = self.width() < here.px(NARROW)
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._table.setMaximumWidth(16_777_215 if narrow else here.px(LIST_WIDTH))
        self._table.setMinimumWidth(0 if narrow else here.px(LIST_WIDTH))
        self._table.setMaximumHeight(here.px(28) + here.size("row", "cosy") * 4 if narrow else 16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()


class CredentialsPage(Page):
    """The list of versions at the left, the chosen one at the right."""

    scope = "credentials"
    touched_by = frozenset({"credential", "candidacy", "award"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Micro-credentials"))
        self.rows: Rows[CredentialRow] = Rows(columns(), lambda one: one.version_key, self)
        self.table = Table(_("Versions of micro-credentials"))
        self.table.show_model(self.rows)
        do = {"publish": self.publish, "retire": self.retire, "export": self.export}
        self.view = CredentialView(self, self.current, do)
        self.add_button = Button(_("Add from a file"), "file-up", clicked=self.add)
        self.header.add(self.add_button)
        self.empty = EmptyState(icon="file-up")
        self.both = Sides(self.table, self.view)
        self.states = QStackedWidget()
        self.states.addWidget(self.both)
        self.states.addWidget(self.empty)
        self.set_body(self.states).panel_turned.connect(self.view.step_back)
        self._wanted: tuple[str, int] | None = None
        self._folder = resources.path("demo")
        """Where files are looked for: the examples at first, then where the last one lay."""
        self.table.moved.connect(lambda _: self._moved())
        self.table.opened.connect(lambda _: self.view.tree.setFocus())

    # Looking

    def refresh(self, changes: Changes | None) -> None:
        """Looks again."""
        self.ask(ListCredentials(), self._take, latest="credentials")

    def _take(self, found: list[CredentialRow]) -> None:
        self.table.keep_place(lambda: self.rows.put(found))
        if self._wanted is not None:
            code, version = self._wanted
            place = next((n for n, one in enumerate(self.rows.shown) if (one.code, one.version) == (code, version)), -1)
            self.table.go_to(place)
            self._wanted = None
        elif self.table.current() < 0:
            self.table.go_to(0)
        had = self.table.hasFocus() or self.empty.has_keyboard()
        words = _("No micro-credentials yet. One is added from a file: YAML or JSON, as other schools share them.")
        self.empty.say(words, _("Add from a file") if self.writable else "", self.add)
        self.states.setCurrentWidget(self.both if found else self.empty)
        if had:
            self.take_keyboard()
        codes = len({one.code for one in found})
        words = ngettext("{n} micro-credential", "{n} micro-credentials", codes).format(n=codes)
        self.header.say(_("Micro-credentials"), words if found else "")
        self.add_button.setVisible(self.writable)
        self._moved()

    def current(self) -> CredentialRow | None:
        """The version at the cursor."""
        return self.rows.at(self.table.current())

    def _moved(self) -> None:
        self.view.show_version(self.current())
        self.page_changed()

    def go_to(self, where: Any) -> None:
        """Shows what `where` names."""
        if isinstance(where, tuple):
            self._wanted = where
            self.refresh(None)

    # Doing

    def add(self) -> None:
        """Asks for a file and adds what it defines as a draft."""
        kinds = _("Micro-credentials (*.yaml *.yml *.json)") + ";;" + _("All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Add from a file"), str(self._folder), kinds)
        if name:
            self._folder = Path(name).parent
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Adds what a file defines as a draft; every mistake in it is listed at once."""
        self.context.operations.look(
            jobs.read_definition_file(path), lambda document: self._add(path, document), self.context.shell.say_error
        )

    def _add(self, path: Path, document: Mapping[str, Any]) -> None:
        def done(defined: Any, error: BaseException | None) -> None:
            if isinstance(error, DefinitionRefused):
                self.body.open_panel(MistakesPanel(path, error))
            elif error is not None:
                self.context.shell.say_error(error)
            elif defined.unchanged:
                self.context.shell.say(_("{title} is there already, just so.").format(title=defined.title))
            else:
                self.go_to((defined.code, defined.version))

        label = _("micro-credential from {file}").format(file=path.name)
        self.do(label, AddCredential(document), done)

    def publish(self) -> None:
        """Says what publishing the draft at the cursor does, and publishes it on the panel's button."""
        found = self.current()
        if found is not None and found.state == "draft":
            ask_to_publish(self, self.body, found)

    def drop(self) -> None:
        """Deletes the draft at the cursor; Ctrl+Z brings it back."""
        found = self.current()
        if found is not None:
            self.do(_("deletion of the draft {code}").format(code=found.code), DropDraft(found.code))

    def retire(self) -> None:
        """Shows the form that ends the published version at the cursor."""
        found = self.current()
        if found is None:
            return
        specs = (
            FieldSpec("last_start_on", _("Last day to &start"), "date", help=_("Empty is today.")),
            FieldSpec("last_award_on", _("Last day to be &awarded"), "date", help=_("Empty is no end.")),
        )

        def accept(values: dict[str, Any]) -> None:
            panel.busy(True)
            request = RetireCredential(found.code, values["last_start_on"], values["last_award_on"])
            self.context.operations.request(request, self.settle(panel, self.body))

        lead = _("Nobody starts after the first day. Who has started goes on until the second. It can't be taken back.")
        panel = FormPanel(_("Retire {title}").format(title=found.title), _("Retire"), specs, accept, lead)
        self.body.open_panel(panel)

    def export(self) -> None:
        """Asks where to, and writes the version at the cursor as a file to share."""
        found = self.current()
        if found is None:
            return
        first = documents_folder() / f"{found.code.lower()}-{found.version}.yaml"
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Export as a file"), str(first), _("Micro-credentials (*.yaml)")
        )
        if name:
            self.export_to(found, Path(name))

    def export_to(self, found: CredentialRow, path: Path) -> None:
        """Writes a version as a file."""

        def done(written: Path) -> None:
            self.context.shell.say(_("Written to {path}.").format(path=written))

        job = jobs.write_definition_file(found.code, found.version, path)
        self.context.operations.look(job, done, self.context.shell.say_error)

    # What the shell asks

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        if self.states.currentWidget() is self.both:
            self.table.setFocus()
        else:
            self.empty.take_keyboard()

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        if self.current() is None:
            return (Key(("Ctrl", "N"), _("add from a file")),)
        publish = (Key(("Ctrl", "P"), _("publish")),) if self.can("credentials.publish") else ()
        return (
            Key(("↑", "↓"), _("move")),
            Key(("Enter",), _("outline")),
            Key(("Ctrl", "N"), _("add from a file")),
            *publish,
            Key(("Ctrl", "E"), _("export")),
        )

    def note(self) -> str:
        """What stands at the right of the footer."""
        found = self.current()
        if found is None:
            return ""
        words = ngettext("{n} candidate", "{n} candidates", found.candidates).format(n=found.candidates)
        awards = ngettext("{n} award", "{n} awards", found.awards).format(n=found.awards)
        return f"{words} · {awards}"

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Who carries out the actions of this place."""
        return {
            "credentials.add": self.add,
            "credentials.publish": self.publish,
            "credentials.drop": self.drop,
            "credentials.retire": self.retire,
            "credentials.export": self.export,
        }

    def can(self, action: str) -> bool:
        """Whether an action makes sense now."""
        found = self.current()
        state = found.state if found is not None else ""
        wanted = {"credentials.publish": "draft", "credentials.drop": "draft", "credentials.retire": "published"}
        if action in wanted:
            return state == wanted[action]
        return found is not None or action != "credentials.export"
