"""Who may see a wish's picture because of a case: everybody once all have agreed, before that who decides about it."""

from __future__ import annotations

from uuid import UUID

from django_scopes import scope, scopes_disabled

from content_models.cases.asked import agreed_photos, concerned_by
from content_models.cases.models import CasePhoto
from content_models.pages.policy import may_edit_pages
from content_models.people.roles import Actor


def is_in_a_case(photo_id: UUID) -> bool:
    with scopes_disabled():  # asked of the picture alone
        return CasePhoto.objects.filter(photo=photo_id).exists()


def may_see_in_case(actor: Actor, photo_id: UUID) -> bool:
    with scopes_disabled():  # the picture says to which community it belongs; the rest is asked inside it
        shown = CasePhoto.objects.select_related("source__case", "community__area").filter(photo=photo_id).first()
    if shown is None:
        return False
    case = shown.source.case
    with scope(community=shown.community):
        if case.shown_order is not None and shown.community.is_active:
            photos = agreed_photos([case]).get(case.pk, [])
            if any(one.pk == shown.pk for one in photos):
                return True
        if actor.id is None:
            return False
        return may_edit_pages(actor, shown.community) or any(
            one.person_id == actor.id and one.wish_id == shown.source.wish_id for one in concerned_by(case)
        )
