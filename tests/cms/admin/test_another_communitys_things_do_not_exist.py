"""Two communities' workers: every address with the other's id answers 404, every list and form shows one's own only."""

from __future__ import annotations

import io
from uuid import UUID

import openpyxl
import pytest
from django.urls import get_resolver, reverse
from django_scopes import scope
from wagtail.snippets.models import get_snippet_models

from content_models.areas.actions import add_area, found_community
from content_models.areas.models import Area, CommunityKind
from content_models.common.clock import local_day, utc_now
from content_models.honors.models import HonorRoll
from content_models.hours.models import Certificate, ServiceRecord
from content_models.hours.states import RecordState
from content_models.ledger.models import Recognition, Transfer
from content_models.people.actions import register_member
from content_models.people.models import Membership, RegistrationForm
from content_models.posts.models import PostSet, PostType
from content_models.rewards.models import Merchant, MerchantStaff, Reward
from content_models.wishes.actions import claim_wish
from content_models.wishes.models import Claim, WishCategory
from tests.cms.admin.acting import CATEGORIES, POSTS, PUBLISH, a_wish, an_application, post_form, reward_form
from tests.support.cast import actor
from tests.support.service_life import ServiceLife

UNKNOWN = UUID("0190a0a0-0000-7000-8000-000000000000")


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look at both communities."""


@pytest.fixture
def theirs(cast) -> dict[str, object]:
    """One of everything next door, in Oak Court, where Nia lives and helps and Oskar works."""
    wish = a_wish(cast.oak, cast.nia, approved_by=cast.oskar)
    with scope(community=cast.oak.community):
        claim_wish(wish_id=wish.pk, actor=actor(cast.oskar), now=utc_now())
        post = cast.oak.post
        post.save_revision(user=cast.oskar).publish()
        cast.oak.category.save_revision(user=cast.oskar).publish()
    life = ServiceLife(cast, cast.oak)
    record = life.served()
    certificate = a_certificate(life)
    merchant, _max = life.merchant()
    life.give_points(cast.nia, 60)
    reward = life.reward(merchant=merchant)
    redemption = life.redeem(reward)
    roll = HonorRoll.objects.create(community=cast.oak.community, title="橡树榜", starts_on=local_day(utc_now()))
    for thing in (reward, merchant, roll):
        thing.save_revision(user=cast.oskar).publish()
    return {
        "records": record,
        "certificates": certificate,
        "activities": record.activity,
        "redemptions": redemption,
        "transfers": Transfer.objects.filter(community=cast.oak.community).first(),
        "reward": reward,
        "honorroll": roll,
        "merchant": merchant,
        "wishes": wish,
        "claims": Claim.objects.get(wish=wish),
        "appointments": an_application(cast.oak, cast.nia),
        "memberships": Membership.objects.get(user=cast.nia, role="resident"),
        "posttype": post,
        "postset": PostSet.objects.get(community=cast.oak.community),
        "wishcategory": cast.oak.category,
        "registrationform": RegistrationForm.objects.create(community=cast.oak.community),
        "registrations": register_member(
            actor=actor(cast.nia), community=cast.oak.community, unit="橡树中学", wears_badge=False, now=utc_now()
        ),
    }


def a_certificate(life: ServiceLife) -> Certificate:
    with life.scope():
        return Certificate.objects.create(
            community=life.community, person=life.helper, number="LL1", token="t", first_day=local_day(life.now),
            last_day=local_day(life.now), minutes=60, records=1, content="{}", created_at=life.now,
        )  # fmt: skip


def addresses(names: str) -> list[str]:
    """The names of all addresses of a namespace that take the id of a thing."""
    found = next(
        one for one in get_resolver("wagtail.admin.urls").url_patterns if getattr(one, "namespace", "") == names
    )
    return [str(one.name) for one in found.url_patterns if "pk" in one.pattern.regex.groupindex]


def snippet_addresses() -> list[tuple[str, str]]:
    spaces = {model._meta.model_name: model.snippet_viewset.url_namespace for model in get_snippet_models()}
    return [(kind, f"{space}:{name}") for kind, space in spaces.items() for name in addresses(space)]


def reverse_with(name: str, pk: object) -> str:
    for more in ((), (1,), ("earliest", "latest")):
        try:
            return reverse(name, args=(pk, *more))
        except Exception:  # noqa: BLE001 - the next shape of arguments
            continue
    raise AssertionError(name)


def test_there_are_addresses_to_try():
    assert len(snippet_addresses()) > 20


@pytest.mark.parametrize(("kind", "name"), snippet_addresses())
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_a_community_edits(wu, theirs, kind, name, method):
    thing = theirs[kind]
    stranger = getattr(wu, method)(reverse_with(name, thing.pk))
    unknown = getattr(wu, method)(reverse_with(name, UNKNOWN))
    assert stranger.status_code == unknown.status_code == 404 or stranger.status_code == unknown.status_code == 405


VERBS = (
    "approve",
    "reject",
    "confirm",
    "reopen",
    "withdraw",
    "decline",
    "end",
    "verify",
    "correct",
    "cancel",
    "revoke",
    "nonsense",
)
REGISTERS = (
    "wishes",
    "claims",
    "appointments",
    "memberships",
    "registrations",
    "records",
    "activities",
    "redemptions",
    "transfers",
    "certificates",
)


@pytest.mark.parametrize("register", REGISTERS)
def test_a_row_of_a_register(wu, theirs, register):
    theirs_pk = theirs[register].pk
    assert wu.get(f"/admin/{register}/inspect/{theirs_pk}/").status_code == 404
    for verb in VERBS:
        assert wu.post(f"/admin/{register}/{theirs_pk}/{verb}/", {"text": "不行"}).status_code == 404
    assert str(theirs_pk) not in wu.get(f"/admin/{register}/").content.decode()


def test_her_neighbour_next_door_does_see_them(oskar, theirs):
    """The same addresses, so that the 404 above means something."""
    for register in REGISTERS:
        assert oskar.get(f"/admin/{register}/inspect/{theirs[register].pk}/").status_code == 200
    assert oskar.get(f"{POSTS}edit/{theirs['posttype'].pk}/").status_code == 200
    assert oskar.get(f"{CATEGORIES}history/{theirs['wishcategory'].pk}/").status_code == 200


def test_answering_several_answers_ones_own_only(wu, cast, theirs):
    mine = ServiceLife(cast).served()
    wu.post("/admin/records/several/", {"verb": "verify", "row": [str(mine.pk), str(theirs["records"].pk)]})
    states = dict(ServiceRecord.objects.values_list("pk", "state"))
    assert states == {mine.pk: RecordState.VERIFIED, theirs["records"].pk: RecordState.SUBMITTED}


def test_screens_of_our_own(ada, theirs):
    """Every address of ours that takes an id: next door's looks like none at all."""
    staff = MerchantStaff.objects.get(merchant=theirs["merchant"])
    for name, own in (
        ("linli_correct_record", (theirs["records"].pk,)),
        ("linli_merchant_staff", (theirs["merchant"].pk,)),
        ("linli_end_staff", (theirs["merchant"].pk, staff.pk)),
        ("linli_honor_names", (theirs["honorroll"].pk,)),
        ("linli_settlement_sheet", (theirs["merchant"].pk, "2026-11")),
    ):
        unknown = (UNKNOWN, *own[1:])
        for method in (ada.get, ada.post):
            stranger, nobody = method(reverse(name, args=own)), method(reverse(name, args=unknown))
            assert stranger.status_code == nobody.status_code
            assert stranger.status_code in (404, 405)
    assert MerchantStaff.objects.get(pk=staff.pk).ended_at is None


def test_an_agreement_of_two_others_does_not_exist(ada, dai, cast):
    ada.post("/admin/recognitions/", {"partner": str(cast.oak.community.pk), "points_a_month": "100"})
    mine = Recognition.objects.get()
    Recognition.objects.update(proposer=cast.oak.community, partner=third_community(cast))
    for verb in ("sign", "end"):
        assert ada.post(f"/admin/recognitions/{mine.pk}/{verb}/").status_code == 404
        assert ada.post(f"/admin/recognitions/{UNKNOWN}/{verb}/").status_code == 404
    assert "橡树" not in ada.get("/admin/recognitions/").content.decode().split("<form method=")[0]


def third_community(cast):
    area = add_area(parent=Area.objects.get(name="东街道"), level=cast.pine.community.area.level, name="柳荫")
    return found_community(area=area, slug="willow", kind=CommunityKind.STANDARD)


@pytest.mark.parametrize(
    "address", ["/admin/activities/announce/", "/admin/points/rate/", "/admin/settlements/", "/admin/recognitions/"]
)
def test_asking_for_next_door_shows_ones_own(ada, cast, theirs, address):
    answer = ada.get(f"{address}?community={cast.oak.community.pk}")
    assert answer.context["community"] == cast.pine.community
    assert answer.context["communities"] == [cast.pine.community]
    for words in (theirs["reward"].name, theirs["merchant"].name):
        assert words not in answer.content.decode()


def test_a_reward_takes_no_merchant_from_next_door(wu, cast, theirs):
    form = reward_form(merchant=str(theirs["merchant"].pk))
    answer = wu.post("/admin/snippets/rewards/reward/add/", form | PUBLISH)
    assert answer.context["form"].errors["merchant"]
    assert not Reward.objects.filter(community=cast.pine.community).exists()
    assert set(answer.context["form"].fields["merchant"].queryset) <= set(
        Merchant.objects.filter(community=cast.pine.community)
    )


def test_a_forged_community_is_no_choice(wu, cast):
    wu.post(f"{POSTS}add/", post_form("混进来的岗", community=str(cast.oak.community.pk)) | PUBLISH)
    assert PostType.objects.get(name="混进来的岗").community == cast.pine.community
    form = {"name": "混进来", "icon": "heart", "form-count": "0", "community": str(cast.oak.community.pk)} | PUBLISH
    wu.post(f"{CATEGORIES}add/", form)
    assert WishCategory.objects.get(name="混进来").community == cast.pine.community


def test_who_works_for_several_chooses_among_hers_only(dai, cast):
    answer = dai.get(f"{POSTS}add/")
    choices = answer.context["form"].fields["community"].queryset
    assert set(choices) == {cast.pine.community, cast.oak.community}
    refused = dai.post(f"{POSTS}add/", post_form("哪里的岗", community=str(UNKNOWN)) | PUBLISH)
    assert refused.context["form"].errors["community"]


def test_reordering_leaves_the_other_order_alone(wu, cast, theirs):
    wu.post(f"{POSTS}add/", post_form("第二岗") | PUBLISH)
    before = PostType.objects.get(pk=cast.oak.post.pk).sort_order
    wu.post(f"{POSTS}reorder/{cast.pine.post.pk}/?position=1")
    assert PostType.objects.get(pk=cast.oak.post.pk).sort_order == before


def test_choosers_offer_her_own_only(wu, cast, theirs):
    for model in get_snippet_models():
        chooser = model.snippet_viewset.chooser_viewset
        for name in ("choose", "choose_results"):
            answer = wu.get(reverse(chooser.get_url_name(name)))
            assert answer.status_code == 404  # nothing in the admin chooses a snippet: closed


def test_bulk_actions_are_closed(wu, theirs):
    url = reverse("wagtail_bulk_action", args=("posts", "posttype", "delete"))
    assert wu.post(f"{url}?id={theirs['posttype'].pk}").status_code == 404


def test_an_editing_session_can_not_be_used_to_look(wu, theirs):
    for pk in (theirs["posttype"].pk, UNKNOWN):
        url = reverse("wagtailadmin_editing_sessions:ping", args=("posts", "posttype", pk, 1))
        assert wu.post(url).status_code == 404


def test_exports_hold_her_own_rows(wu, cast, theirs):
    a_wish(cast.pine, cast.anna, title="松林的心愿")
    text = b"".join(wu.get("/admin/wishes/?export=csv").streaming_content).decode()
    assert "松林的心愿" in text
    assert "橡树" not in text
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(wu.get("/admin/wishes/?export=xlsx").streaming_content))).active
    assert [row[3] for row in sheet.iter_rows(values_only=True)][1:] == ["松林的心愿"]


def test_filters_can_not_ask_about_sealed_or_foreign_fields(wu, cast, theirs):
    mine = a_wish(cast.pine, cast.anna)
    for question in (
        "author__phone_hash__startswith=0",
        "contact__door__contains=x",
        "community__slug=oak",
        "nonsense=1",
    ):
        assert str(mine.pk) in wu.get(f"/admin/wishes/?{question}").content.decode()
    for name in ("area", "category", "community"):
        page = wu.get(f"/admin/wishes/?{name}={cast.oak.community.area_id}").content.decode()
        assert str(theirs["wishes"].pk) not in page


def test_writing_down_a_wish_offers_her_own_places(wu, cast):
    form = wu.get("/admin/wishes/for-another/").context["form"]
    assert set(form.fields["area"].queryset) == set(Area.objects.filter(community=cast.pine.community))
    other = wu.get(f"/admin/wishes/for-another/?community={cast.oak.community.pk}")
    assert other.context["community"] == cast.pine.community
