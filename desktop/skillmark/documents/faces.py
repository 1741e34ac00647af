"""The fonts that paper is set in: the list in resources/fonts/fonts.toml and one loaded font each."""

from __future__ import annotations

import struct
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import uharfbuzz as hb

from skillmark.system import resources

EM = 1000  # Widths and positions are in thousandths of the font size, as PDF counts them.

_PRESENTATION = (range(0xFB1D, 0xFE00), range(0xFE70, 0xFF00))  # Hebrew and Arabic presentation forms.


@dataclass(frozen=True, slots=True)
class FaceEntry:
    """One font as fonts.toml lists it: key, file under resources/fonts, serif or sans, weight, scripts (ISO 15924)."""

    key: str
    file: str
    kind: str
    weight: int
    scripts: frozenset[str]


Extent = tuple[float, float, float, float]  # Left, low, right, high of ink, thousandths of the size, y upwards.


class Face:
    """A loaded font: what it covers, how wide its glyphs are, where their ink is."""

    def __init__(self, entry: FaceEntry) -> None:
        """Read the file."""
        self.entry = entry
        self.face = hb.Face(hb.Blob(resources.path("fonts", *entry.file.split("/")).read_bytes()))
        self.font = hb.Font(self.face)
        self.scale = EM / self.face.upem
        self.name = entry.key
        self.metrics = Metrics(self.font, self.scale)

    @cached_property
    def covered(self) -> frozenset[int]:
        """The code points that the font has a glyph for."""
        return frozenset(self.face.unicodes)

    @cached_property
    def texts(self) -> dict[int, str]:
        """Glyph -> the character that it stands for, the lowest of several; joined letters as plain ones."""
        glyph_of = self.font.get_nominal_glyph
        # From the highest down, so that the lowest stays.
        found = {glyph_of(code): chr(code) for code in sorted(self.covered, reverse=True)}
        for code in self.covered.intersection(code for block in _PRESENTATION for code in block):
            if found[glyph_of(code)] == chr(code):
                found[glyph_of(code)] = _plain(code)
        return found

    @cached_property
    def outlines_are_cff(self) -> bool:
        """Whether the outlines are PostScript's (the Chinese, Japanese and Korean fonts) or TrueType's."""
        return "CFF " in self.face.table_tags

    @cached_property
    def bounds(self) -> str:
        """The box around all glyphs as PDF writes it, from the font's head table."""
        corners = struct.unpack(">4h", bytes(self.face.reference_table("head").data)[36:44])
        return " ".join(str(round(corner * self.scale)) for corner in corners)

    def width(self, glyph: int) -> int:
        """The glyph's advance as the PDF's width table has it, whole thousandths."""
        return self.metrics[glyph][0]


class Metrics(dict[int, tuple[int, str, Extent | None]]):
    """Glyph -> advance, number in hexadecimal, ink (None for a blank); measured when first asked for.

    The advance is in whole thousandths, as the PDF's width table has it.
    """

    def __init__(self, font: hb.Font, scale: float) -> None:
        """Nothing is measured yet."""
        super().__init__()
        self._font, self._scale = font, scale

    def __missing__(self, glyph: int) -> tuple[int, str, Extent | None]:
        """Measure a glyph."""
        width = round(self._font.get_glyph_h_advance(glyph) * self._scale)
        box = self._font.get_glyph_extents(glyph)
        ink = None
        if box is not None and box.width and box.height:
            left, high = box.x_bearing * self._scale, box.y_bearing * self._scale
            ink = (left, high + box.height * self._scale, left + box.width * self._scale, high)
        self[glyph] = (width, f"{glyph:04x}", ink)
        return self[glyph]


def _plain(code: int) -> str:
    """The one letter that a presentation form is a joined form of; ligatures stay one character."""
    letters = unicodedata.normalize("NFKC", chr(code))
    return letters if len(letters) == 1 else chr(code)


@lru_cache(maxsize=1)
def _ligatures() -> dict[str, str]:
    codes = (chr(code) for block in _PRESENTATION for code in block)
    found = {unicodedata.normalize("NFKC", character): character for character in codes}
    return {letters: character for letters, character in found.items() if len(letters) > 1}


def ligature_text(text: str) -> str:
    """The one character that stands for letters drawn as one glyph, else the letters.

    Readers turn right-to-left text around letter by letter, so that two letters of one glyph would come out reversed.
    """
    return _ligatures().get(text, text)


@lru_cache(maxsize=1)
def entries() -> dict[str, FaceEntry]:
    """Every font that is shipped, in the order of the list."""
    with resources.path("fonts", "fonts.toml").open("rb") as file:
        listed = tomllib.load(file)
    return {
        key: FaceEntry(key, item["file"], item["kind"], item["weight"], frozenset(item["scripts"]))
        for key, item in listed.items()
    }


@cache
def load(key: str) -> Face:
    """The font of that key, opened once.

    Raises:
        KeyError: fonts.toml has no such font.
    """
    return Face(entries()[key])


@cache
def candidates(base: str, script: str) -> tuple[str, ...]:
    """Keys of the fonts to try for a script: the base font if it has it, then the same kind, the nearest weight."""
    wanted = entries()[base]

    def distance(entry: FaceEntry) -> tuple[bool, int]:
        return entry.kind != wanted.kind, abs(entry.weight - wanted.weight)

    own = [wanted] if script in wanted.scripts else []
    others = [entry for entry in entries().values() if script in entry.scripts and entry.key.startswith("Noto")]
    return tuple(entry.key for entry in (*own, *sorted(others, key=distance)))
