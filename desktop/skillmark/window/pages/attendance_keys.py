"""The keys of the attendance sheet: a letter marks and goes to the next learner; digits after L are minutes late."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from skillmark.protocol.requests.teach import AttendanceEntry, MarkAttendance
from skillmark.protocol.rows import SessionRow
from skillmark.window.models.attendance import COLOURS, AttendanceGrid
from skillmark.window.pages.page import Part
from skillmark.window.widgets.footer import Key
from skillmark.window.widgets.grid import Grid
from skillmark.window.widgets.grid_editor import CellEditor
from skillmark.window.words import in_words
from skillmark.wording import _
from skillmark.wording.names import isolated
from skillmark.wording.states import attendance_word

PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LATE, PRESENT = "L", "P"


class AttendanceKeys:
    """What each key does in the cell of the cursor."""

    def __init__(self, part: Part, model: AttendanceGrid, grid: Grid, editor: CellEditor) -> None:
        self._part, self._model, self._grid, self._editor = part, model, grid, editor
        self._marks = {_("P"): "P", _("L"): "L", _("E"): "E", _("A"): "A"}

    def listed(self) -> tuple[Key, ...]:
        """The keys, the most used first; the first nine stand at the foot."""
        return (
            Key((_("P"),), _("present")),
            Key((_("L"),), _("late")),
            Key(("0–9",), _("minutes late")),
            Key((_("E"),), _("excused")),
            Key((_("A"),), _("absent")),
            Key(("Shift", _("P")), _("all present")),
            Key(("Del",), _("no mark")),
            Key(("Ctrl", "N"), _("new session")),
            Key(("F2",), _("edit the session")),
            Key(("Enter",), _("go down")),
        )

    def pressed(self, event: QKeyEvent) -> bool:
        """Does what a key does; False where it is none of the sheet's."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held not in (PLAIN, SHIFT):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._grid.step(-1 if held == SHIFT else 1, 0)
            return True
        if key == Qt.Key.Key_Escape:
            return self._put_back()
        if key == Qt.Key.Key_Delete:
            self.take_away()
            return True
        return self._letter(event.text(), held == SHIFT)

    def _letter(self, text: str, shift: bool) -> bool:
        mark = self._marks.get(text.upper()) if text else None
        if mark is None and not text.isdecimal():
            return False
        if not self._part.writable:
            self._part.context.shell.say(_("The record book is open to read only."))
        elif mark == PRESENT and shift:
            self.all_present()
        elif mark == LATE:
            self._late("")
        elif mark is not None:
            self.mark(mark)
            self._grid.step(1, 0)
        elif self._is_late():
            self._late(text)
        return True

    def _here(self) -> tuple[UUID, SessionRow] | None:
        """Learner and session of the cursor; None at what is needed."""
        index = self._grid.currentIndex()
        session = self._model.session(index.column())
        if session is None or not 0 <= index.row() < len(self._model.learners):
            return None
        return self._model.learners[index.row()][0], session

    def _is_late(self) -> bool:
        index = self._grid.currentIndex()
        found = self._model.mark(index.row(), index.column())
        return found is not None and found.mark == LATE

    def _late(self, text: str) -> None:
        """Opens the field for the minutes; a letter ends it and marks the next learner."""
        here = self._here()
        if here is None:
            return
        index = self._grid.currentIndex()
        name = _("Minutes late: {cell}").format(cell=self._model.words(index.row(), index.column()))
        self._editor.setPlaceholderText(_("min late"))
        self._editor.begin(
            self._grid.cell_rect(index.row(), index.column()),
            text,
            name,
            lambda *said: self._late_done(here, *said),
            blank=True,
            letter=self._next_letter,
        )

    def _late_done(self, here: tuple[UUID, SessionRow], text: str, down: int, right: int) -> None:
        if text and not (text.isdecimal() and int(text) < 24 * 60):
            self._part.context.shell.say(_("Type the minutes as a whole number, or nothing."))
        else:
            self.mark(LATE, int(text) if text else 0, here)
        self._grid.step(down, right)

    def _next_letter(self, text: str) -> bool:
        if text.upper() not in self._marks:
            return False
        self._editor.finish(1, 0)
        return self._letter(text, False)

    # Marks

    def mark(self, mark: str | None, late: int = 0, here: tuple[UUID, SessionRow] | None = None) -> None:
        """Sets the mark of the cursor's cell, or of another one; None takes it away."""
        here = here or self._here()
        if here is None:
            return
        learner, session = here
        known = self._model.sheet.marks.get((session.key, learner)) if self._model.sheet is not None else None
        minutes = max(0, session.minutes - late) if late else None
        entry = AttendanceEntry(learner, mark, minutes, known.note if known is not None else "")
        name = isolated(self._model.name(self._model.row_of(learner)))
        self._do(_("attendance of {name}").format(name=name), session, (entry,), late)

    def _do(self, label: str, session: SessionRow, entries: tuple[AttendanceEntry, ...], late: int = 0) -> None:
        cells = [(entry.learner, session.key.hex) for entry in entries]
        request = MarkAttendance(session.key, entries)

        def finish(_value: Any, error: BaseException | None) -> None:
            for cell in cells:
                self._model.states.finish(cell, error)
            if error is not None:
                self._part.context.shell.say(in_words(error))

        for cell, entry in zip(cells, entries, strict=True):
            words = f"{entry.mark} {late}" if late else entry.mark or "·"
            state = COLOURS[entry.mark] if entry.mark else "not_started"
            # Marks of one cell aren't decided by what is on record, so that each is handed over at once.
            self._model.states.begin(
                cell, words, state, attendance_word(entry.mark) if entry.mark else "", lambda: None
            )
        self._part.context.history.do(label, request, finish)

    def take_away(self) -> None:
        """Takes the mark of the cursor's cell away."""
        index = self._grid.currentIndex()
        if self._model.mark(index.row(), index.column()) is None and not self._busy():
            self._part.context.shell.say(_("There is no mark here."))
        elif self._part.writable:
            self.mark(None)

    def _busy(self) -> bool:
        here = self._here()
        return here is not None and self._model.states.get((here[0], here[1].key.hex)) is not None

    def all_present(self) -> None:
        """Marks everybody without a mark in the cursor's session as present; the exceptions are typed then."""
        here = self._here()
        sheet = self._model.sheet
        if here is None or sheet is None:
            return
        session = here[1]
        wanted = [
            learner
            for learner, _name in sheet.learners
            if (session.key, learner) not in sheet.marks and not self._model.states.waiting((learner, session.key.hex))
        ]
        if not wanted:
            self._part.context.shell.say(_("Everybody has a mark in {title}.").format(title=session.title))
            return
        label = _("all present in {title}").format(title=isolated(session.title))
        self._do(label, session, tuple(AttendanceEntry(learner, PRESENT) for learner in wanted))

    # Refusals

    def _put_back(self) -> bool:
        here = self._here()
        cell = (here[0], here[1].key.hex) if here is not None else None
        state = self._model.states.get(cell) if cell is not None else None
        if cell is None or state is None or state.error is None:
            return False
        self._model.states.put_back(cell)
        return True

    def show_first(self) -> None:
        """Goes to the first refusal and says it."""
        found = self._model.states.refused()
        if not found:
            return
        learner: Any = found[0][0]
        self._grid.setFocus()
        self._grid.go_to(self._model.row_of(learner), self._model.column_of(UUID(hex=found[0][1])))
        state = self._model.states.get(found[0])
        if state is not None and state.error is not None:
            self._part.context.shell.say(in_words(state.error))
