"""Tags of pictures and documents: one's own communities' only.

Wagtail's tags belong to nobody: what is typed ahead, and the popular ones beside a library, would be the words of every
community of the installation ("李家拆迁").
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin import filters
from wagtail.admin.auth import require_admin_access
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.views import chooser

from content_models.pages.models import CommunitySite

SHOWN = 10


def _tagged(*models: Any) -> QuerySet[Any]:
    """The uses of tags on things of these kinds in the libraries of the open scope."""
    own = Q(pk__in=[])
    for model in models:
        things = model.objects.filter(collection__in=CommunitySite.objects.values("collection"))
        own |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=things.values("pk"))
    uses: QuerySet[Any] = TaggedItem.objects.filter(own)
    return uses


@require_admin_access
def tags_begun(request: HttpRequest) -> JsonResponse:
    """What begins as it was typed, in the place of Wagtail's view of this address."""
    term = request.GET.get("term", "")
    uses = _tagged(get_image_model(), get_document_model()).values("tag_id")
    found = Tag.objects.filter(name__istartswith=term, pk__in=uses).order_by("name") if term else Tag.objects.none()
    return JsonResponse(list(found.values_list("name", flat=True)[:SHOWN]), safe=False)


def popular_own_tags(model: Any, count: int = SHOWN) -> QuerySet[Any]:
    """The tags most used on one's own pictures (or documents)."""
    uses = Count("taggit_taggeditem_items", filter=Q(taggit_taggeditem_items__in=_tagged(model)))
    popular: QuerySet[Any] = (
        Tag.objects.annotate(item_count=uses).filter(item_count__gt=0).order_by("-item_count", "name")
    )
    return popular[:count]


def show_own_tags_only() -> None:
    """Wagtail offers no setting for the popular tags of its lists and choosers: the two that ask are given ours."""
    for asking in (filters, chooser):
        if not hasattr(asking, "popular_tags_for_model"):
            raise AttributeError(f"{asking.__name__} finds its popular tags in another way now")
        asking.popular_tags_for_model = popular_own_tags
