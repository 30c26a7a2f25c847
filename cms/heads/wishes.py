"""The wish board and the public face of a wish.

Only what the board's card holds is read (content_models/wishes/board.py): neither name nor building can slip in. And no
picture: a resident can take a wish back, but not the copy that a chat's server has made of a photo. For the same reason
search engines are asked to leave wishes out.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cms.heads.head import Head
from content_models.areas.models import Community
from content_models.wishes.models import Wish
from content_models.wishes.states import WishState


def board(community: Community) -> Head:
    return Head(
        path=f"/c/{community.slug}/wishes",
        title=_("Wishes of neighbours"),
        description=_("Small wishes of neighbours in %(community)s: see which one you can lend a hand with.")
        % {"community": community.name},
        kind="website",
    )


def one_wish(community: Community, wish_id: UUID) -> Head | None:
    kept = Wish.objects.public().filter(pk=wish_id).values_list("card", flat=True).first()
    if not kept:
        return None
    card: dict[str, Any] = json.loads(kept)
    where = f"{card['area']['name']} · {card['category']['name']} · {WishState(card['state']).label}"
    return Head(
        path=f"/c/{community.slug}/wishes/{wish_id}",
        title=card["title"],
        description=f"{where}。{card['description']}",
        words=(where, *(line.strip() for line in card["description"].splitlines() if line.strip())),
        found=False,
    )
