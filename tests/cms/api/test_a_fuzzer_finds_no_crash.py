"""Schemathesis reads the OpenAPI document and sends what it makes of it: no answer is a 5xx."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig

from cms.api.api import api as linli_api
from tests.support.cast import Cast
from tests.support.service_life import ServiceLife
from tests.support.wish_life import WishLife

EXAMPLES = 6


@pytest.mark.django_db
def test_whatever_fits_the_document_is_answered(cast: Cast, life: WishLife) -> None:
    document = json.loads(json.dumps(linli_api.get_openapi_schema(), default=str))
    wish_id = str(life.opened())
    schema = schemathesis.openapi.from_dict(document, config=SchemathesisConfig())
    clients = [cast.client(person) for person in (cast.wu, cast.bo, cast.anna, None)]
    known = {"slug": "pine", "wish_id": wish_id, "post_id": str(cast.pine.post.pk), **_of_service(cast)}
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        def send(case: Any) -> None:
            nonlocal asked
            asked += 1
            _send(clients[asked % len(clients)], case, known)

        _examples(operation.as_strategy(), send)
    assert asked >= 80 * EXAMPLES // 2


def _of_service(cast: Cast) -> dict[str, str]:
    """An activity under way, a record that waits, a reward that Bo can afford and one that she can fetch."""
    service = ServiceLife(cast)
    service.rate()
    record = service.back_entry()
    service.give_points(cast.bo, 1000)
    reward = service.reward(price=1, stock=50, limit_per_person=50)
    redemption = service.redeem(reward)
    merchant, _person = service.merchant()
    service.now = datetime.now(UTC)
    return {
        "activity_id": str(service.activity(wanted=50).pk),
        "record_id": str(record.pk),
        "person_id": str(cast.bea.pk),
        "reward_id": str(reward.pk),
        "redemption_id": str(redemption.pk),
        "merchant_id": str(merchant.pk),
        "month": "2026-10",
    }


def _examples(strategy: Any, send: Callable[[Any], None]) -> None:
    from hypothesis import given

    quick = settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    quick(given(case=strategy)(send))()


def _send(client: Client, case: Any, known: dict[str, str]) -> None:
    # Half of the addresses lead to something that is there.
    path = case.operation.path
    for name, value in (case.path_parameters or {}).items():
        text = known.get(name, str(value)) if len(str(value)) % 2 else str(value)
        path = path.replace("{" + name + "}", "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace")))
    body, content_type = b"", "application/json"
    if isinstance(case.body, dict | list | str | int | float | bool) or case.body is None:
        body = json.dumps(case.body, default=str).encode("utf-8", "surrogatepass")
    answer = client.generic(
        case.method, path, body, content_type=content_type, query_params=dict(case.query or {}) or None
    )
    assert answer.status_code < 500, (case.method, path, case.query, body, answer.content)
