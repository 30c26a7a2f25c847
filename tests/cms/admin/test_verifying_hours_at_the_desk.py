"""The register of service records: what speaks against one is said, and one or many are answered."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from content_models.hours.models import ServiceRecord
from content_models.hours.states import RecordState
from tests.cms.admin.acting import messages_of
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

SEVERAL = "/admin/records/several/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def service(cast) -> ServiceLife:
    life = ServiceLife(cast)
    life.rate(10)
    return life


def state_of(record: ServiceRecord) -> str:
    return str(ServiceRecord.objects.values_list("state", flat=True).get(pk=record.pk))


def test_she_verifies_one_and_points_follow(wu, cast, service):
    record = service.served()
    answer = wu.post(f"/admin/records/{record.pk}/verify/", follow=True)
    assert state_of(record) == RecordState.VERIFIED
    assert service.balance(cast.bo) == 10
    assert len(messages_of(answer)) == 1


def test_she_says_no_with_a_reason(wu, service):
    record = service.served()
    wu.post(f"/admin/records/{record.pk}/reject/", {"text": "那天活动取消了"})
    record.refresh_from_db()
    assert (record.state, record.answer) == (RecordState.REJECTED, "那天活动取消了")


def test_many_are_answered_at_once(wu, cast, service):
    records = [service.served(), service.served(cast.bea)]
    answer = wu.post(SEVERAL, {"verb": "verify", "row": [str(one.pk) for one in records]}, follow=True)
    assert [state_of(one) for one in records] == [RecordState.VERIFIED] * 2
    assert "2" in messages_of(answer)[0]


def test_one_that_is_refused_holds_up_no_other_and_is_named(wu, cast, service):
    good, gone = service.served(), service.served(cast.bea)
    wu.post(f"/admin/records/{gone.pk}/reject/", {"text": "没有来"}, follow=True)
    answer = wu.post(SEVERAL, {"verb": "verify", "row": [str(good.pk), str(gone.pk)]}, follow=True)
    assert (state_of(good), state_of(gone)) == (RecordState.VERIFIED, RecordState.REJECTED)
    said = messages_of(answer)
    assert len(said) == 2
    assert gone.subject in said[1]


def test_many_are_refused_for_one_reason_and_not_without(wu, cast, service):
    records = [service.served(), service.served(cast.bea)]
    rows = [str(one.pk) for one in records]
    with nothing_changes():
        wu.post(SEVERAL, {"verb": "reject", "row": rows, "text": " "})
    wu.post(SEVERAL, {"verb": "reject", "row": rows, "text": "重复了"})
    assert [state_of(one) for one in records] == [RecordState.REJECTED] * 2


@pytest.mark.parametrize("form", [{"verb": "correct"}, {"verb": "nonsense"}, {}])
def test_only_what_may_be_answered_together_is(wu, service, form):
    record = service.verify(service.served())
    with nothing_changes():
        assert wu.post(SEVERAL, {**form, "row": [str(record.pk)]}).status_code == 404


@pytest.mark.parametrize("rows", [[], ["not-an-id"]])
def test_nothing_ticked_is_said_and_changes_nothing(wu, service, rows):
    record = service.served()
    with nothing_changes():
        answer = wu.post(SEVERAL, {"verb": "verify", "row": rows, "query": "state=submitted"})
    assert answer.url == "/admin/records/?state=submitted"
    assert state_of(record) == RecordState.SUBMITTED


def test_looking_at_the_address_of_many_changes_nothing(wu, cast, service):
    assert wu.get(SEVERAL).status_code == 405
    assert cast.client(cast.chen).post(SEVERAL, {"verb": "verify"}).status_code in (302, 404)


def test_nobody_ticks_her_own_nor_what_she_entered(ada, cast, service):
    mine = service.back_entry(cast.bo)
    by_ada = ServiceRecord.objects.filter(pk=mine.pk)
    by_ada.update(entered_by=cast.ada)
    page = ada.get("/admin/records/")
    assert 'form="several"' not in page.content.decode()
    with nothing_changes():
        answer = ada.post(SEVERAL, {"verb": "verify", "row": [str(mine.pk)]}, follow=True)
    assert len(messages_of(answer)) == 1


def test_what_is_entered_later_takes_two(wu, ada, cast, service):
    record = service.back_entry()
    wu.post(f"/admin/records/{record.pk}/verify/")
    assert state_of(record) == RecordState.SUBMITTED
    assert "verify" not in dict(wu.get(f"/admin/records/inspect/{record.pk}/").context["offers"])
    assert "Wu" in ada.get(f"/admin/records/inspect/{record.pk}/").content.decode()
    ada.post(f"/admin/records/{record.pk}/verify/")
    assert state_of(record) == RecordState.VERIFIED


def test_a_first_word_of_two_is_called_that_and_not_verified(wu, ada, cast, service):
    late, plain = service.back_entry(), service.served(cast.bea)
    answer = wu.post(f"/admin/records/{late.pk}/verify/", follow=True)
    assert [one.strip() for one in messages_of(answer)] == ["记下了您的确认。还要一位确认才算数。"]

    then = service.now - timedelta(days=3)
    another = service.back_entry(cast.bea, started_at=then, ended_at=then + timedelta(hours=1))
    rows = [str(one.pk) for one in (late, plain, another)]
    answer = ada.post(SEVERAL, {"verb": "verify", "row": rows}, follow=True)
    assert [state_of(one) for one in (late, plain, another)] == ["verified", "verified", "submitted"]
    assert [one.strip() for one in messages_of(answer)] == ["处理了 2 条。 1 条记下了您的确认，还要一位确认。"]


def test_what_speaks_against_it_is_said_in_the_list_and_on_its_page(wu, cast, service):
    for hours in range(3):
        begin = service.now - timedelta(hours=10 - 2 * hours)
        record = service.back_entry(started_at=begin, ended_at=begin + timedelta(hours=1))
    assert "linli-signs" in wu.get("/admin/records/").content.decode()
    page = wu.get(f"/admin/records/inspect/{record.pk}/")
    assert any("3" in note for note in page.context["notes"])


def test_many_records_cost_the_same_number_of_queries(wu, cast, service, count_queries):
    service.served()
    service.back_entry(cast.bea)
    few = count_queries(wu, "/admin/records/")
    for number in range(4):
        begin = service.now - timedelta(days=number + 2)
        service.back_entry(cast.bea, started_at=begin, ended_at=begin + timedelta(hours=1))
    assert count_queries(wu, "/admin/records/") == few


def test_filters_narrow(wu, cast, service):
    served, entered = service.served(), service.back_entry(cast.bea)

    def listed(query: str) -> set[object]:
        return {row.pk for row in wu.get(f"/admin/records/?{query}").context["object_list"]}

    assert listed("grade=C") == {entered.pk}
    assert listed("origin=activity") == {served.pk}
    assert listed("state=verified") == set()
    assert listed(f"area={cast.pine.far_estate.pk}") == set()
    assert listed("until=2020-01-01") == set()
    assert listed("q=修水管") == {entered.pk}


# --- putting right ------------------------------------------------------------------------------


def right(record: ServiceRecord, **changes: str) -> dict[str, str]:
    begin = timezone.localtime(record.started_at)
    end = begin + timedelta(minutes=30)
    form = {"day": f"{begin:%Y-%m-%d}", "begins": f"{begin:%H:%M}", "ends": f"{end:%H:%M}", "minutes": ""}
    return form | {"reason": "只来了半小时"} | changes


def test_a_wrong_one_is_put_right_and_somebody_else_verifies(wu, ada, cast, service):
    record = service.verify(service.served(), cast.ada)
    answer = wu.post(f"/admin/records/{record.pk}/put-right/", right(record))
    record.refresh_from_db()
    new = record.corrected_by
    assert answer.url == f"/admin/records/inspect/{new.pk}/"
    assert (record.state, new.state, new.minutes) == (RecordState.CORRECTED, RecordState.SUBMITTED, 30)
    assert service.balance(cast.bo) == 0
    assert "verify" not in dict(wu.get(f"/admin/records/inspect/{new.pk}/").context["offers"])
    ada.post(f"/admin/records/{new.pk}/verify/")
    assert service.balance(cast.bo) == 5
    old_page = wu.get(f"/admin/records/inspect/{record.pk}/").content.decode()
    assert f"/admin/records/inspect/{new.pk}/" in old_page


@pytest.mark.parametrize(
    ("changes", "field"), [({"ends": "12:00"}, "ends"), ({"reason": ""}, "reason"), ({"day": "2099-01-01"}, "ends")]
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_changes(wu, cast, service, changes, field):
    record = service.verify(service.served(), cast.ada)
    with nothing_changes():
        answer = wu.post(f"/admin/records/{record.pk}/put-right/", right(record, **changes))
    assert field in answer.context["form"].errors or "begins" in answer.context["form"].errors


def test_a_night_is_put_right_over_midnight(wu, cast, service):
    record = service.verify(service.served(), cast.ada)
    night = (timezone.localtime(record.started_at) - timedelta(days=1)).date()
    form = right(record, day=night.isoformat(), begins="22:00", ends="02:00")
    assert wu.post(f"/admin/records/{record.pk}/put-right/", form).status_code == 302
    record.refresh_from_db()
    assert record.corrected_by.minutes == 240
    shown = wu.get(f"/admin/records/inspect/{record.corrected_by.pk}/").content.decode()
    assert "22:00" in shown
    assert "02:00" in shown


def test_only_a_verified_one_can_be_put_right(wu, service):
    record = service.served()
    assert wu.get(f"/admin/records/{record.pk}/put-right/").status_code == 404


def test_voiding_takes_the_points_back(wu, cast, service):
    record = service.verify(service.served(), cast.ada)
    wu.post(f"/admin/records/{record.pk}/correct/", {"text": "记错人了"})
    assert state_of(record) == RecordState.CORRECTED
    assert service.balance(cast.bo) == 0


# --- nobody verifies minutes that the page did not show --------------------------------------------------


def seen_on(page: Any) -> list[str]:
    return re.findall(r'name="seen" value="([^"]*)"', page.content.decode())


def test_the_page_sends_back_the_minutes_that_it_showed(wu, service):
    record = service.served()
    seen = seen_on(wu.get(f"/admin/records/inspect/{record.pk}/"))
    assert f"{record.pk}=60" in seen
    wu.post(f"/admin/records/{record.pk}/verify/", {"seen": seen})
    assert state_of(record) == RecordState.VERIFIED


def test_other_minutes_by_now_are_not_verified(wu, service):
    record, other = service.served(), service.served(service.cast.bea)
    ServiceRecord.objects.filter(pk=record.pk).update(minutes=15)
    shown = [f"{record.pk}=60", f"{other.pk}=60"]
    with nothing_changes():
        answer = wu.post(f"/admin/records/{record.pk}/verify/", {"seen": shown[:1]}, follow=True)
    assert "15" in messages_of(answer)[0]
    wu.post(SEVERAL, {"verb": "verify", "row": [str(record.pk), str(other.pk)], "seen": shown})
    assert (state_of(record), state_of(other)) == (RecordState.SUBMITTED, RecordState.VERIFIED)


def test_the_list_sends_back_what_it_showed_of_those_that_can_be_ticked(wu, service):
    record = service.served()
    assert seen_on(wu.get("/admin/records/")) == [f"{record.pk}=60"]
