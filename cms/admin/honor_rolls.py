"""光荣榜 in the admin: setting a roll up without a programmer, with who would be on it now and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_scopes import scope
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column

from cms.admin.burden import AnswersForBurden, SettingsBurdenPanel
from cms.admin.community_forms import CommunityForm, CommunityPanel
from cms.admin.ordered_editing import OrderedCreateView, RetireView
from cms.admin.ordered_listing import OnPhonesColumn, OrderedIndexView, RemovedView, on_phones
from cms.admin.ordered_set import OrderedViewSet
from cms.admin.roll_preview import RollPreviewPanel
from cms.admin.scoping import actor_of, own_communities
from content_models.areas.models import Area
from content_models.common.burden import Finding
from content_models.common.burden_of_settings import findings_of_ranking
from content_models.common.clock import local_day, utc_now
from content_models.honors.actions import bring_roll_back, open_due_editions, retire_roll
from content_models.honors.checking import is_about_staff
from content_models.honors.models import HonorRoll
from content_models.honors.states import EditionState, Scope, Source, Team
from content_models.pages.actions import make_roll_page
from content_models.people.models import User
from content_models.posts.models import ChiefRole, PostType


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself takes no type argument here
    """A place below the community, drawn in by its depth as on the ladder."""

    def label_from_instance(self, place: Any) -> str:
        return "　" * max(place.depth - 4, 0) + f"{place.name}（{place.level.name}）"


class RollForm(AnswersForBurden, CommunityForm):
    """A rule in plain choices. Ranking staff is refused by the rule itself; ranking volunteers needs a word."""

    fields: Any
    area = PlaceField(queryset=Area.objects.none(), required=False, label=gettext_lazy("place"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and not self.initial.get("starts_on"):
            self.initial["starts_on"] = local_day(utc_now())
        ours = own_communities()
        if self.instance.community_id:
            ours = ours.filter(pk=self.instance.community_id)
        self.fields["area"].queryset = Area.objects.filter(community__in=ours).select_related("level")
        self.fields["post"].queryset = PostType.objects.filter(community__in=ours).filter(
            Q(live=True, retired_at__isnull=True) | Q(pk=self.instance.post_id)
        )
        ladders = ours.values("area__level__ladder")
        self.fields["chief_role"].queryset = ChiefRole.objects.filter(level__ladder__in=ladders)
        others = HonorRoll.objects.filter(community__in=ours, retired_at__isnull=True)
        self.fields["fed_by"].queryset = others.exclude(pk=self.instance.pk)
        if not self.instance._state.adding and self.instance.shows_ranks:
            self.answered_for = findings_of_ranking(of="volunteers")

    def found(self) -> Sequence[Finding]:
        typed = getattr(self, "cleaned_data", None)
        if typed is None:
            ranks, staff = self.instance.shows_ranks, is_about_staff(self.instance)
        else:
            feeding = typed.get("fed_by") if typed.get("source") == Source.EDITIONS else None
            workers = typed.get("scope") == Scope.TEAM and typed.get("team") == Team.WORKERS
            ranks, staff = typed.get("shows_ranks"), workers or (feeding is not None and is_about_staff(feeding))
        if not ranks:
            return findings_of_ranking(of="nobody")
        return findings_of_ranking(of="staff" if staff else "volunteers")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("title") and cleaned.get("community"):
            twins = HonorRoll.objects.filter(
                community=cleaned["community"], title=cleaned["title"], retired_at__isnull=True
            )
            if twins.exclude(pk=self.instance.pk).exists():
                words = _("There is already a roll of this title.")
                self.add_error("title", ValidationError(words, code="title_taken"))
        self.ask_for_a_word()
        return cleaned

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        self.write_down(saved)
        return saved


class RankingPanel(SettingsBurdenPanel):
    """What a ranking does to people, with the tick for it; nothing where nobody is ranked."""

    class BoundPanel(SettingsBurdenPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown()) and bool(self.form.found() or self.form["burden_known"].errors)


class EditionsColumn(Column):
    """How many have come out; leads to the names."""

    def get_value(self, instance: Any) -> Any:
        words = ngettext("%(number)d edition", "%(number)d editions", instance.out) % {"number": instance.out}
        url = reverse("linli_honor_names", args=(instance.pk,))
        return format_html('<a href="{}">{}</a>', url, words if instance.out else _("who would be on it now"))


class RollIndexView(OrderedIndexView):
    page_intro = gettext_lazy(
        "Neighbours see these on their phones, in this order. Each edition comes out by itself at the end of its "
        "period; names are shown only as each person agreed to."
    )
    name_label = gettext_lazy("Title of the roll")
    removed_label = gettext_lazy("Removed rolls")
    export_filename = "honor-rolls"
    exported = (
        ("title", gettext_lazy("title"), lambda roll: roll.title),
        ("source", gettext_lazy("where the names come from"), lambda roll: roll.get_source_display()),
        ("period", gettext_lazy("comes out every"), lambda roll: roll.get_period_display()),
        ("editions", gettext_lazy("editions"), lambda roll: roll.out),
        ("on_phones", gettext_lazy("on phones"), on_phones),
    )

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "title",
            Column("get_source_display", label=_("where the names come from")),
            Column("get_period_display", label=_("comes out every"), width="120px"),
            EditionsColumn("out", label=_("editions"), width="180px"),
            OnPhonesColumn("live", label=_("on phones")),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        out = Count("editions", filter=Q(editions__state=EditionState.FROZEN))
        return super().get_base_queryset().annotate(out=out)

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        url = reverse("linli_honor_names", args=(instance.pk,))
        names = MenuItem(_("Names and editions"), url=url, icon_name="linli-people", priority=20)
        return [*super().get_list_more_buttons(instance), names]


class RollCreateView(OrderedCreateView):
    """A new roll that is on phones has its running edition and its page at once."""

    def publish_action(self) -> Any:
        response = super().publish_action()
        roll = self.object
        with scope(community=[roll.community_id]):
            page = make_roll_page(roll=roll, actor=actor_of(self.request), now=utc_now())
        if page is None:
            messages.info(self.request, _("Once the community has a home page, a page can show this roll."))
        else:
            url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
            words = _("Its page is made.") if page.live else _("Its page is made and waits for a second reader.")
            messages.success(self.request, words, buttons=[messages.button(url, _("Look at the page"))])
        return response


class RemovedRollsView(RemovedView):
    @cached_property
    def columns(self) -> list[Any]:
        return [Column("title", label=_("title"))]


class RetireRollView(RetireView):
    def stays(self) -> list[str]:
        number = self.object.editions.filter(state=EditionState.FROZEN).count()
        if not number:
            return []
        words = ngettext(
            "%(number)d edition stays, with its awards.", "%(number)d editions stay, with their awards.", number
        )
        return [words % {"number": number}]


class HonorRollViewSet(OrderedViewSet):
    """The honor rolls of a community."""

    model = HonorRoll
    icon = "linli-honor"
    menu_label = gettext_lazy("Honor rolls")
    menu_name = "honor-rolls"
    menu_order = 134
    index_view_class = RollIndexView
    add_view_class = RollCreateView
    delete_view_class = RetireRollView
    removed_view_class = RemovedRollsView
    edit_handler = ObjectList(
        [
            CommunityPanel(),
            FieldPanel("title", heading=gettext_lazy("Title of the roll")),
            FieldPanel("intro"),
            MultiFieldPanel(
                [
                    FieldPanel("source"),
                    FieldPanel("fed_by"),
                    FieldPanel("scope"),
                    FieldPanel("area"),
                    FieldPanel("post"),
                    FieldPanel("team"),
                    FieldPanel("chief_role"),
                ],
                heading=gettext_lazy("Who is honoured"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("period"), FieldPanel("starts_on"), FieldPanel("grace_days")]),
                    FieldRowPanel([FieldPanel("size"), FieldPanel("least")]),
                    FieldPanel("shows_ranks"),
                ],
                heading=gettext_lazy("When it comes out, and how many stand on it"),
            ),
            RankingPanel(heading=gettext_lazy("About the order")),
            MultiFieldPanel([RollPreviewPanel()], heading=gettext_lazy("Who would be on it now, and why")),
        ],
        base_form_class=RollForm,
    )

    def after_change(self, item: HonorRoll, by: User) -> None:
        """What has begun is there at once; the clock does the rest."""
        with scope(community=[item.community_id]):
            shown = HonorRoll.objects.on_show().select_related("post").filter(pk=item.pk).first()
            if shown is not None:
                open_due_editions(roll=shown, now=utc_now())

    def retire(self, item: HonorRoll, by: User, now: datetime) -> None:
        retire_roll(roll=item, by=by, now=now)

    def bring_back(self, item: HonorRoll, by: User, now: datetime) -> None:
        bring_roll_back(roll=item, by=by, now=now)
