"""One award: its page, who holds it, what proves it, what happened to it, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from skillmark.protocol.requests.look import FindAward
from skillmark.protocol.rows import AwardRow
from skillmark.window import theme
from skillmark.window.models.awards import PRINTED, dates_in_words, shown_status
from skillmark.window.pages.awards_preview import Drawer
from skillmark.window.pages.awards_proofs import happened, proofs_of
from skillmark.window.pages.awards_side import Side
from skillmark.window.pages.page import Part
from skillmark.window.widgets.awards_controls import WrapRow
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.empty import EmptyState
from skillmark.window.widgets.panes import Card, Pane, Scroll, column, empty_layout, heading, row
from skillmark.window.widgets.pdf_preview import PdfPreview
from skillmark.window.widgets.text import ElidedText, Glyph, StateChip, Text
from skillmark.wording import _
from skillmark.wording.dates import date_and_time
from skillmark.wording.names import isolated
from skillmark.wording.states import award_status_word

if TYPE_CHECKING:
    from skillmark.services.look_awards import AwardDetail

PAPER = 210 / 297
MARGIN = 20
ACTIONS = ("save_pdf", "correct", "revoke", "confirm")


class AwardPane(Pane):
    """An award as a whole; the page stays while a panel takes the place of what stands under it.

    Attributes:
        row: the award that is shown.
        detail: all that is known of it; None until it was looked up.
    """

    def __init__(self, part: Part, actions: Mapping[str, Callable[[], object]], changed: Callable[[], object]) -> None:
        super().__init__("sunken", ("left",))
        self._part = part
        self.row: AwardRow | None = None
        self.detail: AwardDetail | None = None
        self.large = False
        self.narrow = False
        self.preview = PdfPreview(_("Certificate"))
        self.drawer = Drawer(part, self.preview)
        self.facts = AwardFacts(actions)
        self.under = Side(self.facts, changed)
        self.nothing = EmptyState("")
        self._layout = column(self, 0, 0)
        self._top = QWidget()
        self._around = column(self._top, 0, 0)
        self._around.addWidget(self.preview, 1)
        self._layout.addWidget(self.nothing)
        self._layout.addWidget(self._top, 0)
        self._layout.addWidget(self.under, 1)
        self.show_row(None)

    def show_row(self, shown: AwardRow | None) -> None:
        """Shows another award, or the same one as it is now."""
        other = shown is None or self.row is None or shown.key != self.row.key
        self.row = shown
        if other:
            self.detail = None
            self.under.close_panel()
        self.nothing.setVisible(shown is None)
        self._show_under()
        self._arrange()
        if shown is None:
            self.preview.show_page(None, "")
            return
        name = _("{name}, {number}").format(name=isolated(shown.holder), number=shown.number)
        self.preview.show_page(shown.key, name)
        self.facts.show_row(shown, writable=self._part.writable, anew=other)
        self._part.ask(FindAward(shown.number), self._take, latest="award")

    def _take(self, detail: AwardDetail) -> None:
        if self.row is not None and detail.row.key == self.row.key:
            self.detail = detail
            self.facts.show_detail(detail)

    def show_large(self, large: bool) -> None:
        """Gives the whole room to the page, or takes it back."""
        self.large = large
        self._show_under()
        if not large:
            self.preview.enlarge(0)
        self._arrange()

    def be_narrow(self, narrow: bool) -> None:
        """Stands under the list, so that the page is shown only when it is large."""
        self.narrow = narrow
        self._arrange()

    def _show_under(self) -> None:
        self.under.setVisible(self.row is not None and not self.large)

    def _arrange(self) -> None:
        here = theme.current()
        self._top.setVisible(self.row is not None and (self.large or not self.narrow))
        self._layout.setStretch(1, 1 if self.large else 0)
        margin = here.px(MARGIN)
        self._around.setContentsMargins(margin, here.px(18), margin, here.px(4 if not self.large else 12))
        if self.large:
            self._top.setMinimumHeight(0)
            self._top.setMaximumHeight(16_777_215)
        else:
            wanted = round((self.width() - 2 * margin) * PAPER) + here.px(24)
            self._top.setFixedHeight(max(here.px(90), min(wanted, round(self.height() * 0.46))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        super().restyle()
        self._arrange()


class AwardFacts(Scroll):
    """What is known of an award, under its page."""

    def __init__(self, actions: Mapping[str, Callable[[], object]]) -> None:
        super().__init__("sunken")
        here = theme.current()
        self.hold_keyboard(_("About the award"))
        self.holder = ElidedText("", "section")
        self.about = ElidedText("", "small", "text_2")
        self.chip = StateChip("valid", "")
        self.dates = Text("", "small", "text_2", wrap=True)
        self.buttons = {
            "save_pdf": Button(_("Save PDF…"), "file-down", clicked=actions["save_pdf"]),
            "confirm": Button(_("Confirm…"), clicked=actions["confirm"]),
            "correct": Button(_("Correct…"), clicked=actions["correct"]),
            "revoke": Button(_("Revoke…"), clicked=actions["revoke"]),
        }
        self.proofs = Card()
        self._proofs = QGridLayout(self.proofs)
        self._proofs.setContentsMargins(*(here.px(one) for one in (14, 8, 14, 8)))
        self._proofs.setColumnStretch(2, 1)
        self.events = QWidget()
        self._events = QGridLayout(self.events)
        self._events.setContentsMargins(0, 0, 0, 0)
        self._events.setColumnStretch(1, 1)
        self._lay_out()
        self.restyle()

    def _lay_out(self) -> None:
        here = theme.current()
        layout = column(self.inner, 0, 10)
        layout.setContentsMargins(here.px(MARGIN), here.px(8), here.px(MARGIN), here.px(12))
        names = QWidget()
        inside = column(names, 0, 1)
        inside.addWidget(self.holder)
        inside.addWidget(self.about)
        top = row(names, self.chip)
        top.setStretch(0, 1)
        layout.addLayout(top)
        layout.addWidget(self.dates)
        self.acts = WrapRow(*self.buttons.values())
        layout.addWidget(self.acts)
        layout.addWidget(self.proofs)
        layout.addWidget(heading(_("What happened to this award")))
        layout.addWidget(self.events)
        layout.addStretch(1)

    def show_row(self, shown: AwardRow, *, writable: bool, anew: bool) -> None:
        """Says what the list knows already."""
        self.holder.setText(shown.holder)
        self.about.setText(f"{shown.number} · {shown.title}")
        status = shown_status(shown)
        self.chip.set_state(status, award_status_word(status))
        self.dates.setText(dates_in_words(shown))
        for name, able in self.able(shown, writable).items():
            self.buttons[name].setVisible(able)
        self.acts.place()
        self.acts.setVisible(any(not one.isHidden() for one in self.buttons.values()))
        if anew:
            empty_layout(self._proofs)
            empty_layout(self._events)
            self.proofs.hide()

    @staticmethod
    def able(shown: AwardRow, writable: bool) -> dict[str, bool]:
        """What can be done about an award, by name."""
        live = shown.status not in ("revoked", "replaced")
        return {
            "save_pdf": shown.status in PRINTED,
            "correct": writable and live,
            "revoke": writable and shown.status != "revoked",
            "confirm": writable and shown_status(shown) == "unsupported",
        }

    def show_detail(self, detail: AwardDetail) -> None:
        """Says what was looked up."""
        proofs = proofs_of(detail)
        empty_layout(self._proofs)
        for number, (glyph, colour, title, text) in enumerate(proofs):
            self._proofs.addWidget(Glyph(glyph, colour), 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            self._proofs.addWidget(Text(title, "body", weight=500), 2 * number, 1, Qt.AlignmentFlag.AlignTop)
            self._proofs.addWidget(Text(text, "body", "text_2", wrap=True), 2 * number, 2)
            if number + 1 < len(proofs):
                self._proofs.addWidget(_hairline(), 2 * number + 1, 0, 1, 3)
        self.proofs.show()
        empty_layout(self._events)
        for number, event in enumerate(detail.events):
            when = Text(date_and_time(event.at), "small", "text_2")
            self._events.addWidget(when, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            self._events.addWidget(Text(happened(event), "small", wrap=True), 2 * number, 1)
            self._events.addWidget(_hairline(), 2 * number + 1, 0, 1, 2)
        self._space()

    def _space(self) -> None:
        here = theme.current()
        self._proofs.setHorizontalSpacing(here.px(10))
        self._proofs.setVerticalSpacing(here.px(7))
        self._events.setHorizontalSpacing(here.px(16))
        self._events.setVerticalSpacing(here.px(5))

    def restyle(self) -> None:
        """Takes its measures and its ring from the theme."""
        super().restyle()
        if hasattr(self, "_events"):
            self._space()


def _hairline() -> Pane:
    line = Pane("line")
    line.setFixedHeight(1)
    return line
