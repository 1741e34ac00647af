"""Certificates as PDF: one file each, or all in one file; the same snapshot gives the same page."""

from __future__ import annotations

import hashlib
import io
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from skillmark.documents.content import Content, read_content, shown
from skillmark.documents.document import Document, Glyphs, GrowingFonts, LayeredFonts
from skillmark.documents.drawing import Drawing, Picture, read_picture
from skillmark.documents.layout import background, foreground
from skillmark.documents.pdf import About, PdfWriter
from skillmark.documents.setting import Uncovered, missing, set_line
from skillmark.documents.sheet import Sheet, name_block
from skillmark.documents.template import VARYING, VERSION, Span, template, words
from skillmark.protocol.errors import Cancelled
from skillmark.protocol.errors_certificates import CharactersMissing, ImageUnusable, NameTooLong

_LAYERS_KEPT = 64
# What separate files that share a background have in their fonts: for names and results the usual letters, with the
# pairs that some fonts draw as one; elsewhere numbers, capitals and months.
_LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x100), 0x2019))) + " ff fi fl ffi ffl fj Th tt"
_NUMBERS = "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ "


def missing_characters(text: str, design: str) -> tuple[str, ...]:
    """Characters of the text that the design can't print, each once; empty where all is well.

    Raises:
        TemplateUnknown: this release has no such design.
    """
    page = template(design, VERSION, "a4", False)
    return missing(text, page.styles["name"].letters.face)


def check_coverage(snapshot: Mapping[str, Any]) -> None:
    """Make sure that a certificate can be printed as it should, before anything is written.

    Raises:
        CharactersMissing: a text has characters that no font has.
        NameTooLong: the name doesn't fit at the smallest size.
        TemplateUnknown: this release has no such template.
    """
    holder = snapshot["holder"]["name"]
    design = snapshot["template"]["design"]
    for where, text in _printed(snapshot):
        lost = missing_characters(text, design)
        if lost:
            raise CharactersMissing(holder, lost, where)
    if name_block(read_content(snapshot)) is None:
        raise NameTooLong(holder, len(holder))


def _printed(snapshot: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Every text that may be printed, with the word for what it is."""
    achievement = snapshot["achievement"]
    yield "holder", snapshot["holder"]["name"]
    yield "title", achievement["title"]
    yield "issuer", snapshot["issuer"]["name"]
    yield "criteria", shown(achievement)
    for person in snapshot["signatories"]:
        yield "signatory", f"{person['name']} {person['title']}"
    for item in snapshot["results"]:
        yield "results", f"{item['title']} {item['result'] or ''}"


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The first part of files that share a background: bytes, offsets, fonts, forms."""

    prefix: tuple[bytes, array[int]]
    fonts: Mapping[str, tuple[int, Glyphs]]
    placed: Mapping[Drawing | Picture, int]


class CertificateMaker:
    """Makes certificates; keeps backgrounds, pictures and fonts from one to the next."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        """Begin an export.

        Args:
            images: SHA-256 in hexadecimal -> bytes of every logo and signature that the snapshots name.
        """
        self._images = images
        self._pictures: dict[str, Picture] = {}
        self._layers: OrderedDict[tuple[object, ...], Drawing] = OrderedDict()
        self._beginnings: OrderedDict[Drawing, _Beginning] = OrderedDict()

    def one(self, snapshot: Mapping[str, Any]) -> bytes:
        """One certificate as a file of its own.

        Raises:
            CharactersMissing, NameTooLong: see `check_coverage`.
            ImageUnusable: a logo or signature can't be read.
            TemplateUnknown: this release has no such template.
        """
        content, layer, drawing = self.page(snapshot)
        beginning = self._beginning(content, layer)
        out = io.BytesIO()
        writer = PdfWriter(out, beginning.prefix)
        document = Document(writer, LayeredFonts(writer, beginning.fonts), beginning.placed)
        document.page(drawing)
        title = f"{content.texts['title']} - {content.texts['holder']}"
        writer.finish(
            About(title, content.texts["issuer"], snapshot["issued_on"], content.language, content.digest[:16])
        )
        return out.getvalue()

    def page(self, snapshot: Mapping[str, Any]) -> tuple[Content, Drawing, Drawing]:
        """What a certificate says, its background, and its page with the background in it.

        Raises:
            CharactersMissing, NameTooLong, ImageUnusable, TemplateUnknown: see `one`.
        """
        content = read_content(snapshot)
        try:
            name = name_block(content)
            if name is None:
                raise NameTooLong(content.texts["holder"], len(content.texts["holder"]))
            layer = self._layer(Sheet(content, {}, name))
            return content, layer, foreground(Sheet(content, {}, name), layer)
        except Uncovered:
            check_coverage(snapshot)
            raise

    def _layer(self, sheet: Sheet) -> Drawing:
        key = (*sheet.content.common, sheet.is_small)
        layer = self._layers.get(key)
        if layer is None:
            digests = [sheet.content.logo, *(person.image for person in sheet.content.signatories)]
            pictures = {digest: self._picture(digest) for digest in digests if digest}
            layer = self._layers[key] = background(replace(sheet, pictures=pictures))
            if len(self._layers) > _LAYERS_KEPT:
                self._layers.popitem(last=False)
        return layer

    def _picture(self, digest: str) -> Picture:
        if digest not in self._pictures:
            try:
                self._pictures[digest] = read_picture(self._images[digest])
            except (KeyError, ValueError) as fault:
                raise ImageUnusable(digest) from fault
        return self._pictures[digest]

    def _beginning(self, content: Content, layer: Drawing) -> _Beginning:
        """The file's first part: background and the fonts of its page with the usual letters in them."""
        beginning = self._beginnings.get(layer)
        if beginning is None:
            out = io.BytesIO()
            writer = PdfWriter(out)
            fonts = GrowingFonts(writer)
            document = Document(writer, fonts)
            document.place(layer)
            for key, text in _usual_texts(content):
                for run in set_line(text, content.template.styles[key].letters, content.language).runs:
                    fonts.number(run.face.name, run.glyphs)
            written = fonts.write()
            beginning = _Beginning(PdfWriter.prefix(out, writer), written, document.placed)
            self._beginnings[layer] = beginning
            if len(self._beginnings) > _LAYERS_KEPT:
                self._beginnings.popitem(last=False)
        return beginning


def _usual_texts(content: Content) -> Iterator[tuple[str, str]]:
    """Style and text of what pages with this background are likely to say; the same for each of them."""
    texts = {**content.texts, **dict.fromkeys(VARYING - {"title"}, "")}
    usual = _NUMBERS + "".join(content.texts["words"].months)
    for element in content.template.varying:
        if element.draw in ("name", "results"):
            yield element.style, _LETTERS
            yield element.second or element.style, _LETTERS
        for span in (*element.spans, Span(element.text, element.style)):
            if span.text:
                yield span.style, usual + span.text.format_map(texts)


def write_combined(
    snapshots: Iterable[Mapping[str, Any]],
    images: Mapping[str, bytes],
    out: BinaryIO,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """All certificates in one file, a page each, in the order given; memory doesn't grow with their number.

    Args:
        snapshots: one a page.
        images: SHA-256 in hexadecimal -> bytes of every logo and signature.
        out: written in order; what stands in it after a refusal is no file yet.
        progress: told after each page how many there are.
        cancelled: asked before each page.

    Returns:
        The number of pages.

    Raises:
        Cancelled: `cancelled` said so.
        CharactersMissing, NameTooLong, ImageUnusable, TemplateUnknown: see `CertificateMaker.one`.
    """
    maker = CertificateMaker(images)
    writer = PdfWriter(out)
    fonts = GrowingFonts(writer)
    document = Document(writer, fonts)
    cover = _Cover()
    total = len(snapshots) if isinstance(snapshots, Sized) else 0
    for snapshot in snapshots:
        if cancelled and cancelled():
            raise Cancelled(cover.count, total)
        content, _, drawing = maker.page(snapshot)
        document.page(drawing)
        cover.add(content, snapshot["issued_on"])
        if progress:
            progress(cover.count)
    fonts.write()
    writer.finish(cover.about())
    return cover.count


class _Cover:
    """Collects what a file of many certificates says about itself."""

    def __init__(self) -> None:
        self.count = 0
        self._titles: set[str] = set()
        self._issuer, self._language, self._day = "", "en", "0000-00-00"
        self._identity = hashlib.sha256()

    def add(self, content: Content, day: str) -> None:
        """Count one certificate in."""
        if not self.count:
            self._issuer, self._language = content.texts["issuer"], content.language
        self.count += 1
        self._titles.add(content.texts["title"])
        self._day = max(self._day, day)
        self._identity.update(content.digest)

    def about(self) -> About:
        """Title of the credential where all are of one, first issuer and language, the latest day."""
        word = words(self._language)["certificates"]
        title = f"{next(iter(self._titles))} - {word}" if len(self._titles) == 1 else str(word)
        return About(title, self._issuer, self._day, self._language, self._identity.digest()[:16])
