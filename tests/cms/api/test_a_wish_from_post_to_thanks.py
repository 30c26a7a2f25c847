"""The main job over the API, each step by the person whose turn it is."""

from __future__ import annotations

from typing import Any

import pytest
from django_scopes import scope

from content_models.people.models import User
from content_models.wishes.models import ContactReveal
from tests.support.cast import Cast, wish_input


def _post(cast: Cast, person: User | None, path: str, payload: dict[str, Any] | None = None, **headers: str) -> Any:
    return cast.client(person).post(
        f"/api/v1/communities/pine{path}", payload or {}, content_type="application/json", headers=headers
    )


def _see(cast: Cast, person: User | None, wish_id: str) -> Any:
    return cast.client(person).get(f"/api/v1/communities/pine/wishes/{wish_id}")


@pytest.fixture
def wish_id(cast: Cast) -> str:
    contact = {"name": "赵奶奶", "phone": "199 0000 0001", "door": "301"}
    answer = _post(cast, cast.anna, "/wishes", wish_input(cast.pine, contact=contact))
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def test_a_wish_waits_for_review_and_strangers_do_not_know_of_it(cast: Cast, wish_id: str) -> None:
    assert _see(cast, cast.anna, wish_id).json()["state"] == "pending"
    unknown = _see(cast, cast.bo, "0190a0a0-0000-7000-8000-000000000000")
    for stranger in (None, cast.bo, cast.nia):
        seen = _see(cast, stranger, wish_id)
        assert seen.status_code == 404
        assert seen.content == unknown.content
    assert _see(cast, cast.wu, wish_id).json()["allowed_actions"] == ["approve", "reject"]
    assert _see(cast, cast.chen, wish_id).json()["allowed_actions"] == ["approve", "reject"]


def test_the_whole_story(cast: Cast, wish_id: str) -> None:
    approved = _post(cast, cast.chen, f"/wishes/{wish_id}/approve")
    assert approved.status_code == 200, approved.content
    public = _see(cast, None, wish_id).json()
    assert (public["state"], public["area"]["name"], public["building"]) == ("open", "松林花园", None)
    assert public["contact"] is None

    claimed = _post(cast, cast.bo, f"/wishes/{wish_id}/claim")
    assert claimed.status_code == 200, claimed.content
    assert claimed.json()["contact"] == {
        "name": "赵奶奶",
        "phone": "+8619900000001",
        "door": "301",
        "area": {"id": str(cast.pine.building_1.pk), "name": "1栋"},
    }
    with scope(community=cast.pine.community):
        assert ContactReveal.objects.filter(viewer=cast.bo).count() == 1
    assert _see(cast, cast.bea, wish_id).json()["contact"] is None
    assert _post(cast, cast.bea, f"/wishes/{wish_id}/claim").json()["code"] == "already_claimed"

    fulfilled = _post(cast, cast.bo, f"/wishes/{wish_id}/fulfil", {"note": "换了一个新的声控灯"})
    assert fulfilled.json()["state"] == "fulfilled", fulfilled.content
    assert fulfilled.json()["contact"] is None
    inbox = cast.client(cast.anna).get("/api/v1/me/notices").json()
    assert [notice["kind"] for notice in inbox["items"]] == ["wish_fulfilled", "wish_claimed", "wish_approved"]

    back = _post(cast, cast.anna, f"/wishes/{wish_id}/reopen", {"reason": "二楼的还不亮"})
    assert back.json()["state"] == "claimed", back.content
    assert _see(cast, cast.bo, wish_id).json()["contact"]["door"] == "301"
    _post(cast, cast.bo, f"/wishes/{wish_id}/fulfil", {"note": "二楼也修好了"})

    done = _post(cast, cast.anna, f"/wishes/{wish_id}/confirm", {"thanks": "谢谢小波！", "share": True})
    assert done.json()["state"] == "confirmed", done.content
    story = _see(cast, None, wish_id).json()["timeline"]
    assert [event["kind"] for event in story] == [
        "posted", "approved", "claimed", "fulfilled", "reopened", "fulfilled", "confirmed",
    ]  # fmt: skip
    assert story[-1]["text"] == "谢谢小波！"
    assert story[4]["text"] is None, "what was missing stays between those who take part"


def test_the_same_key_gets_the_same_answer_and_one_effect(cast: Cast) -> None:
    body = wish_input(cast.pine)
    first = _post(cast, cast.anna, "/wishes", body, **{"Idempotency-Key": "key-number-1"})
    again = _post(cast, cast.anna, "/wishes", body, **{"Idempotency-Key": "key-number-1"})
    assert (first.status_code, first.content) == (again.status_code, again.content)
    other = _post(
        cast, cast.anna, "/wishes", wish_input(cast.pine, title="别的"), **{"Idempotency-Key": "key-number-1"}
    )
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert len(cast.client(cast.anna).get("/api/v1/communities/pine/wishes?mine=posted").json()["items"]) == 1


def test_words_in_the_middle_of_a_sentence_are_found(cast: Cast, wish_id: str) -> None:
    _post(cast, cast.wu, f"/wishes/{wish_id}/approve")
    board = cast.client(None)
    for words, found in [("老人", 1), ("声控灯不亮", 1), ("灯", 1), ("声灯", 0), ("水管", 0)]:
        answer = board.get("/api/v1/communities/pine/wishes", {"q": words})
        assert len(answer.json()["items"]) == found, words


def test_every_part_of_a_read_answer_is_described(cast: Cast, wish_id: str) -> None:
    _post(cast, cast.wu, f"/wishes/{wish_id}/approve")
    for person in (None, cast.anna, cast.bo, cast.wu, cast.dai):
        for path in ("", "/wishes", "/wishes?sort=near", f"/wishes/{wish_id}", "/posts", f"/posts/{cast.pine.post.pk}"):
            answer = cast.client(person).get(f"/api/v1/communities/pine{path}")
            assert answer.status_code == 200, (path, answer.content)
    for path in ("/api/v1/communities", "/api/v1/meta"):
        assert cast.client(None).get(path).status_code == 200
    assert cast.client(cast.wu).get("/api/v1/communities/pine/queue").status_code == 200
    assert cast.client(cast.wu).get("/api/v1/me").json()["roles"][0]["role"] == "worker"
