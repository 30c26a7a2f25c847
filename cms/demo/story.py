"""What a demo wish is written in: who posts it, then one step after another, in days after it was posted.

What happens by itself (expiring, reminding, timing out) is not told here: the jobs do it, day by day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

StepKind = Literal[
    "approve", "reject", "claim", "keep", "release", "fulfil", "confirm",
    "send_back", "reopen", "withdraw",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    kind: StepKind
    after: float = 0
    who: str = ""  # empty: the resident, or for reviews the community's worker
    text: str = ""
    photos: tuple[str, ...] = ()
    share: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody without an account, for whom a wish is written down (代提)."""

    name: str
    phone: str = ""
    door: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One wish and what became of it. `ago`: days before now that it was posted; `days`: how long it may wait."""

    ago: float
    by: str
    category: str
    title: str
    words: str
    steps: tuple[Step, ...] = ()
    photos: tuple[str, ...] = ()
    place: str = ""  # empty: the poster's home
    wanted: int = 1
    days: int = 30
    on_behalf_of: Neighbour | None = None
    answers: Mapping[str, object] | None = None  # to the category's own questions, by their label


def approve(after: float, who: str = "") -> Step:
    return Step("approve", after, who)


def reject(after: float, text: str, who: str = "") -> Step:
    return Step("reject", after, who, text)


def claim(after: float, who: str) -> Step:
    return Step("claim", after, who)


def keep(after: float, who: str) -> Step:
    return Step("keep", after, who)


def release(after: float, who: str, text: str) -> Step:
    return Step("release", after, who, text)


def fulfil(after: float, who: str, text: str, *photos: str) -> Step:
    return Step("fulfil", after, who, text, photos)


def confirm(after: float, text: str, *, share: bool = False, who: str = "") -> Step:
    return Step("confirm", after, who, text, share=share)


def send_back(after: float, text: str) -> Step:
    """The resident says what is still missing."""
    return Step("send_back", after, text=text)


def reopen(after: float) -> Step:
    """An expired wish goes back on the board."""
    return Step("reopen", after)


def withdraw(after: float, text: str) -> Step:
    return Step("withdraw", after, text=text)
