"""The demo school: believable, sound, and the same from the same seed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from skillmark.protocol.requests.look import ListAwards, ListCohorts, ListLearners, Progress
from skillmark.services.answer import ask
from skillmark.services.demo import Demo, make_demo
from skillmark.services.keep import check_book
from skillmark.services.opening import open_sitting

TODAY = datetime(2026, 6, 12, 10, 42, tzinfo=ZoneInfo("Europe/Lisbon"))


def _seen(path: Path) -> list[object]:
    sitting = open_sitting(path, write=False)
    try:
        rows = ask(sitting, Progress())
        names = [row.display_name for row in ask(sitting, ListLearners())]
        return [
            names,
            [(row.credential, row.learner.display_name, row.today.standing.share, row.today.state) for row in rows],
        ]
    finally:
        sitting.close()


def test_the_usual_school(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    make_demo(tmp_path / "demo.skillmark", Demo(today=TODAY), lambda done, total: told.append((done, total)))
    sitting = open_sitting(tmp_path / "demo.skillmark", write=False)
    cohorts, awards = ask(sitting, ListCohorts()), ask(sitting, ListAwards())
    states = {str(row.today.state) for row in ask(sitting, Progress())}
    report = check_book(sitting)
    sitting.close()
    assert [row.learners for row in cohorts] == [30, 30, 30]
    assert {one.credential for row in cohorts for one in row.offerings} == {
        "FORM-ASSESS",
        "FE-WEB",
        "LEAD-PROJ",
        "WRITE-HS",
    }
    assert {"ready", "in_progress", "awarded"} <= states
    assert {"valid", "revoked", "replaced"} <= {row.status for row in awards}
    assert report.findings == ()
    assert told[-1] == (4, 4)


@pytest.mark.parametrize("learners", [3, 40])
def test_the_same_seed_gives_the_same_school(tmp_path: Path, learners: int) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        make_demo(tmp_path / f"{name}.skillmark", Demo(learners, seed, TODAY))
    first, second, other = (_seen(tmp_path / f"{name}.skillmark") for name in "abc")
    assert first == second
    assert first != other


def test_a_large_school_has_a_mark_for_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skillmark.services.demo.WHOLE_TERM_UP_TO", 20)
    make_demo(tmp_path / "large.skillmark", Demo(70, 1, TODAY))
    sitting = open_sitting(tmp_path / "large.skillmark", write=False)
    rows = ask(sitting, Progress())
    judged = sum(any(one.standing.attempts_used for one in row.requirements) for row in rows)
    sitting.close()
    assert judged == len(rows) == 80


def test_nothing_is_left_where_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("skillmark.services.demo.play_term", fail)
    with pytest.raises(RuntimeError):
        make_demo(tmp_path / "demo.skillmark", Demo(3))
    assert list(tmp_path.iterdir()) == []
