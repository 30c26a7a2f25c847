"""Handing a reward over by its code: once."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Community
from content_models.common.action_log import write_log
from content_models.common.errors import Conflict, Invalid, Refused
from content_models.common.overtaken import again_when_overtaken
from content_models.common.tries import count_wrong, refuse_guessing
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor
from content_models.rewards.codes import find_by_code
from content_models.rewards.models import Redemption
from content_models.rewards.policy import hands_over_anything, may_hand_over, staff_of
from content_models.rewards.states import RedemptionState

WRONG_CODES, WRONG_CODES_WITHIN = 20, 600


class NotMerchant(Refused):
    code = "not_merchant"
    message = _("Handing over is for the merchant's staff and the community's workers.")


class UnknownCode(Invalid):
    code = "unknown_code"
    message = _("We don't know this code here. Please check the digits or scan it again.")


class CodeUsed(Conflict):
    code = "code_used"
    message = _("This was handed over already.")


class CodeCancelled(Conflict):
    code = "code_cancelled"
    message = _("This exchange was cancelled; the points went back.")


class CodeExpired(Conflict):
    code = "code_expired"
    message = _("The time to fetch it is over; the points went back.")


class OtherMerchant(Refused):
    code = "other_merchant"
    message = _("This is not fetched here, but at: %(place)s.")


class OwnRedemption(Refused):
    code = "own_redemption"
    message = _("This is your own; a colleague has to hand it over.")


def look_up(*, code: str, actor: Actor, community: Community, now: datetime) -> Redemption:
    """What a code is for, before it is handed over. Changes nothing.

    Raises:
        Unknown, NotMerchant, UnknownCode, OtherMerchant, OwnRedemption, CodeUsed, CodeCancelled, CodeExpired, TooMany
    """
    user = signed_in(actor)
    shops = staff_of(actor)
    if not shops and not hands_over_anything(actor, community):
        raise NotMerchant
    refuse_guessing("rewards.code", user.pk, most=WRONG_CODES)
    redemption = find_by_code(code)
    if redemption is None:
        count_wrong("rewards.code", user.pk, within_seconds=WRONG_CODES_WITHIN)
        raise UnknownCode(fields={"code": UnknownCode.message})
    if not may_hand_over(actor, redemption, shops):
        if redemption.person_id == user.pk:
            raise OwnRedemption
        raise OtherMerchant(place=str(redemption.merchant or redemption.community.name))
    _refuse_closed(redemption, now)
    return redemption


def _refuse_closed(redemption: Redemption, now: datetime) -> None:
    match redemption.state:
        case RedemptionState.HANDED_OVER:
            raise CodeUsed
        case RedemptionState.CANCELLED:
            raise CodeCancelled
        case RedemptionState.EXPIRED:
            raise CodeExpired
    if redemption.expires_at <= now:
        raise CodeExpired  # the job will give the points back within minutes


@again_when_overtaken
def hand_over(*, code: str, actor: Actor, community: Community, now: datetime) -> Redemption:
    """Hand it over. Of many who scan one code at the same moment, one does.

    Raises:
        What look_up raises.
    """
    redemption = look_up(code=code, actor=actor, community=community, now=now)
    user: User = signed_in(actor)
    redemption.handed_over_by, redemption.closed_at = user, now
    redemption.proxy = ""  # the name has served its purpose
    redemption.hand_over()
    redemption.save(update_fields=["state", "handed_over_by", "closed_at", "proxy"])
    tell(
        user_id=redemption.person_id,
        kind="redemption_handed_over",
        now=now,
        community_id=redemption.community_id,
        subject=("redemption", redemption.pk),
        title=redemption.name,
    )
    write_log(redemption, "linli.redemption.handed_over", user=user, data={})
    return redemption
