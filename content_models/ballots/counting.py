"""What the rows come to. Nothing here writes; the same rows give the same result, always.

How the jury's voice is combined. The residents' votes and the jury's are counted apart. A candidate's share among the
residents is her part of all the residents' votes, and likewise among the jury. The two are weighed: with a jury share
of 30 percent, seven tenths of the one and three tenths of the other. Where one side cast no vote at all, the other
decides alone. Who has the same share stands at the same place. Votes for somebody who stepped back count for nobody.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from content_models.ballots.models import Ballot, Candidate, Vote
from content_models.ballots.states import Voice

WHOLE = 10_000  # shares are kept in hundredths of a percent


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate's part. `share` is in hundredths of a percent, rounded down; equals have the same `place`."""

    candidate_id: UUID
    votes: int
    jury_votes: int
    share: int
    place: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rows of a ballot come to; `lines` by place."""

    voters: int
    jurors: int
    fingerprint: str
    lines: tuple[Line, ...]


def count_votes(ballot: Ballot) -> Outcome:
    """Count the ballot's rows. The ballot's community must be in scope."""
    rows = list(
        Vote.objects.filter(ballot=ballot).order_by().values_list("voter", "slot", "voice", "candidate_id").iterator()
    )
    standing = list(Candidate.objects.filter(ballot=ballot).standing().values_list("pk", flat=True))
    tallies = {voice: Counter(who for _v, _s, heard, who in rows if heard == voice) for voice in Voice}
    return Outcome(
        voters=_different(rows, Voice.RESIDENT),
        jurors=_different(rows, Voice.JURY),
        fingerprint=fingerprint(rows),
        lines=tuple(weigh(standing, tallies[Voice.RESIDENT], tallies[Voice.JURY], jury_share=ballot.jury_share)),
    )


def count_voters(ballot: Ballot) -> int:
    """How many residents have voted so far: all that is said of an open ballot."""
    votes = Vote.objects.filter(ballot=ballot, voice=Voice.RESIDENT).order_by()
    number: int = votes.values("voter").distinct().count()
    return number


def weigh(standing: Iterable[UUID], residents: Counter[UUID], jury: Counter[UUID], *, jury_share: int) -> list[Line]:
    """The candidates by their weighed share, as the words at the top of this file say. `jury_share` in percent."""
    standing = list(standing)
    all_residents, all_jury = sum(residents[one] for one in standing), sum(jury[one] for one in standing)
    weight = Fraction(jury_share, 100)
    if not all_jury:
        weight = Fraction(0)
    elif not all_residents:
        weight = Fraction(1)
    shares = {
        one: (1 - weight) * _part(residents[one], all_residents) + weight * _part(jury[one], all_jury)
        for one in standing
    }
    ordered = sorted(standing, key=lambda one: (-shares[one], one))
    return [
        Line(
            candidate_id=one,
            votes=residents[one],
            jury_votes=jury[one],
            share=int(shares[one] * WHOLE),
            place=1 + sum(other > shares[one] for other in shares.values()),
        )
        for one in ordered
    ]


def fingerprint(rows: Iterable[tuple[str, int, str, UUID]]) -> str:
    """SHA-256 over all rows in an order of their own: one vote more, less or different gives another one."""
    lines = sorted(f"{voter} {slot} {voice} {candidate}" for voter, slot, voice, candidate in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _part(some: int, of_all: int) -> Fraction:
    return Fraction(some, of_all) if of_all else Fraction(0)


def _different(rows: list[tuple[str, int, str, UUID]], voice: Voice) -> int:
    return len({voter for voter, _slot, heard, _who in rows if heard == voice})


__all__ = ["Line", "Outcome", "count_voters", "count_votes", "fingerprint", "weigh"]
