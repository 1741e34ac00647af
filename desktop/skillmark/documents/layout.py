"""Draws the elements of a template: one function for each word that an element can say in `draw`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from skillmark.documents import art, qr
from skillmark.documents.content import Content, Signatory
from skillmark.documents.drawing import MM, Drawing, Pen, Picture
from skillmark.documents.faces import EM, load
from skillmark.documents.fitting import Block, NameBox, TextBox, fit_name, fit_text
from skillmark.documents.setting import set_line
from skillmark.documents.syntax import number
from skillmark.documents.template import Element, Template, TextStyle

_CAP = 0.66  # Height of capitals in sizes, close enough in all three families to centre by.
_SMALLER = 0.94  # No text is larger than this part of the name.
_ALIGN = {"left": 0.0, "centre": 0.5, "right": 1.0}
_QR_SIDE = 22 * MM
_LEAST_ROW = 4.6  # Millimetres between two results at the closest.


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the functions draw from: the award's texts, pictures by digest, the name as it was fitted."""

    content: Content
    pictures: Mapping[str, Picture]
    name: Block | None

    @property
    def template(self) -> Template:
        """The design that is drawn."""
        return self.content.template

    def style(self, key: str) -> TextStyle:
        """A style of the template."""
        return self.template.styles[key]

    def colours(self, element: Element) -> list[str]:
        """The element's colours as `#rrggbb`."""
        return [self.template.colours[name] for name in element.colours]


def name_block(content: Content) -> Block | None:
    """The holder's name as large as its field allows, None where it doesn't fit at all.

    Raises:
        Uncovered: no font has some character.
    """
    page = content.template
    element = next(element for element in page.elements if element.draw == "name")
    style = page.styles[element.style]
    _, _, width, height = element.frame
    box = NameBox(width, height, style.size, element.least, element.floor, element.lines)
    return fit_name(content.texts["holder"], style.letters, box, content.language)


def background(sheet: Sheet) -> Drawing:
    """Everything that doesn't change from award to award."""
    return _drawn(sheet, sheet.template.fixed, None)


def foreground(sheet: Sheet, layer: Drawing) -> Drawing:
    """One award's page: the background as a form, and what is this award's own."""
    return _drawn(sheet, sheet.template.varying, layer)


def _drawn(sheet: Sheet, elements: Iterable[Element], layer: Drawing | None) -> Drawing:
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
    size = style.size
    if sheet.name and "{title}" in element.text:
        size = min(size, round(sheet.name.size * _SMALLER, 1))
    pen.append(_text(element, style, text, size, sheet.content.language))


@lru_cache(maxsize=2048)
def _text(element: Element, style: TextStyle, text: str, size: float, language: str) -> Drawing:
    """A text in its box, alone; most texts of a page are on the next one too."""
    x, y, width, height = element.frame
    pen = Pen(0, 0, _fill="")
    if text.strip():
        even = element.align == "centre"
        box = TextBox(width, height, size, min(element.floor, size), element.leading, element.lines, even)
        block = fit_text(text, style.letters, box, language)
        _draw_block(pen, block, (x, y, width, height), element, style.colour)
    return pen.drawing()


def _draw_block(pen: Pen, block: Block, box: tuple[float, float, float, float], element: Element, colour: str) -> None:
    """Place lines in their box by the height of capitals."""
    x, y, width, height = box
    cap = _CAP * block.size
    tall = cap + block.leading * (len(block.lines) - 1)
    below = {"top": height - tall, "middle": (height - tall) / 2, "bottom": 0.0}[element.valign]
    _draw_lines(pen, block, x, width, y + below + tall - cap, element.align, colour)


def _draw_lines(pen: Pen, block: Block, x: float, width: float, first: float, align: str, colour: str) -> None:
    for index, line in enumerate(block.lines):
        left = x + (width - line.width * block.size / EM) * _ALIGN[align]
        pen.line(line, left, first - index * block.leading, block.size, colour)


def _draw_name(pen: Pen, element: Element, sheet: Sheet) -> None:
    """The name by the height of capitals, moved where its ink would leave the box."""
    block = sheet.name
    if block is None:
        return
    x, y, width, height = element.frame
    extra = block.leading * (len(block.lines) - 1)
    first = y + (height - _CAP * block.size - extra) / 2 + extra
    first = max(min(first, y + height - block.high), y - block.low)
    if element.align == "left":
        x -= min(0.0, *(line.ink[0] for line in block.lines)) * block.size / EM
    _draw_lines(pen, block, x, width, first, element.align, sheet.style(element.style).colour)


def _draw_spans(pen: Pen, element: Element, sheet: Sheet) -> None:
    styles = tuple(sheet.style(span.style) for span in element.spans)
    texts = tuple(span.text.format_map(sheet.content.texts) for span in element.spans)
    pen.append(_spans(element, styles, texts, sheet.content.language))


@lru_cache(maxsize=256)
def _spans(element: Element, styles: tuple[TextStyle, ...], texts: tuple[str, ...], language: str) -> Drawing:
    """A line of several styles, alone, smaller where it is too wide."""
    pen = Pen(0, 0, _fill="")
    x, y, width, _ = element.frame
    lines = [set_line(text, style.letters, language) for text, style in zip(texts, styles, strict=True)]
    parts = list(zip(lines, styles, strict=True))
    whole = sum(line.width * style.size for line, style in parts) / EM
    scale = min(1.0, width / whole)
    x += (width - whole * scale) * _ALIGN[element.align]
    for line, style in parts:
        pen.line(line, x, y, style.size * scale, style.colour)
        x += line.width * style.size * scale / EM
    return pen.drawing()


def _draw_results(pen: Pen, element: Element, sheet: Sheet) -> None:
    """What was met, in columns; where there is no room for all, how many more there are."""
    results = list(sheet.content.results)
    x, y, width, height = element.frame
    room = max(1, int(height / (_LEAST_ROW * MM))) * element.across
    if len(results) > room:
        more = sheet.content.texts["words"].more
        results[room - 1 :] = [(more.format(count=len(results) - room + 1), "")]
    if not results:
        return
    rows = -(-len(results) // element.across)
    row = min(element.row * MM, height / rows)
    column = (width - (element.across - 1) * element.gap * MM) / element.across
    styles = (sheet.style(element.style), sheet.style(element.second))
    for index, texts in enumerate(results):
        left = x + index // rows * (column + element.gap * MM)
        low = y + height - (index % rows + 1) * row
        rule = sheet.colours(element)[0]
        pen.append(_result(element, styles, (left, low, column, row), texts, rule, sheet.content.language))


@lru_cache(maxsize=2048)
def _result(
    element: Element,
    styles: tuple[TextStyle, TextStyle],
    box: tuple[float, float, float, float],
    texts: tuple[str, str],
    rule: str,
    language: str,
) -> Drawing:
    """One row, alone: a rule above, the title at the left, the result at the right."""
    (x, y, width, row), (names, values), (title, result) = box, styles, texts
    pen = Pen(0, 0, _fill="")
    pen.box(x, y + row, width, 0.2 * MM, rule)
    size = min(names.size, row / 1.5)
    base = y + row / 2 - _CAP * size / 2
    used = 0.0
    if result:
        value = fit_text(result, values.letters, _row_box(width / 2, size, element.floor, 1), language)
        _draw_lines(pen, value, x, width, base, "right", values.colour)
        used = value.lines[0].width * value.size / EM + 3 * MM
    wraps = (
        set_line(title, names.letters, language).width * element.floor / EM > width - used and row > 2.4 * element.floor
    )
    block = fit_text(title, names.letters, _row_box(width - used, size, element.floor, 2 if wraps else 1), language)
    _draw_lines(pen, block, x, width, base + (len(block.lines) - 1) * block.leading / 2, "left", names.colour)
    return pen.drawing()


def _row_box(width: float, size: float, floor: float, lines: int) -> TextBox:
    """A cell of the results: one line, or two of the smallest size."""
    size = size if lines == 1 else min(size, floor)
    return TextBox(width, 2 * lines * size, size, min(floor, size), 1.1, lines)


def _draw_signatures(pen: Pen, element: Element, sheet: Sheet) -> None:
    """Signatures beside each other, in two rows where there are more than fit in one."""
    people = sheet.content.signatories
    if not people:
        return
    x, y, width, _ = element.frame
    rows = -(-len(people) // element.across)
    each = -(-len(people) // rows)
    slots = max(each, 2)
    slot = min(46.5 * MM, (width - (slots - 1) * element.gap * MM) / slots)
    for index, person in enumerate(people):
        row, column = divmod(index, each)
        held = min(each, len(people) - row * each)
        wide = held * slot + (held - 1) * element.gap * MM
        start = x + (width - wide) * _ALIGN[element.align]
        left = start + column * (slot + element.gap * MM)
        _draw_signature(pen, element, sheet, person, (left, y + (rows - 1 - row) * element.row * MM, slot))


def _draw_signature(
    pen: Pen, element: Element, sheet: Sheet, person: Signatory, place: tuple[float, float, float]
) -> None:
    """Image or empty space, line, name, title; `place` is the left end of the title's baseline and the width."""
    x, y, width = place
    line = y + 9.4 * MM
    if person.image:
        pen.picture(sheet.pictures[person.image], x, line - 1.6 * MM, width, 13 * MM, _ALIGN[element.align])
    pen.box(x, line, width, 0.22 * MM, sheet.colours(element)[0])
    for text, key, base in ((person.name, element.style, y + 4.1 * MM), (person.title, element.second, y)):
        style = sheet.style(key)
        box = TextBox(width, style.size, style.size, 5, 1, 1)
        block = fit_text(text, style.letters, box, sheet.content.language)
        if text:
            _draw_lines(pen, block, x, width, base, element.align, style.colour)


def _draw_logo(pen: Pen, element: Element, sheet: Sheet) -> None:
    x, y, width, height = element.frame
    logo = sheet.content.logo
    if logo:
        pen.picture(sheet.pictures[logo], x, y, width, height, _ALIGN[element.align])


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
    art.seal(pen, x + radius, y + radius, radius, text, face, (main, accent))


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
    "results": _draw_results,
    "signatures": _draw_signatures,
    "logo": _draw_logo,
    "qr": _draw_qr,
    "box": _draw_box,
    "guilloche": _draw_guilloche,
    "ornament": _draw_ornament,
    "arcs": _draw_arcs,
    "seal": _draw_seal,
}
