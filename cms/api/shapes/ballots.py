"""Ballots, candidates, votes and results as the API shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cms.api.shapes.areas import CommunityRef, community_ref
from content_models.ballots.models import VOTES_MAX, Ballot, BallotCount, Candidate, CandidateCount
from content_models.ballots.policy import ballot_actions, candidate_actions, state_at
from content_models.ballots.states import BallotState
from content_models.ballots.wording import advisory_words, counting_words, eligible_words
from content_models.honors.names import ShownName, in_order
from content_models.people.models import User
from content_models.people.roles import Actor


class BallotCard(Schema):
    """One ballot of the list. `voters`: how many have voted, once the voting has begun; how it stands, nobody sees."""

    id: UUID
    title: str
    state: str
    state_name: str
    nominates_from: datetime
    nominates_until: datetime
    votes_from: datetime
    votes_until: datetime
    candidates: int
    voters: int | None


class BallotList(Schema):
    items: list[BallotCard]
    next: str | None


class CandidateName(Schema):
    """`kind`: full, short, badge or withheld; `text` is ready to be shown."""

    kind: str
    text: str


class CandidatePhoto(Schema):
    thumb: str
    full: str
    width: int
    height: int


class CandidateCard(Schema):
    """Somebody who stands. `mine`: the reader herself. `stands`: false for who stepped back or is not admitted yet."""

    id: UUID
    name: CandidateName
    words: str
    photo: CandidatePhoto | None
    mine: bool
    stands: bool
    state: str
    state_name: str


class CandidateOut(CandidateCard):
    """`reasons` are those of the neighbours who put her forward; who they are is told to nobody.

    `reason` is the office's, where it did not admit her; for her and the office.
    """

    ballot: BallotCard
    community: CommunityRef
    reasons: list[str]
    reason: str
    allowed_actions: list[str]
    ballot_actions: list[str]


class BallotOut(BallotCard):
    """`candidates_shown` in the order of pinyin. `mine`: the reader's own candidacy, whatever its state.

    `counting` says how it is counted, `advisory` that it advises and does not decide. `reason`: why it was called off.
    """

    community: CommunityRef
    explanation: str
    eligible: str
    eligible_words: str
    self_nomination: bool
    votes_per_person: int
    jury_share: int
    in_jury: bool
    shows_order: bool
    roll: str
    counting: str
    advisory: str
    reason: str
    candidates_shown: list[CandidateCard]
    mine: CandidateCard | None
    allowed_actions: list[str]


class NeighbourIn(Schema):
    text: Annotated[str, Field(max_length=200)]


class NeighbourOut(Schema):
    id: UUID
    nickname: str


class NeighboursOut(Schema):
    """`more`: there are others; say more of the name."""

    items: list[NeighbourOut]
    more: bool


class NominationIn(Schema):
    person: str = Field(max_length=80)
    reason: Annotated[str, Field(max_length=2000)] = ""


class NominationOut(Schema):
    """Whom one has put forward, by the name she goes by. She is asked first; what she says is hers."""

    candidate: UUID
    nickname: str


class AgreementIn(Schema):
    """`photo`: an upload of one's own (POST /photos), or none."""

    words: Annotated[str, Field(max_length=2000)]
    photo: Annotated[str, Field(max_length=80)] | None = None


class VoteIn(Schema):
    """The whole vote: who is not named any more has it no longer. None: takes it back."""

    candidates: Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=VOTES_MAX * 5)]


class VoteOut(Schema):
    """One's own vote, for oneself alone. Empty once the votes are counted: then nobody's can be found any more."""

    candidates: list[UUID]
    votes_per_person: int
    votes_until: datetime
    allowed_actions: list[str]


class ResultLine(Schema):
    """`place`, `votes` and `share` (percent) are null unless the community shows an order."""

    candidate: UUID
    name: CandidateName
    honored: bool
    place: int | None
    votes: int | None
    share: float | None


class ResultOut(Schema):
    """`fingerprint`: SHA-256 over all rows, for who counts again."""

    ballot: UUID
    advisory: str
    counting: str
    remark: str
    shows_order: bool
    voters: int
    jurors: int
    fingerprint: str
    counted_at: datetime
    settled_at: datetime | None
    lines: list[ResultLine]


def ballot_card(ballot: Ballot, *, candidates: int, voters: int, now: datetime) -> dict[str, Any]:
    state = state_at(ballot, now)
    begun = state in (BallotState.VOTING, BallotState.CLOSED, BallotState.SETTLED)
    return {
        "id": str(ballot.pk),
        "title": ballot.title,
        "state": state.value,
        "state_name": str(state.label),
        "nominates_from": ballot.nominates_from.isoformat(),
        "nominates_until": ballot.nominates_until.isoformat(),
        "votes_from": ballot.votes_from.isoformat(),
        "votes_until": ballot.votes_until.isoformat(),
        "candidates": candidates,
        "voters": voters if begun else None,
    }


def ballot_answer(
    ballot: Ballot,
    actor: Actor,
    *,
    candidates: Sequence[Candidate],
    mine: Candidate | None,
    names: Mapping[UUID, ShownName],
    voters: int,
    in_jury: bool,
    now: datetime,
) -> dict[str, Any]:
    """`candidates` are those who stand, with `photo`; `community` and `roll` of the ballot should be loaded."""
    cards = {one.pk: candidate_card(one, names, actor) for one in candidates}
    return {
        **ballot_card(ballot, candidates=len(candidates), voters=voters, now=now),
        "community": community_ref(ballot.community),
        "explanation": ballot.explanation,
        "eligible": ballot.eligible,
        "eligible_words": eligible_words(ballot),
        "self_nomination": ballot.self_nomination,
        "votes_per_person": ballot.votes_per_person,
        "jury_share": ballot.jury_share,
        "in_jury": in_jury,
        "shows_order": ballot.shows_order,
        "roll": ballot.roll.title if ballot.roll else "",
        "counting": counting_words(ballot),
        "advisory": advisory_words(),
        "reason": ballot.reason,
        "candidates_shown": [cards[one] for one in in_order({one.pk: name_of(one, names) for one in candidates})],
        "mine": candidate_card(mine, names, actor) if mine else None,
        "allowed_actions": ballot_actions(actor, ballot, now=now, in_jury=in_jury),
    }


def name_of(candidate: Candidate, names: Mapping[UUID, ShownName]) -> ShownName:
    """As she agreed to be shown; nothing is kept here. Of an account that is gone: withheld."""
    return names[candidate.person_id or candidate.pk]


def candidate_card(candidate: Candidate, names: Mapping[UUID, ShownName], actor: Actor) -> dict[str, Any]:
    """`photo` should be loaded. Who does not want to be named any more is not shown by her picture either."""
    name, own = name_of(candidate, names), actor.id is not None and candidate.person_id == actor.id
    photo = candidate.photo if name.is_named or own else None
    return {
        "id": str(candidate.pk),
        "name": {"kind": name.kind, "text": name.text},
        "words": candidate.words if name.is_named or own else "",
        "photo": {
            "thumb": f"/api/v1/photos/{photo.pk}/thumb",
            "full": f"/api/v1/photos/{photo.pk}/full",
            "width": photo.width,
            "height": photo.height,
        }
        if photo
        else None,
        "mine": own,
        "stands": candidate.state == "standing",
        "state": candidate.state,
        "state_name": str(candidate.get_state_display()),
    }


def candidate_answer(
    candidate: Candidate,
    actor: Actor,
    *,
    names: Mapping[UUID, ShownName],
    reasons: Sequence[str],
    to_office: bool,
    card: dict[str, Any],
    in_jury: bool,
    now: datetime,
) -> dict[str, Any]:
    own = actor.id is not None and candidate.person_id == actor.id
    return {
        **candidate_card(candidate, names, actor),
        "ballot": card,
        "community": community_ref(candidate.ballot.community),
        "reasons": list(reasons) if name_of(candidate, names).is_named or own or to_office else [],
        "reason": candidate.reason if own or to_office else "",
        "allowed_actions": candidate_actions(actor, candidate, now=now),
        "ballot_actions": ballot_actions(actor, candidate.ballot, now=now, in_jury=in_jury),
    }


def nickname_answer(person: User) -> dict[str, Any]:
    return {"id": str(person.pk), "nickname": person.shown_name}


def result_answer(
    ballot: Ballot,
    count: BallotCount,
    lines: Sequence[CandidateCount],
    names: Mapping[UUID, ShownName],
    *,
    with_figures: bool,
) -> dict[str, Any]:
    """`lines` with `candidate`, by place. Without figures they come in the order of pinyin, and say no place."""
    by_id = {line.candidate_id: line for line in lines}
    neutral = in_order({line.candidate_id: name_of(line.candidate, names) for line in lines})
    ordered = [line.candidate_id for line in lines] if with_figures else neutral
    return {
        "ballot": str(ballot.pk),
        "advisory": advisory_words(),
        "counting": counting_words(ballot),
        "remark": ballot.remark,
        "shows_order": with_figures,
        "voters": count.voters,
        "jurors": count.jurors,
        "fingerprint": count.fingerprint,
        "counted_at": count.counted_at.isoformat(),
        "settled_at": ballot.settled_at.isoformat() if ballot.settled_at else None,
        "lines": [_line(by_id[one], names, with_figures=with_figures) for one in ordered],
    }


def _line(line: CandidateCount, names: Mapping[UUID, ShownName], *, with_figures: bool) -> dict[str, Any]:
    name = name_of(line.candidate, names)
    return {
        "candidate": str(line.candidate_id),
        "name": {"kind": name.kind, "text": name.text},
        "honored": line.candidate.honored_at is not None,
        "place": line.place if with_figures else None,
        "votes": line.votes if with_figures else None,
        "share": line.share / 100 if with_figures else None,
    }
