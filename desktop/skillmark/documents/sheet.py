"""What the elements of a page are drawn from, and how lines of text are placed in a box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skillmark.documents.content import Content
from skillmark.documents.drawing import Pen, Picture
from skillmark.documents.faces import EM
from skillmark.documents.fitting import Block, NameBox, fit_name
from skillmark.documents.template import Element, Template, TextStyle

CAP = 0.66  # Height of capitals in sizes, close enough in all three families to centre by.
_AIR = 0.05  # Of a name's field, kept free above and below, so that high scripts don't crowd their neighbours.
_SMALLER = 0.94  # No text is larger than this part of the name.
_SMALL = 25.0  # Points: names under this have a background of their own, with smaller texts.
ALIGN = {"left": 0.0, "centre": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the functions draw from.

    Attributes:
        content: the award's texts.
        pictures: by digest.
        name: as it was fitted.
    """

    content: Content
    pictures: Mapping[str, Picture]
    name: Block

    @property
    def is_small(self) -> bool:
        """Whether the name came out so small that the background must give way, too."""
        return self.name.size < _SMALL

    @property
    def largest(self) -> float:
        """The size that no other text of this award may go over."""
        return round(self.name.size * _SMALLER, 1)

    @property
    def largest_behind(self) -> float:
        """The same for the background, which many awards share."""
        least = min(element.floor for element in self.template.elements if element.draw == "name")
        return least * _SMALLER if self.is_small else _SMALL * _SMALLER

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
    _, _, width, height = name_room(element)
    box = NameBox(width, height, style.size, element.least, element.floor, element.lines)
    return fit_name(content.texts["holder"], style.letters, box, content.language)


def name_room(element: Element) -> tuple[float, float, float, float]:
    """Left, lower edge, width and height of what a name's ink may fill of its field, points."""
    x, y, width, height = element.frame
    return x, y + _AIR * height, width, height * (1 - 2 * _AIR)


def draw_block(pen: Pen, block: Block, box: tuple[float, float, float, float], element: Element, colour: str) -> None:
    """Place lines in their box by the height of capitals."""
    x, y, width, height = box
    cap = CAP * block.size
    tall = cap + block.leading * (len(block.lines) - 1)
    below = {"top": height - tall, "middle": (height - tall) / 2, "bottom": 0.0}[element.valign]
    draw_lines(pen, block, x, width, y + below + tall - cap, element.align, colour)


def draw_lines(pen: Pen, block: Block, x: float, width: float, first: float, align: str, colour: str) -> None:
    """Draw lines from the first baseline downwards, each aligned in the width from x on."""
    for index, line in enumerate(block.lines):
        left = x + (width - line.width * block.size / EM) * ALIGN[align]
        pen.line(line, left, first - index * block.leading, block.size, colour)
