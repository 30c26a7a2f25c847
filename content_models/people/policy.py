"""Who may do what with people, and which people one may see. No rule → no."""

from __future__ import annotations

from content_models.areas.models import Community
from content_models.people.models import Membership, MembershipState, Registration
from content_models.people.querysets import MembershipQuerySet
from content_models.people.roles import REVIEWER_ROLES, STAFF_ROLES, Actor, Role

# What one may ask for by oneself; everything else is given by somebody.
SELF_SERVICE_ROLES = frozenset({Role.RESIDENT, Role.VOLUNTEER})

# Who may give and take which role, at the area or above it.
GRANTED_BY: dict[Role, frozenset[Role]] = {
    Role.RESIDENT: STAFF_ROLES,
    Role.VOLUNTEER: STAFF_ROLES,
    Role.CHIEF: STAFF_ROLES,
    Role.MERCHANT: frozenset({Role.COMMUNITY_ADMIN, Role.DISTRICT_ADMIN}),
    Role.WORKER: frozenset({Role.COMMUNITY_ADMIN, Role.DISTRICT_ADMIN}),
    Role.COMMUNITY_ADMIN: frozenset({Role.DISTRICT_ADMIN}),
    Role.UNIT_LIAISON: frozenset({Role.DISTRICT_ADMIN}),
    Role.DISTRICT_ADMIN: frozenset({Role.DISTRICT_ADMIN}),
}


def may_grant(actor: Actor, role: Role, *, at: str) -> bool:
    """May the actor give or take this role at the area with path `at`?"""
    return actor.holds(*GRANTED_BY[role], at=at)


def grantable_roles(actor: Actor, *, at: str) -> list[Role]:
    """The roles to which the actor may invite somebody at the area with path `at`; residents come by themselves."""
    return [role for role in Role if role != Role.RESIDENT and may_grant(actor, role, at=at)]


def may_work_in(actor: Actor, community: Community) -> bool:
    """Is the actor a worker or administrator of this community?"""
    return actor.holds(*STAFF_ROLES, at=community.area.path)


def may_review_in(actor: Actor, community: Community) -> bool:
    """Has the actor anything to review here: staff, or chief or worker of any place in it (a grid, a building)?"""
    return may_work_in(actor, community) or actor.holds_below(*REVIEWER_ROLES, at=community.area.path)


def may_see_registration(actor: Actor, registration: Registration) -> bool:
    """Her own; and the staff of the community she reported to. `community__area` should be loaded."""
    if actor.is_visitor:
        return False
    return registration.user_id == actor.id or may_work_in(actor, registration.community)


def membership_actions(actor: Actor, membership: Membership) -> list[str]:
    """What the actor may do with a membership in a scoped community."""
    if actor.is_visitor or membership.user_id == actor.id:
        return ["end"] if membership.user_id == actor.id and membership.state == MembershipState.ACTIVE else []
    if not may_grant(actor, Role(membership.role), at=membership.area.path):
        return []
    if membership.state == MembershipState.PENDING:
        return ["approve", "decline"]
    return ["end"] if membership.state == MembershipState.ACTIVE else []


def waiting_memberships(actor: Actor, community: Community) -> MembershipQuerySet:
    """The requests that wait for this actor's answer; none for who may not answer."""
    if not may_work_in(actor, community):
        return Membership.objects.none()
    # Nobody answers their own request.
    return Membership.objects.waiting().exclude(user_id=actor.id).select_related("user", "area")
