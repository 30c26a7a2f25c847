"""What a district does with its templates: making, publishing versions, beginning with the usual ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.models import Area
from content_models.common.errors import Conflict, Invalid, Missing
from content_models.common.ids import uuid7
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.posts.contents import SetContent, Values, changes_between, draft_content
from content_models.posts.models import NOTE_MAX, PostSetTemplate, TemplatePost, TemplateVersion
from content_models.posts.policy import may_publish_for
from content_models.posts.starters import STARTERS, Starter


class TemplateNameTaken(Invalid):
    code = "name_taken"
    message = _("There is already a template of this name.")


class NothingToPublish(Conflict):
    code = "nothing_to_publish"
    message = _("Nothing has changed since the newest version.")


class NoPosts(Invalid):
    code = "no_posts"
    message = _("A template needs at least one post.")


class PublishedMeanwhile(Conflict):
    code = "published_meanwhile"
    message = _("Somebody has published a version meanwhile. Please look again.")


@transaction.atomic
def create_template(
    *,
    district: Area,
    name: str,
    title: str,
    actor: Actor,
    now: datetime,
    summary: str = "",
    kind: str = "",
    intro: str = "",
    posts: Iterable[Values] = (),
) -> PostSetTemplate:
    """Begin a template; it is offered once a version of it is published.

    Raises:
        Missing: not the actor's district. TemplateNameTaken
    """
    user = signed_in(actor)
    if not may_publish_for(actor, district):
        raise Missing
    if PostSetTemplate.objects.filter(district=district, name=name).exists():
        raise TemplateNameTaken(fields={"name": TemplateNameTaken.message})
    last = PostSetTemplate.objects.filter(district=district).aggregate(last=Max("sort_order"))["last"]
    try:
        with transaction.atomic():
            template: PostSetTemplate = PostSetTemplate.objects.create(
                district=district,
                name=name,
                summary=summary,
                kind=kind,
                title=title,
                intro=intro,
                sort_order=(last or 0) + 1,
                created_at=now,
            )
    except IntegrityError as error:
        raise TemplateNameTaken(fields={"name": TemplateNameTaken.message}) from error
    _write_draft(template, ((None, values) for values in posts))
    log(template, "linli.template.created", user=user)
    return template


def _write_draft(template: PostSetTemplate, posts: Iterable[tuple[Any, Values]]) -> None:
    """The draft's posts in this order, each with its key (None: a new one)."""
    template.posts.all().delete()
    for place, (key, values) in enumerate(posts, start=1):
        TemplatePost.objects.create(id=key or uuid7(), template=template, sort_order=place, **values)


@transaction.atomic
def publish_template(
    *, template: PostSetTemplate, seen: int, actor: Actor, now: datetime, note: str = ""
) -> TemplateVersion:
    """Freeze the draft as the next version; communities that follow it see what is new.

    `seen` is the newest version that the person knew of: of two at the same moment one publishes.

    Raises:
        Missing: not the actor's district. NoPosts, NothingToPublish, PublishedMeanwhile
        Invalid: the note is too long.
    """
    user = signed_in(actor)
    if not may_publish_for(actor, template.district):
        raise Missing
    note = " ".join(note.split())
    if len(note) > NOTE_MAX:
        raise Invalid(fields={"note": ("too_long", _("Too long: at most %(limit)d characters.") % {"limit": NOTE_MAX})})
    content = draft_content(template)
    if not content["posts"]:
        raise NoPosts
    last = TemplateVersion.objects.filter(template=template).order_by("-number").first()
    if last is not None and not changes_between(last.content, content):
        raise NothingToPublish
    if not PostSetTemplate.objects.filter(pk=template.pk, number=seen).update(number=F("number") + 1):
        raise PublishedMeanwhile
    version = _freeze(template, seen + 1, content, note=note, by=user, now=now)
    template.number = version.number
    log(template, "linli.template.published", user=user, data={"number": version.number})
    return version


@transaction.atomic
def _freeze(
    template: PostSetTemplate, number: int, content: SetContent, *, note: str, by: User, now: datetime
) -> TemplateVersion:
    made: TemplateVersion = TemplateVersion.objects.create(
        template=template, number=number, content=content, note=note, published_at=now, published_by=by
    )
    return made


@transaction.atomic
def reset_draft(*, template: PostSetTemplate, actor: Actor) -> None:
    """Throw the unpublished changes away: the draft is what the newest version says.

    Raises:
        Missing: not the actor's district, or there is no version yet.
    """
    user = signed_in(actor)
    version = TemplateVersion.objects.filter(template=template).order_by("-number").first()
    if not may_publish_for(actor, template.district) or version is None:
        raise Missing
    content: SetContent = version.content
    template.title, template.intro = content["values"]["title"], content["values"]["intro"]
    template.save(update_fields=["title", "intro"])
    _write_draft(template, ((post["key"], post["values"]) for post in content["posts"]))
    log(template, "linli.template.reset", user=user, data={"number": version.number})


@transaction.atomic
def move_template_post(*, post: TemplatePost, up: bool, actor: Actor) -> None:
    """One place up or down in the draft.

    Raises:
        Missing: not the actor's district.
    """
    signed_in(actor)
    if not may_publish_for(actor, post.template.district):
        raise Missing
    in_order = list(TemplatePost.objects.select_for_update().filter(template=post.template_id))
    at = next(place for place, one in enumerate(in_order) if one.pk == post.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(in_order):
        in_order.insert(to, in_order.pop(at))
    for place, one in enumerate(in_order, start=1):
        TemplatePost.objects.filter(pk=one.pk).update(sort_order=place)


@transaction.atomic
def drop_template_post(*, post: TemplatePost, actor: Actor) -> None:
    """Take a post out of the draft. Versions keep it, and no community loses a post that somebody holds.

    Raises:
        Missing: not the actor's district.
    """
    user = signed_in(actor)
    if not may_publish_for(actor, post.template.district):
        raise Missing
    log(post.template, "linli.template.post_dropped", user=user, data={"reason": post.name})
    post.delete()


@transaction.atomic
def publish_usual_templates(*, district: Area, actor: Actor, now: datetime) -> list[PostSetTemplate]:
    """Publish the usual six templates, except those whose name the district has already.

    Raises:
        Missing: not the actor's district.
    """
    signed_in(actor)
    if not may_publish_for(actor, district):
        raise Missing
    there = set(PostSetTemplate.objects.filter(district=district).values_list("name", flat=True))
    return [_publish_usual(starter, district, actor, now) for starter in STARTERS if starter.name not in there]


def _publish_usual(starter: Starter, district: Area, actor: Actor, now: datetime) -> PostSetTemplate:
    template = create_template(
        district=district,
        name=starter.name,
        summary=starter.summary,
        kind=starter.kind,
        title=starter.title,
        intro=starter.intro,
        posts=[post.values() for post in starter.posts],
        actor=actor,
        now=now,
    )
    publish_template(template=template, seen=0, actor=actor, now=now)
    return template


__all__ = [
    "NoPosts",
    "NothingToPublish",
    "PublishedMeanwhile",
    "TemplateNameTaken",
    "create_template",
    "drop_template_post",
    "move_template_post",
    "publish_template",
    "publish_usual_templates",
    "reset_draft",
]
