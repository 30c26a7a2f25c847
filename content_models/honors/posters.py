"""What the poster of one award says: nothing that the public page of its edition does not say at the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.honors.models import Award, HonorRoll
from content_models.honors.names import WITHHELD, shown_on
from content_models.honors.periods import Period
from content_models.honors.reading import lines_of


@dataclass(frozen=True, slots=True)
class PosterWords:
    """`name` as its person agreed; `thanks` is what she is thanked for, or what the roll honours."""

    community: str
    title: str
    period: str
    name: str
    thanks: str
    published_on: date
    roll_id: UUID
    period_start: date


def poster_of(*, award_id: UUID, community: Community) -> PosterWords | None:
    """Asked anew each time it is shown: none while its edition is open, once its person does not want to be shown, or
    where the roll was removed and has no page to lead to.

    In the scope of `community`; four queries.
    """
    rolls = HonorRoll.objects.on_show().order_by()
    award = Award.objects.given().select_related("edition").filter(pk=award_id, edition__roll__in=rolls).first()
    if award is None:
        return None
    edition = award.edition
    shown = shown_on([award], community=community)
    if shown[award.pk].kind == WITHHELD:
        return None
    (line,) = lines_of([award], edition, shown)
    return PosterWords(
        community=community.name,
        title=edition.title,
        period=Period(edition.period_start, edition.period_end).label,
        name=line.name.text,
        thanks=line.reason or edition.intro or _("Thank you for everything you do for your neighbours."),
        published_on=local_day(edition.frozen_at),
        roll_id=edition.roll_id,
        period_start=edition.period_start,
    )


__all__ = ["PosterWords", "poster_of"]
