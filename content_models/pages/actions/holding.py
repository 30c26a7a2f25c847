"""A page whose hour has come, but that may not go out: it waits again as a draft, and its editor is told why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from content_models.common.errors import DomainError
from content_models.pages.models import CommunityPage
from content_models.pages.publishing import ask_doorkeepers
from content_models.people.notices import tell


def hold_back_refused(*, now: datetime) -> int:
    """Take the hour from revisions that are due and would be refused; the number of them.

    Wagtail publishes due pages one after the other and stops at the first that fails: a single one would keep the
    pages of all communities waiting. Called where no scope narrows (the clock belongs to all).
    """
    held = 0
    for revision in Revision.objects.filter(approved_go_live_at__lte=now).select_related("user"):
        page = revision.as_object()
        if not isinstance(page, CommunityPage):
            continue
        try:
            ask_doorkeepers(page)
        except DomainError as refusal:
            with transaction.atomic():
                taken = Revision.objects.filter(pk=revision.pk, approved_go_live_at__lte=now)
                if taken.update(approved_go_live_at=None):
                    held += 1
                    tell(
                        user_id=revision.user_id,
                        kind="page_held_back",
                        now=now,
                        community_id=page.community_id,
                        title=page.title,
                        reason=str(refusal),
                    )
    return held
