"""Section 5 of the design as a table: what everybody sees of a wish in every state.

S sees it at all · A pictures of what is wished for · B the building · C contact and door · R the reason that was
given · N what the helper wrote · D pictures of the outcome
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django_scopes import scope

from content_models.people.models import User
from content_models.posts.actions import appoint, end_appointment
from content_models.posts.models import Appointment, ChiefRole
from content_models.wishes import actions
from content_models.wishes.models import ContactReveal
from content_models.wishes.states import WishState
from media.actions import store_photo
from tests.cms.api.calls import SOMEBODY_UNKNOWN, Calls
from tests.media.uploads import phone_photo
from tests.support.cast import LONG_AGO, Cast, actor, make_person
from tests.support.wish_life import WishLife

S = WishState
STRANGERS = ("visitor", "vera", "bea", "cao", "nia", "oskar")
REVIEWERS = ("chen", "wu", "ada", "dai")
#             state: (strangers, Bo who helps or helped, reviewers, Anna who wished)
TABLE: dict[WishState, tuple[str, str, str, str]] = {
    S.PENDING: ("", "", "SAB", "SABC"),
    S.REJECTED: ("", "", "SABR", "SABCR"),
    S.WITHDRAWN: ("", "", "SABR", "SABCR"),
    S.OPEN: ("SA", "SA", "SAB", "SABC"),
    S.EXPIRED: ("SA", "SA", "SAB", "SABC"),
    S.CLAIMED: ("SA", "SABC", "SAB", "SABC"),
    S.FULFILLED: ("SA", "SAND", "SABND", "SABCND"),
    S.CONFIRMED: ("SA", "SAND", "SABND", "SABCND"),
}


def _photo(life: WishLife, owner: User) -> UUID:
    content = phone_photo("JPEG", width=40, height=30)
    return UUID(str(store_photo(owner=owner, content=content, now=life.now - timedelta(hours=1)).pk))


@pytest.fixture
def cao(cast: Cast) -> User:
    """Chief of building 2, where nothing of this happens."""
    person = make_person("Cao", 44)
    with scope(community=cast.pine.community):
        appoint(
            person=person,
            community=cast.pine.community,
            area=cast.pine.building_2,
            chief_role=ChiefRole.objects.get(),
            by=None,
            now=LONG_AGO,
        )
    return person


def _person(cast: Cast, cao: User, name: str) -> User | None:
    return {"visitor": None, "cao": cao}[name] if name in ("visitor", "cao") else getattr(cast, name)


def _letters(api: Calls, person: User | None, wish_id: UUID, asked: UUID, done: UUID | None) -> str:
    seen = api.get(person, f"/wishes/{wish_id}")
    letters = ""
    if seen.status_code == 200:
        letters = "S"
    else:
        assert seen.content == api.get(person, f"/wishes/{SOMEBODY_UNKNOWN}").content
    body = seen.json()
    sizes = {api.get(person, f"/api/v1/photos/{asked}/{size}").status_code for size in ("thumb", "full")}
    assert sizes in ({200}, {404})
    letters += "A" if sizes == {200} else ""
    letters += "B" if body.get("building") else ""
    letters += "C" if body.get("contact") else ""
    letters += "R" if body.get("reason") else ""
    letters += "N" if any(claim["note"] for claim in body.get("claims", [])) else ""
    if done is not None:
        status = api.get(person, f"/api/v1/photos/{done}/full").status_code
        letters += "D" if status == 200 else ""
        assert (str(done) in str(body)) == (status == 200), "an address is shown to whom the picture is"
    if "B" not in letters:
        assert "1栋" not in seen.content.decode()
    if "N" not in letters:
        assert "换了灯" not in seen.content.decode()
    if "C" not in letters:
        assert "301室" not in seen.content.decode()
    return letters


def _made(life: WishLife, state: WishState) -> tuple[UUID, UUID, UUID | None]:
    asked = _photo(life, life.cast.anna)
    if state not in (S.FULFILLED, S.CONFIRMED):
        return life.in_state(state, photo_ids=(asked,)), asked, None
    wish_id, done = life.in_state(S.CLAIMED, photo_ids=(asked,)), _photo(life, life.cast.bo)
    life.fulfil(wish_id, photo_ids=[done])
    if state == S.CONFIRMED:
        life.confirm(wish_id, thanks="谢谢你")
    return wish_id, asked, done


@pytest.mark.parametrize("state", list(WishState))
def test_everybody_sees_what_the_table_says(
    cast: Cast, api: Calls, life: WishLife, cao: User, state: WishState
) -> None:
    wish_id, asked, done = _made(life, state)
    strangers, helper, reviewers, owner = TABLE[state]
    wanted = dict.fromkeys(STRANGERS, strangers) | dict.fromkeys(REVIEWERS, reviewers) | {"bo": helper, "anna": owner}
    found = {name: _letters(api, _person(cast, cao, name), wish_id, asked, done) for name in wanted}
    assert found == wanted


def test_what_the_resident_shares_everybody_sees(cast: Cast, api: Calls, life: WishLife, cao: User) -> None:
    wish_id, asked, done = _made(life, S.FULFILLED)
    life.confirm(wish_id, thanks="谢谢你", share=True)
    for name in STRANGERS:
        assert _letters(api, _person(cast, cao, name), wish_id, asked, done) == "SAND", name


def test_thanks_are_for_everybody_and_a_surname_for_nobody(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.in_state(S.CONFIRMED)
    seen = api.get(None, f"/wishes/{wish_id}")
    assert seen.json()["timeline"][-1]["text"] == "谢谢你"
    for secret in ("赵", "19900000001", "199*", "301室"):  # nothing that an id could contain by chance
        assert secret not in seen.content.decode()


def test_after_giving_it_back_the_helper_is_a_stranger_again(cast: Cast, api: Calls, life: WishLife) -> None:
    asked = _photo(life, cast.anna)
    wish_id = life.in_state(S.CLAIMED, photo_ids=(asked,))
    assert api.get(cast.bo, f"/wishes/{wish_id}").json()["contact"]["door"] == "301室"
    released = api.post(cast.bo, f"/wishes/{wish_id}/release", {"reason": "这周要出差"})
    assert (released.json()["contact"], released.json()["building"]) == (None, None)
    assert _letters(api, cast.bo, wish_id, asked, None) == "SA"


def test_after_a_time_out_the_helper_is_a_stranger_again(cast: Cast, api: Calls, life: WishLife) -> None:
    asked = _photo(life, cast.anna)
    wish_id = life.in_state(S.CLAIMED, photo_ids=(asked,))
    claim = life.claim_row(wish_id, cast.bo)
    later = life.now + timedelta(days=10)
    with scope(community=cast.pine.community):
        assert actions.remind_helper(claim_id=claim.pk, silent_since=later, now=later)
        assert actions.time_claim_out(claim_id=claim.pk, silent_since=later, now=later + timedelta(days=2))
    assert _letters(api, cast.bo, wish_id, asked, None) == "SA"


def test_a_repeated_send_does_not_bring_the_contact_back(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.opened()
    key = {"Idempotency-Key": "claim-by-bo-1"}
    assert api.post(cast.bo, f"/wishes/{wish_id}/claim", {}, key).json()["contact"]["door"] == "301室"
    assert api.post(cast.bo, f"/wishes/{wish_id}/claim", {}, key).json()["contact"]["door"] == "301室"
    api.post(cast.bo, f"/wishes/{wish_id}/release", {"reason": "这周要出差"})
    assert api.post(cast.bo, f"/wishes/{wish_id}/claim", {}, key).json()["contact"] is None


def _looks(cast: Cast) -> list[tuple[Any, ...]]:
    with scope(community=cast.pine.community):
        return list(ContactReveal.objects.order_by("id").values_list("viewer__nickname", "why"))


def test_each_look_at_a_contact_is_written_down_but_not_ones_own(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.opened()
    api.post(cast.bo, f"/wishes/{wish_id}/claim")
    api.get(cast.bo, f"/wishes/{wish_id}")
    for person in (cast.anna, cast.bea, cast.wu, None):
        api.get(person, f"/wishes/{wish_id}")
    api.get(cast.bo, "/wishes", {"mine": "claimed"})
    assert _looks(cast) == [("Bo", "claim"), ("Bo", "claim")]


def test_who_wrote_it_down_sees_the_contact_while_in_office_and_it_is_written_down(
    cast: Cast, api: Calls, life: WishLife
) -> None:
    wish_id = life.new(by=cast.chen, on_behalf_of=actions.Contact(name="钱爷爷", door="402"))
    assert api.get(cast.chen, f"/wishes/{wish_id}").json()["contact"]["door"] == "402"
    assert _looks(cast) == [("Chen", "written")]
    with scope(community=cast.pine.community):
        office = Appointment.objects.get(person=cast.chen)
        end_appointment(appointment=office, actor=actor(cast.wu), reason="任期已满", now=life.now)
    assert api.get(cast.chen, f"/wishes/{wish_id}").json()["contact"] is None
    assert len(_looks(cast)) == 1


def test_lists_never_carry_a_contact(cast: Cast, api: Calls, life: WishLife) -> None:
    life.in_state(S.CONFIRMED)
    life.in_state(S.CLAIMED)
    life.new()
    for person, path in (
        (cast.bo, "/wishes?mine=claimed"), (cast.anna, "/wishes?mine=posted"), (cast.wu, "/wishes?state=pending"),
        (cast.wu, "/queue"), (cast.chen, "/queue"), (cast.anna, "/api/v1/me/notices"), (cast.bo, "/api/v1/me/notices"),
    ):  # fmt: skip
        answer = api.get(person, path)
        assert answer.json()["items"], path
        for secret in ("301室", "赵奶奶", "19900000001"):
            assert secret not in answer.content.decode(), path


def test_photos_of_a_closed_community_are_nobodys_business(cast: Cast, api: Calls, life: WishLife) -> None:
    asked = _photo(life, cast.anna)
    life.in_state(S.OPEN, photo_ids=(asked,))
    cast.pine.community.is_active = False
    cast.pine.community.save()
    assert api.get(None, f"/api/v1/photos/{asked}/thumb").status_code == 404
    assert api.get(cast.anna, f"/api/v1/photos/{asked}/thumb").status_code == 200
