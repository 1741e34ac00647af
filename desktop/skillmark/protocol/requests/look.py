"""Questions: requests that change nothing. services/answer.py has the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from skillmark.protocol.requests.base import Request


@dataclass(frozen=True)
class Question(Request):
    """A request that only looks."""


@dataclass(frozen=True)
class ListLearners(Question):
    """Learners, sorted: of a cohort, or whom a text names by code, identifier, e-mail or part of the name."""

    cohort: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class FindLearner(Question):
    """The one learner with that code, key, identifier, e-mail or display name."""

    name: str


@dataclass(frozen=True)
class ListCohorts(Question):
    """All cohorts with their offerings and how their learners stand."""


@dataclass(frozen=True)
class FindCohort(Question):
    """The cohort with that code, whatever its case."""

    code: str


@dataclass(frozen=True)
class ListCredentials(Question):
    """Every version of every credential, newest version first."""


@dataclass(frozen=True)
class ShowCredential(Question):
    """The definition of a credential's newest version, or of the one with that number."""

    code: str
    version: int | None = None


@dataclass(frozen=True)
class ShowIssuer(Question):
    """The issuer and the certificate's design."""


@dataclass(frozen=True)
class ListStaff(Question):
    """Everybody who acts in the book."""


@dataclass(frozen=True)
class ListSessions(Question):
    """The sessions of a cohort, by start."""

    cohort: UUID


@dataclass(frozen=True)
class FindSession(Question):
    """The session of a cohort with that title, and that start where several have it; `start` is ISO 8601."""

    cohort: UUID
    title: str
    start: str | None = None


@dataclass(frozen=True)
class Progress(Question):
    """Where candidacies are today."""

    cohort: str | None = None
    credential: str | None = None
    learner: str | None = None


@dataclass(frozen=True)
class ListAwards(Question):
    """Awards, newest first."""

    credential: str | None = None
    cohort: str | None = None
    numbers: tuple[str, ...] = ()
    learner: UUID | None = None


@dataclass(frozen=True)
class FindAward(Question):
    """The award with that number."""

    number: str


@dataclass(frozen=True)
class ReadImage(Question):
    """The bytes of an image or other file that the book keeps, by its digest in hex."""

    digest: str


@dataclass(frozen=True)
class ReadDay(Question):
    """The day in the book's time zone, for defaults."""


@dataclass(frozen=True)
class ProgressOf(Question):
    """Where these candidacies are today, in the order given; those that are gone are left out."""

    candidacies: tuple[UUID, ...]


@dataclass(frozen=True)
class ReadHistory(Question):
    """Everything that was ever recorded of a candidacy in one requirement."""

    candidacy: UUID
    requirement: str


@dataclass(frozen=True)
class ReadSheet(Question):
    """The attendance sheet of a cohort: sessions, learners, marks."""

    cohort: UUID


@dataclass(frozen=True)
class PreviewAwards(Question):
    """Who would be awarded now and who would be refused, with every reason."""

    credential: str
    cohort: UUID | None = None
    learners: tuple[UUID, ...] = ()
    awarded_on: date | None = None
    exception: str = ""


@dataclass(frozen=True)
class ListReady(Question):
    """For each cohort and what it works toward, how many learners stand ready.

    Without a cohort those of which nobody is ready are left out.
    """

    cohort: UUID | None = None


@dataclass(frozen=True)
class ListRuns(Question):
    """Award runs that are prepared and wait to be issued: all, or those in which somebody of a cohort stands."""

    cohort: UUID | None = None


@dataclass(frozen=True)
class ListEnrolments(Question):
    """Who is or was in a cohort, since when, until when."""

    cohort: UUID


@dataclass(frozen=True)
class CountPlaces(Question):
    """How many records each place of the window holds."""


@dataclass(frozen=True)
class ReadSettings(Question):
    """The book's own settings."""


@dataclass(frozen=True)
class ShowLearner(Question):
    """One learner with all candidacies and awards."""

    learner: UUID
