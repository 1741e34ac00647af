"""Reads a file's bytes and finds out by them, and not by its name, what it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from skillmark.exchange.limits import Limits
from skillmark.protocol.errors_files import (
    FileEmpty,
    FileTooLarge,
    FileUnreadable,
    NotATable,
    OldSpreadsheet,
    SpreadsheetDamaged,
    SpreadsheetProtected,
)

# First bytes of formats that people pick by mistake.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"SQLite format 3\x00", "database"),
    (b"{\\rtf", "document"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
SAMPLE = 8_192
TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1a")


def read_bytes(source: Path | bytes, file: str, limits: Limits) -> bytes:
    """The bytes of a file, or those given.

    Raises:
        FileUnreadable: it is missing, a folder, or closed to us.
        FileTooLarge: it has more bytes than are taken.
        FileEmpty: it has none.
    """
    if isinstance(source, bytes):
        data = source
    else:
        try:
            with source.open("rb") as stream:
                data = stream.read(limits.file_bytes + 1)
        except OSError as fault:
            raise FileUnreadable(file, _reason(source, fault)) from fault
    if len(data) > limits.file_bytes:
        raise FileTooLarge(file, "bytes", limits.file_bytes)
    if not data:
        raise FileEmpty(file)
    return data


def _reason(path: Path, fault: OSError) -> str:
    """Which of the usual reasons an operating system's refusal is."""
    if isinstance(fault, FileNotFoundError):
        return "missing"
    if isinstance(fault, IsADirectoryError) or path.is_dir():
        return "folder"
    return "permission" if isinstance(fault, PermissionError) else "device"


def is_workbook(data: bytes, file: str) -> bool:
    """Whether the bytes are an .xlsx spreadsheet; False where they can be read as text.

    Raises:
        NotATable, OldSpreadsheet, SpreadsheetProtected, SpreadsheetDamaged: they are something else.
    """
    if data.startswith(ZIP):
        return _is_workbook_archive(data, file)
    if data.startswith(OLE):
        raise SpreadsheetProtected(file) if PROTECTED in data else OldSpreadsheet(file)
    for signature, content in SIGNATURES:
        if data.startswith(signature):
            raise NotATable(file, content)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise NotATable(file, "html")
    if not data.startswith(BYTE_ORDER_MARKS) and _is_binary(data[:SAMPLE]):
        raise NotATable(file, "binary")
    return False


def _is_workbook_archive(data: bytes, file: str) -> bool:
    """Whether a ZIP archive is a spreadsheet, by the names in it.

    Raises:
        SpreadsheetDamaged: its list of contents can't be read.
    """
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError) as fault:
        raise SpreadsheetDamaged(file, str(fault)) from fault
    if "xl/workbook.xml" in names:
        return True
    if "xl/workbook.bin" in names:
        raise OldSpreadsheet(file)
    opendocument = "content.xml" in names and "mimetype" in names
    raise NotATable(file, "opendocument" if opendocument else "document" if "word/document.xml" in names else "archive")


def _is_binary(sample: bytes) -> bool:
    """Whether bytes are no text in any encoding: more than one in twenty is a control character.

    UTF-16 without a mark has its zeros at every other place, and is text.
    """
    if looks_like_utf16(sample):
        return False
    controls = sum(byte < 32 and byte not in TEXT_CONTROLS for byte in sample)
    return controls * 20 > len(sample)


def looks_like_utf16(sample: bytes) -> str:
    """`utf-16-le` or `utf-16-be` where nearly every other byte is zero and the rest isn't; else empty."""
    evens, odds = sample[0::2], sample[1::2]
    if len(sample) < 8:
        return ""
    for encoding, zeros, others in (("utf-16-le", odds, evens), ("utf-16-be", evens, odds)):
        if zeros.count(0) * 2 > len(zeros) and others.count(0) * 20 < len(others):
            return encoding
    return ""
