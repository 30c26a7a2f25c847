"""Twenty thousand cases: searching for Chinese words against the plain list of the same page size, on both databases.

Run by itself (`python -m tests.benchmarks.cases NUMBER`) it fills one database and prints what it measured; the
benchmark calls it once for PostgreSQL and once for SQLite.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.figures import Report
from tests.benchmarks.population import SETTINGS
from tests.benchmarks.stage import URL_VARIABLE, Stage
from tools.console import ROOT, run, say
from tools.python_packages import PYTHON

if TYPE_CHECKING:
    from content_models.areas.models import Community

CASES, COMMUNITIES, PAGE_SIZE = 20_000, 20, 20
ROUNDS, RATIO_MAX, PERCENTILE = 40, 5.0, 0.95
RARE_EVERY = 2_000  # the rare word stands in one case of so many
# Words in the middle of a sentence: one that every third case has, one that few have, a sentence's part.
COMMON, RARE, PHRASE = "台阶", "榫卯", "晚上看不清"
_BITS = (
    "三楼的声控灯坏了好几天", "门口有两级台阶轮椅推不上去", "巷子里堆满杂物担架过不去", "水表共用十二户每月都吵",
    "独居老人想学手机视频", "楼道里停着电动车充电", "放学后孩子没有人接", "晚上看不清路上的井盖", "雨天屋顶漏到六楼",
    "社区食堂送餐少一个人", "老木门受潮合不上", "快递堆在大堂没人管", "阳台花盆怕掉下来", "新来的租客听不懂方言",
    "停车位总是被占", "垃圾桶离楼太远",
)  # fmt: skip
_SYLLABLES = "天地人和春夏秋冬东南西北山水云风花草木石金玉书画琴棋米面油盐茶酒衣食住行早晚老少门窗灯火"


@dataclass(frozen=True)
class Measured:
    """Seconds at the 95th percentile, and how many cases each question found on its first page."""

    plain: float
    searched: dict[str, float]
    found: dict[str, int]


def run_both(report: Report, stage: Stage, folder: Path) -> None:
    report.chapter(f"Chinese search over {CASES:,} cases, {PAGE_SIZE} a page, against the plain list of that size")
    postgresql = {URL_VARIABLE: stage.new_database("cases")}
    sqlite = {URL_VARIABLE: f"sqlite://{folder / 'cases.sqlite3'}"}
    for name, environment in (("PostgreSQL", postgresql), ("SQLite", sqlite)):
        say(f"  filling {name} …")
        places = {"DJANGO_SETTINGS_MODULE": SETTINGS, "LINLI_DATA_DIR": str(folder), **environment}
        if name == "SQLite":
            run([PYTHON, ROOT / "manage.py", "migrate", "--verbosity", "0"], env=places)
        seen = Measured(**json.loads(run([PYTHON, "-m", "tests.benchmarks.cases", str(CASES)], env=places)))
        _show(report, name, seen)


def _show(report: Report, name: str, seen: Measured) -> None:
    report.tell(f"{name}: the plain list, p95", f"{1000 * seen.plain:.1f} ms")
    for words, seconds in seen.searched.items():
        ratio = seconds / seen.plain
        report.show(
            f"{name}: “{words}”, p95",
            f"{1000 * seconds:.1f} ms, {ratio:.1f} ×",
            f"at most {RATIO_MAX:.0f} × the plain list",
            holds=ratio <= RATIO_MAX,
        )
    expected = {COMMON: PAGE_SIZE, PHRASE: PAGE_SIZE, RARE: CASES // RARE_EVERY}
    report.show(
        f"{name}: found in the middle of a sentence",
        ", ".join(f"{words} {count}" for words, count in seen.found.items()),
        ", ".join(f"{words} {count}" for words, count in expected.items()),
        holds=seen.found == expected,
    )


# --- in the process of one database -----------------------------------------------------------------


def measure(count: int) -> Measured:
    """Fill the database with `count` cases and ask as a phone does, question after question in turn."""
    from django.test import Client

    _fill(count)
    client = Client()
    plain: list[float] = []
    searched: dict[str, list[float]] = {COMMON: [], PHRASE: [], RARE: []}
    found: dict[str, int] = {}

    def ask(query: dict[str, Any]) -> tuple[float, Any]:
        began = time.perf_counter()
        answer = client.get("/api/v1/cases", {"limit": PAGE_SIZE, **query})
        return time.perf_counter() - began, answer.json()

    for words in searched:
        found[words] = len(ask({"q": words})[1]["items"])  # also: once without counting
    ask({})
    for _round in range(ROUNDS):
        plain.append(ask({})[0])
        for words, times in searched.items():
            times.append(ask({"q": words})[0])
    return Measured(_p95(plain), {words: _p95(times) for words, times in searched.items()}, found)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * PERCENTILE) - 1]


def _fill(count: int) -> None:
    """Cases as publishing them one by one would have left them: page, row, and search terms."""
    from django.db import connection, transaction

    from content_models.cases.models import Case, CaseSearchTerm
    from content_models.common.ids import uuid7
    from content_models.common.search import bigrams, normalise

    communities = _communities()
    chance = random.Random(20_000)
    with transaction.atomic():
        pages = _pages(communities, count)
        cases, terms = [], []
        for number, (page_id, community) in enumerate(pages):
            words = _words(number, chance)
            order = (1_700_000_000_000 + number) << 16
            case = Case(
                id=uuid7(),
                page_id=page_id,
                community=community,
                shown_order=order,
                category=("修修补补", "搭把手", "借一借")[number % 3],
                area_kind=("standard", "old_estate", "urban_village")[number % 3],
                search_text=normalise(words),
            )
            cases.append(case)
            terms += [CaseSearchTerm(case_id=case.pk, term=term, shown_order=order) for term in bigrams(words)]
        Case.objects.bulk_create(cases, batch_size=500)
        CaseSearchTerm.objects.bulk_create(terms, batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _words(number: int, chance: random.Random) -> str:
    """Some sixty characters: three of the sentences and a run of chance, so that most pairs are rare."""
    bits = [_BITS[1] if number % 3 == 0 else _BITS[(number * 7) % 16]]
    bits += [_BITS[7] if number % 4 == 0 else chance.choice(_BITS), "".join(chance.choices(_SYLLABLES, k=20))]
    if number % RARE_EVERY == 0:
        bits.append("老师傅用榫卯修好了凳子")
    return "，".join(bits)


def _communities() -> list[Community]:
    from django_scopes import scope

    from content_models.areas.actions import add_area, found_community
    from content_models.areas.models import CommunityKind
    from content_models.common.clock import local_day, utc_now
    from content_models.pages.actions import open_home_page
    from content_models.people.actions import grant_role
    from content_models.people.models import User
    from content_models.people.roles import Role
    from tests.support.cast import make_ladder

    levels = make_ladder()
    district = add_area(parent=None, level=levels["district"], name="测试区")
    admin = User.objects.create(username="bench-cases", nickname="区里")
    made = []
    for number in range(COMMUNITIES):
        area = add_area(parent=district, level=levels["community"], name=f"案例社区{number}")
        community = found_community(area=area, slug=f"case-{number}", kind=CommunityKind.STANDARD)
        if not made:
            with scope(community=community):
                grant_role(user=admin, role=Role.DISTRICT_ADMIN, area=district, by=None, now=utc_now())
        actor = User.objects.with_grants(admin.pk, today=local_day(utc_now()))
        assert actor is not None
        open_home_page(community=community, actor=actor, now=utc_now())
        made.append(community)
    return made


def _pages(communities: list[Community], count: int) -> list[tuple[int, Community]]:
    """The pages in three inserts: Wagtail's `add_child` takes 47 ms, a quarter of an hour for all of them."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.utils import timezone
    from django_scopes import scopes_disabled
    from wagtail.models import Page

    from content_models.pages.models import CasePage, CommunityPage, HomePage

    now, kind = timezone.now(), ContentType.objects.get_for_model(CasePage)
    with scopes_disabled():
        homes = {home.community_id: home for home in HomePage.objects.all()}
    rows, owners = [], []
    for number in range(count):
        community = communities[number % COMMUNITIES]
        home, place = homes[community.pk], number // COMMUNITIES + 1
        slug = f"case-{number}"
        rows.append(
            Page(
                path=home.path + Page._int2str(place).rjust(Page.steplen, "0"),
                depth=home.depth + 1,
                title=f"案例 {number}",
                draft_title=f"案例 {number}",
                slug=slug,
                url_path=f"{home.url_path}{slug}/",
                content_type=kind,
                locale_id=home.locale_id,
                live=True,
                first_published_at=now,
            )
        )
        owners.append(community)
    Page.objects.bulk_create(rows, batch_size=500)
    ids = dict(Page.objects.filter(content_type=kind).values_list("slug", "pk"))
    made = [(ids[f"case-{number}"], owner) for number, owner in enumerate(owners)]
    # The two tables below a page have the page's id as their own: bulk_create does not write such children.
    base = [(pk, str(owner.pk), "", "[]") for pk, owner in made]
    parent, child = CommunityPage._meta.db_table, CasePage._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            base = [(pk, owner.replace("-", ""), summary, body) for pk, owner, summary, body in base]
        cursor.executemany(
            f"INSERT INTO {parent} (page_ptr_id, community_id, summary, body) VALUES (%s, %s, %s, %s)",
            base,
        )
        cursor.executemany(
            f"INSERT INTO {child} (communitypage_ptr_id, problem, way, outcome) VALUES (%s, '', '', '')",
            [(pk,) for pk, _owner in made],
        )
    return made


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    print(json.dumps(asdict(measure(int(sys.argv[1])))))
