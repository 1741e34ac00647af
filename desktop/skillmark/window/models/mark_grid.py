"""The mark grid as a model: candidacies as rows, requirements and the standing as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from skillmark.domain.outline import Group, Requirement
from skillmark.domain.standing import CandidacyState
from skillmark.protocol.rows import OfferingRow, ProgressRow, RequirementRow
from skillmark.window.models.mark_grid_cells import cell_look, full_words, on_record, standing_look
from skillmark.window.models.mark_grid_columns import STANDING, Place, heads_of, places_of
from skillmark.window.models.mark_grid_states import CellState, CellStates
from skillmark.window.models.mark_grid_typing import why_refused
from skillmark.window.widgets.grid_heads import Head
from skillmark.window.widgets.grid_looks import BLANK, Look
from skillmark.window.widgets.grid_tips import cell_data, head_data
from skillmark.wording import _, ngettext
from skillmark.wording.names import isolated

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
NAME, SHARE = "name", "share"
_STATES = tuple(CandidacyState)


class MarkGrid(QAbstractTableModel):
    """What is shown in Marks. Rows are known by their candidacy, columns by their requirement's code."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: Sequence[Head] = ()
        self.places: tuple[Place, ...] = ()
        self.states = CellStates(self)
        self.states.changed.connect(self._cell_changed)
        self.order: tuple[str, bool] = (NAME, False)
        self._rows: list[ProgressRow] = []
        self._at: dict[UUID, int] = {}
        self._cells: list[dict[str, RequirementRow]] = []
        self._looks: list[list[Look | None] | None] = []
        self._offering: OfferingRow | None = None

    # What there is

    def put(self, offering: OfferingRow, outline: Group, rows: Sequence[ProgressRow], asked: int = 0) -> None:
        """Shows other rows; see `refresh`."""
        self.beginResetModel()
        for row in rows:
            self.states.arrived(row.candidacy, asked)
        self._offering, self.places = offering, places_of(outline)
        self._take(self._sorted(rows))
        self.heads = self._heads()
        self.endResetModel()

    def clear(self) -> None:
        """Shows nothing."""
        self.beginResetModel()
        self.heads, self.places = (), ()
        self._take([])
        self.endResetModel()
        self.states.clear()

    def _take(self, rows: list[ProgressRow]) -> None:
        self._rows = rows
        self._at = {row.candidacy: number for number, row in enumerate(rows)}
        self._cells = [{one.requirement.code: one for one in row.requirements} for row in rows]
        self._looks = [None] * len(rows)

    def _heads(self) -> tuple[Head, ...]:
        states = [row.today.state for row in self._rows]
        parts = []
        ready, blocked = states.count(CandidacyState.READY), states.count(CandidacyState.BLOCKED)
        if ready:
            parts.append(ngettext("{n} ready", "{n} ready", ready).format(n=ready))
        if blocked:
            parts.append(ngettext("{n} blocked", "{n} blocked", blocked).format(n=blocked))
        due = self._offering.due_on if self._offering else None
        needed = {row.today.standing.required for row in self._rows}
        return heads_of(self.places, due, needed.pop() if len(needed) == 1 else 0, ", ".join(parts))

    @property
    def rows(self) -> Sequence[ProgressRow]:
        """The candidacies, as they are sorted."""
        return self._rows

    def row_of(self, candidacy: UUID) -> int:
        """The place of a candidacy; -1 where it isn't shown."""
        return self._at.get(candidacy, -1)

    def column_of(self, code: str) -> int:
        """The place of a requirement; -1 where it isn't shown."""
        codes = [place.requirement.code for place in self.places]
        return codes.index(code) if code in codes else -1

    def cell(self, row: int, column: int) -> RequirementRow | None:
        """Where a candidacy is in a column's requirement; None at the standing, and where its version hasn't it."""
        if not (0 <= row < len(self._rows) and 0 <= column < len(self.places)):
            return None
        return self._cells[row].get(self.places[column].requirement.code)

    def requirement(self, column: int) -> Requirement | None:
        """The requirement of a column; None at the standing."""
        return self.places[column].requirement if 0 <= column < len(self.places) else None

    # Changing it

    def refresh(self, rows: Sequence[ProgressRow], asked: int) -> None:
        """Takes the new values of some rows; the order stays, so that nothing moves under somebody's hands.

        Args:
            asked: `states.answers` when they were asked for.
        """
        for row in rows:
            number = self._at.get(row.candidacy)
            if number is None:
                continue
            before = self._looks[number]
            self._rows[number] = row
            self._cells[number] = {one.requirement.code: one for one in row.requirements}
            self.states.arrived(row.candidacy, asked)
            self._looks[number] = None
            self._tell(number, before or [])
        heads = self._heads()
        if heads != self.heads:
            self.heads = heads
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads) - 1)

    def _tell(self, number: int, before: Sequence[Look | None]) -> None:
        """Says which cells of a row look otherwise; cell by cell, so that nothing else is drawn anew."""
        for column, look in enumerate(before):
            if look is not None and self.look(number, column) != look:
                index = self.index(number, column)
                self.dataChanged.emit(index, index)

    def _cell_changed(self, cell: tuple[UUID, str]) -> None:
        number, column = self._at.get(cell[0], -1), self.column_of(cell[1])
        if number >= 0 and column >= 0:
            self.looks(number)[column] = None
            index = self.index(number, column)
            self.dataChanged.emit(index, index)

    def sort_by(self, what: str, *, down: bool = False) -> None:
        """Sorts by `name`, `share`, `met`, `state` or a requirement's code."""
        self.order = (what, down)
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [(self._rows[index.row()].candidacy, index.column()) for index in old]
        self._take(self._sorted(self._rows))
        self.changePersistentIndexList(old, [self.index(self._at[key], column) for key, column in keys])
        self.layoutChanged.emit()

    def _sorted(self, rows: Sequence[ProgressRow]) -> list[ProgressRow]:
        what, down = self.order
        found = sorted(rows, key=lambda row: (row.learner.sort_key, row.learner.key))
        if what != NAME:
            found.sort(key=_order_by(what), reverse=down)
        elif down:
            found.reverse()
        return found

    # What the grid asks

    def name(self, row: int) -> str:
        """Whose row it is."""
        return self._rows[row].learner.display_name

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

    def _make_look(self, number: int, column: int) -> Look:
        row = self._rows[number]
        if column >= len(self.places):
            return standing_look(row, STANDING[column - len(self.places)])
        one = self.cell(number, column)
        if one is None:
            return BLANK
        state = self.states.get((row.candidacy, one.requirement.code))
        return cell_look(one) if state is None else _busy_look(state, cell_look(one))

    # Qt's own

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return cell_data(self, index, role)

    def words(self, row: int, column: int) -> str:
        """A cell in full: learner, requirement, state, result, and whether it is saved."""
        look = self.look(row, column)
        one = self.cell(row, column)
        if one is None:
            learner = isolated(self.name(row))
            return _("{learner}, {title}: {words}").format(
                learner=learner, title=self.heads[column].title, words=look.text
            )
        words = full_words(self._rows[row], one)
        state = self.states.get((self._rows[row].candidacy, one.requirement.code))
        if state is None or not look.note:
            return words
        why = why_refused(state.error)
        note = f"{look.note}: {why}" if why else look.note
        return _("{words}. {typed}, {note}").format(words=words, typed=state.typed or look.text, note=note)

    def on_record(self, row: int, column: int) -> str:
        """What stands on record in a cell, inside a sentence."""
        one = self.cell(row, column)
        return on_record(one) if one is not None else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return head_data(self, section, orientation, role)


def _busy_look(state: CellState, at_rest: Look) -> Look:
    """How a cell looks while what was typed is on its way, or was refused."""
    if state.error is not None:
        return Look("refused", state.typed, "not_met", _("not saved"))
    shown = at_rest._replace(text=state.text, state=state.state) if state.text else at_rest
    if state.asking:
        return shown._replace(note=_("not saved"), asks=True)
    if state.waiting:
        return shown._replace(note=_("saving"), busy=True)
    return shown._replace(note=_("saved")) if state.until > monotonic() else shown


def _order_by(what: str) -> Callable[[ProgressRow], Any]:
    """What rows are sorted by beside the name."""
    if what in (SHARE, "complete"):
        return lambda row: -row.today.standing.share
    if what == "met":
        return lambda row: -row.today.standing.met
    if what == "state":
        return lambda row: _STATES.index(row.today.state)
    return lambda row: next(
        ((str(one.standing.state), -one.standing.share) for one in row.requirements if one.requirement.code == what),
        ("", 0),
    )


__all__ = ["NAME", "SHARE", "STANDING", "MarkGrid"]
