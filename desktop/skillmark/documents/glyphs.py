"""From shaped glyphs to PDF: operators that draw them, and the text that readers get for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import uharfbuzz as hb

from skillmark.documents.faces import EM, Extent, Face, ligature_text
from skillmark.documents.syntax import text_string

_LAM_ALEF = frozenset(map(chr, range(0xFEF5, 0xFEFD)))


@dataclass(frozen=True, slots=True)
class Run:
    """Shaped glyphs of one font and direction.

    Attributes:
        glyphs: glyph -> the text that a reader gets for it.
        operators: PDF text operators at font size 1.
        width: advance, thousandths.
        ink: left, low, right, high from the run's origin, thousandths; None for blanks and where it wasn't asked for.
    """

    face: Face
    glyphs: dict[int, str]
    operators: str
    width: float
    ink: Extent | None


def union(boxes: list[Extent]) -> Extent | None:
    """The box around all boxes, None where there is none."""
    if not boxes:
        return None
    if len(boxes) == 1:
        return boxes[0]
    left, low, right, high = zip(*boxes, strict=True)
    return min(left), min(low), max(right), max(high)


class GlyphWriter:
    """Turns shaped glyphs into operators: strings of glyph numbers, moves where positions differ from the widths."""

    def __init__(self, face: Face, text: str, backwards: bool, buffer: hb.Buffer) -> None:
        """Take the glyphs of a shaped text; `backwards` is right to left."""
        self.face, self.text, self.backwards = face, text, backwards
        infos = buffer.glyph_infos or []
        self.glyphs = [info.codepoint for info in infos]
        self.starts = [info.cluster for info in infos]
        self.positions = [item.position for item in buffer.glyph_positions or []]
        self.out: list[str] = []
        self.boxes: list[Extent] = []

    def run(self, tracking: int, measured: bool) -> Run:
        """Write every glyph, with the text beside those that alone would give another.

        Args:
            tracking: extra space after each glyph, thousandths.
            measured: whether the ink is wanted.
        """
        self.tracking, self.measured = tracking, measured
        own, text = self.face.texts, self.text
        plain = [own.get(glyph, "") for glyph in self.glyphs]
        if not self.backwards and "".join(plain) == text and self._stand_apart():
            width = self._write({})
            texts = dict(zip(self.glyphs, plain, strict=True))
        else:
            clusters = list(self._clusters())
            width = self._write(self._spans(clusters))
            texts = self._texts(clusters)
        return Run(self.face, texts, "".join(self.out), width, union(self.boxes))

    def _stand_apart(self) -> bool:
        """Whether each glyph has its own place, which readers need to keep the order, and a text that they all know."""
        metrics = self.face.metrics
        return 0 not in [metrics[glyph][0] for glyph in self.glyphs] and max(self.text) < "\U00010000"

    def _write(self, spans: dict[int, str]) -> float:
        """Write operators: the pen is where the viewer's is, the target (in the end the width) where HarfBuzz's."""
        metrics, scale = self.face.metrics, self.face.scale
        pen, target, rise, shown = 0, 0.0, 0, ["[<"]
        for index, glyph in enumerate(self.glyphs):
            x_offset, y_offset, advance, _ = self.positions[index]
            width, code, ink = metrics[glyph]
            if y_offset or rise or spans:
                before, rise = rise, round(y_offset * scale)
                if rise != before or index in spans:
                    shown.append(f">]TJ {spans.get(index, '')}{rise / EM:g} Ts [<")
            shift = round(target + x_offset * scale) - pen
            if shift:
                shown.append(f">{-shift}<")
                pen += shift
            shown.append(code)
            if ink and self.measured:
                self.boxes.append((pen + ink[0], rise + ink[1], pen + ink[2], rise + ink[3]))
            pen += width
            # Tightening spares blanks, by which readers tell words apart.
            target += advance * scale + (self.tracking if ink or self.tracking > 0 else 0)
        shown.append(f">]TJ {spans.get(len(self.glyphs), '')}{'0 Ts ' if rise else ''}")
        self.out.append("".join(shown).replace("<>", "").replace("[]TJ ", ""))
        return target

    def _clusters(self) -> Iterator[tuple[int, list[int], str]]:
        """Position of the first glyph, glyphs and text of each cluster, in the order of drawing."""
        starts = sorted(set(self.starts))
        ends = dict(zip(starts, [*starts[1:], len(self.text)], strict=True))
        position = 0
        for start, group in groupby(self.starts):
            count = len(list(group))
            yield position, self.glyphs[position : position + count], self.text[start : ends[start]]
            position += count

    def _texts(self, clusters: list[tuple[int, list[int], str]]) -> dict[int, str]:
        """What a reader gets for each glyph: its own character, else the text of its cluster for the first glyph."""
        own = self.face.texts
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
        spans = [(0, len(self.glyphs), self.text)]
        if self.backwards:
            spans = list(_marked_letters(clusters))
        found: dict[int, str] = {}
        for start, end, text in spans:
            found[start] = found.get(start, "") + f"/Span<</ActualText{text_string(text)}>>BDC "
            found[end] = "EMC "
        return found


def _marked_letters(clusters: list[tuple[int, list[int], str]]) -> Iterator[tuple[int, int, str]]:
    """Glyphs right to left that need their text beside them: letters with marks, lam and alef drawn into each other."""
    before: tuple[int, list[int], str] | None = None
    for position, glyphs, text in clusters:
        pair = ligature_text(text + before[2]) if before and text == "\u0644" else ""
        if before and pair in _LAM_ALEF and len(glyphs) == len(before[1]) == 1:
            yield before[0], position + 1, pair
        elif len(glyphs) > 1:
            yield position, position + len(glyphs), ligature_text(text)
        before = (position, glyphs, text)
