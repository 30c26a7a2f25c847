"""The resident and the helper agree to the words and to each picture; changed words are asked about again; a word taken
back takes the case off at once."""

from __future__ import annotations

import pytest
from django_scopes import scope

from content_models.cases import actions
from content_models.cases.actions.answering import StrangePhoto
from content_models.cases.asked import agreed_photos
from content_models.cases.door import NobodyToAsk, NotAgreed
from content_models.cases.models import Case, CaseAgreement, CaseSearchTerm, CaseSource
from content_models.cases.states import AgreementState
from content_models.common.errors import Missing, Refused
from content_models.pages.models import CommunitySite
from content_models.people.models import Notice
from tests.support.case_life import NOW
from tests.support.cast import actor
from tests.support.unchanged import nothing_changes


def notices(person, kind):
    return Notice.objects.filter(user=person, kind=kind).count()


def version(cases):
    return CommunitySite._base_manager.get(community=cases.pine).version


def test_both_are_asked_once(cases, cast):
    page = cases.draft()
    assert cases.ask(page) == 2
    assert cases.ask(page) == 0
    assert [notices(person, "case_asked") for person in (cast.anna, cast.bo, cast.wu)] == [1, 1, 0]


def test_only_who_works_here_asks(cases, cast):
    page = cases.page(cases.draft())
    with nothing_changes(), pytest.raises(Refused), scope(community=cases.pine):
        actions.ask_about_case(page=page, actor=actor(cast.oskar), now=NOW)


def test_nobody_answers_for_somebody_else(cases, cast):
    page = cases.draft()
    cases.ask(page)
    with nothing_changes(), pytest.raises(Missing):
        actions.answer_case(
            agreement_id=cases.agreement(page, cast.anna).pk,
            words_print=cases.print_now(page),
            says_yes=True,
            photos={},
            actor=actor(cast.wu),
            now=NOW,
        )


def test_an_answer_to_words_that_have_changed_meanwhile_does_not_count(cases, cast):
    page = cases.draft()
    cases.ask(page)
    read = cases.print_now(page)
    cases.write(page, outcome="全换好了")
    with nothing_changes(), pytest.raises(actions.TextHasChanged):
        actions.answer_case(
            agreement_id=cases.agreement(page, cast.anna).pk,
            words_print=read,
            says_yes=True,
            photos={},
            actor=actor(cast.anna),
            now=NOW,
        )


def test_changed_words_are_asked_about_again_and_what_was_agreed_to_stays_on_show(cases, cast):
    page = cases.on_show()
    cases.write(page, outcome="全换好了")
    with scope(community=cases.pine):
        asked = actions.ask_again_if_changed(page=page, actor=actor(cast.wu), now=NOW)
        assert asked == 2
        assert actions.ask_again_if_changed(page=page, actor=actor(cast.wu), now=NOW) == 0
    assert notices(cast.bo, "case_asked_again") == 1
    assert cases.agreement(page, cast.bo).state == AgreementState.ASKED
    assert cases.page(page).live
    with pytest.raises(NotAgreed):
        cases.publish(page)
    assert cases.page(page).outcome == ""
    cases.answer(page, cast.anna)
    cases.answer(page, cast.bo)
    cases.publish(page)
    assert cases.page(page).outcome == "全换好了"


def test_a_change_that_touches_nothing_they_agreed_to_asks_nobody(cases, cast):
    page = cases.on_show()
    cases.write(page, show_in_menus=False, steps="先看是灯泡还是线路\r\n\r\n找物业要材料 ")
    with scope(community=cases.pine):
        assert actions.ask_again_if_changed(page=page, actor=actor(cast.wu), now=NOW) == 0
    cases.publish(page)
    assert not cases.page(page).show_in_menus


def test_a_no_to_new_words_leaves_the_agreed_ones_on_show(cases, cast):
    page = cases.on_show()
    cases.write(page, outcome="全换好了")
    cases.ask(page)
    cases.answer(page, cast.bo, says_yes=False, note="不是我一个人换的")
    assert cases.page(page).live
    assert cases.agreement(page, cast.bo).note == "不是我一个人换的"
    assert notices(cast.wu, "case_declined") == 1


@pytest.mark.parametrize("how", ["withdraw", "no"])
def test_taking_it_back_takes_the_case_off_at_once(cases, cast, how):
    page = cases.on_show()
    before = version(cases)
    if how == "withdraw":
        cases.withdraw(page, cast.anna)
    else:
        cases.answer(page, cast.anna, says_yes=False)
    assert not cases.page(page).live
    assert cases.case(page).shown_order is None
    assert not CaseSearchTerm.objects.exists()
    assert version(cases) > before
    with pytest.raises(NotAgreed):
        cases.publish(page)


def test_after_taking_it_back_one_may_agree_anew(cases, cast):
    page = cases.on_show()
    cases.withdraw(page, cast.anna)
    cases.answer(page, cast.anna)
    cases.publish(page)
    assert cases.page(page).live


def shown(cases, page):
    with scope(community=cases.pine):
        case = cases.case(page)
        return [photo.photo_id for photo in agreed_photos([case]).get(case.pk, [])]


def test_a_picture_is_shown_when_everybody_of_its_wish_agrees(cases, cast):
    wish = cases.fulfilled()
    photo = cases.photo(wish, cast.anna)
    page = cases.draft(wish)
    cases.ask(page)
    with scope(community=cases.pine):
        one = CaseSource.objects.get().photos.get()
    assert one.photo_id == photo
    cases.answer(page, cast.anna, photos={one.pk: True})
    cases.answer(page, cast.bo)
    cases.publish(page)
    assert shown(cases, page) == []
    cases.answer(page, cast.bo, photos={one.pk: True})
    assert shown(cases, page) == [photo]
    before = version(cases)
    cases.answer(page, cast.bo, photos={one.pk: False})
    assert shown(cases, page) == []
    assert version(cases) > before
    assert cases.page(page).live


def test_pictures_of_an_outcome_that_is_not_shared_are_not_even_offered(cases, cast):
    wish = cases.fulfilled()
    cases.photo(wish, cast.bo, stage="done")
    page = cases.draft(wish)
    with scope(community=cases.pine):
        assert not CaseSource.objects.get(case__page=page).photos.exists()


def test_a_picture_of_another_wish_is_not_ones_to_answer_for(cases, cast):
    wish = cases.fulfilled()
    page = cases.draft(wish)
    cases.ask(page)
    with nothing_changes(), pytest.raises(StrangePhoto):
        cases.answer(page, cast.anna, photos={page_photo(cases): True})


def page_photo(cases):
    from content_models.common.ids import uuid7

    return uuid7()


def test_somebody_erased_takes_her_word_along(cases, cast):
    page = cases.on_show()
    cast.bo.delete()
    assert not cases.page(page).live
    assert cases.case(page).shown_order is None
    assert notices(cast.wu, "case_somebody_left") == 1
    with scope(community=cases.pine):
        assert CaseAgreement.objects.get(person=None).state == AgreementState.ENDED
    with pytest.raises(NobodyToAsk):
        cases.publish(page)


def test_without_the_wish_of_who_left_it_can_go_out_again(cases, cast):
    first, second = cases.fulfilled(), cases.wishes.opened(title="楼道灯又坏了")
    for step in (cases.wishes.claim, cases.wishes.fulfil):
        step(second, by=cast.bea)
    cases.wishes.confirm(second)
    page = cases.on_show_by(first, second, people=(cast.anna, cast.bo, cast.bea))
    cast.bea.delete()
    with scope(community=cases.pine):
        gone = CaseSource.objects.get(wish=second)
        actions.drop_source(source_id=gone.pk, actor=actor(cast.wu), now=NOW)
        assert set(CaseAgreement.objects.values_list("person", flat=True)) == {cast.anna.pk, cast.bo.pk}
    cases.publish(page)
    assert cases.page(page).live


def test_a_wish_written_down_for_somebody_asks_the_writer(cases, cast):
    from content_models.wishes.actions import Contact

    wish = cases.wishes.opened(by=cast.wu, on_behalf_of=Contact(name="钱爷爷", phone="19900000009", door="502"))
    cases.wishes.claim(wish)
    cases.wishes.fulfil(wish)
    with scope(community=cases.pine):
        from content_models.wishes.actions import confirm_wish

        confirm_wish(wish_id=wish, actor=actor(cast.wu), now=cases.wishes.now)
    page = cases.draft(wish)
    cases.ask(page)
    assert cases.agreement(page, cast.wu).part == "writer"
    with scope(community=cases.pine):
        assert Case.objects.count() == 1
