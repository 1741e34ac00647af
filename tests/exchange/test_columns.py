"""Headings are known in eleven languages, or told."""

from __future__ import annotations

import tomllib

import pytest

from skillmark.exchange import columns, headings
from skillmark.protocol.errors_files import ColumnTwice, MappedColumnMissing, MappedFieldWrong
from skillmark.system import resources

GIVEN_FAMILY_EMAIL = {
    "en": ("First name", "Last name", "E-mail address"),
    "de": ("Vorname", "Nachname", "E-Mail-Adresse"),
    "fr": ("Prénom", "Nom", "Courriel"),
    "es": ("Nombre", "Apellidos", "Correo electrónico"),
    "pt": ("Nome", "Sobrenome", "Correio eletrónico"),
    "it": ("Nome", "Cognome", "Posta elettronica"),
    "nl": ("Voornaam", "Achternaam", "E-mailadres"),
    "pl": ("Imię", "Nazwisko", "Adres e-mail"),
    "tr": ("ADI", "SOYADI", "E-POSTA"),
    "ar": ("الاسم الأول", "اسم العائلة", "البريد الإلكتروني"),
    "zh": ("名", "姓", "电子邮箱"),
}


@pytest.mark.parametrize("language", GIVEN_FAMILY_EMAIL)
def test_names_and_address_in_each_language(language: str) -> None:
    header = [*GIVEN_FAMILY_EMAIL[language], "???"]
    found = columns.match(header, {}, "file")
    assert dict(found.places) == {"given_name": (0,), "family_name": (1,), "email": (2,)}
    assert found.ignored == ("???",)
    assert language in found.languages


def test_every_field_has_every_language_and_no_heading_means_two_things_in_one() -> None:
    table = tomllib.loads(resources.path("import", "columns.toml").read_text("utf-8"))
    assert set(table) == {*columns.PERSON_FIELDS, "local"}
    for names in table.values():
        assert set(names) == set(GIVEN_FAMILY_EMAIL)
    for language in GIVEN_FAMILY_EMAIL:
        meanings: dict[str, set[str]] = {}
        for field, names in table.items():
            for name in names[language]:
                meanings.setdefault(headings.key(name), set()).add(field)
        assert {name: fields for name, fields in meanings.items() if len(fields) > 1} == {}


def test_a_bare_name_beside_given_names_is_the_family_name() -> None:
    assert dict(columns.match(["Name", "Vorname"], {}, "f").places) == {"given_name": (1,), "family_name": (0,)}
    assert dict(columns.match(["Name"], {}, "f").places) == {"display_name": (0,)}


def test_the_mapping_goes_first() -> None:
    mapping = {"Login": "sso", "Email": "ignore", "student  id": "local", "Group A": "cohort", "Group B": "cohort"}
    header = ["Name", "Login", "Email", "Student ID", "Group A", "Group B"]
    found = columns.match(header, mapping, "file")
    assert dict(found.places) == {"display_name": (0,), "sso": (1,), "local": (3,), "cohort": (4, 5)}
    assert found.systems == ("sso", "local")
    assert found.ignored == ("Email",)


@pytest.mark.parametrize("field", ["Given", "a b", "", "ü", "x" * 41])
def test_a_mapping_to_no_field(field: str) -> None:
    with pytest.raises(MappedFieldWrong):
        columns.match(["Name"], {"Name": field}, "file")


def test_a_mapping_of_no_column_or_of_two() -> None:
    with pytest.raises(MappedColumnMissing) as caught:
        columns.match(["Name", "X"], {"Nmae": "display_name"}, "file")
    assert caught.value.found == ("Name", "X")
    with pytest.raises(ColumnTwice) as twice:
        columns.match(["A", "B"], {"A": "email", "B": "email"}, "file")
    assert (twice.value.field, twice.value.columns) == ("email", ("A", "B"))


def test_the_second_of_two_columns_for_one_thing_is_left() -> None:
    found = columns.match(["Name", "Email", "E-mail address"], {}, "file")
    assert found.places["email"] == (1,)
    assert found.ignored == ("E-mail address",)


@pytest.mark.parametrize("heading", ["E-mail address", "email_address", "EMAIL ADDRESS", " e.mail\naddress "])
def test_writing_of_a_heading_does_not_matter(heading: str) -> None:
    assert headings.key(heading) == "emailaddress"
