"""What a tab of a cohort is."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from skillmark.protocol.rows import CohortRow, OfferingRow
from skillmark.window.context import Context
from skillmark.window.pages.page import Body, Part
from skillmark.window.widgets.footer import Bar
from skillmark.window.widgets.panes import column


class Tab(Part):
    """A tab of the cohort page.

    Attributes:
        cohort: the cohort that is shown; None before one was.
        offering: which of its micro-credentials; None where it works toward none.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.cohort: CohortRow | None = None
        self.offering: OfferingRow | None = None
        self.message = Bar()
        self.stack = column(self, 0, 0)
        self.stack.addWidget(self.message)

    def set_body(self, content: QWidget) -> Body:
        """Puts the content under the messages."""
        self.body = Body(content)
        self.stack.addWidget(self.body, 1)
        return self.body

    def turn_to(self, cohort: CohortRow, offering: OfferingRow | None) -> None:
        """Is to show another cohort or offering, or the same as it is now; looks when it is shown."""
        other = self.cohort is None or self.cohort.key != cohort.key or self.offering != offering
        self.cohort, self.offering = cohort, offering
        if other:
            self.stale = True
            self.turned()

    def turned(self) -> None:
        """Another cohort or offering was named: forgets what it shows, before it looks again."""

    def go_to(self, where: Any) -> None:
        """Shows what `where` names within the tab, for example a (candidacy, requirement code) in Marks."""
