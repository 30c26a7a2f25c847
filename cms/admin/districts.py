"""What a district sets up: its ladder of levels, its places, its chiefs (五长, 三长). Each district sees its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.admin.exports import HarmlessExport
from cms.admin.scoping import actor_of
from content_models.areas.actions import add_area, touch_board
from content_models.areas.models import Area, AreaLevel, Ladder
from content_models.common.errors import DomainError
from content_models.people.roles import Actor, Role
from content_models.posts.models import ChiefRole
from content_models.wishes.board import rebuild_cards

# --- whose is what ------------------------------------------------------------------------------


def own_areas(actor: Actor) -> QuerySet[Area]:
    """The places below the areas where the person is district administrator; none for anybody else."""
    below = Q(pk__in=[])
    for path in actor.paths_of(Role.DISTRICT_ADMIN):
        below |= Q(path__startswith=path)
    rows: QuerySet[Area] = Area.objects.filter(below).select_related("level", "community")
    return rows


def own_ladders(actor: Actor) -> QuerySet[Ladder]:
    """The ladders her places stand on."""
    if actor.user is not None and actor.user.is_superuser:
        return Ladder.objects.all()
    return Ladder.objects.filter(pk__in=own_areas(actor).values("level__ladder_id"))


class OwnRows:
    """A view that knows only the rows of the person's district: others do not exist (404)."""

    request: HttpRequest
    model: Any

    def own(self) -> QuerySet[Any]:
        actor = actor_of(self.request)
        if self.model is Area:
            return own_areas(actor)
        if self.model is Ladder:
            return own_ladders(actor)
        field = "ladder" if self.model is AreaLevel else "level__ladder"
        rows: QuerySet[Any] = self.model._default_manager.filter(**{f"{field}__in": own_ladders(actor)})
        return rows.select_related("ladder" if self.model is AreaLevel else "level__ladder")


class OwnIndexView(OwnRows, generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return self.own()

    @cached_property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns
        columns[0].label = _("Name")
        return columns


class OwnCreateView(generic.CreateView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "actor": actor_of(self.request)}


class OwnEditView(OwnRows, generic.EditView):
    can_delete = False

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "actor": actor_of(self.request)}

    def get_queryset(self) -> QuerySet[Any]:
        return self.own()


class OwnHistoryView(OwnRows, generic.HistoryView):
    def get_base_object_queryset(self) -> QuerySet[Any]:
        return self.own()


class OwnForm(WagtailAdminModelForm):
    """Offers only what belongs to the person's district."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        # The models say "name", which in Chinese is a person's.
        self.fields["name"].label = gettext_lazy("Name")
        if "ladder" in self.fields:
            self.fields["ladder"].queryset = own_ladders(actor)
        if "level" in self.fields:
            levels = AreaLevel.objects.filter(ladder__in=own_ladders(actor)).select_related("ladder")
            self.fields["level"].queryset = levels.order_by("ladder__name", "rank")
            self.fields["level"].label_from_instance = lambda level: f"{level.ladder.name} · {level.name}"


# --- the four registers -------------------------------------------------------------------------


class DistrictViewSet(ModelViewSet):
    """Settings of a district: added and changed, never deleted, each with its history."""

    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = OwnIndexView
    add_view_class = OwnCreateView
    edit_view_class = OwnEditView
    history_view_class = OwnHistoryView
    form: Any = OwnForm

    def get_form_class(self, for_update: bool = False) -> Any:
        return forms.modelform_factory(self.model, form=self.form, fields=self.form_fields)

    def get_urlpatterns(self) -> list[Any]:
        kept = {"index", "index_results", "add", "edit", "history", "history_results"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            **{"delete_url_name": None, "usage_url_name": None, "copy_url_name": None, **kwargs}
        )


class LadderViewSet(DistrictViewSet):
    model = Ladder
    name = "linli_ladder"
    url_prefix = "ladders"
    icon = "list-ol"
    menu_label = gettext_lazy("Ladders of levels")
    menu_order = 410
    form_fields = ["name"]
    list_display = ["name"]
    ordering = ["name"]


class LevelViewSet(DistrictViewSet):
    model = AreaLevel
    name = "linli_level"
    url_prefix = "levels"
    icon = "list-ol"
    menu_label = gettext_lazy("Levels")
    menu_order = 420
    form_fields = ["ladder", "name", "name_en", "key", "rank", "is_community", "is_public"]
    list_display = ["name", Column("ladder", label=gettext_lazy("ladder")), "rank", "key"]
    ordering = ["ladder__name", "rank"]


class ChiefRoleViewSet(DistrictViewSet):
    model = ChiefRole
    name = "linli_chief_role"
    url_prefix = "chief-roles"
    icon = "linli-appointment"
    menu_label = gettext_lazy("Chief roles")
    menu_order = 430
    form_fields = ["level", "name", "name_en", "sort_order"]
    list_display = ["name", Column("level", label=gettext_lazy("level")), "name_en"]
    ordering = ["level__rank", "sort_order"]


class IndentedColumn(TitleColumn):
    """A place, set in by how deep it lies."""

    def get_value(self, instance: Any) -> str:
        return "　" * max(instance.depth - 1, 0) + str(instance.name)


class AreaIndexView(HarmlessExport, OwnIndexView):
    """Places in the order of the tree."""

    export_filename = "places"
    exported = (
        ("name", gettext_lazy("Name"), lambda place: place.name),
        ("level", gettext_lazy("level"), lambda place: place.level.name),
        ("community", gettext_lazy("community"), lambda place: place.community.name if place.community else ""),
        ("above", gettext_lazy("lies in"), lambda place: place.name),
        ("latitude", gettext_lazy("latitude"), lambda place: place.latitude),
        ("longitude", gettext_lazy("longitude"), lambda place: place.longitude),
    )

    @cached_property
    def names(self) -> dict[str, str]:
        return dict(self.own().values_list("path", "name"))

    def raw_row(self, item: Any) -> dict[str, Any]:
        return {**super().raw_row(item), "above": self.names.get(item.path[: -Area.steplen], "")}

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [*super().header_buttons, *self.download_buttons()]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.order_by("path")

    @cached_property
    def columns(self) -> list[Any]:
        return [
            IndentedColumn("name", label=_("Name"), get_url=self.get_edit_url),
            Column("level", label=_("level")),
            Column("community", label=_("community")),
        ]


class AreaForm(OwnForm):
    """A new place lies in one of the person's own; later its name and position on the map may change."""

    instance: Area
    field_order = ("parent", "level", "name", "latitude", "longitude")
    parent = forms.ModelChoiceField(queryset=Area.objects.none(), label=gettext_lazy("lies in"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.depth:
            del self.fields["parent"], self.fields["level"]
            return
        self.fields["parent"].queryset = own_areas(self.actor)
        self.fields["parent"].label_from_instance = lambda place: "　" * (place.depth - 1) + place.name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parent, level = cleaned.get("parent"), cleaned.get("level")
        if parent and level and (parent.level.ladder_id != level.ladder_id or parent.level.rank >= level.rank):
            message = _("A place must stand on a lower rung of the same ladder than the place it lies in.")
            self.add_error("level", message)
        return cleaned

    def save(self, commit: bool = True) -> Area:
        given = self.cleaned_data
        if self.instance.depth:
            area: Area = super().save(commit)
            if "name" in self.changed_data:
                _rename_on_boards(area)
            return area
        try:
            self.instance = add_area(
                parent=given["parent"],
                level=given["level"],
                name=given["name"],
                latitude=given["latitude"],
                longitude=given["longitude"],
            )
        except DomainError as refusal:  # the same rule as in clean(): only if the ladder changed in between
            raise forms.ValidationError(str(refusal)) from refusal
        if self.instance.community_id:
            touch_board(self.instance.community_id)
        return self.instance


def _rename_on_boards(area: Area) -> None:
    """The estate's name stands on the kept card of every wish there."""
    if area.community_id:
        with transaction.atomic():
            rebuild_cards(community_id=area.community_id, estate_id=area.pk)
            touch_board(area.community_id)


class AreaViewSet(DistrictViewSet):
    model = Area
    name = "linli_area"
    url_prefix = "areas"
    icon = "site"
    menu_label = gettext_lazy("Places")
    menu_order = 440
    index_view_class = AreaIndexView
    form = AreaForm
    form_fields = ["level", "name", "latitude", "longitude"]
    list_per_page = 200
