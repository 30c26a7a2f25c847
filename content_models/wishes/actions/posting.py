"""Posting a wish, and the community's look at it before it goes on the board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Area, Community
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, DomainError, Invalid, Refused
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.common.own_forms import check_answers, read_form
from content_models.people.actions import (
    DOOR_MAX,
    NAME_MAX,
    AreaElsewhere,
    clean_reason,
    place_in,
    require_consent,
    signed_in,
)
from content_models.people.models import Membership, User
from content_models.people.phones import normalise_phone
from content_models.people.roles import Actor, Role
from content_models.wishes.actions.answering import keep_answers
from content_models.wishes.actions.photographs import add_photos, check_number
from content_models.wishes.actions.story import permit, read_wish, record, tell_owners, write_wish
from content_models.wishes.board import card_of, index_words, public_photos
from content_models.wishes.models import (
    DESCRIPTION_MAX,
    HELPERS_MAX,
    TEXT_MAX,
    TITLE_MAX,
    TITLE_MIN,
    Wish,
    WishCategory,
    WishContact,
    WishPhoto,
)
from content_models.wishes.policy import may_write_for_others
from content_models.wishes.states import LIVE_STATES, EventKind

LONGEST_DAYS = 365


class WishInvalid(Invalid):
    code = "wish_invalid"
    message = _("Please check what you entered.")


class NotAResident(Refused):
    code = "not_a_resident"
    message = _("Only residents of this community can post here. You can choose your home under “Me”.")


class NotForOthers(Refused):
    code = "not_for_others"
    message = _("Only community workers, and chiefs in their own place, write wishes down for others.")


class NotAgreed(Invalid):
    code = "agreement_required"
    message = _("Please ask first: the neighbour has to agree that it is written down.")


class TooManyWishes(Conflict):
    code = "too_many_wishes"
    message = _("You have %(limit)d wishes open already. Please wait until one is done.")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call and where to knock; empty parts are filled from the profile of who posts for herself.

    `agreed`: the neighbour for whom it is written down said yes to that.
    """

    name: str = ""
    phone: str = ""
    door: str = ""
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class NewWish:
    """What a wish is made of, as it was entered."""

    title: str
    description: str
    category_id: UUID | None
    area_id: UUID | None
    deadline: date | None = None
    helpers_wanted: int = 1
    photo_ids: tuple[UUID, ...] = field(default=())
    contact: Contact | None = None
    on_behalf_of: Contact | None = None
    answers: Mapping[str, Any] | None = None


@transaction.atomic
def post_wish(*, actor: Actor, community: Community, new: NewWish, now: datetime) -> Wish:
    """Put a wish before the community. It is `pending` until a worker or the building's chief has looked at it.

    Raises:
        Unknown, ConsentRequired, NotAResident, NotForOthers, WishInvalid (its `fields` say what is wrong),
        AnswersInvalid, TooManyWishes, TooManyPhotos, UnknownPhoto
    """
    user = signed_in(actor)
    require_consent(user)
    title, description, deadline = _check_words(new, community, now)
    category, area = _check_places(new, community)
    answers = check_answers(read_form(category.form), new.answers)
    check_number(new.photo_ids)
    author, contact = _for_whom(new, actor=actor, user=user, community=community, area=area)
    wish = Wish(
        id=uuid7(),
        community=community,
        category=category,
        area=area,
        estate=public_place(area, community),
        title=title,
        description=description,
        deadline=deadline,
        helpers_wanted=new.helpers_wanted,
        author=author,
        entered_by=user if new.on_behalf_of else None,
        on_behalf=new.on_behalf_of is not None,
        created_at=now,
        changed_at=now,
    )
    wish.save(force_insert=True)
    add_photos(wish, owner=user, ids=new.photo_ids, stage=WishPhoto.Stage.ASKED, now=now)
    index_words(wish)
    card = card_of(wish, public_photos(wish))
    Wish.objects.filter(pk=wish.pk).update(card=card, search_text=wish.search_text)
    wish.card = card
    WishContact.objects.create(
        wish=wish, community=community, name=contact.name, phone=contact.phone, door=contact.door
    )
    keep_answers(wish, answers, owner=user, now=now)
    record(wish, EventKind.POSTED, now=now, actor=user, as_role="reviewer" if new.on_behalf_of else "resident")
    return wish


def public_place(area: Area, community: Community) -> Area:
    """The finest place at or above `area` that may be named in public, the community at the highest."""
    place: Area = area
    while not place.level.is_public and place.pk != community.area_id:
        parent = place.get_parent()
        if parent is None:
            break
        place = parent
    return place


def _check_words(new: NewWish, community: Community, now: datetime) -> tuple[str, str, date]:
    wrong: dict[str, tuple[str, Any]] = {}
    title = " ".join(new.title.split())
    description = "\n".join(" ".join(line.split()) for line in new.description.strip().splitlines())
    if len(title) < TITLE_MIN:
        wrong["title"] = ("title_required", _("Please say in a few words what you wish for."))
    elif len(title) > TITLE_MAX:
        wrong["title"] = ("title_too_long", _("Too long: at most %(limit)d characters.") % {"limit": TITLE_MAX})
    if not description:
        wrong["description"] = (
            "description_required",
            _("Please describe it a little, so that helpers know what to bring."),
        )
    elif len(description) > DESCRIPTION_MAX:
        message = _("Too long: at most %(limit)d characters.") % {"limit": DESCRIPTION_MAX}
        wrong["description"] = ("description_too_long", message)
    today = local_day(now)
    deadline = new.deadline or today + timedelta(days=community.wish_days)
    if deadline < today:
        wrong["deadline"] = ("deadline_past", _("This day is over. Please choose today or later."))
    elif deadline > today + timedelta(days=LONGEST_DAYS):
        wrong["deadline"] = ("deadline_too_far", _("Please choose a day within a year."))
    if not 1 <= new.helpers_wanted <= HELPERS_MAX:
        message = _("Between 1 and %(limit)d helpers.") % {"limit": HELPERS_MAX}
        wrong["helpers_wanted"] = ("helpers_out_of_bounds", message)
    if wrong:
        raise _one_or_many(wrong)
    return title, description, deadline


def _check_places(new: NewWish, community: Community) -> tuple[WishCategory, Area]:
    wrong: dict[str, tuple[str, Any]] = {}
    category = WishCategory.objects.on_show().filter(pk=new.category_id, community=community).first()
    if category is None:
        wrong["category"] = ("category_unknown", _("Please choose one of this community's categories."))
    area: Area | None = None
    try:
        area = place_in(community, new.area_id) if new.area_id else None
    except AreaElsewhere:
        wrong["area"] = ("area_elsewhere", AreaElsewhere.message)
    else:
        if area is None:
            wrong["area"] = ("area_required", _("Please say which building it is."))
    if wrong or category is None or area is None:
        raise _one_or_many(wrong)
    return category, area


def _one_or_many(wrong: dict[str, tuple[str, Any]]) -> DomainError:
    """One wrong field speaks for itself: its code and words become the error's own."""
    if len(wrong) > 1:
        return WishInvalid(fields=wrong)
    ((code, message),) = wrong.values()
    named: type[WishInvalid] = type("WishInvalid", (WishInvalid,), {"code": code})
    return named(message, fields=wrong)


def _for_whom(
    new: NewWish, *, actor: Actor, user: User, community: Community, area: Area
) -> tuple[User | None, Contact]:
    """Whose wish it is, and the contact that helpers will see."""
    if new.on_behalf_of is not None:
        if not may_write_for_others(actor, area.path):
            raise NotForOthers
        if not new.on_behalf_of.agreed:
            raise NotAgreed(fields={"on_behalf_of.agreed": NotAgreed.message})
        contact = _clean_contact(new.on_behalf_of, field="on_behalf_of", name_needed=True)
        author = User.objects.by_phone(contact.phone) if contact.phone else None
        # An old neighbour with an account here gets to follow and confirm it herself.
        if author is not None and not Membership.objects.living().filter(user=author).exists():
            author = None
        return (None if author == user else author), contact
    # Her row's lock orders wishes that she posts at once: the second one counts after the first.
    homes = Membership.objects.living().filter(user=user, role=Role.RESIDENT).order_by("-created_at")
    home = homes.select_for_update(no_key=True).first()
    if home is None:
        raise NotAResident
    open_wishes = Wish.objects.filter(author=user, state__in=sorted(LIVE_STATES)).count()
    if open_wishes >= community.wishes_per_person:
        raise TooManyWishes(limit=community.wishes_per_person)
    given = _clean_contact(new.contact or Contact(), field="contact", name_needed=False)
    return user, Contact(
        name=given.name or user.full_name or user.shown_name,
        phone=given.phone or user.phone,
        # The door of her home is the right one only there.
        door=given.door or (home.door if home.area_id == area.pk else ""),
    )


def _clean_contact(contact: Contact, *, field: str, name_needed: bool) -> Contact:
    wrong: dict[str, tuple[str, Any]] = {}
    name, door, phone = contact.name.strip(), contact.door.strip(), contact.phone.strip()
    if name_needed and not name:
        wrong[f"{field}.name"] = ("name_required", _("Please say for whom you are writing it down."))
    for key, text, limit in (("name", name, NAME_MAX), ("door", door, DOOR_MAX)):
        if len(text) > limit:
            wrong[f"{field}.{key}"] = ("too_long", _("Too long: at most %(limit)d characters.") % {"limit": limit})
    if phone:
        try:
            phone = normalise_phone(phone)
        except Invalid as error:
            wrong[f"{field}.phone"] = (error.code, str(error))
    if wrong:
        raise _one_or_many(wrong)
    return Contact(name=name, phone=phone, door=door)


@again_when_overtaken
def approve_wish(*, wish_id: UUID, actor: Actor, now: datetime) -> Wish:
    """Put a wish on the board."""
    wish = read_wish(wish_id)
    user, _facts = permit("approve", wish, actor, None)
    wish.approve()
    changed = {"state"}
    # A wish that waited for review beyond its day still gets some days on the board.
    if wish.deadline < local_day(now):
        wish.deadline = local_day(now + timedelta(days=wish.community.wish_days))
        changed.add("deadline")
    write_wish(wish, now=now, changed=changed)
    tell_owners(wish, "wish_approved", now=now)
    record(wish, EventKind.APPROVED, now=now, actor=user, as_role="reviewer")
    return wish


@again_when_overtaken
def reject_wish(*, wish_id: UUID, actor: Actor, reason: str, now: datetime) -> Wish:
    """Say no, with a reason that the resident reads."""
    wish = read_wish(wish_id)
    user, _facts = permit("reject", wish, actor, None)
    wish.reason = clean_reason(reason, limit=TEXT_MAX)
    wish.reject()
    wish.closed_at = now
    write_wish(wish, now=now, changed={"state", "reason", "closed_at"})
    set_erasure(wish, now=now)
    tell_owners(wish, "wish_rejected", now=now, reason=wish.reason)
    record(wish, EventKind.REJECTED, now=now, actor=user, as_role="reviewer", reason=wish.reason)
    return wish


def set_erasure(wish: Wish, *, now: datetime) -> None:
    """From now on the days until contact and door are erased are counted."""
    WishContact.objects.filter(wish=wish, erased_at=None).update(
        erase_after=now + timedelta(days=wish.community.contact_erase_days)
    )
