"""GET C/awards/{award_id}/poster.png: a picture of one award, for who wants to share it.

Its address says nothing and opens nothing by itself: whether there is a picture is asked of the person's consent each
time, also when a reader's own copy is looked at again. No proxy keeps it, so what is taken back is gone.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import quote_etag
from django.utils.translation import override
from ninja import Router

from cms.api.errors import Problem
from cms.api.etags import has_newest
from cms.api.scoping import in_community
from cms.documents.award_poster import Style, edition_path, name_of_poster, poster_png
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.honors.posters import poster_of

router = Router(tags=["honors"])


@router.get(
    "/communities/{slug}/awards/{award_id}/poster.png",
    response={200: None, 304: None, 404: Problem},
    auth=None,
    operation_id="get_award_poster",
    summary="The poster of an award (image/png, 1080 × 1440)",
)
def get_award_poster(request: HttpRequest, slug: str, award_id: str, style: Style = "red") -> HttpResponse:
    with in_community(slug) as community, override(settings.LANGUAGE_CODE):
        words = poster_of(award_id=any_id(award_id), community=community)
    if words is None:
        raise Missing
    address = f"{request.scheme}://{request.get_host()}{edition_path(words, slug=slug)}"
    etag = quote_etag(name_of_poster(words, style=style, address=address))
    if has_newest(request, etag):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(poster_png(words, style=style, address=address), content_type="image/png")
        response["Content-Disposition"] = 'inline; filename="poster.png"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
