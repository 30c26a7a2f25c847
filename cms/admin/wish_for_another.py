"""代提: a worker writes a wish down for an old neighbour, at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.admin.scoping import actor_of, own_communities
from content_models.areas.models import Area, Community
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.people.roles import Actor
from content_models.wishes.actions import Contact, NewWish, post_wish
from content_models.wishes.models import DESCRIPTION_MAX, HELPERS_MAX, TITLE_MAX, WishCategory
from content_models.wishes.policy import may_write_for_others

# Names of the form's fields for the names under which the domain refuses.
FIELDS = {"on_behalf_of.name": "name", "on_behalf_of.phone": "phone", "on_behalf_of.door": "door"}


class WishForAnotherForm(forms.Form):
    """The same questions as on the phone, and for whom."""

    name = forms.CharField(
        label=gettext_lazy("For whom"), max_length=30, help_text=gettext_lazy("Only who helps sees the name.")
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=20, required=False)
    area = forms.ModelChoiceField(
        queryset=Area.objects.none(), label=gettext_lazy("Which building"), empty_label=gettext_lazy("please choose")
    )
    door = forms.CharField(label=gettext_lazy("Door"), max_length=60, required=False)
    category: Any = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Category"), empty_label=gettext_lazy("please choose")
    )
    title = forms.CharField(label=gettext_lazy("Wish in a few words"), max_length=TITLE_MAX)
    description = forms.CharField(
        label=gettext_lazy("Tell a little more"),
        max_length=DESCRIPTION_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Everybody reads this: no names, no phone numbers, no illnesses."),
    )
    deadline = forms.DateField(label=gettext_lazy("Last day"), required=False, widget=AdminDateInput)
    helpers_wanted = forms.IntegerField(
        label=gettext_lazy("Helpers wanted"), min_value=1, max_value=HELPERS_MAX, initial=1
    )
    agreed = forms.BooleanField(label=gettext_lazy("She or he agrees that this is posted."))

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Area.objects.of_community(community).select_related("level")
        self._field("area").queryset = places
        self._field("area").label_from_instance = lambda place: "　" * (place.depth - community.area.depth) + place.name
        self._field("category").queryset = WishCategory.objects.on_show().filter(community=community)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def new_wish(self) -> NewWish:
        given = self.cleaned_data
        return NewWish(
            title=given["title"],
            description=given["description"],
            category_id=given["category"].pk,
            area_id=given["area"].pk,
            deadline=given["deadline"],
            helpers_wanted=given["helpers_wanted"],
            on_behalf_of=Contact(name=given["name"], phone=given["phone"], door=given["door"]),
        )


def write_for_another(request: HttpRequest) -> HttpResponse:
    """Show the form; post the wish; show the domain's refusals beside the fields they are about."""
    actor = actor_of(request)
    communities = _communities_of(actor)
    if not communities:
        raise PermissionDenied
    chosen = request.GET.get("community", "")
    community = next((one for one in communities if str(one.pk) == chosen), communities[0])
    with scope(community=[community.pk]):
        form = WishForAnotherForm(request.POST or None, community=community)
        if request.method == "POST" and form.is_valid():
            try:
                wish = post_wish(actor=actor, community=community, new=form.new_wish(), now=utc_now())
            except DomainError as refusal:
                _show(refusal, form, request)
            else:
                messages.success(request, _("Written down. It waits for review: you can put it on the board now."))
                return redirect("wishes_modeladmin_inspect", wish.pk)
        title = _("Write a wish down for somebody")
        context = {
            "form": form,
            "community": community,
            "communities": communities,
            "header_title": title,
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": reverse("wishes_modeladmin_index"), "label": _("Wishes")},
                {"url": "", "label": title},
            ],
            "header_icon": "linli-wish",
            "media": form.media,
        }
        return render(request, "cms/admin/wish_for_another.html", context)


def _communities_of(actor: Actor) -> list[Community]:
    rows = own_communities().select_related("area")
    return [one for one in rows if may_write_for_others(actor, one.area.path)]


def _show(refusal: DomainError, form: WishForAnotherForm, request: HttpRequest) -> None:
    for name, (code, words) in refusal.fields.items():
        field = FIELDS.get(name, name)
        form.add_error(field if field in form.fields else None, forms.ValidationError(str(words), code=code))
    if not refusal.fields:
        messages.error(request, str(refusal))
