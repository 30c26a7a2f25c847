"""Under which name a voter's votes are kept: one that only the ballot's own secret can make, until it is erased.

docs/adr/0025-ballots.md says what this keeps from whom, and what it does not.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from uuid import UUID

from content_models.ballots.models import Ballot


class SecretGone(Exception):
    """The votes were counted: nobody's can be found any more."""


def new_secret() -> str:
    """32 random bytes as hex; kept sealed on the ballot."""
    return secrets.token_hex(32)


def pseudonym(ballot: Ballot, person_id: UUID) -> str:
    """64 hex digits, the same for the same person in the same ballot, and telling nothing without its secret.

    Raises:
        SecretGone
    """
    if not ballot.secret:
        raise SecretGone
    return hmac.digest(bytes.fromhex(ballot.secret), person_id.bytes, hashlib.sha256).hex()


__all__ = ["SecretGone", "new_secret", "pseudonym"]
