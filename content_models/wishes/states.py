"""The states of a wish and of a claim, and the table of legal moves."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class WishState(models.TextChoices):
    PENDING = "pending", _("Waiting for review")  # posted; a worker or the building's chief has not looked yet
    OPEN = "open", _("Looking for a helper")  # on the board, with room for at least one more helper
    CLAIMED = "claimed", _("In good hands")  # as many helpers as wanted are on it
    FULFILLED = "fulfilled", _("Waiting for confirmation")  # the helpers say it is done
    CONFIRMED = "confirmed", _("Done")  # the resident says so too
    REJECTED = "rejected", _("Not accepted")  # the reviewer said why
    WITHDRAWN = "withdrawn", _("Withdrawn")  # the resident took it back before anybody claimed it
    EXPIRED = "expired", _("Expired")  # its last day passed with nobody on it; can be opened again


class ClaimState(models.TextChoices):
    ACTIVE = "active", _("On it")  # the helper sees contact and door
    FULFILLED = "fulfilled", _("Says it is done")
    RELEASED = "released", _("Given back")
    TIMED_OUT = "timed_out", _("Given back after silence")


@dataclass(frozen=True, slots=True)
class Move:
    """One legal move: from any of `sources` to `target`."""

    sources: frozenset[WishState]
    target: WishState


def _move(*sources: WishState, to: WishState) -> Move:
    return Move(frozenset(sources), to)


W = WishState
MOVES: dict[str, Move] = {
    "approve": _move(W.PENDING, to=W.OPEN),
    "reject": _move(W.PENDING, to=W.REJECTED),
    "withdraw": _move(W.PENDING, W.OPEN, W.EXPIRED, to=W.WITHDRAWN),
    "fill": _move(W.OPEN, to=W.CLAIMED),  # the last wanted helper came, or the last day passed with some on it
    "make_room": _move(W.CLAIMED, to=W.OPEN),  # a helper gave it back
    "fulfil": _move(W.OPEN, W.CLAIMED, to=W.FULFILLED),  # from open: its last day passed and all who came are done
    "confirm": _move(W.FULFILLED, to=W.CONFIRMED),
    "send_back": _move(W.FULFILLED, to=W.CLAIMED),  # "it is not done": the resident says what is missing
    "expire": _move(W.OPEN, to=W.EXPIRED),
    "reopen": _move(W.EXPIRED, to=W.OPEN),
}

PUBLIC_STATES = frozenset({W.OPEN, W.CLAIMED, W.FULFILLED, W.CONFIRMED, W.EXPIRED})
# While a wish is in one of these, somebody may still need its contact.
LIVE_STATES = frozenset({W.PENDING, W.OPEN, W.CLAIMED, W.FULFILLED})
CLOSED_STATES = frozenset(W) - LIVE_STATES
SEATED = frozenset({ClaimState.ACTIVE, ClaimState.FULFILLED})  # these take one of the wanted places


class EventKind(models.TextChoices):
    """What a timeline tells; the words for each are the face's business."""

    POSTED = "posted", _("Posted")
    APPROVED = "approved", _("Put on the board")
    REJECTED = "rejected", _("Not accepted")
    CLAIMED = "claimed", _("Somebody took it on")
    KEPT = "kept", _("Still on it")
    RELEASED = "released", _("Given back")
    REMINDED = "reminded", _("Reminded")
    TIMED_OUT = "timed_out", _("Given back after silence")
    FULFILLED = "fulfilled", _("Reported done")
    REOPENED = "reopened", _("Not quite done yet")
    CONFIRMED = "confirmed", _("Confirmed with thanks")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    REPOSTED = "reposted", _("Back on the board")


# Reminders and signs of life are between the community and the helper.
PUBLIC_EVENTS = frozenset(EventKind) - {EventKind.KEPT, EventKind.REMINDED, EventKind.REJECTED, EventKind.WITHDRAWN}
