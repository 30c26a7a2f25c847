"""代提: a worker writes a wish down for an old neighbour, at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.admin.desk_questions import ANSWER, desk_field, said
from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal
from content_models.areas.models import Area, Community
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.common.own_forms import read_form, shown_fields
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
        self.questions = {str(one.pk): read_form(one.form) for one in self._field("category").queryset}
        for category, fields in self.questions.items():
            for field in fields:
                if field.type != "photo":  # nobody has to send one, and the desk has no phone's gallery
                    self.fields[f"{ANSWER}{field.key}"] = desk_field(field, category)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def plain_fields(self) -> list[BoundField]:
        return [field for field in self if not field.name.startswith(ANSWER)]

    def questions_asked(self) -> list[BoundField]:
        return [field for field in self if field.name.startswith(ANSWER)]

    def _answers(self) -> dict[str, Any]:
        """What was said to the questions of the chosen category that its own answers leave standing."""
        fields = self.questions[str(self.cleaned_data["category"].pk)]
        given = {field.key: said(field, self.cleaned_data.get(f"{ANSWER}{field.key}")) for field in fields}
        # What an answer further up has made pointless is out of sight on the screen; it is left out, as on the phone.
        return {field.key: given[field.key] for field in shown_fields(fields, given) if given[field.key] is not None}

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
            answers=self._answers(),
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
                names = {f"answers.{name[len(ANSWER) :]}": name for name in form.fields if name.startswith(ANSWER)}
                say_refusal(refusal, request, form, FIELDS | names)
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
        return render(request, "cms/admin/wish_for_another.html", context)


def _may_write(actor: Actor, community: Community) -> bool:
    return may_write_for_others(actor, community.area.path)
