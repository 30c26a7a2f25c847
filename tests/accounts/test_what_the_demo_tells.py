from django.test import Client

from cms.demo.people import demo_people
from content_models.people.phones import normalise_phone
from tests.accounts.conftest import NAN


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


def test_the_demo_introduces_its_people(db):
    about = Client().get("/api/v1/meta").json()
    assert about["demo"] is True
    assert about["languages"] == ["zh-hans", "en"]
    assert about["version"]
    assert about["demo_people"]
    assert len(about["demo_people"]) == len(demo_people())
    for person in about["demo_people"]:
        assert person.keys() >= {"role", "role_name", "name", "phone", "password"}
        assert person["phone"] == normalise_phone(person["phone"])


def test_outside_the_demo_nobody_is_introduced(db, settings):
    settings.LINLI_DEMO = False
    about = Client().get("/api/v1/meta").json()
    assert about["demo"] is False
    assert "demo_people" not in about
