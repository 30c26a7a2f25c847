"""服务证明 as a PDF, made from the lines that the certificate keeps. Nothing of it is stored."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone

from cms.documents.typesetting import typeset
from content_models.hours.models import Certificate

HEADING = "志愿服务记录证明"


def hours_in_words(minutes: int) -> str:
    """3小时20分钟"""
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest}分钟" if hours and rest else f"{hours}小时" if hours else f"{rest}分钟"


def certificate_page(certificate: Certificate, *, address: str) -> dict[str, Any]:
    """What stands on the paper, in Chinese as order no. 67 wants it."""
    content: dict[str, Any] = json.loads(certificate.content)
    keys = ("day", "subject", "place", "minutes", "grade", "verified_by")
    return {
        "title": f"{HEADING} {certificate.number}",
        "heading": HEADING,
        "number": certificate.number,
        "name": content.get("name", ""),
        "community": content.get("community", certificate.community.name),
        "organiser": content.get("organiser", certificate.community.name),
        "first_day": f"{certificate.first_day:%Y年%m月%d日}",
        "last_day": f"{certificate.last_day:%Y年%m月%d日}",
        "hours": hours_in_words(certificate.minutes),
        "records": certificate.records,
        "lines": [{key: line.get(key, "") for key in keys} for line in content.get("lines", [])],
        "issued": f"{timezone.localtime(certificate.created_at):%Y年%m月%d日}",
        "address": address,
    }


def certificate_pdf(certificate: Certificate, *, origin: str) -> bytes:
    """`certificate.community` should be loaded; `origin` is scheme and host of the public page."""
    address = f"{origin}/certificates/{certificate.token}"
    return typeset("certificate.typ", certificate_page(certificate, address=address), qr=address)
