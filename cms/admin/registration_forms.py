"""What a community asks when a Party member reports to it (双报到), besides the work unit."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from cms.admin.burden import BurdenForm, BurdenPanel, QuestionsColumn
from cms.admin.community_forms import CommunityPanel
from cms.admin.ordered_listing import OnPhonesColumn
from cms.admin.post_sets import PostSetCreateView, PostSetEditView, PostSetUnpublishView
from content_models.people.models import RegistrationForm


class RegistrationFormForm(BurdenForm):
    """One per community: where all of hers have one, there is nothing to choose."""

    flow = "registration"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.community_id:
            field: Any = self.fields["community"]
            taken = RegistrationForm.objects.values("community_id")
            field.queryset = field.queryset.exclude(pk__in=taken)


class RegistrationFormIndexView(IndexView):
    @cached_property
    def list_display(self) -> list[Any]:
        return [
            Column("community", label=_("community")),
            QuestionsColumn("questions", label=_("questions")),
            OnPhonesColumn("live", label=_("on phones")),
        ]

    @cached_property
    def columns(self) -> list[Any]:
        return super(IndexView, self).columns  # without the tick boxes of bulk deletion


class RegistrationFormViewSet(SnippetViewSet):
    """Reached from the list of registrations, so it needs no menu entry."""

    model = RegistrationForm
    add_to_reference_index = False
    icon = "linli-people"
    copy_view_enabled = False
    menu_item_is_registered = True
    index_view_class = RegistrationFormIndexView
    # One of a kind per community, like the title of its posts: the same three screens.
    add_view_class = PostSetCreateView
    edit_view_class = PostSetEditView
    unpublish_view_class = PostSetUnpublishView
    edit_handler = ObjectList(
        [
            CommunityPanel(),
            FieldPanel("intro"),
            FieldPanel("form", heading=gettext_lazy("Questions for who reports")),
            BurdenPanel(heading=gettext_lazy("What this asks of people")),
        ],
        base_form_class=RegistrationFormForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[RegistrationForm]:
        rows: QuerySet[RegistrationForm] = RegistrationForm.objects.select_related("community")
        return rows.order_by("community__name")
