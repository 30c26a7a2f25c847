"""The demo's passwords are known to everybody: outside demo mode nothing of it is made, listed, or left open."""

import json

import pytest
from django.contrib.auth import authenticate
from django.core.checks import Error, run_checks
from django.core.management import CommandError, call_command

from cms.demo.accounts import PASSWORD
from cms.demo.checks import ACCOUNTS_OPEN, demo_accounts_are_closed
from cms.demo.people import demo_people
from content_models.people.models import User
from content_models.people.phones import normalise_phone
from content_models.people.roles import Actor, Role
from tests.cms.demo.snapshots import every_row


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [[], ["--people"]])
def test_the_command_refuses_outside_demo_mode(settings, arguments, capsys):
    settings.LINLI_DEMO = False
    before = every_row()

    with pytest.raises(CommandError, match="Demo mode is off"):
        call_command("demo", *arguments)

    assert capsys.readouterr().out == ""
    assert every_row() == before


def test_nobody_is_listed_outside_demo_mode(settings):
    settings.LINLI_DEMO = False

    assert demo_people() == []


def test_people_are_printed_as_json_and_nothing_else(capsys):
    call_command("demo", "--people")

    people = json.loads(capsys.readouterr().out)
    assert {person["role"] for person in people} == {role.value for role in Role}
    assert {person["community"] for person in people} == {"liying", "shiqiao", "yunfan", "guixi", None}
    assert {person["community"] for person in people if person["role"] in ("district_admin", "unit_liaison")} == {None}
    assert all(normalise_phone(person["phone"]) == person["phone"] for person in people)
    assert len({person["phone"] for person in people}) == len(people)


@pytest.mark.usefixtures("looking")
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


@pytest.mark.usefixtures("looking")
def test_open_accounts_are_an_error_outside_demo_mode(settings):
    assert demo_accounts_are_closed(None, databases=["default"]) == []
    settings.LINLI_DEMO = False

    (message,) = demo_accounts_are_closed(None, databases=["default"])

    assert isinstance(message, Error)
    assert message.id == ACCOUNTS_OPEN
    assert ACCOUNTS_OPEN in {found.id for found in run_checks(databases=["default"])}


@pytest.mark.usefixtures("looking")
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


@pytest.mark.django_db
def test_accounts_that_are_not_the_demos_are_nobodys_error(settings):
    settings.LINLI_DEMO = False
    User.objects.create_user("real", password="a real person's")

    assert demo_accounts_are_closed(None, databases=["default"]) == []
