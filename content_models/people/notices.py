"""The words of the inbox. A notice keeps its kind and what fills the places; the text is made when it is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.common.compiled import insert
from content_models.common.ids import uuid7
from content_models.common.months import name_of_stretch
from content_models.people.models import Notice
from content_models.people.roles import Role


@dataclass(frozen=True, slots=True)
class NoticeWords:
    title: Any
    text: Any


NOTICE_WORDS: dict[str, NoticeWords] = {
    "wish_approved": NoticeWords(_("Your wish is on the board"), _("“%(title)s” can be seen by the neighbours now.")),
    "wish_rejected": NoticeWords(_("Your wish was not accepted"), _("“%(title)s”: %(reason)s")),
    "wish_claimed": NoticeWords(_("Somebody is taking care of it"), _("%(helper)s has taken on “%(title)s”.")),
    "wish_released": NoticeWords(
        _("Your wish is looking for a helper again"), _("%(helper)s could not go on with “%(title)s”: %(reason)s")
    ),
    "wish_timed_out": NoticeWords(
        _("Your wish is looking for a helper again"), _("Nothing was heard about “%(title)s” for a while.")
    ),
    "wish_fulfilled": NoticeWords(
        _("Is your wish fulfilled?"), _("The helpers say “%(title)s” is done. Please have a look and confirm.")
    ),
    "wish_expired": NoticeWords(
        _("Your wish has run out of time"), _("Nobody took on “%(title)s” by its last day. You can open it again.")
    ),
    "claim_confirmed": NoticeWords(_("Thank you!"), _("“%(title)s” is confirmed: %(thanks)s")),
    "claim_sent_back": NoticeWords(_("Something is still missing"), _("“%(title)s”: %(reason)s")),
    "claim_reminder": NoticeWords(
        _("How is it going?"),
        _("You took on “%(title)s” and we have not heard from you. Still on it, or should somebody else help?"),
    ),
    "claim_timed_out": NoticeWords(
        _("A wish was given back"), _("“%(title)s” is back on the board, since nothing was heard for %(days)s days.")
    ),
    "wish_closed_by_community": NoticeWords(_("A wish was closed"), _("“%(title)s” was closed: %(reason)s")),
    "appointment_approved": NoticeWords(_("Welcome to your post"), _("You now hold: %(post)s (%(area)s).")),
    "appointment_declined": NoticeWords(_("About your application"), _("%(post)s: %(reason)s")),
    "appointment_ended": NoticeWords(_("Your term has ended"), _("%(post)s: %(reason)s")),
    "appointment_over": NoticeWords(
        _("Your term has ended"), _("%(post)s (%(area)s): its last day is over. Thank you!")
    ),
    "service_verified": NoticeWords(
        _("Your hours are verified"), _("“%(what)s”: %(minutes)s minutes, %(points)s points.")
    ),
    "service_rejected": NoticeWords(_("About your hours"), _("“%(what)s” was not accepted: %(reason)s")),
    "service_corrected": NoticeWords(_("Your hours were corrected"), _("“%(what)s”: %(reason)s")),
    "service_minutes_missing": NoticeWords(
        _("How long did it take?"), _("“%(what)s” is confirmed. Please say how many minutes it took you.")
    ),
    "split_to_agree": NoticeWords(
        _("Do you all agree on the minutes?"),
        _("Several helped: “%(what)s”. Please look how the minutes are split."),
    ),
    "certificate_revoked": NoticeWords(
        _("A certificate holds no more"), _("%(number)s: %(reason)s You can issue a new one under “Service”.")
    ),
    "activity_cancelled": NoticeWords(_("An activity was cancelled"), _("“%(title)s”: %(reason)s")),
    "points_expired": NoticeWords(_("Points have expired"), _("%(points)s points could not be used any more.")),
    "redemption_ready": NoticeWords(_("Ready to fetch"), _("“%(title)s” is waiting for you until %(day)s.")),
    "redemption_reminder": NoticeWords(
        _("Please fetch it soon"), _("“%(title)s” is kept for you until %(day)s. After that the points come back.")
    ),
    "redemption_expired": NoticeWords(
        _("Not fetched in time"), _("“%(title)s” was not fetched. Your %(points)s points are back.")
    ),
    "redemption_cancelled": NoticeWords(
        _("An exchange was cancelled"), _("“%(title)s”: %(reason)s Your %(points)s points are back.")
    ),
    "redemption_handed_over": NoticeWords(_("Handed over"), _("“%(title)s” was handed over.")),
    "honored": NoticeWords(_("You are honoured"), _("You are on “%(title)s”, %(period)s. Thank you!")),
    "honored_ask": NoticeWords(
        _("You are honoured: may we say your name?"),
        _("You are on “%(title)s”, %(period)s. Please choose how you want to be shown; until then nobody sees a name."),
    ),
    "ballot_nominated": NoticeWords(
        _("Neighbours put your name forward"), _("For “%(title)s”. Please say whether you want to stand.")
    ),
    "candidate_admitted": NoticeWords(_("You stand for the vote"), _("“%(title)s”: neighbours can see you there now.")),
    "candidate_refused": NoticeWords(_("You were not admitted to the vote"), _("“%(title)s”: %(reason)s")),
    "ballot_opened": NoticeWords(_("Voting is open"), _("“%(title)s”: have a look and give your vote.")),
    "ballot_settled": NoticeWords(_("The result is out"), _("“%(title)s”: see who is honoured.")),
    "ballot_called_off": NoticeWords(_("A ballot was called off"), _("“%(title)s”: %(reason)s")),
    "page_held_back": NoticeWords(
        _("A page did not go out"), _("“%(title)s” should have gone out by now. %(reason)s It waits as a draft.")
    ),
    "case_asked": NoticeWords(
        _("May we tell others about it?"),
        _("“%(title)s” went well, and other communities could learn from it. Please look what would be said."),
    ),
    "case_asked_again": NoticeWords(
        _("The words have changed"), _("“%(title)s”: please look once more what would be said.")
    ),
    "case_agreed": NoticeWords(_("Somebody has agreed"), _("To the case “%(title)s”.")),
    "case_declined": NoticeWords(
        _("Somebody has not agreed"), _("To the words of the case “%(title)s”. On its page you see what is missing.")
    ),
    "case_withdrawn": NoticeWords(
        _("An agreement was taken back"),
        _("The case “%(title)s” is off the phones. On its page you see what is missing."),
    ),
    "case_somebody_left": NoticeWords(
        _("A case came off the phones"),
        _("“%(title)s”: somebody it tells of has left and can't be asked any more. Take that wish out of the case."),
    ),
    "case_adopted": NoticeWords(_("Others did it, too"), _("%(community)s did as you tell in “%(title)s”.")),
    "membership_approved": NoticeWords(_("You're in"), _("%(community)s has accepted you as: %(role)s.")),
    "membership_given": NoticeWords(_("You have a new role"), _("%(community)s has made you: %(role)s.")),
    "membership_over": NoticeWords(_("A role has ended"), _("%(role)s in %(community)s: its time is over. Thank you!")),
    "membership_declined": NoticeWords(_("About your request"), _("%(role)s in %(community)s: %(reason)s")),
    "membership_ended": NoticeWords(_("A role has ended"), _("%(role)s in %(community)s: %(reason)s")),
}


def tell(
    *,
    user_id: UUID | None,
    kind: str,
    now: datetime,
    community_id: UUID | None = None,
    subject: tuple[str, UUID] | None = None,
    **words: str,
) -> None:
    """Put a line into a person's inbox, in the transaction of what it tells of. Nobody to tell: nothing happens."""
    if user_id is None:
        return
    if kind not in NOTICE_WORDS:
        raise KeyError(kind)
    insert(
        Notice(
            id=uuid7(),
            user_id=user_id,
            community_id=community_id,
            kind=kind,
            words=json.dumps(words, ensure_ascii=False),
            subject_type=subject[0] if subject else "",
            subject_id=subject[1] if subject else None,
            created_at=now,
        )
    )


def words_of(notice: Notice) -> tuple[str, str]:
    """Title and text for the reader. Words that were erased leave the title alone."""
    template = NOTICE_WORDS.get(notice.kind)
    if template is None:
        return "", ""
    filling = json.loads(notice.words) if notice.words else {}
    if "role" in filling:  # kept as a code, so that the reader's language decides
        filling["role"] = str(Role(filling["role"]).label)
    if filling.get("thanks") == "":  # confirmed without a word
        filling["thanks"] = str(_("Thank you!"))
    if "period" in filling:  # its first and last day, for the same reason
        first, last = (date.fromisoformat(day) for day in filling["period"].split("/"))
        filling["period"] = name_of_stretch(first, last)
    try:
        return str(template.title), str(template.text) % filling
    except KeyError:
        return str(template.title), ""
