"""Which column of a roster is which field: known by its heading in eleven languages, or told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from skillmark.exchange import headings
from skillmark.protocol.errors_files import ColumnTwice, MappedColumnMissing, MappedFieldWrong
from skillmark.system import resources

IGNORE = "ignore"
PERSON_FIELDS = (
    "display_name",
    "given_name",
    "family_name",
    "preferred_name",
    "email",
    "date_of_birth",
    "pronouns",
    "cohort",
    "start_date",
)
NAME_FIELDS = ("display_name", "given_name", "family_name")
# Only of cohorts can one learner have several.
REPEATABLE = {"cohort", IGNORE}
SYSTEM = re.compile(r"[a-z0-9_-]{1,40}")
# Say something only where no other heading says it better.
WEAK = {"id"}
BARE_NAMES = {"name", "naam"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands.

    Attributes:
        places: field or system of identifiers -> numbers of its columns from 0; several only for cohorts.
        ignored: headings of the columns that aren't read.
        languages: those in which the headings are written, as far as one can tell.
    """

    places: Mapping[str, tuple[int, ...]]
    ignored: tuple[str, ...]
    languages: frozenset[str]

    def place(self, field: str) -> int | None:
        """The number of the field's column; None where there is none."""
        return self.places[field][0] if field in self.places else None

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems of identifiers that have a column."""
        return tuple(field for field in self.places if field not in PERSON_FIELDS)


@cache
def _table() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Key of a heading -> the (field, language) pairs that it may mean, in the order of the file."""
    fields = tomllib.loads(resources.path("import", "columns.toml").read_text("utf-8"))
    meanings: dict[str, list[tuple[str, str]]] = {}
    for field, languages in fields.items():
        for language, names in languages.items():
            for name in names:
                meanings.setdefault(headings.key(name), []).append((field, language))
        meanings.setdefault(headings.key(field), []).append((field, "en"))
    return {name: tuple(found) for name, found in meanings.items()}


def known_headings(mapping: Mapping[str, str]) -> frozenset[str]:
    """The keys of all headings that a roster may have, those of the mapping too."""
    return frozenset(_table()) | {headings.key(column) for column in mapping}


def match(header: Sequence[str], mapping: Mapping[str, str], file: str) -> Columns:
    """Says for each heading which field it is.

    A heading that means one thing in one language and another in the next is read as the other headings' language has
    it: `Nom` beside `Prénom` is the family name, `Nome` beside `Cognome` the given one.

    Args:
        header: the headings.
        mapping: heading -> field, or a system of identifiers, or `ignore`; goes before everything.
        file: the name for messages.

    Raises:
        MappedFieldWrong, MappedColumnMissing: the mapping is wrong.
        ColumnTwice: two columns were mapped to one field.
    """
    languages = _languages(header)
    places = _told_places(header, mapping, file)
    told = {place for found in places.values() for place in found}
    for place in sorted(range(len(header)), key=lambda place: headings.key(header[place]) in WEAK):
        field = "" if place in told else _meaning(header[place], languages)
        if field and (field not in places or field in REPEATABLE):
            places.setdefault(field, []).append(place)
    places.pop(IGNORE, None)
    _settle_names(places, header)
    read = {place for found in places.values() for place in found}
    ignored = tuple(heading for place, heading in enumerate(header) if place not in read and heading)
    return Columns({field: tuple(sorted(found)) for field, found in places.items()}, ignored, frozenset(languages))


def _told_places(header: Sequence[str], mapping: Mapping[str, str], file: str) -> dict[str, list[int]]:
    """Field -> the columns that the mapping gives it.

    Raises:
        MappedFieldWrong, MappedColumnMissing, ColumnTwice: the mapping is wrong.
    """
    places: dict[str, list[int]] = {}
    for place, field in _told(header, mapping, file).items():
        places.setdefault(field, []).append(place)
    for field, found in places.items():
        if len(found) > 1 and field not in REPEATABLE:
            raise ColumnTwice(file, field, tuple(header[place] for place in found))
    return places


def _settle_names(places: dict[str, list[int]], header: Sequence[str]) -> None:
    """A column headed just `Name` beside one of given names, with none of family names, has the family names."""
    if "given_name" not in places or "family_name" in places or "display_name" not in places:
        return
    if headings.key(header[places["display_name"][0]]) in BARE_NAMES:
        places["family_name"] = places.pop("display_name")


def _told(header: Sequence[str], mapping: Mapping[str, str], file: str) -> dict[int, str]:
    """Number of a column -> the field that the mapping gives it.

    Raises:
        MappedFieldWrong, MappedColumnMissing: the mapping is wrong.
    """
    told: dict[int, str] = {}
    for column, field in mapping.items():
        if not SYSTEM.fullmatch(field):
            raise MappedFieldWrong(column, field)
        wanted = headings.key(column)
        found = [place for place, heading in enumerate(header) if heading == column.strip()]
        found = found or [place for place, heading in enumerate(header) if wanted and headings.key(heading) == wanted]
        if not found:
            raise MappedColumnMissing(file, column, tuple(header))
        told[found[0]] = field
    return told


def _languages(header: Sequence[str]) -> list[str]:
    """The languages in which the most headings mean different fields; more than one where they are equal."""
    fields: dict[str, set[str]] = {}
    for heading in header:
        for field, language in _table().get(headings.key(heading), ()):
            fields.setdefault(language, set()).add(field)
    most = max((len(found) for found in fields.values()), default=0)
    return [language for language, found in fields.items() if len(found) == most]


def _meaning(heading: str, languages: Sequence[str]) -> str:
    """The field that a heading means, in the file's language if it means one there; empty where it is unknown."""
    meanings = _table().get(headings.key(heading), ())
    own = [field for field, language in meanings if language in languages]
    return own[0] if own else meanings[0][0] if meanings else ""
