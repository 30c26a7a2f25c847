"""What a roll may not be, in words for who sets it up. Called by the model's `clean`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from content_models.honors.periods import MONTHS
from content_models.honors.states import PeriodKind, Scope, Source, Team

if TYPE_CHECKING:
    from content_models.honors.models import HonorRoll


def leave_out_what_does_not_fit(roll: HonorRoll) -> None:
    """A form shows every choice; those of another scope or source don't count."""
    if roll.scope != Scope.AREA:
        roll.area = None
    if roll.scope != Scope.POST:
        roll.post = None
    if roll.scope != Scope.TEAM:
        roll.team = ""
    if roll.team != Team.CHIEFS:
        roll.chief_role = None
    if roll.source != Source.EDITIONS:
        roll.fed_by = None


def problems_of(roll: HonorRoll) -> dict[str, Any]:
    """Words by field; empty if it may be."""
    found: dict[str, Any] = {}
    if roll.scope == Scope.AREA and roll.area is None:
        found["area"] = _("Please choose the place.")
    if roll.area is not None and roll.area.community_id != roll.community_id:
        found["area"] = _("Please choose a place in this community.")
    if roll.scope == Scope.POST and roll.post is None:
        found["post"] = _("Please choose the post.")
    if roll.post is not None and (roll.post.community_id != roll.community_id or _was_removed(roll)):
        found["post"] = _("This post does not exist any more.")
    if roll.scope == Scope.TEAM and not roll.team:
        found["team"] = _("Please choose the team.")
    if roll.source == Source.TERM and roll.team in (Team.VANGUARD, Team.WORKERS):
        found["source"] = _("Years are counted in a post or as a chief; this team has neither.")
    if roll.source == Source.EDITIONS:
        found |= _problems_of_feeding(roll)
    if roll.shows_ranks and is_about_staff(roll):
        found["shows_ranks"] = _("Staff may not be ranked by points, time on line, votes or likes.")
    return found


def _was_removed(roll: HonorRoll) -> bool:
    """A roll that was there before the post was removed stays as it is; a new one has nothing to stand on."""
    return roll._state.adding and roll.post is not None and roll.post.retired_at is not None


def _problems_of_feeding(roll: HonorRoll) -> dict[str, Any]:
    other = roll.fed_by
    if other is None:
        return {"fed_by": _("Please choose the roll whose editions count.")}
    if other.community_id != roll.community_id or other.pk == roll.pk:
        return {"fed_by": _("Please choose another roll of this community.")}
    if MONTHS[PeriodKind(other.period)] >= MONTHS[PeriodKind(roll.period)]:
        return {"fed_by": _("The other roll must come out more often than this one: months make quarters and years.")}
    if roll.scope != Scope.COMMUNITY:
        return {"scope": _("Whom it is about is decided by the other roll.")}
    return {}


def is_about_staff(roll: HonorRoll) -> bool:
    """Does it name workers, or is it fed by a roll that does?"""
    seen: set[Any] = set()
    one: HonorRoll | None = roll
    while one is not None and one.pk not in seen:
        if one.team == Team.WORKERS:
            return True
        seen.add(one.pk)
        one = one.fed_by
    return False
