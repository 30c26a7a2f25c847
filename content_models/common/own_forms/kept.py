"""Answers at rest: one sealed column, whatever was asked."""

from __future__ import annotations

import json
from typing import cast

from django.db import models

from content_models.common.encryption import SealedTextField
from content_models.common.own_forms.answers import Answer


class KeepsAnswers(models.Model):
    """A row with the answers that came with it. They may be personal: sealed, and opened only when read."""

    # A default in the database: the release before this one goes on writing rows while the new one starts.
    answers_json = SealedTextField(blank=True, default="", db_default="", editable=False)

    class Meta:
        abstract = True

    @property
    def answers(self) -> list[Answer]:
        return cast("list[Answer]", json.loads(self.answers_json)) if self.answers_json else []

    @answers.setter
    def answers(self, value: list[Answer]) -> None:
        self.answers_json = json.dumps(value, ensure_ascii=False) if value else ""
