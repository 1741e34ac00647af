"""Vector art of the templates: guilloche border, rosettes and seal, band pattern. A curve is drawn once, then placed.

The guilloche is y = ±A (sin 2πx/P · cos φ + 0.34 sin 4πx/P · sin φ) with φ from 0 to 90° in seven steps; a rosette is
r = R + a sin(mθ + 2πk/n) for k = 0 … n-1.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from skillmark.documents.drawing import MM, Drawing, Pen, colour_operands
from skillmark.documents.syntax import number

_PHASES = 7
HAIR = 0.15 * MM
_ROUND = 0.5523  # Control points of a quarter circle.

Point = tuple[float, float]


def path(curve: Callable[[float], Point], start: float, end: float, pieces: int) -> str:
    """A smooth curve as Bézier pieces that share position and direction with it at their ends."""
    step = (end - start) / pieces
    delta = step * 1e-4
    out = ["{} {} m".format(*map(number, curve(start)))]
    for index in range(pieces):
        first, last = start + index * step, start + (index + 1) * step
        (x0, y0), (x3, y3) = curve(first), curve(last)
        (ax, ay), (bx, by) = curve(first + delta), curve(last - delta)
        scale = step / delta / 3
        points = (
            x0 + (ax - x0) * scale,
            y0 + (ay - y0) * scale,
            x3 + (bx - x3) * scale,
            y3 + (by - y3) * scale,
            x3,
            y3,
        )
        out.append(" ".join(number(value) for value in points) + " c")
    return " ".join(out)


def circle(x: float, y: float, radius: float) -> str:
    """A closed circle."""
    k = radius * _ROUND
    arcs = [
        (x + radius, y + k, x + k, y + radius, x, y + radius),
        (x - k, y + radius, x - radius, y + k, x - radius, y),
        (x - radius, y - k, x - k, y - radius, x, y - radius),
        (x + k, y - radius, x + radius, y - k, x + radius, y),
    ]
    body = " ".join(" ".join(map(number, arc)) + " c" for arc in arcs)
    return f"{number(x + radius)} {number(y)} m {body} h"


def polygon(points: list[Point]) -> str:
    """A closed polygon."""
    first, *rest = [f"{number(x)} {number(y)}" for x, y in points]
    return f"{first} m " + " ".join(f"{point} l" for point in rest) + " h"


def stroke(body: str, width: float, colour: str) -> str:
    """The path as a line of that width in points and colour."""
    return f"{colour_operands(colour)} RG {number(width)} w {body} S"


def filled(body: str, colour: str) -> str:
    """The path filled with a colour."""
    return f"{colour_operands(colour)} rg {body} f"


def tint(colour: str) -> str:
    """The colour half way to white: fine lines stay light where a screen draws them a whole pixel wide."""
    return "#" + "".join(f"{(int(colour[start : start + 2], 16) + 255) // 2:02x}" for start in (1, 3, 5))


@lru_cache(maxsize=16)
def _wave(period: float, height: float, colours: tuple[str, str]) -> Drawing:
    """One period of the border, its middle line at half the height."""
    amplitude = height / 2
    pen = Pen(period, height)
    for sign, colour in zip((1, -1), colours, strict=True):
        curves = []
        for step in range(_PHASES):
            phase = math.pi / 2 * step / (_PHASES - 1)

            def curve(x: float, phase: float = phase, sign: int = sign) -> Point:
                turn = 2 * math.pi * x / period
                y = math.sin(turn) * math.cos(phase) + 0.34 * math.sin(2 * turn) * math.sin(phase)
                return x, amplitude + sign * amplitude * y

            curves.append(path(curve, 0, period, 8))
        pen.draw("1 J " + stroke(" ".join(curves), HAIR, colour))
    return pen.drawing()


@lru_cache(maxsize=16)
def _petal(radius: float, swing: float, waves: int, colour: str, hair: float) -> Drawing:
    """One closed curve of a rosette around the origin of its box's middle."""

    def curve(angle: float) -> Point:
        distance = radius + swing * math.sin(waves * angle)
        return reach + distance * math.cos(angle), reach + distance * math.sin(angle)

    reach = radius + swing + hair
    pen = Pen(2 * reach, 2 * reach)
    pen.draw(stroke(path(curve, 0, 2 * math.pi, 4 * waves) + " h", hair, colour))
    return pen.drawing()


def rosette(
    pen: Pen, x: float, y: float, radius: float, swing: float, waves: int, copies: int, colour: str, hair: float
) -> None:
    """Draw a rosette around (x, y)."""
    petal = _petal(radius, swing, waves, colour, hair)
    reach = petal.width / 2
    for copy in range(copies):
        turn = 2 * math.pi * copy / copies / waves
        cos, sin = math.cos(turn), math.sin(turn)
        pen.place(petal, (cos, sin, -sin, cos, x - reach * cos + reach * sin, y - reach * sin - reach * cos))


def guilloche(pen: Pen, inset: float, colours: tuple[str, str]) -> None:
    """Draw the border of Classic, its ink from `inset` points off the edge: frames, waves, a rosette in each corner."""
    main, accent = colours
    corner, amplitude = 11.8 * MM, 2.8 * MM
    line = 0.4 * MM
    outer = inset + line / 2
    frames = [(outer, line, main), (inset + 7.2 * MM, 0.25 * MM, main), (inset + 8.4 * MM, 0.2 * MM, accent)]
    for distance, width, colour in frames:
        box = (distance, distance, pen.width - 2 * distance, pen.height - 2 * distance)
        pen.draw(stroke(" ".join(map(number, box)) + " re", width, colour))
    middle = inset + 3.7 * MM
    for length, turned in ((pen.width - 2 * (inset + corner), False), (pen.height - 2 * (inset + corner), True)):
        _side(pen, length, turned, inset + corner, middle, amplitude, colours)
    for x in (inset, pen.width - inset - corner):
        for y in (inset, pen.height - inset - corner):
            _corner(pen, x, y, corner, line, colours)


def _side(
    pen: Pen, length: float, turned: bool, start: float, middle: float, amplitude: float, colours: tuple[str, str]
) -> None:
    """Two opposite sides, a whole number of periods each, made a little longer or shorter for that."""
    nominal = 15.3 * MM
    wave = _wave(nominal, 2 * amplitude, colours)
    periods = max(1, round(length / nominal))
    scale = length / periods / nominal
    across = pen.width if turned else pen.height
    for low in (middle - amplitude, across - middle - amplitude):
        for index in range(periods):
            along = start + index * nominal * scale
            if turned:
                pen.place(wave, (0, scale, -1, 0, low + 2 * amplitude, along))
            else:
                pen.place(wave, (scale, 0, 0, 1, along, low))


def _corner(pen: Pen, x: float, y: float, side: float, line: float, colours: tuple[str, str]) -> None:
    main, accent = colours
    half = line / 2
    square = f"{number(x + half)} {number(y + half)} {number(side - line)} {number(side - line)} re"
    pen.draw(f"1 1 1 rg {square} f {stroke(square, line, main)}")
    inner = 1.3 * MM
    pen.draw(
        stroke(
            f"{number(x + inner)} {number(y + inner)} {number(side - 2 * inner)} {number(side - 2 * inner)} re",
            HAIR,
            accent,
        )
    )
    centre = (x + side / 2, y + side / 2)
    rosette(pen, *centre, 2.6 * MM, 1.25 * MM, 12, 6, tint(main), 0.5 * HAIR)
    pen.draw(filled(circle(*centre, 1.0 * MM), "#ffffff"))
    pen.draw(filled(circle(*centre, 0.62 * MM), accent))


def ornament(pen: Pen, x: float, y: float, width: float, colour: str) -> None:
    """A rule with a diamond in its middle; y is its axis."""
    gap, half = 2.6 * MM, 1.5 * MM
    middle = x + width / 2
    ends = [(x, middle - gap), (middle + gap, x + width)]
    pen.draw(
        stroke(" ".join(f"{number(a)} {number(y)} m {number(b)} {number(y)} l" for a, b in ends), 0.25 * MM, colour)
    )
    pen.draw(
        filled(
            polygon([(middle - half, y), (middle, y + half * 0.8), (middle + half, y), (middle, y - half * 0.8)]),
            colour,
        )
    )


@lru_cache(maxsize=4)
def _arcs(side: float, ground: str, line: str) -> Drawing:
    """A square of arcs around two opposite corners, the first lying over the second."""
    pen = Pen(side, side)
    radii = [side * part / 10 for part in (1, 3, 5, 7, 9)]
    pen.draw(stroke(" ".join(_quarter(side, side, -radius) for radius in radii), 0.3 * MM, line))
    pen.draw(filled(f"0 0 m {_quarter(0, 0, side * 0.99, joined=True)} h", ground))
    pen.draw(stroke(" ".join(_quarter(0, 0, radius) for radius in radii), 0.3 * MM, line))
    return pen.drawing()


def _quarter(x: float, y: float, radius: float, joined: bool = False) -> str:
    """A quarter circle around (x, y), towards the upper right, or the lower left where the radius is negative."""
    k = radius * _ROUND
    points = (x + radius, y + k, x + k, y + radius, x, y + radius)
    return f"{number(x + radius)} {number(y)} {'l' if joined else 'm'} " + " ".join(map(number, points)) + " c"


def arcs(pen: Pen, x: float, y: float, width: float, height: float, ground: str, line: str) -> None:
    """Fill a box with interlacing arcs: squares turned by a fixed rule, cut at the box."""
    columns = max(1, round(width / (17.7 * MM)))
    side = width / columns
    tile = _arcs(side, ground, line)
    inner = Pen(width, height)
    for row in range(math.ceil(height / side)):
        for column in range(columns):
            left, low = column * side, height - (row + 1) * side
            if (row * row + 3 * column + row * column) % 5 in (0, 2):
                inner.place(tile, (1, 0, 0, 1, left, low))
            else:
                inner.place(tile, (0, 1, -1, 0, left + side, low))
    pen.place(inner.drawing(), (1, 0, 0, 1, x, y))
    edges = " ".join(
        f"{number(x)} {number(level)} m {number(x + width)} {number(level)} l" for level in (y, y + height)
    )
    pen.draw(stroke(edges, 0.3 * MM, line))
