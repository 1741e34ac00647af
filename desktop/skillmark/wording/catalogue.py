"""The catalogue that all text goes through. English is the language of the source; others are chosen at start."""

from __future__ import annotations

import gettext

from skillmark.system import resources

DOMAIN = "skillmark"
_translations: gettext.NullTranslations = gettext.NullTranslations()


def use_language(*languages: str) -> None:
    """Chooses the language of all text from now on; what isn't translated stays English."""
    global _translations
    _translations = gettext.translation(
        DOMAIN, resources.path("translations"), languages=list(languages), fallback=True
    )


def _(message: str) -> str:
    """The message in the language that was chosen."""
    return _translations.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message for a count, in the language that was chosen."""
    return _translations.ngettext(one, many, count)
