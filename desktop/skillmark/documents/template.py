"""Certificate templates: files under resources/templates that say what stands where; read here, drawn by `layout`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from string import Formatter
from typing import Any

from skillmark.documents.drawing import MM
from skillmark.documents.setting import Style
from skillmark.protocol.errors_certificates import TemplateUnknown
from skillmark.system import resources

PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}  # Width and height, portrait.
VERSION = 1
VARYING = frozenset(
    {"holder", "number", "check", "awarded_on", "valid_until", "valid", "until", "title"}
)  # What differs from page to page.


@dataclass(frozen=True, slots=True, eq=False)
class TextStyle:
    """How a kind of text is set: style of the letters, size in points, colour."""

    letters: Style
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in a style of its own."""

    text: str
    style: str


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One thing on the page.

    Distances are millimetres; of left, right, width and of top, bottom, height two are given.

    Attributes:
        draw: what it is; `layout` has a function for each word.
        style: of its text; `second` that of a label or value beside it.
        text: words with fields in braces; `spans` the same in several styles.
        align: left, centre, right; valign: top, middle, bottom.
        lines, floor, leading: at most how many lines, the smallest size, distance of baselines in sizes.
        least: of a name, the size from which on it takes another line.
        only: drawn only with, or (`no logo`) without that part of the award.
        colours: of art, names of the template's colours.
        across: how many beside each other; gap: between them; row: height of one.
        frame: left, lower edge, width and height in points on the template's page.
        varies: whether it differs from one award of a run to the next.
    """

    draw: str
    left: float | None = None
    right: float | None = None
    width: float | None = None
    top: float | None = None
    bottom: float | None = None
    height: float | None = None
    style: str = ""
    second: str = ""
    text: str = ""
    spans: tuple[Span, ...] = ()
    align: str = "left"
    valign: str = "middle"
    lines: int = 1
    floor: float = 7
    least: float = 22
    leading: float = 1.3
    only: str = ""
    colours: tuple[str, ...] = ()
    across: int = 2
    gap: float = 8
    row: float = 9
    frame: tuple[float, float, float, float] = (0, 0, 0, 0)
    varies: bool = False


def _varies(element: Element) -> bool:
    """Whether it differs from one award of a run to the next."""
    if element.draw in ("name", "qr", "results"):
        return True
    texts = [element.text, *(span.text for span in element.spans)]
    return any(name in VARYING for text in texts for _, name, _, _ in Formatter().parse(text) if name)


def _axis(start: float | None, end: float | None, length: float | None, whole: float) -> tuple[float, float]:
    """Start and length in points from two of start, end and length in millimetres."""
    if length is None:
        length = whole / MM - (start or 0) - (end or 0)
    if start is None:
        start = whole / MM - (end or 0) - length
    return start * MM, length * MM


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A design on one paper.

    Attributes:
        width, height: of the page, points.
        elements: from back to front; `varying` those that differ from award to award, `fixed` the others.
    """

    width: float
    height: float
    styles: Mapping[str, TextStyle]
    colours: Mapping[str, str]
    elements: tuple[Element, ...]
    varying: tuple[Element, ...]
    fixed: tuple[Element, ...]


@lru_cache(maxsize=16)
def template(design: str, version: int, paper: str, portrait: bool) -> Template:
    """The template of that name.

    Raises:
        TemplateUnknown: this release has no such design, version or paper.
    """
    file = resources.path("templates", f"{design}.toml")
    if version != VERSION or paper not in PAPERS or not design.isalpha() or not file.is_file():
        raise TemplateUnknown(design, version, paper)
    source = tomllib.loads(file.read_text(encoding="utf-8"))
    short, long = PAPERS[paper]
    width, height = (short, long) if portrait else (long, short)
    colours = source["colours"]
    styles = {name: _style(item, colours) for name, item in source["styles"].items()}
    elements = tuple(_element(item, width, height) for item in source["portrait" if portrait else "landscape"])
    varying = tuple(element for element in elements if element.varies)
    fixed = tuple(element for element in elements if not element.varies)
    return Template(width, height, styles, colours, elements, varying, fixed)


def _style(item: Mapping[str, Any], colours: Mapping[str, str]) -> TextStyle:
    letters = Style(item["face"], tuple(item.get("features", ())), item.get("tracking", 0))
    return TextStyle(letters, item["size"], colours[item["colour"]])


def _element(item: Mapping[str, Any], page_width: float, page_height: float) -> Element:
    known = {field.name for field in fields(Element)}
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in item.items()}
    if "spans" in values:
        values["spans"] = tuple(Span(span["text"], span["style"]) for span in values["spans"])
    unknown = values.keys() - known
    if unknown:
        raise ValueError(f"unknown in a template: {sorted(unknown)}")
    element = Element(**values)
    left, width = _axis(element.left, element.right, element.width, page_width)
    low, height = _axis(element.bottom, element.top, element.height, page_height)
    return replace(element, frame=(left, low, width, height), varies=_varies(element))


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.path("templates", "words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def words(language: str) -> Mapping[str, Any]:
    """The fixed words of certificates in a language, in English where they aren't translated."""
    known, tag = _words(), language.lower()
    return known.get(tag) or known.get(tag.split("-")[0]) or known["en"]


@lru_cache(maxsize=4096)
def written_date(day: str, language: str) -> str:
    """An ISO date in words, as the certificates of that language write it."""
    spoken = words(language)
    year, month, number = day[:10].split("-")
    return str(spoken["date"]).format(day=int(number), month=spoken["months"][int(month) - 1], year=year)
