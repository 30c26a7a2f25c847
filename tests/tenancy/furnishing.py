"""One of everything for each community and district of the tenancy matrix, with its mark in every word."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django_scopes import scope, scopes_disabled
from wagtail.blocks import Block
from wagtail.models import UploadedFile

from content_models.areas.actions import add_area, found_community
from content_models.areas.models import Area, CommunityKind
from content_models.common.clock import local_day, utc_now
from content_models.common.ids import uuid7
from content_models.hours import actions as hours
from content_models.hours import codes
from content_models.hours.models import ServiceRecord
from content_models.ledger.models import Recognition, Transfer
from content_models.people.actions import grant_role, invite, join_community, register_member
from content_models.people.models import Membership, Notice, RegistrationForm, User
from content_models.people.notices import tell
from content_models.people.roles import Role
from content_models.posts.actions import (
    apply_for_post,
    create_template,
    propose_template,
)
from content_models.posts.actions.versions import keep_version
from content_models.posts.models import ChiefRole, PostSet, PostType
from content_models.rewards.actions import add_merchant_staff
from content_models.rewards.codes import digits_of
from content_models.rewards.models import Merchant, MerchantStaff, Reward
from content_models.sheets.actions import check_sheet, upload_sheet
from content_models.sheets.states import SheetKind
from content_models.wishes import actions as wishes
from content_models.wishes.models import Claim, WishCategory
from media.actions import store_photo
from tests.media.uploads import phone_photo
from tests.support.cast import (
    LONG_AGO,
    Neighbourhood,
    actor,
    make_person,
)
from tests.support.page_life import FILM, PageLife
from tests.support.service_life import ServiceLife
from tests.tenancy import rooms
from tests.tenancy.marks import (
    DISTRICT_KEPT,
    DISTRICT_SHOWN,
    KEPT,
    SHOWN,
    SLUGS,
)

if TYPE_CHECKING:
    from tests.tenancy.world import World


@dataclass(frozen=True)
class Staff:
    worker: User
    admin: User
    resident: User
    helper: User


def with_roles(person: User, place: Neighbourhood, **roles: Area) -> User:
    with scope(community=place.community):
        for role, area in roles.items():
            grant_role(user=person, role=Role(role), area=area, by=None, now=LONG_AGO)
    return person


def furnish(world: World, place: Neighbourhood, staff: Staff, slug: str) -> dict[str, str]:
    shown, kept = SHOWN[slug], KEPT[slug]
    for person in {staff.resident, staff.helper}:
        person.full_name = f"{kept}全名"
        person.save()
    found: dict[str, Any] = {
        "area": place.building_1, "estate_area": place.estate, "community_area": place.community.area,
        "category": place.category, "wishcategory": place.category, "post": place.post, "posttype": place.post,
        "person": staff.helper, "community": place.community,
    }  # fmt: skip
    with scope(community=place.community):
        found |= _service(world, place, staff, slug)
        found |= _wishes(place, staff, slug)
        found |= _requests(place, staff, kept)
        found |= _versions(place, staff)
        found |= _sheet(place, staff, kept)
        found |= rooms.honors(place, helper=staff.helper, admin=staff.admin, shown=shown, kept=kept)
        found |= _published(staff, honorroll=found["honorroll"])
    found |= rooms.ballots_of(
        world.cast, place, worker=staff.worker, resident=staff.resident, helper=staff.helper, shown=shown, kept=kept,
        number=300 + SLUGS.index(slug),
    )  # fmt: skip
    found |= _pages(world, place, staff, shown, kept)
    found |= rooms.cases_of(
        PageLife(replace(world.cast, dai=staff.admin), place), worker=staff.worker, resident=staff.resident,
        helper=found["claim"].helper, shown=shown, kept=kept, slug=slug,
    )  # fmt: skip
    ids = {kind: str(getattr(thing, "pk", thing)) for kind, thing in found.items()}
    return ids | {"slug": slug}


def _a_wish(place: Neighbourhood, staff: Staff, title: str, kept: str, *, area: Area | None = None, **more: Any) -> Any:
    contact = wishes.Contact(name=f"{kept}奶奶", phone="19900000001", door=f"{kept}室")
    new = wishes.NewWish(
        title=title, description=f"{title}，三楼的声控灯不亮了。", category_id=place.category.pk,
        area_id=(area or place.building_1).pk, contact=contact, **more,
    )  # fmt: skip
    return wishes.post_wish(actor=actor(staff.resident), community=place.community, new=new, now=utc_now())


def _wishes(place: Neighbourhood, staff: Staff, slug: str) -> dict[str, Any]:
    shown, kept, now = SHOWN[slug], KEPT[slug], utc_now()
    photo = store_photo(owner=staff.resident, content=phone_photo("JPEG", width=40, height=30), now=now)
    pending = _a_wish(place, staff, f"{kept}的灯", kept, photo_ids=(photo.pk,))
    rejected = _a_wish(place, staff, f"{kept}的锁", kept)
    opened, claimed, fulfilled = (_a_wish(place, staff, f"{shown}的{what}", kept) for what in ("窗", "门", "桌"))
    helper = make_person(f"{kept}帮手", 100 + SLUGS.index(slug)) if staff.helper == staff.resident else staff.helper
    if helper != staff.helper:
        with_roles(helper, place, volunteer=place.community.area)
    wishes.reject_wish(wish_id=rejected.pk, actor=actor(staff.worker), reason=f"{kept}理由", now=now)
    for wish in (opened, claimed, fulfilled):
        wishes.approve_wish(wish_id=wish.pk, actor=actor(staff.worker), now=now)
    for wish in (claimed, fulfilled):
        wishes.claim_wish(wish_id=wish.pk, actor=actor(helper), now=now)
    hours.fulfil_claim(
        wish_id=fulfilled.pk, actor=actor(helper), note=f"{kept}好了",
        served=hours.Served(minutes=30, started_at=None), now=now,
    )  # fmt: skip
    tell(user_id=staff.resident.pk, kind="wish_approved", now=now, title=f"{kept}消息")
    loose = store_photo(owner=staff.resident, content=phone_photo("JPEG", width=44, height=30), now=now)
    return {
        "photo": photo, "loose_photo": loose, "wish_pending": pending, "wish_rejected": rejected, "wish_open": opened,
        "wish_claimed": claimed, "wish_fulfilled": fulfilled, "wish": pending, "claim": Claim.objects.get(wish=claimed),
        "wish_record": ServiceRecord.objects.get(wish=fulfilled),
        "notice": Notice.objects.filter(user=staff.resident)[0],
    }  # fmt: skip


def _published(staff: Staff, **things: Any) -> dict[str, Any]:
    """Each with two versions in its history; `post_revision` is the older one."""
    found = {}
    for kind, thing in things.items():
        found[f"{kind}_revision"] = thing.save_revision(user=staff.worker)
        thing.save_revision(user=staff.worker).publish()
    return found


def _requests(place: Neighbourhood, staff: Staff, kept: str) -> dict[str, Any]:
    now, community = utc_now(), place.community
    number = 200 + 10 * SLUGS.index(place.slug)
    newcomer, invited = make_person(f"{kept}新人", number), f"199008{number:05d}"
    application = apply_for_post(
        actor=actor(staff.helper), community=community, post=place.post, note=f"{kept}一句话", now=LONG_AGO
    )
    membership = join_community(
        actor=actor(newcomer), community=community, role=Role.VOLUNTEER, area_id=None, now=LONG_AGO
    )
    registration = register_member(
        actor=actor(staff.helper), community=community, unit=f"{kept}中学", wears_badge=False, now=now
    )
    invitation = invite(actor=actor(staff.admin), phone=invited, role=Role.WORKER, area=community.area, now=now)
    form = RegistrationForm.objects.create(community=community, intro=f"{SHOWN[place.slug]}报到")
    postset = PostSet.objects.get(community=community)
    return {
        **_published(staff, registrationform=form, posttype=place.post, wishcategory=place.category, postset=postset),
        "appointment": application, "membership": membership, "registration": registration, "invitation": invitation,
        "registrationform": form, "postset": postset, "newcomer": newcomer,
    }  # fmt: skip


def _service(world: World, place: Neighbourhood, staff: Staff, slug: str) -> dict[str, Any]:
    shown, kept = SHOWN[slug], KEPT[slug]
    life = ServiceLife(world.cast, place)
    life.worker, life.admin, life.helper = staff.worker, staff.admin, staff.helper
    life.rate()
    activity = life.activity(title=f"{shown}清洁日")
    life.come(activity)
    verified = life.verify(life.leave(activity))
    record = life.back_entry(subject=f"{kept}修水管", reason=f"{kept}手机")
    certificate = hours.issue_certificate(
        actor=actor(staff.helper), community=place.community, first_day=local_day(life.now) - timedelta(days=1),
        last_day=local_day(life.now), now=life.now,
    )  # fmt: skip
    merchant, _person = life.merchant(name=f"{shown}小店{SLUGS.index(slug)}")
    if slug == "pine":
        max_ = world.people["merchant"].user
        add_merchant_staff(merchant=merchant, person=max_, actor=actor(staff.admin), now=life.now)
    life.give_points(staff.helper, 100)
    reward = life.reward(name=f"{shown}大米", merchant=merchant, price=5)
    redemption = life.redeem(reward)
    revisions = _published(staff, reward=reward, merchant=merchant)
    life.now = datetime.now(UTC)
    under_way = life.activity(title=f"{shown}剪发", note=f"{shown}带剪刀")
    return {
        **revisions, "digits": digits_of(redemption),
        "helper_membership": Membership.objects.get(user=staff.helper, role=Role.VOLUNTEER),
        "activity": under_way, "record": record, "verified": verified, "certificate": certificate, "merchant": merchant,
        "staff": MerchantStaff.objects.filter(merchant=merchant).first(), "reward": reward, "redemption": redemption,
        "code": codes.code_for(under_way, codes.slot_of(life.now)),
        "transfer": Transfer.objects.filter(community=place.community).first(),
    }  # fmt: skip


def _versions(place: Neighbourhood, staff: Staff) -> dict[str, Any]:
    keep_version(community_id=place.community.pk, by=staff.worker, now=utc_now())
    proposal = propose_template(
        community=place.community, name=f"{KEPT[place.slug]}六岗", why=f"{KEPT[place.slug]}好用",
        actor=actor(staff.admin), now=utc_now(),
    )  # fmt: skip
    retired = {"community": place.community, "sort_order": 9, "retired_at": utc_now()}
    kept = KEPT[place.slug]
    return {
        "proposal": proposal,
        "posttype_removed": PostType.objects.create(name=f"{kept}旧岗", duties="旧", wanted=1, **retired),
        "wishcategory_removed": WishCategory.objects.create(name=f"{kept}旧类", icon="hand", **retired),
        "reward_removed": Reward.objects.create(name=f"{kept}旧物", price=5, stock=1, limit_per_person=1, **retired),
        "merchant_removed": Merchant.objects.create(name=f"{kept}旧店", **retired),
    }  # fmt: skip


def _sheet(place: Neighbourhood, staff: Staff, kept: str) -> dict[str, Any]:
    """Of the administrator: a sheet is its uploader's alone."""
    content = io.BytesIO(f"小区,楼栋\n{kept}苑,1栋\n".encode())
    with_mistakes = upload_sheet(
        actor=actor(staff.admin), community=place.community, kind=SheetKind.AREAS, content=content,
        name=f"{kept}.csv", now=utc_now(),
    )  # fmt: skip
    check_sheet(sheet_id=with_mistakes.pk, now=utc_now())
    return {"sheet": with_mistakes}


def _pages(world: World, place: Neighbourhood, staff: Staff, shown: str, kept: str) -> dict[str, Any]:
    life = PageLife(replace(world.cast, dai=staff.admin), place)
    film, image = life.show_film(), life.picture(f"{kept}集市")
    image.tags.add(f"{kept}标签")
    hidden = life.film(FILM + b"x", name="hidden.mp4")
    hidden.title = f"{kept}文件"
    hidden.save()
    hidden.tags.add(f"{kept}文件标签")
    paths = {"page_path": f"shown-{place.slug}", "hidden_path": f"hidden-{place.slug}"}
    article = life.add("article", f"{shown}文章", paths["page_path"])
    secret = life.add("article", f"{kept}计划", paths["hidden_path"], summary=f"{kept}摘要")
    with scope(community=place.community):
        secret.body = f'[{{"type": "text", "value": {{"heading": "", "text": "<p>{kept}正文</p>"}}}}]'
        revision = secret.save_revision(user=staff.worker)
        secret.unpublish()
        secret.owner = staff.worker
        secret.save()
        asked = life.add("article", f"{shown}待审", f"asked-{place.slug}")
        asked.title = f"{kept}待审"  # what the approval is about; until then all see the older words
        asked.save_revision(user=staff.worker)
        workflow = life.site.workflow.start(asked, staff.worker)
    for thing in (image, film, hidden):
        thing.uploaded_by_user = staff.admin
        thing.save()
    return {
        **paths, "block": next(iter(Block.definition_registry)), "token": secret.create_page_preview().token,
        "file": film, "hidden_file": hidden, "image": image, "page": secret, "article": article, "home": life.home,
        "revision": revision, "collection": life.site.collection, "site": life.site,
        "asked": asked, "workflow_state": workflow, "task_state": workflow.current_task_state,
        "task": workflow.current_task_state.task, "hidden_name": hidden.filename,
        "uploaded_image": _half_uploaded(image, staff), "uploaded_document": _half_uploaded(hidden, staff),
    }  # fmt: skip


def _half_uploaded(thing: Any, staff: Staff) -> UploadedFile:
    """A file of the administrator's that waits for its title."""
    waits = UploadedFile(for_content_type=ContentType.objects.get_for_model(thing), uploaded_by_user=staff.admin)
    name, content = (
        ("x.jpg", phone_photo("JPEG", width=40, height=30)) if thing.file.name.endswith("jpg") else ("x.mp4", FILM)
    )
    waits.file.save(name, ContentFile(content))
    return waits


# --- what lies above a community ---------------------------------------------------------------------------


def furnish_district(name: str, places: dict[str, Any], admin: User) -> dict[str, str]:
    kept, now = DISTRICT_KEPT[name], utc_now()
    template = create_template(
        district=places["district"], name=f"{kept}模板", title=f"{kept}标题", actor=actor(admin), now=now,
        posts=[
            {"name": f"{kept}岗", "icon": "hand", "duties": kept, "wanted": 1, "points_weight": 100, "form": []}
        ],
    )  # fmt: skip
    chief = ChiefRole.objects.create(level=places["levels"]["estate"], name=f"{DISTRICT_SHOWN[name]}长")
    invitation = invite(
        actor=actor(admin), phone=f"1990077{len(kept)}{ord(kept[0]) % 1000:03d}", role=Role.DISTRICT_ADMIN,
        area=places["district"], now=now,
    )  # fmt: skip
    with scopes_disabled():
        membership = Membership.objects.filter(user=admin, role=Role.DISTRICT_ADMIN).get()
    found = {
        "template": template, "template_post": template.posts.get(), "ladder": places["levels"]["street"].ladder,
        "level": places["levels"]["building"], "chief_role": chief, "street_area": places["street"],
        "district_area": places["district"], "district_invitation": invitation, "district_membership": membership,
    }  # fmt: skip
    return {kind: str(thing.pk) for kind, thing in found.items()}


def furnish_within_pine(world: World, staff: Staff) -> None:
    """Beside and above the chief's building: the next building, and the estate around both."""
    pine = world.cast.pine
    with scope(community=pine.community):
        for where, area in (("beside", pine.building_2), ("above", pine.estate)):
            pending = _a_wish(pine, staff, f"松密{where}", "松密", area=area)
            world.things["pine"][f"wish_pending_{where}"] = str(pending.pk)


def make_agreements(world: World) -> None:
    """Of each community one with itself in it: Pine and Oak; Oak and Willow; Willow and a fourth."""
    now, of = utc_now(), {slug: place.community for slug, place in world.places.items()}
    willow = of["willow"].area
    area = add_area(parent=willow.get_parent(), level=willow.level, name="榆园")
    of["elm"] = found_community(area=area, slug="elm", kind=CommunityKind.STANDARD)
    pairs = {"pine": ("pine", "oak"), "oak": ("oak", "willow"), "willow": ("willow", "elm")}
    made: dict[tuple[str, str], Recognition] = {}
    for slug, pair in pairs.items():
        if pair not in made:
            made[pair] = Recognition.objects.create(
                id=uuid7(), proposer=of[pair[0]], partner=of[pair[1]], proposed_at=now, signed_at=now
            )
        world.things[slug]["agreement"] = str(made[pair].pk)
