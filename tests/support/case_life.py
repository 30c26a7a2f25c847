"""Bringing a case about: Wu drafts it from Anna's wish that Bo fulfilled, both are asked, it goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django_scopes import scope, scopes_disabled

from content_models.cases import actions
from content_models.cases.actions.asking import newest_draft
from content_models.cases.models import Case, CaseAgreement
from content_models.cases.words import print_of
from content_models.common.clock import utc_now
from content_models.pages.actions import open_home_page
from content_models.pages.models import CasePage
from content_models.people.models import User
from content_models.wishes.models import WishPhoto
from content_models.wishes.states import WishState
from media.actions import store_photo
from tests.media.uploads import phone_photo
from tests.support.cast import Cast, Neighbourhood, actor
from tests.support.wish_life import WishLife

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
STEPS = "先看是灯泡还是线路\n找物业要材料"


class CaseLife:
    """Cases of Pine Lane; Oak Court has its home page, too."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.wishes = cast, WishLife(cast)
        self.pine, self.oak = cast.pine.community, cast.oak.community
        for community in (self.pine, self.oak):
            open_home_page(community=community, actor=actor(cast.dai), now=utc_now())

    def fulfilled(self, **changes: Any) -> UUID:
        return self.wishes.in_state(WishState.CONFIRMED, **changes)

    def draft(self, *wish_ids: UUID, by: User | None = None) -> CasePage:
        with scope(community=self.pine):
            return actions.draft_case(
                wish_ids=wish_ids or (self.fulfilled(),), community=self.pine, actor=actor(by or self.cast.wu), now=NOW
            )

    def page(self, page: CasePage) -> CasePage:
        """As it stands in the database."""
        with scope(community=page.community_id):
            found: CasePage = CasePage.objects.select_related("community").get(pk=page.pk)
            return found

    def case(self, page: CasePage) -> Case:
        with scopes_disabled():
            found: Case = Case.objects.select_related("community__area").get(page=page)
            return found

    def write(self, page: CasePage, **words: Any) -> None:
        """A worker changes the draft."""
        with scope(community=page.community_id):
            draft = newest_draft(self.page(page))
            for name, value in words.items():
                setattr(draft, name, value)
            draft.save_revision(user=self.cast.wu)

    def ask(self, page: CasePage) -> int:
        with scope(community=self.pine):
            return actions.ask_about_case(page=self.page(page), actor=actor(self.cast.wu), now=NOW)

    def agreement(self, page: CasePage, person: User) -> CaseAgreement:
        with scope(community=self.pine):
            found: CaseAgreement = CaseAgreement.objects.get(case__page=page, person=person)
            return found

    def print_now(self, page: CasePage) -> str:
        with scope(community=self.pine):
            return print_of(newest_draft(self.page(page)))

    def answer(
        self,
        page: CasePage,
        person: User,
        says_yes: bool = True,
        photos: Mapping[UUID, bool] | None = None,
        note: str = "",
    ) -> CaseAgreement:
        return actions.answer_case(
            agreement_id=self.agreement(page, person).pk,
            words_print=self.print_now(page),
            says_yes=says_yes,
            photos=photos or {},
            note=note,
            actor=actor(person),
            now=NOW,
        )

    def withdraw(self, page: CasePage, person: User) -> None:
        actions.withdraw_agreement(agreement_id=self.agreement(page, person).pk, actor=actor(person), now=NOW)

    def publish(self, page: CasePage) -> None:
        with scope(community=page.community_id):
            self.page(page).get_latest_revision().publish()

    def on_show_by(self, *wish_ids: UUID, people: tuple[User, ...]) -> CasePage:
        """With these people to agree."""
        page = self.draft(*wish_ids)
        self.ask(page)
        for person in people:
            self.answer(page, person)
        self.publish(page)
        return self.page(page)

    def on_show(self, *wish_ids: UUID, **words: Any) -> CasePage:
        """Drafted, asked, agreed to by everybody, and out."""
        page = self.draft(*wish_ids)
        self.write(page, steps=STEPS, **words)
        self.ask(page)
        for person in (self.cast.anna, self.cast.bo):
            self.answer(page, person)
        self.publish(page)
        return self.page(page)

    def by_hand(self, place: Neighbourhood, title: str, slug: str, **words: Any) -> CasePage:
        """A case without wishes behind it, on show."""
        from content_models.pages.models import HomePage

        with scope(community=place.community):
            page = CasePage(title=title, slug=slug, live=False, **words)
            HomePage.objects.get(community=place.community).add_child(instance=page)
            page.save_revision().publish()
        return self.page(page)

    def photo(self, wish_id: UUID, owner: User, stage: str = "asked") -> UUID:
        """A picture with the wish; its id."""
        photo = store_photo(owner=owner, content=phone_photo("JPEG", width=400, height=300), now=NOW)
        with scope(community=self.pine):
            WishPhoto.objects.create(wish_id=wish_id, community=self.pine, photo=photo, stage=stage, position=0)
        return UUID(str(photo.pk))
