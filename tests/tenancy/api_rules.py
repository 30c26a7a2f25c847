"""What each call of the API lets whom do: at home, and next door. The matrix (api_matrix.py) tries everybody at it.

A new call: a `Route` in tests/cms/api/routes.py, and a line in `RULES` below. A new field of a body, or of a query: a
line in `FIELDS`. A new kind of id in a path: a thing of that name in tests/tenancy/furnishing.py. What is missing is
named by tests/tenancy/test_every_address_has_a_rule.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# --- who ------------------------------------------------------------------------------------------------

STAFF = frozenset({"worker", "community_admin", "street_worker", "district_admin", "other_district_admin"})
REVIEWERS = STAFF | {"chief", "grid_worker"}
HELPERS = frozenset({"volunteer", "chief", "grid_worker", "worker", "street_worker"})
SIGNED_IN = REVIEWERS | {"newcomer", "resident", "volunteer", "merchant", "unit_liaison"}
ALL = SIGNED_IN | {"visitor"}
RESIDENT, VOLUNTEER = frozenset({"resident"}), frozenset({"volunteer"})
SHOPS = STAFF | {"merchant"}
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rule:
    """One call.

    `may`: the roles that get through (neither 401, 403 nor 404) with a thing of their own place.
    `strangers`: who of those without a role there gets through next door: `ALL` may, `SIGNED_IN`, or `NONE`.
    `things`: which of the world's things fills a part of the path, where its name does not say it (`wish_id`).
    `says`: fields of the body that name a thing of one's own place.
    `across`: what is on show in any community is shown to all of them, by design.
    """

    may: frozenset[str]
    strangers: frozenset[str] = NONE
    things: dict[str, str] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)
    across: bool = False


def everybody(**things: str) -> Rule:
    return Rule(ALL, ALL, things)


def signed_in(**things: str) -> Rule:
    """Anybody with an account, at home and next door: asking to belong, and what is one's own."""
    return Rule(SIGNED_IN, SIGNED_IN, things)


def only(roles: frozenset[str], **things: str) -> Rule:
    return Rule(roles, NONE, things)


# --- the calls ------------------------------------------------------------------------------------------

RULES: dict[str, Rule] = {
    # the installation, oneself
    "GET /api/v1/meta": everybody(),
    "GET /api/v1/demo/messages": everybody(),
    "GET /api/v1/communities": everybody(),
    "GET /api/v1/me": signed_in(),
    "PATCH /api/v1/me": signed_in(),
    "POST /api/v1/me/consents": signed_in(),
    "POST /api/v1/me/consents/withdraw": signed_in(),
    "GET /api/v1/me/notices": signed_in(),
    "POST /api/v1/me/notices/read": signed_in(),
    "GET /api/v1/me/hours": signed_in(),
    "GET /api/v1/me/scan-key": signed_in(),
    "GET /api/v1/me/certificates": signed_in(),
    "GET /api/v1/me/certificates/{certificate_id}/pdf": only(VOLUNTEER),
    "GET /api/v1/me/points": signed_in(),
    "GET /api/v1/me/transfers": signed_in(),
    "GET /api/v1/me/redemptions": signed_in(),
    "POST /api/v1/photos": signed_in(),
    "GET /api/v1/photos/{photo_id}/{size}": only(REVIEWERS | RESIDENT),
    # a community, its people
    "GET C": everybody(),
    "GET C/figures": everybody(),
    "GET C/queue": only(REVIEWERS),
    "POST C/memberships": signed_in(),
    "POST C/memberships/{membership_id}/approve": only(STAFF),
    "POST C/memberships/{membership_id}/decline": only(STAFF),
    "POST C/memberships/{membership_id}/end": only(STAFF | VOLUNTEER, membership="helper_membership"),
    "POST C/registrations": signed_in(),
    # pages
    "GET C/pages": everybody(),
    "GET C/pages/{page_path}": everybody(),
    "GET C/files/{file_id}": everybody(),
    "GET C/page-previews/{token}": only(STAFF),
    # posts
    "GET C/posts": everybody(),
    "GET C/posts/{post_id}": everybody(),
    "POST C/posts/{post_id}/applications": signed_in(),
    "POST C/appointments/{appointment_id}/approve": only(STAFF | VOLUNTEER),  # the applicant hears why not
    "POST C/appointments/{appointment_id}/decline": only(STAFF | VOLUNTEER),
    "POST C/appointments/{appointment_id}/end": only(STAFF | VOLUNTEER),
    # wishes
    "GET C/wishes": everybody(),
    "POST C/wishes": only(RESIDENT),
    "GET C/wishes/{wish_id}": only(REVIEWERS | RESIDENT, wish="wish_pending"),
    "POST C/wishes/{wish_id}/approve": only(REVIEWERS, wish="wish_pending"),
    "POST C/wishes/{wish_id}/reject": only(REVIEWERS, wish="wish_pending"),
    "POST C/wishes/{wish_id}/claim": only(HELPERS, wish="wish_open"),
    "POST C/wishes/{wish_id}/keep": only(VOLUNTEER, wish="wish_claimed"),
    "POST C/wishes/{wish_id}/release": only(VOLUNTEER, wish="wish_claimed"),
    "POST C/wishes/{wish_id}/fulfil": only(VOLUNTEER, wish="wish_claimed"),
    "POST C/wishes/{wish_id}/confirm": only(RESIDENT, wish="wish_fulfilled"),
    "POST C/wishes/{wish_id}/reopen": only(RESIDENT, wish="wish_fulfilled"),
    "POST C/wishes/{wish_id}/withdraw": only(RESIDENT, wish="wish_pending"),
    # service
    "GET C/activities": everybody(),
    "POST C/activities": only(STAFF),
    "GET C/activities/{activity_id}": everybody(),
    "POST C/activities/{activity_id}/take-seat": only(HELPERS),
    "POST C/activities/{activity_id}/leave-seat": signed_in(),  # who has none leaves none
    "POST C/activities/{activity_id}/end": only(STAFF),
    "POST C/activities/{activity_id}/cancel": only(STAFF),
    "GET C/activities/{activity_id}/codes": only(STAFF),
    "GET C/activities/{activity_id}/people": only(STAFF),
    "POST C/activities/{activity_id}/helpers/look-up": only(STAFF),
    "GET C/activities/{activity_id}/sheet.pdf": only(STAFF),
    "POST C/activities/{activity_id}/people/{person_id}/check-in": only(STAFF),
    "POST C/activities/{activity_id}/people/{person_id}/check-out": only(STAFF),
    "POST C/hours/check-in": signed_in(),  # the code decides
    "POST C/hours/check-out": signed_in(),
    "POST C/hours": only(HELPERS),
    "POST C/hours/verify-many": signed_in(),  # each row answers for itself
    "POST C/hours/reject-many": signed_in(),
    "GET C/hours/{record_id}": only(STAFF | VOLUNTEER),
    "POST C/hours/{record_id}/verify": only(STAFF),
    "POST C/hours/{record_id}/reject": only(STAFF),
    "POST C/hours/{record_id}/withdraw": only(VOLUNTEER),
    "POST C/hours/{record_id}/correct": only(STAFF, record="verified"),
    "POST C/hours/{record_id}/minutes": only(VOLUNTEER, record="wish_record"),
    "POST C/hours/{record_id}/agree": only(VOLUNTEER, record="wish_record"),
    "POST C/certificates": signed_in(),  # of one's own hours: none, if one has none there
    # points and exchange
    "POST C/points/give": signed_in(),  # of one's own points
    "POST C/points/bring": signed_in(),
    "GET C/rewards": everybody(),
    "GET C/rewards/{reward_id}": everybody(),
    "POST C/rewards/{reward_id}/redeem": signed_in(),
    "GET C/redemptions": only(STAFF),
    "GET C/redemptions/{redemption_id}": only(STAFF | VOLUNTEER),
    "POST C/redemptions/{redemption_id}/cancel": only(STAFF | VOLUNTEER),
    "POST C/redemptions/{redemption_id}/proxy": only(VOLUNTEER),
    "POST C/redemptions/look-up": only(SHOPS),
    "POST C/redemptions/hand-over": only(SHOPS),
    "GET C/merchants": everybody(),
    "GET C/hand-overs": only(SHOPS),
    "GET C/settlements": signed_in(),  # of the shops one works in: none
    "GET C/settlements/{merchant_id}/{month}.xlsx": only(SHOPS),
    # honors: names as their people agreed; what is about oneself is one's own
    "GET C/honors": everybody(),
    "GET C/honors/{roll_id}": everybody(),
    "GET C/honors/{roll_id}/editions/{period_start}": everybody(),
    "GET C/awards/{award_id}/poster.png": everybody(),
    "GET /api/v1/me/honors": signed_in(),
    "GET /api/v1/me/display": signed_in(),
    "POST /api/v1/me/display": signed_in(),
    "POST /api/v1/me/display/withdraw": signed_in(),
    "GET /api/v1/me/honors/{award_id}/letter": only(VOLUNTEER),
    "POST /api/v1/me/honors/{award_id}/letter": only(VOLUNTEER),
    "GET /api/v1/me/honors/{award_id}/letter.pdf": only(VOLUNTEER),
    # ballots
    "GET C/ballots": everybody(),
    "GET C/ballots/{ballot_id}": everybody(),
    "GET C/ballots/{ballot_id}/candidates/{candidate_id}": everybody(),
    "POST C/ballots/{ballot_id}/neighbours/look-up": only(STAFF | RESIDENT, ballot="ballot_open"),
    "POST C/ballots/{ballot_id}/nominations": only(STAFF | RESIDENT, ballot="ballot_open"),
    **{
        f"POST C/ballots/{{ballot_id}}/candidates/{{candidate_id}}/{verb}": only(
            VOLUNTEER, ballot="ballot_open", candidate="candidate_asked"
        )
        for verb in ("agree", "decline", "withdraw")
    },
    "GET C/ballots/{ballot_id}/vote": signed_in(),  # one's own: none
    "PUT C/ballots/{ballot_id}/vote": only(RESIDENT),
    "GET C/ballots/{ballot_id}/result": everybody(ballot="ballot_settled"),
    # cases: on show they are everybody's, in whichever community; what is not on show nobody has
    "GET /api/v1/cases": Rule(ALL, ALL, across=True),
    "GET /api/v1/cases/filters": Rule(ALL, ALL, across=True),
    "GET /api/v1/cases/{case_id}": Rule(ALL, ALL, across=True),
    "GET C/cases": everybody(),
    "POST /api/v1/cases/{case_id}/rate": Rule(
        frozenset({"worker", "grid_worker", "community_admin", "street_worker"}),
        things={"case": "case_elsewhere"},
        across=True,
    ),
    "POST /api/v1/cases/{case_id}/adopt": Rule(
        STAFF, things={"case": "case_elsewhere"}, says={"community": "slug"}, across=True
    ),
    "GET /api/v1/me/cases": signed_in(),
    "GET /api/v1/me/cases/{agreement_id}": only(RESIDENT, agreement="case_agreement"),
    "POST /api/v1/me/cases/{agreement_id}/answer": only(RESIDENT, agreement="case_agreement"),
    "POST /api/v1/me/cases/{agreement_id}/withdraw": only(RESIDENT, agreement="case_agreement"),
}

# --- the fields of bodies and queries ---------------------------------------------------------------------


@dataclass(frozen=True)
class Swap:
    """This field names a thing of the world: next door's, and those of the places above, look like none at all.

    `above`: the same kind of thing at street and district. `many`: a list. `keyed`: the
    names of an object. `beside`: what else the body must
    say, so that the field counts.
    """

    thing: str
    above: tuple[str, ...] = ()
    many: bool = False
    keyed: bool = False
    beside: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Search:
    """Words that next door's things are found by. What is found, is one's own."""

    words: tuple[str, ...] = ("灯", "窗", "密", "帮")


PLAIN, CURSOR = "plain", "cursor"
_ABOVE = ("street_area", "district_area")
_PLACE = Swap("area", above=_ABOVE)

# Name of the field → what stands in it. `POST C/x: name` where one name means different things.
FIELDS: dict[str, Swap | Search | str] = {
    "area": _PLACE, "from": _PLACE,
    "POST C/memberships: area": Swap("area", above=_ABOVE, beside={"role": "resident"}),
    "category": Swap("category"), "post": Swap("post"), "person": Swap("person"), "activity": Swap("activity"),
    "merchant": Swap("merchant"), "photos": Swap("photo", many=True), "record": Swap("record"),
    "ids": Swap("record", many=True), "POST /api/v1/me/notices/read: ids": Swap("notice", many=True),
    "code": Swap("code"),
    "POST C/redemptions/look-up: code": Swap("digits"), "POST C/redemptions/hand-over: code": Swap("digits"),
    "candidates": Swap("candidate", many=True), "photo": Swap("loose_photo"), "own_case": Swap("case_draft"),
    "POST /api/v1/me/cases/{agreement_id}/answer: photos": Swap("photo", keyed=True),
    # A community is no secret: who has no right there is refused, and an unknown one is not found.
    "community": PLAIN,
    # by its name, as written on the case
    "GET /api/v1/cases: category": PLAIN, "GET C/cases: category": PLAIN,
    "q": Search(), "text": Search(), "cursor": CURSOR,
    # words, numbers, times and choices
    **dict.fromkeys(
        (
            "address", "adopted", "agree", "agree_minutes", "agreed", "agrees", "all", "area_kind", "choice", "seen",
            "style", "useful", "words", "amount", "answers", "contact", "deadline", "description", "desk",
            "door", "elder_mode", "ended_at", "ends_at", "file", "first_day", "helpers_wanted", "kind", "language",
            "last_day", "limit", "mine", "minutes", "minutes_expected", "month", "name", "nickname", "note",
            "on_behalf_of", "phone", "place", "purpose", "reason", "replacement", "role", "seen_at", "share",
            "signature", "slot", "sort", "started_at", "starts_at", "state", "subject", "thanks", "title", "type",
            "unit", "version", "wanted", "wears_badge", "when",
        ),
        PLAIN,
    ),
    "origin": PLAIN,  # the community that points come from: any that has signed an agreement
}  # fmt: skip
