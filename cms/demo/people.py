"""The people of the demo that one can sign in as."""

from __future__ import annotations

from typing import TypedDict

from django.conf import settings

from cms.demo.accounts import PASSWORD, numbered
from cms.demo.content import DISTRICTS
from cms.demo.plans import PersonPlan
from content_models.people.roles import Role


class DemoPerson(TypedDict):
    """One known person: `community` is a slug, or None above the communities; `username` is for the admin."""

    role: str
    role_name: str
    community: str | None
    name: str
    phone: str
    password: str
    username: str | None


def demo_people() -> list[DemoPerson]:
    """Who is who in the demo, with phone (E.164) and password; nobody outside demo mode."""
    if not settings.LINLI_DEMO:
        return []
    people: list[DemoPerson] = []
    for district in DISTRICTS:
        for community in district.communities:
            listed = [pair for pair in numbered(community.people, community.phone_block) if pair[0].listed_as]
            people += [_entry(person, phone, community.slug) for person, phone in sorted(listed, key=_by_role)]
        people += [_entry(person, phone, None) for person, phone in numbered(district.people, district.phone_block)]
    return people


def _by_role(pair: tuple[PersonPlan, str]) -> int:
    return list(Role).index(pair[0].listed_as or Role.RESIDENT)


def _entry(person: PersonPlan, phone: str, community: str | None) -> DemoPerson:
    role = person.listed_as or Role.RESIDENT
    return DemoPerson(
        role=role.value,
        role_name=str(role.label),
        community=community,
        name=person.nickname,
        phone=phone,
        password=PASSWORD,
        username=person.username or None,
    )
