"""Puts drawings into a file: forms and pictures once each, fonts as subsets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from skillmark.documents.drawing import Drawing, Picture, font_names
from skillmark.documents.embed import put_font
from skillmark.documents.faces import load
from skillmark.documents.pdf import PdfWriter
from skillmark.documents.syntax import number

Glyphs = Mapping[int, str]


class Fonts(Protocol):
    """Where a drawing's fonts come from."""

    def number(self, key: str, glyphs: Glyphs) -> int:
        """The object of a font that has these glyphs."""


class GrowingFonts:
    """One subset of each font for the whole file, written at its end."""

    def __init__(self, writer: PdfWriter) -> None:
        """No font is in the file yet."""
        self._writer = writer
        self._numbers: dict[str, int] = {}
        self._glyphs: dict[str, dict[int, str]] = {}

    def number(self, key: str, glyphs: Glyphs) -> int:
        """The object of the font; the glyphs will be in it."""
        if key not in self._numbers:
            self._numbers[key] = self._writer.reserve()
            self._glyphs[key] = {}
        known = self._glyphs[key]
        if not glyphs.keys() <= known.keys():
            self._glyphs[key] = {**glyphs, **known}
        return self._numbers[key]

    def write(self) -> dict[str, tuple[int, Glyphs]]:
        """Write every font; key -> number and glyphs."""
        for key, number_ in self._numbers.items():
            put_font(self._writer, number_, load(key), self._glyphs[key])
        return {key: (number_, self._glyphs[key]) for key, number_ in self._numbers.items()}


class LayeredFonts:
    """Subsets that a file's beginning has already, and one more where a page has other glyphs."""

    def __init__(self, writer: PdfWriter, written: Mapping[str, tuple[int, Glyphs]]) -> None:
        """Begin with the fonts that are written."""
        self._writer = writer
        self._written = written

    def number(self, key: str, glyphs: Glyphs) -> int:
        """A font that is there, or a new one with just these glyphs."""
        found, known = self._written.get(key, (0, {}))
        if found and glyphs.keys() <= known.keys():
            return found
        found = self._writer.reserve()
        put_font(self._writer, found, load(key), glyphs)
        return found


class Document:
    """One file with pages of drawings."""

    def __init__(self, writer: PdfWriter, fonts: Fonts, placed: Mapping[Drawing | Picture, int] | None = None) -> None:
        """Begin; `placed` are forms and pictures that the file has already."""
        self.writer = writer
        self._fonts = fonts
        self.placed: dict[Drawing | Picture, int] = dict(placed or {})

    def page(self, drawing: Drawing) -> None:
        """Add a page."""
        self.writer.page(drawing.width, drawing.height, self._resources(drawing), drawing.operators)

    def place(self, part: Drawing | Picture) -> int:
        """The object of a form or picture, written when it is first asked for."""
        if part not in self.placed:
            self.placed[part] = self._picture(part) if isinstance(part, Picture) else self._form(part)
        return self.placed[part]

    def _resources(self, drawing: Drawing) -> str:
        names = font_names()
        fonts = "".join(
            f"/{names[key]} {self._fonts.number(key, glyphs)} 0 R" for key, glyphs in drawing.glyphs.items()
        )
        parts = "".join(f"/{name} {self.place(part)} 0 R" for name, part in drawing.parts.items())
        return f"<<{f'/Font<<{fonts}>>' if fonts else ''}{f'/XObject<<{parts}>>' if parts else ''}>>"

    def _form(self, drawing: Drawing) -> int:
        resources = self._resources(drawing)
        box = f"[0 0 {number(drawing.width)} {number(drawing.height)}]"
        return self.writer.add_stream(
            drawing.operators.encode("ascii"), f"/Type/XObject/Subtype/Form/BBox{box}/Resources{resources}"
        )

    def _picture(self, picture: Picture) -> int:
        size = f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/BitsPerComponent 8"
        mask = ""
        if picture.alpha is not None:
            shadow = self.writer.add_packed(picture.alpha, f"{size}/ColorSpace/DeviceGray")
            mask = f"/SMask {shadow} 0 R"
        return self.writer.add_packed(picture.colours, f"{size}/ColorSpace/DeviceRGB{mask}")
