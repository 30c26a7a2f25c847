"""单行本, the community's side: choosing a template, ours beside theirs, taking over by a tick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_scopes import scope
from wagtail.admin import messages

from cms.admin.post_words import side_by_side
from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal, whole_number
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.common.ids import any_id
from content_models.posts.actions import (
    SET_KEY,
    WHOLE,
    Taken,
    Tick,
    adopt_template,
    keep_ours,
    newest_number,
    take_over,
)
from content_models.posts.comparing import Comparison, compare
from content_models.posts.models import Adoption, PostSetTemplate, TemplateVersion
from content_models.posts.policy import may_keep_posts, offered_templates

SAFE = {"theirs"}  # what nobody has to think about: only they have changed it


def posts_list() -> tuple[str, str]:
    """For the breadcrumbs: the list these screens are reached from."""
    return reverse("wagtailsnippets_posts_posttype:list"), _("Posts")


def back_to(name: str, community: Community, **query: Any) -> HttpResponse:
    """A screen of the same community again."""
    rest = "".join(f"&{key}={value}" for key, value in query.items())
    return redirect(f"{reverse(name)}?community={community.pk}{rest}")


def post_template(request: HttpRequest) -> HttpResponse:
    """Ours beside the template: the one that is followed, or another one of the district to look at."""
    community, communities = communities_for(request, may_keep_posts)
    with scope(community=[community.pk]):
        template = _asked_for(request, community)
        if template is None:
            return _choose(request, community, communities)
        comparison = compare(community, template)
        context = {
            "community": community,
            "communities": communities,
            "comparison": comparison,
            "sections": _sections(comparison),
            "quiet": _quiet(comparison),
            "changes": _what_is_new(comparison),
            "whole": WHOLE,
            "set_key": SET_KEY,
            **frame(_("Ours beside the template"), "linli-template", posts_list()),
        }
        return render(request, "cms/admin/template_compare.html", context)


def choose_template(request: HttpRequest) -> HttpResponse:
    """All templates of the district: to begin with one, or to look what another one has."""
    community, communities = communities_for(request, may_keep_posts)
    with scope(community=[community.pk]):
        return _choose(request, community, communities)


def _asked_for(request: HttpRequest, community: Community) -> PostSetTemplate | None:
    """The template in the address, else the one that is followed."""
    wanted = request.GET.get("template", "")
    if wanted:
        found: PostSetTemplate | None = offered_templates(community).filter(pk=any_id(wanted)).first()
        if found is None:
            raise Http404
        return found
    adoption = Adoption.objects.filter(community=community).select_related("template").first()
    return adoption.template if adoption else None


def _choose(request: HttpRequest, community: Community, communities: list[Community]) -> HttpResponse:
    adoption = Adoption.objects.filter(community=community).first()
    offered = list(offered_templates(community))
    newest = {
        version.template_id: version
        for version in TemplateVersion.objects.filter(template__in=offered).order_by("number")
    }
    # What fits this kind of area comes first.
    offered.sort(key=lambda one: (one.kind != community.kind, one.sort_order))
    context = {
        "community": community,
        "communities": communities,
        "followed": adoption.template_id if adoption else None,
        "offers": [
            {
                "template": one,
                "names": [post["values"]["name"] for post in newest[one.pk].content["posts"]],
                "fits": one.kind == community.kind,
            }
            for one in offered
        ],
        "seen": newest_number(community.pk),
        **frame(_("Templates of posts"), "linli-template", posts_list()),
    }
    return render(request, "cms/admin/template_choose.html", context)


def _sections(comparison: Comparison) -> list[dict[str, Any]]:
    """What asks for a look: their changes first, then what is only different."""
    sections: list[dict[str, Any]] = []
    set_lines = side_by_side(one for one in comparison.set_fields if one.standing != "same")
    if set_lines:
        sections.append({"key": SET_KEY, "name": _("Title and introduction"), "kind": "differs", "lines": set_lines})
    for stand in comparison.posts:
        if stand.kind in {"same", "own"}:
            continue
        theirs = stand.theirs or {}
        sections.append(
            {
                "key": stand.key,
                "name": stand.name,
                "kind": stand.kind,
                "lines": side_by_side(stand.differing),
                "duties": str(theirs.get("duties", "")).splitlines(),
                "holders": stand.holders,
                "draft": bool(stand.post and stand.post.live and stand.post.has_unpublished_changes),
            }
        )
    return sorted(sections, key=_urgency)


def _urgency(section: dict[str, Any]) -> int:
    """Where somebody must choose comes first, then what is new, then what was so before."""
    standings = {line.standing for line in section["lines"]}
    if "both" in standings:
        return 0
    if "theirs" in standings:
        return 1
    return {"new": 2, "gone": 3, "differs": 4, "left_out": 5}.get(section["kind"], 6)


def _quiet(comparison: Comparison) -> dict[str, list[str]]:
    """What needs no look: the same on both sides, or only ours."""
    return {kind: [stand.name for stand in comparison.of(kind)] for kind in ("same", "own")}


def _what_is_new(comparison: Comparison) -> list[TemplateVersion]:
    """The versions since the community looked last, the newest first."""
    if not comparison.follows or comparison.adoption is None:
        return []
    since = comparison.adoption.number
    return list(TemplateVersion.objects.filter(template=comparison.template, number__gt=since).order_by("-number"))


@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Begin with a template, or follow another one from now on."""
    community, _communities = communities_for(request, may_keep_posts)
    with scope(community=[community.pk]):
        try:
            version = adopt_template(
                community=community,
                template_id=any_id(request.POST.get("template", "")),
                seen=whole_number(request, "seen"),
                actor=actor_of(request),
                now=utc_now(),
            )
        except DomainError as refusal:
            say_refusal(refusal, request)
            return back_to("linli_choose_template", community)
    words = _("Your community follows “%(template)s” now. Change what you like; you see here what is new there.")
    messages.success(request, words % version.words)
    return back_to("linli_post_template", community)


@require_POST
def take_changes(request: HttpRequest) -> HttpResponse:
    """Take over what is ticked, or all that only they have changed; or keep ours for the rest."""
    community, _communities = communities_for(request, may_keep_posts)
    template_id, actor = any_id(request.POST.get("template", "")), actor_of(request)
    asked: dict[str, Any] = {
        "community": community,
        "template_id": template_id,
        "number": whole_number(request, "number"),
        "seen": whole_number(request, "seen"),
        "actor": actor,
        "now": utc_now(),
    }
    with scope(community=[community.pk]):
        try:
            if "keep" in request.POST:
                keep_ours(**asked)
                messages.success(request, _("Ours stays for the rest. What is new from now on is shown again."))
            else:
                ticks = _harmless(community, template_id) if "all" in request.POST else _ticks(request)
                _say_what_was_taken(request, take_over(ticks=ticks, **asked))
        except DomainError as refusal:
            say_refusal(refusal, request)
    return back_to("linli_post_template", community, template=template_id)


def _ticks(request: HttpRequest) -> list[Tick]:
    pairs = (one.partition(":") for one in request.POST.getlist("tick"))
    return [Tick(key, field) for key, _colon, field in pairs]


def _harmless(community: Community, template_id: Any) -> list[Tick]:
    """Everything that only they have changed, and their new posts; nothing that both have, and no going."""
    template = offered_templates(community).filter(pk=template_id).first()
    if template is None:
        return []
    comparison = compare(community, template)
    ticks = [Tick(SET_KEY, one.field) for one in comparison.set_fields if one.standing in SAFE]
    for stand in comparison.posts:
        ticks += [Tick(stand.key, one.field) for one in stand.fields if one.standing in SAFE]
        if stand.kind == "new":
            ticks.append(Tick(stand.key, WHOLE))
    return ticks


def _say_what_was_taken(request: HttpRequest, taken: Taken) -> None:
    number = taken.version.words["changes"]
    words = ngettext(
        "%(number)d change taken over; it is on the phones. You can go back under “Earlier versions”.",
        "%(number)d changes taken over; they are on the phones. You can go back under “Earlier versions”.",
        number,
    )
    messages.success(request, words % {"number": number})
    say_what_stays(request, taken.stayed)


def say_what_stays(request: HttpRequest, stays: Iterable[tuple[str, int]]) -> None:
    """Posts that were to go but are held."""
    for name, holders in stays:
        words = ngettext(
            "“%(name)s” stays: %(holders)d person holds it or has asked for it.",
            "“%(name)s” stays: %(holders)d people hold it or have asked for it.",
            holders,
        )
        messages.warning(request, words % {"name": name, "holders": holders})
