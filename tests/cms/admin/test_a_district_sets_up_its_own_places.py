"""Places, levels and chiefs belong to a district; settings to a community. Nobody sees or changes another's."""

from __future__ import annotations

import pytest

from content_models.areas.actions import add_area, found_community
from content_models.areas.models import Area, AreaLevel, BoardVersion, CommunityKind, Ladder
from content_models.people.actions import grant_role
from content_models.people.roles import Role
from content_models.posts.models import ChiefRole
from tests.cms.admin.acting import a_wish
from tests.support.cast import LONG_AGO, make_person


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def county(cast):
    """Another district with a ladder of its own, administered by Kong."""
    ladder = Ladder.objects.create(name="远县")
    top = AreaLevel.objects.create(ladder=ladder, key="county", name="县", rank=0)
    below = AreaLevel.objects.create(ladder=ladder, key="community", name="社区", rank=1, is_community=True)
    area = add_area(parent=None, level=top, name="远县")
    place = add_area(parent=area, level=below, name="河湾")
    community = found_community(area=place, slug="river", kind=CommunityKind.STANDARD)
    role = ChiefRole.objects.create(level=below, name="片区长")
    kong = make_person("Kong", 40)
    grant_role(user=kong, role=Role.DISTRICT_ADMIN, area=area, by=None, now=LONG_AGO)
    return {"ladders": ladder, "levels": below, "areas": place, "chief-roles": role, "communities": community}


def test_a_new_building_is_on_the_ladder_and_on_phones(dai, cast):
    level = AreaLevel.objects.get(key="building")
    form = {"parent": str(cast.pine.estate.pk), "level": str(level.pk), "name": "3栋"}
    assert dai.post("/admin/areas/new/", form).status_code == 302
    made = Area.objects.get(name="3栋")
    assert (made.community, made.get_parent()) == (cast.pine.community, cast.pine.estate)
    areas = cast.client(None).get("/api/v1/communities/pine").json()["areas"]
    assert "3栋" in [area["name"] for area in areas]


def test_a_place_above_its_rung_is_refused(dai, cast):
    level = AreaLevel.objects.get(key="street")
    form = {"parent": str(cast.pine.estate.pk), "level": str(level.pk), "name": "哪条街"}
    assert dai.post("/admin/areas/new/", form).context["form"].errors["level"]
    assert not Area.objects.filter(name="哪条街").exists()


def test_a_renamed_estate_stands_on_the_board_at_once(dai, cast):
    a_wish(cast.pine, cast.anna, approved_by=cast.wu)
    assert dai.post(f"/admin/areas/edit/{cast.pine.estate.pk}/", {"name": "松林新苑"}).status_code == 302
    (card,) = cast.client(None).get("/api/v1/communities/pine/wishes").json()["items"]
    assert card["area"]["name"] == "松林新苑"


def test_a_chief_role_of_its_own(dai, cast):
    level = AreaLevel.objects.get(key="estate")
    form = {"level": str(level.pk), "name": "小区长", "name_en": "", "sort_order": "1"}
    assert dai.post("/admin/chief-roles/new/", form).status_code == 302
    assert ChiefRole.objects.filter(name="小区长", level=level).exists()


@pytest.mark.parametrize("register", ["ladders", "levels", "areas", "chief-roles", "communities"])
def test_another_district_does_not_exist(dai, county, register):
    other = county[register]
    assert dai.get(f"/admin/{register}/edit/{other.pk}/").status_code == 404
    assert dai.post(f"/admin/{register}/edit/{other.pk}/", {"name": "我的"}).status_code == 404
    assert dai.get(f"/admin/{register}/history/{other.pk}/").status_code == 404
    assert str(other.pk) not in dai.get(f"/admin/{register}/").content.decode()


def test_another_districts_places_and_levels_are_no_choice(dai, county):
    form = {"parent": str(county["areas"].pk), "level": str(county["levels"].pk), "name": "混进来"}
    assert {"parent", "level"} <= set(dai.post("/admin/areas/new/", form).context["form"].errors)
    form = {"level": str(county["levels"].pk), "name": "混进来", "sort_order": "0"}
    assert dai.post("/admin/chief-roles/new/", form).context["form"].errors["level"]


@pytest.mark.parametrize("register", ["ladders", "levels", "areas", "chief-roles", "communities"])
def test_a_worker_has_none_of_it(wu, register):
    assert wu.get(f"/admin/{register}/").status_code == 302


@pytest.mark.parametrize("register", ["ladders", "levels", "areas", "chief-roles"])
def test_a_community_administrator_has_only_the_settings_of_hers(ada, cast, register):
    assert ada.get(f"/admin/{register}/").status_code == 302
    assert ada.get(f"/admin/communities/edit/{cast.pine.community.pk}/").status_code == 200
    assert ada.get(f"/admin/communities/edit/{cast.oak.community.pk}/").status_code == 404


def settings_of(community, **changes) -> dict[str, object]:
    names = (
        "intro", "kind", "wish_days", "wishes_per_person", "contact_erase_days",
        "claim_limit", "claim_reminder_days", "claim_timeout_days",
    )  # fmt: skip
    return {name: getattr(community, name) for name in names} | {"is_active": "on"} | changes


def test_settings_reach_the_phones(ada, cast):
    before = BoardVersion.objects.get(community=cast.pine.community).version
    url = f"/admin/communities/edit/{cast.pine.community.pk}/"
    assert ada.post(url, settings_of(cast.pine.community, claim_limit=5)).status_code == 302
    assert cast.client(None).get("/api/v1/communities/pine").json()["settings"]["claim_limit"] == 5
    assert BoardVersion.objects.get(community=cast.pine.community).version > before


def test_a_reminder_after_the_time_out_is_refused(ada, cast):
    url = f"/admin/communities/edit/{cast.pine.community.pk}/"
    answer = ada.post(url, settings_of(cast.pine.community, claim_reminder_days=9, claim_timeout_days=4))
    assert answer.status_code == 200
    cast.pine.community.refresh_from_db()
    assert cast.pine.community.claim_reminder_days == 3
