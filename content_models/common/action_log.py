"""Wagtail's log, written without asking the database whether what was just read is there."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, registry

from content_models.common.compiled import insert


class UnknownLogActionError(Exception):
    """The action has no words in the log (cms/admin/log_messages.py)."""


def write_log(instance: models.Model, action: str, *, user: Any, data: dict[str, Any]) -> None:
    """`wagtail.log_actions.log`, less two questions and a validation for each entry.

    Wagtail validates an entry as a form would: it asks whether the content type and the person exist, which the
    transaction at hand knows. What can really be wrong, an action nobody registered, is still refused.

    Raises:
        UnknownLogActionError
    """
    if not registry.action_exists(action):
        raise UnknownLogActionError(action)
    context = get_active_log_context()  # in the admin: ties together what one click did
    entries = registry.get_log_model_for_instance(instance)
    entry = entries(
        content_type=ContentType.objects.get_for_model(instance, for_concrete_model=False),
        object_id=str(instance.pk),
        label=str(instance),
        action=action,
        timestamp=timezone.now(),
        data=data,
        user=user or context.user,
        uuid=context.uuid,
    )
    # Not `save()`: that is where Wagtail validates.
    insert(entry)


__all__ = ["UnknownLogActionError", "write_log"]
