"""Reading a scan: of which activity it is, when it was seen, and how well that is proven."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, Invalid
from content_models.common.tries import count_wrong, refuse_guessing
from content_models.hours import codes
from content_models.hours.actions.recording import CLOCKS_DIFFER
from content_models.hours.models import Activity
from content_models.hours.policy import CLOSES_AFTER, OPENS_BEFORE
from content_models.hours.rules import settings_of
from content_models.hours.states import ActivityState, Proof
from content_models.people.models import User

WRONG_CODES, WRONG_CODES_WITHIN = 10, 600
KEPT_AT_MOST = timedelta(days=30)  # what a community may wait for scans without signal is less (offline_hours)


class UnknownCode(Invalid):
    code = "unknown_code"
    message = _("That code is not right. Please look again, or scan it.")


class CodeExpired(Conflict):
    code = "code_expired"
    message = _("That code has changed meanwhile. Please take the one that is shown now.")


class ArrivedTooLate(CodeExpired):
    """The same to a program: this scan opens nothing. A person reads what she can do instead."""

    message = _("That scan waited too long for a signal. Please enter these hours with a reason instead.")


@dataclass(frozen=True, slots=True)
class Scan:
    """A code as somebody's phone saw it. Typed, it names no activity; kept without signal, it is signed."""

    code: str
    activity_id: UUID | None = None
    slot: int | None = None
    seen_at: datetime | None = None
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a scan proves."""

    activity: Activity
    proof: Proof
    at: datetime
    late_minutes: int = 0
    was_kept: bool = False  # signed by the person's phone and sent later


def read_scan(scan: Scan, *, user: User, community: Community, way: str, now: datetime) -> Seen:
    """Which activity it is of, when it was seen and how well that is proven.

    Raises:
        UnknownCode: of another community, of none, or nonsense: all look the same. CodeExpired: it was right once.
        TooMany: guessing.
    """
    _not_guessing(user)
    text = codes.read_scan(scan.code)
    if text is None:
        raise _wrong(user)
    activity_id = scan.activity_id or text.activity_id
    for activity in _candidates(community, activity_id, scan.seen_at, now):
        if codes.is_paper(activity, text.code):
            return _on_paper(activity, scan, user=user, community=community, way=way, now=now)
        seen = _by_slot(activity, text.code, scan, user=user, community=community, way=way, now=now)
        if seen is not None:
            return seen
    claimed = scan.slot or text.slot
    if activity_id is not None and claimed is not None and _was_right(community, activity_id, text.code, claimed):
        raise CodeExpired
    raise _wrong(user)


def _candidates(
    community: Community, activity_id: UUID | None, seen_at: datetime | None, now: datetime
) -> list[Activity]:
    """The activities whose code it may be: the one named, or those under way. Ended ones still take late scans."""
    # A phone may name any moment, even the last one of the calendar.
    moment = seen_at if seen_at is not None and abs(seen_at - now) < KEPT_AT_MOST else now
    activities = Activity.objects.filter(community=community).exclude(state=ActivityState.CANCELLED)
    activities = activities.select_related("community", "area", "post", "opened_by").order_by("starts_at", "id")
    if activity_id is not None:
        return list(activities.filter(pk=activity_id))
    return list(activities.filter(starts_at__lte=moment + OPENS_BEFORE, ends_at__gte=moment - CLOSES_AFTER)[:200])


def _by_slot(
    activity: Activity, code: str, scan: Scan, *, user: User, community: Community, way: str, now: datetime
) -> Seen | None:
    if codes.matches(activity, code, codes.slots_around(now)) is not None:
        return Seen(activity, Proof.CODE, now)
    if scan.seen_at is None or codes.matches(activity, code, codes.slots_around(scan.seen_at)) is None:
        return None
    # It was right when it was seen, they say. The signature says that this person's phone says so.
    if not _signed(scan, user=user, community=community, way=way):
        raise CodeExpired
    return _kept(activity, Proof.LATE_CODE, scan.seen_at, community, now)


def _on_paper(activity: Activity, scan: Scan, *, user: User, community: Community, way: str, now: datetime) -> Seen:
    """The code on paper stays the same, so it proves no time: without a signature it is the time of its arrival."""
    if scan.seen_at is None or codes.slot_of(scan.seen_at) >= codes.slots_around(now).start:
        return Seen(activity, Proof.PAPER, now)
    if not _signed(scan, user=user, community=community, way=way):
        raise CodeExpired
    return _kept(activity, Proof.PAPER, scan.seen_at, community, now)


def _kept(activity: Activity, proof: Proof, seen_at: datetime, community: Community, now: datetime) -> Seen:
    """A scan that waited for a signal, with its own time.

    Raises:
        ArrivedTooLate: longer ago than the community waits for it. CodeExpired: in the future.
    """
    oldest = now - timedelta(hours=settings_of(community.pk).offline_hours)
    if seen_at < oldest:
        raise ArrivedTooLate
    if seen_at > now + CLOCKS_DIFFER:
        raise CodeExpired
    late_minutes = max(int((now - seen_at).total_seconds()) // 60, 0)
    return Seen(activity, proof, min(seen_at, now), late_minutes, was_kept=True)


def _signed(scan: Scan, *, user: User, community: Community, way: str) -> bool:
    if scan.seen_at is None or not scan.signature:
        return False
    text = codes.read_scan(scan.code)
    day = local_day(scan.seen_at)
    keys = {*codes.scan_keys(user.pk, day), *codes.scan_keys(user.pk, day - timedelta(days=1))}
    return any(
        hmac.compare_digest(
            codes.sign_scan(
                key,
                slug=community.slug,
                way=way,
                activity_id=scan.activity_id,
                code=text.code if text else scan.code,
                seen_at=scan.seen_at,
            ),
            scan.signature,
        )
        for key in keys
    )


def _was_right(community: Community, activity_id: UUID, code: str, slot: int) -> bool:
    activity = Activity.objects.filter(community=community, pk=activity_id).first()
    return activity is not None and codes.matches(activity, code, range(slot, slot + 1)) is not None


def _not_guessing(user: User) -> None:
    refuse_guessing("hours.code", user.pk, most=WRONG_CODES)


def _wrong(user: User) -> UnknownCode:
    """Forty bits are not guessed in a lifetime at ten tries in ten minutes."""
    count_wrong("hours.code", user.pk, within_seconds=WRONG_CODES_WITHIN)
    return UnknownCode(fields={"code": UnknownCode.message})
