"""Is it a sheet at all, and is it safe to open? Asked before anything parses it.

An .xlsx is a zip: what it claims to unpack to is added up first, then it is really unpacked piece by piece, counted and
thrown away, and only then does openpyxl see it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext_lazy as _

from content_models.common.errors import Invalid

MEGABYTE = 1024 * 1024
FILE_MAX_MB = 10
UNPACKED_MAX, STRINGS_MAX = 100 * MEGABYTE, 40 * MEGABYTE
ENTRIES_MAX, RATIO_MAX = 300, 200
CHUNK, OVERLAP = 256 * 1024, 200
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\0!\0D\0O\0C\0|\0<\0!\0D\0O\0C", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")


class NotASheet(Invalid):
    code = "not_a_sheet"
    message = _("This can't be opened as a sheet. Please save it in Excel as .xlsx and upload that.")


class WrongFileKind(NotASheet):
    message = _("Only .xlsx and .csv can be read. Please save the sheet in Excel as .xlsx.")


class OldExcel(NotASheet):
    message = _("This is an old .xls file, or one with a password. Please save it in Excel as .xlsx without one.")


class NameLies(NotASheet):
    message = _("The name ends in .%(extension)s, but the content is something else. Please save it in Excel as .xlsx.")


class EmptyFile(NotASheet):
    code = "empty_sheet"
    message = _("The file is empty.")


class FileTooLarge(Invalid):
    code = "sheet_too_large"
    message = _("The file is too large: at most %(limit)d MB.")


class UnpacksTooLarge(Invalid):
    code = "sheet_too_large"
    message = _("Unpacked, this file would be far larger than a sheet ever is. It was not opened.")


@dataclass(frozen=True, slots=True)
class Part:
    """What one worksheet holds, known without parsing it."""

    rows: int
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that may be opened."""

    is_csv: bool
    parts: dict[str, Part]


def look_at(file: IO[bytes], *, name: str) -> Looked:
    """Sniff the content, hold it against the name, and unpack a zip on trial.

    Raises:
        EmptyFile, FileTooLarge, WrongFileKind, OldExcel, NameLies, UnpacksTooLarge, NotASheet
    """
    file.seek(0, 2)
    size = file.tell()
    if not size:
        raise EmptyFile
    if size > FILE_MAX_MB * MEGABYTE:
        raise FileTooLarge(limit=FILE_MAX_MB)
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if head.startswith(_OLD_EXCEL):
        raise OldExcel
    if extension not in ("xlsx", "csv"):
        raise OldExcel if extension == "xls" else WrongFileKind
    is_zip = head.startswith(_ZIP)
    if is_zip != (extension == "xlsx"):
        raise NameLies(extension=extension)
    if is_zip:
        return Looked(is_csv=False, parts=_unpack_on_trial(file))
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NameLies(extension=extension)
    return Looked(is_csv=True, parts={})


def _unpack_on_trial(file: IO[bytes]) -> dict[str, Part]:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_by_claims(entries)
            return {entry.filename: _unpack(archive, entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise NotASheet from error
    finally:
        file.seek(0)


def _refuse_by_claims(entries: list[zipfile.ZipInfo]) -> None:
    """By what the zip says of itself."""
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/workbook") for name in names):
        raise NotASheet
    if len(entries) > ENTRIES_MAX or len(names) != len(entries):
        raise UnpacksTooLarge
    if sum(entry.file_size for entry in entries) > UNPACKED_MAX:
        raise UnpacksTooLarge
    for entry in entries:
        too_dense = entry.file_size > MEGABYTE and entry.file_size > RATIO_MAX * max(entry.compress_size, 1)
        if too_dense or ("sharedStrings" in entry.filename and entry.file_size > STRINGS_MAX):
            raise UnpacksTooLarge
        if entry.flag_bits & 0x1:
            raise OldExcel


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Part:
    """Really unpack it, counting: a zip may lie about its sizes."""
    seen, rows, merged, before = 0, 0, [], b""
    is_xml = entry.filename.endswith((".xml", ".rels"))
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            seen += len(chunk)
            if seen > entry.file_size or seen > UNPACKED_MAX:
                raise UnpacksTooLarge
            if not is_xml:
                continue
            window = before + chunk
            # Entities that are made of entities of entities: no sheet has a document type of its own.
            if _DOCTYPE.search(window):
                raise NotASheet
            settled = len(before)
            rows += sum(1 for found in _ROW.finditer(window) if found.end() > settled)
            merged += [found[1].decode() for found in _MERGED.finditer(window) if found.end() > settled]
            before = window[-OVERLAP:]
    return Part(rows, tuple(merged[:50]))
