"""/healthz and /readyz, as a load balancer sees them."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from cms.api import health
from content_models.common.clock import utc_now
from content_models.common.heartbeat import SCHEDULER, beat
from content_models.common.models import JobEffect
from content_models.people.models import User


def work_is_going_on() -> None:
    beat("worker:somewhere", now=utc_now())
    beat(SCHEDULER, now=utc_now())


def test_alive_is_answered_without_a_database(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "alive"}


@pytest.mark.django_db
def test_ready_when_database_and_worker_answer(client):
    work_is_going_on()

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"
    assert answer.json()["degraded"] == []
    assert answer["Cache-Control"].startswith("max-age=0")


@pytest.mark.django_db
def test_not_ready_without_a_worker(client):
    beat("worker:somewhere", now=utc_now() - timedelta(minutes=5))
    beat(SCHEDULER, now=utc_now())

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["missing"] == ["worker"]
    assert answer.json()["worker_age_seconds"] == 300


@pytest.mark.django_db
def test_not_ready_while_migrations_are_missing(client, monkeypatch):
    monkeypatch.setattr(health, "_all_applied", False)
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["one more"])

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["missing"] == ["migrations"]


def test_not_ready_without_a_database_and_nothing_about_it_is_told(client, monkeypatch):
    def refuse() -> None:
        raise OperationalError('connection to "db.internal" failed: password authentication failed for user "linli"')

    monkeypatch.setattr(health, "_look", refuse)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"status": "unready", "missing": ["database"], "degraded": []}


@pytest.mark.django_db
def test_a_job_that_was_given_up_is_on_show(client):
    work_is_going_on()
    JobEffect.objects.create(effect_key="x:1", job="x", queued_at=utc_now(), failed_at=utc_now())

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["degraded"] == ["failed_jobs"]
    assert answer.json()["failed_jobs"] == 1


@pytest.mark.django_db
def test_only_looking_is_allowed(client):
    assert client.post("/readyz").status_code == 405


@pytest.mark.django_db
def test_demo_accounts_outside_of_the_demo_are_no_readiness(client, settings):
    User.objects.create(username="known-to-all", is_demo=True)
    assert "closed_demo_accounts" not in client.get("/readyz").json()["missing"]
    settings.LINLI_DEMO = False
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "closed_demo_accounts" in answer.json()["missing"]
