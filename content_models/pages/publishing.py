"""The last door before readers: whatever puts a page on show writes its row, and here that write can be stopped.

Wagtail has many doors (the editor's button, several pages at once, the second reader's approval, the clock, a copy, a
program); all of them end in `page.save()` with `live` set. Rooms above this one that have a say about pages register
themselves; what they keep beside a page is written in the same transaction as the page (docs/adr/0026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from content_models.pages.models import CommunityPage


class Doorkeeper(Protocol):
    """Has a say about what goes on show, and keeps something beside it."""

    def check(self, page: CommunityPage) -> None:
        """Asked before `page` goes out as it stands in memory.

        Raises:
            DomainError: it may not; nothing is written.
        """

    def keep(self, page: CommunityPage) -> None:
        """Told after the page's row was written, on show or not, in the same transaction."""


_doorkeepers: dict[str, Doorkeeper] = {}


def register_doorkeeper(name: str, doorkeeper: Doorkeeper) -> None:
    _doorkeepers[name] = doorkeeper


def ask_doorkeepers(page: CommunityPage) -> None:
    """Raises DomainError if `page` may not go out as it stands in memory, whether or not it is to go out now."""
    for one in _doorkeepers.values():
        one.check(page)


def tell_doorkeepers(page: CommunityPage) -> None:
    for one in _doorkeepers.values():
        one.keep(page)


def writes_what_readers_see(fields: Any) -> bool:
    """Does a save of these columns (None: all) change what is on show? Wagtail's notes on drafts do not."""
    return fields is None or not set(fields) <= _NOTES


# What Wagtail writes to the row of a page when a draft is kept, or a child is added below it.
_NOTES = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "numchild",
        "wagtail_admin_comments",
        "go_live_at",
        "expire_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)

__all__ = [
    "Doorkeeper",
    "ask_doorkeepers",
    "register_doorkeeper",
    "tell_doorkeepers",
    "writes_what_readers_see",
]
