"""Make the demo's signature images and logo in resources/demo.

Usage: python packaging/signatures.py PACKAGES
where PACKAGES is a folder in which these npm packages have been unpacked under their own names (both OFL-1.1):
    @fontsource/mrs-saint-delafield 5.3.0
    @fontsource/herr-von-muellerhoff 5.3.0
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

TARGET = Path(__file__).resolve().parents[1] / "resources" / "demo"
INK = (27, 43, 99)
SIGNATURES = [
    ("mrs-saint-delafield", "signature-grace-lindqvist.png", "Grace Lindqvist"),
    ("herr-von-muellerhoff", "signature-tomas-reyes.png", "Tomás Reyes"),
]


def script_font(packages: Path, name: str, size: int) -> ImageFont.FreeTypeFont:
    """The Latin part of a script font at a size in pixels."""
    font = TTFont(packages / "@fontsource" / name / "package" / "files" / f"{name}-latin-400-normal.woff2")
    font.flavor = None
    plain = io.BytesIO()
    font.save(plain)
    plain.seek(0)
    return ImageFont.truetype(plain, size)


def signature(font: ImageFont.FreeTypeFont, text: str) -> Image.Image:
    """Blue ink on nothing, cut to the ink, 180 pixels high."""
    mask = Image.new("L", (4000, 1200), 0)
    ImageDraw.Draw(mask).text((600, 300), text, font=font, fill=255)
    mask = mask.crop(mask.getbbox())
    mask = mask.resize((round(mask.width * 180 / mask.height), 180), Image.Resampling.LANCZOS)
    image = Image.new("RGBA", mask.size, (*INK, 0))
    image.putalpha(mask)
    return image


def logo() -> Image.Image:
    """A tick on an octagon, for the invented Riverside Institute; readable on dark and on white."""
    side, factor = 320, 4
    big = side * factor
    image = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    edge = [(0.2929, 0), (0.7071, 0), (1, 0.2929), (1, 0.7071), (0.7071, 1), (0.2929, 1), (0, 0.7071), (0, 0.2929)]
    for share, colour in ((1.0, (255, 255, 255, 255)), (0.93, (29, 79, 75, 255))):
        draw.polygon([(big * (0.5 + (x - 0.5) * share), big * (0.5 + (y - 0.5) * share)) for x, y in edge], fill=colour)
    width, gold = round(big * 0.085), (242, 193, 78, 255)
    tick = [(big * 0.27, big * 0.52), (big * 0.44, big * 0.69), (big * 0.75, big * 0.33)]
    draw.line(tick, fill=gold, width=width, joint="curve")
    for x, y in (tick[0], tick[-1]):
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=gold)
    return image.resize((side, side), Image.Resampling.LANCZOS)


def main(packages: Path) -> None:
    """Write the images."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, file, text in SIGNATURES:
        signature(script_font(packages, name, 400), text).save(TARGET / file, optimize=True)
    logo().save(TARGET / "logo.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
