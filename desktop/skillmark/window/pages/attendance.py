"""The tab Attendance: sessions and learners, one key a mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from skillmark.protocol.answers import Changes
from skillmark.protocol.requests.look import ReadDay, ReadSheet
from skillmark.protocol.rows import SessionRow, Sheet
from skillmark.window import theme
from skillmark.window.context import Context
from skillmark.window.models.attendance import AttendanceGrid
from skillmark.window.pages.attendance_forms import SessionForms
from skillmark.window.pages.attendance_keys import AttendanceKeys
from skillmark.window.pages.rows_tab import RowsTab
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.grid import Grid
from skillmark.window.widgets.grid_corner import Corner
from skillmark.window.widgets.grid_editor import CellEditor
from skillmark.window.widgets.panes import Pane, column
from skillmark.window.widgets.text import ElidedText
from skillmark.wording import _, ngettext
from skillmark.wording.dates import date_and_time

WIDTHS = "attendance"


class AttendanceTab(RowsTab):
    """The attendance sheet of a cohort."""

    scope = "attendance"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = AttendanceGrid(self)
        self.grid = Grid(_("Attendance sheet"))
        self.grid.heads.fold_groups = True
        self.grid.show_model(self.model)
        self.grid.set_corner(Corner(_("Learner"), (("name", _("by sort name")),), lambda _: None))
        self.editor = CellEditor(self.grid.viewport())
        self.forms = SessionForms(self)
        self.entry = AttendanceKeys(self, self.model, self.grid, self.editor)
        self.grid.on_key = self.entry.pressed
        self.grid.moved.connect(lambda row, column: self._say_session())
        self.grid.opened.connect(lambda row, column: self.edit_session())
        self.model.states.refusals_changed.connect(self.page_changed)
        self.put_content(self._sheet(), self.grid)
        self._where: UUID | None = None

    def _sheet(self) -> QWidget:
        self.summary = ElidedText("", "body", "text_2")
        self.all_button = Button(_("All present"), "clipboard-check", small=True, clicked=self.entry.all_present)
        self.new_button = Button(_("New session"), "plus", small=True, folds=True, clicked=self.new_session)
        self.edit_button = Button(
            _("Edit the session"), "pencil", kind="flat", small=True, folds=True, clicked=self.edit_session
        )
        bar = Pane("page", ("bottom",))
        here = theme.current()
        self.summary.setMinimumWidth(here.px(200))
        bar.setLayout(Flow(self.summary, self.edit_button, self.all_button, self.new_button, grow=0, margins=(16, 6)))
        sheet = QWidget()
        outer = column(sheet, 0, 0)
        outer.addWidget(bar)
        outer.addWidget(self.grid, 1)
        return sheet

    # What is shown

    def turned(self) -> None:
        self.body.close_panel()

    def refresh(self, changes: Changes | None) -> None:
        if self.cohort is None:
            return
        kinds = ("session", "learner", "candidacy", "enrolment", "cohort", "offering")
        if changes is not None and not any(changes.of(kind) is not None for kind in kinds):
            return
        if self.model.sheet is None:
            self.begin_reading()
        asked, cohort = self.model.states.answers, self.cohort

        def show(sheet: Sheet) -> None:
            if self.cohort is not None and self.cohort.key == cohort.key:
                self._show(sheet, asked)

        self.ask(ReadSheet(cohort.key), show, latest="sheet")

    def _show(self, sheet: Sheet, asked: int) -> None:
        if not sheet.sessions or not sheet.learners:
            self.model.clear()
            self._say_empty(sheet)
            return
        index = self.grid.currentIndex()
        session = self.model.session(index.column()) if index.isValid() else None
        learner = self.model.learners[index.row()][0] if index.isValid() else None
        had = self.has_keyboard()
        self.show_content()
        if self.model.put(sheet, asked):
            self._shown_anew(session, learner)
            if had and self.body.panel is None:
                self.take_keyboard()
        self._go_where()
        self._say_session()
        self.page_changed()

    def _shown_anew(self, session: SessionRow | None, learner: UUID | None) -> None:
        """The cursor stays where it was, or goes to the session whose attendance is to be taken."""
        self.grid.fit()
        place = self.model.column_of(session.key) if session is not None else -1
        place = place if place >= 0 else self._wanted()
        self.grid.go_to(max(0, self.model.row_of(learner) if learner is not None else 0), place)

    def _say_empty(self, sheet: Sheet) -> None:
        """Says what is wanted before attendance can be taken: learners, then sessions."""
        if not sheet.learners:
            self.show_no_learners()
        else:
            verb = _("New session") if self.writable else ""
            self.show_empty(_("No sessions yet. Add the first one."), verb, self.new_session)

    def _wanted(self) -> int:
        """The first session that is planned; the last where none is."""
        planned = [number for number, one in enumerate(self.model.sessions) if one.state == "planned"]
        return (planned or [len(self.model.sessions) - 1])[0]

    def go_to(self, where: Any) -> None:
        self._where = where
        self._go_where()

    def _go_where(self) -> None:
        """Goes to the session that somebody wanted, once it is there."""
        place = self.model.column_of(self._where) if self._where is not None else -1
        if place >= 0:
            self._where = None
            self.grid.go_to(0, place)

    def current(self) -> SessionRow | None:
        """The session of the cursor; None at what is needed."""
        return self.model.session(self.grid.currentIndex().column())

    def _say_session(self) -> None:
        session = self.current()
        for one in (self.edit_button, self.all_button):
            one.setEnabled(session is not None and self.writable)
        self.new_button.setEnabled(self.writable)
        if session is None:
            self.summary.setText("")
            return
        toward = ", ".join(code for _credential, code in session.requirements) or _("nothing")
        marks = ngettext("{n} mark of {m}", "{n} marks of {m}", session.marks).format(
            n=session.marks, m=len(self.model.learners)
        )
        self.summary.setText(
            _("{title} · {when} · {n} min · counts toward {toward} · {marks}").format(
                title=session.title, when=date_and_time(session.starts), n=session.minutes, toward=toward, marks=marks
            )
        )

    # Sessions

    def new_session(self) -> None:
        """Opens the form of a new session; it proposes the time of the last one, a week later."""
        last = self.model.sessions[-1] if self.model.sessions else None
        self.ask(ReadDay(), lambda day: self.forms.new(day, last), latest="day")

    def edit_session(self) -> None:
        """Opens the form of the cursor's session."""
        session = self.current()
        if session is not None and self.writable:
            self.forms.edit(session)

    def cancel_session(self) -> None:
        """Cancels the cursor's session, or holds it after all."""
        session = self.current()
        if session is not None:
            self.forms.cancel(session)

    def drop_session(self) -> None:
        """Deletes the cursor's session, where nothing was recorded in it."""
        session = self.current()
        if session is not None:
            self.forms.drop(session)

    # What the shell asks

    def keys(self) -> tuple[Key | Legend, ...]:
        if self.model.sheet is not None:
            return self.entry.listed()
        return (*self.empty_keys(), Key(("Ctrl", "N"), _("new session")))

    def refused(self) -> int:
        return len(self.model.states.refused())

    def show_refused(self) -> None:
        self.entry.show_first()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "attendance.new": self.new_session,
            "attendance.edit": self.edit_session,
            "attendance.all": self.entry.all_present,
            "attendance.clear": self.entry.take_away,
            "attendance.cancel": self.cancel_session,
            "attendance.drop": self.drop_session,
        }

    def can(self, action: str) -> bool:
        return action == "attendance.new" or self.current() is not None
