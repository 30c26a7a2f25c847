"""What posts and wish categories have in common in the admin: drafts, history, a dragged order, taking off the show."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.admin.ordered_editing import OrderedCreateView, OrderedEditView, OrderedUnpublishView, RetireView
from cms.admin.ordered_listing import BringBackView, OrderedIndexView, OrderedReorderView, RemovedView


class OrderedViewSet(SnippetViewSet):
    """A snippet that a community keeps in order and takes off the show. Subclasses say what "changed" sets off."""

    copy_view_enabled = False
    # Wagtail's index of references is made by a background task for every saved row; nothing here is embedded in pages.
    add_to_reference_index = False
    add_to_admin_menu = True
    index_view_class = OrderedIndexView
    add_view_class = OrderedCreateView
    edit_view_class = OrderedEditView
    unpublish_view_class = OrderedUnpublishView
    reorder_view_class = OrderedReorderView
    delete_view_class = RetireView
    removed_view_class = RemovedView

    def after_change(self, item: Any, by: Any) -> None:
        """What phones show has changed."""
        raise NotImplementedError

    def retire(self, item: Any, by: Any, now: Any) -> None:
        raise NotImplementedError

    def bring_back(self, item: Any, by: Any, now: Any) -> None:
        raise NotImplementedError

    def get_index_template(self) -> str:
        return str(self.index_view_class.template_name)

    def get_delete_template(self) -> str:
        return str(self.delete_view_class.template_name)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Each view takes what it has an attribute for.
        return super().get_common_view_kwargs(
            after_change=self.after_change,
            retire=self.retire,
            bring_back=self.bring_back,
            removed_url_name=self.get_url_name("removed"),
            bring_back_url_name=self.get_url_name("bring_back"),
            **kwargs,
        )

    @property
    def removed_view(self) -> Any:
        return self.construct_view(self.removed_view_class, index_url_name=self.get_url_name("list"))

    @property
    def bring_back_view(self) -> Any:
        return self.construct_view(BringBackView, index_url_name=self.get_url_name("list"))

    def get_urlpatterns(self) -> list[Any]:
        # The address that the list hands to Wagtail's script holds a number in the place of the id.
        others = [pattern for pattern in super().get_urlpatterns() if pattern.name != "reorder"]
        return [
            *others,
            path("reorder/<str:pk>/", self.reorder_view, name="reorder"),
            path("removed/", self.removed_view, name="removed"),
            path("bring-back/<uuid:pk>/", self.bring_back_view, name="bring_back"),
        ]
