"""What is listed of a result: CSV a row each, tables within a terminal, one sentence for many rows, help and hints."""

from __future__ import annotations

import csv
import errno
import io
import os
import sys
from pathlib import Path

import pytest

from skillmark.bootstrap import start
from skillmark.cli import output
from tests.cli.run import Answer, Shell
from tests.cli.test_commands import _ready
from tests.cli.test_conventions import _lead_to, in_use


def _rows(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.out)))


def test_csv_lists_awards_refusals_and_files(shell: Shell, book: Path, tmp_path: Path) -> None:
    _ready(shell, book, tmp_path)
    answer = shell("award", book, "--credential", "FORM-ASSESS", "-o", "csv")
    rows = _rows(answer)
    assert (answer.code, list(rows[0])) == (1, ["run", "result", "learner", "name", "award_number", "reason"])
    assert [(row["result"], row["name"]) for row in rows] == [
        ("awarded", "Ada"),
        ("refused", "Ben"),
        ("refused", "Cleo"),
    ]
    assert rows[0]["award_number"].startswith("RI-")
    assert "Not ready" in rows[1]["reason"]
    out, combined = tmp_path / "out", tmp_path / "all.pdf"
    words = ("certificates", book, "--out", out, "--combined", combined, "-o", "csv")
    written = _rows(shell.good(*words))
    assert [(row["result"], row["award_number"], row["learner"]) for row in written] == [
        ("written", rows[0]["award_number"], "Ada"),
        ("combined", "", ""),
    ]
    assert [Path(row["path"]).is_file() for row in written] == [True, True]
    next(out.iterdir()).write_bytes(b"other")
    again = _rows(shell("certificates", book, "--out", out, "-o", "csv"))
    assert (again[0]["result"], "--overwrite" in again[0]["reason"]) == ("refused", True)


def test_csv_lists_rows_of_files(shell: Shell, book: Path, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("Student number,Name\nZ1,Zoe\nZ2,\n", encoding="utf-8")
    rows = _rows(shell("import", book, tmp_path / "more.csv", "--cohort", "EAST", "-o", "csv"))
    totals = {row["result"]: row["number"] for row in rows if not row["row"]}
    assert (totals["batch"], totals["cohorts"], totals["learners_new"]) == ("2", "EAST", "1")
    assert [(row["row"], row["result"]) for row in rows if row["row"]] == [("3", "refused")]
    (tmp_path / "m.csv").write_text("learner,requirement,mark\nA1,TEST,30\nB1,TEST,99\n", encoding="utf-8")
    rows = _rows(shell("record", book, tmp_path / "m.csv", "-o", "csv"))
    assert {row["result"]: row["number"] for row in rows if not row["row"]} == {
        "recorded": "1", "corrected": "0", "unchanged": "0"}  # fmt: skip
    assert [(row["row"], row["result"], "99 is more" in row["message"]) for row in rows[3:]] == [("3", "refused", True)]
    (tmp_path / "n.csv").write_text("learner,requirement,mark\nC1,TEST,30\nB1,TEST,99\n", encoding="utf-8")
    refused = _rows(shell("record", book, tmp_path / "n.csv", "--all-or-nothing", "-o", "csv"))
    assert [(row["result"], row["number"], row["row"]) for row in refused] == [
        ("recorded", "0", ""), ("corrected", "0", ""), ("unchanged", "0", ""), ("refused", "", "3")]  # fmt: skip


def test_many_rows_of_one_fault_are_said_once(shell: Shell, book: Path, tmp_path: Path) -> None:
    shell.good("session", "add", book, "NORTH", "Seminar 1", "--start", "2026-02-03T17:00", "--minutes", "90")
    shell.good("session", "cancel", book, "NORTH", "Seminar 1")
    header = "cohort,session,start,minutes,learner,mark\n"
    people = ("A1", "B1", "nobody", "C1")
    lines = "".join(f"NORTH,Seminar 1,2026-02-03T17:00,90,{one},P\n" for one in people)
    (tmp_path / "a.csv").write_text(header + lines, encoding="utf-8")
    answer = shell("attendance", book, tmp_path / "a.csv")
    said = [line for line in answer.out.splitlines() if "cancelled" in line]
    assert (len(said), said[0].startswith("Rows 2–3, 5: ")) == (1, True)
    assert [one["row"] for one in shell("attendance", book, tmp_path / "a.csv", "-o", "json").json["refused"]] == [
        2, 3, 4, 5]  # fmt: skip


def test_who_stops_reading_early_still_gets_the_commands_exit_code(
    monkeypatch: pytest.MonkeyPatch, shell: Shell, book: Path
) -> None:
    words = ["award", str(book), "--credential", "FORM-ASSESS"]
    assert shell(*words).code == 1
    _lead_to(monkeypatch, "stdout", BrokenPipeError(errno.EPIPE, "Broken pipe"))
    assert start(words) == 1


def test_a_full_disk_is_the_record_books(
    shell: Shell, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from skillmark.services import new, opening

    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(opening, "open_book", full)
    monkeypatch.setattr(new, "create", full)
    for words in (("learner", "add", book, "Zoe"), ("new", tmp_path / "other.skillmark", "--name", "Other")):
        answer = shell(*words)
        path = next(one for one in words if isinstance(one, Path))
        assert (answer.code, f"The disk with {path} is full." in answer.err) == (3, True)


def test_a_full_disk_of_a_backup_is_the_folders(
    shell: Shell, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from skillmark.protocol.errors import DiskFull
    from skillmark.services import keep

    def full(*_given: object) -> None:
        raise DiskFull(book)

    monkeypatch.setattr(keep, "copy_book", full)
    (tmp_path / "stick").mkdir()
    answer = shell("backup", book, "--to", tmp_path / "stick")
    assert (answer.code, f"The disk with {tmp_path / 'stick'} is full." in answer.err) == (3, True)


def test_hints_can_be_typed_as_they_stand(shell: Shell, book: Path, tmp_path: Path) -> None:
    spaced = book.rename(tmp_path / "our school.skillmark")
    (tmp_path / "more.csv").write_text("Student number,Name\nZ1,Zoe\n", encoding="utf-8")
    done = shell.good("import", spaced, tmp_path / "more.csv")
    quoted = f'"{spaced}"' if sys.platform == "win32" else f"'{spaced}'"
    assert f"skillmark import undo {quoted} 2" in done.out
    _ready(shell, spaced, tmp_path)
    prepared = shell.good("award", spaced, "--credential", "FORM-ASSESS", "--learner", "A1", "--prepare")
    assert f"skillmark award issue {quoted} 1" in prepared.err


def test_help_of_commands_that_are_groups(shell: Shell) -> None:
    award = shell.good("award", "--help").out
    for option in ("--credential", "--date", "--exception", "--prepare", "--proof", "issue", "drop"):
        assert option in award
    short = shell("award", "school.skillmark").err
    assert "Usage: skillmark award [OPTIONS] BOOK\n" in short
    assert "'skillmark award -h'" in short or "'skillmark award --help'" in short
    imported = shell.good("import", "--help").out
    assert ("--dry-run" in imported, "undo" in imported) == (True, True)
    undo = shell.good("import", "undo", "--help").out
    assert ("Take an import back" in undo, "--cohort" in undo) == (True, False)


def test_options_may_stand_before_the_book(shell: Shell, book: Path, tmp_path: Path) -> None:
    assert "1 new" in shell.good("import", "--dry-run", book, _one_more(tmp_path)).out
    assert shell("award", "--credential", "FORM-ASSESS", book).code == 1


def _one_more(folder: Path) -> Path:
    path = folder / "more.csv"
    path.write_text("Student number,Name\nZ1,Zoe\n", encoding="utf-8")
    return path


def test_an_import_is_tried_while_another_program_holds_the_book(shell: Shell, book: Path, tmp_path: Path) -> None:
    with in_use(book):
        tried = shell.good("import", book, _one_more(tmp_path), "--dry-run", "-o", "json").json
        assert (tried["batch"], tried["learners"]) == (None, {"new": 1, "changed": 0, "unchanged": 0})
        assert shell("import", book, _one_more(tmp_path)).code == 3
    assert len(shell.good("learner", "list", book, "-o", "json").json) == 3


def test_one_long_name_widens_no_row_of_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["NORTH", "x" * 90, *["12345678"] * 7], ["NORTH", "Zoe", *["12345678"] * 7]]
    titles = ["One", "Name", *["Column"] * 7]
    output.show_table(titles, rows)
    assert "x" * 90 in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((80, 20)))
    output.show_table(titles, rows)
    assert all(output._width(line) <= 80 for line in capsys.readouterr().out.splitlines()[1:])


def test_directions_stay_in_their_cells(capsys: pytest.CaptureFixture[str]) -> None:
    output.show_table(["Name", "Met"], [["سلمى", "0 / 6"], ["Zoë\u202e", "1 / 6"], ["Zoë", "2 / 6"]])
    rows = capsys.readouterr().out.splitlines()[1:]
    assert [row.split("  ")[0].rstrip() for row in rows] == ["\u2068سلمى\u2069", "\u2068Zoë\u202e\u202c\u2069", "Zoë"]


def test_a_learner_in_csv_has_a_line_for_each_credential(shell: Shell, book: Path) -> None:
    shell.good("learner", "add", book, "Nobody Yet", "--id", "N1")
    row = _rows(shell.good("learner", "show", book, "A1", "-o", "csv"))[0]
    assert (row["display_name"], row["credential"], row["state"]) == ("Ada", "FORM-ASSESS", "not_started")
    bare = _rows(shell.good("learner", "show", book, "N1", "-o", "csv"))
    assert [(one["display_name"], one["credential"]) for one in bare] == [("Nobody Yet", "")]
