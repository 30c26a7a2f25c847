"""Puts the demo's merchants and rewards on the shelves, each published as an editor would."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django_scopes import scope
from wagtail.models import Revision

from cms.demo.accounts import Cast
from cms.demo.pictures.painting import paint
from cms.demo.places import Ground
from cms.demo.plans import RewardPlan, ServicePlan
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.rewards.actions import add_merchant_staff
from content_models.rewards.models import Merchant, Reward
from media.models import CommunityImage

SHADE = 3  # rewards have other colours than the wishes' photos


def set_up_shelves(
    plan: ServicePlan, ground: Ground, cast: Cast, by: Actor, now: datetime, files: list[CommunityImage]
) -> None:
    """The merchants with their staff, then what they and the community's desk hand over."""
    community, user = ground.community, by.user
    with scope(community=community):
        merchants: dict[str, Merchant] = {}
        for order, shop in enumerate(plan.merchants):
            merchant = Merchant.objects.create(
                community=community,
                name=shop.name,
                place=shop.place,
                opening_hours=shop.opening_hours,
                sort_order=order,
            )
            merchants[shop.name] = merchant
            _publish(merchant, user, now)
            for who in shop.staff:
                add_merchant_staff(merchant=merchant, person=cast.user(who), actor=by, now=now)
        for order, reward in enumerate(plan.rewards):
            made = Reward.objects.create(
                community=community,
                name=reward.name,
                kind=reward.kind,
                description=reward.words,
                picture=_picture(reward, order, user, files),
                price=reward.price,
                stock=reward.stock,
                limit_per_person=reward.limit,
                merchant=merchants.get(reward.merchant),
                pick_up=reward.pick_up,
                sort_order=order,
            )
            _publish(made, user, now)


def _picture(plan: RewardPlan, order: int, by: User | None, files: list[CommunityImage]) -> CommunityImage:
    image = CommunityImage(title=plan.name, description=plan.name, uploaded_by_user=by)
    image.file.save(f"{plan.motif}-{order}.jpg", ContentFile(paint(plan.motif, shade=order + SHADE)), save=False)
    image.save()
    files.append(image)
    return image


def _publish(thing: Merchant | Reward, by: User | None, now: datetime) -> None:
    revision = thing.save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=True)
    # Wagtail dates revisions by its own clock.
    Revision.objects.filter(pk=revision.pk).update(created_at=now)
    type(thing).objects.filter(pk=thing.pk).update(first_published_at=now, last_published_at=now)
