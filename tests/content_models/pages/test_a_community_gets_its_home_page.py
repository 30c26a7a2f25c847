"""The home page of a new community, with everything its people need to work on it."""

from __future__ import annotations

import pytest
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError
from wagtail.models import Collection, GroupPagePermission, Page, WorkflowPage

from content_models.common.clock import utc_now
from content_models.common.errors import Refused
from content_models.pages.actions import open_home_page, require_approval
from content_models.pages.models import CommunityPage, CommunitySite, HomePage, SectionPage
from tests.support.cast import actor


def rights(group) -> set[str]:
    return set(GroupPagePermission.objects.filter(group=group).values_list("permission__codename", flat=True))


def test_it_is_on_show_at_once_with_sample_blocks(home, cast):
    assert home.live
    with scope(community=cast.pine.community):
        kinds = [block.block_type for block in home.body]
    assert home.path_on_phone == "home"
    assert home.get_url() == "/c/pine"
    assert kinds == ["hero", "notice_strip", "numbers", "wishes", "post_set", "text"]
    assert home.community == cast.pine.community
    assert home.get_parent().is_root()


def test_its_people_get_a_group_a_collection_and_a_workflow(home, cast):
    with scope(community=cast.pine.community):
        site = CommunitySite.objects.get()
    assert rights(site.editors) == {"add_page", "change_page", "lock_page", "publish_page"}
    assert site.collection.name == "松林"
    assert site.workflow.tasks.count() == 1
    assert not WorkflowPage.objects.exists()


def test_asking_again_changes_nothing(home, cast):
    before = (Page.objects.count(), Collection.objects.count())
    again = open_home_page(community=cast.pine.community, actor=actor(cast.ada), now=utc_now())
    assert again.pk == home.pk
    assert (Page.objects.count(), Collection.objects.count()) == before


@pytest.mark.parametrize("who", ["wu", "anna", "oskar"])
def test_only_who_administers_it_opens_it(cast, who):
    before = Page.objects.count()
    with pytest.raises(Refused):
        open_home_page(community=cast.pine.community, actor=actor(getattr(cast, who)), now=utc_now())
    assert Page.objects.count() == before
    assert not CommunitySite._base_manager.exists()


def test_the_district_above_opens_it_too(cast):
    assert open_home_page(community=cast.oak.community, actor=actor(cast.dai), now=utc_now()).live


def test_with_a_second_reader_workers_hand_in_and_administrators_publish(home, cast):
    with scope(community=cast.pine.community):
        site = CommunitySite.objects.select_related("community__area").get()
    require_approval(site=site, required=True, actor=actor(cast.ada))
    assert "publish_page" not in rights(site.editors)
    assert "publish_page" in rights(site.approvers)
    assert WorkflowPage.objects.get().page_id == home.pk
    require_approval(site=site, required=False, actor=actor(cast.ada))
    assert "publish_page" in rights(site.editors)
    assert not WorkflowPage.objects.exists()


def test_a_worker_does_not_decide_that(home, cast):
    with scope(community=cast.pine.community):
        site = CommunitySite.objects.select_related("community__area").get()
    with pytest.raises(Refused):
        require_approval(site=site, required=True, actor=actor(cast.wu))
    assert not WorkflowPage.objects.exists()


def test_pages_are_asked_for_inside_of_a_community_only(home, cast):
    with pytest.raises(ScopeError):
        CommunityPage.objects.count()
    with scope(community=cast.oak.community):
        assert not HomePage.objects.exists()
    with scope(community=cast.pine.community):
        assert HomePage.objects.get() == home


def test_a_page_belongs_to_the_branch_it_stands_on(home, cast):
    theirs = open_home_page(community=cast.oak.community, actor=actor(cast.dai), now=utc_now())
    with scopes_disabled():
        page = home.add_child(instance=SectionPage(title="通知", slug="news"))
        assert page.community == cast.pine.community
        assert page.path_on_phone == "news"
        assert not page.can_move_to(theirs)
        copied = page.copy(to=theirs)
    assert copied.community == cast.oak.community
