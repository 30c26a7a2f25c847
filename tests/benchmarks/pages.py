"""A page with twenty blocks: what it asks of the database, and how much of a bare endpoint's speed it keeps."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Report, median_ratio, percent, spread
from tests.benchmarks.load import CLIENT, CONNECTIONS, Rate, Request, rate_of
from tests.benchmarks.stage import Server, Town, serving

PAGE, CONTROL = "/api/v1/communities/many/pages/home", "/api/v1/control/board"
ROUNDS, SECONDS = 9, 1.0
BLOCKS, QUERIES_MAX, PAGE_MIN, REPEATED_MIN = 20, 12, 0.50, 0.50


def run(report: Report, town: Town, folder: Path) -> None:
    _publish()
    _queries(report)
    _speed(report, town, folder)


def _publish() -> None:
    """The home page of "many" with twenty blocks, of all kinds that name something."""
    from django.core.files.base import ContentFile
    from django_scopes import scope

    from content_models.areas.models import Community
    from content_models.common.clock import local_day, utc_now
    from content_models.pages.actions import open_home_page
    from content_models.pages.models import CasePage, CommunitySite
    from content_models.pages.samples import block, item
    from content_models.people.actions import grant_role
    from content_models.people.models import User
    from content_models.people.roles import Role
    from media.models import CommunityImage
    from tests.media.uploads import phone_photo

    community = Community.objects.select_related("area").get(slug="many")
    now = utc_now()
    with scope(community=community):
        editor = User.objects.create(username="bench-editor", nickname="编辑")
        grant_role(user=editor, role=Role.COMMUNITY_ADMIN, area=community.area, by=None, now=now)
        actor = User.objects.with_grants(editor.pk, today=local_day(now))
        assert actor is not None
        home = open_home_page(community=community, actor=actor, now=now)
        site = CommunitySite.objects.get()
        image = CommunityImage(title="集市", collection=site.collection)
        image.file.save("x.jpg", ContentFile(phone_photo("JPEG", width=1200, height=900)), save=False)
        image.save()
        case = CasePage(title="一盏灯", slug="lamp", live=False)
        home.add_child(instance=case)
        case.save_revision().publish()
        text = f'<p>三楼的声控灯坏了好几天，<b>邻居修好了</b>。<a linktype="page" id="{case.pk}">怎么修的</a></p>' * 3
        category = str(_category(community))
        five = [
            block("hero", title="大字", text="小字", picture=image.pk, button="看", link={"page": case.pk}),
            block("text", heading="关于我们", text=text),
            block("gallery", heading="", pictures=[item({"picture": image.pk, "caption": "集市"})] * 4),
            block("wishes", heading="等人认领的心愿", state="open", category=category, limit=3),
            block("cases", heading="这样办好的", limit=3),
        ]
        home = type(home).objects.get(pk=home.pk)
        home.body = json.dumps(five * (BLOCKS // len(five)))
        home.save_revision().publish()


def _category(community: object) -> object:
    from content_models.wishes.models import WishCategory

    return WishCategory.objects.filter(community=community).values_list("pk", flat=True)[0]


def _queries(report: Report) -> None:
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    report.chapter(f"A page with {BLOCKS} blocks: SQL queries")
    client = Client()
    answer = client.get(PAGE)  # the cuts of the pictures are made once
    blocks = len(answer.json()["blocks"])
    counts = []
    for kept, headers in ((False, {}), (True, {}), (True, {"If-None-Match": answer["ETag"]})):
        if not kept:
            caches["board"].clear()
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE, headers=headers)
        counts.append(len(asked))
    built, kept_page, repeated = counts
    report.show(
        f"{blocks} blocks: built, kept, repeated with its ETag",
        f"{built}, {kept_page}, {repeated}",
        f"at most {QUERIES_MAX}, 1, 1",
        holds=blocks == BLOCKS and built <= QUERIES_MAX and max(kept_page, repeated) <= 1,
    )


def _speed(report: Report, town: Town, folder: Path) -> None:
    report.chapter(f"That page over HTTP: granian, PostgreSQL, {CONNECTIONS} connections, by {CLIENT}")
    body = folder / "page.json"
    rates: dict[str, list[Rate]] = {}

    def measure(server: Server, name: str, request: Request) -> float:
        rate = rate_of(server, town, request, seconds=SECONDS)
        rates.setdefault(name, []).append(rate)
        return rate.per_second

    with serving(town, folder, body=body) as server:
        first = server.get(PAGE)
        body.write_bytes(first.read())
        etag = first.headers["ETag"]
        for name, request, least in (
            ("page", Request(PAGE), PAGE_MIN),
            ("repeated with its ETag", Request(PAGE, {"If-None-Match": etag}, status=304), REPEATED_MIN),
        ):
            ratio, ratios = median_ratio(
                ROUNDS,
                lambda: measure(server, "bare endpoint, the same bytes", Request(CONTROL)),
                lambda name=name, request=request: measure(server, name, request),
            )
            value = f"{percent(ratio)} ({spread(ratios)})"
            report.show(name, value, f"at least {percent(least)} of bare", holds=ratio >= least)
    for name, seen in rates.items():
        report.tell(f"  {name}", f"{median(rate.per_second for rate in seen):,.0f}/s")
