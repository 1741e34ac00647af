"""The tables, as mapped classes."""

from __future__ import annotations

from skillmark.store.schema.awards import Award, AwardEvent, AwardRun, CertificateFile
from skillmark.store.schema.base import Base
from skillmark.store.schema.book import (
    Attachment,
    BookInfo,
    Change,
    ChangePayload,
    Counter,
    Device,
    ExternalPerson,
    Issuer,
    SigningKey,
    Staff,
)
from skillmark.store.schema.learning import (
    Arrangement,
    Assessment,
    Candidacy,
    Credential,
    CredentialVersion,
    Offering,
    RequirementStandingRow,
    StandingRow,
    Submission,
)
from skillmark.store.schema.people import (
    Attendance,
    Cohort,
    CohortStaff,
    Enrolment,
    ImportBatch,
    Learner,
    LearnerIdentifier,
    Session,
    SessionRequirement,
)

__all__ = [
    "Arrangement",
    "Assessment",
    "Attachment",
    "Attendance",
    "Award",
    "AwardEvent",
    "AwardRun",
    "Base",
    "BookInfo",
    "Candidacy",
    "CertificateFile",
    "Change",
    "ChangePayload",
    "Cohort",
    "CohortStaff",
    "Counter",
    "Credential",
    "CredentialVersion",
    "Device",
    "Enrolment",
    "ExternalPerson",
    "ImportBatch",
    "Issuer",
    "Learner",
    "LearnerIdentifier",
    "Offering",
    "RequirementStandingRow",
    "Session",
    "SessionRequirement",
    "SigningKey",
    "Staff",
    "StandingRow",
    "Submission",
]
