"""What points can be exchanged for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from cms.heads.head import Head
from cms.heads.pictures import of_library
from content_models.areas.models import Community
from content_models.pages.references import WIDE
from content_models.rewards.models import Reward
from media.models import CommunityImage


def all_rewards(community: Community) -> Head:
    return Head(
        path=f"/c/{community.slug}/exchange",
        title=_("What points can be exchanged for"),
        description=_("Hours of service become points, and points become something to take home, in %(community)s.")
        % {"community": community.name},
        kind="website",
    )


def one_reward(community: Community, reward_id: UUID) -> Head | None:
    pictures: Prefetch[Any] = Prefetch("picture", CommunityImage.objects.prefetch_renditions(WIDE))
    reward = Reward.objects.on_show().prefetch_related(pictures).filter(pk=reward_id).first()
    if reward is None:
        return None
    price = _("%(price)d points") % {"price": reward.price}
    lines = [line.strip() for line in reward.description.splitlines() if line.strip()]
    return Head(
        path=f"/c/{community.slug}/exchange/rewards/{reward.pk}",
        title=reward.name,
        description=" · ".join([price, " ".join(lines)] if lines else [price]),
        picture=of_library(reward.picture),
        words=(price, *lines),
    )
