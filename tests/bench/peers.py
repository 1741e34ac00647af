"""Peers, run by the interpreter of `.bench`: naive ReportLab, Typst, openpyxl. Imports nothing of the program."""

from __future__ import annotations

import io
import math
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench.samples import RESOURCES, images, snapshots
from tests.bench.timing import seconds, tell


def _ring(canvas, x: float, y: float) -> None:
    """Art of about the same number of paths as ours."""
    for turn in range(6):
        path = canvas.beginPath()
        for step in range(46):
            angle = math.radians(step * 8)
            radius = 40 + 6 * math.sin(9 * angle + turn)
            (path.lineTo if step else path.moveTo)(x + radius * math.cos(angle), y + radius * math.sin(angle))
        canvas.drawPath(path)


def _border(canvas, width: float, height: float) -> None:
    for side in range(4):
        for phase in range(7):
            path = canvas.beginPath()
            length = width if side < 2 else height
            for step in range(0, int(length) - 60, 24):
                wave = 8 * math.sin(step / 7) * math.cos(phase / 4)
                place: tuple[float, float] = (30 + step, (24 if side == 0 else height - 24) + wave)
                if side > 1:
                    place = ((24 if side == 2 else width - 24) + wave, 30 + step)
                (path.lineTo if step else path.moveTo)(*place)
            canvas.drawPath(path)


def _page(canvas, snapshot) -> None:
    """A page as it is first written: art redrawn, images read, the code encoded anew."""
    import segno
    from reportlab.lib.utils import ImageReader

    width, height = 842, 595
    canvas.setLineWidth(0.4)
    _border(canvas, width, height)
    _ring(canvas, 720, 90)
    canvas.setFont("Serif", 49)
    canvas.drawCentredString(width / 2, 390, snapshot["holder"]["name"])
    canvas.setFont("Serif", 30)
    canvas.drawCentredString(width / 2, 300, snapshot["achievement"]["title"])
    canvas.setFont("Serif", 14)
    canvas.drawCentredString(width / 2, 260, snapshot["achievement"]["criteria"][:90])
    canvas.drawCentredString(width / 2, 240, snapshot["achievement"]["criteria"][90:])
    canvas.drawCentredString(width / 2, 210, "Awarded on 12 June 2026, valid until 12 June 2029")
    for place, data in enumerate(list(images().values())[1:]):
        canvas.drawImage(ImageReader(io.BytesIO(data)), 250 + 150 * place, 80, 110, 40, mask="auto")
    code = segno.make("SKILLMARK:" + snapshot["number"] + ":" + snapshot["salt"] * 2, error="m")
    size = 62 / len(code.matrix)
    for row, line in enumerate(code.matrix):
        for column, dark in enumerate(line):
            if dark:
                canvas.rect(70 + column * size, 140 - row * size, size, size, stroke=0, fill=1)
    canvas.drawString(140, 100, snapshot["number"])
    canvas.showPage()


def _canvas(out):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if "Serif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Serif", RESOURCES / "fonts" / "noto-serif" / "NotoSerif-Regular.ttf"))
    return Canvas(out, pagesize=(842, 595))


def naive_combined(count: int) -> None:
    """ReportLab as a first program writes it."""
    out = io.BytesIO()

    def write() -> None:
        canvas = _canvas(out)
        for snapshot in snapshots(count):
            _page(canvas, snapshot)
        canvas.save()

    taken = seconds(write)
    tell(rate=count / taken, bytes_each=len(out.getvalue()) / count)


def naive_separate(count: int, folder: Path) -> None:
    """The same, one file each."""

    def write() -> None:
        for number, snapshot in enumerate(snapshots(count)):
            canvas = _canvas(str(folder / f"n{number}.pdf"))
            _page(canvas, snapshot)
            canvas.save()

    tell(rate=count / seconds(write))


_TYPST = """
#set page(width: 297mm, height: 210mm, margin: 20mm)
#set text(font: ("Noto Serif", "Noto Naskh Arabic", "Noto Serif Devanagari", "Noto Serif CJK SC"), size: 14pt)
#let people = json("people.json")
#for person in people [
  #align(center)[
    #image("logo.png", height: 12mm)
    #text(size: 49pt, person.name)

    #text(size: 30pt, person.title)

    #person.criteria

    Awarded on 12 June 2026, valid until 12 June 2029
  ]
  #image("code" + str(person.number) + ".svg", width: 22mm)
  #image("a.png", height: 12mm) #image("b.png", height: 12mm)
  #person.award
  #pagebreak(weak: true)
]
"""


def typst(count: int, folder: Path) -> None:
    """Typst with codes by the same encoder."""
    import json

    import typst as compiler
    import zxingcpp

    def write() -> None:
        people = []
        for number, one in enumerate(snapshots(count)):
            text = "SKILLMARK:" + one["number"] + ":" + one["salt"] * 2
            code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
            (folder / f"code{number}.svg").write_text(code.to_svg())
            people.append({"name": one["holder"]["name"], "title": one["achievement"]["title"], "award": one["number"],
                           "criteria": one["achievement"]["criteria"], "number": number})  # fmt: skip
        (folder / "people.json").write_text(json.dumps(people))
        (folder / "all.typ").write_text(_TYPST)
        for name, data in zip(("a.png", "b.png", "logo.png"), images().values(), strict=True):
            (folder / name).write_bytes(data)
        compiler.compile(str(folder / "all.typ"), output=str(folder / "all.pdf"), font_paths=[str(RESOURCES / "fonts")])

    taken = seconds(write)
    tell(rate=count / taken, bytes_each=(folder / "all.pdf").stat().st_size / count)


def openpyxl_rows(path: Path) -> None:
    """openpyxl, read-only."""
    import openpyxl

    def read() -> int:
        book = openpyxl.load_workbook(path, read_only=True)
        sheet: Any = book.active
        return sum(1 for _ in sheet.iter_rows(values_only=True))

    tell(rate=read() / seconds(read, 3))


if __name__ == "__main__":
    job, *rest = sys.argv[1:]
    arguments = [int(one) if one.isdecimal() else Path(one) for one in rest]
    globals()[job](*arguments)
