"""Reading an activity, and who is in charge of it: what activities and attendance share."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.common.errors import Conflict, Missing, Refused
from content_models.hours.models import Activity
from content_models.hours.policy import runs
from content_models.people.actions import signed_in
from content_models.people.roles import Actor


class NotInCharge(Refused):
    code = "not_in_charge"
    message = _("Chiefs and workers of this place can do that.")


class ActivityOver(Conflict):
    code = "activity_over"
    message = _("This activity has ended or was cancelled.")


class NotAVolunteer(Refused):
    code = "not_a_volunteer"
    message = _("Only volunteers of this community can do that. You can sign up under “Me”.")


def read_activity(activity_id: UUID) -> Activity:
    """The activity with what rules look at.

    Raises:
        Missing: none of this id in the open scope.
    """
    found = Activity.objects.select_related("community", "area", "post", "opened_by").filter(pk=activity_id).first()
    if found is None:
        raise Missing
    activity: Activity = found
    return activity


def in_charge(activity_id: UUID, actor: Actor) -> Activity:
    """The activity, for who runs it.

    Raises:
        Unknown, Missing, NotInCharge
    """
    signed_in(actor)
    activity = read_activity(activity_id)
    if not runs(actor, activity):
        raise NotInCharge
    return activity
