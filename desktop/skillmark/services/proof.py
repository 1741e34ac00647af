"""The proof list of an award run: names as they will be set, with room to sign, and who was refused."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from skillmark.protocol.errors_requests import NotInBook
from skillmark.protocol.requests.export import WriteProofList
from skillmark.services.answer import looking
from skillmark.services.issuer import the_issuer
from skillmark.services.sitting import Sitting
from skillmark.services.unit_of_work import Work
from skillmark.services.write_files import write_through
from skillmark.store.schema import AwardRun, Candidacy, CredentialVersion, Learner
from skillmark.wording import _
from skillmark.wording.dates import long_date


def write_proof_list(sitting: Sitting, request: WriteProofList) -> int:
    """Writes the proof list as PDF; gives its number of pages.

    Raises:
        NotInBook: there is no such run.
        FolderMissing, NameTaken, NoOutput, DiskFull, StorageFailed, NoPermission: nothing was written.
    """
    from skillmark.documents.proof import ProofRefusal, ProofRow
    from skillmark.documents.proof import write_proof_list as write

    with looking(sitting) as look:
        run = look.session.scalars(select(AwardRun).where(AwardRun.number == request.run)).first()
        if run is None:
            raise NotInBook("award_run", str(request.run))
        rows = []
        for one in run.prepared:
            learner, title = _candidate(look, UUID(one["candidacy"]))
            rows.append(ProofRow(learner.display_name, title, long_date(run.awarded_on)))
        refused = [
            ProofRefusal(look.get(Learner, UUID(one["learner"])).display_name, one["reason"]) for one in run.refused
        ]
        issuer = the_issuer(look)
    title = _("Award run {run}: proof list").format(run=request.run)
    with write_through(request.path, overwrite=request.overwrite) as out:
        return write(title, rows, out, refused, day=run.awarded_on.isoformat(), issuer=issuer.name, paper=issuer.paper)


def _candidate(look: Work, key: UUID) -> tuple[Learner, str]:
    candidacy: Candidacy = look.get(Candidacy, key)
    version: CredentialVersion = look.get(CredentialVersion, candidacy.version)
    return look.get(Learner, candidacy.learner), version.title
