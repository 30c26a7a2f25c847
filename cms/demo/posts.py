"""Makes the posts and wish categories of a community, and fills some of the posts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django_scopes import scope
from wagtail.models import Revision

from cms.demo.accounts import Cast
from cms.demo.diary import Diary
from cms.demo.places import Ground
from cms.demo.plans import ApplicationPlan, CommunityPlan, QuestionPlan
from content_models.common.own_forms import read_form
from content_models.people.models import RegistrationForm, User
from content_models.posts.actions import (
    apply_for_post,
    appoint,
    approve_appointment,
    decline_appointment,
    end_appointment,
    keep_version,
)
from content_models.posts.models import Appointment, PostSet, PostType
from content_models.wishes.models import WishCategory


def set_up_posts(plan: CommunityPlan, ground: Ground, by: User, now: datetime) -> None:
    """The post set and the categories, published as an editor would, so that each has its history."""
    community = ground.community
    with scope(community=community):
        post_set = PostSet.objects.create(community=community, title=plan.posts_title, intro=plan.posts_intro)
        made: list[PostSet | PostType | WishCategory | RegistrationForm] = [post_set]
        for order, post in enumerate(plan.posts):
            made.append(
                PostType.objects.create(
                    community=community,
                    name=post.name,
                    icon=post.icon,
                    duties=post.duties,
                    wanted=post.wanted,
                    form=_form(f"{plan.slug}/{post.name}", post.questions),
                    sort_order=order,
                )
            )
        for order, (name, icon) in enumerate(plan.categories.items()):
            form = _form(f"{plan.slug}/{name}", plan.category_questions.get(name, ()))
            made.append(
                WishCategory.objects.create(community=community, name=name, icon=icon, sort_order=order, form=form)
            )
        if plan.registration_questions:
            form = _form(f"{plan.slug}/registration", plan.registration_questions)
            made.append(RegistrationForm.objects.create(community=community, form=form))
        for thing in made:
            # Set up with the community, before the worker's group had any rights; like every first installation.
            revision = thing.save_revision(user=by)
            revision.publish(user=by, skip_permission_checks=True)
            # Wagtail dates revisions by its own clock.
            Revision.objects.filter(pk=revision.pk).update(created_at=now)
            type(thing).objects.filter(pk=thing.pk).update(first_published_at=now, last_published_at=now)
        keep_version(community_id=community.pk, by=by, now=now)


def _form(place: str, questions: Sequence[QuestionPlan]) -> str:
    return json.dumps([_block(place, question) for question in questions])


def _block(place: str, question: QuestionPlan) -> dict[str, object]:
    """A question as the editor's form keeps it; answers are kept under its id, so the id is the same every time."""
    value: dict[str, object] = {"label": question.label, "help": question.help, "required": question.required}
    if question.options:
        value["options"] = list(question.options)
    if question.only_if:
        earlier, answer = question.only_if
        value["shown_if"] = {"question": _id(place, earlier), "test": "is", "answers": answer}
    return {"type": question.type, "id": _id(place, question.label), "value": value}


def _id(place: str, label: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"linli-demo/{place}/{label}"))


def write_appointments(diary: Diary, cast: Cast, plan: CommunityPlan, ground: Ground, worker: str) -> None:
    """Who holds a post, and who has asked for one."""
    since = {person.key: person.since for person in plan.people}
    for number, post in enumerate(plan.posts):
        office = _Office(cast=cast, ground=ground, worker=worker, post=post.name)
        for place, holder in enumerate(post.holders):
            days = min(since[holder] - 2, 110 - 9 * number - 3 * place)
            diary.write(diary.days_ago(days), lambda now, who=holder, at=office: at.register(who, now))  # type: ignore[misc]
        for application in post.applications:
            step = _Asking(office=office, plan=application)
            diary.write(diary.days_ago(application.ago), step.ask)
            if application.outcome != "waiting":
                diary.write(diary.days_ago(application.ago - 0.8), step.be_answered)
            if application.outcome == "ended":
                diary.write(diary.days_ago(application.ago / 2), step.step_down)


class _Office:
    """The community's office, answering for one post."""

    def __init__(self, *, cast: Cast, ground: Ground, worker: str, post: str) -> None:
        self.cast, self.ground, self.worker, self.post_name = cast, ground, worker, post

    def post(self) -> PostType:
        post: PostType = PostType.objects.on_show().get(name=self.post_name)
        return post

    def register(self, holder: str, now: datetime) -> None:
        """Somebody who has held the post since before the software: the office enters her."""
        community = self.ground.community
        with scope(community=community):
            appoint(
                person=self.cast.user(holder),
                community=community,
                area=community.area,
                by=self.cast.user(self.worker),
                post=self.post(),
                now=now,
            )


class _Asking:
    """One application and what became of it."""

    def __init__(self, *, office: _Office, plan: ApplicationPlan) -> None:
        self.office, self.plan = office, plan
        self.cast, self.community = office.cast, office.ground.community

    def ask(self, now: datetime) -> None:
        with scope(community=self.community):
            post = self.office.post()
            given = self.plan.answers or {}
            apply_for_post(
                actor=self.cast.actor(self.plan.who, now),
                community=self.community,
                post=post,
                answers={field.key: given[field.label] for field in read_form(post.form) if field.label in given},
                note=self.plan.note,
                now=now,
            )

    def _appointment(self) -> Appointment:
        appointment: Appointment = (
            Appointment.objects.living()
            .select_related("area", "post", "person", "community__area")
            .get(person_id=self.cast.ids[self.plan.who], post=self.office.post())
        )
        return appointment

    def be_answered(self, now: datetime) -> None:
        with scope(community=self.community):
            worker, appointment = self.cast.actor(self.office.worker, now), self._appointment()
            if self.plan.outcome == "declined":
                decline_appointment(appointment=appointment, actor=worker, reason=self.plan.reason, now=now)
            else:
                approve_appointment(appointment=appointment, actor=worker, now=now)

    def step_down(self, now: datetime) -> None:
        with scope(community=self.community):
            end_appointment(
                appointment=self._appointment(),
                actor=self.cast.actor(self.plan.who, now),
                reason=self.plan.reason,
                now=now,
            )
