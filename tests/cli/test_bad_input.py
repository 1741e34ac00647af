"""Bad input through import, record, attendance, credential add and opening: a sentence, an exit code, nothing lost."""

from __future__ import annotations

import os
import shutil
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.run import Shell

DATA = Path(__file__).parents[1] / "exchange" / "data"


def _bytes(data: bytes, name: str = "list.csv") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def _text(text: str, name: str = "list.csv", encoding: str = "utf-8") -> Callable[[Path], Path]:
    return _bytes(text.encode(encoding, "surrogatepass"), name)


def _protected(folder: Path) -> Path:
    return _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "p.xlsx")(
        folder
    )


def _bomb(folder: Path) -> Path:
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 130_000_000)
    return path


WHOLE_FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "empty": (_bytes(b""), "is empty"),
    "blank rows": (_text("\n\n,,,\n"), "is empty"),
    "no header": (_text("17,18\n19,20\n"), "no row of column titles"),
    "a binary named csv": (_bytes(b"\x7fELF" + bytes(range(256)) * 8), "whatever its name says"),
    "a PDF named csv": (_bytes(b"%PDF-1.7\n" + bytes(500)), "a PDF"),
    "an old spreadsheet": (_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "x.xlsx"), "old Excel format"),
    "a protected spreadsheet": (_protected, "password"),
    "a cut spreadsheet": (_bytes((DATA / "roster.xlsx").read_bytes()[:900], "cut.xlsx"), "damaged"),
    "a bomb": (_bomb, "more than any table needs"),
    "an unclosed quote": (_text('Name,E-mail\n"Ada,a@x.example\nBen,b@x.example\n'), "row 2: a quotation mark"),
    "a field of 100 kB": (_text("Name,Note\nAda," + "x" * 100_000 + "\n"), "more than 65,536 characters"),
    "10,000 columns": (_text("Name," + ",".join(f"c{n}" for n in range(10_000)) + "\n"), "more than 702 columns"),
    "a NUL": (_bytes(b"Name,E-mail\nA\x00da,a@x.example\n"), "character of number zero"),
    "half of UTF-8": (_bytes(b"\xef\xbb\xbfName\nAd\xe9\n"), "no text in"),
    "only e-mails": (_text("E-mail\na@x.example\n"), "there is no column"),
}


@pytest.mark.parametrize("case", WHOLE_FILES)
def test_a_list_that_is_no_list(shell: Shell, book: Path, tmp_path: Path, case: str) -> None:
    make, said = WHOLE_FILES[case]
    answer = shell("import", book, make(tmp_path))
    assert (answer.code, said in answer.err) == (2, True), answer.err
    assert len(shell.good("learner", "list", book, "-o", "json").json) == 3


GOOD_LISTS: dict[str, tuple[Callable[[Path], Path], list[str]]] = {
    "header in row 4": (_text("A title\n\nmore\nName,E-mail\nZoë,z@x.example\n"), ["Zoë"]),
    "Windows-1252": (_text("Nom;Prénom\nCôté;Gaëlle\n", encoding="cp1252"), ["Gaëlle Côté"]),
    "UTF-16": (_bytes("Name\tE-mail\nZoë\tz@x.example\n".encode("utf-16")), ["Zoë"]),
    "a mark and mixed line ends": (_bytes(b"\xef\xbb\xbfName,Student number\r\nZoe,1\nYan,2\r\n"), ["Yan", "Zoe"]),
    "a formula as a name": (_text('Name\n"=HYPERLINK(""x"")"\n'), ['=HYPERLINK("x")']),
    "markup as a name": (_text("Name\n<b>Zoe</b>\n"), ["<b>Zoe</b>"]),
    "a direction override": (_text("Name\nTom‮fdp.exe\n"), ["Tom‮fdp.exe"]),
    "decomposed": (_text("Name\nZoe\u0308\n"), ["Zoë"]),
    "leading noughts": (_text("Name,Student number\nZoe,000123\n"), ["Zoe"]),
    "only a header": (_text("Name,E-mail\n"), []),
}


@pytest.mark.parametrize("case", GOOD_LISTS)
def test_a_list_that_is_odd_and_good(shell: Shell, book: Path, tmp_path: Path, case: str) -> None:
    make, names = GOOD_LISTS[case]
    shell.good("import", book, make(tmp_path))
    found = {one["display_name"] for one in shell.good("learner", "list", book, "-o", "json").json}
    assert found == {"Ada", "Ben", "Cleo", *names}


ROWS: dict[str, tuple[str, str]] = {
    "a missing name": ("Name,E-mail\n,a@x.example\nZoe,z@x.example\n", "There is no name"),
    "5,000 letters": (f"Name\n{'x' * 5000}\nZoe\n", "has 5000 characters"),
    "a control character": (
        "Name,E-mail\nA\x07da Lovelace,ada@school.example\nZoe,zoe@school.example\n",
        "can't be kept",
    ),
    "too many cells": ("Name,Mark\nAda Bee,7,5\nZoe,1\n", "more cells than columns"),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_row_that_can_not_be_taken_is_listed_and_the_others_kept(
    shell: Shell, book: Path, tmp_path: Path, case: str
) -> None:
    text, said = ROWS[case]
    answer = shell("import", book, _text(text)(tmp_path), "-o", "json")
    assert answer.code == 1
    assert [one["row"] for one in answer.json["refused"]] == [2]
    assert said in answer.json["refused"][0]["message"]
    assert "Zoe" in shell.good("learner", "list", book).out


def test_an_impossible_date_is_left_out_with_a_warning(shell: Shell, book: Path, tmp_path: Path) -> None:
    made = _text("Name,Date of birth\nZoe,2001-02-30\nYan,2001-03-01\n")(tmp_path)
    answer = shell.good("import", book, made, "-o", "json").json
    assert [(one["row"], "no such day" in one["message"]) for one in answer["warnings"] if "day" in one["message"]] == [
        (2, True)
    ]
    assert answer["learners"]["new"] == 2


def test_an_identifier_that_belongs_to_somebody_else(shell: Shell, book: Path) -> None:
    answer = shell("learner", "add", book, "Zoe", "--id", "A1")
    assert (answer.code, "belongs to Ada" in answer.err) == (3, True)


MARKS: dict[str, tuple[str, str]] = {
    "unknown learner": ("Nobody,TEST,,30,,,,,,", "There is no learner"),
    "unknown requirement": ("A1,NOPE,,30,,,,,,", "no requirement NOPE"),
    "over the maximum": ("A1,TEST,,40.5,,,,,,", "40.5 is more than the maximum"),
    "negative": ("A1,TEST,,-3,,,,,,", "below nought"),
    "NaN": ("A1,TEST,,NaN,,,,,,", "no number"),
    "1e999": ("A1,TEST,,1e999,,,,,,", "no number"),
    "four decimals": ("A1,TEST,,30.1234,,,,,,", "more than 3 decimals"),
    "1.234,5": ('A1,TEST,,"1.234,5",,,,,,', "where the decimals begin"),
    "outcome against the mark": ("A1,TEST,met,20,,,,,,", "its result gives not met"),
    "met without a mark": ("A1,TEST,met,,,,,,,", "met or not is not enough"),
    "a level that isn't": ("A1,PLAN,,,Great,,,,,", "Great is none of the levels"),
    "a criterion that isn't": ("A1,PORT,,,,EVID=2;XX=1,,,,", "no criterion XX"),
    "points that no level has": ("A1,PORT,,,,EVID=9;ANAL=1;ACT=1;REFL=1,,,,", "worth 9"),
    "criteria missing": ("A1,PORT,,,,EVID=2,,,https://x.example,", "Points are missing for"),
    "no evidence": ("A1,PORT,,,,EVID=2;ANAL=2;ACT=2;REFL=2,,,,", "asks for evidence"),
    "a date in the future": ("A1,TEST,,30,,,2999-01-01,,,", "in the future"),
    "a date that isn't": ("A1,TEST,,30,,,2026-02-30,,,", "no such day"),
    "a waiver without authority": ("A1,OBS,waived,,,,,,,", "needs an authority"),
    "an outcome that isn't": ("A1,OBS,perhaps,,,,,,,", "which isn't known"),
    "an attempt that isn't": ("A1,TEST,,30,,,,7,,", "no attempt 7"),
    "a decision against the rubric": ("A1,PORT,,,,EVID=0;ANAL=2;ACT=2;REFL=3,,,https://x,accept", "can't be accepted"),
}


@pytest.mark.parametrize("case", MARKS)
def test_a_mark_that_can_not_be(shell: Shell, book: Path, tmp_path: Path, case: str) -> None:
    row, said = MARKS[case]
    header = "learner,requirement,outcome,mark,level,criteria,date,attempt,evidence,decision"
    path = _text(f"{header}\n{row}\nB1,TEST,,30,,,,,,\n", "marks.csv")(tmp_path)
    answer = shell("record", book, path, "-o", "json")
    assert answer.code == 1
    assert [one["row"] for one in answer.json["refused"]] == [2]
    assert said in answer.json["refused"][0]["message"], answer.json
    assert answer.json["recorded"] == 1
    assert shell.good("check", book).code == 0


def test_an_unquoted_decimal_comma_refuses_its_row_and_a_quoted_one_is_taken(
    shell: Shell, book: Path, tmp_path: Path
) -> None:
    text = 'learner,requirement,mark\nA1,TEST,7,5\nB1,TEST,"30,5"\n'
    answer = shell("record", book, _text(text, "m.csv")(tmp_path), "-o", "json")
    assert [
        (one["row"], "one cell too many: the comma in mark 7,5" in one["message"]) for one in answer.json["refused"]
    ] == [(2, True)]
    assert (
        shell.good("progress", book, "--learner", "B1", "-o", "json").json[0]["requirements"][1]["result"]
        == "30.5 of 40"
    )


def test_one_try_too_many_and_a_learner_whom_two_names_fit(shell: Shell, book: Path, tmp_path: Path) -> None:
    rows = "".join(f"A1,TEST,{mark}\n" for mark in (10, 11, 12, 13))
    answer = shell("record", book, _text("learner,requirement,mark\n" + rows)(tmp_path), "-o", "json")
    assert [(one["row"], one["message"][:20]) for one in answer.json["refused"]] == [(5, "All 3 tries are used")]
    shell.good("learner", "add", book, "Ada", "--cohort", "NORTH")
    answer = shell("record", book, _text("learner,requirement,mark\nAda,TEST,30\n")(tmp_path), "-o", "json")
    assert "more than one learner" in answer.json["refused"][0]["message"]


ATTENDANCE = {
    "unknown cohort": ("NOPE,S,2026-01-05T17:00,90,A1,P", "There is no cohort"),
    "unknown learner": ("NORTH,S,2026-01-05T17:00,90,Nobody,P", "There is no learner"),
    "a mark that isn't": ("NORTH,S,2026-01-05T17:00,90,A1,Q", "which isn't known"),
    "a start that isn't": ("NORTH,S,Monday,90,A1,P", "no date with a time"),
    "no length": ("NORTH,S,2026-01-05T17:00,,A1,P", "its length is missing"),
    "a length that can't be": ("NORTH,S,2026-01-05T17:00,9000,A1,P", "It must lie between 1 and 1,440"),
}


@pytest.mark.parametrize("case", ATTENDANCE)
def test_attendance_that_can_not_be(shell: Shell, book: Path, tmp_path: Path, case: str) -> None:
    row, said = ATTENDANCE[case]
    text = f"cohort,session,start,minutes,learner,mark\n{row}\nNORTH,T,2026-01-06T17:00,90,B1,P\n"
    answer = shell("attendance", book, _text(text, "a.csv")(tmp_path), "-o", "json")
    assert answer.code == 1
    assert said in answer.json["refused"][0]["message"]
    assert answer.json["recorded"] == 1


GOOD = "code: X\ntitle: X\noutline: {children: [{code: A, kind: assignment, title: A, scheme: pass_fail}]}\n"
CREDENTIALS = {
    "unknown key": (GOOD + "colour: red\n", "colour"),
    "duplicate code": (
        GOOD.replace("}]}", "}, {code: A, kind: assignment, title: B, scheme: pass_fail}]}"), "is used before"),
    "at_least 4 of 1": (GOOD.replace("{children", "{rule: at_least 4, children"), "at least 4 of 1"),
    "pass mark over maximum": (
        GOOD.replace("scheme: pass_fail", "scheme: points, maximum: 10, pass_mark: 12"), "over the maximum"),
    "empty group": ("code: X\ntitle: X\noutline: {children: []}\n", "outline"),
    "a level that isn't listed": (
        GOOD.replace("scheme: pass_fail", "scheme: levels, levels: [A, B], passing: C"), "none of the levels"),
    "its own prerequisite": (GOOD + "prerequisites: [X]\n", "comes before itself"),
    "no title": (GOOD.replace("title: X\n", ""), "title"),
    "a rubric that nobody fails": (
        GOOD.replace("assignment", "portfolio").replace(
            "scheme: pass_fail",
            "scheme: rubric, rubric: {levels: [[No, 0], [Yes, 1]], criteria: [{code: C, title: C}]}",
        ), "neither a pass total nor a floor"),
    "a scheme that the kind hasn't": (GOOD.replace("pass_fail", "percent, needed: 80"), "can't be rated by"),
    "a bomb": ("a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)), "parts"),
    "no YAML": ("code: [\n", "line"),
    "a list": ("- a\n- b\n", "doesn't begin with keys"),
    "a key twice": ("code: X\ncode: Y\n" + GOOD, "stands twice"),
}  # fmt: skip


@pytest.mark.parametrize("case", CREDENTIALS)
def test_a_credential_that_can_not_be(shell: Shell, book: Path, tmp_path: Path, case: str) -> None:
    text, said = CREDENTIALS[case]
    answer = shell("credential", "add", book, _text(text, "c.yaml")(tmp_path), "--publish")
    assert (answer.code, said in answer.err) == (2, True), answer.err
    assert [one["code"] for one in shell.good("credential", "list", book, "-o", "json").json] == ["FORM-ASSESS"]


def test_all_mistakes_are_told_at_once_each_with_its_place(shell: Shell, book: Path, tmp_path: Path) -> None:
    text = GOOD.replace("code: A", "code: 'A B'").replace("kind: assignment", "kind: homework") + "colour: red\n"
    answer = shell("credential", "add", book, _text(text, "c.yaml")(tmp_path))
    assert "3 things in the credential are wrong" in answer.err
    assert "outline.children[0].kind: homework" in answer.err.replace("⁨", "")


def _zero(path: Path) -> None:
    path.write_bytes(b"")


def _other(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))


def _newer(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(60)
        file.write(struct.pack(">I", 99))


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _noise(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xa5" * 4096)


@pytest.mark.parametrize(
    ("harm", "said"),
    [(_zero, "is empty"), (_other, "is not a record book"), (_newer, "newer"), (_cut, "damaged"), (_noise, "damaged")],
)
@pytest.mark.parametrize("words", [("progress", "{book}"), ("learner", "add", "{book}", "Zoe")])
def test_a_book_that_can_not_be_opened(
    shell: Shell, book: Path, tmp_path: Path, harm: Callable[[Path], None], said: str, words: tuple[str, ...]
) -> None:
    broken = tmp_path / "broken.skillmark"
    shutil.copy(book, broken)
    harm(broken)
    before = broken.read_bytes()
    answer = shell(*(word.format(book=broken) for word in words))
    assert (answer.code, said in answer.err) == (2, True), answer.err
    assert broken.read_bytes() == before


NAMES = ["a b's.skillmark", "100%?#&=.skillmark", "ظلال 書.skillmark", "-x.skillmark", "[a]*.skillmark"]
if sys.platform == "linux":  # Other systems don't take such names.
    NAMES += ["two\nlines.skillmark", os.fsdecode(b"no text \xff.skillmark")]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_every_awkward_path(shell: Shell, tmp_path: Path, name: str) -> None:
    folder = tmp_path / f"folder {name}"
    folder.mkdir()
    shell.good("new", folder / name, "--name", "X Y")
    shell.good("learner", "add", folder / name, "Zoe")
    (folder / f"{name}.csv").write_text("Name\nYan\n", encoding="utf-8")
    shell.good("import", folder / name, folder / f"{name}.csv")
    shell.good("backup", folder / name, "-o", "json")
    assert shell.good("check", folder / name, "-o", "json").json["sound"]
