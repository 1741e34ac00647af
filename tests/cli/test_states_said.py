"""What tables and sentences say of awards, markers, cohorts and transfers that need a look."""

from __future__ import annotations

import csv
import io
import shlex
from pathlib import Path

from tests.cli.run import Shell
from tests.cli.test_commands import DEMO, _ready


def _awarded(shell: Shell, book: Path, tmp_path: Path) -> str:
    _ready(shell, book, tmp_path)
    done = shell.good("award", book, "--credential", "FORM-ASSESS", "--learner", "A1", "-o", "json").json
    return str(done["awarded"][0]["award_number"])


def _record(shell: Shell, book: Path, text: str) -> None:
    path = book.parent / "said.csv"
    path.write_text(text, encoding="utf-8")
    shell.good("record", book, path)


def test_an_award_that_is_not_supported_any_more_is_said(shell: Shell, book: Path, tmp_path: Path) -> None:
    number = _awarded(shell, book, tmp_path)
    assert "no longer supported" not in shell.good("progress", book).out
    _record(shell, book, "learner,requirement,attempt,mark,reason,date\nA1,TEST,1,3,Misread,2026-01-05\n")
    row = next(line for line in shell.good("progress", book).out.splitlines() if "Ada" in line)
    assert ("Awarded, no longer supported" in row, row.rstrip().endswith(number)) == (True, True)
    shown = shell.good("learner", "show", book, "A1").out
    assert "Formative Assessment in Practice: Awarded, no longer supported, 5 / 6" in shown
    assert "Valid, no longer supported" in shown
    written = shell.good("certificates", book, "--out", tmp_path / "out")
    assert f"{number} Ada: awarded, no longer supported." in written.err
    listed = next(csv.DictReader(io.StringIO(shell.good("progress", book, "-o", "csv").out)))
    told = shell.good("progress", book, "-o", "json").json[0]
    assert (listed["award_supported"], listed["award"], listed["display_name"]) == ("false", number, "Ada")
    assert {name: listed[name] for name in ("met", "required", "minutes", "version")} == {
        name: str(told[name]) for name in ("met", "required", "minutes", "version")
    }


def test_the_number_of_a_revoked_award_is_said_to_be_one(shell: Shell, book: Path, tmp_path: Path) -> None:
    number = _awarded(shell, book, tmp_path)
    shell.good("revoke", book, number, "--reason", "Mistake")
    assert f"{number}, Revoked" in shell.good("progress", book).out
    assert shell.good("progress", book, "-o", "json").json[0]["award"] == number


def test_who_holds_a_valid_award_is_told_that_alone(shell: Shell, book: Path, tmp_path: Path) -> None:
    number = _awarded(shell, book, tmp_path)
    _record(shell, book, "learner,requirement,attempt,mark,reason,date\nA1,TEST,1,3,Misread,2026-01-05\n")
    again = shell("award", book, "--credential", "FORM-ASSESS", "--learner", "A1", "-o", "json")
    assert [one["reason"] for one in again.json["refused"]] == [
        f"Already holds a valid award, {number}. Nothing needs to be done."
    ]


def test_markers_who_disagree_are_said(shell: Shell, book: Path) -> None:
    shell.good("credential", "add", book, DEMO / "front-end-web.yaml", "--publish")
    shell.good("cohort", "add", book, "NORTH", "--offer", "FE-WEB")
    shell.good("staff", "add", book, "Mei Chen")
    rows = (
        "A1,SITE,BUILD=3;CLIENT=3;PRES=3,accept,Grace Lindqvist,https://x.example\n"
        "A1,SITE,BUILD=0;CLIENT=0;PRES=0,not_yet,Mei Chen,https://x.example\n"
    )
    _record(shell, book, "learner,requirement,criteria,decision,assessor,evidence\n" + rows)
    assert "SITE: markers disagree" in shell.good("progress", book, "--credential", "FE-WEB").out
    assert "SITE  Client site, presented: In review, markers disagree" in shell.good("learner", "show", book, "A1").out


def test_a_cohort_that_is_there_is_changed(shell: Shell, book: Path) -> None:
    shell.good("credential", "add", book, DEMO / "front-end-web.yaml", "--publish")
    done = shell.good(
        "cohort", "add", book, "north", "--offer", "FE-WEB", "--title", "The north", "--from", "2026-02-02"
    )
    assert "NORTH was there; what was given is changed." in done.out
    shell.good("cohort", "add", book, "NORTH", "--to", "2026-06-26")
    row = shell.good("cohort", "list", book, "-o", "json").json[0]
    assert (row["title"], row["starts_on"], row["ends_on"]) == ("The north", "2026-02-02", "2026-06-26")
    assert row["offers"] == ["FORM-ASSESS", "FE-WEB"]
    assert shell("cohort", "add", book, "NORTH").code == 3
    refused = shell("cohort", "add", book, "NORTH", "--title", "Half", "--offer", "NOPE")
    assert (refused.code, shell.good("cohort", "list", book, "-o", "json").json[0]["title"]) == (3, "The north")
    shell.good("cohort", "add", book, "NORTH", "--title", "Up north", "--offer", "fe-web", "--offer", "FORM-ASSESS")
    assert shell.good("cohort", "list", book, "-o", "json").json[0]["title"] == "Up north"
    assert shell("cohort", "add", book, "NORTH", "--offer", "FE-WEB").code == 3
    due = shell("cohort", "add", book, "NORTH", "--due", "2026-06-20")
    assert (due.code, "--due goes with --offer" in due.err) == (2, True)


def test_a_transfer_keeps_every_candidacy_and_says_which_stay(shell: Shell, book: Path) -> None:
    shell.good("credential", "add", book, DEMO / "front-end-web.yaml", "--publish")
    shell.good("cohort", "add", book, "NORTH", "--offer", "FE-WEB")
    shell.good("cohort", "add", book, "SOUTH", "--offer", "FORM-ASSESS")
    moved = shell.good("learner", "transfer", book, "A1", "--from", "NORTH", "--to", "SOUTH", "-o", "json")
    assert moved.json["warnings"] == ["SOUTH doesn't work toward FE-WEB: that goes on with NORTH."]
    assert "that goes on with NORTH" in moved.err
    rows = shell.good("progress", book, "--learner", "A1", "-o", "json").json
    assert {row["credential"]: (row["cohort"], row["state"]) for row in rows} == {
        "FORM-ASSESS": ("SOUTH", "not_started"),
        "FE-WEB": ("NORTH", "not_started"),
    }
    shell.good("cohort", "add", book, "SOUTH", "--offer", "FE-WEB")
    rows = shell.good("progress", book, "--learner", "A1", "-o", "json").json
    assert {row["cohort"] for row in rows} == {"SOUTH"}
    assert shell.good("check", book).code == 0


def test_what_was_done_already_is_said(shell: Shell, book: Path) -> None:
    shell.good("session", "add", book, "NORTH", "Seminar 1", "--start", "2026-02-03T17:00", "--minutes", "90")
    words = ("session", "cancel", book, "NORTH", "Seminar 1", "--start", "2026-02-03T17:00")
    assert "is cancelled" in shell.good(*words).out
    assert "Seminar 1 of NORTH was cancelled already." in shell.good(*words).out
    assert shell.good("staff", "add", book, "Mei Chen").err == ""
    assert "was on the staff already" in shell.good("staff", "add", book, "MEI CHEN").err
    assert shell.good("staff", "add", book, "Mei Chen", "--email", "mei@school.example").err == ""


def test_the_examples_of_sessions_follow_each_other(shell: Shell, book: Path) -> None:
    from skillmark.cli.session import session_command

    shell.good("cohort", "add", book, "SPRING-26", "--offer", "FORM-ASSESS")
    shell.good("session", "add", book, "SPRING-26", "Seminar 1", "--start", "2026-01-20T17:00", "--minutes", "90")
    for name in ("add", "cancel"):
        example = (session_command.commands[name].help or "").rpartition("Example: skillmark ")[2]
        shell.good(*(str(book) if word == "school.skillmark" else word for word in shlex.split(example)))
    states = {row["start"]: row["state"] for row in shell.good("session", "list", book, "SPRING-26", "-o", "json").json}
    assert states == {"2026-01-20T17:00:00": "planned", "2026-02-03T17:00:00": "cancelled"}


def test_a_time_zone_that_is_not_known_makes_no_book(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "zone.skillmark"
    refused = shell("new", path, "--time-zone", "Europe/Lisbn")
    assert (refused.code, "Europe/Lisbn" in refused.err, path.exists()) == (3, True, False)


def test_an_assistants_marks_are_said_to_be_proposals(shell: Shell, book: Path) -> None:
    shell.good("staff", "add", book, "Tomas Rezek", "--role", "assistant")
    path = book.parent / "proposed.csv"
    path.write_text("learner,requirement,mark\nA1,TEST,30\n", encoding="utf-8")
    proposed = shell.good("record", book, path, "--as", "Tomas Rezek")
    assert proposed.err.count("is a proposal, from this row on, and counts for nothing yet") == 1
    assert "row 2" in proposed.err.casefold()
    states = {one["code"]: one["state"] for one in _requirements(shell, book)}
    assert states["TEST"] == "not_started"
    again = shell.good("record", book, path, "--as", "Tomas Rezek")
    assert ("1 recorded before" in again.out, "proposal" in again.err) == (True, False)
    confirmed = shell.good("record", book, path)
    assert ("1 recorded" in confirmed.out, "proposal" in confirmed.err) == (True, False)
    after = {one["code"]: (one["state"], one["attempts"]) for one in _requirements(shell, book)}
    assert after["TEST"] == ("met", 1)
    assert "1 recorded before" in shell.good("record", book, path, "--as", "Tomas Rezek").out


def _requirements(shell: Shell, book: Path) -> list[dict[str, object]]:
    found = shell.good("progress", book, "--learner", "A1", "-o", "json").json[0]["requirements"]
    return [dict(one) for one in found]
