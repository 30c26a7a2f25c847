"""Every action the domain writes into Wagtail's log has a label a person can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from wagtail.log_actions import registry

from content_models.people.models import MembershipState
from content_models.wishes.states import EventKind
from tests.cms.admin.acting import a_wish
from tools.console import ROOT

# What stands for the changing part of a name, and what it can be.
PARTS = {
    "kind": [one.value for one in EventKind],
    "state": list(MembershipState),
    "target": list(MembershipState),
    "action": ["submitted", "confirmed", "verified", "rejected", "withdrawn", "corrected"],  # of a service record
    "name": ["reward", "merchant"],  # of the catalogue
}


def names_in_the_domain() -> set[str]:
    names: set[str] = set()
    for path in [
        *Path(ROOT, "content_models").rglob("*.py"),
        *Path(ROOT, "cms").rglob("*.py"),
    ]:
        for found in re.findall(r'"(linli\.[a-z_{}]+\.[a-z_{}]+)"', path.read_text(encoding="utf-8")):
            part = re.search(r"{(\w+)}", found)
            names |= {found.replace(part[0], value) for value in PARTS[part[1]]} if part else {found}
    return names


def test_the_domain_is_being_read():
    assert {"linli.wish.posted", "linli.appointment.applied", "linli.membership.ended"} <= names_in_the_domain()


@pytest.mark.parametrize("name", sorted(names_in_the_domain()))
def test_it_has_words(name):
    assert registry.action_exists(name), f"{name} is written by the domain and missing in cms/admin/log_messages.py"
    assert str(registry.get_action_label(name)).strip()


def test_the_reason_is_shown_with_it(wu, cast):
    wish = a_wish(cast.pine, cast.anna)
    wu.post(f"/admin/wishes/{wish.pk}/reject/", {"text": "请写清楚一点"})
    last = registry.get_logs_for_instance(wish).first()
    assert last.message.endswith("：请写清楚一点")
    assert last.user == cast.wu
