"""Retiring a key: every sealed value is opened and sealed again with the newest key."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.models import Q
from django_scopes import scopes_disabled

from content_models.common.encryption import SealedTextField, newest_key_id

BATCH = 500


def sealed_fields() -> dict[type[models.Model], list[SealedTextField]]:
    """Every model that keeps sealed values, with the fields that do."""
    found = {}
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]
        if fields:
            found[model] = fields
    return found


def reseal(model: type[models.Model], fields: list[SealedTextField]) -> int:
    """Seal the model's values of older keys anew; the number of rows written. Safe to interrupt and to repeat.

    A row that somebody writes meanwhile is left alone: what was just written is sealed with the newest key.

    Raises:
        CannotOpen: a value's key is missing from the settings; nothing of its row was changed.
    """
    newest = f"{newest_key_id()}."
    outdated = Q()
    for field in fields:
        outdated |= ~Q(**{f"{field.attname}__startswith": newest}) & ~Q(**{field.attname: ""})
    written = 0
    with scopes_disabled():  # keys belong to the installation, not to a community
        rows = model._base_manager.filter(outdated).order_by("pk")
        while batch := list(rows[:BATCH]):
            for row in batch:
                written += _reseal_row(row, fields)
    return written


def _reseal_row(row: models.Model, fields: list[SealedTextField]) -> int:
    before = {field.attname: row.__dict__[field.attname] for field in fields}
    after = {field.attname: field.sealed_anew(row) for field in fields}
    unchanged = Q(pk=row.pk, **{name: value for name, value in before.items() if value})
    return type(row)._base_manager.filter(unchanged).update(**after)
