"""A foreign key to something that belongs to a community."""

from __future__ import annotations

from typing import Any

from django.db import models
from django_scopes import scopes_disabled


class ScopedForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """Like any other; but a form offers nothing until it is told of which community.

    A form's class is made when no community's scope is open, where asking for rows would raise.
    """

    def formfield(self, **kwargs: Any) -> Any:
        with scopes_disabled():
            field: Any = super().formfield(**kwargs)
            if field is not None:
                field.queryset = field.queryset.none()
        return field

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """For the database it is an ordinary key."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


__all__ = ["ScopedForeignKey"]
