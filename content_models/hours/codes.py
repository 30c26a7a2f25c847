"""The codes with which people check in: on a screen they change every 30 seconds, on paper they stay.

A code is 40 bits of an HMAC over the activity and the slot of time: nobody can tell the next one from the ones before.
See docs/adr/0016.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from content_models.common.ids import parse_id
from content_models.hours.models import Activity

SLOT_SECONDS = 30
SLOTS_BACK, SLOTS_AHEAD = 2, 1  # a slow hand, and a phone whose clock is a little off
PAPER = "P"
LENGTH = 8
_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_MISREAD = str.maketrans("ILO", "110")
_QR = re.compile(r"LINLI:A:([0-9a-f-]{36}):(P|\d{1,12}):([0-9A-Z]{8})")


def new_secret() -> str:
    """What an activity's codes are made from."""
    return secrets.token_urlsafe(32)


def slot_of(moment: datetime) -> int:
    return int(moment.timestamp()) // SLOT_SECONDS


def code_for(activity: Activity, slot: int | str) -> str:
    """The eight characters of a slot; of the paper for `PAPER`."""
    digest = hmac.digest(activity.secret.encode(), f"{activity.pk}|{slot}".encode(), "sha256")
    return base64.b32encode(digest[:5]).decode().translate(_CROCKFORD)


def paper_code(activity: Activity) -> str:
    return code_for(activity, PAPER)


def codes_ahead(activity: Activity, now: datetime, *, minutes: int = 60) -> list[tuple[int, str]]:
    """The codes of the next minutes, so that the phone in charge shows them without a network."""
    first = slot_of(now) - 1
    last = slot_of(now + timedelta(minutes=minutes))
    return [(slot, code_for(activity, slot)) for slot in range(first, last + 1)]


def qr_text(activity: Activity, slot: int | str) -> str:
    return f"LINLI:A:{activity.pk}:{slot}:{code_for(activity, slot)}"


@dataclass(frozen=True, slots=True)
class Read:
    """What a scanned or typed text says. Typed characters name no activity."""

    code: str
    activity_id: UUID | None = None
    slot: int | None = None


def read_scan(text: str) -> Read | None:
    """None if it is no code of ours. Small letters, spaces and the usual confusions (O, I, L) are forgiven."""
    found = _QR.fullmatch(text.strip())
    if found:
        slot = None if found[2] == PAPER else int(found[2])
        return Read(code=found[3], activity_id=parse_id(found[1]), slot=slot)
    typed = re.sub(r"[\s-]", "", text).upper().translate(_MISREAD)
    if len(typed) != LENGTH or not re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", typed):
        return None
    return Read(code=typed)


def matches(activity: Activity, code: str, slots: range) -> int | None:
    """The slot among `slots` whose code it is."""
    return next((slot for slot in slots if hmac.compare_digest(code_for(activity, slot), code)), None)


def is_paper(activity: Activity, code: str) -> bool:
    return hmac.compare_digest(paper_code(activity), code)


def slots_around(moment: datetime) -> range:
    slot = slot_of(moment)
    return range(slot - SLOTS_BACK, slot + SLOTS_AHEAD + 1)


# --- scans without signal ----------------------------------------------------------------------
SCAN_KEY_DAYS = 7


def scan_key(person_id: UUID, day: date) -> str:
    """The key with which this person's phone signs scans of these days; it is made anew, never stored."""
    return _scan_key(str(settings.SECRET_KEY), person_id, day)


def scan_keys(person_id: UUID, day: date) -> list[str]:
    """Those that her phone may hold for that day: also the one from before the installation's secret was changed."""
    secrets_in_use = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [_scan_key(str(secret), person_id, day) for secret in secrets_in_use]


def _scan_key(secret_key: str, person_id: UUID, day: date) -> str:
    period = day.toordinal() // SCAN_KEY_DAYS
    secret = hashlib.sha256(b"linli.scan" + secret_key.encode()).digest()
    key = hmac.digest(secret, f"{person_id}|{period}".encode(), "sha256")
    return base64.urlsafe_b64encode(key).decode().rstrip("=")


def scan_key_until(day: date) -> date:
    """The last day of the key of `day`."""
    return date.fromordinal((day.toordinal() // SCAN_KEY_DAYS + 1) * SCAN_KEY_DAYS - 1)


def sign_scan(key: str, *, slug: str, way: str, activity_id: UUID | None, code: str, seen_at: datetime) -> str:
    """What the phone computes: hex HMAC-SHA256 over place, way (`in` or `out`), activity, code and milliseconds."""
    milliseconds = int(seen_at.timestamp() * 1000)
    text = f"{slug}|{way}|{activity_id or ''}|{code}|{milliseconds}"
    return hmac.new(_bytes(key), text.encode(), "sha256").hexdigest()


def _bytes(key: str) -> bytes:
    return base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
