"""The meter beside a form in the admin, the tick for what weighs on people, and what is refused in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from wagtail.log_actions import registry

from content_models.areas.models import Community
from content_models.common.own_forms import read_form
from content_models.hours.models import ServiceSettings
from content_models.wishes.models import WishCategory
from tests.cms.admin.acting import CATEGORIES, POSTS, PUBLISH, post_form
from tests.support.own_questions import ask, question
from tests.support.unchanged import nothing_changes

METER = "/admin/burden/wish/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


def stream(*questions: dict[str, Any]) -> dict[str, str]:
    """Questions as Wagtail's page sends them."""
    sent = {"form-count": str(len(questions))}
    for number, one in enumerate(questions):
        at, value = f"form-{number}", dict(one["value"])
        sent |= {f"{at}-deleted": "", f"{at}-order": str(number), f"{at}-type": one["type"], f"{at}-id": one["id"]}
        sent |= {f"{at}-value-label": value["label"], f"{at}-value-help": value["help"]}
        if value["required"]:
            sent[f"{at}-value-required"] = "on"
        for name, text in (value.get("shown_if") or {"question": "", "test": "is", "answers": ""}).items():
            sent[f"{at}-value-shown_if-{name}"] = text
        if "options" in value:
            sent[f"{at}-value-options-count"] = str(len(value["options"]))
            for place, option in enumerate(value["options"]):
                option_at = f"{at}-value-options-{place}"
                sent |= {f"{option_at}-deleted": "", f"{option_at}-order": str(place), f"{option_at}-value": option}
                sent[f"{option_at}-id"] = f"o{place}"
    return sent


def category_form(*questions: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"name": "搭把手", "icon": "hand", **stream(*questions), **PUBLISH, **more}


def stored(cast) -> list[str]:
    return [field.label for field in read_form(WishCategory.objects.get(pk=cast.pine.category.pk).form)]


SEVEN = [question("text", f"问题{number}", required=True) for number in range(7)]
ID_NUMBER = question("text", "身份证号码", required=True)
PHOTO = question("photo", "正面照", required=True)


def save(wu, cast, *questions: dict[str, Any], **more: str) -> Any:
    return wu.post(f"{CATEGORIES}edit/{cast.pine.category.pk}/", category_form(*questions, **more))


def test_a_light_form_is_saved_without_further_ado(wu, cast):
    assert save(wu, cast, question("yes_no", "要爬楼吗")).status_code == 302
    assert stored(cast) == ["要爬楼吗"]


@pytest.mark.parametrize("questions", [SEVEN, [ID_NUMBER]])
def test_a_heavy_one_needs_somebody_who_answers_for_it(wu, cast, questions):
    with nothing_changes():
        answer = save(wu, cast, *questions)
    assert answer.status_code == 200
    assert answer.context["form"].errors["burden_known"]
    assert "太重" in answer.content.decode()

    assert save(wu, cast, *questions, burden_known="on").status_code == 302
    assert len(stored(cast)) == len(questions)
    log = registry.get_logs_for_instance(cast.pine.category).filter(action="linli.burden.accepted")
    assert log.count() == 1
    # Once is enough: the next change of something else is not asked about again.
    assert save(wu, cast, *questions).status_code == 302
    assert log.count() == 1


@pytest.mark.parametrize("bad", [PHOTO, question("text", "当前位置", required=True)])
def test_what_the_rules_forbid_is_refused_tick_or_not(wu, cast, bad):
    with nothing_changes():
        answer = save(wu, cast, bad, burden_known="on")
    assert answer.status_code == 200
    assert "不能强制" in answer.content.decode()


def test_a_bad_condition_is_refused_in_words_and_nothing_is_saved(wu, cast):
    with nothing_changes():
        answer = save(wu, cast, question("text", "说明", only_if=("没有这道题", "answered", "")))
    # Wagtail hands the words to its editor as JSON.
    assert json.dumps("已经删了").strip('"') in answer.content.decode()


def test_a_condition_is_kept_and_reaches_the_phone(wu, cast):
    first, second = question("yes_no", "要爬楼吗"), question("number", "几楼", only_if=("要爬楼吗", "is", "yes"))
    assert save(wu, cast, first, second).status_code == 302
    category, _other = cast.client(None).get("/api/v1/communities/pine").json()["wish_categories"]
    assert category["form"][1]["shown_if"] == {"field": "要爬楼吗", "test": "is", "values": ["yes"]}


def test_posts_are_weighed_in_the_same_way(wu, cast):
    form = post_form(cast.pine.post.name) | stream(ID_NUMBER) | PUBLISH
    with nothing_changes():
        assert wu.post(f"{POSTS}edit/{cast.pine.post.pk}/", form).status_code == 200
    assert wu.post(f"{POSTS}edit/{cast.pine.post.pk}/", form | {"burden_known": "on"}).status_code == 302


def test_the_meter_tells_while_one_types_and_keeps_nothing(wu):
    with nothing_changes():
        light = wu.post(METER, stream(question("yes_no", "要爬楼吗"))).content.decode()
        heavy = wu.post(METER, stream(ID_NUMBER)).content.decode()
        forbidden = wu.post(METER, stream(PHOTO)).content.decode()
    assert "轻松" in light
    assert "data-asks" not in light
    assert "敏感个人信息" in heavy
    assert "data-asks" in heavy
    assert "不能强制拍照" in forbidden


@pytest.mark.parametrize(
    "garbage", [{}, {"form-count": "many"}, {"form-count": "2"}, {"form-count": "1", "form-0-deleted": ""}]
)
def test_what_cannot_be_read_is_an_empty_form_to_the_meter(wu, garbage):
    assert "轻松" in wu.post(METER, garbage).content.decode()


def test_the_meter_is_for_staff_and_knows_its_flows(wu, cast):
    assert wu.post("/admin/burden/nonsense/", {}).status_code == 404
    assert wu.get(METER).status_code in (404, 405)
    assert cast.client(cast.anna).post(METER, {}).status_code in (302, 403, 404)


def test_the_overview_shows_every_flow_with_its_burden(wu, cast):
    ask(cast.pine, SEVEN)
    text = wu.get("/admin/burden/").content.decode()
    for words in ("许心愿", "搭把手", "认岗", "双报到", "签到", "兑换", "太重", "轻松", "不给工作人员排名"):
        assert words in text


def test_a_heavy_setting_needs_the_tick_too(cast):
    ada = cast.client(cast.ada)
    address = f"/admin/communities/edit/{cast.pine.community.pk}/"
    form = {
        "intro": "", "kind": "standard", "is_active": "on", "wish_days": "30", "wishes_per_person": "5",
        "contact_erase_days": "60", "claim_limit": "3", "claim_reminder_days": "3", "claim_timeout_days": "7",
    }  # fmt: skip
    with nothing_changes():
        refused = ada.post(address, form)
    assert refused.status_code == 200
    assert refused.context["form"].errors["burden_known"]
    assert ada.post(address, form | {"burden_known": "on"}).status_code == 302
    assert Community.objects.get(pk=cast.pine.community.pk).contact_erase_days == 60


RULES = {
    "day_limit_minutes": "480", "back_entry_days": "60", "offline_hours": "24",
    "grade_a_earns": "on", "grade_b_earns": "on", "points_expire_months": "0",
}  # fmt: skip


def test_the_rules_for_hours_ask_for_the_tick_as_well(cast):
    ada, address = cast.client(cast.ada), "/admin/service/rules/"
    assert ada.get(address).context["level"] == "amber"  # the sixteen hours that are allowed from the start
    heavy = RULES | {"grade_c_earns": "on"}
    with nothing_changes():
        refused = ada.post(address, heavy)
    assert refused.status_code == 200
    assert "太重" in refused.content.decode()
    assert refused.context["form"].errors["burden_known"]
    assert ada.post(address, heavy | {"burden_known": "on"}).status_code == 302
    settings = ServiceSettings.objects.get(community=cast.pine.community)
    assert settings.grade_c_earns
    log = registry.get_logs_for_instance(settings).filter(action="linli.burden.accepted")
    assert [entry.data["rules"] for entry in log] == [["late_hours_earn"]]
    # Once is enough, here too.
    assert ada.post(address, heavy | {"back_entry_days": "30"}).status_code == 302
    assert log.count() == 1
