"""The parts under the certificates: direction, scripts, fitting, QR code, PDF syntax, proof list."""

from __future__ import annotations

import io

import pikepdf
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from skillmark.documents import bidi, qr, scripts
from skillmark.documents.fitting import NameBox, TextBox, balanced, fit_name, fit_text
from skillmark.documents.pdf import About, PdfWriter
from skillmark.documents.proof import ProofRefusal, ProofRow, write_proof_list
from skillmark.documents.setting import Style, missing, set_line
from skillmark.documents.syntax import number
from skillmark.documents.template import words, written_date
from tests.documents.samples import LONG, names, pages_of_text, plain, run

SERIF = Style("EBGaramond-Medium")


@pytest.mark.parametrize(
    ("text", "levels", "order"),
    [
        ("abc", [0, 0, 0], [0, 1, 2]),
        ("אבג", [1, 1, 1], [2, 1, 0]),
        ("a אב", [0, 0, 1, 1], [0, 1, 3, 2]),
        ("אב a", [1, 1, 1, 2], [3, 2, 1, 0]),
        ("אב 12", [1, 1, 1, 2, 2], [3, 4, 2, 1, 0]),
        ("a אב 12 גד", [0, 0, 1, 1, 1, 2, 2, 1, 1, 1], [0, 1, 9, 8, 7, 5, 6, 4, 3, 2]),
        ("ab12", [0, 0, 0, 0], [0, 1, 2, 3]),
        ("…", [0], [0]),
    ],
)
def test_levels_and_order(text, levels, order):
    assert bidi.levels(text) == levels
    assert bidi.visual_order(levels) == order


def test_marks_go_with_their_letters():
    assert bidi.levels("ש\u05b8a") == [1, 1, 2]
    assert list(scripts.clusters("क्षि\u200dte\u0301")) == ["क्षि\u200dt", "e\u0301"]
    assert list(scripts.clusters("\u1112\u1161\u11ab하")) == ["\u1112\u1161\u11ab", "하"]
    assert list(scripts.clusters("")) == []


def test_controls_leave_no_trace():
    assert scripts.printable("Tom\u202efdp\u2066.scr\u2069\u200e\x07") == "Tomfdp.scr"
    assert scripts.printable("a\tb\nc\u2028d") == "a b c d"
    assert scripts.printable("क्\u200dष") == "क्\u200dष"
    assert scripts.printable("e\u0301") == "é"


@pytest.mark.parametrize(
    ("text", "language", "region"),
    [
        ("さくら", "en", "ja"),
        ("하준", "en", "ko"),
        ("司马", "en", "zh-hans"),
        ("陳鈺琪", "en", "zh-hant"),
        ("髙橋", "en", "ja"),
        ("王", "ja-JP", "ja"),
        ("王", "zh-TW", "zh-hant"),
        ("王", "zh", "zh-hans"),
        ("\U00020b9f", "en", "zh-hans"),
    ],
)
def test_regional_forms(text, language, region):
    assert scripts.east_asian_language(text, language) == region


def test_a_cluster_falls_back_alone_where_no_font_has_the_whole_run():
    line = set_line("aꞏb\u2603", SERIF) if not missing("aꞏb\u2603", SERIF.face) else set_line("a\u4e00b", SERIF)
    assert len({run.face.name for run in line.runs}) > 1
    assert missing("x\U0001f600y\U0001f600", SERIF.face) == ("\U0001f600",)
    assert missing("\u202e\u2066", SERIF.face) == ("\u202e", "\u2066")


def test_kerning_small_caps_and_tracking():
    kerned, apart = set_line("AVAVAV", SERIF), sum(set_line(letter, SERIF).width for letter in "AVAVAV")
    assert kerned.width < apart - 100
    small = set_line("Institute", Style("EBGaramond-Medium", ("smcp",)))
    assert small.runs[0].operators.count("ActualText") == 1
    assert small.width > set_line("Institute", SERIF).width
    assert set_line("abc", Style("EBGaramond-Medium", (), 90)).width == pytest.approx(
        set_line("abc", SERIF).width + 270
    )
    wide = Style("EBGaramond-Medium", (), 90)
    assert set_line("سلم", wide).width == set_line("سلم", SERIF).width


def test_a_name_takes_a_second_line_at_the_least_size():
    box = NameBox(width=300, height=80, size=40, least=22, floor=16, lines=2)
    assert len(fit_name("Ana Li", SERIF, box, "en").lines) == 1
    short = fit_name("Ana Maria Lindqvist-Reyes", SERIF, box, "en")
    assert len(short.lines) == 1
    assert 22 <= short.size < 40
    assert short.lines[0].width * short.size / 1000 <= 300
    two = fit_name(LONG[:60], SERIF, box, "en")
    assert (len(two.lines), two.size < 22) == (2, True)
    assert len(fit_name(LONG[:80], SERIF, box, "en").lines) == 3
    assert fit_name("Na " * 200, SERIF, box, "en") is None


def test_lines_are_broken_at_spaces_and_after_hyphens():
    assert balanced("Ana Maria Hohenstein-Reyes", 2, SERIF, "en") == ["Ana Maria", "Hohenstein-Reyes"]
    assert balanced("Hohenstein-Hohenstein", 2, SERIF, "en") == ["Hohenstein-", "Hohenstein"]
    assert balanced("สมชายใจดี", 2, SERIF, "th")[0] != "สมชายใจดี"


def test_paragraphs_shrink_then_end_with_an_ellipsis():
    box = TextBox(width=200, height=60, size=15, floor=8, leading=1.3, lines=4)
    assert fit_text("Short.", SERIF, box, "en").size == 15
    longer = fit_text("word " * 40, SERIF, box, "en")
    assert 8 <= longer.size < 15
    cut = fit_text("word " * 400, SERIF, box, "en")
    assert cut.lines[-1].text.endswith("…")
    assert all(line.width * cut.size / 1000 <= 200 for line in cut.lines)
    unbroken = fit_text("w" * 900, SERIF, box, "en")
    assert all(line.width * unbroken.size / 1000 <= 200 for line in unbroken.lines)


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", min_size=1, max_size=90))
def test_any_qr_code_can_be_read(text):
    if not text.strip():
        return
    bits = Image.frombytes("1", (40, qr.SIDE), bytes(255 - byte for byte in qr.modules(text))).crop((0, 0, 33, 33))
    page = Image.new("L", (41 * 4, 41 * 4), 255)
    page.paste(bits.convert("L").resize((33 * 4, 33 * 4), Image.Resampling.NEAREST), (16, 16))
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [text]


def test_the_format_of_the_code_is_the_one_of_the_standard():
    # ISO/IEC 18004, 7.9: level M and mask 0 are five zeros, whose format information is the bare mask pattern.
    bits = int.from_bytes(qr.modules("A"), "big")
    row = f"{bits:0{40 * 33}b}"[8 * 40 : 8 * 40 + 33]
    assert row[:6] + row[7] + row[25:33] == f"{0x5412:015b}"


@pytest.mark.parametrize("text", ["abc", "A" * 91, "Ä"])
def test_other_texts_are_no_qr_code(text):
    with pytest.raises(ValueError, match="not a text"):
        qr.modules(text)


def test_numbers_are_short():
    assert [number(value) for value in (1.0, 0.126, -3.14159, 841.889763, 1e-9)] == [
        "1",
        "0.13",
        "-3.14",
        "841.89",
        "0",
    ]


@pytest.mark.parametrize("count", [1, 64, 65, 200])
def test_page_trees_of_every_size_are_sound(count):
    out = io.BytesIO()
    writer = PdfWriter(out)
    for index in range(count):
        writer.page(100, 100, "<<>>", f"{index} 0 m 50 50 l S")
    writer.finish(About("t", "a", "2026-01-02", "en", bytes(16)))
    assert "No syntax" in run("qpdf", "--check", "FILE", data=out.getvalue())
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert [page.Contents.read_bytes().split()[0] for page in pdf.pages] == [b"%d" % i for i in range(count)]


def test_dates_and_words_of_languages():
    dates = {"en-GB": "2 March 2026", "de": "2. März 2026", "es": "2 de marzo de 2026", "fr-CA": "2 mars 2026"}
    assert {language: written_date("2026-03-02", language) for language in dates} == dates
    assert words("xx") == words("en")
    for language in ("de", "es", "fr"):
        assert words(language).keys() == words("en").keys()
        assert len(words(language)["months"]) == 12
        assert "{count}" in words(language)["more"]


def test_the_proof_list_shows_every_name_and_refusal():
    rows = [ProofRow(name, "Formative Assessment in Practice", "12 June 2026") for name in names().values()]
    refusals = [ProofRefusal("Nia 😀 Okafor", "Has a character that no font can print."), ProofRefusal("Li", "")]
    first, second = io.BytesIO(), io.BytesIO()
    pages = write_proof_list("June awards", rows, first, refusals, day="2026-06-12")
    write_proof_list("June awards", rows, second, refusals, day="2026-06-12")
    assert first.getvalue() == second.getvalue()
    texts = pages_of_text(first.getvalue())
    whole = plain("".join(texts))
    assert len(texts) == pages == 3
    assert all(text.startswith("June awards") for text in texts)
    assert all(word in whole for word in ("Checked, initials", "Not awarded", "[U+1F600]", LONG, "Chiara D’Alessandro"))
    assert write_proof_list("Nobody", [], io.BytesIO()) == 1
