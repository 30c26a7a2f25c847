"""Taking a wish on, staying on it, giving it back, reporting it done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from content_models.common.clock import local_day
from content_models.common.compiled import CompiledQuery, insert
from content_models.common.errors import Conflict, IllegalMove, Invalid
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.people.actions import clean_reason, require_consent, wears_badge
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.wishes.actions.photographs import add_photos
from content_models.wishes.actions.story import (
    PlaceTaken,
    claim_of,
    move_claim,
    permit,
    read_wish,
    record,
    seated_claims,
    tell_owners,
    write_wish,
)
from content_models.wishes.models import TEXT_MAX, Claim, Wish, WishPhoto
from content_models.wishes.states import ClaimState, EventKind, WishState


class ClaimLimitReached(Conflict):
    code = "claim_limit"
    message = _("You have %(limit)d wishes in hand. Please finish one first.")


class PastLastDay(Conflict):
    code = "past_last_day"
    message = _("The last day of this wish is over.")


class NoteMissing(Invalid):
    code = "note_required"
    message = _("Please tell in a few words what was done.")


def _free_place(helper: User, wish: Wish) -> int:
    """The lowest of the helper's places in this community that is free, counted from 1.

    Raises:
        ClaimLimitReached: none is.
    """
    taken = {row[0] for row in _taken_places().rows(helper=helper.pk, community=wish.community_id)}
    limit = wish.community.claim_limit
    if len(taken) >= limit:
        raise ClaimLimitReached(limit=limit)
    return next(place for place in range(1, limit + len(taken) + 1) if place not in taken)


@lru_cache(maxsize=1)
def _taken_places() -> CompiledQuery:
    helper, community = UUID(int=1), UUID(int=2)
    with scope(community=community):
        places = Claim.objects.active().filter(helper_id=helper).order_by().values_list("slot")
        return CompiledQuery(places, helper=helper, community=community)


@again_when_overtaken
def claim_wish(*, wish_id: UUID, actor: Actor, now: datetime) -> Wish:
    """Take a wish on. Of many who try at the same moment, exactly as many succeed as helpers are wanted.

    Raises:
        Missing, Unknown, OwnWish, NotAHelper, ConsentRequired, AlreadyClaimed, AlreadyOnIt, ClaimLimitReached,
        PastLastDay, IllegalMove
    """
    wish = read_wish(wish_id)
    mine = claim_of(wish, actor.id)
    user, _facts = permit("claim", wish, actor, mine)
    require_consent(user)
    if wish.deadline < local_day(now):
        raise PastLastDay
    place = _free_place(user, wish)
    wish.helpers_active += 1
    if wish.helpers_active >= wish.helpers_wanted:
        wish.fill()
    write_wish(wish, now=now, changed={"state", "helpers_active"})
    # No savepoint: PlaceTaken ends the attempt, and `again_when_overtaken` rolls all of it back.
    try:
        insert(
            Claim(
                id=uuid7(),
                community_id=wish.community_id,
                wish=wish,
                helper=user,
                slot=place,
                wears_badge=wears_badge(user),
                claimed_at=now,
                last_sign_at=now,
            )
        )
    except IntegrityError as error:
        raise PlaceTaken from error
    tell_owners(wish, "wish_claimed", now=now, helper=user.shown_name)
    record(wish, EventKind.CLAIMED, now=now, actor=user, as_role="helper")
    return wish


def _own_claim(verb: str, wish: Wish, actor: Actor) -> tuple[User, Claim]:
    mine = claim_of(wish, actor.id)
    user, _facts = permit(verb, wish, actor, mine)
    if mine is None or mine.state != ClaimState.ACTIVE:
        raise IllegalMove(state=wish.get_state_display())
    return user, mine


@again_when_overtaken
def keep_claim(*, wish_id: UUID, actor: Actor, now: datetime) -> Wish:
    """ "I'm still on it": a sign of life that answers the reminder and starts the days of silence anew."""
    wish = read_wish(wish_id)
    user, mine = _own_claim("keep", wish, actor)
    mine.last_sign_at, mine.reminded_at = now, None
    mine.save(update_fields=["last_sign_at", "reminded_at"])
    record(wish, EventKind.KEPT, now=now, actor=user, as_role="helper")
    return wish


def give_place_back(wish: Wish, *, now: datetime) -> None:
    """One helper fewer: the wish looks for somebody again, for a few days at least."""
    wish.helpers_active -= 1
    changed = {"state", "helpers_active"}
    if wish.state == WishState.CLAIMED:
        wish.make_room()
    if wish.deadline < local_day(now):
        # It was in good hands when its last day came; give others a fair chance instead of letting it expire tonight.
        wish.deadline = local_day(now + timedelta(days=min(7, wish.community.wish_days)))
        changed.add("deadline")
    write_wish(wish, now=now, changed=changed)


@again_when_overtaken
def release_claim(*, wish_id: UUID, actor: Actor, reason: str, now: datetime) -> Wish:
    """Give a wish back, with a reason that the resident reads. Contact and door are hidden again at once."""
    wish = read_wish(wish_id)
    user, mine = _own_claim("release", wish, actor)
    mine.reason = clean_reason(reason, limit=TEXT_MAX)
    give_place_back(wish, now=now)
    mine.release()
    mine.ended_at = now
    move_claim(mine, ["reason", "ended_at"])
    tell_owners(wish, "wish_released", now=now, helper=user.shown_name, reason=mine.reason)
    record(wish, EventKind.RELEASED, now=now, actor=user, as_role="helper", reason=mine.reason)
    return wish


@again_when_overtaken
def fulfil_claim(*, wish_id: UUID, actor: Actor, note: str, photo_ids: Sequence[UUID] = (), now: datetime) -> Wish:
    """Report one's part done. When nobody is on it any more and enough came, the resident is asked to confirm.

    Raises:
        Missing, Refused, IllegalMove, NoteMissing, TooManyPhotos, UnknownPhoto
    """
    wish = read_wish(wish_id)
    user, mine = _own_claim("fulfil", wish, actor)
    text = note.strip()
    if not text:
        raise NoteMissing(fields={"note": NoteMissing.message})
    if len(text) > TEXT_MAX:
        message = _("Too long: at most %(limit)d characters.") % {"limit": TEXT_MAX}
        raise Invalid(fields={"note": ("too_long", message)})
    others_on_it = any(claim.state == ClaimState.ACTIVE for claim in seated_claims(wish) if claim.pk != mine.pk)
    if wish.state == WishState.CLAIMED and not others_on_it:
        wish.fulfil()
        tell_owners(wish, "wish_fulfilled", now=now)
    # Written even when the state stays: two last helpers at the same moment must not both think the other is on it.
    write_wish(wish, now=now, changed={"state"})
    # The claim after its wish, as everywhere: two orders would be a deadlock.
    mine.note = text
    mine.fulfil()
    mine.ended_at = now
    move_claim(mine, ["note", "ended_at"])
    add_photos(wish, owner=user, ids=photo_ids, stage=WishPhoto.Stage.DONE, claim=mine, now=now)
    record(wish, EventKind.FULFILLED, now=now, actor=user, as_role="helper", text=text)
    return wish
