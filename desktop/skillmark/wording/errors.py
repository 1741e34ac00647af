"""One table from error classes to sentences. A test walks every class and fails where one is missing."""

from __future__ import annotations

from skillmark.domain.definition_errors import DefinitionRefused
from skillmark.protocol.errors_rows import RowRefused
from skillmark.wording import (
    errors_awards,
    errors_books,
    errors_definitions,
    errors_entries,
    errors_files,
    errors_requests,
    errors_rows,
)
from skillmark.wording.catalogue import _
from skillmark.wording.sentence import Sentence, Table

SENTENCES: Table = (
    errors_entries.SENTENCES
    | errors_awards.SENTENCES
    | errors_definitions.SENTENCES
    | errors_books.SENTENCES
    | errors_files.SENTENCES
    | errors_requests.SENTENCES
    | errors_rows.SENTENCES
)


def sentence(error: BaseException) -> Sentence:
    """What an error says: what happened, what is still true, what to do.

    Raises:
        KeyError: the error isn't one of those that people are told; it is our own bug.
    """
    if isinstance(error, RowRefused):
        return sentence(error.cause)
    return SENTENCES[type(error)](error)


def say(error: BaseException) -> str:
    """The same on one line."""
    return str(sentence(error))


def lines(error: BaseException) -> list[str]:
    """The same with a line for each of several mistakes."""
    if isinstance(error, DefinitionRefused):
        listed = [
            _("{path}: {message}").format(path=problem.path or _("the whole"), message=say(problem.error))
            for problem in error.problems
        ]
        return [say(error), *listed]
    return [say(error)]
