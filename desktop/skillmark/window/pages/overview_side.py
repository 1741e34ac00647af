"""What stands beside the heat map: how far along, and who is blocked or quiet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from statistics import median

from PySide6.QtWidgets import QFrame, QWidget

from skillmark.window import theme
from skillmark.window.models.heat_reasons import GRANT, Reason
from skillmark.window.widgets.heat_chart import Distribution
from skillmark.window.widgets.heat_lines import PersonLine, PersonLines
from skillmark.window.widgets.panes import Pane, Scroll, column, row
from skillmark.window.widgets.text import Text
from skillmark.wording import _, ngettext
from skillmark.wording.numbers import per_cent_of

MOST = 40
"""Lines that are shown; the rest is counted."""


class OverviewSide(Pane):
    """The right side of the overview; `back` is what leads to the map where that isn't in sight."""

    def __init__(self, act: Callable[[Reason], object], back: QWidget) -> None:
        super().__init__("page")
        here = theme.current()
        self._act = act
        self.chart, self.lines = Distribution(), PersonLines()
        self.summary = Text("", "small", "text_2")
        self.count = Text("", "small", "text_2")
        outer = column(self, 0, 0)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroller = Scroll("page")
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        outer.addWidget(self.scroller)
        layout = column(self.scroller.inner, 0, 0)
        layout.setContentsMargins(here.px(24), here.px(14), here.px(24), here.px(14))
        layout.addLayout(row(back, None))
        layout.addLayout(row(Text(_("How far along"), "section"), None, self.summary))
        layout.addWidget(Text(_("Learners by share complete"), "small", "text_2"))
        layout.addSpacing(here.px(10))
        layout.addWidget(self.chart)
        layout.addSpacing(here.px(24))
        layout.addLayout(row(Text(_("Blocked or quiet, and why"), "section"), None, self.count))
        layout.addSpacing(here.px(6))
        layout.addWidget(self.lines)
        layout.addStretch(1)

    def put(self, bins: Sequence[int], complete: int, shares: Sequence[float], reasons: Sequence[Reason]) -> None:
        """Shows other figures and lines."""
        self.chart.put(bins, complete)
        words = ngettext("{n} has everything", "{n} have everything", complete).format(n=complete)
        half = per_cent_of(Fraction(median(shares)).limit_denominator(10_000), complete=False) if shares else ""
        self.summary.setText(_("{words} · half are at {share} or above").format(words=words, share=half))
        self.count.setText(self._counted(reasons))
        verbs = {GRANT: _("Grant a try")}
        lines = [
            PersonLine(one.kind, one.name, one.text, verbs.get(one.what, _("Open")), partial(self._act, one))
            for one in reasons[:MOST]
        ]
        left = len(reasons) - len(lines)
        more = ngettext("{n} more; sort by state in Marks.", "{n} more; sort by state in Marks.", left).format(n=left)
        self.lines.put(lines, _("Nobody is blocked or quiet."), more if left > 0 else "")

    def _counted(self, reasons: Sequence[Reason]) -> str:
        kinds = [one.kind for one in reasons]
        blocked, quiet, watch = (kinds.count(kind) for kind in ("blocked", "quiet", "watch"))
        parts = [
            ngettext("{n} blocked", "{n} blocked", blocked).format(n=blocked) if blocked else "",
            ngettext("{n} quiet", "{n} quiet", quiet).format(n=quiet) if quiet else "",
            ngettext("{n} to watch", "{n} to watch", watch).format(n=watch) if watch else "",
        ]
        return ", ".join(part for part in parts if part)
