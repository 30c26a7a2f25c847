"""A worker signs in and sees what waits for her, how the community stands, and nothing of Wagtail's own."""

from __future__ import annotations

import re
from datetime import timedelta

from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.people.actions import join_community
from content_models.people.roles import Role
from content_models.wishes.models import Wish
from tests.cms.admin.acting import a_wish, an_application
from tests.support.cast import actor
from tests.support.page_life import PageLife
from tests.support.service_life import ServiceLife


def menu_of(answer) -> str:
    (menu,) = re.findall(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', answer.content.decode(), re.DOTALL)
    return menu


def test_what_waits_is_listed_with_links(wu, cast):
    wish = a_wish(cast.pine, cast.anna)
    application = an_application(cast.pine, cast.bo)
    with scope(community=cast.pine.community):
        request = join_community(
            actor=actor(cast.anna), community=cast.pine.community, role=Role.VOLUNTEER, area_id=None, now=utc_now()
        )
    page = wu.get("/admin/").content.decode()
    assert f"/admin/wishes/inspect/{wish.pk}/" in page
    assert f"/admin/appointments/inspect/{application.pk}/" in page
    assert f"/admin/memberships/inspect/{request.pk}/" in page


def test_what_waits_next_door_is_not_hers(wu, cast):
    theirs = a_wish(cast.oak, cast.nia)
    assert str(theirs.pk) not in wu.get("/admin/").content.decode()


def test_an_empty_desk_says_so(wu):
    page = wu.get("/admin/").content.decode()
    assert "linli-quiet" in page
    assert "linli-card linli-pile" not in page


def test_a_community_without_posts_is_shown_the_first_step(wu, cast):
    with scope(community=cast.pine.community):
        cast.pine.post.unpublish()
    assert "/admin/snippets/posts/posttype/add/" in wu.get("/admin/").content.decode()


def test_posts_show_how_many_are_filled(wu, cast):
    application = an_application(cast.pine, cast.bo)
    wu.post(f"/admin/appointments/{application.pk}/approve/")
    (bar,) = re.findall(r'class="linli-filled">([^<]*)<', wu.get("/admin/").content.decode())
    assert re.findall(r"\d+", bar) == ["1", "2"]


def test_the_number_of_queries_does_not_grow_with_what_waits(wu, cast, count_queries):
    a_wish(cast.pine, cast.anna)
    one = count_queries(wu, "/admin/")
    for number in range(4):
        a_wish(cast.pine, cast.anna, title=f"心愿{number}")
    assert count_queries(wu, "/admin/") == one


def test_the_menu_speaks_of_the_work_and_not_of_wagtail(wu, cast):
    PageLife(cast)
    menu = menu_of(wu.get("/admin/"))
    for address in (
        "/admin/wishes/",
        "/admin/claims/",
        "/admin/appointments/",
        "/admin/memberships/",
        "/admin/records/",
        "/admin/activities/",
        "/admin/snippets/rewards/reward/",
        "/admin/redemptions/",
        "/admin/transfers/",
        "/admin/settlements/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/pages/",
    ):
        assert address in menu
    for address in ("/admin/reports/", '/admin/snippets/"', "/admin/users/", "/admin/api/"):
        assert address not in menu


def test_pages_are_in_the_menu_once_there_are_some(wu, cast):
    assert "/admin/pages/" not in menu_of(wu.get("/admin/"))
    PageLife(cast)
    assert "/admin/pages/" in menu_of(wu.get("/admin/"))


def test_rules_and_agreements_are_in_the_menu_of_who_may_decide(wu, ada):
    for address in ("/admin/service/rules/", "/admin/recognitions/"):
        assert address in menu_of(ada.get("/admin/"))
        assert address not in menu_of(wu.get("/admin/"))


def test_service_hours_to_verify_wait_there_but_not_ones_own(wu, ada, cast):
    life = ServiceLife(cast)
    record = life.served()
    entered = life.back_entry(cast.bea)
    address = f"/admin/records/inspect/{record.pk}/"
    assert address in wu.get("/admin/").content.decode()
    wu.post(f"/admin/records/{entered.pk}/verify/")
    page = wu.get("/admin/").content.decode()
    assert f"/admin/records/inspect/{entered.pk}/" not in page
    assert f"/admin/records/inspect/{entered.pk}/" in ada.get("/admin/").content.decode()


def test_the_search_of_the_menu_looks_through_wishes(wu):
    assert '"/admin/wishes/"' in menu_of(wu.get("/admin/")).split("MainMenu")[0]


def test_a_pile_says_how_long_its_things_have_waited(wu, cast):
    wish = a_wish(cast.pine, cast.anna)
    a_wish(cast.pine, cast.anna, title="今天的")
    with scope(community=cast.pine.community):
        Wish.objects.filter(pk=wish.pk).update(created_at=utc_now() - timedelta(days=4))
    page = wu.get("/admin/").content.decode()
    assert re.findall(r"linli-age--(\w+)\">[^<]*<b>(\d+)", page) == [("fresh", "1"), ("long", "1")]


def test_months_lead_to_their_wishes_and_hours(wu, cast):
    a_wish(cast.pine, cast.anna)
    life = ServiceLife(cast)
    life.verify(life.served())
    page = wu.get("/admin/").content.decode()
    addresses = re.findall(r'href="(/admin/(?:wishes|records)/\?from=[^"]+)"', page)
    assert len(addresses) == 24
    assert page.count('<b>1</b></span><span class="linli-key--done"') == 1
    for address in (addresses[11], addresses[23]):
        assert wu.get(address.replace("&amp;", "&")).status_code == 200


def test_an_empty_chart_says_what_will_draw_it(wu):
    page = wu.get("/admin/").content.decode()
    assert "linli-columns" not in page
    assert page.count("linli-chart") == 3  # two figures in their section


def test_a_community_without_a_home_page_is_told_how_to_open_it_and_only_who_may(ada, wu, dai, cast):
    opening = f"/admin/look/?community={cast.pine.community.pk}"
    assert opening in ada.get("/admin/").content.decode()
    assert "/admin/look/?community=" not in wu.get("/admin/").content.decode()
    assert dai.get("/admin/").content.decode().count("/admin/look/?community=") == 2
    assert ada.post(opening).status_code == 302
    assert "/admin/look/?community=" not in ada.get("/admin/").content.decode()
    page = dai.get("/admin/").content.decode()
    assert page.count("/admin/look/?community=") == 1
    assert f"/admin/look/?community={cast.oak.community.pk}" in page
