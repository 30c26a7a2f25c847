"""The world of the tenancy matrix: two districts, three communities with one of everything, a person in every role.

Pine Lane and Oak Court are neighbours under one street, Willow Bank lies in another district. Everything carries a
mark: what a community shows to all says 松公, 橡公, 柳公, what is its own business 松密, 橡密, 柳密, and what belongs
to a district 本区密 or 外区密 (本区公, 外区公: what its communities show of it). Who reads another's found a hole.

A new kind of thing: make one in tests/tenancy/furnishing.py, with a mark in every word of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django_scopes import scope

from content_models.areas.actions import add_area
from content_models.areas.models import Area, AreaLevel, Ladder
from content_models.people.models import User
from content_models.posts.models import PostSet
from tests.support.cast import (
    Cast,
    Neighbourhood,
    make_cast,
    make_neighbourhood,
    make_person,
)
from tests.tenancy.furnishing import Staff, furnish, furnish_district, furnish_within_pine, make_agreements, with_roles
from tests.tenancy.marks import (
    DISTRICT_OF,
    SHOWN,
)


@dataclass(frozen=True)
class Somebody:
    """One row of the matrix: a person in one role, at home somewhere, a stranger next door."""

    role: str
    user: User | None
    home: str = "pine"
    next_door: str = "oak"

    @property
    def covers(self) -> tuple[str, ...]:
        """The communities at or below the place of her role; the whole of them or a part."""
        return ("pine", "oak") if self.role in ("street_worker", "district_admin") else (self.home,)


@dataclass
class World:
    """Who there is, where, and the ids of one thing of each kind: `things["oak"]["wish_open"]`."""

    cast: Cast
    places: dict[str, Neighbourhood]
    people: dict[str, Somebody]
    things: dict[str, dict[str, str]] = field(default_factory=dict)

    def cast_at(self, slug: str) -> Cast:
        """The cast with `pine` standing for this community: bodies of the table are written for Pine Lane."""
        return replace(self.cast, pine=self.places[slug])


def make_world() -> World:
    """Everything and everybody. Takes some seconds: once for all the cells of a module."""
    cast = make_cast()
    far = _far_district()
    willow = make_neighbourhood(street=far["street"], levels=far["levels"], slug="willow", name="柳荫")
    places = {"pine": cast.pine, "oak": cast.oak, "willow": willow}
    for slug, place in places.items():
        _mark_places(place, SHOWN[slug])
    near = {"district": Area.objects.get(name="测试区"), "levels": _levels_of(cast.pine)}
    near["street"] = Area.objects.get(name="东街道")
    people = _people(cast, willow, near=near, far=far)
    world = World(cast, places, people)
    staff = {
        "pine": Staff(cast.wu, cast.ada, cast.anna, cast.bo),
        "oak": Staff(cast.oskar, _admin(cast.oak, "Otto", 40), cast.nia, cast.nia),
        "willow": Staff(
            with_roles(make_person("Wendy", 41), willow, worker=willow.community.area),
            _admin(willow, "Walt", 42),
            *[with_roles(make_person("Will", 43), willow, resident=willow.building_1, volunteer=willow.community.area)]
            * 2,
        ),
    }
    admins = {"near": cast.dai, "far": people["other_district_admin"].user}
    districts = {
        name: furnish_district(name, places_of, admin)
        for (name, places_of), admin in zip({"near": near, "far": far}.items(), admins.values(), strict=True)
    }
    for slug, place in places.items():
        mine = furnish(world, place, staff[slug], slug)
        world.things[slug] = {**districts[DISTRICT_OF[slug]], **mine}
    furnish_within_pine(world, staff["pine"])
    make_agreements(world)
    for slug, elsewhere in {"pine": "willow", "oak": "willow", "willow": "pine"}.items():
        world.things[slug]["case_elsewhere"] = world.things[elsewhere]["case"]
    return world


def _levels_of(place: Neighbourhood) -> dict[str, AreaLevel]:
    return {level.key: level for level in AreaLevel.objects.filter(ladder=place.community.area.level.ladder)}


def _far_district() -> dict[str, Any]:
    ladder = Ladder.objects.create(name="外区密阶梯")
    levels = {
        level.key: AreaLevel.objects.create(
            ladder=ladder, key=level.key, name=f"外{level.name}", rank=level.rank,
            is_community=level.is_community, is_public=level.is_public,
        )
        for level in AreaLevel.objects.order_by("rank")
    }  # fmt: skip
    district = add_area(parent=None, level=levels["district"], name="外区")
    street = add_area(parent=district, level=levels["street"], name="外街道")
    return {"district": district, "street": street, "levels": levels}


def _mark_places(place: Neighbourhood, mark: str) -> None:
    for name in ("estate", "far_estate", "building_1", "building_2", "far_building"):
        area = getattr(place, name)
        area.name = f"{mark}{area.name}"
        area.save()
    with scope(community=place.community):
        for thing in (place.category, place.other_category, place.post):
            thing.name = f"{mark}{thing.name}"
            thing.save()
        PostSet.objects.filter(community=place.community).update(title=f"{mark}的六岗")
    place.community.wishes_per_person = 20
    place.community.intro = f"{mark}的社区"
    place.community.save()


def _admin(place: Neighbourhood, name: str, number: int) -> User:
    return with_roles(make_person(name, number), place, community_admin=place.community.area)


def _people(cast: Cast, willow: Neighbourhood, *, near: dict[str, Any], far: dict[str, Any]) -> dict[str, Somebody]:
    """Every role of the design, and a worker above and one below a community."""
    area = cast.pine.community.area
    dora = with_roles(make_person("Dora", 21), willow, district_admin=far["district"])
    found = [
        Somebody("visitor", None),
        Somebody("newcomer", make_person("Newt", 22)),
        Somebody("resident", cast.anna),
        Somebody("volunteer", cast.bo),
        Somebody("chief", cast.chen),
        Somebody("merchant", make_person("Max", 23)),
        Somebody("unit_liaison", with_roles(make_person("Uli", 24), cast.pine, unit_liaison=area)),
        Somebody("grid_worker", with_roles(make_person("Gao", 25), cast.pine, worker=cast.pine.estate)),
        Somebody("worker", cast.wu),
        Somebody("community_admin", cast.ada),
        Somebody(
            "street_worker", with_roles(make_person("Sam", 26), cast.pine, worker=near["street"]), "pine", "willow"
        ),
        Somebody("district_admin", cast.dai, "pine", "willow"),
        Somebody("other_district_admin", dora, "willow", "pine"),
    ]
    return {one.role: one for one in found}
