"""GET /communities, GET /communities/{slug}: open to anybody."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django_scopes import scopes_disabled
from ninja import Query, Router

from cms.api.etags import answer, etag_of
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read
from cms.api.scoping import in_community
from cms.api.shapes.areas import CommunityList, CommunityOut, areas_of, ladder_of, names_above
from cms.api.shapes.forms import form_answer
from cms.api.shapes.theme import theme_answer
from content_models.areas.models import Area, AreaLevel, Community, localized
from content_models.common.own_forms import read_form
from content_models.pages.models import CommunitySite
from content_models.pages.references import SMALL, WIDE
from content_models.people.actions import CONSENT_VERSIONS
from content_models.people.models import RegistrationForm
from content_models.posts.models import ChiefRole, PostType
from content_models.wishes.models import DESCRIPTION_MAX, HELPERS_MAX, PHOTOS_MAX, TITLE_MAX, Wish, WishCategory
from media.models import CommunityImage

router = Router(tags=["communities"])


@read(router, "/communities", out=CommunityList, summary="Communities one can look into")
def list_communities(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    name = list_key("communities")
    position = read_cursor(paging.cursor, of=name)
    communities = Community.objects.public().select_related("area").order_by("id")
    if position:
        communities = communities.filter(id__gt=position[0])
    page, more = cut(list(communities[: paging.limit + 1]), paging.limit)
    with scopes_disabled():  # the list stands above every community; it shows numbers only
        open_wishes = dict(
            Wish.objects.filter(community__in=page, state="open")
            .values_list("community_id")
            .annotate(number=Count("pk"))
            .values_list("community_id", "number")
        )
    above = _ancestors_of([community.area for community in page])
    items = []
    for community in page:
        district, street = names_above(community.area, above)
        items.append(
            {
                "slug": community.slug,
                "name": community.name,
                "kind": community.kind,
                "kind_name": str(community.get_kind_display()),
                "district": district,
                "street": street,
                "counts": {"wishes_open": open_wishes.get(community.pk, 0)},
            }
        )
    return {"items": items, "next": write_cursor([page[-1].pk], of=name) if more else None}


def _ancestors_of(areas: list[Area]) -> dict[str, Area]:
    """Every area above these, by path, in one query."""
    paths = {area.path[:end] for area in areas for end in range(Area.steplen, len(area.path), Area.steplen)}
    return {area.path: area for area in Area.objects.filter(path__in=paths)}


@read(router, "/communities/{slug}", out=CommunityOut, summary="One community: ladder, places, categories, numbers")
def get_community(request: HttpRequest, slug: str) -> HttpResponse:
    with in_community(slug) as community:
        etag = etag_of(request, community.board_version.version)
        return answer(request, etag, lambda: _whole(community))


def _whole(community: Community) -> dict[str, Any]:
    levels = list(AreaLevel.objects.filter(ladder__levels=community.area.level_id).order_by("rank"))
    areas = list(Area.objects.of_community(community).select_related("level"))
    district, street = names_above(community.area, _ancestors_of([community.area]))
    chiefs = ChiefRole.objects.filter(level__in=levels).select_related("level")
    public = [level for level in levels if level.is_public]
    return {
        "slug": community.slug,
        "name": community.name,
        "kind": community.kind,
        "kind_name": str(community.get_kind_display()),
        "district": district,
        "street": street,
        "intro": community.intro,
        "ladder": ladder_of(levels),
        "chief_roles": [{"id": str(role.pk), "name": localized(role), "level": role.level.key} for role in chiefs],
        "wish_categories": [
            {
                "id": str(category.pk),
                "name": category.name,
                "icon": category.icon,
                "form": form_answer(read_form(category.form)),
            }
            for category in WishCategory.objects.on_show()
        ],
        "registration": _registration(community),
        "areas": areas_of(areas),
        "settings": {
            "claim_limit": community.claim_limit,
            "claim_reminder_days": community.claim_reminder_days,
            "claim_timeout_days": community.claim_timeout_days,
            "wish_days": community.wish_days,
            "helpers_max": HELPERS_MAX,
            "photos_max": PHOTOS_MAX,
            "title_max": TITLE_MAX,
            "description_max": DESCRIPTION_MAX,
            "public_level": public[-1].key if public else community.area.level.key,
            "consent_version": CONSENT_VERSIONS["privacy"],
        },
        "counts": _counts(),
        "theme": theme_answer(CommunitySite.objects.prefetch_related(*_pictures()).first()),
    }


def _registration(community: Community) -> dict[str, Any]:
    form = RegistrationForm.objects.filter(community=community, live=True).first()
    if form is None:
        return {"intro": "", "form": []}
    return {"intro": form.intro, "form": form_answer(read_form(form.form))}


def _pictures() -> list[Prefetch[Any]]:
    cut = CommunityImage.objects.prefetch_renditions(WIDE, SMALL)
    return [Prefetch("logo", cut), Prefetch("banner", cut)]


def _counts() -> dict[str, int]:
    """Live numbers of the community in scope, two queries."""
    wishes = Wish.objects.aggregate(
        wishes_open=Count("pk", filter=Q(state="open")),
        wishes_claimed=Count("pk", filter=Q(state__in=["claimed", "fulfilled"])),
        wishes_confirmed=Count("pk", filter=Q(state="confirmed")),
    )
    posts = list(PostType.objects.on_show().with_filled().values_list("wanted", "filled"))
    return {
        **wishes,
        "posts": len(posts),
        "posts_wanted": sum(wanted for wanted, _filled in posts),
        "posts_filled": sum(filled for _wanted, filled in posts),
    }
