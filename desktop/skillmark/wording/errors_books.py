"""What is said of record books, disks and certificates."""

from __future__ import annotations

from skillmark.protocol import errors as e
from skillmark.protocol import errors_certificates as c
from skillmark.wording.catalogue import _, ngettext
from skillmark.wording.names import isolated
from skillmark.wording.sentence import Sentence, Table


def _missing(error: e.BookMissing) -> Sentence:
    return Sentence(
        _("There is no file {path}.").format(path=error.path),
        _("Look for it, or make a new record book."),
    )


def _gone(error: e.BookGone) -> Sentence:
    return Sentence(
        _("{path} isn't there any more: the file was moved, renamed or deleted.").format(path=error.path),
        _("Put it back, or open it where it is now. If it was deleted, save a copy before you close it."),
        _("Nothing was changed."),
    )


def _empty(error: e.BookEmpty) -> Sentence:
    return Sentence(_("{path} is empty.").format(path=error.path), _("Restore a backup."))


def _other(error: e.NotABook) -> Sentence:
    return Sentence(
        _("{path} is not a record book.").format(path=error.path),
        _("Record books end in .skillmark."),
        _("The file was not changed."),
    )


def _newer(error: e.BookNewer) -> Sentence:
    return Sentence(
        _("{path} was written by a newer Skillmark.").format(path=error.path),
        _("Update Skillmark: it needs to know version {version}, and this one knows {known}.").format(
            version=error.version, known=error.known
        ),
        _("The file was not changed."),
    )


def _damaged(error: e.BookDamaged) -> Sentence:
    return Sentence(
        _("{path} is damaged.").format(path=error.path),
        _("Restore the newest backup, and keep this file."),
        _("The file was not changed."),
    )


def _in_use(error: e.BookInUse) -> Sentence:
    who = isolated(error.holder) if error.holder else _("another program")
    where = _(" on {host}").format(host=error.host) if error.host else ""
    since = _(" since {since}").format(since=error.since) if error.since else ""
    return Sentence(
        _("{path} is in use by {who}{where}{since}.").format(path=error.path, who=who, where=where, since=since),
        _("Close it there; it can be read meanwhile."),
        _("Nothing was changed."),
    )


def _permission(error: e.NoPermission) -> Sentence:
    if error.writing:
        remedy = _("Choose another folder, or ask for the right to write.")
        if error.path.suffix == ".skillmark":
            remedy = _("Copy it to a folder of yours, or ask for the right to write.")
        what = _("{path} can't be written here.").format(path=error.path)
        return Sentence(what, remedy, _("Nothing was changed."))
    return Sentence(_("{path} can't be read.").format(path=error.path), _("Ask for the right to read it."))


def _full(error: e.DiskFull) -> Sentence:
    return Sentence(
        _("The disk with {path} is full.").format(path=error.path),
        _("Make room and do it again."),
        _("What was saved before is safe; this was not saved."),
    )


def _storage(error: e.StorageFailed) -> Sentence:
    return Sentence(
        _("The disk with {path} doesn't answer: {detail}.").format(path=error.path, detail=error.detail),
        _("Put the stick back or connect the network, and do it again."),
        _("What was saved before is safe; this was not saved."),
    )


def _exists(error: e.BookExists) -> Sentence:
    return Sentence(_("There is a file {path} already.").format(path=error.path), _("Choose another name."))


def _folder(error: e.FolderMissing) -> Sentence:
    return Sentence(_("There is no folder {path}.").format(path=error.path), _("Make it first, or choose another."))


def _taken(error: e.NameTaken) -> Sentence:
    return Sentence(
        _("{path} is there already with other content.").format(path=error.path),
        _("Choose another place, or say --overwrite."),
    )


def _read_only(error: e.ReadOnlyBook) -> Sentence:
    return Sentence(
        _("{path} is open to read only.").format(path=error.path), _("Open it for writing."), _("Nothing was changed.")
    )


def _backup(error: e.BackupUnusable) -> Sentence:
    return Sentence(
        _("The copy {path} didn't pass its check: {detail}.").format(path=error.path, detail=error.detail),
        _("Check the record book, and back it up again."),
    )


def _cancelled(error: e.Cancelled) -> Sentence:
    return Sentence(
        _("Stopped at {done} of {total}.").format(done=error.done, total=error.total), _("Start again when you like.")
    )


def _outside(error: e.ChangedOutside) -> Sentence:
    return Sentence(
        _("Another program wrote to {path} while it was open.").format(path=error.path),
        _("Close it and open it again."),
        _("This was not saved."),
    )


def _itself(error: e.NotBesides) -> Sentence:
    return Sentence(_("{path} is the open record book itself.").format(path=error.path), _("Choose another name."))


def _no_output(error: e.NoOutput) -> Sentence:
    words = {
        "folder": _("{path} is a folder, so no file can be written there."),
        "device": _("{path} is no ordinary file, so it isn't written over."),
        "book": _("{path} is a record book, and nothing is written over one."),
        "guard": _("{path} goes with a record book, and nothing is written over it."),
    }
    return Sentence(words[error.found].format(path=error.path), _("Choose another name."))


def _characters(error: c.CharactersMissing) -> Sentence:
    words = {
        "holder": _("the name"),
        "title": _("the title"),
        "issuer": _("the issuer's name"),
        "criteria": _("the criteria"),
        "results": _("the results"),
        "signatory": _("a signatory's name"),
    }
    shown = " ".join(f"{one} (U+{ord(one[0]):04X})" for one in error.characters)
    what = _("The certificate of {holder} can't be printed: no font has {characters}, in {where}.")
    where = words.get(error.where, error.where)
    return Sentence(
        what.format(holder=isolated(error.holder), characters=shown, where=where),
        _("Take it out and do it again."),
    )


def _too_long(error: c.NameTooLong) -> Sentence:
    what = ngettext(
        "The name {holder} with {n} character doesn't fit the certificate.",
        "The name {holder} with {n} characters doesn't fit the certificate.",
        error.letters,
    )
    return Sentence(what.format(holder=isolated(error.holder), n=error.letters), _("Shorten it."))


def _image(error: c.ImageUnusable) -> Sentence:
    return Sentence(_("A logo or signature of this certificate can't be read."), _("Check the record book."))


def _template(error: c.TemplateUnknown) -> Sentence:
    return Sentence(
        _("There is no design {design} of version {version} on {paper}.").format(
            design=error.design, version=error.version, paper=error.paper
        ),
        _("Use the release that issued the award, or a newer one."),
    )


SENTENCES: Table = {
    e.BookMissing: _missing,
    e.BookGone: _gone,
    e.BookEmpty: _empty,
    e.NotABook: _other,
    e.BookNewer: _newer,
    e.BookDamaged: _damaged,
    e.BookInUse: _in_use,
    e.NoPermission: _permission,
    e.DiskFull: _full,
    e.StorageFailed: _storage,
    e.BookExists: _exists,
    e.FolderMissing: _folder,
    e.NameTaken: _taken,
    e.ReadOnlyBook: _read_only,
    e.BackupUnusable: _backup,
    e.Cancelled: _cancelled,
    e.ChangedOutside: _outside,
    e.NotBesides: _itself,
    e.NoOutput: _no_output,
    c.CharactersMissing: _characters,
    c.NameTooLong: _too_long,
    c.ImageUnusable: _image,
    c.TemplateUnknown: _template,
}
