"""The one door to the names of people who are honoured or stand for it: as each of them agreed to be shown.

Asked anew whenever something is shown, never kept: who takes her consent back is gone from everything at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from content_models.areas.models import Community
from content_models.honors.models import Award, DisplayConsent
from content_models.honors.pinyin import pinyin_key
from content_models.honors.states import ADDRESSES, Address, Choice
from content_models.people.models import User

WITHHELD = "withheld"
# Surnames of two characters that are common enough to be met.
_COMPOUND = frozenset(
    {
        *("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙"),
        *("宇文", "司徒", "司空", "端木", "南宫", "西门", "独孤", "轩辕", "闻人", "申屠", "太史"),
    }
)


@dataclass(frozen=True, slots=True)
class ShownName:
    """How a person stands on a roll. `kind` is full, short, badge or withheld; `text` is ready for the reader."""

    kind: str
    text: str
    sort_key: Any = ()

    @property
    def is_named(self) -> bool:
        return self.kind in (Choice.FULL, Choice.SHORT)


def shown_names(people_ids: Iterable[UUID], *, community: Community) -> dict[UUID, ShownName]:
    """Each of these people as she agreed to be shown in public. Two queries, however many.

    Everybody who was asked for is in the answer. Who was never asked, said no, is switched off or does not exist is
    withheld.
    """
    wanted = set(people_ids)
    choices = _choices(wanted)
    known = _own_names(choices)
    return {person_id: _shown(choices.get(person_id), known.get(person_id, ""), community) for person_id in wanted}


def shown_on(awards: Iterable[Award], *, community: Community) -> dict[UUID, ShownName]:
    """The same for awards, by the award's id: a frozen one has the name as it was, if its person is to be named now."""
    awards = list(awards)
    choices = _choices({award.person_id for award in awards if award.person_id})
    known = _own_names(choices)
    shown = {}
    for award in awards:
        own = known.get(award.person_id, "") if award.person_id else ""
        # Who is switched off has no name here, and none on what was frozen.
        shown[award.pk] = _shown(choices.get(award.person_id), own and (award.name or own), community)
    return shown


def _choices(people_ids: set[UUID]) -> dict[UUID | None, DisplayConsent]:
    return {one.person_id: one for one in DisplayConsent.objects.living(people_ids)}


def _own_names(choices: Iterable[UUID | None]) -> dict[UUID, str]:
    people = User.objects.filter(pk__in=list(choices), is_active=True).only("pk", "full_name", "nickname")
    return {one.pk: one.full_name or one.nickname for one in people}


def withheld() -> ShownName:
    return ShownName(WITHHELD, _("Name withheld"))


def in_order(names: dict[UUID, ShownName]) -> list[UUID]:
    """The ids in the order of pinyin; those without a name come last, in an order that says nothing."""
    # An id by itself would tell in which order the awards were made.
    return sorted(names, key=lambda one: (not names[one].is_named, names[one].sort_key, sha256(one.bytes).digest()))


def _shown(consent: DisplayConsent | None, name: str, community: Community) -> ShownName:
    if consent is None or not name:
        return withheld()
    match consent.choice:
        case Choice.FULL:
            return ShownName(Choice.FULL, name, pinyin_key(name))
        case Choice.SHORT:
            return ShownName(Choice.SHORT, short_name(name, consent.address), pinyin_key(name))
        case Choice.BADGE:
            return ShownName(Choice.BADGE, _("A neighbour of %(community)s") % {"community": community.name})
    return withheld()


def short_name(name: str, address: str) -> str:
    """王师傅: the surname and how its owner wants to be addressed; of a name in letters, first word and an initial."""
    text = name.strip()
    if text[:1].isascii():
        first, _space, rest = text.partition(" ")
        return f"{first} {rest[:1]}." if rest else first
    surname = text[:2] if text[:2] in _COMPOUND and len(text) > 2 else text[:1]
    return surname + ADDRESSES.get(Address(address), "") if address else surname


__all__ = ["WITHHELD", "ShownName", "in_order", "short_name", "shown_names", "shown_on", "withheld"]
