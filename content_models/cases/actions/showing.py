"""Taking a case off at once, for its people's sake."""

from __future__ import annotations

from wagtail.models import Revision

from content_models.cases.models import Case
from content_models.pages.models import CasePage
from content_models.pages.purging import purge_pages


def take_off_show(case: Case) -> bool:
    """Off the phones, off the lists, and off the clock; readers with a kept copy ask anew. Was it on show?

    In the scope of its community; in the transaction of what made it necessary.
    """
    page: CasePage = CasePage.objects.get(pk=case.page_id)
    was_live: bool = page.live
    if was_live:
        page.unpublish(log_action="wagtail.unpublish")
    # An hour that was set for it is not set any more.
    Revision.objects.for_instance(page).filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    purge_pages(case.community_id)
    return was_live


def show_other_pictures(case: Case) -> None:
    """Which pictures are shown has changed: readers get a new copy."""
    purge_pages(case.community_id)
