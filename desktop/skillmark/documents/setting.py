"""Sets one line of text: fonts by script, direction, shaping by HarfBuzz, and the PDF operators that draw it.

A line is measured and drawn in thousandths of the font size, so that one shaping serves every size. Where the glyphs
don't tell the text by themselves (ligatures, reordered vowels, marks) the text stands beside them as /ActualText.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from skillmark.documents import bidi
from skillmark.documents.faces import Face, candidates, load
from skillmark.documents.glyphs import GlyphWriter, Run, union
from skillmark.documents.scripts import (
    clusters,
    east_asian_language,
    is_ignorable,
    is_unsettable,
    printable,
    scripts,
)

_TRACKED_SCRIPTS = frozenset(
    {"Latn", "Grek", "Cyrl", "Armn", "Geor"}
)  # Letters that stand apart; others don't take space.


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: key of its font, OpenType features switched on, extra space between letters in thousandths."""

    face: str
    features: tuple[str, ...] = ()
    tracking: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of runs in the order of drawing; width and ink (from its origin) in thousandths of the font size."""

    text: str
    runs: tuple[Run, ...]
    width: float
    ink: tuple[float, float, float, float]


class Uncovered(Exception):
    """No font has these characters; callers check before they draw and name the holder."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        """Keep the characters, each once, in the order of the text."""
        super().__init__(characters)
        self.characters = characters


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of one script, level and font before it is shaped."""

    text: str
    script: str
    level: int
    face: Face


@lru_cache(maxsize=4096)
def set_line(text: str, style: Style, language: str = "en", measured: bool = False) -> Line:
    """Shape a line.

    Args:
        text: any text; controls are left out, see `scripts.printable`.
        style: the base font; other scripts take fonts of the same kind.
        language: tag of the paper's language, which chooses regional forms.
        measured: whether the line's ink is wanted as well as its width.

    Raises:
        Uncovered: no font has some character.
    """
    shown = printable(text)
    pieces = _pieces(shown, style.face)
    order = bidi.visual_order([piece.level for piece in pieces])
    runs = tuple(_shape(pieces[index], style, language, measured) for index in order)
    return _line(shown, runs)


@lru_cache(maxsize=4096)
def missing(text: str, face: str) -> tuple[str, ...]:
    """Characters of the text that no font has, each once, in its order; all where nothing could be seen of it."""
    shown = printable(text)
    if text and not shown.strip():
        return tuple(dict.fromkeys(text))
    try:
        _pieces(shown, face)
    except Uncovered as uncovered:
        return uncovered.characters
    return ()


def _line(text: str, runs: tuple[Run, ...]) -> Line:
    if len(runs) == 1:
        return Line(text, runs, runs[0].width, runs[0].ink or (0.0, 0.0, 0.0, 0.0))
    x = 0.0
    boxes = []
    for run in runs:
        if run.ink:
            boxes.append((run.ink[0] + x, run.ink[1], run.ink[2] + x, run.ink[3]))
        x += run.width
    return Line(text, runs, x, union(boxes) or (0.0, 0.0, 0.0, 0.0))


def _pieces(text: str, base: str) -> list[_Piece]:
    """Cut the text where script, direction or font change; raise with every character that no font has."""
    if text.isascii():
        face = load(base)
        if face.covered.issuperset(map(ord, text)):
            return [_Piece(text, "Latn", 0, face)] if text else []
    found: list[_Piece] = []
    lost: dict[str, None] = {}
    for script, level, part in _stretches(text):
        for face, piece in _fonts(part, script, base, lost):
            found.append(_Piece(piece, script, level, face))
    if lost:
        raise Uncovered(tuple(lost))
    return found


def _stretches(text: str) -> Iterator[tuple[str, int, str]]:
    """Stretches of one script and level."""
    kinds = list(zip(scripts(text), bidi.levels(text), strict=True))
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or kinds[position] != kinds[start]:
            yield *kinds[start], text[start:position]
            start = position


def _fonts(text: str, script: str, base: str, lost: dict[str, None]) -> Iterator[tuple[Face, str]]:
    """The stretch in one font where one covers it, else cut at grapheme clusters, neighbours of one font together."""
    first, *others = candidates(base, script) or (base,)
    faces = [load(key) for key in dict.fromkeys((first, base, *others, *candidates(base, "Zyyy")))]
    whole = next((face for face in faces if _covers(face, text)), None)
    if whole:
        yield whole, text
        return
    face, start, position = faces[0], 0, 0
    for cluster in clusters(text):
        found = next((candidate for candidate in faces if _covers(candidate, cluster)), None)
        if found is None:
            lost.update(dict.fromkeys(c for c in cluster if not any(_covers(candidate, c) for candidate in faces)))
        elif found is not face:
            if position > start:
                yield face, text[start:position]
            face, start = found, position
        position += len(cluster)
    yield face, text[start:]


def _covers(face: Face, text: str) -> bool:
    return all(
        (ord(character) in face.covered and not is_unsettable(character)) or is_ignorable(character)
        for character in text
    )


def _shape(piece: _Piece, style: Style, language: str, measured: bool) -> Run:
    """Shape a piece and write its operators."""
    buffer = hb.Buffer()
    buffer.add_str(piece.text)
    buffer.direction = "rtl" if piece.level % 2 else "ltr"
    buffer.script = piece.script
    buffer.language = east_asian_language(piece.text, language) if piece.script in ("Hani", "Hang") else language
    tracking = style.tracking if piece.script in _TRACKED_SCRIPTS else 0
    features = dict.fromkeys(style.features, True)
    if tracking or piece.level % 2:
        # Right to left a ligature's letters would be read in the wrong order.
        features |= {"liga": False, "clig": False}
    hb.shape(piece.face.font, buffer, features)
    return GlyphWriter(piece.face, piece.text, piece.level % 2 == 1, buffer).run(tracking, measured)
