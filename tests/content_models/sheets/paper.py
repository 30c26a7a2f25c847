"""Sheets as people make them in Excel, and what becomes of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django_scopes import scope
from openpyxl import Workbook

from content_models.common.clock import utc_now
from content_models.people.models import User
from content_models.sheets.actions import drop_sheet, start_import, upload_sheet
from content_models.sheets.models import SheetImport
from content_models.sheets.states import SheetKind
from tests.support.cast import Neighbourhood, actor

Rows = Iterable[Any]


def xlsx(rows: Rows, change: Callable[[Any], None] = lambda _page: None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def csv(rows: Rows, encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows).encode(encoding)


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same .xlsx with parts of it replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


@dataclass
class Desk:
    """One worker of one community with her sheets; the queue is worked by hand."""

    place: Neighbourhood
    person: User
    work: Callable[..., int]

    def hand_in(self, kind: SheetKind, content: bytes, name: str = "sheet.xlsx") -> SheetImport:
        """Uploaded, not yet looked at."""
        with scope(community=self.place.community):
            return upload_sheet(
                actor=actor(self.person),
                community=self.place.community,
                kind=kind,
                content=io.BytesIO(content),
                name=name,
                now=utc_now(),
            )

    def check(self, kind: SheetKind, content: bytes, name: str = "sheet.xlsx") -> SheetImport:
        """Uploaded and checked."""
        sheet = self.hand_in(kind, content, name)
        self.work()
        return self.again(sheet)

    def start(self, sheet: SheetImport) -> SheetImport:
        with scope(community=self.place.community):
            return start_import(sheet_id=sheet.pk, actor=actor(self.person), now=utc_now())

    def drop(self, sheet: SheetImport) -> SheetImport:
        with scope(community=self.place.community):
            return drop_sheet(sheet_id=sheet.pk, actor=actor(self.person), now=utc_now())

    def take_in(self, kind: SheetKind, content: bytes, name: str = "sheet.xlsx") -> SheetImport:
        """All the way."""
        sheet = self.check(kind, content, name)
        assert not sheet.problem_count, words(sheet)
        self.start(sheet)
        self.work()
        return self.again(sheet)

    def again(self, sheet: SheetImport) -> SheetImport:
        with scope(community=self.place.community):
            return SheetImport.objects.select_related("community__area").get(pk=sheet.pk)


def words(sheet: SheetImport, language: str = "en") -> list[str]:
    """`C3: what is wrong`, in one language."""
    from content_models.sheets.reading import place_name

    with translation.override(language):
        return [f"{place_name(one['row'], one['column'])}: {one['words'][language]}" for one in sheet.problems]


def counts(sheet: SheetImport) -> tuple[int, int, int]:
    """New, changed, unchanged."""
    return sheet.rows_new, sheet.rows_changed, sheet.rows_unchanged
