"""The words of states, kinds, outcomes, roles and the EU's elements."""

from __future__ import annotations

from collections.abc import Callable

from skillmark.wording.catalogue import _

Words = dict[str, str]


def _look(words: Callable[[], Words], key: object) -> str:
    return words()[str(key)]


def _candidacy_states() -> Words:
    return {
        "awarded": _("Awarded"),
        "withdrawn": _("Withdrawn"),
        "on_hold": _("On hold"),
        "ready": _("Ready"),
        "blocked": _("Blocked"),
        "in_progress": _("In progress"),
        "not_started": _("Not started"),
    }


def state_word(state: object) -> str:
    """The state of a candidacy."""
    return _look(_candidacy_states, state)


def _requirement_states() -> Words:
    return {
        "waived": _("Waived"),
        "met": _("Met"),
        "in_review": _("In review"),
        "submitted": _("Submitted"),
        "returned": _("Returned"),
        "not_met": _("Not met"),
        "in_progress": _("In progress"),
        "not_started": _("Not begun"),
        "missing": _("Missing"),
    }


def requirement_state_word(state: object) -> str:
    """The state of a requirement; `missing` is the flag beside it."""
    return _look(_requirement_states, state)


def _award_statuses() -> Words:
    return {
        "none": _("None"),
        "valid": _("Valid"),
        "expiring": _("Expiring"),
        "expired": _("Expired"),
        "suspended": _("Suspended"),
        "revoked": _("Revoked"),
        "replaced": _("Replaced"),
        "unsupported": _("Unsupported"),
    }


def award_status_word(status: object) -> str:
    """The status of an award."""
    return _look(_award_statuses, status)


def _outcomes() -> Words:
    return {
        "met": _("met"),
        "not_met": _("not met"),
        "returned": _("returned"),
        "missing": _("missing"),
        "waived": _("waived"),
        "void": _("voided"),
    }


def outcome_word(outcome: object) -> str:
    """What a judgement says."""
    return _look(_outcomes, outcome)


def _decisions() -> Words:
    return {"accept": _("accepted"), "revise": _("to revise"), "not_yet": _("not yet")}


def decision_word(decision: object) -> str:
    """What a review decides."""
    return _look(_decisions, decision)


def _kinds() -> Words:
    return {
        "attendance": _("Attendance"),
        "assignment": _("Assignment"),
        "portfolio": _("Portfolio"),
        "skills_test": _("Skills test"),
        "conference": _("Conference"),
        "workplace": _("Workplace"),
    }


def kind_word(kind: object) -> str:
    """One of the six kinds of requirement."""
    return _look(_kinds, kind)


def _schemes() -> Words:
    return {
        "pass_fail": _("Met or not"),
        "points": _("Points"),
        "levels": _("Levels"),
        "rubric": _("Rubric"),
        "hours": _("Hours"),
        "count": _("Count"),
        "percent": _("Per cent"),
    }


def scheme_word(scheme: object) -> str:
    """How a requirement is rated."""
    return _look(_schemes, scheme)


def _roles() -> Words:
    return {
        "coordinator": _("Coordinator"),
        "instructor": _("Instructor"),
        "assistant": _("Assistant"),
        "quality": _("Quality assurer"),
        "auditor": _("Auditor"),
    }


def role_word(role: object) -> str:
    """What somebody on the staff may do."""
    return _look(_roles, role)


def _attendance_marks() -> Words:
    return {"P": _("Present"), "L": _("Late"), "E": _("Excused"), "A": _("Absent")}


def attendance_word(mark: object) -> str:
    """An attendance mark."""
    return _look(_attendance_marks, mark)


def _session_states() -> Words:
    return {"planned": _("Planned"), "held": _("Held"), "cancelled": _("Cancelled")}


def session_state_word(state: object) -> str:
    """The state of a session."""
    return _look(_session_states, state)


def _version_states() -> Words:
    return {"draft": _("Draft"), "published": _("Published"), "retired": _("Retired")}


def version_state_word(state: object) -> str:
    """The state of a credential's version."""
    return _look(_version_states, state)


def _award_events() -> Words:
    return {
        "issued": _("Issued"),
        "reprinted": _("Printed again"),
        "corrected": _("Corrected"),
        "renewed": _("Renewed"),
        "confirmed": _("Confirmed"),
        "suspended": _("Suspended"),
        "lifted": _("Suspension lifted"),
        "revoked": _("Revoked"),
        "enquired": _("Enquired about"),
        "erased": _("Erased"),
    }


def award_event_word(event: object) -> str:
    """Something that happened to an award."""
    return _look(_award_events, event)


def _block_reasons() -> Words:
    return {
        "revoked": _("the award was revoked and nothing was judged since"),
        "closed": _("what is missing can't be met any more"),
        "sign_off": _("the sampling isn't signed off"),
        "hold": _("a case holds it"),
        "prerequisite": _("a prerequisite isn't held"),
    }


def block_reason_word(reason: object) -> str:
    """Why a learner can't get on."""
    return _look(_block_reasons, reason)


def _elements() -> Words:
    return {
        "learner": _("the learner"),
        "title": _("the title"),
        "country": _("the country"),
        "awarding_body": _("the awarding body"),
        "date_of_issue": _("the date of issue"),
        "learning_outcomes": _("learning outcomes"),
        "workload": _("notional learning hours"),
        "level": _("the level"),
        "assessment": _("the kind of assessment"),
        "participation": _("the form of participation"),
        "quality_assurance": _("quality assurance"),
    }


def element_word(element: object) -> str:
    """One of the EU's standard elements of a micro-credential."""
    return _look(_elements, element)
