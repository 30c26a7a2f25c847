"""What a community's settings would ask of people, said before they are switched on. Pure, like burden.py."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext as _

from content_models.common.burden import Finding, Severity

LONG_KEPT_DAYS, TOO_LONG_KEPT_DAYS = 14, 30
SOON_REMINDED_DAYS = 2
LONG_DAY_MINUTES = 600


def findings_of_community(*, contact_erase_days: int, claim_reminder_days: int) -> list[Finding]:
    """Of the settings about wishes and helpers; days are whole days."""
    found = []
    if contact_erase_days > LONG_KEPT_DAYS:
        words = _("Contact and door would stay %(days)d days after the wish is done. They should be gone when done.")
        severity = Severity.NEEDS_WORD if contact_erase_days > TOO_LONG_KEPT_DAYS else Severity.NOTE
        found.append(Finding("kept_long", severity, words % {"days": contact_erase_days}, "contact_erase_days"))
    if claim_reminder_days < SOON_REMINDED_DAYS:
        words = _("Helpers would be reminded after a single day. They are volunteers: give them two at least.")
        found.append(Finding("hurried", Severity.NOTE, words, "claim_reminder_days"))
    return found


def findings_of_service(*, grade_c_earns: bool, day_limit_minutes: int) -> list[Finding]:
    """Of the rules for hours."""
    found = []
    if grade_c_earns:
        words = _("Points for hours entered later invite bought hours: others have had to take such points back.")
        found.append(Finding("late_hours_earn", Severity.NEEDS_WORD, words, "grade_c_earns"))
    if day_limit_minutes > LONG_DAY_MINUTES:
        words = _("More than ten hours a day is more than volunteering: nobody should feel they have to.")
        found.append(Finding("long_day", Severity.NOTE, words, "day_limit_minutes"))
    return found


def findings_of_ranking(*, of: Literal["nobody", "volunteers", "staff"]) -> list[Finding]:
    """Of putting names in an order: off by default, for volunteers a community may turn it on, for staff never."""
    if of == "staff":
        words = _("Staff may not be ranked by points, time on line, votes or likes.")
        return [Finding("ranking", Severity.FORBIDDEN, words, "ranking")]
    if of == "volunteers":
        words = _("A ranking makes the last ones stay away. Naming everybody without numbers honours them as well.")
        return [Finding("ranking", Severity.NEEDS_WORD, words, "ranking")]
    return []
