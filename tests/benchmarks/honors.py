"""Rolls over 5,000,000 service records of 100 communities: as fast as a look-up, never behind, and true.

LINLI_BENCHMARK_RECORDS lowers the number of records for a trial; the figures that count are those of the whole.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

from tests.benchmarks.figures import Report
from tests.benchmarks.population import Population
from tests.benchmarks.stage import Stage, Town

RECORDS = int(os.environ.get("LINLI_BENCHMARK_RECORDS", "5_000_000"))
COMMUNITIES, PEOPLE, BUILDINGS, MONTHS = 100, 200, 4, 12
ROUNDS, MOST_MS_BEYOND, MOST_LAG_SECONDS = 9, 20, 60
VERIFIED, CORRECTED = 60, 12

# Every person serves once an hour on end, so that nobody serves twice at once; minutes vary from 20 to 59.
_FILL = """
    INSERT INTO hours_servicerecord (id, community_id, person_id, state, grade, origin, subject, organiser, place,
        area_id, post_id, started_at, ended_at, minutes, proof_in, proof_out, late_minutes, entered_by_id, reason,
        created_at, submitted_at, verified_at, answer, points, earning_id, reversal_id)
    SELECT made.id, p.community_id, p.person_id, 'verified', 'A', 'activity', '值岗', '居委会', '',
        p.areas[1 + mod(p.place, {buildings})], CASE WHEN mod(n, 3) = 0 THEN p.post_id END,
        moment, moment + make_interval(mins => 20 + mod(n * 7 + p.place, 40)), 20 + mod(n * 7 + p.place, 40),
        'code', 'code', 0, NULL, '', moment, moment, moment + interval '1 day', '', 0,
        made.id, made.id
    FROM honors_bench_people p, generate_series(0, %s - 1) n,
        LATERAL (
            SELECT %s::timestamptz + make_interval(hours => n * %s) AS moment,
                ('00000000-0000-7000-8000-' || lpad(to_hex(p.number * 100000 + n), 12, '0'))::uuid AS id
        ) made
"""


def run(report: Report, stage: Stage) -> None:
    """In a process and a database of its own: what it makes is much, and nothing else is measured on it."""
    report.chapter(f"Honor rolls: {RECORDS:,} service records over {COMMUNITIES} communities")
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.honors"],
        env={**os.environ, **Town(stage.new_database("honors"), Population([], [])).environment()},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    for told in json.loads(done.stdout.splitlines()[-1]):
        if "bound" in told:
            report.show(told["name"], told["value"], told["bound"], holds=told["holds"])
        else:
            report.tell(told["name"], told["value"])


class _Told:
    """What the process found out, for the report of the one that started it."""

    def __init__(self) -> None:
        self.figures: list[dict[str, Any]] = []

    def tell(self, name: str, value: str) -> None:
        self.figures.append({"name": name, "value": value})

    def show(self, name: str, value: str, bound: str, *, holds: bool) -> None:
        self.figures.append({"name": name, "value": value, "bound": bound, "holds": holds})


def _measured() -> list[dict[str, Any]]:
    told, town = _Told(), _Towns()
    told.tell("made the records", f"{_timed(town.fill):.0f} s")
    told.tell("counted all figures from them", f"{_timed(town.rebuild):.0f} s, {town.kept():,} rows")
    _speed(told, town)
    _lag(told, town)
    _corrections(told, town)
    _rebuild(told, town)
    return told.figures


class _Towns:
    """The communities, and the months that their records fill."""

    def __init__(self) -> None:
        self.last = date.today().replace(day=1)  # noqa: DTZ011 - the month before is over everywhere
        self.month = (self.last - timedelta(days=1)).replace(day=1)
        self.places: list[Any] = []

    @property
    def communities(self) -> list[Any]:
        return [place.community for place in self.places]

    def fill(self) -> None:
        from django.db import connection

        self._found()
        each = RECORDS // (COMMUNITIES * PEOPLE)
        begin = datetime(self.last.year - 1, self.last.month, 1, tzinfo=UTC)
        hours = max(int(MONTHS * 30.4 * 24 / each), 1)
        with connection.cursor() as cursor:
            # What the walls hold is true of these rows by their making; five million checks would take an hour.
            cursor.execute("SET session_replication_role = replica")
            indexes = _without_indexes(cursor)
            cursor.execute(_FILL.format(buildings=BUILDINGS), [each, begin, hours])
            cursor.execute("SET maintenance_work_mem = '512MB'")
            for definition in indexes:
                cursor.execute(definition)
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("VACUUM ANALYZE hours_servicerecord")

    def _found(self) -> None:
        """Communities with four buildings, a post and 200 people each; their keys go into a table for the filling."""
        from django.db import connection

        from content_models.areas.actions import add_area
        from content_models.people.models import User
        from tests.support.cast import make_ladder, make_neighbourhood

        levels = make_ladder()
        district = add_area(parent=None, level=levels["district"], name="区")
        street = add_area(parent=district, level=levels["street"], name="街道")
        self.places = [
            make_neighbourhood(street=street, levels=levels, slug=f"c{number}", name=f"社区{number}")
            for number in range(COMMUNITIES)
        ]
        rows = []
        for place in self.places:
            areas = [place.building_1.pk, place.building_2.pk, place.far_building.pk, place.estate.pk]
            people = User.objects.bulk_create(
                User(username=f"{place.slug}-{number}", nickname=f"邻居{number}", password="!")
                for number in range(PEOPLE)
            )
            rows += [(place.community.pk, one.pk, place.post.pk, areas, at) for at, one in enumerate(people)]
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE honors_bench_people"
                " (community_id uuid, person_id uuid, post_id uuid, areas uuid[], place int, number bigint)"
            )
            numbered = [(*row, number) for number, row in enumerate(rows)]
            cursor.executemany("INSERT INTO honors_bench_people VALUES (%s, %s, %s, %s, %s, %s)", numbered)

    def rebuild(self) -> None:
        from content_models.honors.keeping import rebuild_figures

        rebuild_figures()
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE hours_servedmonth")

    def kept(self) -> int:
        from content_models.hours.models import ServedMonth

        return int(ServedMonth._base_manager.count())

    def roll(self, community: Any, **rule: Any) -> Any:
        from content_models.honors.models import HonorRoll

        return HonorRoll(community=community, title="本月之星", **{"size": 20, "least": 1} | rule)

    def period(self, kind: str = "month") -> Any:
        from content_models.honors.periods import Period

        return Period.around(self.month, kind)


def _without_indexes(cursor: Any) -> list[str]:
    """Take the table's indexes down while it is filled; what makes them again."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = 'hours_servicerecord'::regclass"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f"DROP INDEX {name}")
    return [definition for _name, definition in found]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _speed(report: _Told, town: _Towns) -> None:
    """A month's roll beside a look-up by index of as many rows as it gives, round by round."""
    from django_scopes import scope

    from content_models.honors.standing import standing
    from content_models.hours.models import ServiceRecord

    chosen = random.Random(5).sample(town.communities, ROUNDS)
    beyond: dict[str, list[float]] = {"the month": [], "one building and below": [], "the year": []}
    told: dict[str, list[float]] = {"look-up": [], **{name: [] for name in beyond}}
    for warm in (True, False):
        for community in chosen:
            with scope(community=community):
                area = community.area.get_children().first()
                rolls = {
                    "the month": (town.roll(community), town.period()),
                    "one building and below": (town.roll(community, scope="area", area=area), town.period()),
                    "the year": (town.roll(community), town.period("year")),
                }
                for name, (roll, period) in rolls.items():
                    began = time.perf_counter()
                    rows = standing(roll, period)
                    took = time.perf_counter() - began
                    assert rows, "somebody has served in each"
                    ids = ServiceRecord.objects.filter(community=community).values_list("pk", flat=True)[: len(rows)]
                    ids = list(ids)
                    looked = _timed(
                        lambda wanted=ids: list(ServiceRecord.objects.filter(pk__in=wanted).values_list("pk"))
                    )
                    if not warm:
                        beyond[name].append((took - looked) * 1000)
                        told[name].append(took * 1000)
                        told["look-up"].append(looked * 1000)
    report.tell("index look-up of the same number of rows", f"{median(told['look-up']):.1f} ms")
    for name, milliseconds in beyond.items():
        figure = f"{median(milliseconds):.1f} ms ({min(milliseconds):.1f}–{max(milliseconds):.1f})"
        if name == "the month":
            report.show(
                "the month's roll beyond it",
                figure,
                f"at most {MOST_MS_BEYOND} ms",
                holds=median(milliseconds) <= MOST_MS_BEYOND,
            )
        else:
            report.tell(f"{name}: beyond it", figure)


def _lag(report: _Told, town: _Towns) -> None:
    """From the verification until the roll shows it: both over the database, as two people would see it."""
    from django_scopes import scope

    from content_models.honors.standing import standing
    from content_models.hours.actions import verify_record
    from content_models.people.models import User

    place = town.places[0]
    worker = _worker(place)
    lags, speeds = [], []
    with scope(community=place.community):
        person = User.objects.get(username=f"{place.slug}-0")
        roll, period = town.roll(place.community, size=200), town.period()
        shown = _by_person(standing(roll, period))[person.pk]
        for number in range(VERIFIED):
            record = _submitted(place, person, town, number)
            began = time.perf_counter()
            verify_record(record_id=record.pk, actor=worker, now=record.created_at)
            speeds.append(time.perf_counter() - began)
            shown += record.minutes
            while _by_person(standing(roll, period))[person.pk] != shown:
                if time.perf_counter() - began > MOST_LAG_SECONDS:
                    break
            lags.append(time.perf_counter() - began)
    report.tell("verifying one record", f"{median(speeds) * 1000:.1f} ms")
    report.show(
        "a roll shows what was verified after",
        f"{max(lags):.3f} s at worst",
        f"at most {MOST_LAG_SECONDS} s",
        holds=max(lags) <= MOST_LAG_SECONDS,
    )


def _submitted(place: Any, person: Any, town: _Towns, number: int) -> Any:
    """A record of the roll's month that waits, at an hour at which she has served nowhere else."""
    from content_models.common.ids import uuid7
    from content_models.common.months import Month
    from content_models.hours.models import ServiceRecord

    begin = Month.of(town.month).begins_at + timedelta(hours=10 * number, minutes=1)
    taken = ServiceRecord.objects.of(person.pk).occupying().overlapping(begin, begin + timedelta(hours=3))
    latest = taken.order_by("-ended_at").values_list("ended_at", flat=True).first()
    begin = latest or begin
    return ServiceRecord.objects.create(
        id=uuid7(), community=place.community, person=person, state="submitted", grade="A", origin="activity",
        subject="值岗", organiser="居委会", area=place.building_1, started_at=begin,
        ended_at=begin + timedelta(minutes=1), minutes=1, created_at=begin + timedelta(days=1),
    )  # fmt: skip


def _worker(place: Any) -> Any:
    from django_scopes import scope

    from content_models.common.clock import local_day, utc_now
    from content_models.people.actions import grant_role
    from content_models.people.models import User
    from content_models.people.roles import Role

    user = User.objects.create(username=f"worker-{place.slug}")
    with scope(community=place.community):
        grant_role(user=user, role=Role.WORKER, area=place.community.area, by=None, now=utc_now())
    return User.objects.with_grants(user.pk, today=local_day(utc_now()))


def _corrections(report: _Told, town: _Towns) -> None:
    """A record taken back: of all rolls, open and frozen, exactly those change that counted it, each by its minutes."""
    from django_scopes import scope

    from content_models.areas.models import Area
    from content_models.common.clock import local_day
    from content_models.honors.actions import correct_record, freeze_edition, open_edition
    from content_models.honors.models import Award, EditionNote, HonorRoll
    from content_models.honors.periods import Period
    from content_models.honors.standing import standing
    from content_models.hours.models import ServiceRecord

    wrong, changed = 0, 0
    place = town.places[1]
    community = place.community
    worker = _worker(place)
    with scope(community=community):
        areas = [*Area.objects.of_community(community)]
        rules: list[dict[str, Any]] = [
            {}, {"period": "quarter"}, {"period": "year"}, {"scope": "post", "post": place.post},
            *({"scope": "area", "area": area} for area in areas),
        ]  # fmt: skip
        now = datetime(town.last.year, town.last.month, 20, tzinfo=UTC)
        rolls = [
            HonorRoll.objects.create(
                community=community, title=f"榜{number}", starts_on=town.month, size=200, least=1, **rule
            )
            for number, rule in enumerate(rules)
        ]
        periods = {roll.pk: Period.around(town.month, roll.period) for roll in rolls}
        editions = [open_edition(roll=roll, period_start=periods[roll.pk].first_day) for roll in rolls]
        out = [one for one in editions if freeze_edition(edition_id=one.pk, now=now + timedelta(days=400))]
        assert len(out) == len(editions)
        frozen = dict(Award.objects.values_list("pk", "figure"))
        records = ServiceRecord.objects.verified().filter(started_at__gte=_begins(town.month))
        for record in list(records.select_related("area").order_by("pk")[:CORRECTED]):
            figures = {roll.pk: _by_person(standing(roll, periods[roll.pk])) for roll in rolls}
            noted = EditionNote.objects.count()
            correct_record(record_id=record.pk, actor=worker, reason="记错了", now=now + timedelta(days=401))
            meant = 0
            for roll in rolls:
                day = local_day(record.started_at)
                about = periods[roll.pk].first_day <= day <= periods[roll.pk].last_day and (
                    roll.area is None or record.area.path.startswith(roll.area.path)
                )
                about = about and (roll.post_id is None or record.post_id == roll.post_id)
                expected = dict(figures[roll.pk])
                if about:
                    meant += 1
                    expected[record.person_id] = expected[record.person_id] - record.minutes
                    if expected[record.person_id] <= 0:
                        del expected[record.person_id]
                wrong += _by_person(standing(roll, periods[roll.pk])) != expected
            changed += meant
            wrong += EditionNote.objects.count() - noted != meant
        wrong += dict(Award.objects.values_list("pk", "figure")) != frozen
    report.tell("corrections, each beside open and frozen rolls", f"{CORRECTED}, {len(rolls)} × 2")
    report.show(
        f"rolls that changed otherwise than the {changed} meant", str(wrong), "0", holds=wrong == 0 and changed > 0
    )


def _begins(month: date) -> datetime:
    from content_models.common.months import Month

    return Month.of(month).begins_at


def _by_person(rows: Any) -> dict[Any, int]:
    return {row.person_id: row.figure for row in rows}


def _rebuild(report: _Told, town: _Towns) -> None:
    """Everything counted anew from the records, compared with what is kept, row by row."""
    from content_models.honors.keeping import compare_figures

    began = time.perf_counter()
    found = list(compare_figures())
    report.tell("compared row by row", f"{town.kept():,} rows in {time.perf_counter() - began:.0f} s")
    report.show("rows that are not what the records say", str(len(found)), "0", holds=not found)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_measured()))
