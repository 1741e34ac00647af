"""`check` finds nothing in a book that nobody tampered with, whatever was done in it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skillmark.domain.errors import DomainError
from skillmark.protocol.errors import SurroundingsError
from skillmark.protocol.requests.award import (
    AwardLearners,
    ConfirmAward,
    CorrectAward,
    DropRun,
    IssueRun,
    KeepFiles,
    RevokeAward,
)
from skillmark.protocol.requests.define import (
    AddCredential,
    AddStaff,
    ChangeIssuer,
    ChangeSettings,
    NewSignatory,
    RetireCredential,
)
from skillmark.protocol.requests.judge import HoldCandidacy, NewArtifact, RecordSubmission
from skillmark.protocol.requests.look import FindCohort, ListAwards, ListCohorts, ListLearners, Progress
from skillmark.protocol.requests.teach import (
    AddCohort,
    ChangeLearner,
    ChangeOffering,
    DropEnrolment,
    DropLearner,
    Enrol,
    ImportRoster,
    OfferCredential,
    TransferLearner,
    UndoImport,
    Withdraw,
)
from tests.services.school import School, document, make_school

NAMES = ("Dora Okoye", "Emil Strand", "Fay Lund", "Gus Vale", "Hana Ito", "Ines Prado")
HEADINGS = "Name,Email,Birth date,Pronouns,Start date,Student number,Cohort"


def _roster(school: School, dice: random.Random) -> Any:
    lines = [HEADINGS]
    for name in dice.sample(NAMES, 3):
        number = NAMES.index(name)
        email = dice.choice(["", f"{name.split()[0].lower()}{dice.randint(0, 2)}@school.example"])
        born, start = dice.choice(["", f"200{number}-02-03"]), dice.choice(["", "2026-05-01", "2026-06-01"])
        cohort = dice.choice(["", "NORTH", "north", "SOUTH", "WEST"])
        lines.append(f"{name},{email},{born},{dice.choice(['', 'they'])},{start},N{number},{cohort}")
    offer = dice.choice([(), (), ("FE-WEB",), ("FORM-ASSESS",)])
    fallback = dice.choice([None, "NORTH", "EAST"])
    return ImportRoster(Path("list.csv"), "\n".join(lines).encode(), cohort=fallback, offer=offer)


def _on_learner(school: School, dice: random.Random) -> Any:
    learner = dice.choice(school.ask(ListLearners()))
    cohorts = [one.key for one in school.ask(ListCohorts())]
    first, second = dice.choice(cohorts), dice.choice(cohorts)
    number = dice.randint(0, 99)
    return dice.choice(
        [
            Enrol(learner.key, first, dice.choice([None, date(2026, 5, 4)])),
            Withdraw(learner.key, first),
            Withdraw(learner.key, first, again=True),
            TransferLearner(learner.key, first, second),
            DropEnrolment(learner.key, first),
            DropLearner(learner.key),
            ChangeLearner(learner.key, email=f"a{number}@school.example", date_of_birth=date(2001, 2, 3)),
            ChangeLearner(learner.key, identifiers=(("local", f"L{number}"),), clear=("date_of_birth",)),
        ]
    )


def _on_book(school: School, dice: random.Random) -> Any:
    number = dice.randint(1, 99)
    offers = [one.key for row in school.ask(ListCohorts()) for one in school.ask(FindCohort(row.code)).offerings]
    return dice.choice(
        [
            ChangeSettings(quiet_days=number, time_zone=dice.choice(["Europe/Lisbon", "Asia/Tokyo"])),
            ChangeIssuer(email=f"b{number}@school.example", signatories=(NewSignatory("Grace", "Head"),)),
            AddStaff(f"Staff {number}", roles=("instructor",)),
            AddCohort(f"C{number}", offer=dice.choice([(), ("FE-WEB",)]), due_on=date(2026, 9, 1)),
            OfferCredential(dice.choice(school.ask(ListCohorts())).key, dice.choice(["FE-WEB", "FORM-ASSESS"])),
            ChangeOffering(dice.choice(offers), date(2026, 10, 1), sign_off_needed=False),
            UndoImport(dice.randint(1, 9)),
            RetireCredential("FE-WEB", last_start_on=date(2026, 5, dice.randint(2, 30))),
        ]
    )


def _on_candidacy(school: School, dice: random.Random) -> Any:
    one = dice.choice(school.ask(Progress(credential="FORM-ASSESS")))
    artifact = NewArtifact("work.pdf", data=b"%PDF-1.7 " + bytes([dice.randint(0, 9)]))
    return dice.choice(
        [RecordSubmission(one.candidacy, "PORT", artifacts=(artifact,)), HoldCandidacy(one.candidacy, "Moves house")]
    )


def _award(school: School, dice: random.Random) -> Any:
    learners = tuple(one.key for one in school.ask(ListLearners()))
    some = tuple(dice.sample(learners, min(2, len(learners))))
    awards, run = [one.key for one in school.ask(ListAwards())], dice.randint(1, 6)
    wishes: list[Any] = [IssueRun(run), DropRun(run), IssueRun(run)]
    for prepare in (True, False):
        wishes.append(AwardLearners("FORM-ASSESS", learners=some, exception="Knows it all", prepare=prepare))
    if awards:
        key = dice.choice(awards)
        wishes += [RevokeAward(key, "By mistake"), ConfirmAward(key, "Agreed"), KeepFiles(((key, b"%PDF-1.7 x"),))]
        wishes += [CorrectAward(key, "Married", f"Dora {dice.randint(0, 9)}")] * 3
    return dice.choice(wishes)


WAYS: tuple[Callable[[School, random.Random], Any], ...] = (
    _roster,
    _on_learner,
    _on_learner,
    _on_book,
    _on_candidacy,
    _award,
)


@pytest.mark.parametrize("seed", range(6))
def test_no_work_makes_a_false_alarm_and_neither_does_taking_it_back(tmp_path: Path, seed: int) -> None:
    school, dice, done = make_school(tmp_path), random.Random(seed), set()
    undo: list[Any] = []
    for step in range(120):
        request = undo.pop() if undo and dice.random() < 0.2 else dice.choice(WAYS)(school, dice)
        try:
            outcome = school.outcome(request)
        except (DomainError, SurroundingsError):
            continue
        done.add(type(request).__name__)
        if outcome.undo is not None:
            undo.append(outcome.undo)
        if step % 15 == 0:
            school.sound()
    school.sound()
    assert len(done) >= 12
    school.sitting.book.close()


def test_a_learner_of_two_cohorts_of_which_one_offers_what_is_retired_is_no_false_alarm(school: School) -> None:
    school.do(RetireCredential("FORM-ASSESS", last_start_on=date(2026, 5, 20)))
    school.do(AddCredential({**document("formative-assessment"), "title": "Assessing"}, publish=True))
    school.do(AddCohort("SOUTH", offer=("FORM-ASSESS",)))
    text = b"Name,Student number,Cohort\nDora,N1,NORTH\nDora,N1,SOUTH\n"
    school.do(ImportRoster(Path("list.csv"), text))
    assert school.progress("N1").cohort == "SOUTH"
    school.sound()
