"""心愿分类 in the admin: the kinds of wishes of a community, in its own order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from cms.admin.burden import BurdenForm, BurdenPanel, QuestionsColumn
from cms.admin.community_forms import CommunityPanel
from cms.admin.icons import CATEGORY_ICON_CHOICES, IconGrid
from cms.admin.ordered_editing import RetireView
from cms.admin.ordered_listing import IconColumn, OnPhonesColumn, OrderedIndexView, on_phones
from cms.admin.ordered_set import OrderedViewSet
from content_models.areas.actions import touch_board
from content_models.people.models import User
from content_models.wishes.actions.categories import bring_category_back, retire_category
from content_models.wishes.board import rebuild_cards
from content_models.wishes.models import WishCategory


class CategoryForm(BurdenForm):
    flow = "wish"
    name_taken = gettext_lazy("There is already a category of this name.")
    icon = forms.ChoiceField(
        label=gettext_lazy("icon"), choices=CATEGORY_ICON_CHOICES, initial="heart", widget=IconGrid
    )


class CategoryIndexView(OrderedIndexView):
    page_intro = gettext_lazy("Neighbours choose one of these when they post a wish, in this order.")
    name_label = gettext_lazy("Name of the category")
    removed_label = gettext_lazy("Removed categories")
    export_filename = "wish-categories"
    exported = (
        ("name", gettext_lazy("Name of the category"), lambda one: one.name),
        ("used", gettext_lazy("wishes"), lambda one: one.used),
        ("on_phones", gettext_lazy("on phones"), on_phones),
    )

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "name",
            IconColumn("icon", label=_("icon"), width="80px"),
            QuestionsColumn("questions", label=_("questions"), width="140px"),
            Column("used", label=_("wishes"), width="140px"),
            OnPhonesColumn("live", label=_("on phones")),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().annotate(used=Count("wishes"))


class RetireCategoryView(RetireView):
    def stays(self) -> list[str]:
        number = self.object.wishes.count()
        if not number:
            return []
        return [ngettext("%(number)d wish keeps it.", "%(number)d wishes keep it.", number) % {"number": number}]


class WishCategoryViewSet(OrderedViewSet):
    """The wish categories of a community."""

    model = WishCategory
    icon = "linli-category"
    menu_label = gettext_lazy("Wish categories")
    menu_name = "wish-categories"
    menu_order = 150
    index_view_class = CategoryIndexView
    delete_view_class = RetireCategoryView
    edit_handler = ObjectList(
        [
            CommunityPanel(),
            FieldPanel("name", heading=gettext_lazy("Name of the category")),
            FieldPanel("icon"),
            FieldPanel("form", heading=gettext_lazy("Questions for who posts such a wish")),
            BurdenPanel(heading=gettext_lazy("What this asks of people")),
        ],
        base_form_class=CategoryForm,
    )

    def after_change(self, item: WishCategory, by: User) -> None:
        """Its name and icon stand on the kept card of every wish."""
        rebuild_cards(community_id=item.community_id, category_id=item.pk)
        touch_board(item.community_id)

    def retire(self, item: WishCategory, by: User, now: datetime) -> None:
        retire_category(category=item, by=by, now=now)

    def bring_back(self, item: WishCategory, by: User, now: datetime) -> None:
        bring_category_back(category=item, by=by)
