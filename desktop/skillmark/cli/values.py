"""Learners and candidacies as JSON has them; documented, and stable from the first release on."""

from __future__ import annotations

from typing import Any


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
    from skillmark.wording.states import requirement_state_word, state_word

    standing = row.today.standing
    lines = [f"{row.title}: {state_word(row.today.state)}, {standing.met} / {standing.required}"]
    for one in row.requirements:
        said = result_text(one.requirement.kind, one.standing.result)
        word = requirement_state_word(one.standing.state)
        lines.append(f"  {one.requirement.code}  {one.requirement.title}: {word}{', ' + said if said else ''}")
    return lines
