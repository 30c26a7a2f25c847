"""Tenancy: every route with the neighbour's ids in path, query and body answers as it answers unknown ids."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from cms.api.api import api as linli_api
from content_models.ballots.models import Ballot, BallotCount, Candidate, CandidateCount, Juror, Nomination, Vote
from content_models.cases.models import Case, CaseAgreement, CasePhoto, CaseSource
from content_models.common.clock import local_day
from content_models.common.ids import uuid7
from content_models.honors.actions import choose_display, open_due_editions
from content_models.honors.models import Award, Edition, HonorRoll
from content_models.honors.states import EditionState
from content_models.hours import codes
from content_models.hours.actions import issue_certificate
from content_models.hours.models import (
    Activity,
    Certificate,
    Confirmation,
    PointRate,
    Seat,
    ServiceRecord,
    ServiceSettings,
    SplitAgreement,
)
from content_models.ledger.models import Account, Transfer
from content_models.pages.models import CasePage, HomePage
from content_models.people.actions import join_community
from content_models.people.models import Membership, Registration
from content_models.people.notices import tell
from content_models.people.roles import Role
from content_models.posts.actions import apply_for_post
from content_models.posts.models import Appointment, PostSet, PostType
from content_models.rewards.codes import digits_of, qr_text
from content_models.rewards.models import Merchant, MerchantStaff, Redemption, Reward, Settlement
from content_models.wishes.models import (
    Claim,
    ContactReveal,
    Wish,
    WishCategory,
    WishContact,
    WishEvent,
    WishPhoto,
    WishSearchTerm,
)
from media.actions import store_photo
from tests.cms.api.calls import SOMEBODY_UNKNOWN, Calls
from tests.cms.api.routes import ROUTES, Route, good_activity, good_back_entry
from tests.media.uploads import phone_photo
from tests.support.ballot_life import BallotLife
from tests.support.cast import LONG_AGO, Cast, actor, make_person, wish_input
from tests.support.page_life import PageLife
from tests.support.service_life import ServiceLife
from tests.support.unchanged import assert_problem, nothing_changes
from tests.support.wish_life import WishLife


def test_the_table_knows_every_route() -> None:
    document = linli_api.get_openapi_schema()
    documented = {(method.upper(), path) for path, operations in document["paths"].items() for method in operations}
    assert {(route.method, route.path) for route in ROUTES} == documented


@pytest.fixture
def theirs(cast: Cast, life: WishLife) -> dict[str, str]:
    """One thing of each kind in Oak Court: a wish with a photo, a post, an application, a request."""
    photo = store_photo(
        owner=cast.nia, content=phone_photo("JPEG", width=40, height=30), now=life.now - timedelta(hours=1)
    )
    wish_id = life.new(by=cast.nia, place=cast.oak, photo_ids=(photo.pk,))
    newcomer = make_person("Olga", 77)
    with scope(community=cast.oak.community):
        appointment = apply_for_post(
            actor=actor(cast.nia), community=cast.oak.community, post=cast.oak.post, now=LONG_AGO
        )
        membership = join_community(
            actor=actor(newcomer), community=cast.oak.community, role=Role.VOLUNTEER, area_id=None, now=LONG_AGO
        )
    return {
        "wish": str(wish_id),
        "post": str(cast.oak.post.pk),
        "appointment": str(appointment.pk),
        "membership": str(membership.pk),
        "photo": str(photo.pk),
        **_honored(cast),
        **_voted(cast),
        **_served_and_exchanged(cast),
    }


def _honored(cast: Cast) -> dict[str, str]:
    """A roll of Oak Court with an edition of this month, and Nia, who may be named, on one of long ago."""
    now = datetime.now(UTC)
    with scope(community=cast.oak.community):
        roll = HonorRoll.objects.create(
            id=uuid7(), community=cast.oak.community, title="榜", starts_on=local_day(now), created_at=now
        )
        open_due_editions(roll=roll, now=now)
        long_ago = Edition.objects.create(
            community=cast.oak.community,
            roll=roll,
            period_start=date(2025, 1, 1),
            period_end=date(2025, 1, 31),
            state=EditionState.FROZEN,
            frozen_at=now,
        )
        award = Award.objects.create(
            community=cast.oak.community, edition=long_ago, person=cast.nia, place=1, created_at=now
        )
        choose_display(actor=actor(cast.nia), choice="full", now=now)
        return {"roll": str(roll.pk), "award": str(award.pk)}


def _voted(cast: Cast) -> dict[str, str]:
    """A ballot of Oak Court in voting, with a candidate."""
    oak = BallotLife(cast, cast.oak, office=cast.oskar)
    ballot, (candidate,) = oak.in_voting(oak.neighbour("Otto", 78))
    return {"ballot": str(ballot.pk), "candidate": str(candidate.pk)}


def _served_and_exchanged(cast: Cast) -> dict[str, str]:
    """One of each thing of service and exchange, of Oak Court; Nia is in all of them."""
    oak = ServiceLife(cast, cast.oak)
    oak.rate()
    record = oak.verify(oak.served())
    reward = oak.reward(price=1)
    with oak.scope():
        certificate = issue_certificate(
            actor=actor(cast.nia),
            community=cast.oak.community,
            first_day=local_day(oak.now) - timedelta(days=1),
            last_day=local_day(oak.now),
            now=oak.now,
        )
    redemption = oak.redeem(reward)
    merchant, _person = oak.merchant()
    oak.now = datetime.now(UTC)
    under_way = oak.activity(title="剪发")
    return {
        "code": codes.code_for(under_way, codes.slot_of(oak.now)),
        "activity": str(under_way.pk),
        "person": str(cast.nia.pk),
        "record": str(record.pk),
        "certificate": str(certificate.pk),
        "reward": str(reward.pk),
        "redemption": str(redemption.pk),
        "merchant": str(merchant.pk),
        "file": str(PageLife(cast, cast.oak).show_film().pk),
        **_told(cast),
    }


FILLING = {
    "size": "thumb",
    "month": "2026-10",
    "page_path": "home",
    "token": "forged",
    "period_start": f"{local_day(datetime.now(UTC)):%Y-%m-01}",
}


def _told(cast: Cast) -> dict[str, str]:
    """A case of Oak Court that is not on show, and what Nia is asked about it."""
    with scope(community=cast.oak.community):
        page = CasePage(title="还在写", slug="draft-case", live=False)
        HomePage.objects.get().add_child(instance=page)
        case = Case.objects.get(page=page)
        asked = CaseAgreement.objects.create(
            community=cast.oak.community,
            case=case,
            person=cast.nia,
            part="resident",
            asked_print="0" * 64,
            asked_at=LONG_AGO,
        )
    return {"case": str(case.pk), "agreement": str(asked.pk)}


def _ask(api: Calls, cast: Cast, route: Route, ids: dict[str, str], slug: str = "pine") -> Any:
    values = {f"{kind}_id": value for kind, value in ids.items()}
    path = route.path.format(slug=slug, **FILLING, **values)
    person = getattr(cast, route.by)
    if route.body is None:
        return api.get(person, path)
    call = {"PATCH": api.patch, "PUT": api.put}.get(route.method, api.post)
    return call(person, path, route.body(cast))


def test_in_every_path_their_id_looks_unknown_and_so_does_one_that_is_none(
    cast: Cast, api: Calls, theirs: dict[str, str]
) -> None:
    with_things = [route for route in ROUTES if route.thing is not None]
    assert len(with_things) >= 18
    for route in with_things:
        with nothing_changes():
            hers = _ask(api, cast, route, theirs)
            nobodys = _ask(api, cast, route, dict.fromkeys(theirs, SOMEBODY_UNKNOWN))
            nonsense = _ask(api, cast, route, dict.fromkeys(theirs, "not-an-id"))
        assert_problem(hers, 404, "not_found")
        assert hers.content == nobodys.content == nonsense.content, route


def test_the_worker_next_door_can_do_nothing_with_our_things_at_our_address(
    cast: Cast, api: Calls, life: WishLife
) -> None:
    wish_id = str(life.new())
    for verb in ("approve", "reject", "claim", "confirm", "withdraw"):
        with nothing_changes():
            answer = api.post(cast.oskar, f"/wishes/{wish_id}/{verb}", {"reason": "因为"})
        unknown = api.post(cast.oskar, f"/wishes/{SOMEBODY_UNKNOWN}/{verb}", {"reason": "因为"})
        assert_problem(answer, 404, "not_found")
        assert answer.content == unknown.content
    # The same id under his own community's address is unknown there.
    answer = api.post(cast.oskar, f"/api/v1/communities/oak/wishes/{wish_id}/approve", {})
    assert answer.status_code == 404
    assert api.get(cast.oskar, "/queue").status_code == 403


def test_unknown_and_closed_communities_look_the_same(cast: Cast, api: Calls, theirs: dict[str, str]) -> None:
    cast.oak.community.is_active = False
    cast.oak.community.save()
    for route in ROUTES:
        if route.is_in_a_community:
            with nothing_changes():
                closed = _ask(api, cast, route, theirs, slug="oak")
                unknown = _ask(api, cast, route, theirs, slug="nowhere")
                nul = _ask(api, cast, route, theirs, slug="pi%00ne")
            assert_problem(closed, 404, "not_found")
            assert closed.content == unknown.content == nul.content, route


def test_their_ids_in_a_query_find_what_unknown_ids_find(cast: Cast, api: Calls, life: WishLife) -> None:
    life.opened()
    unknown = api.get(cast.bo, "/wishes", {"category": SOMEBODY_UNKNOWN}).json()
    assert unknown["items"] == []
    assert api.get(cast.bo, "/wishes", {"category": str(cast.oak.category.pk)}).json() == unknown
    assert api.get(cast.bo, "/wishes", {"category": "not-an-id"}).json() == unknown
    far = api.get(cast.bo, "/wishes", {"sort": "near", "from": SOMEBODY_UNKNOWN}).json()
    assert api.get(cast.bo, "/wishes", {"sort": "near", "from": str(cast.oak.estate.pk)}).json() == far


def test_their_ids_in_a_body_are_answered_like_unknown_ids(
    cast: Cast, api: Calls, theirs: dict[str, str], life: WishLife
) -> None:
    claimed = life.opened()
    life.claim(claimed)
    area = str(cast.oak.building_1.pk)
    bodies: list[tuple[Any, str, dict[str, Any], dict[str, Any]]] = [
        (cast.anna, "/wishes", wish_input(cast.pine), {"area": area}),
        (cast.anna, "/wishes", wish_input(cast.pine), {"category": str(cast.oak.category.pk)}),
        (cast.anna, "/wishes", wish_input(cast.pine), {"photos": [theirs["photo"]]}),
        (cast.bo, f"/wishes/{claimed}/fulfil", {"note": "好了"}, {"photos": [theirs["photo"]]}),
        (cast.bo, "/memberships", {"role": "resident"}, {"area": area}),
        (cast.anna, f"/posts/{cast.pine.post.pk}/applications", {"answers": {}}, {"area": area}),
        (cast.wu, "/activities", good_activity(cast), {"area": area}),
        (cast.wu, "/activities", good_activity(cast), {"post": str(cast.oak.post.pk)}),
        (cast.bo, "/hours", good_back_entry(cast), {"area": area}),
        (cast.bo, "/hours", good_back_entry(cast), {"post": str(cast.oak.post.pk)}),
        (cast.wu, "/hours", good_back_entry(cast), {"person": theirs["person"]}),
        (cast.bo, "/hours/check-in", {"code": theirs["code"]}, {"activity": theirs["activity"]}),
    ]
    for person, path, good, foreign in bodies:
        ((key, value),) = foreign.items()
        nobodys: Any = [SOMEBODY_UNKNOWN] if isinstance(value, list) else SOMEBODY_UNKNOWN
        with nothing_changes():
            hers = api.post(person, path, good | foreign)
            unknown = api.post(person, path, good | {key: nobodys})
        assert hers.status_code == 422, (path, hers.content)
        assert hers.content == unknown.content


def test_their_codes_and_ids_among_ours_are_answered_like_unknown_ones(
    cast: Cast, api: Calls, theirs: dict[str, str]
) -> None:
    with scope(community=cast.oak.community):
        redemption = Redemption.objects.get(pk=theirs["redemption"])
    with nothing_changes():
        for code in (digits_of(redemption), qr_text(redemption)):
            for verb in ("look-up", "hand-over"):
                hers = api.post(cast.wu, f"/redemptions/{verb}", {"code": code})
                assert_problem(hers, 422, "unknown_code")
                assert hers.content == api.post(cast.wu, f"/redemptions/{verb}", {"code": "0" * 12}).content
        for path in ("verify-many", "reject-many"):
            body = {"ids": [theirs["record"]], "reason": "因为"}
            hers = api.post(cast.wu, f"/hours/{path}", body).json()["items"][0]
            unknown = api.post(cast.wu, f"/hours/{path}", body | {"ids": [SOMEBODY_UNKNOWN]}).json()["items"][0]
            assert hers | {"id": ""} == unknown | {"id": ""}
        for path in ("/hand-overs", "/settlements"):
            hers = api.get(cast.wu, path, {"merchant": theirs["merchant"]})
            assert hers.content == api.get(cast.wu, path, {"merchant": SOMEBODY_UNKNOWN}).content


def test_somebody_elses_notices_are_not_marked(cast: Cast, api: Calls) -> None:
    tell(user_id=cast.nia.pk, kind="wish_approved", now=LONG_AGO, title="灯")
    notice = api.get(cast.nia, "/api/v1/me/notices").json()["items"][0]
    with nothing_changes():
        assert api.post(cast.anna, "/api/v1/me/notices/read", {"ids": [notice["id"]]}).json() == {"unread": 0}


def test_the_district_administrator_reaches_both_communities(
    cast: Cast, api: Calls, theirs: dict[str, str], life: WishLife
) -> None:
    ours = str(life.new())
    for slug, wish_id in (("pine", ours), ("oak", theirs["wish"])):
        answer = api.post(cast.dai, f"/api/v1/communities/{slug}/wishes/{wish_id}/approve")
        assert answer.status_code == 200, answer.content
    crossed = api.get(cast.dai, f"/api/v1/communities/pine/wishes/{theirs['wish']}")
    assert crossed.status_code == 404


@pytest.mark.parametrize(
    "model",
    [
        Wish, WishCategory, WishContact, Claim, WishEvent, WishPhoto, ContactReveal, WishSearchTerm,
        PostSet, PostType, Appointment, Membership, Registration, Account, Transfer, Activity, Seat, ServiceRecord,
        Confirmation, SplitAgreement, Certificate, PointRate, ServiceSettings, Merchant, MerchantStaff, Reward,
        Redemption, Settlement, Ballot, BallotCount, Candidate, CandidateCount, Juror, Nomination, Vote,
        Case, CaseSource, CasePhoto, CaseAgreement,
    ],
)  # fmt: skip
def test_asking_without_a_community_raises(cast: Cast, model: Any) -> None:
    with pytest.raises(ScopeError):
        list(model.objects.all())
    with pytest.raises(ScopeError):
        model.objects.filter(pk=uuid7()).first()


def test_every_model_of_a_community_is_scoped() -> None:
    """A model with a column `community` that anybody can query unscoped is a leak waiting to happen."""
    from django.apps import apps

    known_open = {
        "areas.area",  # places are public, and asked for by community
        "areas.boardversion",  # a number
        "people.notice",  # asked for by person, over all communities
    }
    unscoped = {
        model._meta.label_lower
        for model in apps.get_models()
        if any(field.name == "community" for field in model._meta.get_fields())
        and model._meta.app_label in ("areas", "people", "posts", "wishes", "ledger", "hours", "rewards", "ballots")
        and not model._meta.auto_created
        and not _refuses_unscoped(model)
    }
    assert unscoped == known_open


def _refuses_unscoped(model: Any) -> bool:
    try:
        model.objects.all()
    except ScopeError:
        return True
    return False
