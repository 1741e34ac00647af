"""The place Settings: institution, certificate, staff, record book, this computer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from skillmark.protocol.answers import Changes
from skillmark.window.context import Context
from skillmark.window.pages.page import Page, Part
from skillmark.window.pages.settings_book import BookPart, ComputerPart, InstitutionPart
from skillmark.window.pages.settings_certificate import CertificatePart
from skillmark.window.pages.settings_staff import StaffPart
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.panes import Tabs
from skillmark.wording import _


class SettingsPage(Page):
    """Tabs of settings; what is typed is saved by itself."""

    scope = "settings"

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Settings"))
        self.parts: dict[str, Part] = {
            "institution": InstitutionPart(context),
            "certificate": CertificatePart(context),
            "staff": StaffPart(context),
            "book": BookPart(context),
            "computer": ComputerPart(context),
        }
        titles = (_("Institution"), _("Certificate"), _("Staff"), _("Record book"), _("This computer"))
        self.bar = Tabs(_("Tabs of the settings"))
        self.pages = QStackedWidget()
        for title, part in zip(titles, self.parts.values(), strict=True):
            self.bar.addTab(title)
            self.pages.addWidget(part)
        self.header.say(_("Settings"), _("What you change is saved at once."))
        self.header.add_tabs(self.bar)
        self.set_body(self.pages)
        kept = context.keeper.settings.tabs.get("settings", "")
        if kept in self.parts:
            self.bar.setCurrentIndex(list(self.parts).index(kept))
            self.pages.setCurrentWidget(self.parts[kept])
        self.bar.currentChanged.connect(self._changed)

    def part(self) -> Part:
        """The tab that is shown."""
        shown = self.pages.currentWidget()
        assert isinstance(shown, Part)
        return shown

    def _changed(self, number: int) -> None:
        name = list(self.parts)[number]
        self.pages.setCurrentWidget(self.parts[name])
        keeper = self.context.keeper
        keeper.change(tabs={**keeper.settings.tabs, "settings": name})
        self.part().activate()
        self.page_changed()

    def go_to(self, where: Any) -> None:
        """Shows what `where` names."""
        if where in self.parts:
            self.bar.setCurrentIndex(list(self.parts).index(where))

    def step(self, by: int) -> None:
        """The next tab, or the one before."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def told(self, changes: Changes, *, shown: bool) -> None:
        """Passes a change on to what is shown."""
        for part in self.parts.values():
            part.told(changes, shown=shown and part is self.part())

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        self.part().activate()

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        return (*self.part().keys(), Key(("Ctrl", "PgDown"), _("next tab")))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Who carries out the actions of this place."""
        return self.part().handlers()

    def can(self, action: str) -> bool:
        """Whether an action makes sense now."""
        return self.part().can(action)
