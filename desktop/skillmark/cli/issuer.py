"""The issuer on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from skillmark.cli.options import BOOK, changing, looking, open_to_change, open_to_read
from skillmark.cli.output import show_one
from skillmark.wording import _


@click.group("issuer")
def issuer_command() -> None:
    """Show and set who awards, and the certificate's design.

    Example: skillmark issuer set school.skillmark --design modern --paper letter
    """


def _value(row: Any) -> dict[str, Any]:
    return {
        "name": row.name,
        "prefix": row.prefix,
        "legal_name": row.legal_name,
        "country": row.country,
        "awarding_body": row.awarding_body,
        "url": row.url,
        "email": row.email,
        "telephone": row.telephone,
        "address": row.address,
        "design": row.design,
        "paper": row.paper,
        "portrait": row.portrait,
        "logo": row.logo,
        "signatories": [{"name": one.name, "title": one.title, "image": one.image} for one in row.signatories],
        "public_key": row.public_key,
    }


def _lines(value: dict[str, Any]) -> list[str]:
    titles = {
        "name": _("Name"),
        "prefix": _("Prefix of award numbers"),
        "legal_name": _("Legal name"),
        "country": _("Country"),
        "awarding_body": _("Awarding body"),
        "url": _("Web address"),
        "email": _("E-mail"),
        "telephone": _("Telephone"),
        "address": _("Address"),
        "design": _("Design"),
        "paper": _("Paper"),
        "portrait": _("Portrait"),
        "logo": _("Logo"),
        "public_key": _("Public key"),
    }
    shown = {key: ("yes" if item is True else "no" if item is False else item) for key, item in value.items()}
    lines = [f"{title}: {shown[key]}" for key, title in titles.items() if shown[key]]
    signatory = _("Signatory: {name}, {title}")
    lines += [signatory.format(name=one["name"], title=one["title"]) for one in value["signatories"]]
    return lines


@issuer_command.command("show")
@looking
def show_(book: Path, output: str, quiet: bool) -> None:
    """Show who awards, and the certificate's design.

    Example: skillmark issuer show school.skillmark
    """
    from skillmark.protocol.requests.look import ShowIssuer
    from skillmark.services.answer import ask

    with open_to_read(book) as sitting:
        value = _value(ask(sitting, ShowIssuer()))
    show_one(value, output, _lines(value))


def _signatories(given: tuple[str, ...]) -> Any:
    """NAME=TITLE[=IMAGE], each with the bytes of its image."""
    from skillmark.protocol.requests.define import NewSignatory
    from skillmark.services.attachments import read_image_file

    found = []
    for one in given:
        name, _equals, rest = one.partition("=")
        title, _equals, image = rest.partition("=")
        data = read_image_file(Path(image)) if image else None
        found.append(NewSignatory(name, title, data))
    return tuple(found)


@issuer_command.command("set")
@changing
@click.option("--name", metavar="TEXT")
@click.option("--prefix", metavar="TEXT", help=_("Two to five letters with which award numbers begin."))
@click.option("--legal-name", metavar="TEXT")
@click.option("--country", metavar="TEXT")
@click.option("--awarding-body", metavar="TEXT")
@click.option("--url", metavar="TEXT")
@click.option("--email", metavar="TEXT")
@click.option("--telephone", metavar="TEXT")
@click.option("--address", metavar="TEXT")
@click.option("--logo", type=BOOK, metavar="FILE", help=_("A PNG or JPEG."))
@click.option("--no-logo", is_flag=True, help=_("Take the logo away."))
@click.option("--signatory", "signatory", multiple=True, metavar="NAME=TITLE[=IMAGE]", help=_("Up to four."))
@click.option("--no-signatories", is_flag=True, help=_("Take all signatories away."))
@click.option("--design", type=click.Choice(["classic", "modern", "plain"]))
@click.option("--paper", type=click.Choice(["a4", "letter"]))
@click.option("--portrait/--landscape", default=None)
def set_(book: Path, actor: str | None, output: str, quiet: bool, **given: Any) -> None:
    """Set who awards, and the certificate's design. What isn't named stays as it is.

    Example: skillmark issuer set school.skillmark --signatory "Grace Lindqvist=Course leader=grace.png"
    """
    from skillmark.protocol.requests.define import ChangeIssuer
    from skillmark.protocol.requests.look import ShowIssuer
    from skillmark.services.answer import ask
    from skillmark.services.attachments import read_image_file
    from skillmark.services.handle import handle

    logo, nobody = given.pop("logo"), given.pop("no_signatories")
    signatories = given.pop("signatory")
    given["logo"] = b"" if given.pop("no_logo") else read_image_file(logo) if logo else None
    given["signatories"] = _signatories(signatories) if signatories else () if nobody else None
    with open_to_change(book, actor) as sitting:
        handle(sitting, ChangeIssuer(**given))
        value = _value(ask(sitting, ShowIssuer()))
    show_one(value, output, _lines(value))
