"""What the change log says that every row holds.

Where the log can't tell: an import says of each new learner the fields, identifiers and cohorts, and neither the keys
of enrolments and candidacies nor the day on which they begin. Those rows are known by learner and cohort, or learner
and credential. Where its rows named no cohort, the one that most of its enrolments are in is taken for the cohort that
was asked for. Rows that are gone can't be told from those that never were where the credential was retired by then, nor
of learners who left a cohort again from those that went with it. Of a change itself, its time of day and kind of
subject stand outside the chain. Whoever makes the end of the log anew, hashes and rows together, leaves no trace.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType

from skillmark.services.folding import fold, sort_key
from skillmark.store.schema import Base, Change, ChangePayload, Enrolment

Key = tuple[Any, ...]
Values = dict[str, Any]

UNKNOWN: Final = object()
"""In the place of a value that the log doesn't tell."""
_KEPT_UP = {"award": ("supported",)}
"""Columns by table that are computed anew with each standing."""
_IMPORTED = (
    "code", "display_name", "given_name", "family_name", "preferred_name", "pronouns", "email", "date_of_birth",
)  # fmt: skip


@dataclass(slots=True)
class _Payload:
    change: str
    at: str
    subject: str
    body: dict[str, Any]


@dataclass(slots=True)
class Told:
    """All that the log tells of rows.

    Attributes:
        rows: by table and key: every column as JSON, UNKNOWN where the log doesn't say.
        sets: by table and key: what was set in rows that are in `bulk`.
        bulk: by learner, then by table and cohort or credential: rows that an import made, whose keys it doesn't tell.
        may_lack: rows of `bulk` that need not be there: nobody starts toward a credential that is retired.
        left: learners whose enrolment was taken back, so that rows of `bulk` may have gone with it.
        unreadable: changes that say nothing that can be understood.
    """

    rows: dict[str, dict[Key, Values]] = field(default_factory=lambda: {name: {} for name in Base.metadata.tables})
    sets: dict[tuple[str, str], Values] = field(default_factory=dict)
    bulk: dict[str, dict[tuple[str, str], Values]] = field(default_factory=dict)
    may_lack: set[tuple[str, str, str]] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    unreadable: list[str] = field(default_factory=list)


def read_log(connection: Connection) -> Told:
    """Reads the log from its beginning."""
    told = Told()
    for _, group in groupby(_payloads(connection, told), key=lambda one: one[0]):
        _Work(connection, told).take([payload for _, payload in group])
    return told


def _payloads(connection: Connection, told: Told) -> Iterator[tuple[tuple[str, bytes], _Payload]]:
    """Every payload that can be read, with the clock and device that all changes of one request share."""
    columns = (Change.id, Change.at, Change.clock, Change.device, ChangePayload.subject, ChangePayload.body)
    # As the driver gives them: what somebody wrote there by hand may be no key.
    query = select(*(type_coerce(column, NullType()).label(column.key) for column in columns))
    query = query.join(ChangePayload, ChangePayload.change == Change.id).order_by(
        Change.clock, Change.device, Change.sequence, ChangePayload.position
    )
    for row in connection.execute(query):
        try:
            said = dict(json.loads(row.body))
            yield (row.clock, row.device), _Payload(row.id.hex(), row.at, row.subject.hex(), said)
        except (ValueError, TypeError, AttributeError):
            told.unreadable.append(row.id.hex())


@cache
def defaults(table: str) -> Values:
    """What the columns of a new row hold where nothing was said."""
    found: Values = {}
    for column in Base.metadata.tables[table].columns:
        default: Any = column.default
        found[column.name] = None if default is None else default.arg(None) if default.is_callable else default.arg
    return found


@cache
def _key_columns(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in Base.metadata.tables[table].primary_key)


class _Work:
    """Takes in the changes of one request: rows first, then what was set in them."""

    def __init__(self, connection: Connection, told: Told) -> None:
        self._connection, self._told = connection, told
        self._gone: set[tuple[str, Key]] = set()
        self._fresh: set[tuple[str, Key]] = set()

    def take(self, payloads: Sequence[_Payload]) -> None:
        """Takes in all that one request changed."""
        with_rows = [one for one in payloads if "rows" in one.body]
        removed = [one for one in payloads if "removed" in one.body]
        imported = [one for one in payloads if "rows" not in one.body and "removed" not in one.body]
        self._each(with_rows, self._rows)
        if removed:
            self._removed({one.subject for one in removed})
        if imported:
            bulk = _Import(self._connection, self._told, self._fresh)
            self._each(imported, bulk.read)
            bulk.ask_for_fallback()
            self._each(imported, bulk.take)
        self._each(with_rows, self._sets)

    def _each(self, payloads: Sequence[_Payload], step: Callable[[_Payload], None]) -> None:
        for one in payloads:
            try:
                step(one)
            except (ValueError, TypeError, LookupError, AttributeError):
                self._told.unreadable.append(one.change)

    def _removed(self, learners: set[str]) -> None:
        """Learners whose import was taken back, with all that was theirs."""
        for rows in self._told.rows.values():
            for key in [key for key, row in rows.items() if key[0] in learners or row.get("learner") in learners]:
                del rows[key]
        for learner in learners:
            self._told.bulk.pop(learner, None)

    def _rows(self, one: _Payload) -> None:
        for table, values in one.body["rows"]:
            if table == "note":
                self._note(one, values)
            elif "removed" in values:
                self._remove(one, table, tuple(values["removed"]))
            else:
                self._add(table, values)

    def _add(self, table: str, values: Mapping[str, Any]) -> None:
        key = tuple(values[name] for name in _key_columns(table))
        row = {**defaults(table), **values}
        row.update(dict.fromkeys(_KEPT_UP.get(table, ()), UNKNOWN))
        self._told.rows[table][key] = row
        self._gone.discard((table, key))
        self._fresh.add((table, key))
        if table == "award" and row["replaces"] is not None:
            self._told.rows["award"][row["replaces"],]["replaced_by"] = row["id"]

    def _remove(self, one: _Payload, table: str, key: Key) -> None:
        self._gone.add((table, key))
        self._told.rows[table].pop(key, None)
        self._told.sets.pop((table, key[0]), None)
        if table == "learner":
            self._told.bulk.pop(key[0], None)
        elif table == "enrolment":
            self._told.left.add(one.subject)

    def _note(self, one: _Payload, facts: Mapping[str, Any]) -> None:
        """What stands in notes and shows in a row all the same."""
        rows, key = self._told.rows, (one.subject,)
        if key in rows["award_run"] and "state" in facts:
            rows["award_run"][key].update(state=facts["state"], prepared=[])
        elif key in rows["import_batch"] and "undone" in facts:
            rows["import_batch"][key]["undone_at"] = one.at
        elif "public" in facts:
            said = {"id": one.subject, "public": facts["public"], "private": UNKNOWN, "created_at": one.at}
            rows["signing_key"][key] = {**defaults("signing_key"), **said}

    def _sets(self, one: _Payload) -> None:
        for table, key, values, _seen in one.body["sets"]:
            if (table, (key,)) not in self._gone:
                row = self._told.rows[table].get((key,))
                if row is None:
                    row = self._told.sets.setdefault((table, key), {})
                row.update(values, head=one.change)


class _Import:
    """Takes in the new learners of one import."""

    def __init__(self, connection: Connection, told: Told, fresh: set[tuple[str, Key]]) -> None:
        self._connection, self._told = connection, told
        batches = [key[0] for table, key in fresh if table == "import_batch"]
        self._batch: str | None = batches[0] if batches else None
        codes = {row["code"]: key[0] for key, row in told.rows["cohort"].items()}
        self._cohorts: dict[str, str] = {fold(code): key for code, key in codes.items()} | codes
        self._offers: dict[str, list[Values]] = {}
        for key, row in told.rows["offering"].items():
            if ("offering", key) not in fresh:
                self._offers.setdefault(row["cohort"], []).append(row)
        self._enrolments = sum(table == "enrolment" for table, _ in fresh)
        self._places: dict[str, list[str]] = {}
        self._fallback: list[str] = []

    def read(self, one: _Payload) -> None:
        """Finds the cohorts that one learner came into."""
        found = [self._cohorts.get(name) or self._cohorts[fold(name)] for name in one.body["cohorts"]]
        self._places[one.subject] = list(dict.fromkeys(found))

    def ask_for_fallback(self) -> None:
        """Finds the cohort of those whose rows named none, where the import counted enrolments for them."""
        bare = {learner for learner, places in self._places.items() if not places}
        row = self._told.rows["import_batch"].get((self._batch,))
        said = self._enrolments + sum(map(len, self._places.values()))
        if not bare or row is None or row["counts"]["enrolments"]["new"] <= said:
            return
        query = select(Enrolment.learner, Enrolment.cohort).where(Enrolment.batch == UUID(self._batch))
        counts = Counter(one.cohort.hex for one in self._connection.execute(query) if one.learner.hex in bare)
        self._fallback = [counts.most_common(1)[0][0] if counts else ""]

    def take(self, one: _Payload) -> None:
        """Takes in one learner with identifiers, enrolments and candidacies."""
        body, rows, learner = one.body, self._told.rows, one.subject
        folded = fold(body["display_name"])
        order = sort_key(folded, body["given_name"], body["family_name"])
        said = {"id": learner, "folded": folded, "sort_key": order, "batch": self._batch}
        said |= {name: body[name] for name in _IMPORTED}
        rows["learner"][learner,] = {**defaults("learner"), **said}
        for system, value in body["identifiers"].items():
            rows["learner_identifier"][system, value] = {"system": system, "value": value, "learner": learner}
        mine = self._told.bulk.setdefault(learner, {})
        for cohort in self._places[learner] or self._fallback:
            self._enrolment(mine, learner, cohort)

    def _enrolment(self, mine: dict[tuple[str, str], Values], learner: str, cohort: str) -> None:
        both = {"id": UNKNOWN, "learner": learner, "cohort": cohort, "batch": self._batch}
        mine["enrolment", cohort] = {**defaults("enrolment"), **both, "from_on": UNKNOWN}
        for offer in self._offers.get(cohort, ()):
            place = ("candidacy", offer["credential"])
            if place in mine:
                if (learner, *place) in self._told.may_lack:
                    mine[place].update(dict.fromkeys(("cohort", "version", "due_on"), UNKNOWN))
                continue
            toward = {name: offer[name] for name in ("credential", "version", "due_on")}
            mine[place] = {**defaults("candidacy"), **both, **toward, "started_on": UNKNOWN}
            if self._told.rows["credential_version"][offer["version"],]["last_start_on"] is not None:
                self._told.may_lack.add((learner, *place))
