"""Inviting a chief or a post holder by phone: the appointment is made when she comes."""

from __future__ import annotations

from datetime import date, datetime

from content_models.areas.models import Area
from content_models.common.errors import Missing
from content_models.people.actions import Target, invite
from content_models.people.invited import invited_as
from content_models.people.models import Invitation, User
from content_models.people.roles import Actor, Role
from content_models.posts.actions import PostFull, WrongLevelForChief, appoint
from content_models.posts.models import ChiefRole, PostType
from content_models.posts.states import AppointmentState

CHIEF_ROLE, POST = "chief_role", "post"


def invite_chief(
    *,
    actor: Actor,
    phone: str,
    chief_role: ChiefRole,
    area: Area,
    ends_on: date | None = None,
    name: str = "",
    from_list: bool = False,
    now: datetime,
) -> Invitation:
    """Make whoever holds the phone chief of a place: 楼栋长 of a building, 网格长 of a grid.

    Raises:
        WrongLevelForChief: the place is not of the level that this chief looks after; and what `invite` raises.
    """
    if area.level_id != chief_role.level_id:
        raise WrongLevelForChief(fields={"area": WrongLevelForChief.message})
    target = Target(CHIEF_ROLE, chief_role.pk, chief_role.name)
    return invite(
        actor=actor,
        phone=phone,
        role=Role.CHIEF,
        area=area,
        ends_on=ends_on,
        target=target,
        name=name,
        from_list=from_list,
        now=now,
    )


def invite_to_post(
    *,
    actor: Actor,
    phone: str,
    post: PostType,
    area: Area,
    ends_on: date | None = None,
    name: str = "",
    from_list: bool = False,
    now: datetime,
) -> Invitation:
    """Give a post at a place of its community to whoever holds the phone, if there is room when she comes.

    Raises:
        what `invite` raises.
    """
    target = Target(POST, post.pk, post.name)
    return invite(
        actor=actor,
        phone=phone,
        role=Role.VOLUNTEER,
        area=area,
        ends_on=ends_on,
        target=target,
        name=name,
        from_list=from_list,
        now=now,
    )


@invited_as(CHIEF_ROLE)
def _take_up_chief(invitation: Invitation, person: User, inviter: Actor, now: datetime) -> None:
    if invitation.target_id is None or invitation.community is None:
        raise Missing
    chief_role = ChiefRole.objects.filter(pk=invitation.target_id).first()
    if chief_role is None:
        raise Missing
    appoint(
        person=person,
        community=invitation.community,
        area=invitation.area,
        by=inviter.user,
        now=now,
        chief_role=chief_role,
        ends_on=invitation.ends_on,
    )


@invited_as(POST)
def _take_up_post(invitation: Invitation, person: User, inviter: Actor, now: datetime) -> None:
    if invitation.target_id is None or invitation.community is None:
        raise Missing
    # The post's row orders those who come at once: the second one counts after the first.
    post = PostType.objects.select_for_update().filter(pk=invitation.target_id, retired_at__isnull=True).first()
    if post is None:
        raise Missing
    if post.appointments.filter(state=AppointmentState.APPROVED).count() >= post.wanted:
        raise PostFull
    appoint(
        person=person,
        community=invitation.community,
        area=invitation.area,
        by=inviter.user,
        now=now,
        post=post,
        ends_on=invitation.ends_on,
    )
