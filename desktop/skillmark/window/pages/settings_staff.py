"""The tab Staff of the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from skillmark.protocol.answers import Changes
from skillmark.protocol.requests.define import AddStaff, ChangeStaff
from skillmark.protocol.requests.look import ListStaff
from skillmark.protocol.rows import StaffRow
from skillmark.window import theme
from skillmark.window.context import Context
from skillmark.window.models.rows import Cell, Column, Rows
from skillmark.window.pages.page import Body, Part
from skillmark.window.widgets.controls import Button
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.window.widgets.panes import Pane, column, row
from skillmark.window.widgets.table import Table
from skillmark.window.widgets.text import Text
from skillmark.wording import _
from skillmark.wording.names import isolated
from skillmark.wording.states import role_word

ROLES = ("coordinator", "instructor", "assistant", "quality", "auditor")


def _may(role: str) -> str:
    words = {
        "coordinator": _("everything"),
        "instructor": _("cohorts, learners, marks, awards"),
        "assistant": _("marks and attendance"),
        "quality": _("signing samples off"),
        "auditor": _("looking only"),
    }
    return words[role]


def _roles(one: StaffRow) -> str:
    return ", ".join(role_word(role) for role in one.roles)


def _specs() -> tuple[FieldSpec, ...]:
    roles = tuple(FieldSpec(role, role_word(role), "check", help=_may(role)) for role in ROLES)
    return (
        FieldSpec("name", _("&Name"), required=True),
        FieldSpec("email", _("E-&mail")),
        *roles,
        FieldSpec("active", _("&Works here"), "check", help=_("Who has left stays on record and can't act any more.")),
    )


class StaffPart(Part):
    """Who acts in the record book, and what they may do."""

    touched_by = frozenset({"staff"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        columns: tuple[Column[StaffRow], ...] = (
            Column(_("Name"), lambda one: Cell(one.name, strong=one.active), order=lambda one: one.name.casefold()),
            Column(_("E-mail"), lambda one: one.email, order=lambda one: one.email),
            Column(_("Roles"), _roles, order=_roles),
            Column(_("Works here"), lambda one: _("yes") if one.active else _("left"), 110),
        )  # fmt: skip
        self.rows: Rows[StaffRow] = Rows(columns, lambda one: one.key, self)
        self.table = Table(_("Staff"))
        self.table.show_model(self.rows)
        self.new_button = Button(_("New staff member"), "user-plus", clicked=self.new)
        listing, strip = Pane("page"), Pane("page", ("bottom",))
        words = _("Until there is sign-in, the first coordinator acts in this window.")
        line = row(Text(words, "small", "text_2", wrap=True), self.new_button, gap=10)
        line.setStretch(0, 1)
        line.setContentsMargins(*(theme.current().px(one) for one in (20, 8, 20, 8)))
        strip.setLayout(line)
        layout = column(listing, 0, 0)
        layout.addWidget(strip)
        layout.addWidget(self.table, 1)
        self.body = Body(listing)
        column(self, 0, 0).addWidget(self.body)
        self.table.opened.connect(lambda _: self.edit())

    def refresh(self, changes: Changes | None) -> None:
        """Looks again."""
        self.ask(ListStaff(), self._take, latest="staff")

    def _take(self, found: list[StaffRow]) -> None:
        self.table.keep_place(lambda: self.rows.put(found))
        self.new_button.setVisible(self.writable)
        self.page_changed()

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        self.table.setFocus()

    def new(self) -> None:
        """Shows the form for somebody new."""

        def accept(values: dict[str, Any]) -> None:
            roles = tuple(role for role in ROLES if values[role])
            label = _("new staff member {name}").format(name=isolated(values["name"]))
            self.do(label, AddStaff(values["name"], values["email"], roles), self.settle(panel, self.body))

        panel = FormPanel(_("New staff member"), _("Add"), _specs()[:-1], accept)
        panel.form.put({"instructor": True})
        self.body.open_panel(panel)

    def edit(self) -> None:
        """Shows the form of who is at the cursor."""
        found = self.rows.at(self.table.current())
        if found is None or not self.writable:
            return
        key, name = found.key, found.name

        def accept(values: dict[str, Any]) -> None:
            roles = tuple(role for role in ROLES if values[role])
            request = ChangeStaff(key, values["name"], values["email"], roles, values["active"])
            self.do(_("change of {name}").format(name=isolated(name)), request, self.settle(panel, self.body))

        panel = FormPanel(_("Edit the staff member"), _("Save"), _specs(), accept)
        ticked = {role: role in found.roles for role in ROLES}
        panel.form.put({"name": found.name, "email": found.email, "active": found.active, **ticked})
        self.body.open_panel(panel)

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        return (Key(("↑", "↓"), _("move")), Key(("Enter",), _("edit")), Key(("Ctrl", "N"), _("new staff member")))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Who carries out the actions of this place."""
        return {"settings.new_staff": self.new}
