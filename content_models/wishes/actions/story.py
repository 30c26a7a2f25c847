"""What every action on a wish shares: reading it, permitting, writing it conditionally, telling its story."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_scopes import get_scope, scope

from content_models.areas.actions import touch_board
from content_models.areas.models import Community
from content_models.common.action_log import write_log
from content_models.common.compiled import CompiledQuery, insert
from content_models.common.errors import Conflict, IllegalMove, Missing, Refused
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor
from content_models.wishes.board import refresh_card
from content_models.wishes.models import Claim, Wish, WishEvent
from content_models.wishes.policy import WishFacts, allowed_actions, facts_of, may_ever, may_see
from content_models.wishes.states import SEATED, EventKind


class OwnWish(Refused):
    code = "own_wish"
    message = _("This is your own wish; let a neighbour help you.")


class NotAHelper(Refused):
    code = "not_a_helper"
    message = _("Only volunteers of this community can take on wishes. You can sign up under “Me”.")


class AlreadyClaimed(Conflict):
    code = "already_claimed"
    message = _("Somebody was a moment faster. There are more wishes on the board.")


class AlreadyOnIt(Conflict):
    code = "already_on_it"
    message = _("You have taken this one on already.")


class PlaceTaken(Overtaken):
    """The helper's free place was taken by a claim of her own that came at the same moment."""


def read_wish(wish_id: UUID) -> Wish:
    """The wish as it is now, with what rules and cards look at, in one query.

    Raises:
        Missing: none of this id in the open community.
    """
    community_id = open_community_id()
    found: list[Wish] = (
        _wish_of_community().instances(wish=wish_id, community=community_id)
        if community_id is not None
        else list(_with_what_rules_look_at(wish_id))
    )
    if not found:
        raise Missing
    return found[0]


def _with_what_rules_look_at(wish_id: UUID) -> QuerySet[Wish]:
    wishes: QuerySet[Wish] = Wish.objects.select_related("community", "area", "category", "estate").filter(pk=wish_id)
    return wishes.order_by()


@lru_cache(maxsize=1)
def _wish_of_community() -> CompiledQuery:
    wish, community = UUID(int=1), UUID(int=2)
    with scope(community=community):
        return CompiledQuery(_with_what_rules_look_at(wish), wish=wish, community=community)


def claim_of(wish: Wish, person_id: UUID | None) -> Claim | None:
    """The person's seated claim on the wish, if any."""
    if person_id is None:
        return None
    community_id = open_community_id()
    found: list[Claim] = (
        _claim_in_community().instances(wish=wish.pk, person=person_id, community=community_id)
        if community_id is not None
        else list(_seated_claim(wish.pk, person_id))
    )
    return found[0] if found else None


def _seated_claim(wish_id: UUID, person_id: UUID) -> QuerySet[Claim]:
    """One row at most: one_living_claim_per_helper."""
    claims: QuerySet[Claim] = Claim.objects.seated().filter(wish_id=wish_id, helper_id=person_id).order_by()
    return claims


@lru_cache(maxsize=1)
def _claim_in_community() -> CompiledQuery:
    wish, person, community = (UUID(int=number) for number in range(1, 4))
    with scope(community=community):
        return CompiledQuery(_seated_claim(wish, person), wish=wish, person=person, community=community)


def open_community_id() -> UUID | None:
    """The one community of the open scope; None where it is several (the admin) or scopes are off."""
    community = get_scope().get("community")
    if isinstance(community, Community):
        return community.pk
    return community if isinstance(community, UUID) else None


def permit(verb: str, wish: Wish, actor: Actor, my_claim: Claim | None) -> tuple[User, WishFacts]:
    """May this actor do this, now?

    Raises:
        Unknown: a visitor. Missing: not hers to see. Refused: never hers to do. Conflict: hers, but not now.
    """
    user = signed_in(actor)
    facts = facts_of(wish, my_claim.state if my_claim else None)
    if not may_see(actor, facts):
        raise Missing
    if verb in allowed_actions(actor, facts):
        return user, facts
    if verb == "claim":
        if facts.my_claim is not None:
            raise AlreadyOnIt
        if user.pk in (facts.author_id, facts.entered_by_id):
            raise OwnWish
        if not may_ever(verb, actor, facts):
            raise NotAHelper
        if wish.helpers_active >= wish.helpers_wanted:
            raise AlreadyClaimed
    if not may_ever(verb, actor, facts):
        raise Refused
    raise IllegalMove(state=wish.get_state_display())


def write_wish(wish: Wish, *, now: datetime, changed: set[str]) -> None:
    """Write a moved wish: its fields, its card, its next revision; only if nobody wrote since it was read.

    Raises:
        ConcurrentTransition: somebody did; nothing was written.
    """
    wish.revision += 1
    wish.changed_at = now
    refresh_card(wish, changed=frozenset(changed))
    wish.save(update_fields=sorted(changed | {"revision", "changed_at", "card"}))


def record(
    wish: Wish,
    kind: EventKind,
    *,
    now: datetime,
    actor: User | None,
    as_role: str,
    text: str = "",
    reason: str = "",
) -> None:
    """Add a line to the story and to Wagtail's log, and move the board's version on. Last in an action.

    `text` goes into the story (sealed); `reason` into both.
    """
    insert(
        WishEvent(
            id=uuid7(),
            community_id=wish.community_id,
            wish=wish,
            kind=kind,
            at=now,
            actor=actor,
            as_role=as_role,
            text=text or reason,
        )
    )
    write_log(wish, f"linli.wish.{kind}", user=actor, data={"state": wish.state, "reason": reason, "as": as_role})
    touch_board(wish.community_id)


def tell_owners(wish: Wish, kind: str, *, now: datetime, **words: str) -> None:
    """Tell the resident, and who wrote it down for her."""
    for person_id in {wish.author_id, wish.entered_by_id}:
        tell_about(wish, person_id, kind, now=now, **words)


def tell_about(wish: Wish, person_id: UUID | None, kind: str, *, now: datetime, **words: str) -> None:
    """Tell one person something about a wish."""
    tell(
        user_id=person_id,
        kind=kind,
        now=now,
        community_id=wish.community_id,
        subject=("wish", wish.pk),
        title=wish.title,
        **words,
    )


def seated_claims(wish: Wish) -> list[Claim]:
    return list(Claim.objects.filter(wish=wish, state__in=sorted(SEATED)).select_related("helper"))


def move_claim(claim: Claim, fields: list[str]) -> None:
    """Save a moved claim, conditional on its old state.

    Raises:
        ConcurrentTransition, PlaceTaken
    """
    # No savepoint: PlaceTaken ends the attempt, and `again_when_overtaken` rolls all of it back.
    try:
        claim.save(update_fields=["state", *fields])
    except IntegrityError as error:
        raise PlaceTaken from error
