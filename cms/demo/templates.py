"""The districts' templates, and what the communities make of them: followed, changed, behind, put forward."""

from __future__ import annotations

from datetime import datetime

from django_scopes import scope

from cms.demo.accounts import Cast
from cms.demo.diary import Diary
from cms.demo.places import District, Ground
from content_models.people.models import User
from content_models.posts.actions import (
    adopt_template,
    keep_version,
    newest_number,
    propose_template,
    publish_template,
    publish_usual_templates,
    return_to_version,
)
from content_models.posts.actions.versions import write_post
from content_models.posts.models import PostSetTemplate, PostType, TemplatePost

PUBLISHED_DAYS_AGO, FOLLOWED_DAYS_AGO, NEW_VERSION_DAYS_AGO = 270, 90, 6
FOLLOWED = {"liying": "标准六岗", "shiqiao": "城中村六支队"}
STANDARD = "标准六岗"
# What the district has learnt in half a year: post → what is new in it.
NEW_WORDS: dict[str, dict[str, object]] = {
    "名单管理岗": {"points_weight": 120},
    "关爱服务岗": {
        "duties": (
            "每周去看看独居老人，高温天、寒潮天加一次。\n看看药够不够、灯亮不亮、燃气关没关。\n"
            "发现不对劲，马上告诉社工。"
        )
    },
    "纠纷调处岗": {"wanted": 3},
}
NEW_POST = {
    "name": "楼道安全岗",
    "icon": "shield",
    "duties": "每周走一遍楼道：灯、扶手、消防门。\n电动车上楼的，劝一句，帮着推下去。",
    "wanted": 4,
}
NOTE = "关爱岗写明高温寒潮要多去一次；调处岗加到三个人；新增楼道安全岗。"
PROPOSAL = ("写字楼岗位", "白天三万人、晚上没人，按午休排岗才有人来。别的楼宇社区可以照着用。")


def write_district_templates(diary: Diary, cast: Cast, admin: str, district: District, *, learns: bool) -> None:
    """The usual six; where the district has learnt something (`learns`), a second version of the standard ones."""
    diary.write(
        diary.days_ago(PUBLISHED_DAYS_AGO),
        lambda now: publish_usual_templates(district=district.area, actor=cast.actor(admin, now), now=now),
    )
    if learns:
        diary.write(diary.days_ago(NEW_VERSION_DAYS_AGO), lambda now: _publish_learnt(cast, admin, district, now))


def _publish_learnt(cast: Cast, admin: str, district: District, now: datetime) -> None:
    template = PostSetTemplate.objects.select_related("district").get(district=district.area, name=STANDARD)
    for name, values in NEW_WORDS.items():
        TemplatePost.objects.filter(template=template, name=name).update(**values)
    TemplatePost.objects.create(template=template, sort_order=template.posts.count() + 1, **NEW_POST)
    publish_template(template=template, seen=template.number, note=NOTE, actor=cast.actor(admin, now), now=now)


def write_following(diary: Diary, cast: Cast, ground: Ground, worker: str) -> None:
    """A community follows the template it once began with; its own words stay."""
    slug = ground.community.slug
    if slug in FOLLOWED:
        diary.write(diary.days_ago(FOLLOWED_DAYS_AGO), lambda now: _follow(cast, ground, worker, FOLLOWED[slug], now))
    if slug == "liying":
        diary.write(diary.days_ago(60), lambda now: _want_more(cast, ground, worker, now))
        diary.write(diary.days_ago(52), lambda now: _go_back(cast, ground, worker, now))
    if slug == "yunfan":
        diary.write(diary.days_ago(3.2), lambda now: _put_forward(cast, ground, worker, now))


def _follow(cast: Cast, ground: Ground, worker: str, name: str, now: datetime) -> None:
    community = ground.community
    with scope(community=community):
        adopt_template(
            community=community,
            template_id=PostSetTemplate.objects.offered_at(community.area).get(name=name).pk,
            seen=newest_number(community.pk),
            actor=cast.actor(worker, now),
            now=now,
        )


def _want_more(cast: Cast, ground: Ground, worker: str, now: datetime) -> None:
    """Before the spring feast more hands were wanted …"""
    by: User = cast.user(worker)
    with scope(community=ground.community):
        post = PostType.objects.get(name="邻里互助岗")
        post.wanted = 20
        write_post(post, by=by)
        keep_version(community_id=ground.community.pk, by=by, now=now)


def _go_back(cast: Cast, ground: Ground, worker: str, now: datetime) -> None:
    """… and afterwards everything was as before."""
    community = ground.community
    with scope(community=community):
        newest = newest_number(community.pk)
        return_to_version(community=community, number=newest - 1, seen=newest, actor=cast.actor(worker, now), now=now)


def _put_forward(cast: Cast, ground: Ground, worker: str, now: datetime) -> None:
    name, why = PROPOSAL
    with scope(community=ground.community):
        propose_template(community=ground.community, name=name, why=why, actor=cast.actor(worker, now), now=now)
