"""Forms for what belongs to a community: the community is always one that the person works for."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel

from cms.admin.scoping import own_communities


class CommunityForm(WagtailAdminModelForm):
    """Fills in the community where there is only one; offers her own where there are several; never changes it later.

    A disabled field keeps its initial value whatever is posted, and the choice is limited to the open scope: a
    forged community is no valid choice.
    """

    # What the words of a name clash say; the database's own constraint is the last wall behind it.
    name_taken: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["community"]
        if self.instance.community_id:
            field.queryset = own_communities().filter(pk=self.instance.community_id)
            field.disabled = True
        else:
            field.queryset = own_communities()
            only = list(field.queryset[:2])
            if len(only) == 1:
                field.initial = self.initial["community"] = only[0].pk
                field.disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        # Said here, because Django skips a constraint that looks at a field (retired_at) which is not in the form.
        if self.name_taken and self._name_is_taken(cleaned):
            self.add_error("name", ValidationError(self.name_taken, code="name_taken"))
        return cleaned

    def _name_is_taken(self, cleaned: dict[str, Any]) -> bool:
        if not cleaned.get("name") or not cleaned.get("community"):
            return False
        model: type[Model] = self._meta.model
        twins = model._default_manager.filter(
            community=cleaned["community"], name=cleaned["name"], retired_at__isnull=True
        )
        return twins.exclude(pk=self.instance.pk).exists()


class CommunityPanel(FieldPanel):
    """The community field; out of sight where there is nothing to choose."""

    def __init__(self, field_name: str = "community", **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            # Comparing two versions there is no form; a thing never changes its community.
            if self.form is None:
                return False
            return bool(super().is_shown()) and not self.form.fields[self.field_name].disabled
