"""The line icons drawn for Linli, as the phone shows them (pwa/src/shared/ui/icons.ts; a test compares the two)."""

from __future__ import annotations

from typing import Any

from django.forms import RadioSelect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content_models.posts.models import ICON_CHOICES

# On a grid of 24, stroke 1.7, round ends.
PATHS: dict[str, str] = {
    "heart": ("M12 20.2C7.2 16.6 3.6 13.4 3.6 9.4a4.5 4.5 0 0 1 8.4-2.2 4.5 4.5 0 0 1 8.4 2.2c0 4-3.6 7.2-8.4 10.8Z"),
    "hand": (
        "M7.5 12.5V6.7a1.5 1.5 0 0 1 3 0v4.6-6.6a1.5 1.5 0 0 1 3 0v6.6-5.4a1.5 1.5 0 0 1 3 0v8.6"
        "c0 4-2 6.7-5.4 6.7-2.6 0-4-1.2-5.3-3.7l-2-4a1.5 1.5 0 0 1 2.5-1.6Z"
    ),
    "list": "M9.5 6.5H20M9.5 12H20M9.5 17.5H20M4 6.5l1 1 1.8-2M4 12l1 1 1.8-2M4 17.5l1 1 1.8-2",
    "megaphone": (
        "M4 10v4a1.5 1.5 0 0 0 1.5 1.5H8l9 4V4.5l-9 4H5.5A1.5 1.5 0 0 0 4 10ZM8 8.5v7M8.5 15.7l1.3 4.3"
        "h2.4l-1-3.2M20 10.2v3.6"
    ),
    "scale": (
        "M12 4v16M8 20h8M5 7.5c3 0 4-1.5 7-1.5s4 1.5 7 1.5M5 7.5l-2.5 6a2.6 2.6 0 0 0 5 0ZM19 7.5l-2.5 6"
        "a2.6 2.6 0 0 0 5 0Z"
    ),
    "chat": (
        "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4"
        "A2.5 2.5 0 0 1 4 13.5ZM8.3 10h.1M12 10h.1M15.7 10h.1"
    ),
    "leaf": "M5 19.5C4 11 9 4.5 19.8 4.2 20.3 14 15.5 19.3 8 18.2M5 19.5c1.5-4.5 4.5-7.5 8.5-9.5",
    "shield": "M12 3.2 19.5 6v5.6c0 4.5-3.2 7.6-7.5 9.2-4.3-1.6-7.5-4.7-7.5-9.2V6ZM8.7 12l2.4 2.4 4.3-4.6",
    "lamp": ("M9.2 16.5c0-2.3-2.7-3.4-2.7-6.7a5.5 5.5 0 0 1 11 0c0 3.3-2.7 4.4-2.7 6.7ZM9.7 19.5h4.6M10.7 22h2.6"),
    "wrench": (
        "M14.6 6.4a4.4 4.4 0 0 1 5.6-1l-2.9 2.9 1.4 1.9 2.2.3.4-1a4.4 4.4 0 0 1-6.2 4.6l-6.6 6.6"
        "a2 2 0 0 1-2.9-2.9l6.6-6.6a4.4 4.4 0 0 1 2.4-4.8Z"
    ),
    "broom": (
        "M19.5 3.5 12.7 11M9.8 10.2l4.2 4.1M9.8 10.2c-2.6 1.4-4 4.3-6.3 5.3l6 5.4c3-.7 4.6-3.6 4.5-6.6M7 18.6l1.8-2.2"
    ),
    "bowl": (
        "M3.5 12h17a8.5 8.5 0 0 1-5.2 7.3H8.7A8.5 8.5 0 0 1 3.5 12ZM9 8.5c-1-1.3 1-2 0-3.5M13 8.5"
        "c-1-1.3 1-2 0-3.5M17 8.5c-1-1.3 1-2 0-3.5"
    ),
    "car": (
        "M4 16.5v-4l1.9-4.9A2 2 0 0 1 7.8 6.3h8.4a2 2 0 0 1 1.9 1.3l1.9 4.9v4M4 12.5h16M4 16.5h16v2h-3"
        "v-2M7 16.5v2H4v-2M7.2 14.6h.1M16.7 14.6h.1"
    ),
    "bike": (
        "M6 18.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM18 18.5"
        "a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM6 15.3 9.5 8.5H15l3 6.8M9.5 8.5 12.6 15.3H6M8 6h3"
        "M15 8.5 14.2 6h2.3"
    ),
    "building": (
        "M5 20.5V5.3A1.8 1.8 0 0 1 6.8 3.5h6.4A1.8 1.8 0 0 1 15 5.3v15.2M15 10h2.5A1.5 1.5 0 0 1 19 11.5"
        "v9M3 20.5h18M8.5 7.5h3M8.5 11h3M8.5 14.5h3"
    ),
    "box": "M12 3.3 20 7.5v9L12 20.7 4 16.5v-9ZM4 7.5l8 4.2 8-4.2M12 11.7v9M8 5.4l8 4.2",
    "medal": (
        "M12 21a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8.6 11.2 5 3.5h4.5l2.5 6 2.5-6H19l-3.6 7.7"
        "M12 13.4l.7 1.4 1.5.2-1.1 1.1.3 1.5-1.4-.7-1.4.7.3-1.5-1.1-1.1 1.5-.2Z"
    ),
    "book": ("M12 6.3C10 4.8 7.5 4.3 4 4.5v13.7c3.5-.2 6 .3 8 1.8 2-1.5 4.5-2 8-1.8V4.5c-3.5-.2-6 .3-8 1.8ZM12 6.3V20"),
    "clock": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2",
    "phone": (
        "M5 4.5h3.2l1.6 4-2.1 1.5a12 12 0 0 0 6.3 6.3l1.5-2.1 4 1.6V19a1.6 1.6 0 0 1-1.7 1.6"
        "C10.8 20 4 13.2 3.4 6.2A1.6 1.6 0 0 1 5 4.5Z"
    ),
    "home": "M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-5.5h4V20",
    "people": (
        "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.8 20c.3-3.8 2.7-5.7 6.2-5.7s5.9 1.9 6.2 5.7"
        "M15.5 4.9a3.5 3.5 0 0 1 0 6.3M17.3 14.7c2.4.6 3.7 2.4 3.9 5.3"
    ),
    "briefcase": (
        "M8 7V5.5A1.5 1.5 0 0 1 9.5 4h5A1.5 1.5 0 0 1 16 5.5V7M5 7h14a1.5 1.5 0 0 1 1.5 1.5v9"
        "A1.5 1.5 0 0 1 19 19H5a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 5 7ZM3.5 12.5h17M12 11.5v2"
    ),
    "star": "M12 3.5l2.4 5.4 5.9.6-4.4 3.9 1.3 5.8L12 16.2l-5.2 3 1.3-5.8-4.4-3.9 5.9-.6Z",
    "pill": "M10.3 20a4.5 4.5 0 0 1-6.3-6.3L13.7 4A4.5 4.5 0 0 1 20 10.3ZM8.9 8.8l6.3 6.3",
    "child": (
        "M12 8.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM5 9.5c2 1.6 4.3 2.3 7 2.3s5-.7 7-2.3M12 11.8"
        "v3.7M12 15.5l-3 5.5M12 15.5l3 5.5"
    ),
    "umbrella": (
        "M12 3v1.5M3.5 13a8.5 8.5 0 0 1 17 0"
        "c-1.8-1.6-3.6-1.6-5.2 0-2.2-1.6-4.4-1.6-6.6 0-1.6-1.6-3.4-1.6-5.2 0ZM12 12v6.5a2 2 0 0 1-4 0"
    ),
    "cart": "M3 4.5h2.2l2.3 10.7h9.8L19.5 7.5H5.9M9 20h.1M16 20h.1",
    "scissors": (
        "M6.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM6.5 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z"
        "M8.5 8.5 20 17M8.5 15.5 20 7"
    ),
    "bag": "M5.5 8h13l1 12.5h-15ZM8.8 10.5V7a3.2 3.2 0 0 1 6.4 0v3.5",
}

# Wishes know a few subjects more than posts.
CATEGORY_ICON_CHOICES = [
    *ICON_CHOICES,
    ("pill", _("Medicine")),
    ("child", _("Child")),
    ("umbrella", _("Umbrella")),
    ("cart", _("Shopping cart")),
    ("scissors", _("Scissors")),
    ("bag", _("Bag")),
]


def drawn(name: str, *, size: int = 24) -> SafeString:
    """The icon as inline SVG, for the eye only: its name stands beside it as text."""
    return format_html(
        '<svg class="linli-icon" width="{}" height="{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        size,
        size,
        PATHS.get(name, "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 12h.1"),
    )


class IconGrid(RadioSelect):
    """Choosing an icon by looking at it: a grid of radio buttons, each with its picture and name."""

    template_name = "cms/admin/icon_grid.html"
    option_template_name = "cms/admin/icon_option.html"

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["icon"] = drawn(str(value), size=26)
        return option
