"""时长互认: which communities recognise each other's points, and who owes whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django_scopes import scopes_disabled

from content_models.areas.models import Community
from content_models.ledger.kinds import TransferKind
from content_models.ledger.models import Recognition, Transfer


def of_community(community_id: UUID) -> QuerySet[Recognition]:
    """Agreements that are proposed or in force, on either side."""
    return (
        Recognition.objects.filter(Q(proposer_id=community_id) | Q(partner_id=community_id), ended_at__isnull=True)
        .select_related("proposer", "partner")
        .order_by("id")
    )


def partners_among(community_ids: Collection[UUID]) -> dict[UUID, list[Community]]:
    """Per community, on either side: with which open ones these have a signed agreement. One query."""
    agreements = Recognition.objects.filter(
        Q(proposer_id__in=community_ids) | Q(partner_id__in=community_ids),
        proposer__is_active=True,
        partner__is_active=True,
        signed_at__isnull=False,
        ended_at__isnull=True,
    ).select_related("proposer", "partner")
    partners: dict[UUID, list[Community]] = defaultdict(list)
    for agreement in agreements.order_by("id"):
        for one, other in ((agreement.proposer, agreement.partner), (agreement.partner, agreement.proposer)):
            if other not in partners[one.pk]:
                partners[one.pk].append(other)
    return partners


def in_force_between(one: UUID, other: UUID) -> Recognition | None:
    """The signed agreement of two communities, whoever proposed it."""
    return (
        Recognition.objects.filter(
            Q(proposer_id=one, partner_id=other) | Q(proposer_id=other, partner_id=one),
            signed_at__isnull=False,
            ended_at__isnull=True,
        )
        .order_by("id")
        .first()
    )


def brought_since(community_id: UUID, person_id: UUID, moment: datetime) -> int:
    """Points that a person has brought into this community since `moment`."""
    rows = Transfer.objects.filter(
        community_id=community_id, kind=TransferKind.CARRY_IN, credit__owner_id=person_id, created_at__gte=moment
    )
    return int(rows.aggregate(total=Sum("amount"))["total"] or 0)


@dataclass(frozen=True, slots=True)
class Balance:
    """Between two communities in a period: points spent at the partner's, points of the partner's spent here.

    Where people spend, that community gives the goods; so `owes` > 0 means this community owes the partner.
    """

    partner_id: UUID
    partner: str
    spent_there: int
    spent_here: int

    @property
    def owes(self) -> int:
        return self.spent_there - self.spent_here


def settlement(community_id: UUID, *, first_day: date, last_day: date) -> list[Balance]:
    """Who owes whom, per agreement that was ever signed; days are the installation's, both included."""
    begin = timezone.make_aware(datetime.combine(first_day, time()))
    end = timezone.make_aware(datetime.combine(last_day, time.max))
    agreements = Recognition.objects.filter(
        Q(proposer_id=community_id) | Q(partner_id=community_id), signed_at__isnull=False
    ).select_related("proposer", "partner")
    rows: dict[UUID, Balance] = {}
    # The one place that looks at two communities: both signed for it, and only sums are seen.
    with scopes_disabled():
        for agreement in agreements.order_by("id"):
            partner = agreement.partner if agreement.proposer_id == community_id else agreement.proposer
            between = Recognition.objects.filter(
                Q(proposer_id=community_id, partner=partner) | Q(proposer=partner, partner_id=community_id)
            ).values("pk")
            carried = Transfer.objects.filter(
                reference_type="recognition", reference_id__in=between, created_at__gte=begin, created_at__lte=end
            )
            rows[partner.pk] = Balance(
                partner_id=partner.pk,
                partner=partner.name,
                spent_there=_sum(carried.filter(community_id=community_id, kind=TransferKind.CARRY_OUT)),
                spent_here=_sum(carried.filter(community_id=community_id, kind=TransferKind.CARRY_IN)),
            )
    return list(rows.values())


def _sum(rows: QuerySet[Transfer]) -> int:
    return int(rows.aggregate(total=Sum("amount"))["total"] or 0)
