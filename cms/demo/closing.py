"""Closes the demo's accounts for good, so that its database can serve real people."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction
from wagtail.log_actions import log

from content_models.people.models import User


@transaction.atomic
def close_demo() -> int:
    """Switch every demo account off and take its password; how many were open. Sessions end with the account."""
    closed = 0
    for user in User.objects.select_for_update().filter(is_demo=True, is_active=True):
        user.is_active = False
        user.password = make_password(None)
        user.save(update_fields=["is_active", "password"])
        log(user, "wagtail.edit")
        closed += 1
    return closed
