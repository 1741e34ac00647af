"""What is said where an award, or an event of one, is refused."""

from __future__ import annotations

from skillmark.domain import award_errors as e
from skillmark.wording.catalogue import _
from skillmark.wording.dates import long_date
from skillmark.wording.names import isolated
from skillmark.wording.sentence import Sentence, Table, listed


def _not_ready(error: e.NotReady) -> Sentence:
    what = _("Not ready: {met} of {required} met, {codes} missing.")
    return Sentence(
        what.format(met=error.met, required=error.required, codes=listed(error.missing)),
        _("Record what is missing, or award by exception with a reason."),
    )


def _cannot(error: e.CannotBecomeReady) -> Sentence:
    return Sentence(
        _("Not ready, and can't become so: no try is left for {codes}.").format(codes=listed(error.closed)),
        _("Grant an extra try, waive it, or award by exception with a reason."),
    )


def _sign_off(error: e.SignOffMissing) -> Sentence:
    return Sentence(_("The sampling isn't signed off."), _("Let quality assurance sign it off."))


def _revocation(error: e.NothingSinceRevocation) -> Sentence:
    return Sentence(
        _("The award was revoked, and nothing was judged since."),
        _("Record new evidence, or reopen it with a reason."),
    )


def _hold(error: e.OnHold) -> Sentence:
    what = _("An open case holds it.") if error.by_case else _("The candidacy is on hold.")
    return Sentence(what, _("Close the case.") if error.by_case else _("Lift the hold first."))


def _withdrawn(error: e.Withdrawn) -> Sentence:
    return Sentence(_("The learner is withdrawn."), _("Enrol again, or award by exception with a reason."))


def _already(error: e.AlreadyAwarded) -> Sentence:
    return Sentence(
        _("Already holds a valid award, {number}.").format(number=error.number),
        _("Nothing needs to be done."),
    )


def _in_run(error: e.StandsInRun) -> Sentence:
    return Sentence(
        _("Stands in prepared run {run}.").format(run=error.run),
        _("Issue that run, or drop it."),
    )


def _proof(error: e.ProofListDiffers) -> Sentence:
    what = _("The proof list shows {proved}, but the name is {name} now.")
    return Sentence(
        what.format(proved=isolated(error.proved), name=isolated(error.name)),
        _("Prepare a proof list anew."),
    )


def _prerequisite(error: e.PrerequisiteMissing) -> Sentence:
    return Sentence(
        _("Holds no valid award of {codes}, which comes first.").format(codes=listed(error.credentials)),
        _("Award that first, or award by exception with a reason."),
    )


def _future(error: e.AwardDateInFuture) -> Sentence:
    return Sentence(
        _("{day} is in the future.").format(day=long_date(error.day)),
        _("Award today, {today}, or on an earlier day.").format(today=long_date(error.today)),
    )


def _early(error: e.AwardDateTooEarly) -> Sentence:
    return Sentence(
        _("On {day} not everything was met: the last judgement is of {decided}.").format(
            day=long_date(error.day), decided=long_date(error.decided_on)
        ),
        _("Award on that day or later."),
    )


def _retired(error: e.AwardDateAfterRetirement) -> Sentence:
    return Sentence(
        _("This micro-credential was last awarded on {day}.").format(day=long_date(error.last_award_on)),
        _("Award on that day or earlier, or publish a new version."),
    )


def _second(error: e.SecondPersonNeeded) -> Sentence:
    return Sentence(_("One person alone judged everything."), _("Let somebody else award."))


def _exception(error: e.ExceptionReasonNeeded) -> Sentence:
    return Sentence(_("An award by exception needs a reason."), _("Say why."))


def _event_reason(error: e.AwardEventReasonNeeded) -> Sentence:
    return Sentence(_("This needs a reason, which is kept in the record book."), _("Say why."))


def _out_of_place(error: e.AwardEventOutOfPlace) -> Sentence:
    words = {
        "revoked": _("The award was revoked; that is final."),
        "replaced": _("The award was replaced by a corrected one."),
        "suspended": _("The award is suspended."),
        "not_suspended": _("The award isn't suspended."),
        "erased": _("The award's snapshot was erased."),
    }
    remedies = {
        "revoked": _("Award again when everything is met."),
        "replaced": _("Take the corrected award."),
        "suspended": _("Lift the suspension first."),
        "not_suspended": _("Nothing needs to be done."),
        "erased": _("Only its holder's own file shows it now."),
    }
    return Sentence(words[error.why], remedies[error.why])


def _same(error: e.NothingCorrected) -> Sentence:
    return Sentence(
        _("The corrected award would say the same: {name} stands on it already.").format(name=isolated(error.name)),
        _("Type the name as it is to be printed."),
        _("The award stays as it is."),
    )


def _renewal(error: e.RenewalOutOfPlace) -> Sentence:
    if error.opens_on is None:
        return Sentence(_("The award has no end, so it isn't renewed."), _("Nothing needs to be done."))
    return Sentence(
        _("The award can't be renewed yet."), _("Renew it from {day} on.").format(day=long_date(error.opens_on))
    )


def _malformed(error: e.NumberMalformed) -> Sentence:
    return Sentence(
        _("{text} is not such a number.").format(text=error.text),
        _("Award numbers look like RI-2026-K7-0418-X, learner codes like K7-0042-X."),
    )


def _check(error: e.CheckCharacterWrong) -> Sentence:
    return Sentence(
        _("Something in {text} is mistyped: its last character doesn't fit.").format(text=error.text),
        _("Compare it with the certificate."),
    )


def _part(error: e.NumberPartInvalid) -> Sentence:
    return Sentence(
        _("No number can be made of {value}.").format(value=error.value),
        _("Prefixes have two to five letters; a year's numbers of a device end at 999,999,999,999,999."),
    )


SENTENCES: Table = {
    e.NotReady: _not_ready,
    e.CannotBecomeReady: _cannot,
    e.SignOffMissing: _sign_off,
    e.NothingSinceRevocation: _revocation,
    e.OnHold: _hold,
    e.Withdrawn: _withdrawn,
    e.AlreadyAwarded: _already,
    e.StandsInRun: _in_run,
    e.ProofListDiffers: _proof,
    e.PrerequisiteMissing: _prerequisite,
    e.AwardDateInFuture: _future,
    e.AwardDateTooEarly: _early,
    e.AwardDateAfterRetirement: _retired,
    e.SecondPersonNeeded: _second,
    e.ExceptionReasonNeeded: _exception,
    e.AwardEventReasonNeeded: _event_reason,
    e.AwardEventOutOfPlace: _out_of_place,
    e.NothingCorrected: _same,
    e.RenewalOutOfPlace: _renewal,
    e.NumberMalformed: _malformed,
    e.CheckCharacterWrong: _check,
    e.NumberPartInvalid: _part,
}
