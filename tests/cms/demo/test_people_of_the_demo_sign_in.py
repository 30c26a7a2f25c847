"""Signing in as the people of the demo, and closing them for good."""

import pytest
from django.contrib.auth import authenticate
from django.core.checks import Error, run_checks
from django.core.management import call_command

from cms.demo.accounts import PASSWORD
from cms.demo.checks import ACCOUNTS_OPEN, demo_accounts_are_closed
from cms.demo.people import demo_people
from content_models.people.models import User
from content_models.people.roles import Actor

pytestmark = pytest.mark.usefixtures("looking")


def test_everybody_listed_holds_her_role_and_signs_in_with_phone_or_user_name(demo):
    for person in demo_people():
        user = authenticate(request=None, phone=person["phone"], password=person["password"])
        assert user is not None, person
        assert user.shown_name == person["name"]
        actor = User.objects.with_grants(user.pk, today=demo.date())
        assert isinstance(actor, Actor)
        grants = [grant for grant in actor.grants if grant.role == person["role"]]
        assert grants, person
        assert (grants[0].community_id is None) == (person["community"] is None)
        if person["username"]:
            assert authenticate(request=None, username=person["username"], password=PASSWORD) == user


def test_open_accounts_are_an_error_outside_demo_mode(settings):
    assert demo_accounts_are_closed(None, databases=["default"]) == []
    settings.LINLI_DEMO = False

    (message,) = demo_accounts_are_closed(None, databases=["default"])

    assert isinstance(message, Error)
    assert message.id == ACCOUNTS_OPEN
    assert ACCOUNTS_OPEN in {found.id for found in run_checks(databases=["default"])}


def test_closing_takes_every_password_and_every_session_away(settings, client):
    settings.LINLI_DEMO = False
    worker = User.objects.get(username="worker-liying")
    client.force_login(worker)

    call_command("demo", "--close")

    assert demo_accounts_are_closed(None, databases=["default"]) == []
    assert not User.objects.filter(is_demo=True, is_active=True).exists()
    assert not any(user.has_usable_password() for user in User.objects.filter(is_demo=True))
    assert authenticate(request=None, username="worker-liying", password=PASSWORD) is None
    assert client.get("/api/v1/me").status_code in (401, 404)
