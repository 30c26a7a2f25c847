"""Who leaves for good takes her word along. Accounts are erased by Django, which says so by a signal alone; a section
that is moved says so by Wagtail's. This is the one place that listens.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import pre_delete
from django_scopes import scope, scopes_disabled
from wagtail.models import Page
from wagtail.signals import post_page_move

from content_models.cases.actions.answering import end_agreement
from content_models.cases.door import keep_cases_below
from content_models.cases.models import CaseAgreement
from content_models.cases.states import AgreementState
from content_models.common.clock import utc_now
from content_models.pages.models import CommunityPage
from content_models.people.models import User
from content_models.people.notices import tell


def watch() -> None:
    """Begin to listen."""
    pre_delete.connect(_account_erased, sender=User, dispatch_uid="cases.erased")
    post_page_move.connect(_page_moved, dispatch_uid="cases.moved")


def _account_erased(instance: User, **_: Any) -> None:
    """The cases come off and whoever drafted them is told; they can go out again without that wish."""
    now = utc_now()
    with transaction.atomic():
        with scopes_disabled():  # hers, in whichever community
            agreements = list(CaseAgreement.objects.filter(person=instance).select_related("case__page"))
        for agreement in agreements:
            with scope(community=agreement.community_id):
                end_agreement(agreement, AgreementState.ENDED, now=now)
            if agreement.case.drafted_by_id != instance.pk:
                tell(
                    user_id=agreement.case.drafted_by_id,
                    kind="case_somebody_left",
                    now=now,
                    community_id=agreement.community_id,
                    title=agreement.case.page.title,
                )


def _page_moved(instance: Page, **_: Any) -> None:
    page = instance.specific
    if isinstance(page, CommunityPage):
        with scope(community=page.community_id):
            keep_cases_below(page.path)
