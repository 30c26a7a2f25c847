"""Ballots and who stands. Reasons and own words are told, names are not (see Head): one may step back at any time."""

from __future__ import annotations

from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cms.heads.head import Head
from content_models.areas.models import Community
from content_models.ballots.models import Ballot, Candidate
from content_models.ballots.policy import ballots_of
from content_models.people.roles import Actor

LISTED = 30


def all_ballots(community: Community) -> Head:
    path = f"/c/{community.slug}/ballots"
    ballots = list(ballots_of(Actor.visitor(), community).order_by("-pk")[:LISTED])
    return Head(
        path=path,
        title=_("Votes of neighbours"),
        description="、".join(ballot.title for ballot in ballots)
        or _("Whom neighbours in %(community)s want to thank.") % {"community": community.name},
        kind="website",
        links=tuple((f"{path}/{ballot.pk}", ballot.title) for ballot in ballots),
    )


def one_ballot(community: Community, ballot_id: UUID) -> Head | None:
    ballot = ballots_of(Actor.visitor(), community).filter(pk=ballot_id).first()
    if ballot is None:
        return None
    when = _stretch(ballot)
    return Head(
        path=f"/c/{community.slug}/ballots/{ballot.pk}",
        title=ballot.title,
        description=f"{when} {ballot.explanation}",
        words=(when, *(line.strip() for line in ballot.explanation.splitlines() if line.strip())),
    )


def one_candidate(community: Community, ballot_id: UUID, candidate_id: UUID) -> Head | None:
    """Who stands, as a link in a chat leads to her; search engines are asked to stay away."""
    ballot = ballots_of(Actor.visitor(), community).filter(pk=ballot_id).first()
    candidate = Candidate.objects.standing().filter(pk=candidate_id, ballot_id=ballot_id).first()
    if ballot is None or candidate is None:
        return None
    when = _stretch(ballot)
    return Head(
        path=f"/c/{community.slug}/ballots/{ballot.pk}/candidates/{candidate.pk}",
        title=_("A candidate for “%(title)s”") % {"title": ballot.title},
        description=f"{when} {ballot.explanation}",
        words=(when, ballot.explanation),
        found=False,
    )


def _stretch(ballot: Ballot) -> str:
    days = [date_format(localtime(moment), "MONTH_DAY_FORMAT") for moment in (ballot.votes_from, ballot.votes_until)]
    return _("Voting from %(first)s to %(last)s.") % {"first": days[0], "last": days[1]}
