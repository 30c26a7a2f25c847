"""待审页面: pages that wait for a second reader, in one's own communities."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope
from wagtail.models import Page, WorkflowState

from cms.admin.screens import communities_for, frame
from content_models.pages.models import CommunityPage
from content_models.pages.policy import may_edit_pages


def page_approvals(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; each leads to the page, where Wagtail's buttons approve or send back."""
    community, communities = communities_for(request, may_edit_pages)
    with scope(community=[community.pk]):
        context = {
            "community": community,
            "communities": communities,
            "rows": waiting_pages(community.pk),
            **frame(_("Pages that wait for a second reader"), "clipboard-list"),
        }
        return render(request, "cms/admin/page_approvals.html", context)


def waiting_pages(community_id: Any) -> list[dict[str, Any]]:
    """In the scope of the community: title, who handed it in, since when, and where to read it."""
    pages = {str(page.pk): page for page in CommunityPage.objects.filter(community=community_id)}
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=list(pages),
    ).select_related("requested_by")
    return [
        {
            "title": pages[state.object_id].draft_title,
            "by": state.requested_by.shown_name if state.requested_by else "",
            "since": state.created_at,
            "url": reverse("wagtailadmin_pages:edit", args=(state.object_id,)),
        }
        for state in waiting.order_by("created_at")
    ]
