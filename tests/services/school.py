"""A small school made by requests, and what tests ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from skillmark.domain.standing import RequirementState
from skillmark.exchange.credentials import read_document
from skillmark.protocol.requests.define import AddCredential
from skillmark.protocol.requests.judge import CorrectAssessment, Judgement, RecordAssessment
from skillmark.protocol.requests.look import FindLearner, Progress
from skillmark.protocol.requests.teach import AddCohort, AddLearner, AddSession, AttendanceEntry, MarkAttendance
from skillmark.protocol.rows import ProgressRow, RequirementRow
from skillmark.services.answer import ask
from skillmark.services.handle import handle
from skillmark.services.keep import check_book
from skillmark.services.new import NewBook, new_book
from skillmark.services.sitting import Sitting
from skillmark.system import resources

START = datetime(2026, 6, 12, 10, 42, tzinfo=UTC)


@dataclass
class TestClock:
    """A clock that tests set; a second later each time."""

    __test__ = False
    moment: datetime = START

    def now(self) -> datetime:
        """The moment, a second after the last one."""
        self.moment += timedelta(seconds=1)
        return self.moment


def document(name: str) -> dict[str, Any]:
    """A credential file that the program ships."""
    return dict(read_document(resources.path("demo", f"{name}.yaml")))


@dataclass
class School:
    """An open book with its clock, and short words for what tests do."""

    sitting: Sitting
    clock: TestClock
    cohort: UUID | None = None
    learners: dict[str, UUID] = field(default_factory=dict)

    def do(self, request: Any) -> Any:
        """Hands a request over and gives the answer's value."""
        return handle(self.sitting, request).value

    def outcome(self, request: Any) -> Any:
        """Hands a request over and gives the whole answer."""
        return handle(self.sitting, request)

    def ask(self, question: Any) -> Any:
        """The answer to a question."""
        return ask(self.sitting, question)

    def progress(self, learner: str, credential: str = "FORM-ASSESS") -> ProgressRow:
        """Where a learner is."""
        rows = self.ask(Progress(credential=credential, learner=learner))
        assert len(rows) == 1
        row: ProgressRow = rows[0]
        return row

    def requirement(self, learner: str, code: str, credential: str = "FORM-ASSESS") -> RequirementRow:
        """Where a learner is in one requirement."""
        found = self.progress(learner, credential).requirements
        return next(one for one in found if one.requirement.code == code)

    def state(self, learner: str, code: str, credential: str = "FORM-ASSESS") -> RequirementState:
        """The state of a learner's requirement."""
        return self.requirement(learner, code, credential).standing.state

    def record(
        self, learner: str, code: str, credential: str = "FORM-ASSESS", on: date | None = None, **said: Any
    ) -> UUID:
        """Records a judgement; marks and points may be whole numbers."""
        if "mark" in said:
            said["mark"] = Decimal(str(said["mark"]))
        if "points" in said:
            said["points"] = {key: Decimal(value) for key, value in said["points"].items()}
        assessor = said.pop("assessor", None)
        candidacy = self.progress(learner, credential).candidacy
        key: UUID = self.do(RecordAssessment(candidacy, code, Judgement(**said), on, assessor))
        return key

    def correct(self, entry: UUID, on: date | None = None, **said: Any) -> UUID:
        """Corrects an entry."""
        if "mark" in said:
            said["mark"] = Decimal(str(said["mark"]))
        key: UUID = self.do(CorrectAssessment(entry, Judgement(**said), on))
        return key

    def attend(self, title: str, marks: dict[str, str], day: date, minutes: int = 90, code: str = "") -> UUID:
        """Holds a session and marks attendance."""
        starts = datetime(day.year, day.month, day.day, 17)
        assert self.cohort is not None
        session: UUID = self.do(AddSession(self.cohort, title, starts, minutes, requirements=(("", code),)))
        entries = tuple(AttendanceEntry(self.learners[name], mark) for name, mark in marks.items())
        self.do(MarkAttendance(session, entries))
        return session

    def meet_everything(self, learner: str, day: date = date(2026, 6, 1)) -> None:
        """Records all that Formative Assessment in Practice asks."""
        for number in range(6):
            self.attend(f"Seminar {learner} {number}", {learner: "P"}, day - timedelta(days=number))
        self.record(learner, "TEST", on=day, mark=34)
        self.record(learner, "PLAN", on=day, level="Proficient")
        self.record(learner, "FEED", on=day, outcome="met")
        points = {"EVID": 2, "ANAL": 2, "ACT": 2, "REFL": 2}
        self.record(learner, "PORT", on=day, points=points, evidence=evidence("Portfolio"))
        self.record(learner, "OBS", on=day, outcome="met")

    def sound(self) -> None:
        """Recomputes everything and expects nothing to differ."""
        assert check_book(self.sitting).findings == ()


def evidence(title: str) -> tuple[Any, ...]:
    """One piece of evidence."""
    from skillmark.protocol.requests.judge import NewArtifact

    return (NewArtifact(title, f"https://school.example/{title}"),)


def make_school(folder: Path, learners: tuple[str, ...] = ("Ada", "Ben", "Cleo")) -> School:
    """A book with two published credentials and one cohort toward the first."""
    clock = TestClock()
    wanted = NewBook("Riverside Institute", "Grace Lindqvist", "grace@riverside.example", "Europe/Lisbon")
    school = School(new_book(folder / "riverside.skillmark", wanted, clock), clock)
    for name in ("formative-assessment", "front-end-web"):
        school.do(AddCredential(document(name), publish=True))
    school.cohort = school.do(AddCohort("NORTH", "Northside", offer=("FORM-ASSESS",)))
    for name in learners:
        school.learners[name] = school.do(AddLearner(name, identifiers=(("local", name),), cohort=school.cohort))
    return school


def key_of(school: School, name: str) -> UUID:
    """A learner's key."""
    key: UUID = school.ask(FindLearner(name)).key
    return key
