"""The tab Certificate of the settings: design, paper, logo, signatories, with the real page beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from skillmark.protocol.answers import Changes
from skillmark.protocol.requests import Request
from skillmark.protocol.requests.define import ChangeIssuer, NewSignatory
from skillmark.protocol.requests.look import ReadImage, ShowIssuer
from skillmark.protocol.rows import IssuerRow, SignatoryRow
from skillmark.window import theme
from skillmark.window.context import Context
from skillmark.window.models.rows import Cell, Column, Rows
from skillmark.window.pages.awards_preview import Drawer
from skillmark.window.pages.page import Body, Part
from skillmark.window.pages.sample import LONGEST, USUAL, Sample, draw_sample
from skillmark.window.pages.saving_form import SavingForm
from skillmark.window.widgets.controls import Button, Choice
from skillmark.window.widgets.footer import Key, Legend
from skillmark.window.widgets.forms import FieldSpec, FormPanel
from skillmark.window.widgets.panes import Pane, Scroll, column, row
from skillmark.window.widgets.pdf_preview import PdfPreview
from skillmark.window.widgets.table import Table
from skillmark.window.widgets.text import Text
from skillmark.wording import _
from skillmark.wording.names import isolated

MOST = 4
NARROW = 780
"""px at 100 % text under which the page stands below the fields."""
SAMPLE_LEAST = 280
"""px at 100 % text that the page has there."""


def _specs() -> tuple[FieldSpec, ...]:
    designs = (("classic", _("Classic")), ("modern", _("Modern")), ("plain", _("Plain")))
    papers = (("a4", _("A4")), ("letter", _("Letter")))
    return (
        FieldSpec("design", _("&Design"), "choice", choices=designs),
        FieldSpec("paper", _("&Paper"), "choice", choices=papers),
        FieldSpec("portrait", _("&Upright"), "check"),
        FieldSpec("logo", _("&Logo"), "image", help=_("PNG or JPEG.")),
    )


def _signatory_specs() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("name", _("&Name"), required=True),
        FieldSpec("title", _("&Title"), help=_("As it stands under the name.")),
        FieldSpec("image", _("&Signature"), "image", help=_("PNG or JPEG. Without one there is a line to sign on.")),
    )


def _request(name: str, value: Any) -> Request:
    return ChangeIssuer(**{name: value})


class CertificatePart(Part):
    """How certificates look from now on."""

    touched_by = frozenset({"issuer", "learner", "credential"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.issuer: IssuerRow | None = None
        self.form = SavingForm(self, _specs(), _request)
        columns: tuple[Column[SignatoryRow], ...] = (
            Column(_("Signatory"), lambda one: Cell(one.name, strong=True)),
            Column(_("Title"), lambda one: one.title, 130),
            Column(_("Signature"), lambda one: _("picture") if one.image else _("line"), 80),
        )
        self.rows: Rows[SignatoryRow] = Rows(columns, lambda one: (one.name, one.title, one.image), self)
        self.table = Table(_("Signatories"), indent=0)
        self.table.show_model(self.rows, sort=False)
        self.preview = PdfPreview(_("A certificate as it would be printed"))
        self.drawer = Drawer(self, self.preview, draw_sample)
        names = ((USUAL, _("A usual name")), (LONGEST, _("The longest name of this record book")))
        self.whose = Choice(names, _("Name on the sample"))
        self.whose.chosen.connect(lambda _: self._draw())
        self.body = Body(self._both())
        column(self, 0, 0).addWidget(self.body)
        self.table.opened.connect(lambda _: self.edit())
        for one in (self.table, self.preview):
            one.installEventFilter(self)

    def _both(self) -> QWidget:
        here = theme.current()
        both = QWidget()
        self.scroller = Scroll("page")
        self.left = left = column(self.scroller.inner, 0, 10)
        left.setContentsMargins(here.px(28), here.px(22), here.px(24), here.px(22))
        left.addWidget(Text(_("Certificate"), "section"))
        left.addWidget(
            Text(_("For awards from now on; those that were issued stay as they are."), "body", "text_2", wrap=True)
        )
        left.addWidget(self.form)
        left.addWidget(Text(_("Signatories"), "section"))
        self.table.setFixedHeight(here.px(28) + MOST * here.size("row", "cosy") + here.px(6))
        left.addWidget(self.table)
        self.buttons = (
            Button(_("Add"), "plus", clicked=self.new),
            Button(_("Edit"), "pencil", clicked=self.edit),
            Button(_("Remove"), "trash-2", clicked=self.remove),
        )
        left.addLayout(row(*self.buttons, None))
        left.addStretch(1)
        self.right = Pane("sunken", ("left", "top"))
        beside = column(self.right, 20, 12)
        beside.addLayout(row(Text(_("Sample"), "section"), None, self.whose))
        beside.addWidget(self.preview, 1)
        self.across = row(self.scroller, self.right, gap=0)
        self.across.setStretch(1, 1)
        both.setLayout(self.across)
        return both

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    def restyle(self) -> None:
        """Puts the page beside the fields, or under them, to be scrolled with them, where it is narrow."""
        here = theme.current()
        narrow = self.width() < here.px(NARROW)
        self.scroller.setMinimumWidth(0 if narrow else here.px(420))
        self.scroller.setMaximumWidth(16_777_215 if narrow else here.px(420))
        self.right.setMinimumHeight(here.px(SAMPLE_LEAST) if narrow else 0)
        under = self.scroller.isAncestorOf(self.right)
        if narrow and not under:
            self.left.insertWidget(self.left.count() - 1, self.right)
        elif under and not narrow:
            self.across.addWidget(self.right, 1)

    # Looking

    def refresh(self, changes: Changes | None) -> None:
        """Looks again."""
        self.ask(ShowIssuer(), self._take, latest="issuer")

    def _take(self, issuer: IssuerRow) -> None:
        other_logo = self.issuer is None or self.issuer.logo != issuer.logo
        self.issuer = issuer
        self.form.show_values({"design": issuer.design, "paper": issuer.paper, "portrait": issuer.portrait})
        if issuer.logo is None:
            self.form.fields["logo"].put(None)
        elif other_logo:
            self.ask(ReadImage(issuer.logo), self.form.fields["logo"].put, latest="logo")
        self.table.keep_place(lambda: self.rows.put(issuer.signatories))
        for one in (self.form, *self.buttons):
            one.setEnabled(self.writable)
        for one in self.buttons[1:]:
            one.setEnabled(self.writable and bool(issuer.signatories))
        self.buttons[0].setEnabled(self.writable and len(issuer.signatories) < MOST)
        self._draw()

    def _draw(self) -> None:
        if self.issuer is not None:
            self.preview.show_page(Sample(self.issuer, self.whose.value()), _("Sample certificate"))

    # Signatories

    def _as_they_are(self) -> list[NewSignatory]:
        assert self.issuer is not None
        return [NewSignatory(one.name, one.title, keep_image=one.image) for one in self.issuer.signatories]

    def new(self) -> None:
        """Shows the form for one more signatory."""
        panel = self._panel(_("New signatory"), _("Add"), lambda one: [*self._as_they_are(), one], None)
        self.body.open_panel(panel)

    def edit(self) -> None:
        """Shows the form of the signatory at the cursor."""
        place = self.table.current()
        found = self.rows.at(place)
        if found is None or not self.writable:
            return

        def changed(one: NewSignatory) -> list[NewSignatory]:
            them = self._as_they_are()
            them[place] = one
            return them

        panel = self._panel(_("Edit the signatory"), _("Save"), changed, found.image)
        panel.form.put({"name": found.name, "title": found.title})
        if found.image:
            self.ask(ReadImage(found.image), panel.form.fields["image"].put, latest="signature")
        self.body.open_panel(panel)

    def _panel(
        self, title: str, verb: str, changed: Callable[[NewSignatory], list[NewSignatory]], kept: str | None
    ) -> FormPanel:
        def accept(values: dict[str, Any]) -> None:
            image = values["image"]
            one = NewSignatory(values["name"], values["title"], image or None, kept if image is None else None)
            label = _("signatory {name}").format(name=isolated(values["name"]))
            self.do(label, ChangeIssuer(signatories=tuple(changed(one))), self.settle(panel, self.body))

        panel = FormPanel(title, verb, _signatory_specs(), accept)
        return panel

    def remove(self) -> None:
        """Takes the signatory at the cursor away; Ctrl+Z brings them back."""
        place = self.table.current()
        found = self.rows.at(place)
        if found is not None:
            them = self._as_they_are()
            del them[place]
            label = _("removal of {name}").format(name=isolated(found.name))
            self.do(label, ChangeIssuer(signatories=tuple(them)))

    def take_keyboard(self) -> None:
        """Gives the keyboard to what is wanted first here."""
        (self.form.fields["design"] if self.writable else self.table).setFocus()

    def keys(self) -> tuple[Key | Legend, ...]:
        """The keys that work here and now."""
        found = [Key(("Tab",), _("next field"))]
        if self.preview.hasFocus():
            found.append(Key(("Ctrl", "+"), _("larger page")))
        if self.table.hasFocus() and self.writable:
            found.append(Key(("Enter",), _("edit signatory")))
        return tuple(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys are others where the keyboard comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            # The one that is asked for its keys is told first that it has the keyboard.
            QTimer.singleShot(0, self, self._keyboard_moved)
        return super().eventFilter(watched, event)

    def _keyboard_moved(self) -> None:
        if self.isVisible():
            self.page_changed()
