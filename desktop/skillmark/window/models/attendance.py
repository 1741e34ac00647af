"""The attendance sheet as a model: learners, sessions, and at the right what is got of what is needed."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from skillmark.domain.outline import Requirement
from skillmark.protocol.rows import RequirementRow, SessionRow, Sheet, SheetMark
from skillmark.window.models.mark_grid_cells import cell_look, cell_words
from skillmark.window.models.mark_grid_states import CellStates
from skillmark.window.models.mark_grid_typing import why_refused
from skillmark.window.widgets.grid_heads import Head
from skillmark.window.widgets.grid_looks import BLANK, Look
from skillmark.window.widgets.grid_tips import cell_data, head_data
from skillmark.wording import _, ngettext
from skillmark.wording.dates import date_and_time, month_and_year, short_day
from skillmark.wording.names import isolated
from skillmark.wording.results import passes_when
from skillmark.wording.states import attendance_word, session_state_word

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
COLOURS = {"P": "met", "L": "returned", "E": "waived", "A": "not_met"}
CANCELLED = "cancelled"


def late_minutes(session: SessionRow, mark: SheetMark) -> int:
    """How late somebody came, by the minutes that are noted; 0 where none are."""
    if mark.mark != "L" or mark.minutes is None:
        return 0
    return max(0, session.minutes - mark.minutes)


class AttendanceGrid(QAbstractTableModel):
    """What is shown in Attendance. Rows are known by their learner, columns by their session."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: Sequence[Head] = ()
        self.states = CellStates(self)
        self.states.changed.connect(self._cell_changed)
        self.sheet: Sheet | None = None
        self._at: dict[UUID, int] = {}
        self._columns: dict[str, int] = {}
        self._needed: tuple[Requirement, ...] = ()
        self._looks: list[list[Look | None] | None] = []

    # What there is

    @property
    def sessions(self) -> Sequence[SessionRow]:
        """The sessions, by start."""
        return self.sheet.sessions if self.sheet is not None else ()

    @property
    def learners(self) -> Sequence[tuple[UUID, str]]:
        """Key and name of the learners, as they are sorted."""
        return self.sheet.learners if self.sheet is not None else ()

    def session(self, column: int) -> SessionRow | None:
        """The session of a column; None at what is needed."""
        return self.sessions[column] if 0 <= column < len(self.sessions) else None

    def mark(self, row: int, column: int) -> SheetMark | None:
        """The mark in a cell."""
        session = self.session(column)
        if session is None or self.sheet is None or not 0 <= row < len(self.learners):
            return None
        return self.sheet.marks.get((session.key, self.learners[row][0]))

    def column_of(self, session: UUID) -> int:
        """The place of a session; -1 where it isn't shown."""
        return self._columns.get(session.hex, -1)

    def row_of(self, learner: UUID) -> int:
        """The place of a learner; -1 where it isn't shown."""
        return self._at.get(learner, -1)

    # Changing it

    def put(self, sheet: Sheet, asked: int) -> bool:
        """Takes a sheet; True where its rows or columns are others than before.

        Args:
            asked: `states.answers` when it was asked for.
        """
        for key, _name in sheet.learners:
            self.states.arrived(key, asked)
        if self.sheet is not None and self._shape(sheet) == self._shape(self.sheet):
            self._refresh(sheet)
            return False
        self.beginResetModel()
        self._take(sheet)
        self.endResetModel()
        return True

    def clear(self) -> None:
        """Shows nothing."""
        self.beginResetModel()
        self.sheet, self.heads, self._looks, self._at, self._columns = None, (), [], {}, {}
        self.endResetModel()
        self.states.clear()

    def _shape(self, sheet: Sheet) -> object:
        return sheet.sessions and [one.key for one in sheet.sessions], sheet.learners, _needed_of(sheet)

    def _take(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._at = {key: number for number, (key, _name) in enumerate(sheet.learners)}
        self._columns = {one.key.hex: number for number, one in enumerate(sheet.sessions)}
        self._needed = _needed_of(sheet)
        self._looks = [None] * len(sheet.learners)
        self.heads = (*_session_heads(sheet.sessions), *_needed_heads(self._needed))

    def _refresh(self, sheet: Sheet) -> None:
        before = self._looks
        heads = self.heads
        self._take(sheet)
        for row, old in enumerate(before):
            for column, look in enumerate(old or ()):
                if look is not None and self.look(row, column) != look:
                    index = self.index(row, column)
                    self.dataChanged.emit(index, index)
        if heads != self.heads:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.heads) - 1)

    def _cell_changed(self, cell: tuple[UUID, str]) -> None:
        row, column = self._at.get(cell[0], -1), self._columns.get(cell[1], -1)
        if row >= 0 and column >= 0:
            self.looks(row)[column] = None
            index = self.index(row, column)
            self.dataChanged.emit(index, index)

    # What the grid asks

    def name(self, row: int) -> str:
        """Whose row it is."""
        return self.learners[row][1]

    def looks(self, row: int) -> list[Look | None]:
        """How the cells of a row look, as far as they were asked for."""
        found = self._looks[row]
        if found is None:
            found = self._looks[row] = [None] * len(self.heads)
        return found

    def look(self, row: int, column: int) -> Look:
        """How a cell looks."""
        looks = self.looks(row)
        found = looks[column]
        if found is None:
            found = looks[column] = self._make_look(row, column)
        return found

    def _make_look(self, row: int, column: int) -> Look:
        assert self.sheet is not None
        learner, session = self.learners[row][0], self.session(column)
        if session is not None:
            return self._mark_look(learner, session)
        code = self._needed[column - len(self.sessions)].code
        found = [pair for pair in self.sheet.needed.get(learner, ()) if pair[0].code == code]
        return cell_look(RequirementRow(*found[0])) if found else BLANK

    def _mark_look(self, learner: UUID, session: SessionRow) -> Look:
        assert self.sheet is not None
        mark = self.sheet.marks.get((session.key, learner))
        if session.state == CANCELLED:
            return Look("mark", mark.mark if mark is not None else "–", "withdrawn")
        look = Look("mark", "·", "not_started")
        if mark is not None:
            look = Look("mark", mark.mark, COLOURS[mark.mark], part=late_minutes(session, mark))
        state = self.states.get((learner, session.key.hex))
        if state is None:
            return look
        if state.error is not None:
            return Look("refused", state.typed, "not_met", _("not saved"))
        if state.text:
            letter, _space, late = state.text.partition(" ")
            look = Look("mark", letter, state.state, part=int(late or 0))
        if state.waiting:
            return look._replace(note=_("saving"), busy=True)
        return look._replace(note=_("saved")) if state.until > monotonic() else look

    # Qt's own

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._looks)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._looks):
            return None
        return cell_data(self, index, role)

    def words(self, row: int, column: int) -> str:
        """A cell in full: learner, session, mark, minutes."""
        learner, session = isolated(self.name(row)), self.session(column)
        if session is None:
            where, said = self.heads[column].title, self._got_words(row, column)
            return _("{learner}, {title}: {words}").format(learner=learner, title=where, words=said)
        where = _("{title}, {when}").format(title=session.title, when=date_and_time(session.starts))
        return _("{learner}, {title}: {words}").format(
            learner=learner, title=where, words=self._mark_words(row, column, session)
        )

    def _got_words(self, row: int, column: int) -> str:
        assert self.sheet is not None
        code = self._needed[column - len(self.sessions)].code
        found = [pair for pair in self.sheet.needed.get(self.learners[row][0], ()) if pair[0].code == code]
        return cell_words(*found[0]) if found else ""

    def _mark_words(self, row: int, column: int, session: SessionRow) -> str:
        mark = self.mark(row, column)
        parts = [attendance_word(mark.mark) if mark is not None else _("no mark")]
        if mark is not None and late_minutes(session, mark):
            late = late_minutes(session, mark)
            parts.append(ngettext("{n} minute late", "{n} minutes late", late).format(n=late))
        if mark is not None and mark.note:
            parts.append(mark.note)
        if session.state == CANCELLED:
            parts.append(session_state_word(CANCELLED).lower())
        look = self.look(row, column)
        if look.note:
            state = self.states.get((self.learners[row][0], session.key.hex))
            parts += [look.text, look.note, why_refused(state.error if state is not None else None)]
        return ", ".join(part for part in parts if part)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return head_data(self, section, orientation, role)


def _needed_of(sheet: Sheet) -> tuple[Requirement, ...]:
    """The requirements that the sessions count toward, in the order in which they are found."""
    found: dict[str, Requirement] = {}
    for pairs in sheet.needed.values():
        for requirement, _standing in pairs:
            found.setdefault(requirement.code, requirement)
    return tuple(found.values())


def _session_heads(sessions: Sequence[SessionRow]) -> list[Head]:
    heads, before = [], None
    for session in sessions:
        month = (session.starts.year, session.starts.month)
        state = session_state_word(session.state).lower()
        minutes = ngettext("{n} minute", "{n} minutes", session.minutes).format(n=session.minutes)
        tip = _("{title}, {when}, {minutes}, {state}").format(
            title=session.title, when=date_and_time(session.starts), minutes=minutes, state=state
        )
        day = short_day(session.starts.date())
        note = state if session.state == CANCELLED else _("{day}, {n} min").format(day=day, n=session.minutes)
        group = month_and_year(session.starts.date())
        heads.append(Head(session.title, note, group, edge=month != before, least=92, most=120, tip=tip))
        before = month
    return heads


def _needed_heads(needed: Sequence[Requirement]) -> list[Head]:
    return [
        Head(one.title, passes_when(one), _("Got of what is needed"), edge=number == 0, least=118, most=118)
        for number, one in enumerate(needed)
    ]
