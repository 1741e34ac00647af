"""How a requirement's standing looks and reads in a cell."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from skillmark.domain.outline import ADDED_UP, Kind, Requirement, Scheme
from skillmark.domain.records import Decision
from skillmark.domain.standing import RequirementStanding, RequirementState
from skillmark.protocol.requests.judge import Judgement
from skillmark.protocol.rows import ProgressRow, RequirementRow
from skillmark.window.widgets.grid_looks import Look
from skillmark.wording import _, ngettext
from skillmark.wording.names import isolated
from skillmark.wording.numbers import hours, number, per_cent_of
from skillmark.wording.results import result_text, things
from skillmark.wording.states import decision_word, requirement_state_word, state_word


def ordinal(count: int) -> str:
    """`2nd`: which try it was."""
    words = {1: _("1st"), 2: _("2nd"), 3: _("3rd")}
    return words.get(count) or _("{n}th").format(n=count)


def shown_state(standing: RequirementStanding) -> str:
    """The state whose glyph is shown: *missing* is a flag beside it."""
    return "missing" if standing.missing and not standing.satisfied else str(standing.state)


def cell_words(requirement: Requirement, standing: RequirementStanding) -> str:
    """What a cell says, short: the result where there is one."""
    state = RequirementState
    if standing.missing and not standing.satisfied:
        return requirement_state_word("missing")
    plain = {
        state.NOT_STARTED: _("Not begun"),
        state.SUBMITTED: _("To review"),
        state.IN_REVIEW: _("Disagree") if standing.disagree else requirement_state_word("in_review"),
    }
    if standing.state in plain:
        return plain[standing.state]
    if standing.state in (state.RETURNED, state.WAIVED):
        return requirement_state_word(standing.state)
    said = result_text(requirement.kind, standing.result, cell=True)
    verdict = verdict_word(requirement, standing)
    if not said:
        said = verdict or requirement_state_word(standing.state)
    elif verdict:
        said = _("{verdict} · {result}").format(verdict=verdict, result=said)
    if standing.state is state.NOT_MET and standing.attempts_used > 1:
        return _("{result} · {which}").format(result=said, which=ordinal(standing.attempts_used))
    return said


def verdict_word(requirement: Requirement, standing: RequirementStanding) -> str:
    """What reviewers call a judgement that isn't met: to revise, or not yet; empty where it is just not met."""
    if standing.state is not RequirementState.NOT_MET:
        return ""
    if standing.decision is Decision.REVISE:
        return decision_word("revise").capitalize()
    reviewed = standing.decision is Decision.NOT_YET or requirement.kind is Kind.PORTFOLIO
    return decision_word("not_yet").capitalize() if reviewed else ""


def cell_look(row: RequirementRow, note: str = "", *, busy: bool = False) -> Look:
    """How a cell of the mark grid looks."""
    return Look("state", cell_words(row.requirement, row.standing), shown_state(row.standing), note, busy=busy)


def heat_look(row: RequirementRow) -> Look:
    """How a cell of the heat map looks; half filled where hours or a count have begun."""
    standing = row.standing
    part = round(standing.share * 1000) if standing.state is RequirementState.IN_PROGRESS else 0
    return Look("heat", "", shown_state(standing), part=part)


def full_words(row: ProgressRow, one: RequirementRow) -> str:
    """A cell for a screen reader and the tooltip: learner, requirement, state, result, tries."""
    standing, requirement = one.standing, one.requirement
    parts = [verdict_word(requirement, standing) or requirement_state_word(standing.state)]
    said = result_text(requirement.kind, standing.result)
    if said and said != parts[0]:
        parts.append(said)
    if standing.missing:
        parts.append(requirement_state_word("missing"))
    if standing.disagree:
        parts.append(_("markers disagree"))
    if standing.proposed:
        parts.append(_("an assistant's proposal waits"))
    if standing.met_version is not None:
        parts.append(_("met under version {n}").format(n=standing.met_version))
    if standing.attempts_used and requirement.scheme not in ADDED_UP:
        parts.append(tries_words(standing))
    where = _("{learner}, {title}").format(learner=isolated(row.learner.display_name), title=requirement.title)
    return _("{cell}: {words}").format(cell=where, words=", ".join(parts))


def tries_words(standing: RequirementStanding) -> str:
    """`2 of 3 tries used`."""
    used, allowed = standing.attempts_used, standing.attempts_allowed
    if allowed is None:
        return ngettext("{n} try used", "{n} tries used", used).format(n=used)
    return ngettext("{used} of {n} try used", "{used} of {n} tries used", allowed).format(used=used, n=allowed)


def on_record(row: RequirementRow) -> str:
    """What stands on record, inside a sentence: `22 of 40, first try`; empty where nothing does."""
    standing = row.standing
    if standing.state is RequirementState.NOT_STARTED and not standing.missing:
        return ""
    said = result_text(row.requirement.kind, standing.result)
    verdict = verdict_word(row.requirement, standing).lower()
    if said and verdict:
        said = _("{result}, {verdict}").format(result=said, verdict=verdict)
    said = said or verdict or requirement_state_word(shown_state(standing)).lower()
    if standing.attempts_used == 1:
        return _("{result}, first try").format(result=said)
    if standing.attempts_used > 1:
        return _("{result}, {which} try").format(result=said, which=ordinal(standing.attempts_used))
    return said


# What is typed, before it is saved


def typed_words(requirement: Requirement, judgement: Judgement) -> str:
    """A judgement as a cell shows it."""
    if judgement.outcome == "void":
        return _("Voided")
    if judgement.mark is not None:
        return _of(judgement.mark, requirement.maximum)
    if judgement.level is not None:
        return judgement.level
    if judgement.minutes is not None:
        return _("+ {hours} h").format(hours=hours(judgement.minutes))
    if judgement.count is not None:
        return _("+ {things}").format(things=things(requirement.kind, judgement.count))
    if judgement.points:
        total = sum(judgement.points.values(), Decimal())
        return _of(total, requirement.rubric.maximum if requirement.rubric else None)
    return requirement_state_word(judgement.outcome) if judgement.outcome else ""


def _of(got: Decimal, maximum: Decimal | None) -> str:
    if maximum is None:
        return number(got)
    return _("{got} / {maximum}").format(got=number(got), maximum=number(maximum))


def typed_state(requirement: Requirement, judgement: Judgement) -> str:
    """The state that a judgement will give, by its own result; what the book says counts when it is saved."""
    if judgement.outcome == "void":
        return "not_started"
    if judgement.outcome is not None:
        return judgement.outcome
    if requirement.reviews > 1:
        return "in_review"
    if judgement.minutes is not None or judgement.count is not None:
        return "in_progress"
    return "met" if _typed_passes(requirement, judgement) else "not_met"


def _typed_passes(requirement: Requirement, judgement: Judgement) -> bool:
    if judgement.mark is not None and requirement.pass_mark is not None:
        return judgement.mark >= requirement.pass_mark
    if judgement.level in requirement.levels and requirement.passing in requirement.levels:
        return requirement.levels.index(judgement.level) >= requirement.levels.index(requirement.passing)
    if judgement.points and requirement.rubric is not None:
        from skillmark.domain.scoring import rubric_passes

        return rubric_passes(requirement.rubric, judgement.points)
    return False


# Standing


def standing_look(row: ProgressRow, what: str) -> Look:
    """Met of required, the share with its bar (complete), or the state."""
    today = row.today
    standing = today.standing
    if what == "met":
        return Look("number", _("{met} of {n}").format(met=standing.met, n=standing.required))
    if what == "state":
        return Look("chip", state_word(today.state), str(today.state))
    complete = standing.share == 1 and standing.satisfied
    words = per_cent_of(Fraction(standing.share), complete=complete)
    return Look("share", words, "met" if complete else "", part=min(1000, round(standing.share * 1000)))


def is_points(scheme: Scheme) -> bool:
    """Whether digits begin a mark, hours or a count that is typed to its end."""
    return scheme in (Scheme.POINTS, Scheme.HOURS, Scheme.COUNT)
