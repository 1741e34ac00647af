"""Measures a frame of the mark grid on a page jump against QTableView with its own delegate and the same content.

Run: QT_QPA_PLATFORM=offscreen PYTHONPATH=desktop:. python tests/bench/grid_paint.py
"""

from __future__ import annotations

import statistics
import time
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from skillmark.domain.award_facts import AwardStatus
from skillmark.domain.outline import Group, Kind, Requirement, Scheme
from skillmark.domain.scoring import Result
from skillmark.domain.standing import CandidacyState, RequirementStanding, RequirementState, Standing, StandingToday
from skillmark.protocol.rows import LearnerRow, OfferingRow, ProgressRow, RequirementRow
from skillmark.window import icons, theme
from skillmark.window.app import make_app
from skillmark.window.models.mark_grid import MarkGrid
from skillmark.window.widgets.grid import Grid
from tests.bench.timing import tell

SIZES = ((1_000, 60), (10_000, 200))
VIEW = QSize(1280, 800)
JUMPS = 30
STATES = (RequirementState.MET, RequirementState.NOT_MET, RequirementState.NOT_STARTED, RequirementState.SUBMITTED)


class Plain(MarkGrid):
    """The same content for Qt's own delegate: words, colours, glyph by the usual roles."""

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Adds what Qt's own delegate draws."""
        look = self.look(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return look.text
        if look.state and role in (
            Qt.ItemDataRole.BackgroundRole,
            Qt.ItemDataRole.ForegroundRole,
            Qt.ItemDataRole.DecorationRole,
        ):
            shade = theme.current().states[look.state]
            if role == Qt.ItemDataRole.DecorationRole:
                return icons.pixmap(shade.glyph, shade.fg, 13, state=True)
            return shade.bg if role == Qt.ItemDataRole.BackgroundRole else shade.fg
        return None


def outline(columns: int) -> Group:
    """Requirements of points in groups of ten."""
    requirements = [
        Requirement(
            f"R{number}",
            f"Requirement {number}",
            Kind.SKILLS_TEST,
            Scheme.POINTS,
            maximum=Decimal(40),
            pass_mark=Decimal(28),
        )
        for number in range(columns)
    ]
    groups = [Group(f"Group {first}", tuple(requirements[first : first + 10])) for first in range(0, columns, 10)]
    return Group("All", tuple(groups))


def rows(count: int, requirements: tuple[Requirement, ...]) -> list[ProgressRow]:
    """Learners with every state and forty different marks."""
    today = StandingToday(
        Standing(CandidacyState.IN_PROGRESS, False, Fraction(1, 2), 3, 6),
        CandidacyState.IN_PROGRESS,
        (),
        (),
        AwardStatus.NONE,
        (),
        3,
        False,
        Fraction(0),
    )
    cells = [
        [
            RequirementRow(one, RequirementStanding(one.code, state, result=_result(state, kind)))
            for state in STATES
            for kind in range(40)
        ]
        for one in requirements
    ]
    found = []
    for number in range(count):
        name = f"Learner {number:05d}"
        learner = LearnerRow(UUID(int=number + 1), "", name, "", "", "", "", name, (), ())
        mine = tuple(line[(number * 7 + place * 3) % len(line)] for place, line in enumerate(cells))
        found.append(ProgressRow(UUID(int=number + 1), learner, "A", "C", "C", 1, today, mine, None, None, None))
    return found


def _result(state: RequirementState, mark: int) -> Result | None:
    judged = state in (RequirementState.MET, RequirementState.NOT_MET)
    return Result(Scheme.POINTS, mark=Decimal(mark), maximum=Decimal(40)) if judged else None


def fill(model: MarkGrid, count: int, columns: int) -> MarkGrid:
    """Puts the rows into a model."""
    tree = outline(columns)
    offering = OfferingRow(UUID(int=0), "C", UUID(int=0), 1, "C", None, False, None)
    model.put(offering, tree, rows(count, tree.requirements))
    return model


def frames(view: QTableView, high: int) -> float:
    """The median of a frame after a jump to another page, ms."""
    target = QImage(view.size(), QImage.Format.Format_RGB32)
    bar, times = view.verticalScrollBar(), []
    flags = QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren
    for number in range(JUMPS):
        painter = QPainter(target)
        begin = time.perf_counter()
        # The rows of the page are seen for the first time: what the model makes of them is in the frame.
        bar.setValue(number * 1009 * high % max(1, bar.maximum()))
        view.viewport().render(painter, QPoint(), renderFlags=flags)
        times.append((time.perf_counter() - begin) * 1000)
        painter.end()
        QApplication.processEvents()
    return statistics.median(times[5:])


def measure(count: int, columns: int) -> dict[str, float]:
    """One size: our frame, the other frame, and how many times faster ours is."""
    ours = Grid("Marks")
    ours.show_model(fill(MarkGrid(), count, columns))
    ours.resize(VIEW)
    ours.show()
    ours.fit([96] * (columns + 3))
    theirs = QTableView()
    theirs.setModel(fill(Plain(), count, columns))
    theirs.verticalHeader().setDefaultSectionSize(24)
    theirs.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    for column in range(columns + 3):
        theirs.setColumnWidth(column, 96)
    theirs.resize(VIEW)
    theirs.show()
    QApplication.processEvents()
    high = ours.names.defaultSectionSize()
    best, other = frames(ours, high), frames(theirs, 24)
    ours.close()
    theirs.close()
    return {"rows": count, "columns": columns, "grid_ms": best, "delegate_ms": other, "ratio": other / best}


def main() -> int:
    """Prints a line for each size and what the larger costs beside the smaller."""
    app = make_app([])
    theme.install(app, theme.make("light"))
    found = [measure(*size) for size in SIZES]
    growth = found[1]["grid_ms"] / found[0]["grid_ms"]
    for one in found:
        print(
            f"{one['rows']:>6} x {one['columns']:<4} grid {one['grid_ms']:.2f} ms, "
            f"default delegate {one['delegate_ms']:.2f} ms: {one['ratio']:.1f} times faster"
        )
    print(f"the larger against the smaller: {growth:.2f}")
    tell(
        ratio=found[0]["ratio"],
        ours_ms=found[0]["grid_ms"],
        peer_ms=found[0]["delegate_ms"],
        large_ms=found[1]["grid_ms"],
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
