"""发布活动: announcing an activity or a duty turn at the desk."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
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
from content_models.hours.actions import NewActivity, open_activity
from content_models.hours.models import DAY_MINUTES, PLACE_MAX, TEXT_MAX, TITLE_MAX, WANTED_MAX
from content_models.hours.policy import may_open_activity
from content_models.people.roles import Actor
from content_models.posts.models import PostType

# The form's names for those under which the domain refuses.
FIELDS = {"starts_at": "begins", "ends_at": "ends", "area_id": "area", "post_id": "post"}


class TimeInput(forms.TimeInput):
    input_type = "time"


class ActivityForm(forms.Form):
    """The same questions as on the phone."""

    title = forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=TITLE_MAX,
        help_text=gettext_lazy("In a few words. It stands in the service record of everybody who comes: no names."),
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=AdminDateInput,
        help_text=gettext_lazy("Two or three days ahead is best."),
    )
    begins = forms.TimeField(
        label=gettext_lazy("Begins"),
        widget=TimeInput,
        help_text=gettext_lazy("The code works from half an hour before."),
    )
    ends = forms.TimeField(
        label=gettext_lazy("Ends"),
        widget=TimeInput,
        help_text=gettext_lazy("Earlier than the beginning: on the next day, like a night duty from 22:00 to 2:00."),
    )
    minutes_expected = forms.IntegerField(
        label=gettext_lazy("Minutes that count"),
        min_value=1,
        max_value=DAY_MINUTES,
        required=False,
        help_text=gettext_lazy("Empty: all the time from beginning to end. Longer service is pointed out to you."),
    )
    wanted = forms.IntegerField(
        label=gettext_lazy("How many people"),
        min_value=1,
        max_value=WANTED_MAX,
        initial=5,
        help_text=gettext_lazy("So many can say that they come; who just comes can check in, too."),
    )
    place = forms.CharField(
        label=gettext_lazy("Where to meet"),
        max_length=PLACE_MAX,
        required=False,
        help_text=gettext_lazy("Neighbours have to find it: “by the pavilion in the garden”."),
    )
    area = forms.ModelChoiceField(
        queryset=Area.objects.none(),
        label=gettext_lazy("For which place"),
        required=False,
        empty_label=gettext_lazy("the whole community"),
        help_text=gettext_lazy("Its chief sees who comes, and verifies the hours."),
    )
    post: Any = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Duty turn of a post"),
        required=False,
        empty_label=gettext_lazy("no, an activity for everybody"),
        help_text=gettext_lazy("Then the post's weight counts when points are given."),
    )
    note = forms.CharField(
        label=gettext_lazy("What to know"),
        max_length=TEXT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What to bring, what to wear, when it is called off."),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Area.objects.of_community(community).exclude(pk=community.area_id).select_related("level")
        area: Any = self.fields["area"]
        area.queryset = places
        area.label_from_instance = lambda place: "　" * (place.depth - community.area.depth - 1) + place.name
        post: Any = self.fields["post"]
        post.queryset = PostType.objects.on_show().filter(community=community)

    def new_activity(self) -> NewActivity:
        given = self.cleaned_data
        begin, end = begin_and_end(given["day"], given["begins"], given["ends"])
        span = max(int((end - begin).total_seconds()) // 60, 1)
        return NewActivity(
            title=given["title"],
            starts_at=begin,
            ends_at=end,
            minutes_expected=given["minutes_expected"] or span,
            wanted=given["wanted"],
            area_id=given["area"].pk if given["area"] else None,
            post_id=given["post"].pk if given["post"] else None,
            place=given["place"],
            note=given["note"],
        )


def begin_and_end(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """On the wall clock; an end that is earlier than the beginning is on the next day."""
    last = day + timedelta(days=1) if ends < begins else day
    begin, end = (timezone.make_aware(datetime.combine(*when)) for when in ((day, begins), (last, ends)))
    return begin, end


def _may_announce(actor: Actor, community: Community) -> bool:
    return may_open_activity(actor, community.area.path)


def announce(request: HttpRequest) -> HttpResponse:
    """Show the form; announce; show the domain's refusals beside the fields they are about."""
    community, communities = communities_for(request, _may_announce)
    with scope(community=[community.pk]):
        form = ActivityForm(request.POST or None, community=community)
        if request.method == "POST" and form.is_valid():
            try:
                activity = open_activity(
                    actor=actor_of(request), community=community, new=form.new_activity(), now=utc_now()
                )
            except DomainError as refusal:
                say_refusal(refusal, request, form, FIELDS)
            else:
                messages.success(request, _("Announced. Neighbours see it on their phones; print its code here."))
                return redirect("activities_modeladmin_inspect", activity.pk)
        context = {
            "form": form,
            "community": community,
            "communities": communities,
            "intro": _("People check in with a code: on your phone it changes by itself, or print it for the door."),
            "submit": _("Announce it"),
            "back": reverse("activities_modeladmin_index"),
            **frame(
                _("Announce an activity"), "linli-activity", (reverse("activities_modeladmin_index"), _("Activities"))
            ),
            "media": form.media,
        }
        return render(request, "cms/admin/plain_form.html", context)
