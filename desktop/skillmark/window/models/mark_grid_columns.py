"""The columns of the mark grid: the requirements in outline order under their groups, then the standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from skillmark.domain.outline import Group, Node, Requirement, Scheme
from skillmark.window.widgets.grid_heads import Head
from skillmark.wording import _, ngettext
from skillmark.wording.dates import day_and_month
from skillmark.wording.results import passes_when

MET, COMPLETE, STATE = "met", "complete", "state"
STANDING = (MET, COMPLETE, STATE)


@dataclass(frozen=True, slots=True)
class Place:
    """A requirement with the group right above it that isn't the whole; None where it stands alone."""

    requirement: Requirement
    group: Group | None


def places_of(outline: Group) -> tuple[Place, ...]:
    """Every requirement in outline order, with the outermost group that it is in."""
    found: list[Place] = []
    for child in outline.children:
        group = child if isinstance(child, Group) else None
        found += [Place(one, group) for one in _below(child)]
    return tuple(found)


def _below(node: Node) -> Sequence[Requirement]:
    return node.requirements if isinstance(node, Group) else (node,)


def group_rule(group: Group) -> str:
    """A group's rule, short: `both`, `all 3`, `at least 2 of 3`."""
    count = len(group.children)
    if group.at_least is not None:
        return _("at least {least} of {n}").format(least=group.at_least, n=count)
    if count == 2:
        return _("both")
    return "" if count == 1 else _("all {n}").format(n=count)


def what_passes(requirement: Requirement) -> str:
    """What passes, and how many tries there are."""
    words = passes_when(requirement)
    if requirement.attempts is not None and requirement.scheme not in (Scheme.HOURS, Scheme.COUNT):
        tries = ngettext("{n} try", "{n} tries", requirement.attempts).format(n=requirement.attempts)
        return _("{passes}, {tries}").format(passes=words, tries=tries)
    return words


def _requirement_head(places: Sequence[Place], number: int) -> Head:
    place = places[number]
    before = places[number - 1].group if number else None
    edge = number == 0 or place.group is None or place.group is not before
    group, rule = (place.group.title, group_rule(place.group)) if place.group is not None else ("", "")
    one = place.requirement
    passes = what_passes(one)
    tip = _("{title} ({code}): {passes}").format(title=one.title, code=one.code, passes=passes)
    least = 104 if one.scheme is Scheme.HOURS else 94
    return Head(one.title, passes, group, rule, edge=edge, least=least, most=180, tip=tip)


def heads_of(places: Sequence[Place], due: date | None, required: int, counted: str) -> tuple[Head, ...]:
    """The heads of all columns.

    Args:
        due: when the cohort is to be through.
        required: how many requirements count.
        counted: how many are ready and how many blocked, in words.
    """
    rule = _("due {day}").format(day=day_and_month(due)) if due is not None else ""
    whose = _("of {n}").format(n=required) if required else ""
    return (
        *(_requirement_head(places, number) for number in range(len(places))),
        Head(_("Met"), whose, _("Standing"), rule, right=True, edge=True, least=62, most=62),
        Head(_("Complete"), _("weighted share"), _("Standing"), rule, least=118, most=118),
        Head(_("State"), counted, _("Standing"), rule, least=118, most=118, beside=True),
    )
