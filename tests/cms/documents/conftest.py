"""Papers are about Pine Lane: Bo has served there and asks for a certificate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_scopes import scope

from content_models.common.clock import local_day, utc_now
from content_models.hours.actions import (
    NewActivity,
    check_in_person,
    check_out_person,
    issue_certificate,
    open_activity,
    verify_record,
)
from content_models.hours.models import Activity, Certificate, ServiceRecord
from tests.support.cast import actor


@pytest.fixture
def activity(cast) -> Activity:
    """A cleaning day that Wu has announced and that began two hours ago."""
    now = utc_now()
    begin = now - timedelta(hours=2)
    new = NewActivity(
        title="周六清洁日", starts_at=begin, ends_at=now + timedelta(hours=1), minutes_expected=120, place="中心花园"
    )
    with scope(community=cast.pine.community):
        return open_activity(actor=actor(cast.wu), community=cast.pine.community, new=new, now=begin)


@pytest.fixture
def record(cast, activity) -> ServiceRecord:
    """Bo came and went; Wu checked him in and out, Ada verified it."""
    wu, bo = actor(cast.wu), cast.bo.pk
    with scope(community=cast.pine.community):
        began = activity.starts_at + timedelta(minutes=5)
        check_in_person(activity_id=activity.pk, person_id=bo, actor=wu, now=began)
        left = check_out_person(activity_id=activity.pk, person_id=bo, actor=wu, now=began + timedelta(minutes=80))
        return verify_record(record_id=left.pk, actor=actor(cast.ada), now=utc_now())


@pytest.fixture
def certificate(cast, record) -> Certificate:
    now = utc_now()
    today = local_day(now)
    with scope(community=cast.pine.community):
        return issue_certificate(
            actor=actor(cast.bo),
            community=cast.pine.community,
            first_day=today - timedelta(days=7),
            last_day=today,
            now=now,
        )
