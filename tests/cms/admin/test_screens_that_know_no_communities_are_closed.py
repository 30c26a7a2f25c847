"""Wagtail's reports, site history and account management would show everybody's: staff get 404."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from cms.admin.open_doors import OPEN_NAMES, OPEN_NAMESPACES, OPEN_REGISTERS

CLOSED = [
    "/admin/reports/site-history/",
    "/admin/reports/site-history/results/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/reports/aging-pages/",
    "/admin/reports/locked/",
    "/admin/reports/page-types-usage/",
    "/admin/workflows/list/",
    "/admin/snippets/",
    "/admin/collections/",
    "/admin/users/",
    "/admin/groups/",
    "/admin/sites/",
    "/admin/api/main/pages/",
    "/admin/failwhale/",
]


@pytest.mark.parametrize("address", CLOSED)
@pytest.mark.parametrize("who", ["wu", "ada", "dai"])
def test_they_are_not_there_for_staff(cast, who, address):
    assert cast.client(getattr(cast, who)).get(address).status_code == 404


@pytest.mark.parametrize("address", [one for one in CLOSED if one != "/admin/failwhale/"])
def test_the_owner_of_the_installation_has_them(owner, address):
    assert owner.get(address).status_code in (200, 302)


def test_what_is_named_open_exists():
    """A renamed screen would stay on the list and open nothing."""
    names: set[str] = set()
    for one in get_resolver("wagtail.admin.urls").url_patterns:
        if isinstance(one, URLResolver) and one.namespace:
            names.add(one.namespace)
        elif isinstance(one, URLPattern) and one.name:
            names.add(one.name)
    assert names >= OPEN_NAMES | OPEN_NAMESPACES
    assert all(any(name.startswith(register) for name in names) for register in OPEN_REGISTERS)


def test_somebody_without_a_staff_role_sees_nothing_even_with_the_groups(cast):
    """The role was ended, the group was forgotten: the scope is empty and every list with it."""
    from django.contrib.auth.models import Group

    cast.vera.groups.add(Group.objects.get(name="linli worker"))
    vera = cast.client(cast.vera)
    home = vera.get("/admin/")
    assert home.status_code == 200
    assert "linli-piles" not in home.content.decode()
    assert vera.get("/admin/wishes/").status_code == 302
    assert vera.get(f"/admin/snippets/posts/posttype/edit/{cast.pine.post.pk}/").status_code == 404
    assert "邻里互助岗" not in vera.get("/admin/snippets/posts/posttype/").content.decode()


def test_visitors_are_sent_to_sign_in(client, db):
    for address in ["/admin/", "/admin/wishes/", *CLOSED]:
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/admin/login/")
