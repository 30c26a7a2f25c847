"""How the minutes of a wish are split among its helpers: everybody agrees to the same figures, which she has seen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content_models.common.errors import Conflict, Missing
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.hours.actions.recording import MinutesChanged, hold_minutes, log_record, save_record
from content_models.hours.models import ServiceRecord, SplitAgreement
from content_models.hours.states import RecordState
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.wishes.actions.story import read_wish
from content_models.wishes.models import Wish
from content_models.wishes.states import SEATED, WishState


class NothingToAgree(Conflict):
    code = "nothing_to_agree"
    message = _("There are no minutes to agree to here.")


def living_records(wish_id: UUID) -> list[ServiceRecord]:
    """One per helper, in the order in which they reported; not of helpers who gave the wish back after all."""
    records = ServiceRecord.objects.filter(wish_id=wish_id).occupying()
    records = records.filter(Q(claim=None) | Q(claim__state__in=sorted(SEATED)))
    return list(records.select_related("person", "area", "community", "post", "wish").order_by("pk"))


def split_of(records: list[ServiceRecord]) -> str:
    """A digest of whose record has how many minutes."""
    text = ";".join(f"{record.pk}={record.minutes}" for record in records)
    return hashlib.sha256(text.encode()).hexdigest()


def agreed_by(wish_id: UUID, records: list[ServiceRecord]) -> set[UUID]:
    """Who agrees to the present split."""
    agreements = SplitAgreement.objects.filter(wish_id=wish_id, split=split_of(records))
    return set(agreements.values_list("person_id", flat=True))


def is_agreed(wish_id: UUID, records: list[ServiceRecord]) -> bool:
    """Has everybody said how long, and do all agree? A single helper agrees with herself."""
    if not records or any(record.minutes is None for record in records):
        return False
    people = {record.person_id for record in records} - {None}  # who left Linli asks for nothing
    return len(people) < 2 or people <= agreed_by(wish_id, records)


def hold_what_was_seen(records: list[ServiceRecord], seen: Mapping[UUID, int | None] | None) -> None:
    """`seen` is what somebody was shown, minutes by record; None: she does not say (an older app).

    The rows are held from here on: whoever reads them again in this transaction reads these figures.

    Raises:
        MinutesChanged: it says something else now. Overtaken: it has just changed.
    """
    if seen is None:
        return
    told = {record.pk: record.minutes for record in records if record.minutes is not None}
    if told != {pk: minutes for pk, minutes in seen.items() if minutes is not None}:
        raise MinutesChanged.of(records)
    for record in records:
        hold_minutes(record)


def agree(community_id: UUID, wish_id: UUID, records: list[ServiceRecord], user: User, now: datetime) -> None:
    """Write down that somebody agrees to these very figures. Others that come meanwhile make another digest."""
    split = split_of(records)
    SplitAgreement.objects.update_or_create(
        wish_id=wish_id,
        person=user,
        defaults={"split": split, "at": now},
        create_defaults={"id": uuid7(), "community_id": community_id, "split": split, "at": now},
    )


@again_when_overtaken
def agree_split(*, wish_id: UUID, actor: Actor, seen: Mapping[UUID, int | None] | None = None, now: datetime) -> Wish:
    """One of several helpers agrees how the minutes are split. `seen` is what she was shown, minutes by record.

    Raises:
        Missing: not one of them. NothingToAgree: somebody has not said how long it took. MinutesChanged
    """
    user = signed_in(actor)
    wish = read_wish(wish_id)
    records = living_records(wish_id)
    if user.pk not in {record.person_id for record in records}:
        raise Missing
    if any(record.minutes is None for record in records):
        raise NothingToAgree
    hold_what_was_seen(records, seen)
    agree(wish.community_id, wish_id, records, user, now)
    if wish.state == WishState.CONFIRMED:
        submit_when_agreed(wish_id, user=user, now=now)
    return wish


def submit_when_agreed(wish_id: UUID | None, *, user: User | None, now: datetime) -> list[ServiceRecord]:
    """The records of a confirmed wish wait for verification once everybody agrees; the records."""
    if wish_id is None:
        return []
    records = living_records(wish_id)
    if not is_agreed(wish_id, records):
        return records
    for record in records:
        if record.state == RecordState.DRAFT:
            hold_minutes(record)
            record.submit()
            record.submitted_at = now
            save_record(record, ["submitted_at"])
            log_record(record, "submitted", user=user)
    return records
