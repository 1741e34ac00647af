"""The heat map as a model: the rows of the mark grid, a colour and a glyph for each requirement, and the share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from skillmark.protocol.rows import ProgressRow
from skillmark.window.models.mark_grid import SHARE, MarkGrid
from skillmark.window.models.mark_grid_cells import heat_look
from skillmark.window.models.mark_grid_columns import what_passes
from skillmark.window.widgets.grid_heads import Head
from skillmark.window.widgets.grid_looks import BLANK, Look
from skillmark.wording import _
from skillmark.wording.numbers import per_cent_of

BINS = 10


class HeatGrid(MarkGrid):
    """What the overview shows of everybody."""

    def __init__(self) -> None:
        super().__init__()
        self.order = (SHARE, False)

    def _heads(self) -> tuple[Head, ...]:
        found = []
        for place in self.places:
            one = place.requirement
            tip = _("{title} ({code}): {passes}").format(title=one.title, code=one.code, passes=what_passes(one))
            found.append(Head(one.title, one.code, least=30, most=56, tip=tip))
        return (*found, Head(_("Share"), least=58, most=58, right=True))

    def _make_look(self, number: int, column: int) -> Look:
        if column < len(self.places):
            one = self.cell(number, column)
            return heat_look(one) if one is not None else BLANK
        standing = self._rows[number].today.standing
        complete = standing.satisfied and standing.share == 1
        return Look("number", per_cent_of(Fraction(standing.share), complete=complete))


def distribution(rows: Sequence[ProgressRow]) -> tuple[list[int], int]:
    """How many learners are in each tenth of the way, and how many of the last tenth have everything."""
    bins = [0] * BINS
    for row in rows:
        bins[min(BINS - 1, int(row.today.standing.share * BINS))] += 1
    return bins, sum(row.today.standing.satisfied for row in rows)
