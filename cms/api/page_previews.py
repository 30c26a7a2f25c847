"""GET C/page-previews/{token}: the draft that an editor is looking at, for the phone app in her preview panel.

Two locks: the token is signed and runs out (wagtail-headless-preview keeps the draft under it), and whoever asks must
be signed in and work for the community. A token that got out, in a log or over a shoulder, opens nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail_headless_preview.models import PagePreview

from cms.api.auth import actor_of
from cms.api.etags import answer_by_content
from cms.api.pages import whole_page
from cms.api.routing import checked, read
from cms.api.scoping import in_community
from cms.api.shapes.pages import PageOut
from content_models.areas.models import Community
from content_models.common.errors import Missing
from content_models.pages.models import CommunityPage, CommunitySite
from content_models.pages.policy import may_edit_pages

router = Router(tags=["pages"])

GOOD_FOR = timedelta(minutes=30)


@read(router, "/communities/{slug}/page-previews/{token}", out=PageOut, summary="A draft, for who may edit it")
def get_page_preview(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    with in_community(slug) as community:
        if not may_edit_pages(actor_of(request), community):
            raise Missing
        page = _draft(token, community)
        site = CommunitySite.objects.get(community=community)
        around = list(CommunityPage.objects.around(page).filter(live=True))
        payload = checked(PageOut, whole_page(community, site, page, around))
    return answer_by_content(request, payload, keep=False)


def _draft(token: str, community: Community) -> Any:
    """The draft behind a token.

    Raises:
        Missing: forged, run out, cleared away, or of another community.
    """
    try:
        CommunityPage.get_preview_signer().unsign(token, max_age=GOOD_FOR)
    except BadSignature as error:
        raise Missing from error
    kept = PagePreview.objects.filter(token=token).first()
    page = kept.as_page() if kept is not None else None
    if not isinstance(page, CommunityPage) or page.community_by_place() != community:
        raise Missing
    return page
