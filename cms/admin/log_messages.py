"""The history of Wagtail's log in words: one label per action the domain records, and its reason where it has one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from content_models.people.models import MembershipState
from content_models.wishes.states import EventKind

WORDS: dict[str, Any] = {
    **{f"linli.wish.{kind.value}": kind.label for kind in EventKind},
    "linli.wish.last_day": _("The last day of this wish is over."),
    "linli.appointment.applied": _("Applied for the post"),
    "linli.appointment.approved": _("Appointed"),
    "linli.appointment.declined": _("Application declined"),
    "linli.appointment.ended": _("Term ended"),
    "linli.appointment.term": _("Another last day"),
    f"linli.membership.{MembershipState.PENDING}": _("Asked for a role"),
    f"linli.membership.{MembershipState.ACTIVE}": _("Role came into force"),
    f"linli.membership.{MembershipState.DECLINED}": _("Request for a role declined"),
    f"linli.membership.{MembershipState.ENDED}": _("Role ended"),
    "linli.invitation.last_day": _("Another last day"),
    "linli.invitation.open": _("Invited"),
    "linli.invitation.taken_up": _("Invitation taken up"),
    "linli.invitation.withdrawn": _("Invitation taken back"),
    "linli.consent.given": _("Agreed to how data is handled"),
    "linli.consent.withdrawn": _("Took the consent back"),
    "linli.burden.accepted": _("Kept in spite of the burden"),
    "linli.registration.made": _("Reported to the community"),
    "linli.post.retired": _("Removed from the set of posts"),
    "linli.post.brought_back": _("Put back into the set of posts"),
    "linli.community.founded": _("Community set up"),
    "linli.posts.returned": _("Posts: gone back to an earlier version"),
    "linli.template.created": _("Template begun"),
    "linli.template.published": _("Template: new version published"),
    "linli.template.reset": _("Template: unpublished changes thrown away"),
    "linli.template.post_dropped": _("Template: post taken out"),
    "linli.template.adopted": _("Posts: follows a template"),
    "linli.template.taken": _("Posts: changes taken over from a template"),
    "linli.template.kept_ours": _("Posts: looked at the template, kept ours"),
    "linli.template.proposed": _("Posts: put forward as a template"),
    "linli.template.accepted": _("Proposed template accepted"),
    "linli.template.declined": _("Proposed template declined"),
    "linli.category.retired": _("Removed from the wish categories"),
    "linli.category.brought_back": _("Put back into the wish categories"),
    "linli.record.submitted": _("Waiting for verification"),
    "linli.record.confirmed": _("Confirmed by one person"),
    "linli.record.verified": _("Verified"),
    "linli.record.rejected": _("Not accepted"),
    "linli.record.withdrawn": _("Withdrawn"),
    "linli.record.corrected": _("Corrected"),
    "linli.activity.opened": _("Announced"),
    "linli.activity.cancelled": _("Cancelled"),
    "linli.activity.ended": _("Ended"),
    "linli.activity.helper_found": _("Looked for somebody to check in by hand"),
    "linli.honors.retired": _("Removed from the honor rolls"),
    "linli.honors.brought_back": _("Put back to the honor rolls"),
    "linli.honors.frozen": _("Edition came out"),
    "linli.honors.remarked": _("Added a remark to the edition"),
    "linli.honors.picked": _("Put on the edition"),
    "linli.honors.dropped": _("Taken off the edition"),
    "linli.honors.display_chosen": _("Chose how to be shown when honoured"),
    "linli.honors.display_withdrawn": _("Does not want to be shown any more when honoured"),
    "linli.ballot.set_up": _("Set up"),
    "linli.ballot.changed": _("Changed before it was announced"),
    "linli.ballot.announced": _("Announced"),
    "linli.ballot.opened": _("Voting began"),
    "linli.ballot.closed": _("Voting ended, votes counted"),
    "linli.ballot.recounted": _("Votes counted again"),
    "linli.ballot.settled": _("Result published"),
    "linli.ballot.called_off": _("Called off"),
    "linli.ballot.juror_added": _("Somebody named for the jury"),
    "linli.ballot.juror_dropped": _("Somebody taken out of the jury"),
    "linli.candidate.agreed": _("Wants to stand for the vote"),
    "linli.candidate.declined": _("Does not want to stand"),
    "linli.candidate.admitted": _("Admitted to the vote"),
    "linli.candidate.refused": _("Not admitted to the vote"),
    "linli.candidate.withdrawn": _("Stepped back from the vote"),
    "linli.redemption.reserved": _("Exchanged"),
    "linli.redemption.cancelled": _("Cancelled"),
    "linli.redemption.expired": _("Not fetched in time"),
    "linli.redemption.handed_over": _("Handed over"),
    "linli.redemption.proxy": _("Somebody else may fetch it"),
    "linli.rate.set": _("Rate of points set"),
    "linli.settings.changed": _("Rules changed"),
    "linli.certificate.issued": _("Certificate issued"),
    "linli.certificate.revoked": _("Certificate revoked"),
    "linli.letter.written": _("Letter of commendation written"),
    "linli.letter.opened": _("Letter of commendation opened"),
    "linli.letter.revoked": _("Letter of commendation revoked"),
    "linli.recognition.proposed": _("Recognition proposed"),
    "linli.recognition.signed": _("Recognition signed"),
    "linli.recognition.ended": _("Recognition ended"),
    "linli.pages.look": _("Changed how the community looks"),
    "linli.pages.approval": _("Changed whether pages need a second reader"),
    "linli.case.drafted": _("Case drafted from wishes"),
    "linli.case.asked": _("Case: its people were asked"),
    "linli.case.agreed": _("Case: somebody agreed"),
    "linli.case.declined": _("Case: somebody did not agree"),
    "linli.case.withdrawn": _("Case: an agreement was taken back"),
    "linli.case.source_dropped": _("Case: a wish was taken out"),
    "linli.merchant.staff_added": _("Staff added"),
    "linli.merchant.staff_ended": _("Staff ended"),
    "linli.merchant.retired": _("Removed from the merchants"),
    "linli.merchant.brought_back": _("Put back to the merchants"),
    "linli.reward.retired": _("Removed from the rewards"),
    "linli.reward.brought_back": _("Put back to the rewards"),
    "linli.sheet.uploaded": _("Sheet uploaded"),
    "linli.sheet.started": _("Import started"),
    "linli.sheet.imported": _("Sheet imported"),
    "linli.sheet.dropped": _("Sheet put away"),
    "linli.order.changed": _("Moved to another place in the list"),
}


class WithReason(LogFormatter):
    """Says what happened, and why if somebody had to say why."""

    def format_message(self, log_entry: Any) -> str:
        reason = (log_entry.data or {}).get("reason")
        return f"{self.message}：{reason}" if reason else str(self.message)


def register_log_actions(actions: Any) -> None:
    for action, words in WORDS.items():
        formatter = type("_Words", (WithReason,), {"label": words, "message": words})
        actions.register_action(action)(formatter)
