"""What happens to a cell between the key and the book's own value."""

from __future__ import annotations

from skillmark.protocol.errors_requests import NothingToUndo
from skillmark.window.models.mark_grid_states import CellStates

CELL = ("row", "TEST")


def begin(states: CellStates, text: str) -> None:
    states.begin(CELL, text, "met", text, lambda: None)


def test_a_saved_entry_goes_when_its_own_value_comes(qtbot) -> None:
    states = CellStates()
    begin(states, "31")
    states.finish(CELL)
    states.arrived("row", states.answers - 1)
    assert states.ahead() == {CELL}
    states.arrived("row", states.answers)
    assert states.ahead() == set()


def test_a_value_that_comes_while_more_is_typed_is_not_waited_for_again(qtbot) -> None:
    states = CellStates()
    begin(states, "31")
    states.finish(CELL)
    begin(states, "99")
    states.arrived("row", states.answers)
    assert states.waiting(CELL)
    states.finish(CELL, NothingToUndo("mark"))
    assert states.refused() == [CELL]
    states.put_back(CELL)
    assert states.ahead() == set()
    assert states.get(CELL) is None
