"""What a community decides about hours and points."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, Invalid
from content_models.common.ids import uuid7
from content_models.hours.actions.deciding import NotYours
from content_models.hours.models import PointRate, ServiceSettings
from content_models.hours.policy import may_rule
from content_models.people.actions import signed_in
from content_models.people.roles import Actor

RATE_MAX = 1000
RULES = {field.name for field in ServiceSettings._meta.concrete_fields} - {"community"}


class RateInThePast(Conflict):
    code = "rate_in_the_past"
    message = _("Points were given by the old rate on that day already. Please choose today or a later day.")


@transaction.atomic
def set_rate(*, actor: Actor, community: Community, starts_on: date, points_per_hour: int, now: datetime) -> PointRate:
    """Decide what an hour is worth from a day on. The first rate may begin on any day, a change today at the earliest.

    Raises:
        NotYours, RateInThePast, Invalid
    """
    user = signed_in(actor)
    if not may_rule(actor, community):
        raise NotYours
    if not 0 <= points_per_hour <= RATE_MAX:
        raise Invalid(fields={"points_per_hour": _("From 0 to %(limit)d points.") % {"limit": RATE_MAX}})
    if starts_on < local_day(now) and PointRate.objects.filter(community=community).exists():
        raise RateInThePast(fields={"starts_on": RateInThePast.message})
    rate, _made = PointRate.objects.update_or_create(
        community=community,
        starts_on=starts_on,
        defaults={"points_per_hour": points_per_hour, "set_by": user},
        create_defaults={"id": uuid7(), "points_per_hour": points_per_hour, "set_by": user},
    )
    log(rate, "linli.rate.set", user=user, data={"points_per_hour": points_per_hour, "starts_on": str(starts_on)})
    return rate


@transaction.atomic
def change_settings(*, actor: Actor, community: Community, **fields: Any) -> ServiceSettings:
    """Change the community's rules; `fields` are those of ServiceSettings.

    Raises:
        NotYours; Invalid with the fields that don't fit.
    """
    user = signed_in(actor)
    if not may_rule(actor, community):
        raise NotYours
    settings, _made = ServiceSettings.objects.get_or_create(community=community)
    for name, value in fields.items():
        if name not in RULES:
            raise TypeError(f"{name} is no rule of a community")
        setattr(settings, name, value)
    try:
        settings.full_clean(exclude=["community"])
    except ValidationError as error:
        raise Invalid(fields={name: messages[0] for name, messages in error.message_dict.items()}) from error
    settings.save()
    log(settings, "linli.settings.changed", user=user, data={name: str(value) for name, value in fields.items()})
    return settings
