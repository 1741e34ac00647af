"""What proves an award, and what happened to it, in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from skillmark.domain.numbers import check_text
from skillmark.window.models.awards import shown_status
from skillmark.wording import _
from skillmark.wording.names import isolated
from skillmark.wording.states import award_event_word

if TYPE_CHECKING:
    from skillmark.services.look_awards import AwardDetail, EventRow


def happened(event: EventRow) -> str:
    """What happened to an award, in words."""
    words = award_event_word(event.kind)
    if event.actor:
        words = _("{what} by {who}").format(what=words, who=isolated(event.actor))
    if event.authority:
        words = _("{what}, on the authority of {who}").format(what=words, who=isolated(event.authority))
    if event.other:
        told = _("{what}; replaces {number}") if event.kind == "issued" else _("{what}; replaced by {number}")
        words = told.format(what=words, number=event.other)
    return f"{words}: {event.reason}" if event.reason else words


def _template(detail: AwardDetail) -> str:
    said: dict[str, Any] = json.loads(detail.snapshot)["template"]
    designs = {"classic": _("Classic"), "modern": _("Modern"), "plain": _("Plain")}
    design = designs.get(said["design"], said["design"])
    return _("{design}, version {n}").format(design=design, n=said["version"])


def proofs_of(detail: AwardDetail) -> list[tuple[str, str, str, str]]:
    """Icon, its colour, title and words of what proves an award."""
    good, bad = "state:met", "state:not_met"
    found = []
    if detail.proved:
        found.append(("shield-check", good, _("Proves itself"), _("signature and record agree, checked just now")))
    else:
        found.append(("shield-alert", bad, _("Not proved"), _("signature and record don't agree")))
    template = _template(detail)
    frozen = _("drawn from its snapshot, {template}; no file is kept yet")
    if detail.kept:
        frozen = _("the same bytes on every reprint, {template}")
    found.append(("lock", good, _("Frozen"), frozen.format(template=template)))
    found.append(("qr-code", good, _("Check text"), check_text(detail.digest).replace("-", " ")))
    if detail.row.by_exception:
        reason = json.loads(detail.snapshot)["exception"] or ""
        found.append(("square-pen", "text_2", _("By exception"), str(reason)))
    if shown_status(detail.row) == "unsupported":
        words = _("today's records would not give it. Confirm it with a reason, or revoke it.")
        found.append(("shield-alert", "state:unsupported", _("Unsupported"), words))
    return found
