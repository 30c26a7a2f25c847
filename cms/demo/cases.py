"""Writes the cases: drafted from wishes of the demo, agreed to by their people, rated and adopted next door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django_scopes import scope, scopes_disabled

from cms.demo.accounts import Cast
from cms.demo.content.cases import ADOPTIONS, CASES, RATINGS
from cms.demo.diary import Diary
from cms.demo.pages import date_page
from cms.demo.plans import CaseAdoptionPlan, CasePlan, DistrictPlan
from content_models.areas.models import Community
from content_models.cases.actions import adopt_case, answer_case, ask_about_case, draft_case, rate_case
from content_models.cases.actions.asking import newest_draft
from content_models.cases.asked import photos_of_person
from content_models.cases.models import Case, CaseAgreement
from content_models.cases.words import print_of
from content_models.pages.models import CasePage
from content_models.people.models import Notice, User
from content_models.people.roles import Role
from content_models.wishes.models import Wish

RATED_DAYS_AGO = 10


def workers_of(districts: Iterable[DistrictPlan]) -> dict[str, str]:
    """Each community's worker, by the community's address name."""
    return {
        community.slug: next(person.key for person in community.people if person.staff == Role.WORKER)
        for district in districts
        for community in district.communities
    }


def write_cases(diary: Diary, cast: Cast, workers: dict[str, str]) -> None:
    for plan in CASES:
        told = _Told(plan, cast, workers[plan.community])
        diary.write(diary.days_ago(plan.ago), told.draft)
        diary.write(diary.days_ago(plan.ago - 1.5), told.answer)
        if not plan.waits_for:
            diary.write(diary.days_ago(plan.ago - 2), told.publish)
    for community, case, useful in RATINGS:
        diary.write(
            diary.days_ago(RATED_DAYS_AGO if case != "yi-zhan-deng" else 6),
            lambda now, who=workers[community], which=case, yes=useful: rate_case(  # type: ignore[misc]
                case_id=_case(which).pk, useful=yes, actor=cast.actor(who, now), now=now
            ),
        )
    for adoption in ADOPTIONS:
        diary.write(
            diary.days_ago(adoption.ago),
            lambda now, told=adoption: _adopt(told, cast, workers[told.community], now),  # type: ignore[misc]
        )


def _case(slug: str) -> Case:
    with scopes_disabled():
        found: Case = Case.objects.get(page__slug=slug)
        return found


def _adopt(plan: CaseAdoptionPlan, cast: Cast, worker: str, now: datetime) -> None:
    adopt_case(
        case_id=_case(plan.case).pk,
        community=Community.objects.select_related("area").get(slug=plan.community),
        own_case_id=_case(plan.own_case).pk if plan.own_case else None,
        note=plan.note,
        actor=cast.actor(worker, now),
        now=now,
    )


class _Told:
    """One case while it comes about."""

    def __init__(self, plan: CasePlan, cast: Cast, worker: str) -> None:
        self.plan, self.cast, self.worker = plan, cast, worker

    @property
    def community(self) -> Community:
        return Community.objects.select_related("area").get(slug=self.plan.community)

    def draft(self, now: datetime) -> None:
        """The worker drafts it, fills in what to do, and asks its people."""
        community, actor = self.community, self.cast.actor(self.worker, now)
        with scope(community=community):
            wishes = Wish.objects.filter(title__in=self.plan.wishes).values_list("pk", flat=True)
            page = draft_case(wish_ids=list(wishes), community=community, actor=actor, now=now)
            for name in ("title", "slug", "summary", "problem", "way", "outcome", "steps"):
                setattr(page, name, getattr(self.plan, name))
            page.save()
            page.save_revision(user=self.cast.user(self.worker), log_action=True)
            ask_about_case(page=page, actor=actor, now=now)
            date_page(page, now)

    def answer(self, now: datetime) -> None:
        with scope(community=self.community):
            page = self._page()
            asked = list(CaseAgreement.objects.filter(case__page=page).select_related("case", "person"))
        late = {self.cast.ids[key] for key in self.plan.waits_for}
        for agreement in asked:
            if agreement.person is not None and agreement.person_id not in late:
                self._answer(agreement, agreement.person, page, now)

    def _answer(self, agreement: CaseAgreement, person: User, page: CasePage, now: datetime) -> None:
        key = next(key for key, pk in self.cast.ids.items() if pk == person.pk)
        with scope(community=self.community):
            seen = print_of(newest_draft(page))
            photos = photos_of_person(agreement.case, person.pk)
        answer_case(
            agreement_id=agreement.pk,
            words_print=seen,
            says_yes=True,
            photos={photo.pk: self.plan.photos for photo in photos},
            actor=self.cast.actor(key, now),
            now=now,
        )
        Notice.objects.filter(user=person, kind="case_asked").update(read_at=now)

    def publish(self, now: datetime) -> None:
        user = self.cast.user(self.worker)
        with scope(community=self.community):
            page = self._page()
            # Her group lets her in when she enters the admin, which nobody does here.
            page.get_latest_revision().publish(user=user, skip_permission_checks=True)
            date_page(page, now)

    def _page(self) -> CasePage:
        page: CasePage = CasePage.objects.select_related("community").get(slug=self.plan.slug)
        return page
