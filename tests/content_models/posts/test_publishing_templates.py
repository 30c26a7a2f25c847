"""A district publishes templates in numbered versions, and answers what communities put forward."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from content_models.common.errors import Invalid, Missing
from content_models.people.actions import ReasonMissing
from content_models.posts.actions import (
    AlreadyProposed,
    NoPosts,
    NothingToPropose,
    NothingToPublish,
    ProposalAnswered,
    PublishedMeanwhile,
    TemplateNameTaken,
    accept_proposal,
    create_template,
    decline_proposal,
    drop_template_post,
    move_template_post,
    propose_template,
    publish_template,
    publish_usual_templates,
    reset_draft,
    withdraw_proposal,
)
from content_models.posts.models import PostSetTemplate, PostType, TemplatePost, TemplateProposal, TemplateVersion
from content_models.posts.policy import offered_templates
from tests.content_models.posts.conftest import a_post
from tests.support.cast import LONG_AGO, actor


def test_publishing_freezes_what_the_draft_says(desk):
    template = desk.template(a_post("名单岗"))
    desk.they_change(template, "名单岗", duties="新话")
    first, second = TemplateVersion.objects.order_by("number")
    assert first.content["posts"][0]["values"]["duties"] == "名单岗做的事"
    assert second.content["posts"][0]["values"]["duties"] == "新话"
    assert first.content["posts"][0]["key"] == second.content["posts"][0]["key"]


def test_a_draft_is_offered_to_nobody_before_its_first_version(desk):
    draft = create_template(
        district=desk.district, name="草稿", title="题", posts=[a_post("名单岗")], actor=desk.dai, now=LONG_AGO
    )
    assert draft not in offered_templates(desk.community)
    desk.publish(draft)
    assert draft in offered_templates(desk.community)


def test_nothing_new_is_not_published(desk):
    template = desk.template(a_post("名单岗"))
    with pytest.raises(NothingToPublish):
        desk.publish(template)
    assert TemplateVersion.objects.count() == 1


def test_a_template_without_posts_is_not_published(desk):
    with pytest.raises(NoPosts):
        desk.template()
    assert not TemplateVersion.objects.exists()


def test_two_who_looked_at_the_same_version_publish_once(desk):
    template = desk.template(a_post("名单岗"))
    TemplatePost.objects.update(duties="新话")
    with pytest.raises(PublishedMeanwhile):
        publish_template(template=template, seen=0, actor=desk.dai, now=LONG_AGO)
    assert TemplateVersion.objects.count() == 1


def test_the_unpublished_draft_can_be_thrown_away(desk):
    template = desk.template(a_post("名单岗"), a_post("互助岗"))
    keys = list(template.posts.values_list("pk", flat=True))
    drop_template_post(post=template.posts.first(), actor=desk.dai)
    TemplatePost.objects.update(duties="没想好")
    reset_draft(template=template, actor=desk.dai)
    assert list(template.posts.values_list("pk", flat=True)) == keys
    assert template.posts.first().duties == "名单岗做的事"


def test_a_post_of_the_draft_moves_up_and_down(desk):
    template = desk.template(a_post("一岗"), a_post("二岗"), a_post("三岗"))
    names = lambda: list(template.posts.values_list("name", flat=True))  # noqa: E731 - asked before and after
    move_template_post(post=template.posts.get(name="三岗"), up=True, actor=desk.dai)
    assert names() == ["一岗", "三岗", "二岗"]
    move_template_post(post=template.posts.get(name="一岗"), up=True, actor=desk.dai)
    move_template_post(post=template.posts.get(name="一岗"), up=False, actor=desk.dai)
    assert names() == ["三岗", "一岗", "二岗"]


def test_the_usual_six_are_published_once(desk):
    made = publish_usual_templates(district=desk.district, actor=desk.dai, now=LONG_AGO)
    assert len(made) == 6
    assert {template.number for template in offered_templates(desk.community)} == {1}
    assert publish_usual_templates(district=desk.district, actor=desk.dai, now=LONG_AGO) == []
    assert PostSetTemplate.objects.count() == 6


def test_every_usual_template_can_be_adopted(desk):
    for template in publish_usual_templates(district=desk.district, actor=desk.dai, now=LONG_AGO):
        desk.clear()
        desk.adopt(template)
        assert desk.names() == [post["values"]["name"] for post in template.versions.get().content["posts"]]


def test_a_name_that_is_taken_is_refused_in_words(desk):
    desk.template(a_post("名单岗"))
    with pytest.raises(TemplateNameTaken) as refusal:
        desk.template(a_post("名单岗"))
    assert "name" in refusal.value.fields
    assert PostSetTemplate.objects.count() == 1


def test_only_the_district_publishes(desk, cast):
    template = desk.template(a_post("名单岗"))
    TemplatePost.objects.update(duties="新话")
    for person in (cast.wu, cast.ada, cast.anna):
        who = actor(person)
        for attempt in (
            lambda: publish_template(template=template, seen=1, actor=who, now=LONG_AGO),  # noqa: B023
            lambda: reset_draft(template=template, actor=who),  # noqa: B023 - called before the loop goes on
            lambda: drop_template_post(post=template.posts.get(), actor=who),  # noqa: B023
            lambda: move_template_post(post=template.posts.get(), up=True, actor=who),  # noqa: B023
            lambda: publish_usual_templates(district=desk.district, actor=who, now=LONG_AGO),  # noqa: B023
        ):
            with pytest.raises(Missing):
                attempt()
    assert TemplateVersion.objects.count() == 1
    assert template.posts.get().duties == "新话"


def test_the_database_refuses_to_change_or_delete_a_published_version(desk):
    desk.template(a_post("名单岗"))
    for spoil in (
        lambda: TemplateVersion.objects.update(note="x"),
        lambda: TemplateVersion.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()
    assert TemplateVersion.objects.get().note == ""


# --- put forward by a community -------------------------------------------------------------------


def propose(desk, **changes) -> TemplateProposal:
    asked = {"community": desk.community, "name": "松林的岗", "why": "别处也用得上", "actor": desk.wu, "now": LONG_AGO}
    return propose_template(**asked | changes)


def test_a_proposal_is_the_set_of_that_day_and_becomes_a_template(desk):
    proposal = propose(desk)
    PostType.objects.update(duties="后来改的")
    template = accept_proposal(proposal=proposal, actor=desk.dai, now=LONG_AGO)
    assert (template.name, template.number, template.posts.get().duties) == ("松林的岗", 1, "帮邻居搭把手")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.template) == ("accepted", template)


def test_declining_needs_a_reason_that_the_community_reads(desk):
    proposal = propose(desk)
    with pytest.raises(ReasonMissing):
        decline_proposal(proposal=proposal, reason=" ", actor=desk.dai, now=LONG_AGO)
    decline_proposal(proposal=proposal, reason="和标准六岗一样", actor=desk.dai, now=LONG_AGO)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("declined", "和标准六岗一样")
    assert not PostSetTemplate.objects.exists()


def test_a_name_that_is_taken_leaves_the_proposal_waiting(desk):
    desk.template(a_post("名单岗"), name="松林的岗")
    proposal = propose(desk)
    with pytest.raises(TemplateNameTaken):
        accept_proposal(proposal=proposal, actor=desk.dai, now=LONG_AGO)
    proposal.refresh_from_db()
    assert proposal.state == "waiting"
    accept_proposal(proposal=proposal, actor=desk.dai, now=LONG_AGO, name="松林的岗（二）")
    assert PostSetTemplate.objects.count() == 2


def test_a_proposal_is_answered_once(desk):
    proposal = propose(desk)
    withdraw_proposal(proposal=proposal, actor=desk.wu, now=LONG_AGO)
    for attempt in (
        lambda: accept_proposal(proposal=proposal, actor=desk.dai, now=LONG_AGO),
        lambda: decline_proposal(proposal=proposal, reason="晚了", actor=desk.dai, now=LONG_AGO),
        lambda: withdraw_proposal(proposal=proposal, actor=desk.wu, now=LONG_AGO),
    ):
        with pytest.raises(ProposalAnswered):
            attempt()
    assert not PostSetTemplate.objects.exists()


def test_one_proposal_waits_at_a_time(desk):
    propose(desk)
    with pytest.raises(AlreadyProposed):
        propose(desk)
    assert TemplateProposal.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "很" * 31}, {"why": ""}, {"why": "很" * 301}])
def test_a_proposal_says_what_it_is_and_why(desk, wrong):
    with pytest.raises(Invalid) as refusal:
        propose(desk, **wrong)
    assert set(refusal.value.fields) == set(wrong)
    assert not TemplateProposal.objects.exists()


def test_drafts_are_not_put_forward(desk):
    PostType.objects.update(live=False)
    with pytest.raises(NothingToPropose):
        propose(desk)


def test_workers_answer_no_proposal_and_neighbours_make_none(desk, cast):
    proposal = propose(desk)
    for person in (cast.wu, cast.ada, cast.oskar):
        with pytest.raises(Missing):
            accept_proposal(proposal=proposal, actor=actor(person), now=LONG_AGO)
    for person in (cast.oskar, cast.anna):
        with pytest.raises(Missing):
            propose(desk, actor=actor(person))
    proposal.refresh_from_db()
    assert proposal.state == "waiting"
