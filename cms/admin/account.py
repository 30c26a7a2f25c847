"""One's own account at the desk: language, look, password. Name and phone are changed on the phone, as by everybody."""

from __future__ import annotations

from typing import Any

from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    NameEmailSettingsPanel,
    NotificationsSettingsPanel,
)

# First and last name are not what Linli keeps of a person; an avatar would be stored without being sanitised.
NOT_OURS = (NameEmailSettingsPanel, AvatarSettingsPanel, NotificationsSettingsPanel)


class StaffAccountView(AccountView):
    """Wagtail's page without what does not fit Linli."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, NOT_OURS)]


staff_account = never_cache(require_admin_access(StaffAccountView.as_view()))
