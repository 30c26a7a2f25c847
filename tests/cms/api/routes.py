"""Every route of the API, with who may use it and a body that would be good in Pine Lane.

The tests of tenancy, sign-in and unknown ids walk through this table; a route that is not in it fails them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.cast import Cast, wish_input

Body = Callable[[Cast], Any]
KINDS = (
    "wish", "post", "appointment", "membership", "photo",
    "activity", "record", "certificate", "reward", "redemption", "merchant", "file", "roll", "award",
    "candidate", "ballot", "case", "agreement",
)  # fmt: skip


@dataclass(frozen=True)
class Route:
    """`by`: somebody of Pine Lane who may do this there. `body` is None for a GET."""

    method: str
    path: str
    by: str
    body: Body | None = None

    @property
    def is_write(self) -> bool:
        return self.method != "GET"

    @property
    def is_in_a_community(self) -> bool:
        return "{slug}" in self.path

    @property
    def thing(self) -> str | None:
        """The kind of thing in the path: `wish` for /wishes/{wish_id}."""
        for kind in KINDS:
            if f"{{{kind}_id}}" in self.path:
                return kind
        return None


def _words(**words: Any) -> Body:
    return lambda _cast: words


_C = "/api/v1/communities/{slug}"
_WISH, _APPOINTMENT, _MEMBERSHIP = (
    f"{_C}/wishes/{{wish_id}}",
    f"{_C}/appointments/{{appointment_id}}",
    f"{_C}/memberships/{{membership_id}}",
)

_ACTIVITY, _RECORD, _REDEMPTION = (
    f"{_C}/activities/{{activity_id}}",
    f"{_C}/hours/{{record_id}}",
    f"{_C}/redemptions/{{redemption_id}}",
)

_BALLOT = f"{_C}/ballots/{{ballot_id}}"
_CANDIDATE = f"{_BALLOT}/candidates/{{candidate_id}}"


def good_activity(_cast: Cast) -> Any:
    begin = datetime.now(UTC) + timedelta(days=1)
    return {
        "title": "清洁日",
        "starts_at": begin.isoformat(),
        "ends_at": (begin + timedelta(hours=1)).isoformat(),
        "minutes_expected": 60,
    }


def good_back_entry(_cast: Cast) -> Any:
    end = datetime.now(UTC) - timedelta(days=1)
    begin = end - timedelta(hours=1)
    return {
        "started_at": begin.isoformat(), "ended_at": end.isoformat(), "subject": "修水管", "reason": "手机没电",
    }  # fmt: skip


def _points_from_next_door(cast: Cast) -> Any:
    return {"origin": "pine" if cast.pine.slug == "oak" else "oak", "amount": 1}


ROUTES = [
    Route("GET", "/api/v1/meta", "anna"),
    Route("GET", "/api/v1/demo/messages", "anna"),
    Route("GET", "/api/v1/communities", "anna"),
    Route("GET", _C, "anna"),
    Route("GET", "/api/v1/me", "anna"),
    Route("PATCH", "/api/v1/me", "anna", _words(nickname="小安")),
    Route("POST", "/api/v1/me/consents", "anna", _words(purpose="privacy", version="2026-11")),
    Route("POST", "/api/v1/me/consents/withdraw", "anna", _words(purpose="privacy")),
    Route("GET", "/api/v1/me/notices", "anna"),
    Route("POST", "/api/v1/me/notices/read", "anna", _words(all=True)),
    Route("POST", f"{_C}/memberships", "anna", _words(role="volunteer")),
    Route("POST", f"{_MEMBERSHIP}/approve", "wu", _words()),
    Route("POST", f"{_MEMBERSHIP}/decline", "wu", _words(reason="资料不全")),
    Route("POST", f"{_MEMBERSHIP}/end", "wu", _words(reason="已搬走")),
    Route("POST", f"{_C}/registrations", "bo", _words(unit="市第三中学")),
    Route("GET", f"{_C}/posts", "anna"),
    Route("GET", f"{_C}/posts/{{post_id}}", "anna"),
    Route("POST", f"{_C}/posts/{{post_id}}/applications", "anna", _words(answers={})),
    Route("POST", f"{_APPOINTMENT}/approve", "wu", _words()),
    Route("POST", f"{_APPOINTMENT}/decline", "wu", _words(reason="已满")),
    Route("POST", f"{_APPOINTMENT}/end", "wu", _words(reason="任期已满")),
    Route("GET", f"{_C}/wishes", "anna"),
    Route("POST", f"{_C}/wishes", "anna", lambda cast: wish_input(cast.pine)),
    Route("GET", _WISH, "wu"),
    Route("POST", f"{_WISH}/approve", "wu", _words()),
    Route("POST", f"{_WISH}/reject", "wu", _words(reason="请先联系物业")),
    Route("POST", f"{_WISH}/claim", "bo", _words()),
    Route("POST", f"{_WISH}/keep", "bo", _words()),
    Route("POST", f"{_WISH}/release", "bo", _words(reason="要出差")),
    Route("POST", f"{_WISH}/fulfil", "bo", _words(note="好了")),
    Route("POST", f"{_WISH}/confirm", "anna", _words(thanks="谢谢")),
    Route("POST", f"{_WISH}/reopen", "anna", _words(reason="还没好")),
    Route("POST", f"{_WISH}/withdraw", "anna", _words()),
    Route("POST", "/api/v1/photos", "anna", _words()),
    Route("GET", "/api/v1/photos/{photo_id}/{size}", "anna"),
    Route("GET", f"{_C}/queue", "wu"),
    Route("GET", f"{_C}/pages", "anna"),
    Route("GET", f"{_C}/pages/{{page_path}}", "anna"),
    Route("GET", f"{_C}/files/{{file_id}}", "anna"),
    Route("GET", f"{_C}/page-previews/{{token}}", "wu"),
    Route("GET", f"{_C}/figures", "anna"),
    # --- service -------------------------------------------------------------------------------------
    Route("GET", f"{_C}/activities", "anna"),
    Route("POST", f"{_C}/activities", "wu", good_activity),
    Route("GET", _ACTIVITY, "anna"),
    Route("POST", f"{_ACTIVITY}/take-seat", "bo", _words()),
    Route("POST", f"{_ACTIVITY}/leave-seat", "bo", _words()),
    Route("POST", f"{_ACTIVITY}/end", "wu", _words()),
    Route("POST", f"{_ACTIVITY}/cancel", "wu", _words(reason="下雨")),
    Route("GET", f"{_ACTIVITY}/codes", "wu"),
    Route("GET", f"{_ACTIVITY}/people", "wu"),
    Route("POST", f"{_ACTIVITY}/helpers/look-up", "wu", _words(text="Bo")),
    Route("GET", f"{_ACTIVITY}/sheet.pdf", "wu"),
    Route("POST", f"{_ACTIVITY}/people/{{person_id}}/check-in", "wu", _words()),
    Route("POST", f"{_ACTIVITY}/people/{{person_id}}/check-out", "wu", _words()),
    Route("POST", f"{_C}/hours/check-in", "bo", _words(code="AAAABBBB")),
    Route("POST", f"{_C}/hours/check-out", "bo", _words(code="AAAABBBB")),
    Route("POST", f"{_C}/hours", "bo", good_back_entry),
    Route("POST", f"{_C}/hours/verify-many", "wu", _words(ids=[])),
    Route("POST", f"{_C}/hours/reject-many", "wu", _words(ids=[], reason="不属实")),
    Route("GET", _RECORD, "bo"),
    Route("POST", f"{_RECORD}/verify", "wu", _words()),
    Route("POST", f"{_RECORD}/reject", "wu", _words(reason="不属实")),
    Route("POST", f"{_RECORD}/withdraw", "bo", _words()),
    Route("POST", f"{_RECORD}/correct", "wu", _words(reason="记错了")),
    Route("POST", f"{_RECORD}/minutes", "bo", _words(minutes=30)),
    Route("POST", f"{_RECORD}/agree", "bo", _words()),
    Route("GET", "/api/v1/me/hours", "bo"),
    Route("GET", "/api/v1/me/scan-key", "bo"),
    Route("POST", f"{_C}/certificates", "bo", _words(first_day="2026-01-01", last_day="2026-12-31")),
    Route("GET", f"{_C}/awards/{{award_id}}/poster.png", "bo"),
    Route("GET", "/api/v1/me/honors/{award_id}/letter", "bo"),
    Route("POST", "/api/v1/me/honors/{award_id}/letter", "bo", _words(agrees=True)),
    Route("GET", "/api/v1/me/honors/{award_id}/letter.pdf", "bo"),
    Route("GET", "/api/v1/me/certificates", "bo"),
    Route("GET", "/api/v1/me/certificates/{certificate_id}/pdf", "bo"),
    # --- points and exchange -----------------------------------------------------------------------
    Route("GET", "/api/v1/me/points", "bo"),
    Route("GET", "/api/v1/me/transfers", "bo"),
    Route("POST", f"{_C}/points/give", "bo", _words(amount=1)),
    Route("POST", f"{_C}/points/bring", "bo", _points_from_next_door),
    Route("GET", f"{_C}/rewards", "anna"),
    Route("GET", f"{_C}/rewards/{{reward_id}}", "anna"),
    Route("POST", f"{_C}/rewards/{{reward_id}}/redeem", "bo", _words()),
    Route("GET", "/api/v1/me/redemptions", "bo"),
    Route("GET", f"{_C}/redemptions", "wu"),
    Route("GET", _REDEMPTION, "bo"),
    Route("POST", f"{_REDEMPTION}/cancel", "bo", _words()),
    Route("POST", f"{_REDEMPTION}/proxy", "bo", _words(name="妈妈")),
    Route("POST", f"{_C}/redemptions/look-up", "wu", _words(code="000000000000")),
    Route("POST", f"{_C}/redemptions/hand-over", "wu", _words(code="000000000000")),
    Route("GET", f"{_C}/merchants", "anna"),
    Route("GET", f"{_C}/hand-overs", "wu"),
    Route("GET", f"{_C}/settlements", "wu"),
    Route("GET", f"{_C}/settlements/{{merchant_id}}/{{month}}.xlsx", "wu"),
    # --- honors --------------------------------------------------------------------------------------
    Route("GET", f"{_C}/honors", "anna"),
    Route("GET", f"{_C}/honors/{{roll_id}}", "anna"),
    Route("GET", f"{_C}/honors/{{roll_id}}/editions/{{period_start}}", "anna"),
    Route("GET", "/api/v1/me/honors", "bo"),
    Route("GET", "/api/v1/me/display", "bo"),
    Route("POST", "/api/v1/me/display", "bo", _words(choice="full", address="", version="2026-11")),
    Route("POST", "/api/v1/me/display/withdraw", "bo", _words()),
    # --- ballots -------------------------------------------------------------------------------------
    Route("GET", f"{_C}/ballots", "anna"),
    Route("GET", _BALLOT, "anna"),
    Route("POST", f"{_BALLOT}/neighbours/look-up", "anna", _words(text="Bo")),
    Route("POST", f"{_BALLOT}/nominations", "anna", lambda cast: {"person": str(cast.bo.pk), "reason": "热心"}),
    Route("GET", _CANDIDATE, "anna"),
    Route("POST", f"{_CANDIDATE}/agree", "anna", _words(words="愿为大家跑腿")),
    Route("POST", f"{_CANDIDATE}/decline", "anna", _words()),
    Route("POST", f"{_CANDIDATE}/withdraw", "anna", _words()),
    Route("GET", f"{_BALLOT}/vote", "anna"),
    Route("PUT", f"{_BALLOT}/vote", "anna", _words(candidates=[])),
    Route("GET", f"{_BALLOT}/result", "anna"),
    # --- cases ------------------------------------------------------------------------------------------
    Route("GET", "/api/v1/cases", "anna"),
    Route("GET", "/api/v1/cases/filters", "anna"),
    Route("GET", "/api/v1/cases/{case_id}", "anna"),
    Route("POST", "/api/v1/cases/{case_id}/rate", "oskar", _words(useful=True)),
    Route("POST", "/api/v1/cases/{case_id}/adopt", "oskar", _words(community="oak", note="我们也修好了")),
    Route("GET", f"{_C}/cases", "anna"),
    Route("GET", "/api/v1/me/cases", "anna"),
    Route("GET", "/api/v1/me/cases/{agreement_id}", "anna"),
    Route("POST", "/api/v1/me/cases/{agreement_id}/answer", "anna", _words(seen="0" * 64, agree=True)),
    Route("POST", "/api/v1/me/cases/{agreement_id}/withdraw", "anna", _words()),
]
