"""What is in the demo, in numbers."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django_scopes import scope

from cms.demo.content import DISTRICTS
from content_models.areas.models import Community
from content_models.hours.models import ServiceRecord
from content_models.people.models import Membership
from content_models.posts.models import Appointment, PostType
from content_models.rewards.models import Redemption, Reward
from content_models.wishes.models import Wish, WishPhoto
from content_models.wishes.states import WishState


def tally() -> Iterator[str]:
    """One line a community."""
    slugs = [community.slug for district in DISTRICTS for community in district.communities]
    for community in Community.objects.filter(slug__in=slugs).order_by("pk"):
        with scope(community=community):
            states = dict(Wish.objects.order_by().values_list("state").annotate(Count("pk")))
            yield (
                f"{community.name} ({community.slug}): {community.areas.count()} places, "
                f"{Membership.objects.living().values('user').distinct().count()} people, "
                f"{PostType.objects.on_show().count()} posts, {Appointment.objects.living().count()} appointments, "
                f"{sum(states.values())} wishes ("
                + ", ".join(f"{states[state]} {state}" for state in WishState if state in states)
                + f"), {WishPhoto.objects.count()} pictures, {ServiceRecord.objects.count()} service records, "
                f"{Reward.objects.on_show().count()} rewards, {Redemption.objects.count()} redemptions"
            )
