"""The catalogue that all text goes through. English is the language of the source; others are chosen at start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gettext

DOMAIN = "skillmark"
_translations: gettext.NullTranslations | None = None


def use_language(*languages: str) -> None:
    """Chooses the language of all text from now on; what isn't translated stays English."""
    import gettext

    from skillmark.system import resources

    global _translations
    folder = resources.path("translations")
    _translations = gettext.translation(DOMAIN, folder, languages=list(languages), fallback=True)


def _(message: str) -> str:
    """The message in the language that was chosen."""
    return message if _translations is None else _translations.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message for a count, in the language that was chosen."""
    if _translations is None:
        return one if count == 1 else many
    return _translations.ngettext(one, many, count)
