"""岗位 over the API: the set, own questions, applying, answering, ending."""

from __future__ import annotations

from typing import Any

import pytest
from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.people.models import Membership, User
from content_models.posts.actions import appoint, retire_post
from content_models.posts.models import Appointment, PostType
from content_models.wishes.states import WishState
from tests.cms.api.calls import Calls
from tests.support.cast import LONG_AGO, Cast, make_person
from tests.support.unchanged import assert_problem, assert_refused, nothing_changes
from tests.support.wish_life import WishLife

TYPES = ["text", "long_text", "number", "choice", "choices", "date", "yes_no", "phone"]


def _block(kind: str, *, label: str, required: bool = False) -> dict[str, Any]:
    value: dict[str, Any] = {"label": label, "help": "", "required": required}
    if kind in ("choice", "choices"):
        value["options"] = ["上午", "下午", "晚上"]
    return {"type": kind, "id": f"key-{kind}", "value": value}


def _ask_own_questions(cast: Cast, blocks: list[dict[str, Any]]) -> None:
    with scope(community=cast.pine.community):
        post = PostType.objects.get(pk=cast.pine.post.pk)
        stream = post._meta.get_field("form")
        post.form = stream.stream_block.to_python(blocks)
        post.save()


def _apply(api: Calls, person: User, cast: Cast, **body: Any) -> Any:
    return api.post(person, f"/posts/{cast.pine.post.pk}/applications", {"answers": {}, **body})


def _filled(api: Calls, cast: Cast) -> int:
    return int(api.get(None, f"/posts/{cast.pine.post.pk}").json()["filled"])


def test_applying_answering_and_ending(cast: Cast, api: Calls) -> None:
    applied = _apply(api, cast.anna, cast, note="我有空").json()
    assert (applied["state"], applied["allowed_actions"], applied["person"]) == ("applied", ["end"], None)
    post = api.get(cast.anna, f"/posts/{cast.pine.post.pk}").json()
    assert (post["allowed_actions"], post["my_application"]["id"], post["filled"]) == ([], applied["id"], 0)

    approved = api.post(cast.wu, f"/appointments/{applied['id']}/approve")
    assert approved.json()["state"] == "approved", approved.content
    assert approved.json()["person"] == {"nickname": "Anna", "name": "赵Anna", "phone": "199****0001"}
    assert _filled(api, cast) == 1
    roles = {role["role"] for role in api.get(cast.anna, "/api/v1/me").json()["roles"]}
    assert roles == {"resident", "volunteer"}, "a post holder is a volunteer"

    ended = api.post(cast.wu, f"/appointments/{applied['id']}/end", {"reason": "任期已满"})
    assert ended.json()["state"] == "ended"
    assert _filled(api, cast) == 0
    assert {role["role"] for role in api.get(cast.anna, "/api/v1/me").json()["roles"]} == {"resident"}
    kinds = [notice["kind"] for notice in api.get(cast.anna, "/api/v1/me/notices").json()["items"]]
    assert kinds == ["appointment_ended", "appointment_approved"]


def test_one_of_two_posts_ended_leaves_the_volunteer_a_volunteer(cast: Cast, api: Calls) -> None:
    with scope(community=cast.pine.community):
        second = PostType.objects.create(community=cast.pine.community, name="文明劝导岗", duties="劝", wanted=2)
        held = [
            appoint(
                person=cast.anna, community=cast.pine.community, area=cast.pine.community.area, post=post, by=None,
                now=LONG_AGO,
            )
            for post in (cast.pine.post, second)
        ]  # fmt: skip
    for appointment, still in zip(held, (True, False), strict=True):
        api.post(cast.wu, f"/appointments/{appointment.pk}/end", {"reason": "任期已满"})
        with scope(community=cast.pine.community):
            active = Membership.objects.filter(user=cast.anna, role="volunteer", state="active").exists()
        assert active is still


def test_applying_twice_is_refused(cast: Cast, api: Calls) -> None:
    assert _apply(api, cast.anna, cast).status_code == 201
    path = f"/posts/{cast.pine.post.pk}/applications"
    assert_refused(lambda headers: api.post(cast.anna, path, {}, headers), 409, "already_applied")


def test_who_took_it_back_may_apply_again(cast: Cast, api: Calls) -> None:
    first = _apply(api, cast.anna, cast).json()["id"]
    taken_back = api.post(cast.anna, f"/appointments/{first}/end", {"reason": "长" * 900})
    assert taken_back.status_code == 200, taken_back.content
    assert len(taken_back.json()["reason"]) == 200
    assert _apply(api, cast.anna, cast).status_code == 201


def test_more_may_apply_than_are_wanted_but_not_hold(cast: Cast, api: Calls) -> None:
    people = [make_person(f"Kind{number}", 80 + number) for number in range(3)]
    ids = [_apply(api, person, cast).json()["id"] for person in people]
    for one in ids[:2]:
        assert api.post(cast.wu, f"/appointments/{one}/approve").status_code == 200
    last = f"/appointments/{ids[2]}/approve"
    assert_refused(lambda headers: api.post(cast.wu, last, {}, headers), 409, "post_full")
    assert _filled(api, cast) == 2


def test_a_no_needs_a_reason_which_the_applicant_reads(cast: Cast, api: Calls) -> None:
    one = _apply(api, cast.anna, cast).json()["id"]
    for body in ({}, {"reason": "  "}):
        assert_refused(
            lambda headers, body=body: api.post(cast.wu, f"/appointments/{one}/decline", body, headers),
            422,
            "reason_required",
        )
    assert api.post(cast.wu, f"/appointments/{one}/decline", {"reason": "本岗只招本楼居民"}).status_code == 200
    notice = api.get(cast.anna, "/api/v1/me/notices").json()["items"][0]
    assert "本岗只招本楼居民" in notice["text"]
    for verb in ("approve", "decline", "end"):
        with nothing_changes():
            again = api.post(cast.wu, f"/appointments/{one}/{verb}", {"reason": "因为"})
            assert_problem(again, 409, "wrong_state")


def test_only_staff_answers_and_nobody_their_own(cast: Cast, api: Calls) -> None:
    anna = _apply(api, cast.anna, cast).json()["id"]
    for stranger in (cast.bo, cast.chen, cast.oskar, cast.vera):
        with nothing_changes():
            assert_problem(api.post(stranger, f"/appointments/{anna}/approve"), 404, "not_found")
    with nothing_changes():
        assert_problem(api.post(cast.anna, f"/appointments/{anna}/approve"), 409, "wrong_state")
    wus = _apply(api, cast.wu, cast).json()["id"]
    with nothing_changes():
        assert_problem(api.post(cast.wu, f"/appointments/{wus}/approve"), 409, "wrong_state")
    assert api.post(cast.ada, f"/appointments/{wus}/approve").status_code == 200


def test_a_chief_whose_term_ends_reviews_nothing_from_that_moment(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.in_state(WishState.PENDING)
    assert api.get(cast.chen, "/queue").json()["counts"]["wish"] == 1
    with scope(community=cast.pine.community):
        office = Appointment.objects.get(person=cast.chen)
    assert api.post(cast.wu, f"/appointments/{office.pk}/end", {"reason": "换届"}).status_code == 200
    with nothing_changes():
        assert_problem(api.get(cast.chen, "/queue"), 403, "forbidden")
        assert_problem(api.post(cast.chen, f"/wishes/{wish_id}/approve"), 404, "not_found")
        assert api.get(cast.chen, "/wishes", {"state": "pending"}).json()["items"] == []


def test_a_retired_post_keeps_its_holders_and_takes_no_more(cast: Cast, api: Calls) -> None:
    one = _apply(api, cast.anna, cast).json()["id"]
    api.post(cast.wu, f"/appointments/{one}/approve")
    with scope(community=cast.pine.community):
        retire_post(post=PostType.objects.get(pk=cast.pine.post.pk), by=cast.wu, now=utc_now())
    assert api.get(None, "/posts").json()["items"] == []
    assert_refused(
        lambda headers: api.post(cast.bo, f"/posts/{cast.pine.post.pk}/applications", {}, headers), 404, "not_found"
    )
    mine = api.get(cast.anna, "/api/v1/me").json()["appointments"]
    assert [(row["id"], row["state"], row["post"]["name"]) for row in mine] == [(one, "approved", "邻里互助岗")]


def test_own_questions_of_every_type_are_shown_and_answered(cast: Cast, api: Calls) -> None:
    _ask_own_questions(cast, [_block(kind, label=f"问题{kind}") for kind in TYPES])
    form = api.get(None, f"/posts/{cast.pine.post.pk}").json()["form"]
    assert [(field["key"], field["type"]) for field in form] == [(f"key-{kind}", kind) for kind in TYPES]
    answers = {
        "key-text": "会电工", "key-long_text": "做过十年\n物业", "key-number": 3, "key-choice": "上午",
        "key-choices": ["晚上", "上午"], "key-date": "2026-12-01", "key-yes_no": True, "key-phone": "139 0013 9000",
    }  # fmt: skip
    applied = _apply(api, cast.anna, cast, answers=answers).json()
    assert [row["value"] for row in applied["answers"]] == [
        "会电工", "做过十年\n物业", "3", "上午", ["上午", "晚上"], "2026-12-01", "yes", "139 0013 9000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "字" * 101), ("text", ["x"]), ("text", True), ("long_text", "字" * 1001), ("number", "three"),
        ("number", "NaN"), ("number", 10**13), ("choice", "半夜"), ("choice", ["上午"]), ("choices", "上午"),
        ("choices", ["半夜"]), ("choices", [["上午"]]), ("choices", [{}]), ("date", "tomorrow"), ("date", 20261201.5),
        ("yes_no", "yes"), ("yes_no", 1), ("phone", "call me"), ("phone", {}),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_refused(cast: Cast, api: Calls, kind: str, value: Any) -> None:
    _ask_own_questions(cast, [_block(kind, label="想问")])
    path, body = f"/posts/{cast.pine.post.pk}/applications", {"answers": {f"key-{kind}": value}}
    problem = assert_refused(lambda headers: api.post(cast.anna, path, body, headers), 422, "answers_invalid")
    assert [error["field"] for error in problem["errors"]] == [f"answers.key-{kind}"]


def test_required_questions_and_unknown_keys_are_named(cast: Cast, api: Calls) -> None:
    _ask_own_questions(cast, [_block(kind, label=f"问{kind}", required=True) for kind in ("text", "choices", "yes_no")])
    path = f"/posts/{cast.pine.post.pk}/applications"
    body = {"answers": {"key-text": "", "key-choices": [], "made-up": "x"}}
    problem = assert_refused(lambda headers: api.post(cast.anna, path, body, headers), 422, "answers_invalid")
    assert {error["field"] for error in problem["errors"]} == {
        "answers.key-text", "answers.key-choices", "answers.key-yes_no", "answers.made-up",
    }  # fmt: skip


def test_a_renamed_question_keeps_earlier_answers_with_the_words_of_their_day(cast: Cast, api: Calls) -> None:
    _ask_own_questions(cast, [_block("text", label="会什么手艺？")])
    _apply(api, cast.anna, cast, answers={"key-text": "电工"})
    _ask_own_questions(cast, [_block("text", label="有何专长？")])
    waiting = api.get(cast.wu, "/queue", {"kind": "appointment"}).json()["items"][0]["appointment"]
    assert [(one["label"], one["value"]) for one in waiting["answers"]] == [("会什么手艺？", "电工")]
    _ask_own_questions(cast, [])
    waiting = api.get(cast.wu, "/queue", {"kind": "appointment"}).json()["items"][0]["appointment"]
    assert [(one["label"], one["value"]) for one in waiting["answers"]] == [("会什么手艺？", "电工")]


def test_without_consent_nobody_applies(cast: Cast, api: Calls) -> None:
    path = f"/posts/{cast.pine.post.pk}/applications"
    assert_refused(lambda headers: api.post(cast.vera, path, {}, headers), 403, "consent_required")


def test_posts_come_in_the_communitys_order_page_by_page(cast: Cast, api: Calls) -> None:
    with scope(community=cast.pine.community):
        for number in range(7):
            PostType.objects.create(
                community=cast.pine.community, name=f"岗{number}", duties="做", sort_order=number // 3
            )
        wanted = list(PostType.objects.on_show().values_list("name", flat=True))
    assert [post["name"] for post in api.all_pages(None, "/posts", {"limit": 3})] == wanted
