"""That a community was set up, by whom and from what. The id comes from the form: sent twice, it founds once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Founding(models.Model):
    """建社区: one set-up. Written first, so that the same form sent twice at the same moment meets it."""

    id = models.UUIDField(primary_key=True, editable=False)
    community = models.OneToOneField("areas.Community", models.CASCADE, null=True, related_name="founding")
    slug = models.SlugField(max_length=40)
    template = models.ForeignKey("posts.PostSetTemplate", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="The version of the template.")
    founded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    founded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("founding of a community")
        verbose_name_plural = _("foundings of communities")

    def __str__(self) -> str:
        return self.slug
