"""Writes PDF files: numbered objects one after another, the page tree, the table at the end.

Nothing is kept but where things stand, so memory doesn't grow with the pages.
"""

from __future__ import annotations

import io
import re
from array import array
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import escape

from skillmark.documents.syntax import number, packed_stream, stream, text_string

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_NOT_IN_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BRANCH = 64  # Pages under one node of the page tree, so that a viewer finds the last of ten thousand at once.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<xmp:CreatorTool>Skillmark</xmp:CreatorTool><pdf:Producer>Skillmark</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What a file says about itself.

    Attributes:
        day: ISO date that the paper was issued on, taken as the file's creation date.
        language: BCP 47 tag.
        identity: 16 bytes that are the same whenever the same file is written.
    """

    title: str
    author: str
    day: str
    language: str
    identity: bytes


class PdfWriter:
    """One PDF file that is being written."""

    def __init__(self, out: BinaryIO, prefix: tuple[bytes, array[int]] | None = None) -> None:
        """Begin a file.

        Args:
            out: where it goes; only written to, in order.
            prefix: the beginning of another file (`PdfWriter.prefix`), to go on from.
        """
        self._out = out
        beginning, offsets = prefix or (_HEADER, array("Q", [0]))
        self._offsets = offsets[:]
        self._position = 0
        self._write(beginning)
        self._branches: list[tuple[int, int]] = []
        self._kids: list[int] = []
        self._branch = 0
        self._pages = 0

    @staticmethod
    def prefix(out: io.BytesIO, writer: PdfWriter) -> tuple[bytes, array[int]]:
        """What the writer has written so far, for files that begin alike."""
        return out.getvalue(), writer._offsets

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._position += len(data)

    def reserve(self) -> int:
        """A number for an object that is put later."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, number: int, body: bytes) -> None:
        """Write the object of that number."""
        self._offsets[number] = self._position
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def add(self, body: bytes) -> int:
        """Write an object and give its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, data: bytes, entries: str = "") -> int:
        """Write a stream, compressed, and give its number."""
        return self.add(stream(data, entries))

    def add_packed(self, data: bytes, entries: str) -> int:
        """Write a stream whose data are compressed already."""
        return self.add(packed_stream(data, entries))

    def page(self, width: float, height: float, resources: str, operators: str) -> None:
        """Write a page of that size in points; `resources` is a dictionary, `operators` are ASCII."""
        if not self._kids:
            self._branch = self.reserve()
        content = self.add(stream(operators.encode("ascii")))
        box = f"[0 0 {number(width)} {number(height)}]"
        body = f"<</Type/Page/Parent {self._branch} 0 R/MediaBox{box}/Resources{resources}/Contents {content} 0 R>>"
        self._kids.append(self.add(body.encode("ascii")))
        self._pages += 1
        if len(self._kids) == _BRANCH:
            self._close_branch()

    def _close_branch(self) -> None:
        """Remember the branch; it is written at the end, when its parent has a number."""
        self._branches.append((self._branch, len(self._kids)))
        kids = " ".join(f"{kid} 0 R" for kid in self._kids)
        if self._pages <= _BRANCH:
            self._root = self.reserve()
        body = f"<</Type/Pages/Parent {self._root} 0 R/Count {len(self._kids)}/Kids[{kids}]>>"
        self.put(self._branch, body.encode("ascii"))
        self._kids = []

    def finish(self, about: About) -> None:
        """Write the page tree, what the file says about itself and the table of objects."""
        if self._kids:
            self._close_branch()
        kids = " ".join(f"{branch} 0 R" for branch, _ in self._branches)
        self.put(self._root, f"<</Type/Pages/Count {self._pages}/Kids[{kids}]>>".encode("ascii"))
        metadata = self.add(_metadata(about))
        root = self.add(
            f"<</Type/Catalog/Pages {self._root} 0 R/Metadata {metadata} 0 R/Lang({about.language})"
            f"/ViewerPreferences<</DisplayDocTitle true>>>>".encode("ascii", "replace")
        )
        date = f"(D:{about.day.replace('-', '')}000000Z)"
        info = self.add(
            f"<</Title{text_string(about.title)}/Author{text_string(about.author)}/Creator(Skillmark)/Producer(Skillmark)"
            f"/CreationDate{date}/ModDate{date}>>".encode("ascii")
        )
        self._table(root, info, about.identity)

    def _table(self, root: int, info: int, identity: bytes) -> None:
        start, count = self._position, len(self._offsets)
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for first in range(1, count, 4096):
            part = self._offsets[first : first + 4096]
            self._write(b"".join(b"%010d 00000 n \n" % offset for offset in part))
        name = identity.hex()
        self._write(
            f"trailer\n<</Size {count}/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]>>\n"
            f"startxref\n{start}\n%%EOF\n".encode("ascii")
        )


def _metadata(about: About) -> bytes:
    """The XMP packet, uncompressed so that any tool finds it."""
    title, author = (_xml(text) for text in (about.title, about.author))
    packet = _XMP.format(title=title, author=author, language=_xml(about.language), day=about.day).encode("utf-8")
    return b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(packet), packet)


def _xml(text: str) -> str:
    """The text for XML, without the control characters that XML forbids."""
    return escape(_NOT_IN_XML.sub("", text))
