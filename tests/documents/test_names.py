"""Names on certificates: every script set, extracted again, inside its field."""

from __future__ import annotations

import functools
import io

import pytest
from PIL import ImageChops

from skillmark.documents.certificates import CertificateMaker, write_combined
from skillmark.documents.content import read_content
from skillmark.documents.scripts import printable
from skillmark.documents.setting import Style, set_line
from skillmark.documents.sheet import name_block, name_room
from tests.documents.samples import (
    DESIGNS,
    FORMATS,
    LONG,
    achievement,
    codes,
    drawn,
    images,
    ink,
    names,
    pages_of_text,
    plain,
    render,
    sizes,
    snapshot,
    template,
)

MORE = {
    "lam and alef": "علاء الأحمد",
    "lam and alef twice": "بلال عبد الله",
    "Persian": "علی رضا یوسفی",
    "Syriac": "ܫܡܥܘܢ",
    "mixed, left to right": "Ahmed محمد",
    "mixed, right to left": "محمد Smith",
    "Latin and Devanagari": "Renée क्षितिज",
    "ligatures": "Theo Hoffmann Griffith",
    "stacked marks": "Ẹ̀kọ́ Ā̤b",
    "conjoining jamo": "\u1112\u1161\u11ab 하준",
    "Burmese": "ကျော်ဇောဦး",
    "decomposed": "Zoe\u0308 Ne\u0301",
    "kana": "さくら 王小明",
    "traditional": "陳鈺琪",
}
RIGHT_TO_LEFT = ("Arabic", "Hebrew", "lam", "Persian", "Syriac", "mixed")


@functools.cache
def everybody(design: str) -> tuple[dict[str, str], bytes]:
    people = names() | MORE
    out = io.BytesIO()
    awards = [snapshot(name, i, template=template(design)) for i, name in enumerate(people.values())]
    write_combined(awards, images(), out)
    return people, out.getvalue()


@pytest.mark.parametrize("design", DESIGNS)
def test_every_name_comes_out_of_the_file_again(design):
    people, data = everybody(design)
    wrong = {}
    for (trait, name), text in zip(people.items(), pages_of_text(data), strict=True):
        wanted, found = plain(printable(name)), plain(text)
        exact = wanted in found
        words = all(word in found.split() for word in wanted.split())
        loose = any(mark in trait for mark in RIGHT_TO_LEFT)
        if not (exact or (loose and words)):
            wrong[trait] = ascii(text)
    assert wrong == {}


@pytest.mark.parametrize("design", DESIGNS)
def test_left_to_right_names_come_out_exactly(design):
    people, data = everybody(design)
    pages = dict(zip(people, pages_of_text(data), strict=True))
    for trait in (
        "N004 Devanagari with zero-width joiner",
        "N018 Japanese beyond the BMP",
        "ligatures",
        "stacked marks",
    ):
        assert printable(people[trait]) in pages[trait]
    assert "Tomfdp.scr Hale" in pages["N035 RTL override"]
    assert "\u202e" not in "".join(pages.values())


@pytest.mark.parametrize("design", DESIGNS)
def test_no_glyph_is_the_empty_box(design):
    _, data = everybody(design)
    shown = list(codes(data))
    assert len(shown) > 5000
    assert [font for font, glyph in shown if glyph == 0] == []


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
def test_no_ink_of_a_name_leaves_its_field(design, paper, portrait):
    for name in (*names().values(), *MORE.values(), LONG, "ỄẢg Ặjy " * 8, "ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ", "ក្រមុំស្រីស្រស់", "jÂÄgÿ", "王" * 90):
        award = snapshot(name, template=template(design, paper, portrait))
        elements = [element for element in read_content(award).template.elements if element.draw == "name"]
        data, (x, y, width, height) = drawn(award, elements), name_room(elements[0])
        picture = render(data, 72)
        left, top, right, bottom = ink(picture)
        assert left >= x - 1.5, name
        assert right <= x + width + 1.5, name
        assert picture.height - bottom >= y - 1.5, name
        assert picture.height - top <= y + height + 1.5, name


LANGUAGES = ("en", "de", "es", "fr")
MILLIMETRE = 72 / 25.4  # Pixels, where a point is drawn as one.


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_around_a_name_keeps_clear_of_its_room(design, paper, portrait, language):
    words = achievement(language=language, title="Judging Pages in Many Long Lines " * 6, criteria="Så ĝij q. " * 90)
    award = snapshot(template=template(design, paper, portrait), achievement=words)
    elements = read_content(award).template.elements
    name = next(element for element in elements if element.draw == "name")
    texts = [element for element in elements if element.draw in ("text", "spans", "results", "box")]
    picture = render(drawn(award, texts), 72)
    x, y, width, height = name_room(name)
    air = 2 * MILLIMETRE
    around = (x, picture.height - y - height - air, x + width, picture.height - y + air)
    assert ImageChops.invert(picture.crop(tuple(map(round, around)))).getbbox() is None


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
def test_ninety_letters_are_broken_and_large_enough(design, paper, portrait):
    block = name_block(read_content(snapshot(LONG, template=template(design, paper, portrait))))
    assert block is not None
    assert len(LONG) == 90
    assert 2 <= len(block.lines) <= (3 if portrait else 2)
    assert block.size >= (22 if paper == "a4" else 19)
    assert "".join(line.text for line in block.lines).replace(" ", "") == LONG.replace(" ", "")
    widths = [line.width for line in block.lines]
    assert min(widths) > 0.6 * max(widths)


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
def test_the_hardest_ninety_letters_still_stand_at_sixteen_points(design, paper, portrait):
    for name in ("王" * 90, "W" * 90, "Wm" * 45, "ដារាសុខ" * 13):
        block = name_block(read_content(snapshot(name, template=template(design, paper, portrait))))
        assert block is not None, name
        assert block.size >= 16


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
def test_the_name_is_the_largest_text(design, paper, portrait):
    for name in ("Li", LONG, "王" * 90):
        data = CertificateMaker(images()).one(snapshot(name, template=template(design, paper, portrait)))
        block = name_block(read_content(snapshot(name, template=template(design, paper, portrait))))
        assert block is not None
        assert largest_other(data, block.size) < block.size


def largest_other(data: bytes, size: float) -> float:
    """The largest size of text on the page but that of the name."""
    found = [round(value, 2) for value in sizes(data)]
    assert round(size, 2) in found
    return max(value for value in found if value != round(size, 2))


def test_each_kind_of_design_takes_fonts_of_its_kind():
    serif = {run.face.name for run in set_line("Анна मिश्रा ישראל 王", Style("EBGaramond-Medium")).runs}
    sans = {run.face.name for run in set_line("Анна मिश्रा ישראל 王", Style("InterDisplay-Bold")).runs}
    assert serif == {
        "EBGaramond-Medium",
        "NotoSerifDevanagari-Regular",
        "NotoSerifHebrew-Regular",
        "NotoSerifCJK-Regular",
    }
    assert sans == {"InterDisplay-Bold", "NotoSansDevanagari-Bold", "NotoSansHebrew-Bold", "NotoSansCJK-Regular"}
