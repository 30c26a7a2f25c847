"""Setting a ballot up, announcing it, naming its jury, calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Community
from content_models.ballots.actions.looking import run_ballot
from content_models.ballots.actions.moving import move_on
from content_models.ballots.models import REASON_MAX, Ballot, Candidate, Juror
from content_models.ballots.policy import may_run
from content_models.ballots.secrecy import new_secret
from content_models.ballots.states import OVER, BallotState, CandidateState
from content_models.common.action_log import write_log
from content_models.common.errors import Conflict, IllegalMove, Invalid, Missing
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.honors.models import HonorRoll
from content_models.honors.periods import Period
from content_models.honors.states import PICKED
from content_models.people.actions import clean_reason, signed_in
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor

# What the office decides; all of it is fixed once the ballot is announced.
SETTLED_BY_OFFICE = (
    "title",
    "explanation",
    "eligible",
    "self_nomination",
    "votes_per_person",
    "nominates_from",
    "nominates_until",
    "votes_from",
    "votes_until",
    "jury_share",
    "shows_order",
    "roll",
    "period_start",
)
LONGEST = timedelta(days=120)


class RollNotPicked(Invalid):
    code = "roll_not_picked"
    message = _("Please choose a roll of this community whose names are picked, not counted.")


class WindowOver(Invalid):
    code = "window_over"
    message = _("That time is over already.")


class TooLong(Invalid):
    code = "window_too_long"
    message = _("A ballot takes at most four months, from the first name to the last vote.")


class AlreadyInJury(Conflict):
    code = "already_in_jury"
    message = _("This person sits in the jury already.")


class NoJuryAnyMore(Conflict):
    code = "jury_is_fixed"
    message = _("The jury is named before the voting begins.")


class NoJury(Conflict):
    code = "no_jury"
    message = _("This ballot has no jury: its share is 0 percent.")


class CandidateInJury(Invalid):
    code = "candidate_in_jury"
    message = _("Who stands for the vote doesn't sit in its jury.")


def check_ballot(*, actor: Actor, community: Community, values: Mapping[str, Any], ballot: Ballot | None) -> Ballot:
    """The ballot as it would be; nothing is written.

    Raises:
        Missing, IllegalMove: it was announced. RollNotPicked, TooLong; Invalid, whose `fields` say where.
    """
    signed_in(actor)
    if not may_run(actor, community) or (ballot is not None and ballot.community_id != community.pk):
        raise Missing
    if ballot is not None and ballot.state != BallotState.DRAFT:
        raise IllegalMove(state=ballot.get_state_display())
    changed = ballot or Ballot(id=uuid7(), community=community)
    for name in SETTLED_BY_OFFICE:
        if name in values:
            setattr(changed, name, values[name])
    _check_roll(changed)
    try:
        changed.full_clean(exclude=["created_at", "state"])
    except ValidationError as error:
        raise Invalid(fields={name: _first(said) for name, said in _by_field(error).items()}) from error
    if changed.votes_until - changed.nominates_from > LONGEST:
        raise TooLong(fields={"votes_until": TooLong.message})
    return changed


def _check_roll(ballot: Ballot) -> None:
    """The period is the one that the chosen day lies in."""
    if ballot.roll_id is None:
        ballot.period_start = None
        return
    roll = HonorRoll.objects.on_show().filter(pk=ballot.roll_id, community_id=ballot.community_id).first()
    if roll is None or roll.source not in PICKED:
        raise RollNotPicked(fields={"roll": RollNotPicked.message})
    if isinstance(ballot.period_start, date):
        ballot.period_start = Period.around(ballot.period_start, roll.period).first_day


# Rules over several fields speak at the later one of them.
_SPEAKS_AT = {
    "nominations_begin_before_they_end": "nominates_until",
    "voting_begins_after_nominations": "votes_from",
    "voting_begins_before_it_ends": "votes_until",
    "ballot_for_a_roll_names_the_period": "period_start",
}


def _by_field(error: ValidationError) -> dict[str, Any]:
    found: dict[str, Any] = {name: said for name, said in error.error_dict.items() if name != "__all__"}
    for one in error.error_dict.get("__all__", []):
        found.setdefault(_SPEAKS_AT.get(one.code or "", "title"), [one])
    return found


def _first(errors: Any) -> tuple[str, str]:
    error = next(iter(errors))
    return error.code or "invalid", error.messages[0]


@transaction.atomic
def set_up_ballot(*, actor: Actor, community: Community, values: Mapping[str, Any], now: datetime) -> Ballot:
    """Begin a ballot; only the office sees it until it is announced. `values` by the names in SETTLED_BY_OFFICE.

    Raises:
        What check_ballot raises.
    """
    ballot = check_ballot(actor=actor, community=community, values=values, ballot=None)
    ballot.created_at, ballot.secret = now, new_secret()
    ballot.save(force_insert=True)
    write_log(ballot, "linli.ballot.set_up", user=actor.user, data={})
    return ballot


@again_when_overtaken
def change_ballot(*, ballot_id: UUID, actor: Actor, values: Mapping[str, Any], now: datetime) -> Ballot:  # noqa: ARG001 - as every action
    """Change what was set up, before it is announced.

    Raises:
        What check_ballot raises.
    """
    user, ballot = run_ballot(ballot_id, actor)
    changed = check_ballot(actor=actor, community=ballot.community, values=values, ballot=ballot)
    # ConcurrentTransitionMixin looks at the state only when it is among the fields.
    changed.save(update_fields=[*SETTLED_BY_OFFICE, "state"])
    write_log(changed, "linli.ballot.changed", user=user, data={})
    return changed


@again_when_overtaken
def announce_ballot(*, ballot_id: UUID, actor: Actor, now: datetime) -> Ballot:
    """Show it to everybody. From now on what it says is fixed.

    Raises:
        Missing, IllegalMove; WindowOver: names could not be put forward any more.
    """
    user, ballot = run_ballot(ballot_id, actor)
    if ballot.state != BallotState.DRAFT:
        raise IllegalMove(state=ballot.get_state_display())
    if ballot.nominates_until <= now:
        raise WindowOver(fields={"nominates_until": WindowOver.message})
    ballot.announce()
    ballot.announced_at = now
    ballot.save(update_fields=["state", "announced_at"])
    write_log(ballot, "linli.ballot.announced", user=user, data={})
    return ballot


@again_when_overtaken
def call_off_ballot(*, ballot_id: UUID, actor: Actor, reason: str, now: datetime) -> Ballot:
    """Stop it; who stands is told why. The votes given so far are counted for nothing, and nobody can look them up.

    Raises:
        Missing, ReasonMissing; IllegalMove: it is over.
    """
    user, _ballot = run_ballot(ballot_id, actor)
    ballot = move_on(ballot_id=ballot_id, now=now)
    if ballot.state in OVER or ballot.state == BallotState.DRAFT:
        raise IllegalMove(state=ballot.get_state_display())
    ballot.reason = clean_reason(reason, limit=REASON_MAX)
    ballot.call_off()
    ballot.secret = ""
    ballot.save(update_fields=["state", "reason", "secret"])
    living = [CandidateState.PROPOSED, CandidateState.AGREED, CandidateState.STANDING]
    for person_id in ballot.candidates.filter(state__in=living).values_list("person_id", flat=True):
        tell(
            user_id=person_id,
            kind="ballot_called_off",
            now=now,
            community_id=ballot.community_id,
            subject=("ballot", ballot.pk),
            title=ballot.title,
            reason=ballot.reason,
        )
    write_log(ballot, "linli.ballot.called_off", user=user, data={"reason": ballot.reason})
    return ballot


@again_when_overtaken
def add_juror(*, ballot_id: UUID, person: User, actor: Actor, now: datetime) -> Juror:
    """Name somebody for the jury. Her vote counts with the jury's, and not among the residents'.

    Raises:
        Missing, NoJuryAnyMore, NoJury, AlreadyInJury, CandidateInJury
    """
    user, ballot = _before_voting(ballot_id, actor, now)
    if not ballot.jury_share:
        raise NoJury
    if Candidate.objects.filter(ballot=ballot).of(person.pk).exists():
        raise CandidateInJury(fields={"phone": CandidateInJury.message})
    try:
        with transaction.atomic():
            juror: Juror = Juror.objects.create(
                id=uuid7(), community_id=ballot.community_id, ballot=ballot, person=person, created_at=now
            )
    except IntegrityError as error:
        raise AlreadyInJury(fields={"phone": AlreadyInJury.message}) from error
    write_log(ballot, "linli.ballot.juror_added", user=user, data={"juror": str(juror.pk)})
    return juror


@again_when_overtaken
def drop_juror(*, ballot_id: UUID, juror_id: UUID, actor: Actor, now: datetime) -> None:
    """Take somebody out of the jury again.

    Raises:
        Missing, NoJuryAnyMore
    """
    user, ballot = _before_voting(ballot_id, actor, now)
    gone, _of = Juror.objects.filter(pk=juror_id, ballot=ballot).delete()
    if not gone:
        raise Missing
    write_log(ballot, "linli.ballot.juror_dropped", user=user, data={"juror": str(juror_id)})


def _before_voting(ballot_id: UUID, actor: Actor, now: datetime) -> tuple[User, Ballot]:
    """From here to the end of the transaction the voting does not begin: who opens it waits for this row.

    Raises:
        Missing, NoJuryAnyMore
    """
    user, ballot = run_ballot(ballot_id, actor)
    early = [BallotState.DRAFT, BallotState.NOMINATING, BallotState.CHECKING]
    held = Ballot.objects.filter(pk=ballot.pk, state__in=early, votes_from__gt=now)
    if not held.update(jury_share=ballot.jury_share):
        raise NoJuryAnyMore
    return user, ballot
