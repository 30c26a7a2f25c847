"""Every write once, however often it is sent.

The key, the effect and the kept answer are one transaction: either all of it happened, or none. While it is
happening, a second send of the same key is told so (409): on PostgreSQL by an advisory lock that a crash gives
back by itself; on SQLite writers queue, so the second simply finds the first one's answer.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.models import KeptAnswer
from content_models.common.clock import utc_now
from content_models.common.errors import Conflict, Invalid
from content_models.common.ids import uuid7

_KEY = re.compile(r"^[\x21-\x7e]{8,80}$")
KEPT_FOR = timedelta(days=7)

Answer = tuple[int, Any]


class BadKey(Invalid):
    code = "bad_idempotency_key"
    message = _("The Idempotency-Key must be 8 to 80 visible ASCII characters.")


class KeyReused(Invalid):
    code = "idempotency_key_reused"
    message = _("This key was used for something else before.")


class InFlight(Conflict):
    code = "idempotency_in_flight"
    message = _("This is being worked on at the moment. Please wait.")


def once(
    request: HttpRequest, user_id: UUID | None, run: Callable[[], Answer], *, atomic: bool = True, secret: bool = False
) -> Answer:
    """Run a write, or give the answer it gave before.

    `atomic=False` is for slow work that manages its own transactions (decoding a photo); there the effect may
    repeat after a crash between effect and answer, so it must be harmless then.
    `secret=True`: what was sent must not be found from what is kept, not even by trying out the few things it can be.

    Raises:
        BadKey, KeyReused, InFlight; and whatever `run` raises: then nothing was kept either.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None or user_id is None:
        if not atomic:
            return run()
        with transaction.atomic():
            return run()
    if not _KEY.match(key):
        raise BadKey
    fingerprint = _fingerprint(request)
    if secret:
        key_of_this = f"linli.secret_writes:{settings.SECRET_KEY}".encode()
        fingerprint = hmac.digest(key_of_this, fingerprint.encode(), "sha256").hex()
    if not atomic:
        kept = _kept(user_id, key, fingerprint)
        if kept is not None:
            return kept
        answer = run()
        with transaction.atomic():
            return _keep(user_id, key, fingerprint, answer)
    with transaction.atomic():
        _take_turn(user_id, key)
        kept = _kept(user_id, key, fingerprint)
        return kept if kept is not None else _keep(user_id, key, fingerprint, run())


def _fingerprint(request: HttpRequest) -> str:
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        # The boundary differs from send to send; the files and fields are what was meant.
        for name in sorted(request.FILES):
            digest.update(name.encode())
            for upload in request.FILES.getlist(name):
                for chunk in upload.chunks():
                    digest.update(chunk)
                upload.seek(0)
        digest.update(repr(sorted(request.POST.lists())).encode())
    else:
        digest.update(request.body)
    return digest.hexdigest()


def _take_turn(user_id: UUID, key: str) -> None:
    if connection.vendor != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(f"{user_id}:{key}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise InFlight


def _kept(user_id: UUID, key: str, fingerprint: str) -> Answer | None:
    row = KeptAnswer.objects.filter(user_id=user_id, key=key).first()
    if row is None:
        return None
    if row.fingerprint != fingerprint:
        raise KeyReused
    return row.status, orjson.loads(row.body) if row.body else None


def _keep(user_id: UUID, key: str, fingerprint: str, answer: Answer) -> Answer:
    status, payload = answer
    try:
        with transaction.atomic():
            KeptAnswer.objects.create(
                id=uuid7(),
                user_id=user_id,
                key=key,
                fingerprint=fingerprint,
                status=status,
                body=orjson.dumps(payload).decode() if payload is not None else "",
                created_at=utc_now(),
            )
    except IntegrityError as error:
        raise InFlight from error
    return answer
