"""Fonts inside a PDF: a subset of the glyphs used, their widths, and the text that each stands for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Protocol

import uharfbuzz as hb

from skillmark.documents.faces import EM, Face
from skillmark.documents.syntax import stream

_DROPPED = ("GSUB", "GPOS", "GDEF", "OS/2", "cmap", "name", "post", "gasp", "prep", "fpgm", "cvt ")
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class Objects(Protocol):
    """Where indirect objects are put; `pdf.PdfWriter` and `pdf.Fragment` are such places."""

    def reserve(self) -> int:
        """A number for an object that is put later."""

    def put(self, number: int, body: bytes) -> None:
        """Write the object of that number."""

    def add(self, body: bytes) -> int:
        """Write an object and give its number."""


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """The font with these glyphs only, numbered as before.

    PostScript outlines come back as the bare CFF table, whose glyph names are the numbers in the whole font.
    """
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(set(glyphs))
    wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in _DROPPED})
    flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.flags = flags if face.outlines_are_cff else flags | hb.SubsetFlags.RETAIN_GIDS
    small = wanted.subset(face.face)
    return bytes((small.reference_table("CFF ") if face.outlines_are_cff else small.blob).data)


def put_font(objects: Objects, number: int, face: Face, glyphs: Mapping[int, str]) -> None:
    """Write the font under a number reserved before, with its descendant, descriptor, file and the glyphs' text."""
    used = sorted(glyphs)
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(repr(used).encode()).digest()[:6])
    name = f"{tag}+{face.name}"
    file = objects.add(stream(subset(face, used), "/Subtype/CIDFontType0C" if face.outlines_are_cff else ""))
    descriptor = objects.add(_descriptor(face, name, file))
    kind, extra = ("0", "") if face.outlines_are_cff else ("2", "/CIDToGIDMap/Identity")
    descendant = objects.add(
        f"<</Type/Font/Subtype/CIDFontType{kind}/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 0/W[{_widths(face, used)}]{extra}>>".encode()
    )
    unicode = objects.add(stream(_unicode_map({glyph: glyphs[glyph] for glyph in used})))
    objects.put(
        number,
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {unicode} 0 R>>".encode(),
    )


def _descriptor(face: Face, name: str, file: int) -> bytes:
    extents = face.font.get_font_extents("ltr")
    ascent, descent = round(extents.ascender * face.scale), round(extents.descender * face.scale)
    italic = -12 if "Italic" in face.name else 0
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {4 + (64 if italic else 0)}/FontBBox[{face.bounds}]"
        f"/ItalicAngle {italic}/Ascent {ascent}/Descent {descent}/CapHeight {round(0.7 * EM)}"
        f"/StemV {face.entry.weight // 5}/{'FontFile3' if face.outlines_are_cff else 'FontFile2'} {file} 0 R>>"
    ).encode()


def _widths(face: Face, used: list[int]) -> str:
    """The width table, neighbours together."""
    parts: list[str] = []
    before = None
    for glyph in used:
        if glyph - 1 != before:
            parts.append(f"{']' if parts else ''}{glyph}[")
        parts.append(f"{face.width(glyph)} ")
        before = glyph
    return "".join(parts) + ("]" if parts else "")


def _unicode_map(glyphs: Mapping[int, str]) -> bytes:
    """The ToUnicode CMap, at most a hundred entries a block as the format asks."""
    entries = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in glyphs.items() if text]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")
