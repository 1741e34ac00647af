"""What each command does to records, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillmark.cli import output
from skillmark.system import resources
from tests.cli.run import Shell

DEMO = resources.path("demo")


def _ready(shell: Shell, book: Path, tmp_path: Path, learner: str = "A1") -> None:
    rows = [
        f"{learner},SEM,,,,9,,2026-01-05,", f"{learner},TEST,,34,,,,2026-01-05,",
        f"{learner},PLAN,,,Exemplary,,,2026-01-05,",
        f"{learner},FEED,met,,,,,2026-01-05,", f"{learner},OBS,met,,,,,2026-01-05,",
        f"{learner},PORT,,,,,EVID=2;ANAL=2;ACT=2;REFL=2,2026-01-05,https://x.example",
    ]  # fmt: skip
    header = "learner,requirement,outcome,mark,level,hours,criteria,date,evidence"
    (tmp_path / "ready.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    shell.good("record", book, tmp_path / "ready.csv")


def test_credentials(shell: Shell, book: Path, tmp_path: Path) -> None:
    draft = shell.good("credential", "add", book, DEMO / "front-end-web.yaml")
    assert "is a draft" in draft.out
    assert "learning outcomes, the level, quality assurance" in draft.err
    assert "is published" in shell.good("credential", "publish", book, "FE-WEB").out
    assert "just so" in shell.good("credential", "add", book, DEMO / "front-end-web.yaml").out
    shown = shell.good("credential", "show", book, "fe-web", "-o", "json").json
    assert shown["how_a_learner_passes"].endswith(".")
    assert shown["definition"]["outline"]["children"][0]["rule"] == "all"
    assert "reviews: 2" in shell.good("credential", "show", book, "FE-WEB").out
    shell.good("credential", "export", book, "FE-WEB", "--out", tmp_path / "fe.yaml")
    other = tmp_path / "other.skillmark"
    shell.good("new", other, "--name", "Other School")
    assert shell.good("credential", "add", other, tmp_path / "fe.yaml", "--publish", "-o", "json").json["version"] == 1
    again = shell.good("credential", "show", other, "FE-WEB", "-o", "json").json
    assert again["definition"] == shown["definition"]
    assert shell("credential", "export", book, "FORM-ASSESS", "--out", tmp_path / "fe.yaml").code == 3
    assert "is retired" in shell.good("credential", "retire", book, "FE-WEB", "--last-award", "2030-01-01").out
    states = {row["code"]: row["state"] for row in shell.good("credential", "list", book, "-o", "json").json}
    assert states["FORM-ASSESS"] == "published"


def test_cohorts(shell: Shell, book: Path) -> None:
    shell.good("credential", "add", book, DEMO / "front-end-web.yaml", "--publish")
    added = shell.good(
        "cohort", "add", book, "SOUTH", "--title", "Southside", "--from", "2026-02-02", "--to", "2026-06-26",
        "--delivery", "online",
    )  # fmt: skip
    assert "works toward nothing yet" in added.out
    assert "works toward FE-WEB" in shell.good("cohort", "add", book, "south", "--offer", "FE-WEB").out
    rows = {row["code"]: row for row in shell.good("cohort", "list", book, "-o", "json").json}
    assert (rows["SOUTH"]["title"], rows["SOUTH"]["offers"], rows["SOUTH"]["delivery"]) == (
        "Southside",
        ["FE-WEB"],
        "online",
    )
    assert (rows["NORTH"]["learners"], rows["NORTH"]["states"]) == (3, {"not_started": 3})
    assert "is closed" in shell.good("cohort", "close", book, "SOUTH", "--on", "2026-06-26").out
    assert shell("learner", "add", book, "Zoe", "--cohort", "SOUTH").code == 3
    assert "is open again" in shell.good("cohort", "close", book, "SOUTH", "--again").out
    assert "2026-02-02" in shell.good("cohort", "list", book).out


def test_sessions(shell: Shell, book: Path) -> None:
    shell.good("session", "add", book, "NORTH", "Seminar 1", "--start", "2026-02-03T17:00", "--minutes", "90")
    nowhere = shell.good(
        "session", "add", book, "NORTH", "Trip", "--start", "2026-02-04T09:00", "--minutes", "300",
        "--requirement", "FORM-ASSESS:CONF", "--kind", "visit", "--held", "-o", "json",
    ).json  # fmt: skip
    assert nowhere["requirements"] == ["FORM-ASSESS:CONF"]
    rows = shell.good("session", "list", book, "NORTH", "-o", "json").json
    assert [(row["title"], row["state"], row["requirements"]) for row in rows] == [
        ("Seminar 1", "planned", ["FORM-ASSESS:SEM"]),
        ("Trip", "held", ["FORM-ASSESS:CONF"]),
    ]
    assert "is cancelled" in shell.good("session", "cancel", book, "NORTH", "seminar 1").out
    shell.good(
        "session",
        "add",
        book,
        "NORTH",
        "Trip",
        "--start",
        "2026-02-05T09:00",
        "--minutes",
        "300",
        "--requirement",
        "CONF",
    )
    both = shell("session", "cancel", book, "NORTH", "Trip")
    assert (both.code, "2026-02-04T09:00, 2026-02-05T09:00" in both.err) == (3, True)
    shell.good("session", "cancel", book, "NORTH", "Trip", "--start", "2026-02-05")
    states = [row["state"] for row in shell.good("session", "list", book, "NORTH", "-o", "json").json]
    assert states == ["cancelled", "held", "cancelled"]


def test_learners(shell: Shell, book: Path, tmp_path: Path) -> None:
    shell.good("cohort", "add", book, "SOUTH", "--offer", "FORM-ASSESS")
    added = shell.good(
        "learner", "add", book, "Zoë Lee", "--given", "Zoë", "--family", "Lee", "--email", "Z@x.example", "--born",
        "2001-02-03", "--id", "Z1", "--id", "ldap=zoe", "--cohort", "NORTH", "--from", "2026-02-02", "-o", "json",
    ).json  # fmt: skip
    assert [one["system"] for one in added["identifiers"]] == ["ldap", "local"]
    assert [one["code"] for one in shell.good("learner", "list", book, "--find", "zoe", "-o", "json").json] == [
        added["code"]
    ]
    moved = shell.good(
        "learner", "transfer", book, "zoe", "--from", "NORTH", "--to", "SOUTH", "--on", "2026-03-02", "-o", "json"
    )
    assert [(one["code"], one["status"]) for one in moved.json["cohorts"]] == [
        ("NORTH", "withdrawn"),
        ("SOUTH", "active"),
    ]
    _ready(shell, book, tmp_path)
    shell.good("award", book, "--credential", "FORM-ASSESS", "--learner", "A1")
    shown = shell.good("learner", "show", book, "A1")
    assert "Assessment literacy test: Met, 34 of 40" in shown.out
    assert "RI-" in shown.out
    detail = shell.good("learner", "show", book, "A1", "-o", "json").json
    assert (detail["awards"][0]["status"], detail["progress"][0]["state"]) == ("valid", "awarded")
    assert [
        row["display_name"] for row in shell.good("learner", "list", book, "--cohort", "SOUTH", "-o", "json").json
    ] == ["Zoë Lee"]


def test_staff(shell: Shell, book: Path) -> None:
    shell.good("staff", "add", book, "Mei Chen", "--role", "instructor", "--role", "quality")
    rows = shell.good("staff", "list", book, "-o", "json").json
    assert [(row["name"], row["roles"], row["active"]) for row in rows] == [
        ("Grace Lindqvist", ["coordinator"], True), ("Mei Chen", ["instructor", "quality"], True)]  # fmt: skip
    assert "coordinator" in shell.good("staff", "list", book).out


def test_who_stands_in_a_run_and_a_correction_of_nothing_are_refused(shell: Shell, book: Path, tmp_path: Path) -> None:
    _ready(shell, book, tmp_path)
    words = ("award", book, "--credential", "FORM-ASSESS", "--cohort", "NORTH")
    run = shell(*words, "--prepare", "-o", "json").json["run"]
    again = shell(*words)
    assert again.code == 1
    assert f"Stands in prepared run {run}." in again.out + again.err
    issued = shell("award", "issue", book, run, "-o", "json").json
    same = shell("correct", book, issued["awarded"][0]["award_number"], "--reason", "Misspelt")
    assert same.code == 3
    assert "The corrected award would say the same" in same.err


def test_a_run_with_a_proof_list_issued_corrected_revoked_confirmed(shell: Shell, book: Path, tmp_path: Path) -> None:
    _ready(shell, book, tmp_path)
    _ready(shell, book, tmp_path, "B1")
    words = ("award", book, "--credential", "FORM-ASSESS", "--cohort", "NORTH", "--prepare")
    prepared = shell(*words, "--proof", tmp_path / "proof.pdf", "-o", "json")
    assert (prepared.code, [one["award_number"] for one in prepared.json["awarded"]]) == (1, [None, None])
    assert (tmp_path / "proof.pdf").read_bytes().startswith(b"%PDF")
    run = prepared.json["run"]
    issued = shell.good("award", "issue", book, run, "-o", "json").json
    first, second = (one["award_number"] for one in issued["awarded"])
    assert "Run 2 is dropped" not in shell("award", "drop", book, run).out
    corrected = shell.good("correct", book, first, "--reason", "Misspelt", "--name", "Ada King", "-o", "json").json
    assert corrected["award_number"] == first
    assert "is revoked" in shell.good("revoke", book, second, "--reason", "Mistake", "--authority", "Head").out
    assert shell("revoke", book, second, "--reason", "Again").code == 3
    assert "stands" in shell.good("confirm", book, corrected["replaced_by"], "--reason", "The board knows").out
    out = shell.good("certificates", book, "--out", tmp_path / "out", "-o", "json").json
    assert [one["learner"] for one in out["written"]] == ["Ada King"]
    assert "No certificate was written" in shell("certificates", book, "--cohort", "NORTH", "--award", second,
                                                 "--out", tmp_path / "out").out  # fmt: skip
    dropped = shell(
        "award",
        book,
        "--credential",
        "FORM-ASSESS",
        "--learner",
        "C1",
        "--exception",
        "Board",
        "--prepare",
        "-o",
        "json",
    )
    assert "is dropped" in shell.good("award", "drop", book, dropped.json["run"]).out
    refused = shell("award", book, "--credential", "FORM-ASSESS", "--proof", tmp_path / "p.pdf")
    assert (refused.code, "goes with --prepare" in refused.err) == (2, True)


def test_a_proof_list_that_can_not_be_written_leaves_no_run(
    shell: Shell, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from skillmark.protocol.errors import DiskFull
    from skillmark.services import proof

    _ready(shell, book, tmp_path)
    taken = tmp_path / "taken.pdf"
    taken.write_bytes(b"something else")
    words = ("award", book, "--credential", "FORM-ASSESS", "--learner", "A1", "--prepare", "--proof")
    refused = shell(*words, taken)
    assert (refused.code, "--overwrite" in refused.err) == (3, True)
    assert shell(*words, tmp_path / "no" / "folder" / "p.pdf").code == 3
    assert "no award run 1" in shell("award", "drop", book, 1).err

    def full(*_given: object) -> None:
        raise DiskFull(taken)

    monkeypatch.setattr(proof, "write_proof_list", full)
    assert shell(*words, taken, "--overwrite").code == 3
    assert "Run 1 was dropped before" in shell("award", "issue", book, 1).err
    monkeypatch.undo()
    assert shell.good(*words, taken, "--overwrite", "-o", "json").json["run"] == 2
    assert taken.read_bytes().startswith(b"%PDF")


def test_an_import_and_taking_it_back_in_words(shell: Shell, book: Path, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("Kennung;Wer\nZ1;Zoe\n;\nZ2;Yan\n", encoding="utf-8")
    words = (
        "import",
        book,
        tmp_path / "more.csv",
        "--map",
        "Kennung=local",
        "--map",
        "Wer=display_name",
        "--cohort",
        "EAST",
    )
    keys = ["batch", "learners", "enrolments", "cohorts", "warnings", "refused"]
    assert list(shell.good(*words, "--dry-run", "-o", "json").json) == keys
    dry = shell.good(*words, "--dry-run")
    assert "this is what would happen" in dry.out
    done = shell.good(*words)
    assert "Learners: 2 new, 0 changed, 0 as they were." in done.out
    assert "Cohorts: EAST." in done.out
    number = done.out.strip().rpartition(" ")[2]
    assert "Gone: learners 2, enrolments 2, cohorts 1." in shell.good("import", "undo", book, number).out
    assert "no import 99" in shell("import", "undo", book, 99).err
    short = shell("import", "undo", book)
    assert (short.code, "import undo [OPTIONS] BOOK BATCH" in short.err) == (2, True)
    for wrong in ("Wer", "=local", "Wer="):
        assert shell("import", book, tmp_path / "more.csv", "--map", wrong).code == 2
    assert shell("import", book, tmp_path / "more.csv", "extra").code == 2


def test_marks_in_words_and_all_or_nothing(shell: Shell, book: Path, tmp_path: Path) -> None:
    marks = tmp_path / "m.csv"
    marks.write_text("learner,requirement,mark,assessor\nA1,TEST,30,Guest\nB1,TEST,99,Guest\n", encoding="utf-8")
    for form in ((), ("-o", "json")):
        answer = shell("record", book, marks, "--all-or-nothing", *form)
        assert (answer.code, "Nothing was recorded" in answer.err) == (3, True)
        assert "Row 2: Guest isn't on the staff" in answer.err or answer.json["warnings"][0]["row"] == 2
    assert "Row 2" not in shell("record", book, marks, "--all-or-nothing", "--quiet").err
    answer = shell("record", book, marks)
    assert (answer.code, "1 recorded, 0 corrected" in answer.out, "Row 3: 99 is more" in answer.out) == (1, True, True)
    assert "taken for an external person" in answer.err
    assert shell("record", book, marks, "--quiet").err == ""


def test_issuer(shell: Shell, book: Path) -> None:
    shell.good(
        "issuer",
        "set",
        book,
        "--logo",
        DEMO / "logo.png",
        "--signatory",
        "Grace=Head",
        "--portrait",
        "--url",
        "https://x.example",
    )
    shown = shell.good("issuer", "show", book).out
    assert "Signatory: Grace, Head" in shown
    assert "Portrait: yes" in shown
    shell.good("issuer", "set", book, "--no-logo", "--no-signatories", "--landscape")
    value = shell.good("issuer", "show", book, "-o", "json").json
    assert (value["logo"], value["signatories"], value["portrait"], len(value["public_key"])) == (None, [], False, 64)
    assert shell("issuer", "set", book, "--logo", DEMO / "people.toml").code == 3
    assert shell("issuer", "set", book, "--logo", DEMO / "none.png").code == 2


def test_check_backup_restore_in_words(shell: Shell, book: Path, tmp_path: Path) -> None:
    assert "Everything agrees." in shell.good("check", book).out
    copy, new = shell.good("backup", book, "--to", tmp_path, "-o", "json").json["backup"], tmp_path / "new.skillmark"
    assert "Everything agrees." in shell.good("check", copy).out
    assert "is restored" in shell.good("restore", copy, new).out
    assert "Everything agrees." in shell.good("check", new).out
    shell.good("cohort", "add", new, "LATER")
    assert "Everything agrees." in shell.good("check", new).out
    assert "is now" in shell.good("restore", copy, book).out
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "folder", "."):
        refused = shell("restore", copy, place)
        assert (refused.code, "is not a record book" in refused.err) == (2, True)
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_restore_by_a_link_restores_what_it_names(shell: Shell, book: Path, tmp_path: Path) -> None:
    copy = shell.good("backup", book, "--to", tmp_path, "-o", "json").json["backup"]
    shell.good("cohort", "add", book, "LATER")
    link = tmp_path / "link.skillmark"
    link.symlink_to(book)
    shell.good("restore", copy, link)
    assert link.is_symlink()
    assert "LATER" not in shell.good("cohort", "list", book).out


def test_a_backup_that_was_told_of_stays(shell: Shell, book: Path) -> None:
    made = [shell.good("backup", book, "-o", "json").json["backup"] for _ in range(2)]
    for number in range(3):
        shell.good("cohort", "add", book, f"C{number}")
    assert len(set(made)) == 2
    assert all(Path(one).is_file() for one in made)


def test_check_finds_what_was_changed_behind_its_back(shell: Shell, book: Path, tmp_path: Path) -> None:
    import sqlite3

    _ready(shell, book, tmp_path)
    shell.good("award", book, "--credential", "FORM-ASSESS", "--learner", "A1")
    file = sqlite3.connect(book)
    file.execute("UPDATE standing SET met = 5 WHERE state = 'not_started'")
    file.execute("UPDATE award SET snapshot = replace(snapshot, 'Ada', 'Eve')")
    file.commit()
    file.close()
    answer = shell("check", book, "-o", "json")
    assert answer.code == 1
    assert sorted(one["kind"] for one in answer.json["findings"]) == ["row", "snapshot", "standing", "standing"]
    assert "4 things are wrong." in shell("check", book).out


def test_a_demo_by_command_line(shell: Shell, tmp_path: Path) -> None:
    made = shell.good("new", tmp_path / "demo.skillmark", "--demo", "--learners", "4", "--seed", "3", "-o", "json")
    assert made.json["name"] == "Riverside Institute"
    assert "Making the demo" in made.err
    assert len(shell.good("learner", "list", tmp_path / "demo.skillmark", "-o", "json").json) == 4


def test_progress_in_words(shell: Shell, book: Path) -> None:
    table = shell.good("progress", book).out
    assert "Not started" in table
    assert "0 / 6" in table
    assert "not_started" in shell.good("progress", book, "-o", "csv").out
    shell.good("cohort", "add", book, "EMPTY")
    assert "Nobody works toward" in shell.good("progress", book, "--cohort", "EMPTY").out


def test_a_table_on_a_terminal_is_cut_to_its_width(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: __import__("os").terminal_size((40, 20)))
    output.show_table(["Name", "What"], [["司马子涵", "x" * 80], ["Zoe\u0308", "y"]])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].endswith("…")
    assert all(output._width(line) <= 40 for line in lines[1:])


def test_the_window_is_opened_without_a_command_and_on_a_book(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    from skillmark import __main__, bootstrap

    opened: list[object] = []

    def open_window(path: object = None) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(bootstrap, "open_window", open_window)
    assert bootstrap.start([]) == 0
    assert bootstrap.start([str(book)]) == 0
    monkeypatch.setattr("sys.argv", ["skillmark", str(book)])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert (opened, ended.value.code) == ([None, book, book], 0)


def test_a_bug_is_said_in_one_sentence_and_kept(
    shell: Shell, book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    from skillmark.cli.faults import on_bug

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("skillmark.services.keep.check_book", fail)
    with pytest.raises(ZeroDivisionError):
        shell("check", book)
    assert sys.excepthook is on_bug
    on_bug(ZeroDivisionError, ZeroDivisionError("x"), None)
    said = capsys.readouterr().err
    assert "What was saved is safe" in said
    report = Path(said.partition("The report is ")[2].partition(";")[0])
    assert "ZeroDivisionError" in report.read_text("utf-8")
    on_bug(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err == "\n"
