"""What every kind of page has."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_headless_preview.models import HeadlessPreviewMixin

from content_models.pages.blocks import page_blocks
from content_models.pages.publishing import ask_doorkeepers, tell_doorkeepers, writes_what_readers_see
from content_models.pages.querysets import CommunityPageManager

HOME_PATH = "home"
SUMMARY_MAX = 120


class CommunityPage(HeadlessPreviewMixin, Page):
    """A page of one community. Never made itself: see kinds.py.

    One table for what lists show, so that a list of all kinds is one query.
    """

    # The word for this kind of page on every face; set by each kind.
    kind: ClassVar[str] = ""
    is_creatable = False

    community = models.ForeignKey("areas.Community", models.PROTECT, editable=False, related_name="+")
    summary = models.CharField(
        _("in one sentence"),
        max_length=SUMMARY_MAX,
        blank=True,
        help_text=_("Shown on lists, below the title."),
    )
    cover = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for lists"),
        help_text=_("Shown on lists, beside the title."),
    )
    body = StreamField(
        page_blocks(),
        blank=True,
        verbose_name=_("content"),
        help_text=_("Put the page together from blocks. They stand on the phone in the same order."),
    )

    objects = CommunityPageManager()
    show_in_menus_default = True
    admin_default_ordering = "ord"
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.FilterField("community_id"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("cover")], heading=_("On lists")),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Any]] = [
        FieldPanel("slug", help_text=_("The last part of the page's address. Leave it as it is if in doubt.")),
        FieldPanel("show_in_menus", help_text=_("Listed where readers choose among pages.")),
    ]
    settings_panels: ClassVar[list[Any]] = [PublishingPanel()]
    # Whom a page is for is the community's business as a whole, not a password's.
    private_page_options: ClassVar[list[str]] = []
    default_preview_size = "phone"

    class Meta:
        verbose_name = _("page of a community")
        verbose_name_plural = _("pages of communities")

    @property
    def path_on_phone(self) -> str:
        """The part of the address after `/pages/`; `home` for the home page."""
        below_root = self.url_path.strip("/").partition("/")[2]
        return below_root or HOME_PATH

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        return [{"name": "phone", "icon": "mobile-alt", "device_width": 390, "label": _("Phone")}]

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Where the page stands on the phone; there is one installation and no site to choose."""
        if not self.url_path:
            return None
        home_slug = self.url_path.strip("/").partition("/")[0]
        path = self.path_on_phone
        return 0, "", f"/c/{home_slug}" if path == HOME_PATH else f"/c/{home_slug}/pages/{path}"

    def _get_dummy_header_url(self, original_request: Any = None) -> None:
        """No address of its own for the request that Wagtail pretends: the phone's has no host name."""

    def get_preview_url(self, request: Any, token: str) -> str:
        """The phone app itself, which asks for the draft with this token (cms/api/page_previews.py)."""
        slug = self.community_by_place().slug
        return f"/c/{slug}/page-preview?token={token}"

    def clean(self) -> None:
        super().clean()
        if self.slug == HOME_PATH and self.depth is not None and self.depth > HOME_DEPTH:
            raise ValidationError({"slug": _("“home” is the address of the home page. Please choose another one.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A page belongs to the community whose branch it stands on, wherever it was copied from.

        Raises:
            DomainError: it would go on show, and somebody who has a say about it says no (publishing.py).
        """
        self.community = self.community_by_place()
        if not writes_what_readers_see(kwargs.get("update_fields")):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            if self.live:
                ask_doorkeepers(self)
            super().save(*args, **kwargs)
            tell_doorkeepers(self)

    def can_move_to(self, parent: Any) -> bool:
        """Within one's own branch; to a neighbour it would carry pictures and names along."""
        return super().can_move_to(parent) and parent.path.startswith(self.path[: HOME_DEPTH * self.steplen])

    def community_by_place(self) -> Any:
        """The community on whose branch the page stands, or would stand when it is saved."""
        from content_models.pages.models.site import CommunitySite

        if self.path and self.depth is not None and self.depth >= HOME_DEPTH:
            branch = self.path[: HOME_DEPTH * self.steplen]
            site = CommunitySite._base_manager.select_related("community").filter(root__path=branch).first()
            if site is not None:
                return site.community
        return self.community  # the home page itself, before its site knows it; the opening action has set it


# The tree's own root is 1, a community's home page 2.
HOME_DEPTH = 2
