"""What an output is written over: a plain file when asked to, and nothing else; never a record book."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from skillmark.protocol.errors import DiskFull, NoOutput
from skillmark.services import handle as handling
from skillmark.services import proof
from skillmark.window.jobs import write_definition_file
from tests.cli.run import Shell

CREDENTIAL = "FORM-ASSESS"


@pytest.fixture
def number(shell: Shell, book: Path) -> str:
    """The number of an award that Ada holds."""
    words = ("award", book, "--credential", CREDENTIAL, "--learner", "A1", "--exception", "Board decision 7")
    awarded: str = shell.good(*words, "-o", "json").json["awarded"][0]["award_number"]
    return awarded


def _outputs(book: Path, number: str, target: object) -> list[tuple[object, ...]]:
    """Every command that writes a file, writing over a target."""
    prepare = ("award", book, "--credential", CREDENTIAL, "--learner", "B1", "--exception", "Board", "--prepare")
    return [
        ("certificates", book, "--award", number, "--combined", target, "--overwrite"),
        ("credential", "export", book, CREDENTIAL, "--out", target, "--overwrite"),
        (*prepare, "--proof", target, "--overwrite"),
    ]


def _refused(shell: Shell, book: Path, number: str, target: object, said: str) -> None:
    for words in _outputs(book, number, target):
        for some in (words, words[:-1]):
            answer = shell(*some)
            assert (answer.code, said in answer.err) == (3, True), (some, answer.err)
    assert "no award run 2" in shell("award", "drop", book, 2).err


def test_no_output_replaces_a_record_book(shell: Shell, book: Path, number: str, tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(book)
    (tmp_path / "twin.pdf").hardlink_to(book)
    shutil.copy(book, tmp_path / "other.pdf")
    before = book.stat()
    for name in ("school.skillmark", "link.pdf", "twin.pdf", "other.pdf"):
        _refused(shell, book, number, tmp_path / name, "nothing is written over one")
    assert book.stat() == before
    assert (tmp_path / "link.pdf").is_symlink()
    shell.good("check", book)


@pytest.mark.parametrize("end", [".lock", "-journal"])
def test_no_output_takes_the_place_of_a_books_own_files(shell: Shell, book: Path, number: str, end: str) -> None:
    _refused(shell, book, number, book.with_name(book.name + end), "goes with a record book")


def test_a_folder_is_no_place_for_a_file(
    shell: Shell, book: Path, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for target in (".", "..", tmp_path, "/"):
        _refused(shell, book, number, target, f"{target} is a folder")
    for words in (("import", book, "."), ("record", book, "."), ("credential", "add", book, ".")):
        answer = shell(*words)
        assert (answer.code, answer.err) == (2, ". is a folder. Name a file.\n")


def test_what_is_no_plain_file_stays(shell: Shell, book: Path, number: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    _refused(shell, book, number, pipe, "is no ordinary file")
    assert shell("restore", book, pipe).code == 2
    assert pipe.is_fifo()


def test_one_certificate_that_can_not_be_written_holds_up_no_other(
    shell: Shell, book: Path, number: str, tmp_path: Path
) -> None:
    words = ("award", book, "--credential", CREDENTIAL, "--learner", "B1", "--exception", "Board", "-o", "json")
    other = shell.good(*words).json["awarded"][0]["award_number"]
    (tmp_path / "out" / f"{number} Ada.pdf").mkdir(parents=True)
    answer = shell("certificates", book, "--out", tmp_path / "out", "--overwrite", "-o", "json")
    assert answer.code == 1
    assert [one["award_number"] for one in answer.json["written"]] == [other]
    assert [(one["award_number"], "is a folder" in one["reason"]) for one in answer.json["refused"]] == [(number, True)]


def test_a_file_is_replaced_where_that_is_said(shell: Shell, book: Path, number: str, tmp_path: Path) -> None:
    for words in _outputs(book, number, tmp_path / "there"):
        (tmp_path / "there").write_bytes(b"something else")
        assert "--overwrite" in shell(*words[:-1]).err
        shell.good(*words)
        assert (tmp_path / "there").read_bytes() != b"something else"


def test_the_windows_files_go_the_same_way(shell: Shell, book: Path) -> None:
    from skillmark.services.opening import open_sitting

    sitting = open_sitting(book, write=False)
    try:
        with pytest.raises(NoOutput):
            write_definition_file(CREDENTIAL, 1, book)(sitting)
    finally:
        sitting.close()
    shell.good("check", book)


@pytest.mark.parametrize("fault", [ZeroDivisionError(), DiskFull(Path("proof.pdf"))], ids=["a bug", "a full disk"])
def test_no_run_stays_without_its_proof_list(
    shell: Shell, book: Path, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_given: object) -> None:
        raise fault

    monkeypatch.setattr(proof, "write_proof_list", fail)
    words = _outputs(book, number, tmp_path / "proof.pdf")[-1]
    if isinstance(fault, DiskFull):
        assert shell(*words).code == 3
    else:
        with pytest.raises(ZeroDivisionError):
            shell(*words)
    assert "Run 2 was dropped before" in shell("award", "issue", book, 2).err


def test_a_run_that_can_not_even_be_dropped_is_said(
    shell: Shell, book: Path, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = handling.handle

    def full(sitting: object, request: object) -> object:
        if type(request).__name__ == "DropRun":
            raise DiskFull(book)
        return handle(sitting, request)

    def fail(*_given: object) -> None:
        raise DiskFull(tmp_path / "proof.pdf")

    monkeypatch.setattr(handling, "handle", full)
    monkeypatch.setattr(proof, "write_proof_list", fail)
    answer = shell(*_outputs(book, number, tmp_path / "proof.pdf")[-1])
    assert answer.code == 3
    assert f"Run 2 stays prepared without its proof list. Drop it: skillmark award drop {book} 2" in answer.err
    assert "proof.pdf is full" in answer.err
    monkeypatch.undo()
    shell.good("award", "drop", book, 2)


def test_a_line_names_no_file_that_is_made(
    shell: Shell, book: Path, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("new", "-", "--name", "A School"), *_outputs(book, number, "-")):
        answer = shell(*words)
        assert (answer.code, "A file is made here: name it." in answer.err) == (2, True), answer.err
    assert not (tmp_path / "-").exists()
