"""Kinds of wishes, as a community names them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin

from content_models.common.ids import uuid7
from content_models.common.own_forms import OwnFormBlock
from content_models.wishes.querysets import CategoryManager


class WishCategory(DraftStateMixin, RevisionMixin, models.Model):
    """A kind of wish, named by the community."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    name = models.CharField(_("name"), max_length=20, help_text=_("Two to six characters read best: 搭把手."))
    icon = models.CharField(_("icon"), max_length=20, default="heart")
    form = StreamField(
        OwnFormBlock(),
        blank=True,
        default="",
        db_default="[]",  # the release before this one goes on writing categories while the new one starts
        verbose_name=_("own questions"),
        help_text=_("Asked when somebody posts a wish of this kind. The fewer the better: three are plenty."),
    )
    sort_order = models.IntegerField(_("order"), default=0, editable=False)
    retired_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)

    sort_order_field = "sort_order"
    objects = ScopedManager(community="community", _manager_class=CategoryManager)

    class Meta:
        verbose_name = _("wish category")
        verbose_name_plural = _("wish categories")
        ordering = ["sort_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(retired_at__isnull=True),
                name="category_name_once_per_community",
                violation_error_message=_("There is already a category of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
