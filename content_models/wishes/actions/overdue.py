"""What time does by itself: expiring, reminding, giving back, erasing. Called by jobs.py, one wish a transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django_fsm import ConcurrentTransition
from wagtail.log_actions import log

from content_models.areas.actions import touch_board
from content_models.common.clock import local_day
from content_models.common.overtaken import again_when_overtaken
from content_models.wishes.actions.answering import erase_answers
from content_models.wishes.actions.helping import give_place_back
from content_models.wishes.actions.posting import set_erasure
from content_models.wishes.actions.story import (
    move_claim,
    read_wish,
    record,
    seated_claims,
    tell_about,
    tell_owners,
    write_wish,
)
from content_models.wishes.models import Claim, WishContact
from content_models.wishes.states import ClaimState, EventKind, WishState

# After days without a worker, reminder and time-out would fall into the same hour.
TIME_TO_ANSWER = timedelta(days=1)


@again_when_overtaken
def end_of_last_day(*, wish_id: UUID, now: datetime) -> bool:
    """Close the board's side of a wish whose last day is over; True if anything happened.

    Nobody came: it expires. Some came: they are enough, and if all of them are done the resident is asked.
    """
    wish = read_wish(wish_id)
    if wish.state != WishState.OPEN or wish.deadline >= local_day(now):
        return False
    claims = seated_claims(wish)
    if not claims:
        wish.expire()
        wish.closed_at = now
        write_wish(wish, now=now, changed={"state", "closed_at"})
        set_erasure(wish, now=now)
        tell_owners(wish, "wish_expired", now=now)
        record(wish, EventKind.EXPIRED, now=now, actor=None, as_role="system")
        return True
    if any(claim.state == ClaimState.ACTIVE for claim in claims):
        wish.fill()
    else:
        wish.fulfil()
        tell_owners(wish, "wish_fulfilled", now=now)
    wish.helpers_wanted = len(claims)
    write_wish(wish, now=now, changed={"state", "helpers_wanted"})
    log(wish, "linli.wish.last_day", data={"state": wish.state, "as": "system"})
    touch_board(wish.community_id)
    return True


@again_when_overtaken
def remind_helper(*, claim_id: UUID, silent_since: datetime, now: datetime) -> bool:
    """Ask a silent helper how it is going, once per silence."""
    claim = Claim.objects.select_related("wish").filter(pk=claim_id).first()
    if claim is None:
        return False
    asked = Claim.objects.to_remind(silent_since).filter(pk=claim_id).update(reminded_at=now)
    if not asked:
        return False
    wish = read_wish(claim.wish_id)
    tell_about(wish, claim.helper_id, "claim_reminder", now=now)
    record(wish, EventKind.REMINDED, now=now, actor=None, as_role="system")
    return True


@again_when_overtaken
def time_claim_out(*, claim_id: UUID, silent_since: datetime, now: datetime) -> bool:
    """Give a wish back for a helper of whom nothing was heard; never before she had a day to answer the reminder."""
    silent = Claim.objects.silent_since(silent_since).filter(pk=claim_id, reminded_at__lte=now - TIME_TO_ANSWER)
    wish_id = silent.values_list("wish_id", flat=True).first()
    if wish_id is None:
        return False
    wish = read_wish(wish_id)
    # Only now: whoever moved the claim before this look has moved the wish's revision on before we read it.
    if not silent.exists():
        return False
    give_place_back(wish, now=now)
    # Asked again under the row's lock (wish first, then claim, as everywhere): she may just have said "still on it".
    claim = silent.select_for_update().first()
    if claim is None:
        raise ConcurrentTransition
    claim.time_out()
    claim.ended_at = now
    move_claim(claim, ["ended_at"])
    tell_about(wish, claim.helper_id, "claim_timed_out", now=now, days=str(wish.community.claim_timeout_days))
    tell_owners(wish, "wish_timed_out", now=now)
    record(wish, EventKind.TIMED_OUT, now=now, actor=None, as_role="system")
    return True


@transaction.atomic
def erase_contacts(*, now: datetime, limit: int = 500) -> int:
    """Erase contact, door and own answers of wishes whose days are over; the number erased."""
    due = list(WishContact.objects.due_for_erasure(now=now).values_list("pk", flat=True)[:limit])
    erased = int(
        WishContact.objects.due_for_erasure(now=now)
        .filter(pk__in=due)
        .update(name="", phone="", door="", erased_at=now)
    )
    # Asked again: a wish that was opened anew a moment ago keeps both.
    gone = WishContact.objects.filter(pk__in=due, erased_at=now).values_list("pk", flat=True)
    erase_answers(wish_ids=list(gone), now=now)
    return erased
