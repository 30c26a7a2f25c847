"""At the end of a period its edition is frozen: once, after the days of grace, and never otherwise afterwards."""

from __future__ import annotations

from datetime import date, timedelta

from content_models.common.encryption import CannotOpen
from content_models.honors.actions import freeze_edition, withdraw_display
from content_models.honors.models import Award, Edition, EditionNote
from content_models.honors.names import shown_on
from content_models.honors.states import EditionState, NoteKind, PeriodKind, Scope, Source
from content_models.people.models import Notice
from content_models.people.notices import words_of
from content_models.posts.actions import retire_post
from tests.support.cast import actor
from tests.support.honor_life import HonorLife, at_noon
from tests.support.unchanged import nothing_changes

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def _monthly(honors: HonorLife, **rule: object) -> object:
    return honors.roll(**{"starts_on": MAY, "grace_days": 5} | rule)


def test_it_waits_for_its_days_of_grace_and_comes_out_once(honors: HonorLife) -> None:
    roll = _monthly(honors)
    honors.served(honors.cast.bo, 90, on=MAY)
    honors.turn(date(2026, 6, 5))
    with honors.scope():
        assert set(Edition.objects.values_list("period_start", "state")) == {(MAY, "open"), (JUNE, "open")}
    honors.served(honors.cast.bea, 30, on=MAY)  # verified late, still counts
    honors.turn(date(2026, 6, 6))
    assert honors.on_it(roll, MAY) == [(honors.cast.bo, 90), (honors.cast.bea, 30)]
    with nothing_changes():
        honors.turn(date(2026, 6, 7))


def test_what_comes_later_does_not_change_it(honors: HonorLife) -> None:
    roll = _monthly(honors, title="本月之星", intro="谢谢大家")
    honors.served(honors.cast.bo, 90, on=MAY)
    honors.turn(date(2026, 6, 6))
    honors.served(honors.cast.bo, 500, on=MAY)
    with honors.scope():
        roll.title, roll.intro, roll.size = "改了名", "", 1
        roll.save()
    honors.turn(date(2026, 6, 7))
    assert honors.on_it(roll, MAY) == [(honors.cast.bo, 90)]
    with honors.scope():
        edition = Edition.objects.get(period_start=MAY)
        assert (edition.title, edition.intro, edition.frozen_at) == ("本月之星", "谢谢大家", at_noon(date(2026, 6, 6)))


def test_after_a_long_pause_every_period_that_passed_comes_out(honors: HonorLife) -> None:
    roll = _monthly(honors)
    honors.served(honors.cast.bo, 90, on=MAY)
    honors.served(honors.cast.bea, 90, on=date(2026, 7, 1))
    honors.turn(date(2026, 8, 20))
    assert honors.on_it(roll, MAY) == [(honors.cast.bo, 90)]
    assert honors.on_it(roll, date(2026, 7, 1)) == [(honors.cast.bea, 90)]
    with honors.scope():
        assert Edition.objects.open().get().period_start == date(2026, 8, 1)


def test_twelve_months_make_the_year(honors: HonorLife) -> None:
    monthly = _monthly(honors, title="月榜", starts_on=date(2025, 1, 1))
    rule = {"source": Source.EDITIONS, "fed_by": monthly, "period": PeriodKind.YEAR, "starts_on": date(2025, 1, 1)}
    yearly = honors.roll(title="年榜", grace_days=0, **rule)
    for month in range(1, 13):
        honors.served(honors.cast.bo if month % 3 else honors.cast.bea, 60, on=date(2025, month, 1))
    honors.turn(date(2026, 1, 2))
    with honors.scope():
        assert not Edition.objects.frozen().filter(roll=yearly).exists(), "December is still open"
    honors.turn(date(2026, 1, 6))
    assert honors.on_it(yearly, date(2025, 1, 1)) == [(honors.cast.bo, 8), (honors.cast.bea, 4)]


def test_who_was_picked_is_on_it(honors: HonorLife) -> None:
    roll = _monthly(honors, source=Source.COMMITTEE)
    honors.pick(roll, honors.cast.bea, period_start=MAY)
    honors.turn(date(2026, 6, 6))
    assert honors.on_it(roll, MAY) == [(honors.cast.bea, None)]


def test_those_honoured_hear_of_it_and_are_asked_once(honors: HonorLife) -> None:
    _monthly(honors)
    honors.agree(honors.cast.bo)
    for person in (honors.cast.bo, honors.cast.bea):
        honors.served(person, 60, on=MAY)
    honors.turn(date(2026, 6, 6))
    kinds = dict(Notice.objects.values_list("user_id", "kind"))
    assert kinds == {honors.cast.bo.pk: "honored", honors.cast.bea.pk: "honored_ask"}
    _title, text = words_of(Notice.objects.get(user=honors.cast.bo))
    assert "2026年5月" in text


def test_names_are_kept_sealed_only_of_those_who_agreed(honors: HonorLife) -> None:
    _monthly(honors)
    bo, bea = honors.cast.bo, honors.cast.bea
    honors.agree(bo)
    for person in (bo, bea):
        honors.served(person, 60, on=MAY)
    honors.turn(date(2026, 6, 6))
    bo.full_name = "后来改的名"
    bo.save()
    with honors.scope():
        awards = {award.person_id: award for award in Award.objects.all()}
        assert (awards[bo.pk].name, awards[bea.pk].name) == ("赵Bo", "")
        kept = Award.objects.filter(person=bo).values_list("name", flat=True)[0]
        assert "赵" not in str.__str__(kept), "in the table it is sealed"
        names = shown_on(awards.values(), community=honors.community)
    assert names[awards[bo.pk].pk].text == "赵Bo", "as it was"
    assert names[awards[bea.pk].pk].kind == "withheld"


def test_taking_consent_back_withholds_the_name_on_frozen_editions_at_once(honors: HonorLife) -> None:
    _monthly(honors)
    honors.agree(honors.cast.bo)
    honors.served(honors.cast.bo, 60, on=MAY)
    honors.turn(date(2026, 6, 6))
    withdraw_display(actor=actor(honors.cast.bo), now=honors.now)
    with honors.scope():
        award = Award.objects.get()
        assert award.name == ""
        assert shown_on([award], community=honors.community)[award.pk].kind == "withheld"
        assert award.person == honors.cast.bo, "it stays hers"


def test_a_person_who_is_gone_stays_on_it_without_a_name(honors: HonorLife) -> None:
    _monthly(honors)
    honors.agree(honors.cast.bo)
    honors.served(honors.cast.bo, 60, on=MAY)
    honors.turn(date(2026, 6, 6))
    with honors.scope():
        honors.cast.bo.delete()
        award = Award.objects.get()
        assert (award.person_id, award.name, award.figure) == (None, "", 60)
        assert shown_on([award], community=honors.community)[award.pk].kind == "withheld"


def test_over_a_post_that_was_removed_what_is_known_comes_out_and_nothing_new_begins(honors: HonorLife) -> None:
    post = honors.cast.pine.post
    roll = _monthly(honors, scope=Scope.POST, post=post)
    honors.served(honors.cast.bo, 60, on=MAY, post=post)
    with honors.scope():
        retire_post(post=post, by=honors.cast.ada, now=at_noon(date(2026, 5, 20)))
    honors.turn(date(2026, 7, 20))
    assert honors.on_it(roll, MAY) == [(honors.cast.bo, 60)]
    with honors.scope():
        edition = Edition.objects.get()
        assert (edition.about, edition.state) == (post.name, EditionState.FROZEN)
        assert EditionNote.objects.get().kind == NoteKind.POST_REMOVED


def test_a_changed_period_begins_where_the_last_edition_ends(honors: HonorLife) -> None:
    roll = _monthly(honors)
    honors.turn(date(2026, 5, 20))
    with honors.scope():
        roll.period = PeriodKind.QUARTER
        roll.save()
    honors.turn(date(2026, 7, 2))
    with honors.scope():
        starts = set(Edition.objects.values_list("period_start", "period_end"))
    assert starts == {(MAY, date(2026, 5, 31)), (date(2026, 7, 1), date(2026, 9, 30))}


def test_a_removed_roll_brings_out_nothing(honors: HonorLife) -> None:
    roll = _monthly(honors)
    honors.turn(MAY + timedelta(days=3))
    with honors.scope():
        roll.retired_at = honors.now
        roll.save()
    with nothing_changes():
        honors.turn(date(2026, 8, 1))


def test_an_edition_that_is_not_due_cannot_be_frozen(honors: HonorLife) -> None:
    _monthly(honors)
    honors.turn(MAY + timedelta(days=3))
    with nothing_changes(), honors.scope():
        edition = Edition.objects.get()
        assert freeze_edition(edition_id=edition.pk, now=at_noon(date(2026, 6, 5))) is False


def test_a_sealed_name_does_not_open_on_another_award(honors: HonorLife) -> None:
    _monthly(honors)
    for person in (honors.cast.bo, honors.cast.bea):
        honors.agree(person)
        honors.served(person, 60, on=MAY)
    honors.turn(date(2026, 6, 6))
    with honors.scope():
        one, other = Award.objects.order_by("place")
        other.__dict__["name"] = Award.objects.filter(pk=one.pk).values_list("name", flat=True)[0]
        try:
            moved = other.name
        except CannotOpen:
            moved = None
    assert moved is None
