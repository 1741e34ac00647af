"""Undo and redo over the writer's thread, against a history that is kept step by step without threads."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from skillmark.protocol.answers import Outcome, changes
from skillmark.protocol.errors_requests import NothingToUndo, NotInBook
from skillmark.protocol.requests import Request
from skillmark.window.history import History
from skillmark.window.operations import Operations

CELLS, STEPS, SEEDS = 5, 60, 40


@dataclass(frozen=True)
class Put(Request):
    """Puts a value into a cell; a value of None is refused."""

    cell: int
    value: int | None


@dataclass
class Register:
    """The simplest book there is."""

    cells: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(CELLS), 0))

    def put(self, request: Any) -> Outcome[int]:
        if request.value is None:
            raise NotInBook("value", str(request.cell))
        before = self.cells[request.cell]
        self.cells[request.cell] = request.value
        return Outcome(request.value, changes(), Put(request.cell, before))


class Oracle:
    """What a person must see: the same steps, each decided before the next, save that a refused step still stands
    on the pile until the answer is back."""

    def __init__(self) -> None:
        self.register = Register()
        self.done: list[list[Any]] = []
        self.undone: list[list[Any]] = []

    def do(self, request: Put) -> None:
        entry: list[Any] = [request, None]
        self.undone.clear()
        self.done.append(entry)
        if request.value is not None:
            entry[1] = self.register.put(request).undo

    def undo(self) -> None:
        if self.done:
            entry = self.done.pop()
            if entry[1] is not None:
                entry[0] = self.register.put(entry[1]).undo
                self.undone.append(entry)
            else:
                self.undone.append(entry)

    def redo(self) -> None:
        if self.undone:
            entry = self.undone.pop()
            if entry[1] is not None:
                entry[1] = self.register.put(entry[0]).undo
            self.done.append(entry)

    def answers_are_back(self) -> None:
        """Refused steps are off both piles."""
        self.done = [one for one in self.done if one[1] is not None]
        self.undone = [one for one in self.undone if one[1] is not None]


@pytest.fixture
def operations(qtbot):
    made = Operations()
    yield made
    made.shut_down()


def registered(operations: Operations, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Operations that carry their requests out on a register."""
    register = Register()
    monkeypatch.setattr(operations, "execute", register.put)
    return register


def idle(qtbot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: operations.waiting == 0, timeout=10_000)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_order_of_steps_leaves_what_the_oracle_says(seed: int, operations, qtbot, monkeypatch) -> None:
    chance = random.Random(seed)
    register, oracle = registered(operations, monkeypatch), Oracle()
    history = History(operations)
    for _ in range(STEPS):
        way = chance.choices(("do", "undo", "redo", "wait"), (5, 3, 2, 1))[0]
        if way == "do":
            value = None if chance.random() < 0.2 else chance.randrange(1, 100)
            request = Put(chance.randrange(CELLS), value)
            history.do("put", request, lambda value, error: None)
            oracle.do(request)
        elif way == "wait":
            idle(qtbot, operations)
            oracle.answers_are_back()
        else:
            getattr(history, way)()
            getattr(oracle, way)()
    idle(qtbot, operations)
    oracle.answers_are_back()
    assert register.cells == oracle.register.cells
    assert len(history.done) == len(oracle.done)
    assert len(history.undone) == len(oracle.undone)
    while history.done:
        history.undo()
    idle(qtbot, operations)
    assert register.cells == dict.fromkeys(range(CELLS), 0)


def test_undo_of_a_refused_step_says_so_and_takes_nothing_back(operations, qtbot, monkeypatch) -> None:
    register = registered(operations, monkeypatch)
    history = History(operations)
    history.do("first", Put(0, 7))
    idle(qtbot, operations)
    refused: list[Any] = []
    history.refused.connect(lambda entry, way, error: refused.append((way, type(error))))
    history.do("second", Put(0, None))
    history.undo()
    idle(qtbot, operations)
    assert refused == [("do", NotInBook), ("undo", NothingToUndo)]
    assert register.cells[0] == 7
    assert [one.label for one in history.done] == ["first"]
    assert history.undone == []


def test_what_was_done_while_an_undo_was_refused_stays_above_it(operations, qtbot, monkeypatch) -> None:
    register = registered(operations, monkeypatch)
    history = History(operations)
    history.do("first", Put(0, 1))
    idle(qtbot, operations)
    history.done[0].inverse = Put(0, None)
    history.undo()
    history.do("second", Put(1, 2))
    idle(qtbot, operations)
    assert [one.label for one in history.done] == ["first", "second"]
    assert register.cells[0] == 1
    assert register.cells[1] == 2


def test_a_step_without_inverse_ends_the_history(operations, qtbot, monkeypatch) -> None:
    def execute(request: Put) -> Outcome[int]:
        undo = Put(0, 0) if request.value != 9 else None
        return Outcome(1, changes(award=[]), undo)

    monkeypatch.setattr(operations, "execute", execute)
    history = History(operations)
    for value in (1, 9, 2):
        history.do(str(value), Put(0, value))
    idle(qtbot, operations)
    assert [one.label for one in history.done] == ["2"]


def test_a_step_that_changed_nothing_leaves_the_history_as_it_was(operations, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(operations, "execute", lambda request: Outcome(1, undo=Put(0, 0) if request.value else None))
    history = History(operations)
    history.do("first", Put(0, 1))
    history.do("nothing", Put(0, 0))
    idle(qtbot, operations)
    assert [one.label for one in history.done] == ["first"]
