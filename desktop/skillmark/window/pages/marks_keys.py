"""The keys of the mark grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from skillmark.domain.outline import Scheme
from skillmark.protocol.requests.judge import Judgement
from skillmark.window.models.mark_grid_cells import is_points
from skillmark.window.models.mark_grid_states import Cell
from skillmark.window.models.mark_grid_typing import NoSuchChoice, NotUnderstood, level_at, read_typed
from skillmark.window.pages.marks_bench import MarksBench
from skillmark.window.pages.marks_callouts import MarksCallouts
from skillmark.window.pages.marks_desk import Target
from skillmark.window.pages.marks_fill import fill_down
from skillmark.window.widgets.footer import Key
from skillmark.wording import _

RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class MarksKeys:
    """What each key does in the cell of the cursor.

    Args:
        more: who carries out the actions of the tab that aren't about entries.
    """

    def __init__(self, tab: MarksBench, callouts: MarksCallouts, more: Mapping[str, Callable[[], object]]) -> None:
        self._tab, self._callouts, self._more = tab, callouts, more
        self._outcomes = {_("P"): "met", _("N"): "not_met", _("R"): "returned", _("M"): "missing"}
        self._waive = _("W")
        self._stepped: tuple[Cell, int, int] | None = None
        self._named: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Delete: self.void,
            Qt.Key.Key_F2: more["marks.history"],
            Qt.Key.Key_Space: tab.open_panel,
            Qt.Key.Key_Period: self.repeat,
        }

    def listed(self) -> tuple[Key, ...]:
        """The keys, the most used first; the first nine stand at the foot."""
        return (
            Key((_("P"),), _("met")),
            Key((_("N"),), _("not met")),
            Key((_("R"),), _("returned")),
            Key((_("W"),), _("waive")),
            Key(("0–9",), _("mark")),
            Key((".",), _("repeat")),
            Key(("F2",), _("history")),
            Key(("Space",), _("rubric")),
            Key(("Ctrl", "D"), _("fill down")),
            Key((_("M"),), _("missing")),
            Key(("Del",), _("void the entry")),
            Key(("Enter",), _("save and go down")),
            Key(("Tab",), _("save and go right")),
            Key(("Shift", "↓"), _("choose several")),
            Key(("Ctrl", "Shift", "S"), _("sort")),
        )

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Who carries out the actions of the tab."""
        return {
            "marks.rubric": self._tab.open_panel,
            "marks.waive": self.waive,
            "marks.void": self.void,
            "marks.repeat": self.repeat,
            "marks.fill": lambda: fill_down(self._tab),
            **self._more,
        }

    def pressed(self, event: QKeyEvent) -> bool:
        """Does what a key does; False where it is none of the grid's."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key not in HELD:
            self.moved()
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_D:
            return self._writes(lambda: fill_down(self._tab))
        if held not in (PLAIN, SHIFT):
            return False
        if key in RETURN:
            return self._enter(-1 if held == SHIFT else 1)
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if key in self._named and held == PLAIN:
            function = self._named[key]
            return self._writes(function) if key != Qt.Key.Key_F2 else bool(function()) or True
        return self._typed(event.text())

    def _writes(self, function: Callable[[], object]) -> bool:
        """Does what changes the book, or says why it can't be changed."""
        if self._tab.writable:
            function()
        else:
            self._tab.context.shell.say(_("The record book is open to read only."))
        return True

    def _enter(self, down: int) -> bool:
        if self._callouts.stands_here():
            self._tab.callout.first()
        else:
            self._tab.grid.step(down, 0)
        return True

    def _escape(self) -> bool:
        if self._callouts.stands_here():
            self._tab.callout.last()
        elif self._tab.callout.isVisible():
            self._tab.callout.dismiss()
        else:
            return False
        return True

    # What is typed

    def _typed(self, text: str) -> bool:
        target = self._tab.current()
        letter = text.upper()
        if target is None or not letter.isprintable() or not letter:
            return False
        if letter in self._outcomes:
            return self._writes(lambda: self._tab.desk.enter(target, Judgement(outcome=self._outcomes[letter])))
        if letter == self._waive:
            return self._writes(self.waive)
        if text.isdecimal():
            return self._writes(lambda: self._digit(target, text))
        return False

    def _digit(self, target: Target, text: str) -> None:
        requirement = target.requirement
        if is_points(requirement.scheme):
            self.begin(target, text)
        elif requirement.scheme is Scheme.LEVELS:
            said = level_at(requirement, int(text))
            if said is not None:
                self._tab.desk.enter(target, said)
            else:
                levels = ", ".join(f"{place} {level}" for place, level in enumerate(requirement.levels, start=1))
                self._no_choice(target, text, _("The levels are {levels}.").format(levels=levels))
        elif requirement.scheme is Scheme.RUBRIC:
            self._tab.open_panel()
        else:
            self._no_choice(target, text, _("This is met or not: press P or N."))

    def _no_choice(self, target: Target, text: str, remedy: str) -> None:
        """Says at the cell that a digit is none of its choices."""
        self._tab.model.states.refuse(target.cell, text, NoSuchChoice(text, remedy))
        self._callouts.refused(target)

    def begin(self, target: Target, text: str, *, whole: bool = False) -> None:
        """Opens the field over a cell."""
        grid = self._tab.grid
        row, column = self._tab.model.row_of(target.row.candidacy), self._tab.model.column_of(target.requirement.code)
        grid.go_to(row, column)
        self._tab.callout.dismiss()
        name = self._tab.model.words(row, column)
        self._tab.editor.begin(
            grid.cell_rect(row, column), text, name, lambda *said: self.committed(target, *said), whole=whole
        )

    def committed(self, target: Target, text: str, down: int, right: int) -> None:
        """Takes what was typed into the field."""
        try:
            said = read_typed(target.requirement, text)
        except NotUnderstood as error:
            self._tab.model.states.refuse(target.cell, text, error)
            self._callouts.refused(target)
            return
        self._tab.desk.enter(target, said, text)
        self._tab.grid.step(down, right)
        index = self._tab.grid.currentIndex()
        self._stepped = (target.cell, index.row(), index.column())

    def moved(self, *_: int) -> None:
        """The person went on: what is refused from now on doesn't take the cursor back."""
        self._stepped = None

    def refused(self, target: Target) -> None:
        """Says why an entry was refused; takes the cursor back if only the step after Enter or Tab moved it on."""
        grid, model = self._tab.grid, self._tab.model
        index = grid.currentIndex()
        waits = self._tab.window().focusWidget() is grid and not self._tab.editor.isVisible()
        if waits and self._stepped == (target.cell, index.row(), index.column()):
            grid.go_to(model.row_of(target.row.candidacy), model.column_of(target.requirement.code))
        if not self._callouts.stands_here():
            self._callouts.refused(target)

    # What is done with a key or from the menu

    def repeat(self) -> None:
        """Enters once more what was entered last."""
        target, last = self._tab.current(), self._tab.desk.last
        if last is None:
            self._tab.context.shell.say(_("Nothing was entered yet that could be repeated."))
        elif target is not None:
            self._tab.desk.enter(target, last)

    def waive(self) -> None:
        """Asks who allows a waiver and why."""
        target = self._tab.current()
        if target is not None:
            self._callouts.waive(target)

    def void(self) -> None:
        """Takes the newest entry of the cell away."""
        target = self._tab.current()
        if target is not None:
            self._callouts.void(target)
