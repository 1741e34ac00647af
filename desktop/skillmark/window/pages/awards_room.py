"""How the awards share the room of their page, and what may have all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from skillmark.protocol.rows import AwardRow
from skillmark.window import theme
from skillmark.window.pages.awards_detail import AwardPane
from skillmark.window.pages.awards_halves import Halves
from skillmark.window.pages.awards_list import AwardsList
from skillmark.window.pages.awards_panel import AwardAll
from skillmark.window.pages.awards_prepared import Runs
from skillmark.window.pages.awards_side import Side
from skillmark.window.pages.awards_told import Refusals
from skillmark.window.pages.page import Part

SHORT = 280
"""px at 100 % text of height under which a narrow page shows the list alone."""
NOTHING, PAGE, FACTS = "", "page", "facts"


class AwardsRoom(Halves):
    """The parts of the awards and where they stand.

    Attributes:
        over: what has the whole page: the certificate, what is known of the award, or nothing.
    """

    part: Part
    left: QWidget
    list: AwardsList
    pane: AwardPane
    side: Side
    panel: AwardAll
    refusals: Refusals
    runs: Runs
    over = NOTHING
    _was_short = False

    def chosen(self) -> AwardRow | None:
        """The award where the list is."""
        return self.list.chosen()

    # What has the whole page

    def show_large(self, large: bool) -> None:
        """Gives the whole page to the certificate; or takes it back from whatever has it."""
        self._show_over(PAGE if large else NOTHING)

    def show_facts(self) -> None:
        """Gives the whole page to what is known of the award."""
        self._show_over(FACTS)

    def _show_over(self, what: str) -> None:
        if what == self.over or (what and (self.chosen() is None or self.side.panel is not None)):
            return
        self.over = what
        self.pane.show_large(what == PAGE)
        self._share_room()
        self.take_keyboard()
        self.part.page_changed()

    def back(self) -> bool:
        """From what has the whole page to the list."""
        was = self.over != NOTHING
        self.show_large(False)
        return was

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is shown of page, facts, list, and who would be awarded."""
        if self.over:
            (self.pane.preview if self.over == PAGE else self.pane.facts).setFocus()
        elif self.list.isHidden():
            self.panel.list.setFocus()
        else:
            self.list.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.over:
            self.show_large(False)
        elif event.key() == Qt.Key.Key_Space and self.pane.preview.hasFocus():
            self.show_large(not self.pane.large)
        else:
            super().keyPressEvent(event)

    # Sharing

    def _sides_changed(self) -> None:
        self.panel.rest(self._busy())
        self.runs.rest(self._busy())
        self._share_room()
        self.part.page_changed()

    def _busy(self) -> bool:
        return self.side.panel is not None or self.pane.under.panel is not None

    def _share_room(self) -> None:
        """Where the page is narrow, what is decided has all of it: a panel at the side, or who is awarded."""
        deciding = self.narrow and self._busy()
        awarding = self.narrow and self.panel.is_open() and not self._busy()
        self.left.setVisible(not self.over and not deciding)
        self.list.setVisible(not awarding)
        self.side.setVisible(not awarding and (not self.short or bool(self.over) or deciding))
        self.runs.show_room(not self.narrow or awarding or self.panel.isHidden())

    def _panel_changed(self) -> None:
        panel = self.panel
        self.runs.lead(panel.nobody())
        none_ready = panel.target is not None and not panel.names.rowCount()
        unready = () if panel.folded and not none_ready else panel.unready
        self.refusals.show_unready(unready, panel.target)
        self._share_room()
        self._fit_lists()

    def _fit_lists(self) -> None:
        """Gives the names and the refusals as much room as leaves some for the list."""
        high = self.left.height()
        self.panel.list.show_at_most(min(8, max(1, int(high * 0.24 / self.panel.list.line()))))
        self.refusals.list.show_at_most(min(5, max(2, int(high * 0.2 / self.refusals.list.line()))))
        self.part.page_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.left and event.type() == QEvent.Type.Resize:
            self._fit_lists()
        return False

    def _turned(self, narrow: bool) -> None:
        """Where the page is narrow the panel is one line, and the certificate is shown only over the whole page."""
        if self.over == FACTS and not narrow:
            self.show_large(False)
        self.pane.be_narrow(narrow)
        self.panel.foldable(narrow)
        self.panel.fold(narrow)
        self._panel_changed()

    @property
    def short(self) -> bool:
        """Whether there is room for the list alone; what is known of an award is shown when it is opened."""
        return self.narrow and self.height() < theme.current().px(SHORT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.short != self._was_short:
            self._was_short = self.short
            self._share_room()

    def restyle(self) -> None:
        super().restyle()
        self._share_room()
        self._fit_lists()
