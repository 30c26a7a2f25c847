"""Plays the demo's wishes: every step is the action that a phone would call at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django_scopes import scope

from cms.demo.accounts import Cast
from cms.demo.diary import Diary
from cms.demo.pictures.painting import paint
from cms.demo.places import Ground
from cms.demo.story import Neighbour, Step, Story
from content_models.common.own_forms import read_form
from content_models.hours import actions as hours
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.wishes import actions
from content_models.wishes.models import WishCategory
from media.actions import store_photo
from media.models import Photo


class StoryDidNotHappen(Exception):
    """A step was told of a wish that was never posted, or of nobody."""


class StoryTeller:
    """Tells the stories of one community."""

    def __init__(
        self, *, diary: Diary, cast: Cast, ground: Ground, worker: str, homes: dict[str, str], photos: list[Photo]
    ) -> None:
        self.diary, self.cast, self.ground, self.worker, self.homes = diary, cast, ground, worker, homes
        self.photos = photos  # every picture stored, so that a demo that fails half way can take its files back

    def tell(self, stories: Sequence[Story]) -> None:
        for number, story in enumerate(stories):
            telling = _Telling(teller=self, story=story, shade=number)
            self.diary.write(self.diary.days_ago(story.ago), telling.post)
            for step in story.steps:
                self.diary.write(
                    self.diary.days_ago(story.ago - step.after),
                    lambda now, told=telling, what=step: told.go_on(what, now),  # type: ignore[misc]
                )

    def store(self, owner: User, motifs: Sequence[str], shade: int, now: datetime) -> tuple[UUID, ...]:
        stored = [
            store_photo(owner=owner, content=paint(motif, shade=shade + place), now=now)
            for place, motif in enumerate(motifs)
        ]
        self.photos += stored
        return tuple(photo.pk for photo in stored)


def _contact(neighbour: Neighbour | None) -> actions.Contact | None:
    if neighbour is None:
        return None
    return actions.Contact(name=neighbour.name, phone=neighbour.phone, door=neighbour.door)


class _Telling:
    """One story while it is told."""

    def __init__(self, *, teller: StoryTeller, story: Story, shade: int) -> None:
        self.teller, self.story, self.shade = teller, story, shade
        self.cast, self.community = teller.cast, teller.ground.community
        self.wish_id: UUID | None = None

    def post(self, now: datetime) -> None:
        story, poster = self.story, self.cast.actor(self.story.by, now)
        with scope(community=self.community):
            given = story.answers or {}
            category = WishCategory.objects.on_show().get(name=story.category)
            wish = actions.post_wish(
                actor=poster,
                community=self.community,
                new=actions.NewWish(
                    title=story.title,
                    description=story.words,
                    category_id=category.pk,
                    area_id=self.teller.ground.area(story.place or self.teller.homes[story.by]).pk,
                    deadline=timezone.localdate(now) + timedelta(days=story.days),
                    helpers_wanted=story.wanted,
                    photo_ids=self.teller.store(self._person(poster), story.photos, self.shade, now),
                    on_behalf_of=_contact(story.on_behalf_of),
                    answers={one.key: given[one.label] for one in read_form(category.form) if one.label in given},
                ),
                now=now,
            )
        self.wish_id = wish.pk

    @staticmethod
    def _person(actor: Actor) -> User:
        if actor.user is None:
            raise StoryDidNotHappen
        return actor.user

    def go_on(self, step: Step, now: datetime) -> None:
        if self.wish_id is None:
            raise StoryDidNotHappen(self.story.title)
        with scope(community=self.community):
            if step.kind in ("approve", "reject"):
                self._review(step, self.wish_id, now)
            elif step.kind in ("claim", "keep", "release", "fulfil"):
                self._help(step, self.wish_id, now)
            else:
                self._close(step, self.wish_id, now)

    def _review(self, step: Step, wish_id: UUID, now: datetime) -> None:
        reviewer = self.cast.actor(step.who or self.teller.worker, now)
        if step.kind == "approve":
            actions.approve_wish(wish_id=wish_id, actor=reviewer, now=now)
        else:
            actions.reject_wish(wish_id=wish_id, actor=reviewer, reason=step.text, now=now)

    def _help(self, step: Step, wish_id: UUID, now: datetime) -> None:
        helper = self.cast.actor(step.who, now)
        if step.kind == "claim":
            actions.claim_wish(wish_id=wish_id, actor=helper, now=now)
        elif step.kind == "keep":
            actions.keep_claim(wish_id=wish_id, actor=helper, now=now)
        elif step.kind == "release":
            actions.release_claim(wish_id=wish_id, actor=helper, reason=step.text, now=now)
        else:
            # The outcome in other colours than the wish.
            photos = self.teller.store(self._person(helper), step.photos, self.shade + 2, now)
            self._fulfil(step, wish_id, helper, photos, now)

    def _fulfil(self, step: Step, wish_id: UUID, helper: Actor, photos: tuple[UUID, ...], now: datetime) -> None:
        """With the minutes it took; without, where the helper's diary shows her at a turn just then."""
        minutes = 20 + 10 * (len(step.text) % 8)
        try:
            hours.fulfil_claim(
                wish_id=wish_id,
                actor=helper,
                note=step.text,
                photo_ids=photos,
                served=hours.Served(minutes=minutes),
                now=now,
            )
        except hours.Overlapping:
            hours.fulfil_claim(wish_id=wish_id, actor=helper, note=step.text, photo_ids=photos, now=now)

    def _close(self, step: Step, wish_id: UUID, now: datetime) -> None:
        owner = self.cast.actor(step.who or self.story.by, now)
        if step.kind == "confirm":
            hours.confirm_wish(wish_id=wish_id, actor=owner, thanks=step.text, share=step.share, now=now)
        elif step.kind == "withdraw":
            actions.withdraw_wish(wish_id=wish_id, actor=owner, reason=step.text, now=now)
        else:
            actions.reopen_wish(wish_id=wish_id, actor=owner, reason=step.text, now=now)
