"""Phone, name, door and Party membership: sealed in every table, absent from logs and from the queue."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django_scopes import scope, scopes_disabled

from cms.models import KeptAnswer
from content_models.common.clock import local_day
from content_models.common.encryption import CannotOpen
from content_models.people.models import Registration, User
from content_models.wishes.models import WishContact
from tests.cms.api.calls import Calls
from tests.support.cast import Cast, wish_input
from tests.support.service_life import ServiceLife
from tests.support.wish_life import WishLife

SECRETS = ("赵奶奶", "19912345678", "301室", "赵Anna", "赵Bo", "13700137000", "市第三中学", "我二姨")


def _everything_in_the_database() -> str:
    """All tables as a thief of the file would read them."""
    with connection.cursor() as cursor:
        words = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            words.append(repr(cursor.fetchall()))
    return "\n".join(words)


@pytest.fixture
def a_full_story(cast: Cast, api: Calls) -> str:
    """A wish from post to thanks, a double registration and a profile, each sent with a key."""
    keys = iter(range(100))

    def post(person: User, path: str, body: object = None) -> dict[str, str]:
        answer = api.post(person, path, body, {"Idempotency-Key": f"story-key-{next(keys)}"})
        assert answer.status_code < 300, answer.content
        found: dict[str, str] = answer.json()
        return found

    contact = {"name": "赵奶奶", "phone": "199 1234 5678", "door": "301室"}
    wish_id = post(cast.anna, "/wishes", wish_input(cast.pine, contact=contact))["id"]
    post(cast.wu, f"/wishes/{wish_id}/approve")
    post(cast.bo, f"/wishes/{wish_id}/claim")
    post(cast.bo, f"/wishes/{wish_id}/fulfil", {"note": "灯修好了"})
    post(cast.anna, f"/wishes/{wish_id}/confirm", {"thanks": "谢谢"})
    post(cast.bo, "/registrations", {"unit": "市第三中学", "wears_badge": False})
    post(cast.wu, "/wishes", wish_input(cast.pine, on_behalf_of={"name": "钱爷爷", "phone": "13700137000"}))
    api.patch(cast.anna, "/api/v1/me", {"name": "赵Anna", "nickname": "小安"})
    _served_and_exchanged(cast, post)
    return wish_id


def _served_and_exchanged(cast: Cast, post: Callable[..., dict[str, str]]) -> None:
    """Verified hours and their certificate, and something that an aunt will fetch."""
    service = ServiceLife(cast)
    service.rate()
    service.verify(service.served())
    days = {"first_day": str(local_day(service.now)), "last_day": str(local_day(service.now))}
    post(cast.bo, "/certificates", days)
    redemption = post(cast.bo, f"/rewards/{service.reward(price=1).pk}/redeem")
    post(cast.bo, f"/redemptions/{redemption['id']}/proxy", {"name": "我二姨"})


def test_no_table_can_be_read_for_personal_data(cast: Cast, a_full_story: str) -> None:
    everything = _everything_in_the_database()
    assert "想修一盏楼道灯" in everything, "the reading itself works"
    for secret in SECRETS:
        assert secret not in everything, secret
        assert secret.encode("unicode-escape").decode() not in everything, secret


def test_kept_answers_hold_no_contact_even_for_who_has_the_keys(cast: Cast, a_full_story: str) -> None:
    kept = [answer.body for answer in KeptAnswer.objects.all()]
    assert len(kept) == 10
    for body in kept:
        for secret in ("赵奶奶", "19912345678", "301室", "13700137000", "我二姨", "LINLI:R:"):
            assert secret not in body


def test_no_log_line_names_anybody(
    cast: Cast, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest, run_jobs: Callable[[], int]
) -> None:
    with caplog.at_level(logging.DEBUG):
        request.getfixturevalue("a_full_story")
        run_jobs()
    for record in caplog.records:
        line = record.getMessage()
        for secret in SECRETS:
            assert secret not in line, record


def test_a_sealed_value_does_not_open_in_another_row(cast: Cast, life: WishLife) -> None:
    first, second = life.new(), life.new()
    with scope(community=cast.pine.community):
        table = WishContact._meta.db_table
        with connection.cursor() as cursor:
            one, other = (connection.ops.adapt_unknown_value(part) for part in (first.hex, second.hex))
            if connection.vendor == "postgresql":
                one, other = first, second
            cursor.execute(
                f'UPDATE "{table}" SET door = (SELECT door FROM "{table}" WHERE wish_id = %s) WHERE wish_id = %s',
                [one, other],
            )
        assert WishContact.objects.get(wish_id=first).door == "301室"
        with pytest.raises(CannotOpen):
            _ = WishContact.objects.get(wish_id=second).door


def test_a_sealed_value_does_not_open_in_another_column(cast: Cast, life: WishLife) -> None:
    life.new()
    with scope(community=cast.pine.community):
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{WishContact._meta.db_table}" SET name = door')
        with pytest.raises(CannotOpen):
            _ = WishContact.objects.get().name


def test_what_is_sealed_is_so_in_every_model(cast: Cast) -> None:
    """The list of sealed columns; taking one out of it must be a decision."""
    from django.apps import apps

    from content_models.common.encryption import SealedTextField

    sealed = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, SealedTextField)
    }
    assert sealed >= {
        "people.user.full_name", "people.user.phone", "people.membership.door", "people.registration.unit",
        "people.registration.party_member", "people.notice.words", "posts.appointment.answers_json",
        "wishes.wishcontact.name", "wishes.wishcontact.phone", "wishes.wishcontact.door", "wishes.wishevent.text",
        "wishes.claim.note", "wishes.wishanswers.answers_json", "people.registration.answers_json",
        "cms.keptanswer.body", "hours.activity.secret", "hours.certificate.content",
        "rewards.redemption.proxy",
    }  # fmt: skip


def test_a_sealed_column_refuses_a_bulk_update_in_plain_text(cast: Cast, life: WishLife) -> None:
    life.new()
    with scopes_disabled():
        for rows, column in ((WishContact.objects.all(), "door"), (Registration.objects.all(), "unit")):
            with pytest.raises(TypeError), transaction.atomic():
                rows.update(**{column: "301室"})
        assert WishContact.objects.get().door == "301室"
