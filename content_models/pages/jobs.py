"""What the clock does to pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command
from django_scopes import scopes_disabled
from wagtail_headless_preview.models import PagePreview

from content_models.common.clock import local_day
from content_models.common.jobs import job
from content_models.pages.actions import hold_back_refused
from content_models.pages.cutting import cut_pictures


@job("pages.publish_scheduled", every_minutes=5)
def publish_scheduled(*, now: datetime) -> None:
    """Pages whose hour has come go out, those whose time is over come off: Wagtail's own command."""
    with scopes_disabled():  # it goes through the pages of all communities, and shows nobody anything
        hold_back_refused(now=now)
        call_command("publish_scheduled")


@job("pages.forget_previews", every_minutes=60)
def forget_previews(*, now: datetime) -> None:
    """Drafts that were kept for a preview panel. Their tokens have run out long before."""
    PagePreview.objects.filter(created_at__lt=local_day(now) - timedelta(days=1)).delete()


__all__ = ["cut_pictures", "forget_previews", "publish_scheduled"]
