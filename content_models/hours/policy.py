"""Who may do what with activities and service records, and which rows. No rule → no."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from content_models.areas.models import Community
from content_models.hours.models import Activity, Certificate, ServiceRecord
from content_models.hours.querysets import RecordQuerySet
from content_models.hours.states import ActivityState, Origin, Proof, RecordState
from content_models.people.models import Membership, User
from content_models.people.roles import HELPER_ROLES, REVIEWER_ROLES, STAFF_ROLES, Actor, Role

OPENS_BEFORE = timedelta(minutes=30)  # people come early
CLOSES_AFTER = timedelta(hours=2)  # and stay on
OPENING_ROLES = frozenset({Role.CHIEF}) | STAFF_ROLES
RULING_ROLES = frozenset({Role.COMMUNITY_ADMIN, Role.DISTRICT_ADMIN})


def may_open_activity(actor: Actor, area_path: str) -> bool:
    """Chiefs for their own place and below, staff for the community."""
    return actor.holds(*OPENING_ROLES, at=area_path)


def may_take_part(actor: Actor, area_path: str) -> bool:
    """Volunteers, chiefs and workers of the community. A chief's own building is enough of a tie."""
    return actor.holds(*HELPER_ROLES, at=area_path) or actor.holds_below(*HELPER_ROLES, at=area_path)


def may_rule(actor: Actor, community: Community) -> bool:
    """Rates and rules are set by who administers the community."""
    return actor.holds(*RULING_ROLES, at=community.area.path)


def runs(actor: Actor, activity: Activity) -> bool:
    """Is the actor in charge: who opened it, or a chief or worker of its place? `activity.area` must be loaded."""
    if actor.id is None:
        return False
    opened = activity.opened_by_id == actor.id and may_open_activity(actor, activity.area.path)
    return opened or actor.holds(*OPENING_ROLES, at=activity.area.path)


def helpers_of(activity: Activity, *, today: date) -> QuerySet[Any]:
    """Whom who is in charge may check in: volunteers, chiefs and workers of the community on that day."""
    roles = Membership.objects.in_force(today=today).filter(
        community_id=activity.community_id, role__in=sorted(HELPER_ROLES)
    )
    return User.objects.filter(pk__in=roles.values("user_id"), is_active=True)


def activity_actions(
    actor: Actor, activity: Activity, *, has_seat: bool, my_record: ServiceRecord | None, now: datetime
) -> list[str]:
    """The verbs open to the actor now, in the order in which a face offers them."""
    if actor.is_visitor or activity.state != ActivityState.OPEN:
        return []
    verbs = []
    checked_in = my_record is not None and my_record.state == RecordState.DRAFT
    if may_take_part(actor, activity.area.path):
        if checked_in:
            verbs.append("check_out")
        elif my_record is None and activity.starts_at - OPENS_BEFORE <= now <= activity.ends_at:
            verbs.append("check_in")
        if has_seat and my_record is None:
            verbs.append("leave_seat")
        elif not has_seat and my_record is None and activity.ends_at > now and activity.seats_taken < activity.wanted:
            verbs.append("take_seat")
    if runs(actor, activity):
        verbs += ["run", "end", "cancel"] if activity.starts_at <= now else ["run", "cancel"]
    return verbs


def reviews(actor: Actor, area_path: str) -> bool:
    """Staff of the community, or the chief of the place or of one that covers it."""
    return actor.holds(*REVIEWER_ROLES, at=area_path)


def may_see(actor: Actor, record: ServiceRecord) -> bool:
    """A record is its person's, who entered it, and the reviewers' of its place."""
    if actor.id is None:
        return False
    own = actor.id in (record.person_id, record.entered_by_id)
    return own or is_the_resident(actor, record) or reviews(actor, record.area.path)


def is_the_resident(actor: Actor, record: ServiceRecord) -> bool:
    """Whose wish it was: she knows best how long it took. `wish` must be loaded."""
    return actor.id is not None and record.wish is not None and record.wish.author_id == actor.id


def is_in_it(actor: Actor, record: ServiceRecord) -> bool:
    """The beneficiary and who wrote it down never certify it."""
    return actor.id in (record.person_id, record.entered_by_id)


def needs_who_was_there(record: ServiceRecord) -> bool:
    """A code on paper proves nothing by itself."""
    return Proof.PAPER in (record.proof_in, record.proof_out)


def may_decide(actor: Actor, record: ServiceRecord) -> bool:
    """May the actor verify or refuse it, as far as persons go? `area` and, on paper, `activity` must be loaded."""
    if actor.id is None or is_in_it(actor, record):
        return False
    if is_the_resident(actor, record):
        return True
    if not reviews(actor, record.area.path):
        return False
    return not needs_who_was_there(record) or (record.activity is not None and runs(actor, record.activity))


def may_state_minutes(record: ServiceRecord) -> bool:
    """A helper says how long it took until it is verified; but not anew what somebody else has put right."""
    waits = record.state in (RecordState.DRAFT, RecordState.SUBMITTED)
    return waits and record.origin == Origin.WISH and record.corrects_id is None


def allowed_actions(actor: Actor, record: ServiceRecord, *, confirmed_by_me: bool = False) -> list[str]:
    """The verbs open to the actor now. Splits are agreed to with the wish, not with the record."""
    if actor.id is None:
        return []
    verbs = []
    mine = record.person_id == actor.id
    if record.state == RecordState.SUBMITTED and may_decide(actor, record):
        verbs += ["reject"] if confirmed_by_me else ["verify", "reject"]
    if record.state == RecordState.VERIFIED and not mine and reviews(actor, record.area.path):
        verbs.append("correct")
    waits = record.state in (RecordState.DRAFT, RecordState.SUBMITTED)
    if mine and may_state_minutes(record):
        verbs.append("state_minutes")
    if waits and record.origin != Origin.WISH and actor.id in (record.person_id, record.entered_by_id):
        verbs.append("withdraw")
    return verbs


def may_revoke(actor: Actor, certificate: Certificate) -> bool:
    """Its person, and who reviews for the whole community. `community.area` must be loaded."""
    if actor.id is None:
        return False
    return certificate.person_id == actor.id or reviews(actor, certificate.community.area.path)


def waiting_records(actor: Actor, community: Community) -> QuerySet[Any]:
    """What waits for this actor's word: never her own, nor what she entered or has confirmed already."""
    records: RecordQuerySet = ServiceRecord.objects.waiting()
    if actor.id is None:
        return records.none()
    in_it = Q(person_id=actor.id) | Q(entered_by_id=actor.id) | Q(confirmations__person_id=actor.id)
    records = records.exclude(pk__in=ServiceRecord.objects.waiting().filter(in_it).values("pk"))
    if actor.holds(*STAFF_ROLES, at=community.area.path):
        return records
    return records.under(actor.paths_of(*REVIEWER_ROLES))
