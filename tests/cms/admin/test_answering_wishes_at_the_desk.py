"""The register of wishes: found by a word, opened, answered through the domain, refused in its words."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.hours import actions as hours
from content_models.wishes.actions import claim_wish, fulfil_claim
from content_models.wishes.models import Wish
from content_models.wishes.states import EventKind, WishState
from tests.cms.admin.acting import a_wish, messages_of
from tests.support.cast import actor
from tests.support.unchanged import nothing_changes


@pytest.fixture
def wish(cast):
    return a_wish(cast.pine, cast.anna)


def state_of(wish) -> str:
    with scope(community=wish.community_id):
        wish.refresh_from_db()
    return wish.state


def listed(answer) -> list[str]:
    return [wish.title for wish in answer.context["object_list"]]


def test_she_puts_a_wish_on_the_board(wu, cast, wish):
    answer = wu.post(f"/admin/wishes/{wish.pk}/approve/", follow=True)
    assert state_of(wish) == WishState.OPEN
    assert len(messages_of(answer)) == 1
    on_phone = cast.client(None).get("/api/v1/communities/pine/wishes").json()["items"]
    assert [card["id"] for card in on_phone] == [str(wish.pk)]


def test_she_says_no_with_a_reason_that_the_resident_reads(wu, cast, wish):
    wu.post(f"/admin/wishes/{wish.pk}/reject/", {"text": "请到社区服务台办理"})
    assert state_of(wish) == WishState.REJECTED
    told = cast.client(cast.anna).get(f"/api/v1/communities/pine/wishes/{wish.pk}").json()
    assert told["reason"] == "请到社区服务台办理"


def test_no_without_a_reason_is_refused_and_nothing_changes(wu, wish):
    answer = wu.post(f"/admin/wishes/{wish.pk}/reject/", {"text": "  "}, follow=True)
    assert len(messages_of(answer)) == 1
    assert state_of(wish) == WishState.PENDING


def test_who_comes_second_is_told_what_it_is_now(wu, ada, wish):
    wu.post(f"/admin/wishes/{wish.pk}/approve/")
    answer = ada.post(f"/admin/wishes/{wish.pk}/reject/", {"text": "不合适"}, follow=True)
    assert "待认领" in messages_of(answer)[0]
    assert state_of(wish) == WishState.OPEN


def test_looking_at_an_answers_address_changes_nothing(wu, wish):
    assert wu.get(f"/admin/wishes/{wish.pk}/approve/").status_code == 405
    assert state_of(wish) == WishState.PENDING


def test_a_chief_without_a_staff_role_does_not_get_into_the_admin(cast, wish):
    chief = cast.client(cast.chen)
    assert chief.post(f"/admin/wishes/{wish.pk}/approve/").status_code in (302, 404)
    assert state_of(wish) == WishState.PENDING


def test_the_page_tells_the_story_and_offers_what_can_be_done(wu, cast, wish):
    page = wu.get(f"/admin/wishes/inspect/{wish.pk}/")
    assert [verb for verb, _offer in page.context["offers"]] == ["approve", "reject"]
    assert [event["kind"] for event in page.context["timeline"]] == [EventKind.POSTED]
    assert [line["who"] for line in page.context["history"]] == ["Anna"]
    wu.post(f"/admin/wishes/{wish.pk}/approve/")
    page = wu.get(f"/admin/wishes/inspect/{wish.pk}/")
    assert page.context["offers"] == []
    assert len(page.context["history"]) == 2


def test_contact_and_door_are_not_on_the_page(wu, cast, wish):
    with scope(community=cast.pine.community):
        wish.contact.name, wish.contact.phone, wish.contact.door = "赵奶奶", "+8619911112222", "301室"
        wish.contact.save()
    page = wu.get(f"/admin/wishes/inspect/{wish.pk}/").content.decode()
    for secret in ("赵奶奶", "19911112222", "301室", "赵Anna", cast.anna.phone):
        assert secret not in page


@pytest.mark.parametrize("verb", ["edit", "delete", "history"])
def test_there_is_no_way_to_write_by_hand(wu, owner, wish, verb):
    for client in (wu, owner):
        assert client.get(f"/admin/wishes/{verb}/{wish.pk}/").status_code == 404
        assert client.get("/admin/wishes/create/").status_code == 404


def test_a_malformed_id_is_answered_like_an_unknown_one(wu):
    assert wu.get("/admin/wishes/inspect/not-an-id/").status_code == 404
    assert wu.post("/admin/wishes/not-an-id/approve/").status_code == 404


# --- finding ------------------------------------------------------------------------------------


def test_a_chinese_word_in_the_middle_is_found(wu, cast, wish):
    a_wish(cast.pine, cast.anna, title="想学用手机", description="挂号买票都要用")
    assert listed(wu.get("/admin/wishes/?q=声控")) == ["想修一盏楼道灯"]
    assert listed(wu.get("/admin/wishes/?q=挂号")) == ["想学用手机"]
    assert listed(wu.get("/admin/wishes/?q=没有这个词")) == []


def test_filters_narrow_together(wu, cast, wish):
    other = a_wish(cast.pine, cast.anna, title="第二个心愿", approved_by=cast.wu)
    today = timezone.localdate().isoformat()
    assert listed(wu.get("/admin/wishes/?state=open")) == [other.title]
    assert listed(wu.get(f"/admin/wishes/?state=pending&category={cast.pine.category.pk}")) == [wish.title]
    assert listed(wu.get(f"/admin/wishes/?category={cast.pine.other_category.pk}")) == []
    assert len(listed(wu.get(f"/admin/wishes/?area={cast.pine.estate.pk}&from={today}&until={today}"))) == 2
    assert listed(wu.get(f"/admin/wishes/?area={cast.pine.far_estate.pk}")) == []
    assert listed(wu.get("/admin/wishes/?until=2020-01-01")) == []


@pytest.mark.parametrize(
    "nonsense", ["state=nonsense", "from=31.12.", "area=x", "o=99", "o=x.y", "p=zwei", "category=1"]
)
def test_a_filter_that_makes_no_sense_is_left_out(wu, wish, nonsense):
    assert listed(wu.get(f"/admin/wishes/?{nonsense}")) == [wish.title]


def test_many_wishes_cost_the_same_number_of_queries(wu, cast, wish, count_queries):
    one = count_queries(wu, "/admin/wishes/")
    for number in range(4):
        a_wish(cast.pine, cast.anna, title=f"心愿{number}", approved_by=cast.wu)
    assert count_queries(wu, "/admin/wishes/") == one


# --- taking it along ----------------------------------------------------------------------------


def csv_of(client, query: str = "") -> str:
    return b"".join(client.get(f"/admin/wishes/?export=csv{query}").streaming_content).decode("utf-8")


def test_the_export_is_what_the_filter_shows(wu, cast, wish):
    a_wish(cast.pine, cast.anna, title="第二个心愿", approved_by=cast.wu)
    text = csv_of(wu, "&state=open")
    assert "第二个心愿" in text
    assert wish.title not in text


def test_excel_opens_the_csv_in_chinese(wu, wish):
    assert csv_of(wu).startswith("\ufeff")


def test_no_phone_door_or_full_name_leaves_with_it(wu, cast, wish):
    with scope(community=cast.pine.community):
        wish.contact.phone, wish.contact.door = "+8619911112222", "301室"
        wish.contact.save()
    text = csv_of(wu)
    for secret in ("19911112222", "301室", "赵Anna", cast.anna.phone.removeprefix("+86")):
        assert secret not in text
    assert "Anna" in text


def test_a_residents_words_are_no_formula(wu, cast):
    a_wish(cast.pine, cast.anna, title="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in csv_of(wu)


# --- writing one down for somebody ----------------------------------------------------------------


def for_grandma(cast, **changes):
    return {
        "name": "孙奶奶",
        "phone": "199 0000 7777",
        "area": str(cast.pine.building_1.pk),
        "door": "302",
        "category": str(cast.pine.category.pk),
        "title": "想换个电饭煲",
        "description": "旧的坏了，饭煮不熟。",
        "helpers_wanted": "1",
        "agreed": "on",
        **changes,
    }


def test_a_worker_writes_a_wish_down_for_an_old_neighbour(wu, cast, everywhere):
    answer = wu.post("/admin/wishes/for-another/", for_grandma(cast))
    wish = Wish.objects.get()
    assert answer.url == f"/admin/wishes/inspect/{wish.pk}/"
    assert (wish.on_behalf, wish.entered_by, wish.author, wish.state) == (True, cast.wu, None, WishState.PENDING)
    assert (wish.contact.name, wish.contact.phone) == ("孙奶奶", "+8619900007777")


@pytest.mark.parametrize(
    ("field", "value"), [("phone", "12"), ("title", ""), ("agreed", ""), ("deadline", "2020-01-01"), ("name", "")]
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_written(wu, cast, everywhere, field, value):
    answer = wu.post("/admin/wishes/for-another/", for_grandma(cast, **{field: value}))
    assert list(answer.context["form"].errors) == [field]
    assert not Wish.objects.exists()


def test_a_district_administrator_does_not_write_for_neighbours(dai):
    assert dai.get("/admin/wishes/for-another/").status_code == 302


def test_a_wish_written_down_is_confirmed_at_the_desk(wu, cast, ada, everywhere):
    wu.post("/admin/wishes/for-another/", for_grandma(cast))
    wish = Wish.objects.get()
    wu.post(f"/admin/wishes/{wish.pk}/approve/")
    with scope(community=cast.pine.community):
        claim_wish(wish_id=wish.pk, actor=actor(cast.bo), now=utc_now())
        fulfil_claim(wish_id=wish.pk, actor=actor(cast.bo), note="送到了", now=utc_now())
    ada.post(f"/admin/wishes/{wish.pk}/reopen/", {"text": "少一根电源线"})
    assert state_of(wish) == WishState.CLAIMED
    with scope(community=cast.pine.community):
        fulfil_claim(wish_id=wish.pk, actor=actor(cast.bo), note="线也送到了", now=utc_now())
    wu.post(f"/admin/wishes/{wish.pk}/confirm/", {"text": "孙奶奶说谢谢"})
    assert state_of(wish) == WishState.CONFIRMED


def test_minutes_that_the_page_did_not_show_are_not_agreed_to(wu, cast, everywhere):
    wu.post("/admin/wishes/for-another/", for_grandma(cast))
    wish = Wish.objects.get()
    wu.post(f"/admin/wishes/{wish.pk}/approve/")
    with scope(community=cast.pine.community):
        claim_wish(wish_id=wish.pk, actor=actor(cast.bo), now=utc_now())
        said = hours.Served(minutes=25)
        hours.fulfil_claim(wish_id=wish.pk, actor=actor(cast.bo), note="送到了", served=said, now=utc_now())
        (record,) = hours.living_records(wish.pk)
    page = wu.get(f"/admin/wishes/inspect/{wish.pk}/").content.decode()
    assert f'name="seen" value="{record.pk}=25"' in page
    with nothing_changes():
        wu.post(f"/admin/wishes/{wish.pk}/confirm/", {"text": "谢谢", "seen": ["", f"{record.pk}=20"]})
    wu.post(f"/admin/wishes/{wish.pk}/confirm/", {"text": "谢谢", "seen": ["", f"{record.pk}=25"]})
    assert state_of(wish) == WishState.CONFIRMED
