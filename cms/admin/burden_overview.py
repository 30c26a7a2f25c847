"""What this community asks of people, flow by flow, and the rules that nobody can switch off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from cms.admin.burden import lamp, shown
from cms.admin.screens import communities_for, frame
from content_models.areas.models import Community
from content_models.common.burden import FLOWS, FlowKey, needing_word, weigh
from content_models.common.burden_of_settings import findings_of_community, findings_of_service
from content_models.common.own_forms import read_form
from content_models.hours.rules import settings_of
from content_models.people.models import RegistrationForm
from content_models.people.policy import may_work_in
from content_models.posts.models import PostType
from content_models.wishes.models import WishCategory

# domain.md, “Rules and habits”: each with what holds it here.
RULES = (
    (gettext_lazy("No forced location"), gettext_lazy("No question asks for it; one that demands it is refused.")),
    (gettext_lazy("No forced photo"), gettext_lazy("A photo may always be left out; “must be answered” is refused.")),
    (
        gettext_lazy("No compulsory check-in"),
        gettext_lazy("Hours can be entered later; silence costs nobody a role."),
    ),
    (gettext_lazy("No ranking of staff"), gettext_lazy("There is no such list, and no switch for one.")),
    (gettext_lazy("No negative points"), gettext_lazy("Points are earned and spent; the database refuses the rest.")),
    (gettext_lazy("No counting of time in the app"), gettext_lazy("It is not measured at all.")),
)


def burden_overview(request: HttpRequest) -> HttpResponse:
    """One line per flow, with its own questions; each leads to where it can be made lighter."""
    community, communities = communities_for(request, may_work_in)
    with scope(community=[community.pk]):
        service = settings_of(community.pk)
        settings = [
            *findings_of_community(
                contact_erase_days=community.contact_erase_days, claim_reminder_days=community.claim_reminder_days
            ),
            *findings_of_service(grade_c_earns=service.grade_c_earns, day_limit_minutes=service.day_limit_minutes),
        ]
        context = {
            "community": community,
            "communities": communities,
            "flows": list(_flows(community)),
            "settings": lamp(settings),
            "rules": RULES,
            **frame(_("What we ask of people"), "linli-rules"),
        }
        return render(request, "cms/admin/burden_overview.html", context)


def _flows(community: Community) -> Iterator[dict[str, Any]]:
    for category in WishCategory.objects.on_show():
        yield _line("wish", category.name, category.form, _edit(WishCategory, category.pk))
    for post in PostType.objects.on_show():
        yield _line("application", post.name, post.form, _edit(PostType, post.pk))
    form = RegistrationForm.objects.filter(community=community, live=True).first()
    yield _line("registration", "", form.form if form else (), _edit(RegistrationForm, form.pk if form else None))
    others: tuple[FlowKey, ...] = ("join", "claim", "check_in", "back_entry", "exchange")
    for key in others:
        yield _line(key, "", (), "")


def _line(flow: FlowKey, what: str, form: Any, url: str) -> dict[str, Any]:
    burden = weigh(flow, read_form(form))
    return {"name": FLOWS[flow].name, "what": what, "url": url, **shown(burden, needing_word(burden.findings))}


def _edit(model: Any, pk: Any) -> str:
    viewset = model.snippet_viewset
    return reverse(viewset.get_url_name("edit"), args=(pk,)) if pk else reverse(viewset.get_url_name("add"))
