"""What a shop handed over in a month, as figures and as a sheet; agreements between communities, and who owes whom."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.utils import timezone
from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.common.ids import uuid7
from content_models.ledger.actions import bring_points
from content_models.ledger.models import Recognition
from content_models.rewards.actions import hand_over
from content_models.rewards.codes import digits_of
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

SETTLEMENTS, RECOGNITIONS = "/admin/settlements/", "/admin/recognitions/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def handed_over(cast):
    """Bo fetched a bag of rice at the corner shop, today."""
    life = ServiceLife(cast)
    merchant, person = life.merchant("福来小超市")
    life.give_points(cast.bo, 100)
    redemption = life.redeem(life.reward(merchant=merchant))
    with scope(community=cast.pine.community):
        hand_over(code=digits_of(redemption), actor=actor(person), community=cast.pine.community, now=utc_now())
    return merchant


def test_a_line_per_shop_and_the_sum(wu, handed_over):
    page = wu.get(SETTLEMENTS)
    (line,) = page.context["lines"]
    assert (line.name, line.pieces, line.points) == ("福来小超市", 1, 30)
    assert (page.context["pieces"], page.context["points"], page.context["running"]) == (1, 30, True)


def test_the_sheet_of_a_month_opens_in_excel(wu, handed_over):
    answer = wu.get(f"{SETTLEMENTS}{handed_over.pk}/{timezone.localdate():%Y-%m}.xlsx")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert page["B4"].value == "大米"
    assert page["C5"].value == 30
    assert "Bo" not in str([list(row) for row in page.iter_rows(values_only=True)])


@pytest.mark.parametrize("month", ["2026-13", "x", "2026", "0000-01", ""])
def test_what_is_no_month_is_this_month_in_the_list_and_no_sheet(wu, handed_over, month):
    assert wu.get(f"{SETTLEMENTS}?month={month}").context["month"] == timezone.localdate().replace(day=1)
    assert wu.get(f"{SETTLEMENTS}{handed_over.pk}/{month}.xlsx").status_code == 404


def test_a_month_without_anything_says_so(wu, handed_over):
    page = wu.get(f"{SETTLEMENTS}?month=2020-01")
    assert [(line.pieces, line.sheet_url) for line in page.context["lines"]] == [(0, "")]
    assert page.context["running"] is False


def test_many_shops_cost_the_same_number_of_queries(wu, cast, handed_over, count_queries):
    few = count_queries(wu, SETTLEMENTS)
    ServiceLife(cast).merchant("第二家店")
    ServiceLife(cast).merchant("理发店三")
    assert count_queries(wu, SETTLEMENTS) == few


# --- between communities --------------------------------------------------------------------------


@pytest.fixture
def agreement(ada, dai, cast) -> Recognition:
    ada.post(RECOGNITIONS, {"partner": str(cast.oak.community.pk), "points_a_month": "100"})
    return Recognition.objects.get()


def test_one_proposes_and_the_other_signs(ada, dai, cast, agreement):
    assert (agreement.proposer, agreement.partner, agreement.signed_at) == (
        cast.pine.community,
        cast.oak.community,
        None,
    )
    dai.post(f"{RECOGNITIONS}{agreement.pk}/sign/")
    agreement.refresh_from_db()
    assert agreement.signed_by == cast.dai


def test_who_proposed_does_not_sign_for_the_other(ada, agreement):
    with nothing_changes():
        ada.post(f"{RECOGNITIONS}{agreement.pk}/sign/")


def test_a_proposal_waits_on_the_first_screen_of_who_has_to_sign(dai, ada, agreement, cast):
    page = dai.get("/admin/").content.decode()
    assert f"/admin/recognitions/?community={cast.oak.community.pk}" in page
    assert f"/admin/recognitions/?community={cast.oak.community.pk}" not in ada.get("/admin/").content.decode()


def test_proposing_twice_or_to_oneself_is_refused_in_words(ada, dai, cast, agreement):
    with nothing_changes():
        again = ada.post(RECOGNITIONS, {"partner": str(cast.oak.community.pk), "points_a_month": "100"})
        own = ada.post(RECOGNITIONS, {"partner": str(cast.pine.community.pk), "points_a_month": "100"})
    assert again.status_code == 200
    assert own.context["form"].errors["partner"]


def test_either_side_ends_it(ada, dai, agreement):
    dai.post(f"{RECOGNITIONS}{agreement.pk}/sign/")
    ada.post(f"{RECOGNITIONS}{agreement.pk}/end/")
    agreement.refresh_from_db()
    assert agreement.ended_at is not None


def test_it_says_who_owes_whom(ada, dai, cast, agreement):
    dai.post(f"{RECOGNITIONS}{agreement.pk}/sign/")
    life = ServiceLife(cast)
    life.give_points(cast.bo, 100)
    bring_points(
        actor=actor(cast.bo),
        origin=cast.pine.community,
        community=cast.oak.community,
        amount=40,
        transfer_id=uuid7(),
        now=utc_now(),
    )
    (ours,) = ada.get(RECOGNITIONS).context["balances"]
    assert (ours["we_owe"], ours["they_owe"]) == (40, 0)
    (theirs,) = dai.get(f"{RECOGNITIONS}?community={cast.oak.community.pk}").context["balances"]
    assert (theirs["we_owe"], theirs["they_owe"]) == (0, 40)
    (before,) = ada.get(f"{RECOGNITIONS}?first_day=2020-01-01&last_day=2020-12-31").context["balances"]
    assert (before["we_owe"], before["they_owe"]) == (0, 0)


def test_agreements_are_no_business_of_a_worker(wu, agreement):
    assert wu.get(RECOGNITIONS).status_code == 302
    with nothing_changes():
        assert wu.post(f"{RECOGNITIONS}{agreement.pk}/end/").status_code == 404
