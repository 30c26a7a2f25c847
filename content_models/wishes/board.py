"""The kept public face of a wish: ready JSON on its row, so that the board only hands it out (docs/adr/0005).

A card holds what anybody may see and nothing about the asking person. It is written in the same UPDATE as
the change it shows; `rebuild_cards` makes all of a community's anew (after a rename) and proves them equal.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from content_models.areas.actions import touch_board
from content_models.common.search import bigrams, normalise
from content_models.wishes.models import Wish, WishPhoto, WishSearchTerm

PHOTO_URL = "/api/v1/photos/{id}/{size}"


def photo_json(row: WishPhoto) -> dict[str, Any]:
    """One picture as every face shows it."""
    return {
        "id": str(row.photo_id),
        "stage": row.stage,
        "thumb": PHOTO_URL.format(id=row.photo_id, size="thumb"),
        "full": PHOTO_URL.format(id=row.photo_id, size="full"),
        "width": row.photo.width,
        "height": row.photo.height,
    }


def public_photos(wish: Wish) -> list[WishPhoto]:
    """Pictures of the wish; pictures of the outcome only when the resident agreed to show them."""
    return [
        row
        for row in wish.wish_photos.select_related("photo").order_by("stage", "position", "id")
        if row.stage == WishPhoto.Stage.ASKED or wish.share_outcome
    ]


def card_of(wish: Wish, photos: list[WishPhoto]) -> str:
    """The card, as JSON text. `wish.category` and `wish.estate` must be loaded."""
    pictures = [photo_json(row) for row in photos]
    return json.dumps(
        {
            "id": str(wish.pk),
            "community": wish.community.slug,
            "state": wish.state,
            "title": wish.title,
            "description": wish.description,
            "category": {"id": str(wish.category_id), "name": wish.category.name, "icon": wish.category.icon},
            "area": {"id": str(wish.estate_id), "name": wish.estate.name},
            "deadline": wish.deadline.isoformat(),
            "helpers_wanted": wish.helpers_wanted,
            "helpers_active": wish.helpers_active,
            "cover": pictures[0]["thumb"] if pictures else None,
            "photos": pictures,
            "on_behalf": wish.on_behalf,
            "created_at": wish.created_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def refresh_card(wish: Wish, *, changed: frozenset[str]) -> None:
    """Bring the kept card up to date in memory.

    Most moves change only the numbers and the state: those are patched into the card that was read, without
    another query. Anything else builds it anew.
    """
    if wish.card and changed <= {"state", "helpers_active", "deadline"}:
        card = json.loads(wish.card)
        card.update(state=wish.state, helpers_active=wish.helpers_active, deadline=wish.deadline.isoformat())
        wish.card = json.dumps(card, ensure_ascii=False, separators=(",", ":"))
    else:
        wish.card = card_of(wish, public_photos(wish))


def index_words(wish: Wish) -> None:
    """Keep the wish's words findable; for a wish whose words were just written."""
    words = f"{wish.title}\n{wish.description}"
    wish.search_text = normalise(words)
    WishSearchTerm.objects.filter(wish=wish).delete()
    WishSearchTerm.objects.bulk_create(
        WishSearchTerm(community_id=wish.community_id, wish_id=wish.pk, term=term) for term in sorted(bigrams(words))
    )


def rebuild_cards(*, community_id: UUID, category_id: UUID | None = None, estate_id: UUID | None = None) -> int:
    """Build the cards of a community (or of one category or estate) anew; the number that had been different."""
    wishes = Wish.objects.filter(community_id=community_id)
    if category_id is not None:
        wishes = wishes.filter(category_id=category_id)
    if estate_id is not None:
        wishes = wishes.filter(estate_id=estate_id)
    changed = 0
    photos = Prefetch("wish_photos", WishPhoto.objects.select_related("photo").order_by("stage", "position", "id"))
    for wish in (
        wishes.select_related("category", "estate", "community").prefetch_related(photos).iterator(chunk_size=500)
    ):
        shown = [row for row in wish.wish_photos.all() if row.stage == WishPhoto.Stage.ASKED or wish.share_outcome]
        card = card_of(wish, shown)
        # Only if nobody wrote meanwhile: a newer write has built its own card.
        if card != wish.card:
            changed += Wish.objects.filter(pk=wish.pk, revision=wish.revision).update(card=card)
    if changed:
        touch_board(community_id)
    return changed
