"""Who may do what with points. No rule → no."""

from __future__ import annotations

from content_models.areas.models import Community
from content_models.people.roles import Actor, Role

SIGNING_ROLES = frozenset({Role.COMMUNITY_ADMIN, Role.DISTRICT_ADMIN})


def may_sign_for(actor: Actor, community: Community) -> bool:
    """Agreements with other communities are signed by who administers the community."""
    return actor.holds(*SIGNING_ROLES, at=community.area.path)
