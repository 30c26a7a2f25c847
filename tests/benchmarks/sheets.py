"""30,000 buildings in one sheet, as the worker process imports them; and the same file again.

Each step is a process of its own, so that the peak of its memory is its own. It measures what the jobs do: reading the
file cell by cell, planning, and writing all of it in one transaction.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Report
from tests.benchmarks.stage import Town

ESTATES, BUILDINGS = 300, 30_000
SECONDS, MEGABYTES = 90, 300
STEPS = ("check", "import", "again")


def run(report: Report, town: Town, folder: Path) -> None:
    report.chapter(f"{BUILDINGS:,} buildings in one sheet")
    sheet = folder / "buildings.xlsx"
    _write_sheet(sheet)
    report.tell("the sheet", f"{sheet.stat().st_size / 1e6:.1f} MB, {ESTATES + BUILDINGS:,} rows")
    told = {step: _in_a_process(step, sheet, town, folder) for step in STEPS}
    seconds = told["check"]["seconds"] + told["import"]["seconds"]
    peak = max(one["megabytes"] for one in told.values())
    whole = [told["check"], told["import"]]
    report.tell("checked / imported", " / ".join(f"{one['seconds']:.1f} s" for one in whole))
    report.tell("of which the one transaction", f"{told['import']['writing']:.1f} s")
    report.show("checked and imported", f"{seconds:.1f} s", f"at most {SECONDS} s", holds=seconds <= SECONDS)
    report.show("peak memory of the worker", f"{peak:.0f} MB", f"at most {MEGABYTES} MB", holds=peak <= MEGABYTES)
    counted = told["import"]["counts"]
    every = ESTATES + BUILDINGS
    report.show("new places", f"{counted[0]:,}", f"{every:,}", holds=counted == [every, 0, 0])
    again = told["again"]
    report.show(
        "the same file again: new, changed",
        f"{again['counts'][0]}, {again['counts'][1]} in {again['seconds']:.1f} s",
        "0, 0",
        holds=again["counts"] == [0, 0, every] and again["places"] == told["import"]["places"],
    )
    report.show("faults in the tree of places", str(again["faults"]), "0", holds=again["faults"] == 0)


def _write_sheet(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet("楼栋")
    page.append(["小区", "楼栋", "纬度", "经度"])
    for estate in range(ESTATES):
        page.append([f"导入小区{estate}"])
        for building in range(BUILDINGS // ESTATES):
            page.append([f"导入小区{estate}", f"{building + 1}栋", 22.5 + estate / 1e4, 114 + building / 1e4])
    book.save(path)


def _in_a_process(step: str, sheet: Path, town: Town, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.sheets", step, str(sheet)],
        env={**os.environ, **town.environment(), "LINLI_DATA_DIR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _step(step: str, path: Path) -> dict[str, Any]:
    """What one process does; its figures."""
    import django

    django.setup()
    from django_scopes import scope

    from content_models.areas.models import Area, Community
    from content_models.common.clock import utc_now
    from content_models.sheets.actions import check_sheet, run_import, start_import
    from content_models.sheets.models import SheetImport

    community = Community.objects.select_related("area__level").get(slug="many")
    with scope(community=community):
        worker = _worker(community)
        sheet = SheetImport.objects.first() if step == "import" else _hand_in(community, worker, path)
        began = time.monotonic()
        if step == "import":
            start_import(sheet_id=sheet.pk, actor=worker, now=utc_now())
            writing = _timed_writing()
            run_import(sheet_id=sheet.pk, now=utc_now())
        else:
            check_sheet(sheet_id=sheet.pk, now=utc_now())
            writing = [0.0]
        seconds = time.monotonic() - began
        sheet.refresh_from_db()
        problems = [one["words"]["en"] for one in sheet.problems[:3]]
        assert not problems, problems
        return {
            "seconds": seconds,
            "writing": writing[0],
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "counts": [sheet.rows_new, sheet.rows_changed, sheet.rows_unchanged],
            "places": Area.objects.count(),
            "faults": sum(map(len, Area.find_problems())) if step == "again" else 0,
        }


def _timed_writing() -> list[float]:
    """Seconds inside of the transaction, measured from the turn to the end."""
    from content_models.sheets.actions import working

    spent, write = [0.0], working._write

    def timed(*args: Any, **kwargs: Any) -> None:
        began = time.monotonic()
        write(*args, **kwargs)
        spent[0] = time.monotonic() - began

    working._write = timed
    return spent


def _worker(community: Any) -> Any:
    from content_models.common.clock import local_day, utc_now
    from content_models.people.actions import grant_role
    from content_models.people.models import User
    from content_models.people.roles import Role

    user, _made = User.objects.get_or_create(username="sheets-worker")
    grant_role(user=user, role=Role.WORKER, area=community.area, by=None, now=utc_now())
    return User.objects.with_grants(user.pk, today=local_day(utc_now()))


def _hand_in(community: Any, worker: Any, path: Path) -> Any:
    from content_models.common.clock import utc_now
    from content_models.sheets.actions import upload_sheet
    from content_models.sheets.states import SheetKind

    with path.open("rb") as content:
        return upload_sheet(
            actor=worker, community=community, kind=SheetKind.AREAS, content=content, name=path.name, now=utc_now()
        )


if __name__ == "__main__":
    print(json.dumps(_step(sys.argv[1], Path(sys.argv[2]))))
