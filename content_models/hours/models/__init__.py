"""服务时长: activities and duty turns, who served when and how it was proven, and the community's rules for it.

A record holds what the Ministry of Civil Affairs' order no. 67 asks for: who, what, where, when, how long, who
organised it, who certified it; and it can be corrected.
"""

from content_models.hours.figures import ServedMonth
from content_models.hours.models.activities import PLACE_MAX, TEXT_MAX, TITLE_MAX, WANTED_MAX, Activity, Seat
from content_models.hours.models.certificates import Certificate
from content_models.hours.models.records import Confirmation, PersonClock, ServiceRecord, SplitAgreement
from content_models.hours.models.rules import DAY_MINUTES, PointRate, ServiceSettings

__all__ = [
    "DAY_MINUTES",
    "PLACE_MAX",
    "TEXT_MAX",
    "TITLE_MAX",
    "WANTED_MAX",
    "Activity",
    "Certificate",
    "Confirmation",
    "PersonClock",
    "PointRate",
    "Seat",
    "ServedMonth",
    "ServiceRecord",
    "ServiceSettings",
    "SplitAgreement",
]
