"""Makes the ladders, places and communities of the plans."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cms.demo.plans import CommunityPlan, DistrictPlan, PlacePlan
from content_models.areas.actions import add_area, found_community
from content_models.areas.models import Area, AreaLevel, Community, Ladder
from content_models.posts.models import ChiefRole

# Buildings of an estate stand in rows of four, some forty metres apart.
ROW, STEP = 4, 0.00038


@dataclass
class Ground:
    """What stands in a community, found by the names that the content uses."""

    community: Community
    areas: dict[str, Area] = field(default_factory=dict)
    chief_roles: dict[object, ChiefRole] = field(default_factory=dict)  # by level

    def area(self, name: str) -> Area:
        return self.areas[name]


@dataclass
class District:
    area: Area
    grounds: dict[str, Ground]


def lay_out(plan: DistrictPlan, _now: datetime) -> District:
    """The district, its street and its communities with everything below."""
    # There is no action for ladders: an installation gets its district's by hand, once.
    ladder = Ladder.objects.create(name=f"{plan.name}（演示）")
    levels: dict[str, AreaLevel] = {}
    roles: dict[object, ChiefRole] = {}
    for rank, level in enumerate(plan.levels):
        levels[level.key] = AreaLevel.objects.create(
            ladder=ladder,
            key=level.key,
            name=level.name,
            name_en=level.name_en,
            rank=rank,
            is_community=level.is_community,
            is_public=level.is_public,
        )
        if level.chief:
            roles[levels[level.key].pk] = ChiefRole.objects.create(
                level=levels[level.key], name=level.chief, name_en=level.chief_en, sort_order=rank
            )
    top = add_area(parent=None, level=levels[plan.levels[0].key], name=plan.name)
    parent = add_area(parent=top, level=levels["street"], name=plan.street) if plan.street else top
    grounds = {
        community.slug: _settle(community, parent=parent, levels=levels, roles=roles) for community in plan.communities
    }
    return District(area=top, grounds=grounds)


def _settle(
    plan: CommunityPlan, *, parent: Area, levels: dict[str, AreaLevel], roles: dict[object, ChiefRole]
) -> Ground:
    latitude, longitude = plan.at
    area = add_area(parent=parent, level=levels["community"], name=plan.name, latitude=latitude, longitude=longitude)
    community = found_community(area=area, slug=plan.slug, kind=plan.kind, intro=plan.intro)
    area.refresh_from_db()  # founding has made it a part of its own community
    community.area = area
    ground = Ground(community=community, areas={plan.name: area}, chief_roles=roles)
    for place in plan.places:
        _build(place, parent=area, at=plan.at, levels=levels, ground=ground)
    return ground


def _build(
    plan: PlacePlan, *, parent: Area, at: tuple[float, float], levels: dict[str, AreaLevel], ground: Ground
) -> None:
    latitude, longitude = plan.at or at
    area = add_area(
        parent=parent,
        level=levels[plan.level],
        name=plan.name,
        latitude=round(latitude, 6),
        longitude=round(longitude, 6),
    )
    # "3栋" stands in every estate: what has nothing below it is known together with the place it lies in.
    ground.areas[plan.name if plan.below else f"{parent.name} {plan.name}"] = area
    for number, child in enumerate(plan.below):
        row, place_in_row = divmod(number, ROW)
        beside = (latitude + row * STEP, longitude + place_in_row * STEP)
        _build(child, parent=area, at=beside, levels=levels, ground=ground)
