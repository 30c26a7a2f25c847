"""Sending a photo, and handing one out to who may see it."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django_scopes import scope, scopes_disabled
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from cms.api.auth import actor_of, any_reader
from cms.api.errors import Problem
from cms.api.routing import write
from content_models.ballots.models import Candidate
from content_models.ballots.policy import sees_candidate
from content_models.ballots.reading import names_of
from content_models.cases.pictures import is_in_a_case, may_see_in_case
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.people.actions import require_consent
from content_models.people.actions import signed_in as person_of
from content_models.people.models import RegistrationPhoto
from content_models.people.policy import may_see_registration
from content_models.people.roles import Actor
from content_models.posts.models import AppointmentPhoto
from content_models.posts.policy import may_see as may_see_appointment
from content_models.wishes.actions.story import claim_of
from content_models.wishes.models import WishAnswerPhoto, WishPhoto
from content_models.wishes.policy import facts_of, may_see, sees_answers, takes_part
from media.actions import store_photo
from media.delivery import open_photo, photo_etag, photo_headers
from media.limits import picture_limits
from media.models import Photo
from media.sanitising import PhotoTooLarge

router = Router(tags=["photos"])


class PhotoOut(Schema):
    """An upload, to be named in a wish or a report. Unused ones are deleted after two days."""

    id: UUID
    width: int
    height: int
    thumb: str
    full: str


@write(router.post, "/photos", out=PhotoOut, status=201, atomic=False, summary="Send a photo (JPEG, PNG, WebP, HEIC)")
def upload_photo(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    user = person_of(actor_of(request))
    require_consent(user)
    if file.size is not None and file.size > picture_limits().max_bytes:
        raise PhotoTooLarge
    photo = store_photo(owner=user, content=file.read(), now=utc_now())
    return {
        "id": str(photo.pk),
        "width": photo.width,
        "height": photo.height,
        "thumb": f"/api/v1/photos/{photo.pk}/thumb",
        "full": f"/api/v1/photos/{photo.pk}/full",
    }


@router.get(
    "/photos/{photo_id}/{size}",
    response={200: None, 404: Problem},
    auth=any_reader,
    operation_id="get_photo",
    summary="The bytes of a photo (image/jpeg)",
)
def get_photo(request: HttpRequest, photo_id: str, size: Literal["thumb", "full"]) -> HttpResponse | FileResponse:
    photo = Photo.objects.filter(pk=any_id(photo_id)).first()
    if photo is None or not _may_see(actor_of(request), photo):
        raise Missing
    # A consent may be taken back at any moment: a picture of a case is asked for anew each time.
    asked_anew = {"Cache-Control": "private, no-cache"} if is_in_a_case(photo.pk) else {}
    if photo_etag(photo, size) in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers={**photo_headers(photo, size), **asked_anew})
    found = open_photo(photo, size)
    response = FileResponse(found.stream, content_type=found.content_type, headers={**found.headers, **asked_anew})
    response["Content-Length"] = str(found.length)
    return response


def _may_see(actor: Actor, photo: Photo) -> bool:
    """One's own upload; otherwise what the wish or the answers it belongs to allow."""
    if actor.id is not None and photo.owner_id == actor.id:
        return True
    with scopes_disabled():  # the picture says to which community it belongs; the rules are asked inside it
        shown = WishPhoto.objects.select_related("wish", "wish__area", "community").filter(photo=photo).first()
    if shown is None:
        return _may_see_candidate(actor, photo) or (not actor.is_visitor and _may_see_answer(actor, photo))
    if may_see_in_case(actor, photo.pk):
        return True
    with scope(community=shown.community):
        mine = claim_of(shown.wish, actor.id)
        facts = facts_of(shown.wish, mine.state if mine else None)
        if not shown.community.is_active or (shown.stage == WishPhoto.Stage.DONE and not shown.wish.share_outcome):
            return takes_part(actor, facts)
        return may_see(actor, facts)


def _may_see_candidate(actor: Actor, photo: Photo) -> bool:
    """A candidate's picture of herself: as public as her name is."""
    with scopes_disabled():
        candidate = Candidate.objects.select_related("ballot__community__area").filter(photo=photo).first()
    if candidate is None:
        return False
    community = candidate.ballot.community
    with scope(community=community):
        is_named = any(name.is_named for name in names_of([candidate], community=community).values())
        return community.is_active and is_named and sees_candidate(actor, candidate)


def _may_see_answer(actor: Actor, photo: Photo) -> bool:
    """A picture among the answers to a community's own questions: for who may read the answers."""
    with scopes_disabled():
        answer = (
            WishAnswerPhoto.objects.select_related("wish__area", "community").filter(photo=photo).first()
            or AppointmentPhoto.objects.select_related("appointment__area", "community").filter(photo=photo).first()
            or RegistrationPhoto.objects.select_related("registration__community__area", "community")
            .filter(photo=photo)
            .first()
        )
    match answer:
        case WishAnswerPhoto(wish=wish):
            with scope(community=answer.community):
                mine = claim_of(wish, actor.id)
                return sees_answers(actor, facts_of(wish, mine.state if mine else None))
        case AppointmentPhoto(appointment=appointment):
            return may_see_appointment(actor, appointment)
        case RegistrationPhoto(registration=registration):
            return may_see_registration(actor, registration)
    return False
