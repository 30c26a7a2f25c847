"""Every verb on a wish in every state, by the person whose verb it is, and by everybody else."""

from __future__ import annotations

from typing import Any

import pytest

from content_models.people.models import User
from content_models.wishes.policy import VERBS
from content_models.wishes.states import MOVES, WishState
from tests.cms.api.calls import Calls
from tests.support.cast import Cast
from tests.support.unchanged import assert_problem, assert_refused, nothing_changes
from tests.support.wish_life import WishLife

S = WishState
BODIES: dict[str, dict[str, Any]] = {
    "reject": {"reason": "请先联系物业"},
    "release": {"reason": "这周要出差"},
    "fulfil": {"note": "换了一个新的"},
    "confirm": {"thanks": "谢谢"},
    "reopen": {"reason": "二楼的还不亮"},
}
# Verb → the rows of the table of moves that it stands for. "keep" moves nothing: it needs who is on it.
ROWS: dict[str, list[str]] = {
    "approve": ["approve"], "reject": ["reject"], "claim": ["fill"], "release": ["make_room"], "fulfil": ["fulfil"],
    "confirm": ["confirm"], "reopen": ["send_back", "reopen"], "withdraw": ["withdraw"], "keep": [],
}  # fmt: skip
HELPERS_OWN = {"keep", "release", "fulfil"}
HIDDEN = {S.PENDING, S.REJECTED, S.WITHDRAWN}


def whose(cast: Cast, verb: str) -> User:
    if verb in ("approve", "reject"):
        return cast.wu
    if verb == "claim":
        return cast.bea
    return cast.bo if verb in HELPERS_OWN else cast.anna


def is_legal(verb: str, state: WishState) -> bool:
    if verb in HELPERS_OWN:
        return state == S.CLAIMED  # Bo is on it in this state alone
    return any(state in MOVES[row].sources for row in ROWS[verb])


def refusal(verb: str, state: WishState) -> tuple[int, str]:
    """What the right person hears in the wrong state."""
    if verb in HELPERS_OWN | {"claim"} and state in HIDDEN:
        return 404, "not_found"
    if verb in HELPERS_OWN and state in (S.OPEN, S.EXPIRED):
        return 403, "forbidden"
    if verb == "claim" and state in (S.CLAIMED, S.FULFILLED, S.CONFIRMED):
        return 409, "already_claimed"
    return 409, "wrong_state"


def test_the_table_of_this_test_knows_every_verb_and_every_move() -> None:
    assert set(ROWS) == set(VERBS)
    assert {row for rows in ROWS.values() for row in rows} | {"expire"} == set(MOVES)


@pytest.mark.parametrize("state", list(WishState))
def test_a_move_that_the_state_does_not_have_is_refused(
    cast: Cast, api: Calls, life: WishLife, state: WishState
) -> None:
    wish_id = life.in_state(state)
    for verb in VERBS:
        if not is_legal(verb, state):
            with nothing_changes():
                answer = api.post(whose(cast, verb), f"/wishes/{wish_id}/{verb}", BODIES.get(verb))
                assert_problem(answer, *refusal(verb, state))
    legal = [verb for verb in VERBS if is_legal(verb, state)]
    for verb in legal:
        seen = api.get(whose(cast, verb), f"/wishes/{wish_id}").json()
        assert verb in seen["allowed_actions"], (verb, seen)


@pytest.mark.parametrize(("verb", "state"), [(v, s) for v in VERBS for s in WishState if is_legal(v, s)])
def test_a_legal_move_by_its_person_moves(cast: Cast, api: Calls, life: WishLife, verb: str, state: WishState) -> None:
    wish_id = life.in_state(state)
    answer = api.post(whose(cast, verb), f"/wishes/{wish_id}/{verb}", BODIES.get(verb))
    assert answer.status_code == 200, answer.content
    targets = {MOVES[row].target for row in ROWS[verb] if state in MOVES[row].sources} or {state}
    assert answer.json()["state"] in targets
    assert life.read(wish_id).state == answer.json()["state"]


@pytest.mark.parametrize(("verb", "state"), [(v, s) for v in VERBS for s in WishState if is_legal(v, s)])
def test_a_legal_move_by_anybody_else_is_refused(
    cast: Cast, api: Calls, life: WishLife, verb: str, state: WishState
) -> None:
    wish_id = life.in_state(state)
    allowed = {
        "approve": {"wu", "chen", "ada", "dai"},
        "reject": {"wu", "chen", "ada", "dai"},
        "claim": {"bo", "bea", "chen", "wu"},
        "keep": {"bo"}, "release": {"bo"}, "fulfil": {"bo"},
        "confirm": {"anna"}, "reopen": {"anna"}, "withdraw": {"anna"},
    }[verb]  # fmt: skip
    insiders = {"anna", "chen", "wu", "ada", "dai"}
    for who in ("anna", "bo", "bea", "chen", "wu", "ada", "dai", "nia", "oskar", "vera"):
        if who in allowed:
            continue
        with nothing_changes():
            answer = api.post(getattr(cast, who), f"/wishes/{wish_id}/{verb}", BODIES.get(verb))
            sees_it = state not in HIDDEN or who in insiders
            assert answer.status_code == (403 if sees_it else 404), (who, answer.content)
    with nothing_changes():
        assert_problem(api.post(None, f"/wishes/{wish_id}/{verb}", BODIES.get(verb)), 401, "not_signed_in")


def test_an_own_wish_is_not_claimed(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.opened()
    assert_refused(lambda headers: api.post(cast.anna, f"/wishes/{wish_id}/claim", {}, headers), 403, "own_wish")


def test_a_wish_one_wrote_down_is_not_claimed_by_the_writer(cast: Cast, api: Calls, life: WishLife) -> None:
    from content_models.wishes.actions import Contact

    wish_id = life.opened(by=cast.chen, on_behalf_of=Contact(name="钱爷爷"))
    assert_refused(lambda headers: api.post(cast.chen, f"/wishes/{wish_id}/claim", {}, headers), 403, "own_wish")


def test_a_claimed_wish_is_not_claimed_again(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.in_state(S.CLAIMED)
    for person, code in ((cast.bea, "already_claimed"), (cast.bo, "already_on_it")):
        assert_refused(
            lambda headers, person=person: api.post(person, f"/wishes/{wish_id}/claim", {}, headers), 409, code
        )


def test_a_fourth_wish_in_hand_is_refused_until_one_is_done(cast: Cast, api: Calls, life: WishLife) -> None:
    first, *_others, fourth = [life.opened() for _number in range(4)]
    for wish_id in (first, *_others):
        life.claim(wish_id)
    assert_refused(lambda headers: api.post(cast.bo, f"/wishes/{fourth}/claim", {}, headers), 409, "claim_limit")
    life.fulfil(first)
    assert api.post(cast.bo, f"/wishes/{fourth}/claim").status_code == 200


def test_a_wish_is_not_claimed_after_its_last_day(cast: Cast, api: Calls, life: WishLife) -> None:
    from datetime import timedelta

    from content_models.common.clock import local_day, utc_now

    life.now = utc_now() - timedelta(days=3)
    wish_id = life.opened(deadline=local_day(life.now))
    assert_refused(lambda headers: api.post(cast.bo, f"/wishes/{wish_id}/claim", {}, headers), 409, "past_last_day")


@pytest.mark.parametrize(
    ("verb", "state", "body", "code", "field"),
    [
        ("reject", S.PENDING, {}, "reason_required", "reason"),
        ("reject", S.PENDING, {"reason": " "}, "reason_required", "reason"),
        ("reject", S.PENDING, {"reason": "长" * 301}, "invalid", "reason"),
        ("release", S.CLAIMED, {}, "reason_required", "reason"),
        ("fulfil", S.CLAIMED, {"note": ""}, "note_required", "note"),
        ("fulfil", S.CLAIMED, {"note": "长" * 301}, "invalid", "note"),
        ("fulfil", S.CLAIMED, {"note": "好了", "photos": ["x"]}, "invalid", "photos.0"),
        ("confirm", S.FULFILLED, {"thanks": "谢" * 301}, "invalid", "thanks"),
        ("confirm", S.FULFILLED, {"share": "perhaps"}, "invalid", "share"),
        ("reopen", S.FULFILLED, {}, "reason_required", "reason"),
    ],
)
def test_a_move_without_the_words_it_needs_is_refused(
    cast: Cast, api: Calls, life: WishLife, verb: str, state: WishState, body: dict[str, Any], code: str, field: str
) -> None:
    path = f"/wishes/{life.in_state(state)}/{verb}"
    problem = assert_refused(lambda headers: api.post(whose(cast, verb), path, body, headers), 422, code)
    assert [error["field"] for error in problem["errors"]] == [field]


def test_a_fourth_photo_of_the_outcome_is_refused(cast: Cast, api: Calls, life: WishLife) -> None:
    from content_models.common.ids import uuid7

    path = f"/wishes/{life.in_state(S.CLAIMED)}/fulfil"
    body = {"note": "好了", "photos": [str(uuid7()) for _number in range(4)]}
    assert_refused(lambda headers: api.post(cast.bo, path, body, headers), 422, "too_many_photos")
