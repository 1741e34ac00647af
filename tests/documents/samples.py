"""Snapshots, names and images that the tests of certificates share, and ways to look into a PDF."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from skillmark.documents.content import read_content
from skillmark.documents.document import Document, GrowingFonts
from skillmark.documents.drawing import read_picture
from skillmark.documents.layout import draw_elements
from skillmark.documents.pdf import About, PdfWriter
from skillmark.documents.sheet import Sheet, name_block
from skillmark.documents.template import Element
from skillmark.system import resources

DESIGNS = ("classic", "modern", "plain")
FORMATS = [(design, paper, portrait) for design in DESIGNS for paper in ("a4", "letter") for portrait in (False, True)]
LONG = "Maximiliana Hohenstein-Hohenstein-Hohenstein-Hohenstein-Hohenstein-Hohenstein-Hohenstein-Ho"[:90]


@functools.cache
def names() -> dict[str, str]:
    """Trait -> display name of every row of names.csv, in its order; traits that occur twice get the identifier."""
    with (Path(__file__).parent / "data" / "names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {f"{row['student_id']} {row['trait']}": f"{row['given_name']} {row['family_name']}".strip() for row in rows}


@functools.cache
def images() -> dict[str, bytes]:
    """SHA-256 -> bytes of the demo's signatures and logo."""
    files = ("signature-grace-lindqvist.png", "signature-tomas-reyes.png", "logo.png")
    data = [resources.path("demo", name).read_bytes() for name in files]
    return {hashlib.sha256(item).hexdigest(): item for item in data}


def template(design: str = "classic", paper: str = "a4", portrait: bool = False) -> dict[str, Any]:
    """The part of a snapshot that names the template."""
    return {"design": design, "version": 1, "paper": paper, "portrait": portrait}


def achievement(**changes: Any) -> dict[str, Any]:
    """The part of a snapshot that says what was achieved."""
    return {
        "code": "FORM-ASSESS",
        "title": "Formative Assessment in Practice",
        "version": 1,
        "description": "Plans, carries out and acts on formative assessment in everyday teaching.",
        "criteria": "The holder attended the seminars, planned and taught with formative assessment, passed a skills "
        "test, presented a reviewed portfolio of classroom evidence and was observed using it at work.",
        "outcomes": ["Clarifies learning intentions", "Gives feedback that learners act on"],
        "field_of_study": "Education",
        "language": "en",
        "hours": 40,
        "credits": {"value": "1.5", "system": "ECTS"},
        "level": None,
        "delivery": "blended",
        "supervision": "supervised",
        "quality_assurance": None,
    } | changes


def results(count: int = 6) -> list[dict[str, Any]]:
    """Some results, with and without words of their own."""
    titles = (
        "Seminars",
        "Unit plan with checks",
        "Portfolio of evidence",
        "Literacy test",
        "Feedback",
        "Observed lesson",
    )
    words = ("9 hours", "Proficient", "10 of 12, reviewed", "34 of 40", None, None)
    return [
        {"code": f"R{i}", "title": titles[i % 6], "kind": "assignment", "state": "met", "result": words[i % 6]}
        for i in range(count)
    ]


def snapshot(name: str = "Chiara D’Alessandro", serial: int = 418, **changes: Any) -> dict[str, Any]:
    """An award's snapshot; keywords replace its parts."""
    grace, tomas, _ = images()
    return {
        "format": "skillmark-award/1",
        "number": f"RI-2026-K7-{serial:04d}-X",
        "salt": f"{serial:032x}",
        "holder": {"name": name},
        "achievement": achievement(),
        "issuer": {"name": "Riverside Institute", "legal_name": "", "country": "IE", "url": ""},
        "awarded_on": "2026-06-12",
        "issued_on": "2026-06-15",
        "valid_until": "2029-06-12",
        "results": results(),
        "evidence": [],
        "waivers": [],
        "exception": None,
        "signatories": [
            {"name": "Grace Lindqvist", "title": "Course leader", "image": grace},
            {"name": "Tomás Reyes", "title": "Head of the institute", "image": tomas},
        ],
        "logo": None,
        "template": template(),
    } | changes


def drawn(award: Mapping[str, Any], elements: Iterable[Element]) -> bytes:
    """A file with nothing but these elements of the award's template."""
    content = read_content(award)
    name = name_block(content)
    assert name is not None
    out = io.BytesIO()
    writer = PdfWriter(out)
    fonts = GrowingFonts(writer)
    pictures = {digest: read_picture(data) for digest, data in images().items()}
    Document(writer, fonts).page(draw_elements(Sheet(content, pictures, name), elements, None))
    fonts.write()
    writer.finish(About("", "", "2026-01-01", "en", bytes(16)))
    return out.getvalue()


def run(*command: str, data: bytes) -> str:
    """The output of a program on a file with these bytes; its name stands where the command says FILE."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.pdf"
        file.write_bytes(data)
        done = subprocess.run(
            [str(file) if word == "FILE" else word for word in command],
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
    return done.stdout


def pages_of_text(data: bytes) -> list[str]:
    """What pdftotext finds on each page."""
    return run("pdftotext", "-raw", "FILE", "-", data=data).split("\f")[:-1]


def plain(text: str) -> str:
    """Text for comparing: compatibility forms resolved, no direction marks, line ends as spaces, none after hyphens."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.bidirectional(c) not in _EMBEDDING)
    return " ".join(kept.split()).replace("- ", "-")


_EMBEDDING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def render(data: bytes, dots_per_inch: int = 150, page: int = 0) -> Image.Image:
    """The page as a grey picture."""
    document = pypdfium2.PdfDocument(data)
    return document[page].render(scale=dots_per_inch / 72, grayscale=True).to_pil().convert("L")


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of everything that isn't white."""
    box = picture.point(lambda value: 255 if value < 250 else 0).getbbox()
    assert box is not None
    return box


def codes(data: bytes) -> Iterable[tuple[str, int]]:
    """Font and glyph number of every glyph that any page or form shows."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        todo: list[Any] = [page.obj for page in pdf.pages]
        seen = set()
        while todo:
            item = todo.pop()
            if item.objgen in seen and item.objgen != (0, 0):
                continue
            seen.add(item.objgen)
            parts = item.Resources.get("/XObject", {})
            todo += [part for part in parts.values() if part.Subtype == "/Form"]
            yield from _shown(item)


def _shown(item: Any) -> Iterable[tuple[str, int]]:
    fonts = {key: str(font.BaseFont) for key, font in item.Resources.get("/Font", {}).items()}
    font = ""
    stream: Any = pikepdf.parse_content_stream(item)
    for operands, operator in stream:
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        if str(operator) == "TJ":
            shown = b"".join(bytes(piece) for piece in operands[0] if isinstance(piece, pikepdf.String))
            for start in range(0, len(shown), 2):
                yield font, int.from_bytes(shown[start : start + 2], "big")


def sizes(data: bytes) -> list[float]:
    """Sizes of all texts on the first page and in its forms, points."""
    found: list[float] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        forms = (part for part in page.Resources.get("/XObject", {}).values() if part.Subtype == "/Form")
        for item in (page, *forms):
            stream: Any = pikepdf.parse_content_stream(item)
            found += [float(words[0]) for words, word in stream if str(word) == "Tm"]
    return found


def describe(data: bytes) -> str:
    """Every object of a file in words, streams unpacked; of fonts and pictures the SHA-256 only."""
    lines = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Stream):
                lines.append(f"{item.objgen[0]}: {item.unparse(resolved=True).decode('latin-1')}")
                continue
            entries = {key: value for key, value in item.items() if key not in ("/Length", "/Filter")}
            body = item.read_bytes()
            binary = "/BitsPerComponent" in entries or body[:4] in (b"\0\1\0\0", b"OTTO") or body[:1] == b"\1"
            shown = hashlib.sha256(body).hexdigest() if binary else body.decode("utf-8", "replace")
            lines.append(f"{item.objgen[0]}: {_entries(entries)}\n{shown}")
    return "\n".join(lines) + "\n"


def _entries(entries: Mapping[str, Any]) -> str:
    words = (
        f"{key} {value.unparse().decode() if hasattr(value, 'unparse') else value}" for key, value in entries.items()
    )
    return " ".join(sorted(words))
