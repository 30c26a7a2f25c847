"""Earlier versions of a community's own posts: looking at one, and going back to it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_scopes import scope
from wagtail.admin import messages

from cms.admin.icons import drawn
from cms.admin.post_words import deed_in_words, tell
from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal, whole_number
from cms.admin.template_following import back_to, posts_list, say_what_stays
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.people.models import User
from content_models.posts.actions import newest_number, plan_return, return_to_version
from content_models.posts.models import PostSetVersion
from content_models.posts.policy import may_keep_posts

PER_PAGE = 30


def post_versions(request: HttpRequest) -> HttpResponse:
    """All versions of one community's posts, the newest first."""
    community, communities = communities_for(request, may_keep_posts)
    with scope(community=[community.pk]):
        versions = PostSetVersion.objects.filter(community=community).order_by("-number")
        page = Paginator(versions, PER_PAGE).get_page(request.GET.get("p"))
        names = _names(list(page.object_list))
        context = {
            "community": community,
            "communities": communities,
            "page": page,
            "newest": newest_number(community.pk),
            "rows": [
                {"version": one, "words": deed_in_words(one), "by": names.get(one.made_by_id, "")}
                for one in page.object_list
            ],
            **frame(_("Earlier versions of our posts"), "history", posts_list()),
        }
        return render(request, "cms/admin/post_versions.html", context)


def _names(versions: list[PostSetVersion]) -> dict[Any, str]:
    ids = {version.made_by_id for version in versions if version.made_by_id}
    return {person.pk: person.shown_name for person in User.objects.filter(pk__in=ids)}


def post_version(request: HttpRequest, number: int) -> HttpResponse:
    """One version as it was, and what going back to it would change."""
    community, _communities = communities_for(request, may_keep_posts)
    with scope(community=[community.pk]):
        version = _version(community, number)
        plan = plan_return(version)
        context = {
            "community": community,
            "version": version,
            "words": deed_in_words(version),
            "posts": [{**post["values"], "drawn": drawn(post["values"]["icon"])} for post in version.content["posts"]],
            "told": tell(plan.change),
            "before": _("today"),
            "after": _("as in version %(number)d") % {"number": number},
            "stays": plan.stays,
            "seen": newest_number(community.pk),
            **frame(
                _("Version %(number)d") % {"number": number},
                "history",
                posts_list(),
                (_versions_url(community), _("Earlier versions of our posts")),
            ),
        }
        return render(request, "cms/admin/post_version.html", context)


def _versions_url(community: Community) -> str:
    return str(back_to("linli_post_versions", community)["Location"])


def _version(community: Community, number: int) -> PostSetVersion:
    found: PostSetVersion | None = PostSetVersion.objects.filter(community=community, number=number).first()
    if found is None:
        raise Http404
    return found


@require_POST
def go_back(request: HttpRequest, number: int) -> HttpResponse:
    """Make the posts what they were in that version."""
    community, _communities = communities_for(request, may_keep_posts)
    with scope(community=[community.pk]):
        stays = plan_return(_version(community, number)).stays
        try:
            return_to_version(
                community=community,
                number=number,
                seen=whole_number(request, "seen"),
                actor=actor_of(request),
                now=utc_now(),
            )
        except DomainError as refusal:
            say_refusal(refusal, request)
        else:
            words = _("The posts are what they were in version %(number)d. If that was wrong, go back once more.")
            messages.success(request, words % {"number": number})
            say_what_stays(request, stays)
    return back_to("linli_post_versions", community)
