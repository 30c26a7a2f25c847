"""What every list hands out as a sheet: exactly the rows that it shows, in harmless cells.

Names and phones of people are masked there as they are on the screen.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.encoding import force_str
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import Echo
from wagtail.admin.widgets.button import HeaderButton

from cms.documents.plain import harmless

BYTE_ORDER_MARK = "\ufeff"  # without it Excel shows Chinese of a CSV file as gibberish
Exported = tuple[str, Any, Callable[[Any], Any]]  # key, heading, value of a row


class HarmlessExport:
    """For a view with Wagtail's SpreadsheetExportMixin: what `exported` says, or a subclass's own methods."""

    exported: ClassVar[Sequence[Exported]] = ()
    list_export: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exported:
            self.list_export = [key for key, _heading, _value in self.exported]

    def get_heading(self, queryset: QuerySet[Any], field: str) -> str:
        return next(capfirst(force_str(heading)) for key, heading, _value in self.exported if key == field)

    def raw_row(self, item: Any) -> dict[str, Any]:
        return {key: value(item) for key, _heading, value in self.exported}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {key: _cell(value) for key, value in self.raw_row(item).items()}

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        writer = csv.writer(Echo())
        yield BYTE_ORDER_MARK.encode()
        yield writer.writerow([self.get_heading(queryset, field) for field in self.list_export])
        for item in queryset:
            yield writer.writerow(self.to_row_dict(item).values())

    def write_csv_response(self, queryset: QuerySet[Any]) -> StreamingHttpResponse:
        response: StreamingHttpResponse = super().write_csv_response(queryset)  # type: ignore[misc]
        response["Content-Type"] = "text/csv; charset=utf-8"
        return response

    def download_buttons(self) -> list[HeaderButton]:
        view: Any = self
        return [
            HeaderButton(_("Download for Excel"), url=view.xlsx_export_url, icon_name="download"),
            HeaderButton(_("Download CSV"), url=view.csv_export_url, icon_name="download"),
        ]


def _cell(value: Any) -> Any:
    """Numbers stay numbers; everything else is text that does not run."""
    if value is None or isinstance(value, (int, float)):
        return value
    return harmless(force_str(value))
