"""The sentence "how a learner passes", made from a credential's outline."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from skillmark.domain.definition import Definition
from skillmark.domain.outline import Group, Kind, Node, Requirement, Scheme
from skillmark.wording.catalogue import _, ngettext
from skillmark.wording.numbers import hours, per_cent_of
from skillmark.wording.results import passes_when, things


def how_a_learner_passes(definition: Definition) -> str:
    """One sentence that says everything a learner must do."""
    return _sentence(_node(definition.outline))


def group_rule(group: Group) -> str:
    """A group's rule: `all of 4`, `at least 2 of 3`."""
    if group.at_least is None:
        return _("all of {n}").format(n=len(group.children))
    return _("at least {least} of {n}").format(least=group.at_least, n=len(group.children))


def absent_words(codes: Sequence[str]) -> str:
    """What is said where prerequisites aren't in the record book: a remark, which stops nothing."""
    words = ngettext(
        "The prerequisite {codes} isn't in the record book: nobody is awarded before it is there and held.",
        "The prerequisites {codes} aren't in the record book: nobody is awarded before they are there and held.",
        len(codes),
    )
    return words.format(codes=", ".join(codes))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _parts(group: Group) -> list[str]:
    """What each child asks; groups of which everything is needed say no more than their children."""
    found: list[str] = []
    for child in group.children:
        if isinstance(child, Group) and child.at_least is None:
            found += _parts(child)
        else:
            found.append(_node(child))
    return found


def _node(node: Node) -> str:
    if not isinstance(node, Group):
        return _requirement(node)
    if node.at_least is None:
        return _joined(_parts(node))
    ways = [_node(child) for child in node.children]
    if node.at_least == 1:
        return _("either {ways}").format(ways=_(", or ").join(ways))
    what = _("does at least {least} of {n} ({ways})")
    return what.format(least=node.at_least, n=len(ways), ways=", ".join(ways))


def _joined(parts: list[str]) -> str:
    """`A, B and C`; with semicolons where a part has some of its own."""
    if len(parts) < 2:
        return "".join(parts)
    between = "; " if any(", " in part for part in parts) else ", "
    return _("{first} and {last}").format(first=between.join(parts[:-1]), last=parts[-1])


def _requirement(requirement: Requirement) -> str:
    words = _amount(requirement) if requirement.scheme in (Scheme.HOURS, Scheme.COUNT, Scheme.PERCENT) else None
    said = words or _judged(requirement)
    if requirement.attempts is not None:
        tries = ngettext("in {n} try", "within {n} tries", requirement.attempts).format(n=requirement.attempts)
        said = _("{what} {tries}").format(what=said, tries=tries)
    if requirement.reviews > 1:
        said = _("{what}, reviewed by two people").format(what=said)
    return said


def _amount(requirement: Requirement) -> str:
    title = requirement.title
    if requirement.scheme is Scheme.PERCENT:
        share = per_cent_of(Fraction(requirement.needed or 0), complete=False)
        return _("attends {share} of “{title}”").format(share=share, title=title)
    if requirement.scheme is Scheme.COUNT:
        count = things(requirement.kind, int(requirement.needed or 0))
        return _("attends {count} of “{title}”").format(count=count, title=title)
    amount = hours(int(requirement.needed or 0))
    if requirement.kind is Kind.WORKPLACE:
        return _("works {n} hours in “{title}”").format(n=amount, title=title)
    return _("attends {n} hours of “{title}”").format(n=amount, title=title)


def _judged(requirement: Requirement) -> str:
    title, passing = requirement.title, passes_when(requirement)
    if requirement.scheme is Scheme.POINTS:
        return _("scores {passing} in “{title}”").format(passing=passing, title=title)
    if requirement.scheme is Scheme.LEVELS:
        return _("does “{title}” at {passing}").format(title=title, passing=passing)
    if requirement.scheme is Scheme.RUBRIC:
        return _("has “{title}” accepted with {passing}").format(title=title, passing=passing)
    verbs = {
        Kind.SKILLS_TEST: _("passes “{title}”"),
        Kind.PORTFOLIO: _("has “{title}” accepted"),
        Kind.WORKPLACE: _("shows “{title}” at work"),
    }
    return verbs.get(requirement.kind, _("completes “{title}”")).format(title=title)
