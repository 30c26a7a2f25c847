"""Source and scope decide who would be on a roll now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from content_models.common.ids import uuid7
from content_models.honors.models import HonorRoll
from content_models.honors.periods import Period
from content_models.honors.standing import standing
from content_models.honors.states import PeriodKind, Scope, Source, Team
from content_models.people.actions import grant_role
from content_models.people.models import Registration, User
from content_models.people.roles import Role
from content_models.posts.actions import appoint, retire_post
from tests.support.cast import LONG_AGO
from tests.support.honor_life import HonorLife

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))


def _stand(honors: HonorLife, period: Period = MAY, **rule: object) -> list[tuple[User, int]]:
    roll = HonorRoll(community=honors.community, title="榜", **rule)
    with honors.scope():
        rows = standing(roll, period)
        people = {user.pk: user for user in User.objects.filter(pk__in=[row.person_id for row in rows])}
        return [(people[row.person_id], row.figure) for row in rows]


@pytest.fixture
def may(honors: HonorLife) -> HonorLife:
    """Bo served 90 minutes in building 1 and 30 in the far building, Bea 60 for the post; April is another month."""
    cast = honors.cast
    honors.served(cast.bo, 90, on=MAY.first_day)
    honors.served(cast.bo, 30, on=MAY.first_day, area=cast.pine.far_building)
    honors.served(cast.bea, 60, on=MAY.first_day, post=cast.pine.post)
    honors.served(cast.bea, 500, on=date(2026, 4, 1))
    return honors


def test_minutes_of_the_period_are_added_up_most_first(may: HonorLife) -> None:
    bo, bea = may.cast.bo, may.cast.bea
    assert _stand(may) == [(bo, 120), (bea, 60)]
    assert _stand(may, period=Period(date(2026, 4, 1), date(2026, 6, 30))) == [(bea, 560), (bo, 120)]
    assert _stand(may, least=100) == [(bo, 120)]
    assert _stand(may, size=1) == [(bo, 120)]


def test_who_is_level_with_the_last_is_on_it_as_well(may: HonorLife) -> None:
    may.served(may.cast.anna, 60, on=MAY.first_day)
    assert {person for person, _figure in _stand(may, size=2)} == {may.cast.bo, may.cast.bea, may.cast.anna}


def test_a_place_counts_what_was_done_there_and_below(may: HonorLife) -> None:
    assert _stand(may, scope=Scope.AREA, area=may.cast.pine.far_estate) == [(may.cast.bo, 30)]
    assert _stand(may, scope=Scope.AREA, area=may.cast.pine.estate) == [(may.cast.bo, 90), (may.cast.bea, 60)]


def test_a_post_counts_what_was_done_in_it(may: HonorLife) -> None:
    assert _stand(may, scope=Scope.POST, post=may.cast.pine.post) == [(may.cast.bea, 60)]


def test_a_team_is_its_people_whatever_they_do(may: HonorLife) -> None:
    cast = may.cast
    may.served(cast.chen, 45, on=MAY.first_day)
    may.served(cast.wu, 30, on=MAY.first_day)
    assert _stand(may, scope=Scope.TEAM, team=Team.CHIEFS) == [(cast.chen, 45)]
    assert _stand(may, scope=Scope.TEAM, team=Team.WORKERS) == [(cast.wu, 30)]
    with may.scope():
        made = Registration(id=uuid7(), user=cast.bo, community=may.community, created_at=LONG_AGO, wears_badge=True)
        made.save()
        Registration(id=uuid7(), user=cast.bea, community=may.community, created_at=LONG_AGO).save()
    assert _stand(may, scope=Scope.TEAM, team=Team.VANGUARD) == [(cast.bo, 120)], "who wears no badge stays private"


def test_confirmed_wishes_are_counted(may: HonorLife) -> None:
    may.helped(may.cast.bo, 2, on=MAY.first_day)
    assert _stand(may, source=Source.WISHES) == [(may.cast.bo, 2)]


def test_staff_never_stand_on_a_ranked_roll(may: HonorLife) -> None:
    may.served(may.cast.wu, 999, on=MAY.first_day)
    assert _stand(may)[0] == (may.cast.wu, 999)
    assert may.cast.wu not in dict(_stand(may, shows_ranks=True))


def test_years_in_a_post_run_to_the_end_of_the_period_and_count_once(honors: HonorLife) -> None:
    cast = honors.cast
    with honors.scope():
        for person, began in ((cast.bo, date(2024, 5, 15)), (cast.bea, date(2026, 5, 20))):
            appoint(
                person=person,
                community=honors.community,
                area=cast.pine.community.area,
                post=cast.pine.post,
                by=None,
                now=honors.now.replace(year=began.year, month=began.month, day=began.day),
            )
    rule = {"source": Source.TERM, "scope": Scope.POST, "post": cast.pine.post}
    assert _stand(honors, **rule) == [(cast.bo, 24)]
    assert _stand(honors, source=Source.TERM, scope=Scope.TEAM, team=Team.CHIEFS) == [(cast.chen, 4)]


def test_a_picked_roll_has_no_figures_of_its_own(may: HonorLife) -> None:
    assert _stand(may, source=Source.VOTE) == []


def _refused(honors: HonorLife, **rule: object) -> dict[str, list[str]]:
    values = {"title": "榜", "starts_on": date(2026, 5, 1), "created_at": honors.now} | rule
    with honors.scope(), pytest.raises(ValidationError) as refused:
        HonorRoll(id=uuid7(), community=honors.community, **values).full_clean()
    return refused.value.message_dict


def test_what_a_roll_may_not_be_is_said_beside_the_field(honors: HonorLife) -> None:
    cast = honors.cast
    workers = {"scope": Scope.TEAM, "team": Team.WORKERS}
    assert "shows_ranks" in _refused(honors, shows_ranks=True, **workers)
    assert "area" in _refused(honors, scope=Scope.AREA)
    assert "area" in _refused(honors, scope=Scope.AREA, area=cast.oak.estate)
    assert "post" in _refused(honors, scope=Scope.POST, post=cast.oak.post)
    assert "team" in _refused(honors, scope=Scope.TEAM)
    assert "source" in _refused(honors, source=Source.TERM, **workers)
    monthly = honors.roll(title="月榜", **workers)
    yearly = {"source": Source.EDITIONS, "fed_by": monthly, "period": PeriodKind.YEAR}
    assert "fed_by" in _refused(honors, source=Source.EDITIONS)
    assert "fed_by" in _refused(honors, **yearly | {"period": PeriodKind.MONTH})
    assert "shows_ranks" in _refused(honors, **yearly, shows_ranks=True), "nor by way of a yearly roll"


def test_the_database_itself_never_ranks_staff(honors: HonorLife) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        honors.roll(scope=Scope.TEAM, team=Team.WORKERS, shows_ranks=True)


def test_no_roll_is_set_up_over_a_removed_post(honors: HonorLife) -> None:
    with honors.scope():
        retire_post(post=honors.cast.pine.post, by=honors.cast.ada, now=honors.now)
    assert "post" in _refused(honors, scope=Scope.POST, post=honors.cast.pine.post)


def test_who_left_the_team_before_the_period_is_not_on_it(honors: HonorLife) -> None:
    cast = honors.cast
    honors.served(cast.chen, 45, on=MAY.first_day)
    with honors.scope():
        term = cast.chen.appointments.get()
        term.end()
        term.ended_at = honors.now.replace(year=2026, month=4, day=2)
        term.save()
        grant_role(user=cast.chen, role=Role.VOLUNTEER, area=honors.community.area, by=None, now=honors.now)
    assert _stand(honors, scope=Scope.TEAM, team=Team.CHIEFS) == []
    april = Period(date(2026, 4, 1), MAY.first_day - timedelta(days=1))
    honors.served(cast.chen, 10, on=april.first_day)
    assert _stand(honors, period=april, scope=Scope.TEAM, team=Team.CHIEFS) == [(cast.chen, 10)]
