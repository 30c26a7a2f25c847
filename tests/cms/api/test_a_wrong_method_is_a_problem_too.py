"""An address of the API asked with the wrong method."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_wrong_method_is_told_in_words() -> None:
    answer = Client().delete("/api/v1/communities")
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET"
    assert answer.json()["code"] == "method_not_allowed"
