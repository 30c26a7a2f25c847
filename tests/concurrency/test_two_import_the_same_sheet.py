"""The same sheet imported twice at the same moment: the second waits its turn and finds everything there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django_scopes import scope, scopes_disabled

from content_models.areas.models import Area
from content_models.common.clock import utc_now
from content_models.sheets.actions import run_import, working
from content_models.sheets.models import SheetImport
from content_models.sheets.states import SheetKind
from tests.concurrency.crowd import all_at_once
from tests.content_models.sheets.conftest import _private_files  # noqa: F401 - a fixture
from tests.content_models.sheets.paper import Desk, counts, xlsx
from tests.support.cast import Cast, make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]

TWINS = 4
ROWS = [["小区", "楼栋"], ["新苑", None], *(["新苑", f"{number}栋"] for number in range(1, 200))]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def twins(cast: Cast, run_jobs: Callable[..., int]) -> list[SheetImport]:
    """Started, and not yet worked."""
    desk = Desk(cast.pine, cast.wu, run_jobs)
    checked = [desk.check(SheetKind.AREAS, xlsx(ROWS)) for _number in range(TWINS)]
    return [desk.start(one) for one in checked]


def _running(cast: Cast, sheet: SheetImport) -> Callable[[], object]:
    def attempt() -> object:
        with scope(community=cast.pine.community):
            return run_import(sheet_id=sheet.pk, now=utc_now())

    return attempt


def _estates() -> int:
    return Area.objects.filter(name="新苑").count()


def test_it_is_imported_once(cast: Cast, twins: list[SheetImport]) -> None:
    assert all_at_once([_running(cast, one) for one in twins]) == {"ok": TWINS}
    with scopes_disabled():
        made = sorted(counts(one) for one in SheetImport.objects.all())
    assert made == [(0, 0, 200)] * (TWINS - 1) + [(200, 0, 0)]
    assert _estates() == 1
    assert Area.find_problems() == ([], [], [], [], [])


def test_the_same_job_delivered_to_several_workers_imports_once(cast: Cast, twins: list[SheetImport]) -> None:
    assert all_at_once([_running(cast, twins[0])] * TWINS) == {"ok": TWINS}
    assert _estates() == 1


def test_without_taking_turns_everybody_would_plan_it_anew(
    cast: Cast, twins: list[SheetImport], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: plans made before the first one was written; the unique path alone would not stop the second."""
    monkeypatch.setattr(working, "_take_turn", lambda _community: None)
    monkeypatch.setattr("content_models.sheets.kinds.areas._known", lambda _community: {})
    all_at_once([_running(cast, one) for one in twins])
    assert _estates() > 1
