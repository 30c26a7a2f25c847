"""The cast of the tests: two neighbouring communities and people whose names say who they are.

Pine Lane (松林) is where things happen: Anna lives there, Bo and Bea volunteer, Chen is chief of building 1,
Wu works for the community, Ada administers it, Dai administers the district. Oak Court (橡树) is next door:
Nia lives there, Oskar works there. Vera has just signed up and belongs nowhere yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.test import Client
from django_scopes import scope

from content_models.areas.actions import add_area, found_community
from content_models.areas.models import Area, AreaLevel, Community, CommunityKind, Ladder
from content_models.common.clock import local_day, utc_now
from content_models.common.ids import uuid7
from content_models.people.actions import CONSENT_VERSIONS, grant_role
from content_models.people.models import Consent, User
from content_models.people.phones import phone_hash
from content_models.people.roles import Actor, Role
from content_models.posts.actions import appoint
from content_models.posts.models import ChiefRole, PostSet, PostType
from content_models.wishes.models import WishCategory

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PASSWORD = "just a test 1"


@dataclass
class Neighbourhood:
    """One community with its places, categories and posts."""

    community: Community
    estate: Area
    far_estate: Area
    building_1: Area
    building_2: Area
    far_building: Area
    category: WishCategory
    other_category: WishCategory
    post: PostType

    @property
    def slug(self) -> str:
        return self.community.slug


@dataclass
class Cast:
    """Everybody and everywhere."""

    pine: Neighbourhood
    oak: Neighbourhood
    anna: User
    bo: User
    bea: User
    chen: User
    wu: User
    ada: User
    dai: User
    nia: User
    oskar: User
    vera: User

    def client(self, person: User | None) -> Client:
        """A browser of this person (or of a visitor), without CSRF checks."""
        client = Client()
        if person is not None:
            client.force_login(person)
        return client


def actor(person: User) -> Actor:
    """The person with the roles in force now."""
    found = User.objects.with_grants(person.pk, today=local_day(utc_now()))
    assert found is not None
    return found


def make_person(name: str, number: int, *, consent: bool = True) -> User:
    phone = f"+8619900{number:06d}"
    person = User(username=name.lower(), nickname=name, phone=phone, phone_hash=phone_hash(phone))
    person.full_name = f"赵{name}"
    person.phone_verified_at = LONG_AGO
    person.set_password(PASSWORD)
    person.save()
    if consent:
        Consent.objects.create(
            id=uuid7(), user=person, purpose="privacy", version=CONSENT_VERSIONS["privacy"], given_at=LONG_AGO
        )
    return person


def make_ladder() -> dict[str, AreaLevel]:
    ladder = Ladder.objects.create(name="测试区")
    rungs = [("district", "区"), ("street", "街道"), ("community", "社区"), ("estate", "小区"), ("building", "楼栋")]
    return {
        key: AreaLevel.objects.create(
            ladder=ladder,
            key=key,
            name=name,
            rank=rank,
            is_community=key == "community",
            is_public=key in ("community", "estate"),
        )
        for rank, (key, name) in enumerate(rungs)
    }


def make_neighbourhood(*, street: Area, levels: dict[str, AreaLevel], slug: str, name: str) -> Neighbourhood:
    area = add_area(parent=street, level=levels["community"], name=name, latitude=22.5, longitude=114.0)
    community = found_community(area=area, slug=slug, kind=CommunityKind.STANDARD)
    area.refresh_from_db()
    community.area = area
    with scope(community=community):
        estate = add_area(parent=area, level=levels["estate"], name=f"{name}花园", latitude=22.501, longitude=114.001)
        far = add_area(parent=area, level=levels["estate"], name=f"{name}北苑", latitude=22.52, longitude=114.02)
        category = WishCategory.objects.create(community=community, name="搭把手", icon="hand", sort_order=0)
        other = WishCategory.objects.create(community=community, name="修修补补", icon="wrench", sort_order=1)
        PostSet.objects.create(community=community, title="我们的六岗", intro="人人有岗")
        post = PostType.objects.create(
            community=community, name="邻里互助岗", icon="hand", duties="帮邻居搭把手", wanted=2, sort_order=0
        )
        return Neighbourhood(
            community=community,
            estate=estate,
            far_estate=far,
            building_1=add_area(parent=estate, level=levels["building"], name="1栋"),
            building_2=add_area(parent=estate, level=levels["building"], name="2栋"),
            far_building=add_area(parent=far, level=levels["building"], name="9栋"),
            category=category,
            other_category=other,
            post=post,
        )


def _with_roles(person: User, place: Neighbourhood, **roles: Area) -> User:
    with scope(community=place.community):
        for role, area in roles.items():
            grant_role(user=person, role=Role(role), area=area, by=None, now=LONG_AGO)
    return person


def make_cast() -> Cast:
    levels = make_ladder()
    district = add_area(parent=None, level=levels["district"], name="测试区")
    street = add_area(parent=district, level=levels["street"], name="东街道")
    pine = make_neighbourhood(street=street, levels=levels, slug="pine", name="松林")
    oak = make_neighbourhood(street=street, levels=levels, slug="oak", name="橡树")
    chen = make_person("Chen", 4)
    dai = make_person("Dai", 7)
    building_chief = ChiefRole.objects.create(level=levels["building"], name="楼栋长")
    with scope(community=pine.community):
        appoint(
            person=chen,
            community=pine.community,
            area=pine.building_1,
            chief_role=building_chief,
            by=None,
            now=LONG_AGO,
        )
        grant_role(user=dai, role=Role.DISTRICT_ADMIN, area=district, by=None, now=LONG_AGO)
    return Cast(
        pine=pine,
        oak=oak,
        anna=_with_roles(make_person("Anna", 1), pine, resident=pine.building_1),
        bo=_with_roles(make_person("Bo", 2), pine, volunteer=pine.community.area),
        bea=_with_roles(make_person("Bea", 3), pine, volunteer=pine.community.area),
        chen=chen,
        wu=_with_roles(make_person("Wu", 5), pine, worker=pine.community.area),
        ada=_with_roles(make_person("Ada", 6), pine, community_admin=pine.community.area),
        dai=dai,
        nia=_with_roles(make_person("Nia", 8), oak, resident=oak.building_1, volunteer=oak.community.area),
        oskar=_with_roles(make_person("Oskar", 9), oak, worker=oak.community.area),
        vera=make_person("Vera", 10, consent=False),
    )


def wish_input(place: Neighbourhood, **changes: Any) -> dict[str, Any]:
    """A good new wish as JSON; `changes` replace parts of it."""
    return {
        "title": "想修一盏楼道灯",
        "description": "三楼的声控灯不亮了，晚上老人上下楼看不清。",
        "category": str(place.category.pk),
        "area": str(place.building_1.pk),
        "helpers_wanted": 1,
        **changes,
    }
