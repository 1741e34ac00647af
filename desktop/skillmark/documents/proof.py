"""The proof list of an award run: every name as it will be set, with room to sign, and who can't be awarded and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from skillmark.documents.document import Document, GrowingFonts
from skillmark.documents.drawing import MM, Pen
from skillmark.documents.faces import EM
from skillmark.documents.fitting import TextBox, fit_text
from skillmark.documents.pdf import About, PdfWriter
from skillmark.documents.setting import Style, missing, set_line
from skillmark.documents.template import PAPERS
from skillmark.wording import _

_MARGIN = 18 * MM
_ROW = 11 * MM
_INK, _GREY, _RULE, _WRONG = "#1b1b20", "#5a5a63", "#b9bcc4", "#a3262c"
_PLAIN, _STRONG, _NAME = Style("Inter-Regular"), Style("Inter-SemiBold"), Style("EBGaramond-Medium")
_TITLE_SIZE, _TEXT_SIZE, _NAME_SIZE, _LEAST = 16.0, 9.0, 15.0, 6.0
_COLUMNS = (0.40, 0.28, 0.14, 0.18)  # Shares of the width: name, micro-credential, date, room to sign.


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One award that is prepared.

    Attributes:
        name: the holder's name as it will be printed.
        credential: title of the micro-credential.
        date: the award date in words.
    """

    name: str
    credential: str
    date: str


@dataclass(frozen=True, slots=True)
class ProofRefusal:
    """Somebody who isn't awarded, and why, in words."""

    name: str
    reason: str


class _List:
    """The pages as they fill."""

    def __init__(self, document: Document, title: str, paper: str, language: str) -> None:
        self._document = document
        self._title = title
        self._language = language
        self._width, self._height = PAPERS[paper]
        self._pen: Pen | None = None
        self._y = 0.0
        self.pages = 0
        self._heads: tuple[str, ...] = ()

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self._width - 2 * _MARGIN

    def begin(self, heads: tuple[str, ...]) -> None:
        """Name the columns of the rows that follow."""
        self._heads = heads
        if self._pen is None or self._y < _MARGIN + 4 * _ROW:
            self._turn()
        else:
            self._y -= _ROW
            self._columns()

    def row(
        self, cells: tuple[str, ...], shares: tuple[float, ...], styles: tuple[Style, ...], colour: str = _INK
    ) -> None:
        """Set one row; a new page begins where this one is full."""
        if self._y < _MARGIN + 2 * _ROW:
            self._turn()
        pen = self._page()
        x = _MARGIN
        for cell, share, style in zip(cells, shares, styles, strict=True):
            size = _NAME_SIZE if style is _NAME else _TEXT_SIZE
            self._cell(pen, cell, x, share * self.room - 3 * MM, style, size, colour if style is _PLAIN else _INK)
            x += share * self.room
        pen.box(_MARGIN, self._y - _ROW, self.room, 0.2 * MM, _RULE)
        self._y -= _ROW

    def end(self) -> None:
        """Write the last page."""
        self._finish()

    def _cell(self, pen: Pen, text: str, x: float, width: float, style: Style, size: float, colour: str) -> None:
        if not text:
            return
        text = _with_codes(text, style)
        box = TextBox(width, _ROW * 0.9, size, min(size, _LEAST), 1.15, 3)
        block = fit_text(text, style, box, self._language)
        base = self._y - _ROW / 2 - 0.33 * block.size + block.leading * (len(block.lines) - 1) / 2
        for index, line in enumerate(block.lines):
            pen.line(line, x, base - index * block.leading, block.size, colour)

    def _page(self) -> Pen:
        assert self._pen is not None, "begin() comes first"
        return self._pen

    def _turn(self) -> None:
        self._finish()
        self.pages += 1
        self._pen = Pen(self._width, self._height)
        self._y = self._height - _MARGIN - 12
        title = set_line(self._title, _STRONG, self._language)
        size = min(_TITLE_SIZE, self.room * EM / title.width)
        self._pen.line(title, _MARGIN, self._y, size, _INK)
        foot = set_line(_("Page {number}").format(number=self.pages), _PLAIN, self._language)
        self._pen.line(foot, self._width - _MARGIN - foot.width * _TEXT_SIZE / EM, 0.55 * _MARGIN, _TEXT_SIZE, _GREY)
        self._y -= 10
        self._columns()

    def _columns(self) -> None:
        pen = self._page()
        x = _MARGIN
        shares = _COLUMNS if len(self._heads) == len(_COLUMNS) else (_COLUMNS[0], 1 - _COLUMNS[0])
        for head, share in zip(self._heads, shares, strict=True):
            pen.line(set_line(head, _STRONG, self._language), x, self._y - 14, _TEXT_SIZE, _GREY)
            x += share * self.room
        self._y -= 20
        pen.box(_MARGIN, self._y, self.room, 0.4 * MM, _INK)

    def _finish(self) -> None:
        if self._pen is not None:
            self._document.page(self._pen.drawing())


def _with_codes(text: str, style: Style) -> str:
    """The text with the code points of characters that no font has, so that a person sees which they are."""
    lost = missing(text, style.face)
    return "".join(f"[U+{ord(character):04X}]" if character in lost else character for character in text)


def write_proof_list(
    title: str,
    rows: Iterable[ProofRow],
    out: BinaryIO,
    refusals: Iterable[ProofRefusal] = (),
    *,
    day: str = "2000-01-01",
    issuer: str = "",
    paper: str = "a4",
    language: str = "en",
) -> int:
    """Write the proof list as PDF.

    Args:
        title: stands on every page.
        rows: the awards that are prepared, in the order of the list.
        out: where the file goes.
        refusals: who isn't awarded.
        day: ISO date of the run, the file's creation date.
        issuer: the file's author.
        paper: a4 or letter, portrait.
        language: of the credential, which chooses regional forms of letters.

    Returns:
        The number of pages.
    """
    writer = PdfWriter(out)
    fonts = GrowingFonts(writer)
    pages = _List(Document(writer, fonts), title, paper, language)
    identity = hashlib.sha256(title.encode())
    pages.begin((_("Name as it will be printed"), _("Micro-credential"), _("Award date"), _("Checked, initials")))
    for row in rows:
        identity.update(f"{row}".encode())
        pages.row((row.name, row.credential, row.date, ""), _COLUMNS, (_NAME, _PLAIN, _PLAIN, _PLAIN))
    refused = list(refusals)
    if refused:
        pages.begin((_("Not awarded"), _("Why")))
    for refusal in refused:
        identity.update(f"{refusal}".encode())
        pages.row((refusal.name, refusal.reason), (_COLUMNS[0], 1 - _COLUMNS[0]), (_NAME, _PLAIN), _WRONG)
    pages.end()
    fonts.write()
    writer.finish(About(title, issuer, day, language, identity.digest()[:16]))
    return pages.pages
