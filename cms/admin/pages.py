"""Pages in Wagtail's explorer: filters, choosers and messages that know one's own communities only."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import ForeignKey, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.admin.views.pages.listing import EditedByFilter, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry

from cms.admin.page_doors import own_branches
from content_models.pages.blocks.choosing import OwnPictureChooser
from content_models.pages.models import CommunityPage, CommunitySite, HomePage
from content_models.pages.references import Wanted, look_up, missing_in


def _own_pages() -> QuerySet[Any]:
    """Every page of the branches in the open scope."""
    below = Q(pk__in=[])
    for branch in own_branches():
        below |= Q(path__startswith=branch)
    own: QuerySet[Any] = Page.objects.filter(below)
    return own


def _owners(_request: HttpRequest) -> QuerySet[Any]:
    return get_user_model().objects.filter(pk__in=_own_pages().order_by().values("owner_id"))


def _editors(_request: HttpRequest) -> QuerySet[Any]:
    edits = PageLogEntry.objects.filter(action="wagtail.edit", page__in=_own_pages().order_by()).order_by()
    return get_user_model().objects.filter(pk__in=edits.values("user_id"))


class OwnPageFilterSet(GenericPageFilterSet):
    """Wagtail's filters; people to choose among are those of one's own pages, and there is one site."""

    site = None
    owner = type(GenericPageFilterSet.base_filters["owner"])(
        label=GenericPageFilterSet.base_filters["owner"].label,
        queryset=_owners,
        widget=GenericPageFilterSet.base_filters["owner"].extra["widget"],
    )
    edited_by = EditedByFilter(
        label=GenericPageFilterSet.base_filters["edited_by"].label,
        queryset=_editors,
        widget=GenericPageFilterSet.base_filters["edited_by"].extra["widget"],
    )

    class Meta(GenericPageFilterSet.Meta):
        pass


class OwnPageViewSet(PageViewSet):
    """Wagtail's screens for all kinds of pages."""

    name = "linli_pages"
    model = Page
    filterset_class = OwnPageFilterSet

    def on_register(self) -> None:
        super().on_register()
        # For every form of the admin that asks for a picture (a page's cover, a reward's).
        register_form_field_override(ForeignKey, to=get_image_model(), override={"widget": OwnPictureChooser})


def only_own_pages(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """What a chooser offers."""
    return pages if request.user.is_superuser else pages.filter(pk__in=_own_pages().order_by().values("pk"))


def publish_page_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Saving shows it on the phones at once; a draft is the exception."""
    for place, item in enumerate(items):
        if isinstance(item, PublishMenuItem):
            items.insert(0, items.pop(place))
            return


def tell_what_is_missing(request: HttpRequest, page: Page) -> None:
    """Blocks that refer to something that has gone are left out on the phones; the editor is told which."""
    own = page.specific
    if request.method != "GET" or not isinstance(own, CommunityPage):
        return
    draft = own.get_latest_revision_as_object()
    site = CommunitySite.objects.filter(community=own.community_id).first()
    if site is None:
        return
    raw = list(draft.body.raw_data)
    wanted = Wanted()
    wanted.add(raw)
    places = missing_in(raw, look_up(wanted, site))
    if places:
        named = ", ".join(str(place) for place in places)
        words = _(
            "Something that these blocks refer to is not there any more (a picture, a page, a category or a post): "
            "block %(places)s. Phones leave it out until you choose another."
        )
        messages.warning(request, words % {"places": named})


def keep_the_home_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The home page is the branch that all others stand on."""
    if not isinstance(page.specific, HomePage):
        return None
    messages.error(request, _("The home page can't be deleted: all other pages stand on it."))
    return redirect("wagtailadmin_explore", page.pk)


def keep_home_pages(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    """The same for several at once."""
    if action not in {"delete", "move"} or not any(isinstance(one, Page) for one in objects):
        return None
    home = next((one for one in objects if isinstance(one, Page) and isinstance(one.specific, HomePage)), None)
    return keep_the_home_page(request, home) if home is not None else None


def only_own_documents(document: Any, request: HttpRequest) -> None:
    """A document is handed out to who works where it lies; pages hand out their films themselves.

    Raises:
        Http404: to everybody else, as if there were none.
    """
    if request.user.is_superuser or CommunitySite.objects.filter(collection=document.collection_id).exists():
        return
    raise Http404


class OwnPageLinkHandler(PageLinkElementHandler):
    """Links of a text to pages, as the editor shows them: one to a page of next door is broken, and has no address."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        number = attrs.get("id", "")
        if not number.isdigit() or not CommunityPage.objects.filter(pk=number).exists():
            return {"id": int(number) if number.isdigit() else 0, "url": None, "parentId": None}
        found: dict[str, Any] = super().get_attribute_data(attrs)
        return found


def link_own_pages_only(features: Any) -> None:
    """In the place of Wagtail's own, which looks among all pages."""
    rules = features.converter_rules_by_converter["contentstate"]["link"]["from_database_format"]
    rules['a[linktype="page"]'] = OwnPageLinkHandler("LINK")
