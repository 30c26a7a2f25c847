import sys
from types import ModuleType

import pytest
from django.test import Client

from tests.accounts.conftest import NAN

PERSON = {
    "role": "resident",
    "role_name": "居民",
    "community": "taoyuan",
    "name": "小桃",
    "phone": NAN,
    "password": "for the demo only",
}


@pytest.fixture
def demo_district(monkeypatch):
    known = ModuleType("cms.demo.people")
    known.demo_people = lambda: [PERSON]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cms.demo.people", known)


def test_a_code_can_be_read_on_the_page(nans_phone):
    nans_phone.ask_for_code()
    answer = Client().get("/api/v1/demo/messages", {"phone": "139 1111 2222"})
    assert answer.status_code == 200
    [message] = answer.json()["items"]
    assert message["code"] == nans_phone.last_code
    assert message["code"] in message["text"]
    assert message["phone"] == "139****2222"
    assert message["sent_at"].endswith("Z")


def test_outside_the_demo_there_is_no_such_page(nans_phone, settings):
    nans_phone.ask_for_code()
    settings.LINLI_DEMO = False
    answer = Client().get("/api/v1/demo/messages", {"phone": NAN})
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"


def test_what_is_no_number_is_said_so(db):
    answer = Client().get("/api/v1/demo/messages", {"phone": "12345"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid_phone"


def test_the_demo_introduces_its_people(db, demo_district):
    about = Client().get("/api/v1/meta").json()
    assert about["demo"] is True
    assert about["languages"] == ["zh-hans", "en"]
    assert about["version"]
    assert about["demo_people"] == [PERSON]


def test_outside_the_demo_nobody_is_introduced(db, demo_district, settings):
    settings.LINLI_DEMO = False
    about = Client().get("/api/v1/meta").json()
    assert about["demo"] is False
    assert "demo_people" not in about
