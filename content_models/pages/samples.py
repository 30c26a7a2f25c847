"""What a new home page begins with: enough to show to a neighbour, little enough to be changed in a minute."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from content_models.areas.models import Community
from content_models.common.ids import uuid7


def in_installations_language() -> AbstractContextManager[Any]:
    """Contents are written in the neighbourhood's language, whatever language the person at the screen reads."""
    return translation.override(settings.LANGUAGE_CODE)


def block(kind: str, /, **value: Any) -> dict[str, Any]:
    """A block as a StreamField keeps it."""
    return {"type": kind, "id": str(uuid7()), "value": value}


def item(value: Any) -> dict[str, Any]:
    """A part of a list inside a block."""
    return {"type": "item", "id": str(uuid7()), "value": value}


def sample_blocks(community: Community) -> str:
    """The body of a new home page, as JSON text."""
    return json.dumps(
        [
            block(
                "hero",
                title=community.name,
                text=_("Need a hand, or have one free? Neighbours are right here."),
                button=_("Make a wish"),
                link={"room": "new_wish"},
            ),
            block(
                "notice_strip",
                text=_("This is where you tell neighbours what is new."),
                tone="info",
                link={"room": "wishes"},
            ),
            block(
                "numbers",
                heading=_("Right now"),
                numbers=["wishes_open", "wishes_confirmed", "posts_filled"],
            ),
            block("wishes", heading=_("Waiting for a helper"), state="open", category="", limit=3),
            block("post_set", heading=_("Our posts")),
            block(
                "text",
                heading=_("About us"),
                text=_paragraphs(community.intro or _("Tell in two or three sentences what is special about you.")),
            ),
        ]
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
