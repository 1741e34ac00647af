"""Learners and candidacies as JSON has them; documented, and stable from the first release on."""

from __future__ import annotations

from typing import Any

from skillmark.wording import _


def learner_value(row: Any) -> dict[str, Any]:
    """A learner as JSON has it."""
    return {
        "id": str(row.key),
        "code": row.code,
        "display_name": row.display_name,
        "given_name": row.given_name,
        "family_name": row.family_name,
        "preferred_name": row.preferred_name,
        "email": row.email,
        "identifiers": [{"system": system, "value": value} for system, value in row.identifiers],
        "cohorts": [{"code": code, "status": status} for code, status in row.cohorts],
    }


def progress_value(row: Any) -> dict[str, Any]:
    """Where a candidacy is, as JSON has it."""
    from skillmark.domain.standing import shown_share
    from skillmark.wording.results import result_text

    standing = row.today.standing
    learner = learner_value(row.learner)
    return {
        "learner": {key: learner[key] for key in ("id", "code", "display_name", "identifiers")},
        "cohort": row.cohort,
        "credential": row.credential,
        "version": row.version,
        "state": str(row.today.state),
        "blocked": [str(reason) for reason in row.today.blocked],
        "award_status": str(row.today.award_status),
        "award_supported": row.supported,
        "share_complete": float(shown_share(standing.share, satisfied=standing.satisfied)),
        "met": standing.met,
        "required": standing.required,
        "minutes": standing.minutes,
        "overdue": list(row.today.overdue),
        "requirements": [
            {
                "code": one.requirement.code,
                "title": one.requirement.title,
                "kind": str(one.requirement.kind),
                "state": str(one.standing.state),
                "share": float(shown_share(one.standing.share, satisfied=one.standing.satisfied)),
                "attempts": one.standing.attempts_used,
                "result": result_text(one.requirement.kind, one.standing.result) or None,
                "decided_on": one.standing.decided_on,
            }
            for one in row.requirements
        ],
        "next": standing.next,
        "award": row.award_number,
    }


def progress_lines(row: Any) -> list[str]:
    """Where a candidacy is, in lines."""
    from skillmark.wording.results import result_text
    from skillmark.wording.states import requirement_state_word

    standing = row.today.standing
    lines = [f"{row.title}: {state_words(row)}, {standing.met} / {standing.required}"]
    for one in row.requirements:
        words = [
            requirement_state_word(one.standing.state),
            _("markers disagree") if one.standing.disagree else "",
            result_text(one.requirement.kind, one.standing.result),
        ]
        lines.append(f"  {one.requirement.code}  {one.requirement.title}: {', '.join(filter(None, words))}")
    return lines


def state_words(row: Any) -> str:
    """A candidacy's state in words; an award that today's records would not give is said to be one."""
    from skillmark.wording.states import state_word

    if row.supported is False and row.today.state == "awarded":
        return _("Awarded, no longer supported")
    return state_word(row.today.state)


def next_words(row: Any) -> str:
    """What is next, and where markers have to agree first."""
    disputed = [one.requirement.code for one in row.requirements if one.standing.disagree]
    words = [_("{code}: markers disagree").format(code=code) for code in disputed]
    following = row.today.standing.next
    return ", ".join(words if following in (None, *disputed) else (following, *words))


def award_cell(row: Any) -> str:
    """The number of a candidacy's award, with its status where it isn't valid."""
    from skillmark.wording.states import award_status_word

    status = str(row.today.award_status)
    if row.award_number is None or status in ("valid", "unsupported"):
        return row.award_number or ""
    return f"{row.award_number}, {award_status_word(status)}"


def award_words(row: Any) -> str:
    """The status of an award in words, and whether today's records would still give it."""
    from skillmark.wording.states import award_status_word

    word = award_status_word(row.status)
    return word if row.supported else _("{status}, no longer supported").format(status=word)
