"""The title and introduction above a community's posts."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet, UnpublishView

from cms.admin.community_forms import CommunityForm, CommunityPanel
from cms.admin.ordered_listing import OnPhonesColumn
from content_models.areas.actions import touch_board
from content_models.common.clock import utc_now
from content_models.posts.actions import keep_version
from content_models.posts.models import PostSet


class PostSetForm(CommunityForm):
    """One set per community: where all of hers have one, there is nothing to choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.community_id:
            field = self.fields["community"]
            field.queryset = field.queryset.exclude(pk__in=PostSet.objects.values("community_id"))


class PostSetCreateView(CreateView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def publish_action(self) -> Any:
        with transaction.atomic():
            response = super().publish_action()
            keep_version(community_id=self.object.community_id, by=self.request.user, now=utc_now())
            touch_board(self.object.community_id)
        return response


class PostSetEditView(EditView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def publish_action(self) -> Any:
        with transaction.atomic():
            response = super().publish_action()
            keep_version(community_id=self.object.community_id, by=self.request.user, now=utc_now())
            touch_board(self.object.community_id)
        return response


class PostSetUnpublishView(UnpublishView):
    def unpublish(self) -> Any:
        with transaction.atomic():
            response = super().unpublish()
            keep_version(community_id=self.object.community_id, by=self.request.user, now=utc_now())
            touch_board(self.object.community_id)
        return response


class PostSetIndexView(IndexView):
    @cached_property
    def list_display(self) -> list[Any]:
        return ["title", Column("community", label=_("community")), OnPhonesColumn("live", label=_("on phones"))]

    @cached_property
    def columns(self) -> list[Any]:
        return super(IndexView, self).columns  # without the tick boxes of bulk deletion


class PostSetViewSet(SnippetViewSet):
    """The title and introduction above a community's posts; reached from their list, so it needs no menu entry."""

    model = PostSet
    add_to_reference_index = False
    icon = "linli-post"
    copy_view_enabled = False
    menu_item_is_registered = True
    index_view_class = PostSetIndexView
    add_view_class = PostSetCreateView
    edit_view_class = PostSetEditView
    unpublish_view_class = PostSetUnpublishView
    edit_handler = ObjectList(
        [CommunityPanel(), MultiFieldPanel([FieldPanel("title"), FieldPanel("intro")])], base_form_class=PostSetForm
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[PostSet]:
        return PostSet.objects.select_related("community").order_by("community__name")
