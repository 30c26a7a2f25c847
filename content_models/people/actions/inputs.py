"""What people enter, made clean; and who must be behind it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Area, Community
from content_models.common.errors import Invalid, Unknown
from content_models.people.models import User
from content_models.people.roles import Actor

NICKNAME_MAX, NAME_MAX, DOOR_MAX, UNIT_MAX, REASON_MAX = 20, 30, 60, 80, 200


class AreaElsewhere(Invalid):
    code = "area_elsewhere"
    message = _("Please choose a place in this community.")


class ReasonMissing(Invalid):
    code = "reason_required"
    message = _("Please say why, in a few words.")


def signed_in(actor: Actor) -> User:
    """The person behind the actor.

    Raises:
        Unknown: nobody is signed in.
    """
    if actor.user is None:
        raise Unknown
    return actor.user


def clean_reason(reason: str, *, limit: int = REASON_MAX) -> str:
    """A reason that says something.

    Raises:
        ReasonMissing: empty or longer than `limit` characters.
    """
    text = reason.strip()
    if not text:
        raise ReasonMissing(fields={"reason": ReasonMissing.message})
    if len(text) > limit:
        raise Invalid(fields={"reason": ("too_long", _("Too long: at most %(limit)d characters.") % {"limit": limit})})
    return text


def within(text: str, limit: int, field: str) -> str:
    """The text on one line.

    Raises:
        Invalid: it is longer than `limit` characters; `field` names it.
    """
    text = " ".join(text.split())
    if len(text) > limit:
        raise Invalid(fields={field: ("too_long", _("Too long: at most %(limit)d characters.") % {"limit": limit})})
    return text


def place_in(community: Community, area_id: UUID | None, *, field: str = "area") -> Area:
    """The place with this id in this community; without an id, the community itself.

    Raises:
        AreaElsewhere: it lies in another community or does not exist (both look the same).
    """
    if area_id is None:
        return community.area
    area = Area.objects.of_community(community).select_related("level").filter(pk=area_id).first()
    if area is None:
        raise AreaElsewhere(fields={field: AreaElsewhere.message})
    return area
