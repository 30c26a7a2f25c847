"""服务证明: free, for everybody who has served; what it says can be checked by anybody."""

from __future__ import annotations

import json
import secrets
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, Invalid, Missing
from content_models.common.ids import uuid7
from content_models.hours.models import TEXT_MAX, Certificate, ServiceRecord
from content_models.hours.policy import may_revoke
from content_models.people.actions import clean_reason, signed_in
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor

LINES_MAX = 2000
FIRST_DAY = date(2000, 1, 1)


class NoRecords(Conflict):
    code = "no_records"
    message = _("There are no verified hours of this time yet.")


class TooManyLines(Invalid):
    code = "too_many_lines"
    message = _("These are more than %(limit)d records. Please choose a shorter time.")


class BadPeriod(Invalid):
    code = "bad_period"
    message = _("The last day lies before the first.")


@transaction.atomic
def issue_certificate(
    *, actor: Actor, community: Community, first_day: date, last_day: date, now: datetime
) -> Certificate:
    """Write down what one's verified records of a period come to; both days are in it.

    Raises:
        Unknown, BadPeriod, NoRecords, TooManyLines
    """
    user = signed_in(actor)
    if last_day < first_day:
        raise BadPeriod(fields={"last_day": BadPeriod.message})
    # What lies before anybody's records, or ahead, is not written on a paper.
    first_day, last_day = max(first_day, FIRST_DAY), min(last_day, local_day(now))
    if last_day < first_day:
        raise NoRecords
    begin = timezone.make_aware(datetime.combine(first_day, time()))
    end = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))
    records = ServiceRecord.objects.of(user.pk).verified().filter(community=community)
    found = list(
        records.filter(started_at__gte=begin, started_at__lt=end)
        .select_related("verified_by")
        .order_by("started_at")[: LINES_MAX + 1]
    )
    if not found:
        raise NoRecords
    if len(found) > LINES_MAX:
        problem = TooManyLines.message % {"limit": LINES_MAX}
        raise TooManyLines(problem, fields={"first_day": problem})
    minutes = sum(record.minutes or 0 for record in found)
    content: dict[str, Any] = {
        "name": user.full_name or user.shown_name,
        "community": community.name,
        "organiser": community.name,
        "lines": [_line(record) for record in found],
        "minutes": minutes,
        "records": len(found),
    }
    certificate = Certificate.objects.create(
        id=uuid7(),
        community=community,
        person=user,
        number=f"LL{local_day(now):%Y%m%d}-{secrets.randbelow(10**8):08}",
        token=secrets.token_urlsafe(16),
        first_day=first_day,
        last_day=last_day,
        minutes=minutes,
        records=len(found),
        content=json.dumps(content, ensure_ascii=False),
        created_at=now,
    )
    log(certificate, "linli.certificate.issued", user=user)
    return certificate


def _line(record: ServiceRecord) -> dict[str, Any]:
    began = timezone.localtime(record.started_at)
    return {
        "day": f"{began:%Y-%m-%d}",
        "subject": record.subject,
        "place": record.place,
        "minutes": record.minutes,
        "grade": record.grade,
        "organiser": record.organiser,
        "verified_by": record.verified_by.shown_name if record.verified_by else "",
    }


class AlreadyRevoked(Conflict):
    code = "already_revoked"
    message = _("This certificate was revoked already.")


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, actor: Actor, reason: str = "", now: datetime) -> Certificate:
    """Say that it holds no more. Its public page says so at once; its person reads the community's reason.

    Raises:
        Missing: not the actor's to revoke. ReasonMissing: of others' without one. AlreadyRevoked
    """
    user = signed_in(actor)
    if not may_revoke(actor, certificate):
        raise Missing
    own = certificate.person_id == user.pk
    text = reason.strip()[:TEXT_MAX] if own else clean_reason(reason, limit=TEXT_MAX)
    if not _revoke(certificate, text, user=user, now=now, tells=not own):
        raise AlreadyRevoked
    return certificate


def revoke_those_with(record: ServiceRecord, *, user: User, now: datetime) -> None:
    """A record was wrong: what was certified with it holds no more. For this folder: the caller has checked who may."""
    if record.person_id is None or record.started_at is None or record.verified_at is None:
        return
    day = local_day(record.started_at)
    living = Certificate.objects.of(record.person_id).valid().filter(community_id=record.community_id)
    for certificate in living.filter(first_day__lte=day, last_day__gte=day, created_at__gte=record.verified_at):
        _revoke(certificate, record.answer, user=user, now=now, tells=True)


def _revoke(certificate: Certificate, reason: str, *, user: User, now: datetime, tells: bool) -> bool:
    """Of two who revoke at once, one does."""
    if not Certificate.objects.valid().filter(pk=certificate.pk).update(revoked_at=now, revoked_because=reason):
        return False
    certificate.revoked_at, certificate.revoked_because = now, reason
    if tells:
        tell(
            user_id=certificate.person_id,
            kind="certificate_revoked",
            now=now,
            community_id=certificate.community_id,
            subject=("certificate", certificate.pk),
            number=certificate.number,
            reason=reason,
        )
    log(certificate, "linli.certificate.revoked", user=user, data={"reason": reason})
    return True
