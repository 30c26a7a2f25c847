"""Whichever door a case is put on show by, it goes out with everybody's agreement or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Revision

from content_models.cases.door import CopyOfCase, NameInCase, NotAgreed, PhoneInCase, PictureWithoutConsent
from content_models.common.clock import utc_now
from content_models.pages.actions import let_into_pages, require_approval
from content_models.pages.jobs import publish_scheduled
from content_models.pages.models import CasePage, CommunitySite
from content_models.people.models import Notice
from tests.support.case_life import CaseLife
from tests.support.cast import actor
from tests.support.page_life import PageLife


def is_out(cases: CaseLife, page: CasePage) -> bool:
    return bool(cases.page(page).live) or cases.case(page).shown_order is not None


def test_nobody_has_been_asked(cases):
    page = cases.draft()
    with pytest.raises(NotAgreed):
        cases.publish(page)
    assert not is_out(cases, page)


def test_one_has_not_answered(cases, cast):
    page = cases.draft()
    cases.ask(page)
    cases.answer(page, cast.anna)
    with pytest.raises(NotAgreed, match="1"):
        cases.publish(page)
    assert not is_out(cases, page)


def test_one_has_said_no(cases, cast):
    page = cases.draft()
    cases.ask(page)
    cases.answer(page, cast.anna)
    cases.answer(page, cast.bo, says_yes=False)
    with pytest.raises(NotAgreed):
        cases.publish(page)
    assert not is_out(cases, page)


def test_all_have_agreed(cases):
    page = cases.on_show()
    assert page.live
    assert cases.case(page).shown_order is not None


def test_another_wording_than_the_one_agreed_to(cases, cast):
    page = cases.draft()
    cases.ask(page)
    cases.answer(page, cast.anna)
    cases.answer(page, cast.bo)
    cases.write(page, outcome="换了十一盏灯")
    with pytest.raises(NotAgreed):
        cases.publish(page)
    assert not is_out(cases, page)


def test_the_row_itself_can_not_be_put_on_show(cases):
    page = cases.page(cases.draft())
    page.live = True
    with pytest.raises(NotAgreed), scope(community=cases.pine):
        page.save()
    with pytest.raises(NotAgreed), scope(community=cases.pine):
        page.save(update_fields=["live"])
    assert not is_out(cases, page)


def test_the_clock_holds_it_back_and_tells_the_editor(cases, cast):
    page = cases.draft()
    other = cases.by_hand(cast.pine, "写好的", "by-hand")
    for one in (page, other):
        with scope(community=cases.pine):
            draft = cases.page(one)
            draft.go_live_at = timezone.now() + timedelta(hours=1)
            draft.outcome = "到点再发"
            draft.save_revision(user=cast.wu).publish()
    with scope(community=cases.pine):
        # The hour comes.
        for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
            revision.content["go_live_at"] = None
            revision.approved_go_live_at = utc_now()
            revision.save()
    later = utc_now() + timedelta(minutes=5)
    publish_scheduled(now=later)
    assert not is_out(cases, page)
    assert cases.page(other).outcome == "到点再发"
    assert Notice.objects.filter(user=cast.wu, kind="page_held_back").count() == 1
    publish_scheduled(now=later)
    assert Notice.objects.filter(user=cast.wu, kind="page_held_back").count() == 1


def test_the_second_readers_yes_is_not_enough(cases, cast):
    page = cases.draft()
    with scope(community=cases.pine):
        site = CommunitySite.objects.select_related("community__area").get()
        require_approval(site=site, required=True, actor=actor(cast.ada))
        let_into_pages(user=cast.ada, editing=[cases.pine.pk], approving=[cases.pine.pk])
        page = cases.page(page)
        state = site.workflow.start(page, cast.wu)
        task = state.current_task_state
        with pytest.raises(NotAgreed):
            task.task.specific.on_action(task, cast.ada, "approve")
        task.refresh_from_db()
        assert task.status == "in_progress"
    assert not is_out(cases, page)


def test_a_copy_does_not_go_out_either(cases):
    page = cases.on_show()
    with scope(community=cases.pine):
        with pytest.raises(CopyOfCase):
            CopyPageAction(page, update_attrs={"slug": "copy"}, keep_live=True).execute(skip_permission_checks=True)
        copy = CopyPageAction(page, update_attrs={"slug": "copy"}, keep_live=False).execute(skip_permission_checks=True)
        with pytest.raises(CopyOfCase):
            copy.get_latest_revision().publish()
        assert CasePage.objects.filter(live=True).count() == 1


@pytest.mark.parametrize("where", ["cover", "body"])
def test_a_picture_without_consent_is_refused(cases, cast, where):
    import json

    from content_models.pages.samples import block

    life = PageLife(cast)
    picture = life.picture("张大爷和灯")
    words = {"cover": picture} if where == "cover" else {"body": json.dumps([block("picture", picture=picture.pk)])}
    with pytest.raises(PictureWithoutConsent, match="张大爷和灯"):
        cases.by_hand(cast.pine, "一盏灯", "lamp", **words)
    with scopes_disabled():
        assert not CasePage.objects.filter(live=True).exists()
    picture.people_agreed = True
    picture.save()
    assert cases.by_hand(cast.pine, "一盏灯", "lamp-2", **words).live


def test_a_phone_number_is_refused(cases, cast):
    with pytest.raises(PhoneInCase):
        cases.by_hand(cast.pine, "一盏灯", "lamp", way="打 139 0013 8000 找他")
    with scopes_disabled():
        assert not CasePage.objects.filter(live=True).exists()


def test_a_name_is_refused(cases, cast):
    page = cases.draft()
    cases.write(page, outcome="多亏赵Bo")
    cases.ask(page)
    cases.answer(page, cast.anna)
    cases.answer(page, cast.bo)
    with pytest.raises(NameInCase):
        cases.publish(page)
    assert not is_out(cases, page)
