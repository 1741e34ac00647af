"""Certificates: what is in the files, byte for byte and as other programs see it."""

from __future__ import annotations

import copy
import io
import os

import pikepdf
import pytest

from skillmark.documents.certificates import CertificateMaker, check_coverage, missing_characters, write_combined
from skillmark.documents.faces import entries
from skillmark.protocol.errors import Cancelled, RequestRefused
from skillmark.protocol.errors_certificates import CharactersMissing, ImageUnusable, NameTooLong, TemplateUnknown
from skillmark.system import resources
from tests.documents.samples import (
    DESIGNS,
    FORMATS,
    achievement,
    describe,
    images,
    names,
    results,
    run,
    snapshot,
    template,
)

GOLDEN = [
    ("classic-a4", snapshot()),
    ("modern-letter-portrait", snapshot("سلمى الحداد", 7, template=template("modern", "letter", True))),
    ("plain-a4-portrait", snapshot("結衣 髙橋", 8, template=template("plain", "a4", True), logo=list(images())[2])),
]


def one(award: dict) -> bytes:
    return CertificateMaker(images()).one(award)


def combined(awards: list[dict]) -> bytes:
    out = io.BytesIO()
    write_combined(awards, images(), out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "award"), GOLDEN, ids=[name for name, _ in GOLDEN])
def test_uncompressed_objects_are_those_of_the_stored_file(name, award):
    golden = resources.path().parent / "tests" / "golden" / "documents" / f"{name}.txt"
    described = describe(one(award))
    if os.environ.get("SKILLMARK_WRITE_GOLDEN"):
        golden.write_text(described, encoding="utf-8")
    assert described == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("design", DESIGNS)
def test_bytes_depend_on_the_snapshot_alone(design, tmp_path, monkeypatch):
    awards = [snapshot(name, i, template=template(design)) for i, name in enumerate(list(names().values())[::5])]
    awards += [snapshot(name, 90, template=template(design)) for name in ("Trần Văn Đức", "Đức Trần", "Ừng Đức")]
    awards.append(snapshot("Lê Văn Tám", 99, template=template(design), achievement=achievement(title="Öffnung")))
    maker = CertificateMaker(images())
    first = [maker.one(award) for award in awards]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Pacific/Apia")
    other = CertificateMaker(dict(reversed(images().items())))
    assert [other.one(copy.deepcopy(award)) for award in reversed(awards)] == first[::-1]
    assert combined(awards) == combined(copy.deepcopy(awards))


@pytest.mark.parametrize(("design", "paper", "portrait"), FORMATS)
def test_a_file_has_one_sound_page_of_the_paper(design, paper, portrait):
    data = one(snapshot(template=template(design, paper, portrait)))
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", "FILE", data=data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        sides = [round(float(side) * 25.4 / 72, 1) for side in pdf.pages[0].MediaBox[2:]]
    wanted = {"a4": [210.0, 297.0], "letter": [215.9, 279.4]}[paper]
    assert sides == (wanted if portrait else wanted[::-1])


@pytest.mark.parametrize("design", DESIGNS)
def test_every_font_is_embedded_as_a_subset_with_its_text(design):
    data = combined([snapshot(name, i, template=template(design)) for i, name in enumerate(names().values())])
    lines = run("pdffonts", "FILE", data=data).splitlines()[2:]
    assert len(lines) > 15
    assert all("yes yes yes" in line and "+" in line.split()[0] for line in lines)


def test_a_file_says_what_it_is():
    data = one(snapshot("Zoë <Quarry> & Söhne", achievement=achievement(language="en-GB", title="Teaching & Learning")))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == "Teaching & Learning - Zoë <Quarry> & Söhne"
        assert str(pdf.docinfo.Author) == "Riverside Institute"
        assert str(pdf.docinfo.CreationDate) == "D:20260615000000Z"
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Teaching & Learning - Zoë <Quarry> & Söhne"
            assert metadata["dc:creator"] == ["Riverside Institute"]
            assert metadata["xmp:CreateDate"] == "2026-06-15T00:00:00Z"


def test_a_combined_file_has_a_page_an_award_and_a_title_of_its_own():
    same = combined([snapshot(serial=i) for i in range(70)])
    mixed = combined([snapshot(), snapshot(achievement=achievement(title="Leading a Project"), issued_on="2026-09-01")])
    with pikepdf.open(io.BytesIO(same)) as pdf:
        assert len(pdf.pages) == 70
        assert str(pdf.docinfo.Title) == "Formative Assessment in Practice - certificates"
    with pikepdf.open(io.BytesIO(mixed)) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.docinfo.CreationDate)) == ("certificates", "D:20260901000000Z")


def test_art_and_images_are_in_a_combined_file_once():
    few, many = (len(combined([snapshot(f"Ana Smith {i}", i) for i in range(count)])) for count in (20, 120))
    assert (many - few) / 100 < 2048


def test_cancel_stops_between_pages_and_progress_counts():
    told: list[int] = []
    with pytest.raises(Cancelled) as stopped:
        write_combined([snapshot()] * 5, images(), io.BytesIO(), told.append, lambda: len(told) == 2)
    assert (stopped.value.done, stopped.value.total, told) == (2, 5, [1, 2])


@pytest.mark.parametrize("character", ["😀", "\ue000", "\U0001f1e6", "\u0378"])
def test_what_no_font_has_is_refused_by_name(character):
    award = snapshot(f"Nia {character} Okafor {character}")
    with pytest.raises(CharactersMissing) as refused:
        check_coverage(award)
    assert (refused.value.holder, refused.value.characters) == (award["holder"]["name"], (character,))
    assert refused.value.where == "holder"
    assert isinstance(refused.value, RequestRefused)
    with pytest.raises(CharactersMissing):
        one(award)


def test_what_no_font_has_is_found_in_every_text():
    texts = {
        "title": {"achievement": achievement(title="Party 🎉")},
        "criteria": {"achievement": achievement(criteria="", description="", outcomes=["Throws a 🎉"])},
        "issuer": {"issuer": {"name": "🎉"}},
        "signatory": {"signatories": [{"name": "🎉", "title": "", "image": None}]},
        "results": {"results": [{**results(1)[0], "title": "🎉"}]},
    }
    for where, changes in texts.items():
        with pytest.raises(CharactersMissing) as refused:
            check_coverage(snapshot(**changes))
        assert refused.value.where == where


def test_missing_characters_are_none_for_every_name_of_the_list():
    assert {missing_characters(name, design) for name in names().values() for design in DESIGNS} == {()}
    assert missing_characters("a😀b😀🚀", "plain") == ("😀", "🚀")


def test_a_combined_file_is_refused_at_the_page_that_cannot_be_printed():
    told: list[int] = []
    awards = [snapshot(), snapshot(achievement=achievement(title="😀"))]
    with pytest.raises(CharactersMissing) as refused:
        write_combined(awards, images(), io.BytesIO(), told.append)
    assert (refused.value.where, told) == ("title", [1])


def test_backgrounds_that_are_not_used_any_more_are_dropped():
    maker = CertificateMaker(images())
    award = snapshot(template=template("plain"))
    first = maker.one(award)
    for index in range(66):
        maker.one(snapshot(template=template("plain"), issuer={"name": f"School {index}"}))
    assert maker.one(award) == first


def test_a_name_that_never_fits_is_refused():
    award = snapshot("Na " * 400)
    with pytest.raises(NameTooLong):
        check_coverage(award)
    with pytest.raises(NameTooLong):
        one(award)


def test_images_that_cannot_be_read_are_refused():
    digest = "0" * 64
    award = snapshot(logo=digest)
    with pytest.raises(ImageUnusable):
        CertificateMaker(images()).one(award)
    with pytest.raises(ImageUnusable) as refused:
        CertificateMaker(images() | {digest: b"no image"}).one(award)
    assert refused.value.digest == digest


@pytest.mark.parametrize("wrong", [{"design": "baroque"}, {"design": "../fonts"}, {"version": 2}, {"paper": "a3"}])
def test_unknown_templates_are_refused(wrong):
    with pytest.raises(TemplateUnknown):
        check_coverage(snapshot(template=template() | wrong))


def test_every_font_file_is_there_with_its_licence_and_all_are_small_enough():
    folder = resources.path("fonts")
    for entry in entries().values():
        assert (folder / entry.file).is_file()
        assert "SIL" in (folder / entry.file).parent.joinpath("OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < 40_000_000
