"""Putting a neighbour forward, and what she says to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from content_models.ballots.actions.looking import NotAResident, read_ballot, read_candidate, require_resident
from content_models.ballots.models import REASON_MAX, WORDS_MAX, Ballot, Candidate, Juror, Nomination
from content_models.ballots.policy import candidate_actions, eligible_people, is_eligible, may_run, state_at
from content_models.ballots.states import GATHERING, BallotState, CandidateState
from content_models.common.action_log import write_log
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, IllegalMove, Invalid, Missing, Refused
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.common.tries import count_wrong, refuse_guessing
from content_models.honors.names import shown_names
from content_models.people.actions import clean_reason, require_consent, signed_in
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.phones import phone_hash
from content_models.people.roles import Actor
from media.actions import attach_photos, delete_photo

MOST, NAME_MIN, NAME_MAX, PHONE_DIGITS = 8, 2, 20, 11
LOOKS, LOOKS_WITHIN = 30, 600
NOMINATIONS_MAX = 5


class NominationsNotOpen(Conflict):
    code = "nominations_not_open"
    message = _("Names can be put forward from %(since)s on.")


class NominationsOver(Conflict):
    code = "nominations_over"
    message = _("No more names can be put forward for this ballot.")


class NotEligible(Invalid):
    code = "not_eligible"
    message = _("This neighbour can't be put forward here: please look who can be.")


class NotOneself(Refused):
    code = "not_oneself"
    message = _("Here one is put forward by others.")


class AlreadyNominated(Conflict):
    code = "already_nominated"
    message = _("You have already put this neighbour forward.")


class NotAnyMore(Conflict):
    code = "does_not_stand"
    message = _("This neighbour doesn't stand for this ballot.")


class TooManyNominations(Conflict):
    code = "too_many_nominations"
    message = _("Each neighbour can put %(limit)d names forward.")


class NameNeeded(Conflict):
    code = "name_needed"
    message = _("Please choose first under which name neighbours see you: who votes must know for whom.")


class TooFewLetters(Invalid):
    code = "too_few_letters"
    message = _("Please enter at least two characters of the name, or the whole mobile number.")


@dataclass(frozen=True, slots=True)
class Found:
    """A few of those who fit; `more`: there are others, so say more of the name."""

    people: tuple[User, ...]
    more: bool


def find_neighbours(*, ballot_id: UUID, actor: Actor, text: str, now: datetime) -> Found:
    """Whom one can put forward, by a part of the name they go by, or by the whole number, which one has to know.

    Raises:
        Unknown, Missing, NotAResident, NominationsOver, NominationsNotOpen, TooFewLetters
        TooMany: looked again and again.
    """
    user, ballot = _who_nominates(ballot_id, actor, now)
    words = " ".join(text.split())[:NAME_MAX]
    digits = re.sub(r"[\s-]", "", words)
    by_phone = digits.isascii() and digits.isdigit()
    if len(words) < NAME_MIN or (by_phone and len(digits) != PHONE_DIGITS):
        raise TooFewLetters(fields={"text": TooFewLetters.message})
    refuse_guessing("ballots.neighbours", user.pk, most=LOOKS)
    count_wrong("ballots.neighbours", user.pk, within_seconds=LOOKS_WITHIN)
    people = eligible_people(ballot, today=local_day(now))
    if not ballot.self_nomination:
        people = people.exclude(pk=user.pk)
    people = people.filter(phone_hash=phone_hash(f"+86{digits}")) if by_phone else people.filter(
        nickname__icontains=words
    )  # fmt: skip
    found = list(people.order_by("nickname", "pk")[: MOST + 1])
    return Found(people=tuple(found[:MOST]), more=len(found) > MOST)


def _who_nominates(ballot_id: UUID, actor: Actor, now: datetime) -> tuple[User, Ballot]:
    """A resident within the window; the office until the voting begins."""
    user = signed_in(actor)
    ballot = read_ballot(ballot_id, actor)
    office, state = may_run(actor, ballot.community), state_at(ballot, now)
    if state not in GATHERING or (state == BallotState.CHECKING and (not office or ballot.votes_from <= now)):
        raise NominationsOver
    if not office:
        if now < ballot.nominates_from:
            raise NominationsNotOpen(since=_moment(ballot.nominates_from))
        require_resident(user, ballot, now=now)
    return user, ballot


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


@again_when_overtaken
def nominate(*, ballot_id: UUID, actor: Actor, person_id: UUID, reason: str, now: datetime) -> Candidate:
    """Put a neighbour forward, or oneself. She is asked whether she wants to stand.

    Raises:
        Unknown, ConsentRequired, Missing, NotAResident, NominationsNotOpen, NominationsOver, NotEligible, NotOneself,
        AlreadyNominated, NotAnyMore (she was not admitted, or does not want to), TooManyNominations, ReasonMissing
    """
    user, ballot = _who_nominates(ballot_id, actor, now)
    require_consent(user)
    text = clean_reason(reason, limit=REASON_MAX)
    if person_id == user.pk and not ballot.self_nomination:
        raise NotOneself
    if not _can_be_put_forward(person_id, ballot, now):
        raise NotEligible(fields={"person": NotEligible.message})
    known: Candidate | None = Candidate.objects.filter(ballot=ballot, person_id=person_id).first()
    if known is not None and known.state in (
        CandidateState.REFUSED,
        CandidateState.DECLINED,
        CandidateState.WITHDRAWN,
    ):
        raise NotAnyMore
    mine = Nomination.objects.filter(candidate__ballot=ballot, by=user)
    if known is not None and mine.filter(candidate=known).exists():
        raise AlreadyNominated
    if mine.count() >= NOMINATIONS_MAX and not may_run(actor, ballot.community):
        raise TooManyNominations(limit=NOMINATIONS_MAX)
    candidate = known or _put_forward(ballot, person_id, by=user, now=now)
    nomination = Nomination(
        id=uuid7(), community_id=ballot.community_id, candidate=candidate, by=user, reason=text, created_at=now
    )
    try:
        with transaction.atomic():
            nomination.save(force_insert=True)
    except IntegrityError as error:
        raise Overtaken from error
    return candidate


def _can_be_put_forward(person_id: UUID, ballot: Ballot, now: datetime) -> bool:
    in_jury = Juror.objects.filter(ballot=ballot, person_id=person_id).exists()
    return not in_jury and is_eligible(person_id, ballot, today=local_day(now))


def _put_forward(ballot: Ballot, person_id: UUID, *, by: User, now: datetime) -> Candidate:
    """The first who names her makes her a candidate, and she is asked."""
    candidate = Candidate(
        id=uuid7(), community_id=ballot.community_id, ballot=ballot, person_id=person_id, proposed_at=now
    )
    try:
        with transaction.atomic():
            candidate.save(force_insert=True)
    except IntegrityError as error:
        raise Overtaken from error
    if person_id != by.pk:
        _tell(candidate, "ballot_nominated", now=now)
    return candidate


def _own(candidate_id: UUID, actor: Actor, verb: str, now: datetime) -> tuple[User, Candidate]:
    """Raises:
    Missing: not hers. IllegalMove: not now.
    """
    user = signed_in(actor)
    candidate = read_candidate(candidate_id, actor)
    if candidate.person_id != user.pk:
        raise Missing
    if verb not in candidate_actions(actor, candidate, now=now):
        raise IllegalMove(state=candidate.get_state_display())
    return user, candidate


@again_when_overtaken
def agree_to_stand(
    *, candidate_id: UUID, actor: Actor, words: str, photo_id: UUID | None = None, now: datetime
) -> Candidate:
    """Say yes, with a few own words and, if one likes, a picture of oneself. Then the office looks at it.

    Raises:
        Unknown, ConsentRequired, Missing, IllegalMove, NameNeeded, UnknownPhoto, Invalid
        NotAResident: she has left meanwhile, or may not stand any more.
    """
    user, candidate = _own(candidate_id, actor, "agree", now)
    require_consent(user)
    if not is_eligible(user.pk, candidate.ballot, today=local_day(now)):
        raise NotAResident
    if not shown_names([user.pk], community=candidate.ballot.community)[user.pk].is_named:
        raise NameNeeded
    text = words.strip()
    if not text or len(text) > WORDS_MAX:
        too_long = _("Too long: at most %(limit)d characters.") % {"limit": WORDS_MAX}
        say = ("too_long", too_long) if text else ("words_missing", _("Please say a few words about yourself."))
        raise Invalid(fields={"words": say})
    candidate.words, candidate.answered_at = text, now
    if photo_id is not None:
        candidate.photo = attach_photos(ids=[photo_id], owner=user, now=now)[0]
    candidate.agree()
    candidate.save(update_fields=["state", "words", "photo", "answered_at"])
    write_log(candidate, "linli.candidate.agreed", user=user, data={})
    return candidate


@again_when_overtaken
def decline_to_stand(*, candidate_id: UUID, actor: Actor, now: datetime) -> Candidate:
    """Say no. Nobody is asked why.

    Raises:
        Unknown, Missing, IllegalMove
    """
    user, candidate = _own(candidate_id, actor, "decline", now)
    candidate.answered_at = now
    candidate.decline()
    candidate.save(update_fields=["state", "answered_at"])
    write_log(candidate, "linli.candidate.declined", user=user, data={})
    return candidate


@again_when_overtaken
def step_back(*, candidate_id: UUID, actor: Actor, now: datetime) -> Candidate:
    """Stand no longer; until the voting is over. Words and picture are gone; votes for her count for nobody.

    Raises:
        Unknown, Missing, IllegalMove
    """
    user, candidate = _own(candidate_id, actor, "withdraw", now)
    # Whoever closes the ballot waits for this row, or was first: what was counted stays true.
    if not Ballot.objects.filter(pk=candidate.ballot_id, state=candidate.ballot.state).update(
        state=candidate.ballot.state
    ):
        raise Overtaken
    photo, candidate.photo = candidate.photo, None
    candidate.words = ""
    candidate.withdraw()
    candidate.save(update_fields=["state", "words", "photo"])
    if photo is not None:
        delete_photo(photo=photo)
    write_log(candidate, "linli.candidate.withdrawn", user=user, data={})
    return candidate


def _tell(candidate: Candidate, kind: str, *, now: datetime, **words: str) -> None:
    tell(
        user_id=candidate.person_id,
        kind=kind,
        now=now,
        community_id=candidate.community_id,
        subject=("ballot", candidate.ballot_id),
        title=candidate.ballot.title,
        **words,
    )
