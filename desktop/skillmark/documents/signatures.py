"""Draws the signatures: beside each other, each with its image or room to sign, a line, name and title."""

from __future__ import annotations

from dataclasses import dataclass

from skillmark.documents.content import Signatory
from skillmark.documents.drawing import MM, Pen
from skillmark.documents.faces import EM
from skillmark.documents.fitting import Block, TextBox, balanced, fit_text
from skillmark.documents.setting import set_line
from skillmark.documents.sheet import ALIGN, CAP, Sheet, draw_lines
from skillmark.documents.template import Element, TextStyle

_WIDEST = 46.5 * MM
_IMAGE = 13 * MM  # Height of an image where there is room; it reaches a little under the line.
_UNDER = 1.6 * MM
_BETWEEN = 2.2 * MM  # From one row to the images of the row below.
_FIRST = 2.6 * MM  # From the line to the name's capitals.
_SECOND = 1.4 * MM  # From the name's baseline to the title's capitals.
_LEADING = 1.15
_NARROW = 7.5  # Points: down to here a text stays on one line.
_BROKEN = 9.0  # Points: the largest size of several lines, and the smallest of all.
_FLOOR = 6.5


@dataclass(frozen=True, slots=True)
class _Words:
    """Name and title as they fit one place; distances of the baselines under the line, points."""

    name: Block
    title: Block | None
    drop: float

    @property
    def depth(self) -> float:
        """From the line down to the last baseline."""
        last = self.title or self.name
        above = _first(self.name) + (_height(self.name) + self.drop if self.title else 0)
        return above + _height(last)


def _height(block: Block) -> float:
    """From the first baseline to the last."""
    return block.leading * (len(block.lines) - 1)


def _first(name: Block) -> float:
    """From the line down to the first baseline."""
    return _FIRST + CAP * name.size


def draw_signatures(pen: Pen, element: Element, sheet: Sheet) -> None:
    """Signatures beside each other, in two rows where there are more than fit in one."""
    people = sheet.content.signatories
    if not people:
        return
    x, y, width, height = element.frame
    rows = -(-len(people) // element.across)
    each = -(-len(people) // rows)
    slots = max(each, 2)
    gap = element.gap * MM
    slot = min(_WIDEST, (width - (slots - 1) * gap) / slots)
    for row in range(rows):
        held = people[row * each : (row + 1) * each]
        start = x + (width - len(held) * (slot + gap) + gap) * ALIGN[element.align]
        lift = (rows - 1 - row) * element.row * MM
        room = height - lift if row == 0 else element.row * MM - _BETWEEN
        _draw_row(pen, element, sheet, held, (start, y + lift, slot, room))


def _draw_row(
    pen: Pen, element: Element, sheet: Sheet, people: tuple[Signatory, ...], place: tuple[float, float, float, float]
) -> None:
    """Signatures on one line, which rises where a text needs more lines.

    Args:
        place: left end of the last baseline, width of one place, height of the row.
    """
    start, y, slot, room = place
    texts = [_words(person, element, sheet, slot) for person in people]
    line = y + max(words.depth for words in texts)
    image = min(_IMAGE, y + room - line + _UNDER)
    for index, (person, words) in enumerate(zip(people, texts, strict=True)):
        x = start + index * (slot + element.gap * MM)
        if person.image:
            pen.picture(sheet.pictures[person.image], x, line - _UNDER, slot, image, ALIGN[element.align])
        pen.box(x, line, slot, 0.22 * MM, sheet.colours(element)[0])
        base = line - _first(words.name)
        draw_lines(pen, words.name, x, slot, base, element.align, sheet.style(element.style).colour)
        if words.title:
            base -= _height(words.name) + words.drop
            draw_lines(pen, words.title, x, slot, base, element.align, sheet.style(element.second).colour)


def _words(person: Signatory, element: Element, sheet: Sheet, width: float) -> _Words:
    """Name and title in the width; high scripts push the title down."""
    language = sheet.content.language
    name_style, title_style = sheet.style(element.style), sheet.style(element.second)
    name = _fit(person.name, name_style, name_style.size, width, language)
    title = _fit(person.title, title_style, name.size, width, language) if person.title.strip() else None
    if title is None:
        return _Words(name, None, 0.0)
    above = set_line(name.lines[-1].text, name_style.letters, language, measured=True).ink[1] * name.size
    below = set_line(title.lines[0].text, title_style.letters, language, measured=True).ink[3] * title.size
    return _Words(name, title, max(_SECOND + CAP * title.size, (below - above) / EM + 0.3 * MM))


def _fit(text: str, style: TextStyle, largest: float, width: float, language: str) -> Block:
    """On one line down to a readable size, then on two, at the smallest size on four."""
    size = min(style.size, largest)
    if _width([text], style, language) * _NARROW <= width:
        box = TextBox(width, size, size, min(_NARROW, size), _LEADING, 1)
    elif _width(balanced(text, 2, style.letters, language), style, language) * _FLOOR <= width:
        size = min(_BROKEN, size)
        box = TextBox(width, 3 * size, size, _FLOOR, _LEADING, 2, even=True)
    else:
        box = TextBox(width, 8 * _FLOOR, _FLOOR, _FLOOR, _LEADING, 4, even=True)
    return fit_text(text, style.letters, box, language)


def _width(lines: list[str], style: TextStyle, language: str) -> float:
    """Of the widest line, sizes."""
    return max(set_line(line, style.letters, language).width for line in lines) / EM
