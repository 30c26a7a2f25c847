"""What a stranger finds in the demo: every state, every role, visibly different communities."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F
from django_scopes import scope, scopes_disabled
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms.demo.making import make_demo
from content_models.areas.models import AreaLevel, Community
from content_models.people.models import Consent, Membership, MembershipState, Notice, Registration, User
from content_models.posts.comparing import compare
from content_models.posts.models import (
    Adoption,
    Appointment,
    ChiefRole,
    PostSetVersion,
    PostType,
    TemplateProposal,
)
from content_models.posts.states import AppointmentState
from content_models.wishes.board import rebuild_cards
from content_models.wishes.jobs import (
    erase_old_contacts,
    expire_wishes,
    remind_silent_helpers,
    time_silent_claims_out,
)
from content_models.wishes.models import Claim, Wish, WishContact, WishEvent, WishPhoto
from content_models.wishes.states import PUBLIC_STATES, ClaimState, EventKind, WishState
from tests.cms.demo.snapshots import every_row

pytestmark = pytest.mark.usefixtures("looking")


@pytest.fixture
def liying() -> Community:
    return Community.objects.get(slug="liying")


def test_the_main_community_has_wishes_in_every_state(liying):
    with scope(community=liying):
        states = set(Wish.objects.values_list("state", flat=True))
        assert states == set(WishState)
        assert 25 <= Wish.objects.count() <= 60
        assert Wish.objects.filter(on_behalf=True).count() >= 5
        assert Wish.objects.filter(helpers_wanted__gt=1, helpers_active__gt=0).count() >= 3


def test_claims_are_in_every_state_and_every_kind_of_event_was_told():
    with scopes_disabled():
        assert set(Claim.objects.values_list("state", flat=True)) == set(ClaimState)
        assert set(WishEvent.objects.values_list("kind", flat=True)) == set(EventKind)


def test_a_community_has_its_own_words_beside_a_newer_version_of_its_template(liying):
    with scope(community=liying):
        template = Adoption.objects.get().template
        comparison = compare(liying, template)
        standings = {field.standing for post in comparison.posts for field in post.fields}
        assert standings == {"same", "theirs", "ours", "both"}
        assert [post.name for post in comparison.of("new")] == ["楼道安全岗"]
        assert set(PostSetVersion.objects.values_list("deed", flat=True)) == {"began", "adopted", "edited", "returned"}
    with scopes_disabled():
        assert TemplateProposal.objects.filter(state="waiting").count() == 1


def test_every_community_has_its_own_posts():
    names = {}
    for community in Community.objects.all():
        with scope(community=community):
            names[community.slug] = set(PostType.objects.on_show().values_list("name", flat=True))
    assert names["liying"] == {"名单管理岗", "诉求采办岗", "关爱服务岗", "纠纷调处岗", "邻里互助岗", "文明劝导岗"}
    assert len(names["shiqiao"]) == 7
    assert "第二楼长·企业诉求岗" in names["yunfan"]
    assert len(names) == 4
    assert not names["liying"] & names["shiqiao"]
    assert not names["liying"] & names["yunfan"]


def test_one_district_knows_five_chiefs_and_the_other_three():
    chiefs = {
        ladder: list(ChiefRole.objects.filter(level__ladder__name__startswith=ladder).values_list("name", flat=True))
        for ladder in ("南岭区", "浦溪县")
    }
    assert chiefs == {
        "南岭区": ["理事长", "社长", "片长", "网格长", "楼栋长"],
        "浦溪县": ["片区长", "楼栋长", "弄巷长"],
    }
    assert AreaLevel.objects.filter(is_community=True).count() == AreaLevel.objects.filter(is_public=True).count() == 2


def test_posts_are_partly_filled_and_some_applications_wait():
    for community in Community.objects.all():
        with scope(community=community):
            assert Appointment.objects.filter(state=AppointmentState.APPLIED).exists()
            assert Membership.objects.waiting().exists()
            assert Wish.objects.waiting_for_review().count() >= 2
            posts = list(PostType.objects.on_show().with_filled())
            assert any(post.filled for post in posts)
            assert not [post.name for post in posts if post.filled > post.wanted]
            assert any(post.filled < post.wanted for post in posts)
    with scopes_disabled():
        assert set(Appointment.objects.values_list("state", flat=True)) == set(AppointmentState)


def test_strangers_see_no_building_of_any_wish():
    with scopes_disabled():
        for wish in Wish.objects.filter(state__in=PUBLIC_STATES).select_related("estate__level", "area__level"):
            assert wish.estate.level.is_public
            assert wish.area.level.rank > wish.estate.level.rank
            assert f'"name":"{wish.area.name}"' not in wish.card


def test_the_kept_cards_are_what_would_be_built_anew(liying):
    with scope(community=liying):
        assert rebuild_cards(community_id=liying.pk) == 0


def test_the_real_worker_finds_nothing_left_to_do(demo):
    before = every_row()

    for job in (expire_wishes, remind_silent_helpers, time_silent_claims_out, erase_old_contacts):
        job(now=demo + timedelta(seconds=30))

    assert every_row() == before


def test_ids_stand_in_the_order_of_time():
    with scopes_disabled():
        for times in (
            list(Wish.objects.order_by("pk").values_list("created_at", flat=True)),
            list(WishEvent.objects.order_by("pk").values_list("at", flat=True)),
            list(Notice.objects.order_by("pk").values_list("created_at", flat=True)),
        ):
            assert times == sorted(times)


def test_nothing_happens_after_now_and_the_log_is_as_old_as_what_it_tells(demo: datetime):
    with scopes_disabled():
        assert not ModelLogEntry.objects.filter(timestamp__gt=demo).exists()
        assert not WishEvent.objects.filter(at__gt=demo).exists()
        assert not Claim.objects.filter(ended_at__lt=F("claimed_at")).exists()
        posted = ModelLogEntry.objects.filter(action="linli.wish.posted")
        assert sorted(posted.values_list("timestamp", flat=True)) == sorted(
            Wish.objects.values_list("created_at", flat=True)
        )
        assert demo - Wish.objects.earliest("created_at").created_at > timedelta(days=55)


def test_everybody_is_of_the_demo_has_agreed_and_is_called_by_a_nickname():
    people = User.objects.all()
    assert people.count() >= 60
    assert not people.filter(is_demo=False).exists()
    assert not people.filter(nickname="").exists()
    assert Consent.objects.filter(purpose="privacy", withdrawn_at=None).count() == people.count()


def test_names_phones_and_doors_are_sealed():
    with scopes_disabled():
        assert User.objects.extra(where=["full_name LIKE '%%陈%%'"]).count() == 0
        assert User.objects.extra(where=["phone LIKE '%%19900%%'"]).count() == 0
        assert Membership.objects.extra(where=["door LIKE '%%室%%'"]).count() == 0
        assert WishContact.objects.exclude(erased_at=None).exists()
        assert {user.phone[:8] for user in User.objects.all()} == {"+8619900"}


def test_some_members_wear_their_badge_and_some_do_not():
    with scopes_disabled():
        assert set(Registration.objects.values_list("wears_badge", flat=True)) == {True, False}
        pending = Membership.objects.filter(state=MembershipState.PENDING, source_id__isnull=False)
        assert pending.exists()  # a double registration that waits


def test_staff_read_the_admin_in_chinese():
    for profile in UserProfile.objects.filter(user__username__contains="worker"):
        assert profile.preferred_language == "zh-hans"
    assert User.objects.filter(is_superuser=True).get().username == "admin"


def test_wishes_have_pictures_before_and_after():
    with scopes_disabled():
        assert WishPhoto.objects.filter(stage=WishPhoto.Stage.ASKED).count() >= 40
        assert WishPhoto.objects.filter(stage=WishPhoto.Stage.DONE).count() >= 20
        photo = WishPhoto.objects.select_related("photo").first().photo
    assert photo.full.size > 1000
    assert photo.thumb.size > 500


def test_a_later_run_changes_nothing_either(demo):
    before = every_row()

    assert not make_demo(now=demo + timedelta(days=40))

    assert every_row() == before
