"""Pick-up codes: twelve digits to read out, or a QR with the full signature. See docs/adr/0016.

The digits are eight random ones (unique among those of the community that can be fetched) and four of an HMAC over the
redemption; the QR names the redemption and carries 128 bits of it. One code is used once: its state decides.

Each redemption is signed with a secret of its own, sealed like personal data: the installation's keys can be changed
(`manage.py reseal`) while codes are on people's phones.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from typing import Any

from content_models.common.ids import parse_id
from content_models.rewards.models import Redemption
from content_models.rewards.states import RedemptionState

NUMBER_DIGITS, PROOF_DIGITS = 8, 4
_QR = re.compile(r"LINLI:R:([0-9a-f-]{36}):([A-Z2-7]{26})")
_DIGITS = re.compile(r"[0-9]{12}")
# People type with full-width digits, too.
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def new_number() -> str:
    return f"{secrets.randbelow(10**NUMBER_DIGITS):0{NUMBER_DIGITS}}"


def new_secret() -> str:
    """What a redemption's code is signed with."""
    return secrets.token_hex(32)


def _proof(redemption: Redemption) -> bytes:
    text = f"{redemption.pk}|{redemption.community_id}|{redemption.number}"
    return hmac.digest(bytes.fromhex(redemption.secret), text.encode(), "sha256")


def digits_of(redemption: Redemption) -> str:
    """The twelve digits."""
    proof = int.from_bytes(_proof(redemption)[:8], "big") % 10**PROOF_DIGITS
    return f"{redemption.number}{proof:0{PROOF_DIGITS}}"


def qr_text(redemption: Redemption) -> str:
    signature = base64.b32encode(_proof(redemption)[:16]).decode().rstrip("=")
    return f"LINLI:R:{redemption.pk}:{signature}"


def find_by_code(text: str) -> Redemption | None:
    """The redemption of the open community whose code this is, in whatever state; None for anything else.

    Digits of one that can still be fetched come before those of an old one that happened to have the same.
    """
    text = text.strip()
    found = _QR.fullmatch(text)
    if found:
        redemption = _read(pk=parse_id(found[1]))
        return redemption if redemption and hmac.compare_digest(qr_text(redemption), text) else None
    digits = re.sub(r"[\s-]", "", text).translate(_NARROW)
    if not _DIGITS.fullmatch(digits):
        return None
    same_number = Redemption.objects.filter(number=digits[:NUMBER_DIGITS]).select_related(*_RELATED).order_by("-pk")
    right = [one for one in same_number if hmac.compare_digest(digits_of(one), digits)]
    return min(right, key=lambda one: one.state != RedemptionState.RESERVED, default=None)


_RELATED = ("community", "community__area", "merchant", "person", "reward")


def _read(**which: Any) -> Redemption | None:
    found: Redemption | None = Redemption.objects.select_related(*_RELATED).filter(**which).first()
    return found
