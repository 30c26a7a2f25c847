"""An import: uploaded → checking → checked → running → done | failed; aside: dropped."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SheetKind(models.TextChoices):
    """What the rows of a sheet are."""

    AREAS = "areas", _("Buildings and places")
    ROSTER = "roster", _("Post holders and chiefs")
    REWARDS = "rewards", _("Rewards of the exchange")
    HOURS = "hours", _("Past service hours")


class SheetState(models.TextChoices):
    UPLOADED = "uploaded", _("Waiting to be checked")  # the file is there, nobody has looked into it
    CHECKING = "checking", _("Being checked")  # a worker process reads it
    CHECKED = "checked", _("Checked")  # there are problems to mend, or it is ready
    RUNNING = "running", _("Being imported")  # somebody said yes; a worker process writes it
    DONE = "done", _("Imported")  # all of it is in; the file is gone
    FAILED = "failed", _("Not imported")  # nothing of it is in; the file is gone
    DROPPED = "dropped", _("Put away")  # nobody wanted it, or a day went by; nothing of it is in; the file is gone


UNDER_WAY = frozenset({SheetState.UPLOADED, SheetState.CHECKING, SheetState.RUNNING})
WITH_FILE = UNDER_WAY | {SheetState.CHECKED}
