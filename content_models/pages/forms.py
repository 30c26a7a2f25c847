"""Forms of pages that choose something of their own community."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from content_models.honors.models import HonorRoll


class HonorRollPageForm(WagtailAdminPageForm):
    """Offers the rolls of the communities that the editor works for; takes only one of the page's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "roll" in self.fields:
            self.fields["roll"].queryset = HonorRoll.objects.on_show()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        roll = cleaned.get("roll")
        place = self.parent_page.specific if self.parent_page is not None else None
        if roll is not None and roll.community_id != getattr(place, "community_id", None):
            self.add_error("roll", ValidationError(_("Please choose a roll of this community."), code="elsewhere"))
        return cleaned
