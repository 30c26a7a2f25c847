"""代提: a worker writes a wish down for an old neighbour, at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal
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
    community, communities = communities_for(request, _may_write)
    with scope(community=[community.pk]):
        form = WishForAnotherForm(request.POST or None, community=community)
        if request.method == "POST" and form.is_valid():
            try:
                wish = post_wish(actor=actor, community=community, new=form.new_wish(), now=utc_now())
            except DomainError as refusal:
                say_refusal(refusal, request, form, FIELDS)
            else:
                messages.success(request, _("Written down. It waits for review: you can put it on the board now."))
                return redirect("wishes_modeladmin_inspect", wish.pk)
        context = {
            "form": form,
            "community": community,
            "communities": communities,
            **frame(
                _("Write a wish down for somebody"), "linli-wish", (reverse("wishes_modeladmin_index"), _("Wishes"))
            ),
            "intro": _(
                "For an old neighbour who does not use a phone. Name, phone and door are kept sealed; "
                "only who takes the wish on sees them."
            ),
            "submit": _("Write it down"),
            "back": reverse("wishes_modeladmin_index"),
            "media": form.media,
        }
        return render(request, "cms/admin/plain_form.html", context)


def _may_write(actor: Actor, community: Community) -> bool:
    return may_write_for_others(actor, community.area.path)
