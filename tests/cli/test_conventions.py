"""What the machine-readable side promises: forms of output, exit codes, wording, what goes where."""

from __future__ import annotations

import csv
import errno
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import click
import pytest

from skillmark.bootstrap import start
from skillmark.cli.main import COMMANDS
from tests.cli.run import Shell


def _commands() -> list[tuple[str, click.Command]]:
    found = []
    for name, (module, _line) in COMMANDS.items():
        command = getattr(import_module(f"skillmark.cli.{module}"), f"{name.replace('-', '_')}_command")
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {inner}", one) for inner, one in command.commands.items()]
    return found


def test_every_command_shows_an_example() -> None:
    silent = [name for name, command in _commands() if "Example: skillmark" not in (command.help or "")]
    assert silent == []


def test_every_command_that_prints_has_the_three_forms() -> None:
    groups = [name for name, command in _commands() if isinstance(command, click.Group)]
    without = [
        name
        for name, command in _commands()
        if name not in groups and not any("--output" in one.opts for one in command.params)
    ]
    assert without == []


def test_help_of_every_command(shell: Shell) -> None:
    for name, _command in _commands():
        answer = shell(*name.split(), "--help")
        assert (answer.code, "Usage: skillmark" in answer.out) == (0, True), name


def test_json_csv_and_table_say_the_same(shell: Shell, book: Path) -> None:
    learners = shell.good("learner", "list", book, "-o", "json").json
    assert [one["display_name"] for one in learners] == ["Ada", "Ben", "Cleo"]
    assert set(learners[0]) == {
        "id", "code", "display_name", "given_name", "family_name", "preferred_name", "email", "identifiers", "cohorts",
    }  # fmt: skip
    assert learners[0]["identifiers"] == [{"system": "local", "value": "A1"}]
    assert learners[0]["cohorts"] == [{"code": "NORTH", "status": "active"}]
    rows = list(csv.DictReader(io.StringIO(shell.good("learner", "list", book, "-o", "csv").out)))
    assert [row["display_name"] for row in rows] == ["Ada", "Ben", "Cleo"]
    table = shell.good("learner", "list", book).out.splitlines()
    assert (len(table), "\x1b" in "".join(table)) == (4, False)


def test_progress_keeps_its_promise(shell: Shell, book: Path, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("learner,requirement,mark,date\nA1,TEST,30,2026-01-05\n", encoding="utf-8")
    shell.good("record", book, tmp_path / "m.csv")
    row = shell.good("progress", book, "--learner", "A1", "-o", "json").json[0]
    assert set(row) >= {
        "learner", "cohort", "credential", "version", "state", "award_status", "award_supported", "share_complete",
        "met", "required", "minutes", "overdue", "requirements", "next", "award",
    }  # fmt: skip
    assert set(row["learner"]) == {"id", "code", "display_name", "identifiers"}
    assert (row["state"], row["award_status"], row["award_supported"], row["award"]) == (
        "in_progress",
        "none",
        None,
        None,
    )
    assert (row["share_complete"], row["met"], row["required"], row["minutes"]) == (0.0556, 1, 6, 0)
    test = next(one for one in row["requirements"] if one["code"] == "TEST")
    assert test == {
        "code": "TEST", "title": "Assessment literacy test", "kind": "skills_test", "state": "met", "share": 1.0,
        "attempts": 1, "result": "30 of 40", "decided_on": "2026-01-05",
    }  # fmt: skip
    assert (row["next"], row["overdue"]) == ("SEM", [])


def test_remarks_go_to_stderr_and_quiet_keeps_them(shell: Shell, tmp_path: Path) -> None:
    loud = shell.good("new", tmp_path / "a.skillmark", "--name", "A School")
    assert "encrypted" in loud.err
    assert "encrypted" not in loud.out
    assert shell.good("new", tmp_path / "b.skillmark", "--name", "A School", "--quiet").err == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("progress", "none.skillmark"), 2, "There is no file"),
        (("nonsense",), 2, "No such command"),
        (("progress", "{book}", "--cohort", "NOPE"), 3, "There is no cohort"),
        (("award", "{book}", "--credential", "NOPE"), 3, "There is no micro-credential"),
        (("award", "{book}", "--credential", "FORM-ASSESS", "--date", "tomorrow"), 2, "is not a date"),
        (("award", "{book}"), 2, "Missing option '--credential'"),
        (("certificates", "{book}"), 2, "Say where to"),
        (("certificates", "{book}", "--out", "{folder}/a/b"), 3, "There is no folder"),
        (("certificates", "{book}", "--award", "RI-2026-XX-0001-A", "--out", "{folder}/a"), 2, "mistyped"),
        (("revoke", "{book}", "hello", "--reason", "x"), 2, "is not such a number"),
        (("learner", "show", "{book}", "Zoe"), 3, "There is no learner"),
        (("staff", "add", "{book}", "X", "--email", "nonsense"), 3, "is no e-mail address"),
        (("issuer", "set", "{book}", "--prefix", "R2"), 3, "two to five letters"),
        (("session", "add", "{book}", "NORTH", "S", "--start", "2026-02-03", "--minutes", "90"), 2, "is not a start"),
        (("session", "cancel", "{book}", "NORTH", "S"), 3, "There is no session"),
        (("credential", "publish", "{book}", "FORM-ASSESS"), 3, "has no draft"),
        (("import", "undo", "{book}", "7"), 3, "There is no import 7"),
        (("import", "undo", "{book}", "x"), 2, "is not the number"),
        (("cohort", "list", "{book}", "--as", "X"), 2, "No such option"),
        (("learner", "add", "{book}", "Zoe", "--as", "Nobody"), 3, "There is no staff member"),
        (("new", "{book}"), 3, "already"),
        (("restore", "{folder}/roster.csv", "{book}"), 2, "is not a record book"),
        (("backup", "{book}", "--to", "{folder}/none"), 3, "There is no folder"),
    ],
)
def test_exit_codes_and_sentences(
    shell: Shell, book: Path, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = shell(*(word.format(book=book, folder=tmp_path) for word in words))
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert "Traceback" not in answer.err
    assert answer.out == ""


@contextmanager
def in_use(book: Path) -> Iterator[None]:
    """Another program holds the book open for writing."""
    holder = subprocess.Popen(
        [sys.executable, "-c", f"from skillmark.services.opening import open_sitting; from pathlib import Path\n"
         f"held = open_sitting(Path({str(book)!r}))\nprint('open', flush=True)\ninput()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "open"
    try:
        yield
    finally:
        holder.communicate("\n")


def test_a_book_in_use_is_read_and_not_written(shell: Shell, book: Path) -> None:
    with in_use(book):
        assert len(shell.good("learner", "list", book, "-o", "json").json) == 3
        refused = shell("learner", "add", book, "Zoe")
        assert (refused.code, "is in use by" in refused.err) == (3, True)
        assert shell.good("check", book).code == 0
    shell.good("learner", "add", book, "Zoe")


def test_stdin(shell: Shell, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"learner,requirement,mark\nA1,TEST,30\n")

    monkeypatch.setattr("sys.stdin", Stdin)
    assert shell.good("record", book, "-", "-o", "json").json["recorded"] == 1


def test_who_acts(shell: Shell, book: Path) -> None:
    shell.good("staff", "add", book, "Mei Chen", "--email", "mei@school.example", "--role", "instructor")
    assert shell("staff", "add", book, "Other", "--as", "mei@school.example").code == 3
    shell.good("learner", "add", book, "Zoe", "--as", "MEI CHEN", "--cohort", "NORTH")


def test_a_copy_is_kept_when_a_book_was_changed_and_restored(shell: Shell, book: Path) -> None:
    copies = sorted((book.parent / "school backups").iterdir())
    assert copies
    shell.good("learner", "add", book, "Zoe")
    answer = shell.good("restore", copies[0], book, "-o", "json").json
    assert "Zoe" not in shell.good("learner", "list", book).out
    assert "Zoe" in shell.good("learner", "list", answer["kept"]).out
    shell.good("learner", "add", book, "Yan")
    assert json.loads(shell.good("check", book, "-o", "json").out)["sound"]


class _Device(io.RawIOBase):
    """A place for output that fails when it is written to."""

    def __init__(self, fault: OSError) -> None:
        self._fault = fault

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise self._fault


def _lead_to(monkeypatch: pytest.MonkeyPatch, stream: str, fault: OSError) -> None:
    monkeypatch.setattr(sys, stream, io.TextIOWrapper(io.BufferedWriter(_Device(fault)), encoding="utf-8"))


@pytest.mark.parametrize("words", [("progress", "{book}"), ("progress", "{book}", "-o", "json"), ("--help",)])
def test_output_that_can_not_be_written_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, book: Path, words: tuple[str, ...]
) -> None:
    capsys.readouterr()
    _lead_to(monkeypatch, "stdout", OSError(errno.ENOSPC, "No space left on device"))
    code = start([word.format(book=book) for word in words])
    assert (code, "The output can't be written: No space left" in capsys.readouterr().err) == (3, True)


def test_a_reader_who_has_seen_enough_is_no_fault(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    _lead_to(monkeypatch, "stdout", BrokenPipeError(errno.EPIPE, "Broken pipe"))
    assert start(["learner", "list", str(book)]) == 0


@pytest.mark.parametrize("words", [("progress", "no-book"), ("no-command",)])
def test_errors_that_can_not_be_said_keep_their_code(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    _lead_to(monkeypatch, "stderr", OSError(errno.ENOSPC, "No space left on device"))
    assert start(words) == 2


def test_without_streams_the_exit_code_tells(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert start(["progress", str(book)]) == 0
    assert start(["import", str(book), "-"]) == 2


def test_names_are_utf_8_whatever_the_system_writes(monkeypatch: pytest.MonkeyPatch, shell: Shell, book: Path) -> None:
    shell.good("learner", "add", book, "سلمى")
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252"))
    assert start(["learner", "list", str(book), "-o", "json"]) == 0
    assert "سلمى" in written.getvalue().decode("utf-8")
