"""岗位 in the admin: the posts of a community, in its own order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from cms.admin.burden import BurdenForm, BurdenPanel, QuestionsColumn
from cms.admin.community_forms import CommunityPanel
from cms.admin.icons import IconGrid
from cms.admin.ordered_editing import RetireView
from cms.admin.ordered_listing import IconColumn, OnPhonesColumn, OrderedIndexView, on_phones
from cms.admin.ordered_set import OrderedViewSet
from content_models.areas.actions import touch_board
from content_models.common.clock import utc_now
from content_models.people.models import User
from content_models.posts.actions import bring_post_back, keep_version, retire_post
from content_models.posts.comparing import news_for
from content_models.posts.models import PostSet, PostType
from content_models.posts.states import AppointmentState


class PostForm(BurdenForm):
    flow = "application"
    name_taken = gettext_lazy("There is already a post of this name.")


class FilledColumn(Column):
    """How many hold the post, of how many wanted."""

    def get_value(self, instance: Any) -> str:
        return f"{instance.filled} / {instance.wanted}"


class PostIndexView(OrderedIndexView):
    page_intro = gettext_lazy(
        "These are the posts that neighbours see on their phones, in this order. Drag a row by its handle to move it."
    )
    name_label = gettext_lazy("Name of the post")
    removed_label = gettext_lazy("Removed posts")
    template_name = "cms/admin/posts_index.html"
    export_filename = "posts"
    exported = (
        ("name", gettext_lazy("Name of the post"), lambda post: post.name),
        ("duties", gettext_lazy("duties"), lambda post: post.duties),
        ("filled", gettext_lazy("in office"), lambda post: post.filled),
        ("wanted", gettext_lazy("number wanted"), lambda post: post.wanted),
        ("weight", gettext_lazy("Weight of its hours, in percent"), lambda post: post.points_weight),
        ("questions", gettext_lazy("questions"), lambda post: len(post.form)),
        ("on_phones", gettext_lazy("on phones"), on_phones),
    )

    @cached_property
    def header_buttons(self) -> list[Any]:
        set_id = PostSet.objects.filter(community=self.community).values_list("pk", flat=True).first()
        url = (
            reverse(PostSet.snippet_viewset.get_url_name("edit"), args=(set_id,))
            if set_id
            else reverse(PostSet.snippet_viewset.get_url_name("add"))
        )
        chosen = f"?community={self.community.pk}" if self.community else ""
        return [
            *super().header_buttons,
            HeaderButton(_("Title and introduction"), url=url, icon_name="edit"),
            HeaderButton(_("Template"), url=reverse("linli_post_template") + chosen, icon_name="linli-template"),
            HeaderButton(_("Earlier versions"), url=reverse("linli_post_versions") + chosen, icon_name="rotate"),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        found = news_for(self.community) if self.community else None
        context["adoption"], context["news"] = found or (None, 0)
        return context

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "name",
            IconColumn("icon", label=_("icon"), width="80px"),
            FilledColumn("filled", label=_("filled / wanted"), width="140px"),
            QuestionsColumn("questions", label=_("questions"), width="140px"),
            OnPhonesColumn("live", label=_("on phones")),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().with_filled()  # type: ignore[attr-defined]


class RetirePostView(RetireView):
    def stays(self) -> list[str]:
        """Who holds it now and who asked for it: nobody is dropped."""
        held = list(
            self.object.appointments.living()
            .select_related("person", "area")
            .order_by("state", "created_at")  # applied before approved
        )
        holders = [one for one in held if one.state == AppointmentState.APPROVED]
        lines = [f"{one.person.shown_name} · {one.area.name}" for one in holders]
        waiting = len(held) - len(holders)
        if waiting:
            lines.append(
                ngettext("%(number)d application is waiting.", "%(number)d applications are waiting.", waiting)
                % {"number": waiting}
            )
        return lines


class PostTypeViewSet(OrderedViewSet):
    """The posts of a community."""

    model = PostType
    icon = "linli-post"
    menu_label = gettext_lazy("Posts")
    menu_name = "posts"
    menu_order = 120
    index_view_class = PostIndexView
    delete_view_class = RetirePostView
    edit_handler = ObjectList(
        [
            CommunityPanel(),
            FieldPanel("name", heading=gettext_lazy("Name of the post")),
            FieldPanel("icon", widget=IconGrid),
            FieldPanel("duties"),
            FieldPanel(
                "wanted", help_text=gettext_lazy("More may apply; you choose. The phone shows how many are taken.")
            ),
            FieldPanel("points_weight", heading=gettext_lazy("Weight of its hours, in percent")),
            FieldPanel("form", heading=gettext_lazy("Questions for who applies")),
            BurdenPanel(heading=gettext_lazy("What this asks of people")),
        ],
        base_form_class=PostForm,
    )

    def after_change(self, item: PostType, by: User) -> None:
        keep_version(community_id=item.community_id, by=by, now=utc_now())
        touch_board(item.community_id)

    def retire(self, item: PostType, by: User, now: datetime) -> None:
        retire_post(post=item, by=by, now=now)

    def bring_back(self, item: PostType, by: User, now: datetime) -> None:
        bring_post_back(post=item, by=by, now=now)
