"""Makes text fit its box: how large, and broken into which lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from skillmark.documents.faces import EM
from skillmark.documents.scripts import clusters, has_spaces, printable
from skillmark.documents.setting import Line, Style, set_line

_HYPHENS = "-\u2010\u2013\u2014\u058a\u05be\u30fb\u0f0b"
_LEADING = 1.18  # Of the size between two lines of a name, more where ink would touch.
_TALL = 1.25  # Sizes: ink of one line that is higher than any alphabet's.
_STEP = 0.1  # Points: sizes are whole tenths.


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size: size and leading in points."""

    lines: tuple[Line, ...]
    size: float
    leading: float

    @property
    def high(self) -> float:
        """Ink above the first baseline, points."""
        return self.lines[0].ink[3] * self.size / EM

    @property
    def low(self) -> float:
        """Ink under the first baseline down to the last line's lowest, points, negative."""
        return self.lines[-1].ink[1] * self.size / EM - self.leading * (len(self.lines) - 1)


def _words(text: str) -> list[str]:
    """Pieces between places where a line may end: after spaces, after hyphens inside a word."""
    pieces, start = [], 0
    for position in range(1, len(text)):
        before, here = text[position - 1], text[position]
        if (before == " " and here != " ") or (before in _HYPHENS and here not in (" ", before)):
            pieces.append(text[start:position])
            start = position
    return [*pieces, text[start:]] if text else []


def _width(text: str, style: Style, language: str) -> float:
    return set_line(text, style, language).width


def balanced(text: str, count: int, style: Style, language: str) -> list[str]:
    """The text in that many lines of widths as equal as can be, fewer where it has no place to break.

    Breaks at spaces and after hyphens; where there are too few, between characters (Chinese and Thai have no spaces).
    """
    words = _words(text)
    if len(words) < count:
        words = list(clusters(text))
    widths = [_width(word, style, language) for word in words]
    low, high = max(widths), sum(widths)
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_greedy(words, widths, middle)) <= count else (middle, high)
    return [line.strip(" ") for line in _greedy(words, widths, high)]


def _greedy(words: Sequence[str], widths: Sequence[float], limit: float) -> list[str]:
    """As many words a line as fit."""
    lines: list[str] = []
    room = -1.0
    for word, width in zip(words, widths, strict=True):
        if width > room + 1e-6:
            lines.append(word)
            room = limit - width
        else:
            lines[-1] += word
            room -= width
    return lines


@dataclass(frozen=True, slots=True)
class NameBox:
    """The field of a name: points, and the rules for names that are too long.

    Attributes:
        size: the size that is wanted.
        least: where a second line is taken rather than a smaller size.
        floor: the smallest size of all.
        lines: how many lines at most; one more is taken rather than go under the floor.
    """

    width: float
    height: float
    size: float
    least: float
    floor: float
    lines: int


@lru_cache(maxsize=4096)
def fit_name(text: str, style: Style, box: NameBox, language: str) -> Block | None:
    """The name as large as its field allows; None where it never fits.

    One line down to the least size, then as many lines as make it largest, then one line more.

    Raises:
        Uncovered: no font has some character.
    """
    text = printable(text).strip()
    single = _in_lines(text, 1, style, box, language)
    if single.size >= box.least:
        return single
    blocks = [_in_lines(text, count, style, box, language) for count in range(2, box.lines + 1)]
    largest = max(blocks, key=lambda block: block.size)
    if largest.size < box.floor:
        largest = _in_lines(text, box.lines + 1, style, box, language)
    return largest if largest.size >= box.floor else None


def _in_lines(text: str, count: int, style: Style, box: NameBox, language: str) -> Block:
    """The name in so many lines, as large as they fit."""
    texts = [text] if count == 1 else balanced(text, count, style, language)
    return _largest(tuple(set_line(line, style, language, measured=True) for line in texts), box)


def _largest(lines: tuple[Line, ...], box: NameBox) -> Block:
    """The lines at the largest size that their box allows."""
    wide = max(max(line.width, line.ink[2]) - min(0, line.ink[0]) for line in lines) or 1
    gaps = [(below.ink[3] - above.ink[1]) / EM + 0.06 for above, below in pairwise(lines)]
    leading = max([_LEADING, *gaps])
    tall = leading * (len(lines) - 1) + (lines[0].ink[3] - lines[-1].ink[1]) / EM
    size = min(box.size, box.width * EM / wide, box.height / max(tall, 0.01))
    size = int(size / _STEP + 1e-6) * _STEP
    return Block(lines, size, leading * size)


@dataclass(frozen=True, slots=True)
class TextBox:
    """The field of a text: points.

    Attributes:
        size: the size that is wanted; `floor` the smallest.
        leading: distance of baselines, in sizes.
        lines: how many lines at most.
        even: whether lines are made about equally long, for centred text.
    """

    width: float
    height: float
    size: float
    floor: float
    leading: float
    lines: int
    even: bool = False


@lru_cache(maxsize=4096)
def fit_text(text: str, style: Style, box: TextBox, language: str) -> Block:
    """A paragraph at the largest size that fits; at the smallest the end is left out and an ellipsis says so.

    Raises:
        Uncovered: no font has some character.
    """
    text = " ".join(printable(text).split())
    size = box.size
    while True:
        limit = box.width * EM / size
        texts = _wrap(text, style, limit, language)
        leading = box.leading if len(texts) == 1 else max(box.leading, _high(text, style, language))
        room = max(1, min(box.lines, int((box.height - size) / (leading * size) + 1 + 1e-6)))
        if len(texts) <= room and (len(texts) == 1 or _widest(text, style, language) <= limit):
            break
        if size <= box.floor:
            texts = _cut(texts, room, style, limit, language) if len(texts) > room else texts
            break
        size = max(box.floor, size - 0.25)
    if box.even and len(texts) > 1 and not texts[-1].endswith("…"):
        texts = balanced(text, len(texts), style, language)
    lines = tuple(set_line(line, style, language) for line in texts)
    return Block(lines, size, leading * size)


def _high(text: str, style: Style, language: str) -> float:
    """The leading that high scripts (Tibetan, Burmese) need so that their lines don't touch, 0 for all others."""
    _, low, _, high = set_line(text, style, language, measured=True).ink
    tall = (high - low) / EM
    return tall if tall > _TALL else 0.0


def _widest(text: str, style: Style, language: str) -> float:
    """Width of the widest piece that should stay on one line, thousandths."""
    return max(_width(word, style, language) for word in _words(text)) if has_spaces(text) else 0.0


def _wrap(text: str, style: Style, limit: float, language: str) -> list[str]:
    """Lines no wider than the limit."""
    if _width(text, style, language) <= limit:
        return [text]
    words = _words(text)
    widths = [_width(word, style, language) for word in words]
    if max(widths) > limit:
        words = list(clusters(text))
        widths = [_width(word, style, language) for word in words]
    # The space at the end of a line needs no room.
    space = _width(" ", style, language)
    lines = _greedy(words, widths, limit + space)
    return [line.strip(" ") for line in lines]


def _cut(texts: list[str], room: int, style: Style, limit: float, language: str) -> list[str]:
    """The first lines, the last of them ended by an ellipsis."""
    kept, last = texts[: room - 1], texts[room - 1]
    pieces = _words(last) if " " in last else list(clusters(last))
    while len(pieces) > 1 and _width("".join(pieces).rstrip() + "…", style, language) > limit:
        pieces.pop()
    return [*kept, "".join(pieces).rstrip(" ,;:.-") + "…"]
