"""Settings of the institution, of the record book, and of this computer."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skillmark.protocol.answers import Changes
from skillmark.protocol.requests import Request
from skillmark.protocol.requests.define import ChangeIssuer, ChangeSettings
from skillmark.protocol.requests.look import ReadSettings, ShowIssuer
from skillmark.protocol.rows import IssuerRow, SettingsRow
from skillmark.system.settings import SCHEMES, TEXT_SIZES
from skillmark.window import theme
from skillmark.window.context import Context
from skillmark.window.pages.page import Part
from skillmark.window.pages.saving_form import SavingForm
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.flow import Flow
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.forms import FieldSpec, Form
from skillmark.window.widgets.panes import Scroll, column
from skillmark.window.widgets.text import Text
from skillmark.wording import _

WIDE = 560
GROUP = 4


class FormPart(Part):
    """A tab that is a form in the middle of a page that scrolls."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.scroller = Scroll("page")
        outer = column(self, 0, 0)
        outer.addWidget(self.scroller)
        here = theme.current()
        around = column(self.scroller.inner, 0, 0)
        around.setContentsMargins(here.px(28), here.px(22), here.px(28), here.px(22))
        self.middle = QWidget()
        self.middle.setMaximumWidth(here.px(WIDE))
        self.content: QVBoxLayout = column(self.middle, 0, 10)
        around.addWidget(self.middle, 0)
        around.addStretch(1)

    def headline(self, title: str, lead: str = "") -> None:
        """A title within the tab, and what it is about."""
        if self.content.count():
            self.content.addSpacing(theme.current().px(18))
        self.content.addWidget(Text(title, "section"))
        if lead:
            self.content.addWidget(Text(lead, "body", "text_2", wrap=True))

    def begin_at(self, field: QWidget) -> None:
        """Gives the keyboard to a field; to the page itself, to be scrolled, where nothing can be changed."""
        if self.writable:
            field.setFocus()
        else:
            self.scroller.hold_keyboard(_("Settings"))
            self.scroller.setFocus()

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        return (Key(("Tab",), _("next field")),)


def _institution() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("name", _("&Name"), required=True, help=_("As it stands on certificates.")),
        FieldSpec(
            "prefix", _("&Prefix of award numbers"), required=True,
            help=_("Two to five letters A–Z. Numbers that were given stay as they are."),
        ),
        FieldSpec("legal_name", _("&Legal name")),
        FieldSpec("awarding_body", _("Awarding &body")),
        FieldSpec("country", _("&Country")),
        FieldSpec("url", _("&Web address")),
        FieldSpec("email", _("E-&mail")),
        FieldSpec("telephone", _("&Telephone")),
        FieldSpec("address", _("&Address"), "multiline"),
    )  # fmt: skip


class InstitutionPart(FormPart):
    """Who issues."""

    touched_by = frozenset({"issuer"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.headline(_("Institution"), _("Awards that were issued keep what stood here on that day."))
        self.form = SavingForm(self, _institution(), lambda name, value: ChangeIssuer(**{name: value}))
        self.content.addWidget(self.form)
        self.key = Text("", "small", "text_2", wrap=True)
        self.key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.headline(
            _("Signing key"),
            _("Awards are signed with a key that is kept in the record book itself. Whoever has the file can sign."),
        )
        self.content.addWidget(self.key)

    def refresh(self, changes: Changes | None) -> None:
        """Looks again."""
        self.ask(ShowIssuer(), self._take, latest="issuer")

    def _take(self, issuer: IssuerRow) -> None:
        self.form.show_values({one.name: getattr(issuer, one.name) for one in self.form.specs})
        self.form.setEnabled(self.writable)
        groups = [issuer.public_key[at : at + GROUP] for at in range(0, len(issuer.public_key), GROUP)]
        self.key.setText(_("Public key: {key}").format(key=" ".join(groups)))

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        self.begin_at(self.form.fields["name"])


def _zones() -> tuple[tuple[str, str], ...]:
    names = sorted(
        one for one in available_timezones() if "/" in one and not one.startswith(("Etc/", "posix", "right"))
    )
    return tuple((one, one.replace("_", " ")) for one in ("UTC", *names))


def _book() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("time_zone", _("&Time zone"), "choice", choices=_zones(), help=_("It decides what day it is.")),
        FieldSpec("expiring_days", _("Awards count as e&xpiring, days before their end"), "int", required=True),
        FieldSpec("quiet_days", _("Learners count as &quiet, days without anything"), "int", required=True),
        FieldSpec(
            "keep_files", _("&Keep certificate files as they were first written"), "check",
            help=_("Handing one out again then gives the same bytes."),
        ),
        FieldSpec("second_person", _("&Ask for a second person where one assessor judged everything"), "check"),
    )  # fmt: skip


def _settings_request(name: str, value: Any) -> Request:
    return ChangeSettings(**{name: value})


class BookPart(FormPart):
    """The record book: its settings, and looking after its file."""

    touched_by = frozenset({"book"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.headline(_("Rules of this record book"))
        self.form = SavingForm(self, _book(), _settings_request)
        self.content.addWidget(self.form)
        self.headline(
            _("The file"),
            _("A copy is made by itself each time a changed record book is closed, in the folder beside it."),
        )
        self.where = Text("", "body", "text_2", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.content.addWidget(self.where)
        do = context.shell.do_action
        self.buttons = (
            Button(_("Save a copy…"), "copy", clicked=lambda: do("window.save_copy")),
            Button(_("Check the record book"), "stethoscope", clicked=lambda: do("window.check")),
            Button(_("Restore a backup…"), "archive-restore", clicked=lambda: do("window.restore")),
        )
        self.content.addLayout(Flow(*self.buttons, gap=10))
        self.content.addWidget(Text(_("Restoring closes this record book first."), "small", "text_3", wrap=True))

    def refresh(self, changes: Changes | None) -> None:
        """Looks again."""
        self.ask(ReadSettings(), self._take, latest="settings")
        path = self.context.operations.path
        self.where.setText(str(path) if path else "")

    def _take(self, found: SettingsRow) -> None:
        self.form.show_values({one.name: getattr(found, one.name) for one in self.form.specs})
        self.form.setEnabled(self.writable)

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        self.begin_at(self.form.fields["time_zone"])


def _computer() -> tuple[FieldSpec, ...]:
    words = {"system": _("As the desktop"), "light": _("Light"), "dark": _("Dark")}
    sizes = tuple((str(one), _("{n} %").format(n=one).replace(" ", "\u00a0")) for one in TEXT_SIZES)
    return (
        FieldSpec("scheme", _("&Colours"), "choice", choices=tuple((one, words[one]) for one in SCHEMES)),
        FieldSpec("text_size", _("&Text size"), "choice", choices=sizes),
        FieldSpec(
            "remember_recent", _("Re&member recent record books on this computer"), "check",
            help=_("Switch off on a machine that others use."),
        ),
    )  # fmt: skip


class ComputerPart(FormPart):
    """What this computer remembers; nothing of it is in the record book."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.headline(_("This computer"), _("These hold for you on this computer, whatever record book is open."))
        self.form = Form(_computer())
        self.form.edited.connect(self._edited)
        self.content.addWidget(self.form)
        context.keeper.changed.connect(self._show)

    def refresh(self, changes: Changes | None) -> None:
        """Looks again."""
        self._show()

    def _show(self) -> None:
        settings = self.context.keeper.settings
        self.form.put(
            {
                "scheme": settings.scheme,
                "text_size": str(settings.text_size),
                "remember_recent": settings.remember_recent,
            }
        )

    def _edited(self, name: str) -> None:
        values = self.form.values()
        if values is None:
            return
        value = values[name]
        fields: dict[str, Any] = {name: int(value) if name == "text_size" else value}
        if name == "remember_recent" and not value:
            fields["recent"] = ()
        self.context.keeper.change(**fields)

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        self.form.fields["scheme"].setFocus()
