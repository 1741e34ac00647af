"""Draws the elements of a template: one function for each word that an element can say in `draw`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from skillmark.documents import art, qr
from skillmark.documents.content import Content
from skillmark.documents.drawing import MM, Drawing, Pen
from skillmark.documents.faces import EM, load
from skillmark.documents.fitting import TextBox, fit_text
from skillmark.documents.rows import draw_results
from skillmark.documents.seal import seal
from skillmark.documents.setting import set_line
from skillmark.documents.sheet import ALIGN, CAP, Sheet, draw_block, draw_lines, name_room
from skillmark.documents.signatures import draw_signatures
from skillmark.documents.syntax import number
from skillmark.documents.template import Element, TextStyle

_QR_SIDE = 22 * MM


def background(sheet: Sheet) -> Drawing:
    """Everything that doesn't change from award to award."""
    return draw_elements(sheet, sheet.template.fixed, None)


def foreground(sheet: Sheet, layer: Drawing) -> Drawing:
    """One award's page: the background as a form, and what is this award's own."""
    return draw_elements(sheet, sheet.template.varying, layer)


def draw_elements(sheet: Sheet, elements: Iterable[Element], layer: Drawing | None) -> Drawing:
    """The elements given, over the background where there is one."""
    page = sheet.template
    pen = Pen(page.width, page.height)
    if layer:
        pen.place(layer, (1, 0, 0, 1, 0, 0))
    for element in elements:
        if _is_wanted(element, sheet.content):
            _DRAW[element.draw](pen, element, sheet)
    return pen.drawing()


def _is_wanted(element: Element, content: Content) -> bool:
    if not element.only:
        return True
    return bool(content.logo) == (element.only == "logo")


def _draw_text(pen: Pen, element: Element, sheet: Sheet) -> None:
    style = sheet.style(element.style)
    text = element.text.format_map(sheet.content.texts)
    largest = sheet.largest if element.varies else sheet.largest_behind
    pen.append(_text(element, style, text, min(style.size, largest), sheet.content.language))


@lru_cache(maxsize=2048)
def _text(element: Element, style: TextStyle, text: str, size: float, language: str) -> Drawing:
    """A text in its box, alone; most texts of a page are on the next one too."""
    x, y, width, height = element.frame
    pen = Pen(0, 0, _fill="")
    if text.strip():
        even = element.align == "centre"
        box = TextBox(width, height, size, min(element.floor, size), element.leading, element.lines, even)
        block = fit_text(text, style.letters, box, language)
        draw_block(pen, block, (x, y, width, height), element, style.colour)
    return pen.drawing()


def _draw_name(pen: Pen, element: Element, sheet: Sheet) -> None:
    """The name by the height of capitals, moved where its ink would leave the box."""
    block = sheet.name
    x, y, width, height = name_room(element)
    extra = block.leading * (len(block.lines) - 1)
    first = y + (height - CAP * block.size - extra) / 2 + extra
    first = max(min(first, y + height - block.high), y - block.low)
    if element.align == "left":
        x -= min(0.0, *(line.ink[0] for line in block.lines)) * block.size / EM
    draw_lines(pen, block, x, width, first, element.align, sheet.style(element.style).colour)


def _draw_spans(pen: Pen, element: Element, sheet: Sheet) -> None:
    styles = tuple(sheet.style(span.style) for span in element.spans)
    texts = tuple(span.text.format_map(sheet.content.texts) for span in element.spans)
    pen.append(_spans(element, styles, texts, sheet.largest, sheet.content.language))


@lru_cache(maxsize=256)
def _spans(
    element: Element, styles: tuple[TextStyle, ...], texts: tuple[str, ...], largest: float, language: str
) -> Drawing:
    """A line of several styles, alone, smaller where it is too wide."""
    pen = Pen(0, 0, _fill="")
    x, y, width, _ = element.frame
    lines = [set_line(text, style.letters, language) for text, style in zip(texts, styles, strict=True)]
    parts = list(zip(lines, styles, strict=True))
    whole = sum(line.width * style.size for line, style in parts) / EM
    scale = min(1.0, width / whole, largest / max(style.size for style in styles))
    x += (width - whole * scale) * ALIGN[element.align]
    for line, style in parts:
        pen.line(line, x, y, style.size * scale, style.colour)
        x += line.width * style.size * scale / EM
    return pen.drawing()


def _draw_logo(pen: Pen, element: Element, sheet: Sheet) -> None:
    x, y, width, height = element.frame
    logo = sheet.content.logo
    if logo:
        pen.picture(sheet.pictures[logo], x, y, width, height, ALIGN[element.align])


def _draw_qr(pen: Pen, element: Element, sheet: Sheet) -> None:
    """The code as one image mask, on white with four modules around it where the ground isn't white."""
    x, y, _, _ = element.frame
    dark, *ground = sheet.colours(element)
    if ground:
        quiet = 4 * _QR_SIDE / qr.SIDE
        pen.box(x - quiet, y - quiet, _QR_SIDE + 2 * quiet, _QR_SIDE + 2 * quiet, ground[0])
    pen.fill(dark)
    side = number(_QR_SIDE)
    pen.draw(
        f"{side} 0 0 {side} {number(x)} {number(y)} cm BI/W {qr.SIDE}/H {qr.SIDE}/IM true/BPC 1/D[1 0]/F/AHx ID "
        f"{qr.modules(sheet.content.code).hex()}> EI"
    )


def _draw_box(pen: Pen, element: Element, sheet: Sheet) -> None:
    pen.box(*element.frame, sheet.colours(element)[0])


def _draw_guilloche(pen: Pen, element: Element, sheet: Sheet) -> None:
    main, accent = sheet.colours(element)
    art.guilloche(pen, element.frame[0], (main, accent))


def _draw_ornament(pen: Pen, element: Element, sheet: Sheet) -> None:
    x, y, width, _ = element.frame
    art.ornament(pen, x, y, width, sheet.colours(element)[0])


def _draw_arcs(pen: Pen, element: Element, sheet: Sheet) -> None:
    ground, line = sheet.colours(element)
    art.arcs(pen, *element.frame, ground, line)


def _draw_seal(pen: Pen, element: Element, sheet: Sheet) -> None:
    x, y, width, _ = element.frame
    main, accent = sheet.colours(element)
    face = sheet.style(element.style).letters.face
    radius = width / 2
    text = ring(element.text.format_map(sheet.content.texts), sheet.content.texts["words"].seal, face)
    seal(pen, x + radius, y + radius, radius, text, face, (main, accent))


@lru_cache(maxsize=64)
def ring(text: str, short: str, face_key: str) -> str:
    """The seal's text in capitals: the whole where the font has it and it fits the ring, else the short one twice."""
    face = load(face_key)
    for words in (text, f"{short} · {short} · "):
        capitals = words.upper()
        glyphs = [face.font.get_nominal_glyph(ord(character)) for character in capitals]
        room = 2 * 3.14159 * 58.5 / 14 * EM
        if None not in glyphs and sum(face.width(glyph) for glyph in glyphs if glyph) < room * 0.92:
            return capitals
    return ""


_DRAW: dict[str, Callable[[Pen, Element, Sheet], None]] = {
    "text": _draw_text,
    "name": _draw_name,
    "spans": _draw_spans,
    "results": draw_results,
    "signatures": draw_signatures,
    "logo": _draw_logo,
    "qr": _draw_qr,
    "box": _draw_box,
    "guilloche": _draw_guilloche,
    "ornament": _draw_ornament,
    "arcs": _draw_arcs,
    "seal": _draw_seal,
}
