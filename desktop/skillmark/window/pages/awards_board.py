"""The awards of a book or of a cohort: award all who are ready, the list of awards, the award that is chosen."""

from __future__ import annotations

from uuid import UUID

from skillmark.protocol.requests.look import ListAwards, ListRuns
from skillmark.protocol.rows import AwardRow, RunRow
from skillmark.window.models.awards import PRINTED
from skillmark.window.pages.awards_acts import Acts
from skillmark.window.pages.awards_detail import AwardPane
from skillmark.window.pages.awards_export import Asked
from skillmark.window.pages.awards_halves import Top
from skillmark.window.pages.awards_keys import keys_of, set_order
from skillmark.window.pages.awards_list import AwardsList
from skillmark.window.pages.awards_panel import AwardAll
from skillmark.window.pages.awards_prepared import Runs
from skillmark.window.pages.awards_room import AwardsRoom
from skillmark.window.pages.awards_side import Side
from skillmark.window.pages.awards_told import Done, Refusals
from skillmark.window.pages.page import Part
from skillmark.window.widgets.footer import Key
from skillmark.window.widgets.panes import Pane, column

TOUCHED = frozenset(
    {"award", "award_run", "candidacy", "learner", "cohort", "offering", "enrolment", "credential", "issuer", "book"}
)


class AwardsBoard(AwardsRoom):
    """Everything about awards but the page's header; `part` is the page or tab that it is in."""

    def __init__(self, part: Part, name: str) -> None:
        super().__init__(name, part.context.keeper)
        self.part = part
        self.cohort_code: str | None = None
        self.acts = Acts(self)
        self.list = AwardsList()
        self.pane = AwardPane(part, self.acts.about_one(), self._sides_changed)
        self.side = Side(self.pane, self._sides_changed)
        self.panel = AwardAll(part, self.acts.award, self.acts.prepare, self._panel_changed)
        self.done = Done()
        self.refusals = Refusals(self.acts.about, self._panel_changed)
        self.runs = Runs(self.acts.proof, self.acts.issue, self.acts.drop)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.left = Pane("page")
        inside = column(self.left, 0, 0)
        self.top = Top(self.panel, self.done, self.refusals, self.runs)
        inside.addWidget(self.top)
        inside.addWidget(self.list, 1)
        self.addWidget(self.left)
        self.addWidget(self.side)
        self.share()
        self.left.installEventFilter(self)

    def _connect(self) -> None:
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._opened)
        self.list.page_wanted.connect(lambda: self.show_large(True))
        self.list.confirm_wanted.connect(self.acts.confirm)
        self.list.export_button.clicked.connect(lambda on: self.acts.export())
        self.turned.connect(self._turned)
        self.done.closed.connect(self.panel.go_on)
        refused = self.refusals.list.selectionModel()
        refused.currentChanged.connect(lambda *_places: self.part.page_changed())

    def order(self) -> None:
        """The order in which Tab goes about; once search and filters stand in the page."""
        set_order(self, self.list)

    # Looking

    def look(self) -> None:
        """Looks again at everything."""
        self.panel.look()
        self.part.ask(ListAwards(cohort=self.cohort_code), self._take_awards, latest="awards")
        self.part.ask(ListRuns(self.panel.scope), self._take_runs, latest="runs")

    def _take_awards(self, rows: list[AwardRow]) -> None:
        self.list.put(rows)
        self.done.keep({row.number for row in rows if row.status in PRINTED})

    def _take_runs(self, rows: list[RunRow]) -> None:
        wanted = self.panel.wanted
        self.runs.put([one for one in rows if wanted in (None, one.credential)], writable=self.part.writable)
        self.part.page_changed()

    def come_back(self) -> None:
        """It is shown again after another page was: what was said then was read."""
        if self.panel.held:
            self.done.close_it()

    def clear(self) -> None:
        """Forgets what it shows: it is about another cohort now."""
        self.panel.forget()
        self.done.hide()
        self.refusals.forget()
        self.side.close_panel()
        self.show_large(False)
        self.list.clear_search()
        self.list.put([])

    # What it holds

    def shown(self) -> Asked:
        """The awards that the search leaves."""
        return self.list.asked(self.cohort_code)

    def known(self) -> list[AwardRow]:
        """All awards, shown or not."""
        return self.list.rows.everything

    def show_award(self, wanted: str | UUID) -> None:
        """Goes to an award by its number, its key or its learner's, once it is in the list."""
        self.list.show_award(wanted)

    def _moved(self) -> None:
        self.pane.show_row(self.chosen())
        self.part.page_changed()

    def _opened(self) -> None:
        if self.acts.able("confirm"):
            self.acts.confirm()
        else:
            self.show_facts() if self.short else self.show_large(True)

    def refused(self) -> int:
        """How many were asked for and refused, until that is closed."""
        return len(self.refusals.lines.lines) if self.refusals.after else 0

    def search_here(self) -> None:
        """Goes to the search field."""
        self.show_large(False)
        self.list.search.setFocus()
        self.list.search.selectAll()

    # Keys

    def keys(self) -> tuple[Key, ...]:
        """The keys that work here and now."""
        return keys_of(self, self.acts, self.over)
