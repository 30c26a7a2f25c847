"""`manage.py reseal`: after it, the old key may leave the settings."""

from __future__ import annotations

import base64

import pytest
from django.core.management import call_command
from pytest_django import Settings

from content_models.common.encryption import CannotOpen
from content_models.people.models import User
from tests.support.cast import Cast

OLD = "t1:" + base64.urlsafe_b64encode(b"t" * 32).decode()
NEW = "t2:" + base64.urlsafe_b64encode(b"n" * 32).decode()


def _stored_phone(person: User) -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_user WHERE username = %s", [person.username])
        return str(cursor.fetchone()[0])


def test_after_resealing_the_old_key_is_not_needed(cast: Cast, settings: Settings) -> None:
    settings.LINLI_FIELD_KEYS = [NEW, OLD]
    assert _stored_phone(cast.anna).startswith("t1.")
    call_command("reseal")
    assert _stored_phone(cast.anna).startswith("t2.")
    settings.LINLI_FIELD_KEYS = [NEW]
    assert User.objects.get(pk=cast.anna.pk).phone == "+8619900000001"


def test_resealing_twice_writes_nothing_the_second_time(cast: Cast, settings: Settings) -> None:
    settings.LINLI_FIELD_KEYS = [NEW, OLD]
    call_command("reseal")
    before = _stored_phone(cast.anna)
    call_command("reseal")
    assert _stored_phone(cast.anna) == before


def test_without_resealing_the_old_key_is_missed(cast: Cast, settings: Settings) -> None:
    settings.LINLI_FIELD_KEYS = [NEW]
    with pytest.raises(CannotOpen):
        _ = User.objects.get(pk=cast.anna.pk).phone


def test_sealed_values_cannot_be_searched_in_sql(cast: Cast) -> None:
    with pytest.raises(Exception, match="Unsupported lookup"):
        User.objects.filter(phone__contains="199").exists()
