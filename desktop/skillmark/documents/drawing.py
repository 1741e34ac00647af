"""What is drawn on a page or in a form: operators, with the glyphs, pictures and forms that they refer to.

Lengths are points from the lower left corner, as in PDF. A `Drawing` is finished and can be used by many files; a
`Pen` makes one.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image, UnidentifiedImageError

from skillmark.documents.faces import entries
from skillmark.documents.setting import Line
from skillmark.documents.syntax import number

MM = 72 / 25.4
_LARGEST_PICTURE = 900  # Pixels of the longer side: a signature's 46 mm at nearly 500 dots an inch.


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An image ready for a PDF: size in pixels, compressed colours, compressed transparency or None."""

    width: int
    height: int
    colours: bytes
    alpha: bytes | None


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Finished operators and what they refer to.

    Attributes:
        width, height: the box that it stands in.
        glyphs: font key -> glyph -> text.
        parts: resource name -> form or picture.
    """

    width: float
    height: float
    operators: str
    glyphs: dict[str, dict[int, str]]
    parts: dict[str, Drawing | Picture]


@lru_cache(maxsize=256)
def colour_operands(colour: str) -> str:
    """`#rrggbb` as three numbers from 0 to 1."""
    return " ".join(f"{int(colour[start : start + 2], 16) / 255:.3g}" for start in (1, 3, 5))


@lru_cache(maxsize=1)
def font_names() -> dict[str, str]:
    """Font key -> its resource name, the same in every file."""
    return {key: f"F{position}" for position, key in enumerate(entries())}


@dataclass(slots=True)
class Pen:
    """Draws into a box of the given size."""

    width: float
    height: float
    _out: list[str] = field(default_factory=list)
    _glyphs: dict[str, dict[int, str]] = field(default_factory=dict)
    _parts: dict[str, Drawing | Picture] = field(default_factory=dict)
    _fill: str = "#000000"

    def drawing(self) -> Drawing:
        """What was drawn."""
        return Drawing(self.width, self.height, " ".join(self._out), self._glyphs, self._parts)

    def fill(self, colour: str) -> None:
        """Fill with that colour from now on."""
        if colour != self._fill:
            self._out.append(f"{colour_operands(colour)} rg")
            self._fill = colour

    def line(self, line: Line, x: float, y: float, size: float, colour: str) -> None:
        """Draw a line of text with its left end at (x, y)."""
        self.fill(colour)
        names = font_names()
        scale = number(size)
        out = ["BT"]
        for run in line.runs:
            key = run.face.name
            self._glyphs.setdefault(key, {}).update(run.glyphs)
            out.append(f"/{names[key]} 1 Tf {scale} 0 0 {scale} {number(x)} {number(y)} Tm {run.operators}ET")
            x += run.width * size / 1000
            out.append("BT")
        self._out.append(" ".join(out[:-1]))

    def append(self, drawing: Drawing) -> None:
        """Draw what was drawn before, in a box of the same size."""
        self._out.append(drawing.operators)
        self._fill = ""
        for key, glyphs in drawing.glyphs.items():
            self._glyphs.setdefault(key, {}).update(glyphs)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a box."""
        self.fill(colour)
        self._out.append(f"{number(x)} {number(y)} {number(width)} {number(height)} re f")

    def draw(self, operators: str) -> None:
        """Draw operators that leave the state as it was."""
        self._out.append(f"q {operators} Q")

    def place(self, part: Drawing | Picture, matrix: tuple[float, float, float, float, float, float]) -> None:
        """Draw a form or picture under a transformation."""
        name = next((key for key, known in self._parts.items() if known is part), f"X{len(self._parts)}")
        self._parts[name] = part
        head = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in matrix[:4])
        self._out.append(f"q {head} {number(matrix[4])} {number(matrix[5])} cm /{name} Do Q")

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float, align: float = 0.0) -> None:
        """Draw a picture as large as the box allows, on its lower edge; `align` 0 is left, 0.5 middle, 1 right."""
        scale = min(width / picture.width, height / picture.height)
        wide, high = picture.width * scale, picture.height * scale
        self.place(picture, (wide, 0, 0, high, x + (width - wide) * align, y))


def read_picture(data: bytes) -> Picture:
    """Make an image file ready for a PDF.

    Raises:
        ValueError: it can't be read as an image.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.thumbnail((_LARGEST_PICTURE, _LARGEST_PICTURE), Image.Resampling.LANCZOS)
            clear = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise ValueError(str(fault)) from fault
    alpha = clear.getchannel("A")
    opaque = alpha.getextrema() == (255, 255)
    shadow = None if opaque else zlib.compress(alpha.tobytes(), 9)
    return Picture(clear.width, clear.height, zlib.compress(clear.convert("RGB").tobytes(), 9), shadow)
