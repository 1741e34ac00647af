"""How certificates look, measured on a rendering: edges, QR code, parts that come and go."""

from __future__ import annotations

import io
from itertools import combinations
from typing import Any

import pytest
import zxingcpp
from PIL import ImageChops, ImageFilter

from skillmark.documents.certificates import CertificateMaker
from skillmark.documents.content import read_content
from skillmark.domain.numbers import base32, check_text
from skillmark.system.canonical import canonical, sha256
from tests.documents.samples import (
    DESIGNS,
    FORMATS,
    LONG,
    achievement,
    drawn,
    images,
    ink,
    pages_of_text,
    plain,
    render,
    results,
    sizes,
    snapshot,
    template,
)

PEOPLE = [{"name": f"Signatory Number {i}", "title": "Member of the examining board", "image": None} for i in range(4)]
GRACE, TOMAS, _ = images()
LONG_PEOPLE: list[dict[str, Any]] = [
    {
        "name": "Prof. Dr. Maximiliana Hohenstein-Hohenstein von und zu Riverside",
        "title": "Deputy Vice-Chancellor (Education and Student Experience), Professor of Educational Assessment",
        "image": GRACE,
    },
    {"name": "Bartholomew Featherstonehaugh-Cholmondeley", "title": "Course leader", "image": TOMAS},
    {"name": "བསྟན་འཛིན་རྒྱ་མཚོ་", "title": "བསྟན་འཛིན་རྒྱ་མཚོ་", "image": GRACE},
    {"name": "W" * 30, "title": "ស្រីស្រស់" * 8, "image": None},
]
LONG_ISSUER = (
    "The Royal Riverside Institute for Advanced Professional Studies in Education, Health and Workplace Learning "
    "of the Western Region"
)


def one(award: dict) -> bytes:
    return CertificateMaker(images()).one(award)


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
def test_no_ink_is_nearer_to_the_edge_than_printers_reach(design, paper, portrait):
    award = snapshot(LONG, template=template(design, paper, portrait), logo=list(images())[2], signatories=LONG_PEOPLE)
    picture = render(one(award), 150)
    left, top, right, bottom = ink(picture)
    nearest = min(left, top, picture.width - right, picture.height - bottom)
    assert nearest * 25.4 / 150 >= 6.5


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
def test_the_qr_code_can_be_read_from_the_page(design, paper, portrait):
    award = snapshot(template=template(design, paper, portrait))
    codes = zxingcpp.read_barcodes(render(one(award), 150))
    digest = sha256(canonical(award))
    assert [code.text for code in codes] == [f"SKILLMARK:RI-2026-K7-0418-X.......:{base32(digest)}"]
    assert codes[0].ec_level == "M"
    place = codes[0].position
    side = (place.top_right.x - place.top_left.x) * 25.4 / 150
    assert side == pytest.approx(22, abs=0.7)


@pytest.mark.parametrize("design", DESIGNS)
def test_number_check_text_and_dates_are_printed(design):
    award = snapshot(template=template(design))
    text = pages_of_text(one(award))[0]
    for wanted in ("RI-2026-K7-0418-X", check_text(sha256(canonical(award))), "12 June 2026", "12 June 2029"):
        assert wanted in text
    assert "Grace Lindqvist" in text
    assert "Formative Assessment in Practice" in text


@pytest.mark.parametrize("design", DESIGNS)
def test_an_award_without_an_end_says_so(design):
    text = pages_of_text(one(snapshot(template=template(design), valid_until=None)))[0]
    assert ("without an end" if design == "classic" else "no end") in text


def test_every_requirement_is_claimed_only_where_none_was_waived():
    everything = pages_of_text(one(snapshot()))[0]
    waived = pages_of_text(one(snapshot(waivers=[{"code": "R1", "reason": "Moved school"}])))[0]
    exception = pages_of_text(one(snapshot(exception="Illness")))[0]
    assert "has met every requirement" in everything
    assert "every requirement" not in waived
    assert "every requirement" not in exception


def test_results_show_what_was_met_and_waived_only():
    rows = results(3)
    rows[0] |= {"state": "waived", "result": None}
    rows[1] |= {"state": "not_met", "result": "12 of 40"}
    text = pages_of_text(one(snapshot(template=template("plain"), results=rows)))[0]
    assert "Waived" in text
    assert "12 of 40" not in text
    assert "10 of 12, reviewed" in text


@pytest.mark.parametrize("design", ["modern", "plain"])
@pytest.mark.parametrize("portrait", [False, True])
def test_more_results_than_fit_are_counted(design, portrait):
    award = snapshot(template=template(design, "letter", portrait), results=results(80))
    text = pages_of_text(one(award))[0]
    assert " more" in text
    shown = sum(text.count(row["title"]) for row in results(6))
    more = next(int(line.split()[1]) for line in text.splitlines() if line.startswith("and "))
    assert shown + more == 80


def test_a_long_title_and_criteria_stay_in_their_fields():
    words = achievement(title="Foundations of " * 12 + "Care", criteria="A sentence that goes on. " * 60)
    for design, paper, portrait in FORMATS:
        award = snapshot(template=template(design, paper, portrait), achievement=words)
        data = one(award)
        assert "…" in pages_of_text(data)[0]
        assert zxingcpp.read_barcodes(render(data, 150))


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("count", [0, 1, 3, 4])
def test_up_to_four_people_sign(design, count):
    for portrait in (False, True):
        award = snapshot(template=template(design, "letter", portrait), signatories=PEOPLE[:count])
        text = pages_of_text(one(award))[0]
        assert [str(person["name"]) in text for person in PEOPLE] == [index < count for index in range(4)]


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
def test_long_names_of_signatories_take_more_lines_and_stay_readable(design, paper, portrait):
    for people in (LONG_PEOPLE[:1], LONG_PEOPLE[:2], LONG_PEOPLE[:3], LONG_PEOPLE):
        award = snapshot(template=template(design, paper, portrait), signatories=people)
        signatures = [element for element in read_content(award).template.elements if element.draw == "signatures"]
        data = drawn(award, signatures)
        assert min(sizes(data)) >= 6.5
        words = plain(pages_of_text(data)[0])
        assert "…" not in words
        assert all(word in words for person in people[:2] for word in f"{person['name']} {person['title']}".split())


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
def test_long_signatures_touch_nothing_around_them(design, paper, portrait):
    words = achievement(criteria="A sentence that goes on. " * 60)
    for people in (LONG_PEOPLE[:2], LONG_PEOPLE):
        award = snapshot(template=template(design, paper, portrait), signatories=people, achievement=words)
        elements = read_content(award).template.elements
        signatures = [element for element in elements if element.draw == "signatures"]
        others = [element for element in elements if element.draw != "signatures"]
        own, rest = (ImageChops.invert(render(drawn(award, part), 100)) for part in (signatures, others))
        assert ImageChops.multiply(own.filter(ImageFilter.MaxFilter(7)), rest).getbbox() is None


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
@pytest.mark.parametrize("logo", [None, list(images())[2]])
def test_a_long_issuer_takes_more_lines(design, paper, portrait, logo):
    award = snapshot(template=template(design, paper, portrait), issuer={"name": LONG_ISSUER}, logo=logo)
    elements = [element for element in read_content(award).template.elements if element.text == "{issuer}"]
    data = drawn(award, elements)
    assert plain(pages_of_text(data)[0]).casefold() == LONG_ISSUER.casefold()
    assert min(sizes(data)) >= 7


# The issuer of the modern design is white, in a field of its own.
@pytest.mark.parametrize(("design", "paper", "portrait"), [one for one in FORMATS if one[0] != "modern"])
@pytest.mark.parametrize("logo", [None, list(images())[2]])
@pytest.mark.parametrize("issuer", ["Riverside Institute of Applied Learning", LONG_ISSUER[:80].strip()])
def test_the_issuer_keeps_away_from_what_stands_beside_it(design, paper, portrait, logo, issuer):
    award = snapshot(template=template(design, paper, portrait), issuer={"name": issuer}, logo=logo)
    elements = [one for one in read_content(award).template.elements if one.draw in ("text", "spans", "logo", "name")]
    own = [one for one in elements if one.text == "{issuer}"]
    left, top, right, bottom = ink(render(drawn(award, own), 72))
    for one in elements:
        box = ImageChops.invert(render(drawn(award, [one]), 72)).getbbox()
        if one in own or box is None:
            continue
        beside = min(bottom, box[3]) > max(top, box[1])
        assert not beside or max(box[0] - right, left - box[2]) >= 7, (one.text, left, right, box)


@pytest.mark.parametrize(("paper", "portrait"), [("a4", False), ("a4", True), ("letter", False), ("letter", True)])
@pytest.mark.parametrize("design", ["modern", "plain"])
def test_no_two_texts_of_the_foot_run_into_each_other(design, paper, portrait):
    for language in ("en", "de", "es", "fr"):
        words = achievement(language=language)
        dates = {"awarded_on": "2026-09-28", "valid_until": "2029-09-28"}
        award = snapshot(template=template(design, paper, portrait), achievement=words, **dates)
        fields = ("{words.awarded}", "{awarded_on}", "{words.valid_until}", "{valid_until}", "{number}", "{check}")
        elements = [element for element in read_content(award).template.elements if element.text in fields]
        boxes = [ImageChops.invert(render(drawn(award, [element]), 72)).getbbox() for element in elements]
        for (left, top, right, bottom), (x, high, end, low) in combinations(filter(None, boxes), 2):
            beside = min(bottom, low) > max(top, high)
            assert not beside or max(x - right, left - end) >= 4, (language, design)


def test_the_logo_is_drawn_where_there_is_one():
    for design in DESIGNS:
        with_logo = render(one(snapshot(template=template(design), logo=list(images())[2])), 50)
        without = render(one(snapshot(template=template(design))), 50)
        assert with_logo.tobytes() != without.tobytes()


def test_a_seal_in_another_script_falls_back_to_the_short_text():
    text = pages_of_text(one(snapshot(issuer={"name": "معهد النهر"})))[0]
    assert "النهر" in text


def test_a_photograph_serves_as_logo():
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (2000, 1000), "#336699").save(out, "JPEG")
    award = snapshot(logo="a" * 64)
    data = CertificateMaker(images() | {"a" * 64: out.getvalue()}).one(award)
    assert len(data) < 200_000
