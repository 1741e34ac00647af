"""The right side of the welcome page: recent record books, and what is needed to begin."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from skillmark.protocol.errors import BookInUse
from skillmark.system.settings import Recent
from skillmark.window import jobs, theme
from skillmark.window.context import Context
from skillmark.window.desk import Desk
from skillmark.window.widgets.cards import RecentCard, RecentLook
from skillmark.window.widgets.controls import CheckBox
from skillmark.window.widgets.panes import Pane, column, empty_layout, heading, row
from skillmark.window.widgets.text import Glyph, Text
from skillmark.wording import _
from skillmark.wording.dates import near_date, short_date
from skillmark.wording.names import isolated


class WelcomeSide(Pane):
    """What was open before, whether that is remembered, and what a person needs."""

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__("window", ("left",))
        self.context, self.desk = context, desk
        self.recent_cards: dict[str, RecentCard] = {}
        self.recent = Pane("window")
        self.recent_column = column(self.recent, 0, 0)
        self.remember = CheckBox(_("Remember recent record books on this computer"))
        self.remember.clicked.connect(self._remember)
        here = theme.current()
        layout = column(self, 0, 6)
        layout.setContentsMargins(here.px(32), here.px(20), here.px(32), here.px(20))
        layout.addStretch(2)
        self._lay_out(layout)
        layout.addStretch(6)
        self.show_recent()
        context.keeper.changed.connect(self.show_recent)

    def _lay_out(self, layout: QVBoxLayout) -> None:
        here = theme.current()
        layout.addWidget(self.recent)
        layout.addWidget(self.remember)
        hint = Text(_("Switch off on a machine that others use."), "small", "text_2", wrap=True)
        hint.setContentsMargins(here.px(26), 0, 0, 0)
        layout.addWidget(hint)
        layout.addSpacing(here.px(40))
        layout.addWidget(heading(_("What you need to begin")))
        wanted = (
            _("A list of learners, from any school system"),
            _("A micro-credential, your own or one of four examples"),
            _("Ten minutes"),
        )
        for number, words in enumerate(wanted, start=1):
            line = row(Text(str(number), "body", "text_3"), Text(words, "body", "text_2", wrap=True), gap=14)
            line.setStretch(1, 1)
            line.setContentsMargins(here.px(4), here.px(5), 0, 0)
            layout.addLayout(line)
        layout.addSpacing(here.px(28))
        layout.addLayout(_note())

    # Recent books

    def show_recent(self) -> None:
        """Lists the recent books as the settings have them."""
        settings = self.context.keeper.settings
        self.remember.setChecked(settings.remember_recent)
        empty_layout(self.recent_column)
        self.recent_cards = {}
        self.recent.setVisible(bool(settings.recent))
        if not settings.recent:
            return
        self.recent_column.addWidget(Text(_("Recent"), "section"))
        self.recent_column.addSpacing(theme.current().px(6))
        for one in settings.recent:
            card = RecentCard(_look(one))
            card.clicked.connect(lambda _=False, path=one.path: self.desk.open(Path(path)))
            self.recent_cards[one.path] = card
            self.recent_column.addWidget(card)
        self.recent_column.addSpacing(theme.current().px(8))

    def look_who_has(self) -> None:
        """Looks which of them are there and in use, off the main thread."""
        paths = [Path(one) for one in self.recent_cards]
        if paths:
            self.context.operations.submit(lambda: {str(one): jobs.who_has(one) for one in paths}, self._tell_who_has)

    def _tell_who_has(self, found: dict[str, Any] | None, error: BaseException | None) -> None:
        for path, (there, holder) in (found or {}).items():
            card = self.recent_cards.get(path)
            if card is not None:
                card.tell(_held_by(holder) if there else _("not there now"))

    def _remember(self) -> None:
        keep = self.remember.isChecked()
        keeper = self.context.keeper
        keeper.change(remember_recent=keep, recent=keeper.settings.recent if keep else ())


def _note() -> QHBoxLayout:
    note = _(
        "This release has no passphrase and no sign-in yet: whoever can open the file can read and change it. "
        "On a machine that others use, keep no real records until it has."
    )
    glyph = Glyph("info", "text_3", 14)
    line = row(glyph, Text(note, "small", "text_2", wrap=True), gap=8)
    line.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line


def _look(one: Recent) -> RecentLook:
    path = Path(one.path)
    when = ""
    try:
        moment = datetime.fromisoformat(one.opened)
    except ValueError:
        moment = None
    if moment is not None:
        today = datetime.now().astimezone().date()
        away = (today - moment.date()).days
        near = near_date(moment.date(), today) if away < 7 else short_date(moment.date())
        when = _("{day}, {time}").format(day=near, time=f"{moment:%H:%M}") if away == 0 else near
    return RecentLook(
        one.name, _("{folder}, {file}").format(folder=path.parent.name or str(path.parent), file=path.name), when
    )


def _held_by(holder: BookInUse | None) -> str:
    if holder is None:
        return ""
    who = isolated(holder.holder) or _("somebody")
    return _("in use by {who} on {host} since {since}").format(who=who, host=holder.host, since=holder.since)
