"""What is particular to a case, on its page and in the list of all cases."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django_scopes import scope
from ninja import Schema

from content_models.areas.models import CommunityKind
from content_models.cases.asked import agreed_photos
from content_models.cases.models import Case, CasePhoto
from content_models.pages.models import CasePage
from content_models.wishes.board import PHOTO_URL

AreaKind = Literal["standard", "urban_village", "old_estate", "no_property_firm", "office_tower"]


class AreaKindOut(Schema):
    kind: AreaKind
    name: str


class FigureOut(Schema):
    label: str
    value: str


class MomentOut(Schema):
    when: str
    what: str


class CasePhotoOut(Schema):
    """A picture that everybody concerned agrees to show."""

    id: UUID
    thumb: str
    full: str
    width: int
    height: int


class CaseFacts(Schema):
    """`way` and `steps`: one step per line. `case_id` opens GET /cases/{id}; null for a page that never was on show."""

    type: Literal["case"]
    case_id: UUID | None
    category: str
    area_kind: AreaKindOut
    problem: str
    way: list[str]
    outcome: str
    steps: list[str]
    figures: list[FigureOut]
    moments: list[MomentOut]
    photos: list[CasePhotoOut]


def area_kind_answer(kind: str) -> dict[str, Any]:
    return {"kind": kind, "name": str(CommunityKind(kind).label)}


def case_photo(row: CasePhoto) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "thumb": PHOTO_URL.format(id=row.photo_id, size="thumb"),
        "full": PHOTO_URL.format(id=row.photo_id, size="full"),
        "width": row.photo.width,
        "height": row.photo.height,
    }


def case_facts(page: CasePage) -> dict[str, Any]:
    """The page as it is in memory: on show, or a draft."""
    with scope(community=page.community_id):
        case = Case.objects.filter(page=page.pk).first() if page.pk else None
        photos = agreed_photos([case]).get(case.pk, []) if case is not None else []
    return {
        "type": "case",
        "case_id": str(case.pk) if case is not None else None,
        **case_words(page),
        "photos": [case_photo(row) for row in photos],
    }


def case_words(page: CasePage) -> dict[str, Any]:
    return {
        "category": page.category,
        "area_kind": area_kind_answer(page.area_kind or page.community.kind),
        "problem": page.problem,
        "way": _lines(page.way),
        "outcome": page.outcome,
        "steps": _lines(page.steps),
        "figures": [_words(one["value"], "label", "value") for one in page.figures.raw_data],
        "moments": [_words(one["value"], "when", "what") for one in page.moments.raw_data],
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(value: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: value.get(name) or "" for name in names}
