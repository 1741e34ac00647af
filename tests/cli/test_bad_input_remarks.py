"""What is odd in a file and said: titles, columns, addresses, dates, amounts, tags, names that turn the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillmark.system import resources
from skillmark.wording.names import balanced
from tests.cli.run import Shell

TITLES = {
    "record": "titles such as learner, requirement, credential, outcome, mark.",
    "attendance": "titles such as cohort, session, start, learner, mark.",
    "import": "titles such as Name, E-mail, Student number, or say --map COLUMN=FIELD.",
}


def _file(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", TITLES)
def test_titles_that_are_not_known(shell: Shell, book: Path, tmp_path: Path, command: str) -> None:
    answer = shell(command, book, _file(tmp_path, "17,18\n19,20\n"))
    assert (answer.code, TITLES[command] in answer.err) == (2, True), answer.err
    assert ("--map" in answer.err) == (command == "import")


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("record", "learner,requirement,mark,zzz\nA1,TEST,30,1\n"),
        ("attendance", "cohort,session,start,minutes,learner,mark,zzz\nNORTH,S,2026-01-05T17:00,90,A1,P,1\n"),
    ],
)
def test_a_column_that_is_not_read(shell: Shell, book: Path, tmp_path: Path, command: str, text: str) -> None:
    path = _file(tmp_path, text)
    assert "Row 1: The column zzz isn't known, so it wasn't read." in shell.good(command, book, path).err
    again = shell.good(command, book, path, "-o", "json").json
    assert (again["unchanged"], [one["row"] for one in again["warnings"]]) == (1, [1])


@pytest.mark.parametrize(
    ("command", "titles"),
    [
        ("import", "Name,E-mail"),
        ("record", "learner,requirement,mark"),
        ("attendance", "cohort,session,start,learner,mark"),
    ],
)
def test_nothing_under_the_titles(shell: Shell, book: Path, tmp_path: Path, command: str, titles: str) -> None:
    answer = shell.good(command, book, _file(tmp_path, titles + "\n"))
    assert "Row 1: The file has no rows under its titles." in answer.err


def test_an_address_that_somebody_else_has(shell: Shell, book: Path, tmp_path: Path) -> None:
    shell.good("learner", "add", book, "Zoe", "--email", "zoe@x.example", "--id", "Z1")
    path = _file(tmp_path, "Name,E-mail\nYan,Zoe@X.example\nXim,xim@x.example\nWen,xim@x.example\n")
    first, second = shell.good("import", book, path, "-o", "json").json["warnings"]
    assert (first["row"], "zoe@x.example is the address of Zoe (" in first["message"]) == (2, True)
    assert (second["row"], "xim@x.example is the address of Xim (row 3)" in second["message"]) == (4, True)
    assert shell.good("import", book, path, "-o", "json").json["warnings"] == []


def test_a_birth_that_is_yet_to_come(shell: Shell, book: Path, tmp_path: Path) -> None:
    path = _file(tmp_path, "Name,Student number,Date of birth\nZoe,Z1,2999-01-01\nYan,Y1,2001-02-03\n")
    answer = shell.good("import", book, path, "-o", "json").json
    assert [(one["row"], "is in the future and was left out" in one["message"]) for one in answer["warnings"]] == [
        (2, True)
    ]
    assert answer["learners"]["new"] == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("TEST,30,,1899-12-31", "31 December 1899 is before 1 January 1900."),
        ("TEST,30,,0001-01-01", "is before 1 January 1900."),
        ("SEM,,999999999999,", "Hours: 999999999999 is more than one entry can mean. Look for a digit too many."),
    ],
)
def test_amounts_and_dates_that_nobody_means(shell: Shell, book: Path, tmp_path: Path, row: str, said: str) -> None:
    path = _file(tmp_path, f"learner,requirement,mark,hours,date\nA1,{row}\n")
    answer = shell("record", book, path, "-o", "json")
    assert (answer.code, answer.json["recorded"]) == (1, 0)
    assert said in answer.json["refused"][0]["message"], answer.json


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "!!python/object/apply:os.system [x]\n",
            "line 1: it has the tag tag:yaml.org,2002:python/object/apply:os.system, which isn't taken.",
        ),
        ("code: !secret x\n", "line 1: it has the tag !secret, which isn't taken."),
        ("", "describes no micro-credential."),
        ("# nothing but a remark\n", "describes no micro-credential."),
    ],
)
def test_a_file_that_describes_no_credential(shell: Shell, book: Path, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "py.yaml"
    path.write_text(text, encoding="utf-8")
    answer = shell("credential", "add", book, path)
    assert (answer.code, said in answer.err) == (2, True), answer.err


@pytest.mark.parametrize("name", ["Tom\u202efdp.exe", "Tom\u2067\u202exyz", "Tom\u2069\u202cxyz"])
def test_a_name_never_turns_what_stands_after_it(shell: Shell, book: Path, name: str) -> None:
    shell.good("learner", "add", book, name, "--cohort", "NORTH", "--id", "T1")
    for words in (("award", book, "--credential", "FORM-ASSESS", "--learner", "T1"), ("learner", "list", book)):
        answer = shell(*words)
        (line,) = [line for line in answer.out.splitlines() if "Tom" in line]
        assert balanced(line) == line
        after = line[line.index("Tom") :].split(name.rstrip("\u2069\u202c")[-3:], 1)[1]
        assert not name.count("\u202e") or after[0] in "\u202c\u2069", ascii(line)
    assert shell.good("learner", "show", book, "T1", "-o", "json").json["display_name"] == name


def test_a_prerequisite_that_is_not_in_the_book_is_said_when_publishing(
    shell: Shell, book: Path, tmp_path: Path
) -> None:
    text = resources.path("demo", "front-end-web.yaml").read_text("utf-8") + "prerequisites: [form-assess, TEAM-WORK]\n"
    (tmp_path / "fe.yaml").write_text(text, "utf-8")
    said = "The prerequisite TEAM-WORK isn't in the record book: nobody is awarded before it is there and held."
    assert "TEAM-WORK" not in shell.good("credential", "add", book, tmp_path / "fe.yaml").err
    published = shell.good("credential", "publish", book, "FE-WEB", "-o", "json")
    assert said in published.err
    assert set(published.json) == {"code", "title", "version", "state", "unchanged", "missing_elements"}
    (tmp_path / "fe.yaml").write_text(text.replace("title:", "title: Again", 1), "utf-8")
    assert said in shell.good("credential", "add", book, tmp_path / "fe.yaml", "--publish").err
