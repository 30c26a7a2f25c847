"""The printed code of an activity."""

from __future__ import annotations

from django.utils import timezone

from cms.documents.typesetting import typeset
from content_models.hours import codes
from content_models.hours.models import Activity


def activity_sheet_pdf(activity: Activity) -> bytes:
    """`community`, `area` and `opened_by` should be loaded."""
    begin, end = timezone.localtime(activity.starts_at), timezone.localtime(activity.ends_at)
    code = codes.paper_code(activity)
    page = {
        "title": activity.title,
        "community": activity.community.name,
        "when": f"{begin:%m月%d日 %H:%M} – {end:%H:%M}",
        "place": activity.place or activity.area.name,
        "code": f"{code[:4]} {code[4:]}",
        "in_charge": activity.opened_by.shown_name if activity.opened_by else "",
    }
    return typeset("activity_sheet.typ", page, qr=codes.qr_text(activity, codes.PAPER))
