"""The first page: explore a demo, make, open or restore a record book, and the recent ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QLabel, QSizePolicy, QWidget

from skillmark import __version__
from skillmark.protocol.errors_requests import FieldWrong
from skillmark.system.folders import documents_folder
from skillmark.window import icons, theme
from skillmark.window.context import Context
from skillmark.window.desk import SUFFIX, Desk, with_suffix
from skillmark.window.jobs import backups_beside
from skillmark.window.pages.page import Body, Part
from skillmark.window.pages.welcome_side import WelcomeSide
from skillmark.window.widgets.cards import ChoiceCard
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.window.widgets.panes import Pane, Scroll, column, row
from skillmark.window.widgets.text import Glyph, Text
from skillmark.window.words import in_words
from skillmark.wording import _

NARROW = 940
"""px at 100 % text under which the recent books stand below the choices."""


class WelcomePage(Part):
    """What is shown while no record book is open."""

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__(context)
        self.desk = desk
        self.cards = self._cards()
        self.doing = Text("", "body", "text_2", wrap=True)
        self.doing.hide()
        self.side = WelcomeSide(context, desk)
        self.main = Pane("page")
        desk.opened.connect(self._leave_panel)
        self._lay_out()
        self.body = Body(self._both())
        layout = column(self, 0, 0)
        layout.addWidget(self.body)

    def _cards(self) -> dict[str, ChoiceCard]:
        made = (
            ChoiceCard(
                "compass", _("Explore a demo"),
                _("Three cohorts, 90 learners, everything filled in. Nothing that you do there counts."), "D",
            ),
            ChoiceCard(
                "file-plus", _("New record book"), _("One file for your institution. You choose where it lies."), "N",
            ),
            ChoiceCard(
                "folder-open", _("Open a record book"), _("From this computer, a USB stick or a shared folder."), "O",
            ),
            ChoiceCard("archive-restore", _("Restore a backup"), _("Every backup is checked before it is used."), "R"),
        )  # fmt: skip
        do = self.context.shell.do_action
        # As in the menu: while a form for a new book stands here, another book can be open.
        actions = (self.demo, partial(do, "window.new_book"), self.open, partial(do, "window.restore"))
        for card, action in zip(made, actions, strict=True):
            card.clicked.connect(lambda _=False, do=action: do())
        return {card.key: card for card in made}

    # Laying out

    def _lay_out(self) -> None:
        here = theme.current()
        inner = QWidget()
        inner.setMaximumWidth(here.px(660))
        choices = column(inner, 0, 10)
        choices.addLayout(self._head())
        choices.addSpacing(here.px(20))
        for card in self.cards.values():
            choices.addWidget(card)
        choices.addWidget(self.doing)
        choices.addSpacing(here.px(8))
        choices.addLayout(self._promises())
        choices.addStretch(1)
        choices.addWidget(Text(_("Version {n}, free software").format(n=__version__), "small", "text_3"))
        around = column(self.main, 0, 0)
        around.setContentsMargins(here.px(32), here.px(20), here.px(32), here.px(20))
        around.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner, 20)
        across.addStretch(1)
        around.addLayout(across, 8)

    def _head(self) -> QHBoxLayout:
        here = theme.current()
        mark = QLabel()
        size = here.px(60)
        mark.setPixmap(icons.window_icon().pixmap(QSize(size, size), self.devicePixelRatioF()))
        mark.setAccessibleName(_("Skillmark"))
        names = QWidget()
        words = column(names, 0, 0)
        words.addWidget(Text(_("Skillmark"), "hero"))
        words.addWidget(Text(_("Track what learners can do. Award what they have shown."), "body", "text_2", wrap=True))
        layout = row(mark, names, gap=20)
        layout.setStretch(1, 1)
        return layout

    def _promises(self) -> QHBoxLayout:
        pieces: list[QWidget | None] = []
        for icon, words in (
            ("hard-drive", _("Everything stays in your file")),
            ("shield-check", _("Works without a network")),
        ):
            pieces.append(Glyph(icon, "text_2", 14))
            pieces.append(Text(words, "small", "text_2"))
        return row(*pieces, None, gap=8)

    def _both(self) -> QWidget:
        self.scroller = Scroll("page")
        self.across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.scroller.inner)
        self.across.setContentsMargins(0, 0, 0, 0)
        self.across.setSpacing(0)
        middle = Pane("page")
        centre = QHBoxLayout(middle)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.addWidget(self.main)
        self.side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.across.addWidget(middle, 2)
        self.across.addWidget(self.side, 1)
        return self.scroller

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(NARROW)
        ways = QBoxLayout.Direction
        self.across.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    # What can be done

    def demo(self) -> None:
        """Makes the demo and opens it."""
        self.desk.demo()

    def new(self, left: Callable[[], object] = lambda: None) -> None:
        """Shows the form for a new record book; `left` is called when it goes away."""
        specs = (
            FieldSpec("name", _("&Institution"), required=True, help=_("As it is to stand on certificates.")),
            FieldSpec("coordinator", _("&Your name"), required=True, help=_("You are the first coordinator.")),
            FieldSpec("email", _("Your e-&mail")),
        )
        lead = _("Next you choose the file. It can lie on this computer, a USB stick or a shared folder.")
        panel = FormPanel(_("New record book"), _("Choose the file…"), specs, self._make, lead)
        # The form takes the place of the recent books.
        panel.closed.connect(self.side.show)
        panel.closed.connect(left)
        self.side.hide()
        self.body.open_panel(panel)

    def _make(self, values: dict[str, Any]) -> None:
        panel = self.body.panel
        assert isinstance(panel, FormPanel)
        wrong = _wrong_email(values["email"])
        if wrong is not None:
            panel.refuse("email", in_words(wrong))
            panel.form.fields["email"].setFocus()
            return
        first = documents_folder() / (_file_name(values["name"]) + SUFFIX)
        path = self._save_as(_("Where the record book is to lie"), first)
        if path is not None:
            # The panel stays until the book is open: a refusal must not cost what was typed.
            self.desk.new(path, values["name"], values["coordinator"], values["email"])

    def _save_as(self, title: str, first: Path) -> Path | None:
        options = QFileDialog.Option.DontConfirmOverwrite
        kinds = _("Record books (*.skillmark)")
        name, _kind = QFileDialog.getSaveFileName(self, title, str(first), kinds, options=options)
        return with_suffix(Path(name)) if name else None

    def open(self) -> None:
        """Asks which record book, and opens it."""
        path = self._choose(_("Open a record book"), documents_folder())
        if path is not None:
            self.desk.open(path)

    def _choose(self, title: str, folder: Path) -> Path | None:
        kinds = _("Record books (*.skillmark)") + ";;" + _("All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, title, str(folder), kinds)
        return Path(name) if name else None

    def restore(self) -> None:
        """Asks which backup and where to, restores and opens it."""
        chosen = self.choose_backup()
        if chosen is not None:
            self.desk.restore(*chosen)

    def choose_backup(self, book: Path | None = None) -> tuple[Path, Path] | None:
        """Asks which backup and where to, first where the copies of `book` are; None where nothing is to be done."""
        folder = backups_beside(book) if book is not None else None
        backup = self._choose(_("The backup to restore"), folder or documents_folder())
        if backup is None:
            return None
        target = self._save_as(_("Where the restored record book is to lie"), documents_folder() / backup.name)
        return (backup, target) if target is not None else None

    def set_busy(self, words: str) -> None:
        """Says what is being done; nothing else can be chosen meanwhile."""
        self.doing.setText(words)
        self.doing.setVisible(bool(words))
        for one in (*self.cards.values(), *self.side.recent_cards.values()):
            one.setEnabled(not words)
        if self.body.panel is not None:
            self.body.panel.busy(bool(words))

    # What the shell asks

    def activate(self) -> None:
        """It is shown now."""
        self.side.show_recent()
        self.side.look_who_has()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        if isinstance(self.body.panel, FormPanel):
            self.body.panel.begin()
        else:
            self.cards["D"].setFocus()

    def back(self) -> bool:
        """One step back within this place."""
        self._leave_panel()
        return True

    def _leave_panel(self) -> None:
        if self.body.panel is not None:
            self.body.panel.leave()

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        if self.body.panel is not None:
            return ()
        return tuple(Key((key,), card.accessibleName()) for key, card in self.cards.items())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.cards.get(event.text().upper())
        if card is not None and card.isEnabled() and not event.modifiers() and self.body.panel is None:
            card.click()
        else:
            super().keyPressEvent(event)


def _wrong_email(email: str) -> FieldWrong | None:
    """Why an address would be refused, before a file is asked for; None where it is right or empty."""
    from skillmark.services.staff import check_email

    try:
        check_email(email)
    except FieldWrong as error:
        return error
    return None


def _file_name(name: str) -> str:
    """A file name from an institution's name: its letters and digits, with hyphens between."""
    kept = "".join(one if one.isalnum() else " " for one in name.casefold())
    return "-".join(kept.split())[:60] or "records"
