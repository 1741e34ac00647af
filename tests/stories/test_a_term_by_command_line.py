"""A whole term by command line: two credentials, one roster, attendance, marks, awards, certificates."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from skillmark.system import resources
from tests.cli.run import Shell

DATA = Path(__file__).parents[1] / "exchange" / "data"
SIGNATURE = resources.path("demo", "signature-grace-lindqvist.png")


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs commands."""
    return Shell(capsys)


def _learners() -> list[str]:
    with (DATA / "names.csv").open(encoding="utf-8", newline="") as file:
        return [row["student_id"] for row in csv.DictReader(file)]


def _write(path: Path, header: str, rows: list[str]) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def _attendance(folder: Path, learners: list[str]) -> Path:
    rows = [
        f"SPRING-26,Seminar {number},2026-03-{number * 3:02d}T17:00,90,SEM,{learner},P"
        for number in range(1, 7)
        for learner in learners
    ]
    return _write(folder / "attendance.csv", "cohort,session,start,minutes,requirement,learner,mark", rows)


def _marks(folder: Path, learners: list[str]) -> Path:
    rows = []
    for place, learner in enumerate(learners):
        test = 20 if place % 10 == 9 else 34
        rows += [
            f"{learner},TEST,,{test},,,2026-04-01,",
            f"{learner},PLAN,,,Proficient,,2026-04-08,",
            f"{learner},FEED,met,,,,2026-04-15,",
            f"{learner},PORT,,,,EVID=2;ANAL=3;ACT=2;REFL=2,2026-05-01,https://portfolio.example/{learner}",
            f"{learner},OBS,met,,,,2026-05-08,",
        ]
    return _write(folder / "marks.csv", "learner,requirement,outcome,mark,level,criteria,date,evidence", rows)


def _text(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_a_term(shell: Shell, tmp_path: Path) -> None:
    book, learners = tmp_path / "school.skillmark", _learners()
    shell.good("new", book, "--name", "Riverside Institute", "--coordinator", "Grace Lindqvist")
    for name in ("formative-assessment", "front-end-web"):
        shell.good("credential", "add", book, resources.path("demo", f"{name}.yaml"), "--publish")
    shell.good("issuer", "set", book, "--signatory", f"Grace Lindqvist=Course leader={SIGNATURE}")
    roster = ("import", book, DATA / "names.csv", "--cohort", "SPRING-26", "--offer", "FORM-ASSESS")
    dry = shell.good(*roster, "--dry-run", "-o", "json").json
    done = shell.good(*roster, "-o", "json").json
    assert dry["learners"] == done["learners"] == {"new": 40, "changed": 0, "unchanged": 0}
    assert shell.good("attendance", book, _attendance(tmp_path, learners), "-o", "json").json["recorded"] == 240
    assert shell.good("record", book, _marks(tmp_path, learners), "-o", "json").json["recorded"] == 200
    progress = shell.good("progress", book, "--cohort", "SPRING-26", "-o", "json").json
    assert [row["state"] for row in progress].count("ready") == 36
    assert {row["next"] for row in progress if row["state"] != "ready"} == {"TEST"}
    award = shell("award", book, "--credential", "FORM-ASSESS", "--cohort", "SPRING-26", "-o", "json")
    assert (award.code, len(award.json["awarded"]), len(award.json["refused"])) == (1, 36, 4)
    assert all("TEST missing" in one["reason"] for one in award.json["refused"])
    out = shell.good(
        "certificates", book, "--cohort", "SPRING-26", "--out", tmp_path / "out",
        "--combined", tmp_path / "all.pdf", "-o", "json",
    ).json  # fmt: skip
    assert len(out["written"]) == 36
    assert {Path(one["path"]).name for one in out["written"]} == {path.name for path in (tmp_path / "out").iterdir()}
    pages = subprocess.run(["qpdf", "--show-npages", tmp_path / "all.pdf"], capture_output=True, text=True, check=True)
    assert int(pages.stdout) == 36
    sample = next(one for one in out["written"] if one["learner"].startswith("Chiara"))
    text = _text(Path(sample["path"]))
    assert "Chiara D’Alessandro" in text
    assert sample["award_number"] in text
    assert "Grace Lindqvist" in text
    assert shell.good("check", book, "-o", "json").json["sound"]
