"""What is refused is refused with the reason that is true, and with what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from skillmark.system import resources
from skillmark.system.display import has_display
from tests.cli.run import Shell

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")


def _list(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def _today_and(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


def test_an_offer_that_no_cohort_gets_is_said(shell: Shell, book: Path, tmp_path: Path) -> None:
    shell.good("credential", "add", book, resources.path("demo", "front-end-web.yaml"), "--publish")
    words = ("import", book, _list(tmp_path, "Name\nZoe\n"), "--offer", "FE-WEB")
    said = "No row that was taken names a cohort, so nobody works toward FE-WEB by this. Name one with --cohort."
    assert said in shell.good(*words, "--dry-run").err.splitlines()
    assert shell.good(*words, "-o", "json").json["warnings"][-1] == {"row": None, "message": said}
    assert said in shell.good(*words, "-o", "csv").out
    assert "nobody works" not in shell.good("import", book, tmp_path / "list.csv").err
    assert "nobody works" not in shell.good(*words, "--cohort", "EAST").err
    assert "FE-WEB" in shell.good("cohort", "list", book).out


@pytest.mark.parametrize(
    ("command", "header", "row", "said"),
    [
        ("record", "learner,requirement,count", "A1,CONF,-1", "It must lie between 0 and 1,000,000."),
        ("record", "learner,requirement,count", "A1,CONF,99999999999", "It must lie between 0 and 1,000,000."),
        ("attendance", "", "-5,A1,P,", "It must lie between 1 and 1,440."),
        ("attendance", "", "90,A1,P,-3", "It must lie between 0 and 1,440."),
        ("attendance", "", "12345678901,A1,P,", "It must lie between 1 and 1,440."),
    ],
)
def test_numbers_out_of_reach(
    shell: Shell, book: Path, tmp_path: Path, command: str, header: str, row: str, said: str
) -> None:
    if command == "attendance":
        header, row = "cohort,session,start,minutes,learner,mark,attended_minutes", f"NORTH,S,2026-01-05T17:00,{row}"
    answer = shell(command, book, _list(tmp_path, f"{header}\n{row}\n"), "-o", "json")
    (message,) = [one["message"] for one in answer.json["refused"]]
    assert (answer.code, message.endswith(f"which can't be. {said}")) == (1, True), message


def test_a_session_without_a_time_is_refused(shell: Shell, book: Path, tmp_path: Path) -> None:
    text = "cohort,session,start,minutes,learner,mark\nNORTH,S,2026-02-20,90,A1,P\n"
    answer = shell("attendance", book, _list(tmp_path, text), "-o", "json")
    assert answer.code == 1
    assert "the time is missing. Write 2026-06-12T09:00." in answer.json["refused"][0]["message"]
    assert shell.good("session", "list", book, "NORTH", "-o", "json").json == []


def test_certificates_that_are_all_refused_are_counted(shell: Shell, book: Path, tmp_path: Path) -> None:
    words = ("award", book, "--credential", "FORM-ASSESS", "--learner", "A1", "--exception", "Board decision 7")
    number = shell.good(*words, "-o", "json").json["awarded"][0]["award_number"]
    shell.good("revoke", book, number, "--reason", "Mistake")
    refused = shell("certificates", book, "--award", number, "--out", tmp_path / "out")
    lines = refused.out.splitlines()
    assert (refused.code, lines[:2], len(lines)) == (1, ["No certificate was written.", "1 is refused:"], 3)
    assert f"{number} is revoked" in lines[2]
    assert "no award fits" in shell.good("certificates", book, "--out", tmp_path / "out").out


def test_a_pattern_that_names_nothing_is_wrong_usage(shell: Shell, book: Path, tmp_path: Path) -> None:
    for pattern in ("{nmae}", "{name", " "):
        answer = shell("certificates", book, "--out", tmp_path / "out", "--names", pattern)
        assert (answer.code, "can't name files" in answer.err) == (2, True), answer.err


def test_who_may_not_award_by_exception_is_named(shell: Shell, book: Path) -> None:
    shell.good("staff", "add", book, "Mei Chen", "--role", "instructor")
    words = (
        "award",
        book,
        "--credential",
        "FORM-ASSESS",
        "--learner",
        "A1",
        "--exception",
        "Board",
        "--as",
        "Mei Chen",
    )
    answer = shell(*words)
    assert answer.code == 3
    assert "Mei Chen may not award by exception: only a coordinator may." in answer.err.replace("⁨", "").replace("⁩", "")
    assert "Let a coordinator do it." in answer.err


def test_nobody_of_that_name_is_not_nobody_at_all(shell: Shell, book: Path) -> None:
    said = shell.good("learner", "list", book, "--find", "zzz").out
    assert said == "There is no learner whom zzz names.\n"


def test_names_of_a_new_book_are_no_longer_than_the_issuers(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "new.skillmark"
    for option in ("--name", "--coordinator"):
        answer = shell("new", path, option, "x" * 5_000)
        assert (answer.code, "is too long" in answer.err, path.exists()) == (3, True, False), answer.err
    shell.good("new", path, "--name", "x" * 300)


def test_a_cohort_is_not_closed_before_it_starts(shell: Shell, book: Path) -> None:
    shell.good("cohort", "add", book, "SPRING", "--from", _today_and(30))
    for days in (29, -1):
        answer = shell("cohort", "close", book, "SPRING", "--on", _today_and(days))
        assert (answer.code, "is before the start" in answer.err) == (3, True), answer.err
    # One that never takes place is closed today.
    shell.good("cohort", "close", book, "SPRING")


def test_nobody_is_transferred_tomorrow(shell: Shell, book: Path) -> None:
    shell.good("cohort", "add", book, "EAST")
    words = ("learner", "transfer", book, "A1", "--from", "NORTH", "--to", "EAST", "--on")
    answer = shell(*words, _today_and(2))
    assert (answer.code, "is in the future. Give today or an earlier day." in answer.err) == (3, True), answer.err
    assert "NORTH" in shell.good("learner", "list", book, "--find", "Ada").out
    shell.good(*words, _today_and(-1))


def test_two_of_one_name_are_told_apart_by_their_ids(shell: Shell, book: Path) -> None:
    for role in ("instructor", "quality"):
        shell.good("staff", "add", book, "Instr", "--role", role)
    ids = [one["id"] for one in shell.good("staff", "list", book, "-o", "json").json if one["name"] == "Instr"]
    refused = shell("learner", "add", book, "Zoe", "--as", "Instr")
    assert refused.code == 3
    assert "by the id that skillmark staff list -o json shows" in refused.err
    assert [one in refused.err for one in ids] == [True, True]
    first, second = (shell("learner", "add", book, "Zoe", "--as", one) for one in ids)
    assert (first.code, second.code, "Instr" in second.err) == (0, 3, True), second.err
    assert shell("learner", "add", book, "Yan", "--as", ids[0][:-1] + "g").code == 3


def test_without_a_display_one_sentence_is_said(book: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    code = "import sys; sys.platform = 'linux'\nfrom skillmark.bootstrap import start\ncode = start(sys.argv[1:])\n"
    code += "print([one for one in sys.modules if one.startswith('PySide6')])\nsys.exit(code)"
    for words in ([], [str(book)]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], env=bare, capture_output=True, text=True, check=False
        )
        said = "There is no display here to open the window on. The commands work without one: skillmark --help.\n"
        assert (done.returncode, done.stderr, done.stdout) == (3, said, "[]\n")


def test_what_a_display_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    found = []
    for platform in ("win32", "darwin", "linux"):
        monkeypatch.setattr(sys, "platform", platform)
        found.append(has_display())
    assert found == [True, True, False]
    for name in DISPLAYS:
        monkeypatch.setenv(name, "x")
        assert has_display()
        monkeypatch.delenv(name)
