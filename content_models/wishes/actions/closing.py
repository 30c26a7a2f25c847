"""The resident's last word: confirming, sending back, withdrawing, opening again."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.common.clock import local_day
from content_models.common.errors import Conflict, Invalid
from content_models.common.overtaken import again_when_overtaken
from content_models.people.actions import clean_reason
from content_models.people.roles import Actor
from content_models.wishes.actions.posting import set_erasure
from content_models.wishes.actions.story import (
    claim_of,
    move_claim,
    permit,
    read_wish,
    record,
    seated_claims,
    tell_about,
    write_wish,
)
from content_models.wishes.figures import count_helpers
from content_models.wishes.models import TEXT_MAX, Claim, Wish, WishContact
from content_models.wishes.policy import is_owner
from content_models.wishes.states import ClaimState, EventKind, WishState


class ContactErased(Conflict):
    code = "contact_erased"
    message = _("Too much time has passed and the contact was erased. Please post the wish anew.")


@again_when_overtaken
def confirm_wish(*, wish_id: UUID, actor: Actor, thanks: str = "", share: bool = False, now: datetime) -> Wish:
    """Say that it is done. `thanks` is shown to everybody; `share` lets notes and pictures of the outcome be shown."""
    wish = read_wish(wish_id)
    user, facts = permit("confirm", wish, actor, claim_of(wish, actor.id))
    text = thanks.strip()
    if len(text) > TEXT_MAX:
        message = _("Too long: at most %(limit)d characters.") % {"limit": TEXT_MAX}
        raise Invalid(fields={"thanks": ("too_long", message)})
    wish.confirm()
    wish.share_outcome = share
    wish.closed_at = now
    write_wish(wish, now=now, changed={"state", "share_outcome", "closed_at"})
    set_erasure(wish, now=now)
    claims = seated_claims(wish)
    count_helpers(wish, claims)
    for claim in claims:
        tell_about(wish, claim.helper_id, "claim_confirmed", now=now, thanks=text)
    as_role = "resident" if is_owner(actor, facts) else "reviewer"
    record(wish, EventKind.CONFIRMED, now=now, actor=user, as_role=as_role, text=text)
    return wish


@again_when_overtaken
def reopen_wish(*, wish_id: UUID, actor: Actor, reason: str = "", now: datetime) -> Wish:
    """`fulfilled` → `claimed`: the resident says what is missing. `expired` → `open`: once more on the board."""
    wish = read_wish(wish_id)
    user, facts = permit("reopen", wish, actor, claim_of(wish, actor.id))
    as_role = "resident" if is_owner(actor, facts) else "reviewer"
    if wish.state == WishState.FULFILLED:
        wish.reason = clean_reason(reason, limit=TEXT_MAX)
        wish.send_back()
        write_wish(wish, now=now, changed={"state", "reason"})
        for claim in seated_claims(wish):
            _take_up_again(claim, now=now)
            tell_about(wish, claim.helper_id, "claim_sent_back", now=now, reason=wish.reason)
        record(wish, EventKind.REOPENED, now=now, actor=user, as_role=as_role, reason=wish.reason)
        return wish
    wish.reopen()
    wish.closed_at = None
    wish.deadline = local_day(now + timedelta(days=wish.community.wish_days))
    write_wish(wish, now=now, changed={"state", "closed_at", "deadline"})
    # One conditional write: the job may be erasing it at this very moment.
    if not WishContact.objects.filter(wish=wish, erased_at=None).update(erase_after=None):
        raise ContactErased
    record(wish, EventKind.REPOSTED, now=now, actor=user, as_role=as_role)
    return wish


def _take_up_again(claim: Claim, *, now: datetime) -> None:
    """Put a helper back on it, in a free place of hers; the limit holds for what she takes on, not for this."""
    if claim.state != ClaimState.FULFILLED:
        return
    taken = set(Claim.objects.active().filter(helper_id=claim.helper_id).values_list("slot", flat=True))
    claim.slot = next(place for place in range(1, len(taken) + 2) if place not in taken)
    claim.take_up_again()
    claim.ended_at, claim.reminded_at, claim.last_sign_at = None, None, now
    move_claim(claim, ["slot", "ended_at", "reminded_at", "last_sign_at"])


@again_when_overtaken
def withdraw_wish(*, wish_id: UUID, actor: Actor, reason: str = "", now: datetime) -> Wish:
    """Take a wish back while nobody is on it."""
    wish = read_wish(wish_id)
    user, _facts = permit("withdraw", wish, actor, None)
    wish.reason = reason.strip()[:TEXT_MAX]
    wish.withdraw()
    wish.closed_at = now
    write_wish(wish, now=now, changed={"state", "reason", "closed_at"})
    set_erasure(wish, now=now)
    record(wish, EventKind.WITHDRAWN, now=now, actor=user, as_role="resident", reason=wish.reason)
    return wish
