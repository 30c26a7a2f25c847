"""Makes the communities' pages: the home page by its own action, the rest as an editor would publish it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django_scopes import scope
from wagtail.models import PageLogEntry, Revision

from cms.demo.accounts import Cast
from cms.demo.diary import Diary
from cms.demo.pictures.painting import paint
from cms.demo.places import Ground
from cms.demo.plans import BlockPlan, ContentPlan, SitePlan
from content_models.common.ids import uuid7
from content_models.honors.models import HonorRoll
from content_models.pages.actions import open_home_page
from content_models.pages.models import KINDS, CommunityPage, CommunitySite, HomePage
from content_models.pages.samples import block, item
from media.models import CommunityImage

OPENED_DAYS_AGO = 90
MOTIF_NAMES = {
    "bicycle": "自行车",
    "books": "书架",
    "boxes": "纸箱",
    "cat": "猫",
    "chess": "象棋",
    "lamp": "台灯",
    "plant": "盆栽",
    "ramp": "坡道",
    "rice_cooker": "电饭煲",
    "scissors": "剪刀",
    "smartphone": "手机",
    "soup": "热汤",
    "tap": "水龙头",
    "toolbox": "工具箱",
}
_STREAMS = ("names", "contacts", "services", "questions")
_PICTURES = ("picture", "poster")


@dataclass
class PageWriter:
    """Writes one community's pages, oldest first; the home page gets its blocks when all of them are there."""

    plan: SitePlan
    ground: Ground
    cast: Cast
    admin: str
    files: list[CommunityImage]
    _pictures: dict[tuple[str, int], CommunityImage] = field(default_factory=dict)
    _pages: dict[str, CommunityPage] = field(default_factory=dict)

    def write(self, diary: Diary) -> None:
        diary.write(diary.days_ago(OPENED_DAYS_AGO), self.open)
        for page in self.plan.pages:
            diary.write(diary.days_ago(page.ago), lambda now, which=page: self.add(which, now))  # type: ignore[misc]
        newest = min(page.ago for page in self.plan.pages)
        diary.write(diary.days_ago(newest / 2), self.finish)

    def open(self, now: datetime) -> None:
        community = self.ground.community
        home = open_home_page(community=community, actor=self.cast.actor(self.admin, now), now=now)
        with scope(community=community):
            self._pages["home"] = home
            site = self._site()
            site.color, site.badge = self.plan.color, self.plan.badge
            site.banner = self._picture(self.plan.banner)
            site.logo = self._picture(self.plan.logo) if self.plan.logo else None
            site.save()
            _date(home, now)

    def add(self, plan: ContentPlan, now: datetime) -> None:
        with scope(community=self.ground.community):
            home = self._home()
            page = KINDS[plan.kind](title=plan.title, slug=plan.slug, summary=plan.summary, live=False)
            page.cover = self._picture(plan.cover) if plan.cover else None
            for name, value in self._fields(plan, now).items():
                setattr(page, name, value)
            page.body = self._stream(plan.blocks)
            home.add_child(instance=page)
            self._pages[plan.slug] = page
            self._publish(page, now)

    def finish(self, now: datetime) -> None:
        with scope(community=self.ground.community):
            home = self._home()
            home.body = self._stream(self.plan.blocks)
            self._publish(home, now)

    def _site(self) -> CommunitySite:
        site: CommunitySite = CommunitySite.objects.select_related("root", "collection").get()
        return site

    def _home(self) -> HomePage:
        found: HomePage = HomePage.objects.get()
        return found

    def _fields(self, plan: ContentPlan, now: datetime) -> dict[str, Any]:
        fields = dict(plan.fields)
        if "in_days" in fields:
            day = timezone.localtime(now) + timedelta(days=plan.ago + fields.pop("in_days"))
            fields["starts_at"] = day.replace(hour=19, minute=30, second=0, microsecond=0)
            fields["ends_at"] = fields["starts_at"] + timedelta(hours=fields.pop("hours"))
        if "roll" in fields:
            fields["roll"] = HonorRoll.objects.get(title=fields["roll"])
        return {name: self._stream(value) if name in _STREAMS else value for name, value in fields.items()}

    def _stream(self, plans: Iterable[BlockPlan]) -> str:
        return json.dumps([block(one.kind, **self._filled(one.value)) for one in plans])

    def _filled(self, value: Any, name: str = "") -> Any:
        """The plan's words with ids in the place of motifs and addresses."""
        if name in _PICTURES:
            return self._picture(value).pk
        if name == "page":
            return self._pages[value].pk
        if name == "columns":
            return [item([self._part(part) for part in column]) for column in value]
        if isinstance(value, dict):
            return {key: self._filled(inner, key) for key, inner in value.items()}
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return [item(self._filled(inner)) for inner in value]
        return value

    def _part(self, part: dict[str, Any]) -> dict[str, Any]:
        ((kind, value),) = part.items()
        return {"type": kind, "id": str(uuid7()), "value": self._filled(value)}

    def _picture(self, motif: tuple[str, int]) -> CommunityImage:
        if motif not in self._pictures:
            name, shade = motif
            user = self.cast.user(self.admin)
            image = CommunityImage(
                title=name, description="", uploaded_by_user=user, collection=self._site().collection
            )
            image.file.save(f"page-{name}-{shade}.jpg", ContentFile(paint(name, shade=shade)), save=False)
            image.save()
            self.files.append(image)
            self._pictures[motif] = image
        return self._pictures[motif]

    def _publish(self, page: CommunityPage, now: datetime) -> None:
        user = self.cast.user(self.admin)
        revision = page.save_revision(user=user, log_action=True)
        # Her group lets her in when she enters the admin, which nobody does here.
        revision.publish(user=user, skip_permission_checks=True)
        _date(page, now)


def _date(page: CommunityPage, now: datetime) -> None:
    """Wagtail dates revisions and its log by its own clock."""
    Revision.objects.filter(object_id=str(page.pk), base_content_type__model="page", created_at__gt=now).update(
        created_at=now
    )
    PageLogEntry.objects.filter(page_id=page.pk, timestamp__gt=now).update(timestamp=now)
    first = page.first_published_at if page.first_published_at and page.first_published_at < now else now
    CommunityPage.objects.filter(pk=page.pk).update(
        first_published_at=first, last_published_at=now, latest_revision_created_at=now
    )
