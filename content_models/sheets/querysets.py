"""Finding uploaded sheets."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db.models import Manager, QuerySet

from content_models.sheets.states import UNDER_WAY, WITH_FILE, SheetState


class SheetQuerySet(QuerySet[Any]):
    def in_state(self, *states: SheetState) -> Self:
        return self.filter(state__in=states)

    def with_file_since_before(self, moment: datetime) -> Self:
        """Those whose file has been lying here since before `moment`."""
        return self.filter(state__in=sorted(WITH_FILE), created_at__lt=moment)

    def stuck_since(self, moment: datetime) -> Self:
        """Under way since before `moment`: whoever worked on it is gone."""
        return self.filter(state__in=sorted(UNDER_WAY), created_at__lt=moment).exclude(started_at__gte=moment)


SheetManager = Manager.from_queryset(SheetQuerySet)
