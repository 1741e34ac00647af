"""Reading the rows of an offering: the outline once, then where everybody is; later only the rows that changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from skillmark.domain.outline import Group
from skillmark.protocol.answers import Changes
from skillmark.protocol.requests.look import Progress, ProgressOf, ShowCredential
from skillmark.protocol.rows import CohortRow, OfferingRow, ProgressRow
from skillmark.window.models.mark_grid import MarkGrid
from skillmark.window.pages.page import Part

KINDS = frozenset({"candidacy", "learner", "cohort", "enrolment", "offering", "session", "award", "credential", "book"})
"""Records on which the rows depend."""

Shown = Callable[[list[ProgressRow], Group, int], object]


class RowsReader:
    """Reads for a tab what its model shows.

    Args:
        show: told all rows, the outline, and the number of answers when they were asked for.
        changed: told that some rows were taken by the model.
    """

    def __init__(self, part: Part, model: MarkGrid, show: Shown, changed: Callable[[], object]) -> None:
        self._part, self._model, self._show, self._changed = part, model, show, changed
        self._outlines: dict[tuple[str, int], Group] = {}
        self._wanted: OfferingRow | None = None

    def read(self, cohort: CohortRow, offering: OfferingRow, changes: Changes | None) -> bool:
        """Reads everything, or only the rows that were touched, or nothing where nothing concerns them.

        Returns:
            True where everything is read.
        """
        keys = changes.of("candidacy") if changes is not None else None
        known = keys and all(self._model.row_of(key) >= 0 for key in keys)
        if changes is not None and keys and known and changes.of("enrolment") is None:
            self._read_some(tuple(keys))
            return False
        if changes is not None and all(changes.of(kind) is None for kind in KINDS):
            return False
        self._read_all(cohort, offering)
        return True

    def _read_some(self, keys: tuple[Any, ...]) -> None:
        asked = self._model.states.answers

        def take(rows: list[ProgressRow]) -> None:
            self._model.refresh(rows, asked)
            self._changed()

        self._part.ask(ProgressOf(keys), take)

    def _read_all(self, cohort: CohortRow, offering: OfferingRow) -> None:
        key, asked = (offering.credential, offering.version), self._model.states.answers
        self._wanted = offering

        def show(rows: list[ProgressRow]) -> None:
            if self._wanted is offering:
                self._show(rows, self._outlines[key], asked)

        def then(detail: Any = None) -> None:
            if detail is not None:
                self._outlines[key] = detail.definition.outline
            self._part.ask(Progress(cohort=cohort.code, credential=offering.credential), show, latest="rows")

        if key in self._outlines:
            then()
        else:
            self._part.ask(ShowCredential(*key), then, latest="outline")

    def same(self, rows: list[ProgressRow]) -> bool:
        """Whether these are the candidacies that the model shows already."""
        return {row.candidacy for row in rows} == {row.candidacy for row in self._model.rows}
