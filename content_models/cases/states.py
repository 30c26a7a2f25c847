"""What a person has said about a case that tells of her wish or her help."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementState(models.TextChoices):
    ASKED = "asked", _("Has not answered yet")
    AGREED = "agreed", _("Agrees")
    DECLINED = "declined", _("Does not agree")  # to this wording; an earlier one she agreed to stays good
    WITHDRAWN = "withdrawn", _("Took it back")  # nothing of the case may be shown until she agrees anew
    ENDED = "ended", _("Has left")  # the account was erased: there is nobody to ask any more


# Nothing that was agreed to earlier holds any more.
OVER = frozenset({AgreementState.WITHDRAWN, AgreementState.ENDED})


class Part(models.TextChoices):
    """As what somebody is asked."""

    RESIDENT = "resident", _("whose wish it was")
    WRITER = "writer", _("who wrote it down for a neighbour without an account")
    HELPER = "helper", _("who helped")
