"""What is said of files that can't be read, whole or in a row."""

from __future__ import annotations

from skillmark.protocol import errors_documents as d
from skillmark.protocol import errors_files as e
from skillmark.wording.catalogue import _, ngettext
from skillmark.wording.sentence import Sentence, Table, listed


def _unreadable(error: e.FileUnreadable) -> Sentence:
    words = {
        "missing": (_("There is no file {file}."), _("Look whether the name and the folder are right.")),
        "folder": (_("{file} is a folder."), _("Name a file.")),
        "permission": (_("{file} can't be read."), _("Ask for the right to read it.")),
        "device": (_("{file} can't be read: the disk doesn't answer."), _("Copy the file elsewhere and try again.")),
    }
    what, remedy = words[error.reason]
    return Sentence(what.format(file=error.file), remedy)


def _empty(error: e.FileEmpty) -> Sentence:
    return Sentence(_("{file} is empty.").format(file=error.file), _("Export it anew."))


def _large(error: e.FileTooLarge) -> Sentence:
    if error.measure == "bytes":
        what = _("{file} has more than {limit} MB.").format(file=error.file, limit=error.limit // 1_000_000)
    elif error.measure in ("rows", "cells"):
        words = {"rows": _("rows"), "cells": _("cells")}
        what = _("{file} has more than {limit} {what}.")
        what = what.format(file=error.file, limit=f"{error.limit:,}", what=words[error.measure])
    else:
        what = _("{file} unpacks to more than any table needs.").format(file=error.file)
    if error.file.casefold().endswith((".yaml", ".yml", ".json")):
        return Sentence(what, _("Look whether it is the right file."))
    return Sentence(what, _("Split it, or save only the sheet that is needed."))


def _no_table(error: e.NotATable) -> Sentence:
    words = {
        "pdf": _("a PDF"),
        "image": _("an image"),
        "archive": _("an archive"),
        "html": _("a web page"),
        "opendocument": _("an OpenDocument file"),
        "program": _("a program"),
        "database": _("a database"),
        "document": _("a text document"),
        "binary": _("no text"),
    }
    what = _("{file} is {content}, and no table.")
    if error.file.casefold().endswith((".csv", ".tsv", ".txt", ".xlsx", ".xls")):
        what = _("{file} is {content}, whatever its name says.")
    return Sentence(what.format(file=error.file, content=words[error.content]), _("Save the table as CSV or XLSX."))


def _old(error: e.OldSpreadsheet) -> Sentence:
    return Sentence(
        _("{file} is in the old Excel format, whatever its name says.").format(file=error.file),
        _("Open it and save it as .xlsx."),
    )


def _protected(error: e.SpreadsheetProtected) -> Sentence:
    return Sentence(
        _("{file} is protected by a password.").format(file=error.file),
        _("Open it and save it without a password."),
    )


def _damaged(error: e.SpreadsheetDamaged) -> Sentence:
    return Sentence(_("{file} is damaged.").format(file=error.file), _("Export it anew, or save it as CSV."))


def _undecodable(error: e.TextUndecodable) -> Sentence:
    return Sentence(
        _("{file}, row {row}: the bytes are no text in {encoding}.").format(
            file=error.file, row=error.row, encoding=error.encoding
        ),
        _("Save it as UTF-8."),
    )


def _nul(error: e.NulCharacter) -> Sentence:
    return Sentence(
        _("{file}, row {row}: there is a character of number zero, as in damaged files.").format(
            file=error.file, row=error.row
        ),
        _("Export it anew."),
    )


def _quote(error: e.QuoteNotClosed) -> Sentence:
    return Sentence(
        _("{file}, row {row}: a quotation mark isn't closed.").format(file=error.file, row=error.row),
        _("Close it, or write it twice where it belongs to the text."),
    )


def _long_field(error: e.FieldTooLong) -> Sentence:
    what = _("{file}, row {row}: a field has more than {limit} characters.")
    return Sentence(
        what.format(file=error.file, row=error.row, limit=f"{error.limit:,}"),
        _("Look for a quotation mark that isn't closed."),
    )


def _columns(error: e.TooManyColumns) -> Sentence:
    return Sentence(
        _("{file} has more than {limit} columns.").format(file=error.file, limit=error.limit),
        _("Delete those that aren't needed."),
    )


def _heading(error: e.NoHeading) -> Sentence:
    remedy = _("Add a row of titles such as Name, E-mail, Student number, or say --map COLUMN=FIELD.")
    if error.titles:
        remedy = _("Add a row of titles such as {titles}.").format(titles=", ".join(error.titles[:5]))
    return Sentence(
        _("{file} has no row of column titles that are known; row {row} says {found}.").format(
            file=error.file, row=error.row, found=listed(error.found[:6])
        ),
        remedy,
    )


def _column(error: e.ColumnMissing) -> Sentence:
    return Sentence(
        _("{file}, row {row}: there is no column {needed}; there are {found}.").format(
            file=error.file,
            row=error.row,
            needed=_(" or ").join(error.needed),
            found=listed(tuple(one for one in error.found if one)),
        ),
        _("Add it, or give this title to the column that has it."),
    )


def _column_twice(error: e.ColumnTwice) -> Sentence:
    return Sentence(
        _("{file}: the columns {columns} are both {field}.").format(
            file=error.file, columns=listed(error.columns), field=error.field
        ),
        _("Keep only one of them."),
    )


def _mapped(error: e.MappedColumnMissing) -> Sentence:
    return Sentence(
        _("{file} has no column {column}; it has {found}.").format(
            file=error.file, column=error.column, found=listed(tuple(one for one in error.found if one))
        ),
        _("Write the title as it stands in the file."),
    )


def _mapped_field(error: e.MappedFieldWrong) -> Sentence:
    return Sentence(
        _("{column} can't be {field}.").format(column=error.column, field=error.field or "''"),
        _("Use display_name, given_name, family_name, email, cohort, ignore, or the name of a system of identifiers."),
    )


def _place(file: str, row: int | None) -> str:
    return file if row is None else _("{file}, line {row}").format(file=file, row=row)


def _document(error: d.DocumentInvalid) -> Sentence:
    what = _("{place}: {detail}.").format(place=_place(error.file, error.row), detail=error.detail.rstrip("."))
    return Sentence(what, _("Correct it and add it again."), _("Nothing was added."))


def _describes_nothing(error: d.DocumentEmpty) -> Sentence:
    return Sentence(
        _("{file} is empty: it describes no micro-credential.").format(file=error.file),
        _("Compare it with one that skillmark credential export writes."),
    )


def _not_mapping(error: d.DocumentNotMapping) -> Sentence:
    return Sentence(
        _("{file} is no credential: it doesn't begin with keys such as code, title, outline.").format(file=error.file),
        _("Compare it with one that skillmark credential export writes."),
    )


def _key_twice(error: d.KeyTwice) -> Sentence:
    what = _("{place}: the key {key} stands twice.").format(place=_place(error.file, error.row), key=error.key)
    return Sentence(what, _("Take one of them out."))


def _key_text(error: d.KeyNotText) -> Sentence:
    what = _("{place}: {key} can't be a key.").format(place=_place(error.file, error.row), key=error.key)
    return Sentence(what, _("Use a word."))


def _nested(error: d.NestedTooDeep) -> Sentence:
    what = _("{file}: its parts stand in each other more than {limit} deep.").format(file=error.file, limit=error.limit)
    return Sentence(what, _("Flatten it."))


def _parts(error: d.TooManyParts) -> Sentence:
    what = _("{file} has more than {limit} parts.").format(file=error.file, limit=f"{error.limit:,}")
    return Sentence(what, _("Look for references that repeat each other."))


def _not_finite(error: d.NumberNotFinite) -> Sentence:
    what = _("{place}: {text} is no number that can be counted with.")
    return Sentence(what.format(place=_place(error.file, error.row), text=error.text), _("Write a number."))


def _long_number(error: d.NumberTooLong) -> Sentence:
    what = _("{place}: a number has more than {limit} digits.")
    return Sentence(what.format(place=_place(error.file, error.row), limit=error.limit), _("Shorten it."))


def _in(column: str, text: str) -> str:
    """A cell as messages name it."""
    return _("{column} says {text}").format(column=column, text=text) if column else text


def _name_missing(error: e.NameMissing) -> Sentence:
    return Sentence(_("There is no name."), _("Add it."))


def _cell_missing(error: e.CellMissing) -> Sentence:
    return Sentence(_("{column} is empty.").format(column=error.column), _("Fill it in."))


def _cell_long(error: e.CellTooLong) -> Sentence:
    what = _("{column} has {length} characters; {limit} are taken.")
    return Sentence(what.format(column=error.column, length=error.length, limit=error.limit), _("Shorten it."))


def _character(error: e.CharacterForbidden) -> Sentence:
    what = _("{column} has a character that can't be kept (U+{code:04X}).")
    return Sentence(what.format(column=error.column, code=error.code_point), _("Type it anew."))


def _cells(error: e.TooManyCells) -> Sentence:
    what = _("There are more cells than columns, from {text} on.").format(text=error.text or "''")
    if not error.delimiter:
        return Sentence(what, _("Give the column a title, or empty the cell."))
    signs = {",": _("a comma"), ";": _("a semicolon"), "\t": _("a tab"), "|": _("a vertical bar")}
    remedy = _("Where {sign} belongs to a text, put that text in quotation marks.")
    return Sentence(what, remedy.format(sign=signs.get(error.delimiter, error.delimiter)))


def _decimal_comma(error: e.DecimalComma) -> Sentence:
    what = _("There is one cell too many: the comma in {column} {number} parts two cells in this file.")
    remedy = _('Put it in quotation marks, "{number}", or write a point, {point}.')
    point = error.text.replace(",", ".")
    return Sentence(what.format(column=error.column, number=error.text), remedy.format(number=error.text, point=point))


def _no_such_day(error: e.DateImpossible) -> Sentence:
    what = _("{cell}: there is no such day.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Look at the day and the month."))


def _out_of_reach(error: e.DateOutOfReach) -> Sentence:
    what = _("{cell}, which can't be right: dates run from 1900 to 2199.")
    return Sentence(what.format(cell=_in(error.column, error.text)), _("Look at the year."))


def _date(error: e.DateUnreadable) -> Sentence:
    what = _("{cell}, which is no date.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Write 2026-06-12."))


def _ambiguous_date(error: e.DateAmbiguous) -> Sentence:
    what = _("{cell}: nothing tells whether the day or the month comes first.")
    remedy = ngettext(
        "Write 2026-06-12. The date was left out.", "Write 2026-06-12. {n} dates were left out.", error.rows
    )
    return Sentence(what.format(cell=_in(error.column, error.text)), remedy.format(n=error.rows))


def _time(error: e.TimeUnreadable) -> Sentence:
    what = _("{cell}, which is no date with a time.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Write 2026-06-12T09:00."))


def _number(error: e.NumberUnreadable) -> Sentence:
    what = _("{cell}, which is no number.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Write a number such as 34 or 6.5."))


def _ambiguous(error: e.NumberAmbiguous) -> Sentence:
    what = _("{cell}: nothing tells where the decimals begin.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Write it with one point and no other separators."))


def _infinite(error: e.NumberInfinite) -> Sentence:
    what = _("{cell}, which is no number that can be counted with.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Write a number such as 34 or 6.5."))


def _whole(error: e.WholeNumberNeeded) -> Sentence:
    what = _("{cell}, which is no whole number.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Write a whole number."))


def _hours(error: e.HoursUnreadable) -> Sentence:
    what = _("{cell}, which are no hours.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Write 2.5 or 2:30."))


def _criteria(error: e.CriteriaUnreadable) -> Sentence:
    what = _("{cell}, which are no points by criterion.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Write EVID=2;ANAL=3, each code once."))


def _word(error: e.WordUnknown) -> Sentence:
    what = _("{cell}, which isn't known.").format(cell=_in(error.column, error.text))
    return Sentence(what, _("Write one of {known}.").format(known=listed(error.known)))


def _digits(error: e.DigitsLost) -> Sentence:
    what = _("{cell}: a spreadsheet keeps 15 digits of a number, so the last ones may be lost.")
    return Sentence(what.format(cell=_in(error.column, error.text)), _("Compare it, and make the column text."))


def _nothing_apart(error: e.NothingToTellApart) -> Sentence:
    return Sentence(
        _("There is neither an e-mail address nor a number, so only the name tells who it is."),
        _("Add one of them where two people share a name."),
    )


SENTENCES: Table = {
    e.FileUnreadable: _unreadable,
    e.FileEmpty: _empty,
    e.FileTooLarge: _large,
    e.NotATable: _no_table,
    e.OldSpreadsheet: _old,
    e.SpreadsheetProtected: _protected,
    e.SpreadsheetDamaged: _damaged,
    e.TextUndecodable: _undecodable,
    e.NulCharacter: _nul,
    e.QuoteNotClosed: _quote,
    e.FieldTooLong: _long_field,
    e.TooManyColumns: _columns,
    e.NoHeading: _heading,
    e.ColumnMissing: _column,
    e.ColumnTwice: _column_twice,
    e.MappedColumnMissing: _mapped,
    e.MappedFieldWrong: _mapped_field,
    d.DocumentInvalid: _document,
    d.DocumentEmpty: _describes_nothing,
    d.DocumentNotMapping: _not_mapping,
    d.KeyTwice: _key_twice,
    d.KeyNotText: _key_text,
    d.NestedTooDeep: _nested,
    d.TooManyParts: _parts,
    d.NumberNotFinite: _not_finite,
    d.NumberTooLong: _long_number,
    e.NameMissing: _name_missing,
    e.CellMissing: _cell_missing,
    e.CellTooLong: _cell_long,
    e.CharacterForbidden: _character,
    e.TooManyCells: _cells,
    e.DecimalComma: _decimal_comma,
    e.DateImpossible: _no_such_day,
    e.DateOutOfReach: _out_of_reach,
    e.DateUnreadable: _date,
    e.DateAmbiguous: _ambiguous_date,
    e.TimeUnreadable: _time,
    e.NumberUnreadable: _number,
    e.NumberAmbiguous: _ambiguous,
    e.NumberInfinite: _infinite,
    e.WholeNumberNeeded: _whole,
    e.HoursUnreadable: _hours,
    e.CriteriaUnreadable: _criteria,
    e.WordUnknown: _word,
    e.DigitsLost: _digits,
    e.NothingToTellApart: _nothing_apart,
}
