"""A case goes out with everybody's agreement or not at all: asked at the write itself (pages/publishing.py).

And what is kept beside the page: its place in the list of all cases, and the words it is found by.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_scopes import scope
from wagtail.images import get_image_model

from content_models.cases.asked import concerned_by, standing_of
from content_models.cases.models import Case, CaseSearchTerm, CaseSource
from content_models.cases.words import full_names_of, has_phone, print_of, search_text_of, text_of
from content_models.common.errors import Refused
from content_models.common.search import bigrams, normalise
from content_models.pages.models import CasePage, CommunityPage
from content_models.pages.references import Wanted

_CHANCE_BITS = 16


class NotAgreed(Refused):
    code = "case_not_agreed"
    message = _("This case can't go out yet: somebody it tells of has not agreed to it.")


class NobodyToAsk(Refused):
    code = "case_nobody_to_ask"
    message = _(
        "This case can't go out: somebody it tells of has left and can't be asked any more. Take that wish out of the "
        "case, and what is said of it."
    )


class CopyOfCase(Refused):
    code = "case_without_wishes"
    message = _(
        "This case can't go out: the wishes it was written from are not with it, so nobody can be asked. Please draft "
        "a case from the wishes themselves."
    )


class PictureWithoutConsent(Refused):
    code = "picture_without_consent"
    message = _(
        "The picture “%(title)s” can't be shown in a case: it does not say that the people on it have agreed. Tick "
        "that on the picture, or take another one."
    )


class PhoneInCase(Refused):
    code = "phone_in_case"
    message = _("There is a phone number in the text. A case never has one: please take it out.")


class NameInCase(Refused):
    code = "name_in_case"
    message = _("There is a name in the text of somebody the case tells of. A case never has one: please take it out.")


class CaseDoor:
    """Stands at the door of pages for cases."""

    def check(self, page: CommunityPage) -> None:
        if isinstance(page, CasePage):
            with scope(community=page.community_id):
                check_case(page)

    def keep(self, page: CommunityPage) -> None:
        with scope(community=page.community_id):
            if isinstance(page, CasePage):
                keep_case(page)
            elif page.numchild:
                keep_cases_below(page.path)


def check_case(page: CasePage) -> None:
    """In the scope of its community.

    Raises:
        PictureWithoutConsent, PhoneInCase, NameInCase, CopyOfCase, NobodyToAsk, NotAgreed
    """
    _refuse_pictures(page)
    text = text_of(page)
    if has_phone(text):
        raise PhoneInCase
    if not page.from_wishes:
        return  # written by hand, of nobody in particular
    case = Case.objects.filter(page=page.pk).first() if page.pk else None
    sources = list(CaseSource.objects.filter(case=case).select_related("wish__author", "wish__entered_by"))
    if case is None or not sources:
        raise CopyOfCase
    if any(name in text for source in sources for name in full_names_of(source.wish)):
        raise NameInCase
    standing = standing_of(case, print_of(page), concerned_by(case))
    if standing.gone:
        raise NobodyToAsk
    if standing.missing:
        raise NotAgreed(_in_numbers(standing.missing, asked=standing.asked))


def _in_numbers(missing: int, *, asked: bool) -> str:
    if not asked:
        return str(
            _("This case can't go out yet: the people it tells of have not been asked. Press “Ask them” on its page.")
        )
    return ngettext(
        "This case can't go out yet: %(number)d person it tells of has not agreed to these words.",
        "This case can't go out yet: %(number)d people it tells of have not agreed to these words.",
        missing,
    ) % {"number": missing}


def _refuse_pictures(page: CasePage) -> None:
    wanted = Wanted(pictures={page.cover_id} if page.cover_id else set())
    wanted.add(page.body.raw_data)
    if not wanted.pictures:
        return
    bad = get_image_model().objects.filter(pk__in=wanted.pictures, people_agreed=False).order_by("pk").first()
    if bad is not None:
        raise PictureWithoutConsent(title=bad.title)


def keep_case(page: CasePage) -> Case:
    """Bring the list and the search up to date with the page's row; in the scope of its community."""
    case, _made = Case.objects.get_or_create(
        page=page,
        defaults={
            "community_id": page.community_id,
            "area_kind": page.area_kind or page.community.kind,
            "drafted_by_id": page.owner_id,
        },
    )
    if not CommunityPage.objects.on_show().filter(pk=page.pk).exists():
        take_off_lists([case.pk])
        return case
    case.category = page.category.strip()
    case.area_kind = page.area_kind or page.community.kind
    case.shown_order = case.shown_order or _order_of(page.first_published_at, case.pk)
    words = search_text_of(page)
    is_new = case.search_text != normalise(words) or not case.terms.exists()
    case.search_text = normalise(words)
    case.save(update_fields=["category", "area_kind", "shown_order", "search_text"])
    if is_new:
        case.terms.all().delete()
        CaseSearchTerm.objects.bulk_create(
            CaseSearchTerm(case=case, term=term, shown_order=case.shown_order) for term in sorted(bigrams(words))
        )
    return case


def take_off_lists(case_ids: list[UUID]) -> None:
    """Not found and not listed any more; ratings and adoptions wait for the case to come back."""
    CaseSearchTerm.objects.filter(case__in=case_ids).delete()
    Case.objects.filter(pk__in=case_ids).update(shown_order=None, search_text="")


def keep_cases_below(path: str) -> None:
    """A section went on or off show, or moved: so did the cases in it."""
    for page in CasePage.objects.filter(path__startswith=path).select_related("community"):
        keep_case(page)


def _order_of(first_published_at: Any, case_id: UUID) -> int:
    """Milliseconds, with some chance below, so that no two cases stand at the same place."""
    moment = first_published_at if isinstance(first_published_at, datetime) else None
    milliseconds = int(moment.timestamp() * 1000) if moment else case_id.int >> 80
    return (milliseconds << _CHANCE_BITS) | secrets.randbits(_CHANCE_BITS)


def keep_everything(community_id: UUID) -> None:
    """All cases of a community anew; for what was published before there were cases."""
    with scope(community=community_id), transaction.atomic():
        keep_cases_below("")
