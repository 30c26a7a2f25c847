"""What people are told about a ballot: who can stand, how it is counted, and what the result is good for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from content_models.ballots.models import Ballot
from content_models.ballots.states import Eligible


def advisory_words() -> str:
    return _("The result advises the community; it does not decide by itself.")


def eligible_words(ballot: Ballot) -> str:
    words = {
        Eligible.ANYBODY: _("Everybody who lives or helps in the community can be put forward"),
        Eligible.RESIDENTS: _("Everybody who lives in the community can be put forward"),
        Eligible.VOLUNTEERS: _("Volunteers and chiefs of the community can be put forward"),
        Eligible.CHIEFS: _("Chiefs of the community can be put forward"),
    }
    return _("%(who)s; the community's own staff can't.") % {"who": words[Eligible(ballot.eligible)]}


def counting_words(ballot: Ballot) -> str:
    """How the votes are counted; counting.py does what this says."""
    if not ballot.jury_share:
        return _("Every vote counts the same. Who has the same number of votes stands at the same place.")
    return _(
        "The neighbours' votes count %(neighbours)d percent and the jury's %(jury)d percent: of each side the share of "
        "its votes that a candidate got. If one side casts no vote, the other decides alone. Equal shares stand at the "
        "same place."
    ) % {"neighbours": 100 - ballot.jury_share, "jury": ballot.jury_share}


__all__ = ["advisory_words", "counting_words", "eligible_words"]
