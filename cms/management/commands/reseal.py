"""`manage.py reseal`: seal all personal data with the newest key; then older keys can leave the settings."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from content_models.common.resealing import reseal, sealed_fields


class Command(BaseCommand):
    help = "Seal all personal data with the newest key of LINLI_FIELD_KEYS. Safe to interrupt and to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        for model, fields in sealed_fields().items():
            number = reseal(model, fields)
            self.stdout.write(f"{model._meta.label}: {number} rows sealed anew")
