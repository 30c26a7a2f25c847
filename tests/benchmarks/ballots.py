"""2,000 residents vote within a minute over HTTP, a tenth of them twice and in parallel; then the rows are counted."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Report
from tests.benchmarks.load import read_status
from tests.benchmarks.race import CSRF
from tests.benchmarks.stage import Server, Town, cpu_seconds_of, serving

RESIDENTS, TWICE, CANDIDATES = 2_000, 10, 6  # every tenth votes twice
CONNECTIONS, WITHIN_SECONDS = 48, 60
SLUG = "many"


@dataclass(frozen=True)
class Running:
    """A ballot that takes votes, and who stands."""

    ballot_id: str
    candidates: list[str]


def run(report: Report, town: Town, folder: Path) -> None:
    report.chapter(f"{RESIDENTS:,} residents vote over HTTP, {RESIDENTS // TWICE} of them twice and in parallel")
    keys = _residents()
    running = _ballot("邻里之星")
    with serving(town, folder) as server:
        processes = town.database_processes()
        before, database_before = server.cpu_seconds(), cpu_seconds_of(processes)
        began = time.monotonic()
        seen = asyncio.run(_vote_all(server, running, keys))
        took = time.monotonic() - began
        spent = server.cpu_seconds() - before
        database_spent = cpu_seconds_of(town.database_processes()) - database_before
    sent = sum(seen.values())
    report.show(f"{sent:,} votes sent in", f"{took:.1f} s", f"at most {WITHIN_SECONDS} s", holds=took <= WITHIN_SECONDS)
    report.tell("votes a second", f"{sent / took:.0f}")
    report.tell(
        "processor a vote, Linli · PostgreSQL", f"{1000 * spent / sent:.1f} · {1000 * database_spent / sent:.1f} ms"
    )
    expected = RESIDENTS + RESIDENTS // TWICE
    report.show(
        "answers", " ".join(f"{count}×{status}" for status, count in sorted(seen.items())), f"{expected}×200",
        holds=seen == Counter({200: expected}),
    )  # fmt: skip
    report.show(
        "answers of 5xx", str(sum(count for status, count in seen.items() if status >= 500)), "0",
        holds=not any(status >= 500 for status in seen),
    )  # fmt: skip
    voters, rows = _rows(running)
    report.show(
        "different voters · rows", f"{voters} · {rows}", f"{RESIDENTS} · {RESIDENTS}",
        holds=voters == rows == RESIDENTS,
    )  # fmt: skip
    _count(report, running)
    _twin(report, town, folder, keys)


def _count(report: Report, running: Running) -> None:
    """Close it and count again, by the command that anybody with the server can run."""
    from django.core.management import CommandError, call_command
    from django_scopes import scopes_disabled

    from content_models.ballots.actions import move_on
    from content_models.ballots.models import Ballot, BallotCount, CandidateCount

    with scopes_disabled():
        ballot = Ballot.objects.get(pk=running.ballot_id)
        began = time.monotonic()
        move_on(ballot_id=ballot.pk, now=ballot.votes_until)
        took = time.monotonic() - began
        kept = BallotCount.objects.get(ballot=ballot)
        votes = sum(CandidateCount.objects.filter(candidate__ballot=ballot).values_list("votes", flat=True))
    report.show(
        "counted at the close: voters · votes", f"{kept.voters} · {votes}", f"{RESIDENTS} · {RESIDENTS}",
        holds=kept.voters == votes == RESIDENTS,
    )  # fmt: skip
    report.tell("counting took", f"{1000 * took:.0f} ms")
    said = StringIO()
    try:
        call_command("recount_ballots", running.ballot_id, stdout=said)
        equal = True
    except CommandError:
        equal = False
    report.show("recount", said.getvalue().splitlines()[0][-20:].strip(), "equal", holds=equal)


def _twin(report: Report, town: Town, folder: Path, keys: list[str]) -> None:
    """The same people without the turn at their row and without the constraints behind it."""
    running = _ballot("没有看守的评选")
    some = keys[: RESIDENTS // 4]
    with _walls_down(), serving(town, folder, guarded=False) as server:
        asyncio.run(_vote_all(server, running, some, twice=1))
        voters, rows = _rows(running)
        _forget(running)
    report.show(
        f"rows of {len(some)} who vote twice, guard off (the twin)", f"{rows} of {voters}", f"more than {voters}",
        holds=rows > voters,
    )  # fmt: skip


# --- sending --------------------------------------------------------------------------------------


async def _vote_all(server: Server, running: Running, keys: list[str], *, twice: int = TWICE) -> Counter[int]:
    """Everybody votes; of every `twice`th two sendings for different candidates leave at the same moment."""
    doors = asyncio.Semaphore(CONNECTIONS)
    pairs = list(pairwise([*running.candidates, running.candidates[0]]))

    async def vote(number: int, key: str) -> list[int]:
        first, second = pairs[number % len(pairs)]
        choices = [first, second] if number % twice == 0 else [first]
        async with doors:
            return list(await asyncio.gather(*(_send(server, _request(key, running, one)) for one in choices)))

    answered = await asyncio.gather(*(vote(number, key) for number, key in enumerate(keys)))
    return Counter(status for statuses in answered for status in statuses)


async def _send(server: Server, request: bytes) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    status = await read_status(reader)
    writer.close()
    return status


def _request(key: str, running: Running, candidate: str) -> bytes:
    body = json.dumps({"candidates": [candidate]}).encode()
    head = [
        f"PUT /api/v1/communities/{SLUG}/ballots/{running.ballot_id}/vote HTTP/1.1",
        "Host: 127.0.0.1",
        f"Cookie: sessionid={key}; csrftoken={CSRF}",
        f"X-CSRFToken: {CSRF}",
        f"Idempotency-Key: {uuid.uuid4()}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body


# --- the town -------------------------------------------------------------------------------------


def _residents() -> list[str]:
    """Session keys of new residents with proven phones who have agreed to how their data is handled."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db import transaction

    from cms.accounts.sessions import SessionStore
    from content_models.areas.models import Community
    from content_models.common.clock import utc_now
    from content_models.common.ids import uuid7
    from content_models.people.actions import CONSENT_VERSIONS
    from content_models.people.models import Consent, Membership, MembershipState, User
    from content_models.people.roles import Role

    now, community = utc_now(), Community.objects.get(slug=SLUG)
    people = [
        User(username=f"voter{number}", nickname=f"voter{number}", phone_verified_at=now, password="!")
        for number in range(RESIDENTS)
    ]
    keys = []
    with transaction.atomic():
        User.objects.bulk_create(people, batch_size=500)
        Consent.objects.bulk_create(
            Consent(id=uuid7(), user=one, purpose="privacy", version=CONSENT_VERSIONS["privacy"], given_at=now)
            for one in people
        )
        Membership.objects.bulk_create(
            Membership(
                id=uuid7(), user=one, role=Role.RESIDENT, area=community.area, community=community,
                state=MembershipState.ACTIVE, created_at=now,
            )
            for one in people
        )  # fmt: skip
        for one in people:
            session = SessionStore()
            session[SESSION_KEY] = str(one.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = one.get_session_auth_hash()
            session.create()
            keys.append(str(session.session_key))
    return keys


def _ballot(title: str) -> Running:
    """In voting since an hour, with candidates that stand."""
    from django_scopes import scope

    from content_models.areas.models import Community
    from content_models.ballots.models import Ballot, Candidate
    from content_models.ballots.secrecy import new_secret
    from content_models.ballots.states import BallotState, CandidateState
    from content_models.common.clock import utc_now
    from content_models.common.ids import uuid7
    from content_models.people.models import User

    now, community = utc_now(), Community.objects.get(slug=SLUG)
    hour = timedelta(hours=1)
    people = list(User.objects.filter(username__startswith="volunteer").order_by("pk")[:CANDIDATES])
    with scope(community=community):
        ballot = Ballot(
            id=uuid7(),
            community=community,
            title=title,
            explanation=title,
            nominates_from=now - 4 * hour,
            nominates_until=now - 3 * hour,
            votes_from=now - hour,
            votes_until=now + 3 * hour,
            state=BallotState.VOTING,
            secret=new_secret(),
            announced_at=now,
            created_at=now,
        )
        ballot.save(force_insert=True)
        candidates = [
            Candidate(
                id=uuid7(), community=community, ballot=ballot, person=one, proposed_at=now,
                state=CandidateState.STANDING,
            )
            for one in people
        ]  # fmt: skip
        for candidate in candidates:
            candidate.save(force_insert=True)
    return Running(str(ballot.pk), [str(one.pk) for one in candidates])


def _rows(running: Running) -> tuple[int, int]:
    """Different voters, and rows."""
    from django_scopes import scopes_disabled

    from content_models.ballots.models import Vote

    with scopes_disabled():
        votes = Vote.objects.filter(ballot_id=running.ballot_id).order_by()
        return votes.values("voter").distinct().count(), votes.count()


def _forget(running: Running) -> None:
    """What the twin left would not fit under the constraints when they stand again."""
    from django_scopes import scopes_disabled

    from content_models.ballots.models import Vote

    with scopes_disabled():
        Vote.objects.filter(ballot_id=running.ballot_id).delete()


@contextmanager
def _walls_down() -> Iterator[None]:
    from django.db import connection

    from content_models.ballots.models import Vote

    walls: list[Any] = [
        one for one in Vote._meta.constraints if one.name in ("one_vote_per_slot", "one_vote_per_candidate")
    ]
    with connection.schema_editor() as editor:
        for wall in walls:
            editor.remove_constraint(Vote, wall)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            for wall in walls:
                editor.add_constraint(Vote, wall)
