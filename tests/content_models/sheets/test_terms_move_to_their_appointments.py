"""The migration that makes a term the appointment's own: nothing is lost on the way there, nor on the way back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_scopes import scopes_disabled

from content_models.common.clock import utc_now
from content_models.people.models import Membership
from content_models.posts.actions import appoint
from content_models.posts.models import Appointment, ChiefRole

LAST, OTHER, OWN = date(2031, 12, 31), date(2032, 6, 30), date(2030, 1, 31)
NEW = [("sheets", "0003_terms_are_the_appointments")]


def migrate(*targets: tuple[str, str]) -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return MigrationExecutor(connection)


@pytest.fixture
def _at_the_newest_afterwards():
    yield
    migrate(*NEW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_at_the_newest_afterwards")
def test_there_and_back(cast):
    with scopes_disabled():
        post = _appointment(cast, post=cast.pine.post, area=cast.pine.community.area)
        role = ChiefRole.objects.get(level=cast.pine.building_2.level)
        chief = _appointment(cast, chief_role=role, area=cast.pine.building_2)
        Appointment.objects.filter(pk=post.pk).update(ends_on=LAST)

        old = migrate(("sheets", "0001_initial"), ("posts", "0007_days_of_terms"))
        apps = old.loader.project_state([("sheets", "0001_initial"), ("posts", "0007_days_of_terms")]).apps
        terms = apps.get_model("sheets", "Term")._base_manager
        assert list(terms.values_list("pk", "last_day")) == [(post.pk, LAST)]
        # As the code of before left things: the roster's day in its own table, an invited chief's on the role.
        Appointment.objects.filter(pk=post.pk).update(ends_on=None)
        roles = Membership.objects.filter(user=cast.nia)
        roles.filter(source_id=chief.pk).update(ends_on=OTHER)
        roles.filter(source_id=post.pk).update(ends_on=OWN)

        migrate(*NEW)
        days = dict(Appointment.objects.filter(person=cast.nia).values_list("pk", "ends_on"))
        assert days == {post.pk: LAST, chief.pk: OTHER}
        # Somebody gave the volunteer a day of her own: it counts, as it did.
        assert list(roles.filter(ends_on=OWN).values_list("source_id", flat=True)) == [None]


def _appointment(cast, **what) -> Appointment:
    return appoint(person=cast.nia, community=cast.pine.community, by=cast.wu, now=utc_now(), **what)
