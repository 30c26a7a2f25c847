"""Who may see and do what with wishes. No rule → no.

One place answers "may they?" (`allowed_actions`, `may_see`) and "which rows?" (`visible`, `waiting_wishes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from content_models.areas.models import Community
from content_models.people.roles import HELPER_ROLES, REVIEWER_ROLES, STAFF_ROLES, Actor, Role
from content_models.wishes.models import Wish
from content_models.wishes.querysets import WishQuerySet
from content_models.wishes.states import MOVES, PUBLIC_STATES, ClaimState, WishState

# Written here and nowhere else: the order in which a face offers them.
VERBS = ("approve", "reject", "claim", "keep", "release", "fulfil", "confirm", "reopen", "withdraw")


@dataclass(frozen=True, slots=True)
class WishFacts:
    """What the rules look at: enough for a row of the board as well as for a whole wish."""

    state: WishState
    author_id: UUID | None
    entered_by_id: UUID | None
    on_behalf: bool
    area_path: str
    my_claim: ClaimState | None = None
    helpers_active: int = 0


def facts_of(wish: Wish, my_claim: str | None) -> WishFacts:
    """Facts of a loaded wish (`wish.area` must be loaded)."""
    return WishFacts(
        state=WishState(wish.state),
        author_id=wish.author_id,
        entered_by_id=wish.entered_by_id,
        on_behalf=wish.on_behalf,
        area_path=wish.area.path,
        my_claim=ClaimState(my_claim) if my_claim else None,
        helpers_active=wish.helpers_active,
    )


def is_owner(actor: Actor, facts: WishFacts) -> bool:
    """The resident whose wish it is, or who wrote it down for somebody."""
    return actor.id is not None and actor.id in (facts.author_id, facts.entered_by_id)


def reviews(actor: Actor, area_path: str) -> bool:
    """Staff of the community, or the chief of the building or of a place that covers it."""
    return actor.holds(*REVIEWER_ROLES, at=area_path)


def may_help(actor: Actor, area_path: str) -> bool:
    """Volunteers, chiefs and workers of the community. A chief's own building is enough of a tie."""
    return actor.holds(*HELPER_ROLES, at=area_path)


def may_write_for_others(actor: Actor, area_path: str) -> bool:
    """代提: workers, and chiefs for their own place."""
    return actor.holds(Role.WORKER, Role.COMMUNITY_ADMIN, Role.CHIEF, at=area_path)


def may_see(actor: Actor, facts: WishFacts) -> bool:
    """Public states are everybody's; the others are for the resident, the writer, the reviewers and the helpers."""
    return (
        facts.state in PUBLIC_STATES
        or is_owner(actor, facts)
        or facts.my_claim is not None
        or reviews(actor, facts.area_path)
    )


def takes_part(actor: Actor, facts: WishFacts) -> bool:
    """Reads reasons and notes: the resident, the writer, those with a claim, the reviewers."""
    return is_owner(actor, facts) or facts.my_claim is not None or reviews(actor, facts.area_path)


def sees_building(actor: Actor, facts: WishFacts) -> bool:
    """Owners and reviewers see the building in every state; helpers while their claim is active."""
    return is_owner(actor, facts) or reviews(actor, facts.area_path) or facts.my_claim == ClaimState.ACTIVE


def contact_reason(actor: Actor, facts: WishFacts) -> str | None:
    """Why the actor may see contact and door now: `own`, `written`, `claim`, or None for no.

    Who wrote it down for a neighbour needs the contact as long as writing for others is her office.
    """
    if actor.id is None:
        return None
    if actor.id == facts.author_id:
        return "own"
    if actor.id == facts.entered_by_id and may_write_for_others(actor, facts.area_path):
        return "written"
    if facts.my_claim == ClaimState.ACTIVE and facts.state in (WishState.OPEN, WishState.CLAIMED):
        return "claim"
    return None


def sees_answers(actor: Actor, facts: WishFacts) -> bool:
    """Answers to the category's own questions may be as personal as a door: whom the contact is shown to, and who
    reviews (without them nobody could decide)."""
    return contact_reason(actor, facts) is not None or reviews(actor, facts.area_path)


def _may(verb: str, actor: Actor, facts: WishFacts) -> bool:
    """Does the actor stand in the right place for this verb, whatever the state?"""
    own = is_owner(actor, facts)
    match verb:
        case "approve" | "reject":
            # A reviewer does not wave her own wish through; one written down for a neighbour she may.
            return reviews(actor, facts.area_path) and actor.id != facts.author_id
        case "claim":
            return may_help(actor, facts.area_path) and not own
        case "keep" | "release" | "fulfil":
            return facts.my_claim is not None
        case "confirm" | "reopen":
            if facts.my_claim is not None:
                return False  # who helped does not say that it is done
            return own or (facts.on_behalf and facts.author_id is None and reviews(actor, facts.area_path))
        case "withdraw":
            return own
    return False


def _fits_state(verb: str, facts: WishFacts) -> bool:
    """Is the verb a legal move from here (the table in states.py)?"""
    state = facts.state
    match verb:
        case "claim":
            return state in MOVES["fill"].sources and facts.my_claim is None
        case "keep" | "release" | "fulfil":
            return facts.my_claim == ClaimState.ACTIVE and state in (WishState.OPEN, WishState.CLAIMED)
        case "reopen":
            return state in MOVES["send_back"].sources | MOVES["reopen"].sources
        case "withdraw":
            return state in MOVES["withdraw"].sources and facts.helpers_active == 0
    return state in MOVES[verb].sources


def allowed_actions(actor: Actor, facts: WishFacts) -> list[str]:
    """The API verbs open to the actor now. Limits and deadlines are checked when it is done."""
    if actor.is_visitor:
        return []
    return [verb for verb in VERBS if _may(verb, actor, facts) and _fits_state(verb, facts)]


def may_ever(verb: str, actor: Actor, facts: WishFacts) -> bool:
    """Could the actor do this in the right state? Decides between "not you" and "not now"."""
    return _may(verb, actor, facts)


def visible(actor: Actor, community: Community) -> WishQuerySet:
    """The rows that `may_see` says yes to."""
    wishes: WishQuerySet = Wish.objects.all()
    if actor.is_visitor or actor.id is None:
        return wishes.public()
    if actor.holds(*STAFF_ROLES, at=community.area.path):
        return wishes
    mine = Q(author_id=actor.id) | Q(entered_by_id=actor.id)
    covered = Q()
    for path in actor.paths_of(*REVIEWER_ROLES):
        covered |= Q(area__path__startswith=path)
    helped = Q(pk__in=Wish.objects.helped_by(actor.id).values("pk"))
    return wishes.filter(Q(state__in=sorted(PUBLIC_STATES)) | mine | helped | covered)


def waiting_wishes(actor: Actor, community: Community) -> WishQuerySet:
    """The wishes that wait for this actor's review."""
    wishes: WishQuerySet = Wish.objects.waiting_for_review().exclude(author_id=actor.id)
    if actor.holds(*STAFF_ROLES, at=community.area.path):
        return wishes
    return wishes.under(actor.paths_of(*REVIEWER_ROLES))
