"""The whole API, read in twenty lines. Contract: pwa/openapi.json; a drift fails `make check`."""

from __future__ import annotations

from ninja import NinjaAPI

from cms.api import (
    activities,
    areas,
    asked_cases,
    ballots,
    board,
    cases,
    certificates,
    demo,
    figures,
    hand_overs,
    honors,
    hours,
    letters,
    me,
    memberships,
    my_honors,
    page_files,
    page_previews,
    pages,
    photos,
    points,
    posters,
    posts,
    queue,
    rewards,
    votes,
)
from cms.api.errors import install_error_map
from cms.api.parsing import StrictParser

api = NinjaAPI(
    title="Linli 邻里",
    version="1",
    description="Posts, micro-wishes and people of neighbourhood communities. See docs/api.md.",
    urls_namespace="api",
    docs_url=None,
    parser=StrictParser(),
)
install_error_map(api)

# board shares its router with wishes: one address, read by one and written by the other.
# The board first: addresses are looked for in this order, and it is asked for most.
# hand_overs before rewards: `redemptions/hand-over` is no redemption's id.
PAGES = (pages, page_files, page_previews, figures, cases, asked_cases)
SERVICE = (activities, hours, certificates, points, hand_overs, rewards)
HONORS = (honors, my_honors, letters, posters, ballots, votes)
for part in (board, areas, *PAGES, me, memberships, posts, *SERVICE, *HONORS, photos, queue, demo):
    api.add_router("", part.router)
