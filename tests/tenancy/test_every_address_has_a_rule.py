"""A new call of the API, a new field of one, a new address of the admin: without a rule it fails here, and is told
what to write where.
"""

from __future__ import annotations

import pytest

from tests.cms.api.routes import ROUTES
from tests.tenancy.admin_matrix import addresses, things_needed
from tests.tenancy.admin_rules import REGISTERS, rule_for
from tests.tenancy.admin_rules import RULES as ADMIN_RULES
from tests.tenancy.api_matrix import documented, fields_of, name_of, parts_of, rule_of_field
from tests.tenancy.api_rules import RULES, Swap
from tests.tenancy.world import World

pytestmark = pytest.mark.django_db


def test_every_call_of_the_api() -> None:
    calls, routes = documented(), {name_of(route.method, route.path) for route in ROUTES}
    missing = [
        f'{call}\n    tests/tenancy/api_rules.py, RULES:  "{call}": only(STAFF)   or who else gets through'
        for call in calls
        if call not in RULES
    ]
    missing += [
        f"{call}\n    tests/cms/api/routes.py, ROUTES:  Route(method, path, by=who may, body)"
        for call in calls
        if call not in routes
    ]
    assert not missing, "Calls of the API without a rule. Add:\n" + "\n".join(missing)
    assert set(RULES) == set(calls), f"Rules for calls that are gone: {sorted(set(RULES) - set(calls))}"


def test_every_field_of_a_body_or_query() -> None:
    missing = [
        f"{call}: {field}\n    tests/tenancy/api_rules.py, FIELDS: Swap(…) for an id, Search(), or a word of PLAIN"
        for call, operation in documented().items()
        for field in fields_of(call, operation)
        if rule_of_field(call, field) is None
    ]
    assert not missing, "Fields that nobody said anything about. Add:\n" + "\n".join(missing)


def test_every_kind_of_thing_of_the_api_is_in_the_world(world: World) -> None:
    needed = {
        rule.things.get(part, part)
        for call, rule in RULES.items()
        for part in parts_of(call.replace("C/", "/api/v1/communities/{slug}/"))
    }
    swaps = [
        rule for call, operation in documented().items() for field in fields_of(call, operation)
        if isinstance(rule := rule_of_field(call, field), Swap)
    ]  # fmt: skip
    needed |= {one.thing for one in swaps} | {above for one in swaps for above in one.above}
    _hold(world, needed)


def test_every_address_outside_of_the_api() -> None:
    missing = [
        f'{one.name}   /{one.pattern}\n    tests/tenancy/admin_rules.py, RULES:  "{one.name}": '
        + ("of(" + ", ".join(f'{part}="…"' for part in one.parts) + ")" if one.parts else "screen()")
        for one in addresses()
        if rule_for(one.name) is None
    ]
    missing += [
        f"{one.name}: {part}\n    say in its rule what stands in this part of /{one.pattern}"
        for one in addresses()
        for rule in [rule_for(one.name)]
        if rule is not None and not rule.closed
        for part in one.parts
        if part not in rule.parts
    ]
    registers = {one.name.partition("_modeladmin_")[0] for one in addresses() if "_modeladmin_" in one.name}
    missing += [
        f"{one}\n    tests/tenancy/admin_rules.py, REGISTERS: the kind of thing that its rows are"
        for one in sorted(registers - set(REGISTERS) - {"wagtail"})
        if one
    ]
    assert not missing, "Addresses without a rule. Add:\n" + "\n".join(missing)


def test_every_rule_is_used() -> None:
    used = {id(rule_for(one.name)) for one in addresses()}
    idle = [name for name, rule in ADMIN_RULES.items() if id(rule) not in used]
    assert not idle, f"Rules for addresses that are gone: {idle}"


def test_every_kind_of_thing_of_the_admin_is_in_the_world(world: World) -> None:
    _hold(world, things_needed())


def _hold(world: World, kinds: set[str]) -> None:
    for slug, things in world.things.items():
        missing = sorted(kinds - set(things))
        assert not missing, (
            f"tests/tenancy/furnishing.py, furnish: make one of {missing} in {slug}, with a mark in every word"
        )
