"""Appointment: applied → approved | declined → ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppointmentState(models.TextChoices):
    APPLIED = "applied", _("Waiting for an answer")  # the person asked; the community has not answered
    APPROVED = "approved", _("In office")  # she holds the post; it counts as filled
    DECLINED = "declined", _("Declined")  # the community said no, with a reason
    ENDED = "ended", _("Ended")  # she held it (or took the application back); kept for the record


LIVING = frozenset({AppointmentState.APPLIED, AppointmentState.APPROVED})
