"""A code on somebody's phone stays good while the installation's keys are changed."""

from __future__ import annotations

import base64
import hashlib
import hmac
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django_scopes import scopes_disabled
from pytest_django import Settings

from content_models.common.encryption import CannotOpen
from content_models.rewards.codes import digits_of, find_by_code, qr_text
from content_models.rewards.models import Redemption
from tests.support.service_life import ServiceLife

OLD = "t1:" + base64.urlsafe_b64encode(b"t" * 32).decode()
NEW = "t2:" + base64.urlsafe_b64encode(b"n" * 32).decode()


@pytest.fixture
def made(life: ServiceLife) -> Redemption:
    life.give_points(life.cast.bo, 100)
    return life.redeem(life.reward())


def _opens(life: ServiceLife, *codes: str) -> list[object]:
    with life.scope():
        return [found.pk if (found := find_by_code(code)) else None for code in codes]


def test_another_secret_key_closes_no_open_code(life: ServiceLife, made: Redemption, settings: Settings) -> None:
    codes = (digits_of(made), qr_text(made))
    settings.SECRET_KEY = "another one"
    settings.SECRET_KEY_FALLBACKS = []
    assert _opens(life, *codes) == [made.pk, made.pk]


def test_the_key_of_personal_data_is_retired_under_open_codes(
    life: ServiceLife, made: Redemption, settings: Settings
) -> None:
    codes = (digits_of(made), qr_text(made))
    settings.LINLI_FIELD_KEYS = [NEW, OLD]
    call_command("reseal")
    settings.LINLI_FIELD_KEYS = [NEW]
    assert _opens(life, *codes) == [made.pk, made.pk]


def test_without_resealing_the_key_is_missed(life: ServiceLife, made: Redemption, settings: Settings) -> None:
    code = digits_of(made)
    settings.LINLI_FIELD_KEYS = [NEW]
    with pytest.raises(CannotOpen):
        _opens(life, code)


def test_each_has_a_secret_of_its_own_that_lies_sealed(life: ServiceLife, made: Redemption) -> None:
    other = life.redeem(life.reward(name="食用油"))
    assert made.secret != other.secret
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM rewards_redemption")
        stored = [str(row[0]) for row in cursor.fetchall()]
    assert all(text.startswith("t1.") for text in stored)
    assert made.secret not in "".join(stored)


def test_codes_from_before_stay_what_they_were(life: ServiceLife, made: Redemption, settings: Settings) -> None:
    """Upgrading: what was signed with a key made from SECRET_KEY keeps its digits."""
    key = hashlib.sha256(b"linli.pickup" + settings.SECRET_KEY.encode()).digest()
    proof = hmac.digest(key, f"{made.pk}|{made.community_id}|{made.number}".encode(), "sha256")
    before = f"{made.number}{int.from_bytes(proof[:8], 'big') % 10_000:04}"
    migration = import_module("content_models.rewards.migrations.0003_codes_with_a_secret_of_their_own")
    with scopes_disabled():
        Redemption.objects.update(secret="")
        migration.keep_todays_codes(apps, SimpleNamespace(connection=connection))
    assert _opens(life, before) == [made.pk]
