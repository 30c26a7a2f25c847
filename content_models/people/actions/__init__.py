"""Everything people do with themselves and with roles, one verb each. Import from here."""

from content_models.people.actions.consent import (
    CONSENT_VERSIONS,
    ConsentRequired,
    UnknownConsent,
    give_consent,
    require_consent,
    withdraw_consent,
)
from content_models.people.actions.inputs import (
    DOOR_MAX,
    NAME_MAX,
    NICKNAME_MAX,
    REASON_MAX,
    UNIT_MAX,
    AreaElsewhere,
    ReasonMissing,
    clean_reason,
    place_in,
    signed_in,
)
from content_models.people.actions.memberships import (
    AlreadyDecided,
    AlreadyMember,
    NotForAsking,
    decide_membership,
    end_membership,
    end_roles_from,
    grant_role,
    join_community,
    pass_roles_on,
)
from content_models.people.actions.profile import change_profile
from content_models.people.actions.registrations import (
    AlreadyRegistered,
    register_member,
    registration_questions,
    wears_badge,
)

__all__ = [
    "CONSENT_VERSIONS",
    "DOOR_MAX",
    "NAME_MAX",
    "NICKNAME_MAX",
    "REASON_MAX",
    "UNIT_MAX",
    "AlreadyDecided",
    "AlreadyMember",
    "AlreadyRegistered",
    "AreaElsewhere",
    "ConsentRequired",
    "NotForAsking",
    "ReasonMissing",
    "UnknownConsent",
    "change_profile",
    "clean_reason",
    "decide_membership",
    "end_membership",
    "end_roles_from",
    "give_consent",
    "grant_role",
    "join_community",
    "pass_roles_on",
    "place_in",
    "register_member",
    "registration_questions",
    "require_consent",
    "signed_in",
    "wears_badge",
    "withdraw_consent",
]
