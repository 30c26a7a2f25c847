"""The register of certificates: found by number or name, revoked with a reason, its community's alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.log_actions import registry

from content_models.common.clock import local_day
from content_models.hours.actions import issue_certificate
from content_models.hours.models import Certificate
from content_models.people.models import Notice, User
from tests.cms.admin.acting import messages_of
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

CERTIFICATES = "/admin/certificates/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


def issued(life: ServiceLife, person: User) -> Certificate:
    record = life.served(person)
    life.verify(record)
    today = local_day(life.now)
    with life.scope():
        return issue_certificate(
            actor=actor(person),
            community=life.community,
            first_day=today - timedelta(days=7),
            last_day=today,
            now=life.now + timedelta(hours=4),
        )


@pytest.fixture
def certificate(cast) -> Certificate:
    return issued(ServiceLife(cast), cast.bo)


def numbers(answer: Any) -> list[str]:
    return [one.number for one in answer.context["object_list"]]


def test_it_is_found_by_number_and_by_name(wu, cast, certificate):
    other = issued(ServiceLife(cast), cast.bea)
    assert numbers(wu.get(CERTIFICATES)) == [other.number, certificate.number]
    assert numbers(wu.get(CERTIFICATES, {"q": certificate.number[-8:]})) == [certificate.number]
    assert numbers(wu.get(CERTIFICATES, {"q": "Bea"})) == [other.number]


def test_filters_say_which_still_hold(wu, cast, certificate):
    other = issued(ServiceLife(cast), cast.bea)
    wu.post(f"{CERTIFICATES}{other.pk}/revoke/", {"text": "名字写错了"})
    assert numbers(wu.get(CERTIFICATES, {"state": "valid"})) == [certificate.number]
    assert numbers(wu.get(CERTIFICATES, {"state": "revoked"})) == [other.number]
    assert numbers(wu.get(CERTIFICATES, {"until": (timezone.localdate() - timedelta(days=30)).isoformat()})) == []


def test_revoking_is_said_in_public_told_and_written_down(wu, cast, certificate):
    answer = wu.post(f"{CERTIFICATES}{certificate.pk}/revoke/", {"text": "名字写错了"}, follow=True)
    assert len(messages_of(answer)) == 1
    certificate.refresh_from_db()
    assert (certificate.revoked_at is not None, certificate.revoked_because) == (True, "名字写错了")
    public = cast.client(None).get(f"/certificates/{certificate.token}").content.decode()
    assert "已作废" in public
    assert "名字写错了" not in public
    assert Notice.objects.filter(user=cast.bo, kind="certificate_revoked").count() == 1
    entry = registry.get_logs_for_instance(certificate).first()
    assert (entry.action, entry.user, entry.data["reason"]) == ("linli.certificate.revoked", cast.wu, "名字写错了")
    assert "名字写错了" in answer.content.decode(), "the desk reads why"


def test_not_without_a_reason_and_not_twice(wu, certificate):
    with nothing_changes():
        wu.post(f"{CERTIFICATES}{certificate.pk}/revoke/", {"text": " "}, follow=True)
    wu.post(f"{CERTIFICATES}{certificate.pk}/revoke/", {"text": "名字写错了"}, follow=True)
    with nothing_changes():
        answer = wu.post(f"{CERTIFICATES}{certificate.pk}/revoke/", {"text": "再来一次"}, follow=True)
    assert len(messages_of(answer)) == 1
    assert answer.context["offers"] == []


def test_what_is_written_in_it_is_not_shown(wu, cast, certificate):
    for address in (CERTIFICATES, f"{CERTIFICATES}inspect/{certificate.pk}/"):
        page = wu.get(address).content.decode()
        assert cast.bo.full_name not in page
        assert cast.bo.phone not in page


def test_many_cost_the_same_number_of_queries(wu, cast, certificate, count_queries):
    one = count_queries(wu, CERTIFICATES)
    for person in (cast.bea, cast.chen):
        issued(ServiceLife(cast), person)
    assert count_queries(wu, CERTIFICATES) == one


def test_its_person_sees_why_on_the_phone(wu, cast, certificate):
    wu.post(f"{CERTIFICATES}{certificate.pk}/revoke/", {"text": "名字写错了"})
    (mine,) = cast.client(cast.bo).get("/api/v1/me/certificates").json()["items"]
    assert mine["revoked_because"] == "名字写错了"
