"""Sets one line of text: fonts by script, direction, shaping by HarfBuzz, and the PDF operators that draw it.

A line is measured and drawn in thousandths of the font size, so that one shaping serves every size. Where the glyphs don't tell
the text by themselves (ligatures, reordered vowels, joined letters) the text stands beside them as /ActualText.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import uharfbuzz as hb

from skillmark.documents import bidi
from skillmark.documents.faces import EM, Face, candidates, ligature_text, load
from skillmark.documents.scripts import (
    clusters,
    east_asian_language,
    is_ignorable,
    is_unsettable,
    printable,
    scripts,
)
from skillmark.documents.syntax import text_string

_TRACKED_SCRIPTS = frozenset(
    {"Latn", "Grek", "Cyrl", "Armn", "Geor"}
)  # Letters that stand apart; others don't take space.
_LAM_ALEF = frozenset(map(chr, range(0xFEF5, 0xFEFD)))


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: the key of its font, OpenType features switched on, extra space between letters in thousandths."""

    face: str
    features: tuple[str, ...] = ()
    tracking: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Shaped glyphs of one font and direction.

    Attributes:
        glyphs: glyph -> the text that a reader gets for it.
        operators: PDF text operators at font size 1.
        width: advance, thousandths.
        ink: left, low, right, high of the ink from the run's origin, thousandths; None for blanks and where it wasn't asked for.
    """

    face: Face
    glyphs: dict[int, str]
    operators: str
    width: float
    ink: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of runs in the order of drawing; widths and ink in thousandths of the font size, ink from the line's origin."""

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
    """Characters of the text that no font has, each once, in the order of the text."""
    try:
        _pieces(printable(text), face)
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
    return Line(text, runs, x, _union(boxes) or (0.0, 0.0, 0.0, 0.0))


def _union(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float] | None:
    if not boxes:
        return None
    if len(boxes) == 1:
        return boxes[0]
    left, low, right, high = zip(*boxes, strict=True)
    return min(left), min(low), max(right), max(high)


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
    return _Writer(piece, buffer, tracking, measured).run()


class _Writer:
    """Turns shaped glyphs into operators: strings of glyph numbers, moves where positions differ from the widths."""

    def __init__(self, piece: _Piece, buffer: hb.Buffer, tracking: int, measured: bool) -> None:
        self.piece = piece
        self.measured = measured
        infos = buffer.glyph_infos or []
        self.glyphs = [info.codepoint for info in infos]
        self.starts = [info.cluster for info in infos]
        self.positions = [item.position for item in buffer.glyph_positions or []]
        self.tracking = tracking
        self.out: list[str] = []
        self.boxes: list[tuple[float, float, float, float]] = []

    def run(self) -> Run:
        """Write every glyph, with the text beside those that alone would give another."""
        own, text = self.piece.face.texts, self.piece.text
        plain = [own.get(glyph, "") for glyph in self.glyphs]
        if self.piece.level % 2 == 0 and "".join(plain) == text and self._stand_apart():
            width = self._write({})
            texts = dict(zip(self.glyphs, plain, strict=True))
        else:
            clusters = list(self._clusters())
            width = self._write(self._spans(clusters))
            texts = self._texts(clusters)
        return Run(self.piece.face, texts, "".join(self.out), width, _union(self.boxes))

    def _stand_apart(self) -> bool:
        """Whether each glyph has its own place, which readers need to keep the order, and a text that they all know."""
        metrics = self.piece.face.metrics
        return all([metrics[glyph][0] for glyph in self.glyphs]) and max(self.piece.text) < "\U00010000"

    def _write(self, spans: dict[int, str]) -> float:
        """Operators for all glyphs; gives the run's width.

        The pen is where the viewer's is, the target where HarfBuzz wants the glyph, both in thousandths.
        """
        metrics, scale = self.piece.face.metrics, self.piece.face.scale
        pen, target, rise, shown = 0, 0.0, 0, ["[<"]
        for index, glyph in enumerate(self.glyphs):
            x_offset, y_offset, advance, _ = self.positions[index]
            width, code, ink = metrics[glyph]
            if y_offset or rise or spans:
                wanted = round(y_offset * scale)
                if wanted != rise or index in spans:
                    shown.append(f">]TJ {spans.get(index, '')}{wanted / EM:g} Ts [<")
                    rise = wanted
            shift = round(target + x_offset * scale) - pen
            if shift:
                shown.append(f">{-shift}<")
                pen += shift
            shown.append(code)
            if ink and self.measured:
                self.boxes.append((pen + ink[0], rise + ink[1], pen + ink[2], rise + ink[3]))
            pen += width
            target += advance * scale + self.tracking
        shown.append(f">]TJ {spans.get(len(self.glyphs), '')}{'0 Ts ' if rise else ''}")
        self.out.append("".join(shown).replace("<>", "").replace("[]TJ ", ""))
        return target

    def _clusters(self) -> Iterator[tuple[int, list[int], str]]:
        """Position of the first glyph, glyphs and text of each cluster, in the order of drawing."""
        starts = sorted(set(self.starts))
        ends = dict(zip(starts, [*starts[1:], len(self.piece.text)], strict=True))
        position = 0
        for start, group in groupby(self.starts):
            count = len(list(group))
            yield position, self.glyphs[position : position + count], self.piece.text[start : ends[start]]
            position += count

    def _texts(self, clusters: list[tuple[int, list[int], str]]) -> dict[int, str]:
        """What a reader gets for each glyph: its own character, else the text of its cluster for the first glyph."""
        own = self.piece.face.texts
        found: dict[int, str] = {}
        for _, glyphs, text in clusters:
            for position, glyph in enumerate(glyphs):
                found.setdefault(glyph, own.get(glyph) or ("" if position else ligature_text(text)))
        return found

    def _spans(self, clusters: list[tuple[int, list[int], str]]) -> dict[int, str]:
        """Operators that put the text beside glyphs; position of the glyph -> operators.

        Left to right the whole run is one span. Right to left readers turn what stands in a span around, so that only
        letters with marks get one each.
        """
        spans = [(0, len(self.glyphs), self.piece.text)]
        if self.piece.level % 2:
            spans = list(_marked_letters(clusters))
        found: dict[int, str] = {}
        for start, end, text in spans:
            found[start] = found.get(start, "") + f"/Span<</ActualText{text_string(text)}>>BDC "
            found[end] = "EMC "
        return found


def _marked_letters(clusters: list[tuple[int, list[int], str]]) -> Iterator[tuple[int, int, str]]:
    """Glyphs of a right-to-left run that need their text beside them: letters with marks, lam and alef drawn into each other."""
    before: tuple[int, list[int], str] | None = None
    for position, glyphs, text in clusters:
        pair = ligature_text(text + before[2]) if before and text == "\u0644" else ""
        if before and pair in _LAM_ALEF and len(glyphs) == len(before[1]) == 1:
            yield before[0], position + 1, pair
        elif len(glyphs) > 1:
            yield position, position + len(glyphs), ligature_text(text)
        before = (position, glyphs, text)
