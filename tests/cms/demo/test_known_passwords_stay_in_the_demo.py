"""The demo's passwords are known to everybody: outside demo mode nothing of it is made, listed, or left open."""

import json

import pytest
from django.core.management import CommandError, call_command

from cms.demo.checks import demo_accounts_are_closed
from cms.demo.people import demo_people
from content_models.people.models import User
from content_models.people.phones import normalise_phone
from content_models.people.roles import Role
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


@pytest.mark.django_db
def test_accounts_that_are_not_the_demos_are_nobodys_error(settings):
    settings.LINLI_DEMO = False
    User.objects.create_user("real", password="a real person's")

    assert demo_accounts_are_closed(None, databases=["default"]) == []
