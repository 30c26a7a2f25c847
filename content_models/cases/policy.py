"""Who may do what with cases. No rule → no. Cases on show are everybody's, in whichever community."""

from __future__ import annotations

from uuid import UUID

from content_models.areas.models import Community
from content_models.cases.models import CaseAgreement
from content_models.pages.policy import may_edit_pages
from content_models.people.policy import may_work_in
from content_models.people.roles import Actor, Role

# Who does the work of a community, as against who oversees several.
WORKING = frozenset({Role.WORKER, Role.COMMUNITY_ADMIN})

may_draft_cases = may_edit_pages
may_ask = may_edit_pages


def may_answer(actor: Actor, agreement: CaseAgreement) -> bool:
    """Nobody answers for somebody else."""
    return actor.id is not None and agreement.person_id == actor.id


def may_rate(actor: Actor, home: Community) -> bool:
    """Works for a community, and not for the one that the case tells of, nor for a part of it. `home.area` must be
    loaded.
    """
    return bool(actor.paths_of(*WORKING)) and not may_work_in(actor, home) and home.pk not in works_for(actor)


def may_adopt_for(actor: Actor, community: Community, home: Community) -> bool:
    """Works for `community`, which is not the one that the case tells of."""
    return community.pk != home.pk and may_work_in(actor, community)


def works_for(actor: Actor) -> list[UUID]:
    """The communities that the actor does the work of."""
    return [grant.community_id for grant in actor.grants if grant.role in WORKING and grant.community_id is not None]
