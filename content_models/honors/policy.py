"""Who may do what with rolls and editions. No rule → no."""

from __future__ import annotations

from content_models.areas.models import Community
from content_models.people.policy import may_work_in
from content_models.people.roles import Actor


def may_keep_rolls(actor: Actor, community: Community) -> bool:
    """The community's staff sets rolls up, writes down what a committee chose, and adds remarks."""
    return may_work_in(actor, community)
