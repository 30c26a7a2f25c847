"""Two districts that stack their levels differently: one with five chiefs 五长, one with three 三长."""

from cms.demo.content.guixi import GUIXI
from cms.demo.content.liying import LIYING
from cms.demo.content.shiqiao import SHIQIAO
from cms.demo.content.yunfan import YUNFAN
from cms.demo.plans import DistrictPlan, LevelPlan, PersonPlan
from content_models.people.roles import Role

NANLING = DistrictPlan(
    name="南岭区",
    street="榕荫街道",
    levels=(
        LevelPlan("district", "区", "District"),
        LevelPlan("street", "街道", "Street", chief="理事长", chief_en="Head of the council"),
        LevelPlan("community", "社区", "Community", chief="社长", chief_en="Community chief", is_community=True),
        LevelPlan("zone", "片区", "Zone", chief="片长", chief_en="Zone chief"),
        LevelPlan("grid", "网格", "Grid", chief="网格长", chief_en="Grid chief"),
        LevelPlan("estate", "小区", "Estate", is_public=True),
        LevelPlan("building", "楼栋", "Building", chief="楼栋长", chief_en="Building chief"),
    ),
    communities=(LIYING, SHIQIAO, YUNFAN),
    people=(
        PersonPlan(
            "nanling-admin", "区里的小潘", "潘雨霏", since=280, staff=Role.DISTRICT_ADMIN,
            listed_as=Role.DISTRICT_ADMIN, username="district-admin-nanling",
        ),
        PersonPlan(
            "nanling-liaison", "供电局联络员阿明", "江明", since=160, staff=Role.UNIT_LIAISON,
            listed_as=Role.UNIT_LIAISON,
        ),
    ),
    phone_block=10,
)  # fmt: skip

PUXI = DistrictPlan(
    name="浦溪县",
    street="",
    levels=(
        LevelPlan("county", "县", "County"),
        LevelPlan("community", "社区", "Community", is_community=True),
        LevelPlan("zone", "片区", "Zone", chief="片区长", chief_en="Zone chief", is_public=True),
        LevelPlan("building", "楼栋", "Building", chief="楼栋长", chief_en="Building chief"),
        LevelPlan("lane", "弄巷", "Lane", chief="弄巷长", chief_en="Lane chief"),
    ),
    communities=(GUIXI,),
    people=(
        PersonPlan(
            "puxi-admin", "县里的老蒋", "蒋文斌", since=280, staff=Role.DISTRICT_ADMIN,
            listed_as=Role.DISTRICT_ADMIN, username="district-admin-puxi",
        ),
    ),
    phone_block=20,
)  # fmt: skip

DISTRICTS: tuple[DistrictPlan, ...] = (NANLING, PUXI)
