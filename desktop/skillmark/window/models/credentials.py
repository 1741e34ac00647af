"""The list of the versions of micro-credentials: its columns."""

from __future__ import annotations

from skillmark.protocol.rows import CredentialRow
from skillmark.window.models.rows import Cell, Column
from skillmark.wording import _
from skillmark.wording.states import version_state_word


def columns() -> tuple[Column[CredentialRow], ...]:
    """The columns of the list."""
    return (
        Column(_("Micro-credential"), _title, order=lambda one: (one.title.casefold(), -one.version)),
        Column(_("Version"), lambda one: str(one.version), 58, right=True, order=lambda one: one.version),
        Column(_("State"), _state, 116, order=lambda one: one.state),
    )


def _title(one: CredentialRow) -> Cell:
    return Cell(one.title, strong=one.state != "retired", note=f"{one.title} · {one.code}")


def _state(one: CredentialRow) -> Cell:
    return Cell(version_state_word(one.state), state=one.state)
