"""What somebody's verified service comes to: counted from the records, never less because points were spent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone
from django_scopes import scopes_disabled

from content_models.hours.models import ServiceRecord


@dataclass(slots=True)
class HoursSummary:
    """Minutes of one person over all communities. Months are YYYY-MM on the installation's calendar, oldest first."""

    minutes_verified: int = 0
    records: int = 0
    by_month: dict[str, int] = field(default_factory=dict)
    by_subject: dict[str, int] = field(default_factory=dict)  # a post's name, else what it was
    by_community: dict[UUID, int] = field(default_factory=dict)


def summarise(person_id: UUID) -> HoursSummary:
    """One query. One's own hours, wherever they were done: the place that may look over communities, by person."""
    with scopes_disabled():
        rows = list(
            ServiceRecord.objects.of(person_id)
            .verified()
            .order_by("started_at")
            .values_list("started_at", "minutes", "post__name", "subject", "community_id")
        )
    summary = HoursSummary(records=len(rows))
    months: dict[str, int] = defaultdict(int)
    subjects: dict[str, int] = defaultdict(int)
    communities: dict[UUID, int] = defaultdict(int)
    for started_at, minutes, post, subject, community_id in rows:
        summary.minutes_verified += minutes
        months[f"{timezone.localtime(started_at):%Y-%m}"] += minutes
        subjects[post or subject] += minutes
        communities[community_id] += minutes
    summary.by_month = dict(months)
    summary.by_subject = dict(sorted(subjects.items(), key=lambda pair: -pair[1]))
    summary.by_community = dict(communities)
    return summary
