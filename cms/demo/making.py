"""Makes the whole demo in one transaction: it is there completely, or not at all."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.demo.accounts import Cast, write_community_people, write_district_people, write_owner
from cms.demo.content import DISPLAYS, DISTRICTS, HONORS, RECOGNITIONS, SERVICE, SITES, STORIES
from cms.demo.diary import Diary
from cms.demo.honors import write_displays, write_honors, write_turns
from cms.demo.pages import PageWriter
from cms.demo.places import District, Ground, lay_out
from cms.demo.plans import CommunityPlan, DistrictPlan
from cms.demo.posts import set_up_posts, write_appointments
from cms.demo.service import ServiceTeller
from cms.demo.shelves import set_up_shelves
from cms.demo.templates import write_district_templates, write_following
from cms.demo.wishes import StoryTeller
from content_models.areas.models import Community
from content_models.ledger.actions import propose_recognition, sign_recognition
from content_models.ledger.jobs import expire_old_points
from content_models.people.models import Notice, User
from content_models.people.roles import Role
from content_models.rewards.jobs import expire_redemptions, remind_of_redemptions
from content_models.wishes.jobs import (
    erase_old_contacts,
    expire_wishes,
    remind_silent_helpers,
    time_silent_claims_out,
)
from media.models import CommunityImage, Photo

FOUNDED_DAYS_AGO = 300
SHELVES_DAYS_AGO = 100
UNREAD_DAYS = 4


class NotTheDemos(Exception):
    """Communities of the demo's names are there, but the demo did not make them."""


def is_made() -> bool:
    """Is the demo in this database?

    Raises:
        NotTheDemos: somebody else's communities have its names.
    """
    slugs = [community.slug for district in DISTRICTS for community in district.communities]
    if not Community.objects.filter(slug__in=slugs).exists():
        return False
    if not User.objects.filter(is_demo=True).exists():
        raise NotTheDemos(", ".join(slugs))
    return True


def make_demo(*, now: datetime) -> bool:
    """Make the demo, as it would have come about over the last months; False if it is there already.

    Raises:
        NotTheDemos
    """
    photos: list[Photo] = []
    images: list[CommunityImage] = []
    try:
        with transaction.atomic():
            if is_made():
                return False
            _make(now=now, photos=photos, images=images)
    except BaseException:
        # The rows are rolled back; files know no transactions.
        for photo in photos:
            for kept in (photo.full, photo.thumb):
                kept.storage.delete(str(kept.name))
        for image in images:
            image.file.storage.delete(image.file.name)
        raise
    return True


def _make(*, now: datetime, photos: list[Photo], images: list[CommunityImage]) -> None:
    diary, cast = Diary(now=now), Cast()
    write_owner(diary, cast)
    laid_out: list[tuple[DistrictPlan, District]] = []
    for plan in DISTRICTS:
        diary.write(
            diary.days_ago(FOUNDED_DAYS_AGO),
            lambda moment, which=plan: laid_out.append((which, lay_out(which, moment))),  # type: ignore[misc]
        )
    # The places come first: everything that follows stands somewhere.
    diary.play()
    for plan, district in laid_out:
        write_district_people(diary, cast, plan, district.area)
        admin = next(person.key for person in plan.people if person.staff == Role.DISTRICT_ADMIN)
        write_district_templates(diary, cast, admin, district, learns=plan is DISTRICTS[0])
        for community in plan.communities:
            ground = district.grounds[community.slug]
            _write_community(community, ground, diary, cast, photos)
            _write_service(community, ground, diary, cast, images)
            _write_honors(community, ground, diary, cast)
            _write_pages(community, ground, diary, cast, images)
    _write_recognitions(diary, cast)
    write_displays(DISPLAYS, diary, cast)
    _write_sweeps(diary)
    write_turns(diary, max(plan.ago for plans in HONORS.values() for plan in plans))
    diary.play()
    # People read their inbox within some days. There is no action for that at an earlier moment.
    Notice.objects.filter(created_at__lt=diary.days_ago(UNREAD_DAYS)).update(read_at=F("created_at"))


def _write_sweeps(diary: Diary) -> None:
    """The jobs of the wishes, every night and every morning: what expires or is reminded, is so truly."""
    oldest = max(story.ago for told in STORIES.values() for story in told)
    day = timezone.localdate(diary.days_ago(oldest))
    while day <= timezone.localdate(diary.now):
        for at, sweep in ((time(0, 7), _at_night), (time(9, 0), _in_the_morning)):
            moment = timezone.make_aware(datetime.combine(day, at))
            if moment < diary.now:
                diary.write(moment, sweep)
        day += timedelta(days=1)
    # Once more at the end, so that the first round of the real worker finds nothing left to do.
    for sweep in (_at_night, _in_the_morning, _at_last):
        diary.write(diary.now, sweep)


def _at_night(now: datetime) -> None:
    expire_wishes(now=now)
    expire_redemptions(now=now)


def _in_the_morning(now: datetime) -> None:
    remind_silent_helpers(now=now)
    time_silent_claims_out(now=now)
    remind_of_redemptions(now=now)


def _at_last(now: datetime) -> None:
    erase_old_contacts(now=now)
    expire_old_points(now=now)


def _write_community(plan: CommunityPlan, ground: Ground, diary: Diary, cast: Cast, photos: list[Photo]) -> None:
    worker = next(person.key for person in plan.people if person.staff == Role.WORKER)
    write_community_people(diary, cast, plan, ground, worker)
    diary.write(
        diary.days_ago(min(person.since for person in plan.people if person.staff == Role.WORKER) - 1),
        lambda moment: set_up_posts(plan, ground, cast.user(worker), moment),
    )
    write_appointments(diary, cast, plan, ground, worker)
    write_following(diary, cast, ground, worker)
    homes = {person.key: person.home for person in plan.people if person.home}
    teller = StoryTeller(diary=diary, cast=cast, ground=ground, worker=worker, homes=homes, photos=photos)
    teller.tell(STORIES[plan.slug])


def _write_service(plan: CommunityPlan, ground: Ground, diary: Diary, cast: Cast, images: list[CommunityImage]) -> None:
    """Hours, merchants and rewards, where the community has them."""
    service = SERVICE.get(plan.slug)
    if service is None:
        return
    worker = next(person.key for person in plan.people if person.staff == Role.WORKER)
    admin = next(person.key for person in plan.people if person.staff == Role.COMMUNITY_ADMIN)
    # The merchant's staff have come by then, and the first exchange comes later.
    diary.write(
        diary.days_ago(SHELVES_DAYS_AGO),
        lambda moment: set_up_shelves(service, ground, cast, cast.actor(admin, moment), moment, images),
    )
    joined = {person.key: diary.days_ago(max(person.since - 2, 0)) for person in plan.people}
    teller = ServiceTeller(diary=diary, cast=cast, ground=ground, worker=worker, admin=admin, joined=joined)
    teller.tell(service)


def _write_honors(plan: CommunityPlan, ground: Ground, diary: Diary, cast: Cast) -> None:
    admin = next(person.key for person in plan.people if person.staff == Role.COMMUNITY_ADMIN)
    write_honors(HONORS.get(plan.slug, ()), ground, diary, cast, admin)


def _write_pages(plan: CommunityPlan, ground: Ground, diary: Diary, cast: Cast, images: list[CommunityImage]) -> None:
    admin = next(person.key for person in plan.people if person.staff == Role.COMMUNITY_ADMIN)
    PageWriter(plan=SITES[plan.slug], ground=ground, cast=cast, admin=admin, files=images).write(diary)


def _write_recognitions(diary: Diary, cast: Cast) -> None:
    """Neighbouring communities that recognise each other's hours."""

    def sign(now: datetime, slug: str, by: str, partner: str, partner_by: str) -> None:
        agreement = propose_recognition(
            actor=cast.actor(by, now),
            community=Community.objects.select_related("area").get(slug=slug),
            partner=Community.objects.select_related("area").get(slug=partner),
            points_a_month=200,
            now=now,
        )
        sign_recognition(agreement=agreement, actor=cast.actor(partner_by, now), now=now)

    for pair in RECOGNITIONS:
        diary.write(diary.days_ago(SHELVES_DAYS_AGO), lambda now, given=pair: sign(now, *given))  # type: ignore[misc]
