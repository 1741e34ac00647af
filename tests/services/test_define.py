"""Credentials: drafts, versions, publishing, dropping."""

from __future__ import annotations

import pytest

from skillmark.domain.definition_errors import DefinitionRefused, PrerequisiteCycle
from skillmark.protocol.errors_requests import BuiltUpon, NoDraft, NotInBook
from skillmark.protocol.requests.define import AddCredential, DropDraft, PublishCredential, RetireCredential
from skillmark.protocol.requests.look import ListCredentials, ShowCredential
from tests.services.school import School, document


def _versions(school: School, code: str) -> list[tuple[int, str]]:
    return [(row.version, row.state) for row in school.ask(ListCredentials()) if row.code == code]


def test_a_published_version_is_frozen_and_another_word_is_a_new_version(school: School) -> None:
    same = school.do(AddCredential(document("formative-assessment")))
    assert (same.unchanged, same.version) == (True, 1)
    changed = document("formative-assessment") | {"title": "Formative Assessment II"}
    draft = school.do(AddCredential(changed))
    assert (draft.version, draft.state) == (2, "draft")
    again = school.do(AddCredential(changed | {"title": "Formative Assessment III"}))
    assert again.version == 2
    published = school.do(PublishCredential("form-assess"))
    assert (published.version, published.state) == (2, "published")
    assert _versions(school, "FORM-ASSESS") == [(2, "published"), (1, "published")]
    assert school.progress("Ada").version == 1
    assert school.ask(ShowCredential("FORM-ASSESS")).definition.title == "Formative Assessment III"
    with pytest.raises(NoDraft):
        school.do(PublishCredential("FORM-ASSESS"))
    school.sound()


def test_a_draft_added_and_taken_back(school: School) -> None:
    done = school.outcome(AddCredential(document("teaching-writing")))
    undone = school.outcome(done.undo)
    assert _versions(school, "WRITE-HS") == []
    school.do(undone.undo)
    assert _versions(school, "WRITE-HS") == [(1, "draft")]
    school.do(PublishCredential("WRITE-HS"))
    with pytest.raises(NoDraft):
        school.do(DropDraft("WRITE-HS"))
    with pytest.raises(NotInBook):
        school.do(DropDraft("NOPE"))


def test_a_draft_that_somebody_built_on_stays(school: School) -> None:
    from sqlalchemy import update

    from skillmark.store.schema import Candidacy, CredentialVersion

    school.do(AddCredential(document("teaching-writing")))
    with school.sitting.book.write() as session:
        key = session.query(CredentialVersion.id).filter(CredentialVersion.state == "draft").scalar()
        session.execute(update(Candidacy).values(version=key))
    with pytest.raises(BuiltUpon):
        school.do(DropDraft("WRITE-HS"))


def test_prerequisites_that_lead_back(school: School) -> None:
    first = document("teaching-writing") | {"prerequisites": ["LEAD-PROJ"]}
    second = document("leading-a-project") | {"prerequisites": ["WRITE-HS"]}
    school.do(AddCredential(first, publish=True))
    with pytest.raises(DefinitionRefused) as refused:
        school.do(AddCredential(second, publish=True))
    assert type(refused.value.problems[0].error) is PrerequisiteCycle
    assert _versions(school, "LEAD-PROJ") == []


def test_retiring_ends_starts_and_awards(school: School) -> None:
    from datetime import date

    from skillmark.domain.award_errors import AwardDateAfterRetirement
    from skillmark.protocol.requests.award import AwardLearners

    school.meet_everything("Ada")
    school.do(RetireCredential("FORM-ASSESS", last_award_on=date(2026, 6, 5)))
    report = school.do(AwardLearners("FORM-ASSESS", school.cohort))
    assert type(report.refused[0].reasons[0]) is AwardDateAfterRetirement
    assert school.do(AwardLearners("FORM-ASSESS", school.cohort, awarded_on=date(2026, 6, 5))).awarded
    with pytest.raises(NotInBook):
        school.do(RetireCredential("NOPE"))
