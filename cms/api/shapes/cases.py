"""Cases of all communities as the API shows them, what others made of them, and what one is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django_scopes import scopes_disabled
from ninja import Schema
from pydantic import Field
from wagtail.images import get_image_model

from cms.api.shapes.areas import CommunityRef
from cms.api.shapes.case_facts import AreaKindOut, CaseFacts, CasePhotoOut, area_kind_answer, case_photo
from cms.api.shapes.page_blocks import BlockOut
from cms.api.shapes.pictures import PageImage, page_image
from cms.api.shapes.times import moment
from content_models.cases.asked import agreed_photos
from content_models.cases.models import NOTE_MAX, Case, CaseAdoption, CaseAgreement
from content_models.pages.references import SMALL, WIDE


class CaseCard(Schema):
    """A case as lists show it. `cover` is a small picture. The page itself: GET C/pages/{path}."""

    id: UUID
    community: CommunityRef
    path: str
    title: str
    summary: str
    category: str
    area_kind: AreaKindOut
    cover: str | None
    published_at: datetime | None
    useful_count: int
    adopted_count: int


class CaseList(Schema):
    items: list[CaseCard]
    next: str | None


class CategoryCount(Schema):
    name: str
    count: int


class AreaKindCount(AreaKindOut):
    count: int


class CaseFiltersOut(Schema):
    """What there is to choose among."""

    categories: list[CategoryCount]
    area_kinds: list[AreaKindCount]


class CaseRef(Schema):
    """Another community's case, on show."""

    id: UUID
    title: str
    community: CommunityRef


class AdoptionOut(Schema):
    """我们也这样做了. `own_case`: what that community wrote about it, if it is on show."""

    community: CommunityRef
    note: str
    own_case: CaseRef | None
    at: datetime


class MyWordOut(Schema):
    """What the asking person may say, and has said. `adopt_for`: the communities she may say “we did it, too” for."""

    may_rate: bool
    useful: bool | None
    adopt_for: list[CommunityRef]


class CaseOut(CaseCard):
    """One case. `learned_from`: the cases it follows. `mine` is null for who can neither rate nor adopt."""

    picture: PageImage | None
    facts: CaseFacts
    blocks: list[BlockOut]
    adoptions: list[AdoptionOut]
    learned_from: list[CaseRef]
    mine: MyWordOut | None


class RatingIn(Schema):
    """`null` takes the rating back."""

    useful: bool | None


class AdoptionIn(Schema):
    """`own_case`: the id of a case of that community. `adopted=false` takes it back."""

    community: Annotated[str, Field(max_length=40)]
    adopted: bool = True
    note: Annotated[str, Field(max_length=NOTE_MAX)] = ""
    own_case: UUID | None = None


AgreementStateName = Literal["asked", "agreed", "declined", "withdrawn", "ended"]


class AskedCard(Schema):
    """A case that one is asked about."""

    id: UUID
    community: CommunityRef
    title: str
    part: Literal["resident", "writer", "helper"]
    state: AgreementStateName
    asked_at: datetime
    answered_at: datetime | None


class AskedList(Schema):
    items: list[AskedCard]
    next: str | None


class AskedPhotoOut(CasePhotoOut):
    """`agreed`: what one has said; null: nothing yet."""

    agreed: bool | None


class AskedOut(AskedCard):
    """Exactly what would be published. `seen` goes back with the answer: it says which words were read."""

    seen: str
    agreed: bool | None
    on_show: bool
    note: str
    summary: str
    picture: PageImage | None
    facts: CaseFacts
    blocks: list[BlockOut]
    photos: list[AskedPhotoOut]


class AnswerIn(Schema):
    """`photos`: yes or no by the picture's id; a picture that is not named stays as it was."""

    seen: Annotated[str, Field(max_length=64)]
    agree: bool
    photos: dict[UUID, bool] = {}
    note: Annotated[str, Field(max_length=NOTE_MAX)] = ""


def community_ref(community: Any) -> dict[str, Any]:
    return {"slug": community.slug, "name": community.name}


def covers_of(cases: Sequence[Case]) -> dict[UUID, str | None]:
    """A small picture of each: the page's own, else the first that everybody agreed to. Six queries at most."""
    wanted = {case.page.cover_id for case in cases if case.page.cover_id}
    images = get_image_model().objects.filter(pk__in=wanted).prefetch_renditions(WIDE, SMALL) if wanted else ()
    found = {image.pk: page_image(image) for image in images}
    covers: dict[UUID, str | None] = {}
    without = []
    for case in cases:
        picture = found.get(case.page.cover_id)
        covers[case.pk] = picture["small"] if picture else None
        if picture is None and case.page.from_wishes:
            without.append(case)
    if without:
        with scopes_disabled():  # on show: everybody's
            for case_id, photos in agreed_photos(without).items():
                covers[case_id] = case_photo(photos[0])["thumb"]
    return covers


def case_card(case: Case, cover: str | None) -> dict[str, Any]:
    """`case.page` and `case.community` must be loaded."""
    page = case.page
    return {
        "id": str(case.pk),
        "community": community_ref(case.community),
        "path": page.path_on_phone,
        "title": page.title,
        "summary": page.summary,
        "category": case.category,
        "area_kind": area_kind_answer(case.area_kind),
        "cover": cover,
        "published_at": moment(page.first_published_at),
        "useful_count": case.useful_count,
        "adopted_count": case.adopted_count,
    }


def case_ref(case: Case | None) -> dict[str, Any] | None:
    """None for a case that is not on show."""
    if case is None or case.shown_order is None or not case.community.is_active:
        return None
    return {"id": str(case.pk), "title": case.page.title, "community": community_ref(case.community)}


def adoption_answer(adoption: CaseAdoption) -> dict[str, Any]:
    return {
        "community": community_ref(adoption.community),
        "note": adoption.note,
        "own_case": case_ref(adoption.own_case),
        "at": adoption.at.isoformat(),
    }


def asked_card(agreement: CaseAgreement) -> dict[str, Any]:
    """`community` and `case.page` must be loaded."""
    page = agreement.case.page
    return {
        "id": str(agreement.pk),
        "community": community_ref(agreement.community),
        "title": page.draft_title or page.title,
        "part": agreement.part,
        "state": agreement.state,
        "asked_at": agreement.asked_at.isoformat(),
        "answered_at": moment(agreement.answered_at),
    }
