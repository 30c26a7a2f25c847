"""What a community's pages have in common: where they begin, who works on them, how they look."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from wagtail.models import Collection, Page, Workflow

from content_models.common.ids import uuid7
from content_models.pages.contrast import DEFAULT_COLOR, validate_color


class CommunitySite(models.Model):
    """One per community, made with its home page (actions/opening.py)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.OneToOneField(
        "areas.Community", models.CASCADE, related_name="site", verbose_name=_("community")
    )
    root = models.OneToOneField(Page, models.PROTECT, null=True, editable=False, related_name="+")
    collection = models.OneToOneField(Collection, models.PROTECT, null=True, editable=False, related_name="+")
    editors = models.OneToOneField(Group, models.PROTECT, null=True, editable=False, related_name="+")
    approvers = models.OneToOneField(Group, models.PROTECT, null=True, editable=False, related_name="+")
    workflow = models.OneToOneField(Workflow, models.PROTECT, null=True, editable=False, related_name="+")
    # Moved on by whatever changes what a reader gets: an ETag and a kept page cost one look-up by key.
    version = models.BigIntegerField(default=1, editable=False)

    needs_approval = models.BooleanField(
        _("pages are read by a second person before they go out"),
        default=False,
        help_text=_("Workers then hand a page in; an administrator of the community puts it on the phones."),
    )
    color = models.CharField(
        _("main colour"),
        max_length=7,
        default=DEFAULT_COLOR,
        validators=[validate_color],
        help_text=_("For buttons and headings. Letters on it must be easy to read, so not every colour can be used."),
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Square works best. Stands beside the community's name."),
    )
    banner = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("banner"),
        help_text=_("A wide picture at the top of the home page."),
    )
    badge = models.CharField(
        _("corner badge"),
        max_length=12,
        blank=True,
        help_text=_("A few words in the corner of the home page, for a campaign or a season. Empty: none."),
    )

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("look of the community")
        verbose_name_plural = _("looks of communities")

    def __str__(self) -> str:
        return str(self.community)
