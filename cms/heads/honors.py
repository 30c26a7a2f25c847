"""Honor rolls and their editions. How many were thanked is said, and who not (see Head)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.heads.head import Head
from content_models.areas.models import Community
from content_models.honors.models import Award, Edition, HonorRoll
from content_models.honors.periods import Period

LISTED, STRIP = 30, 60


def all_rolls(community: Community) -> Head:
    path = f"/c/{community.slug}/honors"
    rolls = list(HonorRoll.objects.on_show()[:LISTED])
    return Head(
        path=path,
        title=_("Honor rolls"),
        description="、".join(roll.title for roll in rolls)
        or _("Neighbours whom %(community)s thanks.") % {"community": community.name},
        kind="website",
        links=tuple((f"{path}/{roll.pk}", roll.title) for roll in rolls),
    )


def one_roll(community: Community, roll_id: UUID, period: str) -> Head | None:
    """`period` names an edition by its first day; any that has not come out is told of as the roll."""
    roll = HonorRoll.objects.on_show().filter(pk=roll_id).first()
    if roll is None:
        return None
    path = f"/c/{community.slug}/honors/{roll.pk}"
    frozen = Edition.objects.filter(roll=roll).frozen().order_by("-period_start")
    editions = list(frozen[:STRIP])
    chosen = next((one for one in editions if one.period_start.isoformat() == period), None)
    if chosen is not None:
        return _edition(chosen, f"{path}?period={period}")
    return Head(
        path=path,
        title=roll.title,
        description=roll.intro or _("Neighbours whom %(community)s thanks.") % {"community": community.name},
        links=tuple((f"{path}?period={one.period_start.isoformat()}", _label(one)) for one in editions),
    )


def _edition(edition: Edition, path: str) -> Head:
    """One that has come out: what it says of the roll was written down on that day."""
    label = _label(edition)
    count = Award.objects.filter(edition=edition).count()
    thanked = ngettext("%(count)d neighbour is thanked.", "%(count)d neighbours are thanked.", count) % {"count": count}
    return Head(
        path=path,
        title=f"{edition.title} · {label}",
        description=f"{edition.intro} {thanked}".strip(),
        words=tuple(filter(None, (label, edition.about, edition.intro, thanked))),
    )


def _label(edition: Edition) -> str:
    return Period(edition.period_start, edition.period_end).label
