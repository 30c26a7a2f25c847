"""Writing and removing what a community keeps in order: new ones come last, drafts keep today's place."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, UnpublishView

from content_models.common.clock import utc_now


class OrderedCreateView(CreateView):
    """A new one comes last in its community."""

    after_change: Any = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False  # half a word is no post yet

    def save_instance(self) -> Any:
        instance = self.form.instance
        same = self.model._default_manager.filter(community_id=instance.community_id)
        instance.sort_order = (same.aggregate(last=Max("sort_order"))["last"] or 0) + 1
        return super().save_instance()

    def publish_action(self) -> HttpResponse | None:
        with transaction.atomic():
            response: HttpResponse | None = super().publish_action()
            self.after_change(self.object, self.request.user)
        return response


class OrderedEditView(EditView):
    """An edited draft keeps the place that the thing has today, not the one of the day the draft was begun."""

    after_change: Any = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def save_instance(self) -> Any:
        today = self.model._default_manager.values("sort_order", "retired_at", "community_id").get(pk=self.object.pk)
        for name, value in today.items():
            setattr(self.form.instance, name, value)
        return super().save_instance()

    def publish_action(self) -> HttpResponse | None:
        with transaction.atomic():
            response: HttpResponse | None = super().publish_action()
            self.after_change(self.object, self.request.user)
        return response

    @cached_property
    def can_delete(self) -> bool:
        return self.user_has_permission_for_instance("change", self.object) and self.object.retired_at is None

    delete_item_label = gettext_lazy("Remove")


class OrderedUnpublishView(UnpublishView):
    after_change: Any = None

    def unpublish(self) -> HttpResponse | None:
        with transaction.atomic():
            response: HttpResponse | None = super().unpublish()
            self.after_change(self.object, self.request.user)
        return response


class RetireView(DeleteView):
    """“Remove” takes a thing off the show, after saying what stays; it deletes nothing."""

    permission_required = "change"
    page_title = gettext_lazy("Remove")
    template_name = "cms/admin/confirm_retire.html"
    retire: Any = None

    def get_usage_url(self) -> None:
        return None

    def run_before_hook(self) -> None:
        return None

    def run_after_hook(self) -> None:
        return None

    def stays(self) -> list[str]:
        """Sentences on what is not lost."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "stays": self.stays()}

    def get_success_message(self) -> str:
        return _("“%(name)s” is removed. You can bring it back from the list of removed ones.") % {"name": self.object}

    def delete_action(self) -> None:
        self.retire(self.object, self.request.user, utc_now())
