"""Everything that happens to letters, one verb each. Import from here."""

from content_models.letters.actions.opening import open_letter
from content_models.letters.actions.revoking import AlreadyRevoked, revoke_letter
from content_models.letters.actions.writing import (
    PURPOSE,
    LetterNotAgreed,
    NameNotGiven,
    NoUnit,
    write_letter,
    write_letters,
)

__all__ = [
    "PURPOSE",
    "AlreadyRevoked",
    "LetterNotAgreed",
    "NameNotGiven",
    "NoUnit",
    "open_letter",
    "revoke_letter",
    "write_letter",
    "write_letters",
]
