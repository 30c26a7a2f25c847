"""Which public address is told of by whom: one describer per address, in the file of its room.

A new room adds its lines here. Order matters: the first that fits is asked. What fits none of them, and what its
describer does not find (or a visitor may not see), is told of as its community: nobody learns which of the two it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls.resolvers import RoutePattern

from cms.heads import ballots, communities, honors, pages, posts, rewards, wishes
from cms.heads.head import Head

# Asked in the scope of the community, with what stands in the address; None: nothing there that a visitor may see.
Describe = Callable[..., Head | None]


@dataclass(frozen=True, slots=True)
class Told:
    """`kept`: nothing but what moves on the version of the board or of the pages changes it, so a process keeps it.

    `asks`: what it wants to know from the part of the address after the question mark; "" where it is not there. What
    is kept has none: whoever invents such endings would fill the memory.
    """

    pattern: RoutePattern
    describe: Describe
    kept: bool = False
    asks: tuple[str, ...] = ()

    def values(self, path: str) -> dict[str, Any] | None:
        """What stands in the address, if it is one of these."""
        found = self.pattern.match(path)
        return found[2] if found is not None else None


def told(route: str, describe: Describe, *, kept: bool = False, asks: tuple[str, ...] = ()) -> Told:
    return Told(RoutePattern(route, is_endpoint=True), describe, kept, asks)


# Below /c/<slug>; an address is compared without a slash at its end.
ADDRESSES: tuple[Told, ...] = (
    told("", communities.home, kept=True),
    told("pages", pages.all_pages, kept=True),
    told("pages/<path:page_path>", pages.one_page, kept=True),
    told("posts", posts.all_posts, kept=True),
    told("posts/<uuid:post_id>", posts.one_post),
    told("wishes", wishes.board, kept=True),
    told("wishes/<uuid:wish_id>", wishes.one_wish),
    told("honors", honors.all_rolls),
    told("honors/<uuid:roll_id>", honors.one_roll, asks=("period",)),
    told("ballots", ballots.all_ballots),
    told("ballots/<uuid:ballot_id>", ballots.one_ballot),
    told("ballots/<uuid:ballot_id>/candidates/<uuid:candidate_id>", ballots.one_candidate),
    told("exchange", rewards.all_rewards, kept=True),
    told("exchange/rewards/<uuid:reward_id>", rewards.one_reward),
)


def entry_of(path: str) -> tuple[Told, dict[str, Any]] | None:
    """The entry that the path below the community fits, and what stands in it."""
    for one in ADDRESSES:
        values = one.values(path)
        if values is not None:
            return one, values
    return None
