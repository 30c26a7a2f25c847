"""The demo's rolls came out month by month, by the clock's own job, with names only as each agreed."""

from __future__ import annotations

import pytest
from django_scopes import scope

from content_models.areas.models import Community
from content_models.honors.keeping import compare_figures
from content_models.honors.models import Award, DisplayConsent, Edition, HonorRoll
from content_models.honors.names import shown_on
from content_models.people.models import User

pytestmark = pytest.mark.usefixtures("looking")


@pytest.fixture
def liying() -> Community:
    return Community.objects.get(slug="liying")


def test_the_best_building_chiefs_of_six_months_have_come_out(liying: Community) -> None:
    with scope(community=liying):
        roll = HonorRoll.objects.get(title="最美楼栋长")
        assert Edition.objects.frozen().filter(roll=roll, awards__isnull=False).distinct().count() >= 5
        assert Edition.objects.open().filter(roll=roll).exists()
        assert HonorRoll.objects.get(title="年度最美楼栋长").fed_by == roll


def test_counted_rolls_have_names_from_verified_hours(liying: Community) -> None:
    with scope(community=liying):
        stars = Award.objects.filter(edition__roll__title="志愿服务之星")
        assert stars.count() >= 5
        assert all((award.figure or 0) >= 60 for award in stars)


def test_names_are_shown_in_every_way_and_somebody_is_still_to_be_asked(liying: Community) -> None:
    with scope(community=liying):
        kinds = {name.kind for name in shown_on(Award.objects.all(), community=liying).values()}
    assert kinds == {"full", "short", "badge", "withheld"}
    heshu = User.objects.get(username="demo-heshu")
    assert not DisplayConsent.objects.living([heshu.pk]).exists()
    with scope(community=liying):
        assert Award.objects.given().filter(person=heshu).exists()


def test_every_kept_figure_is_what_the_records_say() -> None:
    assert not list(compare_figures())
