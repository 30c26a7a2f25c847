"""Hours that the office writes down: grade C, with a reason, true only when two others say so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_scopes import scope

from content_models.common.clock import local_day, utc_now
from content_models.hours.actions import reject_record, verify_record
from content_models.hours.models import ServiceRecord
from content_models.ledger.models import Transfer
from content_models.people.models import Consent
from content_models.sheets.states import SheetKind, SheetState
from tests.content_models.sheets.paper import counts, words, xlsx
from tests.support.cast import actor

HEAD = ["电话", "日期", "几点开始", "几点结束", "做了什么", "补录原因", "地点", "岗位", "服务分钟"]
HOURS = SheetKind.HOURS
MINUTES = "I2: The minutes must be at least one and not more than the time from beginning to end."
BO, BEA, NIA, NOBODY = "19900000002", "19900000003", "19900000008", "13912345678"


def day(ago: int = 3):
    return local_day(utc_now()) - timedelta(days=ago)


def row(
    phone=BO, ago=3, begin="9:00", end="11:00", what="清理楼道", why="纸质签到表", place=None, post=None, minutes=None
):
    return [phone, day(ago), begin, end, "清理楼道", why, place, post, minutes]


def test_each_row_is_a_back_entry_that_waits_for_two_others(desk, cast):
    sheet = desk.take_in(HOURS, xlsx([HEAD, row(place="1栋", post="邻里互助岗", minutes=100)]))
    assert (sheet.state, counts(sheet)) == (SheetState.DONE, (1, 0, 0))
    record = ServiceRecord.objects.get()
    assert (record.state, record.grade, record.origin, record.minutes) == ("submitted", "C", "back_entry", 100)
    assert (record.person, record.entered_by, record.area, record.post) == (
        cast.bo, cast.wu, cast.pine.building_1, cast.pine.post
    )  # fmt: skip
    assert not Transfer.objects.exists()


def test_who_imported_it_can_not_verify_it_and_one_alone_neither(desk, cast):
    from content_models.hours.actions import EnteredByYou

    desk.take_in(HOURS, xlsx([HEAD, row()]))
    record = ServiceRecord.objects.get()
    with scope(community=cast.pine.community):
        with pytest.raises(EnteredByYou):
            verify_record(record_id=record.pk, actor=actor(cast.wu), now=utc_now())
        verify_record(record_id=record.pk, actor=actor(cast.ada), now=utc_now())
    record.refresh_from_db()
    assert record.state == "submitted"


def test_the_same_file_again_changes_nothing_even_after_a_refusal(desk, cast):
    content = xlsx([HEAD, row(), row(BEA)])
    desk.take_in(HOURS, content)
    assert counts(desk.check(HOURS, content)) == (0, 0, 2)
    record = ServiceRecord.objects.first()
    with scope(community=cast.pine.community):
        reject_record(record_id=record.pk, actor=actor(cast.ada), reason="没来", now=utc_now())
    assert counts(desk.check(HOURS, content)) == (0, 0, 2)


def test_another_end_at_the_same_time_is_put_right_by_hand(desk):
    desk.take_in(HOURS, xlsx([HEAD, row()]))
    sheet = desk.check(HOURS, xlsx([HEAD, row(end="12:00")]))
    assert words(sheet) == ["C2: There is a record of another length or content at this time. Put it right there."]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row(NOBODY)], ["A2: Please choose somebody who helps in this community."]),
        ([row(NIA)], ["A2: Please choose somebody who helps in this community."]),
        ([row(end="8:00")], ["D2: The end must come after the beginning."]),
        ([row(ago=-1)], ["D2: This has not happened yet."]),
        ([row(ago=90)], ["B2: Hours can be entered for the last 60 days."]),
        ([row(why=None)], ["F2: This is missing."]),
        ([row(post="夜班岗")], ["H2: There is no post called “夜班岗” here."]),
        ([row(place="橡树花园")], ["G2: There is no place called “橡树花园” here."]),
        ([row(), row(begin="10:00", end="12:00")], ["C3: Shares time with row 2: nobody serves twice at once."]),
        (
            [row(begin="0:00", end="10:00"), row(begin="10:00", end="18:00")],
            ["3: That would be 1080 minutes on one day; at most 960 can be recorded."],
        ),
        ([row(minutes=121)], [MINUTES]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(desk, rows, said):
    assert words(desk.check(HOURS, xlsx([HEAD, *rows]))) == said
    assert not ServiceRecord.objects.exists()


def test_who_has_not_agreed_to_the_wording_enters_nothing(desk, cast):
    Consent.objects.filter(user=cast.wu).delete()
    sheet = desk.check(HOURS, xlsx([HEAD, row()]))
    assert words(sheet) == ["0: Please read and agree to how we handle your data first."]
