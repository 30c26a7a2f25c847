"""The states of a service record, how it was proven, and the table of legal moves."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordState(models.TextChoices):
    DRAFT = "draft", _("Under way")  # checked in, or a wish whose helpers have not agreed on the minutes yet
    SUBMITTED = "submitted", _("Waiting for verification")  # somebody else has to look at it
    VERIFIED = "verified", _("Verified")  # counted for ever, and points follow
    REJECTED = "rejected", _("Not accepted")  # the verifier said why
    CORRECTED = "corrected", _("Corrected")  # it was wrong; its points were taken back, another record may stand for it
    WITHDRAWN = "withdrawn", _("Withdrawn")  # taken back by the person before anybody verified it


class Grade(models.TextChoices):
    """How well it is proven. A back-entered record stays C for ever."""

    A = "A", _("Checked in and out")  # by a code that changes, or by a chief who was there
    B = "B", _("Confirmed by the resident")  # of the wish it was done for
    C = "C", _("Back-entered, confirmed by two")


class Origin(models.TextChoices):
    ACTIVITY = "activity", _("Activity or duty turn")
    WISH = "wish", _("Wish")
    BACK_ENTRY = "back_entry", _("Back-entered")


class Proof(models.TextChoices):
    """How somebody came into, or out of, an activity."""

    CODE = "code", _("By the changing code")
    LATE_CODE = "late_code", _("By the code, sent later")  # there was no signal
    PAPER = "paper", _("By the code on paper")  # counts only with the word of who was in charge there
    CHIEF = "chief", _("By who was in charge")
    CLOSED = "closed", _("When the activity ended")  # never checked out: the end that was announced


class ActivityState(models.TextChoices):
    OPEN = "open", _("Open")  # announced or under way
    ENDED = "ended", _("Ended")  # nobody checks in any more
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True, slots=True)
class Move:
    """One legal move: from any of `sources` to `target`."""

    sources: frozenset[RecordState]
    target: RecordState


def _move(*sources: RecordState, to: RecordState) -> Move:
    return Move(frozenset(sources), to)


R = RecordState
MOVES: dict[str, Move] = {
    "submit": _move(R.DRAFT, to=R.SUBMITTED),
    "verify": _move(R.SUBMITTED, to=R.VERIFIED),
    "reject": _move(R.SUBMITTED, to=R.REJECTED),
    "withdraw": _move(R.DRAFT, R.SUBMITTED, to=R.WITHDRAWN),
    "correct": _move(R.VERIFIED, to=R.CORRECTED),
}

# These take the person's time: nobody serves in two places at once.
OCCUPYING = frozenset({R.DRAFT, R.SUBMITTED, R.VERIFIED})
