"""The seal of Classic: rosettes, letters around a circle, the assayer's punch.

Outlines only, which no reader takes for text.
"""

from __future__ import annotations

import math

import uharfbuzz as hb

from skillmark.documents.art import HAIR, Point, circle, filled, polygon, rosette, stroke, tint
from skillmark.documents.drawing import Pen, colour_operands
from skillmark.documents.faces import EM, Face, load
from skillmark.documents.syntax import number


class _Outline:
    """A glyph's outline as path operators in units of its font; HarfBuzz calls these methods."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._at: Point = (0.0, 0.0)

    def _put(self, operator: str, *points: Point) -> None:
        self._at = points[-1]
        self.out.append(" ".join([*(f"{round(x)} {round(y)}" for x, y in points), operator]))

    def move(self, x: float, y: float, _: object) -> None:
        """Begin a contour."""
        self._put("m", (x, y))

    def line(self, x: float, y: float, _: object) -> None:
        """A straight line."""
        self._put("l", (x, y))

    def cubic(self, ax: float, ay: float, bx: float, by: float, x: float, y: float, _: object) -> None:
        """A cubic curve."""
        self._put("c", (ax, ay), (bx, by), (x, y))

    def quadratic(self, cx: float, cy: float, x: float, y: float, _: object) -> None:
        """A quadratic curve, as the cubic that it is."""
        px, py = self._at
        self._put(
            "c", (px + (cx - px) * 2 / 3, py + (cy - py) * 2 / 3), (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3), (x, y)
        )

    def close(self, _: object) -> None:
        """End a contour."""
        self.out.append("h")


def outline(face: Face, glyph: int) -> str:
    """The glyph as path operators in units of its font."""
    pen = _Outline()
    functions = hb.DrawFuncs()
    functions.set_move_to_func(pen.move)
    functions.set_line_to_func(pen.line)
    functions.set_cubic_to_func(pen.cubic)
    functions.set_quadratic_to_func(pen.quadratic)
    functions.set_close_path_func(pen.close)
    face.font.draw_glyph(glyph, functions)
    return " ".join(pen.out)


def ring_text(text: str, face_key: str, x: float, y: float, radius: float, size: float) -> str:
    """Letters around a circle, feet inwards, as outlines: decoration that no reader takes for text.

    Spread over the whole circle, starting at the left and reading clockwise.
    """
    face = load(face_key)
    glyphs = [face.font.get_nominal_glyph(ord(character)) or 0 for character in text]
    widths = [face.width(glyph) * size / EM for glyph in glyphs]
    spread = (2 * math.pi * radius - sum(widths)) / max(1, len(glyphs))
    scale = face.scale * size / EM
    out, along = [], 0.0
    for glyph, width in zip(glyphs, widths, strict=True):
        angle = math.pi - (along + width / 2) / radius
        cos, sin = math.sin(angle), -math.cos(angle)
        left, foot = x + radius * math.cos(angle) - width / 2 * cos, y + radius * math.sin(angle) - width / 2 * sin
        turn = " ".join(f"{value * scale:.6f}" for value in (cos, sin, -sin, cos))
        out.append(f"q {turn} {number(left)} {number(foot)} cm {outline(face, glyph)} f Q")
        along += width + spread
    return " ".join(out)


def seal(pen: Pen, x: float, y: float, radius: float, text: str, face_key: str, colours: tuple[str, str]) -> None:
    """Draw the seal around (x, y): two rosettes, the text between them where there is any, the punch in the middle."""
    main, accent = colours
    unit = radius / 100
    rosette(pen, x, y, 86 * unit, 9 * unit, 36, 6, tint(main), 0.5 * HAIR)
    rosette(pen, x, y, 40 * unit, 9 * unit, 14, 7, tint(accent), 0.5 * HAIR)
    rings = (75 * unit, 51 * unit)
    pen.draw(stroke(" ".join(circle(x, y, ring) for ring in rings), 0.8 * HAIR, main))
    if text:
        size = 14 * unit
        pen.draw(f"{colour_operands(main)} rg {ring_text(text, face_key, x, y, 58.5 * unit, size)}")
    punch(pen, x, y, 29 * unit, main, "#ffffff", main)


def punch(pen: Pen, x: float, y: float, radius: float, line: str, ground: str, tick: str) -> None:
    """The assayer's punch: an octagon with a tick."""
    corners = [
        (
            x + radius * math.cos(math.pi / 8 + turn * math.pi / 4),
            y + radius * math.sin(math.pi / 8 + turn * math.pi / 4),
        )
        for turn in range(8)
    ]
    pen.draw(filled(polygon(corners), ground))
    pen.draw(stroke(polygon(corners), radius * 0.07, line))
    r = radius
    steps = ((-0.42, -0.02, "m"), (-0.1, -0.32, "l"), (0.44, 0.32, "l"))
    mark = " ".join(f"{number(x + across * r)} {number(y + up * r)} {word}" for across, up, word in steps)
    pen.draw(stroke(mark, radius * 0.2, tick))
