"""What `check` finds of what was changed behind Skillmark's back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from skillmark.protocol.requests.award import AwardLearners, RevokeAward
from skillmark.protocol.requests.export import ExportCertificates
from skillmark.protocol.requests.judge import NewArtifact, RecordSubmission
from skillmark.protocol.requests.look import ListAwards
from skillmark.services.certificates import export_certificates
from skillmark.services.keep import check_book
from skillmark.store.driver import connect
from tests.services.school import School


def tampered(school: School, *statements: str) -> set[tuple[str, str]]:
    """Kinds and details of what is found after statements that another program carried out, past the triggers."""
    with school.sitting.book.read() as connection:
        triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    other = connect(school.sitting.path, "rw")
    for name, _ in triggers:
        other.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert other.execute(statement).rowcount > 0
    for _, sql in triggers:
        other.execute(sql)
    other.close()
    return {(one.kind, one.detail) for one in check_book(school.sitting).findings}


@pytest.fixture
def awarded(school: School) -> School:
    """A school with a feedback, an award, and a revocation with its reason."""
    school.record("Ben", "TEST", mark=31, feedback="Well argued")
    school.meet_everything("Ada")
    run = school.do(AwardLearners("FORM-ASSESS", learners=(school.learners["Ada"],)))
    assert run.awarded
    school.do(RevokeAward(school.ask(ListAwards())[0].key, "Given by mistake"))
    school.sound()
    return school


ROWS: list[tuple[str, str]] = [
    ("UPDATE learner SET display_name = 'Eve' WHERE display_name LIKE 'Ada%'", "display_name"),
    ("UPDATE assessment SET feedback = 'Poor' WHERE feedback <> ''", "feedback"),
    ("UPDATE award_event SET reason = 'Wrong name'", "reason"),
    ("UPDATE credential_version SET document = replace(document, 'Formative', 'Summative')", "document"),
    ("DELETE FROM award_event", "it is gone"),
]


@pytest.mark.parametrize(("statement", "word"), ROWS)
def test_a_row_that_says_otherwise_than_the_log_is_found(awarded: School, statement: str, word: str) -> None:
    found = tampered(awarded, statement)
    assert [detail for kind, detail in found if kind == "row" and word in detail]


@pytest.mark.parametrize("field", ["holder = 'Eve'", "valid_until = '2099-01-01'", "awarded_on = '2020-01-01'"])
def test_an_award_that_says_otherwise_than_its_signed_snapshot_is_found(awarded: School, field: str) -> None:
    found = tampered(awarded, f"UPDATE award SET {field}")
    assert [detail for kind, detail in found if kind == "snapshot" and field.split(" = ")[0] in detail]


def test_a_kept_file_with_other_bytes_is_found(awarded: School, tmp_path: Any) -> None:
    candidacy = awarded.progress("Ada").candidacy
    awarded.do(RecordSubmission(candidacy, "PORT", artifacts=(NewArtifact("work.pdf", data=b"%PDF-1.7 work"),)))
    found = tampered(awarded, "UPDATE attachment SET data = x'255044462d2d'")
    assert ("kept_file", "its bytes are not those that were kept") in found


def test_a_damaged_certificate_is_not_handed_out(awarded: School, tmp_path: Any) -> None:
    awarded.meet_everything("Ben")
    awarded.do(AwardLearners("FORM-ASSESS", learners=(awarded.learners["Ben"],)))
    whole = export_certificates(awarded.sitting, ExportCertificates(folder=tmp_path / "whole"))
    assert len(whole.written) == 1
    tampered(awarded, "UPDATE attachment SET data = CAST(replace(data, 'PDF', 'PDE') AS BLOB) WHERE size > 10000")
    report = export_certificates(awarded.sitting, ExportCertificates(folder=tmp_path / "again"))
    assert (report.written, [type(one.reason).__name__ for one in report.refused]) == ([], ["KeptFileDamaged"])
    assert not list((tmp_path).glob("again/*"))


BROKEN: list[tuple[str, Callable[[set[str]], bool]]] = [
    ("UPDATE assessment SET assessor = x'00'", lambda kinds: "content" in kinds or "row" in kinds),
    ("UPDATE change_payload SET body = '{}'", lambda kinds: {"chain", "log"} & kinds != set()),
    ("UPDATE change_payload SET body = x'ff'", lambda kinds: {"chain", "log"} <= kinds),
    ("UPDATE award SET snapshot = '[]'", lambda kinds: "snapshot" in kinds),
]


@pytest.mark.parametrize(("statement", "told"), BROKEN)
def test_content_that_cannot_be_read_is_a_finding_and_no_crash(awarded: School, statement: str, told: Any) -> None:
    assert told({kind for kind, _ in tampered(awarded, statement)})
