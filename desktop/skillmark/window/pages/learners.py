"""The tab Learners of a cohort: who is in it; new, edit, enrol, transfer, withdraw, import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from skillmark.protocol.answers import Changes
from skillmark.protocol.requests.look import ListEnrolments
from skillmark.protocol.rows import EnrolmentRow
from skillmark.window.context import Context
from skillmark.window.models.enrolments import ACTIVE, columns, counted, keeping
from skillmark.window.models.rows import Rows
from skillmark.window.pages import learner_forms
from skillmark.window.pages.importing import ImportView
from skillmark.window.pages.reading import Reading
from skillmark.window.pages.tab import Tab
from skillmark.window.widgets.controls import Button, SearchField
from skillmark.window.widgets.empty import EmptyState
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.panes import Pane, column
from skillmark.window.widgets.table import Table
from skillmark.window.widgets.text import Text
from skillmark.wording import _

NEEDS_ROW = ("learners.edit", "learners.transfer", "learners.withdraw")


class LearnersTab(Tab):
    """Everybody who is or was in the cohort."""

    scope = "learners"
    touched_by = frozenset({"cohort", "learner"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows = Rows(columns(), lambda one: one.learner.key, self)
        self.table = Table(_("Learners of the cohort"), many=True)
        self.table.show_model(self.rows)
        self.search = SearchField(_("Name, number or e-mail"))
        self.count = Text("", "small", "text_2")
        self.buttons = (
            Button(_("New learner"), "user-plus", clicked=self.new),
            Button(_("Enrol"), "user-round", clicked=self.enrol),
            Button(_("Import a list"), "file-up", clicked=self.import_list),
        )
        self.empty = EmptyState(icon="file-up")
        self.nothing = EmptyState()
        self.reading = Reading(self, self._say_reading)
        self.importing = ImportView(self, self._imported)
        self.listing = self._listing()
        self.states = QStackedWidget()
        for one in (self.listing, self.importing):
            self.states.addWidget(one)
        self.set_body(self.states)
        self.search.textChanged.connect(self._filter)
        self.search.left.connect(self.table.setFocus)
        self.table.opened.connect(lambda _: self.edit())
        self.table.moved.connect(lambda _: self.page_changed())
        self.table.chosen_changed.connect(self.page_changed)

    def _listing(self) -> Pane:
        listing, strip = Pane("page"), Pane("page", ("bottom",))
        strip.setLayout(Flow(self.search, self.count, *self.buttons, gap=10, grow=1, margins=(20, 8)))
        self.list_states = QStackedWidget()
        for one in (self.table, self.empty, self.nothing):
            self.list_states.addWidget(one)
        layout = column(listing, 0, 0)
        layout.addWidget(strip)
        layout.addWidget(self.list_states, 1)
        return listing

    # Looking

    def refresh(self, changes: Changes | None) -> None:
        """Looks again."""
        if self.cohort is not None:
            if not self.rows.everything:
                self.reading.begin(self.cohort.learners)
            self.ask(ListEnrolments(self.cohort.key), self._take, latest="learners")

    def turned(self) -> None:
        """Forgets what was shown of the cohort before."""
        self.rows.put([])
        self.search.clear()
        self.body.close_panel()
        self.importing.leave()
        self.states.setCurrentWidget(self.listing)

    def _say_reading(self, words: str) -> None:
        had = self._list_has_keyboard()
        self.nothing.say(words)
        self.list_states.setCurrentWidget(self.nothing)
        if had:
            self.take_keyboard()

    def _list_has_keyboard(self) -> bool:
        return self.nothing.has_keyboard() or self.empty.has_keyboard() or self.table.hasFocus()

    def failed(self, error: BaseException) -> None:
        """A question couldn't be answered."""
        self.reading.stop()
        self._arrange()
        super().failed(error)

    def _take(self, found: list[EnrolmentRow]) -> None:
        self.reading.stop()
        had = self._list_has_keyboard()
        self.table.keep_place(lambda: self.rows.put(found))
        for one in self.buttons:
            one.setVisible(self.open_to_change())
        self._arrange()
        if had:
            self.take_keyboard()
        self.page_changed()

    def _arrange(self) -> None:
        if self.rows.shown:
            self.list_states.setCurrentWidget(self.table)
        elif self.rows.everything:
            self.nothing.say(_("Nobody here matches “{text}”.").format(text=self.search.text()))
            self.list_states.setCurrentWidget(self.nothing)
        else:
            verb = _("Import a list") if self.open_to_change() else ""
            self.empty.say(_("No learners yet. Import a list or type the first name."), verb, self.import_list)
            self.list_states.setCurrentWidget(self.empty)
        self.count.setText(counted(self.rows.everything))

    def _filter(self, text: str) -> None:
        self.table.keep_place(lambda: self.rows.keep(keeping(text)))
        self._arrange()

    # Doing

    def open_to_change(self) -> bool:
        """Whether the book can be written and the cohort is not closed."""
        return self.writable and self.cohort is not None and self.cohort.closed_on is None

    def current(self) -> EnrolmentRow | None:
        """The learner at the cursor."""
        return self.rows.at(self.table.current())

    def new(self) -> None:
        """Shows the form for a new learner."""
        learner_forms.new_learner(self, self.body)

    def edit(self) -> None:
        """Shows the form of the learner at the cursor."""
        found = self.current()
        if found is not None and self.writable:
            learner_forms.edit_learner(self, self.body, found.learner)

    def enrol(self) -> None:
        """Shows the search for a learner who is in the book already."""
        learner_forms.enrol_learner(self, self.body, self._active)

    def _active(self) -> set[UUID]:
        return {one.learner.key for one in self.rows.everything if one.status == ACTIVE}

    def transfer(self) -> None:
        """Shows the form that moves the selected learners to another cohort."""
        chosen = self._chosen()
        if chosen:
            learner_forms.transfer_learners(self, self.body, chosen)

    def withdraw(self) -> None:
        """Ends the enrolment of the selected learners, or takes the withdrawal back."""
        assert self.cohort is not None
        learner_forms.withdraw_learners(self, self.cohort.key, self._chosen())

    def _chosen(self) -> list[EnrolmentRow]:
        return [one for number in self.table.chosen() if (one := self.rows.at(number)) is not None]

    def import_list(self) -> None:
        """Asks for a file and shows what would happen."""
        if self.importing.choose():
            self.body.close_panel()
            self.states.setCurrentWidget(self.importing)
            self.importing.take_keyboard()
            self.page_changed()

    def _imported(self) -> None:
        self.states.setCurrentWidget(self.listing)
        self.take_keyboard()
        self.page_changed()

    # What the shell asks

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        if self.states.currentWidget() is self.importing:
            self.importing.take_keyboard()
        elif self.list_states.currentWidget() is self.table:
            self.table.setFocus()
        else:
            (self.empty if self.list_states.currentWidget() is self.empty else self.nothing).take_keyboard()

    def back(self) -> bool:
        """One step back within this place."""
        if self.states.currentWidget() is self.importing:
            self.importing.leave()
            return True
        return False

    def search_here(self) -> None:
        """Goes to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        if self.states.currentWidget() is self.importing:
            able = self.importing.import_button.isEnabled()
            return (*((Key(("Ctrl", "Enter"), _("import")),) if able else ()), Key(("Esc",), _("cancel")))
        if not self.rows.everything:
            return (Key(("Ctrl", "N"), _("new learner")), Key(("Ctrl", "I"), _("import")))
        return (
            Key(("↑", "↓"), _("move")),
            Key(("Enter",), _("edit")),
            Key(("Ctrl", "N"), _("new learner")),
            Key(("Ctrl", "I"), _("import")),
            Key(("Ctrl", "T"), _("transfer")),
            Key(("Del",), _("withdraw")),
            Key(("Ctrl", "F"), _("find")),
        )

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Who carries out the actions of this place."""
        return {
            "learners.new": self.new,
            "learners.import": self.import_list,
            "learners.edit": self.edit,
            "learners.enrol": self.enrol,
            "learners.transfer": self.transfer,
            "learners.withdraw": self.withdraw,
        }

    def can(self, action: str) -> bool:
        """Whether an action makes sense now."""
        if self.states.currentWidget() is self.importing or not self.open_to_change():
            return False
        return action not in NEEDS_ROW or bool(self._chosen())
