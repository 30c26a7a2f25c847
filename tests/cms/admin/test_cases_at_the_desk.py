"""A case from the desk: drafted by one click, its people asked, refused in words through every door of the admin."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope
from wagtail.models import Page, TaskState

from content_models.cases.models import Case, CaseAdoption, CaseRating, CaseSource
from content_models.pages.actions import require_approval
from content_models.pages.models import CasePage, CommunitySite
from tests.cms.admin.acting import messages_of
from tests.support.case_life import CaseLife
from tests.support.cast import actor


@pytest.fixture
def cases(cast) -> CaseLife:
    return CaseLife(cast)


def form_of(page: CasePage, **changes: object) -> dict[str, object]:
    """The edit screen's form as a browser sends it."""
    streams = {f"{name}-count": "0" for name in ("body", "figures", "moments")}
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": "",
        "category": page.category,
        "area_kind": page.area_kind,
        "problem": page.problem,
        "way": "",
        "outcome": "",
        "steps": "",
        "cover": "",
        **streams,
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **changes,
    }


def edit_url(page: CasePage) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def is_out(cases: CaseLife, page: CasePage) -> bool:
    return bool(cases.page(page).live) or cases.case(page).shown_order is not None


def test_one_click_on_a_wish_leads_to_the_draft(wu, cases):
    wish = cases.fulfilled()
    seen = wu.get(f"/admin/wishes/inspect/{wish}/")
    assert "写成案例" in seen.content.decode()
    first = wu.post(f"/admin/wishes/{wish}/case/")
    with scope(community=cases.pine):
        page = CasePage.objects.get()
    assert first.url == edit_url(page)
    assert wu.post(f"/admin/wishes/{wish}/case/").url == edit_url(page)
    assert wu.get(edit_url(page)).status_code == 200


def test_like_ones_are_suggested_and_drafted_together(wu, cases):
    wish, like = cases.fulfilled(), cases.fulfilled(title="想换一盏楼道灯")
    assert "想换一盏楼道灯" in wu.get(f"/admin/wishes/inspect/{wish}/").content.decode()
    wu.post(f"/admin/wishes/{wish}/likecase/")
    with scope(community=cases.pine):
        assert set(CaseSource.objects.values_list("wish", flat=True)) == {wish, like}


def test_ticked_ones_of_the_list_become_one_draft(wu, cases):
    ticked = [cases.fulfilled(), cases.fulfilled(title="楼道灯又坏了")]
    answer = wu.post("/admin/wishes/several/", {"verb": "case", "row": [str(pk) for pk in ticked]})
    with scope(community=cases.pine):
        assert answer.url == edit_url(CasePage.objects.get())


def test_a_wish_that_did_not_come_true_is_refused_in_words(wu, cases):
    done, open_one = cases.fulfilled(), cases.wishes.opened(title="还没人来")
    ids = [str(done), str(open_one)]
    answer = wu.post("/admin/wishes/several/", {"verb": "case", "row": ids}, follow=True)
    assert "还没人来" in messages_of(answer)[0]
    assert not Case._base_manager.exists()


def test_nobody_of_next_door_drafts_from_our_wishes(oskar, cases):
    assert oskar.post(f"/admin/wishes/{cases.fulfilled()}/case/").status_code == 404
    assert not Case._base_manager.exists()


def test_the_edit_screen_says_who_agrees_and_leads_to_asking(wu, cases, cast):
    page = cases.draft()
    assert "2 位当事人里有 0 位同意" in wu.get(edit_url(page)).content.decode()
    wu.post(f"/admin/case/{page.pk}/ask/")
    cases.answer(page, cast.anna)
    assert "2 位当事人里有 1 位同意" in wu.get(edit_url(page)).content.decode()
    screen = wu.get(f"/admin/case/{page.pk}/agreements/").content.decode()
    assert "还没有回答" in screen
    assert "许愿的人" in screen


def test_their_agreements_are_not_there_next_door(oskar, cases):
    page = cases.draft()
    for address in ("agreements/", "ask/"):
        assert oskar.get(f"/admin/case/{page.pk}/{address}").status_code == 404


def test_the_button_refuses_in_words_and_keeps_what_was_written(wu, cases):
    page = cases.draft()
    form = form_of(page, steps="先看灯泡", **{"action-publish": "action-publish"})
    answer = wu.post(edit_url(page), form, follow=True)
    assert "还没问过" in messages_of(answer)[0]
    assert not is_out(cases, page)
    with scope(community=cases.pine):
        assert cases.page(page).get_latest_revision_as_object().steps == "先看灯泡"


def test_the_button_puts_it_out_once_all_have_agreed(wu, cases, cast):
    page = cases.draft()
    wu.post(edit_url(page), form_of(page, steps="先看灯泡"))
    cases.ask(page)
    for person in (cast.anna, cast.bo):
        cases.answer(page, person)
    form = form_of(page, steps="先看灯泡", **{"action-publish": "action-publish"})
    wu.post(edit_url(page), form)
    assert cases.page(page).live


def test_an_hour_in_the_future_is_refused_too(wu, cases):
    page = cases.draft()
    later = timezone.localtime() + timezone.timedelta(days=1)
    form = form_of(page, go_live_at=later.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "action-publish"})
    answer = wu.post(edit_url(page), form, follow=True)
    assert "还没问过" in messages_of(answer)[0]
    with scope(community=cases.pine):
        assert not cases.page(page).revisions.filter(approved_go_live_at__isnull=False).exists()


def test_several_pages_at_once_are_refused_too(wu, cases):
    page = cases.draft()
    answer = wu.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", follow=True)
    assert "还没问过" in messages_of(answer)[0]
    assert not is_out(cases, page)


def test_the_second_readers_yes_is_refused_and_the_page_waits_on(ada, cases, cast):
    page = cases.draft()
    with scope(community=cases.pine):
        site = CommunitySite.objects.select_related("community__area").get()
        require_approval(site=site, required=True, actor=actor(cast.ada))
        state = site.workflow.start(cases.page(page), cast.wu)
    task = state.current_task_state
    ada.get("/admin/")  # her groups let her in
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", task.pk))
    answer = ada.post(address, follow=True)
    assert "还没问过" in messages_of(answer)[0]
    assert TaskState.objects.get(pk=task.pk).status == "in_progress"
    assert not is_out(cases, page)


def test_a_copy_that_would_go_out_is_refused_in_words(wu, cases):
    page = cases.on_show()
    parent = Page.objects.get(slug="pine")
    form = {
        "new_title": "照抄",
        "new_slug": "copy",
        "new_parent_page": str(parent.pk),
        "publish_copies": "on",
        "copy_subpages": "",
    }
    answer = wu.post(f"/admin/pages/{page.pk}/copy/", form, follow=True)
    assert "重新起草" in messages_of(answer)[0]
    assert not Page.objects.filter(slug="copy").exists()


def test_changed_words_are_asked_about_again(wu, cases, cast):
    page = cases.on_show()
    answer = wu.post(edit_url(page), form_of(page, outcome="全换好了"), follow=True)
    assert any("问了 2 位" in words for words in messages_of(answer))
    assert cases.page(page).live
    assert cases.agreement(page, cast.bo).state == "asked"


def test_taking_a_wish_out_takes_the_case_off(wu, cases):
    page = cases.on_show()
    with scope(community=cases.pine):
        source = CaseSource.objects.get()
    wu.post(f"/admin/case/{page.pk}/wishes/{source.pk}/drop/")
    assert not is_out(cases, page)


# --- those of others -----------------------------------------------------------------------------


def test_a_worker_looks_through_those_of_others(oskar, wu, cases, cast):
    page = cases.on_show()
    cases.by_hand(cast.oak, "橡树的灯", "oak-lamp")
    seen = oskar.get("/admin/cases-of-others/", {"q": "楼道"}).content.decode()
    assert "想修一盏楼道灯" in seen
    assert "linli-empty" in oskar.get("/admin/cases-of-others/", {"q": "轮椅"}).content.decode()
    assert f"/cases/{cases.case(page).pk}" not in wu.get("/admin/cases-of-others/").content.decode()


def test_she_rates_and_adopts_from_there(oskar, cases, cast):
    case = cases.case(cases.on_show())
    own = cases.case(cases.by_hand(cast.oak, "橡树的灯", "oak-lamp"))
    oskar.post(f"/admin/cases-of-others/{case.pk}/rate/", {"useful": "yes"})
    assert CaseRating.objects.get().useful
    oskar.post(f"/admin/cases-of-others/{case.pk}/rate/", {"useful": "none"})
    assert not CaseRating.objects.exists()
    oskar.post(f"/admin/cases-of-others/{case.pk}/adopt/", {"note": "三栋都换了", "own_case": str(own.pk)})
    adoption = CaseAdoption.objects.get()
    assert (adoption.community_id, adoption.own_case_id, adoption.note) == (cases.oak.pk, own.pk, "三栋都换了")
    oskar.post(f"/admin/cases-of-others/{case.pk}/adopt/", {"adopted": "no"})
    assert not CaseAdoption.objects.exists()


def test_ones_own_is_not_rated(wu, cases):
    case = cases.case(cases.on_show())
    answer = wu.post(f"/admin/cases-of-others/{case.pk}/rate/", {"useful": "yes"}, follow=True)
    assert "自己社区的不评" in messages_of(answer)[0]
    assert not CaseRating.objects.exists()
