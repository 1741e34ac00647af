"""Files kept in the book: once each, by their content; images checked before they are taken."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select

from skillmark.exchange.content import read_bytes
from skillmark.exchange.limits import Limits
from skillmark.protocol.errors_requests import AttachmentTooLarge, ImageUnusable, KeptFileDamaged
from skillmark.services.unit_of_work import UnitOfWork
from skillmark.store.schema import Attachment
from skillmark.system.canonical import sha256

LARGEST = 50_000_000
LARGEST_IMAGE = 5_000_000
MOST_PIXELS = 40_000_000
IMAGES = Limits(file_bytes=LARGEST_IMAGE)

_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"%PDF-": "application/pdf",
    b"PK\x03\x04": "application/zip",
    b"GIF8": "image/gif",
}


def media_type(data: bytes) -> str:
    """What the first bytes say the file is."""
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return kind
    return "application/octet-stream"


def keep(uow: UnitOfWork, name: str, data: bytes) -> bytes:
    """Keeps a file's bytes, once; gives their SHA-256.

    Raises:
        AttachmentTooLarge: more than LARGEST bytes.
    """
    if len(data) > LARGEST:
        raise AttachmentTooLarge(name, len(data), LARGEST)
    digest = sha256(data)
    if uow.session.scalar(select(Attachment.size).where(Attachment.digest == digest)) is None:
        row = Attachment(digest=digest, size=len(data), media_type=media_type(data), data=data, added_on=uow.today)
        uow.session.add(row)
        uow.session.flush()
    return digest


def keep_image(uow: UnitOfWork, field: str, data: bytes) -> bytes:
    """Keeps a PNG or JPEG that can be printed.

    Raises:
        ImageUnusable: another kind of file, damaged, or too large.
    """
    check_image(field, data)
    return keep(uow, field, data)


def check_image(field: str, data: bytes) -> None:
    """Decodes an image fully, so that a broken one is refused now and not at printing.

    Raises:
        ImageUnusable: why it can't be used: kind, size or damaged.
    """
    import io
    import warnings

    from PIL import Image

    if media_type(data) not in ("image/png", "image/jpeg"):
        raise ImageUnusable(field, "kind")
    if len(data) > LARGEST_IMAGE:
        raise ImageUnusable(field, "size")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise ImageUnusable(field, "size")
                image.load()
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise ImageUnusable(field, "damaged") from error


def read_attachment(connection: Connection, digest: bytes) -> bytes:
    """The bytes of a kept file.

    Raises:
        KeptFileDamaged: they aren't those that were kept.
    """
    data: bytes = connection.execute(select(Attachment.data).where(Attachment.digest == digest)).scalar_one()
    if sha256(data) != digest:
        raise KeptFileDamaged(digest.hex())
    return data


def read_image_file(path: Path) -> bytes:
    """The bytes of an image file.

    Raises:
        FileUnreadable, FileTooLarge: it can't be read, or is larger than an image may be.
    """
    return read_bytes(path, path.name, IMAGES)
