"""Handed in, checked, said yes to once, or put away; files that go; what a broken worker leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django_q.models import OrmQ
from django_q.signing import SignedPackage
from django_scopes import scope
from wagtail.models import ModelLogEntry

from content_models.areas.models import Area
from content_models.common.clock import utc_now
from content_models.common.errors import IllegalMove, Missing
from content_models.common.models import JobEffect
from content_models.sheets import actions
from content_models.sheets.actions import HasProblems, NothingToImport, TooManyWaiting, working
from content_models.sheets.jobs import tidy_sheets
from content_models.sheets.models import SheetImport
from content_models.sheets.states import SheetKind, SheetState
from tests.content_models.sheets.paper import Desk, counts, xlsx
from tests.support.unchanged import nothing_changes

AREAS, ROSTER = SheetKind.AREAS, SheetKind.ROSTER
GOOD = xlsx([["小区", "楼栋"], ["新苑", None], ["新苑", "1栋"]])
BAD = xlsx([["小区", "楼栋"], ["无名苑", "1栋"]])
SECRET = "13912345678"
NAMES = xlsx([["姓名", "电话", "岗位或长"], ["钱多多", SECRET, "邻里互助岗"], ["孙小小", "123", "邻里互助岗"]])


def is_there() -> bool:
    return Area.objects.filter(name="新苑").exists()


def test_looking_writes_nothing(desk):
    before = list(Area.objects.values())
    assert desk.check(AREAS, GOOD).is_ready
    assert list(Area.objects.values()) == before


def test_saying_yes_twice_starts_it_once(desk):
    sheet = desk.check(AREAS, GOOD)
    desk.start(sheet)
    with nothing_changes(), pytest.raises(IllegalMove):
        desk.start(sheet)
    assert OrmQ.objects.count() == 1


def test_a_job_that_is_delivered_twice_imports_once(desk):
    sheet = desk.take_in(AREAS, GOOD)
    with nothing_changes(), scope(community=desk.place.community):
        working.run_import(sheet_id=sheet.pk, now=utc_now())
        working.check_sheet(sheet_id=sheet.pk, now=utc_now())


@pytest.mark.parametrize("content", [GOOD, BAD])
def test_a_sheet_that_is_put_away_leaves_no_file_and_nothing_written(desk, kept_files, content):
    sheet = desk.check(AREAS, content)
    assert len(kept_files()) == (1 if content is GOOD else 2)
    desk.work(lambda: desk.drop(sheet))
    assert (desk.again(sheet).state, kept_files(), is_there()) == (SheetState.DROPPED, [], False)
    with nothing_changes(), pytest.raises(IllegalMove):
        desk.start(sheet)
    with nothing_changes(), pytest.raises(IllegalMove):
        desk.drop(sheet)


def test_what_can_not_start_says_why(desk):
    with pytest.raises(HasProblems):
        desk.start(desk.check(AREAS, BAD))
    desk.take_in(AREAS, GOOD)
    with pytest.raises(NothingToImport):
        desk.start(desk.check(AREAS, GOOD))
    waiting = desk.hand_in(AREAS, GOOD)
    with nothing_changes(), pytest.raises(IllegalMove):
        desk.start(waiting)


def test_the_file_goes_when_it_is_done(desk, kept_files):
    sheet = desk.take_in(AREAS, GOOD)
    assert (kept_files(), sheet.file.name, sheet.file_name, sheet.problems) == ([], "", "", [])


def test_after_a_day_nothing_is_kept_of_what_nobody_wanted(desk, kept_files):
    sheet = desk.check(ROSTER, NAMES)
    tidy_sheets(now=utc_now() + timedelta(hours=23))
    assert desk.again(sheet).state == SheetState.CHECKED
    desk.work(lambda: tidy_sheets(now=utc_now() + timedelta(hours=25)))
    sheet = desk.again(sheet)
    assert (sheet.state, sheet.problems, kept_files()) == (SheetState.DROPPED, [], [])


def test_what_a_killed_worker_left_half_done_is_said_to_have_failed(desk, kept_files):
    sheet = desk.check(AREAS, GOOD)
    desk.start(sheet)
    OrmQ.objects.all().delete()
    tidy_sheets(now=utc_now() + timedelta(minutes=59))
    assert desk.again(sheet).state == SheetState.RUNNING
    desk.work(lambda: tidy_sheets(now=utc_now() + timedelta(minutes=61)))
    assert (desk.again(sheet).state, kept_files(), is_there()) == (SheetState.FAILED, [], False)


def test_if_writing_breaks_half_way_nothing_of_it_is_there(desk, monkeypatch, kept_files):
    from content_models.areas import bulk

    sheet = desk.check(AREAS, GOOD)
    desk.start(sheet)

    def break_down(*_anything, **_more):
        raise RuntimeError("the disk is full of 钱多多")

    monkeypatch.setattr(bulk, "_count_children", break_down)
    desk.work()
    assert (desk.again(sheet).state, kept_files(), is_there()) == (SheetState.FAILED, [], False)
    assert Area.find_problems() == ([], [], [], [], [])


def test_somebody_who_adds_a_place_at_the_same_moment_is_not_written_over(desk, cast, monkeypatch):
    """The unique path makes the second one look again."""
    from content_models.areas.actions import add_area
    from content_models.areas.bulk import _stems

    sheet = desk.check(AREAS, xlsx([["小区", "楼栋"], ["松林花园", "3栋"]]))
    desk.start(sheet)
    looks = []

    def look_and_be_overtaken(community):
        stems = _stems(community)
        if not looks:
            stems[cast.pine.estate.pk].last_step -= 1  # as if 2栋 had come in between
        looks.append(1)
        return stems

    monkeypatch.setattr("content_models.areas.bulk._stems", look_and_be_overtaken)
    desk.work()
    assert (desk.again(sheet).state, len(looks)) == (SheetState.DONE, 2)
    assert Area.find_problems() == ([], [], [], [], [])
    with scope(community=cast.pine.community):
        add_area(parent=cast.pine.estate, level=cast.pine.building_1.level, name="4栋")


def test_names_and_phones_are_in_no_queue_no_log_and_no_plain_column(desk):
    sheet = desk.hand_in(ROSTER, NAMES, "钱多多名册.xlsx")
    queued = [str(SignedPackage.loads(row.payload)) for row in OrmQ.objects.all()]
    desk.work()
    sheet = desk.again(sheet)
    assert sheet.problem_count == 1
    raw = str(list(SheetImport.objects.values_list())) + str(list(ModelLogEntry.objects.values_list()))
    raw += str(list(JobEffect.objects.values_list())) + str(queued)
    for secret in ("钱多多", SECRET, "孙小小"):
        assert secret not in raw
    assert sheet.file_name == "钱多多名册.xlsx"
    assert "钱" not in sheet.file.name


def test_what_is_over_can_keep_no_file(desk):
    sheet = desk.check(AREAS, GOOD)
    with pytest.raises(IntegrityError), transaction.atomic():
        SheetImport.objects.filter(pk=sheet.pk).update(state=SheetState.DONE)


def test_ten_sheets_may_wait(desk):
    for _number in range(10):
        desk.hand_in(AREAS, GOOD)
    with nothing_changes(), pytest.raises(TooManyWaiting):
        desk.hand_in(AREAS, GOOD)


def test_nobody_hands_in_for_another_community(cast, work, kept_files):
    for person in (cast.oskar, cast.bo, cast.chen, cast.nia):
        with nothing_changes(), pytest.raises(Missing):
            Desk(cast.pine, person, work).hand_in(AREAS, GOOD)
    assert not kept_files()


def test_a_colleague_does_not_say_yes_to_it(desk, cast, work):
    sheet = desk.check(AREAS, GOOD)
    with nothing_changes(), pytest.raises(Missing):
        Desk(cast.pine, cast.ada, work).start(sheet)


def test_the_log_names_who_and_how_many(desk, cast):
    sheet = desk.take_in(AREAS, GOOD)
    entry = ModelLogEntry.objects.get(action="linli.sheet.imported")
    assert (entry.object_id, entry.user, entry.data) == (
        str(sheet.pk), cast.wu, {"kind": "areas", "new": 2, "changed": 0}
    )  # fmt: skip


def test_the_import_says_what_became_of_it_even_if_it_was_all_there_meanwhile(desk):
    first, second = desk.check(AREAS, GOOD), desk.check(AREAS, GOOD)
    desk.start(first)
    desk.start(second)
    desk.work()
    assert [counts(desk.again(one)) for one in (first, second)] == [(2, 0, 0), (0, 0, 2)]
    assert Area.objects.filter(name="新苑").count() == 1
    assert timedelta(days=1) == actions.KEPT_FOR
