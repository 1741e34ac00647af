"""The list of awards: its columns, which rows a search leaves, and how many there are of each status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from skillmark.protocol.rows import AwardRow
from skillmark.window.models.rows import Cell, Column
from skillmark.wording import _
from skillmark.wording.dates import long_date, short_date
from skillmark.wording.states import award_status_word

ANY = ""
STANDING = ("valid", "expiring")
"""Statuses of an award that holds today."""
PRINTED = ("valid", "expiring", "expired")
"""Statuses of an award of which a certificate is made."""
STATUSES = ("valid", "expiring", "expired", "suspended", "revoked", "replaced", "unsupported")
DATES = (2, 3)
"""The columns that are left out first where there is little room."""
CONFIRM = 5
"""The column that says what to do about an unsupported award."""


def shown_status(row: AwardRow) -> str:
    """What the list calls an award: its status, or `unsupported` where it holds and the records wouldn't give it."""
    return "unsupported" if not row.supported and row.status in STANDING else row.status


def _state(row: AwardRow) -> Cell:
    status = shown_status(row)
    note = ""
    if status == "unsupported":
        note = _("Today's records would not give it any more.")
    elif row.by_exception:
        note = _("Awarded by exception.")
    return Cell(award_status_word(status), state=status, note=note)


def _to_do(row: AwardRow) -> Cell:
    return Cell(_("Confirm…"), colour="accent", strong=True) if shown_status(row) == "unsupported" else Cell("")


def _ends(row: AwardRow) -> date:
    return row.valid_until or date.max


def columns() -> tuple[Column[AwardRow], ...]:
    """The columns of the list."""
    return (
        Column(_("Number"), lambda row: Cell(row.number, colour="text_2"), 158, order=lambda row: row.number),
        Column(_("Holder, name as printed"), _holder, order=lambda row: row.holder.casefold()),
        Column(_("Awarded"), lambda row: short_date(row.awarded_on), 108, right=True, order=lambda row: row.awarded_on),
        Column(_("Valid until"), lambda row: short_date(row.valid_until, _("no end")), 108, right=True, order=_ends),
        Column(_("State"), _state, 122, order=lambda row: STATUSES.index(shown_status(row))),
        Column(_("To do"), _to_do, 82),
    )


def _holder(row: AwardRow) -> Cell:
    return Cell(row.holder, colour="text", note=f"{row.title} · {row.learner_code}")


def keeping(text: str, credential: str, status: str) -> Callable[[AwardRow], bool] | None:
    """The test of a search: every word in name, number or code; None where everything passes."""
    wanted = plain(text).split()
    if not wanted and not credential and not status:
        return None

    def test(row: AwardRow) -> bool:
        if credential and row.credential != credential:
            return False
        if status and status not in (row.status, shown_status(row)):
            return False
        return not wanted or _has(row, wanted)

    return test


def _has(row: AwardRow, wanted: list[str]) -> bool:
    words = plain(f"{row.number} {row.holder} {row.learner_code}")
    return all(word in words for word in wanted)


def plain(text: str) -> str:
    """Text as it is compared: small letters without their accents."""
    from unicodedata import combining, normalize

    if text.isascii():
        return text.lower()
    return "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))


def counts(rows: Iterable[AwardRow]) -> str:
    """How many there are of each status, for the footer: `388 valid · 4 expiring`."""
    found = Counter(shown_status(row) for row in rows)
    return " · ".join(f"{found[status]:,} {award_status_word(status).lower()}" for status in STATUSES if found[status])


def credentials(rows: Iterable[AwardRow]) -> tuple[tuple[str, str], ...]:
    """The micro-credentials of these awards as (code, title), by title."""
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row.credential, row.title)
    return tuple(sorted(found.items(), key=lambda one: one[1].casefold()))


def dates_in_words(row: AwardRow) -> str:
    """When it was awarded and until when it is valid, as a sentence."""
    if row.valid_until is None:
        return _("Awarded on {day}, no end.").format(day=long_date(row.awarded_on))
    return _("Awarded on {day}, valid until {end}.").format(
        day=long_date(row.awarded_on), end=long_date(row.valid_until)
    )
