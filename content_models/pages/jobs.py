"""What the clock does to pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command
from django_scopes import scopes_disabled
from wagtail_headless_preview.models import PagePreview

from content_models.common.clock import local_day
from content_models.common.jobs import job
from content_models.pages.cutting import make_cuts


@job("pages.publish_scheduled", every_minutes=5)
def publish_scheduled(*, now: datetime) -> None:  # noqa: ARG001 - every job is given `now`
    """Pages whose hour has come go out, those whose time is over come off: Wagtail's own command."""
    with scopes_disabled():  # it goes through the pages of all communities, and shows nobody anything
        call_command("publish_scheduled")


@job("pages.cut_pictures", max_attempts=3, atomic=False)
def cut_pictures(*, now: datetime, page_id: int) -> None:  # noqa: ARG001 - the same
    """The pictures of a page that was just published, in the sizes that phones get."""
    make_cuts(page_id=page_id)


@job("pages.forget_previews", every_minutes=60)
def forget_previews(*, now: datetime) -> None:
    """Drafts that were kept for a preview panel. Their tokens have run out long before."""
    PagePreview.objects.filter(created_at__lt=local_day(now) - timedelta(days=1)).delete()
