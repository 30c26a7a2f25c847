"""What a phone asks before anything else, and what only the demo tells."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema

from cms.api.errors import Problem
from content_models.common.errors import Missing
from content_models.people.phones import normalise_phone
from content_models.people.sms import ShownMessage, shown_messages

router = Router(tags=["about"])


class DemoPerson(Schema):
    """A known person of the demo, with everything needed to sign in; `username` is for the admin."""

    role: str
    role_name: str
    community: str | None
    name: str
    phone: str
    password: str
    username: str | None


class MetaOut(Schema):
    """This installation. `demo_people` is there in demo mode only."""

    demo: bool
    version: str
    languages: list[str]
    demo_people: list[DemoPerson] | None = None


class DemoMessage(Schema):
    """A text message that a real installation would have sent."""

    phone: str
    text: str
    code: str | None
    sent_at: datetime


class DemoMessages(Schema):
    items: list[DemoMessage]


@router.get("/meta", response=MetaOut, exclude_none=True, operation_id="get_meta", summary="About this installation")
def get_meta(request: HttpRequest) -> dict[str, Any]:
    about: dict[str, Any] = {
        "demo": settings.LINLI_DEMO,
        "version": settings.LINLI_VERSION,
        "languages": [code for code, _name in settings.LANGUAGES],
    }
    if settings.LINLI_DEMO:
        # Imported here: an installation that is no demo never loads the demo's stories.
        from cms.demo.people import demo_people

        about["demo_people"] = demo_people()
    return about


@router.get(
    "/demo/messages",
    response={200: DemoMessages, 404: Problem, 422: Problem},
    operation_id="list_demo_messages",
    summary="Text messages to a phone (demo mode only)",
)
def list_demo_messages(request: HttpRequest, phone: str) -> dict[str, list[ShownMessage]]:
    if not settings.LINLI_DEMO:
        raise Missing
    return {"items": shown_messages(normalise_phone(phone))}
