"""`manage.py demo` twice is `manage.py demo` once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.demo import making
from cms.demo.diary import Diary
from cms.demo.making import make_demo
from content_models.areas.models import Area, AreaLevel, Community, Ladder
from content_models.people.models import User
from media.models import Photo
from tests.cms.demo.snapshots import every_row


@pytest.mark.django_db
def test_a_second_run_changes_nothing(capsys):
    call_command("demo")
    first = every_row()
    made = capsys.readouterr().out

    call_command("demo")

    assert every_row() == first
    assert "49 wishes" in made
    assert "nothing was changed" in capsys.readouterr().out


def _stored_files() -> set[Path]:
    return set((settings.DATA_DIR / "private").rglob("*.jpg"))


@pytest.mark.django_db
def test_a_demo_that_fails_half_way_leaves_no_row_and_no_file(monkeypatch):
    class Halfway(Exception):
        pass

    stored = 0
    really_store = making.StoryTeller.store

    def store_then_fail(self, *arguments):
        nonlocal stored
        made = really_store(self, *arguments)
        stored += len(made)
        if stored > 3:
            raise Halfway
        return made

    monkeypatch.setattr(making.StoryTeller, "store", store_then_fail)
    files = _stored_files()

    with pytest.raises(Halfway):
        make_demo(now=datetime(2026, 11, 21, 12, 30, tzinfo=UTC))

    assert stored > 3
    assert not Community.objects.exists()
    assert not User.objects.exists()
    assert not Photo.objects.exists()
    assert _stored_files() == files


@pytest.mark.django_db
def test_somebody_elses_community_of_the_same_name_is_left_alone():
    level = AreaLevel.objects.create(ladder=Ladder.objects.create(name="真的"), key="community", name="社区", rank=0)
    area = Area.add_root(level=level, name="荔影社区")
    Community.objects.create(area=area, slug="liying", name="荔影社区")
    before = every_row()

    with pytest.raises(CommandError, match="not the demo's"):
        call_command("demo")

    assert every_row() == before


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_the_diary_keeps_every_order_and_every_moment_is_by_daylight_and_over(hour):
    now = datetime(2026, 3, 1, hour, 20, tzinfo=UTC)
    diary = Diary(now=now)
    days = [step / 40 for step in range(2400, -1, -1)]

    moments = [diary.days_ago(day) for day in days]

    assert moments == sorted(moments)
    assert len(set(moments)) == len(moments)
    assert moments[-1] == now
    by_the_wall_clock = [timezone.localtime(moment) for moment in moments]
    today = by_the_wall_clock[-1].date()
    assert all(7 <= moment.hour < 22 for moment in by_the_wall_clock if moment.date() < today)


def test_the_diary_knows_no_future():
    now = datetime(2026, 3, 1, tzinfo=UTC)

    with pytest.raises(ValueError, match="can't know"):
        Diary(now=now).write(now + timedelta(seconds=1), lambda _now: None)
