"""建社区: a community with everything it needs on its first day, in one transaction: all of it, or nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scope
from wagtail.log_actions import log

from content_models.areas.actions import add_area, found_community
from content_models.areas.models import Area, Community, CommunityKind
from content_models.common.errors import Conflict
from content_models.founding.models import Founding
from content_models.founding.plan import NewCommunity, Plan, plan_community
from content_models.hours.actions import change_settings
from content_models.hours.models import ServiceSettings
from content_models.pages.actions import open_home_page
from content_models.people.actions import invite, signed_in
from content_models.people.models import User
from content_models.people.roles import Actor, Role
from content_models.posts.actions import adopt_template
from content_models.wishes.models import WishCategory


class FormAlreadyUsed(Conflict):
    code = "form_already_used"
    message = _("This form has already set up “%(name)s”. Please begin with a new one.")


class TakenMeanwhile(Conflict):
    code = "taken_meanwhile"
    message = _("Somebody has taken this name or address at the same moment. Please choose another one.")


def set_up_community(*, new: NewCommunity, actor: Actor, now: datetime) -> Community:
    """Make a community: its place with estates and buildings, posts from a template, wish categories, rules, home page
    (with page permissions, groups and a collection of pictures), and an invitation for its first worker.

    The same form sent again, also at the same moment, gives the community that it has made.

    Raises:
        Missing: the actor administers no district. Invalid: `fields` says what does not fit.
        FormAlreadyUsed: the same form with other contents, or somebody else's. TakenMeanwhile
    """
    made = _made_before(new, actor)
    if made is not None:
        return made
    try:
        return _set_up(new, actor, now)
    except IntegrityError as error:
        # The same form was sent at the same moment and was faster; or somebody else took the address.
        made = _made_before(new, actor)
        if made is None:
            raise TakenMeanwhile from error
        return made


def _made_before(new: NewCommunity, actor: Actor) -> Community | None:
    founding = Founding.objects.filter(pk=new.id).select_related("community__area").first()
    if founding is None or founding.community is None:
        return None
    if founding.founded_by_id != signed_in(actor).pk or founding.slug != new.slug:
        raise FormAlreadyUsed(name=founding.community.name)
    return founding.community


@transaction.atomic
def _set_up(new: NewCommunity, actor: Actor, now: datetime) -> Community:
    user = signed_in(actor)
    plan = plan_community(new=new, actor=actor)
    founding = claim_form(plan, by=user, now=now)
    community = raise_place(plan)
    with scope(community=[community.pk]):
        add_places(plan, community)
        adopt_posts(plan, community, actor=actor, now=now)
        add_categories(plan, community, by=user)
        set_rules(community, actor=actor)
        open_home_page(community=community, actor=actor, now=now)
        invite_first_worker(plan, community, actor=actor, now=now)
        Founding.objects.filter(pk=founding.pk).update(community=community)
        log(community, "linli.community.founded", user=user, data={"template": plan.version.template.name})
    return community


# --- the steps, in their order ----------------------------------------------------------------------


def claim_form(plan: Plan, *, by: User, now: datetime) -> Founding:
    """The form's id is taken: whoever sends it again at the same moment waits here."""
    made: Founding = Founding.objects.create(
        id=plan.new.id,
        slug=plan.new.slug,
        template_id=plan.version.template_id,
        number=plan.version.number,
        founded_by=by,
        founded_at=now,
    )
    return made


def raise_place(plan: Plan) -> Community:
    """The area on the ladder, a community of its own from now on."""
    # treebeard numbers children from the parent's row: two communities under one street wait for each other.
    parent = Area.objects.select_for_update().get(pk=plan.parent.pk)
    area = add_area(parent=parent, level=plan.level, name=plan.new.name.strip())
    community = found_community(
        area=area, slug=plan.new.slug, kind=CommunityKind(plan.new.kind), intro=plan.new.intro.strip()
    )
    area.refresh_from_db()
    community.area = area
    return community


def add_places(plan: Plan, community: Community) -> None:
    """Estates and their buildings, where the form named them."""
    if plan.estate_level is None:
        return
    for estate in plan.estates:
        place = add_area(parent=community.area, level=plan.estate_level, name=estate.name)
        if plan.building_level is not None:
            for building in estate.buildings:
                add_area(parent=place, level=plan.building_level, name=building)


def adopt_posts(plan: Plan, community: Community, *, actor: Actor, now: datetime) -> None:
    """The post set, from the template's newest version."""
    adopt_template(community=community, template_id=plan.version.template_id, seen=0, actor=actor, now=now)


def add_categories(plan: Plan, community: Community, *, by: User) -> None:
    """Wish categories that fit the kind of area, each with its history, on phones at once."""
    for place, (name, icon) in enumerate(plan.categories, start=1):
        category = WishCategory.objects.create(community=community, name=name, icon=icon, sort_order=place)
        category.save_revision(user=by).publish(user=by, skip_permission_checks=True)


def set_rules(community: Community, *, actor: Actor) -> None:
    """The rules for hours stand as a row of the community's own, so that a later default does not move them."""
    usual = ServiceSettings(community=community)
    names = [field.name for field in ServiceSettings._meta.concrete_fields if field.name != "community"]
    change_settings(actor=actor, community=community, **{name: getattr(usual, name) for name in names})


def invite_first_worker(plan: Plan, community: Community, *, actor: Actor, now: datetime) -> None:
    """Whoever holds the number runs the community from the first sign-in on."""
    if plan.worker_phone:
        invite(actor=actor, phone=plan.worker_phone, role=Role.COMMUNITY_ADMIN, area=community.area, now=now)


__all__ = ["FormAlreadyUsed", "TakenMeanwhile", "set_up_community"]
