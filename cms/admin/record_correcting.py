"""更正: a verified record was wrong. The right times are entered; somebody else verifies them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.admin.activity_announcing import TimeInput, begin_and_end
from cms.admin.scoping import actor_of
from cms.admin.screens import frame, say_refusal
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.honors.actions import correct_record
from content_models.hours.actions import Replacement
from content_models.hours.models import DAY_MINUTES, TEXT_MAX, ServiceRecord
from content_models.hours.policy import allowed_actions

FIELDS = {"started_at": "begins", "ended_at": "ends"}


class CorrectingForm(forms.Form):
    """What is right, and what was wrong."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=AdminDateInput)
    begins = forms.TimeField(label=gettext_lazy("Begins"), widget=TimeInput)
    ends = forms.TimeField(
        label=gettext_lazy("Ends"),
        widget=TimeInput,
        help_text=gettext_lazy("Earlier than the beginning: on the next day, like a night duty from 22:00 to 2:00."),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that count"),
        min_value=1,
        max_value=DAY_MINUTES,
        required=False,
        help_text=gettext_lazy("Empty: all the time from beginning to end."),
    )
    reason = forms.CharField(
        label=gettext_lazy("What was wrong"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The person reads this, and it stands beside both records."),
    )

    def replacement(self) -> Replacement:
        given: dict[str, Any] = self.cleaned_data
        begin, end = begin_and_end(given["day"], given["begins"], given["ends"])
        return Replacement(started_at=begin, ended_at=end, minutes=given["minutes"])


def put_right(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show what the record says; put right what is wrong with it."""
    actor = actor_of(request)
    found = ServiceRecord.objects.select_related("community", "area", "person", "wish", "activity")
    record = found.filter(pk=record_id).first()
    if record is None or "correct" not in allowed_actions(actor, record):
        raise Http404
    begin, end = timezone.localtime(record.started_at), timezone.localtime(record.ended_at)
    whole = record.minutes == int((end - begin).total_seconds()) // 60  # other times then bring other minutes along
    first = {"day": begin.date(), "begins": begin.time(), "ends": end.time()}
    first |= {} if whole else {"minutes": record.minutes}
    form = CorrectingForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            with scope(community=[record.community_id]):
                _old, new = correct_record(
                    record_id=record.pk,
                    actor=actor,
                    reason=form.cleaned_data["reason"],
                    replacement=form.replacement(),
                    now=utc_now(),
                )
        except DomainError as refusal:
            say_refusal(refusal, request, form, FIELDS)
        else:
            messages.success(request, _("Put right. Somebody else has to verify it; the old record stays to be seen."))
            return redirect("records_modeladmin_inspect", (new or record).pk)
    index, row = reverse("records_modeladmin_index"), reverse("records_modeladmin_inspect", args=(record.pk,))
    context = {
        "form": form,
        "intro": _(
            "%(what)s, %(who)s. The old record stays and its points are taken back; the new one waits for "
            "somebody else to verify it."
        )
        % {"what": record.subject, "who": record.person.shown_name if record.person else _("somebody")},
        "submit": _("Put it right"),
        "back": row,
        **frame(_("Put a record right"), "linli-hours", (index, _("Service records")), (row, str(record))),
        "media": form.media,
    }
    return render(request, "cms/admin/plain_form.html", context)
