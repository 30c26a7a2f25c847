"""Consent, profile, joining, reporting (双报到), the inbox, and the queue of who reviews."""

from __future__ import annotations

from typing import Any

import pytest
from django_scopes import scope, scopes_disabled

from content_models.people.actions import CONSENT_VERSIONS, grant_role
from content_models.people.models import Consent, Registration
from content_models.people.notices import NOTICE_WORDS, tell
from content_models.people.roles import Role
from content_models.wishes.models import Claim
from content_models.wishes.states import WishState
from tests.cms.api.calls import Calls
from tests.support.cast import LONG_AGO, Cast, make_person, wish_input
from tests.support.unchanged import CHINESE, assert_problem, assert_refused, nothing_changes
from tests.support.wish_life import WishLife

ME = "/api/v1/me"
VERSION = CONSENT_VERSIONS["privacy"]


# --- consent -----------------------------------------------------------------------------------


def test_before_consent_nothing_personal_is_kept(cast: Cast, api: Calls) -> None:
    assert api.get(cast.vera, ME).json()["consent_required"] == {"purpose": "privacy", "version": VERSION}
    asks: list[tuple[str, dict[str, Any]]] = [
        ("/wishes", wish_input(cast.pine)),
        ("/memberships", {"role": "resident"}),
        ("/memberships", {"role": "volunteer"}),
        ("/registrations", {"unit": "市第三中学"}),
    ]
    for path, body in asks:
        assert_refused(
            lambda headers, path=path, body=body: api.post(cast.vera, path, body, headers), 403, "consent_required"
        )
    assert_refused(lambda headers: api.patch(cast.vera, ME, {"name": "赵薇"}, headers), 403, "consent_required")


def test_consent_is_given_to_todays_wording_once(cast: Cast, api: Calls) -> None:
    for body in (
        {"purpose": "privacy", "version": "2020-01"}, {"purpose": "advertising", "version": VERSION},
    ):  # fmt: skip
        assert_refused(
            lambda headers, body=body: api.post(cast.vera, f"{ME}/consents", body, headers), 422, "unknown_consent"
        )
    for _twice in range(2):
        assert api.post(cast.vera, f"{ME}/consents", {"purpose": "privacy", "version": VERSION}).status_code == 201
    assert Consent.objects.filter(user=cast.vera).count() == 1
    assert api.get(cast.vera, ME).json()["consent_required"] is None


def test_a_consent_taken_back_stops_what_needs_it_and_stays_on_record(cast: Cast, api: Calls) -> None:
    answer = api.post(cast.anna, f"{ME}/consents/withdraw", {"purpose": "privacy"})
    assert answer.json()["consent_required"] == {"purpose": "privacy", "version": VERSION}
    assert Consent.objects.get(user=cast.anna).withdrawn_at is not None
    assert_refused(
        lambda headers: api.post(cast.anna, "/wishes", wish_input(cast.pine), headers), 403, "consent_required"
    )
    api.post(cast.anna, f"{ME}/consents", {"purpose": "privacy", "version": VERSION})
    assert api.post(cast.anna, "/wishes", wish_input(cast.pine)).status_code == 201


def test_without_consent_a_volunteer_takes_nothing_on(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.opened()
    api.post(cast.bo, f"{ME}/consents/withdraw", {"purpose": "privacy"})
    assert_refused(lambda headers: api.post(cast.bo, f"/wishes/{wish_id}/claim", {}, headers), 403, "consent_required")


# --- double registration -----------------------------------------------------------------------


@pytest.mark.parametrize("wears", [True, False])
def test_the_badge_is_shown_only_if_its_owner_wants_it(cast: Cast, api: Calls, life: WishLife, wears: bool) -> None:
    made = api.post(cast.bo, "/registrations", {"unit": "市第三中学", "wears_badge": wears})
    assert made.status_code == 201, made.content
    wish_id = life.in_state(WishState.CLAIMED)
    for person in (None, cast.anna, cast.wu):
        seen = api.get(person, f"/wishes/{wish_id}")
        assert seen.json()["claims"][0]["helper"] == {"nickname": "Bo", "badge": wears}
        assert "市第三中学" not in seen.content.decode()


def test_a_report_makes_a_pending_volunteer_and_is_made_once(cast: Cast, api: Calls) -> None:
    person = make_person("Pan", 90)
    assert api.post(person, "/registrations", {"unit": "市第三中学"}).status_code == 201
    me = api.get(person, ME).json()
    assert [(row["role"], row["state"]) for row in me["memberships"]] == [("volunteer", "pending")]
    assert {consent["purpose"] for consent in me["consents"]} == {"privacy", "party_membership"}
    assert me["registrations"][0]["unit"] == "市第三中学"
    assert_refused(
        lambda headers: api.post(person, "/registrations", {"unit": "别处"}, headers), 409, "already_registered"
    )
    nobody = make_person("Qin", 91)
    for unit, code in (("  ", "invalid"), ("长" * 81, "invalid")):
        assert_refused(
            lambda headers, unit=unit: api.post(nobody, "/registrations", {"unit": unit}, headers), 422, code
        )


def test_with_its_consent_the_party_membership_goes_everywhere(cast: Cast, api: Calls, life: WishLife) -> None:
    api.post(cast.bo, "/registrations", {"unit": "市第三中学", "wears_badge": True})
    wish_id = life.in_state(WishState.CLAIMED)
    before = api.get(None, f"/wishes/{wish_id}").json()
    me = api.post(cast.bo, f"{ME}/consents/withdraw", {"purpose": "party_membership"}).json()
    assert me["registrations"] == []
    with scopes_disabled():
        kept = Registration.objects.get(user=cast.bo)
        assert (kept.unit, kept.party_member, kept.wears_badge) == ("", "", False)
        assert kept.ended_at is not None
        assert not Claim.objects.filter(wears_badge=True).exists()
    assert before["claims"][0]["helper"]["badge"] is True
    assert api.get(None, f"/wishes/{wish_id}").json()["claims"][0]["helper"]["badge"] is False
    assert api.post(cast.bo, "/registrations", {"unit": "市第三中学"}).status_code == 201, "she may report again"


# --- joining -----------------------------------------------------------------------------------


def test_a_resident_is_one_at_once_and_a_volunteer_when_the_worker_says_so(cast: Cast, api: Calls) -> None:
    person = make_person("Ren", 92)
    home = api.post(person, "/memberships", {"role": "resident", "area": str(cast.pine.building_2.pk), "door": "502"})
    assert (home.status_code, home.json()["state"]) == (201, "active")
    asked = api.post(person, "/memberships", {"role": "volunteer", "name": "任小仁"}).json()
    assert (asked["state"], asked["allowed_actions"], asked["person"]) == ("pending", [], None)
    for role in ("resident", "volunteer"):
        body = {"role": role, "area": str(cast.pine.building_2.pk)}
        assert_refused(
            lambda headers, body=body: api.post(person, "/memberships", body, headers), 409, "already_member"
        )
    waiting = api.get(cast.wu, "/queue", {"kind": "membership"}).json()["items"]
    assert [row["membership"]["person"]["name"] for row in waiting] == ["任小仁"]
    accepted = api.post(cast.wu, f"/memberships/{asked['id']}/approve")
    assert (accepted.status_code, accepted.json()["state"]) == (200, "active")
    with nothing_changes():
        assert_problem(api.post(cast.wu, f"/memberships/{asked['id']}/approve"), 409, "already_decided")
        assert_problem(
            api.post(cast.wu, f"/memberships/{asked['id']}/decline", {"reason": "不"}), 409, "already_decided"
        )


def test_roles_that_are_given_can_not_be_asked_for(cast: Cast, api: Calls) -> None:
    for role in ("worker", "community_admin", "district_admin", "chief", "merchant", "emperor"):
        assert_refused(
            lambda headers, role=role: api.post(cast.anna, "/memberships", {"role": role}, headers), 422, "invalid"
        )


def test_only_staff_of_the_place_answers_requests(cast: Cast, api: Calls) -> None:
    person = make_person("Sun", 93)
    asked = api.post(person, "/memberships", {"role": "volunteer"}).json()["id"]
    for stranger in (person, cast.anna, cast.bo, cast.chen, cast.oskar):
        for verb in ("approve", "decline"):
            with nothing_changes():
                assert_problem(api.post(stranger, f"/memberships/{asked}/{verb}", {"reason": "不"}), 404, "not_found")
    assert_refused(
        lambda headers: api.post(cast.wu, f"/memberships/{asked}/decline", {}, headers), 422, "reason_required"
    )
    declined = api.post(cast.wu, f"/memberships/{asked}/decline", {"reason": "请先到居委会登记"})
    assert (declined.json()["state"], declined.json()["person"]) == ("declined", None)


def test_a_worker_does_not_answer_her_own_request_nor_find_it_in_her_queue(cast: Cast, api: Calls) -> None:
    asked = api.post(cast.wu, "/memberships", {"role": "volunteer"}).json()["id"]
    assert api.get(cast.wu, "/queue").json()["counts"]["membership"] == 0
    assert api.get(cast.ada, "/queue").json()["counts"]["membership"] == 1
    with nothing_changes():
        assert_problem(api.post(cast.wu, f"/memberships/{asked}/approve"), 404, "not_found")


def test_ending_ones_own_role_takes_any_number_of_words(cast: Cast, api: Calls) -> None:
    own = next(row for row in api.get(cast.bo, ME).json()["memberships"] if row["role"] == "volunteer")
    assert own["allowed_actions"] == ["end"]
    ended = api.post(cast.bo, f"/memberships/{own['id']}/end", {"reason": "长" * 900})
    assert (ended.status_code, ended.json()["state"]) == (200, "ended")
    assert len(ended.json()["reason"]) == 200


def test_a_worker_can_not_end_the_administrators_role(cast: Cast, api: Calls) -> None:
    role = api.get(cast.ada, ME).json()["memberships"][0]["id"]
    with nothing_changes():
        assert_problem(api.post(cast.wu, f"/memberships/{role}/end", {"reason": "不"}), 404, "not_found")


# --- me and the inbox --------------------------------------------------------------------------


def test_me_is_one_person_over_all_communities(cast: Cast, api: Calls) -> None:
    assert api.post(cast.anna, "/api/v1/communities/oak/memberships", {"role": "volunteer"}).status_code == 201
    me = api.get(cast.anna, ME).json()
    assert [(row["community"]["slug"], row["role"]) for row in me["memberships"]] == [
        ("pine", "resident"), ("oak", "volunteer"),
    ]  # fmt: skip
    assert (me["home"], me["phone"], me["name"]) == ("pine", "199****0001", "赵Anna")
    assert [role["community"] for role in me["roles"]] == ["pine"], "what is pending is no role"


def test_the_profile_takes_what_fits(cast: Cast, api: Calls) -> None:
    changed = api.patch(cast.anna, ME, {"nickname": " 小  安 ", "language": "en", "elder_mode": True}).json()
    assert (changed["nickname"], changed["language"], changed["elder_mode"]) == ("小 安", "en", True)
    assert changed["name"] == "赵Anna", "what was not sent stays"
    for body, field in (
        ({"nickname": "长" * 21}, "nickname"), ({"name": "长" * 31}, "name"), ({"language": "fr"}, "language"),
        ({"elder_mode": "perhaps"}, "elder_mode"),
    ):  # fmt: skip
        problem = assert_refused(lambda headers, body=body: api.patch(cast.anna, ME, body, headers), 422, "invalid")
        assert [error["field"] for error in problem["errors"]] == [field]


@pytest.mark.parametrize("kind", sorted(NOTICE_WORDS))
def test_every_notice_speaks_the_readers_language(cast: Cast, api: Calls, kind: str) -> None:
    words = {
        "title": "a lamp", "reason": "a reason", "helper": "Bo", "thanks": "", "days": "7", "post": "a post",
        "area": "Pine", "community": "Pine", "role": "volunteer",
        "what": "an hour", "minutes": "60", "points": "10", "day": "1 May", "number": "LS-1",
        "period": "2026-10-01/2026-10-31",
    }  # fmt: skip
    tell(user_id=cast.anna.pk, kind=kind, now=LONG_AGO, community_id=cast.pine.community.pk, **words)
    (chinese,) = api.get(cast.anna, f"{ME}/notices").json()["items"]
    (english,) = api.get(cast.anna, f"{ME}/notices", **{"Accept-Language": "en"}).json()["items"]
    for part in ("title", "text"):
        assert chinese[part]
        assert "%(" not in chinese[part] + english[part]
        assert not CHINESE.search(english[part]), english
    assert CHINESE.search(chinese["title"] + chinese["text"])


def test_the_inbox_pages_from_the_newest_and_counts_what_is_unread(cast: Cast, api: Calls) -> None:
    for number in range(7):
        tell(user_id=cast.anna.pk, kind="wish_approved", now=LONG_AGO, title=f"第{number}个")
    items = api.all_pages(cast.anna, f"{ME}/notices", {"limit": 3})
    assert [item["text"].split("”")[0][-3:] for item in items] == [f"第{number}个" for number in reversed(range(7))]
    assert api.get(cast.anna, ME).json()["unread_notices"] == 7
    assert api.post(cast.anna, f"{ME}/notices/read", {"ids": [items[0]["id"]]}).json() == {"unread": 6}
    assert api.post(cast.anna, f"{ME}/notices/read", {"all": True}).json() == {"unread": 0}


# --- the queue ---------------------------------------------------------------------------------


def test_everybody_finds_in_the_queue_what_waits_for_them(cast: Cast, api: Calls, life: WishLife) -> None:
    near, far = str(life.new()), str(life.new(area_id=cast.pine.far_building.pk))
    api.post(cast.anna, f"/posts/{cast.pine.post.pk}/applications", {"answers": {}})
    api.post(make_person("Tan", 94), "/memberships", {"role": "volunteer"})
    with scope(community=cast.pine.community):  # a grid worker: staff of one estate
        gao = make_person("Gao", 95)
        grant_role(user=gao, role=Role.WORKER, area=cast.pine.far_estate, by=None, now=LONG_AGO)
    full = {"wish": 2, "appointment": 1, "membership": 1, "record": 0}
    for person in (cast.wu, cast.ada, cast.dai):
        queue = api.get(person, "/queue").json()
        assert queue["counts"] == full
        assert [item["kind"] for item in queue["items"]] == ["wish", "wish", "appointment", "membership"]
    for person, wish_id in ((cast.chen, near), (gao, far)):
        queue = api.get(person, "/queue").json()
        assert queue["counts"] == {"wish": 1, "appointment": 0, "membership": 0, "record": 0}
        assert [item["id"] for item in queue["items"]] == [wish_id]
        assert queue["items"][0]["allowed_actions"] == ["approve", "reject"]
        assert [item["id"] for item in api.get(person, "/wishes", {"state": "pending"}).json()["items"]] == [wish_id]
    for person in (cast.anna, cast.bo, cast.vera, cast.oskar):
        assert_refused(lambda headers, person=person: api.get(person, "/queue", **headers), 403, "forbidden")
    assert len(api.all_pages(cast.wu, "/queue", {"limit": 1})) == 4


def test_an_own_wish_is_not_in_ones_own_queue(cast: Cast, api: Calls) -> None:
    with scope(community=cast.pine.community):
        grant_role(user=cast.wu, role=Role.RESIDENT, area=cast.pine.building_1, by=None, now=LONG_AGO)
    api.post(cast.wu, "/wishes", wish_input(cast.pine))
    assert api.get(cast.wu, "/queue").json()["counts"]["wish"] == 0
    assert api.get(cast.ada, "/queue").json()["counts"]["wish"] == 1


def test_the_queue_asks_the_database_as_often_for_ten_as_for_one(
    cast: Cast, api: Calls, life: WishLife, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cast.pine.community.wishes_per_person = 50
    cast.pine.community.save()
    life.new()
    api.get(cast.wu, "/queue")
    with CaptureQueriesContext(connection) as for_one:
        api.get(cast.wu, "/queue")
    for _number in range(9):
        life.new()
    with CaptureQueriesContext(connection) as for_ten:
        assert len(api.get(cast.wu, "/queue").json()["items"]) == 10
    assert len(for_ten) == len(for_one)
