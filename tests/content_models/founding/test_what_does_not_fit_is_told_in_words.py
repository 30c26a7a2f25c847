"""All that is wrong with a form is told at once, beside its fields, and nothing is made."""

from __future__ import annotations

import pytest

from content_models.areas.actions import add_area
from content_models.areas.models import Area, AreaLevel, Community, Ladder
from content_models.common.errors import Invalid, Missing
from content_models.common.ids import uuid7
from content_models.founding.places import read_places
from content_models.founding.plan import free_slug, places_for, plan_community
from content_models.posts.models import PostSetTemplate
from tests.support.cast import actor


@pytest.fixture
def refused(found):
    """`refused(name=…)` → {field: message}; and nothing was made."""

    def attempt(**changes) -> dict[str, str]:
        before = (Area.objects.count(), Community.objects.count())
        with pytest.raises(Invalid) as refusal:
            found(**changes)
        assert (Area.objects.count(), Community.objects.count()) == before
        return {field: str(words) for field, (_code, words) in refusal.value.fields.items()}

    return attempt


@pytest.fixture
def far_district() -> Area:
    ladder = Ladder.objects.create(name="远区")
    top = AreaLevel.objects.create(ladder=ladder, key="district", name="区", rank=0)
    AreaLevel.objects.create(ladder=ladder, key="community", name="社区", rank=1, is_community=True)
    return add_area(parent=None, level=top, name="远区")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "很" * 61}, "name"),
        ({"name": "松林"}, "name"),
        ({"slug": ""}, "slug"),
        ({"slug": "银杏"}, "slug"),
        ({"slug": "Yin"}, "slug"),
        ({"slug": "-yin"}, "slug"),
        ({"slug": "y" * 41}, "slug"),
        ({"slug": "pine"}, "slug"),
        ({"kind": "moon"}, "kind"),
        ({"intro": "很" * 501}, "intro"),
        ({"worker_phone": "12345"}, "worker_phone"),
        ({"template_id": uuid7()}, "template"),
        ({"parent_id": uuid7()}, "parent"),
        ({"places": "：1栋"}, "places"),
        ({"places": "银杏苑\n银杏苑"}, "places"),
        ({"places": "银杏苑：1栋 1栋"}, "places"),
        ({"places": "银杏苑：9-2栋"}, "places"),
        ({"places": "很" * 61}, "places"),
        ({"places": "\n".join(f"苑{one}：1-99栋" for one in range(11))}, "places"),
    ],
)
def test_one_wrong_field_is_named(refused, changes, field):
    told = refused(**changes)
    assert set(told) == {field}
    assert told[field]


def test_everything_wrong_is_told_at_once(refused):
    assert set(refused(name="", slug="?", worker_phone="1", places="：")) == {"name", "slug", "worker_phone", "places"}


def test_a_taken_address_comes_with_a_free_one(refused):
    assert "pine-2" in refused(slug="pine")["slug"]


def test_a_free_address_is_really_free(cast):
    assert free_slug("new-one") == "new-one"
    assert free_slug("pine") == "pine-2"
    Community.objects.filter(slug="oak").update(slug="pine-2")
    assert free_slug("pine") == "pine-3"
    assert free_slug("松林") == "shequ"


def test_a_place_inside_of_a_community_or_of_another_district_can_not_be_chosen(refused, cast, far_district):
    for place in (cast.pine.community.area, cast.pine.building_1, far_district):
        assert set(refused(parent_id=place.pk)) == {"parent"}


def test_a_template_of_another_district_does_not_exist(refused, asked, far_district):
    asked()
    template = PostSetTemplate.objects.get(name="标准六岗")
    template.district = far_district
    template.save()
    assert set(refused(template_id=template.pk)) == {"template"}


def test_only_places_above_communities_are_offered(cast):
    assert {area.name for area in places_for(actor(cast.dai))} == {"测试区", "东街道"}
    for person in (cast.wu, cast.ada, cast.anna, cast.vera):
        assert places_for(actor(person)) == []


def test_who_administers_no_district_founds_nothing(found, cast):
    for person in (cast.wu, cast.ada, cast.anna, cast.vera):
        with pytest.raises(Missing):
            found(person)
    assert not Community.objects.filter(slug="yinxing").exists()


def test_places_on_a_ladder_without_lower_levels_are_refused(cast, asked, far_district):
    from content_models.people.actions import grant_role
    from content_models.people.roles import Role
    from content_models.posts.actions import publish_usual_templates
    from tests.support.cast import LONG_AGO

    grant_role(user=cast.dai, role=Role.DISTRICT_ADMIN, area=far_district, by=None, now=LONG_AGO)
    dai = actor(cast.dai)
    publish_usual_templates(district=far_district, actor=dai, now=LONG_AGO)
    template = PostSetTemplate.objects.get(name="标准六岗", district=far_district)
    with pytest.raises(Invalid) as refusal:
        plan_community(new=asked(parent_id=far_district.pk, template_id=template.pk), actor=dai)
    assert set(refusal.value.fields) == {"places"}
    fits = plan_community(new=asked(parent_id=far_district.pk, template_id=template.pk, places=""), actor=dai)
    assert fits.level.key == "community"


def test_places_are_read_as_people_write_them():
    read = read_places(" 银杏苑 ： 1栋、2栋，3栋 \n\n邮电大院\n南苑:1-3座 平房")
    assert [(one.name, one.buildings) for one in read] == [
        ("银杏苑", ("1栋", "2栋", "3栋")),
        ("邮电大院", ()),
        ("南苑", ("1座", "2座", "3座", "平房")),
    ]


def test_the_plan_tells_what_will_be_made_and_makes_nothing(asked, cast):
    before = Area.objects.count()
    plan = plan_community(new=asked(), actor=actor(cast.dai))
    assert [chief.name for chief in plan.chiefs] == ["楼栋长"]
    assert len(plan.posts) == 7
    assert plan.estate_level is not None
    assert plan.estate_level.key == "estate"
    assert Area.objects.count() == before
